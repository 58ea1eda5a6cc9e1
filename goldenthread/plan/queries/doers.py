"""Who has a part in a plan by what they lead, oversee or own, whatever roles they were given."""

from django.db.models import Q

from goldenthread.identity.models import Person
from goldenthread.plan.models import Action, Plan


def has_actions(person: Person) -> bool:
    """Whether a person, or a post the person holds, leads or oversees an action of any plan."""
    return Action.objects.led_by(person).exists() or Action.objects.filter(senior_lead=person).exists()


def owns_plans(person: Person) -> bool:
    """Whether a person, or a post the person holds, owns a plan."""
    return Plan.objects.filter(Q(owner=person) | Q(owner_post__in=person.rights.posts)).exists()
