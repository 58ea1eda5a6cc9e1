"""The list of reports, beginning one, the report as it is written, and its head."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from goldenthread.bodies.models import Body
from goldenthread.bodies.schedule_12a import written
from goldenthread.design.parts import Column
from goldenthread.identity.actor import Actor
from goldenthread.identity.models import Person
from goldenthread.kernel.audience import SIGNED_IN, audience
from goldenthread.kernel.errors import NotAllowed, RuleBroken
from goldenthread.plan.views.doors import actor_of, refusing
from goldenthread.plan.views.sending import form_page, opened
from goldenthread.reports.commands.drafting import draft_report
from goldenthread.reports.commands.writing import Details, change_details, make_report, set_destinations
from goldenthread.reports.forms import HeadForm, NewReportForm, bodies_of_report
from goldenthread.reports.models import Report
from goldenthread.reports.policy import MAKES_REPORTS, may_keep_templates, may_make, require_may_write
from goldenthread.reports.queries.called_back import called_back
from goldenthread.reports.queries.cautions import meetings_not_planned
from goldenthread.reports.queries.content import paper_of
from goldenthread.reports.queries.lacking import lacking_for_a_report
from goldenthread.reports.queries.report_page import ReportPage, report_page
from goldenthread.reports.queries.reports import reports_in_list
from goldenthread.reports.queries.waiting import round_to_report, rounds_to_report, waiting_for
from goldenthread.reports.states import ReportState
from goldenthread.reports.views.doors import RELATED, require_still_written, the_report, trail_of
from goldenthread.reports.views.drawing import drawn_with_contents
from goldenthread.reports.views.sheet import Noted, elsewhere, sheet_of

SHOWN_AT_ONCE = 50


@audience(SIGNED_IN)
@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """The reports the reader may see: what waits for her first, then all of them, by state and body."""
    actor = actor_of(request)
    found = Report.objects.visible_to(actor.acting)
    state, body = request.GET.get("state", ""), request.GET.get("body", "")
    if state in ReportState.values:
        found = found.filter(state=state)
    if body:
        found = found.filter(destinations__body__key=body)
    found = found.select_related(*RELATED).prefetch_related("destinations__body").order_by("-created_at", "-pk")
    page = Paginator(found, SHOWN_AT_ONCE).get_page(request.GET.get("page"))
    context = {
        "waiting": waiting_for(actor),
        "lines": reports_in_list(actor.acting, list(page.object_list)),
        "page": page,
        "columns": [Column("Report", "open"), Column("Goes to"), Column("Author"), Column("State")],
        "states": [(one.value, one.label, one.value == state) for one in ReportState],
        "bodies": [(key, name, key == body) for key, name in _bodies(actor.acting)],
        "is_filtered": bool(state or body),
        "query": f"state={state}&body={body}&" if state or body else "",
        "begins": _begins(actor),
        "keeps_templates": may_keep_templates(actor),
    }
    return render(request, "reports/reports.html", context)


def _bodies(person: Person) -> list[tuple[str, str]]:
    """The bodies that the reports a reader may see go to."""
    bodies = Body.objects.visible_to(person).filter(reports_received__isnull=False)
    return list(bodies.distinct().order_by("name").values_list("key", "name"))


def _begins(actor: Actor) -> bool:
    """Whether the reader begins reports: on no plan, or on a round of one of hers."""
    return not actor.acting.rights.roles.isdisjoint(MAKES_REPORTS) or bool(rounds_to_report(actor))


@audience(SIGNED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def new(request: HttpRequest) -> HttpResponse:
    """Begin a report: one press drafts it from a closed round, or lays out empty sections where it is on none."""
    actor = actor_of(request)
    rounds, on_none = rounds_to_report(actor), may_make(actor, None)
    if not rounds and not on_none:
        raise NotAllowed("Only whoever manages or directs a plan can begin a report.")
    chosen = rounds[0] if rounds else None
    asked = request.GET.get("round", "")
    if asked or request.method == "POST":
        named = round_to_report(actor, asked or request.POST.get("round", ""))
        if asked and named is None:
            raise NotAllowed("Only whoever manages or directs this plan can begin a report on this round.")
        chosen = named or chosen
        if named is not None and named not in rounds:  # an old one, which the list leaves out
            rounds.append(named)
    initial: dict[str, Any] = {"author": actor.acting.key}
    if chosen is not None:
        initial["round"] = f"{chosen.plan.key}/{chosen.number}"
    if chosen is not None and chosen.board is not None:
        is_ahead = chosen.meets_on is not None and chosen.meets_on >= timezone.localdate()
        initial |= {"body_1": chosen.board.key, "on_1": chosen.meets_on if is_ahead else None}
    form = opened(request, NewReportForm, rounds=rounds, may_be_on_none=on_none, initial=initial)
    made: list[Report] = []

    def act(data: dict[str, Any]) -> None:
        made.append(_make(form, data, actor))
        _warn_of_days(request, made[-1])

    context = {
        "heading": "New report",
        "bodies_hint": "Up to three, in the order in which they are printed; the day where it is known",
        "lead": "On a closed round it is drafted in one press: the figures are the round's own, the sentences yours to "
        "change.",
        "button": "Draft the report",
        "leave_url": reverse("reports"),
        "leave": "Back to the reports",
        "lacking": lacking_for_a_report(actor, has_rounds=bool(rounds)),
        "trail": trail_of(),
    }
    answer = form_page(
        request, form, act, to="reports", said="It is drafted. Now say what you make of it.", context=context,
        template="reports/head.html", about="subject",
    )  # fmt: skip
    return redirect(made[0]) if made else answer


def _warn_of_days(request: HttpRequest, report: Report) -> None:
    """Say at once where a day was given on which its body does not meet by the calendar; it is saved all the same."""
    for sentence in meetings_not_planned(report, on=timezone.localdate()):
        messages.warning(request, sentence)


def _make(form: NewReportForm, data: dict[str, Any], actor: Actor) -> Report:
    now, shared = timezone.now(), form.shared
    if form.chosen is not None:
        return draft_report(
            round=form.chosen, going_to=form.going_to, by=actor, at=now, subject=data["subject"],
            chief_officer=data["chief_officer"], exempt=form.exempt, **shared,
        )  # fmt: skip
    report = make_report(
        subject=data["subject"], by=actor, at=now, going_to=form.going_to, exempt=form.exempt, **shared
    )
    if data["chief_officer"] is not None:
        details = details_of(report, chief_officer=data["chief_officer"])
        change_details(report=report, version=None, details=details, by=actor, at=now)
    return report


def details_of(report: Report, *, chief_officer: Person) -> Details:
    """The head of a report with its chief officer, who is printed by name and job."""
    return Details(
        subject=report.subject,
        is_public=report.is_public,
        purpose=report.purpose,
        report_of=chief_officer.name,
        report_of_post=chief_officer.job_title,
        chief_officer=chief_officer,
        author=report.author,
        author_name=report.author_name,
        author_post=report.author_post,
        author_telephone=report.author_telephone,
        author_email=report.author_email,
        exempt_under=report.exempt_under,
        public_interest=report.public_interest,
    )


@audience(SIGNED_IN)
@require_safe
def report(request: HttpRequest, key: str) -> HttpResponse:
    """A report as it is written: how far it is, its text with what the checks say beside it, who clears it.

    Whoever could read it until it was called back is told that it was, on which day, and no word of it.
    """
    try:
        found = the_report(request, key)
    except Http404:
        gone = called_back(actor_of(request).acting, key)
        if gone is None:
            raise
        return render(request, "reports/called-back.html", {"called_back": gone, "trail": trail_of()})
    return show_report(request, found)


def pressed(request: HttpRequest, found: Report, act: Callable[[], str], *, leads_to: str = "") -> HttpResponse:
    """Do what one press asks of a report, say what came of it and go on; a refusal is shown on the report's page.

    ``act`` does it and gives the words for what it did.
    """
    try:
        said = act()
    except RuleBroken as refusal:
        return show_report(request, found, refusal=str(refusal))
    messages.success(request, said)
    return redirect(leads_to or found.get_absolute_url())


def show_report(request: HttpRequest, found: Report, *, refusal: str = "") -> HttpResponse:
    """The page of a report; with a refusal where something could not be done (422)."""
    actor = actor_of(request)
    page = report_page(found, actor, on=timezone.localdate())
    if not found.is_being_written:
        return _issued(request, found, page, refusal)
    noted = Noted(page.claims, page.gate, page.lacks, page.remarks)
    sheet = sheet_of(page.content, noted, reads_plan=page.reads_plan)
    parts = [part for section in sheet for part in section.parts]
    context = {
        "report": found,
        "page": page,
        "sheet": sheet,
        "elsewhere_open": [one for one in elsewhere(page.gate, sheet) if one.is_open],
        "beside_open": sum(one.is_open for part in parts for one in part.gate),
        "trail": trail_of(),
        "refusal": refusal,
        "has_errors": bool(refusal),
    }
    return render(request, "reports/report.html", context, status=422 if refusal else 200)


def _issued(request: HttpRequest, found: Report, page: ReportPage, refusal: str) -> HttpResponse:
    """A report that no longer changes: the paper as it was sealed, and what became of it."""
    context = {
        "report": found,
        "page": page,
        "drawn": drawn_with_contents(paper_of(found), reads_plan=page.reads_plan),
        "trail": trail_of(),
        "refusal": refusal,
        "has_errors": bool(refusal),
    }
    return render(request, "reports/issued.html", context, status=422 if refusal else 200)


@audience(SIGNED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def head(request: HttpRequest, key: str) -> HttpResponse:
    """Change the head of a report: subject, bodies, who it is of, how its author is printed."""
    actor, found = actor_of(request), the_report(request, key)
    require_may_write(actor, found)
    require_still_written(found)
    form = opened(request, HeadForm, initial=_head_of(found))

    def act(data: dict[str, Any]) -> None:
        now = timezone.now()
        chief = data["chief_officer"]
        is_new = chief is not None and chief.pk != found.chief_officer_id
        details = Details(
            subject=data["subject"], chief_officer=chief,
            report_of=chief.name if is_new and data["report_of"] == found.report_of else data["report_of"],
            report_of_post=chief.job_title if is_new and data["report_of_post"] == found.report_of_post
            else data["report_of_post"],
            **{name: data[name] for name in ("author_name", "author_post", "author_telephone", "author_email")},
            exempt_under=written(form.exempt.paragraphs), public_interest=form.exempt.public_interest, **form.shared,
        )  # fmt: skip
        change_details(report=found, version=data["version"], details=details, by=actor, at=now)
        set_destinations(report=found, going_to=form.going_to, by=actor, at=now)
        _warn_of_days(request, found)

    context = {
        "heading": "The head of the report",
        "bodies_hint": "Up to three, in the order in which they are printed; the day where it is known",
        "button": "Save the head",
        "leave_url": found.get_absolute_url(),
        "trail": trail_of(found),
    }
    return form_page(
        request, form, act, to=found, said="The head is saved.", context=context, template="reports/head.html",
        about="subject",
    )  # fmt: skip


def _head_of(report: Report) -> dict[str, Any]:
    printed = ("report_of", "report_of_post", "author_name", "author_post", "author_telephone", "author_email")
    return {
        "subject": report.subject,
        "is_public": "yes" if report.is_public else "no",
        "exempt_under": [str(number) for number in report.exempt_paragraphs],
        "public_interest": report.public_interest,
        "purpose": report.purpose,
        "chief_officer": report.chief_officer.key if report.chief_officer else "",
        "author": report.author.key,
        "version": report.version,
        **{name: getattr(report, name) for name in printed},
        **bodies_of_report(report),
    }


def say(request: HttpRequest, words: str) -> None:
    """Say what was done, on the page that comes next."""
    messages.success(request, words)
