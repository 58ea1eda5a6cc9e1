"""What becomes of the roles held on a plan when it goes into its next year is kept, one row for each."""

import django.db.models.deletion
from django.db import migrations, models

OUTCOMES = [
    ("", "Waits for an administrator"),
    ("given", "Given on the new plan"),
    ("left", "Left behind with the old plan"),
]


class Migration(migrations.Migration):
    """One table."""

    dependencies = [("identity", "0003_planned_hand_overs"), ("plan", "0009_updates_that_report_complete")]

    operations = [
        migrations.CreateModel(
            name="RoleOnward",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("outcome", models.CharField(blank=True, choices=OUTCOMES, default="", max_length=5)),
                ("at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="identity.person",
                    ),
                ),
                (
                    "held",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="identity.roleheld"
                    ),
                ),
                (
                    "refresh",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="roles", to="plan.refresh"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "roles onward",
                "ordering": ["refresh", "held__person__name", "held__role", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("refresh", "held"), name="plan_role_onward_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("at__isnull", True), ("by__isnull", True), ("outcome", "")),
                            models.Q(
                                models.Q(("outcome", ""), _negated=True), ("at__isnull", False), ("by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="plan_role_onward_decided_by_somebody",
                    ),
                ],
            },
        ),
    ]
