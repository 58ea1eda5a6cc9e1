"""The page of a plan's next year: its steps, what stands in each, and what still holds the last press up."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.safestring import SafeString

from goldenthread.design.parts import Step
from goldenthread.identity.models import Person
from goldenthread.plan.models import Evidence, Plan, Priority, Refresh
from goldenthread.plan.queries.asking import asked_since
from goldenthread.plan.queries.chips import declared_chip
from goldenthread.plan.queries.line_of_years import proven_before
from goldenthread.plan.queries.refresh_rows import RefreshRow, RefreshRows, first_day, refresh_rows
from goldenthread.plan.queries.short_dates import short_end
from goldenthread.plan.queries.sources import unanswered_findings
from goldenthread.plan.queries.stood_before import needs_of
from goldenthread.plan.refresh import FIGURES, GOES_ON, Choice
from goldenthread.plan.states import BLUE, OUT, Colour, State
from goldenthread.sources.models import Finding

MOST_FINDINGS = 100


@dataclass(frozen=True, slots=True)
class Line:
    """One action on the page."""

    key: str
    name: str
    wording: str
    chip: SafeString
    ends: str
    is_late: bool
    about_end: str
    choice: str
    becomes: str
    new_ref: str
    why_not: str
    url: str


@dataclass(frozen=True, slots=True)
class Part:
    """The actions of one old priority that work is left on. ``together`` can be carried over in one press.

    ``open`` were not considered and can be ticked in one press, those that are late among them.
    """

    priority: Priority
    lines: list[Line]
    greens: int
    together: int
    open: int


@dataclass(frozen=True, slots=True)
class Offer:
    """A finding nobody answers, and what was chosen for it."""

    finding: Finding
    becomes: str


@dataclass(frozen=True, slots=True)
class RefreshPage:
    """Everything the page shows."""

    refresh: Refresh
    rows: RefreshRows
    steps: list[Step]
    leaving: list[Line]
    proven: int
    watched: list[Line]
    parts: list[Part]
    offers: list[Offer]
    figures: list[tuple[str, int]]
    hindrances: list[Line]
    greens: int
    together: int
    late: list[Line]
    aside: int
    waiting: int
    total: int
    settled: list[tuple[Line, str]]
    asks: list[tuple[Line, str]]
    is_asked: bool
    begins: bool

    @property
    def unconsidered(self) -> list[Line]:
        """Those nobody has considered."""
        return [line for line in self.hindrances if not line.choice]

    @property
    def others_hindered(self) -> list[Line]:
        """Those that were considered and cannot go where they were to go."""
        return [line for line in self.hindrances if line.choice]


def current_refresh(plan: Plan) -> Refresh | None:
    """The refresh of a plan that is being prepared or was done; one given up counts no more."""
    found = plan.refreshes.exclude(stage=Refresh.Stage.GIVEN_UP).select_related("plan", "made", "owner", "owner_post")
    return found.order_by("-pk").first()


def refresh_page(refresh: Refresh, *, reader: Person, on: date) -> RefreshPage:
    """Read the page of a refresh that is being prepared, on one day."""
    rows = refresh_rows(refresh)
    names = {row.action.pk: row.name for row in rows.rows}
    base = reverse("plan-refresh", args=[refresh.plan.key])
    lines = [(row, _line(row, rows, names, base)) for row in rows.rows if row.action.state not in OUT]
    parts: dict[int, list[tuple[RefreshRow, Line]]] = {}
    for row, line in lines:
        if row.action.state not in BLUE | {State.UNDER_WATCH}:
            parts.setdefault(row.action.priority_id, []).append((row, line))
    offers = _offers(rows, reader, names)
    waiting = sum(row.choice is None for row, _ in lines)
    hindrances = [line for row, line in lines if row.action.pk in rows.hindrances]
    needs = needs_of(row.action.pk for row, _ in lines if row.choice in GOES_ON)
    return RefreshPage(
        refresh=refresh,
        rows=rows,
        steps=_steps(refresh, rows, offers, waiting=waiting, hindered=bool(hindrances)),
        leaving=[line for row, line in lines if row.choice == Choice.LEAVE],
        proven=_proven(row.action.pk for row, _ in lines if row.choice == Choice.LEAVE),
        watched=[line for row, line in lines if row.choice == Choice.WATCH],
        parts=[
            Part(
                found[0][0].action.priority,
                [line for _, line in found],
                sum(_is_green(row) and goes_together(row) for row, _ in found),
                sum(goes_together(row) for row, _ in found),
                sum(decided_together(row) for row, _ in found),
            )
            for found in parts.values()
        ],
        offers=offers,
        figures=[(label, rows.figures[name]) for name, label in FIGURES],
        hindrances=hindrances,
        greens=sum(_is_green(row) and goes_together(row) for row, _ in lines),
        together=sum(goes_together(row) for row, _ in lines),
        late=[line for row, line in lines if row.choice is None and row.late],
        aside=waiting - sum(goes_together(row) for row, _ in lines),
        waiting=waiting,
        total=len(rows.rows),
        settled=[(line, said) for row, line in lines if (said := settles(row))],
        asks=[(line, needs[row.action.pk]) for row, line in lines if row.action.pk in needs],
        is_asked=bool(asked_since([refresh.plan_id])),
        begins=(first_day(refresh) or on) > on,
    )


def _proven(actions: Iterable[int]) -> int:
    """How many of these actions keep evidence that stands, in this year or in those before."""
    wanted = list(actions)
    here = Evidence.objects.filter(action__in=wanted, withdrawn_at=None).order_by().values_list("action_id", flat=True)
    return len({*here, *proven_before(wanted)})


def goes_together(row: RefreshRow) -> bool:
    """Whether an action can be carried over with others in one press: nobody considered it, and its end is in time.

    An end that lies before the new plan begins is not in time because a later one is asked for: nobody has approved it.
    What has an end that is no date is looked at by itself.
    """
    return row.choice is None and not row.is_past and not row.odd_end and row.action.state not in OUT


def decided_together(row: RefreshRow) -> bool:
    """Whether an action can be ticked with its group: as above, or late, since all can be given a new end."""
    return row.choice is None and not row.odd_end and row.action.state not in OUT


def settles(row: RefreshRow) -> str:
    """What the last press answers a request for a new end with, said before it; blank where the request goes along."""
    if row.asked is None or row.choice is None:
        return ""
    asks = f"{row.asked.asked_by} asks for {row.asked.after_written}"
    if row.choice in GOES_ON:
        considered = row.considered if row.is_chosen else None
        return f"{asks}; it is answered with {considered.ends}." if considered and considered.ends else ""
    became = {Choice.MERGE: "merged into another", Choice.WITHDRAW: "withdrawn"}.get(row.choice, "complete")
    return f"{asks}; that is declined, because the action is {became}."


def _is_green(row: RefreshRow) -> bool:
    return row.action.rating is not None and row.action.rating.colour == Colour.GREEN


def _line(row: RefreshRow, rows: RefreshRows, names: dict[int, str], base: str) -> Line:
    action = row.action
    word, colour = (action.rating.word, action.rating.colour) if action.rating else ("", "")
    considered = row.considered if row.is_chosen else None
    becomes = row.choice.label if row.choice else ""
    if considered is not None and considered.into_id:
        becomes = f"Merge it into {names.get(considered.into_id, '')}"
    return Line(
        key=action.key,
        name=row.name,
        wording=(considered.wording if considered else "") or action.wording,
        chip=declared_chip(action.state, word, colour),
        ends=short_end(action.ends_written, action.ends_on, action.ends_precision),
        is_late=bool(row.late),
        about_end=_about_end(row),
        choice=row.choice.value if row.choice else "",
        becomes=becomes,
        new_ref=rows.refs.get(action.pk, ""),
        why_not=rows.hindrances.get(action.pk, ""),
        url=f"{base}actions/{action.key}/",
    )


def _about_end(row: RefreshRow) -> str:
    """What is said of the end of an action that goes on: it moves, it stays as late, or a new one is asked for."""
    considered = row.considered if row.is_chosen and row.choice in GOES_ON else None
    if considered is not None and considered.ends:
        return " ".join(part for part in (f"Its new end is {considered.ends}.", settles(row)) if part)
    if considered is not None and considered.keeps_date:
        return "It keeps its date: late."
    if row.asked is not None:
        return f"{row.asked.asked_by} asks for {row.asked.after_written}; the request goes along."
    return row.odd_end


def _offers(rows: RefreshRows, reader: Person, names: dict[int, str]) -> list[Offer]:
    refresh = rows.refresh
    chosen = {one.finding_id: one for one in refresh.offered.select_related("lead", "lead_post")}
    mine = unanswered_findings(reader).filter(source__scopes=refresh.plan.scope_id)
    others = unanswered_findings(reader).exclude(pk__in=mine.values("pk"))
    found = [*mine.select_related("source").distinct()[:MOST_FINDINGS]]
    found += list(others.select_related("source").distinct()[: MOST_FINDINGS - len(found)])
    offers = []
    for finding in found:
        one = chosen.get(finding.pk)
        becomes = ""
        if one is not None:
            answering, lead = names.get(one.answered_by_id or 0, ""), one.lead or one.lead_post
            led = f"Led by {lead}." if lead else "Nobody leads it yet."
            new = f"a new action, {rows.new_refs.get(one.pk, '')}: {one.wording.rstrip('.')}. {led}"
            becomes = f"answered by {answering}" if one.answered_by_id else new
        offers.append(Offer(finding, becomes))
    return offers


def _steps(refresh: Refresh, rows: RefreshRows, offers: list[Offer], *, waiting: int, hindered: bool) -> list[Step]:
    """The seven steps; each can be taken in any order, and the first that wants something is where one is."""
    counted = Counter(row.choice for row in rows.rows)
    taken = sum(bool(offer.becomes) for offer in offers)
    ready, all_taken = not hindered, taken == len(offers)
    found = [
        ("The new plan", refresh.name, "plan", True),
        ("Its words", "", "words", True),
        ("What is complete", f"{counted[Choice.LEAVE]} leave, {counted[Choice.WATCH]} watched", "complete", True),
        ("The rest", f"{waiting} to consider" if waiting else "all considered", "rest", not waiting),
        ("Findings", f"{taken} of {len(offers)} taken up" if offers else "none waits", "findings", all_taken),
        ("Refs", "", "refs", True),
        ("Read it all", "ready" if ready else "", "all", False),
    ]
    wanted = (place for place, step in enumerate(found) if not step[3] and step[2] != "findings")
    here = next(wanted, len(found) - 1)  # a finding may wait on, so it holds nothing up
    return [
        Step(label, note, "here" if place == here else "done" if done else "to come", f"#{anchor}")
        for place, (label, note, anchor, done) in enumerate(found)
    ]


@dataclass(frozen=True, slots=True)
class Went:
    """One row of the receipt."""

    ref: str
    wording: str
    url: str
    what: str
    new_ref: str
    new_url: str
    reason: str


@dataclass(frozen=True, slots=True)
class ReceiptPage:
    """The receipt of a refresh that is done, and the words that changed on the way."""

    refresh: Refresh
    figures: list[tuple[str, int]]
    total: int
    rows: list[Went]
    became: list[tuple[str, str, str]]


def receipt_page(refresh: Refresh) -> ReceiptPage:
    """The receipt as it was written when the refresh was done."""
    receipt = refresh.receipt
    old, new = f"/plans/{receipt['plan']}/actions/", f"/plans/{receipt['made']}/actions/"
    rows = [
        Went(
            ref=row["ref"] or row["key"],
            wording=row["wording"],
            url=f"{old}{row['key']}/",
            what=_WHAT.get(row["choice"]) or State(row["state"]).label,
            new_ref=row["new_ref"] or row["into"],
            new_url=f"{new}{row['into']}/" if row["into"] else "",
            reason=row["reason"],
        )
        for row in receipt["rows"]
    ]
    mappings = refresh.mappings.select_related("old", "new")
    return ReceiptPage(
        refresh=refresh,
        figures=[(label, receipt["figures"][name]) for name, label in FIGURES],
        total=receipt["actions"],
        rows=rows,
        became=[(one.old.colour, one.old.word, one.new.word) for one in mappings],
    )


_WHAT = {
    "carry": "Carried over",
    "reword": "Carried over in new words",
    "merge": "Merged",
    "withdraw": "Withdrawn",
    "leave": "Complete, left behind",
    "watch": "Under watch",
}
