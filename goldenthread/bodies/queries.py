"""What the pages of bodies need, and what the page of a person says about seats."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.utils import timezone

from goldenthread.bodies.models import Body, BodyQuerySet, Membership, MembershipQuerySet
from goldenthread.identity.about import Line
from goldenthread.identity.models import Person


@dataclass(frozen=True, slots=True)
class BodyLine:
    """One body in the list: how deep it stands under its parents, and how many sit on it today."""

    body: Body
    depth: int
    members: int


def list_bodies(bodies: BodyQuerySet, *, on: date) -> list[BodyLine]:
    """Bodies under their parents, with the number of members today: one query."""
    current = Q(memberships__starts_on__lte=on) & (
        Q(memberships__ends_on__isnull=True) | Q(memberships__ends_on__gte=on)
    )
    found = list(
        bodies.select_related("parent").annotate(sitting=Count("memberships", filter=current)).order_by("name", "pk")
    )
    known = {body.pk for body in found}
    under: dict[int | None, list[Body]] = {}
    for body in found:
        under.setdefault(body.parent_id if body.parent_id in known else None, []).append(body)
    lines: list[BodyLine] = []

    def walk(parent: int | None, depth: int) -> None:
        for body in under.get(parent, ()):
            lines.append(BodyLine(body, depth, body.sitting))  # type: ignore[attr-defined]
            walk(body.pk, depth + 1)

    walk(None, 0)
    return lines


def seats_of(person: Person, reader: Person) -> Sequence[Line]:
    """The bodies a person sits or sat on, the latest first, for the page of that person."""
    seats = Membership.objects.visible_to(reader).filter(person=person).select_related("body").order_by("-starts_on")
    return [Line(seat.body.name, seat.body.get_absolute_url(), _in_words(seat)) for seat in seats]


def _in_words(seat: Membership) -> str:
    until = f" to {_day(seat.ends_on)}" if seat.ends_on else ""
    return f"{seat.get_office_display().lower()}, from {_day(seat.starts_on)}{until}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def count_seats(person: Person) -> int:
    """How many seats a person holds from today on."""
    return _held(person).count()


def list_seats(person: Person) -> list[tuple[str, str]]:
    """The seats a person holds, with the page of each body."""
    return [
        (f"{seat.body.name} ({seat.get_office_display().lower()})", seat.body.get_absolute_url())
        for seat in _held(person).select_related("body")
    ]


def _held(person: Person) -> MembershipQuerySet:
    today = timezone.localdate()
    return Membership.objects.filter(Q(ends_on=None) | Q(ends_on__gte=today), person=person)
