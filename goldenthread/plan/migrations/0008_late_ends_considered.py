"""A choice for the next year can say that an end which lies before the new plan begins was seen and stays."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One column of a choice, and that an end is either kept or moved."""

    dependencies = [("plan", "0007_refresh")]

    operations = [
        migrations.AddField(
            model_name="consideration",
            name="keeps_date",
            field=models.BooleanField(default=False),
        ),
        migrations.AddConstraint(
            model_name="consideration",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("keeps_date", False), models.Q(("choice__in", ["carry", "reword"]), ("ends", "")), _connector="OR"
                ),
                name="plan_consideration_keeps_or_moves_its_end",
            ),
        ),
    ]
