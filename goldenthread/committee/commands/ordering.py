"""Items taken together, and in another order than the agenda's: said before the meeting or in its draft minutes.

The agenda keeps its numbers; the minutes are kept in the order in which items were taken.
"""

from django.db import transaction

from goldenthread.committee.commands.agenda import check_open
from goldenthread.committee.commands.minuting import check_draft
from goldenthread.committee.commands.taken_order import place_before, plan_before, write_order
from goldenthread.committee.kinds import ItemKind
from goldenthread.committee.models import AgendaItem, Minute, Minutes
from goldenthread.committee.policy import require_may_keep_meetings
from goldenthread.identity.actor import Actor
from goldenthread.kernel.errors import RuleBroken
from goldenthread.ledger.writing import hold_writing, record


@transaction.atomic
def take_together(*, item: AgendaItem, other: AgendaItem | None, by: Actor) -> None:
    """Say that an item is taken together with another of the same part, or on its own again.

    Once the meeting has begun its minutes say so, and have the item right behind the one it was taken with.
    """
    require_may_keep_meetings(by)
    hold_writing()
    minutes = _draft_of(item)
    if other is not None:
        other = other.together_with or other
        _check_together(item, other)
    before = item.together_with
    AgendaItem.objects.filter(pk=item.pk).update(together_with=other)
    item.together_with = other
    if minutes is not None:
        if other is not None:
            place_before(minutes, _entry(minutes, item), None, behind=_last_of(minutes, other, but=item))
        write_order(minutes)
    record(
        "committee.items_taken_together", by=by, subject=item.subject,
        changes={"with": (before.subject if before else None, other.subject if other else None)},
    )  # fmt: skip


def _draft_of(item: AgendaItem) -> Minutes | None:
    """The draft minutes of an item's meeting; before it has begun there are none, and the agenda has to be open."""
    minutes = Minutes.objects.filter(meeting=item.meeting_id).first()
    if minutes is None:
        check_open(item.meeting)
    else:
        check_draft(minutes)
    return minutes


def _check_together(item: AgendaItem, other: AgendaItem) -> None:
    if other.meeting_id != item.meeting_id or other.pk == item.pk:
        raise RuleBroken("Choose another item of this meeting.", about="other")
    if other.part != item.part:
        raise RuleBroken("Items of both parts are not taken together: the public leaves in between.", about="other")
    if item.taken_together.exists():
        raise RuleBroken("Other items are taken together with this one; say it of those.", about="other")


def _entry(minutes: Minutes, item: AgendaItem) -> Minute:
    return minutes.entries.get(item=item)


def _last_of(minutes: Minutes, leader: AgendaItem, *, but: AgendaItem) -> Minute:
    """The last entry of those already taken together with an item."""
    rows = minutes.entries.filter(item__in=[leader, *leader.taken_together.exclude(pk=but.pk)])
    return rows.order_by("-position")[0]


@transaction.atomic
def take_before(*, item: AgendaItem, before: AgendaItem, by: Actor) -> None:
    """Say that an item is taken before another one of the same part; said again, of as many items as are moved.

    Before the meeting the agenda keeps its order and the minutes begin in the other one; once it has begun they stand
    in that order. Where the order is again the agenda's, nothing is said of it.
    """
    require_may_keep_meetings(by)
    hold_writing()
    minutes = _draft_of(item)
    if before.meeting_id != item.meeting_id or before.pk == item.pk:
        raise RuleBroken("Choose another item of this meeting.", about="before")
    if before.part != item.part:
        raise RuleBroken("Items of both parts stay apart: the public leaves in between.", about="before")
    if item.kind == ItemKind.EXCLUSION:
        raise RuleBroken("The public is excluded after the items of Part 1; move those instead.", about="before")
    if minutes is None:
        plan_before(item, before)
    else:
        place_before(minutes, _entry(minutes, item), _entry(minutes, before))
        write_order(minutes)
    record("committee.order_varied", by=by, subject=item.subject, before=before.subject)
