"""Fifty clerks put minutes to their next meetings at once: no number is left out and none is given twice.

On whichever database the suite runs, each from a connection of its own.
"""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections

from goldenthread.committee.commands.approving import circulate
from goldenthread.committee.commands.minuting import add_attendee
from goldenthread.committee.commands.resolving import promise, resolve
from goldenthread.committee.models import Committee, CommitteeMeeting, Minute, Minutes, MinutesIssue
from goldenthread.identity.actor import Actor
from goldenthread.kernel.errors import RuleBroken
from goldenthread.ledger.chain import verify
from tests.cast import make_cast
from tests.committee.makers import ON, make_chamber
from tests.committee.meetings import THEN, begin, entry

pytestmark = pytest.mark.probe
WRITERS = 50
ITEMS = 3
CONNECTIONS = 45


@pytest.fixture
def held(committed):
    """A committee that counts its minutes through the year, with fifty meetings that were held and minuted."""
    chamber = make_chamber(make_cast())
    Committee.objects.filter(pk=chamber.committee.pk).update(minutes_run_on=True)
    begun = begin(chamber)
    made = [_copied(begun.meeting, number) for number in range(WRITERS)]
    yield chamber, begun, made
    connections.close_all()


def _copied(like, number):
    """A held meeting on a day of its own, with something minuted under each of its items."""
    meeting = CommitteeMeeting.objects.create(
        committee=like.committee, key=f"held-{number}", on=ON - timedelta(days=number + 1), state="held",
        issued_at=like.issued_at, issued_by=like.issued_by, starts_at=like.starts_at, place=like.place,
    )  # fmt: skip
    minutes = Minutes.objects.create(meeting=meeting)
    for place in range(1, ITEMS + 1):
        item = meeting.items.create(
            number=place, position=place, printed=str(place), title=f"Item {place}", added_at=THEN, issued_at=THEN,
            kind="other",
        )  # fmt: skip
        Minute.objects.create(minutes=minutes, item=item, position=place, text="It was noted.")
    return minutes.pk


def at_once(acts):
    """All acts at the same moment, each from a thread with a connection of its own; what each returned or refused.

    No more connections are open at a moment than a small server has for us; the others stand in line for one.
    """
    gate, connecting = threading.Barrier(len(acts)), threading.Semaphore(CONNECTIONS)

    def run(act):
        gate.wait(60)
        with connecting:
            try:
                return act()
            except RuleBroken as refusal:
                return str(refusal)
            finally:
                connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_fifty_writers_number_minutes_parts_and_promises_without_gaps_or_doubles(held):
    chamber, begun, made = held
    clerk = Actor(chamber.clerk.person)
    twice = [key for key in made for _ in range(2)][: WRITERS + 10]

    def put(key):
        return lambda: circulate(minutes=Minutes.objects.get(pk=key), by=clerk, at=THEN).number

    answers = at_once([put(key) for key in twice])
    refused = [said for said in answers if isinstance(said, str)]
    assert all("put to the next meeting already" in said for said in refused), refused
    assert len(answers) - len(refused) == len(set(twice))
    for key in set(made) - set(twice):
        put(key)()
    ordinals = sorted(Minute.objects.filter(minutes__in=made).values_list("ordinal", flat=True))
    assert ordinals == list(range(1, WRITERS * ITEMS + 1)), "a number was left out or given twice"
    for key in made:
        first, *rest = Minute.objects.filter(minutes=key).order_by("position").values_list("ordinal", flat=True)
        assert rest == [first + 1, first + 2], "the minutes of one meeting were torn apart"
    assert MinutesIssue.objects.filter(minutes__in=made).count() == WRITERS

    minute = entry(begun, "Improvement plan")
    writes = []
    for number in range(WRITERS // 2):
        said = {"minute": minute, "by": clerk, "at": THEN}
        writes.append(lambda said=said, number=number: resolve(text=f"part {number} be so.", **said).number)
        writes.append(lambda said=said, number=number: promise(text=f"Tell {number}.", owner_name="Una", **said).number)
    numbers = at_once(writes)
    assert sorted(numbers[::2]) == sorted(numbers[1::2]) == list(range(1, WRITERS // 2 + 1))
    places = at_once([
        lambda number=number: add_attendee(
            meeting=begun.meeting, name=f"Guest {number}", capacity="other", by=clerk
        ).position
        for number in range(WRITERS)
    ])  # fmt: skip
    assert len(set(places)) == WRITERS
    assert verify().is_whole, verify().faults
