"""Making a long plan's paper in the background: a task that takes keys and says how it went. It may run twice."""

from typing import Any

from django.utils import timezone
from django_tasks import task

from goldenthread.documents import making
from goldenthread.identity.actor import Actor
from goldenthread.identity.models import Person
from goldenthread.kernel.errors import NotAllowed, RuleBroken
from goldenthread.plan.export import PRINTED, Format, file_name, rendered_plan
from goldenthread.plan.models import Plan

MANY_ACTIONS = 300
"""From so many actions on, the paper of a plan takes seconds, and a page waits for it."""
Answer = dict[str, Any]


def is_long(plan: Plan, format: str) -> bool:
    """Whether taking a plan out takes so long that the worker does it."""
    return format in PRINTED and plan.actions.count() >= MANY_ACTIONS


@task()
def make_paper(key: str, kind: str, made: str, person: str, behalf_of: str) -> Answer:
    """Make the paper of a plan and lay it down; answers with its file name, or with the sentence of a refusal."""
    by = Actor(Person.objects.get(key=person), Person.objects.get(key=behalf_of) if behalf_of else None)
    plan, at = Plan.objects.get(key=key), timezone.now()
    try:
        if making.is_stopped(made):
            raise RuleBroken("It was stopped.")
        paper = rendered_plan(plan, Format(kind), by=by, at=at, stopped=lambda: making.is_stopped(made))
    except (RuleBroken, NotAllowed) as refusal:
        return {"refused": str(refusal)}
    making.lay(made, paper)
    return {"file": file_name(plan, kind, at)}
