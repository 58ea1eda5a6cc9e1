"""What the filters of a plan page offer: only what the plan has, each chosen one with a way to remove it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from goldenthread.design.parts import Chosen
from goldenthread.plan.queries.chips import NAMES, Category
from goldenthread.plan.queries.plan_filter import REASONS, PlanFilter
from goldenthread.plan.queries.plan_table import PlanTable, words_of
from goldenthread.plan.states import Colour, State

LONGEST_TITLE = 60


@dataclass(frozen=True, slots=True)
class Choice:
    """One filter with what it can be set to. ``anything`` is what it says when it asks nothing."""

    name: str
    label: str
    anything: str
    options: tuple[tuple[str, str], ...]
    chosen: str


def choices_of(table: PlanTable) -> list[Choice]:
    """The filters that this plan can be narrowed by, in the order of the page."""
    asked, rows = table.asked, table.rows
    leads = {lead.key: lead.name for row in rows for lead in row.led_by}
    seniors = {row.senior_key: row.senior for row in rows if row.senior_key}
    found = (
        ("priority", "Priority", "All", [(handle, _short(str(row))) for handle, row in table.priorities.items()]),
        ("rating", "Rating", "All", _ratings(table)),
        ("state", "State", "All", _states(table)),
        ("lead", "Lead", "Everyone", _by_name(leads)),
        ("senior", "Senior lead", "Everyone", _by_name(seniors)),
        ("source", "Source", "All", [(key, _short(title)) for key, title in table.sources.items()]),
        ("attention", "Attention", "All", _reasons(table)),
    )
    return [
        Choice(name, label, anything, tuple(options), getattr(asked, name))
        for name, label, anything, options in found
        if len(options) > 1 or getattr(asked, name)
    ]


def _ratings(table: PlanTable) -> list[tuple[str, str]]:
    there = {row.category for row in table.rows}
    return [(kind.value, words_of(table.words, kind)[0]) for kind in Category if kind in there]


def _states(table: PlanTable) -> list[tuple[str, str]]:
    there = {row.state for row in table.rows}
    return [(state.value, state.label) for state in State if state in there]


def _reasons(table: PlanTable) -> list[tuple[str, str]]:
    there = {name for row in table.rows for name in row.reasons}
    return [
        ("any", "Needs attention"),
        *((name, many.capitalize()) for name, (_, many) in REASONS.items() if name in there),
    ]


def _by_name(people: dict[str, str]) -> list[tuple[str, str]]:
    return sorted(people.items(), key=lambda item: item[1].casefold())


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_TITLE else text[: LONGEST_TITLE - 1].rstrip() + "…"


def chosen_of(asked: PlanFilter, choices: Iterable[Choice], address: str) -> list[Chosen]:
    """Each filter that is set, in words, with the address without it."""
    labels = {choice.name: (choice.label, dict(choice.options)) for choice in choices}
    return [Chosen(_words(name, value, labels), _without(asked, name, address)) for name, value in _in_order(asked)]


def _in_order(asked: PlanFilter) -> Iterator[tuple[str, str]]:
    yield from asked.set.items()


def _words(name: str, value: str, labels: dict[str, tuple[str, dict[str, str]]]) -> str:
    if name == "late":
        return "Late"
    if name == "q":
        return f"“{value}”"
    if name == "suggested":
        colour = Colour(value).label.lower() if value in Colour.values else value
        return "No suggestion from the dates" if value == Colour.NONE else f"{colour.capitalize()} by the dates"
    label, options = labels.get(name, (name.capitalize(), {}))
    if name == "rating":
        return (
            f"Rating: {options.get(value) or NAMES.get(Category(value), value) if value in list(Category) else value}"
        )
    if name == "attention":
        return options.get(value, value)
    return f"{label}: {options.get(value, value)}"


def _without(asked: PlanFilter, name: str, address: str) -> str:
    query = asked.without(name).query
    return f"{address}?{query}#rows" if query else f"{address}#rows"
