"""A closing keeps the plan as it was printed: its header block, the notes of its priorities, its comments whole.

Rounds closed before keep what they have: what a plan printed then is not known any more.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("boards", "0005_links_that_end")]

    operations = [
        migrations.AddField(
            model_name="closing",
            name="header",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="closing",
            name="priorities",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="roundline",
            name="comments",
            field=models.TextField(blank=True, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="roundline",
            name="aim_kind",
            field=models.CharField(blank=True, default="", max_length=14),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="roundline",
            name="aim_number",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
    ]
