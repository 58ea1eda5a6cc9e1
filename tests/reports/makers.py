"""Reports for tests: a small plan with two closed rounds, and a report drafted from the second."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from goldenthread.boards.commands.rounds import RoundDates, close_round, open_round, plan_round
from goldenthread.boards.models import MonitoringRound, RoundNote
from goldenthread.bodies.models import Body, Kind
from goldenthread.identity.actor import Actor
from goldenthread.identity.models import Person, Scope
from goldenthread.plan.models import Plan
from goldenthread.plan.states import State
from goldenthread.reports.commands.clearance import Ask, ask_clearance, decide_clearance
from goldenthread.reports.commands.drafting import draft_report
from goldenthread.reports.commands.issuing import issue_report
from goldenthread.reports.commands.remarks import explain
from goldenthread.reports.commands.writing import Going, save_section
from goldenthread.reports.models import Clearance, Report, ReportVersion
from goldenthread.reports.passages import to_go_out
from goldenthread.reports.queries.checking import gate_in
from goldenthread.reports.queries.content import content_of
from tests.cast import make_person, make_post
from tests.plan.makers import make_action, make_plan, make_priority, make_rating, make_update

MARCH, JUNE = datetime(2026, 3, 6, 10, tzinfo=UTC), datetime(2026, 6, 5, 10, tzinfo=UTC)
LATER = datetime(2026, 6, 9, 9, tzinfo=UTC)
NEXT_WEEK = LATER + timedelta(days=7)
WHY = "Half of the leads were on leave."


@dataclass(frozen=True)
class World:
    """The people of a report: who manages the plan, writes, clears, directs and receives it; the plan and its round."""

    manager: Actor
    author: Actor
    finance: Actor
    legal: Actor
    director: Actor
    clerk: Actor
    plan: Plan
    round: MonitoringRound
    committee: Body


def make_body(name: str = "Harbour Committee", key: str = "harbour-committee") -> Body:
    scope = Scope.objects.create(kind="body", key=key, title=name)
    return Body.objects.create(key=key, name=name, kind=Kind.COMMITTEE, scope=scope)


def close(plan: Plan, by: Actor, at: datetime, board: Body | None = None) -> MonitoringRound:
    dates = RoundDates(period_starts_on=at.date() - timedelta(days=90), period_ends_on=at.date() - timedelta(days=1))
    made = plan_round(plan=plan, board=board, dates=dates, by=by)
    open_round(round=made, by=by, at=at - timedelta(days=5))
    if plan.rounds.count() > 1:
        RoundNote.objects.create(
            round=made, kind="achievement", text="The helpline answers at weekends now", by=by.person, at=at
        )
        RoundNote.objects.create(
            round=made, kind="pressure", theme="staffing", text="Three posts stand empty", by=by.person, at=at
        )
    close_round(round=made, by=by, at=at, missing_why=WHY)
    return made


def make_world() -> World:
    """Eight actions: one newly blue, one reopened, one red, two amber, one withdrawn, one new, the rest green."""
    manager = Actor(make_person("Miriam Bell", roles=["service manager"], telephone="01632 960 001"))
    director = Actor(make_person("Piers Halloran", roles=["director"], job_title="Director of Children's Services"))
    author = Actor(make_person("Ruth Amadi", roles=["lead officer"]))
    finance, legal = Actor(make_person("Olu Franks")), Actor(make_person("Wyn Pritchard"))
    clerk = Actor(make_person("Tamsin Orde", roles=["democratic-services officer"]))
    make_post("Director of Children's Services", holder=director.person)
    plan = make_plan(key="sip", name="Harbour Improvement Plan")
    board = make_body("Improvement Board", "improvement-board")
    priority = make_priority(plan)
    amber, red = make_rating(plan, "Amber"), make_rating(plan, "Red")
    for number in range(1, 9):
        make_action(
            plan, priority=priority, ref=f"1.{number}", wording=f"Ring each family in group {number}.",
            ends_on=date(2026, 7, 31), ends_written="July 2026",
        )  # fmt: skip
    change(plan, "1.2", state=State.COMPLETED_ON_PAPER)
    change(plan, "1.3", rating=amber)
    close(plan, manager, MARCH, board)
    change(plan, "1.1", state=State.COMPLETED_ON_PAPER)
    change(plan, "1.2", state=State.IN_PROGRESS)
    change(plan, "1.4", rating=red, ends_on=date(2026, 4, 30), ends_written="April 2026")
    change(plan, "1.5", rating=amber)
    change(plan, "1.6", state=State.WITHDRAWN)
    update = make_update(
        plan.actions.get(ref="1.4"), "The van is off the road.", by=manager.person, recorded_at=JUNE - timedelta(days=9)
    )
    type(update).objects.filter(pk=update.pk).update(
        is_answer=True, next_step="Hire a van", look_at_written="end of June", needs="Money for a van"
    )
    make_action(plan, priority=priority, ref="1.9", ends_on=date(2026, 7, 31), ends_written="July 2026")
    made = close(plan, manager, JUNE, board)
    return World(manager, author, finance, legal, director, clerk, plan, made, make_body())


def change(plan: Plan, ref: str, **values: object) -> None:
    plan.actions.filter(ref=ref).update(**values)


def draft(world: World, **named: object) -> Report:
    """A report drafted in one press by the manager, for an author."""
    values: dict[str, object] = {
        "round": world.round, "going_to": [Going(world.committee, date(2026, 6, 20))], "by": world.manager, "at": LATER,
        "author": world.author.person, "chief_officer": world.director.person,
    }  # fmt: skip
    return draft_report(**(values | named))  # type: ignore[arg-type]


def section(report: Report, kind: str):
    return report.sections.get(kind=kind)


def write(report: Report, kind: str, text: str, by: Actor) -> None:
    """Write a section whole."""
    one = section(report, kind)
    save_section(section=one, version=one.version, text=text, by=by, at=LATER)


def finish(report: Report, world: World) -> None:
    """Replace what was left to be written, and decide on everything the gate found."""
    for one in report.sections.all():
        text = one.text.replace("[Say in a sentence what members should take from this.]", "The plan moves forward.")
        text = text.replace("[Say in a sentence what the author makes of it.]", "The van decides the summer.")
        if text != one.text:
            save_section(section=one, version=one.version, text=text, by=world.author, at=LATER)
    report.refresh_from_db()
    settle_gate(report, world)


def settle_gate(report: Report, world: World) -> None:
    for one in gate_in(content_of(report)):
        explain(
            report=report, of="gate", key=one.finding.key, decision="keep", reason="It names nobody who minds.",
            by=world.author, at=LATER,
        )  # fmt: skip


def put(report: Report, world: World, *people: Person, due_on: date | None = None):
    asked = [Ask(person, "Finance", due_on) for person in people or (world.finance.person, world.legal.person)]
    return ask_clearance(report=report, people=asked, by=world.author, at=LATER)


def decide(report: Report, by: Actor, decision: str = "cleared", words: str = "") -> None:
    one = Clearance.objects.current().get(report=report, person=by.person)
    decide_clearance(clearance=one, decision=decision, by=by, at=LATER, words=words)


def clear(report: Report, world: World) -> None:
    """Finished, put to two people and cleared by both."""
    finish(report, world)
    put(report, world)
    decide(report, world.finance)
    decide(report, world.legal)
    report.refresh_from_db()


def issue(report: Report, world: World, by: Actor | None = None) -> ReportVersion:
    return issue_report(report=report, by=by or world.director, at=NEXT_WEEK)


def issued(world: World) -> Report:
    """A report that was drafted, cleared and issued."""
    report = draft(world)
    clear(report, world)
    issue(report, world)
    report.refresh_from_db()
    return report


def state(report: Report) -> str:
    return Report.objects.get(pk=report.pk).state


def paper_words(report: Report) -> str:
    return "\n".join(passage.text for passage in to_go_out(content_of(report).paper))
