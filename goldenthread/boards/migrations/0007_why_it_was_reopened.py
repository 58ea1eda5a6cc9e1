"""A closing keeps why a completed action was taken up again: the reason, and the finding that showed it.

Rounds closed before keep what they have, so there it is told by what was said last.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("boards", "0006_the_plan_as_printed")]

    operations = [
        migrations.AddField(
            model_name="roundline",
            name="reopened_why",
            field=models.TextField(blank=True, default=""),
            preserve_default=False,
        ),
    ]
