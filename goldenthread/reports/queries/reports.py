"""Reports as lists show them, and as commands at the machine print them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import prefetch_related_objects

from goldenthread.identity.models import Person
from goldenthread.reports.models import Clearance, Report
from goldenthread.reports.states import ReportState


@dataclass(frozen=True, slots=True)
class ReportInList:
    """A report in a list: with its bodies and days, and whether it waits for this reader."""

    report: Report
    bodies: tuple[tuple[str, date | None], ...]
    waits_for_you: bool


def reports_in_list(reader: Person, reports: Iterable[Report]) -> list[ReportInList]:
    """Reports that came through the door, with their bodies; what waits for the reader's word stands first."""
    found = list(reports)
    prefetch_related_objects(found, "destinations__body")
    waiting = set(
        Clearance.objects.waiting()
        .filter(person=reader, report__state=ReportState.IN_CLEARANCE)
        .values_list("report_id", flat=True)
    )
    rows = [
        ReportInList(
            one, tuple((to.body.name, to.on) for to in one.destinations.all()), waits_for_you=one.pk in waiting
        )
        for one in found
    ]
    return sorted(rows, key=lambda row: not row.waits_for_you)


def reports_as_json() -> list[dict[str, str]]:
    """Every report as ``./run report list --json`` prints it."""
    rows = Report.objects.values_list("key", "subject", "state")
    return [{"key": key, "subject": subject, "state": state} for key, subject, state in rows]
