"""Actions that a lead says are not theirs, for whoever can put the right name there: on every start page until then."""

from dataclasses import dataclass

from django.urls import reverse

from goldenthread.identity.models import Person
from goldenthread.identity.roles import Role
from goldenthread.plan.models import Action, Plan
from goldenthread.plan.models.plan import Stage
from goldenthread.plan.policy import manages
from goldenthread.plan.queries.waiting import disowned_lines, said_by
from goldenthread.plan.states import FINISHED


@dataclass(frozen=True, slots=True)
class NotTheirs:
    """One action that a lead disowned: its ref, its words, who said so and in what sentence, where to name another."""

    ref: str
    wording: str
    plan: str
    who: str
    why: str
    url: str


def not_theirs(person: Person) -> list[NotTheirs]:
    """What leads disowned in the plans a person manages and nobody has settled since, the newest first."""
    if Role.AUDITOR in person.rights.roles:
        return []
    visible = Plan.objects.filter(pk__in=Plan.objects.visible_to(person).order_by().values("pk"))
    plans = {plan.pk: plan for plan in visible.exclude(stage=Stage.CLOSED) if manages(person, plan)}
    if not plans:
        return []
    going = Action.objects.filter(plan__in=plans).exclude(state__in=FINISHED).order_by()
    subjects = {f"action:{plans[plan].key}/{key}": (plan, key) for plan, key in going.values_list("plan_id", "key")}
    said = disowned_lines(subjects)
    if not said:
        return []
    keys = {subjects[line.subject][1] for line in said}
    named = {
        (plan, key): (ref, wording)
        for plan, key, ref, wording in going.filter(key__in=keys).values_list("plan_id", "key", "ref", "wording")
    }
    people = dict(Person.objects.filter(key__in={said_by(line) for line in said}).values_list("key", "name"))
    found = []
    for line in said:
        plan, key = subjects[line.subject]
        ref, wording = named[plan, key]
        found.append(
            NotTheirs(
                ref=ref or key,
                wording=wording,
                plan=plans[plan].name,
                who=people.get(said_by(line), said_by(line)),
                why=line.why,
                url=reverse("action-leads", args=[plans[plan].key, key]),
            )
        )
    return found
