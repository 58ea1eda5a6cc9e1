"""Clearing a report: asking people, saying so or sending back, what changed since, taking back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goldenthread.identity.views.asking import Question, ask
from goldenthread.kernel.audience import SIGNED_IN, audience
from goldenthread.plan.views.doors import actor_of, number_of, refusing
from goldenthread.plan.views.sending import opened, sent, show
from goldenthread.reports.commands.clearance import Ask, ask_clearance, decide_clearance, stop_asking, take_back
from goldenthread.reports.commands.reminding import remind_clearance
from goldenthread.reports.commands.writing import add_co_author, take_last_closing
from goldenthread.reports.forms import SentenceForm
from goldenthread.reports.forms_deciding import AskForm, AuthorForm, DecideForm
from goldenthread.reports.models import Clearance, Report, ReportVersion
from goldenthread.reports.policy import require_may_decide, require_may_write
from goldenthread.reports.queries.asking_again import asked_before
from goldenthread.reports.queries.checking import unexplained_claims
from goldenthread.reports.queries.clearing import ClearanceShown, clearances_shown, difference
from goldenthread.reports.queries.closings import newer_closing, on_closing
from goldenthread.reports.queries.content import Content, content_of, paper_of_version
from goldenthread.reports.queries.inner_readers import reads_its_making
from goldenthread.reports.rendering_changes import COLUMNS, drawn_changes
from goldenthread.reports.states import ReportState
from goldenthread.reports.telling import how_told
from goldenthread.reports.views.doors import require_still_written, the_report, trail_of
from goldenthread.reports.views.drawing import drawn_for
from goldenthread.reports.views.reports import pressed


@audience(SIGNED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def ask_for_it(request: HttpRequest, key: str) -> HttpResponse:
    """Ask named people to clear the report as it stands, each in a capacity and by a day."""
    actor, found = actor_of(request), the_report(request, key)
    require_may_write(actor, found)
    require_still_written(found)
    standing: list[ClearanceShown] = []
    before: list[Ask] = []
    if request.method != "POST":
        standing = clearances_shown(found, actor, on=timezone.localdate(), content=content_of(found))
        before = asked_before(found, standing, on=timezone.localdate())
    form = opened(request, AskForm, report=found, before=before)

    def act(_data: dict[str, Any]) -> None:
        ask_clearance(report=found, people=form.asks, by=actor, at=timezone.now())

    if sent(request, form, act):
        messages.success(request, f"They are asked, {how_told()}. Silence is not consent: each has to say so.")
        return redirect(found)
    context = {
        "form": form,
        "report": found,
        "trail": trail_of(found),
        "contradicted": unexplained_claims(found),
        "standing": standing or clearances_shown(found, actor, on=timezone.localdate(), content=content_of(found)),
        "begins_with": before,
        "leave_url": found.get_absolute_url(),
    }
    return show(request, "reports/ask.html", context, form)


@audience(SIGNED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def decide(request: HttpRequest, key: str) -> HttpResponse:
    """Clear the report or send it back, as somebody who was asked; what changed since an earlier word stands there."""
    actor, found = actor_of(request), the_report(request, key)
    mine = found.clearances.current().filter(person=actor.acting).select_related("version", "person").first()
    if mine is None:
        raise Http404
    mine.report = found
    require_may_decide(actor, mine)
    if found.state == ReportState.DRAFT:
        return _being_changed(request, found, mine)
    form = opened(request, DecideForm)

    def act(data: dict[str, Any]) -> None:
        decide_clearance(clearance=mine, decision=data["decision"], words=data["words"], by=actor, at=timezone.now())

    if sent(request, form, act, about="decision"):
        messages.success(request, "It is noted, and its author is told.")
        return redirect(found)
    before = (
        found.clearances.filter(person=actor.acting)
        .exclude(pk=mine.pk)
        .exclude(version=mine.version_id)
        .select_related("version")
        .order_by("-asked_at")
        .first()
    )
    said = found.clearances.filter(person=actor.acting, decided_at__isnull=False).select_related("version")
    context = {
        "form": form,
        "report": found,
        "clearance": mine,
        "said": said.defer("version__content").order_by("decided_at", "pk"),
        "before": before,
        "changes": drawn_changes(difference(before.version, mine.version)) if before else [],
        "columns": COLUMNS,
        "drawn": drawn_for(actor.acting, found, paper_of_version(mine.version)),
        "trail": trail_of(found),
        "leave_url": found.get_absolute_url(),
    }
    return show(request, "reports/decide.html", context, form)


def _being_changed(request: HttpRequest, found: Report, mine: Clearance) -> HttpResponse:
    """A report that its authors have taken back: as it stands now, with what changed since she was asked; no form."""
    now = content_of(found)
    context = {
        "report": found,
        "clearance": mine,
        "changes": drawn_changes(difference(mine.version, now)),
        "columns": COLUMNS,
        "drawn": drawn_for(mine.person, found, now.paper),
        "trail": trail_of(found),
    }
    return render(request, "reports/decide-later.html", context)


@audience(SIGNED_IN)
@refusing
def stop(request: HttpRequest, key: str, clearance: int) -> HttpResponse:
    """Ask somebody no longer, with the reason."""
    actor, found = actor_of(request), the_report(request, key)
    require_may_write(actor, found)
    one = found.clearances.current().filter(pk=clearance).select_related("person").first()
    if one is None:
        raise Http404
    one.report = found

    def act(given: dict[str, Any]) -> None:
        stop_asking(clearance=one, why=given["why"], by=actor, at=timezone.now())

    question = Question(
        heading=f"Ask {one.person} no longer",
        button="Ask them no longer",
        back=found.get_absolute_url(),
        lead="What they said stays in the record.",
        done=f"{one.person} is asked no longer.",
        trail=trail_of(found),
    )
    return ask(request, question, lambda **named: SentenceForm(label="Why?", **named), act)


@audience(SIGNED_IN)
@require_POST
@refusing
def back(request: HttpRequest, key: str) -> HttpResponse:
    """Take a report back from those who clear it, to change it."""
    found = the_report(request, key)

    def act() -> str:
        take_back(report=found, by=actor_of(request), at=timezone.now())
        return "It is with its authors again. Those who were asked are asked anew when you put it."

    return pressed(request, found, act)


@audience(SIGNED_IN)
@require_POST
@refusing
def remind(request: HttpRequest, key: str) -> HttpResponse:
    """Remind everybody who was asked to clear the report and has not answered."""
    found = the_report(request, key)

    def act() -> str:
        count = remind_clearance(report=found, by=actor_of(request), at=timezone.now())
        told = "1 person is" if count == 1 else f"{count} people are"
        return f"{told} reminded, {how_told()}. Silence is not consent: each has to say so."

    return pressed(request, found, act)


@audience(SIGNED_IN)
@require_POST
@refusing
def take_closing(request: HttpRequest, key: str) -> HttpResponse:
    """Take the figures of the last closing of its round."""
    found = the_report(request, key)

    def act() -> str:
        took = take_last_closing(report=found, by=actor_of(request), at=timezone.now())
        return "Its figures are those of the last closing now." if took else "Nothing has changed."

    return pressed(request, found, act)


@audience(SIGNED_IN)
@refusing
def author(request: HttpRequest, key: str) -> HttpResponse:
    """Let somebody else write in a report."""
    actor, found = actor_of(request), the_report(request, key)
    require_may_write(actor, found)

    def act(given: dict[str, Any]) -> None:
        add_co_author(report=found, person=given["person"], by=actor, at=timezone.now())

    question = Question(
        heading="Let somebody else write in it",
        button="Let them write",
        back=found.get_absolute_url(),
        lead="They write in every section as you do. Two who write the same one see both texts.",
        done="They can write in it now.",
        trail=trail_of(found),
    )
    return ask(request, question, lambda **named: AuthorForm(report=found, **named), act)


def _making_of(request: HttpRequest, key: str) -> Report:
    """A report whose versions the reader may see."""
    found = the_report(request, key)
    if not reads_its_making(found, actor_of(request).acting):
        raise Http404
    return found


def _version(report: Report, number: int) -> ReportVersion:
    one = report.versions.filter(number=number).select_related("made_by").first()
    if one is None:
        raise Http404
    return one


@audience(SIGNED_IN)
@require_safe
def version(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """A version as it was put to others or issued, from what was kept alone."""
    found = _making_of(request, key)
    one = _version(found, number)
    context = {
        "report": found,
        "version": one,
        "drawn": drawn_for(actor_of(request).acting, found, paper_of_version(one)),
        "trail": trail_of(found),
    }
    return render(request, "reports/version.html", context)


@audience(SIGNED_IN)
@require_safe
def differences(request: HttpRequest, key: str) -> HttpResponse:
    """What changed from one version to another, or to the report as it stands now."""
    found = _making_of(request, key)
    if request.GET.get("closing"):
        return _on_the_last_closing(request, found)
    before = _version(found, number_of(request.GET.get("from", "")))
    to = request.GET.get("to", "")
    after: ReportVersion | Content = _version(found, number_of(to)) if to else content_of(found)
    changes = difference(before, after)
    context = {
        "report": found,
        "before": before,
        "after": after if isinstance(after, ReportVersion) else None,
        "changes": drawn_changes(changes),
        "columns": COLUMNS,
        "trail": trail_of(found),
    }
    return render(request, "reports/difference.html", context)


def _on_the_last_closing(request: HttpRequest, found: Report) -> HttpResponse:
    """What would read otherwise if the report took the figures of the last closing of its round."""
    newer = newer_closing(found)
    if newer is None:
        raise Http404
    context = {
        "report": found,
        "newer": newer,
        "changes": drawn_changes(difference(content_of(found), content_of(on_closing(found, newer)))),
        "columns": COLUMNS,
        "trail": trail_of(found),
    }
    return render(request, "reports/difference.html", context)
