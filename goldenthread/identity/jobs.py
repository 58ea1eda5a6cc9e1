"""What is done about people and the record in the background: planned hand-overs, and the check of a long record.

Safe to run late, twice, or twice at once.
"""

import logging
from datetime import datetime

from django.utils.timezone import localdate, now
from django_tasks import task

from goldenthread.identity.actor import Actor, system
from goldenthread.identity.commands.checking import check_record
from goldenthread.identity.commands.leaving import carry_out_hand_over, note_refused_hand_over
from goldenthread.identity.models import HandOver, Person
from goldenthread.kernel.errors import Conflict, NotAllowed, RuleBroken

_log = logging.getLogger(__name__)


def keep_hand_overs(*, at: datetime) -> int:
    """Carry out each hand-over whose last day is over, for whoever asked for it; returns how many were done.

    One that is refused, because a successor has left meanwhile, stays planned with the reason and holds up no other.
    """
    due = HandOver.objects.due(on=localdate(at)).select_related("person", "asked_by").order_by("last_day", "pk")
    return sum(_carry_out(planned, at=at) for planned in due)


def _carry_out(planned: HandOver, *, at: datetime) -> bool:
    by = Actor(system("hand-over-keeper", "The keeper of hand-overs").person, planned.asked_by)
    try:
        return carry_out_hand_over(planned=planned, by=by, at=at) is not None
    except Conflict as conflict:  # somebody saved one of the things in this moment: the next look will do
        _log.info("The hand-over of %s waits: %s", planned.person.subject, conflict)
    except (RuleBroken, NotAllowed) as refusal:
        if note_refused_hand_over(planned=planned, why=str(refusal), by=by, at=at):
            _log.warning("The hand-over of %s was refused: %s", planned.person.subject, refusal)
    return False


MANY_ENTRIES = 20_000
"""From so many entries on, the check of the record takes seconds, and no page waits for it."""


@task()
def check_long_record(person: str, behalf_of: str) -> bool:
    """Check the record for whoever asked; says whether it is whole, and the record says so too."""
    by = Actor(Person.objects.get(key=person), Person.objects.get(key=behalf_of) if behalf_of else None)
    return check_record(by=by, at=now()).is_whole
