"""An action leaves its plan's work by a decision; its row says where it went, and the thread finds what it had."""

from datetime import date, timedelta

import pytest

from goldenthread.kernel.errors import Conflict, NotAllowed, RuleBroken
from goldenthread.ledger.models import Entry
from goldenthread.plan.commands.leaving_the_plan import (
    Decided,
    hand_over_action,
    merge_action,
    withdraw_action,
)
from goldenthread.plan.commands.progress import set_aside, update_action
from goldenthread.plan.models import Succession
from goldenthread.plan.queries.earlier_years import years_of
from goldenthread.plan.queries.sources import unanswered_findings
from goldenthread.plan.states import State
from tests.cast import by, make_person
from tests.plan.makers import make_action, make_evidence, make_plan, make_priority, make_update
from tests.plan.pages.scene import answer, make_body, make_finding
from tests.plan.refreshing import APRIL

pytestmark = pytest.mark.django_db
WHY = Decided(reason="The schools it names have closed.")


def test_withdrawing_says_which_body_decided_and_when(cast, year):
    decided = Decided(reason=WHY.reason, body=make_body(cast), on=date(2026, 3, 20))
    made = withdraw_action(action=year.late, decided=decided, by=year.actor, at=APRIL)
    assert (made.body.name, made.on, made.decided_by, made.successor) == (
        "Improvement Board", date(2026, 3, 20), "", None,
    )  # fmt: skip
    assert year.late.state == State.WITHDRAWN


@pytest.mark.parametrize(
    ("decided", "said"),
    [(Decided("Old."), "why in a sentence"), (Decided(WHY.reason, on=APRIL.date() + timedelta(days=1)), "future")],
)
def test_a_decision_has_a_reason_and_is_not_of_a_day_to_come(year, decided, said):
    with pytest.raises(RuleBroken, match=said):
        withdraw_action(action=year.late, decided=decided, by=year.actor, at=APRIL)


def test_a_merged_action_leaves_its_findings_answered_by_the_other(cast, year):
    finding = make_finding(cast, year.plan, "Write sooner.", key="write")
    answer(year.late, finding)
    merge_action(action=year.late, into=year.green, decided=WHY, by=year.actor, at=APRIL)
    assert finding not in unanswered_findings(cast.service_manager)
    assert year.green.action_findings.get().finding == finding
    assert year.late.successions.get().successor == year.green


def test_evidence_and_updates_of_a_merged_action_are_seen_from_the_other_and_not_copied(cast, year):
    make_update(year.late, "Six schools answered.")
    make_evidence(year.late, "Letters")
    merge_action(action=year.late, into=year.green, decided=WHY, by=year.actor, at=APRIL)
    (before,) = years_of(year.green, cast.service_manager).earlier
    assert (before.ref, before.said, [one.title for one in before.evidence]) == (
        "1.2", "Six schools answered.", ["Letters"],
    )  # fmt: skip
    assert not year.green.updates.exists()
    assert not year.green.evidence.exists()


def test_an_action_is_not_merged_into_one_that_is_finished(year):
    with pytest.raises(RuleBroken, match="still worked on"):
        merge_action(action=year.late, into=year.done, decided=WHY, by=year.actor, at=APRIL)


def test_a_complete_action_does_not_leave_this_way(year):
    with pytest.raises(RuleBroken, match="complete"):
        merge_action(action=year.done, into=year.green, decided=WHY, by=year.actor, at=APRIL)


def test_what_has_left_does_not_leave_again_nor_is_it_answered_for(year):
    merge_action(action=year.late, into=year.green, decided=WHY, by=year.actor, at=APRIL)
    with pytest.raises(RuleBroken, match="already"):
        merge_action(action=year.late, into=year.other, decided=WHY, by=year.actor, at=APRIL)
    with pytest.raises(RuleBroken, match="elsewhere"):
        update_action(action=year.late, note="Six schools answered.", rating=None, by=year.actor, at=APRIL)
    with pytest.raises(RuleBroken, match="elsewhere"):
        set_aside(action=year.late, state=State.IN_PROGRESS, reason="Wanted again.", by=year.actor, at=APRIL)


def test_handing_over_goes_on_in_the_other_plan_in_its_own_words(cast, year):
    other = make_plan(name="SEND Plan", owner=cast.service_manager)
    other.rating_words.filter(colour="green").update(word="On course")
    priority = make_priority(other, number="4")
    made = hand_over_action(action=year.green, priority=priority, decided=WHY, by=year.actor, at=APRIL)
    assert (made.plan, made.wording, made.rating.word, made.ref) == (other, year.green.wording, "On course", "1.1")
    assert [lead.person for lead in made.leads.all()] == [cast.lead_officer]
    assert year.green.state == State.HANDED_OVER


def test_the_plan_that_takes_an_action_over_has_it_on_record(cast, year):
    other = make_plan(key="taking", name="SEND Plan", owner=cast.service_manager)
    hand_over_action(action=year.green, priority=make_priority(other), decided=WHY, by=year.actor, at=APRIL)
    entry = Entry.objects.get(subject__startswith="action:taking/")
    assert entry.what == "plan.action_taken_over"


def test_whoever_does_not_manage_both_plans_hands_nothing_over(cast, year):
    owner = make_person("Pat Owner", roles=["lead officer"])
    year.plan.owner = owner
    year.plan.save(update_fields=["owner"])
    priority = make_priority(make_plan(name="Not hers"))
    with pytest.raises(NotAllowed):
        hand_over_action(action=year.green, priority=priority, decided=WHY, by=by(owner), at=APRIL)
    assert not Succession.objects.exists()


def test_somebody_who_was_slower_withdraws_nothing(year):
    update_action(action=year.late, note="Six schools answered.", rating=None, by=year.actor, at=APRIL)
    with pytest.raises(Conflict):
        withdraw_action(action=year.late, decided=WHY, by=year.actor, at=APRIL, version=1)
    assert not Succession.objects.exists()


def test_the_line_reaches_back_through_more_than_one_step(cast, year):
    third = make_action(year.plan, ref="1.9", wording="Write once more.")
    merge_action(action=third, into=year.late, decided=WHY, by=year.actor, at=APRIL)
    merge_action(action=year.late, into=year.green, decided=WHY, by=year.actor, at=APRIL)
    assert [one.ref for one in years_of(year.green, cast.service_manager).earlier] == ["1.9", "1.2"]


def test_a_reader_without_sight_of_the_other_plan_reads_nothing_of_it(cast, year):
    other = make_plan(name="Secret Plan", owner=cast.service_manager)
    made = hand_over_action(action=year.late, priority=make_priority(other), decided=WHY, by=year.actor, at=APRIL)
    reader = make_person("Pat Reader", roles=["lead officer"])
    make_action(year.plan, ref="1.8", leads=[reader])
    (went,) = years_of(year.late, reader).went
    assert (went.heading, went.url) == ("Into a plan you do not read", "")
    stranger = make_person("Sam Stranger", roles=["lead officer"])
    make_action(other, ref="4.8", leads=[stranger])
    (before,) = years_of(made, stranger).earlier
    assert (before.wording, before.said, before.url, before.decided) == ("", "", "", "")
