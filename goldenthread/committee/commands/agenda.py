"""The items of an agenda: added, changed, moved, withdrawn, deferred.

Source: agenda of 2 May 2018 of the Safeguarding Sub (Community & Children's Services) Committee.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from goldenthread.bodies.models import Body
from goldenthread.committee.formulae import COMES_AFTER
from goldenthread.committee.kinds import ItemKind, ItemPurpose, ItemState, MeetingState, Part
from goldenthread.committee.minuting import ItemDrafted, drafted
from goldenthread.committee.models import AgendaItem, CommitteeMeeting, ItemPaper, Minute
from goldenthread.committee.models.minutes import Stage
from goldenthread.committee.policy import require_may_keep_meetings
from goldenthread.identity.actor import Actor
from goldenthread.identity.commands.saving import save_changed, tidy
from goldenthread.kernel.errors import RuleBroken
from goldenthread.kernel.versions import update_if_unchanged
from goldenthread.ledger.writing import hold_writing, record

LABELS = {
    "title": "Title",
    "public_title": "Public title",
    "rubric": "What members are asked",
    "report_of": "Report of",
    "purpose": "For decision or information",
    "presenters": "Presented by",
    "to_follow": "The report is to follow",
    "circumstances": "Special circumstances",
    "admitted_by": "Admitted by",
    "public_item": "Belongs to the public item",
    "referred_by": "Referred by",
}
LONGEST = {"title": 300, "public_title": 300, "report_of": 200, "presenters": 500, "admitted_by": 200}
TITLES = ("title", "public_title")
MOST_ITEMS = 300
MOST_LETTERS = 5_000


@transaction.atomic
def add_item(
    *,
    meeting: CommitteeMeeting,
    title: str,
    by: Actor,
    at: datetime,
    part: int | None = None,
    kind: str = ItemKind.REPORT,
    parent: AgendaItem | None = None,
    after: AgendaItem | None = None,
    follows: AgendaItem | None = None,
    **more: Any,
) -> AgendaItem:
    """Add an item: after the one that is named, under the one it is a part of, or before what closes its part.

    ``follows`` is the item of an earlier meeting that it goes on from. ``more`` are the fields of ``change_item``.
    """
    require_may_keep_meetings(by)
    hold_writing()
    check_open(meeting)
    if meeting.items.count() >= MOST_ITEMS:
        raise RuleBroken(f"An agenda holds {MOST_ITEMS} items at the most.")
    neighbour = parent or after
    if neighbour is not None and neighbour.meeting_id != meeting.pk:
        raise RuleBroken("Name an item of this meeting.")
    if parent is not None and parent.parent_id is not None:
        raise RuleBroken("An item stands under an item, not under a part of one.")
    if neighbour is not None and part is not None and part != neighbour.part:
        raise RuleBroken(
            f"What stands under or behind “{neighbour.public_title or neighbour.title}” stands in its part of the "
            "agenda: choose that part, or no item.",
            about="part",
        )
    part = neighbour.part if neighbour is not None else Part.PUBLIC if part is None else part
    values = _checked(meeting, {"title": title, "purpose": ItemPurpose.NONE} | more, part=part)
    number = (meeting.items.aggregate(last=Max("number"))["last"] or 0) + 1
    made = AgendaItem.objects.create(
        meeting=meeting, number=number, part=part, kind=kind, parent=parent, added_at=at, follows=follows,
        position=_place(meeting, part, after or _last_child(parent), kind), **values,
    )  # fmt: skip
    _space_out(meeting, part)
    said = {name: _plain(value) for name, value in values.items() if value not in ("", None, False)}
    record("committee.item_added", by=by, subject=made.subject, at=at, part=int(part), kind=str(kind), **said)
    made.refresh_from_db()
    return made


def _plain(value: Any) -> Any:
    return value.subject if isinstance(value, (AgendaItem, Body)) else str(value)


def _last_child(parent: AgendaItem | None) -> AgendaItem | None:
    return (parent.children.order_by("-position").first() or parent) if parent else None


def _place(meeting: CommitteeMeeting, part: int, after: AgendaItem | None, kind: str) -> int:
    """A position right behind an item; without one, before the questions and urgent business that close a part."""
    if after is not None:
        return after.position + 1
    rows = list(meeting.items.filter(part=part, parent=None).order_by("position", "pk").values_list("position", "kind"))
    closing = 0
    for _, other in reversed(rows):
        if other not in COMES_AFTER or kind == ItemKind.EXCLUSION:
            break
        closing += 1
    if closing and closing <= len(rows):
        return rows[len(rows) - closing][0] - 1
    return (rows[-1][0] if rows else 0) + 1


def _space_out(meeting: CommitteeMeeting, part: int) -> None:
    """Give the items of a part positions ten apart, in the order they have, so that another one fits between."""
    for place, item in enumerate(meeting.items.filter(part=part).order_by("position", "-number"), start=1):
        if item.position != place * 10:
            AgendaItem.objects.filter(pk=item.pk).update(position=place * 10)


def check_open(meeting: CommitteeMeeting) -> None:
    """Refuse a change to the agenda of a meeting that is over or was cancelled."""
    if meeting.state in (MeetingState.HELD, MeetingState.CANCELLED):
        raise RuleBroken(f"This meeting is {meeting.get_state_display().lower()}; its agenda stays as it is.")


def _checked(meeting: CommitteeMeeting, values: dict[str, Any], *, part: int) -> dict[str, Any]:
    """What was typed of an item, as it can be kept."""
    if unknown := values.keys() - LABELS.keys():
        raise RuleBroken(f"An item has no {sorted(unknown)[0]}.")
    found = {
        name: " ".join(value.split())[: LONGEST[name]] if name in LONGEST else value for name, value in values.items()
    }
    if "title" in found:
        found["title"] = tidy(values["title"], what="the title", most=300)
    for name in ("rubric", "circumstances"):
        if name in found:
            found[name] = found[name].strip()
            if len(found[name]) > MOST_LETTERS:
                raise RuleBroken(f"Keep this to {MOST_LETTERS:,} letters.", about=name)
    if found.get("circumstances") and not found.get("admitted_by", ""):
        raise RuleBroken("Name who presides and admits the item as a matter of urgency.", about="admitted_by")
    tied: Any = found.get("public_item")
    if tied is not None and (tied.meeting_id != meeting.pk or tied.part != Part.PUBLIC or part != Part.NON_PUBLIC):
        raise RuleBroken("An item of Part 2 belongs to an item of Part 1 of the same meeting.", about="public_item")
    return found


@transaction.atomic
def change_item(*, item: AgendaItem, by: Actor, version: int | None = None, **values: Any) -> bool:
    """Change what an item says. Its number stays."""
    require_may_keep_meetings(by)
    check_open(item.meeting)
    found = _checked(item.meeting, values, part=item.part)
    if item.issued_at is not None and any(
        found.get(name, "") != getattr(item, name) for name in TITLES if name in found
    ):
        raise RuleBroken(
            "This item was issued, so its titles stay: withdraw it and add another where they are wrong.", about="title"
        )
    return save_changed(
        item, version=version, values=found, labels=LABELS, subject=item.subject, what="committee.item_changed", by=by
    )


@transaction.atomic
def move_item(*, item: AgendaItem, up: bool, by: Actor) -> bool:
    """Move an item, with its parts, past its neighbour in the same part; False where there is none.

    Once the agenda is issued its items keep their places; the order in which they are taken is varied at the meeting.
    """
    require_may_keep_meetings(by)
    hold_writing()
    check_open(item.meeting)
    if item.issued_at is not None:
        raise RuleBroken("The agenda is issued, so its items keep their places; vary the order at the meeting instead.")
    rows = list(item.meeting.items.filter(part=item.part, parent=item.parent_id).order_by("position", "pk"))
    place = next(n for n, row in enumerate(rows) if row.pk == item.pk)
    other = place + (-1 if up else 1)
    if not 0 <= other < len(rows):
        return False
    rows[place], rows[other] = rows[other], rows[place]
    _write_order(item.meeting, item.part, rows, parent=item.parent_id)
    record("committee.item_moved", by=by, subject=item.subject, changes={"place": (place + 1, other + 1)})
    return True


@transaction.atomic
def move_item_to(*, item: AgendaItem, place: int, by: Actor) -> bool:
    """Move an item to a place among the items of its part, counted from 1; what is dragged lands so."""
    require_may_keep_meetings(by)
    hold_writing()
    check_open(item.meeting)
    if item.issued_at is not None:
        raise RuleBroken("The agenda is issued, so its items keep their places; vary the order at the meeting instead.")
    rows = list(item.meeting.items.filter(part=item.part, parent=item.parent_id).order_by("position", "pk"))
    was = next(n for n, row in enumerate(rows) if row.pk == item.pk)
    to = max(1, min(place, len(rows))) - 1
    if to == was:
        return False
    rows.insert(to, rows.pop(was))
    _write_order(item.meeting, item.part, rows, parent=item.parent_id)
    record("committee.item_moved", by=by, subject=item.subject, changes={"place": (was + 1, to + 1)})
    return True


def _write_order(meeting: CommitteeMeeting, part: int, siblings: list[AgendaItem], *, parent: int | None) -> None:
    """Write the order of a part: the siblings as given, everything under them behind them."""
    whole = list(meeting.items.filter(part=part).order_by("position", "pk"))
    under: dict[int | None, list[AgendaItem]] = {}
    for row in whole:
        under.setdefault(row.parent_id, []).append(row)
    under[parent] = siblings
    order = [row for top in under.get(None, []) for row in (top, *under.get(top.pk, []))]
    for place, row in enumerate(order, start=1):
        if row.position != place * 10:
            AgendaItem.objects.filter(pk=row.pk).update(position=place * 10)


@transaction.atomic
def withdraw_item(*, item: AgendaItem, why: str, by: Actor) -> None:
    """Withdraw an item, with a reason that is printed. Its number is not given again."""
    require_may_keep_meetings(by)
    _leave_out(item, ItemState.WITHDRAWN, why, by=by)


@transaction.atomic
def defer_item(*, item: AgendaItem, why: str, by: Actor, at: datetime, to: CommitteeMeeting | None = None) -> None:
    """Defer an item to a later meeting, on whose agenda it comes, or without a day; it keeps its number here."""
    require_may_keep_meetings(by)
    if to is not None and (to.committee_id != item.meeting.committee_id or to.on <= item.meeting.on):
        raise RuleBroken("Choose a later meeting of this committee, or none.", about="to")
    _leave_out(item, ItemState.DEFERRED, why, by=by, to=to)
    if to is not None:
        carry_item(item, to, by=by, at=at)


def carry_item(item: AgendaItem, to: CommitteeMeeting, *, by: Actor, at: datetime) -> AgendaItem:
    """Put a deferred item on the agenda it is deferred to, with its papers and why they are kept from the public."""
    names = ("title", "public_title", "rubric", "report_of", "purpose", "presenters", "referred_by")
    made = add_item(
        meeting=to, part=item.part, kind=item.kind, follows=item, by=by, at=at,
        **{name: getattr(item, name) for name in names},
    )  # fmt: skip
    _keep_alike(item, made)
    for paper in item.papers.filter(withdrawn_at=None):
        copy = ItemPaper.objects.create(
            item=made, number=paper.number, kind=paper.kind, title=paper.title, public_title=paper.public_title,
            report=paper.report, file=paper.file, background=paper.background, supplied_by=paper.supplied_by,
            added_by=by.acting, added_at=at,
        )  # fmt: skip
        _keep_alike(paper, copy)
    return made


def _keep_alike(of: AgendaItem | ItemPaper, copy: AgendaItem | ItemPaper) -> None:
    """Keep a copy from the public for the same reasons, decided by whom they were decided."""
    for one in of.exemptions.filter(lifted_at=None):
        one.pk = None
        one.item = copy if isinstance(copy, AgendaItem) else None
        one.paper = copy if isinstance(copy, ItemPaper) else None
        one._state.adding = True
        one.save(force_insert=True)


def _leave_out(item: AgendaItem, state: ItemState, why: str, *, by: Actor, to: CommitteeMeeting | None = None) -> None:
    if item.meeting.state == MeetingState.CANCELLED:
        raise RuleBroken("This meeting was cancelled; its agenda stays as it is.")
    if item.state != ItemState.ON:
        raise RuleBroken(f"This item is {item.get_state_display().lower()} already.")
    why = tidy(why, what="the reason", most=500)
    before = str(item.state)
    values = {"state": state, "state_why": why, "deferred_to": to}
    if not update_if_unchanged(item, version=item.version, values=values):
        raise RuleBroken("Somebody else changed this item in the meantime; look at it again.")
    _minute_left_out(item, to)
    record(
        "committee.item_left_out", by=by, subject=item.subject, why=why, changes={"state": (before, str(state))},
        deferred_to=to.subject if to else None,
    )  # fmt: skip


def _minute_left_out(item: AgendaItem, to: CommitteeMeeting | None) -> None:
    """Where the meeting has begun its minutes say so too, behind what is minuted under the item already."""
    entry = Minute.objects.filter(item=item, minutes__stage=Stage.DRAFT).first()
    if entry is None:
        return
    said = drafted(ItemDrafted(item.kind, item.part, item.state, item.state_why, to.on if to else None))
    Minute.objects.filter(pk=entry.pk).update(text=f"{entry.text}\n\n{said}" if entry.exchanges.exists() else said)


@transaction.atomic
def remove_item(*, item: AgendaItem, by: Actor) -> None:
    """Take an item off an agenda that was not issued yet, with nothing behind it; what was issued is withdrawn."""
    require_may_keep_meetings(by)
    if item.issued_at is not None:
        raise RuleBroken("This item was issued: withdraw or defer it, so that its number stays.")
    if item.papers.exists() or item.children.exists() or item.restricted_items.exists():
        raise RuleBroken("Something stands behind this item; withdraw it instead.")
    if item.exemptions.exists() or item.grants.exists() or item.declarations.exists():
        raise RuleBroken("Reasons were given under this item; withdraw it instead.")
    record("committee.item_removed", by=by, subject=item.subject, title=item.title)
    item.delete()
