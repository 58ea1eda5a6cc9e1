"""Drafts as their author reads them: what they are about, and each field by its words; no versions and no tokens.

A form is known by its address. What stands at it is named by whoever knows the
plans and boards above, through the one ``teller`` that the app ``home``
registers; without one a draft is told by its fields alone.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from goldenthread.identity.models import Draft, Person
from goldenthread.identity.record import shown_value
from goldenthread.identity.values import called, label_of

_MACHINERY = re.compile(r"(?:^|-)(?:version|about|gone|once|read-[\w-]+|INITIAL_FORMS|\w+_FORMS)$|(?:^|-)read-|token")
_YES = {"on": "Yes", "true": "Yes", "false": "No"}
Names = Mapping[tuple[str, str], str]
Fields = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Part:
    """What was typed about one thing: how it is called, where it stands, and each field with its words."""

    about: str
    url: str
    texts: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Typed:
    """One draft as it is shown: what its form does, and its parts."""

    draft: Draft
    heading: str
    parts: list[Part]

    @property
    def page(self) -> str:
        """Where its form stands."""
        return self.draft.page or self.draft.form


Teller = Callable[[Sequence[Draft], Person], list[Typed]]
_TELLERS: list[Teller] = []


def register(teller: Teller) -> None:
    """Let an app above tell drafts; there is one such app."""
    if _TELLERS:
        raise ValueError("Drafts are told by one app.")
    _TELLERS.append(teller)


def tell(drafts: Sequence[Draft], *, reader: Person) -> list[Typed]:
    """The drafts in words, in their order."""
    if _TELLERS:
        return _TELLERS[0](drafts, reader)
    names = names_in([draft.fields for draft in drafts])
    return [Typed(draft, "What you typed", [Part("", "", texts_of(draft.fields, {}, names))]) for draft in drafts]


def names_in(several: Iterable[Fields]) -> Names:
    """The names of all values of several forms, asked for together."""
    return called((name, str(value)) for fields in several for name, values in fields.items() for value in values)


def texts_of(fields: Fields, labels: Mapping[str, str], names: Names) -> list[tuple[str, str]]:
    """Each field that its author filled in or changed, by its label, with its value in words."""
    return [
        (labels.get(name) or label_of(name), "\n".join(_in_words(name, str(value), names) for value in values))
        for name, values in fields.items()
        if _is_typed(name, values, fields)
    ]


def _is_typed(name: str, values: Sequence[str], fields: Fields) -> bool:
    """Whether a field holds words of its author: not what makes forms work, nor what stood there when it was opened."""
    if _MACHINERY.search(name) or not any(str(value).strip() for value in values):
        return False
    stood = fields.get(f"read-{name}")
    return stood is None or list(stood) != list(values)


def _in_words(name: str, value: str, names: Names) -> str:
    return names.get((name, value)) or _YES.get(value) or shown_value(value)
