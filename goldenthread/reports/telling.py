"""What people are told of reports: asked to clear, reminded, what was said, issued, returned.

Each is said once; a notice that is no longer true is called back before it goes.
"""

from datetime import datetime

from django.conf import settings
from django.utils.timezone import localdate

from goldenthread.design.words import day
from goldenthread.identity.actor import Actor
from goldenthread.identity.models import Person
from goldenthread.notices.commands import call_back, put_out
from goldenthread.notices.models import is_demonstration
from goldenthread.reports.models import Clearance, Report
from goldenthread.reports.states import Cleared

ASKED, REMINDER, ANSWERED = "report-asked", "report-reminder", "report-answered"
ISSUED, RETURNED = "report-issued", "report-returned"


def how_told() -> str:
    """How people hear of it: by e-mail, or only here, where no mail server is set or e-mails are shown and not sent."""
    if is_demonstration():
        return "in an e-mail that is shown here and not sent, since this is a demonstration"
    if settings.MAIL_SERVER is None:
        return "on their start page alone, since no mail server is set: tell them yourself"
    return "by e-mail"


def tell_asked(clearance: Clearance, *, is_again: bool, by: Actor, at: datetime) -> None:
    """Ask somebody to clear a version; whoever cleared an earlier one is told that it changed since."""
    report = clearance.report
    until = f" by {day(clearance.due_on)}" if clearance.due_on else ""
    text = (
        f"{report} has changed since you cleared it. Please look at the difference{until}."
        if is_again
        else f"{by} asks you to read {report} and to clear it or send it back{until}."
    )
    put_out(
        to=clearance.person, kind=ASKED, about=report.ledger_name, subject=f"To clear: {report}", text=text,
        path=report.get_absolute_url(), once=f"{clearance.subject}:asked", at=at, by=by,
    )  # fmt: skip


def remind(clearance: Clearance, *, by: Actor, at: datetime) -> bool:
    """Remind somebody who has not answered; returns whether it was not said that day before. It decides nothing."""
    report, due = clearance.report, clearance.due_on
    verb = "was" if due and due < localdate(at) else "is"
    until = f"{verb} due on {day(due)}" if due else "is waited for"
    put = put_out(
        to=clearance.person, kind=REMINDER, about=report.ledger_name, subject=f"Still to clear: {report}",
        text=f"Your word on {report} {until}. Silence is not consent: it waits until you clear it or send it back.",
        path=report.get_absolute_url(), once=f"{clearance.subject}:reminded-{localdate(at):%Y-%m-%d}", at=at, by=by,
    )  # fmt: skip
    return put is not None


def tell_answered(clearance: Clearance, *, by: Actor, at: datetime) -> None:
    """Tell the author what was said."""
    report = clearance.report
    did = "cleared" if clearance.decision == Cleared.CLEARED else "sent back"
    words = f" In their words: {clearance.words}" if clearance.words else ""
    put_out(
        to=report.author, kind=ANSWERED, about=report.ledger_name, subject=f"{did.capitalize()}: {report}",
        text=f"{clearance.person} {did} {report}.{words}", path=report.get_absolute_url(),
        once=f"{clearance.subject}:answered-{at:%Y%m%d%H%M%S}", at=at, by=by,
    )  # fmt: skip


def tell_issued(report: Report, *, to: list[Person], by: Actor, at: datetime) -> None:
    """Tell those who wrote it, and democratic services, that it was issued."""
    for person in to:
        put_out(
            to=person, kind=ISSUED, about=report.ledger_name, subject=f"Issued: {report}",
            text=f"{by} issued {report}. It no longer changes.", path=report.get_absolute_url(),
            once=f"{report.ledger_name}:issued-{person.key}", at=at, by=by,
        )  # fmt: skip


def tell_returned(report: Report, *, why: str, by: Actor, at: datetime) -> None:
    """Tell the author that it came back, and why."""
    put_out(
        to=report.author, kind=RETURNED, about=report.ledger_name, subject=f"Returned: {report}",
        text=f"{by} returned {report}: {why}", path=report.get_absolute_url(),
        once=f"{report.ledger_name}:returned", at=at, by=by, digest=False,
    )  # fmt: skip


def stop_telling(report: Report, *, by: Actor, at: datetime) -> None:
    """Call back what was asked of people and has not gone."""
    call_back(prefix=f"{report.ledger_name}/clearance-", by=by, at=at)
