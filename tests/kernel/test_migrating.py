"""Migrations that spare classes make the same tables as Django's own way, in a tenth of the time."""

import pytest
from django.core.management import call_command
from django.db import connections, migrations, models
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.db.migrations.state import ModelState, ProjectState

from goldenthread.kernel import migrating


def key():
    return ("id", models.BigAutoField(primary_key=True))


def to(model, **more):
    return models.ForeignKey(model, models.PROTECT, **more)


def tables(*steps):
    """The beginning of every story below, two tables of which one refers to the other, and more steps."""
    return [
        migrations.CreateModel("House", [key(), ("code", models.CharField(max_length=9, unique=True))]),
        migrations.CreateModel("Room", [key(), ("house", to("story.house")), ("name", models.TextField())]),
        *steps,
    ]


@pytest.fixture
def beside(django_db_blocker):
    """Opens a database in memory in the place of that of the tests; it is gone when the next one is opened."""
    usual, opened = connections["default"], []

    def new():
        apart = DatabaseWrapper(usual.settings_dict | {"NAME": ":memory:", "OPTIONS": {}}, "default")
        opened.append(apart)
        connections["default"] = apart
        return apart

    with django_db_blocker.unblock():
        yield new
        connections["default"] = usual
        for apart in opened:
            apart.connection.close()


def everything_in(database):
    with database.cursor() as cursor:
        return cursor.execute("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY 1, 2").fetchall()


def migrated(apart, operations, base):
    """The state after the steps, of which each makes what it says in the database beside."""
    made = type("Migration", (base,), {"operations": operations})("0001_story", "story")
    state = ProjectState()
    _ = state.apps
    with apart.schema_editor(atomic=True) as editor:
        return made.apply(state, editor)


# Made anew each time: steps that give fields another name change what they were given.
STORIES = {
    "a new table": list,
    "a relation to a table that came later": lambda: [
        migrations.CreateModel("Key", [key()]),
        migrations.AddField("Room", "key", to("story.key", null=True)),
    ],
    "a table with a list of others": lambda: [
        migrations.CreateModel("Tour", [key(), ("rooms", models.ManyToManyField("story.Room"))]),
        migrations.AddField("Room", "size", models.IntegerField(default=1)),
        migrations.AddField("Tour", "houses", models.ManyToManyField("story.House")),
    ],
    "a key that others refer to": lambda: [
        migrations.AlterField("House", "id", models.CharField(max_length=20, primary_key=True)),
        migrations.AddField("Room", "size", models.IntegerField(default=1)),
    ],
    "a code that others refer to": lambda: [
        migrations.AddField("Room", "by_code", to("story.house", to_field="code", related_name="+", default="a")),
        migrations.AlterField("House", "code", models.SlugField(max_length=40, unique=True)),
        migrations.RenameField("House", "code", "sign"),
        migrations.AddField("Room", "size", models.IntegerField(default=1)),
    ],
    "another name for a table": lambda: [
        migrations.RenameModel("House", "Home"),
        migrations.AddField("Room", "size", models.IntegerField(default=1)),
        migrations.AlterModelTable("Home", "dwelling"),
        migrations.AddField("Room", "height", models.IntegerField(default=1)),
    ],
    "a table that inherits": lambda: [
        migrations.CreateModel("Villa", [("garden", models.TextField())], bases=("story.house",)),
        migrations.AddField("House", "street", models.TextField(default="")),
        migrations.AddField("Villa", "pond", models.BooleanField(default=False)),
        migrations.AlterField("House", "street", models.CharField(max_length=80)),
    ],
    "fields changed and taken away, in the order of their age": lambda: [
        migrations.AddField("Room", "size", models.IntegerField(default=1)),
        migrations.AlterField("Room", "name", models.CharField(max_length=80)),
        migrations.RemoveField("Room", "size"),
        migrations.AlterField("Room", "house", to("story.house", null=True)),
    ],
    "indexes and rules": lambda: [
        migrations.AddIndex("Room", models.Index(fields=["name"], name="room_name")),
        migrations.AddConstraint("Room", models.UniqueConstraint(fields=["house", "name"], name="room_once")),
        migrations.AlterUniqueTogether("House", {("code", "id")}),
        migrations.RemoveIndex("Room", "room_name"),
    ],
    "steps of which the state is told apart": lambda: [
        migrations.SeparateDatabaseAndState(
            [migrations.AlterField("House", "id", models.CharField(max_length=20, primary_key=True))],
            [migrations.AlterField("House", "id", models.CharField(max_length=20, primary_key=True))],
        ),
        migrations.AddField("Room", "size", models.IntegerField(default=1)),
    ],
}


@pytest.mark.parametrize("story", STORIES)
def test_the_tables_are_those_of_djangos_own_way(beside, story):
    one = beside()
    spared = migrated(one, tables(*STORIES[story]()), migrating.Migration)
    other = beside()
    whole = migrated(other, tables(*STORIES[story]()), migrations.Migration)
    assert everything_in(one) == everything_in(other)
    assert spared.models == whole.models


def test_a_new_table_makes_the_class_of_that_table_alone(beside, monkeypatch):
    made, render = [], ModelState.render
    monkeypatch.setattr(ModelState, "render", lambda state, apps: made.append(state.name) or render(state, apps))
    lock = migrations.CreateModel("Key", [key(), ("room", to("story.room"))])
    migrated(beside(), tables(lock), migrating.Migration)
    assert made == ["House", "Room", "Key"]


def test_a_function_of_a_migration_sees_every_relation(beside):
    seen = {}

    def look(apps, _editor):
        house, room = apps.get_model("story", "House"), apps.get_model("story", "Room")
        seen["to"] = room._meta.get_field("house").related_model is house
        seen["from"] = [field.name for field in house._meta.related_objects]
        seen["rows"] = list(house.objects.filter(room__name="Hall"))

    migrated(beside(), tables(migrations.RunPython(look)), migrating.Migration)
    assert seen == {"to": True, "from": ["room"], "rows": []}


def test_a_function_that_asks_for_no_table_makes_no_class(beside, monkeypatch):
    made, render = [], ModelState.render
    monkeypatch.setattr(ModelState, "render", lambda state, apps: made.append(state.name) or render(state, apps))
    migrated(beside(), tables(migrations.RunPython(migrations.RunPython.noop)), migrating.Migration)
    assert made == ["House", "Room"]


def test_the_state_that_is_handed_on_spares_for_the_next_migration(beside):
    state = migrated(beside(), tables(), migrating.Migration)
    assert isinstance(state, migrating.SparingState)
    assert isinstance(state.clone(), migrating.SparingState)
    assert [model.__name__ for model in state.apps.get_models()] == ["House", "Room"]


@pytest.mark.probe
def test_all_our_migrations_make_the_tables_of_djangos_own_way(beside, monkeypatch):
    def catalogue():
        apart = beside()
        call_command("migrate", verbosity=0)
        return everything_in(apart)

    spared = catalogue()
    monkeypatch.setattr(migrating.SparingState, "of", lambda state: state)
    own = catalogue()
    assert len(own) > 200
    assert spared == own
