"""What stands in a paper beside its plan, as the review shows it: meetings, minutes, reports, findings offered."""

from collections.abc import Sequence
from dataclasses import dataclass

from goldenthread.committee.reading.as_json import from_json
from goldenthread.committee.reading.values import (
    AgendaItemRead,
    AgendaRead,
    CoverReportRead,
    MinutesItemRead,
    MinutesRead,
    OfferedFinding,
    OfferKind,
    PackReading,
    PersonRead,
)
from goldenthread.intake.beside import beside_of
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
class OffersFound:
    """The findings of one kind that a paper offers."""

    name: str
    offers: Sequence[OfferedFinding]
    more: int = 0


@dataclass(frozen=True, slots=True)
class PackFound:
    """All that was found beside a plan; ``more`` papers than are shown were found."""

    meetings: Sequence[MeetingFound]
    minutes: Sequence[MinutesFound]
    reports: Sequence[ReportFound]
    offers: Sequence[OffersFound]
    offered: int
    more: int = 0

    def __bool__(self) -> bool:
        return bool(self.meetings or self.minutes or self.reports or self.offers)


def pack_found(of: Import) -> PackFound:
    """What stands in a paper beside its plan, by the reading that was kept with it."""
    kept = beside_of(of.reading)
    reading = from_json(kept["reading"]) if kept else PackReading()
    return PackFound(
        meetings=[_meeting(one) for one in reading.agendas[:MOST_PAPERS]],
        minutes=[_minutes(one) for one in reading.minutes[:MOST_PAPERS]],
        reports=[_report(one) for one in reading.reports[:MOST_PAPERS]],
        offers=[
            OffersFound(name, found[:MOST_OFFERS], max(0, len(found) - MOST_OFFERS))
            for kind, name in OFFER_NAMES.items()
            if (found := [one for one in reading.offered if one.kind is kind])
        ],
        offered=len(reading.offered),
        more=sum(max(0, len(one) - MOST_PAPERS) for one in (reading.agendas, reading.minutes, reading.reports)),
    )


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
