"""A plan's next year, on one guided page: begun, described, considered, read as a whole and done; or given up."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods, require_POST

from goldenthread.design.parts import Link
from goldenthread.design.words import counted, moment
from goldenthread.kernel.audience import audience
from goldenthread.kernel.errors import Conflict, RuleBroken
from goldenthread.plan import policy
from goldenthread.plan.commands.considering import Chosen, consider, consider_several, waits_on_request
from goldenthread.plan.commands.plans import Word
from goldenthread.plan.commands.refreshing import (
    NewYear,
    begin_refresh,
    choose_words,
    describe_new_plan,
)
from goldenthread.plan.forms.choosing import LeadField, lead_choices
from goldenthread.plan.forms.refresh import (
    AgreedForm,
    ConsiderForm,
    MappingForm,
    NewYearForm,
    PriorityForm,
    RefreshWordForm,
    SeveralForm,
)
from goldenthread.plan.models import Action, Plan, Refresh
from goldenthread.plan.queries.asking import where_ended
from goldenthread.plan.queries.goes_along import goes_along
from goldenthread.plan.queries.plan_header import dates_of
from goldenthread.plan.queries.refresh import (
    current_refresh,
    decided_together,
    goes_together,
    receipt_page,
    refresh_page,
)
from goldenthread.plan.queries.refresh_rows import RefreshRow, RefreshRows, asked_ends, first_day, refresh_rows
from goldenthread.plan.queries.roles_onward import count_roles_that_wait_for, roles_to_take
from goldenthread.plan.refresh import Choice, next_name, next_period
from goldenthread.plan.states import OUT, Colour
from goldenthread.plan.views.action_pages import beside_action, trail_of_plan
from goldenthread.plan.views.doors import READERS, actor_of, number_of, refusing, the_plan, version_of
from goldenthread.plan.views.sending import form_page, opened, show
from goldenthread.plan.views.too_late import TooLate, words_in, words_of

GREENS, ALL = "greens", "all"


TYPED = {
    "name": "Name", "starts": "From", "ends": "To, or the new end", "title": "Title of a priority", "word": "Word",
    "meaning": "What it means", "wording": "Words", "reason": "Why?", "ref": "Ref",
}  # fmt: skip
"""What is typed on the pages of a refresh, told back where somebody else ended it first."""


def prepared(request: HttpRequest, key: str, typed: type[Form] | None = None) -> Refresh:
    """The refresh of the plan of an address that is being prepared, for whoever manages the plan; else 404.

    Where somebody else has ended it while this was typed, the words are told back with the name; ``typed`` is the form
    of the page where it can be made without the refresh.
    """
    plan = the_plan(request, key)
    policy.require_manages(actor_of(request), plan)
    found = plan.refreshes.select_related("plan", "made", "owner", "owner_post", "ended_by").order_by("-pk").first()
    if found is None or (found.stage != Refresh.Stage.PREPARING and request.method != "POST"):
        raise Http404
    if found.stage != Refresh.Stage.PREPARING:
        raise _ended(found, words_in(typed(request.POST)) if typed else words_of(request.POST.items(), TYPED))
    return found


def _ended(found: Refresh, words: list[tuple[str, str]]) -> TooLate:
    """Who ended a refresh, when, and what became of it."""
    is_done = found.stage == Refresh.Stage.DONE
    did = f"made {found.made or found.name} from this plan" if is_done else "gave up the next year as it was prepared"
    return TooLate(
        heading="The next year is made already" if is_done else "The next year was given up",
        said=f"{found.ended_by} {did} meanwhile, on {moment(found.ended_at)}. Nothing more can be changed in it here.",
        onward=Link("See what was done" if is_done else "Back to the plan", _after(found)),
        trail=trail_of_plan(found.plan),
        words=words,
    )


def _after(found: Refresh) -> str:
    """Where a refresh that ended is told of."""
    done = found.stage == Refresh.Stage.DONE
    return reverse("plan-refresh", args=[found.plan.key]) if done else found.plan.get_absolute_url()


@audience(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def refresh(request: HttpRequest, key: str) -> HttpResponse:
    """The guided page: a beginning, the steps of a refresh being prepared, or the receipt of one that is done."""
    actor, plan = actor_of(request), the_plan(request, key)
    found = current_refresh(plan)
    if found is not None and found.stage == Refresh.Stage.DONE:
        return render(request, "plan/refresh-receipt.html", _receipt(request, plan, found))
    policy.require_manages(actor, plan)
    if request.method == "POST" and found is None:
        try:
            begin_refresh(plan=plan, by=actor, at=timezone.now())
        except RuleBroken as refusal:
            messages.warning(request, str(refusal))
        return redirect("plan-refresh", key)
    if found is None:
        starts, ends = next_period(plan.starts_on, plan.ends_on, on=timezone.localdate())
        given_up = plan.refreshes.filter(stage=Refresh.Stage.GIVEN_UP).first()
        context = {
            "plan": plan,
            "trail": trail_of_plan(plan),
            "name": next_name(plan.name),
            "starts": starts,
            "ends": ends,
        }
        return render(request, "plan/refresh-begin.html", context | {"given_up": given_up})
    return guided_page(request, found)


def _receipt(request: HttpRequest, plan: Plan, found: Refresh) -> dict[str, Any]:
    """The receipt, for readers of both plans; who reads only the old one is told no more than that there is another."""
    readable = Plan.objects.visible_to(actor_of(request).acting)
    if found.made is None or not readable.filter(pk=found.made.pk).exists():
        raise Http404
    manages = policy.manages(actor_of(request).acting, plan)
    waiting = count_roles_that_wait_for(found, on=timezone.localdate()) if manages else 0
    return {
        "plan": plan,
        "trail": trail_of_plan(plan),
        "receipt": receipt_page(found),
        "made": found.made,
        "made_dates": dates_of(found.made),
        "manages": manages,
        "roles_waiting": waiting,
    }


def guided_page(
    request: HttpRequest,
    found: Refresh,
    form: SeveralForm | None = None,
    *,
    ticked: Sequence[str] = (),
    agreed: AgreedForm | None = None,
) -> HttpResponse:
    """The page of a refresh that is being prepared, with what was sent of it where that was refused."""
    page = refresh_page(found, reader=actor_of(request).acting, on=timezone.localdate())
    refused = any(one is not None and one.is_bound for one in (form, agreed))
    context = {
        "plan": found.plan,
        "trail": trail_of_plan(found.plan),
        "page": page,
        "refresh": found,
        "words": list(found.words.all()),
        "mappings": list(found.mappings.select_related("old", "new")),
        "bodies": list(found.bodies.all()),
        "form": form or SeveralForm(),
        "lead_options": _lead_options() if page.offers else "",
        "agreed": agreed or AgreedForm(),
        "ticked": set(ticked),
        "roles": roles_to_take(found.plan, actor_of(request), on=timezone.localdate()),
        "along": goes_along(found.plan),
        "ending_url": where_ended(found.plan_id) if page.is_asked else "",
        "base": reverse("plan-refresh", args=[found.plan.key]),
        "has_errors": refused,
        "once_token": request.POST.get("once", "") if refused else "",
    }
    return render(request, "plan/refresh.html", context, status=422 if refused else 200)


def _lead_options() -> str:
    """Who may lead a new action, drawn once for the forms of all findings."""
    field = LeadField(label="Lead", empty="Nobody yet")
    field.offer(lead_choices())
    return SafeString(field.widget.render("lead", "").partition(">")[2].rpartition("</select>")[0])


@audience(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def new_plan(request: HttpRequest, key: str) -> HttpResponse:
    """What the new plan is: its header and its priorities."""
    found = prepared(request, key)
    data = request.POST if request.method == "POST" else None
    form = opened(request, NewYearForm, found)
    rows = [PriorityForm(priority, data) for priority in found.priorities.all()]
    added = PriorityForm(None, data)
    if data is not None and all([form.is_valid(), added.is_valid(), *[row.is_valid() for row in rows]]):
        lines = [row.line for row in rows] + ([added.line] if added.line.title.strip() else [])
        given = form.cleaned_data
        header = NewYear(
            name=given["name"],
            starts=given["starts"],
            ends=given["ends"],
            owner=given["owner"],
            bodies=list(given["bodies"]),
            recheck_on=given["recheck_on"] or found.recheck_on,
        )
        try:
            describe_new_plan(
                refresh=found, header=header, priorities=lines, by=actor_of(request), version=given["version"]
            )
        except RuleBroken as refusal:
            form.add_error(refusal.about if refusal.about in form.fields else None, str(refusal))
        except Conflict as conflict:
            form.add_error(None, overtaken(conflict))
        else:
            return redirect(reverse("plan-refresh", args=[key]) + "#plan")
    context = {"trail": steps_trail(found), "form": form, "rows": rows, "added": added, "forms": [form, *rows, added]}
    return show(request, "plan/refresh-plan.html", context, form, added, *rows)


def steps_trail(found: Refresh) -> list[Link]:
    """The way to a page about a refresh."""
    return [*trail_of_plan(found.plan), Link("Next year", reverse("plan-refresh", args=[found.plan.key]))]


def overtaken(conflict: Conflict) -> str:
    """What is said to the second of two people."""
    return f"{conflict.by} changed this while you were at it. Look at it again before you save."


@audience(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def words(request: HttpRequest, key: str) -> HttpResponse:
    """The rating words of the new plan, and what each old word becomes."""
    found = prepared(request, key)
    data = request.POST if request.method == "POST" else None
    rows = list(found.words.all())
    forms = [RefreshWordForm(place, row, data) for place, row in enumerate(rows)]
    mapped = [MappingForm(one, rows, data) for one in found.mappings.select_related("old", "new")]
    if data is not None and all([form.is_valid() for form in (*forms, *mapped)]):
        given = [
            Word(form.cleaned_data["word"], form.row.colour, form.row.state, form.cleaned_data["meaning"])
            for form in forms
        ]
        mapping = {form.mapping.old_id: int(form.cleaned_data["new"]) for form in mapped}
        seen = request.POST.get("version", "")
        try:
            choose_words(
                refresh=found, words=given, mapping=mapping, by=actor_of(request),
                version=version_of(seen),
            )  # fmt: skip
        except RuleBroken as refusal:
            forms[0].add_error(None, str(refusal))
        except Conflict as conflict:
            forms[0].add_error(None, overtaken(conflict))
        else:
            return redirect(reverse("plan-refresh", args=[key]) + "#words")
    context = {"plan": found.plan, "trail": steps_trail(found), "forms": forms, "mapped": mapped,
               "all_forms": [*forms, *mapped], "refresh": found}  # fmt: skip
    return show(request, "plan/refresh-words.html", context, *forms, *mapped)


@audience(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def one(request: HttpRequest, key: str, action_key: str) -> HttpResponse:
    """What becomes of one action; then the next that was not considered."""
    found = prepared(request, key)
    rows = refresh_rows(found)
    row = next((row for row in rows.rows if row.action.key == action_key and row.action.state not in OUT), None)
    if row is None:
        raise Http404
    form = opened(request, ConsiderForm, found, row)

    def act(data: dict[str, Any]) -> None:
        into = found.plan.actions.filter(key=data.get("into") or "").first()
        priority = found.priorities.filter(pk=int(data["priority"])).first() if data["priority"] else None
        chosen = Chosen(
            choice=Choice(data["choice"]),
            wording=data.get("wording", ""),
            ends=data.get("ends", ""),
            keeps_date=data.get("keeps_date", False),
            lead=data.get("lead"),
            into=into,
            priority=priority,
            recheck_on=data.get("recheck_on"),
            reason=data["reason"],
        )
        consider(
            refresh=found, action=row.action, chosen=chosen, by=actor_of(request), at=timezone.now(),
            version=data["version"],
        )  # fmt: skip

    waiting = [other for other in rows.unconsidered if other.action.key != action_key]
    after = f"{reverse('plan-refresh', args=[key])}#{action_key}"
    context = {
        "trail": steps_trail(found),
        "heading": f"{row.name} in the next year",
        "lead": row.action.wording,
        "button": "Save it",
        "leave_url": after,
        "leave": "Back to the list",
        "beside": beside_action(row.action, on=timezone.localdate()),
        "follows": _follows(row, len(waiting)),
    }
    onward = _next(waiting, rows.rows.index(row), rows)
    to = reverse("refresh-action", args=[key, onward]) if onward else after
    said = f"{row.name} is considered." + (" Here is the next." if onward else " It was the last.")
    return form_page(request, form, act, to=to, said=said, context=context, about="choice")


def _follows(row: RefreshRow, waiting: int) -> list[str]:
    """What is said before the button: that a request goes along, and how many others are still to be considered."""
    found = []
    if row.asked is not None:
        asks = f"{row.asked.asked_by} asks for {row.asked.after_written}: {row.asked.reason}"
        found.append(f"{asks} The request goes along, unless you give a new end here.")
    if waiting:
        found.append(f"{counted(waiting, 'other action')} still to be considered.")
    return found


def _next(waiting: list[RefreshRow], place: int, rows: RefreshRows) -> str:
    """The key of the next action nobody considered, behind this one or from the beginning; blank after the last."""
    keys = [other.action.key for other in waiting]
    behind = [row.action.key for row in rows.rows[place + 1 :] if row.action.key in keys]
    return (behind or keys or [""])[0]


@audience(*READERS)
@require_POST
@refusing
def several(request: HttpRequest, key: str) -> HttpResponse:
    """The same for those ticked; or one press for all greens, or all that is left, of a priority or of the plan."""
    found = prepared(request, key)
    actor, now = actor_of(request), timezone.now()
    preset, group = request.POST.get("preset", ""), request.POST.get("group", "")
    if "tick" in request.POST:
        return _ticked(request, found)
    if preset:
        actions = _preset(found, preset)
        form = SeveralForm({"choice": Choice.CARRY.value, "ends": "", "reason": ""})
    elif group:
        actions, form = _group(found, group), SeveralForm(request.POST)
    else:
        keys = set(request.POST.getlist("row"))
        actions = [action for action in found.plan.actions.in_paper_order() if action.key in keys]
        form = SeveralForm(request.POST)
    if not form.is_valid():
        return guided_page(request, found, form, ticked=[action.key for action in actions])
    given = form.cleaned_data
    chosen = Chosen(Choice(given["choice"]), ends=given["ends"], reason=given["reason"])
    asked, first = asked_ends(found.plan), first_day(found)
    kept = sum(waits_on_request(one, asked, first) for one in actions) if given["ends"] else 0
    try:
        number = consider_several(
            refresh=found, actions=actions, chosen=chosen, by=actor, at=now, only_ends_before=first_day(found)
        )
    except RuleBroken as refusal:
        form.add_error(refusal.about if refusal.about in form.fields else None, str(refusal))
        return guided_page(request, found, form, ticked=[action.key for action in actions])
    along = f" {counted(kept, 'request')} for a new end {'goes' if kept == 1 else 'go'} along instead." if kept else ""
    what = Choice(chosen.choice).label.lower()
    said = f"{counted(number, 'action')} considered: {what if number == 1 else what.replace(' it', ' them', 1)}.{along}"
    messages.success(request, said)
    return redirect(reverse("plan-refresh", args=[key]) + "#rest")


def _ticked(request: HttpRequest, found: Refresh) -> HttpResponse:
    """The page again with every box of one priority ticked that can be; what was ticked and typed before stays."""
    group = [action.key for action in _group(found, request.POST["tick"])]
    typed = {name: request.POST.get(name, "")[:5000] for name in ("choice", "ends", "reason")}
    typed["choice"] = typed["choice"] or Choice.CARRY.value
    return guided_page(request, found, SeveralForm(initial=typed), ticked=[*request.POST.getlist("row"), *group])


def _group(found: Refresh, priority: str) -> list[Action]:
    """The actions of one priority that nobody considered and that can be decided on together, late ones among them."""
    pk = number_of(priority)
    rows = refresh_rows(found).rows
    return [row.action for row in rows if row.action.priority_id == pk and decided_together(row)]


def _preset(found: Refresh, preset: str) -> list[Action]:
    """What one press means: those not considered yet, all or the greens, of the plan or of one priority.

    What ends before the new plan begins is left out: of each of these somebody says what becomes of its end.
    """
    what, _, priority = preset.partition(":")
    rows = [row for row in refresh_rows(found).rows if goes_together(row)]
    if priority:
        rows = [row for row in rows if row.action.priority_id == number_of(priority)]
    if what == GREENS:
        rows = [row for row in rows if row.action.rating and row.action.rating.colour == Colour.GREEN]
    return [row.action for row in rows]
