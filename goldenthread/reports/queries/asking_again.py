"""Who is offered when clearance is asked again: those asked before, in their capacity, with a day that is ahead."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils.timezone import localdate

from goldenthread.reports.commands.clearance import Ask
from goldenthread.reports.models import Clearance, Report
from goldenthread.reports.policy import why_not_asked
from goldenthread.reports.queries.clearing import ClearanceShown
from goldenthread.reports.states import Cleared

SATURDAY = 5


def asked_before(report: Report, standing: Iterable[ClearanceShown], *, on: date) -> list[Ask]:
    """Those who have to be asked again, each once; of a new draft, whoever was asked about the report it replaces.

    Whoever cleared the very words that stand, or still has time to, is left alone; whose day has passed without a word
    is given another. Whoever wrote in it since, or can not answer any more, is not offered.
    """
    shown = list(standing)
    again = [
        one.clearance
        for one in shown
        if one.is_of_other_words or one.is_late or one.clearance.decision == Cleared.SENT_BACK
    ]
    if not shown and report.supersedes is not None:
        again = list(report.supersedes.clearances.current().select_related("person").defer("version__content"))
    wrote = report.author_ids
    return [
        Ask(one.person, one.capacity, day_ahead(one, on=on))
        for one in again
        if one.person_id not in wrote and not why_not_asked(one.person, on=on)
    ]


def day_ahead(clearance: Clearance, *, on: date) -> date | None:
    """The day by which somebody is asked again: theirs while it is ahead, else as long from now as they had before.

    It is never a day at the weekend, on which nobody is at work.
    """
    due, asked = clearance.due_on, localdate(clearance.asked_at)
    if due is None or due >= on:
        return due
    found = on + timedelta(days=max(1, (due - asked).days))
    while found.weekday() >= SATURDAY:
        found += timedelta(days=1)
    return found
