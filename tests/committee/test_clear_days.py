"""Clear days: the vectors of practice, and what holds of every meeting in twenty years."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.committee.bank_holidays import bank_holiday
from goldenthread.committee.clear_days import Basis, notice_for
from goldenthread.kernel.errors import RuleBroken

DAY = timedelta(days=1)
TWENTY_YEARS = st.dates(date(2010, 1, 1), date(2029, 12, 31))


def days(*written: str) -> tuple[date, ...]:
    return tuple(date.fromisoformat(one) for one in written)


@pytest.mark.parametrize(
    ("meeting", "counted", "publish_by"),
    [
        ("2018-02-06", ["2018-01-30", "2018-01-31", "2018-02-01", "2018-02-02", "2018-02-05"], "2018-01-29"),
        ("2018-05-02", ["2018-04-25", "2018-04-26", "2018-04-27", "2018-04-30", "2018-05-01"], "2018-04-24"),
        ("2018-05-11", ["2018-05-03", "2018-05-04", "2018-05-08", "2018-05-09", "2018-05-10"], "2018-05-02"),
        ("2019-02-08", ["2019-02-01", "2019-02-04", "2019-02-05", "2019-02-06", "2019-02-07"], "2019-01-31"),
        ("2019-04-23", ["2019-04-12", "2019-04-15", "2019-04-16", "2019-04-17", "2019-04-18"], "2019-04-11"),
        ("2019-04-25", ["2019-04-16", "2019-04-17", "2019-04-18", "2019-04-23", "2019-04-24"], "2019-04-15"),
        ("2018-12-28", ["2018-12-19", "2018-12-20", "2018-12-21", "2018-12-24", "2018-12-27"], "2018-12-18"),
    ],
)
def test_five_clear_days_before_a_meeting(meeting, counted, publish_by):
    found = notice_for(date.fromisoformat(meeting))
    assert found.counted == days(*counted)
    assert found.publish_by == date.fromisoformat(publish_by)


def test_what_was_published_two_working_days_before_had_not_three_clear_days():
    """Published on Thursday 26 April 1990 for Tuesday 1 May: the weekend does not count, so it was a day late."""
    found = notice_for(date(1990, 5, 1), days=3)
    assert found.publish_by == date(1990, 4, 25)
    assert found.counted == days("1990-04-26", "1990-04-27", "1990-04-30")


def test_each_day_that_does_not_count_says_why():
    skipped = notice_for(date(2018, 5, 11)).skipped
    assert [(one.date.isoformat(), one.because) for one in skipped] == [
        ("2018-05-05", "a Saturday"),
        ("2018-05-06", "a Sunday"),
        ("2018-05-07", "May Day, a bank or public holiday in England"),
    ]


def test_a_day_on_which_the_council_is_closed_does_not_count_and_nothing_is_published_on_it():
    closures = {date(2018, 12, 24): "Christmas Eve", date(2018, 12, 18): "moving house"}
    found = notice_for(date(2018, 12, 28), closures=closures)
    assert found.counted == days("2018-12-17", "2018-12-19", "2018-12-20", "2018-12-21", "2018-12-27")
    assert found.publish_by == date(2018, 12, 14)
    assert "the council is closed: Christmas Eve" in {one.because for one in found.skipped}


def test_on_the_basis_of_calendar_days_every_day_counts():
    found = notice_for(date(2019, 4, 23), days=28, basis=Basis.CALENDAR)
    assert (found.publish_by, len(found.counted), found.skipped) == (date(2019, 3, 25), 28, ())


def test_no_clear_days_are_the_working_day_before():
    assert notice_for(date(2026, 4, 7), days=0).publish_by == date(2026, 4, 2)


@settings(max_examples=150, deadline=None)
@given(meeting=TWENTY_YEARS, number=st.integers(0, 20))
def test_every_day_between_is_counted_or_skipped_and_one_day_later_would_be_too_late(meeting, number):
    found = notice_for(meeting, days=number)
    between = {found.publish_by + DAY * n for n in range(1, (meeting - found.publish_by).days)}
    assert between == set(found.counted) | {one.date for one in found.skipped}
    assert len(found.counted) == number
    assert list(found.counted) == sorted(set(found.counted))
    for day in (*found.counted, found.publish_by):
        assert day.weekday() < 5
        assert not bank_holiday(day)
    for one in found.skipped:
        assert one.date.weekday() > 4 or bank_holiday(one.date)
    assert notice_for(meeting, days=number + 1).publish_by < found.publish_by


@settings(max_examples=60, deadline=None)
@given(meeting=TWENTY_YEARS, later=st.integers(0, 40), number=st.integers(0, 20))
def test_a_later_meeting_is_never_published_earlier(meeting, later, number):
    first, second = notice_for(meeting, days=number), notice_for(meeting + DAY * later, days=number)
    assert first.publish_by <= second.publish_by


@pytest.mark.parametrize(
    ("on", "is_one"),
    [
        ("1999-12-31", True), ("2002-06-03", True), ("2011-04-29", True), ("2012-06-05", True), ("2020-05-08", True),
        ("2020-05-04", False), ("2022-06-02", True), ("2022-06-03", True), ("2022-05-30", False),
        ("2022-09-19", True), ("2023-05-08", True), ("2021-12-27", True), ("2021-12-28", True), ("2026-12-28", True),
        ("2018-03-17", False), ("2018-08-06", False), ("2027-03-26", True), ("2027-03-29", True),
    ],
)  # fmt: skip
def test_bank_holidays_of_england_are_known_with_those_that_came_once_or_moved(on, is_one):
    assert bool(bank_holiday(date.fromisoformat(on))) is is_one


@pytest.mark.parametrize("number", [-1, 101, 10**9])
def test_a_number_of_days_that_nobody_means_is_refused(number):
    with pytest.raises(RuleBroken, match=r"^Clear days are counted from 0 to 100; -?\d+ is not among them\.$"):
        notice_for(date(2026, 5, 11), days=number)


@pytest.mark.parametrize("meeting", [date(1, 1, 1), date(1950, 6, 1), date(9999, 12, 31)])
def test_a_year_whose_holidays_nobody_knows_is_refused(meeting):
    with pytest.raises(RuleBroken):
        notice_for(meeting)


def test_a_council_that_is_always_closed_gives_no_notice():
    meeting = date(2026, 5, 11)
    closures = {meeting - DAY * n: "closed" for n in range(500)}
    with pytest.raises(RuleBroken, match=r"^There are not 5 clear days in the 400 days before 11 May 2026\.$"):
        notice_for(meeting, closures=closures)
