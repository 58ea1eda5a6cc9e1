"""Actions pasted from a spreadsheet: added together, with one ledger entry for the paste."""

from collections.abc import Sequence
from typing import Protocol

from django.db import transaction

from goldenthread.identity.actor import Actor
from goldenthread.identity.models import Person, Post
from goldenthread.kernel.errors import RuleBroken
from goldenthread.ledger.writing import record
from goldenthread.plan import policy
from goldenthread.plan.commands.leads import write_leads
from goldenthread.plan.commands.structure import add_action
from goldenthread.plan.models import Action, Aim, Priority


class Row(Protocol):
    """What one pasted row says."""

    @property
    def number(self) -> int: ...  # noqa: D102
    @property
    def ref(self) -> str: ...  # noqa: D102
    @property
    def wording(self) -> str: ...  # noqa: D102
    @property
    def starts(self) -> str: ...  # noqa: D102
    @property
    def ends(self) -> str: ...  # noqa: D102
    @property
    def measure(self) -> str: ...  # noqa: D102
    @property
    def leads_written(self) -> str: ...  # noqa: D102
    @property
    def leads(self) -> tuple[Person | Post, ...]: ...  # noqa: D102


@transaction.atomic
def paste_actions(*, priority: Priority, aim: Aim | None, rows: Sequence[Row], by: Actor) -> list[Action]:
    """Add every pasted row as an action under a priority or aim, all or none, in their order.

    Leads who are known are named; the first of them is accountable. A lead
    whom nobody here is known as stays as written, for the checks to list.
    """
    plan = priority.plan
    policy.require_manages(by, plan)
    if not rows:
        raise RuleBroken("Paste at least one row.")
    added = []
    for row in rows:
        try:
            action = add_action(
                priority=priority,
                aim=aim,
                wording=row.wording,
                ref=row.ref,
                starts=row.starts,
                ends=row.ends,
                measure=row.measure,
                by=by,
                record_entry=False,
            )
        except RuleBroken as refusal:
            raise RuleBroken(f"Row {row.number}: {refusal}") from refusal
        if row.leads_written:
            Action.objects.filter(pk=action.pk).update(leads_written=row.leads_written[:300])
            write_leads(action, row.leads, row.leads[0] if row.leads else None)
        added.append(action)
    keys = [action.key for action in added]
    record("plan.actions_pasted", by=by, subject=plan.subject, actions=keys, priority=priority.number)
    return added
