"""Who may change what of committees, their meetings and papers. What is not recognised is refused."""

from datetime import date

from goldenthread.bodies.models import Body, Membership
from goldenthread.identity.actor import Actor
from goldenthread.identity.models import Person
from goldenthread.identity.roles import Role
from goldenthread.kernel.errors import NotAllowed
from goldenthread.sources.kinds import SourceKind
from goldenthread.sources.policy import may_enter

KEEPS_NOTICE = frozenset({Role.DEMOCRATIC_SERVICES, Role.ADMINISTRATOR})
KEEPS_MEETINGS = frozenset({Role.DEMOCRATIC_SERVICES})
BRINGS_PAPERS = frozenset({Role.DEMOCRATIC_SERVICES, Role.SERVICE_MANAGER})
EXEMPTS = frozenset({Role.DEMOCRATIC_SERVICES, Role.MONITORING_OFFICER})
GRANTS = frozenset({Role.MONITORING_OFFICER})


def _holds(by: Actor, roles: frozenset[Role]) -> bool:
    """Whether who acts holds one of the roles and is no auditor; a named system person may."""
    if by.is_system:
        return True
    held = by.acting.rights.roles
    return Role.AUDITOR not in held and bool(held & roles)


def may_keep_notice(by: Actor) -> bool:
    """Whether somebody may say when the council is closed: democratic services and administrators; no auditor."""
    return _holds(by, KEEPS_NOTICE)


def require_may_keep_notice(by: Actor) -> None:
    """Refuse whoever may not say when the council is closed."""
    if not may_keep_notice(by):
        raise NotAllowed("Only democratic services or an administrator can say when the council is closed.")


def may_keep_committees(by: Actor) -> bool:
    """Whether somebody may set up committees and change their terms: democratic services and administrators."""
    return _holds(by, KEEPS_NOTICE)


def require_may_keep_committees(by: Actor) -> None:
    """Refuse whoever may not set up committees."""
    if not may_keep_committees(by):
        raise NotAllowed("Only democratic services or an administrator can set up a committee or change its terms.")


def may_bring_papers(by: Actor) -> bool:
    """Whether somebody may bring meetings that are over from a paper: democratic services, and service managers.

    A service manager's plan comes in the same pack. What she brings was read by her before it came here.
    """
    return _holds(by, BRINGS_PAPERS)


def require_may_bring_papers(by: Actor) -> None:
    """Refuse whoever may not bring meetings from a paper."""
    if not may_bring_papers(by):
        raise NotAllowed("Only democratic services or a service manager can bring meetings from a paper.")


def may_answer_offer(by: Actor, kind: str) -> bool:
    """Whether somebody may take or decline a finding that a paper offers, by the kind of source it is of.

    Whoever may enter such a source; what a committee was promised also democratic services, with the right of the
    committee.
    """
    if Role.AUDITOR in by.acting.rights.roles:
        return False
    return may_enter(by.acting, kind) or (kind == SourceKind.DIRECTION and may_keep_meetings(by))


def require_may_answer_offer(by: Actor, kind: str) -> None:
    """Refuse whoever may neither take nor decline such a finding."""
    if not may_answer_offer(by, kind):
        raise NotAllowed("Only a service manager can take or decline this finding; promises also democratic services.")


def may_keep_meetings(by: Actor) -> bool:
    """Whether somebody may keep meetings, agendas and minutes: democratic services."""
    return _holds(by, KEEPS_MEETINGS)


def require_may_keep_meetings(by: Actor) -> None:
    """Refuse whoever may not keep meetings."""
    if not may_keep_meetings(by):
        raise NotAllowed("Only democratic services can change a meeting and its agenda.")


def may_ask(by: Actor, body: Body, *, on: date) -> bool:
    """Whether somebody may send questions in for the meetings of a committee: who sits on it as a member."""
    seats = Membership.objects.current(on=on).filter(person=by.acting, body=body)
    return not by.is_system and seats.exclude(office=Membership.Office.OFFICER).exists()


def require_may_ask(by: Actor, body: Body, *, on: date) -> None:
    """Refuse whoever does not sit on the committee."""
    if not may_ask(by, body, on=on):
        raise NotAllowed(f"Only members of the {body.name} send questions in for its meetings.")


def require_asked(by: Actor, person: Person) -> None:
    """Refuse whoever would take back a question of somebody else."""
    if by.acting.pk != person.pk:
        raise NotAllowed("Only who asked a question withdraws it.")


def may_exempt(by: Actor) -> bool:
    """Whether somebody may keep something from the public, or release it: the proper officer or monitoring officer."""
    return _holds(by, EXEMPTS)


def require_may_exempt(by: Actor) -> None:
    """Refuse whoever may not keep something from the public."""
    if not may_exempt(by):
        raise NotAllowed("Only democratic services or the monitoring officer can say what is kept from the public.")


def may_grant(by: Actor) -> bool:
    """Whether somebody may let others read what is restricted: the monitoring officer."""
    return _holds(by, GRANTS)


def require_may_grant(by: Actor) -> None:
    """Refuse whoever may not let others read what is restricted."""
    if not may_grant(by):
        raise NotAllowed("Only the monitoring officer can let somebody read what is restricted.")


def may_enter_interests(by: Actor) -> bool:
    """Whether somebody may enter what others declare and take it back: democratic services, the monitoring officer."""
    return _holds(by, EXEMPTS)


def require_may_declare(by: Actor, person: Person) -> None:
    """Refuse whoever enters an interest of another and keeps neither meetings nor the register: it is the member's."""
    if by.acting.pk != person.pk and not may_enter_interests(by):
        raise NotAllowed("Only the member, democratic services or the monitoring officer can enter an interest.")


def require_may_take_back(by: Actor) -> None:
    """Refuse a member who would take back alone what they declared."""
    if not may_enter_interests(by):
        raise NotAllowed("Only democratic services or the monitoring officer can take a declaration back.")


def require_may_enter_dispensation(by: Actor) -> None:
    """Refuse a member who would enter a dispensation of their own: it opens again what an interest withholds.

    Source: Localism Act 2011, section 33.
    """
    if not may_enter_interests(by):
        raise NotAllowed("Only democratic services or the monitoring officer can enter a dispensation.")


def may_keep_register(by: Actor) -> bool:
    """Whether somebody keeps the register of interests: the monitoring officer.

    Source: Localism Act 2011, section 29(1).
    """
    return _holds(by, GRANTS)


def require_may_keep_register(by: Actor) -> None:
    """Refuse whoever may not keep the register of interests."""
    if not may_keep_register(by):
        raise NotAllowed("Only the monitoring officer keeps the register and marks an interest as sensitive.")


def require_may_register(by: Actor, person: Person) -> None:
    """Refuse whoever enters or ends an interest of somebody else and does not keep the register."""
    if by.acting.pk != person.pk and not may_keep_register(by):
        raise NotAllowed("Only the member or the monitoring officer can enter an interest in the register.")


def may_keep_constitution(by: Actor) -> bool:
    """Whether somebody may say what the constitution settles: the monitoring officer."""
    return _holds(by, GRANTS)


def require_may_keep_constitution(by: Actor) -> None:
    """Refuse whoever may not say what the constitution settles."""
    if not may_keep_constitution(by):
        raise NotAllowed("Only the monitoring officer can say what the council's constitution settles.")
