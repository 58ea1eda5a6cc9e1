"""Issuing in the background: begun by a press, counted file by file, ended by the seal, a refusal or a stop.

Whichever comes first of the seal and the stop ends it, and the other finds it ended: a report is issued whole, or it
stays as it was cleared.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from goldenthread.identity.actor import Actor
from goldenthread.kernel.errors import RuleBroken
from goldenthread.ledger.writing import record
from goldenthread.reports.commands.holding import hold
from goldenthread.reports.models import Issuing, Report
from goldenthread.reports.policy import require_may_issue
from goldenthread.reports.states import ReportState, check_move

STOPPED = "It was stopped."
DID_NOT_END = "It did not end: whoever was making its files was ended on the way."


@transaction.atomic
def begin_issuing(*, report: Report, by: Actor, at: datetime) -> Issuing:
    """Begin to issue a report in the background; refused while it is being issued already.

    One that did not end in the time it can take was ended with its worker: it is closed, and this takes its place.
    """
    require_may_issue(by, report)
    held = hold(report)
    check_move(held.state, ReportState.ISSUED)
    going = Issuing.objects.filter(report=held, ended_at=None).first()
    if going is not None and not (going.has_stalled(at=at) and _end(going, refusal=DID_NOT_END, at=at)):
        raise RuleBroken("This report is being issued already.")
    made = Issuing.objects.create(report=held, at=at, by=by.person, behalf_of=by.behalf_of)
    record("reports.issuing_begun", by=by, subject=held.ledger_name, at=at)
    return made


@transaction.atomic
def stop_issuing(*, issuing: Issuing, by: Actor, at: datetime) -> None:
    """Stop issuing a report: nothing is issued, and it stays as it was cleared. Refused once it has ended."""
    require_may_issue(by, issuing.report)
    if not _end(issuing, refusal=STOPPED, at=at):
        raise RuleBroken("It has ended already.")
    record("reports.issuing_stopped", by=by, subject=issuing.report.ledger_name, at=at)


def end_issuing(issuing: Issuing, *, at: datetime) -> None:
    """End it with the seal, in the seal's own transaction; refused where somebody has stopped it."""
    if not _end(issuing, refusal="", at=at):
        raise RuleBroken(STOPPED)


@transaction.atomic
def refuse_issuing(*, issuing: Issuing, why: str, by: Actor, at: datetime) -> None:
    """End it with the sentence of what stood in the way, unless somebody has stopped it meanwhile."""
    require_may_issue(by, issuing.report)
    if _end(issuing, refusal=why, at=at):
        record("reports.issuing_refused", by=by, subject=issuing.report.ledger_name, at=at, why=why)


def _end(issuing: Issuing, *, refusal: str, at: datetime) -> bool:
    found = Issuing.objects.filter(pk=issuing.pk, ended_at=None)
    return bool(found.update(ended_at=at, refusal=refusal))


def begin_files(issuing: Issuing) -> bool:
    """Note that the worker has begun; false where it was stopped before."""
    return bool(Issuing.objects.filter(pk=issuing.pk, ended_at=None).update(begun_at=timezone.now(), files=0))


def count_file(issuing: Issuing, count: int) -> None:
    """Note that one more file is made; refused where somebody has stopped it."""
    if not Issuing.objects.filter(pk=issuing.pk, ended_at=None).update(files=count):
        raise RuleBroken(STOPPED)


def is_stopped(issuing: Issuing) -> bool:
    """Whether somebody has stopped it."""
    return not Issuing.objects.filter(pk=issuing.pk, ended_at=None).exists()
