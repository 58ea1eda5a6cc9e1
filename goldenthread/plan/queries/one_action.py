"""One action as its page reads it first: the action itself, its leads, and the last entries on it.

Prepared queries throughout, because the page of an action is the one that is opened most.
"""

from collections import defaultdict

from goldenthread.identity.models import Person
from goldenthread.kernel.prepared import Prepared, keep_related
from goldenthread.ledger.models import Entry, Value
from goldenthread.ledger.queries import Line, lines
from goldenthread.plan.models import Action, ActionLead
from goldenthread.plan.queries.one_plan import sees_plan

HISTORY_HERE = 5
"""How many entries the page of an action shows; the others stand on a page of their own."""


def find_action(reader: Person, plan: str, key: str) -> Action | None:
    """An action with its plan, words and leads, if the reader sees the plan: two prepared queries.

    One more asks whether she sees it where she reads only some plans.
    """
    found: list[Action] = ACTION.objects(plan, key)
    if not found or not sees_plan(reader, found[0].plan_id):
        return None
    keep_related(found[0], "leads", LEADS.objects(found[0].pk))
    return found[0]


ACTION = Prepared(
    lambda plan, key: Action.objects.filter(plan__key=plan, key=key).select_related(
        "plan", "priority", "aim", "measure", "rating"
    ),
    str,
    str,
)
LEADS = Prepared(lambda action: ActionLead.objects.filter(action=action).select_related("person", "post"), int)


ENTRIES = Prepared(lambda subject: Entry.objects.filter(subject=subject).order_by("-number")[: HISTORY_HERE + 1], str)
VALUES = Prepared(
    lambda subject, number: Value.objects.filter(entry__subject=subject, entry__number__gte=number).order_by("pk"),
    str,
    int,
)


def recent_entries(subject: str) -> list[Line]:
    """The last entries on an action, and one more to know whether there are more: two queries."""
    entries: list[Entry] = ENTRIES.objects(subject)
    values: dict[int, list[Value]] = defaultdict(list)
    for value in VALUES.objects(subject, entries[-1].number) if entries else ():
        values[value.entry_id].append(value)
    for entry in entries:
        keep_related(entry, "values", values[entry.pk])
    return lines(entries)
