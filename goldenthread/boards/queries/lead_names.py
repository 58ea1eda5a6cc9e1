"""Whose initials stand in frozen lines: names for those who read across plans, and do not know a service's initials.

A closed round keeps what its paper printed. Who is meant is looked up beside it and never put in its place: a text
that may mean two people is left as it is.
"""

from collections import defaultdict
from collections.abc import Collection

from goldenthread.identity.models import KnownAs
from goldenthread.plan.models import Action, ActionLead


def lead_names(plans: Collection[int]) -> dict[str, str]:
    """The texts by which leads and senior leads of some plans are printed, each as its one person's name with it."""
    meant: dict[str, set[str]] = defaultdict(set)
    seniors = Action.objects.filter(plan__in=plans, senior_lead__isnull=False).order_by()
    for written, initials, name in seniors.values_list(
        "senior_lead_written", "senior_lead__initials", "senior_lead__name"
    ).distinct():
        meant[written or initials or name].add(name)
    leads = ActionLead.objects.filter(action__plan__in=plans, person__isnull=False).order_by()
    for initials, name in leads.values_list("person__initials", "person__name").distinct():
        meant[initials or name].add(name)
    known = KnownAs.objects.filter(person__isnull=False).values_list("text", "person__name")
    for text, name in known:
        meant.setdefault(text, {name})
    one = {text: next(iter(names)) for text, names in meant.items() if len(names) == 1}
    return {text: f"{name} ({text})" for text, name in one.items() if name != text}
