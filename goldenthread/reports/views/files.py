"""A report as a paper: on the page, and as a file to take away."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from goldenthread.kernel.audience import SIGNED_IN, audience
from goldenthread.kernel.errors import RuleBroken
from goldenthread.ledger.writing import note_sight
from goldenthread.plan.views.doors import actor_of
from goldenthread.reports.queries.content import paper_of
from goldenthread.reports.queries.files import report_file
from goldenthread.reports.rendering import MEDIA_TYPES, Format
from goldenthread.reports.views.doors import the_report, trail_of
from goldenthread.reports.views.drawing import drawn_for
from goldenthread.reports.views.reports import show_report


@audience(SIGNED_IN)
@require_safe
def paper(request: HttpRequest, key: str) -> HttpResponse:
    """The report as it is printed: a working copy while it is written, the sealed paper once it was issued."""
    actor, found = actor_of(request), the_report(request, key)
    made = paper_of(found)
    drawn = drawn_for(actor.acting, found, made)
    context = {"report": found, "paper": made, "drawn": drawn, "trail": trail_of(found), "formats": Format}
    return render(request, "reports/paper.html", context)


@audience(SIGNED_IN)
@require_safe
def file(request: HttpRequest, key: str, format: str) -> HttpResponse:
    """The report as a file: the sealed bytes once it was issued, a marked working copy before; that is noted."""
    actor, found = actor_of(request), the_report(request, key)
    if format not in set(Format):
        raise Http404
    try:
        made = report_file(found, format, by=actor)
    except RuleBroken as refusal:
        return show_report(request, found, refusal=str(refusal))
    note_sight(by=actor, subject=f"{found.ledger_name}/{format}")
    return handed_out(made.content, f"{found.key}.{format}", MEDIA_TYPES[Format(format)])


def handed_out(content: bytes, name: str, media_type: str) -> HttpResponse:
    """A file as a download, never shown in the page."""
    answer = HttpResponse(content, content_type=media_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["Cache-Control"] = "no-store"
    return answer
