"""How the record and the drafts call the values that the apps below keep: ratings by their words, states by labels."""

from collections.abc import Collection, Mapping
from typing import Any

from goldenthread.boards.models import BoardMeeting
from goldenthread.boards.models.asking import RoundNote
from goldenthread.boards.models.meetings import BoardDecision
from goldenthread.boards.states import RoundState
from goldenthread.bodies.models import Body
from goldenthread.identity.models import Person
from goldenthread.identity.values import Finder, register, register_labels
from goldenthread.plan.commands.saving import LABELS
from goldenthread.plan.models import Aim, Plan, Priority, RatingWord
from goldenthread.plan.models.plan import Stage
from goldenthread.plan.states import State
from goldenthread.reports.states import ReportState
from goldenthread.sources.kinds import Answer

COMPLETE = {"complete": "Reported complete"}
"""What a lead chooses beside the ratings."""
STATES = {
    str(code): str(label)
    for choices in (ReportState, BoardMeeting.State, RoundState, State)
    for code, label in choices.choices
}
"""Where two kinds of things share a code, their labels agree but for that of the action, which stands."""


def _ratings(numbers: Collection[str]) -> Mapping[str, str]:
    found = RatingWord.objects.filter(pk__in=_whole(numbers)).values_list("pk", "word")
    return {str(number): word for number, word in found} | COMPLETE


def _priorities(numbers: Collection[str]) -> Mapping[str, str]:
    found = Priority.objects.filter(pk__in=_whole(numbers))
    return {str(one.pk): str(one) for one in found}


def _aims(numbers: Collection[str]) -> Mapping[str, str]:
    found = Aim.objects.filter(pk__in=_whole(numbers))
    return {str(one.pk): str(one) for one in found}


def _plans(keys: Collection[str]) -> Mapping[str, str]:
    return dict(Plan.objects.filter(key__in=keys).values_list("key", "name"))


def _bodies(keys: Collection[str]) -> Mapping[str, str]:
    return dict(Body.objects.filter(key__in=keys).values_list("key", "name"))


def _bodies_or_people(keys: Collection[str]) -> Mapping[str, str]:
    """A line of reporting goes to a body, a hand-over to a person."""
    return dict(Person.objects.filter(key__in=keys).values_list("key", "name")) | dict(_bodies(keys))


def _whole(numbers: Collection[str]) -> list[int]:
    return [int(one) for one in numbers if one.isascii() and one.isdecimal() and len(one) < 16]


def _labels(choices: Any) -> Finder:
    labels = {str(code): str(label) for code, label in choices.choices}
    return lambda _codes: labels


def register_values() -> None:
    """Enter the fields of the apps below whose values are keys, numbers or codes."""
    register(("rating", "rating_id"), _ratings)
    register(("priority_id",), _priorities)
    register(("aim_id",), _aims)
    register(("plan", "other"), _plans)
    register(("board", "body", "parent"), _bodies)
    register(("state",), lambda _codes: STATES)
    register(("stage",), _labels(Stage))
    register(("theme",), _labels(RoundNote.Theme))
    register(("standing",), _labels(RoundNote.Standing))
    register(("becomes",), _labels(BoardDecision.Becomes))
    register(("answer",), _labels(Answer))
    register(("to",), _bodies_or_people)
    register_labels(LABELS)
