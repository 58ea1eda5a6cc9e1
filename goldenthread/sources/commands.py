"""Entering sources and findings, and deciding what becomes of a finding."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify

from goldenthread.bodies.models import Body
from goldenthread.documents.models import StoredFile
from goldenthread.identity.actor import Actor
from goldenthread.identity.models import Person, Scope
from goldenthread.kernel.dates import read_date
from goldenthread.kernel.errors import RuleBroken
from goldenthread.ledger.writing import record
from goldenthread.search.index import Entry, index
from goldenthread.sources import policy
from goldenthread.sources.kinds import Answer, FindingKind, SourceKind
from goldenthread.sources.models import Finding, Source, SourceStage

MOST_AT_ONCE = 300


def free_key(wanted: str, taken: set[str], *, most: int = 60) -> str:
    """A key for an address from words, cut to so many letters and made unique with a number."""
    start = slugify(wanted)[:most].strip("-") or "source"
    key, number = start, 1
    while key in taken:
        number += 1
        key = f"{start}-{number}"
    return key


def source_subject(source: Source) -> str:
    """How the ledger names a source."""
    return f"source:{source.key}"


@transaction.atomic
def add_source(
    *,
    kind: str,
    title: str,
    by: Actor,
    at: datetime,
    dated: str = "",
    publisher: str = "",
    address: str = "",
    file: StoredFile | None = None,
    body: Body | None = None,
) -> Source:
    """Enter something that asks for improvement. Any member of staff can enter feedback."""
    policy.require_may_enter(by, kind)
    if not title.strip():
        raise RuleBroken("Give the source a title, for example: Inspection of children's services, July 2026.")
    if kind not in SourceKind.values:
        raise RuleBroken("Choose what kind of source it is.")
    when = read_date(dated)
    if when and not when.is_read:
        raise RuleBroken("Give the date as a day, a month or a year, for example July 2026.")
    key = free_key(f"{title} {when.iso}", {"new", "unanswered", *Source.objects.values_list("key", flat=True)})
    source = Source.objects.create(
        key=key,
        kind=kind,
        title=title.strip(),
        written_on=when.written,
        first_on=when.first,
        precision=when.precision.value,
        publisher=publisher.strip(),
        address=address,
        file=file,
        body=body,
        entered_by=by.acting,
        entered_at=at,
    )
    record("sources.source_added", by=by, subject=source_subject(source), title=title, kind=kind)
    index([search_entry(source)])
    return source


@transaction.atomic
def add_stage(*, source: Source, name: str, on: date, by: Actor) -> SourceStage:
    """Note a stage a source has reached, such as published or answered."""
    policy.require_may_enter(by, source.kind)
    if not name.strip():
        raise RuleBroken("Name the stage, for example: Published.")
    stage = SourceStage.objects.create(source=source, name=name.strip(), on=on)
    record("sources.stage_reached", by=by, subject=source_subject(source), stage=name, on=on)
    return stage


@transaction.atomic
def raise_finding(
    *,
    source: Source,
    text: str,
    by: Actor,
    at: datetime,
    kind: str = FindingKind.RECOMMENDATION,
    number: str = "",
    paragraph: str = "",
    theme: str = "",
    owner: Person | None = None,
    due_on: date | None = None,
) -> Finding:
    """Enter one finding of a source. Everything that asks for improvement comes in through here."""
    finding = _raise(
        source=source,
        text=text,
        by=by,
        at=at,
        kind=kind,
        number=number,
        paragraph=paragraph,
        theme=theme,
        owner=owner,
        due_on=due_on,
    )
    index([search_entry(source)])
    return finding


@transaction.atomic
def raise_findings(*, source: Source, said: Sequence[tuple[str, str]], by: Actor, at: datetime) -> list[Finding]:
    """Enter what a source says, each finding as its number and its text; the search learns of all at once.

    No more than ``MOST_AT_ONCE``: each is an entry of the ledger, and while they are written nobody else writes.
    """
    if len(said) > MOST_AT_ONCE:
        raise RuleBroken(f"At most {MOST_AT_ONCE} findings can be entered at once; these are {len(said):,}.")
    found = [_raise(source=source, text=text, number=number, by=by, at=at) for number, text in said]
    index([search_entry(source)])
    return found


def _raise(
    *,
    source: Source,
    text: str,
    by: Actor,
    at: datetime,
    kind: str = FindingKind.RECOMMENDATION,
    number: str = "",
    paragraph: str = "",
    theme: str = "",
    owner: Person | None = None,
    due_on: date | None = None,
) -> Finding:
    """The row of one finding and its entry; the search is told by whoever calls."""
    policy.require_may_add_finding(by, source)
    if not text.strip():
        raise RuleBroken("Write what the source says.")
    last = source.findings.aggregate(last=Max("position"))["last"]
    position = 0 if last is None else last + 1
    taken = set(Finding.objects.filter(key__startswith=source.key).values_list("key", flat=True))
    finding = Finding.objects.create(
        source=source,
        key=free_key(f"{source.key}-{number or position + 1}", taken, most=110),
        kind=kind,
        number=number.strip(),
        paragraph=paragraph.strip(),
        theme=theme.strip(),
        text=text.strip(),
        owner=owner,
        due_on=due_on,
        entered_by=by.acting,
        entered_at=at,
        position=position,
    )
    record("sources.finding_raised", by=by, subject=f"finding:{finding.key}", text=text, number=number)
    return finding


@transaction.atomic
def decide_finding(*, finding: Finding, answer: str, reason: str, by: Actor) -> Finding:
    """Decline a finding, discharge it, or open it again, with the reason; declined is an answer too, silence is not."""
    policy.require_may_answer(by)
    if answer not in Answer.values or answer == Answer.WITHDRAWN:
        raise RuleBroken("Choose what becomes of the finding.")
    if not reason.strip():
        raise RuleBroken("Say why, so that whoever raised it can be told.")
    before = finding.answer
    Finding.objects.filter(pk=finding.pk).update(answer=answer, answer_reason=reason.strip())
    finding.refresh_from_db()
    record(
        "sources.finding_decided",
        by=by,
        subject=f"finding:{finding.key}",
        why=reason,
        changes={"answer": (before, answer)},
    )
    return finding


def search_entry(source: Source) -> Entry:
    """A source as the search finds it, with the words of its findings, for readers of its own scope."""
    scope, _ = Scope.objects.get_or_create(kind="source", key=source.key, defaults={"title": source.title})
    said = source.findings.values_list("text", flat=True)
    text = "\n".join(part for part in (source.publisher, *said) if part)
    return Entry("source", source.key, scope.pk, source.title, text, f"/sources/{source.key}/")
