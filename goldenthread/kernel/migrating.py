"""Migrating forwards makes the class of a changed table anew, not those of all that are related to it.

Django keeps the tables of the moment as classes, and after each step of a migration makes every class anew that the
changed one reaches by relations in either direction. Here everything is related to everything, so each new table made
all of them again: over ten seconds for an empty database.

To make a table, or to add to one, its own class alone is read. So that one is made anew and the others are left as
they were, as Django leaves them itself where it calls its state delayed. Where more can be read, all are made anew
from what the migrations say: for a step that changes what other tables refer to, before a step that is a function,
and for what asks for them at the end.

The way is that of ``django.db.migrations.state`` in Django 5.2: ``ProjectState.reload_model`` and ``is_delayed``.
"""

from collections.abc import Iterable

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import ProjectState, StateApps
from django.db.migrations.utils import field_is_referenced
from django.utils.functional import SimpleLazyObject


class SparingState(ProjectState):
    """What the migrations up to here say, with classes that are made anew only where they are read."""

    _other: "SparingState | None" = None
    """Of the two states around a step, the other one: the copy that was taken last, or what this was copied from."""

    @classmethod
    def of(cls, state: ProjectState) -> "SparingState":
        """The same state; the classes that were made of it are kept."""
        found = cls(models=state.models, real_apps=state.real_apps)
        if "apps" in state.__dict__:
            found.__dict__["apps"] = state.apps
        found.is_delayed = state.is_delayed
        return found

    def clone(self) -> "SparingState":
        """A copy that the next step leaves as it is."""
        copied = self.of(super().clone())
        copied._other, self._other = self, copied
        return copied

    def reload_model(self, app_label: str, model_name: str, delay: bool = False) -> None:  # noqa: ARG002
        """Make the class of a changed table anew; all of them, where others may read what changed."""
        if "apps" not in self.__dict__:
            return
        if self._is_read_alone((app_label, model_name)):
            self.is_delayed = True
            self._reload({(app_label, model_name)})  # type: ignore[attr-defined]
        else:
            self.make_all_anew()

    def reload_models(self, models: Iterable[tuple[str, str]], delay: bool = True) -> None:  # noqa: ARG002
        """Several tables change at once when one is renamed: then all classes are made anew."""
        if "apps" in self.__dict__:
            self.make_all_anew()

    def clear_delayed_apps_cache(self) -> None:
        """All classes are made anew for whoever reads more than one table, once one is asked for."""
        if self.is_delayed and "apps" in self.__dict__:
            self.__dict__["apps"] = SimpleLazyObject(lambda: StateApps(list(self.real_apps), self.models))

    def make_all_anew(self) -> None:
        """All classes on both sides of a step, those before it first: SQLite orders columns by the age of fields."""
        for state in filter(None, (self._other, self)):
            state.__dict__.pop("apps", None)
            state.is_delayed = False
            _ = state.apps

    def _is_read_alone(self, table: tuple[str, str]) -> bool:
        """Whether nothing changed in a table that another one refers to: its name, a key, what heirs inherit."""
        if self._other is None or any(".".join(table) in model.bases for model in self.models.values()):
            return False
        if (before := self._other.models.get(table)) is None:
            return True
        now = self.models[table]
        return before.options.get("db_table") == now.options.get("db_table") and not any(
            field_is_referenced(state, table, field)
            # A field that was given another name is referred to by that one alone: those who refer to it know already.
            for state, fields, others in ((self._other, before.fields, now.fields), (self, now.fields, before.fields))
            for field in fields.items()
            if others.get(field[0]) is not field[1]
        )


class Migration(migrations.Migration):
    """A migration that spares, and all that run after it: they are handed on its state."""

    def apply(
        self, project_state: ProjectState, schema_editor: BaseDatabaseSchemaEditor, collect_sql: bool = False
    ) -> ProjectState:
        """Apply the steps one after another, as every migration does."""
        return super().apply(SparingState.of(project_state), schema_editor, collect_sql)
