"""The full-text index over the items, in the way of each database, kept in step by the database itself."""

from django.db import migrations

SQLITE = [
    """CREATE VIRTUAL TABLE search_words USING fts5(title, text, content='search_item', content_rowid='id',
       tokenize="porter unicode61 remove_diacritics 2", prefix='2 3')""",
    """CREATE TRIGGER search_item_put AFTER INSERT ON search_item BEGIN
       INSERT INTO search_words(rowid, title, text) VALUES (new.id, new.title, new.text); END""",
    """CREATE TRIGGER search_item_take AFTER DELETE ON search_item BEGIN
       INSERT INTO search_words(search_words, rowid, title, text) VALUES ('delete', old.id, old.title, old.text); END""",
    """CREATE TRIGGER search_item_change AFTER UPDATE ON search_item BEGIN
       INSERT INTO search_words(search_words, rowid, title, text) VALUES ('delete', old.id, old.title, old.text);
       INSERT INTO search_words(rowid, title, text) VALUES (new.id, new.title, new.text); END""",
]
SQLITE_BACK = [
    "DROP TRIGGER search_item_put",
    "DROP TRIGGER search_item_take",
    "DROP TRIGGER search_item_change",
    "DROP TABLE search_words",
]
POSTGRESQL = [
    """ALTER TABLE search_item ADD COLUMN words tsvector GENERATED ALWAYS AS (
       setweight(to_tsvector('english', title), 'A') || setweight(to_tsvector('english', text), 'C')) STORED""",
    "CREATE INDEX search_item_words ON search_item USING gin (words)",
]
POSTGRESQL_BACK = ["ALTER TABLE search_item DROP COLUMN words"]


def forwards(apps, schema_editor):
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement, params=None)


def backwards(apps, schema_editor):
    for statement in POSTGRESQL_BACK if schema_editor.connection.vendor == "postgresql" else SQLITE_BACK:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_tables")]
    operations = [migrations.RunPython(forwards, backwards)]
