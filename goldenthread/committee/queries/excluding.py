"""Whether the public was excluded before something was taken in private, read from the motions that were put.

Source: Local Government Act 1972, section 100A(2) (confidential information: the public is excluded by the law itself)
and (4) and (5) (exempt information: by a resolution that names it).
"""

from django.db.models import Prefetch

from goldenthread.committee.formulae import Kept
from goldenthread.committee.kinds import Ground, ItemKind, ItemState, Part
from goldenthread.committee.models import AgendaItem, CommitteeMeeting, Exclusion, Exemption, ItemPaper, Minute, Motion
from goldenthread.committee.queries.agenda import is_heading, kept_items, printed_in


def kept_of(meeting: CommitteeMeeting) -> list[Kept]:
    """The items that a motion to exclude the public names, with their paragraphs, as the agenda now stands."""
    running = Exemption.objects.filter(lifted_at__isnull=True)
    papers = ItemPaper.objects.prefetch_related(Prefetch("exemptions", running, to_attr="running"))
    rows = meeting.items.select_related("meeting__committee").prefetch_related(
        Prefetch("papers", papers, to_attr="behind"), Prefetch("exemptions", running, to_attr="running")
    )
    return kept_items(rows.order_by("part", "position", "pk"), printed_in(meeting))


def is_taken_in_private(item: AgendaItem) -> bool:
    """Whether an item is still taken and, as a whole, kept from the public as exempt.

    Confidential information needs no resolution: the law excludes the public itself.
    """
    if item.state != ItemState.ON:
        return False
    running = list(item.exemptions.filter(lifted_at__isnull=True))
    if running:
        return any(one.ground == Ground.EXEMPT for one in running)
    return item.part == Part.NON_PUBLIC and not item.exemptions.exists()


def public_is_still_there(item: AgendaItem, *, words_alone: bool = False) -> str:
    """Why an item cannot be minuted as taken in private: the motion to exclude was lost or not put; "" where it can.

    ``words_alone`` lets words stand under a heading of Part 2 for which nothing is kept from the public.
    """
    if not is_taken_in_private(item):
        return ""
    if words_alone and is_heading(item) and item.number not in {one.number for one in kept_of(item.meeting)}:
        return ""
    put = list(Exclusion.objects.filter(items=item).values_list("motion__outcome", flat=True))
    if Motion.Outcome.CARRIED in put:
        return ""
    called = f"item {item.printed or item.number}"
    if put:
        return (
            f"The motion to exclude the public for {called} was not carried, so it cannot be minuted as taken in "
            "private: release it and take it in public, or defer or withdraw it."
        )
    return (
        f"The motion to exclude the public for {called} has not been put, so it cannot be minuted as taken in private: "
        "note first, under the exclusion of the public, whether it was carried."
    )


def left_open(entry: Minute) -> bool:
    """Whether nothing was taken under a heading of Part 2, so that nobody had to leave for it."""
    item = entry.item
    nothing = not (entry.exchanges.exists() or entry.motions.exists() or entry.resolutions.exists())
    if not is_heading(item) or not nothing or entry.promises.exists() or item.papers.exists():
        return False
    return item.kind != ItemKind.MINUTES or not entry.summary
