"""The whole plan as a paper, marked as a working copy: an export waits for no gate and says so on every page."""

from datetime import datetime

from django.utils import timezone

from goldenthread.documents.council import the_council
from goldenthread.documents.paper import WORKING_COPY, Block, Fact, Heading, Landscape, PageBreak, Paper, words
from goldenthread.plan.cells import canonical
from goldenthread.plan.exporting.queries import header_lines
from goldenthread.plan.models import Plan
from goldenthread.plan.printed.actions import actions_table
from goldenthread.plan.printed.at_a_glance import at_a_glance
from goldenthread.plan.printed.keys import keys
from goldenthread.plan.printed.rows import PrintedRow, printed_priorities, printed_rows


def plan_paper(plan: Plan, *, at: datetime, mark: str = WORKING_COPY) -> Paper:
    """The plan as a paper of its own."""
    moment = timezone.localtime(at)
    return Paper(
        title=" ".join(canonical(plan.name).split()) or plan.key,
        kind=f"Improvement plan, as it stood on {moment.day} {moment:%B %Y} at {moment:%H:%M}",
        council=the_council(),
        made_at=moment,
        header=plan_header(plan),
        blocks=(PageBreak(), *plan_blocks(plan)),
        mark=mark,
    )


def plan_header(plan: Plan) -> tuple[Fact, ...]:
    """The header block: the lines that hold something, in the paper's order, with the key of the plan."""
    return tuple(Fact(label, words(text)) for label, text in header_lines(plan, export=""))


def plan_blocks(plan: Plan) -> tuple[Block, ...]:
    """The plan in parts: at a glance, its actions on pages that lie on their side, its keys."""
    rows = printed_rows(plan)
    return (
        *at_a_glance(plan, rows),
        Landscape((Heading(1, words("The actions")), *_actions(plan, rows))),
        *keys(plan, rows),
    )


def _actions(plan: Plan, rows: tuple[PrintedRow, ...]) -> tuple[Block, ...]:
    table = actions_table(printed_priorities(plan), rows)
    return (table,) if table is not None else ()
