"""A round is planned, opened, closed and frozen; what moved is computed from two closings; what is frozen stays."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from lxml.html import tostring

from goldenthread.boards.commands.rounds import (
    RoundDates,
    close_round,
    moderate_round,
    open_round,
    plan_round,
    reopen_round,
)
from goldenthread.boards.models import MonitoringRound
from goldenthread.boards.queries.rounds import latest_closed, round_as_json, round_shown
from goldenthread.boards.states import RoundState
from goldenthread.identity.actor import Actor
from goldenthread.kernel.errors import NotAllowed, RuleBroken
from goldenthread.plan.models import EndDateChange
from goldenthread.plan.states import Colour, State
from tests.cast import make_person
from tests.plan.makers import make_action, make_plan, make_priority, make_rating, make_update

pytestmark = pytest.mark.django_db
WHY = "Half of the leads were on leave."
MARCH, JUNE = datetime(2026, 3, 6, 10, tzinfo=UTC), datetime(2026, 6, 5, 10, tzinfo=UTC)
DATES = RoundDates(period_starts_on=date(2025, 12, 1), period_ends_on=date(2026, 2, 28))


@pytest.fixture
def manager():
    return Actor(make_person("Miriam Bell", roles=["service manager"]))


@pytest.fixture
def plan():
    plan = make_plan(key="sip")
    for number in range(1, 9):
        make_action(plan, ref=f"1.{number}", ends_on=date(2026, 4, 30), ends_written="April 2026")
    return plan


def closed(plan, by, at):
    made = plan_round(plan=plan, board=None, dates=DATES, by=by)
    open_round(round=made, by=by, at=at - timedelta(days=5))
    close_round(round=made, by=by, at=at, missing_why=WHY)
    return made


def action(plan, ref):
    return plan.actions.get(ref=ref)


def change(plan, ref, **values):
    plan.actions.filter(ref=ref).update(**values)


def moved_between(plan, manager, work):
    closed(plan, manager, MARCH)
    work()
    return round_shown(closed(plan, manager, JUNE)).movement


def test_what_moved_is_told_apart(plan, manager):
    amber, red = make_rating(plan, "Amber"), make_rating(plan, "Red")
    change(plan, "1.2", state=State.COMPLETED_ON_PAPER)
    change(plan, "1.3", rating=amber)
    change(plan, "1.4", rating=None)

    def work():
        change(plan, "1.1", state=State.COMPLETED_ON_PAPER)
        change(plan, "1.2", state=State.IN_PROGRESS)
        change(plan, "1.3", rating=plan.rating_words.get(word="Green"))
        change(plan, "1.5", rating=red)
        change(plan, "1.6", state=State.WITHDRAWN)
        action(plan, "1.7").delete()
        make_action(plan, ref="1.9", ends_on=date(2026, 7, 31))
        make_update(action(plan, "1.8"), "Seen.", by=manager.person, recorded_at=JUNE - timedelta(days=2))

    moved = moved_between(plan, manager, work)
    assert moved.newly_blue == ("p1-1.1",)
    assert moved.reopened == ("p1-1.2",)
    assert moved.improved == ("p1-1.3",)
    assert moved.worsened == ("p1-1.5",)
    assert moved.new == ("p1-1.9",)
    assert moved.withdrawn == ("p1-1.6", "p1-1.7")
    assert moved.unchanged == {"p1-1.4": 2, "p1-1.8": 2}
    assert moved.newly_late == ("p1-1.2", "p1-1.3", "p1-1.4", "p1-1.5", "p1-1.8")
    assert moved.silent == ("p1-1.2", "p1-1.3", "p1-1.4", "p1-1.5")
    told = round_as_json(round_shown(latest_closed(plan)))["movement"]
    names = ("newly_blue", "reopened", "improved", "worsened", "silent", "new", "withdrawn", "newly_late", "late_again")
    assert told == {name: list(getattr(moved, name)) for name in (*names, "extended", "brought_forward")}


def test_an_extension_is_told_with_its_dates_its_count_and_its_reason(plan, manager):
    def work():
        for number, end in enumerate([date(2026, 7, 31), date(2026, 10, 31)]):
            EndDateChange.objects.create(
                action=action(plan, "1.1"), after_written=f"{end:%B %Y}", after_on=end, after_precision="month",
                reason=f"The supplier is late, {number + 1}.", asked_by=manager.person, asked_at=MARCH,
                decision="approved", decided_by=manager.person, decided_at=JUNE - timedelta(days=9 - number),
            )  # fmt: skip
        change(plan, "1.1", ends_on=date(2026, 10, 31), ends_written="October 2026")

    (one,) = moved_between(plan, manager, work).extended
    assert (one.action, one.before, one.after, one.times) == ("p1-1.1", "April 2026", "October 2026", 2)
    assert one.why == "The supplier is late, 2."


def test_a_colour_that_stays_is_counted_over_all_closings(plan, manager):
    for at in (MARCH, MARCH + timedelta(days=30), JUNE):
        made = closed(plan, manager, at)
    assert round_shown(made).movement.unchanged["p1-1.1"] == 3


def test_the_first_closing_says_nothing_of_movement(plan, manager):
    shown = round_shown(closed(plan, manager, MARCH))
    assert (shown.before, shown.movement.silent, shown.movement.new) == (None, (), ())
    assert shown.counts[Colour.GREEN] == 8


def test_what_was_closed_stays_whatever_becomes_of_the_plan(plan, manager, page):
    make_priority(plan, number="2", title="Keep safe")
    closed(plan, manager, MARCH)
    change(plan, "1.1", state=State.COMPLETED_ON_PAPER)
    made = closed(plan, manager, JUNE)
    reader = make_person("Ruth Lindqvist", roles=["director"])

    def told():
        found = MonitoringRound.objects.get(pk=made.pk)
        shown = page.sign_in(reader).get("/plans/sip/rounds/2/")
        return json.dumps(round_as_json(round_shown(found))), tostring(shown.tree.xpath("//main")[0])

    before = told()
    plan.rating_words.filter(word="Green").update(word="On course", meaning="all well", colour=Colour.AMBER)
    plan.priorities.update(title="Renamed", number="9")
    plan.actions.update(wording="Reworded", ref="x", position=0, leads_written="ZZ", ends_on=date(2020, 1, 1))
    plan.measures.update(text="Another measure")
    action_to_go = plan.actions.order_by("pk").last()
    action_to_go.delete()
    type(plan).objects.filter(pk=plan.pk).update(name="Renamed plan")
    manager.person.name = "Somebody Else"
    manager.person.save(update_fields=["name"])
    assert told() == before


def test_a_plan_has_one_round_at_work(plan, manager):
    first, second = (plan_round(plan=plan, board=None, dates=DATES, by=manager) for _ in range(2))
    open_round(round=first, by=manager, at=MARCH)
    with pytest.raises(RuleBroken, match="at work"):
        open_round(round=second, by=manager, at=MARCH)


@pytest.mark.parametrize("state", [RoundState.PLANNED, RoundState.CLOSED])
def test_only_a_round_at_work_can_be_closed(plan, manager, state):
    made = plan_round(plan=plan, board=None, dates=DATES, by=manager)
    MonitoringRound.objects.filter(pk=made.pk).update(state=state)
    made.refresh_from_db()
    with pytest.raises(RuleBroken, match="cannot become closed"):
        close_round(round=made, by=manager, at=MARCH, missing_why=WHY)


def test_of_two_who_close_at_once_one_is_told(plan, manager):
    made = plan_round(plan=plan, board=None, dates=DATES, by=manager)
    open_round(round=made, by=manager, at=MARCH)
    second = MonitoringRound.objects.get(pk=made.pk)
    close_round(round=made, by=manager, at=MARCH, missing_why=WHY)
    with pytest.raises(RuleBroken, match="in the meantime"):
        close_round(round=second, by=manager, at=MARCH, missing_why=WHY)
    assert made.closings.count() == 1


def test_a_correction_makes_a_second_closing_and_keeps_the_first(plan, manager):
    made = closed(plan, manager, MARCH)
    with pytest.raises(RuleBroken, match="in a sentence"):
        reopen_round(round=made, why="wrong", by=manager, at=MARCH)
    reopen_round(round=made, why="The lead of 1.1 was mistaken.", by=manager, at=MARCH)
    change(plan, "1.1", state=State.COMPLETED_ON_PAPER)
    close_round(round=made, by=manager, at=MARCH, missing_why=WHY)
    first, second = made.closings.all()
    assert [one.lines.get(action="p1-1.1").declared for one in (first, second)] == [Colour.GREEN, Colour.BLUE]
    assert (second.number, second.why) == (2, "The lead of 1.1 was mistaken.")
    assert round_shown(made).counts[Colour.BLUE] == 1


def test_a_round_is_not_corrected_once_a_later_one_was_closed(plan, manager):
    first = closed(plan, manager, MARCH)
    closed(plan, manager, JUNE)
    with pytest.raises(RuleBroken, match="later round"):
        reopen_round(round=first, why="The lead of 1.1 was mistaken.", by=manager, at=JUNE)


def test_a_round_that_cannot_be_corrected_says_so_before_a_reason_is_typed(page, plan, manager):
    first = closed(plan, manager, MARCH)
    page.sign_in(manager.person)
    assert "Correct this round" in page.get(first).links()
    closed(plan, manager, JUNE)
    shown = page.get(first)
    assert "Correct this round" not in shown.links()
    assert "A later round was closed already; correct what is wrong in the next one." in shown.text
    assert page.get(f"{first.get_absolute_url()}correct/", status=302).response["Location"] == first.get_absolute_url()


def test_moderation_stands_between_open_and_closed(plan, manager):
    made = plan_round(plan=plan, board=None, dates=DATES, by=manager)
    open_round(round=made, by=manager, at=MARCH)
    moderate_round(round=made, by=manager, at=MARCH)
    close_round(round=made, by=manager, at=MARCH, missing_why=WHY)
    assert latest_closed(plan) == made


def test_days_follow_one_another():
    with pytest.raises(RuleBroken, match="follow one another"):
        RoundDates(date(2026, 1, 1), date(2026, 3, 31), opens_on=date(2026, 4, 9), closes_on=date(2026, 4, 1)).check()
    with pytest.raises(RuleBroken, match="before it starts"):
        RoundDates(date(2026, 4, 1), date(2026, 3, 31)).check()


def test_only_whoever_manages_the_plan_keeps_its_rounds(plan, manager):
    made = plan_round(plan=plan, board=None, dates=DATES, by=manager)
    for role in ("lead officer", "board member", "auditor", "director"):
        with pytest.raises(NotAllowed):
            open_round(round=made, by=Actor(make_person(f"A {role}", roles=[role])), at=MARCH)
