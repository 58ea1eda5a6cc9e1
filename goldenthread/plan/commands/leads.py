"""Who leads an action: one accountable lead among its leads, and a senior lead."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from goldenthread.identity.actor import Actor
from goldenthread.identity.models import Person, Post
from goldenthread.identity.policy import require_may_hand_over
from goldenthread.kernel.errors import RuleBroken
from goldenthread.ledger.writing import record
from goldenthread.plan import policy
from goldenthread.plan.commands.saving import save_changed
from goldenthread.plan.models import Action, ActionLead, Plan


def short_name(lead: Person | Post) -> str:
    """How a lead is printed in a narrow column: initials, else the name or title."""
    return lead.title if isinstance(lead, Post) else lead.initials or lead.name


@transaction.atomic
def set_leads(
    *,
    action: Action,
    leads: Sequence[Person | Post],
    by: Actor,
    accountable: Person | Post | None = None,
    senior_lead: Person | None = None,
    version: int | None = None,
) -> Action:
    """Name the leads of an action in order; one of them, the first unless said otherwise, is accountable."""
    policy.require_manages(by, action.plan)
    if len(set(leads)) != len(leads):
        raise RuleBroken("The same lead is named twice.")
    accountable = accountable or (leads[0] if leads else None)
    if accountable is not None and accountable not in leads:
        raise RuleBroken("The accountable lead must be one of the leads.")
    values = {
        "leads_written": "/".join(short_name(lead) for lead in leads)[:300],
        "senior_lead_id": senior_lead and senior_lead.pk,
        "senior_lead_written": short_name(senior_lead)[:120] if senior_lead else "",
    }
    accountable_before = ", ".join(str(lead) for lead in action.leads.all() if lead.is_accountable)
    changed = save_changed(
        action,
        version=version,
        values=values,
        subject=action.subject,
        what="plan.leads_set",
        by=by,
        accountable=str(accountable) if accountable else None,
    ) or accountable_before != str(accountable or "")
    if changed:
        write_leads(action, leads, accountable)
    return action


def write_leads(action: Action, leads: Sequence[Person | Post], accountable: Person | Post | None) -> None:
    """Write the rows of the leads; a part of commands that set them."""
    action.leads.all().delete()
    ActionLead.objects.bulk_create(
        ActionLead(
            action=action,
            person=lead if isinstance(lead, Person) else None,
            post=lead if isinstance(lead, Post) else None,
            is_accountable=lead == accountable,
            position=number,
        )
        for number, lead in enumerate(leads)
    )


@transaction.atomic
def hand_over_actions(*, person: Person, successor: Person, by: Actor, on: date) -> int:
    """Give every unfinished action, senior lead and plan of a leaver to a successor; history keeps who it was.

    Finished actions keep the name of whoever did them.
    """
    require_may_hand_over(by, person)
    count = 0
    for action in Action.objects.unfinished().filter(leads__person=person).select_related("plan").distinct():
        count += _replace_lead(action, person, successor, by=by, on=on)
    for action in Action.objects.unfinished().filter(senior_lead=person).select_related("plan"):
        values = {"senior_lead_id": successor.pk, "senior_lead_written": short_name(successor)[:120]}
        count += save_changed(
            action,
            version=None,
            values=values,
            subject=action.subject,
            what="plan.senior_lead_handed_over",
            by=by,
            from_=person.key,
            to=successor.key,
        )
    for plan in Plan.objects.filter(owner=person):
        count += save_changed(
            plan,
            version=None,
            values={"owner_id": successor.pk},
            subject=plan.subject,
            what="plan.owner_handed_over",
            by=by,
            from_=person.key,
            to=successor.key,
        )
    return count


def _replace_lead(action: Action, person: Person, successor: Person, *, by: Actor, on: date) -> int:
    rows = list(action.leads.select_related("person", "post"))
    leads: list[Person | Post] = []
    accountable: Person | Post | None = None
    for row in rows:
        lead: Person | Post = successor if row.person_id == person.pk else (row.person or row.post)  # type: ignore[assignment]
        if lead not in leads:
            leads.append(lead)
        if row.is_accountable:
            accountable = lead
    write_leads(action, leads, accountable)
    save_changed(
        action,
        version=None,
        values={"leads_written": "/".join(short_name(lead) for lead in leads)[:300]},
        subject=action.subject,
        what="plan.lead_handed_over",
        by=by,
        from_=person.key,
        to=successor.key,
        on=on,
    )
    return 1


@transaction.atomic
def not_mine(*, action: Action, reason: str, by: Actor) -> None:
    """A lead says that an action is not hers: it is recorded and shown to whoever manages the plan; nothing moves yet.

    Initials are matched once for a whole paper, so a wrong match must be easy to say.
    """
    policy.require_may_update(by, action)
    if not reason.strip():
        raise RuleBroken("Say whose it is, or why it is not yours.")
    record("plan.lead_disowned", by=by, subject=action.subject, why=reason)
