"""Who may do what to a round. What is not recognised is refused; reading is decided by ``visible_to``."""

from django.utils import timezone

from goldenthread.boards.models import AnswerLink, Asked, Board, MonitoringRound, RoundNote
from goldenthread.bodies.models import bodies_chaired_by
from goldenthread.identity import policy as of_people
from goldenthread.identity.actor import Actor
from goldenthread.identity.models import Person
from goldenthread.identity.roles import Role
from goldenthread.kernel.errors import NotAllowed
from goldenthread.plan import policy as of_plans
from goldenthread.plan.models import Action, Plan


def may_keep_rounds(by: Actor, plan: Plan) -> bool:
    """Whether somebody may plan, open and close rounds: whoever manages the plan."""
    return of_plans.manages(by.acting, plan)


def require_may_keep_rounds(by: Actor, plan: Plan) -> None:
    """Refuse whoever does not manage the plan."""
    if not may_keep_rounds(by, plan):
        raise NotAllowed("Only whoever manages this plan can plan, open or close its rounds.")


def chairs(person: Person, round: MonitoringRound) -> bool:
    """Whether a person chairs the board a round is for."""
    if round.board_id is None:
        return False
    return bodies_chaired_by(person, on=timezone.localdate()).filter(pk=round.board_id).exists()


def may_moderate(by: Actor, round: MonitoringRound) -> bool:
    """Whether somebody may set the board's rating: who manages the plan, assurance, directors, the board's chairs."""
    person, scope = by.acting, round.plan.scope_id
    if Role.AUDITOR in person.rights.roles:
        return False
    if of_plans.manages(person, round.plan) or of_plans.assures(person, round.plan):
        return True
    return person.rights.has(Role.DIRECTOR, scope_id=scope) or chairs(person, round)


def require_may_moderate(by: Actor, round: MonitoringRound) -> None:
    """Refuse whoever does not speak for the board."""
    if not may_moderate(by, round):
        raise NotAllowed("Only the board's chair, a director, assurance or the plan's manager sets the board's rating.")


def may_note(by: Actor, round: MonitoringRound) -> bool:
    """Whether somebody may name achievements and pressures: who answers for an action of the plan, or manages it."""
    person = by.acting
    if Role.AUDITOR in person.rights.roles:
        return False
    return of_plans.manages(person, round.plan) or Action.objects.filter(plan=round.plan_id).led_by(person).exists()


def require_may_note(by: Actor, round: MonitoringRound) -> None:
    """Refuse whoever has no part in the plan's work."""
    if not may_note(by, round):
        raise NotAllowed("Only leads of this plan, and whoever manages it, name its achievements and pressures.")


def require_may_withdraw_note(by: Actor, note: RoundNote) -> None:
    """Refuse whoever neither wrote it nor manages the plan."""
    if by.acting.pk != note.by_id and not of_plans.manages(by.acting, note.round.plan):
        raise NotAllowed("Only its author, or whoever manages the plan, can take this back.")


def require_may_use_link(by: Actor, link: AnswerLink) -> None:
    """Refuse whoever is not the person the link was made for."""
    if by.person.pk != link.person_id or by.behalf_of is not None:
        raise NotAllowed("This link is somebody else's.")


def may_answer(by: Actor, asked: Asked) -> bool:
    """Whether somebody may decline or supply: who owes it, a lead of the action, and whoever manages the plan."""
    person = by.acting
    if of_plans.manages(person, asked.round.plan) or (asked.person_id == person.pk and not asked.action):
        return True
    action = Action.objects.filter(plan=asked.round.plan_id, key=asked.action).prefetch_related("leads").first()
    return action is not None and of_plans.leads(person, action)


def require_may_answer(by: Actor, asked: Asked) -> None:
    """Refuse whoever does not owe it."""
    if not may_answer(by, asked):
        raise NotAllowed("Only who owes this, or whoever manages the plan, can answer for it.")


def may_set_up_boards(by: Actor) -> bool:
    """Whether somebody may keep the terms, items and reporting lines of boards: administrators, for themselves."""
    return of_people.administers(by)


def may_keep_capacities(by: Actor) -> bool:
    """Whether somebody may say in what capacity a member sits: whoever says who sits there."""
    return of_people.may_keep_bodies(by)


def may_keep_meetings(by: Actor, board: Board) -> bool:
    """Whether somebody may keep a board's meetings: whoever chairs it, who manages a plan of it, the clerk.

    An auditor changes nothing, whatever else she holds.
    """
    person = by.acting
    if person.is_system:
        return True
    if Role.AUDITOR in person.rights.roles:
        return False
    if person.rights.has(Role.DEMOCRATIC_SERVICES):
        return True
    if bodies_chaired_by(person, on=timezone.localdate()).filter(pk=board.body_id).exists():
        return True
    return any(of_plans.manages(person, plan) for plan in Plan.objects.filter(boards__body=board.body_id).distinct())


def require_may_set_up_boards(by: Actor) -> None:
    """Refuse whoever is not an administrator, acting for herself."""
    if not may_set_up_boards(by):
        raise NotAllowed("Only an administrator can set up a board, its items and its reporting lines.")


def require_may_keep_capacities(by: Actor) -> None:
    """Refuse whoever may not say in what capacity members sit."""
    if not may_keep_capacities(by):
        raise NotAllowed("Only who keeps the list of members can say in what capacity they sit.")


def require_may_keep_meetings(by: Actor, board: Board) -> None:
    """Refuse whoever may not keep the meetings of this board."""
    if not may_keep_meetings(by, board):
        raise NotAllowed(
            "Only whoever chairs this board or manages a plan of it, or democratic services, keeps its meetings."
        )
