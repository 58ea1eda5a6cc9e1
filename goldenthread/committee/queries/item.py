"""What the page of one item shows beside the agenda's own line: its papers with their reasons, and what happened."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F

from goldenthread.committee.formulae import in_runs
from goldenthread.committee.kinds import Ground
from goldenthread.committee.models import AgendaItem, Exemption, ItemPaper
from goldenthread.committee.queries.agenda import printed_in, why_kept
from goldenthread.committee.readers import papers_restricted
from goldenthread.identity.models import Person

IN_ORDER_TAKEN = (F("taken_at").asc(nulls_last=True), "position", "pk")
"""The items of a part as they are taken: those that were given a place first, the others as the agenda has them."""


@dataclass(frozen=True, slots=True)
class ReasonsShown:
    """Why something is kept from the public, who decided so, and when it is looked at again."""

    says: str
    because: str
    decided_by: str
    decided_on: date
    review_on: date | None
    open_to_members: bool


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A paper of the item, as those who keep it see it."""

    number: int
    title: str
    public_title: str
    kind: str
    background: str
    supplied_by: str
    is_withdrawn: bool
    withdrawn_why: str
    issued: bool
    reasons: ReasonsShown | None
    openings: int


@dataclass(frozen=True, slots=True)
class ItemPage:
    """An item's own page."""

    reasons: ReasonsShown | None
    papers: Sequence[PaperRow]
    follows: AgendaItem | None
    goes_with: str


def item_page(item: AgendaItem, reader: Person, *, at: datetime) -> ItemPage:
    """The page of an item, for a reader who reads everything of it; its papers pass a door of their own."""
    opened = ItemPaper.objects.opened_to(reader, at=at).filter(item=item).values_list("pk", flat=True)
    rows = item.papers.filter(pk__in=list(opened)).select_related("supplied_by").order_by("number")
    seen = AgendaItem.objects.visible_to(reader).filter(followed_by=item).select_related("meeting").first()
    went = printed_in(item.meeting)[item.together_with.number] if item.together_with else ""
    return ItemPage(reasons_of(item), [_row(paper) for paper in rows], seen, went)


def order_taken(item: AgendaItem, printed: Mapping[int, str]) -> str:
    """In which order the items of an item's part are to be taken, in the numbers of the agenda: "1-3, 6, 4-5"."""
    rows = item.meeting.items.filter(part=item.part).order_by(*IN_ORDER_TAKEN)
    return in_runs([printed[one.number] for one in rows])


def is_restricted(paper: ItemPaper) -> bool:
    """Whether a paper is kept from the public, or nobody has said yet why it should be."""
    return ItemPaper.objects.filter(papers_restricted(), pk=paper.pk).exists()


def reasons_of(of: AgendaItem | ItemPaper) -> ReasonsShown | None:
    """The running reasons why something is kept from the public."""
    found: Exemption | None = of.exemptions.filter(lifted_at=None).select_related("decided_by").first()
    if found is None:
        return None
    because = found.public_interest if found.ground == Ground.EXEMPT else found.confidential_because
    return ReasonsShown(
        why_kept([found]), because, found.decided_by.name, found.decided_at.date(), found.review_on,
        found.open_to_members,
    )  # fmt: skip


def _row(paper: ItemPaper) -> PaperRow:
    return PaperRow(
        number=paper.number,
        title=paper.title,
        public_title=paper.public_title,
        kind=paper.get_kind_display(),
        background=paper.background,
        supplied_by=paper.supplied_by.name,
        is_withdrawn=paper.withdrawn_at is not None,
        withdrawn_why=paper.withdrawn_why,
        issued=paper.issued_at is not None,
        reasons=reasons_of(paper),
        openings=paper.openings.count(),
    )
