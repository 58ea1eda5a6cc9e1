"""An action is one line through its years: what was kept before counts, what is asked follows, it is counted once."""

from datetime import date, timedelta

import pytest

from goldenthread.identity.actor import Actor
from goldenthread.kernel.errors import RuleBroken
from goldenthread.plan.assurance import Strength
from goldenthread.plan.check_queries import action_facts
from goldenthread.plan.check_rules import PlanFacts
from goldenthread.plan.check_rules import silent as silent_rule
from goldenthread.plan.commands.considering import Chosen, consider_several
from goldenthread.plan.commands.dates import ask_new_end
from goldenthread.plan.commands.leaving_the_plan import Decided, hand_over_action
from goldenthread.plan.commands.progress import assure_action, report_complete
from goldenthread.plan.commands.refreshed import carry_out_refresh
from goldenthread.plan.commands.refreshing import begin_refresh
from goldenthread.plan.commands.structure import add_action
from goldenthread.plan.models import Action, Plan
from goldenthread.plan.queries.assurance import left_without_proof, to_assure, without_proof
from goldenthread.plan.queries.earlier_years import years_of
from goldenthread.plan.queries.line_of_years import behind, evidence_before, goes_on_in, newest, proven_before
from goldenthread.plan.queries.plan_rows import plan_rows
from goldenthread.plan.queries.source_evidence import source_evidence
from goldenthread.plan.refresh import Choice
from goldenthread.plan.states import State
from goldenthread.sources.models import Source
from tests.cast import by, make_person
from tests.plan.makers import make_action, make_evidence, make_lead, make_plan, make_priority, make_update
from tests.plan.pages.scene import answer, make_finding
from tests.plan.refreshing import APRIL, DIRECTOR, heir

NOTE = "Every school was written to."


def another_year(year, plan):
    """The plan of the year after, in which all that work is left on is carried over."""
    Plan.objects.filter(pk=plan.pk).update(stage="live")
    plan.refresh_from_db()
    refresh = begin_refresh(plan=plan, by=year.actor, at=APRIL)
    chosen = Chosen(Choice.CARRY, keeps_date=True)
    consider_several(refresh=refresh, actions=list(plan.actions.unfinished()), chosen=chosen, by=year.actor, at=APRIL)
    return carry_out_refresh(refresh=refresh, agreed=DIRECTOR, by=year.actor, at=APRIL + timedelta(days=1))


def reported(year, action):
    """The action, reported complete by whoever manages the plan."""
    report_complete(action=action, note=NOTE, by=year.actor, at=APRIL)
    return action


def test_a_line_is_followed_back_and_on_through_all_its_years(gone_on):
    year, second = gone_on
    third = another_year(year, second)
    middle = heir(year.green, second)
    last = heir(middle, third)
    assert behind([last.pk]) == {last.pk: (middle.pk, year.green.pk)}
    assert newest([year.green.pk, middle.pk, last.pk]) == {year.green.pk: last.pk, middle.pk: last.pk}
    assert goes_on_in([year.green])[year.green.pk] == last
    assert goes_on_in([last]) == {}


def test_a_year_under_watch_is_shown_as_that_and_not_as_gone_on(cast, gone_on):
    year, second = gone_on
    last = heir(heir(year.met, second), another_year(year, second))
    first, middle = (one.chip for one in years_of(last, cast.service_manager).earlier)
    assert "Blue" in first
    assert "Under watch" in middle


def test_what_was_withdrawn_goes_on_nowhere(year):
    refresh = year.prepared()
    year.choose(refresh, year.late, Choice.WITHDRAW, reason="Schools are written to by others.")
    year.carry_out(refresh)
    assert goes_on_in([year.late]) == {}


def test_what_was_handed_over_or_merged_goes_on_where_it_went(cast, year):
    other = make_plan(name="SEND Plan", owner=cast.service_manager)
    made = hand_over_action(
        action=year.late, priority=make_priority(other), decided=Decided("It is theirs now."), by=year.actor, at=APRIL
    )
    assert goes_on_in([year.late]) == {year.late.pk: made}


def test_blue_is_given_on_the_evidence_of_the_year_before(cast, year):
    make_evidence(year.other, "Six approvals")
    found = reported(year, heir(year.other, year.carry_out(year.prepared())))
    assert [one.title for one in evidence_before(found, reader=cast.quality_assurance)] == ["Six approvals"]
    assure_action(
        action=found, difference="Children stay near home.", strength=Strength.RECORDS, by=by(cast.quality_assurance),
        on=APRIL.date(),
    )  # fmt: skip
    assert found.state == State.ASSURED


def test_evidence_of_two_years_before_counts_and_withdrawn_evidence_does_not(cast, year):
    make_evidence(year.other, "Six approvals")
    make_evidence(year.green, "A call log", withdrawn_at=APRIL, withdrawn_why="It names a family.")
    second = year.carry_out(year.prepared())
    third = another_year(year, second)
    rows = [heir(heir(one, second), third) for one in (year.other, year.green)]
    assert proven_before([row.pk for row in rows]) == {rows[0].pk: 1}


def test_blue_is_not_given_on_evidence_the_assurer_cannot_see(cast, year):
    other = make_plan(name="Secret Plan", owner=cast.service_manager)
    make_evidence(year.late, "Letters")
    made = hand_over_action(
        action=year.late, priority=make_priority(other), decided=Decided("It is theirs now."), by=year.actor, at=APRIL
    )
    stranger = make_person("Sam Stranger", roles=["lead officer"])
    make_action(other, ref="4.8", leads=[stranger])
    assert evidence_before(made, reader=stranger) == []
    assert len(evidence_before(made, reader=cast.service_manager)) == 1


def test_nothing_asks_for_evidence_that_an_earlier_year_keeps(cast, year):
    make_evidence(year.other, "Six approvals")
    new = year.carry_out(year.prepared())
    found, bare = heir(year.other, new), heir(year.green, new)
    for action in (found, bare):
        reported(year, action)
    assert {row.action: row.proof for row in to_assure(cast.quality_assurance, [new])} == {found: 1, bare: 0}
    Action.objects.filter(pk__in=[found.pk, bare.pk]).update(
        state=State.DECLARED_COMPLETE, completed_on=APRIL.date(), reported_by=None, reported_on=None
    )
    watched = {heir(year.met, new), heir(year.duty, new)}
    assert set(without_proof([new])) == {bare, *watched}


def test_what_is_called_complete_without_proof_is_told_of_after_the_year_too(page, cast, year):
    make_evidence(year.met, "Six records of visits")
    new = year.carry_out(year.prepared())
    assert list(without_proof([new])) == [heir(year.duty, new)]
    assert list(left_without_proof([year.plan])) == [year.done]
    page.sign_in(cast.quality_assurance)
    listed = page.get("/waiting/without-evidence/").text
    assert "Read every log." in listed
    assert "Left behind in plans that are over: 1" in listed
    assert "Print the leaflet." in listed
    assert "See each child alone." not in listed
    assert "Everything called complete has evidence here" not in listed
    start = page.get("/").text
    assert "1action is called complete without evidence" in start
    assert "1action was left behind complete, without evidence, in a plan that is over" in start
    assert "left behind in Harbour Plan 2025-26" in page.get("/assurance/").text


def test_an_action_is_silent_from_the_last_word_said_in_the_line_of_its_years(cast, year):
    make_update(year.green, "Eight of ten rooms were booked.", dated_on=date(2026, 3, 20), by=year.actor.person)
    new = year.carry_out(year.prepared())
    Action.objects.filter(plan=new).update(starts_on=date(2025, 4, 1))
    heard, other = heir(year.green, new), heir(year.other, new)

    def silent(on):
        rows = plan_rows(new, reader=cast.service_manager, manages=True, on=on)
        return {row.key for row in rows if "silent" in row.reasons}

    assert heard.key not in silent(date(2026, 4, 9))
    assert other.key in silent(date(2026, 4, 9)), "of this one nobody ever said a word"
    assert heard.key in silent(date(2026, 7, 20)), "a quarter after the last word"
    facts = {one.key: one.last_update_on for one in action_facts(new)}
    assert facts[heard.key] == date(2026, 3, 20), "the checks count from the same day"
    ask_new_end(
        action=other, end="October 2026", reason="Two schools are late.", by=by(cast.service_manager),
        at=APRIL + timedelta(days=1),
    )  # fmt: skip
    assert other.key not in silent(date(2026, 4, 9)), "who asks for another end has said something"
    added = add_action(priority=new.priorities.first(), wording="Call each carer.", by=year.actor, on=date(2026, 4, 9))
    assert added.key not in silent(date(2026, 4, 9)), "nobody could have said anything before it was there"
    assert added.key in silent(date(2026, 7, 20))
    known = {one.key: silent_rule(one, PlanFacts(on=date(2026, 4, 9))) for one in action_facts(new)}
    assert (known[other.key], known[added.key]) == ("", ""), "the checks know the same"


def test_evidence_of_all_that_is_complete_is_said_only_where_nothing_was_left_without(page, cast, year):
    make_evidence(year.duty, "The logs of a year")
    make_evidence(year.met, "Six records of visits")
    year.carry_out(year.prepared())
    page.sign_in(cast.quality_assurance)
    assert "Everything called complete has evidence here" not in page.get("/waiting/without-evidence/").text
    make_evidence(year.done, "The leaflet")
    assert "Everything called complete has evidence here" in page.get("/waiting/without-evidence/").text


def test_who_typed_the_report_on_the_old_row_does_not_assure_it_on_the_new_one(cast, year):
    make_lead(year.other, cast.lead_officer, is_accountable=True)
    make_evidence(year.other, "Six approvals")
    typed = Actor(cast.quality_assurance, cast.lead_officer)
    report_complete(action=year.other, note=NOTE, by=typed, at=APRIL)
    found = heir(year.other, year.carry_out(year.prepared()))
    with pytest.raises(RuleBroken, match="somebody else must"):
        assure_action(
            action=found, difference="Children stay near home.", strength=Strength.RECORDS,
            by=by(cast.quality_assurance), on=APRIL.date(),
        )  # fmt: skip


def page_of(cast, reader=None):
    return source_evidence(Source.objects.get(key="letter"), reader=reader or cast.service_manager, on=APRIL.date())


def test_an_action_across_years_counts_once_at_its_newest_row(cast, year):
    ring = make_finding(cast, year.plan, "Ring sooner.", key="ring")
    answer(year.green, ring)
    make_evidence(year.green, "Call log for March")
    new = year.carry_out(year.prepared())
    page = page_of(cast)
    assert page.actions == 2
    met, rung = page.asked
    assert [one.url for one in met.actions] == [heir(year.met, new).get_absolute_url()]
    assert [(one.plan, one.name) for one in met.actions[0].earlier] == [("Harbour Plan 2025-26", "2.1")]
    (action,) = rung.actions
    assert action.plan == new.name
    assert [proof.title for proof in action.earlier[0].evidence] == ["Call log for March"]
    assert (met.complete, rung.complete, rung.hidden) == (1, 0, 0)


def test_a_reader_who_does_not_see_the_new_plan_sees_the_old_row_once(cast, year):
    answer(year.green, make_finding(cast, year.plan, "Ring sooner.", key="ring"))
    year.carry_out(year.prepared())
    reader = make_person("Pat Reader", roles=["lead officer"])
    make_action(year.plan, ref="1.8", leads=[reader])
    page = page_of(cast, reader)
    assert page.plans == ("Harbour Plan 2025-26",)
    assert [len(asked.actions) for asked in page.asked] == [1, 1]
    assert [asked.hidden for asked in page.asked] == [0, 0]


def test_what_was_withdrawn_answers_nothing(cast, year):
    answer(year.late, make_finding(cast, year.plan, "Write sooner.", key="write"))
    refresh = year.prepared()
    year.choose(refresh, year.late, Choice.WITHDRAW, reason="Schools are written to by others.")
    year.carry_out(refresh)
    assert next(one for one in page_of(cast).asked if one.finding.key == "write").actions == ()


def test_two_that_were_merged_count_as_the_one_they_became(cast, year):
    ring = make_finding(cast, year.plan, "Ring sooner.", key="ring")
    for action in (year.green, year.late):
        answer(action, ring)
    refresh = year.begin()
    year.carry(refresh, year.green, year.other)
    year.choose(refresh, year.late, Choice.MERGE, into=year.green)
    year.carry_out(refresh)
    (found,) = next(one for one in page_of(cast).asked if one.finding.key == "ring").actions
    assert sorted(one.name for one in found.earlier) == ["1.1", "1.2"]
