"""A new plan from a paper: header block, boards, rating words, priorities, sources with their findings, actions."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.utils.text import slugify

from goldenthread.bodies.models import Body
from goldenthread.identity.actor import Actor
from goldenthread.identity.models import Person, Post, Scope
from goldenthread.plan.commands.paper.fitting import Notes
from goldenthread.plan.commands.paper.rows import Rows, state_on_paper
from goldenthread.plan.commands.plans import DEFAULT_WORDS, plan_key
from goldenthread.plan.glossary import Named, fold, read_glossary
from goldenthread.plan.models import Action, Plan, PlanBoard, Priority, RatingWord
from goldenthread.plan.reading.statuses import fold as fold_word
from goldenthread.plan.reading.values import PlanReading, ReadHeader, ReadPriority, ReadRating
from goldenthread.plan.states import Colour
from goldenthread.search.index import index
from goldenthread.sources.commands import free_key, search_entry
from goldenthread.sources.kinds import FindingKind, SourceKind
from goldenthread.sources.models import Finding, Source

_LINE, _WORD, _NUMBER, _SOURCE_TITLE, _BOARD, _FINDING_NUMBER, _PARAGRAPH = 300, 120, 20, 300, 200, 40, 60


def make_plan_row(reading: PlanReading, *, name: str) -> Plan:
    """The plan with its header block as the paper prints it; what has no line of its own goes to its notes."""
    header = reading.header
    notes = Notes(header.other)
    words = notes.fit(header.name or name, _LINE, "Name")
    key = header.key if header.key and slugify(header.key) == header.key else ""
    if not key or Plan.objects.filter(key=key).exists():
        key = plan_key(words, header.starts, header.ends)
    owner = read_glossary().settled(header.owner) if header.owner else None
    lines = {
        field: notes.fit(getattr(header, field), _LINE, field.capitalize())
        for field in ("duration", "implementation", "review", "reporting")
    }
    return Plan(
        key=key,
        name=words,
        starts_on=header.starts.first,
        starts_precision=header.starts.precision.value,
        ends_on=header.ends.last,
        ends_precision=header.ends.precision.value,
        strategies=header.strategies,
        previous_versions=header.previous_versions,
        boards_written=header.boards_written,
        owner=owner if isinstance(owner, Person) else None,
        owner_post=owner if isinstance(owner, Post) else None,
        owner_written=notes.fit(header.owner, _LINE, "Owner"),
        aims=header.aims,
        column_labels=reading.column_labels,
        notes=str(notes),
        **lines,
    )


def make_plan_from(
    reading: PlanReading, *, name: str, named: Named, by: Actor, at: datetime, outcome: dict[str, Any]
) -> tuple[Plan, list[Action]]:
    """Write the whole plan of a paper, table by table; ``outcome`` is told what was made beside it."""
    plan = make_plan_row(reading, name=name)
    plan.scope = Scope.objects.create(kind="plan", key=plan.key, title=plan.name)
    plan.save(force_insert=True)
    write_boards(plan, reading.header)
    words = write_words(plan, reading.ratings)
    priorities = write_priorities(plan, reading.priorities, start=0)
    findings = write_sources(plan, reading, by=by, at=at, outcome=outcome)
    rows = Rows(plan, reading, named=named, words=words, findings=findings, at=at)
    for position, read in enumerate(reading.actions):
        rows.add(read, key=read.key, priority=priorities[read.priority], position=position)
    return plan, rows.save()


def write_boards(plan: Plan, header: ReadHeader) -> None:
    """The boards the header names, each tied to the body of that name where it is known here."""
    bodies = {fold(body.name): body for body in Body.objects.filter(ended_on=None)}
    PlanBoard.objects.bulk_create(
        PlanBoard(plan=plan, body=bodies.get(fold(written)), written=written[:_BOARD], position=number)
        for number, written in enumerate(header.boards)
    )


def write_words(plan: Plan, ratings: Iterable[ReadRating]) -> dict[str, RatingWord]:
    """The plan's rating words: those of the paper with their meanings, and a word for each colour it lacks.

    Of several words for one thing the first is offered in forms; a word without a colour is not offered.
    """
    rows: list[RatingWord] = []
    for one in ratings:
        offered = one.colour != Colour.NONE and all(row.colour != one.colour for row in rows)
        rows.append(
            RatingWord(
                plan=plan,
                word=one.word[:_WORD],
                colour=one.colour,
                state=state_on_paper(one.state),
                meaning=one.meaning,
                is_offered=offered,
            )
        )
    colours = {row.colour for row in rows}
    rows += [
        RatingWord(
            plan=plan, word=word.word, colour=word.colour, state=state_on_paper(word.state), meaning=word.meaning
        )
        for word in DEFAULT_WORDS
        if word.colour not in colours
    ]
    unique = {row.word: row for row in reversed(rows)}
    kept = [row for row in rows if unique[row.word] is row]
    for position, row in enumerate(kept):
        row.position = position
    RatingWord.objects.bulk_create(kept)
    return {fold_word(row.word): row for row in reversed(kept)}


def write_priorities(plan: Plan, read: Sequence[ReadPriority], *, start: int) -> list[Priority]:
    """The priorities in the order of the paper."""
    rows = []
    for position, one in enumerate(read, start=start):
        notes = Notes([("", one.notes)] if one.notes else [])
        number = notes.fit(one.number, _NUMBER, "Number")
        rows.append(Priority(plan=plan, number=number, title=one.title, notes=str(notes), position=position))
    return Priority.objects.bulk_create(rows)


def write_sources(
    plan: Plan, reading: PlanReading, *, by: Actor, at: datetime, outcome: dict[str, Any]
) -> list[Finding]:
    """The sources and findings the paper names, in its order: those known already are used, the others entered.

    A source is the same only if kind and title are and the plan uses it already, or its title names a year: "Annual
    consultation" is another one each year.
    """
    known = {(one.kind, fold(one.title)): one for one in Source.objects.filter(scopes=plan.scope_id).order_by("-pk")}
    for one in Source.objects.visible_to(by.acting).filter(title__regex=r"(19|20)[0-9]{2}").order_by("-pk"):
        known.setdefault((one.kind, fold(one.title)), one)
    taken = set(Source.objects.values_list("key", flat=True))
    sources: list[Source] = []
    made: dict[str, Source] = {}
    for read in reading.sources:
        kind = read.kind if read.kind in SourceKind.values else SourceKind.OTHER
        title = read.title if len(read.title) <= _SOURCE_TITLE else read.title[: _SOURCE_TITLE - 1] + "…"
        source = known.get((kind, fold(title)))
        if source is None:
            key = free_key(title, taken)
            taken.add(key)
            source = known[kind, fold(title)] = made[key] = Source(
                key=key, kind=kind, title=title, entered_by=by.acting, entered_at=at
            )
        sources.append(source)
    Source.objects.bulk_create(made.values())
    through = Source.scopes.through
    through._default_manager.bulk_create(
        [through(source_id=source.pk, scope_id=plan.scope_id) for source in {one.pk: one for one in sources}.values()],
        ignore_conflicts=True,
    )
    findings = _write_findings(reading, sources, by=by, at=at, outcome=outcome)
    index([search_entry(source) for source in {one.pk: one for one in sources}.values()])
    outcome["sources"] = list(made)
    return findings


def _write_findings(
    reading: PlanReading, sources: Sequence[Source], *, by: Actor, at: datetime, outcome: dict[str, Any]
) -> list[Finding]:
    standing = Finding.objects.filter(source__in={source.pk for source in sources}).select_related("source")
    known = {_said(one.source, one.number, one.paragraph, one.text): one for one in standing}
    taken = set(Finding.objects.values_list("key", flat=True)) if reading.findings else set()
    positions: dict[int, int] = {}
    for one in standing:
        positions[one.source_id] = max(positions.get(one.source_id, 0), one.position + 1)
    findings: list[Finding] = []
    made: dict[str, Finding] = {}
    for read in reading.findings:
        source = sources[read.source]
        number, paragraph, text = read.number, read.paragraph, read.text
        if len(number) > _FINDING_NUMBER or len(paragraph) > _PARAGRAPH:
            text = f"{number} {paragraph} {text}".strip()
            number, paragraph = number[:_FINDING_NUMBER], paragraph[:_PARAGRAPH]
        text = text or source.title
        finding = known.get(_said(source, number, paragraph, text))
        if finding is None:
            position = positions.get(source.pk, 0)
            positions[source.pk] = position + 1
            key = free_key(f"{source.key}-{number or position + 1}", taken)
            taken.add(key)
            finding = known[_said(source, number, paragraph, text)] = made[key] = Finding(
                source=source,
                key=key,
                kind=read.kind if read.kind in FindingKind.values else FindingKind.RECOMMENDATION,
                number=number,
                paragraph=paragraph,
                text=text,
                entered_by=by.acting,
                entered_at=at,
                position=position,
            )
        findings.append(finding)
    Finding.objects.bulk_create(made.values())
    outcome["findings"] = list(made)
    return findings


def _said(source: Source, number: str, paragraph: str, text: str) -> tuple[int, str, str, str]:
    return source.pk, number, paragraph, fold(text)
