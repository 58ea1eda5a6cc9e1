"""Issuing a report and what may become of it afterwards: returned, withdrawn, superseded by a new one.

Issuing renders every format first, outside the transaction, so that nobody waits for it and nothing is issued that
cannot be read; then seals the version, keeps the files with their hashes, and hands the report over.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils import timezone

from goldenthread.documents.storing import store
from goldenthread.identity.actor import Actor
from goldenthread.identity.models import Person, RoleHeld
from goldenthread.identity.roles import Role
from goldenthread.kernel.errors import RuleBroken
from goldenthread.ledger.writing import record
from goldenthread.reports.characters import characters_in
from goldenthread.reports.commands.clearance import seal_version
from goldenthread.reports.commands.going_on import count_file, end_issuing, is_stopped
from goldenthread.reports.commands.holding import hold, move
from goldenthread.reports.commands.writing import Exempt, Going, make_report
from goldenthread.reports.finding import index_report, unindex_report
from goldenthread.reports.models import IssuedFile, Issuing, Report, ReportAppendix, ReportVersion, Section
from goldenthread.reports.policy import (
    require_may_issue,
    require_may_make,
    require_may_return,
    require_may_withdraw,
    why_no_author,
)
from goldenthread.reports.queries.content import content_of, paper_of_version
from goldenthread.reports.queries.readiness import readiness_of
from goldenthread.reports.rendering import MEDIA_TYPES, Format, rendered
from goldenthread.reports.states import WAS_ISSUED, ReportState, check_move
from goldenthread.reports.telling import stop_telling, tell_issued, tell_returned


@dataclass(frozen=True, slots=True)
class Rendering:
    """A format of the paper that is to be issued, and the characters no font holds, which were replaced in it."""

    format: str
    content: bytes
    replaced: tuple[str, ...] = ()


def issue_report(
    *, report: Report, by: Actor, at: datetime, going: Issuing | None = None, seen: Collection[str] = ()
) -> ReportVersion:
    """Issue a report in every format. Refused with a sentence for everything that stands in the way.

    What was cleared is what is rendered and sealed: a change in between is refused, and nothing is issued. ``going``
    is what a long report is issued by in the background: it counts the files, and can be stopped until the seal.
    ``seen`` are the characters without a shape of which whoever issues it knows that the PDF prints something else.
    """
    require_may_issue(by, report)
    cleared = ready_to_issue(report, seen=seen)
    paper = paper_of_version(cleared, made_at=at)
    made = []
    for ending in Format:
        one = rendered(paper, ending, stopped=partial(is_stopped, going) if going else None)
        made.append(Rendering(one.format, one.content, one.replaced))
        if going:
            count_file(going, len(made))
    return seal_report(report=report, cleared=cleared, files=made, by=by, at=at, going=going)


def ready_to_issue(report: Report, *, seen: Collection[str] = ()) -> ReportVersion:
    """The version that all have cleared, where nothing stands in the way of issuing it; else a sentence for each."""
    current = Report.objects.select_related("round__plan", "closing", "template").get(pk=report.pk)
    check_move(current.state, ReportState.ISSUED)
    content = content_of(current)
    readiness = readiness_of(current, content)
    in_the_way = readiness.in_the_way
    if characters_in(readiness.unprintable) - set(seen):
        in_the_way += [f"{one.sentence} Or say that it may go out so." for one in readiness.unprintable]
    if in_the_way:
        raise RuleBroken(_all_of(in_the_way))
    cleared = current.versions.filter(says=content.says).order_by("-number").first()
    if cleared is None:
        raise RuleBroken("Ask for clearance: nobody has been asked about the report as it stands.")
    return cleared


def _all_of(sentences: Sequence[str]) -> str:
    """The first sentences, and how many more there are: a refusal is read by somebody."""
    most = 5
    more = f" And {len(sentences) - most} more." if len(sentences) > most else ""
    return " ".join(sentences[:most]) + more


@transaction.atomic
def seal_report(
    *,
    report: Report,
    cleared: ReportVersion,
    files: Sequence[Rendering],
    by: Actor,
    at: datetime,
    going: Issuing | None = None,
) -> ReportVersion:
    """Seal what was cleared and rendered: the version, its files with their hashes, the state, and who is told."""
    require_may_issue(by, report)
    held = hold(report)
    check_move(held.state, ReportState.ISSUED)
    if going is not None:
        end_issuing(going, at=timezone.now())
    version = seal_version(held, cleared, by=by, at=at)
    for one in files:
        media_type = MEDIA_TYPES[Format(one.format)]
        kept = store(name=f"{held.key}.{one.format}", media_type=media_type, chunks=[one.content], by_key=by.key, at=at)
        IssuedFile.objects.create(report=held, version=version, format=one.format, file=kept, sha256=kept.sha256)
        record(
            "reports.file_kept", by=by, subject=held.ledger_name, at=at, format=one.format, sha256=kept.sha256,
            replaced=list(one.replaced),
        )  # fmt: skip
    move(held, ReportState.ISSUED, by=by, at=at, values={"issued_at": at, "issued_by": by.acting})
    record(
        "reports.report_issued", by=by, subject=held.ledger_name, at=at, version=version.number, sha256=version.sha256
    )
    _supersede(held, by=by, at=at)
    index_report(held)
    tell_issued(held, to=_to_tell(held, by), by=by, at=at)
    return version


def _supersede(report: Report, *, by: Actor, at: datetime) -> None:
    """The report this one takes the place of stands no longer, if it was issued and not returned."""
    before = report.supersedes
    if before is None:
        return
    old = hold(before)
    if old.state == ReportState.ISSUED:
        move(old, ReportState.SUPERSEDED, by=by, at=at, why=f"Superseded by {report.key}.")


def _to_tell(report: Report, by: Actor) -> list[Person]:
    """Its author, and democratic services, to whom it is handed."""
    held = RoleHeld.objects.current(on=timezone.localdate()).filter(role=Role.DEMOCRATIC_SERVICES)
    clerks = Person.objects.working().filter(pk__in=held.order_by().values("person"))
    found = {person.pk: person for person in (report.author, *clerks)}
    found.pop(by.person.pk, None)
    return [person for person in found.values() if not person.is_system]


@transaction.atomic
def return_report(*, report: Report, why: str, by: Actor, at: datetime) -> None:
    """Return an issued report to its author, with the reason: it stays as it is, and a new draft takes its place."""
    require_may_return(by)
    held = hold(report)
    words = _reason(why, "why it comes back")
    move(held, ReportState.RETURNED, by=by, at=at, why=words, values={"why": words})
    tell_returned(held, why=words, by=by, at=at)
    unindex_report(held)


@transaction.atomic
def withdraw_report(*, report: Report, why: str, by: Actor, at: datetime) -> None:
    """Withdraw a report, with the reason, before or after it was issued. What was issued stays readable."""
    held = hold(report)
    require_may_withdraw(by, held)
    words = _reason(why, "why it is withdrawn")
    stop_telling(held, by=by, at=at)
    move(held, ReportState.WITHDRAWN, by=by, at=at, why=words, values={"why": words})
    unindex_report(held)


@transaction.atomic
def draft_again(*, report: Report, by: Actor, at: datetime) -> Report:
    """Begin a new draft from a report that was issued, returned or withdrawn: its words, its bodies, its appendices.

    The old one stays as it is. When the new one is issued, an old one that still stands is superseded.
    """
    require_may_make(by, report.round)
    held = hold(report)
    if held.state not in (*WAS_ISSUED, ReportState.WITHDRAWN):
        raise RuleBroken("This report can still be changed as it is.")
    going = [Going(one.body, one.on) for one in held.destinations.select_related("body")]
    has_author = not why_no_author(held.author, on=timezone.localdate(at))
    author = held.author if has_author else None
    made = make_report(
        subject=held.subject, by=by, at=at, round=held.round, going_to=going, author=author,
        is_public=held.is_public, exempt=Exempt(held.exempt_paragraphs, held.public_interest), purpose=held.purpose,
        template=held.template, supersedes=held, is_empty=True,
    )  # fmt: skip
    copied = ["report_of", "report_of_post", "chief_officer_id"]
    if has_author:
        copied += ["author_name", "author_post", "author_telephone", "author_email"]
    Report.objects.filter(pk=made.pk).update(**{name: getattr(held, name) for name in copied})
    Section.objects.bulk_create(
        Section(report=made, position=one.position, kind=one.kind, level=one.level, heading=one.heading, text=one.text)
        for one in held.sections.all()
    )
    ReportAppendix.objects.bulk_create(
        ReportAppendix(
            report=made, number=one.number, title=one.title, kind=one.kind, file_id=one.file_id, text=one.text
        )
        for one in held.appendices.all()
    )
    for picture in held.pictures.all():
        picture.pk, picture._state.adding, picture.report = None, True, made
        picture.save(force_insert=True)
    record("reports.drafted_again", by=by, subject=made.ledger_name, at=at, after=held.key)
    return hold(made)


def _reason(why: str, what: str) -> str:
    words = why.replace("\x00", "").strip()[:4000]
    if len(words.split()) < 3:
        raise RuleBroken(f"Say in a sentence {what}.", about="why")
    return words
