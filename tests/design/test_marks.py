"""A rating is a shape and a word first, then a colour."""

import re

import pytest

from goldenthread.design import marks
from goldenthread.design.marks import Form, Standing
from tests.design.drawing import HOSTILE, TEMPLATES

SPRITE = (TEMPLATES / "shapes.html").read_text()


def spoken(html: str) -> str:
    """What a screen reader says: everything but what is hidden from it."""
    html = re.sub(r"<svg.*?</svg>", "", html)
    html = re.sub(r'<span aria-hidden="true">.*?</span>', "", html)
    return re.sub(r"<[^>]+>", "", html)


@pytest.mark.parametrize("colour", sorted(marks.COLOURS))
@pytest.mark.parametrize("standing", list(Standing))
@pytest.mark.parametrize("form", list(Form))
def test_every_mark_has_its_word_and_a_shape_of_the_sprite(colour, standing, form):
    html = marks.rating(colour, "On track", standing=standing, form=form)
    (shape,) = re.findall(r'href="#(shape-[a-z]+)"', html)
    assert f'id="{shape}"' in SPRITE
    assert spoken(html).startswith("On track")


def test_the_shapes_of_all_colours_differ():
    drawn = {colour: re.search(rf'id="shape-{colour}"[^>]*>(.*?)</symbol>', SPRITE) for colour in marks.COLOURS}
    assert all(drawn.values())
    assert len({found[1] for found in drawn.values() if found}) == len(marks.COLOURS)


def test_a_declared_rating_is_filled_and_a_suggested_one_is_not():
    assert 'class="rating amber"' in marks.rating("amber", "Amber")
    assert 'class="rating amber suggested"' in marks.rating("amber", "Amber", standing="suggested")


def test_a_suggestion_says_that_it_is_one_and_why():
    html = marks.rating("red", "Red", standing="suggested", meaning="stuck", because="end date passed")
    assert "Red: stuck, suggested by the dates end date passed" in spoken(html)


def test_a_completion_read_from_paper_says_that_nobody_assured_it_here():
    html = marks.rating("blue", "Completed", standing="on paper")
    assert 'class="rating blue"' in html
    assert spoken(html) == "Completed on paper, not assured here"


def test_a_reported_completion_has_no_colour():
    html = marks.rating("blue", "Reported", standing="reported")
    assert 'class="rating waiting"' in html
    assert "blue" not in html


def test_a_narrow_cell_shows_a_letter_and_says_the_word():
    html = marks.rating("green", "green", form="cell", meaning="in progress")
    assert '<span aria-hidden="true">G</span>' in html
    assert spoken(html) == "green: in progress"


def test_an_unknown_colour_is_refused():
    with pytest.raises(ValueError, match="no colour of a rating"):
        marks.rating("purple", "Purple")


@pytest.mark.parametrize("form", list(Form))
def test_the_words_of_a_mark_are_escaped(form):
    html = marks.rating("red", HOSTILE, meaning=HOSTILE, because=HOSTILE, form=form)
    assert "<script" not in html


@pytest.mark.parametrize(("most", "per"), [(0, 1), (72, 1), (73, 5), (360, 5), (361, 10), (3600, 50), (3601, 100)])
def test_one_shape_stands_for_more_where_there_are_many(most, per):
    assert marks.shapes_per([most, 3]) == per


def test_a_strip_has_a_shape_for_each_and_rounds_up():
    assert marks.strip("red", 7).count("<svg") == 7
    assert marks.strip("red", 71, per=10).count("<svg") == 8
    assert marks.strip("red", 0).count("<svg") == 0
