"""The list of imports, bringing a paper, waiting for a long one, and the page that explains every oddity."""

from collections.abc import Iterable
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe
from django_tasks import TaskResult, TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist, TaskResultMismatch

from goldenthread.importing.explaining import EXPLAINED
from goldenthread.importing.forms import BringForm
from goldenthread.importing.jobs import Answer, accept_import, lay_aside, read_upload
from goldenthread.importing.staging import stage
from goldenthread.importing.views.doors import BRINGS, MANY_BYTES, managed_plans
from goldenthread.intake.models import Import, State
from goldenthread.kernel.audience import audience
from goldenthread.kernel.errors import RuleBroken
from goldenthread.plan.models import Plan
from goldenthread.plan.policy import may_make_plan
from goldenthread.plan.views.doors import actor_of, refusing
from goldenthread.plan.views.sending import show

IMPORTS_A_PAGE = 50
PASTED = "Pasted table.txt"


@audience(*BRINGS)
@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def imports(request: HttpRequest) -> HttpResponse:
    """Every import the reader sees, those that wait first, and the form to bring a paper."""
    actor = actor_of(request)
    plans = managed_plans(actor.acting)
    form = BringForm(request.POST or None, request.FILES or None, plans=plans)
    if request.method == "POST" and form.is_valid():
        try:
            return _bring(request, form.cleaned_data, plans)
        except RuleBroken as refusal:
            form.add_error("file" if form.cleaned_data.get("file") else "pasted", str(refusal))
    found = Import.objects.visible_to(actor.acting).select_related("made_by").defer("reading", "outcome")
    page = Paginator(found.exclude(state=State.STAGED), IMPORTS_A_PAGE)
    context = {"form": form, "waiting": found.staged(), "page": page.get_page(request.GET.get("page"))}
    context["brings_plans"] = may_make_plan(actor.acting)
    return show(request, "importing/imports.html", context, form)


def _bring(request: HttpRequest, data: dict[str, Any], plans: Iterable[Plan]) -> HttpResponse:
    actor = actor_of(request)
    file: UploadedFile[Any] | None = data.get("file")
    chunks: Iterable[bytes] = file.chunks() if file else [data["pasted"].encode()]
    name = (file.name or "") if file else PASTED
    into = next((plan for plan in plans if plan.key == data.get("into")), None)
    size = (file.size or 0) if file else len(data["pasted"])
    if size < MANY_BYTES:
        return redirect(stage(chunks=chunks, name=name, by=actor, at=timezone.now(), into=into))
    result = read_upload.enqueue(
        waiting=lay_aside(chunks), name=name, person=actor.key, behalf_of=actor.for_key, into=into.key if into else ""
    )
    return answer_of(result) or redirect("import-waiting", result.id)


def answer_of(result: "TaskResult[Any]") -> HttpResponse | None:
    """Where a task that is done leads: to the import it read, to the plan it made; a refusal is raised as one."""
    if result.status == TaskResultStatus.FAILED:
        raise RuleBroken("This could not be done, and the fault is ours. Nothing was changed; it has been noted.")
    if result.status != TaskResultStatus.SUCCESSFUL:
        return None
    answer: Answer = result.return_value or {}
    if "refused" in answer:
        raise RuleBroken(answer["refused"])
    return redirect("plan", answer["plan"]) if "plan" in answer else redirect("import", answer["import"])


@audience(*BRINGS)
@require_safe
def waiting(request: HttpRequest, task: str) -> HttpResponse:
    """Waits for a long paper to be read or taken, and leads on when it is done."""
    result = _result(task)
    if result.kwargs.get("person") != actor_of(request).key:
        raise Http404
    is_reading = result.task.func == read_upload.func
    try:
        done = answer_of(result)
    except RuleBroken as refusal:
        back = result.kwargs.get("key", "")
        context = {"refused": str(refusal), "is_reading": is_reading, "back": back}
        return render(request, "importing/waiting.html", context)
    if done is not None:
        if request.headers.get("HX-Request"):
            done["HX-Redirect"] = done["Location"]
            done.status_code = 204
        return done
    return render(request, "importing/waiting.html", {"is_reading": is_reading, "task": task})


def _result(task: str) -> "TaskResult[Any]":
    for kind in (read_upload, accept_import):
        try:
            return kind.get_result(task)
        except TaskResultMismatch:
            continue
        except (TaskResultDoesNotExist, NotImplementedError):
            break
    raise Http404


@audience(*BRINGS)
@require_safe
def problems(request: HttpRequest) -> HttpResponse:
    """What each kind of oddity is called, what it means, and what to do."""
    return render(request, "importing/problems.html", {"explained": list(EXPLAINED.items())})
