"""Lines that are drawn as one text say what their parts say, of objects and of dictionaries, and escape it."""

from datetime import date

from goldenthread.design import lines
from goldenthread.design.parts import Attention, CountRow, Figure, Link, Said
from tests.design.drawing import HOSTILE, draw


def test_a_link_says_where_the_reader_is_and_its_count():
    assert lines.way(Link("Plans", "/plans/")) == '<a href="/plans/">Plans</a>'
    assert lines.way(Link("Plans", "/plans/", is_here=True)) == '<a href="/plans/" aria-current="page">Plans</a>'
    assert lines.way(Link("Plans", "/plans/", is_here=True), "true").startswith('<a href="/plans/" aria-current="true"')
    assert lines.way(Link("Items", "/i/", count=0)) == '<a href="/i/">Items <span class="soft">0</span></a>'


def test_a_link_may_be_a_dictionary_without_a_count():
    assert lines.way({"label": "Plans", "url": "/plans/"}) == '<a href="/plans/">Plans</a>'


def test_what_was_said_names_the_day_and_who_as_far_as_they_are_known():
    day = '<time datetime="2026-03-13">13 March 2026</time>'
    assert lines.said(Said("It holds.", "Hilda Marsh", date(2026, 3, 13))) == (
        f'<div class="said"><p><b>{day}, Hilda Marsh.</b> It holds.</p></div>'
    )
    assert "<b>in spring, Hilda Marsh.</b>" in lines.said(Said("It holds.", "Hilda Marsh", on_words="in spring"))
    assert "<b>in spring.</b> It holds. Now green</p>" in lines.said(
        Said("It holds.", "", on_words="in spring", note="Now green")
    )
    assert "<b>Hilda Marsh.</b>" in lines.said(Said("It holds.", "Hilda Marsh"))


def test_a_figure_or_a_sentence_is_the_way():
    assert lines.noted(Attention(0, "late", url="/late/", rest=": 1.1")) == (
        '<li><span class="figure">0</span><span><a href="/late/">late</a>: 1.1</span></li>'
    )
    assert '<span class="figure"><a href="/x/">3</a></span><span>late</span>' in lines.noted(
        {"figure": 3, "text": "late", "figure_url": "/x/"}
    )


def test_a_row_of_counts_draws_its_first_figure_in_shapes_alone():
    row = CountRow("red", "Red", [Figure(2, "/red/"), Figure(1204)], "more than a month late")
    html = lines.count_row(row, 1)
    assert html.count("<use") == 3
    assert '<td class="n first"><span class="figure"><a href="/red/">2<span class="vh"> Red</span></a></span>' in html
    assert '<td class="n"><span class="figure">1,204</span></td></tr>' in html
    assert "strip" not in lines.count_row(CountRow("red", "Red", [Figure(0)]), 1)
    assert lines.total_row([Figure(3), Figure(4, "/all/")]) == (
        '<tr><th scope="row">All</th><td class="n first"><span class="figure">3</span></td>'
        '<td class="n"><span class="figure"><a href="/all/">4<span class="vh"> in all</span></a></span></td></tr>'
    )


def test_every_line_escapes_what_it_is_given():
    row = CountRow("red", HOSTILE, [Figure(1, HOSTILE)], HOSTILE)
    drawn = (
        lines.way(Link(HOSTILE, HOSTILE)),
        lines.said(Said(HOSTILE, HOSTILE, on_words=HOSTILE, note=HOSTILE)),
        lines.noted(Attention(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE)),
        lines.tallies([row]),
        lines.count_row(row, 1),
        lines.total_row([Figure(1, HOSTILE)]),
    )
    for line in drawn:
        assert "<script" not in line
        assert "&lt;script&gt;" in line


def test_a_piece_that_is_the_same_on_every_page_is_drawn_once():
    first = draw("{% same 'links' %}", council_name="one")
    assert first == draw("{% same 'links' %}", council_name="another")
    assert first.count("<link ") == 12
