"""A finding may be withdrawn by whoever entered it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One more answer; no row changes."""

    dependencies = [("sources", "0001_tables")]

    operations = [
        migrations.AlterField(
            model_name="finding",
            name="answer",
            field=models.CharField(
                choices=[
                    ("open", "Open"),
                    ("declined", "Not taken up, with a reason"),
                    ("discharged", "Discharged"),
                    ("withdrawn", "Withdrawn by whoever entered it"),
                ],
                default="open",
                max_length=10,
            ),
        ),
    ]
