"""Issuing a report: what is unmet first, the one press, and where it takes long how far it is, and stopping it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goldenthread.kernel.audience import SIGNED_IN, audience
from goldenthread.kernel.errors import RuleBroken
from goldenthread.plan.views.doors import actor_of, refusing
from goldenthread.reports.characters import as_codes, characters_in, from_codes
from goldenthread.reports.commands.going_on import DID_NOT_END, stop_issuing
from goldenthread.reports.commands.issuing import issue_report
from goldenthread.reports.jobs import issue_soon
from goldenthread.reports.policy import may_issue, require_may_issue
from goldenthread.reports.queries.inner_readers import reads_its_making
from goldenthread.reports.queries.issuing import last_issuing, takes_long
from goldenthread.reports.queries.report_page import report_page
from goldenthread.reports.rendering import Format
from goldenthread.reports.states import ReportState
from goldenthread.reports.views.doors import require_still_written, the_report, trail_of

DONE = "It is issued, and handed to democratic services. It no longer changes."


@audience(SIGNED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def issue(request: HttpRequest, key: str) -> HttpResponse:
    """What is unmet before a report is issued and what to do about it; and the one press."""
    actor, found = actor_of(request), the_report(request, key)
    require_may_issue(actor, found)
    require_still_written(found)
    is_long, refusal = takes_long(found), ""
    seen = from_codes(request.POST.get("seen", ""))
    if request.method == "POST":
        try:
            if is_long:
                issue_soon(report=found, by=actor, at=timezone.now(), seen=seen)
                return redirect("report-issuing", key)
            issue_report(report=found, by=actor, at=timezone.now(), seen=seen)
        except RuleBroken as broken:
            refusal = str(broken)
        else:
            messages.success(request, DONE)
            return redirect(found)
    page = report_page(found, actor, on=timezone.localdate())
    context = {
        "report": found,
        "page": page,
        "is_long": is_long,
        "strange": as_codes(characters_in(page.readiness.unprintable)),
        "refusal": refusal,
        "trail": trail_of(found),
        "has_errors": bool(refusal),
        "once_token": request.POST.get("once", "") if refusal else "",
    }
    return render(request, "reports/issue.html", context, status=422 if refusal else 200)


@audience(SIGNED_IN)
@require_safe
def issuing(request: HttpRequest, key: str) -> HttpResponse:
    """How far the worker is with issuing a report, a way to stop it, and how it ended."""
    actor, found = actor_of(request), the_report(request, key)
    last = last_issuing(found)
    if last is None or not reads_its_making(found, actor.acting):
        raise Http404
    has_stalled = last.has_stalled(at=timezone.now())
    is_going_on = last.is_going_on and not has_stalled
    if not is_going_on and request.headers.get("HX-Request"):
        answer = HttpResponse(status=204)
        answer["HX-Refresh"] = "true"
        return answer
    if found.state == ReportState.ISSUED:
        messages.success(request, DONE)
        return redirect(found)
    context = {
        "report": found,
        "last": last,
        "is_going_on": is_going_on,
        "why": DID_NOT_END if has_stalled else last.refusal,
        "most": len(Format),
        "may_stop": may_issue(actor, found),
        "trail": trail_of(found),
    }
    return render(request, "reports/issuing.html", context)


@audience(SIGNED_IN)
@require_POST
@refusing
def stop(request: HttpRequest, key: str) -> HttpResponse:
    """Stop issuing a report: it stays as it was cleared."""
    actor, found = actor_of(request), the_report(request, key)
    last = last_issuing(found)
    if last is None:
        raise Http404
    last.report = found
    try:
        stop_issuing(issuing=last, by=actor, at=timezone.now())
    except RuleBroken as refusal:
        messages.info(request, str(refusal))
    return redirect("report-issuing", key)
