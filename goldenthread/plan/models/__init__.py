"""Tables of the plan, a file per family."""

from goldenthread.plan.models.action import (
    Action,
    ActionFinding,
    ActionLead,
    ActionQuerySet,
    EndDateChange,
    Evidence,
    Milestone,
    Update,
)
from goldenthread.plan.models.paper import ExportSnapshot, PlanImport, SavedFilter
from goldenthread.plan.models.plan import (
    Aim,
    Measure,
    Plan,
    PlanBoard,
    PlanLink,
    PlanMove,
    PlanQuerySet,
    Priority,
    RatingWord,
)

__all__ = [
    "Action",
    "ActionFinding",
    "ActionLead",
    "ActionQuerySet",
    "Aim",
    "EndDateChange",
    "Evidence",
    "ExportSnapshot",
    "Measure",
    "Milestone",
    "Plan",
    "PlanBoard",
    "PlanImport",
    "PlanLink",
    "PlanMove",
    "PlanQuerySet",
    "Priority",
    "RatingWord",
    "SavedFilter",
    "Update",
]
