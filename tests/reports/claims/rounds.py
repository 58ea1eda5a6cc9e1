"""Rounds to hold claims against: an invented plan, and the real one with the round that its own report speaks of."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from goldenthread.boards.movement import movement
from goldenthread.boards.values import Line, ThenLine
from goldenthread.kernel.dates import read_date
from goldenthread.plan.reading.reader import read_plan
from goldenthread.plan.suggestion import suggest
from goldenthread.reports.claims.facts import ActionFacts, Before, Moved, RoundFacts, name_of_aim
from goldenthread.reports.claims.sentences import Passage, passages_of
from tests.plan.reading.files import document_of

SEEDS = Path(__file__).resolve().parents[4] / "shared" / "seeds"
PACK, REPORT_2019 = SEEDS / "002_a1c4b4f6bbec8876.txt", SEEDS / "000_dfadaaf90b9a3dfb.txt"
MAY, MARCH = date(2018, 5, 2), date(2018, 3, 6)
NEWLY_COMPLETE = ("p1-1.5", "p2-2.12", "p4-4.11", "p4-4.12", "p5-2.4", "p5-4.5", "p5-7.1", "p5-a5.1", "p5-a7")
TAKEN_UP = ("p5-1.4", "p5-2.3")
OUT_OF_AMBER = ("p2-2.11", "p4-4.9", "p5-3.2")
HARBOUR, CHILDREN, LEAVERS = "Early help at the harbour", "Children in our care", "Care leavers"
_STATES = {"blue": "assured", "green": "in_progress", "amber": "in_progress", "red": "in_progress"}


def action(key: str, colour: str, was: str = "", **more: object) -> ActionFacts:
    """An action of the invented plan: ``p2-2.3`` is 2.3 of Priority 2; without ``was`` it kept its colour."""
    number, _, ref = key.partition("-")
    titles = {"p1": HARBOUR, "p2": CHILDREN, "p3": LEAVERS}
    values: dict[str, object] = {
        "ref": ref,
        "priority": number[1:],
        "priority_title": titles[number],
        "state": _STATES.get(colour, "in_progress"),
        "before": was or colour,
        "state_before": _STATES.get(was or colour, ""),
        "ends": read_date("June 2026"),
        "ends_before": read_date("June 2026"),
        "leads": ("QT",),
        "late_before": False,
    }
    return ActionFacts(key=key, colour=colour, **{**values, **more})  # type: ignore[arg-type]


def harbour_round(**more: object) -> RoundFacts:
    """Round 4 of an invented plan of fifteen actions: 4 blue, 6 green, 3 amber, 1 red, 1 reported complete."""
    first, second = ("Ofsted recommendation 1",), ("Ofsted recommendation 2",)
    actions = (
        action("p1-1.1", "blue", under=first),
        action("p1-1.2", "blue", "green", under=first),
        action("p1-1.3", "amber", "green", under=first, late=True, ends=read_date("31 January 2026")),
        action("p1-1.4", "green", under=("A warm welcome",)),
        action("p1-1.5", "green", under=("A warm welcome",), late=True, late_before=True,
               ends=read_date("December 2025")),
        action("p2-2.1", "blue", "green", under=second),
        action("p2-2.2", "red", "amber", under=second, ends=read_date("w"), leads=("QT", "Mo Vale")),
        action("p2-2.3", "amber", "blue", under=second, leads=("VB",)),
        action("p2-2.4", "green", "amber", under=("A steady home",), ends=read_date("30 September 2026"),
               ends_before=read_date("June 2026")),
        action("p2-A7", "none", "green", state="reported_complete", under=("A steady home",)),
        action("p3-2.3", "green", under=("A first flat",)),
        action("p3-3.1", "blue", under=("A first flat",)),
        action("p3-3.2", "amber", under=("A first flat",), late=True, late_before=True,
               ends=read_date("February 2026")),
        action("p3-3.3", "green", before=None, under=("Work and learning",)),
        action("p3-3.4", "green", under=("Work and learning",)),
    )  # fmt: skip
    moved = Moved(
        newly_blue=("p1-1.2", "p2-2.1"),
        reopened=("p2-2.3",),
        improved=("p2-2.4",),
        worsened=("p1-1.3", "p2-2.2"),
        extended=("p2-2.4",),
        new=("p3-3.3",),
        silent=("p3-3.4",),
        newly_late=("p1-1.3",),
    )
    facts = RoundFacts(
        plan="The harbour plan",
        round=4,
        position_on=date(2026, 3, 20),
        actions=actions,
        starts_on=date(2026, 1, 1),
        ends_on=date(2026, 3, 31),
        before=Before("round 3", date(2025, 12, 12)),
        moved=moved,
        words={"Blue": "blue", "Green": "green", "Amber": "amber", "Red": "red"},
    )
    return replace(facts, **more)  # type: ignore[arg-type]


def cover_report() -> list[Passage]:
    """The cover report of May 2018, as it stands in the pack."""
    return passages_of("\n".join(PACK.read_text(encoding="utf-8").split("\n")[564:620]))


def real_round() -> RoundFacts:
    """The real plan on 2 May 2018, held against the round before that its report speaks of."""
    reading = read_plan(document_of(PACK))
    actions = []
    for one in reading.actions:
        before, state_before = one.colour, one.state
        if one.key in NEWLY_COMPLETE:
            before, state_before = "green", "in_progress"
        if one.key in TAKEN_UP:
            before, state_before = "blue", "completed_on_paper"
        if one.key in OUT_OF_AMBER:
            before = "amber"
        end = one.ends[-1]
        suggested = suggest(state=one.state, ends_on=end.last, on=MAY)
        priority = reading.priorities[one.priority]
        actions.append(
            ActionFacts(
                key=one.key,
                ref=one.ref,
                priority=priority.number,
                priority_title=priority.title,
                colour=one.colour,
                state=one.state,
                under=(name_of_aim(one.aim),),
                before=before,
                state_before=state_before,
                ends=end,
                ends_before=end,
                leads=one.leads,
                senior_lead=one.senior_lead,
                late=suggested.colour in ("amber", "red"),
            )
        )
    return RoundFacts(
        plan=reading.header.name,
        round=2,
        position_on=MAY,
        actions=tuple(actions),
        before=Before("round 1", MARCH),
        moved=moved_of(actions),
        words={rating.word: rating.colour for rating in reading.ratings},
        meanings={rating.colour: rating.meaning for rating in reading.ratings if rating.meaning},
    )


def moved_of(actions: Iterable[ActionFacts]) -> Moved:
    """What moved, by the boards' own rule."""
    blank = dict.fromkeys(Line._fields, "")
    now = [Line(**{**blank, "action": one.key, "state": one.state, "declared": one.colour, "extensions": 0})
           for one in actions]  # fmt: skip
    then = [ThenLine(one.key, one.state_before, one.before or "none", "", "", "", 0) for one in actions]
    found = movement(now, then, heard_of={one.key for one in actions})
    return Moved(found.newly_blue, found.reopened, found.improved, found.worsened)
