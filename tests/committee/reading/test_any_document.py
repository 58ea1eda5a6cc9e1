"""Whatever a document holds, it is read without an error, in time that grows with its length alone."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goldenthread.committee.reading.pack import read_pack
from goldenthread.intake.document import Cell, Document, Paragraph, Row, Table
from tests.committee.reading.papers import CABINET_MINUTES, DISTRICT_AGENDA, PARISH_AGENDA, PARTS_MINUTES, text

ODD = (
    "AGENDA", "Agenda", "Part 1 - Public Agenda", "Part 2", "PART TWO", "1.", "1. APOLOGIES", "2 Minutes", "3a Leases",
    "(Pages 1 - 8)", "(Pages 8 - 1)", "Pages 0", "For Decision", "Report of the Director.", "Report of ", "12.1.4 x",
    "Minutes of the meeting of the Board held at Hall on 31 June 2029 at 25.99 pm", "MINUTES", "Present", "Present:",
    "Members:", "Officers:", "Apologies: none", "Apologies were received from", "RESOLVED", "RESOLVED:", "(1) That",
    "RESOLVED, that - the report be noted.", "Matters arising", "Why?", "Question: ", "Answer:", "Item", "Paragraph",
    "14-21", "999-1", "1,2 and 3", "that the public be excluded", "The meeting closed at", "The meeting closed at 9pm",
    "Committee(s):", "Subject: x", "Report author: Ann Low", "Dated: 1/1/2029", "Document is Restricted",
    "This page is intentionally left blank", "Agenda Item 4", "A priority is to", "Priorities are:", "- to do it",
    "An area for development is x", "Recommendations", "Annual survey", "(((", ")))", "a,b;c & d and e", "\u200f", "🙂",
    "\xa0", "0", "....", "…", "Chairman", "Contact Officer: Ann Low", "Tel: 01999 555 019", "a@b.c", "\t\t", "5.\t",
    "Date:",
    "6 May 2029", "6th of May 2029, noon", "Venue: ", "Committee", "The Director agreed to", "offered to send",
    "Action: x",
)  # fmt: skip
ANY_TEXT = st.one_of(st.sampled_from(ODD), st.sampled_from(ODD), st.text(max_size=12), st.just(""))
JOINED = st.lists(ANY_TEXT, max_size=3).map("\n".join)
CELLS = st.builds(Cell, JOINED, st.just(""), st.booleans())
ROWS = st.lists(CELLS, max_size=5).map(lambda cells: Row("row", tuple(cells)))
TABLES = st.builds(Table, st.just("table"), st.lists(ROWS, max_size=6).map(tuple))
PARAGRAPHS = st.builds(Paragraph, st.just("place"), JOINED, st.integers(0, 3), st.integers(0, 2), st.booleans())
DOCUMENTS = st.lists(st.one_of(TABLES, PARAGRAPHS, PARAGRAPHS, PARAGRAPHS), max_size=24).map(
    lambda blocks: Document("x.txt", "txt", tuple(blocks))
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(DOCUMENTS)
def test_no_document_raises_anything(document: Document) -> None:
    reading = read_pack(document)
    for agenda in reading.agendas:
        assert agenda.items
        assert all(item.part in (1, 2) and item.title for item in agenda.items)
        assert all(item.pages is None or item.first_page <= item.last_page for item in agenda.items)
    for minutes in reading.minutes:
        names = [one.name.casefold() for one in minutes.members]
        assert len(names) == len(set(names))
    assert all(one.text for one in reading.offered)


LINES = st.lists(
    st.sampled_from([line for paper in (PARISH_AGENDA, CABINET_MINUTES, PARTS_MINUTES) for line in paper.split("\n")]),
    max_size=40,
)


@settings(max_examples=40, deadline=None)
@given(LINES)
def test_papers_whose_lines_were_shuffled_are_read_all_the_same(lines: list[str]) -> None:
    read_pack(text("\n\n".join(lines)))


def seconds(words: str) -> float:
    document = text(words)
    begun = time.process_time()
    read_pack(document)
    return time.process_time() - begun


LONG = {
    "items": "AGENDA\n\n" + "\n".join(f"{number}. THE ITEM\nReport of the Director." for number in range(1, 2_000)),
    "agendas": f"{DISTRICT_AGENDA}\n" * 60,
    "minutes": f"{CABINET_MINUTES}\n" * 60,
    "one sentence": "Minutes of the meeting of the Board\n\nPresent: Ann Low\n\n1. ITEM\n" + "agreed that the " * 9_000,
    "brackets": "Present:\n\n6 May 2029 Committee\n\nPresent\n" + "(" * 60_000,
    "names": "Board\n\n6 May 2029\n\nPresent: " + ", ".join(["Ann Low"] * 20_000),
    "priorities": "Self-evaluation\n\n" + "A priority is to hear children (Plan - Priority 1)\n" * 4_000,
    "questions": "Minutes of the Board\n\nPresent: Ann Low\n\n1. ITEM\n" + "Why is that so?\nIt is.\n" * 3_000,
    "spaces": "AGENDA\n\n1. X" + " " * 60_000 + "Y" + "\t" * 20_000,
    "dots": "AGENDA\n\n1. X" + "." * 60_000,
    "reports": "AGENDA\n\n"
    + "\n".join(f"{number}. THE ITEM OF MANY WORDS (Page {number})" for number in range(1, 900))
    + "\n\nSubject: item of other words\nReport of: y\nCommittee: z\n\n" * 1_500,
    "labels": "Subject: x\nReport of: y\nCommittee: z\n" * 1_500,
}


@pytest.mark.load
@pytest.mark.parametrize("kind", LONG)
def test_a_long_paper_takes_no_longer_than_its_length(kind: str) -> None:
    """Twice as much takes about twice as long: a paper made to be slow costs no more than any other of its size."""
    assert seconds(LONG[kind]) < 4
    begun = seconds(LONG[kind])
    assert seconds(LONG[kind] + "\n" + LONG[kind]) < 4 * begun + 0.5
