"""The reports that were issued to the bodies somebody sits on and are new to her, for her start page."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils.timezone import localdate

from goldenthread.bodies.models import bodies_of
from goldenthread.design.words import day, listed
from goldenthread.identity.models import Person
from goldenthread.identity.roles import Role
from goldenthread.reports.models import Destination, Report

SITS = frozenset({Role.BOARD_MEMBER, Role.ELECTED_MEMBER})
"""Roles of those who read what was issued to their bodies."""
NEW = timedelta(days=28)
"""So long a report stays new after it was issued, where no meeting it goes to is ahead."""
MOST = 8


@dataclass(frozen=True, slots=True)
class IssuedTo:
    """A report as the start page of a member names it."""

    subject: str
    url: str
    rest: str


def issued_to(person: Person, *, on: date) -> list[IssuedTo]:
    """What she may open of what was issued to her bodies, newest first: until its meeting, or four weeks after."""
    if person.rights.roles.isdisjoint(SITS):
        return []
    bodies = list(bodies_of(person, on=on).order_by().values_list("pk", flat=True))
    if not bodies:
        return []
    hers = Destination.objects.filter(report=OuterRef("pk"), body__in=bodies)
    is_new = Exists(hers.filter(on__gte=on)) | Q(issued_at__date__gte=on - NEW)
    found = Report.objects.visible_to(person).issued().filter(Exists(hers)).filter(is_new)
    return [
        IssuedTo(one.subject, one.get_absolute_url(), _rest(one, bodies, on=on))
        for one in found.prefetch_related("destinations__body").order_by("-issued_at", "-pk")[:MOST]
    ]


def _rest(report: Report, bodies: list[int], *, on: date) -> str:
    """Which of her bodies it goes to and when that meets, and since when it can be read."""
    going = [f"{one.body.name}, {_meets(one.on, on=on)}" for one in report.destinations.all() if one.body_id in bodies]
    return f"{listed(going)}; issued on {day(localdate(report.issued_at))}" if report.issued_at else listed(going)


def _meets(day_of_it: date | None, *, on: date) -> str:
    if day_of_it is None:
        return "which has no day yet"
    return f"which {'meets' if day_of_it >= on else 'met'} on {day(day_of_it)}"
