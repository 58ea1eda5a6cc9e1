"""The door of a report's pages: which report and section the reader may see; everything else is 404."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from goldenthread.design.parts import Link
from goldenthread.kernel.errors import NotAllowed, RuleBroken
from goldenthread.plan.views.doors import actor_of
from goldenthread.reports.models import Report, Section
from goldenthread.reports.states import check_can_be_written

RELATED = ("round__plan", "closing__round__plan", "template", "author", "chief_officer", "supersedes")


def the_report(request: HttpRequest, key: str) -> Report:
    """The report of an address, if the reader sees it; else 404."""
    reports = Report.objects.visible_to(actor_of(request).acting)
    return get_object_or_404(reports.select_related(*RELATED), key=key)


def the_section(report: Report, number: int) -> Section:
    """A section of a report; else 404."""
    found = report.sections.filter(pk=number).first()
    if found is None:
        raise Http404
    found.report = report
    return found


def require_still_written(report: Report) -> None:
    """Refuse in a sentence where a report no longer changes: the address may be old."""
    try:
        check_can_be_written(report.state)
    except RuleBroken as refusal:
        raise NotAllowed(str(refusal)) from refusal


def trail_of(report: Report | None = None) -> list[Link]:
    """The way to a page of a report."""
    links = [Link("Reports", reverse("reports"))]
    return [*links, Link(report.subject, report.get_absolute_url())] if report else links
