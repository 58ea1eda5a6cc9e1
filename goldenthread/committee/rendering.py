"""What each item of minutes offers its clerk, as HTML: eleven links for each of forty items, drawn as one text."""

from html import escape

from django.utils.safestring import SafeString, mark_safe

from goldenthread.committee.kinds import Part
from goldenthread.committee.queries.agenda import ItemShown
from goldenthread.kernel.addresses import address

UNDER = "under item"
WRITES = (
    ("write-minute", "Write", UNDER),
    ("minute-question", "Question", UNDER),
    ("minute-motion", "Motion", UNDER),
    ("minute-vote", "Vote by name", UNDER),
    ("minute-resolution", "Resolved", UNDER),
    ("enter-promise", "Promise", UNDER),
    ("order-taken", "Order", "in which item {} was taken"),
    ("note-passage", "Came or left", "during item"),
    ("note-proceeding", "Recess or chair", "during item"),
    ("minute-heard", "Heard", UNDER),
)
"""The page of each, its link, and what a link says further to who does not see where it stands."""
EXCLUDE = ("exclude-public", "Exclude the public", "")
READMIT = ("readmit-public", "Public back", "before item")
ADD_NOTE = ("add-later-note", "Add a note", UNDER)


def draw_writing(meeting: str, item: ItemShown, *, has_motion: bool) -> SafeString:
    """The ways to minute something under an item of the meeting with this key."""
    ways = [*WRITES]
    if item.is_motion and has_motion:
        ways.append(EXCLUDE)
    if item.part == Part.NON_PUBLIC:
        ways.append(READMIT)
    return _drawn(meeting, item, ways)


def draw_noting(meeting: str, item: ItemShown) -> SafeString:
    """The way to add a note under an item once the minutes were put to a meeting."""
    return _drawn(meeting, item, [ADD_NOTE])


def _drawn(meeting: str, item: ItemShown, ways: list[tuple[str, str, str]]) -> SafeString:
    number, printed = str(item.number), escape(item.printed)
    links = []
    for page, label, further in ways:
        said = further.format(printed) if "{}" in further else f"{further} {printed}" if further else ""
        hidden = f'<span class="vh"> {said}</span>' if said else ""
        links.append(f'<a href="{address(page, meeting, number)}">{label}{hidden}</a>')
    return mark_safe(f'<div class="do no-print">{"".join(links)}</div>')  # noqa: S308 - every word is escaped above
