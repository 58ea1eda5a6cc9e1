"""The plan behind a report: the ten columns, each source once, the rating as a word and a shape, nothing cut."""

from datetime import date

from goldenthread.documents.paper import Council, Heading, Landscape, Mark, Paper, RatingMark, Table, Tone, printed
from goldenthread.documents.soundness import check_paper
from goldenthread.reports.appendix import FIELDS, plan_blocks
from tests.reports.books import book, line
from tests.reports.makers import JUNE

STANDS = {"state": "in_progress", "declared": "green", "word": "Green"}
BLANK = dict.fromkeys(FIELDS, "") | STANDS | {"priority_number": "1", "priority_title": "Be heard"}


def row(ref, **values):
    return BLANK | {"action": f"p1-{ref}", "ref": ref, "wording": f"Do {ref}."} | values


def blocks_of(*rows):
    blocks = plan_blocks(book(line("1.1")), rows, closed_on=date(2026, 6, 5), initials={"RA": "Team manager"})
    check_paper(Paper("A report", Council("Wexmoor Council"), JUNE, blocks=blocks))
    return blocks


def table_of(*rows):
    (landscape,) = [block for block in blocks_of(*rows) if isinstance(block, Landscape)]
    (table,) = [block for block in landscape.blocks if isinstance(block, Table)]
    return table


def cells(table):
    return [row for group in table.groups for row in group.rows]


def test_the_ten_columns_have_the_names_officers_know():
    assert [column.label for column in table_of(row("1.1")).columns] == [
        "Specific aim", "Ref", "Action", "Start", "End date", "Measure/outcome", "Lead officer", "DLT lead", "Comments",
        "RAG status",
    ]  # fmt: skip


def test_rows_stand_under_their_priority_and_the_title_rows_of_the_paper():
    found = table_of(
        row("1.1"), row("1.2", section="Leadership"), row("1.3", section="Leadership"),
        row("2.1", priority_number="2", priority_title="Be safe"),
    )  # fmt: skip
    said = [[printed(heading.words) for heading in group.headings] for group in found.groups]
    assert said == [["Priority 1: Be heard"], ["Leadership"], ["Priority 2: Be safe"]]
    assert [len(group.rows) for group in found.groups] == [1, 2, 1]


def test_a_priority_without_a_name_leaves_no_level_of_headings_out():
    assert blocks_of(row("1.1", priority_number="", priority_title="", section="Leadership"))


def test_a_source_in_brackets_is_said_once_and_as_a_source():
    shared = {"aim": "Children are heard. [survey]", "sources": "survey; Audit of May"}
    first, second, third = cells(
        table_of(row("1.1", **shared), row("1.2", **shared), row("1.3", **shared | {"sources": "Audit"}))
    )
    assert printed(first[0]) == "Children are heard. Source: [survey]\nSource: [Audit of May]"
    assert printed(second[0]) == printed(first[0])
    assert second[0][0].tone == Tone.SOFT
    assert printed(third[0]).endswith("Source: [Audit]")


def test_a_rating_is_a_word_and_a_shape_whatever_the_state():
    found = cells(
        table_of(
            row("1.1", declared="blue", word="Completed"),
            row("1.2", state="withdrawn", declared="none", word=""),
            row("1.3", state="reported_complete", declared="none", word="Green"),
            row("1.4", declared="none", word=""),
        )
    )
    assert [one[-1] for one in found] == [
        RatingMark(Mark.BLUE, "Completed"), RatingMark(Mark.NONE, "Withdrawn"), RatingMark(Mark.REPORTED, "Green"),
        RatingMark(Mark.NONE, "Not rated"),
    ]  # fmt: skip


def test_a_moved_end_keeps_its_first_date_and_the_boards_rating_its_reason():
    (one,) = cells(
        table_of(row("1.1", ends="July", first_due="May", said="Going on.", board_word="Red", board_why="Late"))
    )
    assert (printed(one[4]), printed(one[8])) == ("July\n(first: May)", "Going on.\nThe board rates it Red: Late")


def test_a_closing_without_a_row_is_still_a_sound_appendix():
    assert not [block for block in blocks_of() if isinstance(block, Landscape)]


def test_the_key_of_initials_names_posts():
    headings = [printed(block.words) for block in blocks_of(row("1.1")) if isinstance(block, Heading)]
    assert headings[-1] == "Who the initials are"
