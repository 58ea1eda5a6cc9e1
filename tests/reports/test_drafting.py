"""The first draft: made of facts, true whether there is nothing, one or many, and without a figure of its own."""

import re

import pytest

from goldenthread.documents.paper import Council, printed
from goldenthread.documents.soundness import check_paper
from goldenthread.reports.building import BlockValues, Means, SectionValues, build, in_printed_order
from goldenthread.reports.drafting import drafted
from goldenthread.reports.facts.asking import ask
from goldenthread.reports.lint import lint, standing_in_the_way
from goldenthread.reports.passages import to_go_out
from goldenthread.reports.wording import DEFAULT, FORMULAE, SectionBegun, TemplateValues
from tests.reports.books import book, line, moved
from tests.reports.makers import JUNE

BLOCK = BlockValues(
    "Harbour Plan", True, False, (("Committee", JUNE.date()),), "Piers", "Director", "Ruth", "Post", "1", "r@x"
)
COLOURS = ("blue", "red", "amber", "green")


def many(count):
    lines = tuple(line(f"{place}.{number}", declared=colour, needs="Money", next_step="Meet")
                  for place, colour in enumerate(COLOURS) for number in range(count))  # fmt: skip
    keys = {colour: tuple(one.action for one in lines if one.declared == colour) for colour in COLOURS}
    shift = moved(newly_blue=keys["blue"], reopened=keys["green"], silent=keys["red"], newly_late=keys["amber"])
    return book(*lines, movement=shift, late=lines[: count * 2])


def built(found, template=DEFAULT, purpose="information"):
    sections = [
        SectionValues(place, one.kind, one.level, one.heading, one.text)
        for place, one in enumerate(drafted(found, template, purpose=purpose))
    ]
    means = Means(Council("Wexmoor Council"), FORMULAE.__getitem__, lambda name: ask(found, name), JUNE)
    return build(BLOCK, sections, [], means)


@pytest.mark.parametrize("count", [0, 1, 2, 40])
@pytest.mark.parametrize("is_first", [True, False])
def test_a_draft_of_none_one_or_many_is_sound_and_every_fact_in_it_is_told(count, is_first):
    found = many(count)
    made = built(book(*found.lines, before_on=None) if is_first else found)
    assert made.problems == ()
    check_paper(made.paper)
    text = " ".join(passage.text for passage in to_go_out(made.paper))
    assert not re.search(r"\b1 (are|were|actions are|tasks)\b", text)
    assert "None" not in text


def test_a_draft_holds_no_figure_of_its_own():
    for one in drafted(many(3), DEFAULT, purpose="information"):
        bare = re.sub(r"\{\{[^}]*\}\}", "", one.text)
        assert not re.search(r"\d", bare), one


def test_a_draft_tells_what_the_committee_asks_for():
    text = " ".join(one.text for one in drafted(many(2), DEFAULT, purpose="information"))
    for fact in (
        "meanings",
        "counts",
        "newly-blue.list",
        "completions",
        "every amber",
        "every red",
        "reopened.list",
        "lateness",
        "asked-for",
    ):
        assert f"{{{{{fact}}}}}" in text


def test_what_a_person_has_to_say_is_left_to_be_written_and_the_lint_says_so():
    sentences = standing_in_the_way(lint(BLOCK, built(many(1)), DEFAULT))
    assert len([one for one in sentences if "left to be written" in one]) == 2


def test_a_report_for_decision_leaves_the_decision_to_be_written():
    sentences = standing_in_the_way(lint(BLOCK, built(many(1), purpose="decision"), DEFAULT))
    assert any("asked to decide" in one for one in sentences)


def test_a_template_adds_its_implications_and_its_own_words_and_the_lint_wants_them():
    wanted = TemplateValues(
        sections=(SectionBegun("body", "Consultation", text="We asked the forum."),), implications=("Legal",),
        wording={"asked_to": "The board is asked to:"},
    )  # fmt: skip
    made = built(many(1), wanted)
    headings = [one.heading for one in made.sections]
    assert "Consultation" in headings
    assert "Legal" in headings
    assert "The board is asked to:" in printed(made.sections[1].blocks[0].words)
    assert any("under “Legal”" in one for one in standing_in_the_way(lint(BLOCK, made, wanted)))


def test_a_summary_that_is_too_long_is_said_and_may_stay():
    sections = [SectionValues(1, "summary", 1, "", "word " * 400), SectionValues(2, "body", 1, "Now", "Text.")]
    means = Means(Council("Wexmoor Council"), FORMULAE.__getitem__, lambda name: ask(None, name), JUNE)
    found = lint(BLOCK, build(BLOCK, sections, [], means), DEFAULT)
    (long,) = [one for one in found if "400 words" in one.sentence]
    assert (long.weight, long.section) == ("should", 1)


def test_parts_are_printed_in_the_order_of_a_cover_report_whatever_order_they_were_added_in():
    kinds = ["conclusion", "body", "summary", "implications", "recommendations", "background_papers"]
    ordered = in_printed_order([SectionValues(place, kind, 1, "", "") for place, kind in enumerate(kinds)])
    assert [one.kind for one in ordered] == [
        "summary", "recommendations", "body", "implications", "conclusion", "background_papers",
    ]  # fmt: skip


def test_paragraphs_run_on_through_the_headings_and_summary_and_recommendations_have_no_numbers():
    made = built(many(1))
    numbers = [block.number for one in made.sections for block in one.blocks if hasattr(block, "number")]
    numbered = [number for number in numbers if number is not None]
    assert numbered == list(range(1, len(numbered) + 1))
    assert {one.first_number for one in made.sections if one.values.kind in ("summary", "recommendations")} == {None}


def test_a_heading_beneath_none_moves_up_so_that_no_level_is_left_out():
    sections = [
        SectionValues(1, "body", 2, "Beneath", "### Deep\n\nText."),
        SectionValues(2, "body", 1, "", "#### More\n\nText."),
    ]
    means = Means(Council("Wexmoor Council"), FORMULAE.__getitem__, lambda name: ask(None, name), JUNE)
    check_paper(build(BLOCK, sections, [], means).paper)
