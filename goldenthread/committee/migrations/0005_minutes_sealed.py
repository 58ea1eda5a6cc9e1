"""The database itself refuses to change or delete minutes as they were put to a meeting, approved or signed."""

from django.db import migrations

SAID = "Minutes that were put to a meeting, approved or signed stay as they are."
TABLE = "committee_minutesissue"


def _sqlite():
    for what in ("UPDATE", "DELETE"):
        yield (
            f"CREATE TRIGGER {TABLE}_no_{what.lower()} BEFORE {what} ON {TABLE}"
            f" BEGIN SELECT RAISE(ABORT, '{SAID}'); END"
        )
    # INSERT OR REPLACE deletes without firing the trigger on DELETE, so a second row is refused before.
    yield (
        f"CREATE TRIGGER {TABLE}_no_replace BEFORE INSERT ON {TABLE}"  # noqa: S608 - names are ours
        f" WHEN EXISTS (SELECT 1 FROM {TABLE} WHERE id = NEW.id"
        " OR (minutes_id = NEW.minutes_id AND number = NEW.number))"
        f" BEGIN SELECT RAISE(ABORT, '{SAID}'); END"
    )


def _postgresql():
    yield (
        f"CREATE TRIGGER {TABLE}_no_change BEFORE UPDATE OR DELETE ON {TABLE}"
        " FOR EACH ROW EXECUTE FUNCTION committee_refuse()"
    )
    yield (
        f"CREATE TRIGGER {TABLE}_no_truncate BEFORE TRUNCATE ON {TABLE}"
        " FOR EACH STATEMENT EXECUTE FUNCTION committee_refuse()"
    )


def _back(vendor):
    if vendor != "postgresql":
        return [f"DROP TRIGGER {TABLE}_no_{what}" for what in ("update", "delete", "replace")]
    return [f"DROP TRIGGER {TABLE}_no_{what} ON {TABLE}" for what in ("change", "truncate")]


def forwards(apps, schema_editor):
    for statement in _postgresql() if schema_editor.connection.vendor == "postgresql" else _sqlite():
        schema_editor.execute(statement, params=None)


def backwards(apps, schema_editor):
    for statement in _back(schema_editor.connection.vendor):
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("committee", "0004_minutes")]
    operations = [migrations.RunPython(forwards, backwards)]
