"""The database itself refuses to change or delete what was noted of who saw what.

A sight names people by their keys and things by theirs, as an entry does, and holds no words: there is nothing in
it that an erasure takes out.
"""

from django.db import migrations

SQLITE = [
    """CREATE TRIGGER ledger_sight_no_update BEFORE UPDATE ON ledger_sight
       BEGIN SELECT RAISE(ABORT, 'The ledger is append-only.'); END""",
    """CREATE TRIGGER ledger_sight_no_delete BEFORE DELETE ON ledger_sight
       BEGIN SELECT RAISE(ABORT, 'The ledger is append-only.'); END""",
    # INSERT OR REPLACE deletes without firing the trigger on DELETE, so a second row is refused before.
    """CREATE TRIGGER ledger_sight_no_replace BEFORE INSERT ON ledger_sight
       WHEN EXISTS (SELECT 1 FROM ledger_sight
                    WHERE id = NEW.id OR (who = NEW.who AND for_whom = NEW.for_whom
                                          AND subject = NEW.subject AND "on" = NEW."on"))
       BEGIN SELECT RAISE(ABORT, 'The ledger is append-only.'); END""",
]
SQLITE_BACK = [
    f"DROP TRIGGER {name}"
    for name in ("ledger_sight_no_update", "ledger_sight_no_delete", "ledger_sight_no_replace")
]
POSTGRESQL = [
    """CREATE TRIGGER ledger_sight_no_change BEFORE UPDATE OR DELETE ON ledger_sight
       FOR EACH ROW EXECUTE FUNCTION ledger_refuse()""",
    """CREATE TRIGGER ledger_sight_no_truncate BEFORE TRUNCATE ON ledger_sight
       FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()""",
]
POSTGRESQL_BACK = [
    "DROP TRIGGER ledger_sight_no_change ON ledger_sight",
    "DROP TRIGGER ledger_sight_no_truncate ON ledger_sight",
]


def forwards(apps, schema_editor):
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement, params=None)


def backwards(apps, schema_editor):
    for statement in POSTGRESQL_BACK if schema_editor.connection.vendor == "postgresql" else SQLITE_BACK:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_append_only")]
    operations = [migrations.RunPython(forwards, backwards)]
