"""Papers in which no plan stands: a pack may hold a meeting, its minutes or cover reports alone."""

from collections.abc import Sequence
from typing import Any

from goldenthread.intake.models import Import
from goldenthread.kernel.errors import RuleBroken
from goldenthread.plan.reading.values import Problem


def holds_plan(of: Import) -> bool:
    """Whether a plan stands in a paper."""
    return of.receipt.get("plan") is not None


def require_plan(of: Import) -> None:
    """Refuse to correct or take the plan of a paper that holds none."""
    if not holds_plan(of):
        raise RuleBroken("No plan stands in this paper, so there is none to take or to correct.")


def no_plan_reading(problems: Sequence[Problem]) -> dict[str, Any]:
    """What is kept of a paper without a plan: what its file hides, where it hides anything."""
    return {"problems": [[one.code.value, one.where, one.text, one.action] for one in problems]} if problems else {}


def no_plan_receipt(problems: Sequence[Problem] = ()) -> dict[str, Any]:
    """The receipt of a paper without a plan: the same names, nothing counted, and what its file hides."""
    return {
        "plan": None,
        "actions": 0,
        "by_status": {},
        "priorities": [],
        "sources": 0,
        "findings": 0,
        "problems": [
            {"code": one.code.value, "where": one.where, "text": one.text, "action": one.action} for one in problems
        ],
        "changes": {"new": 0, "changed": 0, "gone": 0, "same": 0},
        "refused": [],
    }
