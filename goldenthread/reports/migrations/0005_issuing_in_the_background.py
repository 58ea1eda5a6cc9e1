"""Reports that are issued in the background: who pressed, how far it is, how it ended."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("identity", "0003_planned_hand_overs"), ("reports", "0004_what_a_version_says")]

    operations = [
        migrations.CreateModel(
            name="Issuing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("begun_at", models.DateTimeField(blank=True, null=True)),
                ("files", models.PositiveSmallIntegerField(default=0)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("refusal", models.TextField(blank=True)),
                ("behalf_of", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.person")),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="identity.person")),
                ("report", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="issuings", to="reports.report")),
            ],
            options={
                "ordering": ["report", "at", "pk"],
                "constraints": [
                    models.UniqueConstraint(condition=models.Q(("ended_at__isnull", True)), fields=("report",), name="reports_issued_once_at_a_time"),
                    models.CheckConstraint(condition=models.Q(("refusal", ""), ("ended_at__isnull", False), _connector="OR"), name="reports_issuing_refused_has_ended"),
                ],
            },
        ),
    ]
