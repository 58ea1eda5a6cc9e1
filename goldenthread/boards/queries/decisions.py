"""What a board decided, and what has become of it: what waits for an answer, what was answered, what was corrected.

An instruction is answered by what a lead of the action says of it afterwards;
a finding by an action that takes it up, or by a decision on it with a reason.
Both are read from the plan as it stands: nobody ticks a box here.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone

from goldenthread.boards.models import BoardDecision
from goldenthread.design.words import day
from goldenthread.identity.models import Person
from goldenthread.identity.roles import Role
from goldenthread.kernel.errors import RuleBroken
from goldenthread.plan.models import Action, ActionFinding, Plan, Update
from goldenthread.plan.queries.line_of_years import behind, goes_on_in
from goldenthread.plan.queries.sources import findings_visible_to
from goldenthread.plan.states import GONE_ON, OUT
from goldenthread.sources.kinds import Answer
from goldenthread.sources.models import Finding
from goldenthread.sources.policy import STAFF

Becomes = BoardDecision.Becomes
OPENS_FINDINGS = STAFF | {Role.AUDITOR}
MOST_WORDS_OF_AN_ANSWER = 40


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A decision as one reader may see it: what became of it in words, and whether it waits for an answer."""

    decision: BoardDecision
    becomes: str
    action: str
    action_url: str
    finding_url: str
    waits: bool
    is_late: bool
    standing: str
    answer: str
    corrected_by: int | None


@dataclass(frozen=True, slots=True)
class _Known:
    """What was read for all decisions at once.

    ``heirs`` are the rows in which actions go on, ``ways`` all rows of each, by the number of the row it had.
    """

    readable: frozenset[int]
    open_findings: frozenset[int]
    actions: dict[tuple[int, str], Action]
    heirs: dict[int, Action]
    ways: dict[int, set[int]]
    said: dict[int, list[Update]]
    taken_up: dict[int, list[Action]]
    corrections: dict[int, int]


def action_named(plan: Plan, text: str) -> Action:
    """The action of a plan that a paper names by its key or its printed ref; one sentence where it is none or several.

    Refs may repeat, keys do not, so a ref that stands twice is refused with the keys to choose from.
    """
    wanted = " ".join(text.split())
    actions = list(Action.objects.filter(Q(key__iexact=wanted) | Q(ref__iexact=wanted), plan=plan).order_by("position"))
    by_key = [action for action in actions if action.key.lower() == wanted.lower()]
    found = by_key or actions
    if not found:
        raise RuleBroken(f"There is no action {wanted[:40]} in {plan.name}.")
    if len(found) > 1:
        keys = ", ".join(action.key for action in found[:10])
        raise RuleBroken(f"Several actions are printed as {wanted[:40]}. Give the key of one: {keys}.")
    found[0].plan = plan
    return found[0]


def decision_lines(decisions: Iterable[BoardDecision], reader: Person, *, on: date) -> list[DecisionLine]:
    """Decisions in their order with what became of each: a fixed number of queries, however many there are."""
    rows = list(decisions)
    known = _read(rows, reader)
    return [_line(row, known, on) for row in rows]


def waiting_decisions(decisions: Iterable[BoardDecision], reader: Person, *, on: date) -> list[DecisionLine]:
    """The decisions that ask for something and have no answer yet, the one due first before the others."""
    lines = [line for line in decision_lines(decisions, reader, on=on) if line.waits]
    return sorted(lines, key=lambda line: (line.decision.due_on or date.max, line.decision.entered_at))


def _read(rows: Collection[BoardDecision], reader: Person) -> _Known:
    findings = {row.finding_id for row in rows if row.finding_id}
    named = {(row.plan_id, row.action) for row in rows if row.plan_id}
    ties = ActionFinding.objects.filter(finding__in=findings).exclude(action__state__in=OUT)
    taken_up: dict[int, list[Action]] = defaultdict(list)
    for tie in ties.select_related("action__plan").order_by("action__position", "pk"):
        taken_up[tie.finding_id].append(tie.action)
    plans = {plan for plan, _ in named} | {action.plan_id for found in taken_up.values() for action in found}
    actions = Action.objects.filter(plan__in=plans, key__in={key for _, key in named}).select_related("plan")
    by_key = {(action.plan_id, action.key): action for action in actions}
    heirs = goes_on_in(action for action in by_key.values() if action.state in GONE_ON)
    plans |= {heir.plan_id for heir in heirs.values()}
    said: dict[int, list[Update]] = defaultdict(list)
    ways = _ways(by_key.values(), heirs)
    answers = Update.objects.filter(action__in={pk for rows in ways.values() for pk in rows}, is_answer=True)
    for update in answers.select_related("by", "action").order_by("recorded_at", "pk"):
        said[update.action_id].append(update)
        plans.add(update.action.plan_id)
    opens = bool(reader.rights.roles & OPENS_FINDINGS) and bool(findings)
    seen = findings_visible_to(reader).filter(pk__in=findings).values_list("pk", flat=True) if opens else ()
    corrections = BoardDecision.objects.filter(corrects__in=[row.pk for row in rows])
    return _Known(
        readable=frozenset(Plan.objects.visible_to(reader).filter(pk__in=plans).values_list("pk", flat=True)),
        open_findings=frozenset(seen),
        actions=by_key,
        heirs=heirs,
        ways=ways,
        said=said,
        taken_up=taken_up,
        corrections=dict(corrections.values_list("corrects_id", "number")),
    )


def _line(row: BoardDecision, known: _Known, on: date) -> DecisionLine:
    action = known.actions.get((row.plan_id or 0, row.action))
    heir = known.heirs.get(action.pk) if action else None
    corrected_by = known.corrections.get(row.pk)
    shown = heir if heir is not None and heir.plan_id in known.readable else action
    is_read = (shown.plan_id if shown else row.plan_id) in known.readable
    waits, standing, answer = False, "", ""
    if corrected_by is not None:
        standing = f"Corrected by decision {corrected_by}"
    elif row.finding is not None:
        waits, standing, answer = _asked(row, row.finding, action, known)
    return DecisionLine(
        decision=row,
        becomes=row.get_becomes_display(),
        action=_came_from(action, shown) if action and shown else row.action,
        action_url=shown.get_absolute_url() if shown and is_read else "",
        finding_url=row.finding.get_absolute_url() if row.finding_id in known.open_findings and row.finding else "",
        waits=waits,
        is_late=waits and row.due_on is not None and row.due_on < on,
        standing=standing,
        answer=answer if is_read or row.becomes == Becomes.FINDING else "",
        corrected_by=corrected_by,
    )


def _named(action: Action) -> str:
    return f"{action.ref or action.key} of {action.plan.name}"


def _came_from(action: Action, shown: Action) -> str:
    """The action that was named; where its work goes on in a row the reader may open, that row with where it was."""
    return _named(action) if shown.pk == action.pk else f"{_named(shown)}, {action.ref or action.key} when it was named"


def _asked(row: BoardDecision, finding: Finding, action: Action | None, known: _Known) -> tuple[bool, str, str]:
    """Whether a decision that asks for something waits, what became of it, and the words of the answer."""
    if finding.answer != Answer.OPEN:
        return False, finding.get_answer_display(), finding.answer_reason
    if row.becomes == Becomes.INSTRUCTION:
        return _instructed(row, action, known)
    answering = known.taken_up.get(finding.pk, [])
    if answering:
        seen = [_named(one) for one in answering if one.plan_id in known.readable]
        return False, f"Taken up by {', '.join(seen)}" if seen else "Taken up by an action", ""
    return True, _waits_until(row.due_on), ""


def _instructed(row: BoardDecision, action: Action | None, known: _Known) -> tuple[bool, str, str]:
    """An instruction follows its action into the row in which the work goes on, and is answered on any on the way."""
    heir = known.heirs.get(action.pk) if action else None
    if action is None or (heir or action).state in OUT:
        return True, "The action is no longer worked on; the instruction waits", ""
    said = sorted((one for pk in known.ways[action.pk] for one in known.said.get(pk, ())), key=_told_at)
    for update in said:
        if update.recorded_at > row.entered_at:
            words = _shortened(update.text) if update.action.plan_id in known.readable else ""
            return False, f"Answered on {_day(update.recorded_at)} by {update.by}", words
    return True, _waits_until(row.due_on), ""


def _told_at(update: Update) -> tuple[datetime, int]:
    return update.recorded_at, update.pk


def _ways(actions: Collection[Action], heirs: Mapping[int, Action]) -> dict[int, set[int]]:
    """The rows on which each action was worked on: its own, that in which it goes on, and those of the years between.

    What was merged into the same row from elsewhere is not on its way.
    """
    line = behind(heir.pk for heir in heirs.values())
    between = {row for rows in line.values() for row in rows} - {action.pk for action in actions}
    came_from = behind(between) if between else {}
    found = {action.pk: {action.pk} for action in actions}
    for pk, heir in heirs.items():
        found[pk] |= {heir.pk} | {row for row in line.get(heir.pk, ()) if pk in came_from.get(row, ())}
    return found


def _waits_until(due_on: date | None) -> str:
    return f"Waits for an answer by {day(due_on)}" if due_on else "Waits for an answer"


def _day(at: datetime) -> str:
    return day(timezone.localdate(at))


def _shortened(text: str) -> str:
    words = text.split()
    return " ".join(words[:MOST_WORDS_OF_AN_ANSWER]) + ("…" if len(words) > MOST_WORDS_OF_AN_ANSWER else "")
