"""The filters of a plan page: kept in the address, said in words, and narrow to what they say."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from django.db.models import Q
from django.utils.http import urlencode

from goldenthread.identity.models import Person
from goldenthread.kernel.prepared import Prepared
from goldenthread.plan.models import Action, Plan, SavedFilter
from goldenthread.plan.queries.plan_rows import PlanRow

SAVED = Prepared(lambda person, plan: SavedFilter.objects.filter(person=person, plan=plan), int, int)
LONGEST = 200
MOST_WORDS = 8

REASONS = {
    "contradicted": ("action that a finding contradicts", "actions that a finding contradicts"),
    "better-than-dates": ("rating better than the dates suggest", "ratings better than the dates suggest"),
    "late": ("action past its end date", "actions past their end date"),
    "stuck": ("action stuck", "actions stuck"),
    "waits-for-assurance": (
        "action reported complete, waiting for a second person",
        "actions reported complete, waiting for a second person",
    ),
    "end-date-asked": ("new end date asked for", "new end dates asked for"),
    "no-lead": ("action with no lead", "actions with no lead"),
    "no-measure": ("action with no measure", "actions with no measure"),
    "silent": ("action silent for three months", "actions silent for three months"),
}
"""Why an action needs attention, in the order of the page: for one and for several."""


@dataclass(frozen=True, slots=True)
class PlanFilter:
    """What somebody asked to see of a plan; blank fields ask nothing.

    ``lead`` and ``senior`` are keys as rows have them, ``suggested`` the colour
    the dates suggest, ``attention`` one of ``REASONS`` or ``any``, ``q`` free words.
    """

    priority: str = ""
    rating: str = ""
    suggested: str = ""
    state: str = ""
    lead: str = ""
    senior: str = ""
    source: str = ""
    late: str = ""
    attention: str = ""
    q: str = ""

    @classmethod
    def read(cls, asked: Mapping[str, str]) -> "PlanFilter":
        """The filter an address asks for; what is too long to be meant is cut."""
        return cls(**{field.name: asked.get(field.name, "").strip()[:LONGEST] for field in fields(cls)})

    @property
    def set(self) -> dict[str, str]:
        """The fields that ask something."""
        return {field.name: value for field in fields(self) if (value := getattr(self, field.name))}

    @property
    def query(self) -> str:
        """The filter as the query of an address."""
        return urlencode(self.set)

    def without(self, name: str) -> "PlanFilter":
        """The filter with one field asking nothing."""
        return replace(self, **{name: ""})


def narrow(rows: Iterable[PlanRow], asked: PlanFilter, *, plan: Plan, priorities: Mapping[str, int]) -> list[PlanRow]:
    """The rows a filter leaves. Free words cost one query, everything else none."""
    tests = [test for name, value in asked.set.items() for test in _tests(name, value, plan, priorities)]
    return [row for row in rows if all(test(row) for test in tests)]


Test = Callable[[PlanRow], bool]


def _tests(name: str, value: str, plan: Plan, priorities: Mapping[str, int]) -> list[Test]:
    simple: dict[str, Callable[[PlanRow], Any]] = {
        "rating": lambda row: row.category,
        "suggested": lambda row: row.suggested,
        "state": lambda row: row.state,
        "senior": lambda row: row.senior_key,
        "priority": lambda row: row.priority,
    }
    if name in simple:
        wanted: object = priorities.get(value, 0) if name == "priority" else value
        read = simple[name]
        return [lambda row: read(row) == wanted]
    if name == "q":
        found = said(plan, value)
        return [lambda row: row.pk in found]
    members: dict[str, Test] = {
        "lead": lambda row: any(lead.key == value for lead in row.led_by),
        "source": lambda row: value in row.sources,
        "late": lambda row: "late" in row.reasons,
        "attention": lambda row: bool(row.reasons) if value == "any" else value in row.reasons,
    }
    return [members[name]]


def said(plan: Plan, words: str) -> frozenset[int]:
    """The actions in whose texts every word stands somewhere: wording, aim, measure, leads, notes or any update."""
    found = Action.objects.filter(plan=plan)
    for word in words.split()[:MOST_WORDS]:
        found = found.filter(
            Q(ref__iexact=word)
            | Q(wording__icontains=word)
            | Q(aim__text__icontains=word)
            | Q(measure__text__icontains=word)
            | Q(leads_written__icontains=word)
            | Q(notes__icontains=word)
            | Q(comments__icontains=word)
            | Q(pk__in=_with_update(plan, word))
            | Q(pk__in=_led_by(plan, word))
        )
    return frozenset(found.values_list("pk", flat=True))


def _with_update(plan: Plan, word: str) -> Any:
    return Action.objects.filter(plan=plan, updates__text__icontains=word).order_by().values("pk")


def _led_by(plan: Plan, word: str) -> Any:
    return Action.objects.filter(plan=plan, leads__person__name__icontains=word).order_by().values("pk")


def saved_filters(person: Person, plan: Plan) -> list[SavedFilter]:
    """The filters that a person keeps of a plan: one's own, and nobody else's."""
    return SAVED.objects(person.pk, plan.pk)
