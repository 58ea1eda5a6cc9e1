"""Who may enter sources and answer for findings. What is not recognised is refused."""

from goldenthread.identity.actor import Actor
from goldenthread.identity.models import Person
from goldenthread.identity.roles import Role
from goldenthread.kernel.errors import NotAllowed
from goldenthread.sources.kinds import SourceKind

ENTERS = frozenset({Role.SERVICE_MANAGER, Role.QUALITY_ASSURANCE, Role.DIRECTOR})
STAFF = ENTERS | {
    Role.LEAD_OFFICER,
    Role.DEMOCRATIC_SERVICES,
    Role.MONITORING_OFFICER,
    Role.ADMINISTRATOR,
}


def may_enter(person: Person, kind: str) -> bool:
    """Any member of staff can enter feedback; other sources are entered by managers, assurance and directors."""
    if person.is_system:
        return True
    roles = person.rights.roles
    return bool(roles & (STAFF if kind == SourceKind.STAFF_FEEDBACK else ENTERS))


def may_answer(person: Person) -> bool:
    """Whether a person may decline or discharge a finding."""
    return person.is_system or bool(person.rights.roles & ENTERS)


def require_may_enter(by: Actor, kind: str) -> None:
    """Refuse whoever may not enter a source of this kind."""
    if not may_enter(by.acting, kind):
        raise NotAllowed("You can enter staff feedback; other sources are entered by managers.")


def require_may_answer(by: Actor) -> None:
    """Refuse whoever may not decide what becomes of a finding."""
    if not may_answer(by.acting):
        raise NotAllowed("Only a manager, quality assurance or a director can decide what becomes of a finding.")
