"""What the program does by itself when its day has come, in the order in which one thing follows from another."""

import logging
from collections.abc import Callable
from datetime import datetime

from django.db import DatabaseError

from goldenthread.boards.jobs import keep_rounds
from goldenthread.identity.jobs import keep_hand_overs
from goldenthread.reports.jobs import remind_of_clearances

_log = logging.getLogger(__name__)
Job = Callable[..., int]
JOBS: tuple[Job, ...] = (keep_hand_overs, keep_rounds, remind_of_clearances)
"""Hand-overs first: a round that opens on the same morning asks whoever leads now."""


def keep_days(*, at: datetime) -> None:
    """Do what is due, each kind of it for itself; what the database could not do now is done at the next look."""
    for job in JOBS:
        try:
            job(at=at)
        except DatabaseError:  # another machine moved the same thing, or the database rests
            _log.warning("%s was not done this time.", job.__name__, exc_info=True)
