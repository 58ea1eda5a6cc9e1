"""The hash of what a version says, however it is drawn."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0003_brought_papers")]

    operations = [
        migrations.AddField(
            model_name="reportversion", name="says", field=models.CharField(max_length=64, null=True),
        ),
    ]
