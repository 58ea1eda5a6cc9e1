"""One plan as each of its pages reads it first: the plan itself with its owner, if the reader sees it."""

from goldenthread.identity.models import Person
from goldenthread.kernel.prepared import Prepared
from goldenthread.plan.models import Plan
from goldenthread.plan.models.plan import reads_every_plan


def find_plan(reader: Person, key: str) -> Plan | None:
    """A plan with its owner, if the reader sees it: one prepared query, and one more where she reads only some."""
    found: list[Plan] = PLAN.objects(key)
    return found[0] if found and sees_plan(reader, found[0].pk) else None


PLAN = Prepared(lambda key: Plan.objects.filter(key=key).select_related("owner", "owner_post"), str)


def sees_plan(reader: Person, plan: int) -> bool:
    """Whether somebody sees the plan with this number, which exists: what ``visible_to`` says of it.

    Who reads every plan is not asked for by a query, for that is what each page of a plan begins with.
    """
    return reads_every_plan(reader) or Plan.objects.visible_to(reader).filter(pk=plan).exists()
