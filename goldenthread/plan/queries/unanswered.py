"""How many actions wait for a person's answer: the count in the masthead of every page, and above My actions.

It is the rule of ``mine.marked_answered``, asked by queries that are compiled
once, because every page a lead officer opens asks it.
"""

from datetime import date, datetime, time
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.utils import timezone

from goldenthread.identity.models import Person
from goldenthread.kernel.prepared import PreparedIn
from goldenthread.plan.models import Action, ActionLead, EndDateChange, Update
from goldenthread.plan.queries.asking import asked_since, declined_in
from goldenthread.plan.queries.mine import ANSWER_HOLDS, LEADS_ANY, owed_by


def count_waiting(person: Person, *, on: date) -> int | None:
    """How many actions wait for a person's answer; ``None`` where she leads none at all."""
    posts = person.rights.posts
    if not LEADS_ANY.rows(person.pk) and not (posts and ActionLead.objects.filter(post__in=posts).exists()):
        return None
    plan_of = dict(owed_by(person).order_by().values_list("pk", "plan_id"))
    if not plan_of:
        return 0
    usual = timezone.make_aware(datetime.combine(on - ANSWER_HOLDS, time.min))
    plans = set(plan_of.values())
    asked = asked_since(plans)
    answered = declined_in(plans) | {
        action
        for action, is_answer, said_at, is_asked in LAST_SAID.rows(list(plan_of))
        if is_asked or (is_answer and said_at >= asked.get(plan_of[action], usual))
    }
    return len(plan_of.keys() - answered)


def _last_said(*actions: int) -> "QuerySet[Action, tuple[Any, ...]]":
    """What was said last of each action, whether it was an answer, and whether a new end date was asked for."""
    last = Update.objects.filter(action=OuterRef("pk")).order_by("-recorded_at", "-pk")
    asked = EndDateChange.objects.filter(action=OuterRef("pk"), decision=EndDateChange.Decision.ASKED)
    # One that came along from the plan of the year before answers nothing here, as on the page of My actions.
    asked = asked.exclude(action__plan__made_by__ended_at__gt=F("asked_at"))
    return (
        Action.objects.filter(pk__in=actions)
        .order_by()
        .values_list(
            "pk", Subquery(last.values("is_answer")[:1]), Subquery(last.values("recorded_at")[:1]), Exists(asked)
        )
    )


LAST_SAID = PreparedIn(_last_said, int)
