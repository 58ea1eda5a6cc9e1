"""A new action that a finding is taken up by has its ref and its lead before the year changes."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("identity", "0003_planned_hand_overs"),
        ("plan", "0012_when_an_action_was_added"),
    ]

    operations = [
        migrations.AddField(
            model_name="offeredfinding",
            name="ref",
            field=models.CharField(blank=True, default="", max_length=40),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="offeredfinding",
            name="lead",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.person"
            ),
        ),
        migrations.AddField(
            model_name="offeredfinding",
            name="lead_post",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.post"
            ),
        ),
    ]
