"""Dates as papers write them: every spelling met, and every word that is none."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.kernel.dates import PartialDate, Precision, add_months, end_of_month, read_date, read_steps


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("Apr-17", "2017-04"),
        ("Apr. 2017", "2017-04"),
        ("April 2017", "2017-04"),
        ("Jun-2017", "2017-06"),
        ("Dec 17", "2017-12"),
        ("Sept 2018", "2018-09"),
        ("March, 2018", "2018-03"),
        ("Mar ’18", "2018-03"),
        ("Mar ‘18", "2018-03"),
        ("30 April 2017", "2017-04-30"),
        ("30th April 2017", "2017-04-30"),
        ("April 30, 2017", "2017-04-30"),
        ("Monday 1 May 2017", "2017-05-01"),
        ("30/04/2017", "2017-04-30"),
        ("30.04.17", "2017-04-30"),
        ("2017-04-30", "2017-04-30"),
        ("2017-04-30 00:00:00", "2017-04-30"),
        ("2017-04", "2017-04"),
        ("04/2017", "2017-04"),
        ("Q2 2017", "2017-Q2"),
        ("2017 Q2", "2017-Q2"),
        ("2017", "2017"),
        ("by end of March 2018", "2018-03"),
        ("End Oct 03", "2003-10"),
        ("From Oct 03", "2003-10"),
        ("mid-June 2018", "2018-06"),
        ("Apr–17", "2017-04"),
        ("April\xa02017", "2017-04"),
    ],
)
def test_a_spelling_met_in_papers_is_read_with_its_precision(written: str, iso: str) -> None:
    read = read_date(written)
    assert read.iso == iso
    assert read.written == written


@pytest.mark.parametrize(
    "written",
    ["w", "Ongoing", "TBC", "", "Spring", "2017/18", "31/02/2017", "13/13/2017", "March", "as per strategy",
     "September 2014 (website permitting)", "Marsh 2017", "Apr-1", "0000", "9999"],
)  # fmt: skip
def test_what_is_no_date_keeps_its_words_and_has_no_day(written: str) -> None:
    read = read_date(written)
    assert (read.first, read.iso, read.last, read.written) == (None, "", None, written)
    assert read.in_words == written


def test_the_day_stands_before_the_month_as_in_england() -> None:
    assert read_date("03/04/2017").first == date(2017, 4, 3)


@pytest.mark.parametrize(
    ("written", "last"),
    [
        ("Feb-16", date(2016, 2, 29)),
        ("Q4 2017", date(2017, 12, 31)),
        ("2017", date(2017, 12, 31)),
        ("5 May 2017", date(2017, 5, 5)),
    ],
)
def test_a_period_ends_on_its_last_day(written: str, last: date) -> None:
    assert read_date(written).last == last


@pytest.mark.parametrize(
    ("written", "words"),
    [("13/03/26", "13 March 2026"), ("Mar-26", "March 2026"), ("Q1 2026", "January to March 2026"), ("2026", "2026")],
)
def test_a_date_in_words_says_no_more_than_is_known(written: str, words: str) -> None:
    assert read_date(written).in_words == words


@pytest.mark.parametrize(
    ("written", "isos"),
    [
        ("June 2017 then December 2017", ["2017-06", "2017-12"]),
        ("June 2017, then December 2017", ["2017-06", "2017-12"]),
        ("Jun-17; Dec-17", ["2017-06", "2017-12"]),
        ("May 2013\nJuly 2013\nOctober 2013", ["2013-05", "2013-07", "2013-10"]),
        ("April 30, 2017", ["2017-04-30"]),
        ("March 2018", ["2018-03"]),
    ],
)
def test_a_cell_may_hold_several_dates(written: str, isos: list[str]) -> None:
    assert [step.iso for step in read_steps(written)] == isos


def test_steps_of_which_one_cannot_be_read_are_one_unread_date() -> None:
    assert read_steps("June 2017 then later") == (PartialDate("June 2017 then later"),)
    assert read_steps("") == (PartialDate(""),)


def test_a_date_without_words_is_no_date() -> None:
    assert not PartialDate("")
    assert not PartialDate("  ")
    assert PartialDate("w")


def test_a_month_later_is_the_same_day_or_the_last_of_a_shorter_month() -> None:
    assert add_months(date(2018, 1, 31), 1) == date(2018, 2, 28)
    assert add_months(date(2018, 11, 30), 3) == date(2019, 2, 28)
    assert add_months(date(2018, 3, 15), -3) == date(2017, 12, 15)
    assert end_of_month(2020, 2) == date(2020, 2, 29)


FORMS = ("%d/%m/%Y", "%d %B %Y", "%Y-%m-%d", "%d %b %Y")


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)), st.sampled_from(FORMS))
def test_every_day_written_in_full_is_read_again(day: date, form: str) -> None:
    read = read_date(day.strftime(form))
    assert (read.precision, read.first, read.last) == (Precision.DAY, day, day)


@given(st.text(max_size=40))
def test_no_text_breaks_the_reading_of_dates(text: str) -> None:
    for step in read_steps(text):
        assert step.last is None or step.first is not None
