"""Pages that add up over meetings: the register of decisions, and attendance."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from goldenthread.committee.forms.registers import DecisionsForm
from goldenthread.committee.queries.registers import attendance_of, decisions
from goldenthread.committee.views.doors import the_committee, trail_to
from goldenthread.design.parts import Column
from goldenthread.identity.views.asking import actor_of
from goldenthread.kernel.audience import SIGNED_IN, audience


@audience(SIGNED_IN)
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """What committees resolved, as far as the reader may read it."""
    actor = actor_of(request)
    form = DecisionsForm(data=request.GET) if request.GET else DecisionsForm()
    given: dict[str, Any] = form.cleaned_data if form.is_bound and form.is_valid() else {}
    context = {
        "form": form,
        "decisions": decisions(
            actor.acting, at=timezone.now(), committee=given.get("committee"), words=given.get("words", "")
        ),
        "columns": [Column("Decision"), Column("Committee"), Column("What became of it")],
        "trail": trail_to(),
        "has_errors": bool(form.errors),
    }
    return render(request, "committee/decisions.html", context, status=422 if form.errors else 200)


@audience(SIGNED_IN)
@require_safe
def attendance(request: HttpRequest, key: str) -> HttpResponse:
    """How often the members of a committee were there in the last year."""
    found = the_committee(request, key)
    context = {
        "committee": found,
        "rows": attendance_of(found, on=timezone.localdate()),
        "columns": [Column("Member"), Column("There", "n"), Column("Apologies", "n"), Column("Last there")],
        "trail": trail_to(found),
    }
    return render(request, "committee/attendance.html", context)
