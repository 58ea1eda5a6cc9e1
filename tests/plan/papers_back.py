"""Papers of a plan that come back: exported and edited, brought again, taken; for tests."""

from goldenthread.plan.commands.paper import accept_paper
from goldenthread.plan.export import export_plan
from goldenthread.plan.intake import compare_paper, reading_of
from tests.importing.papers import EVENING, as_text, desk, edited, some_rows, staged


def exported(plan):
    return export_plan(plan, "xlsx", by=desk(), at=EVENING)


def came_back(plan, changes=None, **named):
    return staged(edited(exported(plan), changes or {}, **named), name="export.xlsx")


def take(of, **named):
    return accept_paper(of=of, by=desk(), at=EVENING, **named)


def proposals(of):
    return {
        (one.edit.action, one.edit.column): one for one in compare_paper(of, reading_of(of), desk().acting).proposals
    }


def with_row(ref, **cells):
    """The paper with one of its rows changed."""
    rows = some_rows()
    for actions in rows.values():
        for action in actions:
            if action["ref"] == ref and action["action"] != "Sample ten records a month.":
                action |= cells
    return as_text(rows)
