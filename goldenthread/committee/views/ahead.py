"""Pages of what is to come: the forward plan, the work programme, and what could come onto an agenda."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from goldenthread.committee.commands.forward import change_ahead, drop_ahead, plan_ahead, plan_also, take_from, take_on
from goldenthread.committee.commands.programme import end_owed, owe_report, plan_owed
from goldenthread.committee.forms.forward import AlsoForm, ExpectedForm, OwedForm
from goldenthread.committee.forms.meetings import WhyForm
from goldenthread.committee.kinds import Governance
from goldenthread.committee.models import AgendaItem, Committee, CommitteeMeeting, ForwardItem, OwedReport
from goldenthread.committee.policy import KEEPS_MEETINGS, may_keep_meetings
from goldenthread.committee.queries.ahead import (
    ahead_of,
    candidates_for,
    deferred_open_to,
    promises_open_to,
    references_open_to,
)
from goldenthread.committee.queries.register import constitution
from goldenthread.committee.views.doors import kept_meeting, the_committee, trail_to
from goldenthread.design.parts import Column, Link
from goldenthread.design.words import day
from goldenthread.identity.actor import Actor
from goldenthread.identity.views.asking import Question, actor_of, ask
from goldenthread.kernel.audience import SIGNED_IN, audience
from goldenthread.kernel.errors import RuleBroken
from goldenthread.plan.views.doors import refusing


@audience(SIGNED_IN)
@require_safe
def ahead(request: HttpRequest, key: str) -> HttpResponse:
    """What a committee takes next time, what is to come after that, and which reports it is owed when."""
    actor, found = actor_of(request), the_committee(request, key)
    context = {
        "committee": found,
        "ahead": ahead_of(found, actor.acting, at=timezone.now()),
        "keeps": may_keep_meetings(actor),
        "columns": [Column("Report"), Column("Owed by"), Column("Last taken"), Column("Due next")],
        "trail": trail_to(found),
    }
    return render(request, "committee/ahead.html", context)


def _about(found: Committee, heading: str, button: str, *, done: str, lead: str = "") -> Question:
    at = reverse("ahead", args=[found.body.key])
    return Question(
        heading=heading, button=button, back=at, lead=lead, done=done, trail=[*trail_to(found), Link("To come", at)]
    )


def _planned(request: HttpRequest, found: Committee, number: int) -> ForwardItem:
    """What is expected under a number and on no agenda yet; else 404."""
    rows = ForwardItem.objects.visible_to(actor_of(request).acting).expected()
    one = get_object_or_404(rows.select_related("meeting", "owner", "report"), committee=found, number=number)
    one.committee = found
    return one


def _has_key() -> bool:
    return constitution().governance == Governance.EXECUTIVE


@audience(*KEEPS_MEETINGS)
@refusing
def add(request: HttpRequest, key: str) -> HttpResponse:
    """Enter what is expected."""
    actor, found = actor_of(request), the_committee(request, key)

    def make(**named: Any) -> ExpectedForm:
        form = ExpectedForm(committee=found, on=timezone.localdate(), has_key=_has_key(), reader=actor.acting, **named)
        del form.fields["version"]
        return form

    def act(given: dict[str, Any]) -> None:
        plan_ahead(committee=found, by=actor, at=timezone.now(), **given)

    question = _about(found, f"What the {found} expects", "Enter it", done="It is on the forward plan.")
    return ask(request, question, make, act)


@audience(*KEEPS_MEETINGS)
@refusing
def change(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Change what is expected."""
    actor, found = actor_of(request), the_committee(request, key)
    one = _planned(request, found, number)

    def make(**named: Any) -> ExpectedForm:
        return ExpectedForm(
            committee=found, on=timezone.localdate(), kept=one.month, has_key=_has_key(), reader=actor.acting, **named
        )

    def act(given: dict[str, Any]) -> None:
        change_ahead(planned=one, by=actor, at=timezone.now(), **given)

    names = ("title", "public_title", "report_of", "purpose", "part", "is_key", "documents", "exception_why", "version")
    initial = {name: getattr(one, name) for name in names} | {
        "meeting": one.meeting.key if one.meeting else "",
        "month": one.month.isoformat() if one.month else "",
        "owner": one.owner.key if one.owner else "",
        "report": one.report.key if one.report else "",
    }
    return ask(request, _about(found, f"Change “{one.title}”", "Save", done="Saved."), make, act, initial=initial)


@audience(*KEEPS_MEETINGS)
@refusing
def drop(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Drop what was expected."""
    actor, found = actor_of(request), the_committee(request, key)
    one = _planned(request, found, number)

    def act(given: dict[str, Any]) -> None:
        drop_ahead(planned=one, why=given["why"], by=actor)

    return ask(request, _about(found, f"Drop “{one.title}”", "Drop it", done="It is dropped."), WhyForm, act)


@audience(*KEEPS_MEETINGS)
@refusing
def also(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Plan the same report for another committee besides."""
    actor, found = actor_of(request), the_committee(request, key)
    one = _planned(request, found, number)

    def act(given: dict[str, Any]) -> None:
        plan_also(planned=one, by=actor, at=timezone.now(), **given)

    question = _about(
        found, f"“{one.title}” goes to another committee besides", "Plan it there", done="It is planned there, too.",
        lead="It is one report: each committee's plan names the others.",
    )  # fmt: skip
    return ask(request, question, lambda **named: AlsoForm(planned=one, on=timezone.localdate(), **named), act)


@audience(*KEEPS_MEETINGS)
@refusing
def owe(request: HttpRequest, key: str) -> HttpResponse:
    """Enter a report that is owed again and again."""
    actor, found = actor_of(request), the_committee(request, key)

    def act(given: dict[str, Any]) -> None:
        owe_report(committee=found, by=actor, **given)

    question = _about(found, f"A report that the {found} is owed", "Enter it", done="It is in the work programme.")
    return ask(request, question, lambda **named: OwedForm(on=timezone.localdate(), **named), act)


def _owed(request: HttpRequest, found: Committee, number: int) -> OwedReport:
    rows = OwedReport.objects.visible_to(actor_of(request).acting).running(on=timezone.localdate())
    one = get_object_or_404(rows.select_related("owner"), committee=found, number=number)
    one.committee = found
    return one


@audience(*KEEPS_MEETINGS)
@refusing
def owe_no_more(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Say that a report is owed no more."""
    actor, found = actor_of(request), the_committee(request, key)
    one = _owed(request, found, number)

    def act(_given: dict[str, Any]) -> None:
        end_owed(owed=one, on=timezone.localdate(), by=actor)

    question = _about(
        found, f"“{one.title}” is owed no more", "It is owed no more", done="It is taken off the work programme.",
        lead="What was taken of it stays on its agendas.",
    )  # fmt: skip
    return ask(request, question, forms.Form, act)


@audience(*KEEPS_MEETINGS)
@refusing
@require_POST
def plan(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Put a report that is owed on the forward plan, for the meeting at which it is due."""
    actor, found = actor_of(request), the_committee(request, key)
    try:
        made = plan_owed(owed=_owed(request, found, number), by=actor, at=timezone.now())
    except RuleBroken as refusal:
        messages.error(request, str(refusal))
    else:
        when = day(made.meeting.on) if made.meeting else f"{made.month:%B %Y}"
        messages.success(request, f"“{made.title}” is planned for {when}.")
    return redirect("ahead", found.body.key)


@audience(*KEEPS_MEETINGS)
@refusing
def taking(request: HttpRequest, key: str) -> HttpResponse:
    """What could come onto an agenda, each with one press: expected, arising, referred, deferred."""
    actor, meeting = actor_of(request), kept_meeting(request, key)
    if request.method == "POST":
        try:
            made = _take(request, meeting, actor)
        except RuleBroken as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"“{made.title}” is on the agenda.")
        return redirect("take-on", meeting.key)
    context = {
        "meeting": meeting,
        "candidates": candidates_for(meeting, actor.acting, at=timezone.now()),
        "trail": trail_to(meeting=meeting),
    }
    return render(request, "committee/take-on.html", context)


def _take(request: HttpRequest, meeting: CommitteeMeeting, actor: Actor) -> AgendaItem:
    """Take on what was pressed, of what the page offers alone."""
    what, _, key = request.POST.get("take", "").partition(":")
    number, now = int(key) if key.isdecimal() and len(key) < 10 else 0, timezone.now()
    if what == "planned":
        one = _planned(request, meeting.committee, number)
        return take_on(planned=one, meeting=meeting, by=actor, at=now)
    offered: dict[str, Any] = {
        "promise": promises_open_to, "resolution": references_open_to, "deferred": deferred_open_to,
    }  # fmt: skip
    if what not in offered:
        raise Http404
    chosen = next((row for row in offered[what](meeting, actor.acting, at=now) if row.pk == number), None)
    if chosen is None:
        raise RuleBroken("Somebody else took it on in the meantime.")
    return take_from(meeting=meeting, by=actor, at=now, **{what: chosen})
