"""The review of a paper: what was found, what is odd, its rows beside what was understood, what it would change."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from goldenthread.committee.commands.taking_back import brought_by, meetings_of_paper
from goldenthread.committee.reading.receipts import PAPER_WITHOUT_PAGES
from goldenthread.documents.storing import safe_name
from goldenthread.identity.models import Person
from goldenthread.identity.roles import Role
from goldenthread.importing.commands import parts_in, why_not_undo
from goldenthread.importing.explaining import EXPLAINED
from goldenthread.importing.forms import ChoiceForm, DecideForm, PeopleForm
from goldenthread.importing.queries.changes import ChangePage, change_page
from goldenthread.importing.queries.oddities import count_in_rows
from goldenthread.importing.queries.pack import fates_of, pack_found
from goldenthread.importing.queries.people import named_leads
from goldenthread.importing.queries.problems import problem_groups
from goldenthread.importing.queries.rows import OTHERS, row_page
from goldenthread.importing.tabs import tabs_of
from goldenthread.importing.views.doors import (
    BRINGS,
    reads_closed,
    require_reads_closed,
    the_import,
    the_plan_paper,
    waits,
)
from goldenthread.intake.models import Import, State
from goldenthread.intake.queries import by_kind, corrections_of
from goldenthread.kernel.audience import audience
from goldenthread.plan.comparing import find_plan
from goldenthread.plan.models import Plan, PlanImport
from goldenthread.plan.papers_before import was_taken_before
from goldenthread.plan.planless import holds_plan
from goldenthread.plan.reading.as_json import header_from_json
from goldenthread.plan.views.doors import actor_of
from goldenthread.plan.views.sending import show

FILTERS = ("show", "problem", "priority", "status", "lead", "change", "page")


@audience(*BRINGS)
@require_safe
def review(request: HttpRequest, key: str) -> HttpResponse:
    """What was found in a paper, problems first; after it was decided, its receipt."""
    of = the_import(request, key)
    return review_page(request, of, DecideForm(initial={"version": of.version}))


def review_page(request: HttpRequest, of: Import, decide: DecideForm, people: PeopleForm | None = None) -> HttpResponse:
    """The review page with its forms, one of which may have come back refused."""
    if not holds_plan(of):
        return _pack_page(request, of, decide)
    closed = reads_closed(request, of)
    corrections = by_kind(corrections_of(of))
    before = plan_it_is_next_of(of, actor_of(request).acting)
    leads = named_leads(of, corrections.person, before)
    people = people or PeopleForm(leads=leads, initial={"version": of.version})
    in_rows = count_in_rows(of)
    context = {
        "of": of,
        "receipt": of.receipt,
        "in_rows": in_rows,
        "in_no_row": len(of.receipt["problems"]) - in_rows,
        "tabs": tabs_of(of, "import"),
        "period": _period(of),
        "groups": _groups(of, closed),
        "pack": pack_found(of, actor_of(request), reads_closed=closed),
        **_taking(of, closed),
        "people": people,
        "open_leads": sum(lead.is_open for lead in leads),
        "decide": decide,
        "waits": waits(of),
        "plan": _plan_of(of),
        "will_lose": of.receipt["changes"]["gone"] > 0 or bool(of.receipt["refused"]),
        "is_next": _is_next(of),
        "is_again": before is not None and was_taken_before(before, sha256=of.sha256),
        "why_not_undo": why_not_undo(of) if of.state == State.ACCEPTED else "",
    }
    return show(request, "importing/review.html", context, decide, people)


def _pack_page(request: HttpRequest, of: Import, decide: DecideForm) -> HttpResponse:
    """The review of a paper in which no plan stands: what was found, what is taken of it, and how it is dropped."""
    closed = reads_closed(request, of)
    context = {
        "of": of,
        "receipt": of.receipt,
        "in_rows": 0,
        "in_no_row": len(of.receipt["problems"]),
        "tabs": tabs_of(of, "import"),
        "groups": _groups(of, closed),
        "pack": pack_found(of, actor_of(request), reads_closed=closed),
        **_taking(of, closed),
        "decide": decide,
        "waits": waits(of),
        "why_not_undo": why_not_undo(of) if of.state == State.ACCEPTED else "",
    }
    return show(request, "importing/review_pack.html", context, decide)


def _groups(of: Import, closed: bool) -> Any:
    """The problems by kind; those about papers behind items of Part 2 for whoever reads all of the paper alone."""
    groups = problem_groups(of)
    if closed:
        return groups
    numbers = {
        item["number"] for meeting in of.receipt.get("meetings", ()) for item in meeting["items"] if item["part"] != 1
    }
    kept = {
        one["where"] for one in of.receipt["problems"] if one["code"] == PAPER_WITHOUT_PAGES and one["item"] in numbers
    }
    return [
        replace(group, lines=[line for line in group.lines if line.where not in kept])
        if group.code == PAPER_WITHOUT_PAGES
        else group
        for group in groups
    ]


def _taking(of: Import, closed: bool) -> dict[str, Any]:
    """What taking a pack does, while it waits; the meetings it brought, after it was taken."""
    brought = brought_by(of)
    fates = fates_of(of, today=timezone.localdate(), reads_closed=closed) if waits(of) else []
    return {
        "parts": [one.value for one in parts_in(of)],
        "fates": fates,
        "can_take": any(one.fate != "left" for one in fates),
        "brought": list(meetings_of_paper(brought).select_related("committee__body")) if brought else [],
        "reads_closed": closed,
    }


def plan_it_is_next_of(of: Import, person: Person) -> Plan | None:
    """The plan that a paper which waits is the next version of."""
    return find_plan(header_from_json(of.reading["header"]), sha256=of.sha256, person=person) if waits(of) else None


def _period(of: Import) -> str:
    """From when to when the plan runs, in words; blank where the paper does not say."""
    header = header_from_json(of.reading["header"])
    days = [day.in_words for day in (header.starts, header.ends) if day]
    return " to ".join(days)


def _plan_of(of: Import) -> Plan | None:
    """The plan that an accepted import made or changed."""
    taken = PlanImport.objects.filter(of=of).select_related("plan").first()
    return taken.plan if taken else None


def _is_next(of: Import) -> bool:
    """Whether the paper is the next version of a plan that stands."""
    changes = of.receipt["changes"]
    return bool(changes["same"] or changes["changed"] or changes["gone"])


@audience(Role.SERVICE_MANAGER)
@require_safe
def rows(request: HttpRequest, key: str) -> HttpResponse:
    """The rows of a paper beside what was understood, filtered, at most two hundred a page."""
    of = the_plan_paper(request, key)
    asked = {name: request.GET.get(name, "") for name in FILTERS if name in request.GET}
    if asked.get("show") == OTHERS:
        require_reads_closed(request, of)
    context = {
        "of": of,
        "tabs": tabs_of(of, "import-rows"),
        "rows": row_page(of, asked, actor_of(request).acting),
        "choices": _choices(of, asked),
        "others": asked.get("show") == OTHERS,
        "query": _encoded(asked),
        "waits": waits(of),
    }
    return render(request, "importing/rows.html", context)


def _encoded(asked: Mapping[str, str]) -> str:
    """The filters as the rest of an address, to which a page is added."""
    kept = {name: value for name, value in asked.items() if name != "page" and value}
    return f"{urlencode(kept)}&" if kept else ""


def _choices(of: Import, asked: Mapping[str, str]) -> list[dict[str, Any]]:
    """The filters of the rows: problem, priority, status, lead and, for a next version, what changes."""
    receipt = of.receipt
    codes = list(dict.fromkeys(one["code"] for one in receipt["problems"] if one["action"]))
    found: list[tuple[str, str, str, list[tuple[str, str]]]] = [
        ("problem", "Odd", "Anything", [(code, EXPLAINED[code].title) for code in codes]),
        (
            "priority",
            "Priority",
            "All",
            [(str(at), _priority(one)) for at, one in enumerate(receipt["priorities"])],
        ),
        ("status", "Status", "All", [(f"={word}", word or "(blank)") for word in receipt["by_status"]]),
        ("lead", "Lead", "All", [(text, text) for text in of.reading.get("initials", ())]),
    ]
    if _is_next(of):
        found.append(("change", "Change", "All", [("new", "New"), ("changed", "Changed")]))
    return [
        {"name": name, "label": label, "anything": anything, "options": options, "chosen": asked.get(name, "")}
        for name, label, anything, options in found
        if options
    ]


def _priority(one: Mapping[str, str]) -> str:
    return f"{one['number']} {one['title']}".strip()[:80] or "Without a title"


@audience(Role.SERVICE_MANAGER)
@require_safe
def changes(request: HttpRequest, key: str) -> HttpResponse:
    """What a paper that waits would change in its plan, cell by cell."""
    of = the_plan_paper(request, key)
    return changes_page(request, of)


def changes_page(request: HttpRequest, of: Import, form: ChoiceForm | None = None) -> HttpResponse:
    """The changes with the choices that somebody has to make."""
    if not waits(of):
        raise Http404
    found = change_page(of, actor_of(request).acting, request.GET.dict())
    if form is None and found is not None:
        form = ChoiceForm(choices=open_choices(found), initial={"version": of.version})
    fields = form.by_target() if form else {}
    blocks = [
        (action, [(line, fields.get(line.target)) for line in action.lines])
        for action in (found.actions if found else ())
    ]
    context = {"of": of, "tabs": tabs_of(of, "import-changes"), "found": found, "form": form, "blocks": blocks}
    return show(request, "importing/changes.html", context, *([form] if form else []))


def open_choices(found: ChangePage) -> dict[str, str]:
    """The cells of a page of changes about which somebody decides, each with what counts now."""
    return {line.target: line.choice for action in found.actions for line in action.lines if not line.refused}


@audience(*BRINGS)
@require_safe
def original(request: HttpRequest, key: str) -> FileResponse:
    """The file as it came, as an attachment."""
    of = the_import(request, key)
    require_reads_closed(request, of)
    if of.file is None:
        raise Http404
    return FileResponse(
        open(of.file.location, "rb"),  # noqa: PTH123 - the answer closes it
        as_attachment=True,
        filename=safe_name(of.name),
        content_type="application/octet-stream",
    )
