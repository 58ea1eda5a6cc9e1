"""Reads a plan for an export: as a table in the columns officers know, and what JSON holds beyond it."""

from goldenthread.plan.cells import SET_ASIDE, ActionCells, canonical, date_in_words, end_in_words
from goldenthread.plan.exporting.columns import EXPORT, HEADER_LINES, NOTES, PLAN_KEY
from goldenthread.plan.exporting.sheet import PlanSheet, RatingLine, SheetPriority
from goldenthread.plan.models import Action, Plan, Priority
from goldenthread.plan.reading.titles import NO_PRIORITY
from goldenthread.plan.suggestion import declared_colour


def plan_sheet(plan: Plan, rows: list[ActionCells], *, export: str) -> PlanSheet:
    """A plan laid out for a table, with the key of the export in its header block.

    A priority without number and title that others stand before is named as such: a blank above its rows, or in
    their cells, would be read as the priority before it.
    """
    colours = Action.objects.filter(plan=plan).order_by().values_list("key", "state", "rating__colour")
    return PlanSheet(
        name=canonical(plan.name),
        header=header_lines(plan, export=export),
        priorities=tuple(
            SheetPriority(priority_title(one) or (NO_PRIORITY if place else ""), canonical(one.notes))
            for place, one in enumerate(plan.priorities.all())
        ),
        rows=tuple(rows),
        colours={
            key: declared_colour(state=state, rating_colour=rating)
            for key, state, rating in colours
            if state not in SET_ASIDE
        },
        ratings=tuple(
            RatingLine(canonical(one.word), one.colour, canonical(one.meaning)) for one in plan.rating_words.all()
        ),
    )


def header_lines(plan: Plan, *, export: str) -> tuple[tuple[str, str], ...]:
    """The header block: the lines that hold something, in the paper's order, then what makes the file ours."""
    texts = header_texts(plan)
    lines = [(label, texts.get(field, "")) for label, field in HEADER_LINES]
    lines += [(NOTES, canonical(plan.notes)), (PLAN_KEY, plan.key), (EXPORT, export)]
    return tuple((f"{label}:", value) for label, value in lines if value)


def header_texts(plan: Plan) -> dict[str, str]:
    """The texts of the header block by field, without those that are blank."""
    texts = {
        "name": plan.name,
        "duration": plan.duration or duration(plan),
        "strategies": plan.strategies,
        "previous_versions": plan.previous_versions,
        "boards_written": plan.boards_written or "/".join(board.written for board in plan.boards.all()),
        "owner": plan.owner_written or str(plan.owner_post or plan.owner or ""),
        "implementation": plan.implementation,
        "review": plan.review,
        "reporting": plan.reporting,
        "aims": plan.aims,
    }
    return {field: canonical(text) for field, text in texts.items() if canonical(text)}


def duration(plan: Plan) -> str:
    """How long the plan runs, in words: ``April 2025 to March 2026``."""
    starts = date_in_words(plan.starts_on, plan.starts_precision)
    ends = end_in_words(plan.ends_on, plan.ends_precision)
    return f"{starts} to {ends}" if starts and ends else starts or ends


def priority_title(priority: Priority) -> str:
    """A priority as papers print it, on one line: ``Priority 2: Be heard early``."""
    title = " ".join(canonical(priority.title).split())
    number = " ".join(canonical(priority.number).split())
    if not number:
        return title
    return f"Priority {number}: {title}" if title else f"Priority {number}"
