"""A report that somebody could read while it was issued, and that was returned or withdrawn since: that it was, alone.

Not its words, not its subject, which may be what was wrong with it, and not the reason: to which meeting it went, what
became of it on which day, and the newer report where the reader may open one.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.timezone import localdate

from goldenthread.design.words import day, listed
from goldenthread.identity.models import Person
from goldenthread.ledger.models import Entry
from goldenthread.reports.models import Report
from goldenthread.reports.states import ReportState

MOST_IN_A_ROW = 20
"""So many new drafts after one another are followed to the newest."""


@dataclass(frozen=True, slots=True)
class CalledBack:
    """What is told of a report that was called back: how it is headed, a sentence, and what took its place."""

    heading: str
    sentence: str
    newer: Report | None


def called_back(person: Person, key: str) -> CalledBack | None:
    """What somebody is told of a report she could read before it was returned or withdrawn; else nothing at all."""
    report = Report.objects.called_back_from(person).filter(key=key).first()
    if report is None:
        return None
    became = "returned to its author" if report.state == ReportState.RETURNED else "withdrawn"
    on = _moved_on(report)
    when = f" on {day(on)}" if on else ""
    issued = f", issued on {day(localdate(report.issued_at))}," if report.issued_at else ""
    return CalledBack(
        heading=f"This report was {'returned' if report.state == ReportState.RETURNED else 'withdrawn'}",
        sentence=f"The report{_to(report)}{issued} was {became}{when}. It can no longer be read.",
        newer=_newest(report, person),
    )


def _to(report: Report) -> str:
    """Where it went: `` to the Harbour Committee for its meeting on 20 June 2026``."""
    going = [
        f"the {one.body.name} for its meeting on {day(one.on)}" if one.on else f"the {one.body.name}"
        for one in report.destinations.select_related("body")
    ]
    return f" to {listed(going)}" if going else ""


def _moved_on(report: Report) -> date | None:
    """The day on which it was called back: that of the last step it took."""
    moved = Entry.objects.filter(subject=report.ledger_name, what="reports.report_moved").order_by("-number")
    at = moved.values_list("at", flat=True).first()
    return localdate(at) if at else None


def _newest(report: Report, person: Person) -> Report | None:
    """The newest report that took its place and that the reader may open."""
    visible = Report.objects.visible_to(person)
    found, before = None, [report.pk]
    for _ in range(MOST_IN_A_ROW):
        after = list(Report.objects.filter(supersedes__in=before).order_by("pk").values_list("pk", flat=True))
        if not after:
            break
        found = visible.filter(pk__in=after).order_by("-pk").first() or found
        before = after
    return found
