"""Updates that were written here by a lead count as answers; those by which an action was sent back do not."""

from typing import Any

from django.db import migrations


def forwards(apps: Any, _schema_editor: Any) -> None:
    """Mark what somebody wrote here as an answer."""
    updates = apps.get_model("plan", "Update").objects
    updates.filter(by__isnull=False).exclude(text__startswith="Sent back: ").update(is_answer=True)


def backwards(_apps: Any, _schema_editor: Any) -> None:
    """The column goes with the step before; nothing is to be undone here."""


class Migration(migrations.Migration):
    """Data alone, after the column was made."""

    dependencies = [("plan", "0002_answers")]

    operations = [migrations.RunPython(forwards, backwards)]
