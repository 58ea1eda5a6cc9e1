"""Who has a part in a plan by what they lead, oversee or own, whatever roles they were given.

Every page asks it to know its reader's sections, so the queries are compiled once.
"""

from goldenthread.identity.models import Person
from goldenthread.kernel.prepared import Prepared
from goldenthread.plan.models import Action, ActionLead, Plan

LEADS = Prepared(lambda person: ActionLead.objects.filter(person=person).order_by().values_list("pk")[:1], int)
OVERSEES = Prepared(lambda person: Action.objects.filter(senior_lead=person).order_by().values_list("pk")[:1], int)
OWNS = Prepared(lambda person: Plan.objects.filter(owner=person).order_by().values_list("pk")[:1], int)


def has_actions(person: Person) -> bool:
    """Whether a person, or a post the person holds, leads or oversees an action of any plan."""
    if LEADS.rows(person.pk) or OVERSEES.rows(person.pk):
        return True
    posts = person.rights.posts
    return bool(posts) and ActionLead.objects.filter(post__in=posts).exists()


def owns_plans(person: Person) -> bool:
    """Whether a person, or a post the person holds, owns a plan."""
    if OWNS.rows(person.pk):
        return True
    posts = person.rights.posts
    return bool(posts) and Plan.objects.filter(owner_post__in=posts).exists()
