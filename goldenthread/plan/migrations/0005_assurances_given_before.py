"""Actions that were assured before acts of assurance were kept get the act that stands; its strength is not known."""

from typing import Any

from django.db import migrations


def forwards(apps: Any, _schema_editor: Any) -> None:
    """Write down each assurance that stands."""
    assurances = apps.get_model("plan", "Assurance").objects
    standing = apps.get_model("plan", "Action").objects.filter(state="assured").exclude(difference="")
    known = set(assurances.filter(outcome="given", ended_on=None).values_list("action_id", flat=True))
    assurances.bulk_create(
        [
            assurances.model(
                action_id=action.pk,
                outcome="given",
                by_id=action.assured_by_id,
                on=action.assured_on,
                difference=action.difference,
                reported_by_id=action.reported_by_id,
                reported_on=action.reported_on,
            )
            for action in standing.iterator()
            if action.pk not in known
        ],
        batch_size=500,
    )


def backwards(_apps: Any, _schema_editor: Any) -> None:
    """The table goes with the step before; nothing is to be undone here."""


class Migration(migrations.Migration):
    """Data alone, after the tables were made."""

    dependencies = [("plan", "0004_work_around_blue")]

    operations = [migrations.RunPython(forwards, backwards)]
