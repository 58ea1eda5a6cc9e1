"""What an answer holds besides its note."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("plan", "0001_tables")]

    operations = [
        migrations.AddField("update", "is_answer", models.BooleanField(default=False)),
        migrations.AddField("update", "figure_written", models.CharField(blank=True, max_length=40)),
        migrations.AddField(
            "update", "figure", models.DecimalField(blank=True, decimal_places=4, max_digits=16, null=True)
        ),
        migrations.AddField("update", "next_step", models.TextField(blank=True)),
        migrations.AddField("update", "look_at_written", models.CharField(blank=True, max_length=60)),
        migrations.AddField("update", "look_at_on", models.DateField(blank=True, null=True)),
        migrations.AddField("update", "needs", models.TextField(blank=True)),
        migrations.AddField("update", "despite", models.TextField(blank=True)),
    ]
