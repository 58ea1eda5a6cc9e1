"""The database itself refuses to change or delete an agenda that was issued, and that a restricted paper was opened."""

from django.db import migrations

SAID = "What was issued, and who opened a restricted paper, stays as it is."
TABLES = {"committee_agendaissue": ("meeting_id", "number"), "committee_opening": ("id",)}
"""Each table with the fields that say a row once."""


def _sqlite():
    for table, once in TABLES.items():
        same = " AND ".join(f"{name} = NEW.{name}" for name in once)
        for what in ("UPDATE", "DELETE"):
            yield (
                f"CREATE TRIGGER {table}_no_{what.lower()} BEFORE {what} ON {table}"
                f" BEGIN SELECT RAISE(ABORT, '{SAID}'); END"
            )
        # INSERT OR REPLACE deletes without firing the trigger on DELETE, so a second row is refused before.
        yield (
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table}"  # noqa: S608 - names are ours
            f" WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id OR ({same}))"
            f" BEGIN SELECT RAISE(ABORT, '{SAID}'); END"
        )


def _postgresql():
    yield (
        "CREATE FUNCTION committee_refuse() RETURNS trigger LANGUAGE plpgsql AS $$"
        f" BEGIN RAISE EXCEPTION '{SAID}'; END $$"
    )
    for table in TABLES:
        yield (
            f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION committee_refuse()"
        )
        yield (
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION committee_refuse()"
        )


def _back(vendor):
    if vendor != "postgresql":
        return [f"DROP TRIGGER {table}_no_{what}" for table in TABLES for what in ("update", "delete", "replace")]
    drops = [f"DROP TRIGGER {table}_no_{what} ON {table}" for table in TABLES for what in ("change", "truncate")]
    return [*drops, "DROP FUNCTION committee_refuse()"]


def forwards(apps, schema_editor):
    for statement in _postgresql() if schema_editor.connection.vendor == "postgresql" else _sqlite():
        schema_editor.execute(statement, params=None)


def backwards(apps, schema_editor):
    for statement in _back(schema_editor.connection.vendor):
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("committee", "0002_meetings")]
    operations = [migrations.RunPython(forwards, backwards)]
