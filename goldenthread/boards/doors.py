"""Whether somebody may still be told of a round: asked when an e-mail is made, and again before each later try."""

from django.utils.timezone import localdate

from goldenthread.boards.models import MonitoringRound
from goldenthread.boards.queries.returns import owed_by_one
from goldenthread.boards.states import RoundState
from goldenthread.identity.models import Person


def may_still_answer(person: Person, about: str) -> bool:
    """Whether an open round still waits for something from this person; else the notice is no longer true."""
    found = _round(about)
    if found is None or found.state not in (RoundState.OPEN, RoundState.MODERATION):
        return False
    owed = owed_by_one(found, person, on=localdate())
    return any(item.is_open or item.is_unexplained for item in owed)


def may_still_read(person: Person, about: str) -> bool:
    """Whether this person may see the round; whoever has no account is thanked for what they sent themselves."""
    found = _round(about)
    if found is None:
        return False
    return (
        MonitoringRound.objects.visible_to(person).filter(pk=found.pk).exists()
        or found.links.filter(person=person, used_at__isnull=False).exists()
    )


def _round(about: str) -> MonitoringRound | None:
    """The round a notice speaks of, by its name in the ledger."""
    plan, _, number = about.removeprefix("round:").partition("/")
    if not number.isdecimal():
        return None
    return MonitoringRound.objects.filter(plan__key=plan, number=int(number)).select_related("plan").first()
