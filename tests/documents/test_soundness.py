"""What a paper must have before anything is made of it: each thing is left out once, and one sentence names it."""

from dataclasses import replace

import pytest

from goldenthread.documents.paper import (
    Appendix,
    Chart,
    ChartRow,
    Column,
    Council,
    Fact,
    Facts,
    Group,
    Heading,
    Item,
    Items,
    Landscape,
    Mark,
    Paragraph,
    Picture,
    RatingMark,
    Series,
    Table,
    words,
)
from goldenthread.documents.soundness import check_paper
from goldenthread.kernel.errors import RuleBroken
from tests.documents.papers import chart, png, whole_paper

ONE = Column("Name")
ROW = ((words("x"),),)
BAR = Series("Blue", Mark.BLUE)
DEFECTS = {
    "A heading needs words.": Heading(1, ()),
    "leaves out a level": Heading(2, words("Too deep")),
    "at a level that there is not": Heading(9, words("Far too deep")),
    "A paragraph needs words.": Paragraph(words(" ")),
    "Each item of a list needs words.": Items((Item(()),)),
    "An appendix needs a title.": Appendix(1, " ", ()),
    "A table needs a caption": Table("", (ONE,), (Group(ROW),)),
    "needs between 1 and 20 columns": Table("x", (), ()),
    "Each column of the table “x” needs a name.": Table("x", (Column(" "),), (Group(ROW),)),
    "Each column of the table “y” needs a name.": Table("y", (ONE,), (Group(ROW, labels=("a", "b")),)),
    "needs a column that names its rows": Table("x", (ONE,), (Group(ROW),), row_header=3),
    "too few or too many cells": Table("x", (ONE, ONE), (Group(ROW),)),
    "A rating is never a colour alone": Table("x", (ONE,), (Group(((RatingMark(Mark.RED, ""),),)),)),
    "A picture needs a description": Picture(png(), "image/png", " "),
    "is a PNG or a JPEG": Picture(b"GIF89a", "image/gif", "A cat"),
    "The picture “A cat” is damaged": Picture(png()[:20], "image/png", "A cat"),
    "100,000 by 1,000 dots": Picture(png(claims=(100_000, 1_000)), "image/png", "A cat"),
    "A chart needs a caption": Chart("", "x", (BAR,), (ChartRow("x", (1,)),)),
    "needs a number from 0": Chart("x", "x", (BAR,), (ChartRow("x", (1, 2)),)),
    "Each line of a block of facts needs a label.": Facts((Fact(" ", words("x")),)),
}


def test_a_paper_with_every_part_is_sound():
    check_paper(whole_paper())


@pytest.mark.parametrize("said", DEFECTS)
def test_what_is_missing_is_named_in_one_sentence(said):
    with pytest.raises(RuleBroken, match=said.replace("“", ".").replace("”", ".")) as refused:
        check_paper(whole_paper(blocks=(DEFECTS[said],)))
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize("said", DEFECTS)
def test_it_is_found_on_pages_that_lie_on_their_side_as_well(said):
    with pytest.raises(RuleBroken):
        check_paper(whole_paper(blocks=(Landscape((DEFECTS[said],)),)))


def test_a_paper_needs_a_title_and_a_colour_that_is_one():
    with pytest.raises(RuleBroken, match="A paper needs a title"):
        check_paper(whole_paper(title=" "))
    with pytest.raises(RuleBroken, match="written as #1f3f8f"):
        check_paper(whole_paper(council=Council("X", 'red"; #panic()')))


def test_a_negative_bar_is_refused():
    with pytest.raises(RuleBroken, match="a number from 0"):
        check_paper(whole_paper(blocks=(replace(chart(), rows=(ChartRow("x", (1, -1, 2)),)),)))


def test_more_rows_than_anybody_prints_are_refused_before_they_are_rendered():
    many = Table("x", (ONE,), (Group(ROW * 20_001),))
    with pytest.raises(RuleBroken, match="20,001 rows"):
        check_paper(whole_paper(blocks=(Heading(1, words("x")), many)))


def test_headings_inside_an_appendix_go_on_from_its_own():
    check_paper(whole_paper(blocks=(Appendix(1, "x", (Heading(1, words("a")), Heading(2, words("b")))),)))
