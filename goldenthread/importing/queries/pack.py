"""What stands in a paper beside its plan, as the review shows it: meetings, minutes, reports, findings offered."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from goldenthread.committee.commands.bringing import reading_of
from goldenthread.committee.kinds import Part
from goldenthread.committee.policy import may_answer_offer
from goldenthread.committee.queries.bringing import Paper, place_papers
from goldenthread.committee.queries.offered import KINDS, Offer, offers_of_paper
from goldenthread.committee.reading.placing import public_title
from goldenthread.committee.reading.values import (
    AgendaItemRead,
    AgendaRead,
    CoverReportRead,
    MinutesItemRead,
    MinutesRead,
    OfferKind,
    PackReading,
    PersonRead,
)
from goldenthread.design.words import day
from goldenthread.identity.actor import Actor
from goldenthread.intake.models import Import

OFFER_NAMES = {
    OfferKind.PROMISE: "Promises in minutes",
    OfferKind.PRIORITY: "Priorities of a self-evaluation",
    OfferKind.DEVELOPMENT: "Areas for development",
    OfferKind.SURVEY: "Recommendations of a survey",
}


MOST_PAPERS = 60
MOST_ITEMS = 300
MOST_OFFERS = 200
MOST_FATES = 60


@dataclass(frozen=True, slots=True)
class MeetingFound:
    """An agenda as it was found: whose meeting, its facts as labels and texts, its items by part."""

    title: str
    facts: Sequence[tuple[str, str]]
    items: Sequence[AgendaItemRead]
    more: int = 0


@dataclass(frozen=True, slots=True)
class MinutesFound:
    """Minutes as they were found: whose meeting, facts, items."""

    title: str
    facts: Sequence[tuple[str, str]]
    items: Sequence[MinutesItemRead]
    more: int = 0


@dataclass(frozen=True, slots=True)
class ReportFound:
    """A cover report as it was found: its subject and its facts."""

    title: str
    facts: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class OfferShown:
    """A finding that is offered, as its reader reads it: its words with their place, and what was answered.

    ``answerable`` says whether the reader may take or decline it; ``became`` is the page of the finding it is now.
    """

    key: str
    text: str
    where: str
    of: str
    plan: str
    is_open: bool
    answerable: bool
    answered: str = ""
    became: str = ""


@dataclass(frozen=True, slots=True)
class OffersFound:
    """The findings of one kind that a paper offers, those first that wait; ``open`` counts these."""

    name: str
    offers: Sequence[OfferShown]
    open: int
    more: int = 0

    @property
    def answerable(self) -> bool:
        """Whether the reader may take or decline any of them."""
        return any(one.answerable for one in self.offers)


@dataclass(frozen=True, slots=True)
class FateShown:
    """What becomes of a paper of the pack, or became of it."""

    title: str
    fate: str
    says: str


@dataclass(frozen=True, slots=True)
class PackFound:
    """All that was found beside a plan; ``more`` papers than are shown were found."""

    meetings: Sequence[MeetingFound]
    minutes: Sequence[MinutesFound]
    reports: Sequence[ReportFound]
    offers: Sequence[OffersFound]
    offered: int
    waiting: int
    more: int = 0

    @property
    def answerable(self) -> bool:
        """Whether the reader may take or decline any finding."""
        return any(one.answerable for one in self.offers)

    def __bool__(self) -> bool:
        return bool(self.meetings or self.minutes or self.reports or self.offers)


def pack_found(of: Import, by: Actor, *, reads_closed: bool) -> PackFound:
    """What stands in a paper beside its plan, as it was read of it and as far as this reader may read it."""
    whole = reading_of(of)
    reading = whole if reads_closed else open_part(whole)
    offers = offers_of_paper(of, whole)
    return PackFound(
        meetings=[_meeting(one) for one in reading.agendas[:MOST_PAPERS]],
        minutes=[_minutes(one) for one in reading.minutes[:MOST_PAPERS]],
        reports=[_report(one) for one in reading.reports[:MOST_PAPERS]],
        offers=[
            group
            for kind, name in OFFER_NAMES.items()
            if (group := _offers(name, [one for one in offers if one.read.kind is kind], by, reads_closed)).offers
        ],
        offered=len(offers),
        waiting=sum(one.is_open for one in offers),
        more=sum(max(0, len(one) - MOST_PAPERS) for one in (reading.agendas, reading.minutes, reading.reports)),
    )


def _offers(name: str, offers: Sequence[Offer], by: Actor, reads_closed: bool) -> OffersFound:
    waiting = [one for one in offers if one.is_open]
    shown = [*waiting, *(one for one in offers if not one.is_open)][:MOST_OFFERS]
    return OffersFound(
        name, [_offer(one, by, reads_closed) for one in shown], len(waiting), max(0, len(offers) - MOST_OFFERS)
    )


def _offer(one: Offer, by: Actor, reads_closed: bool) -> OfferShown:
    read, is_closed = one.read, one.read.part != 1 and not reads_closed
    said = ""
    if one.answer is not None:
        said = f"{'Taken' if one.answer.taken else 'Declined'} by {one.answer.by.name} on {day(one.answer.at.date())}"
    return OfferShown(
        key=one.key, text=NOT_OPEN if is_closed else read.text, where=read.where, of="" if is_closed else read.of,
        plan="" if is_closed else read.plan, is_open=one.is_open,
        answerable=one.is_open and may_answer_offer(by, KINDS[read.kind][0]), answered=said,
        became=one.finding.get_absolute_url() if one.finding else "",
    )  # fmt: skip


NOT_OPEN = "Its words are not open to the public"


def open_part(reading: PackReading) -> PackReading:
    """What everybody may read of a pack: items of Part 2 by their public titles, and no report that is not public."""
    return replace(
        reading,
        agendas=tuple(replace(one, items=tuple(map(_open_item, one.items))) for one in reading.agendas),
        minutes=tuple(replace(one, items=tuple(map(_open_minute, one.items))) for one in reading.minutes),
        reports=tuple(
            CoverReportRead("A report that is not public", one.where) if one.is_public is False else one
            for one in reading.reports
        ),
    )


def _open_item(item: AgendaItemRead) -> AgendaItemRead:
    if item.part != Part.NON_PUBLIC:
        return item
    title = public_title(item.title, item.part) or "Item not open to the public"
    return replace(item, title=title, report_of="", rubric="")


def _open_minute(item: MinutesItemRead) -> MinutesItemRead:
    if item.part != Part.NON_PUBLIC:
        return item
    title = public_title(item.title, item.part) or "Item not open to the public"
    return MinutesItemRead(number=item.number, title=title, where=item.where, part=item.part)


def holds_closed(of: Import) -> bool:
    """Whether words that are not public stand in a paper: under an item of Part 2, or in a report that says so."""
    reading = reading_of(of)
    return open_part(reading) != reading or any(one.part != 1 for one in reading.offered)


def fates_of(of: Import, *, today: date, reads_closed: bool) -> Sequence[FateShown]:
    """What taking a paper would do with each of its papers, before it is taken; those that are left with the reason."""
    reading = reading_of(of)
    placed = place_papers(reading, meetings=True, reports=True, today=today)
    return [
        FateShown(_fate_title(paper, reads_closed), paper.fate.value, paper.why) for paper in placed.papers[:MOST_FATES]
    ]


def _fate_title(paper: Paper, reads_closed: bool) -> str:
    is_closed = isinstance(paper.read, CoverReportRead) and paper.read.is_public is False and not reads_closed
    return "A report that is not public" if is_closed else paper.title


def _meeting(agenda: AgendaRead) -> MeetingFound:
    closed = sum(item.part == 2 for item in agenda.items)
    issued = agenda.issued_by
    return MeetingFound(
        title=_title("Agenda", agenda),
        facts=_filled(
            ("Time", agenda.head.time_written),
            ("Place", agenda.head.place),
            ("Members", _names(agenda.members)),
            ("Contact", agenda.contact.name),
            ("Issued by", ", ".join(part for part in (issued.name, issued.department) if part) if issued else ""),
            ("Items", f"{len(agenda.items)}: {len(agenda.items) - closed} in part 1, {closed} in part 2"),
        ),
        items=agenda.items[:MOST_ITEMS],
        more=max(0, len(agenda.items) - MOST_ITEMS),
    )


def _minutes(minutes: MinutesRead) -> MinutesFound:
    return MinutesFound(
        title=_title("Minutes", minutes),
        facts=_filled(
            ("Time", minutes.head.time_written),
            ("Place", minutes.head.place),
            ("Members present", _names(minutes.members)),
            ("Officers present", _names(minutes.officers)),
            ("Others", _names(minutes.others)),
            ("Apologies", _names(minutes.apologies)),
            ("Resolutions", str(len(minutes.resolutions))),
            ("Public excluded for", "; ".join(_excluded(one.items, one.paragraphs) for one in minutes.exclusions)),
            ("Closed at", minutes.closed_written),
        ),
        items=minutes.items[:MOST_ITEMS],
        more=max(0, len(minutes.items) - MOST_ITEMS),
    )


def _report(report: CoverReportRead) -> ReportFound:
    bodies = [f"{one.name}, {one.on.day} {one.on:%B %Y}" if one.on else one.name for one in report.bodies]
    return ReportFound(
        title=report.subject or "A report without a subject",
        facts=_filled(
            ("Author", ", ".join(part for part in (report.author, report.author_post) if part)),
            ("Report of", report.report_of),
            ("Purpose", report.purpose),
            ("Goes to", "; ".join(bodies)),
            ("Appendices", "; ".join(report.appendices)),
        ),
    )


def _title(what: str, meeting: AgendaRead | MinutesRead) -> str:
    return ", ".join(part for part in (what, meeting.committee, meeting.head.on.in_words) if part)


def _excluded(items: str, paragraphs: str) -> str:
    under = f"paragraph {paragraphs} of Schedule 12A" if paragraphs else ""
    return ", ".join(part for part in (f"items {items}" if items else "", under) if part)


def _names(people: Sequence[PersonRead]) -> str:
    """Names with what stands behind each: an office, a department, a reason."""
    said = []
    for one in people:
        aside = one.office or one.department or one.reason
        said.append(f"{one.name} ({aside})" if aside else one.name)
    return "; ".join(said)


def _filled(*facts: tuple[str, str]) -> list[tuple[str, str]]:
    return [(label, text) for label, text in facts if text]
