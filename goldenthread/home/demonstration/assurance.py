"""What assurance did in the demonstration: one action embedded, one due to be looked at again, two contradicted."""

from datetime import date

from goldenthread.home.demonstration.calendar import Calendar
from goldenthread.home.demonstration.cast import Cast
from goldenthread.plan.commands.assurance import record_recheck, set_recheck
from goldenthread.plan.commands.contradictions import mark_contradiction
from goldenthread.plan.models import Action
from goldenthread.sources.commands import add_source, raise_finding
from goldenthread.sources.kinds import FindingKind, SourceKind

PLAN = "SEND Action Plan"
HOLDS = "S1.3"
DUE = "S3.8"
BLUE = "S4.6"
GREEN = "S1.1"


def look_again(cast: Cast, *, day: date) -> None:
    """Eleven days after blue the first looks are due: assurance set them early, because families were waiting."""
    when, grace = Calendar(day), cast.actor("Grace Adeyinka")
    holds = _action(HOLDS)
    set_recheck(action=holds, due_on=when.on(8), by=grace, on=when.on(10), why="The first payments are due by then.")
    for days, records, said in (
        (8, 6, "All six parents who sat on a panel were paid within nine days."),
        (2, 5, "The next five were paid within a week, and nobody had to ask."),
    ):
        record_recheck(
            recheck=holds.rechecks.get(result=""),
            holds=True,
            looked_at="Payments to parents on panels",
            records=records,
            said=said,
            next_on=when.on(2) if days > 2 else None,
            by=grace,
            at=when.ago(days),
        )
    due = _action(DUE)
    set_recheck(action=due, due_on=when.on(1), by=grace, on=when.on(9), why="Two health leads change their posts.")
    _contradict(cast, when)


def _contradict(cast: Cast, when: Calendar) -> None:
    """A parents' survey says otherwise of an action that is blue and of one that is green."""
    grace = cast.actor("Grace Adeyinka")
    survey = add_source(
        kind=SourceKind.SURVEY,
        title="What parents and carers told us this term",
        dated=f"{when.on(5):%-d %B %Y}",
        publisher="Parent Carer Forum",
        by=grace,
        at=when.ago(4),
    )
    for number, ref, text, said in (
        ("1", BLUE, "Nine of 31 families heard of a changed bus route on the first day of term.", "It is called blue."),
        ("2", GREEN, "A third of parents do not know whom to ring while they wait.", ""),
    ):
        finding = raise_finding(
            source=survey, number=number, text=text, kind=FindingKind.FOR_DEVELOPMENT, by=grace, at=when.ago(4, 11)
        )
        mark_contradiction(action=_action(ref), finding=finding, said=said, by=grace, at=when.ago(3))


def _action(ref: str) -> Action:
    return Action.objects.select_related("plan").get(plan__name=PLAN, ref=ref)
