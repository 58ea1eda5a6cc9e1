"""Keeping in which order items are taken, and writing it into draft minutes: a part of other commands."""

from goldenthread.committee.models import AgendaItem, Minute, Minutes
from goldenthread.committee.queries.item import IN_ORDER_TAKEN
from goldenthread.committee.taken import Entry, texts_of


def write_order(minutes: Minutes) -> None:
    """Write the sentences of the order anew, and note each item's place where it is another than the agenda's."""
    rows = list(minutes.entries.select_related("item__together_with").order_by("position"))
    agenda = [row.item.number for row in sorted(rows, key=lambda row: (row.item.part, row.item.position, row.item.pk))]
    entries = [_entry(row) for row in rows]
    varied = [one.number for one in entries] != agenda
    for place, (row, text) in enumerate(zip(rows, texts_of(entries, agenda), strict=True), start=1):
        if text != row.text:
            Minute.objects.filter(pk=row.pk).update(text=text, version=row.version + 1)
        taken_at = place if varied else None
        if row.item.taken_at != taken_at:
            AgendaItem.objects.filter(pk=row.item.pk).update(taken_at=taken_at)


def _entry(row: Minute) -> Entry:
    went = row.item.together_with
    return Entry(row.item.number, row.item.printed, row.text, went.number if went else None)


def place_before(minutes: Minutes, moved: Minute, before: Minute | None, *, behind: Minute | None = None) -> None:
    """Put one entry before another, or right behind one; every entry keeps a place of its own."""
    rows = [row for row in minutes.entries.order_by("position") if row.pk != moved.pk]
    anchor = before or behind
    at = next(n for n, row in enumerate(rows) if anchor is not None and row.pk == anchor.pk)
    rows.insert(at if before else at + 1, moved)
    beyond = max(row.position for row in rows) + len(rows) + 1
    for place, row in enumerate(rows, start=1):
        Minute.objects.filter(pk=row.pk).update(position=beyond + place)
    for place, row in enumerate(rows, start=1):
        Minute.objects.filter(pk=row.pk).update(position=place)


def plan_before(moved: AgendaItem, before: AgendaItem) -> None:
    """Give items of an agenda that is not minuted yet their places, so that one is taken before another.

    Only up to the last item that is out of its turn: what is added behind it keeps the place the agenda gives it.
    """
    items = moved.meeting.items.filter(part=moved.part)
    agenda = list(items.order_by("position", "pk"))
    taken = [one for one in items.order_by(*IN_ORDER_TAKEN) if one.pk != moved.pk]
    taken.insert(next(n for n, one in enumerate(taken) if one.pk == before.pk), moved)
    moves = [n for n, (one, other) in enumerate(zip(taken, agenda, strict=True), start=1) if one.pk != other.pk]
    for place, one in enumerate(taken, start=1):
        taken_at = place if moves and place <= moves[-1] else None
        if one.taken_at != taken_at:
            AgendaItem.objects.filter(pk=one.pk).update(taken_at=taken_at)
