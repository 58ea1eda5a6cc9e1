"""What stands of a committee from meeting to meeting: seats, who may stand in, what every agenda takes.

Source: Local Government Act 1972, section 100G(1) (register of members, with ward or division, of every committee).
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max, Q

from goldenthread.bodies.models import Membership
from goldenthread.committee.kinds import ItemKind, ItemPurpose, Part, Voting
from goldenthread.committee.models import Committee, Seat, Substitute, TemplateItem
from goldenthread.committee.policy import require_may_keep_committees
from goldenthread.committee.readers import SITS
from goldenthread.identity.actor import Actor
from goldenthread.identity.commands.saving import save_changed, tidy
from goldenthread.identity.models import Person
from goldenthread.kernel.errors import RuleBroken
from goldenthread.ledger.writing import hold_writing, record

LABELS = {
    "title": "Title",
    "rubric": "What members are asked",
    "kind": "What it is",
    "purpose": "For decision or information",
    "every": "At every so many meetings",
}
MOST_ITEMS = 60
MOST_LETTERS = 5000


@transaction.atomic
def keep_seat(
    *,
    committee: Committee,
    membership: Membership,
    by: Actor,
    ward: str = "",
    party: str = "",
    voting: str = Voting.ALL,
    votes_on: str = "",
) -> bool:
    """Say of a seat which ward and party its holder stands for, and what they vote on; a limited vote says on what."""
    require_may_keep_committees(by)
    hold_writing()
    if membership.body_id != committee.body_id:
        raise RuleBroken(f"{membership.person.name} does not sit on {committee}.")
    values = {
        "ward": " ".join(ward.split())[:120], "party": " ".join(party.split())[:120], "voting": voting,
        "votes_on": " ".join(votes_on.split())[:200],
    }  # fmt: skip
    if voting not in Voting.values:
        raise RuleBroken("Choose what they vote on.", about="voting")
    if (voting == Voting.LIMITED) != bool(values["votes_on"]):
        raise RuleBroken("Say on what business they vote where the vote is limited, and only there.", about="votes_on")
    if membership.office not in SITS and voting != Voting.NONE:
        raise RuleBroken("An officer in attendance does not vote.", about="voting")
    row = Seat.objects.filter(membership=membership).first() or Seat(membership=membership)
    changes = {name: (getattr(row, name), value) for name, value in values.items() if getattr(row, name) != value}
    if not changes:
        return False
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    record("committee.seat_kept", by=by, subject=committee.subject, person=membership.person.key, changes=changes)
    return True


@transaction.atomic
def name_substitute(
    *,
    committee: Committee,
    person: Person,
    starts_on: date,
    by: Actor,
    stands_for: Person | None = None,
    ends_on: date | None = None,
) -> Substitute:
    """Name somebody who may stand in on a committee, for one member or for any. It opens nothing that is restricted."""
    require_may_keep_committees(by)
    hold_writing()
    if ends_on is not None and ends_on < starts_on:
        raise RuleBroken("The last day cannot be before the first.", about="ends_on")
    if person.is_system or person.has_left(on=starts_on):
        raise RuleBroken(f"{person.name} is no longer here on that day.", about="person")
    seats = committee.body.memberships.current(on=starts_on).filter(office__in=SITS)
    if seats.filter(person=person).exists():
        raise RuleBroken(f"{person.name} sits on {committee} and stands in for nobody.", about="person")
    if stands_for is not None and not seats.filter(person=stands_for).exists():
        raise RuleBroken(f"{stands_for.name} does not sit on {committee} on that day.", about="stands_for")
    running = committee.substitutes.filter(Q(ends_on=None) | Q(ends_on__gte=starts_on), person=person)
    if ends_on is not None:
        running = running.filter(starts_on__lte=ends_on)
    if running.filter(stands_for=stands_for).exists():
        raise RuleBroken(f"{person.name} is named already in that time.", about="person")
    made = Substitute.objects.create(
        committee=committee, person=person, stands_for=stands_for, starts_on=starts_on, ends_on=ends_on
    )
    record(
        "committee.substitute_named", by=by, subject=committee.subject, person=person.key, starts_on=starts_on,
        ends_on=ends_on, stands_for=stands_for.key if stands_for else None,
    )  # fmt: skip
    return made


@transaction.atomic
def end_substitute(*, substitute: Substitute, on: date, by: Actor) -> None:
    """End that somebody may stand in; the last day still counts."""
    require_may_keep_committees(by)
    hold_writing()
    substitute.refresh_from_db()
    if on < substitute.starts_on:
        raise RuleBroken("The last day cannot be before the first.", about="on")
    before = substitute.ends_on
    if before is not None and before <= on:
        raise RuleBroken("It ends before that day already.", about="on")
    Substitute.objects.filter(pk=substitute.pk).update(ends_on=on)
    substitute.ends_on = on
    record(
        "committee.substitute_ended", by=by, subject=substitute.committee.subject, person=substitute.person.key,
        changes={"ends_on": (before, on)},
    )  # fmt: skip


@transaction.atomic
def add_standing_item(
    *, committee: Committee, title: str, by: Actor, part: int = Part.PUBLIC, **more: Any
) -> TemplateItem:
    """Add an item that stands on every agenda of a committee, or on every second one and so on, last of its part.

    Agendas that are begun already stay as they are.
    """
    require_may_keep_committees(by)
    hold_writing()
    if part not in Part.values:
        raise RuleBroken("Choose the part.", about="part")
    if committee.template.filter(ended_on=None).count() >= MOST_ITEMS:
        raise RuleBroken(f"An agenda begins with {MOST_ITEMS} items at the most.")
    values = _checked({"title": title, **more})
    last = committee.template.aggregate(number=Max("number"), position=Max("position"))
    made = TemplateItem.objects.create(
        committee=committee, number=(last["number"] or 0) + 1, position=(last["position"] or 0) + 1, part=part, **values
    )
    record("committee.standing_item_added", by=by, subject=committee.subject, number=made.number, part=part, **values)
    return made


@transaction.atomic
def change_standing_item(*, item: TemplateItem, by: Actor, version: int | None = None, **values: Any) -> bool:
    """Change what a standing item says from the next agenda on."""
    require_may_keep_committees(by)
    _check_stands(item)
    return save_changed(
        item, version=version, values=_checked(values), labels=LABELS, subject=item.committee.subject,
        what="committee.standing_item_changed", by=by, why=f"Item {item.number}: {item.title}",
    )  # fmt: skip


@transaction.atomic
def move_standing_item(*, item: TemplateItem, up: bool, by: Actor) -> bool:
    """Move a standing item past its neighbour in the same part; False where there is none."""
    require_may_keep_committees(by)
    hold_writing()
    _check_stands(item)
    rows = list(item.committee.template.filter(part=item.part, ended_on=None).order_by("position", "pk"))
    place = next(n for n, row in enumerate(rows) if row.pk == item.pk)
    other = place + (-1 if up else 1)
    if not 0 <= other < len(rows):
        return False
    rows[place], rows[other] = rows[other], rows[place]
    for position, row in enumerate(rows, start=1):
        TemplateItem.objects.filter(pk=row.pk).update(position=position)
    record(
        "committee.standing_item_moved", by=by, subject=item.committee.subject, number=item.number,
        changes={"place": (place + 1, other + 1)},
    )  # fmt: skip
    return True


@transaction.atomic
def end_standing_item(*, item: TemplateItem, on: date, by: Actor) -> bool:
    """Take a standing item off from the next agenda on; agendas it stands on keep it."""
    require_may_keep_committees(by)
    _check_stands(item)
    return save_changed(
        item, version=None, values={"ended_on": on}, labels=LABELS, subject=item.committee.subject,
        what="committee.standing_item_ended", by=by, why=f"Item {item.number}: {item.title}",
    )  # fmt: skip


def _check_stands(item: TemplateItem) -> None:
    if item.ended_on is not None:
        raise RuleBroken("This item stands on agendas no more.")


def _checked(given: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed of a standing item, as it can be kept."""
    if unknown := given.keys() - LABELS.keys():
        raise RuleBroken(f"A standing item has no {sorted(unknown)[0]}.")
    found = dict(given)
    if "title" in found:
        found["title"] = tidy(found["title"], what="the title", most=300)
    if "rubric" in found:
        found["rubric"] = found["rubric"].strip()
        if len(found["rubric"]) > MOST_LETTERS:
            raise RuleBroken(f"Keep this to {MOST_LETTERS:,} letters.", about="rubric")
    if found.get("kind", ItemKind.OTHER) not in ItemKind.values:
        raise RuleBroken("Choose what the item is.", about="kind")
    if found.get("purpose", "") not in ItemPurpose.values:
        raise RuleBroken("Choose whether it is for decision or information.", about="purpose")
    if not 1 <= found.get("every", 1) <= 12:
        raise RuleBroken("It stands at every meeting, or at every second up to every twelfth.", about="every")
    return found
