"""What an acceptance made is kept, so that it can be undone; the target of a correction may be a long label."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("intake", "0001_tables")]

    operations = [
        migrations.AddField("import", "outcome", models.JSONField(default=dict)),
        migrations.AlterField("correction", "target", models.TextField()),
    ]
