"""The database itself refuses to change or delete entries, and lets a value only be blanked."""

from django.db import migrations

SQLITE = [
    """CREATE TRIGGER ledger_entry_no_update BEFORE UPDATE ON ledger_entry
       BEGIN SELECT RAISE(ABORT, 'The ledger is append-only.'); END""",
    """CREATE TRIGGER ledger_entry_no_delete BEFORE DELETE ON ledger_entry
       BEGIN SELECT RAISE(ABORT, 'The ledger is append-only.'); END""",
    """CREATE TRIGGER ledger_value_no_delete BEFORE DELETE ON ledger_value
       BEGIN SELECT RAISE(ABORT, 'The ledger is append-only.'); END""",
    # INSERT OR REPLACE deletes without firing the triggers on DELETE, so a second row is refused before.
    """CREATE TRIGGER ledger_entry_no_replace BEFORE INSERT ON ledger_entry
       WHEN EXISTS (SELECT 1 FROM ledger_entry WHERE id = NEW.id OR number = NEW.number OR hash = NEW.hash)
       BEGIN SELECT RAISE(ABORT, 'The ledger is append-only.'); END""",
    """CREATE TRIGGER ledger_value_no_replace BEFORE INSERT ON ledger_value
       WHEN EXISTS (SELECT 1 FROM ledger_value
                    WHERE id = NEW.id OR (entry_id = NEW.entry_id AND field = NEW.field))
       BEGIN SELECT RAISE(ABORT, 'The ledger is append-only.'); END""",
    """CREATE TRIGGER ledger_value_only_blanked BEFORE UPDATE ON ledger_value
       WHEN NEW.before <> '' OR NEW.after <> '' OR NEW.salt <> '' OR NEW.erased_by_id IS NULL
         OR OLD.erased_by_id IS NOT NULL OR NEW.entry_id <> OLD.entry_id OR NEW.field <> OLD.field
       BEGIN SELECT RAISE(ABORT, 'A value of the ledger can only be erased.'); END""",
]
SQLITE_BACK = [
    f"DROP TRIGGER {name}"
    for name in (
        "ledger_entry_no_update",
        "ledger_entry_no_delete",
        "ledger_entry_no_replace",
        "ledger_value_no_delete",
        "ledger_value_no_replace",
        "ledger_value_only_blanked",
    )
]
POSTGRESQL = [
    """CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN RAISE EXCEPTION 'The ledger is append-only.'; END $$""",
    """CREATE FUNCTION ledger_only_blanked() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN
         IF NEW.before <> '' OR NEW.after <> '' OR NEW.salt <> '' OR NEW.erased_by_id IS NULL
            OR OLD.erased_by_id IS NOT NULL OR NEW.entry_id <> OLD.entry_id OR NEW.field <> OLD.field THEN
           RAISE EXCEPTION 'A value of the ledger can only be erased.';
         END IF;
         RETURN NEW;
       END $$""",
    """CREATE TRIGGER ledger_entry_no_change BEFORE UPDATE OR DELETE ON ledger_entry
       FOR EACH ROW EXECUTE FUNCTION ledger_refuse()""",
    """CREATE TRIGGER ledger_entry_no_truncate BEFORE TRUNCATE ON ledger_entry
       FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()""",
    """CREATE TRIGGER ledger_value_no_delete BEFORE DELETE ON ledger_value
       FOR EACH ROW EXECUTE FUNCTION ledger_refuse()""",
    """CREATE TRIGGER ledger_value_no_truncate BEFORE TRUNCATE ON ledger_value
       FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()""",
    """CREATE TRIGGER ledger_value_only_blanked BEFORE UPDATE ON ledger_value
       FOR EACH ROW EXECUTE FUNCTION ledger_only_blanked()""",
]
POSTGRESQL_BACK = [
    "DROP TRIGGER ledger_entry_no_change ON ledger_entry",
    "DROP TRIGGER ledger_entry_no_truncate ON ledger_entry",
    "DROP TRIGGER ledger_value_no_delete ON ledger_value",
    "DROP TRIGGER ledger_value_no_truncate ON ledger_value",
    "DROP TRIGGER ledger_value_only_blanked ON ledger_value",
    "DROP FUNCTION ledger_refuse()",
    "DROP FUNCTION ledger_only_blanked()",
]


def forwards(apps, schema_editor):
    apps.get_model("ledger", "Head").objects.get_or_create(pk=1)
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement, params=None)


def backwards(apps, schema_editor):
    for statement in POSTGRESQL_BACK if schema_editor.connection.vendor == "postgresql" else SQLITE_BACK:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_tables")]
    operations = [migrations.RunPython(forwards, backwards)]
