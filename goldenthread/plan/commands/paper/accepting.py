"""The command that takes a paper."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import PurePath
from typing import Any

from django.db import transaction
from django.utils import timezone

from goldenthread.identity.actor import Actor
from goldenthread.intake.commands import conflict, decide, require_staged
from goldenthread.intake.models import Import
from goldenthread.intake.models import State as ImportState
from goldenthread.intake.queries import Corrections, by_kind, corrections_of
from goldenthread.kernel.errors import RuleBroken
from goldenthread.ledger.writing import canonical, record
from goldenthread.plan import policy
from goldenthread.plan.commands.paper.changing import Changing
from goldenthread.plan.commands.paper.making import make_plan_from
from goldenthread.plan.commands.plans import give_to
from goldenthread.plan.commands.saving import index_actions, index_plan
from goldenthread.plan.comparing import Compared, compare_with_plan, find_plan
from goldenthread.plan.edits import Proposal
from goldenthread.plan.glossary import Named, name_everybody
from goldenthread.plan.models import Plan, PlanImport
from goldenthread.plan.papers_before import base_to_keep, latest_base
from goldenthread.plan.planless import require_plan
from goldenthread.plan.reading.as_json import from_json
from goldenthread.plan.reading.people import read_leads
from goldenthread.plan.reading.values import Column, PlanReading

_NAMING = (Column.LEADS, Column.SENIOR_LEAD)


class WouldLose(RuleBroken):
    """Taking this paper would lose actions; nothing was changed, and somebody must say that it is meant."""

    exit_status = 3

    def __init__(self, *, gone: int, refused: int) -> None:
        self.gone, self.refused = gone, refused
        parts = []
        if gone:
            parts.append(
                f"{gone} {'action' if gone == 1 else 'actions'} of the plan {'is' if gone == 1 else 'are'} not in it"
            )
        if refused:
            parts.append(f"{refused} of its own rows could not be taken")
        super().__init__(
            f"This paper would lose actions: {' and '.join(parts)}. "
            "Nothing was changed; accept the losses if they are meant."
        )


@dataclass(frozen=True, slots=True)
class Accepted:
    """What acceptance made: the plan, whether it is new, and how many actions were new, changed, gone and the same.

    ``left`` are the cells in which the paper says otherwise and that were not taken: refused by a rule, changed here
    since, or the plan's text was kept.
    """

    plan: Plan
    is_new: bool
    counts: dict[str, int]
    left: tuple[Proposal, ...] = ()


@transaction.atomic
def accept_paper(
    *, of: Import, by: Actor, at: datetime, accept_losses: bool = False, version: int | None = None
) -> Accepted:
    """Take a paper that waits, once: as a new plan, or as changes to the plan it matches.

    Problems of the paper never stand in the way. Losing actions does, until it is accepted too: actions of the plan
    that the paper does not have any more, and rows of the paper that could not be taken.
    """
    policy.require_may_make_plan(by)
    require_staged(of)
    require_plan(of)
    if version is not None and version != of.version:
        raise conflict(of)
    reading = from_json(of.reading)
    corrections = by_kind(corrections_of(of))
    plan = find_plan(reading.header, sha256=of.sha256, person=by.acting)
    compared = compare_with_plan(plan, reading, corrections, sha256=of.sha256) if plan else None
    refuse_losses(compared, reading, accept_losses=accept_losses)
    if not decide(of, state=ImportState.ACCEPTED, by=by, at=at):
        raise conflict(of)
    named = name_everybody(
        _names_needed(reading, compared, corrections), answers=corrections.person, printed=reading.glossary, plan=plan
    )
    outcome: dict[str, Any] = {"people": named.people, "posts": named.posts, "known_as": named.known_as}
    if compared is None:
        accepted = _make(of, reading, named=named, by=by, at=at, outcome=outcome)
    else:
        accepted = _change(of, reading, compared, corrections, named=named, by=by, at=at, outcome=outcome)
    entry = record(
        "plan.paper_accepted",
        by=by,
        subject=accepted.plan.subject,
        at=at,
        paper=of.key,
        name=of.name,
        sha256=of.sha256,
        receipt=sha256(canonical(of.receipt).encode()).hexdigest(),
        people=named.people,
        new=accepted.counts["new"],
        changed=accepted.counts["changed"],
        gone=accepted.counts["gone"],
        same=accepted.counts["same"],
    )
    receipt = of.receipt | {"plan": of.receipt["plan"] | {"key": accepted.plan.key}}
    outcome |= {"plan": accepted.plan.key, "entry": entry.number}
    Import.objects.filter(pk=of.pk).update(outcome=outcome, receipt=receipt)
    of.refresh_from_db(fields=["outcome", "receipt"])
    return accepted


def _names_needed(reading: PlanReading, compared: Compared | None, corrections: Corrections) -> list[str]:
    """Everybody a new plan names; of the next version of one only those whom a change or an answer is about."""
    if compared is None:
        return list(reading.initials)
    rows = [reading.actions[at] for at in compared.changes.new]
    at_of = {key: at for at, key in compared.changes.keys.items()}
    changed = {one.edit.action for one in compared.taken if one.edit.column in _NAMING}
    rows += [reading.actions[at_of[key]] for key in changed]
    needed = {text for row in rows for text in (*row.leads, *read_leads(row.senior_lead))} | set(corrections.person)
    return [text for text in reading.initials if text in needed]


def refuse_losses(compared: Compared | None, reading: PlanReading, *, accept_losses: bool) -> None:
    """Refuse a paper that would lose actions, unless that is accepted."""
    gone = len(compared.changes.gone) if compared else 0
    if (gone or reading.refused) and not accept_losses:
        raise WouldLose(gone=gone, refused=len(reading.refused))


def _make(
    of: Import, reading: PlanReading, *, named: Named, by: Actor, at: datetime, outcome: dict[str, Any]
) -> Accepted:
    if not reading.actions:
        raise RuleBroken("There is no action in this paper, so there is no plan to make.")
    name = PurePath(of.name).stem
    plan, actions = make_plan_from(reading, name=name, named=named, by=by, at=at, outcome=outcome)
    give_to(plan, by.acting, on=timezone.localdate(at))
    keys = {number: action.key for number, action in enumerate(actions)}
    PlanImport.objects.create(of=of, plan=plan, made_the_plan=True, base=base_to_keep(reading, keys))
    index_plan(plan)
    index_actions(actions)
    return Accepted(plan, True, {"new": len(actions), "changed": 0, "gone": 0, "same": 0})


def _change(
    of: Import,
    reading: PlanReading,
    compared: Compared,
    corrections: Corrections,
    *,
    named: Named,
    by: Actor,
    at: datetime,
    outcome: dict[str, Any],
) -> Accepted:
    policy.require_manages(by, compared.plan)
    changing = Changing(of, reading, compared, corrections, named=named, by=by, at=at, outcome=outcome)
    keys, latest = changing.apply(), latest_base(compared.plan)
    # A paper that is brought again is not the paper before the next one: that is still the latest.
    base = latest if compared.is_again else base_to_keep(reading, keys)
    PlanImport.objects.create(of=of, plan=compared.plan, made_the_plan=False, base=base)
    return Accepted(compared.plan, False, compared.changes.counts(), compared.left)
