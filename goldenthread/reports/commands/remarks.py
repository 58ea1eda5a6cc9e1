"""Remarks beside the words of a report, and what was decided of what the checks found."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from goldenthread.identity.actor import Actor
from goldenthread.kernel.errors import RuleBroken
from goldenthread.ledger.writing import record
from goldenthread.reports.commands.holding import hold
from goldenthread.reports.models import Explanation, Remark, Report, Section
from goldenthread.reports.policy import require_may_answer, require_may_remark, require_may_write
from goldenthread.reports.states import Explained, Finding, check_can_be_written

LONGEST = 4000


@transaction.atomic
def add_remark(
    *, report: Report, text: str, by: Actor, at: datetime, section: Section | None = None, quoted: str = ""
) -> Remark:
    """Put a remark on a report, or beside words of one of its sections."""
    require_may_remark(by, report)
    held = hold(report)
    check_can_be_written(held.state)
    if section is not None and section.report_id != held.pk:
        raise RuleBroken("This section stands in another report.")
    made = Remark.objects.create(
        report=held, section=section, quoted=_words(quoted), text=_needed(text, "remark"), by=by.acting, at=at
    )
    record("reports.remark_made", by=by, subject=held.ledger_name, at=at, text=made.text, quoted=made.quoted)
    return made


@transaction.atomic
def answer_remark(*, remark: Remark, answer: str, by: Actor, at: datetime) -> None:
    """Answer a remark; an answer is given once and stays."""
    require_may_answer(by, remark)
    held = hold(remark.report)
    words = _needed(answer, "answer")
    open_ones = Remark.objects.filter(pk=remark.pk, report=held, answered_at__isnull=True)
    if not open_ones.update(answer=words, answered_by=by.acting, answered_at=at):
        raise RuleBroken("This remark was answered already.")
    record("reports.remark_answered", by=by, subject=held.ledger_name, at=at, remark=remark.text, answer=words)


@transaction.atomic
def explain(*, report: Report, of: str, key: str, decision: str, reason: str, by: Actor, at: datetime) -> Explanation:
    """Say of something a check found that it stays, and why, or that it was changed.

    ``key`` is the check's digest of what it found, so the decision goes with it and not with its place. A figure that
    the plan contradicts stays only for a reason; what was decided before can be decided again.
    """
    require_may_write(by, report)
    held = hold(report)
    check_can_be_written(held.state)
    if of not in Finding.values or decision not in Explained.values or not 0 < len(key) <= 128:
        raise RuleBroken("There is no such finding to decide on.")
    words = _words(reason)
    if decision == Explained.KEEP and len(words.split()) < 3:
        raise RuleBroken("Say in a sentence why it stays as it is; those who clear the report read it.", about="reason")
    made, _ = Explanation.objects.update_or_create(
        report=held, of=of, key=key, defaults={"decision": decision, "reason": words, "by": by.acting, "at": at}
    )
    record("reports.explained", by=by, subject=held.ledger_name, at=at, why=words, of=of, key=key, decision=decision)
    return made


@transaction.atomic
def take_over(*, report: Report, decisions: Sequence[Explanation], by: Actor, at: datetime) -> int:
    """Decide as it was decided in other reports on the same closing, for the same reasons; returns how many were new.

    Whoever takes them over stands for them. What was decided here meanwhile stays as it is decided here.
    """
    require_may_write(by, report)
    held = hold(report)
    check_can_be_written(held.state)
    done = set(held.explanations.filter(decision=Explained.KEEP).values_list("of", "key"))
    count = 0
    for one in decisions:
        if held.closing_id is None or one.report.closing_id != held.closing_id or one.decision != Explained.KEEP:
            raise RuleBroken("Only what was kept in a report on the same closing can be taken over.")
        if (one.of, one.key) in done:
            continue
        values = {"decision": one.decision, "reason": one.reason, "by": by.acting, "at": at}
        Explanation.objects.update_or_create(report=held, of=one.of, key=one.key, defaults=values)
        record(
            "reports.explained", by=by, subject=held.ledger_name, at=at, why=one.reason, of=one.of, key=one.key,
            decision=one.decision, as_in=one.report.key,
        )  # fmt: skip
        count += 1
    return count


def _words(text: str) -> str:
    return text.replace("\x00", "").strip()[:LONGEST]


def _needed(text: str, name: str) -> str:
    words = _words(text)
    if not words:
        raise RuleBroken(f"Write the {name} first.", about="text")
    return words
