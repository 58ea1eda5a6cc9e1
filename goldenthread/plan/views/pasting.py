"""Actions pasted from a spreadsheet: first shown as they would become, then added together."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from goldenthread.design.words import counted
from goldenthread.kernel.audience import audience
from goldenthread.plan import policy
from goldenthread.plan.commands.pasting import paste_actions
from goldenthread.plan.forms.structure import PasteForm, column_choices, read_columns
from goldenthread.plan.glossary import read_glossary
from goldenthread.plan.queries.pasting import PastedRow, read_paste, rows_of
from goldenthread.plan.reading.values import Column
from goldenthread.plan.views.action_pages import trail_of_plan
from goldenthread.plan.views.doors import READERS, actor_of, refusing, the_plan
from goldenthread.plan.views.sending import opened, sent, show


@audience(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def paste(request: HttpRequest, key: str) -> HttpResponse:
    """Paste rows, see what each column and row would become, and add them; nothing is written before the last step."""
    actor, plan = actor_of(request), the_plan(request, key)
    policy.require_manages(actor, plan)
    if not plan.priorities.exists():
        return redirect("plan-structure", plan.key)
    form = opened(request, PasteForm, plan, initial={"place": request.GET.get("under", "")})
    context: dict[str, Any] = {
        "form": form,
        "plan": plan,
        "trail": trail_of_plan(plan),
        "leave_url": reverse("plan-structure", args=[key]),
    }
    if request.method == "POST" and form.is_valid():
        context |= _preview(request, form)
        rows: list[PastedRow] = context["rows"]
        if not rows:
            form.add_error("text", "Paste at least one row.")
            del context["pasted"]
        elif request.POST.get("do") == "add" and _may_add(form, context):

            def act(_: dict[str, Any]) -> None:
                priority, aim = form.chosen_place()
                paste_actions(priority=priority, aim=aim, rows=rows, by=actor)

            if sent(request, form, act, about="text"):
                messages.success(request, f"{counted(len(rows), 'action')} added.")
                return redirect("plan-structure", plan.key)
    return show(request, "plan/paste.html", context, form)


def _preview(request: HttpRequest, form: PasteForm) -> dict[str, Any]:
    pasted = read_paste(form.cleaned_data["text"])
    columns = read_columns(request.POST if "column-0" in request.POST else {}, pasted.guessed)
    rows = rows_of(pasted, columns, read_glossary())
    examples = [[cells[place] for cells in pasted.cells[:3] if cells[place]] for place in range(pasted.width)]
    headings = pasted.headings or tuple(f"Column {place + 1}" for place in range(pasted.width))
    return {
        "pasted": pasted,
        "rows": rows,
        "wrong": sum(bool(row.wrong) for row in rows),
        "columns": list(zip(range(pasted.width), headings, columns, examples, strict=True)),
        "column_choices": column_choices(),
        "has_action": Column.ACTION.value in columns,
        "label": f"Add {counted(len(rows), 'action')}",
    }


def _may_add(form: PasteForm, context: dict[str, Any]) -> bool:
    """Whether every row can become an action; else the form says what is in the way."""
    if not context["has_action"]:
        form.add_error("text", "Say which column holds the action.")
    elif context["wrong"]:
        rows, them = counted(context["wrong"], "row"), "it" if context["wrong"] == 1 else "them"
        form.add_error("text", f"{rows} cannot be taken. Correct {them} here; the reason stands beside each.")
    elif context["pasted"].too_many:
        form.add_error("text", "Paste at most 300 rows at a time.")
    return not form.errors
