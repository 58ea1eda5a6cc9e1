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
from goldenthread.plan.models.assurance import Assurance, Contradiction, Recheck
from goldenthread.plan.models.onward import RoleOnward
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
from goldenthread.plan.models.refresh import (
    Consideration,
    OfferedFinding,
    Refresh,
    RefreshPriority,
    RefreshWord,
    Succession,
    WordMapping,
)

__all__ = [
    "Action",
    "ActionFinding",
    "ActionLead",
    "ActionQuerySet",
    "Aim",
    "Assurance",
    "Consideration",
    "Contradiction",
    "EndDateChange",
    "Evidence",
    "ExportSnapshot",
    "Measure",
    "Milestone",
    "OfferedFinding",
    "Plan",
    "PlanBoard",
    "PlanImport",
    "PlanLink",
    "PlanMove",
    "PlanQuerySet",
    "Priority",
    "RatingWord",
    "Recheck",
    "Refresh",
    "RefreshPriority",
    "RefreshWord",
    "RoleOnward",
    "SavedFilter",
    "Succession",
    "Update",
    "WordMapping",
]
