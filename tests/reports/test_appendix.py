"""The plan behind a report: the ten columns, each source once, the rating as a word and a shape, nothing cut."""

from dataclasses import replace
from datetime import date

from goldenthread.documents.paper import (
    Council,
    Facts,
    Heading,
    Items,
    Landscape,
    Mark,
    Paper,
    Paragraph,
    RatingMark,
    Table,
    Tone,
    every_block,
    printed,
)
from goldenthread.documents.soundness import check_paper
from goldenthread.reports.appendix import FIELDS, Frozen, plan_blocks
from tests.reports.books import book, line
from tests.reports.makers import JUNE

BOARD = "Board responsible for monitoring action plan"
STANDS = {"state": "in_progress", "declared": "green", "word": "Green"}
BLANK = dict.fromkeys(FIELDS, "") | STANDS | {"priority_number": "1", "priority_title": "Be heard"}


def row(ref, **values):
    return BLANK | {"action": f"p1-{ref}", "ref": ref, "wording": f"Do {ref}."} | values


def blocks_of(*rows, **kept):
    given = {"closed_on": date(2026, 6, 5), "initials": {"RA": "Team manager"}} | kept
    blocks = plan_blocks(book(line("1.1")), rows, Frozen(**given))
    check_paper(Paper("A report", Council("Wexmoor Council"), JUNE, blocks=blocks))
    return blocks


def table_of(*rows, **kept):
    (landscape,) = [block for block in blocks_of(*rows, **kept) if isinstance(block, Landscape)]
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


def test_an_aim_and_its_sources_are_said_once_in_its_run_of_rows_and_no_source_is_lost():
    shared = {"aim": "Children are heard. [survey]", "sources": "survey; Audit of May"}
    first, second, third, other = cells(
        table_of(
            row("1.1", **shared), row("1.2", **shared), row("1.3", **shared | {"sources": "Audit of May; Audit"}),
            row("1.4"),
        )
    )  # fmt: skip
    assert printed(first[0]) == "Children are heard. Source: [survey]\nSource: [Audit of May]"
    assert second[0] == ()
    assert printed(third[0]) == "Source: [Audit]"
    assert third[0][0].tone == Tone.SOURCE
    assert printed(other[0]) == "No aim", "a blank would say that the aim before goes on"


def test_a_sheet_that_is_sorted_and_filtered_says_aim_sources_and_measure_in_every_row():
    shared = {"aim": "Children are heard. [survey]", "sources": "survey; Audit", "measure": "Nine in ten agree"}
    rows = (row("1.1", **shared), row("1.2", **shared), row("1.3"))
    blocks = plan_blocks(book(line("1.1")), rows, Frozen(date(2026, 6, 5)), is_sheet=True)
    (table,) = [one for one in every_block(blocks) if isinstance(one, Table) and len(one.columns) == 10]
    first, second, third = cells(table)
    assert (second[0], second[5]) == (first[0], first[5])
    assert printed(third[0]) == ""


def test_an_aim_is_said_again_under_the_next_heading():
    shared = {"aim": "Children are heard."}
    first, second, third = cells(
        table_of(row("1.1", **shared), row("1.2", **shared), row("1.3", **shared, section="Leadership"))
    )
    assert [printed(one[0]) for one in (first, second, third)] == ["Children are heard.", "", "Children are heard."]


def test_every_word_of_the_column_of_ratings_stands_in_the_key_with_what_is_known_of_it():
    rows = (
        row("1.1", state="completed_on_paper", declared="blue", word="Completed"),
        row("1.2", state="reported_complete", declared="green", word="Green"),
        row("1.3"),
        row("1.4", state="paused", word=""),
        row("1.5", declared="none", word=""),
        row("1.6", declared="none", word="To be agreed"),
    )
    known = ({"word": "Blue", "colour": "blue", "meaning": ""}, {"word": "Completed", "colour": "blue", "meaning": ""},
             {"word": "Green", "colour": "green", "meaning": "going on"})  # fmt: skip
    blocks = plan_blocks(replace(book(line("1.1")), words=known), rows, Frozen(date(2026, 6, 5)))
    key = next(one for one in blocks if isinstance(one, Table) and one.caption == "What the ratings mean")
    told = {said(word): printed(meaning) for word, meaning in cells(key)}
    assert told == {
        "Blue": "No meaning is given in this plan; counted as blue here",
        "Completed": "No meaning is given in this plan; counted as blue here; 1 completed on paper, not confirmed here",
        "Green": "going on",
        "Reported complete": "said to be complete by its lead; a second person has not confirmed it yet",
        "Not rated": "no rating was given",
        "To be agreed": "No meaning is given in this plan; counted as not rated here",
        "Paused": "paused or withdrawn by a decision",
    }
    column = {said(one[9]) for one in cells(table_of(*rows))}
    assert column <= set(told)


def said(cell):
    return cell.word if isinstance(cell, RatingMark) else printed(cell)


def test_a_rating_is_a_word_and_a_shape_whatever_the_state():
    found = cells(
        table_of(
            row("1.1", state="completed_on_paper", declared="blue", word="Completed"),
            row("1.2", state="withdrawn", declared="none", word=""),
            row("1.3", state="reported_complete", declared="none", word="Green"),
            row("1.4", declared="none", word=""),
        )
    )
    assert [one[-1] for one in found[:3]] == [
        RatingMark(Mark.BLUE, "Completed"), RatingMark(Mark.NONE, "Withdrawn"),
        RatingMark(Mark.REPORTED, "Reported complete"),
    ]  # fmt: skip
    assert printed(found[3][-1]) == "Not rated"


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


KEPT = {"comments": "Feb 2018: two calls came.\nUpdate Jan: none came.", "aim_kind": "", "aim_number": 1}
HEADER = (("Name", "Harbour Plan"), ("Owner", "Head of early help"), ("Notes", "As agreed"))


def facts_of(blocks):
    (facts,) = [block for block in blocks if isinstance(block, Facts)]
    return [(fact.label, printed(fact.words)) for fact in facts.pairs]


def test_the_comments_are_the_whole_cell_with_its_dates_where_the_closing_kept_it():
    (one,) = cells(table_of(row("1.1", said="two calls came.", **KEPT)))
    assert printed(one[8]) == KEPT["comments"]


def test_a_closing_that_kept_no_comments_prints_what_was_said_last():
    (one,) = cells(table_of(row("1.1", said="Going on.")))
    assert printed(one[8]) == "Going on."


def test_the_header_block_is_the_plans_own_with_period_position_and_round_behind_it():
    round_of_it = [("Period", "1 March 2026 to 31 May 2026"), ("Position on", "5 June 2026"),
                   ("Round", "2, closed on 5 June 2026")]  # fmt: skip
    board = ("Board responsible for monitoring action plan", "Improvement Board")
    assert facts_of(blocks_of(row("1.1"), header=HEADER)) == [*HEADER, board, *round_of_it]
    assert facts_of(blocks_of(row("1.1"))) == [("Name", "Harbour Plan"), board, *round_of_it]


def test_a_board_that_the_plan_words_otherwise_stands_with_the_round():
    found = dict(facts_of(blocks_of(row("1.1"), header=[(BOARD, "Improvement Board / Executive")])))
    assert found[BOARD] == "Improvement Board / Executive"
    assert found["Round"] == "2 for the Improvement Board, closed on 5 June 2026"


def test_a_priority_prints_its_notes_and_stands_there_without_an_action_too():
    kept = [{"title": "Priority 1: Be heard", "notes": "Specific aim: Know the ward.", "actions": 1},
            {"title": "Priority 2: Nothing yet", "notes": "", "actions": 0}]  # fmt: skip
    first, second = table_of(row("1.1", **KEPT), header=HEADER, priorities=kept).groups
    assert [printed(note.words) for note in first.notes] == ["Notes: Specific aim: Know the ward."]
    assert (printed(second.headings[0].words), len(second.rows)) == ("Priority 2: Nothing yet", 0)
    assert printed(second.notes[0].words) == "No action serves this priority yet."


def test_recommendations_are_called_so_and_two_aims_that_read_alike_are_two():
    alike = {"aim": "Heard.", "aim_kind": "recommendation"}
    found = table_of(row("1.1", **KEPT | alike), row("1.2", **KEPT | alike | {"aim_number": 2}))
    assert found.groups[0].labels[0] == "Recommendations"
    assert [one[0][0].tone for one in cells(found)] == [Tone.PLAIN, Tone.PLAIN]


def test_initials_that_stand_for_themselves_are_no_key_and_make_no_page():
    blocks = blocks_of(row("1.1", leads="CP/R.A."), initials={"CP": "CP", "R.A.": "RA"})
    assert "Who the initials are" not in [printed(block.words) for block in blocks if isinstance(block, Heading)]


def test_beside_initials_that_are_explained_the_others_are_named_as_not_explained():
    *_, key, rest, _table = blocks_of(
        row("1.1", leads="RA/CP", senior_lead="NH"), initials={"RA": "Team manager", "CP": "CP"}
    )
    assert isinstance(key, Items)
    assert [printed(item.words) for item in key.items] == ["RA: Team manager"]
    assert isinstance(rest, Paragraph)
    assert printed(rest.words) == "Not explained in this plan: CP and NH."
