"""What was said of an action, newest first, with the rating that came with each update."""

from goldenthread.design import marks
from goldenthread.design.parts import Said
from goldenthread.plan.models import Action, Update


def said_of(action: Action, *, most: int | None = None) -> list[Said]:
    """The updates of an action, newest first, in one query; a note that came with a paper says so."""
    updates = action.updates.select_related("by", "rating").order_by("-recorded_at", "-pk")
    found = sorted(updates[: most or 500], key=_order, reverse=True)
    return [
        Said(
            text=update.text,
            who=update.by.name if update.by else "from the paper",
            on=update.dated_on if update.dated_precision == "day" else None,
            on_words=update.dated.in_words,
            note=_rating(update),
        )
        for update in found
    ]


def _order(update: Update) -> tuple[bool, str, float, int]:
    """Newest day first; among a paper's undated notes, the order in which they were read."""
    day = update.dated_on.isoformat() if update.dated_on else ""
    return (bool(day) or update.by_id is not None, day, update.recorded_at.timestamp(), update.pk)


def _rating(update: Update) -> str:
    """The rating that came with an update written here; a note of a paper came with none of its own."""
    if update.rating is None or update.by_id is None:
        return ""
    return marks.rating(update.rating.colour, update.rating.word, form="mark")
