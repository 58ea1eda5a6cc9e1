"""The outbox, one e-mail, what becomes of one that was refused or perhaps sent, and what was sent to oneself."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from goldenthread.design.parts import Column, Link
from goldenthread.identity.views.asking import actor_of
from goldenthread.kernel.audience import SIGNED_IN, audience
from goldenthread.kernel.errors import RuleBroken
from goldenthread.notices.commands import leave_mail, send_again
from goldenthread.notices.models import Mail, Notice, is_demonstration
from goldenthread.notices.policy import may_keep_outbox
from goldenthread.notices.queries import mail_lines, newest, notices_in, waiting_lines
from goldenthread.notices.states import MailState

PAGE = 50
MOST_ASKING, MOST_WAITING = 50, 12


def _door(request: HttpRequest) -> bool:
    """Whether this is a demonstration, whose outbox everybody opens; a council's is its administrators' alone."""
    if is_demonstration():
        return True
    if not may_keep_outbox(actor_of(request)):
        raise Http404
    return False


@audience(SIGNED_IN)
@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """Every e-mail, the newest first: in a council to whom and how it went, in a demonstration its words too."""
    is_open, person = _door(request), actor_of(request).person
    mails = newest(Mail.objects.visible_to(person))
    page = Paginator(mails, PAGE).get_page(request.GET.get("page"))
    asking = mails.for_a_person()
    context = {
        "is_open": is_open,
        "is_first": page.number == 1,
        "has_server": settings.MAIL_SERVER is not None,
        "page": page,
        "lines": mail_lines(page.object_list, with_subject=is_open),
        "asking": mail_lines(asking[:MOST_ASKING], with_subject=is_open),
        "asking_count": asking.count(),
        "waiting": waiting_lines(person, at=timezone.now(), own=False, with_subject=is_open, most=MOST_WAITING),
        "waiting_count": Notice.objects.visible_to(person).waiting().count(),
        "columns": _columns(is_open),
    }
    return render(request, "notices/outbox.html", context)


def _columns(is_open: bool) -> list[Column]:
    what = Column("E-mail", "say") if is_open else Column("About", "say")
    return [Column("To", "name"), what, Column("How it went", "say"), Column("When", "dates")]


@audience(SIGNED_IN)
@require_safe
def mail(request: HttpRequest, key: str) -> HttpResponse:
    """One e-mail: how it went, and in a demonstration how it reads."""
    is_open = _door(request)
    found = get_object_or_404(newest(Mail.objects.visible_to(actor_of(request).person)), key=key)
    return _shown(
        request, found, reads=is_open, trail=[Link("E-mails", reverse("outbox"))], template="notices/mail.html"
    )


def _shown(
    request: HttpRequest, found: Mail, *, reads: bool, trail: list[Link], template: str, **more: Any
) -> HttpResponse:
    context = {
        "mail": found,
        "line": mail_lines([found], with_subject=reads)[0],
        "reads": reads,
        "told": notices_in(found, may_follow=is_demonstration()) if reads else [],
        "from_whom": settings.MAIL_FROM,
        "may_decide": found.awaits_decision and may_keep_outbox(actor_of(request)),
        "may_be_second": found.state == MailState.UNSURE,
        "trail": trail,
        **more,
    }
    return render(request, template, context, status=422 if more.get("refusal") else 200)


@audience(SIGNED_IN)
@require_POST
def decide(request: HttpRequest, key: str) -> HttpResponse:
    """Send an e-mail again that was refused, given up or perhaps sent, or leave it as it is."""
    is_open, actor = _door(request), actor_of(request)
    if not may_keep_outbox(actor):
        raise Http404
    found = get_object_or_404(newest(Mail.objects.visible_to(actor.person)), key=key)
    act = send_again if request.POST.get("then") == "again" else leave_mail
    try:
        act(mail=found, by=actor, at=timezone.now())
    except RuleBroken as refusal:
        trail = [Link("E-mails", reverse("outbox"))]
        return _shown(request, found, reads=is_open, trail=trail, template="notices/mail.html", refusal=str(refusal))
    messages.success(request, "It is sent again." if act is send_again else "It stays as it is.")
    return redirect("outbox")


@audience(SIGNED_IN)
@require_safe
def my_messages(request: HttpRequest) -> HttpResponse:
    """What was sent to oneself, whomever one acts for, and what waits to be sent."""
    person = actor_of(request).person
    mails = newest(Mail.objects.visible_to(person).to_person(person))
    page = Paginator(mails, PAGE).get_page(request.GET.get("page"))
    context = {
        "me": person,
        "is_refused": mails.filter(state=MailState.REFUSED).exists(),
        "page": page,
        "lines": mail_lines(page.object_list, with_subject=True),
        "waiting": waiting_lines(person, at=timezone.now(), own=True, with_subject=True, most=MOST_WAITING),
        "columns": [Column("E-mail", "say"), Column("How it went", "say"), Column("When", "dates")],
    }
    return render(request, "notices/my-messages.html", context)


@audience(SIGNED_IN)
@require_safe
def my_message(request: HttpRequest, key: str) -> HttpResponse:
    """One e-mail that was sent to oneself, as it reads."""
    person = actor_of(request).person
    found = get_object_or_404(newest(Mail.objects.visible_to(person).to_person(person)), key=key)
    trail = [Link("My account", reverse("account")), Link("E-mails sent to you", reverse("my-messages"))]
    return _shown(request, found, reads=True, trail=trail, template="notices/mail.html")
