"""The register of interests as one reader reads it, member by member."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from goldenthread.bodies.models import Membership
from goldenthread.committee.models import Committee, Constitution, Interest
from goldenthread.committee.readers import SITS
from goldenthread.identity.models import Person
from goldenthread.identity.roles import Role


@dataclass(frozen=True, slots=True)
class MemberInterests:
    """What one member has registered, and whether something of it is sensitive and not shown to this reader."""

    person: Person
    interests: Sequence[Interest]
    keeps_back: bool
    is_own: bool


def has_to_register(person: Person, *, on: date) -> bool:
    """Whether somebody is in the register: an elected member, or who sits on a committee as a member.

    Source: Localism Act 2011, sections 27(4) and 29 (members and voting co-opted members).
    """
    if Role.ELECTED_MEMBER in person.rights.roles:
        return True
    committees = Committee.objects.order_by().values("body")
    seats = Membership.objects.current(on=on).filter(person=person, office__in=SITS, body__in=committees)
    return seats.exists()


def members_of_register(*, on: date) -> list[Person]:
    """Everybody who has to register interests on a day, and everybody who has registered one."""
    seats = Membership.objects.current(on=on).filter(
        office__in=SITS, body__in=Committee.objects.order_by().values("body")
    )
    keys = {*seats.values_list("person", flat=True), *Interest.objects.order_by().values_list("person", flat=True)}
    keys |= set(Person.objects.filter(roles_held__role=Role.ELECTED_MEMBER).values_list("pk", flat=True))
    return list(Person.objects.filter(pk__in=keys, is_system=False).order_by("name", "pk"))


def register_for(reader: Person, *, on: date) -> list[MemberInterests]:
    """The register as a reader reads it; that a member has a sensitive interest is told, never what it is.

    Source: Localism Act 2011, section 32(2).
    """
    seen: dict[int, list[Interest]] = {}
    for one in Interest.objects.visible_to(reader).order_by("number"):
        seen.setdefault(one.person_id, []).append(one)
    sensitive = set(Interest.objects.filter(is_sensitive=True, ended_on=None).order_by().values_list("pk", "person"))
    shown = {one.pk for rows in seen.values() for one in rows}
    kept = {person for pk, person in sensitive if pk not in shown}
    return [
        MemberInterests(one, seen.get(one.pk, []), one.pk in kept, one.pk == reader.pk)
        for one in members_of_register(on=on)
    ]


def constitution() -> Constitution:
    """What the constitution settles; what every council begins with where nobody has said."""
    return Constitution.objects.order_by("pk").first() or Constitution()
