"""Notices for tests: ``told(ruth, once="a")`` puts one out at half past nine on a day in June."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from goldenthread.identity.actor import Actor, system
from goldenthread.identity.models import Person
from goldenthread.notices import doors
from goldenthread.notices.commands import put_out
from goldenthread.notices.models import Notice

NINE = datetime(2018, 6, 12, 8, 30, tzinfo=UTC)
KIND = "tried-out"
CLOSED: set[tuple[str, str]] = set()
"""(key of a person or address, subject) that the door of ``KIND`` holds shut."""


def _is_open(person: Person, about: str) -> bool:
    return (person.key, about) not in CLOSED


@contextmanager
def kind_registered() -> Iterator[None]:
    """A kind of notice with a door the test can shut, for as long as the test runs."""
    doors.register(
        KIND,
        _is_open,
        heading="What is asked of you",
        address_door=lambda address, about: (address, about) not in CLOSED,
    )
    try:
        yield
    finally:
        CLOSED.clear()
        doors._KINDS.pop(KIND)


def worker() -> Actor:
    """A named system person, as jobs use."""
    return system("notices", "Sends e-mails")


def told(to: Person | str, *, once: str = "asked/1", at: datetime = NINE, **fields: Any) -> Notice | None:
    """Put a notice out in a transaction of its own."""
    values = {
        "kind": KIND,
        "about": "round:sip/3",
        "subject": "Say how action 1.2 goes",
        "text": "Round 3 is open until 30 June.",
        "path": "/answers/3/",
        "by": worker(),
    }
    with transaction.atomic():
        return put_out(to=to, once=once, at=at, **values | fields)
