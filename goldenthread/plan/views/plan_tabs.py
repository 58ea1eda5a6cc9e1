"""The pages of one plan, side by side."""

from django.urls import reverse

from goldenthread.design.parts import Link
from goldenthread.plan.models import Plan

PAGES = (
    ("plan", "Plan", False),
    ("plan-checks", "Checks", False),
    ("plan-challenge", "Declared and derived", False),
    ("plan-structure", "Structure", True),
    ("plan-settings", "About and settings", False),
    ("plan-history", "History", False),
)
"""Address name, label, and whether only those who manage the plan are offered it."""


def tabs_of(plan: Plan, here: str, *, manages: bool) -> list[Link]:
    """The tabs of a plan that this reader is offered."""
    return [
        Link(label, reverse(name, args=[plan.key]), is_here=name == here)
        for name, label, managers_only in PAGES
        if manages or not managers_only
    ]
