"""Changed end dates: the original is kept, each change has a reason and an approver, and all are counted.

Source: re-dating is how lateness disappears; Bromsgrove counts "rescheduled with approval" apart,
North Devon puts each request before a committee (exception reports and minutes of both councils).
"""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from goldenthread.identity.actor import Actor
from goldenthread.kernel.dates import PartialDate, read_date
from goldenthread.kernel.errors import RuleBroken
from goldenthread.plan import policy
from goldenthread.plan.commands.saving import save_changed
from goldenthread.plan.commands.telling import tell_end_decided
from goldenthread.plan.examples import to_come
from goldenthread.plan.models import Action, EndDateChange
from goldenthread.plan.queries.line_of_years import who_did_on_line
from goldenthread.plan.states import FINISHED

ASKED = "plan.end_date_asked"


def read_new_end(text: str, action: Action, *, on: date) -> PartialDate:
    """Read a new end date and refuse one that is no date, unchanged, before the start, or past on the day it is asked.

    An end that is over already would make the action late at once. One that is earlier than the present end and still
    to come may be asked for; whoever asks and whoever decides are told that it is earlier.
    """
    end = read_date(text)
    last = _last_day(end)
    if last == action.ends_on:
        raise RuleBroken("That is the end date it has already.", about="new_end")
    if action.starts_on and last < action.starts_on:
        raise RuleBroken("The end cannot be before the start.", about="new_end")
    if last < on:
        raise RuleBroken(
            f"{end.written.strip()} is over already, so the action would be late at once. Give an end to come, "
            f"for example {to_come(3)}.",
            about="new_end",
        )
    return end


def earlier_in_words(change: EndDateChange) -> str:
    """A remark where the end that is asked for lies before the one it has; blank where it is later, or has none."""
    if change.before_on is None or change.after_on > change.before_on:
        return ""
    return f"earlier than the end it has, {change.before_written}: it is brought forward, not extended"


def _last_day(end: PartialDate) -> date:
    if end.last is None:
        raise RuleBroken(
            f"Give the new end as a month or a day, for example {to_come(10)} or {to_come(10, 30)}.", about="new_end"
        )
    return end.last


def check_reason(reason: str) -> None:
    """An end date moves with a sentence on why: the board reads it beside the old one."""
    if len(reason.split()) < 3:
        raise RuleBroken("Say why in a sentence: the board will read it beside the old date.", about="reason")


@transaction.atomic
def ask_new_end(*, action: Action, end: str, reason: str, by: Actor, at: datetime) -> EndDateChange:
    """Ask for a later (or earlier) end date with a reason; whoever manages the plan decides at once for themself.

    While a request waits, no second one can be made.
    """
    policy.require_may_update(by, action)
    if action.state in FINISHED:
        raise RuleBroken("A finished action needs no new end date.")
    new = read_new_end(end, action, on=localdate(at))
    check_reason(reason)
    if action.end_date_changes.filter(decision=EndDateChange.Decision.ASKED).exists():
        raise RuleBroken("A new end date has been asked for already and waits for a decision.")
    change = EndDateChange.objects.create(
        action=action,
        before_written=action.ends_written,
        before_on=action.ends_on,
        after_written=new.written,
        after_on=_last_day(new),
        after_precision=new.precision.value,
        reason=reason.strip(),
        asked_by=by.acting,
        asked_at=at,
    )
    save_changed(
        action,
        version=None,
        values={},
        subject=action.subject,
        what=ASKED,
        by=by,
        why=reason,
        end=new.written,
    )
    if policy.manages(by.acting, action.plan):
        decide_new_end(change=change, approve=True, note="", by=by, at=at)
    return change


@transaction.atomic
def decide_new_end(*, change: EndDateChange, approve: bool, note: str, by: Actor, at: datetime) -> EndDateChange:
    """Approve or decline a new end date; an approved one moves the action and leaves its original end as it was."""
    action = change.action
    policy.require_may_decide_dates(by, action)
    has_asked = change.asked_by_id in by.people or who_did_on_line(action, ASKED) & {by.key, by.for_key}
    # Whoever manages the plan decides for themself; who only acts for a manager does not so come by a second duty.
    may_decide_own = policy.manages(by.person, action.plan) or policy.manages(change.asked_by, action.plan)
    if has_asked and not may_decide_own:
        raise RuleBroken("Somebody else decides on a date that you asked for.")
    if not approve and not note.strip():
        raise RuleBroken("Say why, so that the lead knows.")
    decision = EndDateChange.Decision.APPROVED if approve else EndDateChange.Decision.DECLINED
    decided = EndDateChange.objects.filter(pk=change.pk, decision=EndDateChange.Decision.ASKED).update(
        decision=decision, decided_by=by.acting, decided_at=at, decision_note=note.strip()
    )
    if not decided:
        raise RuleBroken("This request was decided already.")
    change.refresh_from_db()
    values: dict[str, object] = {}
    if approve:
        values = {
            "ends_written": change.after_written,
            "ends_on": change.after_on,
            "ends_precision": change.after_precision,
            "updated_at": at,
        }
    save_changed(
        action,
        version=None,
        values=values,
        subject=action.subject,
        what=f"plan.end_date_{decision}",
        by=by,
        why=note,
        end=change.after_written,
    )
    tell_end_decided(change, by=by, at=at)
    return change
