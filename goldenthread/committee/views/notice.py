"""By when an agenda is published, day by day, and the calendar of the council that this depends on."""

from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from goldenthread.committee.clear_days import Basis
from goldenthread.committee.commands.calendar import close_days, keep_office_hours, open_day
from goldenthread.committee.forms.notice import ClosedForm, NoticeForm, OfficeForm
from goldenthread.committee.models import ClosedDay
from goldenthread.committee.policy import KEEPS_NOTICE, may_keep_notice
from goldenthread.committee.queries.notice import days_shown, notice_of_council, office_hours
from goldenthread.design.parts import Column, Link
from goldenthread.identity.views.asking import Question, actor_of, ask, day_or_404
from goldenthread.kernel.audience import SIGNED_IN, audience
from goldenthread.kernel.errors import RuleBroken

MOST_SHOWN = 200


def _trail(*, inside: bool = False) -> list[Link]:
    links = [Link("People", reverse("people")), Link("Boards and committees", reverse("bodies"))]
    return [*links, Link("Notice of meetings", reverse("notice"))] if inside else links


@audience(SIGNED_IN)
@require_safe
def notice(request: HttpRequest) -> HttpResponse:
    """By when the agenda of a meeting is published; and when the council is closed."""
    actor, today = actor_of(request), timezone.localdate()
    form = NoticeForm(data=request.GET) if "meeting" in request.GET else NoticeForm()
    found = None
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            found = notice_of_council(given["meeting"], days=given["days"], basis=Basis(given["basis"]))
        except RuleBroken as refusal:
            form.add_error("meeting", str(refusal))
    closed = ClosedDay.objects.visible_to(actor.acting).filter(on__gte=today)
    context = {
        "form": form,
        "notice": found,
        "is_past": found is not None and found.publish_by < today,
        "days": days_shown(found) if found else [],
        "columns": [Column("Day"), Column("Clear day", "n"), Column("What it is")],
        "closes_at": office_hours().closes_at,
        "closed": list(closed[:MOST_SHOWN]),
        "closed_columns": [Column("Day"), Column("Why"), Column("Change", hidden=True)],
        "may_keep": may_keep_notice(actor),
        "trail": _trail(),
        "has_errors": bool(form.errors),
    }
    return render(request, "committee/notice.html", context, status=422 if form.errors else 200)


@audience(*KEEPS_NOTICE)
def close(request: HttpRequest) -> HttpResponse:
    """Say that the council is closed on a day, or from one day to another."""
    actor = actor_of(request)

    def act(given: dict[str, Any]) -> None:
        close_days(by=actor, **given)

    question = Question(
        heading="When the council is closed", button="Close these days", back=reverse("notice"),
        lead="Days on which the council is closed are no clear days. Weekends and bank holidays are known already.",
        done="These days no longer count.", leave="Back to the notice", trail=_trail(inside=True),
    )  # fmt: skip
    return ask(request, question, ClosedForm, act)


@audience(*KEEPS_NOTICE)
def reopen(request: HttpRequest, on: str) -> HttpResponse:
    """Take a day off the list."""
    actor = actor_of(request)
    found = get_object_or_404(ClosedDay.objects.visible_to(actor.acting), on=day_or_404(on))

    def act(_given: dict[str, Any]) -> None:
        open_day(day=found, by=actor)

    question = Question(
        heading=f"Is the council open on {found}?", button="Yes, take it off the list", back=reverse("notice"),
        lead=f"It stands on the list as closed: {found.why}.", done=f"{found} counts again.",
        trail=_trail(inside=True),
    )  # fmt: skip
    return ask(request, question, Form, act)


@audience(*KEEPS_NOTICE)
def office(request: HttpRequest) -> HttpResponse:
    """Say when the office closes."""
    actor = actor_of(request)
    hours = office_hours()

    def act(given: dict[str, Any]) -> None:
        keep_office_hours(by=actor, **given)

    initial = {"closes_at": hours.closes_at, "version": hours.version if hours.pk else ""}
    question = Question(
        heading="When the office closes", button="Save", back=reverse("notice"), done="Saved.",
        trail=_trail(inside=True),
    )  # fmt: skip
    return ask(request, question, OfficeForm, act, initial=initial)
