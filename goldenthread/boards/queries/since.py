"""What has changed in a plan since a round was closed: for whoever presents the closed round, whose paper stays.

One closed round is reported to several bodies in turn, each on its own day. The
paper is the frozen one; beside it the presenter is told what has become of each
action since, so that a question in the room is answered with what is true today.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from goldenthread.boards.freezing import lines_of
from goldenthread.boards.models import Closing, MonitoringRound, RoundLine
from goldenthread.design.parts import Link
from goldenthread.identity.models import Person
from goldenthread.plan.models import Plan
from goldenthread.plan.queries.line_of_years import goes_on_in
from goldenthread.plan.queries.plan_header import named_with_its_year
from goldenthread.plan.states import GONE_ON, OUT, Colour

COMPARED = (
    ("ends", "End date"),
    ("leads", "Lead"),
    ("senior_lead", "Senior lead"),
    ("ref", "Ref"),
    ("wording", "Words"),
    ("measure", "Measure"),
    ("figure", "Figure"),
    ("next_step", "Next step"),
    ("needs", "Needed from the board"),
    ("said", "Last said"),
)
"""What is held against the paper besides the rating, with the words of the page."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as the paper says: what it says, and what is true today."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ChangedSince:
    """One action that is not as the paper says; ``note`` where it is new or gone, ``onward`` the row it goes on in."""

    ref: str
    wording: str
    url: str
    differences: tuple[Difference, ...]
    note: str = ""
    onward: Link | None = None


def changed_since(round: MonitoringRound, *, reader: Person, on: date) -> list[ChangedSince]:
    """Every action that is not today as the last closing of the round has it, in the order of the plan as it is.

    Where one goes on in another row that the reader may open, it is told which.
    """
    closing = round.closings.order_by("-number").first()
    if closing is None:
        return []
    plan = Plan.objects.get(pk=round.plan_id)
    found = _differing(list(closing.lines.all()), lines_of(Closing(round=round), plan, on=on), plan)
    onward = _goes_on(plan, reader)
    return [replace(one, onward=onward.get(one.url)) for one in found]


def _goes_on(plan: Plan, reader: Person) -> dict[str, Link]:
    """The row in which each action goes on that is no longer part of its plan, by the address of its own page."""
    gone = {one.pk: one for one in plan.actions.filter(state__in=GONE_ON).select_related("plan")}
    heirs = goes_on_in(gone.values()) if gone else {}
    seen = set(Plan.objects.visible_to(reader).filter(pk__in={one.plan_id for one in heirs.values()}).values_list("pk"))
    return {
        gone[pk].get_absolute_url(): Link(
            f"{one.ref or one.key} of {named_with_its_year(one.plan, beside=plan.name)}", one.get_absolute_url()
        )
        for pk, one in heirs.items()
        if (one.plan_id,) in seen
    }


def _differing(then: Sequence[RoundLine], now: Sequence[RoundLine], plan: Plan) -> list[ChangedSince]:
    was = {line.action: line for line in then}
    base = plan.get_absolute_url()
    found = []
    for line in now:
        old = was.pop(line.action, None)
        note = "" if old is not None else "Not in the paper: it was added since."
        if old is not None and line.state in OUT and old.state not in OUT:
            note = "No longer part of the plan."
        differences = _differences(old, line) if old is not None else ()
        if note or differences:
            found.append(
                ChangedSince(line.ref or line.action, line.wording, f"{base}actions/{line.action}/", differences, note)
            )
    gone = [ChangedSince(old.ref or old.action, old.wording, "", (), "Deleted since.") for old in was.values()]
    return [*found, *gone]


def _differences(old: RoundLine, new: RoundLine) -> tuple[Difference, ...]:
    found = []
    if (old.declared, old.word) != (new.declared, new.word):
        found.append(Difference("Rating", _rating(old), _rating(new)))
    for name, label in COMPARED:
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            found.append(Difference(label, before, after))
    return tuple(found)


def _rating(line: RoundLine) -> str:
    return line.word or Colour(line.declared).label
