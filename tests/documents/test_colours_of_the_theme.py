"""A drawing on a page has the colours of the page's theme: no colour of print stays behind when it is dark."""

import re
from pathlib import Path

import pytest

from goldenthread.documents import page
from goldenthread.documents.drawing import draw_chart, draw_mark
from goldenthread.documents.paper import Chart, ChartRow, Mark, Series

STYLE = page.STYLE.read_text()
TOKENS = (Path(page.__file__).parents[1] / "design" / "static" / "design" / "tokens.css").read_text()
COLOUR = re.compile(r'(fill|stroke)="(#[0-9a-f]{6})"')
THEMED = re.compile(
    r':is\(\.paper-chart, \.paper-rating\) \[(fill|stroke)="(#[0-9a-f]{6})"\] \{ \1: var\((--[a-z-]+), \2\); \}'
)
ON_AMBER = ("#0b0c0c",)
"""Dark on amber in either theme."""


def chart():
    marks = list(Mark)
    rows = (
        ChartRow("Priority 1", tuple(range(20, 20 + len(marks)))),
        ChartRow("All", (40,) * len(marks), is_total=True),
    )
    return Chart("Ratings", "Priority", tuple(Series(mark.value, mark) for mark in marks), rows)


@pytest.mark.parametrize("drawn", [lambda: draw_chart(chart()), lambda: "".join(map(draw_mark, list(Mark)[:5]))])
def test_every_colour_of_a_drawing_is_one_of_the_theme_and_in_a_file_by_itself_that_of_print(drawn):
    themed = {(what, colour) for what, colour, _ in THEMED.findall(STYLE)}
    used = {(what, colour) for what, colour in COLOUR.findall(drawn()) if colour not in ON_AMBER}
    assert used
    assert used <= themed


def test_each_names_a_colour_of_the_theme_which_is_that_of_print_where_it_is_light():
    for _, colour, token in THEMED.findall(STYLE):
        said = re.search(rf"{token}:\s*(?:light-dark\()?(#[0-9a-f]{{6}})", TOKENS)
        assert said, token
        assert said[1] == colour, token
