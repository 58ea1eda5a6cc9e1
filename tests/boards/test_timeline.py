"""The end dates of a plan by priority: as it stands and as it was closed, drawn and as a table."""

from datetime import UTC, date, datetime

import pytest

from goldenthread.boards.commands.rounds import RoundDates, close_round, open_round, plan_round
from goldenthread.boards.queries.movement_between import closings_of
from goldenthread.boards.queries.timeline import timeline, timeline_of_closing, timeline_of_plan
from goldenthread.identity.actor import Actor
from goldenthread.plan.states import State
from tests.cast import make_person
from tests.plan.makers import make_action, make_plan, make_priority

pytestmark = pytest.mark.django_db
MARCH = datetime(2026, 3, 6, 10, tzinfo=UTC)
ON = date(2026, 3, 6)
DATES = RoundDates(period_starts_on=date(2025, 12, 1), period_ends_on=date(2026, 2, 28))


@pytest.fixture
def plan():
    """1.1 moved from January to June, 1.2 stays in January, 1.3 has no date that can be read, 2.1 is done."""
    plan = make_plan(key="sip")
    first, second = make_priority(plan), make_priority(plan, number="2", title="Keep safe")
    january = {"original_ends_on": date(2026, 1, 31), "original_ends_written": "January 2026"}
    make_action(plan, priority=first, ref="1.1", ends_on=date(2026, 6, 30), ends_written="June 2026", **january)
    make_action(plan, priority=first, ref="1.2", ends_on=date(2026, 1, 31), ends_written="January 2026", **january)
    make_action(plan, priority=first, ref="1.3", ends_written="w")
    make_action(
        plan, priority=second, ref="2.1", ends_on=date(2026, 1, 31), ends_precision="month",
        state=State.COMPLETED_ON_PAPER,
    )  # fmt: skip
    return plan


def told(groups):
    return {row.dated.ref: (row.dated.first, row.dated.ends, row.moved, row.late) for one in groups for row in one.rows}


ALL = {
    "1.1": ("January 2026", "June 2026", "5 months later", False),
    "1.2": ("January 2026", "January 2026", "", True),
    "1.3": ("", "w", "", False),
    "2.1": ("", "January 2026", "", False),
}


def close(plan):
    by = Actor(make_person("Miriam Bell", roles=["service manager"]))
    made = plan_round(plan=plan, board=None, dates=DATES, by=by)
    open_round(round=made, by=by, at=MARCH)
    close_round(round=made, by=by, at=MARCH, missing_why="Nobody was chased for this.")


def test_the_live_plan_says_when_each_action_was_first_due(plan):
    groups = timeline(timeline_of_plan(plan), plan=plan, on=ON)
    assert told(groups) == ALL
    assert [(one.label, one.moved, one.late) for one in groups] == [
        ("Priority 1: Be heard early", 1, 1),
        ("Priority 2: Keep safe", 0, 0),
    ]


def test_a_closed_round_says_it_as_it_was_closed_whatever_becomes_of_the_plan(plan):
    close(plan)
    (closing,) = closings_of(plan)
    before = told(timeline(timeline_of_closing(closing), plan=plan, on=ON))
    assert before["1.1"] == ALL["1.1"]
    assert {ref: one[2:] for ref, one in before.items()} == {ref: one[2:] for ref, one in ALL.items()}
    plan.actions.update(ends_on=date(2030, 1, 1), ends_written="2030", original_ends_on=date(2030, 1, 1), ref="x")
    assert told(timeline(timeline_of_closing(closing), plan=plan, on=ON)) == before


def test_an_end_that_moved_by_days_or_back_says_so():
    plan = make_plan()
    days = {"original_ends_on": date(2026, 3, 1)}
    make_action(plan, ref="1", ends_on=date(2026, 3, 10), **days)
    make_action(plan, ref="2", ends_on=date(2026, 3, 2), **days)
    make_action(plan, ref="3", ends_on=date(2025, 12, 1), **days)
    found = told(timeline(timeline_of_plan(plan), plan=plan, on=ON))
    assert [found[ref][2] for ref in "123"] == ["9 days later", "1 day later", "3 months earlier"]


def test_the_page_draws_each_priority_over_a_table_of_the_same(plan, page):
    close(plan)
    page.sign_in(make_person("Ruth Lindqvist", roles=["director"]))
    for address in ("/plans/sip/timeline/", "/plans/sip/timeline/?round=1"):
        shown = page.get(address)
        assert len(shown.all("//svg[@role='img']")) == 2
        assert [row[0].text_content() for row in shown.all("//table//tbody/tr")] == ["1.1", "1.2", "1.3", "2.1"]
    assert "as of 6 March 2026" in page.get("/plans/sip/timeline/?round=1")
    page.get("/plans/sip/timeline/?round=2", status=404)


def test_a_plan_without_actions_says_so(page):
    make_plan(key="sip")
    page.sign_in(make_person("Ruth Lindqvist", roles=["director"]))
    assert "No action yet" in page.get("/plans/sip/timeline/")
