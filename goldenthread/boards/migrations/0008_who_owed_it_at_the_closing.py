"""A closing keeps who owed each answer when the round was closed: an action may have been handed on since the opening.

Rounds closed before keep what they have: who was asked at the opening.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("boards", "0007_why_it_was_reopened")]

    operations = [
        migrations.AddField(
            model_name="roundline",
            name="owed_by",
            field=models.CharField(blank=True, default="", max_length=300),
            preserve_default=False,
        ),
    ]
