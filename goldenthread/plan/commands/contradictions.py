"""Findings that contradict an action: saying so, and what becomes of it.

What follows for the action (it waits to be reopened, or needs attention) is a query over these rows,
never a call from where the finding was raised.

Source: report of 2 May 2018 to the Safeguarding Sub Committee, paragraphs 6 and 7.
"""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from goldenthread.identity.actor import Actor
from goldenthread.kernel.errors import RuleBroken
from goldenthread.ledger.writing import record
from goldenthread.plan import policy
from goldenthread.plan.assurance import check_contradicts, check_stands, first_recheck
from goldenthread.plan.models import Action, Contradiction, Recheck
from goldenthread.plan.states import COMPLETE
from goldenthread.sources.kinds import FindingKind
from goldenthread.sources.models import Finding


def leads_of(action: Action, by: Actor) -> frozenset[int]:
    """The persons who lead an action, and both persons of an actor where one holds a post that leads it."""
    rows = list(action.leads.all())
    people = {lead.person_id for lead in rows if lead.person_id}
    posts = {lead.post_id for lead in rows if lead.post_id}
    if posts & by.acting.rights.posts or posts & by.person.rights.posts:
        people |= by.people
    return frozenset(people)


@transaction.atomic
def mark_contradiction(*, action: Action, finding: Finding, by: Actor, at: datetime, said: str = "") -> Contradiction:
    """Say that a finding contradicts an action. A completed one then waits to be reopened, any other needs attention.

    Whoever reads the plan reads the finding from then on, because it stands beside the action.
    """
    policy.require_may_contradict(by, action, finding)
    check_contradicts(
        state=action.state,
        is_strength=finding.kind == FindingKind.STRENGTH,
        is_marked=action.contradictions.filter(finding=finding, outcome="").exists(),
    )
    try:
        with transaction.atomic():
            found = Contradiction.objects.create(
                action=action, finding=finding, said=said.strip(), raised_by=by.acting, raised_at=at
            )
    except IntegrityError as clash:
        raise RuleBroken("Somebody has just said so.") from clash
    finding.source.scopes.add(action.plan.scope)
    record(
        "plan.action_contradicted",
        by=by,
        subject=action.subject,
        why=said,
        finding=finding.key,
    )
    return found


@transaction.atomic
def let_stand(*, contradiction: Contradiction, reason: str, by: Actor, at: datetime) -> Contradiction:
    """Say that the action stands in spite of the finding, and why. The reason is printed beside the finding.

    Where a re-check had found that it slipped, it is looked at again in three months: a doubt does not end watching.
    """
    action = contradiction.action
    policy.require_may_reopen(by, action)
    check_stands(reason=reason, leads=leads_of(action, by), deciders=by.people)
    changed = Contradiction.objects.filter(pk=contradiction.pk, outcome="").update(
        outcome=Contradiction.Outcome.STANDS, settled_by=by.acting, settled_at=at, reason=reason.strip()
    )
    if not changed:
        raise RuleBroken("Somebody has answered this already.")
    contradiction.refresh_from_db()
    record(
        "plan.contradiction_stands",
        by=by,
        subject=action.subject,
        why=reason,
        finding=contradiction.finding.key,
    )
    if action.state in COMPLETE and not action.rechecks.filter(result="").exists():
        last = action.rechecks.filter(is_earlier=False).exclude(result=Recheck.Result.CALLED_OFF).last()
        if last is not None and last.result == Recheck.Result.SLIPPED:
            day = localdate(at)
            Recheck.objects.create(action=action, due_on=first_recheck(day), set_by=by.acting, set_on=day, why=reason)
    return contradiction


def settle_all(action: Action, outcome: str, *, by: Actor, at: datetime) -> int:
    """Settle every unanswered contradiction of an action: by what was just said of it, or because it was reopened.

    Called inside the command that did so, whose entry in the ledger says it. "No change" settles nothing.
    """
    return Contradiction.objects.filter(action=action, outcome="").update(
        outcome=outcome, settled_by=by.acting, settled_at=at
    )
