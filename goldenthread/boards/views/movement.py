"""Pages that hold closed rounds against each other: what moved between two, all side by side, end dates over time."""

import json

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from goldenthread.boards.choosing import FIELDS, ByPlanForm, MovementForm, grouping_of, number_in, part_of, refused_in
from goldenthread.boards.models import Closing
from goldenthread.boards.queries.moved_lists import GROUPINGS
from goldenthread.boards.queries.movement_between import MovementBetween, Part, closings_of, compare
from goldenthread.boards.queries.movement_by_plan import movement_by_plan
from goldenthread.boards.queries.movement_page import HEADS, movement_as_csv, movement_as_json, movement_page
from goldenthread.boards.queries.over_rounds import (
    MOST_AT_ONCE,
    STACKED,
    charts_of,
    counts_over,
    priorities_at,
    ways_over,
)
from goldenthread.boards.queries.rounds import closing_of, closings_by_round
from goldenthread.boards.queries.timeline import timeline, timeline_of_closing, timeline_of_plan
from goldenthread.boards.queries.years_behind import address_of, closings_behind
from goldenthread.boards.rendering_time import draw_dated, draw_ways
from goldenthread.boards.states import RoundState
from goldenthread.design.parts import Chosen, Link
from goldenthread.design.words import counted
from goldenthread.kernel.audience import audience
from goldenthread.ledger.writing import note_sight
from goldenthread.plan.models import Plan
from goldenthread.plan.views.action_pages import trail_of_plan
from goldenthread.plan.views.doors import READERS, actor_of, the_plan

MOST_ROUNDS_SIDE_BY_SIDE = 12
KINDS = {"csv": "text/csv; charset=utf-8", "json": "application/json"}


def _trail(plan: Plan, closings: list[Closing]) -> list[Link]:
    """The way here; what was reported keeps the name it was reported under."""
    trail = [*trail_of_plan(plan), Link("Rounds", reverse("rounds", args=[plan.key]))]
    if closings:
        trail[1] = Link(closings[0].plan_name, trail[1].url)
    return trail


def _asked(asked: QueryDict, plan: Plan, closings: list[Closing], behind: list[Closing]) -> MovementBetween:
    """The movement that an address asks for; one that names a round nobody closed is no page.

    ``behind`` are the closings of the years before, as far as the reader may read their plans.
    """
    by_number = {one.round.number: one for one in closings}
    number, number_before = number_in(asked, "after"), number_in(asked, "before")
    named_before = asked.get("before", "").strip() if number_before is None else str(number_before)
    settled = [one for one in closings if one.round.state == RoundState.CLOSED] or closings
    after = settled[0] if number is None else by_number.get(number)
    if after is not None and (which := number_in(asked, "closing")) is not None:
        after = closing_of(after.round, which)
    if after is None:
        raise Http404
    earlier = [*(one for one in closings if one.round.number < after.round.number), *behind]
    before = earlier[0] if earlier else None
    if named_before and earlier:
        before = next((one for one in earlier if address_of(one, plan.pk) == named_before), None)
        if before is None:
            raise Http404
    return compare(plan, after, before, earlier, part_of(asked))


@audience(*READERS)
@require_safe
def movement(request: HttpRequest, key: str) -> HttpResponse:
    """What moved between two closed rounds of a plan, the latest and the one before where the address names none."""
    plan = the_plan(request, key)
    closings = closings_of(plan)
    if not closings:
        return _nothing_closed(request, plan)
    refusal = refused_in(request.GET)
    swapped = None if refusal else _swapped(request)
    if swapped:
        return swapped
    behind = closings_behind(plan, reader=actor_of(request).acting)
    found = _asked(QueryDict() if refusal else request.GET, plan, closings, behind)
    closing = None if refusal else number_in(request.GET, "closing")
    page = movement_page(found, by=grouping_of(request.GET), closing=closing)
    chosen = {"after": found.after.round.number, "by": page.by, **found.part.set}
    if found.before:
        chosen["before"] = address_of(found.before, plan.pk)
    context = {
        "page": page,
        "plan": plan,
        "form": MovementForm(
            initial=chosen, closings=closings, behind=behind, lines=found.whole, use_required_attribute=False
        ),
        "trail": _trail(plan, [found.after]),
        "here": reverse("movement", args=[plan.key]),
        "found_words": counted(len(found.lines), "action"),
        "refusal": refusal,
        "closing": closing,
    }
    return render(request, "boards/movement.html", context, status=422 if refusal else 200)


def _swapped(request: HttpRequest) -> HttpResponse | None:
    """Two rounds that were chosen the wrong way round are put right."""
    after, before = number_in(request.GET, "after"), number_in(request.GET, "before")
    if after is None or before is None or before <= after:
        return None
    asked = request.GET.copy()
    asked["after"], asked["before"] = str(before), str(after)
    return HttpResponseRedirect(f"{request.path}?{asked.urlencode()}")


@audience(*READERS)
@require_safe
def movement_file(request: HttpRequest, key: str, kind: str) -> HttpResponse:
    """The same as data, for a spreadsheet or a program."""
    plan = the_plan(request, key)
    closings = closings_of(plan)
    if kind not in KINDS or not closings:
        raise Http404
    refusal = refused_in(request.GET)
    if refusal:
        return HttpResponse(refusal, content_type="text/plain; charset=utf-8", status=422)
    found = _asked(request.GET, plan, closings, closings_behind(plan, reader=actor_of(request).acting))
    content: str | bytes = (
        movement_as_csv(found) if kind == "csv" else json.dumps(movement_as_json(found), ensure_ascii=False, indent=1)
    )
    note_sight(by=actor_of(request), subject=f"export:{plan.key}", at=timezone.now())
    rounds = [address_of(one, plan.pk).replace("/", "-") for one in (found.before, found.after) if one]
    name = f"{plan.key}-movement-{'-to-'.join(rounds)}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=KINDS[kind], headers=headers)


@audience(*READERS)
@require_safe
def over_time(request: HttpRequest, key: str) -> HttpResponse:
    """All closed rounds of a plan side by side: figures as charts and tables, and each action from round to round."""
    plan = the_plan(request, key)
    closings = closings_of(plan)[:MOST_ROUNDS_SIDE_BY_SIDE][::-1]
    if not closings:
        return _nothing_closed(request, plan)
    priorities = priorities_at(closings[-1])
    is_long = sum(count for _, _, count in priorities) > MOST_AT_ONCE
    known = [value for value, _, _ in priorities]
    chosen = request.GET.get("priority", "")
    if chosen not in known:
        chosen = known[0] if is_long and known else ""
    context = {
        "plan": plan,
        "closings": closings,
        "corrected": [one for those in closings_by_round(one.round for one in closings).values() for one in those[:-1]],
        "charts": charts_of(counts_over(closings)),
        "stacked": STACKED,
        "groups": [
            (group, draw_ways(group.ways, base=plan.get_absolute_url()))
            for group in ways_over(closings, priority=chosen)
        ],
        "priorities": [
            Link(label, f"?{urlencode({'priority': value})}#arrows", value == chosen, count)
            for value, label, count in priorities
        ],
        "trail": _trail(plan, closings[-1:]),
        "has_whole": not is_long,
        "chosen": chosen,
    }
    return render(request, "boards/over-time.html", context)


@audience(*READERS)
@require_safe
def plan_timeline(request: HttpRequest, key: str) -> HttpResponse:
    """The end dates of a plan by priority, as it stands today or as a round was closed."""
    plan = the_plan(request, key)
    closings = closings_of(plan)
    number = number_in(request.GET, "round")
    closing = next((one for one in closings if one.round.number == number), None)
    if number is not None and closing is None:
        raise Http404
    on = closing.position_on if closing else timezone.localdate()
    actions = timeline_of_closing(closing) if closing else timeline_of_plan(plan)
    here = reverse("plan-timeline", args=[plan.key])
    context = {
        "plan": plan,
        "closing": closing,
        "on": on,
        "groups": [(group, draw_dated(group.rows)) for group in timeline(actions, plan=plan, on=on)],
        "links": [
            Link("Today", here, closing is None),
            *(
                Link(f"Round {one.round.number}", f"{here}?round={one.round.number}", one is closing)
                for one in closings
            ),
        ],
        "trail": _trail(plan, [closing] if closing else []),
    }
    return render(request, "boards/timeline.html", context)


@audience(*READERS)
@require_safe
def by_plan(request: HttpRequest) -> HttpResponse:
    """What moved in every plan the reader sees at its last closing, by plan and by lead over all of them."""
    plans = Plan.objects.visible_to(actor_of(request).acting).order_by("name", "key")
    asked = part_of(request.GET)
    part = Part(senior=asked.senior, lead=asked.lead)
    by = grouping_of(request.GET)
    by = "senior" if by == "priority" else by
    found = movement_by_plan(plans, by=by, part=part)
    lines = [line for one in found.found for line in one.whole]
    here = {"by": by, **part.set}
    context = {
        "found": found,
        "form": ByPlanForm(initial=here, lines=lines, names=found.names, use_required_attribute=False),
        "heads": list(HEADS.values()),
        "by": by,
        "by_words": GROUPINGS[by],
        "groups": [
            (one, f"?{urlencode(here | {by: one.value})}" if one.value and by != "source" else "")
            for one in found.groups
        ],
        "chosen": [
            Chosen(
                f"{FIELDS[name]}: {found.names.get(value, value)}",
                f"?{urlencode({'by': by} | part.without(name).set)}",
            )
            for name, value in part.set.items()
        ],
        "found_words": counted(sum(len(one.lines) for one in found.found), "action"),
    }
    return render(request, "boards/by-plan.html", context)


def _nothing_closed(request: HttpRequest, plan: Plan) -> HttpResponse:
    return render(request, "boards/nothing-closed.html", {"plan": plan, "trail": _trail(plan, [])})
