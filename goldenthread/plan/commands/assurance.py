"""Looking again at what is complete: when, what was found, and what follows.

Source: practice seen at South London and Maudsley (checks again after sign-off); the months are our choice.
"""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from goldenthread.identity.actor import Actor
from goldenthread.kernel.errors import RuleBroken
from goldenthread.ledger.writing import record
from goldenthread.plan import policy
from goldenthread.plan.assurance import (
    check_due,
    check_recheck,
    check_watchable,
    first_recheck,
    is_embedded,
    next_recheck,
)
from goldenthread.plan.commands.contradictions import leads_of, mark_contradiction
from goldenthread.plan.commands.saving import save_changed
from goldenthread.plan.models import Action, Assurance, Recheck
from goldenthread.sources.commands import add_source, raise_finding
from goldenthread.sources.kinds import FindingKind, SourceKind
from goldenthread.sources.models import Finding, Source

ENDED = "Reopened: what was complete is worked on again."


@transaction.atomic
def set_recheck(*, action: Action, due_on: date, by: Actor, on: date, why: str = "") -> Recheck:
    """Say when a completed action is looked at again; the one that is to come is moved, with the reason.

    Whoever manages the plan may put an action under watch; a date that stands is moved by assurance only.
    """
    policy.require_may_watch(by, action)
    check_watchable(action.state)
    check_due(due_on, on=on)
    standing = action.rechecks.filter(result="").first()
    if standing is None:
        return _set_day(action, due_on, by=by, on=on, why=why)
    _require_free(action, by)
    if not why.strip():
        raise RuleBroken("Say why the re-check moves.", about="why")
    before = standing.due_on
    if not Recheck.objects.filter(pk=standing.pk, result="").update(due_on=due_on, why=why.strip()):
        raise RuleBroken("Somebody has done this re-check already.")
    standing.refresh_from_db()
    record("plan.recheck_moved", by=by, subject=action.subject, why=why, changes={"due_on": (before, due_on)})
    return standing


def _set_day(action: Action, due_on: date, *, by: Actor, on: date, why: str = "") -> Recheck:
    try:
        with transaction.atomic():
            made = Recheck.objects.create(action=action, due_on=due_on, set_by=by.acting, set_on=on, why=why.strip())
    except IntegrityError as found:
        raise RuleBroken("Somebody has just set a day for this action.") from found
    record("plan.recheck_set", by=by, subject=action.subject, why=why, due_on=due_on)
    return made


def _require_free(action: Action, by: Actor) -> None:
    """Refuse whoever may not assure, and whoever leads the action: nobody puts off a look at her own work."""
    policy.require_may_recheck(by, action)
    if leads_of(action, by) & by.people:
        raise RuleBroken("A lead of this action cannot decide on its re-check; somebody else must.")


@transaction.atomic
def call_off_recheck(*, recheck: Recheck, reason: str, by: Actor, on: date) -> Recheck:
    """Take a re-check off the list, with the reason. It counts neither for nor against the action."""
    _require_free(recheck.action, by)
    if not reason.strip():
        raise RuleBroken("Say why nobody needs to look again.", about="reason")
    changed = Recheck.objects.filter(pk=recheck.pk, result="").update(
        result=Recheck.Result.CALLED_OFF, done_by=by.acting, done_on=on, said=reason.strip()
    )
    if not changed:
        raise RuleBroken("Somebody has done this re-check already.")
    recheck.refresh_from_db()
    record("plan.recheck_called_off", by=by, subject=recheck.action.subject, why=reason)
    return recheck


@transaction.atomic
def record_recheck(
    *,
    recheck: Recheck,
    holds: bool,
    looked_at: str,
    said: str,
    by: Actor,
    at: datetime,
    records: int | None = None,
    finding: Finding | None = None,
    next_on: date | None = None,
) -> Recheck:
    """Say what a re-check found. What still holds is looked at again in six months; the second time it is embedded.

    What has slipped contradicts the action: the finding is the one named or, where none is, raised from what
    was seen. The action then waits to be reopened, which is decided there and not here.
    """
    action, day = recheck.action, localdate(at)
    policy.require_may_recheck(by, action)
    check_recheck(
        state=action.state,
        leads=leads_of(action, by),
        checkers=by.people,
        looked_at=looked_at,
        records=records,
        said=said,
    )
    if next_on is not None:
        check_due(next_on, on=day)
    if not holds and finding is None:
        finding = _raise(action, said, by=by, at=at)
    result = Recheck.Result.HOLDS if holds else Recheck.Result.SLIPPED
    changed = Recheck.objects.filter(pk=recheck.pk, result="").update(
        result=result,
        done_by=by.acting,
        done_on=day,
        looked_at=looked_at.strip(),
        records=records,
        said=said.strip(),
        finding=None if holds else finding,
    )
    if not changed:
        raise RuleBroken("Somebody has done this re-check already.")
    recheck.refresh_from_db()
    record(
        "plan.rechecked",
        by=by,
        subject=action.subject,
        why=said,
        result=result.label,
        looked_at=looked_at,
        records=records,
        finding=finding.key if finding and not holds else None,
    )
    if holds:
        _go_on(action, next_on, by=by, on=day)
    else:
        _slip(action, finding, said, by=by, at=at)
    return recheck


def _go_on(action: Action, next_on: date | None, *, by: Actor, on: date) -> None:
    """After a clean re-check: embedded where it was the second in a row, else, or where asked for, the next one."""
    done = action.rechecks.filter(is_earlier=False, result__in=[Recheck.Result.HOLDS, Recheck.Result.SLIPPED])
    embedded = is_embedded(list(done.order_by("done_on", "pk").values_list("result", flat=True)))
    if embedded and action.embedded_on is None:
        _embed(action, on, by=by, what="plan.action_embedded")
    if next_on is not None or not embedded:
        _set_day(action, next_on or next_recheck(on), by=by, on=on)


def _slip(action: Action, finding: Finding | None, said: str, *, by: Actor, at: datetime) -> None:
    if action.embedded_on is not None:
        _embed(action, None, by=by, what="plan.action_not_embedded")
    if finding is not None and not action.contradictions.filter(finding=finding, outcome="").exists():
        mark_contradiction(action=action, finding=finding, by=by, at=at, said=said)


def _embed(action: Action, on: date | None, *, by: Actor, what: str) -> None:
    save_changed(action, version=None, values={"embedded_on": on}, subject=action.subject, what=what, by=by)


def _raise(action: Action, said: str, *, by: Actor, at: datetime) -> Finding:
    """Enter what a re-check saw as a finding of the re-checks of the plan in that year."""
    title = f"Re-checks of {action.plan.name}, {localdate(at):%Y}"[:300]
    source = Source.objects.filter(
        kind=SourceKind.THEMATIC_AUDIT, title=title, scopes=action.plan.scope
    ).first() or add_source(kind=SourceKind.THEMATIC_AUDIT, title=title, by=by, at=at, dated=f"{localdate(at):%Y}")
    source.scopes.add(action.plan.scope)
    return raise_finding(
        source=source, text=said, by=by, at=at, kind=FindingKind.FOR_DEVELOPMENT, theme=(action.ref or action.key)[:120]
    )


def keep_given(
    action: Action, *, strength: str, why_no_evidence: str, recheck_on: date | None, why_no_recheck: str, by: Actor
) -> None:
    """Keep the act by which an action was just given blue, and set its first re-check, unless a reason says none.

    Called inside ``assure_action``, when the action's row holds what was said.
    """
    on = action.assured_on
    assert on is not None  # noqa: S101 - the constraint of the table says so
    Assurance.objects.create(
        action=action,
        outcome=Assurance.Outcome.GIVEN,
        by=by.acting,
        on=on,
        difference=action.difference,
        strength=strength,
        why_no_evidence=why_no_evidence.strip(),
        reported_by_id=action.reported_by_id,
        reported_on=action.reported_on,
    )
    if recheck_on is not None:
        check_due(recheck_on, on=on)
    _end_rechecks(action, "Assured: looked at anew from here.", by=by, on=on, is_earlier=False)
    if recheck_on is not None or not why_no_recheck.strip():
        _set_day(action, recheck_on or first_recheck(on), by=by, on=on)
    else:
        record("plan.recheck_not_wanted", by=by, subject=action.subject, why=why_no_recheck)


def keep_sent_back(
    action: Action, *, reason: str, reported: tuple[int | None, date | None], by: Actor, on: date
) -> None:
    """Keep the act by which an action was just sent back. Called inside ``send_back``."""
    Assurance.objects.create(
        action=action,
        outcome=Assurance.Outcome.SENT_BACK,
        by=by.acting,
        on=on,
        reason=reason.strip(),
        reported_by_id=reported[0],
        reported_on=reported[1],
    )


def end_completion(action: Action, *, because: Finding | None, by: Actor, on: date) -> None:
    """Write down that a completion has ended: its assurance stays on record, its re-checks count no more.

    Called inside the command that ended it.
    """
    action.assurances.standing().update(ended_on=on, ended_because=because)
    _end_rechecks(action, ENDED, by=by, on=on, is_earlier=True)
    action.rechecks.filter(is_earlier=False).update(is_earlier=True)


def _end_rechecks(action: Action, said: str, *, by: Actor, on: date, is_earlier: bool) -> None:
    action.rechecks.filter(result="").update(
        result=Recheck.Result.CALLED_OFF, done_by=by.acting, done_on=on, said=said, is_earlier=is_earlier
    )
