"""The paper of a long plan: asked for, waited for, stopped, fetched."""

from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_tasks import TaskResult, TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist, TaskResultMismatch

from goldenthread.documents import making
from goldenthread.documents.page import draw_paper
from goldenthread.documents.rendered import said_of_replaced
from goldenthread.kernel.audience import audience
from goldenthread.kernel.errors import RuleBroken
from goldenthread.plan.export import MEDIA_TYPES, PRINTED, Format
from goldenthread.plan.jobs import make_paper
from goldenthread.plan.models import Plan
from goldenthread.plan.printed.paper import plan_paper
from goldenthread.plan.views.action_pages import trail_of_plan
from goldenthread.plan.views.doors import READERS, actor_of, refusing, the_plan

NAMES = {Format.PDF: "PDF", Format.WORD: "Word file"}
FAILED = "This could not be made, and the fault is ours. Nothing was changed; it has been noted."


@audience(*READERS)
@require_safe
@refusing
def read(request: HttpRequest, key: str) -> HttpResponse:
    """The plan as a paper on a page: the same words in the same order as its PDF and its Word file."""
    plan = the_plan(request, key)
    paper = plan_paper(plan, at=timezone.now())
    context = {"paper": paper, "drawn": draw_paper(paper), "trail": trail_of_plan(plan)[:1]}
    return render(request, "plan/paper-read.html", context | {"plan": plan})


@audience(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def make(request: HttpRequest, key: str, kind: str) -> HttpResponse:
    """Asks for the paper of a plan; a press has the worker make it."""
    plan, actor = the_plan(request, key), actor_of(request)
    if kind not in PRINTED:
        raise Http404
    if request.method != "POST":
        context = {"plan": plan, "trail": trail_of_plan(plan)[:1], "name": NAMES[Format(kind)], "kind": kind}
        return render(request, "plan/make-paper.html", context | {"count": plan.actions.count()})
    result = make_paper.enqueue(key=plan.key, kind=kind, made=making.begin(), person=actor.key, behalf_of=actor.for_key)
    return redirect("plan-paper-made", plan.key, result.id)


@audience(*READERS)
@require_safe
def made(request: HttpRequest, key: str, task: str) -> HttpResponse:
    """Waits for the paper of a plan, offers to stop the work, and hands the paper on when it is made."""
    plan, result = the_plan(request, key), _result(request, key, task)
    answer = _answer(result)
    context = {
        "plan": plan,
        "trail": trail_of_plan(plan)[:1],
        "name": NAMES[Format(result.kwargs["kind"])],
        "task": task,
        "answer": answer,
        "waits": result.status == TaskResultStatus.READY,
    }
    if answer and "file" in answer:
        paper = making.fetch(result.kwargs["made"])
        replaced = said_of_replaced(paper.replaced) if paper and paper.replaced else ""
        context |= {"gone": paper is None, "replaced": replaced}
    found = render(request, "plan/paper-made.html", context)
    if answer and request.headers.get("HX-Request"):
        found = HttpResponse(status=204)
        found["HX-Refresh"] = "true"
    return found


@audience(*READERS)
@require_POST
def stop(request: HttpRequest, key: str, task: str) -> HttpResponse:
    """Stops the making of a paper."""
    result = _result(request, the_plan(request, key).key, task)
    making.stop(result.kwargs["made"])
    return redirect("plan-paper-made", key, task)


@audience(*READERS)
@require_safe
def fetch(request: HttpRequest, key: str, task: str) -> HttpResponse:
    """Hands out the paper that was made; to whoever asked for it, and for a day."""
    result = _result(request, the_plan(request, key).key, task)
    answer, paper = _answer(result), making.fetch(result.kwargs["made"])
    if not answer or "file" not in answer or paper is None:
        raise Http404
    sent = HttpResponse(paper.content, content_type=MEDIA_TYPES[Format(result.kwargs["kind"])])
    sent["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(answer['file'])}"
    return sent


def refused(request: HttpRequest, plan: Plan, kind: str, refusal: RuleBroken) -> HttpResponse:
    """Says in one sentence why the paper of a plan was not made."""
    context = {"plan": plan, "trail": trail_of_plan(plan)[:1], "name": NAMES.get(Format(kind), "file")}
    return render(request, "plan/paper-made.html", context | {"answer": {"refused": str(refusal)}}, status=422)


def _answer(result: "TaskResult[Any]") -> dict[str, Any] | None:
    """What the worker says; nothing while it works."""
    if result.status == TaskResultStatus.FAILED:
        return {"refused": FAILED}
    return result.return_value or {} if result.status == TaskResultStatus.SUCCESSFUL else None


def _result(request: HttpRequest, key: str, task: str) -> "TaskResult[Any]":
    """The task of an address, if it is of this plan and of whoever asks; else 404."""
    try:
        result = make_paper.get_result(task)
    except (TaskResultDoesNotExist, TaskResultMismatch, NotImplementedError):
        raise Http404 from None
    if result.kwargs.get("person") != actor_of(request).key or result.kwargs.get("key") != key:
        raise Http404
    return result
