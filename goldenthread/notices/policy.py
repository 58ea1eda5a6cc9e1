"""Who may decide what becomes of e-mails. What is not recognised is refused; reading is decided by ``visible_to``."""

from goldenthread.identity.actor import Actor
from goldenthread.identity.policy import administers
from goldenthread.kernel.errors import NotAllowed


def may_keep_outbox(by: Actor) -> bool:
    """Whether somebody may send an e-mail again or leave it: an administrator, acting for nobody else."""
    return administers(by)


def require_keeps_outbox(by: Actor) -> None:
    """Refuse whoever may not decide on e-mails."""
    if not may_keep_outbox(by):
        raise NotAllowed("Only an administrator, acting for nobody else, can decide what becomes of an e-mail.")
