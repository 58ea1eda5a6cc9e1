"""What a reader may do with an action now: decided once for its page, from the policy and from where it stands."""

from dataclasses import dataclass

from goldenthread.identity.models import Person
from goldenthread.plan import policy
from goldenthread.plan.models import Action
from goldenthread.plan.states import BLUE, COMPLETE, FINISHED, GONE_ON, OUT, State
from goldenthread.sources.kinds import SourceKind
from goldenthread.sources.policy import may_enter


@dataclass(frozen=True, slots=True)
class May:
    """What a reader may do with an action now; a reason stands where a thing is refused that one would look for."""

    update: bool
    report: bool
    ask_end: bool
    decide_end: bool
    add_evidence: bool
    assure: bool
    assure_refused: str
    send_back: bool
    reopen: bool
    change: bool
    set_aside: bool
    disown: bool
    recheck: bool
    watch: bool
    settle: bool
    contradict: bool


def may(action: Action, reader: Person, *, asked_by: int | None) -> May:
    """What the reader may do, by the policy and by where the action stands."""
    manages, leads = policy.manages(reader, action.plan), policy.leads(reader, action)
    assures = policy.assures(reader, action.plan)
    state = State(action.state)
    complete, live = state in COMPLETE, state not in FINISHED
    updates = (manages or leads) and live
    waits = state in (State.REPORTED_COMPLETE, State.COMPLETED_ON_PAPER, State.DECLARED_COMPLETE)
    refused = ""
    if assures and waits:
        if leads:
            refused = "You lead this action; somebody else assures it."
        elif action.reported_by_id == reader.pk:
            refused = "You reported this action complete; somebody else assures it."
    return May(
        update=updates,
        report=updates and state != State.REPORTED_COMPLETE,
        ask_end=updates and asked_by is None,
        decide_end=_decides(action, reader, asked_by, manages=manages),
        add_evidence=manages or leads or assures,
        assure=assures and waits and not refused,
        assure_refused=refused,
        send_back=assures and state == State.REPORTED_COMPLETE,
        reopen=(assures or manages) and (complete or state == State.REPORTED_COMPLETE),
        change=manages,
        set_aside=manages and state not in BLUE | GONE_ON,
        disown=leads and live,
        recheck=assures and complete and not leads,
        watch=(assures and not leads) or manages,
        settle=(assures or manages) and not leads,
        contradict=state not in OUT and (assures or manages or may_enter(reader, SourceKind.STAFF_FEEDBACK)),
    )


def _decides(action: Action, reader: Person, asked_by: int | None, *, manages: bool) -> bool:
    """Whether the reader may decide on a new end date; who asked for one decides only where they manage the plan."""
    if asked_by is None:
        return False
    return manages or (action.senior_lead_id == reader.pk and asked_by != reader.pk)
