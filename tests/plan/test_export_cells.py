"""The texts of a plan's cells: words of the paper first, what was written here since beside them."""

from datetime import UTC, date, datetime

import pytest

from goldenthread.plan.cells import canonical, comments_cell, plan_cells
from goldenthread.plan.states import State
from tests.cast import make_person, make_post
from tests.plan.makers import make_action, make_aim, make_lead, make_plan, make_priority, make_update

pytestmark = pytest.mark.django_db


def cells(action):
    (row,) = [row for row in plan_cells(action.plan) if row.key == action.key]
    return row.cells


@pytest.mark.parametrize(
    ("fields", "starts", "ends"),
    [
        ({"starts_written": "Apr-17", "ends_written": "June 2017 then December 2017", "ends_on": date(2017, 12, 31)},
         "Apr-17", "June 2017 then December 2017"),
        ({"starts_on": date(2026, 4, 3), "starts_precision": "day", "ends_on": date(2026, 10, 5),
          "ends_precision": "day"}, "3 April 2026", "5 October 2026"),
        ({"starts_on": date(2026, 4, 1), "starts_precision": "month", "ends_on": date(2026, 2, 28),
          "ends_precision": "month"}, "April 2026", "February 2026"),
        ({"starts_on": date(2026, 4, 1), "starts_precision": "quarter", "ends_on": date(2026, 6, 30),
          "ends_precision": "quarter"}, "April to June 2026", "April to June 2026"),
        ({"starts_on": date(2026, 1, 1), "starts_precision": "year", "ends_on": date(2026, 12, 31),
          "ends_precision": "year"}, "2026", "2026"),
        ({"ends_written": "w"}, "", "w"),
        ({}, "", ""),
    ],
)  # fmt: skip
def test_a_date_prints_its_paper_words_or_words_of_its_precision(fields, starts, ends):
    found = cells(make_action(**fields))
    assert (found["starts"], found["ends"]) == (starts, ends)


@pytest.mark.parametrize(
    ("state", "rating", "status"),
    [
        (State.COMPLETED_ON_PAPER, "Completed", "Completed"),
        (State.IN_PROGRESS, "in process", "in process"),
        (State.REPORTED_COMPLETE, None, "Reported complete"),
        (State.COMPLETED_ON_PAPER, None, "Completed"),
        (State.PAUSED, "Green", "Paused"),
        (State.WITHDRAWN, "Green", "Withdrawn"),
        (State.NOT_STARTED, None, ""),
    ],
)
def test_the_status_is_the_plans_own_word_unless_the_action_is_set_aside(state, rating, status):
    fields = {}
    if state == State.REPORTED_COMPLETE:
        fields = {"reported_by": make_person(), "reported_on": date(2026, 4, 3)}
    assert cells(make_action(state=state, rating=rating, **fields))["status"] == status


def test_leads_print_as_written_else_by_initials_names_and_posts_in_order():
    written = make_action(leads_written="JF/RG", leads=[make_person("Ruth Amadi")])
    assert cells(written)["leads"] == "JF/RG"
    action = make_action()
    make_lead(action, make_person("Joan Fairley"))
    make_lead(action, make_person("Bo Sand", initials=""))
    action.leads.create(post=make_post("Head of Early Help"), position=2)
    assert cells(action)["leads"] == "JF/Bo Sand/Head of Early Help"


def test_the_senior_lead_prints_as_written_else_by_initials():
    person = make_person("Piers Halloran")
    assert cells(make_action(senior_lead=person, senior_lead_written="CP"))["senior_lead"] == "CP"
    assert cells(make_action(senior_lead=person))["senior_lead"] == "PH"


def test_updates_written_here_stand_above_the_comments_of_the_paper_newest_first():
    ruth = make_person()
    action = make_action(comments="Feb 2026: the rota is agreed.")
    make_update(action, "The rota is agreed.", dated_on=date(2026, 2, 1), dated_precision="month")
    make_update(action, "Saturdays are covered.", by=ruth)
    make_update(action, "Sundays too.\nAll of them.", by=ruth, dated_on=date(2026, 5, 4),
                recorded_at=datetime(2026, 5, 4, 9, tzinfo=UTC))  # fmt: skip
    assert cells(action)["comments"] == (
        "Update 4 May 2026: Sundays too.\nAll of them.\n"
        "Update 3 April 2026: Saturdays are covered.\n"
        "Feb 2026: the rota is agreed."
    )


def test_an_update_that_came_back_in_the_comments_is_not_printed_twice():
    line = "Update 3 April 2026: Saturdays are covered."
    assert comments_cell(f"New.\n{line}\nOld.", [line]) == f"New.\n{line}\nOld."
    assert comments_cell(f"{line} And more.", [line]) == f"{line}\n{line} And more."
    assert comments_cell("", [line]) == line
    assert comments_cell("", []) == ""


def test_an_update_without_words_prints_nothing():
    action = make_action(comments="Old.")
    make_update(action, "", by=make_person())
    assert cells(action)["comments"] == "Old."


def test_aim_and_measure_stand_on_every_row():
    plan = make_plan()
    for ref in ("1.1", "1.2"):
        make_action(plan, ref=ref, aim="Families are heard.", measure="Nine in ten are rung.")
    assert [(row.cells["aim"], row.cells["measure"]) for row in plan_cells(plan)] == [
        ("Families are heard.", "Nine in ten are rung.")
    ] * 2


def test_rows_come_in_the_order_of_the_paper_with_their_place():
    plan = make_plan()
    second = make_priority(plan, number="2", position=5)
    first = make_priority(plan, number="1", position=1)
    section = make_aim(second, "Plans are specific.", section="Governance", kind="recommendation")
    late = make_action(plan, priority=second, aim=section, ref="2.1")
    without_aim = make_action(plan, priority=first, aim=None, ref="1.1")
    rows = plan_cells(plan)
    assert [row.key for row in rows] == [without_aim.key, late.key]
    assert [(row.priority, row.section, row.aim, row.aim_kind) for row in rows] == [
        (0, "", None, ""),
        (1, "Governance", section.pk, "recommendation"),
    ]


def test_a_text_is_printed_as_every_file_gives_it_back():
    assert canonical("  a\r\nb\x00\x07c \u00a0") == "a\nbc"


def test_a_long_plan_costs_no_more_queries(django_assert_num_queries):
    plan = make_plan()
    for _ in range(3):
        make_update(make_action(plan, leads=[make_person(f"Ruth {_}")]), by=make_person(f"Joan {_}"))
    with django_assert_num_queries(4):
        assert len(plan_cells(plan)) == 3
