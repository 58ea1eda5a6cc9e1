"""The line of an action through the years: the rows it came from, with what was said and kept there, and where it went.

Each earlier row is shown with its plan, its ref, its rating at the end, its last
update and its evidence, which stay where they were. A reader who may not open
the other plan is told that there is one, and neither its name nor its words: the
next plan is a draft its board has not seen, and a merge may come from a plan
that is none of hers.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.safestring import SafeString

from goldenthread.design.words import day
from goldenthread.identity.models import Person
from goldenthread.kernel.prepared import Prepared
from goldenthread.plan.models import Action, Evidence, Plan, Succession, Update
from goldenthread.plan.queries.chips import declared_chip
from goldenthread.plan.queries.line_of_years import MOST_YEARS
from goldenthread.plan.queries.plan_header import dates_of, named_with_its_year
from goldenthread.plan.refresh import Fate
from goldenthread.plan.states import COMPLETE, Colour, State

NOT_OPEN = "A plan you do not read"
_CAME = {
    Fate.CARRY: "Carried over from",
    Fate.REWORD: "Carried over, in new words, from",
    Fate.MERGE: "Merged into it:",
    Fate.WATCH: "Complete, and kept under watch since",
    Fate.HAND: "Handed over from",
}
_WENT = {
    Fate.CARRY: "Carried over",
    Fate.REWORD: "Carried over in new words",
    Fate.MERGE: "Merged",
    Fate.WATCH: "Kept under watch",
    Fate.HAND: "Handed over",
    Fate.WITHDRAW: "Withdrawn",
}


_CARRIES = {
    Fate.CARRY: "carried it over",
    Fate.REWORD: "carried it over",
    Fate.HAND: "handed it over",
    Fate.WATCH: "kept it under watch",
}
"""The ways by which a rating comes along with an action."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A piece of evidence of an earlier row. ``url`` opens it, or the row where it stands."""

    title: str
    url: str
    on: date


@dataclass(frozen=True, slots=True)
class EarlierYear:
    """A row the action came from. Without ``url`` the reader may not open it, and nothing else of it is said."""

    key: int
    how: str
    plan: str
    years: str
    ref: str
    wording: str
    url: str
    chip: SafeString | str
    word: str
    said: str
    evidence: tuple[Kept, ...]
    decided: str


@dataclass(frozen=True, slots=True)
class WentTo:
    """Where the action went: how, into which row, who decided and why. Without ``url`` there is nothing to open."""

    how: str
    heading: str
    when: str
    who: str
    decided: str
    url: str


@dataclass(frozen=True, slots=True)
class Years:
    """Both directions of an action's line; the earliest year first.

    ``carried`` says in whose words the rating stands with which the action came over, and ``rows`` are the rows of
    its line, by number.
    """

    earlier: tuple[EarlierYear, ...] = ()
    went: tuple[WentTo, ...] = ()
    carried: str = ""
    rows: frozenset[int] = frozenset()


TIES = Prepared(
    lambda one, other: (
        Succession.objects.filter(Q(action=one) | Q(successor=other))
        .order_by("at", "pk")
        .values_list(
            "action_id", "successor_id", "how", "on", "reason", "decided_by", "body__name", "successor__plan_id"
        )
    ),
    int,
    int,
)
Tie = tuple[int, int | None, str, date, str, str, str | None, int | None]


def years_of(action: Action, reader: Person) -> Years:
    """The line of an action: one query for an action without other years, a few for each year it has."""
    ties: list[Tie] = TIES.rows(action.pk, action.pk)
    if not ties:
        return Years()
    back = [tie for tie in ties if tie[1] == action.pk]
    ahead = [tie for tie in ties if tie[0] == action.pk and (tie[1] or action.state == State.WITHDRAWN)]
    earlier = _earlier(back, reader, beside=action.plan.name)
    rows = {one.key for one in earlier} | {tie[1] for tie in ahead if tie[1]}
    return Years(
        earlier, _went(ahead, reader, beside=action.plan.name), _carried(action, back, earlier), frozenset(rows)
    )


def _carried(action: Action, back: list[Tie], earlier: tuple[EarlierYear, ...]) -> str:
    """That the rating was given in the plan before, until when, and who carried it over: no lead said it here.

    An action that another was merged into keeps its own rating, so that says nothing.
    """
    tie = next((tie for tie in back if tie[2] in _CARRIES), None)
    if tie is None:
        return ""
    old = next(one for one in earlier if one.key == tie[0])
    who, on, what = tie[6] or tie[5], day(tie[3]), _CARRIES[Fate(tie[2])]
    if not old.url:
        return f"as it stood on {on} in another plan; {who} {what}."
    if action.state == State.UNDER_WATCH:
        return f"complete in {old.plan}; {who} {what} on {on}."
    rated = f"the rating of {old.plan}, “{old.word}”, as it stood on {on}" if old.word else f"not rated in {old.plan}"
    return f"{rated}; {who} {what}{'' if old.word else f' on {on}'}."


def _earlier(ties: list[Tie], reader: Person, *, beside: str) -> tuple[EarlierYear, ...]:
    """All rows behind, year by year; the earliest comes first."""
    levels: list[list[Tie]] = []
    seen: set[int] = set()
    while ties and len(levels) < MOST_YEARS:
        levels.append(ties)
        rows = {tie[0] for tie in ties} - seen
        seen |= rows
        ties = list(
            Succession.objects.filter(successor__in=rows)
            .order_by("at", "pk")
            .values_list(
                "action_id", "successor_id", "how", "on", "reason", "decided_by", "body__name", "successor__plan_id"
            )
        )
    found = [tie for level in reversed(levels) for tie in level]
    actions = Action.objects.filter(pk__in=seen).select_related("plan", "rating")
    readable = set(Plan.objects.visible_to(reader).values_list("pk", flat=True)) if seen else set()
    rows_by_key = {one.pk: one for one in actions}
    said, kept = _said(seen), _kept(rows_by_key)
    return tuple(_year(tie, rows_by_key[tie[0]], readable, said, kept, beside) for tie in found)


def _year(
    tie: Tie,
    action: Action,
    readable: set[int],
    said: Mapping[int, str],
    kept: Mapping[int, list[Kept]],
    beside: str,
) -> EarlierYear:
    how, decided = _CAME[Fate(tie[2])], _decided(tie)
    if action.plan_id not in readable:
        return EarlierYear(action.pk, how, NOT_OPEN, "", "", "", "", "", "", "", (), "")
    return EarlierYear(
        key=action.pk,
        how=how,
        plan=named_with_its_year(action.plan, beside=beside),
        years=dates_of(action.plan),
        ref=action.ref or action.key,
        wording=action.wording,
        url=action.get_absolute_url(),
        chip=chip_then(action),
        word=action.rating.word if action.rating else "",
        said=said.get(action.pk, action.comments),
        evidence=tuple(kept.get(action.pk, ())),
        decided=decided,
    )


def chip_then(action: Action) -> SafeString:
    """What was said of a row when it went on: its rating then, or that it was under watch, and not that it went."""
    word, colour = (action.rating.word, action.rating.colour) if action.rating else ("", "")
    gone = State.UNDER_WATCH if colour == Colour.BLUE else State.IN_PROGRESS
    return declared_chip(action.state if action.state in COMPLETE else gone, word, colour)


def _said(actions: Iterable[int]) -> dict[int, str]:
    """The last update of each."""
    updates = Update.objects.filter(action__in=actions).exclude(text="").order_by("recorded_at", "pk")
    return dict(updates.values_list("action_id", "text"))


def _kept(actions: Mapping[int, Action]) -> dict[int, list[Kept]]:
    """The evidence of each that was not withdrawn."""
    found: dict[int, list[Kept]] = defaultdict(list)
    rows = Evidence.objects.filter(action__in=actions, withdrawn_at=None).order_by("added_at", "pk")
    for action, title, address, file, at in rows.values_list("action_id", "title", "address", "file__key", "added_at"):
        base = actions[action].get_absolute_url()
        url = f"{base}evidence/{file}/" if file else address or f"{base}#evidence"
        found[action].append(Kept(title, url, at.date()))
    return found


def _went(ties: list[Tie], reader: Person, *, beside: str) -> tuple[WentTo, ...]:
    if not ties:
        return ()
    successors = {
        one.pk: one for one in Action.objects.filter(pk__in=[tie[1] for tie in ties if tie[1]]).select_related("plan")
    }
    readable = set(Plan.objects.visible_to(reader).values_list("pk", flat=True))
    found = []
    for tie in ties:
        one = successors.get(tie[1] or 0)
        heading, url = "Nothing more is asked of it", ""
        if one is not None and one.plan_id in readable:
            heading, url = (
                f"Into {one.ref or one.key} of {named_with_its_year(one.plan, beside=beside)}",
                one.get_absolute_url(),
            )
        elif one is not None:
            heading = f"Into {NOT_OPEN[0].lower()}{NOT_OPEN[1:]}"
        who = tie[6] or tie[5]
        found.append(WentTo(_WENT[Fate(tie[2])], heading, day(tie[3]), who, _decided(tie), url))
    return tuple(found)


def _decided(tie: Tie) -> str:
    """Who decided, when and why, in a sentence or two."""
    who = tie[6] or tie[5]
    reason = f" {tie[4]}" if tie[4] else ""
    return f"Decided by {who} on {day(tie[3])}.{reason}"
