"""What an action takes into the new plan, what stays with its old row, and what leaves."""

from datetime import date

import pytest

from goldenthread.kernel.errors import RuleBroken
from goldenthread.plan.commands.considering import Chosen, consider_several
from goldenthread.plan.commands.progress import report_complete
from goldenthread.plan.commands.structure import change_action, delete_action
from goldenthread.plan.models import EndDateChange, Plan
from goldenthread.plan.refresh import Choice, Fate
from goldenthread.plan.states import State
from tests.plan.makers import make_evidence, make_milestone, make_update
from tests.plan.pages.scene import answer, make_finding
from tests.plan.refreshing import APRIL, heir


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


def test_rows_that_shared_a_measure_and_an_aim_share_them_still(gone_on):
    year, new = gone_on
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


def test_the_first_date_stays_even_in_a_plan_that_went_back_to_draft(gone_on):
    year, new = gone_on
    Plan.objects.filter(pk=new.pk).update(stage="draft")
    new.refresh_from_db()
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


def test_what_was_reported_goes_on_as_reported(year):
    report_complete(action=year.other, note="Six carers were found in March.", by=year.actor, at=APRIL)
    new = year.carry_out(year.prepared())
    reported = heir(year.other, new)
    assert (reported.state, reported.reported_by) == (State.REPORTED_COMPLETE, year.actor.acting)


def test_new_words_and_another_lead_can_be_given(cast, year):
    refresh = year.prepared()
    year.choose(
        refresh, year.late, Choice.REWORD, wording="Visit every school.", lead=cast.quality_assurance, keeps_date=True
    )
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


def test_what_came_from_an_earlier_year_is_not_deleted(gone_on):
    year, new = gone_on
    with pytest.raises(RuleBroken, match="earlier year"):
        delete_action(action=heir(year.late, new), by=year.actor)
