"""The pages of one plan, side by side: the plan's own, and those that the apps above add."""

from dataclasses import dataclass

from goldenthread.design.parts import Link
from goldenthread.kernel.addresses import address
from goldenthread.plan.models import Plan


@dataclass(frozen=True, slots=True)
class Tab:
    """A page of every plan: the name of its address, its label, and whether only managers are offered it."""

    name: str
    label: str
    managers_only: bool = False


_TABS = [
    Tab("plan", "Plan"),
    Tab("plan-checks", "Checks"),
    Tab("plan-challenge", "Officers and dates"),
    Tab("plan-structure", "Structure", managers_only=True),
    Tab("plan-settings", "About and settings"),
    Tab("plan-history", "History"),
]


def register(tab: Tab) -> None:
    """Add a page of an app above, after what is read of the plan and before what is changed in it."""
    if all(known.name != tab.name for known in _TABS):
        _TABS.insert(3, tab)


def tabs_of(plan: Plan, here: str, *, manages: bool) -> list[Link]:
    """The tabs of a plan that this reader is offered."""
    return [
        Link(tab.label, address(tab.name, plan.key), is_here=tab.name == here)
        for tab in _TABS
        if manages or not tab.managers_only
    ]
