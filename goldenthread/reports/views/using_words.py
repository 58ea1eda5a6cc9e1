"""Putting suggested words in the place of what was written: of a claim the plan contradicts, of what the gate found."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from goldenthread.kernel.audience import SIGNED_IN, audience
from goldenthread.kernel.errors import Conflict, RuleBroken
from goldenthread.plan.views.doors import actor_of, refusing
from goldenthread.reports.commands.writing import save_section
from goldenthread.reports.models import Report, Section
from goldenthread.reports.policy import require_may_write
from goldenthread.reports.queries.checking import claims_in, gate_in
from goldenthread.reports.queries.content import content_of
from goldenthread.reports.views.doors import require_still_written, the_report, the_section
from goldenthread.reports.views.reports import show_report

GONE = "These words have changed already; look at them again."


@dataclass(frozen=True, slots=True)
class _Instead:
    """Words that stand in a section, and those that could stand there instead."""

    section: Section
    words: str
    instead: str


@audience(SIGNED_IN)
@require_POST
@refusing
def use_words(request: HttpRequest, key: str) -> HttpResponse:
    """Put the words a check suggests where they belong, if they stand there once; else say what to write."""
    actor, found = actor_of(request), the_report(request, key)
    require_may_write(actor, found)
    require_still_written(found)
    one = _claim(found, request.POST.get("claim", "")) or _finding(found, request.POST.get("gate", ""))
    if one is None:
        return show_report(request, found, refusal=GONE)
    if one.section.text.count(one.words) != 1:
        messages.info(request, f"“{one.words}” stands here more than once, or holds a fact. Write it: {one.instead}")
        return redirect("report-section", key, one.section.pk)
    text = one.section.text.replace(one.words, one.instead)
    try:
        save_section(section=one.section, version=one.section.version, text=text, by=actor, at=timezone.now())
    except (RuleBroken, Conflict) as refusal:
        return show_report(request, the_report(request, key), refusal=str(refusal))
    messages.success(request, f"It says “{one.instead}” now." if one.instead else f"“{one.words}” is taken out.")
    return redirect(f"{found.get_absolute_url()}#section-{one.section.pk}")


def _claim(report: Report, digest: str) -> _Instead | None:
    if not digest:
        return None
    for one in claims_in(content_of(report, with_appendices=False)):
        if one.checked.claim.key == digest and one.checked.suggested:
            return _Instead(the_section(report, one.section), one.checked.claim.text, one.checked.suggested)
    return None


def _finding(report: Report, digest: str) -> _Instead | None:
    """What the gate found, in the one section that holds its words."""
    if not digest:
        return None
    gate = next((one for one in gate_in(content_of(report)) if one.finding.key == digest), None)
    if gate is None or gate.finding.replacement is None:
        return None
    holding = [one for one in report.sections.all() if gate.finding.words in one.text]
    if len(holding) != 1:
        return None
    holding[0].report = report
    return _Instead(holding[0], gate.finding.words, gate.finding.replacement)
