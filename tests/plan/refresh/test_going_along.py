"""What waits for an answer goes along: a request for a new end before its approver, a finding nobody has answered."""

import json
from datetime import date

import pytest

from goldenthread.home.disowned import not_theirs
from goldenthread.identity.actor import Actor
from goldenthread.kernel.errors import Refusals, RuleBroken
from goldenthread.ledger.models import Entry
from goldenthread.notices.models import Notice
from goldenthread.plan.commands.contradictions import let_stand, mark_contradiction
from goldenthread.plan.commands.dates import ask_new_end, decide_new_end
from goldenthread.plan.commands.leads import not_mine
from goldenthread.plan.commands.leaving_the_plan import Decided, merge_action
from goldenthread.plan.commands.refreshing import give_refs
from goldenthread.plan.models import Action, EndDateChange
from goldenthread.plan.queries.assurance import contradicted
from goldenthread.plan.queries.mine import end_dates_to_decide
from goldenthread.plan.queries.waiting import waiting_on
from goldenthread.plan.refresh import Choice
from tests.cast import by
from tests.plan.makers import make_lead
from tests.plan.pages.scene import make_finding
from tests.plan.refreshing import APRIL, heir

ASKED, APPROVED, DECLINED = EndDateChange.Decision.ASKED, "approved", "declined"


@pytest.fixture
def asked(cast, year):
    """A request of the lead that waits for the senior lead."""
    make_lead(year.late, cast.lead_officer, is_accountable=True)
    Action.objects.filter(pk=year.late.pk).update(senior_lead=cast.director)
    year.late.refresh_from_db()
    return ask_new_end(
        action=year.late, end="May 2026", reason="Two schools are late.", by=by(cast.lead_officer), at=APRIL
    )


def test_a_request_for_a_new_end_goes_on_waiting_on_the_successor(cast, year, asked):
    new = year.carry_out(year.prepared())
    found = heir(year.late, new)
    asked.refresh_from_db()
    assert (asked.action, asked.decision, asked.before_on) == (found, ASKED, date(2026, 3, 31))
    assert [one.action for one in end_dates_to_decide(cast.director)] == [found]
    assert waiting_on(new, reader=cast.director, on=APRIL.date()).end_dates == [asked]
    assert not year.late.end_date_changes.exists()


def test_both_rows_have_it_in_their_history(cast, year, asked):
    new = year.carry_out(year.prepared())
    old, found = year.late.subject, heir(year.late, new).subject
    assert Entry.objects.filter(subject=old, what="plan.end_date_went_along").count() == 1
    entry = Entry.objects.get(subject=found, what="plan.end_date_came_along")
    assert entry.who == year.actor.key


def test_its_approver_decides_there_and_the_date_moves(cast, year, asked):
    new = year.carry_out(year.prepared())
    asked.refresh_from_db()
    decide_new_end(change=asked, approve=True, note="", by=by(cast.director), at=APRIL)
    assert heir(year.late, new).ends_on == date(2026, 5, 31)


def test_who_typed_the_request_on_the_old_row_does_not_approve_it_on_the_new_one(cast, year):
    Action.objects.filter(pk=year.late.pk).update(senior_lead=cast.director)
    make_lead(year.late, cast.lead_officer, is_accountable=True)
    year.late.refresh_from_db()
    typed = Actor(cast.director, cast.lead_officer)
    asked = ask_new_end(action=year.late, end="May 2026", reason="Two schools are late.", by=typed, at=APRIL)
    year.carry_out(year.prepared())
    asked.refresh_from_db()
    with pytest.raises(RuleBroken, match="Somebody else decides"):
        decide_new_end(change=asked, approve=True, note="", by=by(cast.director), at=APRIL)


@pytest.mark.parametrize(("ends", "decision"), [("May 2026", APPROVED), ("June 2026", DECLINED)])
def test_where_the_refresh_gives_the_end_itself_the_request_is_answered_by_it(year, asked, ends, decision):
    refresh = year.begin()
    year.carry(refresh, year.green, year.other)
    year.choose(refresh, year.late, Choice.CARRY, ends=ends, reason="The board agreed it.")
    new = year.carry_out(refresh)
    asked.refresh_from_db()
    assert (asked.action, asked.decision) == (year.late, decision)
    assert "Its end was set" in asked.decision_note
    assert heir(year.late, new).end_date_changes.get().decision == APPROVED


@pytest.mark.parametrize(
    ("choice", "said"), [(Choice.MERGE, "merged into another action"), (Choice.WITHDRAW, "withdrawn")]
)
def test_a_request_on_a_row_that_leaves_is_answered_with_what_became_of_it(year, asked, choice, said):
    refresh = year.begin()
    year.carry(refresh, year.green, year.other)
    into = year.green if choice == Choice.MERGE else None
    year.choose(refresh, year.late, choice, into=into, reason="Others write to schools.")
    year.carry_out(refresh)
    asked.refresh_from_db()
    assert asked.decision == DECLINED
    assert said in asked.decision_note


@pytest.mark.parametrize("which", ["green", "met"])
def test_a_finding_nobody_has_answered_stands_against_the_successor(cast, year, which):
    action = getattr(year, which)
    finding = make_finding(cast, year.plan, "Three families were not rung.", key="not-rung")
    mark_contradiction(action=action, finding=finding, by=by(cast.quality_assurance), at=APRIL)
    new = year.carry_out(year.prepared())
    assert [one.action for one in contradicted(new)] == [heir(action, new)]
    assert contradicted(year.plan) == []


def test_the_same_finding_against_two_rows_that_become_one_stands_once(cast, year):
    finding = make_finding(cast, year.plan, "Three families were not rung.", key="not-rung")
    for action in (year.green, year.late):
        mark_contradiction(action=action, finding=finding, by=by(cast.quality_assurance), at=APRIL)
    refresh = year.begin()
    year.carry(refresh, year.green, year.other)
    year.choose(refresh, year.late, Choice.MERGE, into=year.green)
    new = year.carry_out(refresh)
    (found,) = contradicted(new)
    assert len(found.against) == 1


def test_what_is_complete_is_not_left_behind_while_a_finding_contradicts_it(cast, year):
    finding = make_finding(cast, year.plan, "The leaflet is out of date.", key="leaflet")
    told = mark_contradiction(action=year.done, finding=finding, by=by(cast.quality_assurance), at=APRIL)
    refresh = year.prepared()
    with pytest.raises(Refusals) as refused:
        year.carry_out(refresh)
    assert "A finding contradicts it" in str(refused.value.found[year.done.key])
    let_stand(contradiction=told, reason="It was printed anew.", by=by(cast.quality_assurance), at=APRIL)
    assert year.carry_out(refresh).actions.count() == 5


def test_who_asked_for_the_end_that_the_refresh_answers_is_named_on_both_rows(cast, year, asked):
    refresh = year.begin()
    year.carry(refresh, year.green, year.other)
    year.choose(refresh, year.late, Choice.CARRY, ends="June 2026", reason="The board agreed it.")
    new = year.carry_out(refresh)
    found = heir(year.late, new)
    said = f"{cast.lead_officer} asked for May 2026: Two schools are late."
    assert said in found.end_date_changes.get().decision_note
    for subject, what in ((year.late.subject, "plan.end_date_declined"), (found.subject, "plan.end_date_settled")):
        entry = Entry.objects.get(subject=subject, what=what)
        assert json.loads(entry.values.get(field="from_").after) == cast.lead_officer.key


def test_that_a_lead_says_it_is_not_theirs_goes_along(cast, year):
    not_mine(action=year.green, reason="It is Rosa’s.", by=by(cast.lead_officer))
    new = year.carry_out(year.prepared())
    (found,) = waiting_on(new, reader=cast.service_manager, on=APRIL.date()).disowned
    assert (found.action, found.who, found.why) == (heir(year.green, new), cast.lead_officer.name, "It is Rosa’s.")
    (shown,) = not_theirs(cast.service_manager)
    assert shown.who == cast.lead_officer.name


def test_a_lead_named_anew_on_the_way_settles_that_it_was_not_theirs(cast, year):
    not_mine(action=year.green, reason="It is Rosa’s.", by=by(cast.lead_officer))
    refresh = year.begin()
    year.carry(refresh, year.late, year.other)
    year.choose(refresh, year.green, Choice.CARRY, lead=cast.director)
    new = year.carry_out(refresh)
    assert waiting_on(new, reader=cast.service_manager, on=APRIL.date()).disowned == []


def merged(year, **chosen):
    """A refresh that merges the green action into the other one."""
    refresh = year.begin()
    year.carry(refresh, year.late)
    year.choose(refresh, year.other, Choice.CARRY, **chosen)
    year.choose(refresh, year.green, Choice.MERGE, into=year.other, reason="One piece of work.")
    return refresh


def test_that_a_merged_action_was_not_theirs_is_told_of_the_row_it_merged_into(cast, year):
    not_mine(action=year.green, reason="It is Rosa’s.", by=by(cast.lead_officer))
    new = year.carry_out(merged(year))
    (found,) = waiting_on(new, reader=cast.service_manager, on=APRIL.date()).disowned
    assert (found.action, found.who) == (heir(year.other, new), cast.lead_officer.name)
    assert found.why == "Said of 1.1, now merged into this: It is Rosa’s."


def test_where_both_were_disowned_the_word_on_the_row_itself_counts(cast, year):
    for action, reason in ((year.other, "It is Owen’s."), (year.green, "It is Rosa’s.")):
        not_mine(action=action, reason=reason, by=by(cast.service_manager))
    new = year.carry_out(merged(year))
    (found,) = waiting_on(new, reader=cast.service_manager, on=APRIL.date()).disowned
    assert found.why == "It is Owen’s."
    assert Entry.objects.filter(subject=found.action.subject, what="plan.disowning_came_along").count() == 2


def test_a_lead_named_anew_for_the_row_it_merged_into_settles_it(cast, year):
    not_mine(action=year.green, reason="It is Rosa’s.", by=by(cast.lead_officer))
    new = year.carry_out(merged(year, lead=cast.director))
    assert waiting_on(new, reader=cast.service_manager, on=APRIL.date()).disowned == []


def test_within_the_year_it_is_told_of_the_row_it_merged_into_as_well(cast, year):
    not_mine(action=year.green, reason="It is Rosa’s.", by=by(cast.lead_officer))
    decided = Decided(reason="One piece of work.", on=APRIL.date())
    merge_action(action=year.green, into=year.other, decided=decided, by=year.actor, at=APRIL)
    (found,) = waiting_on(year.plan, reader=cast.service_manager, on=APRIL.date()).disowned
    assert found.action == year.other


def test_whoever_asked_is_told_what_the_refresh_answered_instead(cast, year, asked):
    refresh = year.begin()
    year.carry(refresh, year.green, year.other)
    year.choose(refresh, year.late, Choice.CARRY, ends="June 2026", reason="The board wants it by June.")
    new = year.carry_out(refresh)
    (one,) = Notice.objects.filter(kind="end-date-decided", person=cast.lead_officer)
    assert one.about == heir(year.late, new).subject
    assert "now ends June 2026. May 2026 was asked for." in one.text
    assert one.is_digest


def test_whoever_asked_is_told_that_the_action_was_withdrawn(cast, year, asked):
    refresh = year.begin()
    year.carry(refresh, year.green, year.other)
    year.choose(refresh, year.late, Choice.WITHDRAW, reason="The schools do it themselves now.")
    year.carry_out(refresh)
    (one,) = Notice.objects.filter(kind="end-date-decided", person=cast.lead_officer)
    assert "does not move to May 2026. The action was withdrawn." in one.text


def test_each_lead_is_told_once_which_of_hers_goes_on_and_what_it_is_called(cast, year):
    make_lead(year.duty, cast.lead_officer)
    make_lead(year.late, cast.service_manager)
    refresh = year.prepared()
    give_refs(refresh=refresh, refs={year.green: "1.7"}, renumbers=True, by=year.actor, at=APRIL)
    new = year.carry_out(refresh)
    (one,) = Notice.objects.filter(kind="plan-next-year")
    assert (one.person, one.about, one.is_digest) == (cast.lead_officer, new.subject, True), "who pressed is not told"
    assert "Harbour Plan 2025-26 into its next year, Harbour Plan 2026-27" in one.text
    assert "Yours in it: 1.7 (was 1.1), 2.3 (under watch)." in one.text
