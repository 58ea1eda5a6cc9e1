"""Taking a paper that waits, with all that stands in it or a part alone, and taking it back: one command for the whole.

A plan is taken by the app that keeps plans, meetings and reports by the one that keeps committees; either all of it is
taken or, where one refuses, nothing.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from goldenthread.committee.commands.bringing import Brought, bring_papers
from goldenthread.committee.commands.taking_back import brought_by, take_back_papers, why_not_take_back
from goldenthread.committee.policy import require_may_bring_papers
from goldenthread.identity.actor import Actor
from goldenthread.importing.staging import Only
from goldenthread.intake.commands import conflict, decide, require_staged
from goldenthread.intake.models import Import, State
from goldenthread.kernel.errors import RuleBroken
from goldenthread.ledger.writing import record
from goldenthread.plan.commands.paper import Accepted, accept_paper, undo_paper
from goldenthread.plan.commands.paper import why_not_undo as why_not_undo_plan
from goldenthread.plan.models import PlanImport
from goldenthread.plan.planless import holds_plan


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken of a paper: its plan, its meetings and reports."""

    plan: Accepted | None
    brought: Brought | None


def parts_in(of: Import) -> list[Only]:
    """The parts that stand in a paper."""
    receipt = of.receipt
    found = {
        Only.PLAN: holds_plan(of),
        Only.MEETINGS: bool(receipt.get("meetings") or receipt.get("minutes")),
        Only.REPORTS: bool(receipt.get("reports")),
    }
    return [part for part, stands in found.items() if stands]


@transaction.atomic
def take_import(
    *,
    of: Import,
    by: Actor,
    at: datetime,
    parts: Collection[Only] | None = None,
    accept_losses: bool = False,
    version: int | None = None,
) -> Taken:
    """Take a paper that waits, once: all that stands in it, or the parts that are named.

    Where nothing that was chosen can be taken nothing is changed, and the first reason is the refusal.
    """
    require_staged(of)
    wanted = [part for part in parts_in(of) if parts is None or part in parts]
    if not wanted:
        raise RuleBroken("Nothing of what you chose stands in this paper.")
    papers = [part for part in wanted if part is not Only.PLAN]
    if papers:
        require_may_bring_papers(by)
    accepted = None
    if Only.PLAN in wanted:
        accepted = accept_paper(of=of, by=by, at=at, accept_losses=accept_losses, version=version)
    else:
        if version is not None and version != of.version:
            raise conflict(of)
        if not decide(of, state=State.ACCEPTED, by=by, at=at):
            raise conflict(of)
    brought = bring_papers(of=of, parts=papers, by=by, at=at) if papers else None
    if accepted is None and brought is not None and not (brought.new or brought.known):
        raise RuleBroken(brought.left[0].why)
    record("importing.taken", by=by, subject=of.subject, at=at, parts=[part.value for part in wanted], name=of.name)
    return Taken(accepted, brought)


def why_not_undo(of: Import) -> str:
    """Why an import cannot be taken back, in a sentence; blank where it can."""
    if of.state != State.ACCEPTED:
        return "Only an import that was accepted can be undone."
    reason = why_not_undo_plan(of) if _took_plan(of) else ""
    return reason or why_not_take_back(of)


def _took_plan(of: Import) -> bool:
    return PlanImport.objects.filter(of=of).exists()


@transaction.atomic
def undo_import(*, of: Import, by: Actor, at: datetime, why: str = "") -> None:
    """Take back all that a paper brought, plan and meetings together, as long as nobody has worked on any of it."""
    reason = why_not_undo(of)
    if reason:
        raise RuleBroken(reason)
    if brought_by(of) is not None or not _took_plan(of):
        require_may_bring_papers(by)
        take_back_papers(of=of, by=by, at=at, why=why)
    if _took_plan(of):
        undo_paper(of=of, by=by, at=at, why=why)
    elif not decide(of, state=State.UNDONE, by=by, at=at, before=State.ACCEPTED):
        raise conflict(of)
    record("importing.taken_back", by=by, subject=of.subject, at=at, why=why, name=of.name)
