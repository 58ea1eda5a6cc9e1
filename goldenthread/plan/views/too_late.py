"""What was typed on a page that was overtaken: told back to whoever typed it, with who was first and when.

While somebody types, another may close what the page belongs to. Nothing can be saved there any more, and a page that
says only that there is no such page would throw the words away: the answer to the form is the last place to read them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from goldenthread.design.parts import Link

OVERTAKEN = 409
"""The status of such an answer: the form was sound, and what it changes stands otherwise by now."""


@dataclass(slots=True)
class TooLate(Exception):
    """A page was overtaken: what happened in a sentence, the way here, and where to go on."""

    heading: str
    said: str
    onward: Link
    trail: Sequence[Link] = ()
    words: list[tuple[str, str]] = field(default_factory=list)

    def __str__(self) -> str:
        return self.said


def told_back(request: HttpRequest, late: TooLate) -> HttpResponse:
    """The page that says who was first and holds what was typed, to copy."""
    return render(request, "plan/too-late.html", {"late": late, "trail": late.trail}, status=OVERTAKEN)


def words_in(form: forms.Form) -> list[tuple[str, str]]:
    """What was typed and chosen in a form, each text under the label that its field has on the page."""
    found = []
    for bound in form.visible_fields():
        text = _as_shown(bound.field, bound.value())
        if text:
            found.append((str(bound.label), text))
    return found


def words_of(sent: Iterable[tuple[str, str | list[object]]], labels: dict[str, str]) -> list[tuple[str, str]]:
    """What was typed in the fields that have a label here, of a form that cannot be made any more.

    A field of one row among many begins with the name of its row: ``ref-p1-1.1`` has the label of ``ref``.
    """
    found = []
    for name, text in sent:
        label = labels.get(name) or labels.get(name.rpartition("-")[2])
        first, _, row = name.partition("-")
        if label is None and row and first in labels:
            label = f"{labels[first]} {row}"
        if label and isinstance(text, str) and text.strip():
            found.append((label, text.strip()))
    return found


def _as_shown(asked: forms.Field, value: Any) -> str:
    """A choice by its words, anything else as it was typed."""
    text = str(value or "").strip()
    if text and isinstance(asked, forms.ChoiceField):
        shown = {str(key): str(words) for key, words in _flat(asked.choices)}
        return shown.get(text, text)
    return text


def _flat(choices: Any) -> Iterable[tuple[Any, Any]]:
    for key, words in choices:
        if isinstance(words, (list, tuple)):
            yield from words
        else:
            yield key, words
