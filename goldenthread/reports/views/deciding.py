"""What is decided of a report: remarks and answers, claims and findings, and what becomes of it once issued."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_POST

from goldenthread.design.words import counted, day
from goldenthread.identity.views.asking import Question, ask
from goldenthread.kernel.audience import SIGNED_IN, audience
from goldenthread.kernel.errors import RuleBroken
from goldenthread.plan.views.doors import actor_of, refusing
from goldenthread.plan.views.sending import opened, sent, show
from goldenthread.reports.commands.issuing import draft_again, return_report, withdraw_report
from goldenthread.reports.commands.remarks import add_remark, answer_remark, explain, take_over
from goldenthread.reports.forms import SentenceForm
from goldenthread.reports.forms_deciding import KeepForm, RemarkForm
from goldenthread.reports.models import Report
from goldenthread.reports.policy import (
    require_may_remark,
    require_may_return,
    require_may_withdraw,
    require_may_write,
)
from goldenthread.reports.queries.checking import GateShown, claims_in, gate_in
from goldenthread.reports.queries.closings import key_of_closing, newer_closing
from goldenthread.reports.queries.content import content_of
from goldenthread.reports.queries.report_page import report_page
from goldenthread.reports.states import Explained, Finding
from goldenthread.reports.views.doors import require_still_written, the_report, the_section, trail_of
from goldenthread.reports.views.reports import show_report


@audience(SIGNED_IN)
@refusing
def remark(request: HttpRequest, key: str) -> HttpResponse:
    """Put a remark on a report, or beside words of one of its sections."""
    actor, found = actor_of(request), the_report(request, key)
    require_may_remark(actor, found)
    require_still_written(found)
    asked = request.GET.get("section", "")
    section = the_section(found, int(asked)) if asked.isdecimal() and len(asked) < 12 else None
    where = f"#section-{section.pk}" if section else "#remarks"

    def act(given: dict[str, Any]) -> None:
        add_remark(
            report=found, section=section, quoted=given["quoted"], text=given["why"], by=actor, at=timezone.now()
        )

    question = Question(
        heading=f"Remark on “{section}”" if section else "Remark on the report",
        button="Add the remark",
        back=f"{found.get_absolute_url()}{where}",
        lead="It stands beside the text for its authors and those who clear it, and is never printed.",
        done="The remark stands beside the text.",
        trail=trail_of(found),
    )
    more = {"query": f"section={section.pk}" if section else ""}
    return ask(request, question, RemarkForm, act, template="reports/form.html", more=more)


@audience(SIGNED_IN)
@refusing
def answer(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Answer a remark, once."""
    actor, found = actor_of(request), the_report(request, key)
    require_may_write(actor, found)
    one = found.remarks.filter(pk=number, answered_at=None).select_related("by", "section").first()
    if one is None:
        raise Http404
    one.report = found

    def act(given: dict[str, Any]) -> None:
        answer_remark(remark=one, answer=given["why"], by=actor, at=timezone.now())

    where = f"#section-{one.section_id}" if one.section_id else "#remarks"
    question = Question(
        heading=f"Answer {one.by}",
        button="Answer",
        back=f"{found.get_absolute_url()}{where}",
        lead=f"“{one.text}”",
        done="The answer stands beside the remark.",
        trail=trail_of(found),
    )
    return ask(request, question, lambda **named: SentenceForm(label="Answer", **named), act)


@audience(SIGNED_IN)
@refusing
def explain_one(request: HttpRequest, key: str) -> HttpResponse:
    """Say why something a check found stays as it is."""
    actor, found = actor_of(request), the_report(request, key)
    require_may_write(actor, found)
    require_still_written(found)
    of, digest = request.GET.get("of", ""), request.GET.get("key", "")
    label, words, why = _what(found, of, digest)

    def act(given: dict[str, Any]) -> None:
        explain(
            report=found, of=of, key=digest, decision=Explained.KEEP, reason=given["why"], by=actor, at=timezone.now()
        )

    question = Question(
        heading="Say why it stays",
        button="Keep it, with this reason",
        back=found.get_absolute_url(),
        lead="Those who clear the report read your reason beside the words. It is never printed.",
        done="It stays, with your reason.",
        trail=trail_of(found),
        leave="Back to the report, to change the words",
    )
    standing = found.explanations.filter(of=of, key=digest).first()
    more = {"query": f"of={of}&key={digest}", "label": label, "words": words, "why": why}
    return ask(
        request, question,
        lambda **named: SentenceForm(label="Why does it stay as it is?", needed="Say why it stays.", **named),
        act, initial={"why": standing.reason if standing else ""}, template="reports/explain.html", more=more,
    )  # fmt: skip


def _what(report: Report, of: str, key: str) -> tuple[str, str, str]:
    """Where something stands that a check found, its words, and what the check says; 404 where it is found no more."""
    if of == Finding.CLAIM:
        content = content_of(report, with_appendices=False)
        claim = next((one for one in claims_in(content) if one.checked.claim.key == key), None)
        if claim is not None:
            return claim.label, claim.checked.claim.sentence, claim.checked.why
    elif of == Finding.GATE:
        gate = next((one for one in gate_in(content_of(report)) if one.finding.key == key), None)
        if gate is not None:
            place = gate.finding.place.label
            return f"{gate.title}, {place}", gate.finding.words, f"{gate.finding.why} {gate.finding.suggestion}".strip()
    elif of == Finding.ROUND:
        newer = newer_closing(report)
        if newer is not None and report.closing is not None and key == key_of_closing(newer):
            was, now = (day(localdate(one.closed_at)) for one in (report.closing, newer))
            words = f"Round {newer.round.number}, as closed on {was}"
            return "The figures of this report", words, f"It was closed again on {now}, after a correction."
    raise Http404


@audience(SIGNED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def gate(request: HttpRequest, key: str) -> HttpResponse:
    """Everything the gate on the way out found, with what was decided of it; several are kept for one reason."""
    actor, found = actor_of(request), the_report(request, key)
    require_may_remark(actor, found)
    page = report_page(found, actor, on=timezone.localdate())
    if request.method == "POST" and request.POST.get("do") == "take-over":
        require_still_written(found)
        decisions = [one.decision for one in page.decided_before]
        count = take_over(report=found, decisions=decisions, by=actor, at=timezone.now())
        messages.success(request, f"{counted(count, 'decision')} taken over, with the reasons given before.")
        return redirect("report-gate", key)
    form = opened(request, KeepForm, found=[one.finding.key for one in page.gate])

    def act(data: dict[str, Any]) -> None:
        now = timezone.now()
        for digest in data["keys"]:
            explain(report=found, of=Finding.GATE, key=digest, decision=Explained.KEEP, reason=data["why"],
                    by=actor, at=now)  # fmt: skip

    if request.method == "POST":
        require_may_write(actor, found)
        require_still_written(found)
        if sent(request, form, act, about="why"):
            messages.success(request, f"{counted(len(form.cleaned_data['keys']), 'thing')} stay, with your reason.")
            return redirect("report-gate", key)
    context = {
        "report": found,
        "page": page,
        "form": form,
        "chosen": request.POST.getlist("keys"),
        "places": _by_place(page.gate),
        "trail": trail_of(found),
    }
    return show(request, "reports/gate-page.html", context, form)


def _by_place(found: list[GateShown]) -> list[tuple[str, list[GateShown]]]:
    """What the gate found under the places where it stands, in the order of the report."""
    places: dict[str, list[GateShown]] = {}
    for one in found:
        places.setdefault(one.finding.place.label, []).append(one)
    return list(places.items())


@audience(SIGNED_IN)
@refusing
def send_back(request: HttpRequest, key: str) -> HttpResponse:
    """Return an issued report to its author, with the reason."""
    actor, found = actor_of(request), the_report(request, key)
    require_may_return(actor)

    def act(given: dict[str, Any]) -> None:
        return_report(report=found, why=given["why"], by=actor, at=timezone.now())

    question = Question(
        heading="Return the report to its author",
        button="Return it",
        back=found.get_absolute_url(),
        lead="It stays as it was issued; its author begins a new draft from it.",
        done="It is returned, and its author is told why.",
        trail=trail_of(found),
    )
    return ask(request, question, lambda **named: SentenceForm(label="Why does it come back?", **named), act)


@audience(SIGNED_IN)
@refusing
def withdraw(request: HttpRequest, key: str) -> HttpResponse:
    """Withdraw a report, with the reason."""
    actor, found = actor_of(request), the_report(request, key)
    require_may_withdraw(actor, found)

    def act(given: dict[str, Any]) -> None:
        withdraw_report(report=found, why=given["why"], by=actor, at=timezone.now())

    question = Question(
        heading="Withdraw the report",
        button="Withdraw it",
        back=found.get_absolute_url(),
        lead="It stays in the list with the reason, and can be drafted again.",
        done="It is withdrawn.",
        trail=trail_of(found),
    )
    return ask(request, question, lambda **named: SentenceForm(label="Why is it withdrawn?", **named), act)


@audience(SIGNED_IN)
@require_POST
@refusing
def again(request: HttpRequest, key: str) -> HttpResponse:
    """Begin a new draft from a report that was issued, returned or withdrawn."""
    found = the_report(request, key)
    try:
        made = draft_again(report=found, by=actor_of(request), at=timezone.now())
    except RuleBroken as refusal:
        return show_report(request, found, refusal=str(refusal))
    messages.success(request, "It is a new draft with the old one's words. The old one stays as it is.")
    return redirect(made)
