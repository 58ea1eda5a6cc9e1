"""Correcting what was understood: people, words and columns, rows, and whose text counts."""

from collections.abc import Callable, Sequence

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from goldenthread.identity.roles import Role
from goldenthread.importing.forms import ChoiceForm, CorrectingForm, DecideForm, PeopleForm, RowForm, WordsForm
from goldenthread.importing.names import column_of
from goldenthread.importing.queries.changes import change_page
from goldenthread.importing.queries.oddities import Beside, oddities_beside
from goldenthread.importing.queries.people import named_leads
from goldenthread.importing.queries.rows import row_view
from goldenthread.importing.tabs import tabs_of
from goldenthread.importing.views.doors import managed_plans, require_reads_closed, the_plan_paper, waits
from goldenthread.importing.views.reviewing import changes_page, open_choices, plan_it_is_next_of, review_page
from goldenthread.intake.commands import Meant
from goldenthread.intake.models import Import
from goldenthread.intake.queries import by_kind, corrections_of
from goldenthread.intake.rebuilding import ROW
from goldenthread.kernel.audience import audience
from goldenthread.kernel.errors import Conflict, RuleBroken
from goldenthread.plan.intake import INTO, correct_paper, reading_of
from goldenthread.plan.reading.as_json import header_from_json
from goldenthread.plan.reading.corrected import ACTION, SKIP
from goldenthread.plan.reading.values import Column
from goldenthread.plan.views.doors import actor_of, refusing
from goldenthread.plan.views.sending import show


def _lay_over(request: HttpRequest, of: Import, form: CorrectingForm) -> bool:
    """Run the command with what the form means; say whether it went through. Refusals stand on the form."""
    if not form.is_valid():
        return False
    meant = form.meant()
    if not meant:
        messages.info(request, "Nothing was changed on this form.")
        return True
    try:
        correct_paper(
            of=of, corrections=meant, by=actor_of(request), at=timezone.now(), version=form.cleaned_data["version"]
        )
    except RuleBroken as refusal:
        form.add_error(None, str(refusal))
        return False
    except Conflict as found:
        form.conflict = form.at_its_fields(found)  # type: ignore[attr-defined]
        return False
    messages.success(request, "Read again with your corrections.")
    return True


@audience(Role.SERVICE_MANAGER)
@require_POST
@refusing
def people(request: HttpRequest, key: str) -> HttpResponse:
    """Who is who, for everybody the paper names."""
    of = the_plan_paper(request, key)
    answers = by_kind(corrections_of(of)).person
    leads = named_leads(of, answers, plan_it_is_next_of(of, actor_of(request).acting))
    form = PeopleForm(request.POST, leads=leads, initial={"version": of.version})
    if _lay_over(request, of, form):
        return redirect(of)
    return review_page(request, of, DecideForm(initial={"version": of.version}), form)


@audience(Role.SERVICE_MANAGER)
@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def words(request: HttpRequest, key: str) -> HttpResponse:
    """What the columns and the status words mean, the header block, and which plan the paper is."""
    of = _waiting(request, key)
    reading, corrections = of.reading, corrections_of(of)
    header = header_from_json(reading["header"])
    texts = {
        "boards": header.boards_written,
        "starts": header.starts.written,
        "ends": header.ends.written,
    }
    form = WordsForm(
        request.POST or None,
        columns=_columns(reading["column_labels"]),
        ratings=[(one["word"], f"{one['colour']}|{one['state']}") for one in reading["ratings"]],
        header={name: texts.get(name, getattr(header, name, "")) for name in reading["header"]},
        plans=managed_plans(actor_of(request).acting),
        plan=corrections.get(INTO, ""),
        initial={"version": of.version},
    )
    if request.method == "POST" and _lay_over(request, of, form):
        return redirect("import-words", of.key)
    return show(request, "importing/words.html", {"of": of, "form": form, "tabs": tabs_of(of, "import-words")}, form)


def _columns(labels: dict[str, str]) -> list[tuple[str, Column]]:
    found = [(label, column_of(name)) for name, label in labels.items() if label]
    return [(label, column) for label, column in found if column is not None]


@audience(Role.SERVICE_MANAGER)
@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def row(request: HttpRequest, key: str, position: int) -> HttpResponse:
    """One row of the source: what it says, what was made of it, and how it is to be read."""
    of = the_plan_paper(request, key)
    found = get_object_or_404(of.rows, position=position, kind=ROW)
    if found.where not in {one.where for one in reading_of(of).actions}:
        require_reads_closed(request, of)
    corrections = by_kind(corrections_of(of))
    view = row_view(of, found, corrections.cell, corrections.row)
    form = RowForm(request.POST or None, where=found.where, columns=view.columns, initial={"version": of.version})
    if request.method == "POST":
        if not waits(of):
            raise Http404
        decided = _decision(request, of, form, found.where)
        code = request.GET.get("oddity", "")
        before = oddities_beside(of, found.position, code)
        if decided() if decided else _lay_over(request, of, form):
            return redirect(_after(of, found.position, code, before))
    beside = oddities_beside(of, found.position, request.GET.get("oddity", ""))
    context = {"of": of, "view": view, "form": form, "waits": waits(of), "tabs": tabs_of(of, ""), "beside": beside}
    return show(request, "importing/row.html", context, form)


def _after(of: Import, position: int, code: str, before: Beside | None) -> str:
    """Where a correction leads whoever goes from oddity to oddity: to the next one, once this one is put right.

    ``before`` is what stood beside it until now: with its last row a whole group leaves the list. A row that is still
    odd in this way stays, so that she sees what is left of it.
    """
    beside = oddities_beside(of, position, code)
    is_put_right = before is not None and not (beside and beside.number and beside.query == before.query)
    if before is not None and before.number and is_put_right:
        return before.next_url or f"{of.get_absolute_url()}#odd"
    return f"{reverse('import-row', args=[of.key, position])}{beside.query if beside else ''}"


def _decision(request: HttpRequest, of: Import, form: CorrectingForm, where: str) -> "Callable[[], bool] | None":
    """What a button says about the whole row: leave it out, take it as an action, read it as it stands."""
    meant: dict[str, Sequence[Meant]] = {
        SKIP: [Meant("row", where, SKIP)],
        ACTION: [Meant("row", where, ACTION)],
        "as-it-stands": [
            Meant("row", where, None),
            *(Meant(kind, target, None) for kind, target in form.targets.values()),
        ],
    }
    chosen = meant.get(request.POST.get("decision", ""))
    if chosen is None:
        return None

    def decide() -> bool:
        form.meant = lambda: list(chosen)  # type: ignore[method-assign]
        return _lay_over(request, of, form)

    return decide


@audience(Role.SERVICE_MANAGER)
@require_POST
@refusing
def choices(request: HttpRequest, key: str) -> HttpResponse:
    """Whose text counts, for the cells on a page of changes."""
    of = _waiting(request, key)
    found = change_page(of, actor_of(request).acting, request.GET.dict())
    if found is None:
        raise Http404
    form = ChoiceForm(request.POST, choices=open_choices(found), initial={"version": of.version})
    if _lay_over(request, of, form):
        return redirect("import-changes", of.key)
    return changes_page(request, of, form)


def _waiting(request: HttpRequest, key: str) -> Import:
    of = the_plan_paper(request, key)
    if not waits(of):
        raise Http404
    return of
