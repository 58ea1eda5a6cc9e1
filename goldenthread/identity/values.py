"""How a kept value is called where people read it: a rating by its word, a person by name, a state by its label.

The record and the drafts keep what a command or a form took: keys, numbers,
the codes of states. An app above registers the fields whose values it can
call by name; what nobody knows is shown as it is kept.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

from goldenthread.identity.models import Person

Finder = Callable[[Collection[str]], Mapping[str, str]]
"""The names of values, by the values as text; one query at most."""
_FINDERS: dict[str, Finder] = {}
_LABELS: dict[str, str] = {}
NAMES_PEOPLE = frozenset(
    {
        *("accountable", "apologies", "asked_by", "author", "delegate", "from_", "people", "person"),
        *("senior_lead", "successor", "successors", "there", "to"),
    }
)
"""Fields whose values are keys of people, alone, in lists or by kind."""
NUMBERS_PEOPLE = frozenset({"assured_by_id", "reported_by_id", "senior_lead_id"})


def register(fields: Iterable[str], finder: Finder) -> None:
    """Say who knows the names of the values of some fields; a field has one that knows."""
    for field in fields:
        if field in _FINDERS:
            raise ValueError(f"Two say how the values of {field!r} are called.")
        _FINDERS[field] = finder


def called(found: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """The names of values that have one, by field and value: one question for each that knows."""
    asked: dict[Finder, set[tuple[str, str]]] = {}
    for field, value in found:
        finder = _FINDERS.get(field) or _own(field)
        if finder is not None and value:
            asked.setdefault(finder, set()).add((field, value))
    names: dict[tuple[str, str], str] = {}
    for finder, pairs in asked.items():
        known = finder({value for _, value in pairs})
        names |= {(field, value): known[value] for field, value in pairs if value in known}
    return names


def leaves_of(field: str, *values: Any) -> Iterator[tuple[str, str]]:
    """Each single value under a field, of lists and of what was named by kind."""
    for value in values:
        if isinstance(value, dict):
            yield from leaves_of(field, *value.values())
        elif isinstance(value, list):
            yield from leaves_of(field, *value)
        elif value is not None and not isinstance(value, bool):
            yield field, str(value)


def register_labels(labels: Mapping[str, str]) -> None:
    """Say what fields are called on pages where that is not what they are called here."""
    _LABELS.update(labels)


def label_of(field: str) -> str:
    """``ends_on`` as "Ends on", ``rating_id`` as "Rating"."""
    plain = field.strip("_").removesuffix("_id").replace("_", " ").replace("-", " ").strip()
    return _LABELS.get(field) or plain.capitalize()


def _own(field: str) -> Finder | None:
    if field in NAMES_PEOPLE:
        return _people_by_key
    return _people_by_number if field in NUMBERS_PEOPLE else None


def _people_by_key(keys: Collection[str]) -> Mapping[str, str]:
    return dict(Person.objects.filter(key__in=keys).values_list("key", "name"))


def _people_by_number(numbers: Collection[str]) -> Mapping[str, str]:
    found = Person.objects.filter(pk__in=[one for one in numbers if one.isdecimal()]).values_list("pk", "name")
    return {str(number): name for number, name in found}
