"""From a file to a plan that waits for review: staged, understood, corrected, compared, with its receipt.

Two frozen steps stand between a paper and the live plan. The rows are kept as they were read; the understanding is
made again from them after each correction; acceptance is a command of its own (``commands.paper``).
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from goldenthread.identity.actor import Actor
from goldenthread.identity.models import Person
from goldenthread.intake.beside import BESIDE, Beside, Reader, beside_of, with_beside
from goldenthread.intake.commands import Meant, conflict, keep_import, laid_down, require_staged, save_corrections
from goldenthread.intake.document import Document
from goldenthread.intake.models import Import
from goldenthread.intake.queries import Corrections, by_kind, corrections_of
from goldenthread.intake.reading import read_in_child
from goldenthread.intake.rebuilding import document_of
from goldenthread.kernel.errors import RuleBroken
from goldenthread.plan import policy
from goldenthread.plan.commands.paper.making import make_plan_row
from goldenthread.plan.comparing import A_NEW_PLAN, Compared, compare_with_plan, find_plan
from goldenthread.plan.edits import PAPER, PLAN
from goldenthread.plan.exporting.returning import is_ours, oddities_of_ours, own_columns, restored
from goldenthread.plan.glossary import check_answer, fold, own_leads, read_glossary
from goldenthread.plan.models import Plan
from goldenthread.plan.planless import no_plan_reading, no_plan_receipt, require_plan
from goldenthread.plan.reading.as_json import from_json, to_json
from goldenthread.plan.reading.corrected import ACTION, SKIP
from goldenthread.plan.reading.oddities import quote
from goldenthread.plan.reading.reader import NoPlanFound, read_plan
from goldenthread.plan.reading.unclear import hidden_words
from goldenthread.plan.reading.values import Column, PlanReading, ProblemCode
from goldenthread.plan.states import Colour, State

Receipt = dict[str, Any]
NO_CORRECTIONS: dict[tuple[str, str], str] = {}
_COLUMNS = frozenset(column.value for column in Column)
INTO = ("header", "key")
"""The correction that says into which plan a paper goes."""


def stage_paper(
    *,
    chunks: Iterable[bytes],
    name: str,
    by: Actor,
    at: datetime,
    into: Plan | None = None,
    beside: Reader | None = None,
) -> Import:
    """Read a paper and keep it for review: file, frozen rows, understanding and receipt. Nothing of a plan is written.

    A file that is refused, or in which no plan is found, leaves nothing behind. ``into`` names the plan the paper is
    the next version of, where its header does not say so. ``beside`` reads what else stands in it; where that is
    enough to be kept alone, the paper waits without a plan.
    """
    policy.require_may_make_plan(by)
    if into is not None:
        policy.require_manages(by, into)
    corrections = {INTO: into.key} if into is not None else NO_CORRECTIONS
    with laid_down(chunks, name) as upload:
        document = read_in_child(upload.path, upload.name)
        found = beside(document) if beside is not None else None
        reading = _plan_in(document, by_kind(corrections), found, is_needed=into is not None)
        if reading is None:
            hides = tuple(hidden_words(document))
            understood, receipt = no_plan_reading(hides), no_plan_receipt(hides)
        else:
            reading = as_the_plan_knows(reading, sha256=upload.sha256, person=by.acting)
            laid_over = by_kind(corrections)
            understood = to_json(reading)
            receipt = receipt_for(reading, laid_over, sha256=upload.sha256, name=upload.name, person=by.acting)
        if found is not None:
            understood |= {BESIDE: found.kept()}
            receipt = with_beside(receipt, found.kept())
        kept = keep_import(upload=upload, document=document, reading=understood, receipt=receipt, by=by, at=at)
    if corrections:
        given = [Meant(*INTO, corrections[INTO])]
        save_corrections(
            of=kept, corrections=given, reading=kept.reading, receipt=kept.receipt, version=kept.version, by=by, at=at
        )
    return kept


def _plan_in(
    document: Document, corrections: Corrections, found: Beside | None, *, is_needed: bool
) -> PlanReading | None:
    """The plan in a document, or nothing where what stands beside is enough; else the refusal names all looked for."""
    try:
        return understand(document, corrections)
    except NoPlanFound as refusal:
        if found is None or is_needed:
            raise
        if found.stands_alone:
            return None
        raise NoPlanFound(f"{refusal} {found.looked_for}") from None


def understand(document: Document, corrections: Corrections) -> PlanReading:
    """What a document says, with corrections laid over. An export of ours is first put back as it left."""
    cells: dict[tuple[str, Column], str] = {}
    for target, text in corrections.cell.items():
        where, _, column = target.rpartition("|")
        cells[where, Column(column)] = text
    columns = {label: Column(column) for label, column in corrections.column.items()}
    reading = read_plan(
        restored(document),
        known_people=frozenset(read_glossary().leads) | frozenset(corrections.person),
        columns={**own_columns(document), **columns},
        statuses={word: _meaning(value) for word, value in corrections.status.items()},
        cells=cells,
        rows=dict(corrections.row),
        header_lines=dict(corrections.header),
        verbatim=is_ours(document),
    )
    told = oddities_of_ours(document)
    return replace(reading, problems=(*told, *reading.problems)) if told else reading


def as_the_plan_knows(reading: PlanReading, *, sha256: str, person: Person) -> PlanReading:
    """The reading without questions that the plan it belongs to answers: how it prints its own leads is known."""
    plan = find_plan(reading.header, sha256=sha256, person=person)
    if plan is None:
        return reading
    own = {fold(text) for text, _ in own_leads(plan)}
    known = tuple(f'"{quote(text)}" ' for text in reading.initials if fold(text) in own)
    problems = [
        one for one in reading.problems if one.code != ProblemCode.LEAD_UNKNOWN or not one.text.startswith(known)
    ]
    return replace(reading, problems=tuple(problems))


def _meaning(value: str) -> tuple[str, str]:
    colour, _, state = value.partition("|")
    return colour, state


def correct_paper(
    *, of: Import, corrections: Sequence[Meant], by: Actor, at: datetime, version: int | None = None
) -> Import:
    """Lay corrections over a paper that waits, and understand it again with them.

    With a ``version`` that is no longer the import's, raises ``Conflict`` with both values and changes nothing.
    """
    policy.require_may_make_plan(by)
    require_staged(of)
    require_plan(of)
    for one in corrections:
        _check(one, by)
    if version is not None and version != of.version:
        raise conflict(of, corrections)
    standing = corrections_of(of)
    for one in corrections:
        if one.value is None:
            standing.pop((one.kind, one.target), None)
        else:
            standing[one.kind, one.target] = one.value
    laid_over = by_kind(standing)
    reading = understand(document_of(of), laid_over)
    reading = as_the_plan_knows(reading, sha256=of.sha256, person=by.acting)
    _check_taken(reading, laid_over)
    receipt = receipt_for(reading, laid_over, sha256=of.sha256, name=of.name, person=by.acting)
    understood, kept = to_json(reading), beside_of(of.reading)
    if kept:
        understood |= {BESIDE: kept}
        receipt = with_beside(receipt, kept)
    save_corrections(
        of=of, corrections=corrections, reading=understood, receipt=receipt, version=of.version, by=by, at=at
    )
    return of


def _check_taken(reading: PlanReading, corrections: Corrections) -> None:
    """Refuse to take a row as an action that cannot be one: a heading, or texts that stand under no column."""
    taken = {where for where, what in corrections.row.items() if what == ACTION}
    if taken - {action.where for action in reading.actions}:
        raise RuleBroken("This row heads columns or stands under none, so it cannot be taken as an action.")


def _check(one: Meant, by: Actor) -> None:
    """Refuse a correction that means nothing; one taken back always means something."""
    if one.value is None:
        return
    match one.kind:
        case "cell":
            valid = one.target.rpartition("|")[2] in _COLUMNS
        case "column":
            valid = one.value in _COLUMNS
        case "status":
            colour, state = _meaning(one.value)
            valid = colour in Colour.values and state in State.values
        case "person":
            check_answer(one.value)
            valid = True
        case "header":
            valid = _is_header(one, by)
        case "row":
            valid = one.value in (SKIP, ACTION)
        case "choice":
            valid = one.value in (PAPER, PLAN)
        case _:
            valid = False
    if not valid:
        raise RuleBroken("Choose one of the values that are offered.")


def _is_header(one: Meant, by: Actor) -> bool:
    if (one.kind, one.target) != INTO or one.value in ("", A_NEW_PLAN, None):
        return True
    plan = Plan.objects.visible_to(by.acting).filter(key=one.value).first()
    return plan is not None and policy.manages(by.acting, plan)


def compare_paper(of: Import, reading: PlanReading, person: Person) -> Compared | None:
    """A paper that waits beside the plan it is the next version of; nothing where it is a plan of its own."""
    corrections = by_kind(corrections_of(of))
    plan = find_plan(reading.header, sha256=of.sha256, person=person)
    return compare_with_plan(plan, reading, corrections, sha256=of.sha256) if plan else None


def receipt_for(reading: PlanReading, corrections: Corrections, *, sha256: str, name: str, person: Person) -> Receipt:
    """The receipt of a paper: what stands in it, what is odd in it, and what it would change."""
    plan = find_plan(reading.header, sha256=sha256, person=person)
    compared = compare_with_plan(plan, reading, corrections, sha256=sha256) if plan else None
    return make_receipt(reading, plan or make_plan_row(reading, name=name), compared)


def make_receipt(reading: PlanReading, plan: Plan, compared: Compared | None) -> Receipt:
    """The receipt as JSON: the same names and the same shape wherever it is printed."""
    header = reading.header
    # The paper's own keys, as the plan knows them.
    keys = {action.key: compared.key_of(at) for at, action in enumerate(reading.actions)} if compared else {}
    return {
        "plan": {
            "key": plan.key,
            "name": header.name or plan.name,
            "starts_on": header.starts.iso,
            "ends_on": header.ends.iso,
            "owner": header.owner,
            "boards": list(header.boards),
            "reporting": header.reporting,
        },
        "actions": len(reading.actions),
        "by_status": _count(action.status for action in reading.actions),
        "priorities": [
            {"number": one.number, "title": one.title, "actions": len(found), "by_status": _count(found)}
            for one, found in zip(reading.priorities, _statuses_by_priority(reading), strict=True)
        ],
        "sources": len(reading.sources),
        "findings": len(reading.findings),
        "problems": [
            {
                "code": one.code.value,
                "where": one.where,
                "text": one.text,
                "action": one.action and keys.get(one.action, one.action),
            }
            for one in reading.problems
        ],
        "changes": compared.changes.counts()
        if compared
        else {"new": len(reading.actions), "changed": 0, "gone": 0, "same": 0},
        "refused": [{"where": one.where, "text": one.text, "reason": one.reason} for one in reading.refused],
    }


def _statuses_by_priority(reading: PlanReading) -> list[list[str]]:
    found: list[list[str]] = [[] for _ in reading.priorities]
    for action in reading.actions:
        found[action.priority].append(action.status)
    return found


def _count(words: Iterable[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return counts


def reading_of(of: Import) -> PlanReading:
    """The understanding that an import keeps."""
    return from_json(of.reading)
