"""The pages of one import, side by side."""

from django.urls import reverse

from goldenthread.design.parts import Link
from goldenthread.intake.models import Import, State
from goldenthread.plan.planless import holds_plan


def tabs_of(of: Import, here: str) -> list[Link]:
    """The pages of an import with their counts; what can be corrected or decided only while it waits."""
    receipt = of.receipt
    changes = receipt["changes"]
    has_plan = holds_plan(of)
    wanted = [
        ("import", "Review" if of.state == State.STAGED else "Receipt", None, True),
        ("import-rows", "Rows", receipt["actions"], has_plan),
        ("import-words", "Words and columns", None, has_plan and of.state == State.STAGED),
        (
            "import-changes",
            "Changes",
            changes["new"] + changes["changed"] + changes["gone"],
            of.state == State.STAGED and changes["new"] != receipt["actions"],
        ),
    ]
    return [
        Link(label, reverse(name, args=[of.key]), name == here, count)
        for name, label, count, is_there in wanted
        if is_there
    ]
