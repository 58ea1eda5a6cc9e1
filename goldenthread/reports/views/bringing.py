"""Bringing a whole report that was written elsewhere, and the receipt of what became of each piece of it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from goldenthread.design.parts import Column
from goldenthread.kernel.audience import SIGNED_IN, audience
from goldenthread.kernel.errors import NotAllowed
from goldenthread.plan.views.doors import actor_of, refusing
from goldenthread.plan.views.sending import form_page, opened
from goldenthread.reports.commands.bringing import bring_report
from goldenthread.reports.forms_deciding import BringForm
from goldenthread.reports.models import Report
from goldenthread.reports.policy import may_make
from goldenthread.reports.queries.inner_readers import reads_its_making
from goldenthread.reports.queries.waiting import rounds_to_report
from goldenthread.reports.views.doors import the_report, trail_of


@audience(SIGNED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def bring(request: HttpRequest) -> HttpResponse:
    """Bring a Word file that holds a whole report; on a round, its figures are held against the plan."""
    actor = actor_of(request)
    rounds, on_none = rounds_to_report(actor), may_make(actor, None)
    if not rounds and not on_none:
        raise NotAllowed("Only whoever manages or directs a plan can begin a report.")
    form = opened(request, BringForm, rounds=rounds, may_be_on_none=on_none)
    made: list[Report] = []

    def act(data: dict[str, Any]) -> None:
        upload = data["file"]
        made.append(
            bring_report(chunks=upload.chunks(), name=upload.name, round=form.chosen, by=actor, at=timezone.now())
        )

    context = {
        "heading": "Bring a report that was written elsewhere",
        "lead": "It is read into the parts of a report, with a receipt for each piece. One that does not fit stays "
        "behind the report as it is.",
        "button": "Read the file",
        "leave_url": reverse("reports"),
        "leave": "Back to the reports",
        "trail": trail_of(),
        "upload": True,
    }
    answer = form_page(
        request, form, act, to="reports", context=context, about="file",
        said="The file is here. Look at what became of each piece of it.",
    )  # fmt: skip
    return redirect("report-receipt", made[0].key) if made else answer


@audience(SIGNED_IN)
@require_safe
def receipt(request: HttpRequest, key: str) -> HttpResponse:
    """What became of each piece of the file a report was read from."""
    found = the_report(request, key)
    brought = getattr(found, "brought", None)
    if brought is None or not reads_its_making(found, actor_of(request).acting):
        raise Http404
    context = {
        "report": found,
        "brought": brought,
        "columns": [Column("Where it stood"), Column("What became of it"), Column("Its words", "open")],
        "trail": trail_of(found),
    }
    return render(request, "reports/receipt.html", context)
