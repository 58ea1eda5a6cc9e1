"""Whatever a document holds, reading it ends in a plan or in one sentence, and order and furniture change nothing."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goldenthread.intake.document import Block, Cell, Document, Paragraph, Row, Table
from goldenthread.plan.reading.reader import NoPlanFound, read_plan
from goldenthread.plan.reading.values import PlanReading, ReadAction

HEAD = (
    "Specific aim", "Ref", "Action", "Start", "End date", "Measure", "Lead officer", "DLT lead", "Comments", "RAG",
)  # fmt: skip
ODD = (
    *HEAD, "Priority 1: Help", "Recommendation 2: Do it", "(Paragraph 8)", "1.1", "1.10", "A5.1", "17. (57, 138)",
    "Red", "G", "1", "Blue = done, Red = late", "Key", "AB/CD", "TBC", "Apr-17", "01/07/2018", "w",
    "June 2017 then May 2018",
    "Feb 2018: done. Mar 2018: more", "a\nb\nc", "•", "[x]", "()", "---", "Page 2 of 3", "\u200f", "🙂", "\xa0", "??",
    "Plan key", "Name:", "Duration: x", "April 2017 to March 2018", "Progress October 2003", "List", "Likelihood",
    "Risk", "continued", "Table A: completed actions", "Notes:", "of the", "Initials", "child A", "…", "%",
)  # fmt: skip
ANY_TEXT = st.one_of(st.sampled_from(ODD), st.sampled_from(ODD), st.text(max_size=12), st.just(""))
CELLS = st.builds(Cell, ANY_TEXT, st.sampled_from(("", "FF0000", "92D050", "zz", "C6EFCE")), st.booleans())
ROWS = st.one_of(
    st.lists(CELLS, max_size=11).map(lambda cells: Row("row", tuple(cells))),
    st.just(Row("row", tuple(Cell(text) for text in HEAD))),
)
TABLES = st.builds(
    Table, st.just("table"), st.lists(ROWS, max_size=8).map(tuple), st.sampled_from(("", "Plan", "Lists"))
)
PARAGRAPHS = st.builds(Paragraph, st.just("paragraph"), ANY_TEXT, st.integers(0, 3))
DOCUMENTS = st.lists(st.one_of(TABLES, PARAGRAPHS), max_size=6).map(
    lambda blocks: Document("x.txt", "txt", tuple(blocks))
)


def read_or_refused(document: Document) -> PlanReading | None:
    """The plan, or nothing where the one sentence was said that a document may be refused with."""
    try:
        return read_plan(document)
    except NoPlanFound:
        return None


@settings(max_examples=70, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(DOCUMENTS)
def test_no_document_raises_anything_but_that_no_plan_was_found(document: Document) -> None:
    reading = read_or_refused(document)
    if reading is None:
        return
    assert len({action.key for action in reading.actions}) == len(reading.actions) > 0
    assert all(0 <= action.priority < len(reading.priorities) for action in reading.actions)
    assert all(index < len(reading.findings) for action in reading.actions for index in action.findings)
    assert all(finding.source < len(reading.sources) for finding in reading.findings)
    once = [(problem.action, problem.code) for problem in reading.problems if problem.action]
    assert len(once) == len(set(once))


LABELS = (*HEAD, "Scope", "Key documents", "Progress October 2003")
ROW_OF_A_PLAN = st.tuples(
    st.sampled_from(("", "", "Families find help", "Children are heard (Paragraph 8)", "Records are kept [audit]")),
    st.sampled_from(("", "1.1", "1.2", "1.9", "2.1", "A5.1", "SR (25/26) 01")),
    st.sampled_from(("Write a leaflet", "Train all teams.", "Report to", "Ask 2 families", "One\nTwo")),
    st.sampled_from(("", "Apr-17", "01/05/2017", "April 2017")),
    st.sampled_from(("", "Mar-18", "w", "June 2017 then December 2017", "May-18\nJun-18", "01/07/2018")),
    st.sampled_from(("", "", "Leaflets given out", "Audits show it")),
    st.sampled_from(("", "AB", "AB/CD", "TBC", "Ann Low, Service Manager", "AB\nCD")),
    st.sampled_from(("", "EF", "EF/GH")),
    st.sampled_from(("", "Feb 2018: done. March 2018: more", "Update from CD?", "Ongoing work")),
    st.sampled_from(("", "Green", "Completed", "Blue", "Puce", "A")),
    st.sampled_from(("", "Local")),
    st.sampled_from(("", "Case file audit")),
    st.sampled_from(("", "Two posts filled")),
)
PLANS_OF_ROWS = st.lists(ROW_OF_A_PLAN, min_size=1, max_size=6)


def table_of(*rows: tuple[str, ...], where: str = "table") -> Table:
    """A table of these texts, each row with its number as its place."""
    return Table(where, tuple(Row(f"row {number}", tuple(map(Cell, row))) for number, row in enumerate(rows)))


def reading_of(*blocks: Block) -> PlanReading:
    return read_plan(Document("plan.txt", "txt", (Paragraph("line 1", "Priority 1: Help early"), *blocks)))


def without_places(reading: PlanReading) -> tuple[list[ReadAction], list[tuple[str, str | None]]]:
    """What a reading says, without where each thing stood and in which order a row's notes came."""
    actions = [
        replace(action, where="", cells=dict(sorted(action.cells.items())), notes=tuple(sorted(action.notes)))
        for action in reading.actions
    ]
    return actions, sorted((problem.code.value, problem.action) for problem in reading.problems)


@settings(max_examples=30, deadline=None)
@given(PLANS_OF_ROWS, st.permutations(range(len(LABELS))))
def test_the_order_of_the_columns_changes_nothing(rows: list[tuple[str, ...]], order: list[int]) -> None:
    shuffled = [tuple(row[at] for at in order) for row in (LABELS, *rows)]
    assert without_places(reading_of(table_of(*shuffled))) == without_places(reading_of(table_of(LABELS, *rows)))


FURNITURE = st.sampled_from(
    (
        LABELS,
        ("",) * len(LABELS),
        ("Page 3 of 12", *[""] * (len(LABELS) - 1)),
        ("-----",) * len(LABELS),
        ("FiNAL v1.0 Area Action Plan Page 2 of 78", *[""] * (len(LABELS) - 1)),
    )
)


@settings(max_examples=30, deadline=None)
@given(PLANS_OF_ROWS, st.lists(st.tuples(st.integers(0, 6), FURNITURE), max_size=5))
def test_headers_said_again_and_page_furniture_change_nothing(
    rows: list[tuple[str, ...]], more: list[tuple[int, tuple[str, ...]]]
) -> None:
    furnished: list[tuple[str, ...]] = list(rows)
    for at, extra in more:
        furnished.insert(at, extra)
    assert without_places(reading_of(table_of(LABELS, *furnished))) == without_places(
        reading_of(table_of(LABELS, *rows))
    )


@settings(max_examples=25, deadline=None)
@given(
    PLANS_OF_ROWS, st.integers(0, 6), st.sampled_from(("12", "Page 2 of 9", "This page is intentionally left blank"))
)
def test_a_table_split_by_a_page_reads_as_one(rows: list[tuple[str, ...]], at: int, between: str) -> None:
    parts = [table_of(LABELS, *rows[:at]), Paragraph("line 9", between), table_of(*rows[at:], where="table 2")]
    if at >= len(rows):
        parts.pop()
    assert without_places(reading_of(*parts)) == without_places(reading_of(table_of(LABELS, *rows)))


@settings(max_examples=30, deadline=None)
@given(PLANS_OF_ROWS)
def test_every_text_of_a_row_lands_in_the_action(rows: list[tuple[str, ...]]) -> None:
    reading = reading_of(table_of(LABELS, *rows))
    for action in reading.actions:
        held = " ".join(
            (
                action.aim, action.ref, action.wording, action.starts.written, action.measure, *action.leads,
                action.senior_lead, action.comments, action.status, action.evidence,
                *(end.written for end in action.ends), *(text for _, text in action.notes),
            )
        )  # fmt: skip
        for text in action.cells.values():
            for word in text.replace("/", " ").split():
                assert word in held or word in {"then", "and"}


def test_a_register_of_risks_is_no_plan() -> None:
    register = table_of(
        ("Risk ref", "Risk description", "Likelihood", "Impact", "Mitigating actions", "Owner", "Review date", "RAG"),
        ("R1", "Staff leave", "3", "4", "Recruit early", "AB", "Mar-18", "Amber"),
    )
    with pytest.raises(NoPlanFound, match="looked for"):
        reading_of(register)
