"""Charts: what is drawn says what it shows in figures and shapes, keeps words apart from markup, and has bounds."""

from datetime import date

from lxml import etree

from goldenthread.boards.charts import EndMark, Series, end_dates, run_chart, span_of, stacked_columns

NAMES = {"s": "http://www.w3.org/2000/svg"}
YEAR = {"start": date(2025, 4, 1), "end": date(2026, 4, 30), "on": date(2026, 1, 5)}


def drawn(text):
    """The drawing as a tree; one that is not well made does not parse."""
    return etree.fromstring(str(text))


def words(tree):
    return [text.text for text in tree.iter("text")]


def test_a_column_says_each_figure_with_its_shape():
    series = [Series("blue", "Blue", [3, 5]), Series("red", "Red", [2, 0])]
    tree = drawn(stacked_columns(["Round 1", "Round 2"], series, title="Actions by colour"))
    assert tree.xpath("//text[@class='within']/text()") == ["3", "2", "5"]
    assert [use.get("href") for use in tree.iter("use")] == ["#shape-blue", "#shape-red", "#shape-blue"]
    assert (tree.get("role"), tree.get("aria-label")) == ("img", "Actions by colour")


def test_columns_are_as_high_as_their_figures():
    series = [Series("blue", "Blue", [2, 4]), Series("green", "Green", [2, 0])]
    heights = [float(rect.get("height")) for rect in drawn(stacked_columns(["1", "2"], series, title="t")).iter("rect")]
    assert heights == [90.0, 90.0, 180.0]


def test_a_figure_without_room_is_left_to_the_table():
    tree = drawn(stacked_columns(["1"], [Series("blue", "Blue", [999]), Series("red", "Red", [1])], title="t"))
    assert [use.get("href") for use in tree.iter("use")] == ["#shape-blue"]


def test_a_run_has_a_point_and_a_value_for_each_label():
    tree = drawn(run_chart(["1", "2", "3"], [0, 5, 2.5], title="Late", unit="%"))
    assert len(list(tree.iter("circle"))) == 3
    assert {"0%", "5%", "2.5%"} <= set(words(tree))


def test_a_run_has_its_median_from_six_figures_on():
    def middle(values):
        labels = [str(place) for place in range(len(values))]
        return drawn(run_chart(labels, values, title="t")).xpath("//path[@class='middle']/@d")

    assert middle([1, 2, 3, 4, 5]) == []
    assert middle([0, 0, 10, 10, 10, 10]) == ["M44 18.0H548"]


def test_figures_that_are_all_nought_are_drawn_at_the_foot():
    tree = drawn(run_chart(["1", "2"], [0, 0], title="t"))
    assert {circle.get("cy") for circle in tree.iter("circle")} == {"198.0"}
    assert drawn(stacked_columns(["1"], [Series("red", "Red", [0])], title="t")) is not None


def test_an_end_that_moved_is_joined_to_the_first_one():
    moved = EndMark("1.1", date(2025, 9, 30), date(2026, 3, 31), "green")
    stayed = EndMark("1.2", date(2026, 3, 31), date(2026, 3, 31), "green")
    assert drawn(end_dates([moved], title="t", **YEAR)).xpath("count(//path[@class='moved' or @class='first'])") == 2
    assert drawn(end_dates([stayed], title="t", **YEAR)).xpath("count(//path[@class='moved' or @class='first'])") == 0


def test_an_end_that_had_passed_is_marked_while_something_is_owed():
    def overdue(**values):
        mark = EndMark("1.1", None, date(2025, 9, 30), "green", **values)
        return drawn(end_dates([mark], title="t", **YEAR)).xpath("count(//path[@class='overdue'])")

    assert (overdue(), overdue(is_owed=False)) == (1, 0)


def test_an_action_without_a_date_says_so():
    assert "no date that can be read" in words(
        drawn(end_dates([EndMark("1.1", None, None, "none")], title="t", **YEAR))
    )


def test_words_never_become_markup():
    text = end_dates([EndMark("<b>&", None, None, "none")], title='"><script>', **YEAR)
    assert "<b>" not in text
    assert "<script>" not in text
    assert "<b>&" in words(drawn(text))
    assert "<script>" not in run_chart(["<script>"], [1], title="t", unit="<script>")


def test_a_slip_of_the_pen_does_not_stretch_the_line():
    on = date(2026, 1, 5)
    start, end = span_of([date(2025, 6, 1), date(2206, 3, 31), date.min, date.max], around=on)
    assert (start.year, end.year) == (2015, 2036)
    far = EndMark("1.1", None, date.max, "green")
    assert drawn(end_dates([far], start=start, end=end, on=on, title="t")) is not None


def test_a_plan_without_dates_has_a_line_around_the_day_of_the_position():
    assert span_of([], around=date(2026, 1, 5)) == (date(2025, 12, 5), date(2026, 2, 5))
