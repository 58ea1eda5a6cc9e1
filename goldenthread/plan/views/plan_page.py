"""The plan page: header, counts, filters and every row, on the day it is asked for."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from goldenthread.design.parts import Link, Meaning
from goldenthread.design.words import counted, spelt
from goldenthread.identity.models import Person
from goldenthread.kernel.addresses import address
from goldenthread.kernel.audience import audience
from goldenthread.plan import policy
from goldenthread.plan.forms.several import intentions
from goldenthread.plan.models import Plan
from goldenthread.plan.queries.chips import declared_standing
from goldenthread.plan.queries.columns import labels_of
from goldenthread.plan.queries.filter_choices import choices_of, chosen_of
from goldenthread.plan.queries.plan_filter import PlanFilter, saved_filters
from goldenthread.plan.queries.plan_header import owner_of, plan_header
from goldenthread.plan.queries.plan_table import PlanTable, plan_table
from goldenthread.plan.queries.waiting import waiting_count
from goldenthread.plan.rendering import Frame, draw_block, draw_options
from goldenthread.plan.views.doors import READERS, actor_of, the_plan
from goldenthread.plan.views.plan_tabs import tabs_of

EXPORTS = (("pdf", "PDF"), ("docx", "Word"), ("xlsx", "Excel"), ("csv", "CSV"), ("json", "JSON"))
COLUMNS = ("By officers", "By the dates")


@audience(*READERS)
@require_safe
def plan(request: HttpRequest, key: str) -> HttpResponse:
    """A plan with all its rows, or those its filters leave."""
    found = the_plan(request, key)
    asked = PlanFilter.read(request.GET)
    if any(not value for value in request.GET.values()):
        return redirect(f"{request.path}?{asked.query}#rows" if asked.query else request.path)
    reader = actor_of(request).acting
    context = plan_context(found, asked, reader, on=timezone.localdate(), page=request.GET.get("page", ""))
    return render(request, "plan/plan.html", context)


def plan_context(found: Plan, asked: PlanFilter, reader: Person, *, on: date, page: str = "") -> dict[str, Any]:
    """Everything the plan page shows on one day."""
    base = found.get_absolute_url()
    manages = policy.manages(reader, found)
    table = plan_table(found, reader=reader, manages=manages, on=on, asked=asked, address=base, page=page)
    choices = choices_of(table)
    may_pick = any(row.may_update for row in table.rows)
    frame = Frame(base=base, span=10 if may_pick else 9, may_pick=may_pick, manages=manages)
    waits = waiting_count(table.rows, found, reader=reader, manages=manages, on=on)
    return {
        "plan": found,
        "on": on,
        "base": base,
        "table": table,
        "blocks": [(f"block-{place}", block, draw_block(block, frame)) for place, block in enumerate(table.blocks, 1)],
        "header": plan_header(found, reader=reader, on=on),
        "owner": owner_of(found),
        "labels": labels_of(found),
        "choices": [(choice, draw_options(choice)) for choice in choices],
        "chosen": chosen_of(asked, choices, base),
        "found": _found(table),
        "count_columns": COLUMNS,
        "past_end": past_end(table),
        "meanings": _meanings(table),
        "manages": manages,
        "may_pick": may_pick,
        "several": intentions(manages=manages),
        "waits": f"{spelt(waits).capitalize()} {'thing waits' if waits == 1 else 'things wait'} for you"
        if waits
        else "",
        "saved": saved_filters(reader, found),
        "exports": exports_of(found),
        "tabs": tabs_of(found, "plan", manages=manages),
        "structure_url": address("plan-structure", found.key),
        "page_query": f"{asked.query}&" if asked.set else "",
    }


def exports_of(plan: Plan) -> list[Link]:
    """The ways to take a plan out: as a paper on a page, and as a file of each kind."""
    files = [Link(label, address("plan-export", plan.key, kind)) for kind, label in EXPORTS]
    return [Link("As a paper", address("plan-paper-read", plan.key)), *files]


def _found(table: PlanTable) -> str:
    shown, count = len(table.shown), len(table.rows)
    if table.asked.set:
        return f"{shown:,} of {count:,} actions"
    return "1 action" if count == 1 else f"All {count:,} actions"


def past_end(table: PlanTable) -> str:
    """The figure behind which lateness hides: how many greens are past their end, of how many."""
    past, greens = table.past_end
    if not past:
        return ""
    are_past = "is past its end" if past == 1 else "are past their end"
    return f"{past} of {counted(greens, 'green')} {are_past}."


def _meanings(table: PlanTable) -> list[Meaning]:
    """The legend: the words of the plan that are offered or used, each with its meaning."""
    return [
        Meaning(word.colour, word.word, word.meaning or "This plan does not say.", declared_standing(""))
        for word in table.words
        if word.is_offered
    ]
