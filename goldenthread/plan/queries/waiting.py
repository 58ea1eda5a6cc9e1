"""What waits for somebody on one plan: new end dates to decide, completions to assure and to look at again.

Beside these: complete actions that a finding contradicts, and actions disowned by a lead.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from goldenthread.identity.models import Person
from goldenthread.kernel.prepared import Prepared, PreparedIn
from goldenthread.ledger.models import Entry
from goldenthread.ledger.queries import Line, lines
from goldenthread.plan import policy
from goldenthread.plan.models import Action, EndDateChange, Plan, Recheck
from goldenthread.plan.queries.assurance import Contradicted, contradicted
from goldenthread.plan.queries.plan_rows import PlanRow
from goldenthread.plan.states import COMPLETE, FINISHED, State

DISOWNED = "plan.lead_disowned"
DISOWNED_BEFORE = "plan.disowning_came_along"
"""The same, said of the row it came from in the year before; its ``from_`` is who said it."""

SETTLES = ("plan.leads_set", "plan.lead_handed_over")


@dataclass(frozen=True, slots=True)
class Disowned:
    """An action that a lead says is not theirs, with the reason; nothing has moved since."""

    action: Action
    who: str
    why: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for one person on one plan."""

    end_dates: list[EndDateChange]
    to_assure: list[Action]
    disowned: list[Disowned]
    to_reopen: list[Contradicted]
    rechecks: list[Recheck]

    @property
    def count(self) -> int:
        """How many things wait."""
        ours = len(self.to_assure) + len(self.to_reopen) + len(self.rechecks)
        return len(self.end_dates) + len(self.disowned) + ours


def disowned_subjects(subjects: Iterable[str]) -> list[int]:
    """The ledger entries by which a lead disowned one of these actions, where its leads were not named since."""
    last: dict[str, tuple[str, int]] = {}
    for subject, what, number in LEADS_NAMED.rows(list(subjects)):
        last[subject] = (what, number)
    return [number for what, number in last.values() if what in (DISOWNED, DISOWNED_BEFORE)]


# All entries of one subject come in one run, so their order holds however many subjects there are.
LEADS_NAMED = PreparedIn(
    lambda *subjects: (
        Entry.objects.filter(subject__in=subjects, what__in=[DISOWNED, DISOWNED_BEFORE, *SETTLES])
        .order_by("number")
        .values_list("subject", "what", "number")
    ),
    str,
)


DUE = Prepared(
    lambda plan, on: Recheck.objects.due(on=on).filter(action__plan=plan).order_by().values_list("pk"), int, date
)


def waiting_count(rows: Sequence[PlanRow], plan: Plan, *, reader: Person, manages: bool, on: date) -> int:
    """How many things wait for this reader on a plan whose rows are read already.

    One query where she manages it, one where she assures it.
    """
    assures = policy.assures(reader, plan)
    count = 0
    for row in rows:
        count += "end-date-asked" in row.reasons and (manages or row.senior_key == reader.key)
        count += row.state == State.REPORTED_COMPLETE and assures
        count += "contradicted" in row.reasons and row.state in COMPLETE and (assures or manages)
    if assures:
        count += len(DUE.rows(plan.pk, on))
    if manages:
        count += len(disowned_subjects(f"action:{plan.key}/{row.key}" for row in rows if not row.is_finished))
    return count


def waiting_on(plan: Plan, *, reader: Person, on: date) -> Waiting:
    """What waits for this reader on the plan: what they may decide, and nothing else."""
    manages, assures = policy.manages(reader, plan), policy.assures(reader, plan)
    asked = EndDateChange.objects.filter(action__plan=plan, decision=EndDateChange.Decision.ASKED)
    if not manages:
        asked = asked.filter(action__senior_lead=reader)
    reported = Action.objects.filter(plan=plan, state=State.REPORTED_COMPLETE).in_paper_order() if assures else None
    due = Recheck.objects.due(on=on).filter(action__plan=plan)
    return Waiting(
        end_dates=list(asked.select_related("action__plan", "asked_by")),
        to_assure=list(reported.select_related("plan", "reported_by").prefetch_related("leads")) if reported else [],
        disowned=_disowned(plan) if manages else [],
        to_reopen=[row for row in contradicted(plan) if row.is_complete] if assures or manages else [],
        rechecks=list(due.select_related("action__plan")) if assures else [],
    )


def _disowned(plan: Plan) -> list[Disowned]:
    actions = {action.subject: action for action in plan.actions.exclude(state__in=FINISHED).select_related("plan")}
    entries = disowned_lines(actions)
    names = dict(Person.objects.filter(key__in={said_by(line) for line in entries}).values_list("key", "name"))
    return [Disowned(actions[line.subject], names.get(said_by(line), said_by(line)), line.why) for line in entries]


def disowned_lines(subjects: Iterable[str]) -> list[Line]:
    """The entries by which leads disowned these actions and nobody has settled since, the newest first."""
    numbers = disowned_subjects(subjects)
    if not numbers:
        return []
    return lines(Entry.objects.filter(number__in=numbers).order_by("-number").prefetch_related("values"))


def said_by(line: Line) -> str:
    """The key of the lead who disowned an action: of whoever made the entry, or of whom it came along from."""
    return next((str(change.after) for change in line.changes if change.field == "from_" and change.after), line.who)
