"""What the pages about one action share: the way there, and how the action stands beside a form about it."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.html import format_html

from goldenthread.design.parts import Fact, Link
from goldenthread.plan.models import Action, Plan
from goldenthread.plan.queries.chips import declared_chip, suggested_chip
from goldenthread.plan.queries.short_dates import short_end, short_start
from goldenthread.plan.states import Colour
from goldenthread.plan.suggestion import suggest


def trail_of_plan(plan: Plan) -> list[Link]:
    """The way to a page of a plan."""
    return [Link("Plans", reverse("plans")), Link(plan.name, plan.get_absolute_url())]


def trail_of(action: Action) -> list[Link]:
    """The way to a page about an action."""
    return [*trail_of_plan(action.plan), Link(action.ref or action.key, action.get_absolute_url())]


def beside_action(action: Action, *, on: date) -> list[Fact]:
    """How an action stands, for the column beside a form about it."""
    rating = action.rating
    suggestion = suggest(state=action.state, ends_on=action.ends_on, on=on)
    said = suggested_chip(suggestion) if suggestion.colour != Colour.NONE else ""
    first = short_end(action.original_ends_written, action.original_ends_on, action.ends_precision)
    moved = action.original_ends_on is not None and action.original_ends_on != action.ends_on
    leads = ", ".join(str(lead) for lead in action.leads.all()) or action.leads_written
    return [
        Fact("Action", action.wording or "No words yet"),
        Fact("Rating", declared_chip(action.state, rating.word if rating else "", rating.colour if rating else "")),
        *([Fact("By the dates", format_html("{}", said))] if said else []),
        Fact("Start", short_start(action.starts_written, action.starts_on, action.starts_precision) or "Not said"),
        Fact(
            "End date",
            short_end(action.ends_written, action.ends_on, action.ends_precision) or "None",
            f"first due {first}" if moved else "",
        ),
        Fact("Measure", action.measure.text if action.measure else "None yet"),
        Fact("Lead", leads or "Nobody"),
        Fact("Senior lead", str(action.senior_lead or action.senior_lead_written or "Nobody")),
    ]


def about_action(action: Action, *, on: date, heading: str, button: str, **more: Any) -> dict[str, Any]:
    """The context of a page with one form about an action."""
    return {
        "action": action,
        "trail": trail_of(action),
        "heading": heading,
        "button": button,
        "leave_url": action.get_absolute_url(),
        "beside": beside_action(action, on=on),
    } | more


def named(action: Action) -> str:
    """How a heading names an action: its ref, or the key it has instead."""
    return action.ref or action.key
