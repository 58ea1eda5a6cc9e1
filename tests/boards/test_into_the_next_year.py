"""What a round asked and was told goes along when its plan goes into its next year."""

from datetime import date, timedelta

import pytest

from goldenthread.boards.commands.asking import add_supply, end_supply
from goldenthread.boards.commands.boards import set_interval
from goldenthread.boards.commands.notes import add_note, answer_pressure
from goldenthread.boards.commands.rounds import RoundDates, close_round, open_round, plan_round
from goldenthread.boards.models import Asked, Closing, MonitoringInterval, MonitoringRound, Supply
from goldenthread.boards.queries.at_work import at_work
from goldenthread.boards.queries.boards import monitored
from goldenthread.boards.queries.monitors import monitoring_body
from goldenthread.boards.queries.notes import pressures_before
from goldenthread.boards.queries.owed import counted
from goldenthread.boards.queries.returns import owed_to, supplies_of
from goldenthread.plan.commands.dates import ask_new_end
from goldenthread.plan.commands.progress import Further, confirm_unchanged, update_action
from goldenthread.plan.leaving import items_owed
from goldenthread.plan.models import Action, EndDateChange, Plan
from goldenthread.plan.queries.mine import owed_actions
from goldenthread.plan.queries.unanswered import count_waiting
from goldenthread.plan.refresh import Choice
from tests.boards.asking.asked import WHY
from tests.boards.boards import make_board
from tests.cast import by, make_person
from tests.plan.makers import make_action, make_rating
from tests.plan.refreshing import APRIL, heir, make_year

pytestmark = pytest.mark.django_db
DECISION = "A decision whether the fee for carers rises."
REASON = "Two carers left us for an agency that pays more."
DATES = RoundDates(date(2026, 4, 1), date(2026, 6, 30), returns_due_on=date(2026, 7, 10))


@pytest.fixture
def old(cast):
    return make_year(cast)


def opened(plan, actor, at):
    made = plan_round(plan=plan, board=None, dates=DATES, by=actor)
    open_round(round=made, by=actor, at=at)
    return made


def asks(cast, action, needs=DECISION, at=APRIL - timedelta(days=9)):
    """A red that asks the board for something."""
    update_action(
        action=action, by=by(cast.service_manager), at=at, note=REASON,
        rating=make_rating(action.plan, "Red", colour="red"), further=Further(needs=needs),
    )  # fmt: skip


def line_of(closing, action):
    return closing.lines.get(action=action.key)


def test_a_red_that_is_carried_over_keeps_its_request_to_the_board_and_its_reason(cast, old):
    asks(cast, old.other)
    made = old.carry_out(old.prepared())
    closing = close_round(
        round=opened(made, old.actor, APRIL + timedelta(days=1)), by=old.actor, at=APRIL + timedelta(days=90),
        missing_why=WHY,
    )  # fmt: skip
    line = line_of(closing, heir(old.other, made))
    assert (line.declared, line.needs, line.said) == ("red", DECISION, REASON)
    assert line.said_at is None, "it was said in the year before, so nothing of it was said in this round"


def test_what_was_asked_of_the_board_stays_asked_until_the_lead_answers_in_the_new_year(cast, old):
    asks(cast, old.other)
    made = old.carry_out(old.prepared())
    row = heir(old.other, made)
    confirm_unchanged(action=row, by=old.actor, at=APRIL + timedelta(days=20), version=row.version)
    first = opened(made, old.actor, APRIL + timedelta(days=1))
    closing = close_round(round=first, by=old.actor, at=APRIL + timedelta(days=90), missing_why=WHY)
    assert line_of(closing, row).needs == DECISION
    asks(cast, Action.objects.get(pk=row.pk), needs="", at=APRIL + timedelta(days=92))
    closing = close_round(
        round=opened(made, old.actor, APRIL + timedelta(days=91)), by=old.actor, at=APRIL + timedelta(days=99),
        missing_why=WHY,
    )  # fmt: skip
    assert line_of(closing, row).needs == ""


def test_what_a_merged_action_asked_of_the_board_is_asked_by_the_one_it_was_merged_into(cast, old):
    asks(cast, old.other)
    refresh = old.begin()
    old.carry(refresh, old.green, old.late)
    old.choose(refresh, old.other, Choice.MERGE, into=old.green)
    made = old.carry_out(refresh)
    closing = close_round(
        round=opened(made, old.actor, APRIL + timedelta(days=1)), by=old.actor, at=APRIL + timedelta(days=9),
        missing_why=WHY,
    )  # fmt: skip
    assert line_of(closing, heir(old.green, made)).needs == DECISION


def test_a_request_for_a_new_end_that_came_along_is_no_answer_to_the_new_round(cast, old):
    lead = by(cast.lead_officer)
    ask_new_end(
        action=old.green, end="October 2026", reason="Two schools are late.", by=lead, at=APRIL - timedelta(days=5)
    )
    made = old.carry_out(old.prepared())
    row = heir(old.green, made)
    first = opened(made, old.actor, APRIL + timedelta(days=1))
    found = counted(owed_to(first, on=date(2026, 4, 10)))
    assert (found.returned, found.waiting) == (0, 3)
    (mine,) = [one for one in owed_actions(cast.lead_officer, on=date(2026, 4, 10)) if one.action == row]
    assert not mine.is_answered, "My actions and the round agree"
    waiting = [one for one in owed_actions(cast.lead_officer, on=date(2026, 4, 10)) if not one.is_answered]
    assert count_waiting(cast.lead_officer, on=date(2026, 4, 10)) == len(waiting), "so does the count above them"
    EndDateChange.objects.all().delete()
    ask_new_end(action=row, end="October 2026", reason="Two schools are late.", by=lead, at=APRIL + timedelta(days=2))
    assert counted(owed_to(first, on=date(2026, 4, 10))).returned == 1


def test_a_pressure_of_the_last_year_is_asked_about_in_the_first_round_of_the_new_one(cast, old):
    last = opened(old.plan, old.actor, APRIL - timedelta(days=20))
    lead = by(cast.lead_officer)
    for theme, text in (("staffing", "Two posts stand empty."), ("data", "The list comes late.")):
        add_note(round=last, kind="pressure", theme=theme, text=text, by=lead, at=APRIL - timedelta(days=19))
    close_round(round=last, by=old.actor, at=APRIL - timedelta(days=2), missing_why=WHY)
    made = old.carry_out(old.prepared())
    first = opened(made, old.actor, APRIL + timedelta(days=1))
    asked = pressures_before(first)
    assert [(one.note.text, one.where) for one in asked] == [
        ("Two posts stand empty.", "round 1 of Harbour Plan 2025-26"),
        ("The list comes late.", "round 1 of Harbour Plan 2025-26"),
    ]
    answer_pressure(
        round=first, pressure=asked[0].note, standing="gone", text="Both are filled now.", by=old.actor, at=APRIL
    )
    assert [one.note.text for one in at_work(first, old.actor).pressures] == ["The list comes late."]
    closing = close_round(round=first, by=old.actor, at=APRIL + timedelta(days=90), missing_why=WHY)
    assert [(one["standing"], one["before"]) for one in closing.notes] == [
        ("Gone", "Two posts stand empty."),
        ("Nothing was said of it this time", "in round 1 of Harbour Plan 2025-26."),
    ]


def test_a_supply_by_a_partner_is_asked_for_in_the_first_round_of_the_new_plan(cast, old):
    partner = make_person("Joan Whitlock", email="joan@example.org")
    supply = add_supply(plan=old.plan, person=partner, what="Waiting times of the trust", by=old.actor)
    made = old.carry_out(old.prepared())
    first = opened(made, old.actor, APRIL + timedelta(days=1))
    asked = Asked.objects.get(round=first, kind=Asked.Kind.SUPPLY)
    assert (asked.person, asked.what) == (partner, "Waiting times of the trust")
    assert supplies_of(made) == [supply]
    end_supply(supply=supply, plan=made, by=old.actor, on=date(2026, 5, 1))
    assert Supply.objects.get().ended_on == date(2026, 5, 1)
    assert supplies_of(made) == []


def test_the_page_of_the_next_year_says_what_goes_along_before_the_last_press(page, cast, old):
    asks(cast, old.other)
    add_supply(plan=old.plan, person=make_person("Joan Whitlock"), what="Waiting times of the trust", by=old.actor)
    last = opened(old.plan, old.actor, APRIL - timedelta(days=20))
    add_note(
        round=last, kind="pressure", theme="staffing", text="Two posts stand empty.", by=old.actor,
        at=APRIL - timedelta(days=19),
    )  # fmt: skip
    close_round(round=last, by=old.actor, at=APRIL - timedelta(days=2), missing_why=WHY)
    old.prepared()
    page.sign_in(cast.service_manager)
    text = page.get(f"/plans/{old.plan.key}/refresh/").text
    assert "1 request to the board goes along with its reason, and stands open in the new plan" in text
    assert f"2.2 {DECISION}" in text
    for told in (
        "The first round of the new plan asks what became of these pressures:",
        "Staffing: Two posts stand empty.",
        "The rounds of the new plan go on asking for these supplies:",
        "Joan Whitlock: Waiting times of the trust",
    ):
        assert told in text


@pytest.fixture
def two_boards(cast, old):
    """The first by name only reads the plan; the second monitors it each quarter and has had a round."""
    reads, monitors = make_board("Aldermen", plans=(old.plan,)), make_board("Harbour Board", plans=(old.plan,))
    set_interval(board=monitors, plan=old.plan, words="quarterly", months=3, by=by(cast.administrator))
    made = plan_round(plan=old.plan, board=monitors.body, dates=DATES, by=old.actor)
    open_round(round=made, by=old.actor, at=APRIL - timedelta(days=20))
    close_round(round=made, by=old.actor, at=APRIL - timedelta(days=2), missing_why=WHY)
    return reads, monitors


def test_the_board_that_monitors_goes_on_as_often_as_in_the_year_before(cast, old, two_boards):
    reads, monitors = two_boards
    made = old.carry_out(old.prepared())
    shown = monitored([reads, monitors], cast.service_manager, on=date(2026, 4, 9))
    often = {one.key: one.often for one in shown[monitors.pk]}
    assert often == {old.plan.key: "quarterly", made.key: "quarterly"}
    assert {one.often for one in shown[reads.pk]} == {""}
    assert monitoring_body(made) == monitors.body


def test_a_round_is_planned_for_the_board_that_monitors_and_none_is_said_to_have_agreed_the_next_year(
    page, cast, old, two_boards
):
    _, monitors = two_boards
    refresh = old.prepared()
    page.sign_in(cast.service_manager)
    chosen = "//select[@name='{}']/option[@selected]/@value".format

    assert page.get(f"/plans/{old.plan.key}/refresh/").all(chosen("body")) == [""], "who agreed it is said on purpose"
    made = old.carry_out(refresh)
    assert page.get(f"/plans/{made.key}/rounds/plan/").all(chosen("board")) == [monitors.body.key]
    MonitoringRound.objects.update(board=None)
    MonitoringInterval.objects.all().delete()
    assert monitoring_body(made) is None
    assert page.get(f"/plans/{made.key}/rounds/plan/").all(chosen("board")) in ([], [""])


def test_what_was_carried_over_is_linked_from_what_has_changed_since_the_round(page, cast, old, two_boards):
    made = old.carry_out(old.prepared())
    page.sign_in(cast.service_manager)
    found = page.get(f"/plans/{old.plan.key}/rounds/1/since/")
    row = heir(old.green, made)
    assert found.links()[f"{row.ref} of Harbour Plan 2026-27"] == row.get_absolute_url()


def test_two_years_of_one_name_are_told_apart_where_they_stand_together(page, cast, old, two_boards):
    made = old.carry_out(old.prepared())
    close_round(
        round=opened(made, old.actor, APRIL + timedelta(days=1)), by=old.actor, at=APRIL + timedelta(days=9),
        missing_why=WHY,
    )  # fmt: skip
    Plan.objects.filter(pk=made.pk).update(name=old.plan.name)
    Closing.objects.update(plan_name=old.plan.name)
    page.sign_in(cast.service_manager)
    moved = page.get("/movement/").text
    assert "Harbour Plan 2025-26" in moved
    assert "April 2026 to March 2027" not in moved, "what goes on in the next year is counted there alone"
    told = [name for name, _ in items_owed(cast.lead_officer)]
    assert [name.partition(":")[0] for name in told] == ["Harbour Plan 2025-26"], "one year alone needs no dates"
    make_action(old.plan, ref="9.9", leads=[cast.lead_officer])
    told = [name for name, _ in items_owed(cast.lead_officer)]
    assert "Harbour Plan 2025-26, April 2026 to March 2027: 1.1 " in " ".join(told)
