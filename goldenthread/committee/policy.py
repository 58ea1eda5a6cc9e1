"""Who may change what a council's notices depend on. What is not recognised is refused."""

from goldenthread.identity.actor import Actor
from goldenthread.identity.roles import Role
from goldenthread.kernel.errors import NotAllowed

KEEPS_NOTICE = frozenset({Role.DEMOCRATIC_SERVICES, Role.ADMINISTRATOR})


def may_keep_notice(by: Actor) -> bool:
    """Whether somebody may say when the council is closed: democratic services and administrators; no auditor."""
    if by.is_system:
        return True
    roles = by.acting.rights.roles
    return Role.AUDITOR not in roles and bool(roles & KEEPS_NOTICE)


def require_may_keep_notice(by: Actor) -> None:
    """Refuse whoever may not say when the council is closed."""
    if not may_keep_notice(by):
        raise NotAllowed("Only democratic services or an administrator can say when the council is closed.")
