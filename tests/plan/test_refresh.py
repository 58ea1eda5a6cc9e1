"""The year's refresh: prepared on the server, done in one press, with a receipt that adds up."""

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest

from goldenthread.kernel.errors import Conflict, NotAllowed, Refusals, RuleBroken
from goldenthread.ledger.models import Entry
from goldenthread.plan.challenge import challenge
from goldenthread.plan.commands.considering import Chosen, consider, consider_several
from goldenthread.plan.commands.plans import Word
from goldenthread.plan.commands.progress import reopen_action, report_complete
from goldenthread.plan.commands.refreshed import carry_out_refresh
from goldenthread.plan.commands.refreshing import (
    NewYear,
    PriorityLine,
    begin_refresh,
    choose_words,
    describe_new_plan,
    give_refs,
    give_up_refresh,
    leave_finding,
    take_up_in_refresh,
)
from goldenthread.plan.commands.structure import change_action, delete_action
from goldenthread.plan.models import Action, EndDateChange, Plan, Recheck, Refresh, Succession
from goldenthread.plan.queries.refresh_rows import refresh_rows
from goldenthread.plan.refresh import Choice, Fate
from goldenthread.plan.states import Colour, State
from tests.cast import by, make_cast
from tests.plan.makers import make_action, make_evidence, make_milestone, make_plan, make_update
from tests.plan.pages.scene import answer, make_finding
from tests.plan.refreshing import APRIL, make_year

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def year(cast):
    return make_year(cast)


def heir(action, plan):
    return plan.actions.get(came_from__action=action)


def test_a_refresh_begins_with_all_that_can_be_proposed(year):
    refresh = year.begin()

    assert (refresh.name, refresh.starts, refresh.ends) == ("Harbour Plan 2026-27", "April 2026", "March 2027")
    assert [priority.title for priority in refresh.priorities.all()] == ["Be heard early", "Care that lasts"]
    assert [word.word for word in refresh.words.all()] == ["Blue", "Red", "Amber", "Green"]
    found = {row.name: row.choice for row in refresh_rows(refresh).rows}
    assert found == {"1.1": None, "1.2": None, "1.3": "leave", "2.1": "watch", "2.2": None, "2.3": "watch"}


def test_one_refresh_of_a_plan_is_prepared_at_a_time(year):
    year.begin()
    with pytest.raises(RuleBroken, match="being prepared already"):
        year.begin()


def test_a_beginning_in_the_same_moment_is_refused_in_words(year, monkeypatch):
    year.begin()
    monkeypatch.setattr(Refresh.objects.all().__class__, "first", lambda _: None)
    with pytest.raises(RuleBroken, match="being prepared already"):
        year.begin()


@pytest.mark.parametrize("part", ["lead_officer", "quality_assurance", "director", "board_member", "auditor"])
def test_only_whoever_manages_the_plan_prepares_its_next_year(cast, year, part):
    with pytest.raises(NotAllowed):
        begin_refresh(plan=year.plan, by=by(getattr(cast, part)), at=APRIL)


def test_a_draft_has_no_next_year(cast):
    plan = make_plan(stage="draft", owner=cast.service_manager)
    with pytest.raises(RuleBroken, match="draft"):
        begin_refresh(plan=plan, by=by(cast.service_manager), at=APRIL)


def test_nothing_of_the_plan_changes_while_its_next_year_is_prepared(year):
    before = list(year.plan.actions.order_by("pk").values())
    refresh = year.prepared()
    year.choose(refresh, year.late, Choice.WITHDRAW, reason="Schools are written to by others.")
    assert list(year.plan.actions.order_by("pk").values()) == before
    assert Plan.objects.count() == 1


def test_the_last_press_is_refused_with_the_list_of_what_was_not_considered(year):
    refresh = year.begin()
    year.carry(refresh, year.green)
    with pytest.raises(Refusals) as refused:
        year.carry_out(refresh)
    assert set(refused.value.found) == {year.late.key, year.other.key}
    assert Plan.objects.count() == 1


def test_blue_leaves_greens_are_carried_and_the_recommendation_stays_under_watch(year):
    refresh = year.prepared()
    new = year.carry_out(refresh)

    assert [(action.ref, action.state) for action in new.actions.order_by("priority__position", "position")] == [
        ("1.1", "in_progress"),
        ("1.2", "in_progress"),
        ("2.1", "in_progress"),
        ("2.2", "under_watch"),
        ("2.3", "under_watch"),
    ]
    assert new.stage == "draft"
    assert refresh.receipt["figures"] == {
        "carried": 3, "reworded": 0, "merged": 0, "withdrawn": 0, "watched": 2, "left": 1, "out": 0,
    }  # fmt: skip
    assert sum(refresh.receipt["figures"].values()) == refresh.receipt["actions"] == 6
    assert new.links.get().other == year.plan
    assert new.links.get().kind == "follows"


def test_the_old_rows_say_where_they_went_and_the_blue_ones_stay_blue(year):
    new = year.carry_out(year.prepared())
    states = dict(year.plan.actions.values_list("ref", "state"))
    assert states == {
        "1.1": "carried_over", "1.2": "carried_over", "2.2": "carried_over",
        "1.3": "completed_on_paper", "2.1": "completed_on_paper", "2.3": "completed_on_paper",
    }  # fmt: skip
    went = {tie.action.ref: (tie.how, tie.successor.ref) for tie in Succession.objects.select_related()}
    assert went == {
        "1.1": ("carry", "1.1"), "1.2": ("carry", "1.2"), "2.2": ("carry", "2.1"),
        "2.1": ("watch", "2.2"), "2.3": ("watch", "2.3"),
    }  # fmt: skip
    assert set(new.actions.values_list("came_from__action__plan", flat=True)) == {year.plan.pk}


def test_what_is_under_watch_is_counted_apart_from_the_years_work(year):
    new = year.carry_out(year.prepared())
    counts = challenge(new, on=date(2026, 4, 8)).declared
    assert counts == {Colour.BLUE: 0, Colour.RED: 0, Colour.AMBER: 1, Colour.GREEN: 2, Colour.NONE: 2}
    assert not new.actions.unfinished().filter(state=State.UNDER_WATCH).exists()


def test_each_row_under_watch_has_its_re_check_date(year):
    refresh = year.prepared()
    year.choose(refresh, year.duty, Choice.WATCH, recheck_on=date(2026, 6, 1))
    new = year.carry_out(refresh)
    due = dict(Recheck.objects.filter(action__plan=new, result="").values_list("action__ref", "due_on"))
    assert due == {"2.2": date(2026, 10, 8), "2.3": date(2026, 6, 1)}


def test_a_dip_takes_a_watched_action_up_again_as_work_of_this_year(cast, year):
    new = year.carry_out(year.prepared())
    watched = heir(year.met, new)
    dip = make_finding(cast, new, "Two children were not seen alone.", key="dip")
    reopen_action(action=watched, finding=dip, note="See them this week.", rating=None, by=year.actor, at=APRIL)
    assert challenge(new, on=date(2026, 4, 8)).declared[Colour.GREEN] == 3


def test_words_dates_leads_measure_findings_and_open_steps_go_on(cast, year):
    make_milestone(year.green, "Rota agreed", done_on=date(2026, 1, 5))
    make_milestone(year.green, "Rota in use")
    answer(year.green, make_finding(cast, year.plan, "Ring sooner.", key="ring"))
    new = year.carry_out(year.prepared())
    found = heir(year.green, new)
    assert (found.wording, found.ends_on, found.original_ends_on) == (
        year.green.wording, year.green.ends_on, year.green.original_ends_on,
    )  # fmt: skip
    assert [lead.person for lead in found.leads.all()] == [cast.lead_officer]
    assert found.leads.get().is_accountable
    assert found.measure.text == year.green.measure.text
    assert [step.text for step in found.milestones.all()] == ["Rota in use"]
    assert [tie.finding.key for tie in found.action_findings.all()] == ["ring"]
    assert found.rating.word == "Green"
    assert found.rating.plan == new


def test_rows_that_shared_a_measure_and_an_aim_share_them_still(year):
    new = year.carry_out(year.prepared())
    first, second = heir(year.green, new), heir(year.late, new)
    assert first.measure_id == second.measure_id
    assert first.aim_id == second.aim_id
    assert first.aim.priority.plan == new


def test_updates_and_evidence_stay_with_the_earlier_row(year):
    make_update(year.green)
    make_evidence(year.done)
    new = year.carry_out(year.prepared())
    assert not heir(year.green, new).updates.exists()
    assert year.green.updates.count() == 1
    assert year.done.evidence.count() == 1


def test_an_end_that_moves_on_the_way_counts_as_a_moved_date_and_the_first_date_stays(year):
    refresh = year.begin()
    year.carry(refresh, year.green, year.other)
    year.choose(refresh, year.late, Choice.CARRY, ends="March 2027", reason="Two schools joined late.")
    new = year.carry_out(refresh)
    found = heir(year.late, new)
    assert (found.ends_on, found.original_ends_on) == (date(2027, 3, 31), date(2026, 3, 31))
    change = found.end_date_changes.get()
    assert (change.decision, change.before_on) == (EndDateChange.Decision.APPROVED, date(2026, 3, 31))
    assert change.reason == "Two schools joined late."


def test_the_first_date_stays_even_while_the_new_plan_is_a_draft(year):
    new = year.carry_out(year.prepared())
    found = heir(year.late, new)
    change_action(action=found, by=year.actor, ends="May 2027")
    found.refresh_from_db()
    assert (found.ends_on, found.original_ends_on) == (date(2027, 5, 31), date(2026, 3, 31))


def test_one_new_end_can_be_given_to_all_that_are_late(year):
    refresh = year.begin()
    consider_several(
        refresh=refresh,
        actions=[year.green, year.late, year.other],
        chosen=Chosen(Choice.CARRY, ends="March 2027", reason="The year goes on."),
        only_ends_before=date(2026, 4, 1),
        by=year.actor,
        at=APRIL,
    )
    new = year.carry_out(refresh)
    assert heir(year.late, new).ends_on == date(2027, 3, 31)
    assert heir(year.green, new).ends_on == date(2026, 7, 31)


def test_a_request_for_a_new_end_is_settled_and_what_was_reported_goes_on_as_reported(cast, year):
    asked = EndDateChange.objects.create(
        action=year.late, after_written="May 2026", after_on=date(2026, 5, 31), after_precision="month",
        reason="Two schools are late.", asked_by=cast.lead_officer, asked_at=APRIL,
    )  # fmt: skip
    report_complete(action=year.other, note="Six carers were found in March.", by=year.actor, at=APRIL)
    new = year.carry_out(year.prepared())
    asked.refresh_from_db()
    assert asked.decision == EndDateChange.Decision.DECLINED
    reported = heir(year.other, new)
    assert (reported.state, reported.reported_by) == (State.REPORTED_COMPLETE, year.actor.acting)


def test_new_words_and_another_lead_can_be_given(cast, year):
    refresh = year.prepared()
    year.choose(refresh, year.late, Choice.REWORD, wording="Visit every school.", lead=cast.quality_assurance)
    new = year.carry_out(refresh)
    found = heir(year.late, new)
    assert found.wording == "Visit every school."
    assert [lead.person for lead in found.leads.all()] == [cast.quality_assurance]
    assert found.came_from.get().how == Fate.REWORD


def test_a_merged_row_goes_where_the_other_goes_with_its_findings(cast, year):
    answer(year.late, make_finding(cast, year.plan, "Write sooner.", key="write"))
    refresh = year.begin()
    year.carry(refresh, year.green, year.other)
    year.choose(refresh, year.late, Choice.MERGE, into=year.green)
    new = year.carry_out(refresh)
    year.late.refresh_from_db()
    found = heir(year.green, new)
    assert year.late.state == State.MERGED
    assert year.late.successions.get().successor == found
    assert [tie.finding.key for tie in found.action_findings.all()] == ["write"]
    assert new.actions.count() == 4
    assert refresh.receipt["figures"]["merged"] == 1


def test_a_row_merged_into_what_does_not_go_on_holds_the_last_press_up(year):
    refresh = year.begin()
    year.carry(refresh, year.other)
    year.choose(refresh, year.late, Choice.MERGE, into=year.green)
    year.choose(refresh, year.green, Choice.WITHDRAW, reason="Others ring families now.")
    with pytest.raises(Refusals) as refused:
        year.carry_out(refresh)
    assert "not carried over itself" in str(refused.value.found[year.late.key])


def test_a_withdrawn_row_keeps_its_reason(year):
    refresh = year.prepared()
    year.choose(refresh, year.late, Choice.WITHDRAW, reason="Schools are written to by others.")
    year.carry_out(refresh)
    year.late.refresh_from_db()
    tie = year.late.successions.get()
    assert (year.late.state, tie.successor, tie.reason) == ("withdrawn", None, "Schools are written to by others.")
    assert tie.decided_by == year.actor.acting.name


def test_a_recommendation_leaves_for_good_only_with_a_reason(year):
    refresh = year.prepared()
    with pytest.raises(RuleBroken, match="nobody looks"):
        year.choose(refresh, year.met, Choice.LEAVE)
    year.choose(refresh, year.met, Choice.LEAVE, reason="The inspectorate has closed it.")
    new = year.carry_out(refresh)
    assert not new.actions.filter(came_from__action=year.met).exists()


def test_what_was_reopened_meanwhile_must_be_considered_again(cast, year):
    refresh = year.prepared()
    finding = make_finding(cast, year.plan, "The leaflet is out of date.", key="leaflet")
    reopen_action(action=year.done, finding=finding, note="Print it anew.", rating=None, by=year.actor, at=APRIL)
    with pytest.raises(Refusals) as refused:
        year.carry_out(refresh)
    assert set(refused.value.found) == {year.done.key}


def test_the_second_of_two_people_is_told_what_the_first_chose(cast, year):
    refresh = year.begin()
    year.choose(refresh, year.late, Choice.WITHDRAW, reason="Schools are written to by others.")
    with pytest.raises(Conflict) as found:
        consider(refresh=refresh, action=year.late, chosen=Chosen(Choice.CARRY), by=year.actor, at=APRIL, version=0)
    assert found.value.by == cast.service_manager.name
    assert [clash.theirs for clash in found.value.clashes] == ["Withdraw it"]
    assert refresh.considerations.get().choice == Choice.WITHDRAW


def test_of_two_last_presses_one_is_done(year):
    refresh = year.prepared()
    again = Refresh.objects.get(pk=refresh.pk)
    year.carry_out(refresh)
    with pytest.raises((RuleBroken, Conflict, Refusals)):
        carry_out_refresh(refresh=again, by=year.actor, at=APRIL)
    assert Plan.objects.count() == 2


def test_a_press_on_a_page_that_was_overtaken_is_refused(year):
    refresh = year.prepared()
    give_refs(refresh=refresh, refs={}, renumbers=False, by=year.actor, at=APRIL)
    with pytest.raises(Conflict):
        carry_out_refresh(refresh=refresh, by=year.actor, at=APRIL, version=refresh.version - 1)
    assert Plan.objects.count() == 1
    assert not Action.objects.filter(state=State.CARRIED_OVER).exists()


def test_a_plan_goes_into_its_next_year_once(year):
    refresh = year.prepared()
    year.carry_out(refresh)
    with pytest.raises(RuleBroken, match="already"):
        year.begin()
    with pytest.raises(RuleBroken, match="over"):
        year.choose(refresh, year.late, Choice.CARRY)


def test_a_refresh_that_was_given_up_leaves_everything_as_it_was(year):
    refresh = year.prepared()
    give_up_refresh(refresh=refresh, reason="The board wants another quarter.", by=year.actor, at=APRIL)
    assert Plan.objects.count() == 1
    assert year.begin().stage == Refresh.Stage.PREPARING


def header(refresh, **fields):
    given = NewYear(refresh.name, refresh.starts, refresh.ends, refresh.owner, [], refresh.recheck_on)
    return replace(given, **fields)


def lines(refresh, **titles):
    return [
        PriorityLine(one.pk, one.number, titles.get(f"t{one.number}", one.title), titles.get(f"t{one.number}") != "")
        for one in refresh.priorities.all()
    ]


def test_priorities_are_renamed_dropped_and_added(year):
    refresh = year.begin()
    priorities = [*lines(refresh, t1="Heard at once", t2=""), PriorityLine(None, "3", "Homes that last")]
    describe_new_plan(refresh=refresh, header=header(refresh), priorities=priorities, by=year.actor)
    third = refresh.priorities.get(number="3")
    year.carry(refresh, year.green, year.late)
    year.choose(refresh, year.other, Choice.CARRY, priority=third)
    year.choose(refresh, year.met, Choice.WATCH, priority=third)
    with pytest.raises(Refusals) as refused:
        year.carry_out(refresh)
    assert "not kept" in str(refused.value.found[year.duty.key])
    year.choose(refresh, year.duty, Choice.WATCH, priority=third)
    new = year.carry_out(refresh)
    assert [(one.number, one.title, one.actions.count()) for one in new.priorities.all()] == [
        ("1", "Heard at once", 2),
        ("3", "Homes that last", 3),
    ]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name": " "}, "name"),
        ({"starts": "someday"}, "month or a day"),
        ({"starts": "", "ends": ""}, "from when to when"),
        ({"starts": "April 2025"}, "after the old one"),
        ({"recheck_on": APRIL.date() - timedelta(days=1)}, "day to come"),
    ],
)
def test_the_new_plans_header_is_checked(year, fields, said):
    refresh = year.begin()
    with pytest.raises(RuleBroken, match=said):
        describe_new_plan(refresh=refresh, header=header(refresh, **fields), priorities=lines(refresh), by=year.actor)


def test_words_are_mapped_and_the_mapping_is_kept(year):
    refresh = year.prepared()
    words = [Word("Fully done", "blue", "assured", "seen"), Word("Stuck", "red", "in_progress", ""),
             Word("Wavering", "amber", "in_progress", ""), Word("On course", "green", "in_progress", "")]  # fmt: skip
    old = {one.word: one.pk for one in year.plan.rating_words.all()}
    mapping = {old["Blue"]: 0, old["Red"]: 1, old["Amber"]: 2, old["Green"]: 2}
    choose_words(refresh=refresh, words=words, mapping=mapping, by=year.actor)
    new = year.carry_out(refresh)
    assert heir(year.green, new).rating.word == "Wavering"
    kept = {one.old.word: one.new.made.word for one in refresh.mappings.select_related("old", "new__made")}
    assert kept == {"Blue": "Fully done", "Red": "Stuck", "Amber": "Wavering", "Green": "Wavering"}


def test_refs_can_be_given_and_old_ones_stay_with_the_old_rows(year):
    refresh = year.prepared()
    give_refs(refresh=refresh, refs={year.green: "1.9", year.late: ""}, renumbers=True, by=year.actor, at=APRIL)
    new = year.carry_out(refresh)
    assert heir(year.green, new).ref == "1.9"
    assert heir(year.late, new).ref == "1.1"
    year.late.refresh_from_db()
    assert year.late.ref == "1.2"
    with pytest.raises(RuleBroken, match="over"):
        give_refs(refresh=refresh, refs={}, renumbers=True, by=year.actor, at=APRIL)


def test_the_same_ref_twice_is_refused(year):
    refresh = year.prepared()
    with pytest.raises(RuleBroken, match="called 1"):
        give_refs(refresh=refresh, refs={year.green: "1.9", year.late: "1.9"}, renumbers=True, by=year.actor, at=APRIL)


def test_findings_nobody_answers_are_taken_into_the_new_plan(cast, year):
    new_one = make_finding(cast, year.plan, "Nobody rings at weekends.", key="weekends")
    old_one = make_finding(cast, year.plan, "Schools wait.", key="schools")
    third = make_finding(cast, year.plan, "Logs are thin.", key="logs")
    refresh = year.prepared()
    priority = refresh.priorities.get(number="1")
    common = {"refresh": refresh, "by": year.actor, "at": APRIL}
    take_up_in_refresh(finding=new_one, priority=priority, wording="Ring on Saturdays.", **common)
    take_up_in_refresh(finding=old_one, answered_by=year.late, **common)
    take_up_in_refresh(finding=third, answered_by=year.late, **common)
    leave_finding(refresh=refresh, finding=third, by=year.actor)
    with pytest.raises(RuleBroken, match="write a new one"):
        take_up_in_refresh(finding=third, **common)
    new = year.carry_out(refresh)
    assert new_one.action_findings.get().action.wording == "Ring on Saturdays."
    assert old_one.action_findings.get().action == heir(year.late, new)
    assert not third.action_findings.exists()


def test_what_came_from_an_earlier_year_is_not_deleted(year):
    new = year.carry_out(year.prepared())
    with pytest.raises(RuleBroken, match="earlier year"):
        delete_action(action=heir(year.late, new), by=year.actor)


def test_every_row_that_leaves_is_entered(year):
    before = Entry.objects.filter(subject__startswith="action:").count()
    year.carry_out(year.prepared())
    entries = Entry.objects.filter(subject__startswith="action:").order_by("number")[before:]
    assert {entry.what for entry in entries} == {"plan.action_carried_over", "plan.action_put_under_watch"}
    assert len(entries) == 5


def test_a_second_refresh_carries_the_watch_on_with_its_date(year):
    first = year.carry_out(year.prepared())
    Plan.objects.filter(pk=first.pk).update(stage="live")
    first.refresh_from_db()
    refresh = begin_refresh(plan=first, by=year.actor, at=APRIL + timedelta(days=30))
    going = list(first.actions.unfinished())
    consider_several(refresh=refresh, actions=going, chosen=Chosen(Choice.CARRY), by=year.actor, at=APRIL)
    second = carry_out_refresh(refresh=refresh, by=year.actor, at=APRIL + timedelta(days=30))
    watched = heir(year.met, first)
    assert watched.state == State.CARRIED_OVER
    assert watched.rechecks.get().result == Recheck.Result.CALLED_OFF
    assert heir(watched, second).rechecks.get().due_on == date(2026, 10, 8)


@pytest.mark.parametrize("seed", range(5))
def test_the_receipts_figures_add_up_whatever_was_chosen(cast, seed):
    chance = random.Random(seed)  # noqa: S311 - for variety, the same each time
    year = make_year(cast)
    states = ["not_started", "in_progress", "paused", "withdrawn", "completed_on_paper", "under_watch"]
    for number in range(20):
        state = chance.choice(states)
        make_action(year.plan, ref=f"1.{number + 10}", state=state, is_standing=chance.random() < 0.3)
    refresh = year.prepared()
    target = year.green
    for row in refresh_rows(refresh).unconsidered:
        choice = chance.choice([Choice.CARRY, Choice.REWORD, Choice.MERGE, Choice.WITHDRAW])
        year.choose(
            refresh, row.action, choice, wording=f"Anew {row.name}", into=target, reason="It was chosen by chance."
        )
    new = year.carry_out(refresh)
    figures = refresh.receipt["figures"]
    assert sum(figures.values()) == refresh.receipt["actions"] == year.plan.actions.count() == 26
    assert new.actions.count() == figures["carried"] + figures["reworded"] + figures["watched"]
    assert Succession.objects.count() == 26 - figures["left"] - figures["out"]
    assert new.actions.filter(state="under_watch").count() == figures["watched"]
