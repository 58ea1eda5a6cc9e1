"""Clearing a report: named people are asked in parallel, each says so or sends it back; silence is not consent.

What is put to them is a version with a hash of what it says. A change afterwards takes the report back to its authors,
and asking again makes a further version: whoever decided on other words is asked again, whoever cleared the very same
is not. A paper that is only drawn otherwise says the same, and asks nobody.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from goldenthread.identity.actor import Actor
from goldenthread.identity.models import Person
from goldenthread.kernel.errors import RuleBroken
from goldenthread.ledger.writing import record
from goldenthread.reports.commands.holding import hold, move
from goldenthread.reports.models import Clearance, Report, ReportVersion
from goldenthread.reports.policy import require_may_decide, require_may_write, why_not_asked
from goldenthread.reports.queries.checking import unexplained_claims
from goldenthread.reports.queries.content import content_of
from goldenthread.reports.states import Cleared, ReportState, check_can_be_written
from goldenthread.reports.telling import stop_telling, tell_answered, tell_asked

MOST_ASKED = 20


@dataclass(frozen=True, slots=True)
class Ask:
    """Who is asked to clear, in which capacity ("Finance") and by which day."""

    person: Person
    capacity: str = ""
    due_on: date | None = None


@transaction.atomic
def ask_clearance(*, report: Report, by: Actor, at: datetime, people: Sequence[Ask] = ()) -> ReportVersion:
    """Put the report as it stands to those named, and again to whoever decided on an earlier wording.

    Refused while a figure contradicts the plan and nobody has said why, for whoever wrote in it, and without anybody
    to ask. Who cleared the very same words is not asked twice.
    """
    require_may_write(by, report)
    held = hold(report)
    check_can_be_written(held.state)
    asked = held.clearances.current().select_related("person", "version", "report").defer("version__content")
    standing = {one.person_id: one for one in asked}
    _check_people(held, people, standing, on=localdate(at))
    if any(one.due_on is not None and one.due_on < localdate(at) for one in people):
        raise RuleBroken("The day by which they are to answer has passed; give a later one.")
    contradicted = unexplained_claims(held)
    if contradicted:
        raise RuleBroken(contradicted[0])
    version = keep_version(held, by=by, at=at)
    for one in people:
        _ask(held, version, one, again_after=standing.pop(one.person.pk, None), by=by, at=at)
    for earlier in standing.values():
        if earlier.person_id in held.author_ids:
            _ask_no_longer(earlier, why="They wrote in it since they were asked.", by=by, at=at)
        elif earlier.version.says != version.says or earlier.decision == Cleared.SENT_BACK:
            is_ahead = earlier.due_on is not None and earlier.due_on >= localdate(at)
            ask = Ask(earlier.person, earlier.capacity, earlier.due_on if is_ahead else None)
            _ask(held, version, ask, again_after=earlier, by=by, at=at)
    if held.state != ReportState.IN_CLEARANCE:
        move(held, ReportState.IN_CLEARANCE, by=by, at=at)
    _move_if_all_cleared(held, by=by, at=at)
    return version


def _ask_no_longer(clearance: Clearance, *, why: str, by: Actor, at: datetime) -> bool:
    """Take somebody out of those who are asked; what they said stays. False where they were not asked any more."""
    if not Clearance.objects.filter(pk=clearance.pk, replaced_at__isnull=True).update(replaced_at=at):
        return False
    record("reports.clearance_stopped", by=by, subject=clearance.subject, at=at, why=why)
    return True


def _check_people(report: Report, people: Sequence[Ask], standing: dict[int, Clearance], *, on: date) -> None:
    wrote = report.author_ids
    if not people and not set(standing) - wrote:
        raise RuleBroken("Name somebody to clear this report.", about="people")
    if len({one.person.pk for one in people}) != len(people):
        raise RuleBroken("Each person is asked once.", about="people")
    if len(people) + len(standing) > MOST_ASKED:
        raise RuleBroken(f"A report is cleared by {MOST_ASKED} people at the most.", about="people")
    for one in people:
        if one.person.pk in wrote:
            raise RuleBroken(f"{one.person} wrote in this report, so somebody else has to clear it.", about="people")
        if refused := why_not_asked(one.person, on=on):
            raise RuleBroken(refused, about="people")


def _ask(
    report: Report, version: ReportVersion, ask: Ask, *, again_after: Clearance | None, by: Actor, at: datetime
) -> None:
    if again_after is not None:
        Clearance.objects.filter(pk=again_after.pk).update(replaced_at=at)
    made = Clearance.objects.create(
        report=report,
        person=ask.person,
        capacity=" ".join(ask.capacity.split())[:120],
        version=version,
        asked_at=at,
        asked_by=by.acting,
        due_on=ask.due_on,
    )
    was_cleared = again_after is not None and again_after.decision == Cleared.CLEARED
    tell_asked(made, is_again=was_cleared, by=by, at=at)
    record(
        "reports.clearance_asked", by=by, subject=report.ledger_name, at=at, person=ask.person.key,
        capacity=made.capacity, due_on=ask.due_on, version=version.number, sha256=version.sha256, again=was_cleared,
    )  # fmt: skip


def keep_version(report: Report, *, by: Actor, at: datetime) -> ReportVersion:
    """Keep the report as it stands for those who clear it; what says the same as the last version is that version."""
    content = content_of(report)
    last = report.versions.order_by("-number").defer("content").first()
    if last is not None and last.says == content.says:
        return last
    return _kept(report, ReportVersion.Made.CLEARANCE, content.canonical, content.sha256, content.says, by=by, at=at)


def seal_version(report: Report, cleared: ReportVersion, *, by: Actor, at: datetime) -> ReportVersion:
    """Keep what was cleared as what is issued, byte for byte; refused where the report says something else by now."""
    if cleared.says is None or content_of(report).says != cleared.says:
        raise RuleBroken("This report changed while it was being issued; look at it again.")
    return _kept(report, ReportVersion.Made.ISSUE, cleared.content, cleared.sha256, cleared.says, by=by, at=at)


def _kept(
    report: Report, made_for: str, content: str, sha256: str, says: str, *, by: Actor, at: datetime
) -> ReportVersion:
    last = report.versions.order_by("-number").defer("content").first()
    made = ReportVersion.objects.create(
        report=report,
        number=last.number + 1 if last else 1,
        made_for=made_for,
        made_at=at,
        made_by=by.acting,
        content=content,
        sha256=sha256,
        says=says,
    )
    record(
        "reports.version_kept", by=by, subject=report.ledger_name, at=at, number=made.number, made_for=made_for,
        sha256=made.sha256, says=says,
    )  # fmt: skip
    return made


@transaction.atomic
def decide_clearance(*, clearance: Clearance, decision: str, by: Actor, at: datetime, words: str = "") -> None:
    """Clear a version or send it back with words; until it is issued a word can be taken back.

    Whoever decides otherwise gets a further row, so that what they said first stays readable. When all who were asked
    have cleared it, the report is cleared.
    """
    held = hold(clearance.report)
    current = Clearance.objects.select_related("person", "version").defer("version__content").get(pk=clearance.pk)
    current.report = held
    require_may_decide(by, current)
    if decision not in (Cleared.CLEARED, Cleared.SENT_BACK):
        raise RuleBroken("Clear this report, or send it back.", about="decision")
    if current.replaced_at is not None:
        raise RuleBroken("You are no longer asked about this version of the report.")
    if held.state not in (ReportState.IN_CLEARANCE, ReportState.CLEARED):
        raise RuleBroken("Its authors have taken this report back; you are asked again when they are done.")
    said = words.replace("\x00", "").strip()[:4000]
    if decision == Cleared.SENT_BACK and len(said.split()) < 3:
        raise RuleBroken("Say in a sentence what has to change.", about="words")
    before = current.decision
    if before not in (Cleared.NONE, decision):
        _take_up_again(current, at=at)
    values = {"decision": decision, "words": said, "decided_at": at, "decided_by": by.person}
    for name, value in values.items():
        setattr(current, name, value)
    Clearance.objects.filter(pk=current.pk).update(**values)
    record(
        "reports.clearance_decided", by=by, subject=current.subject, at=at, why=said,
        changes={"decision": (before, decision)}, report=held.key, sha256=current.version.sha256,
    )  # fmt: skip
    tell_answered(current, by=by, at=at)
    if decision == Cleared.SENT_BACK and held.state == ReportState.CLEARED:
        move(held, ReportState.IN_CLEARANCE, by=by, at=at)
    _move_if_all_cleared(held, by=by, at=at)


def _take_up_again(clearance: Clearance, *, at: datetime) -> None:
    """Let a further row, not yet decided, stand for somebody; the one that was decided keeps what was said."""
    Clearance.objects.filter(pk=clearance.pk).update(replaced_at=at)
    clearance.pk, clearance._state.adding = None, True
    clearance.decision, clearance.words, clearance.decided_at, clearance.decided_by = Cleared.NONE, "", None, None
    clearance.save(force_insert=True)


@transaction.atomic
def stop_asking(*, clearance: Clearance, why: str, by: Actor, at: datetime) -> None:
    """Ask somebody no longer, with the reason: they left, or another speaks for them. What they said stays."""
    require_may_write(by, clearance.report)
    held = hold(clearance.report)
    check_can_be_written(held.state)
    if len(why.split()) < 3:
        raise RuleBroken("Say in a sentence why they are asked no longer.", about="why")
    if not _ask_no_longer(clearance, why=why, by=by, at=at):
        raise RuleBroken("They are not asked any more as it is.")
    if not held.clearances.current().exists():
        if held.state != ReportState.DRAFT:
            move(held, ReportState.DRAFT, by=by, at=at)
        return
    _move_if_all_cleared(held, by=by, at=at)


@transaction.atomic
def take_back(*, report: Report, by: Actor, at: datetime) -> None:
    """Take a report back from those who clear it, to change it; they are asked again when it is put to them."""
    require_may_write(by, report)
    held = hold(report)
    stop_telling(held, by=by, at=at)
    move(held, ReportState.DRAFT, by=by, at=at)


def _move_if_all_cleared(report: Report, *, by: Actor, at: datetime) -> None:
    said = list(report.clearances.current().values_list("decision", flat=True))
    if report.state == ReportState.IN_CLEARANCE and said and all(one == Cleared.CLEARED for one in said):
        move(report, ReportState.CLEARED, by=by, at=at)
