"""Dates, times and counts as the pages say them."""

from datetime import UTC, date, datetime, time

import pytest

from goldenthread.design import words
from tests.design.drawing import draw

DAY = date(2026, 3, 13)
SUMMER = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)


def test_a_day_is_said_in_full():
    assert words.day(DAY) == "13 March 2026"
    assert words.short_day(DAY) == "13 Mar 2026"
    assert words.weekday(DAY) == "Friday 13 March 2026"


def test_a_moment_is_said_in_the_time_of_the_council():
    assert words.moment(SUMMER) == "2 July 2026 at 00:30"
    assert words.clock(SUMMER) == "00:30"
    assert words.clock(time(14, 32)) == "14:32"
    assert words.weekday(SUMMER) == "Thursday 2 July 2026"


def test_a_day_is_also_written_for_machines():
    assert words.when(SUMMER) == '<time datetime="2026-07-02">2 July 2026</time>'


@pytest.mark.parametrize("say", [words.day, words.short_day, words.weekday, words.clock, words.moment, words.when])
def test_what_is_missing_is_blank(say):
    assert say(None) == ""


@pytest.mark.parametrize(
    ("count", "noun", "said"),
    [
        (0, "action", "0 actions"),
        (1, "action", "1 action"),
        (1204, "reply,replies", "1,204 replies"),
        (None, "plan", "0 plans"),
    ],
)
def test_a_count_has_its_word(count, noun, said):
    assert words.counted(count, noun) == said


def test_small_numbers_are_spelt_in_sentences():
    assert [words.spelt(number) for number in (0, 4, 12, 13, 1204)] == ["no", "four", "twelve", "13", "1,204"]


def test_a_list_has_and_before_its_last_member():
    assert words.listed(["1.3", "2.2", "3.2"]) == "1.3, 2.2 and 3.2"
    assert words.listed(["1.3"]) == "1.3"
    assert words.listed([]) == ""


def test_heads_are_walked_together_with_the_cells_beneath_them():
    assert words.beside(["Blue", "Red"], (57, 1)) == [("Blue", 57), ("Red", 1)]


def test_a_long_title_is_set_smaller():
    assert [words.title_size("x" * length) for length in (70, 71, 170, 171)] == ["", "long", "long", "longest"]


def test_templates_say_the_same():
    said = draw(
        "{{ day|weekday }}, {{ at|clock }}, {{ 2|counted:'action' }}, {{ refs|listed }}", day=DAY, at=SUMMER, refs="ab"
    )
    assert said == "Friday 13 March 2026, 00:30, 2 actions, a and b"


def test_a_name_in_a_style_sheet_cannot_end_its_string():
    assert draw("{{ name|css_text }}", name='A"; } b\\<\n') == r"A\22 \3b \20 \7d \20 b\5c \3c \a "
