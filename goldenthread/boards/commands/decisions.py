"""What a board decides: entered once, never altered, corrected by a further decision; what becomes of it goes on.

A decision that asks for something becomes a finding of the meeting, which is a
source like any inspection. So a plan answers its board as it answers
everybody else, and knows nothing of boards.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from goldenthread.boards.finding import index_decisions
from goldenthread.boards.models import BoardDecision, BoardMeeting, MeetingPaper
from goldenthread.boards.policy import require_may_keep_meetings
from goldenthread.design.words import day
from goldenthread.identity.actor import Actor, system
from goldenthread.kernel.errors import RuleBroken
from goldenthread.ledger.writing import record
from goldenthread.plan.commands.plans import answer_finding, unanswer_finding
from goldenthread.plan.models import Action
from goldenthread.plan.models.plan import Stage
from goldenthread.plan.queries.line_of_years import goes_on_in
from goldenthread.plan.states import OUT
from goldenthread.sources.commands import add_source, decide_finding, raise_finding
from goldenthread.sources.kinds import Answer, SourceKind
from goldenthread.sources.models import Finding

Becomes = BoardDecision.Becomes
MOST_LETTERS = 5_000


@dataclass(frozen=True, slots=True)
class Wording:
    """A decision as it is typed: its words, the paper it is on, what becomes of it, and by when it is answered."""

    text: str
    becomes: str = Becomes.INFORMATION
    paper: MeetingPaper | None = None
    action: Action | None = None
    due_on: date | None = None

    def asks_as(self, other: "BoardDecision") -> bool:
        """Whether it asks for the same as a decision that was entered, in the same words, of the same action."""
        same_action = (self.action.plan_id, self.action.key) if self.action else (None, "")
        return (self.text.strip(), self.becomes, self.due_on, same_action) == (
            other.text, other.becomes, other.due_on, (other.plan_id, other.action),
        )  # fmt: skip


@transaction.atomic
def enter_decision(*, meeting: BoardMeeting, wording: Wording, by: Actor, at: datetime) -> BoardDecision:
    """Enter what a meeting that was held decided; a finding or an instruction is raised in the same transaction."""
    require_may_keep_meetings(by, meeting.board)
    _check(meeting, wording)
    return _enter(meeting, wording, by=by, at=at)


@transaction.atomic
def correct_decision(*, decision: BoardDecision, wording: Wording, why: str, by: Actor, at: datetime) -> BoardDecision:
    """Correct a decision by a further one, with the reason. The first stays and is printed as corrected.

    What the first asked for is discharged with the reason, and the further one asks anew; where both ask for the
    same in the same words, one finding stands for both.
    """
    meeting = decision.meeting
    require_may_keep_meetings(by, meeting.board)
    if len(why.split()) < 3:
        raise RuleBroken("Say in a sentence what is corrected and why: it is printed with the decision.")
    if BoardDecision.objects.filter(corrects=decision).exists():
        raise RuleBroken("This decision has been corrected already; correct the one that corrects it.")
    _check(meeting, wording)
    finding = decision.finding
    if finding is not None and not wording.asks_as(decision):
        _take_back(decision, finding, why=why.strip(), by=by)
        finding = None
    return _enter(meeting, wording, by=by, at=at, corrects=decision, why=why.strip(), finding=finding)


def _check(meeting: BoardMeeting, wording: Wording) -> None:
    """Refuse a decision that says nothing, is on another meeting's paper, or instructs on what is not the board's."""
    if meeting.state != BoardMeeting.State.HELD:
        raise RuleBroken("Decisions are entered once the meeting was held.")
    if not wording.text.strip():
        raise RuleBroken("Write what was decided.")
    if len(wording.text) > MOST_LETTERS:
        raise RuleBroken(f"Keep a decision to {MOST_LETTERS} letters.")
    if wording.becomes not in Becomes.values:
        raise RuleBroken("Choose what becomes of the decision.")
    if wording.paper is not None and wording.paper.meeting_id != meeting.pk:
        raise RuleBroken("Choose a paper of this meeting.")
    if wording.due_on is not None and wording.due_on < meeting.on:
        raise RuleBroken("An answer cannot be due before the meeting.")
    if wording.becomes == Becomes.INFORMATION and wording.due_on is not None:
        raise RuleBroken("What is for information only needs no answer, so it has no day for one.")
    _check_action(meeting, wording)


def _check_action(meeting: BoardMeeting, wording: Wording) -> None:
    action = wording.action
    if wording.becomes != Becomes.INSTRUCTION:
        if action is not None:
            raise RuleBroken("Only an instruction names an action; choose that it becomes one.")
        return
    if action is None:
        raise RuleBroken("Name the action that the instruction is on.")
    plan = action.plan
    if plan.stage == Stage.DRAFT or not plan.boards.filter(body=meeting.board.body_id).exists():
        raise RuleBroken(f"{meeting.board.body.name} does not monitor the plan of this action.")
    if action.state in OUT:
        raise RuleBroken("This action is no longer part of its plan; name one that is worked on.")


def _enter(
    meeting: BoardMeeting,
    wording: Wording,
    *,
    by: Actor,
    at: datetime,
    corrects: BoardDecision | None = None,
    why: str = "",
    finding: Finding | None = None,
) -> BoardDecision:
    last = meeting.decisions.aggregate(last=Max("number"))["last"] or 0
    if finding is None and wording.becomes != Becomes.INFORMATION:
        finding = _ask(meeting, wording, number=last + 1, by=by, at=at)
    action = wording.action
    made = BoardDecision.objects.create(
        meeting=meeting,
        number=last + 1,
        text=wording.text.strip(),
        paper=wording.paper,
        becomes=wording.becomes,
        finding=finding,
        plan=action.plan if action else None,
        action=action.key if action else "",
        due_on=wording.due_on,
        corrects=corrects,
        why=why,
        entered_by=by.acting,
        entered_at=at,
    )
    record(
        "boards.decision_corrected" if corrects else "boards.decision_entered",
        by=by, subject=made.subject, at=at, why=why, text=made.text, becomes=str(made.becomes),
        paper=wording.paper.title if wording.paper else None, finding=finding.key if finding else None,
        action=action.key_in_full if action else None, due_on=made.due_on,
        corrects=corrects.number if corrects else None,
    )  # fmt: skip
    index_decisions([made])
    return made


def directing(by: Actor) -> Actor:
    """Who enters what a board asks for: the person at the keyboard, with the right of the board and not her own.

    Whoever keeps a board's meetings may hold no right to enter findings or to change the plan, and needs none: it
    is the board that asks. Both names stand in the entry, and only commands that have asked the policy of boards
    come here.
    """
    return Actor(by.person, system("boards", "A board").person)


def _ask(meeting: BoardMeeting, wording: Wording, *, number: int, by: Actor, at: datetime) -> Finding:
    """Raise what the board asks for as a finding of its meeting, tied to the action that it is an instruction on."""
    board_acts = directing(by)
    if meeting.source is None:
        meeting.source = add_source(
            kind=SourceKind.DIRECTION,
            title=f"{meeting.board.body.name}, meeting of {day(meeting.on)}",
            dated=day(meeting.on),
            publisher=meeting.board.body.name,
            address=meeting.get_absolute_url(),
            body=meeting.board.body,
            by=board_acts,
            at=at,
        )
        BoardMeeting.objects.filter(pk=meeting.pk).update(source=meeting.source)
    finding = raise_finding(
        source=meeting.source,
        text=wording.text,
        number=str(number),
        due_on=wording.due_on,
        by=board_acts,
        at=at,
    )
    if wording.action is not None:
        answer_finding(action=wording.action, finding=finding, by=board_acts)
    return finding


def _take_back(decision: BoardDecision, finding: Finding, *, why: str, by: Actor) -> None:
    """Discharge what a corrected decision asked for, and untie the action it named, wherever its work goes on."""
    board_acts = directing(by)
    reason = f"The board corrected its decision {decision.number}: {why}"
    if finding.answer == Answer.OPEN:
        decide_finding(finding=finding, answer=Answer.DISCHARGED, reason=reason, by=board_acts)
    if decision.plan_id:
        action = Action.objects.select_related("plan").filter(plan=decision.plan_id, key=decision.action).first()
        if action is not None:
            unanswer_finding(action=action, finding=finding, reason=reason, by=board_acts)
            heir = goes_on_in([action]).get(action.pk)
            if heir is not None and heir.action_findings.filter(finding=finding).exists():
                unanswer_finding(action=heir, finding=finding, reason=reason, by=board_acts)
