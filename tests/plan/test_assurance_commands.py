"""Assurance as it is kept: acts that stay, re-checks that fall due, findings that contradict and their answers."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from goldenthread.kernel.errors import NotAllowed, RuleBroken
from goldenthread.ledger.models import Entry
from goldenthread.plan.commands.assurance import call_off_recheck, record_recheck, set_recheck
from goldenthread.plan.commands.contradictions import let_stand, mark_contradiction
from goldenthread.plan.commands.progress import (
    assure_action,
    confirm_unchanged,
    reopen_action,
    report_complete,
    send_back,
    update_action,
)
from goldenthread.plan.models import Action, Assurance, Contradiction, Recheck
from goldenthread.plan.states import State
from goldenthread.sources.kinds import SourceKind
from goldenthread.sources.models import Finding, Source
from tests.cast import by
from tests.plan.makers import make_action, make_evidence, make_plan

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 4, 3, 12, tzinfo=UTC)
TODAY = date(2026, 4, 3)
DIFFERENCE = "Children meet trained workers."


def make_finding(person, text="Plans are not yet specific enough.", *, kind="external_audit", key="audit", **fields):
    source, _ = Source.objects.get_or_create(
        key=key, defaults={"kind": kind, "title": "November audit", "entered_by": person, "entered_at": NOW}
    )
    number = source.findings.count() + 1
    return Finding.objects.create(
        source=source, key=f"{key}-{number}", text=text, entered_by=person, entered_at=NOW, **fields
    )


def make_blue(cast, **fields):
    """An action that its lead reported and quality assurance gave blue."""
    action = make_action(leads=[cast.lead_officer], **fields)
    report_complete(action=action, note="All six teams were trained.", by=by(cast.lead_officer), at=NOW)
    make_evidence(action)
    assure(action, cast)
    return action


def assure(action, cast, **named):
    given = {"difference": DIFFERENCE, "strength": "sample", "by": by(cast.quality_assurance), "on": TODAY} | named
    return assure_action(action=action, **given)


def look_again(action, cast, *, holds=True, at=NOW, **named):
    seen = {"looked_at": "Case records of March", "records": 8, "said": "What was seen in eight files."} | named
    recheck = action.rechecks.get(result="")
    return record_recheck(recheck=recheck, holds=holds, by=by(cast.quality_assurance), at=at, **seen)


def entries():
    return set(Entry.objects.values_list("what", flat=True))


def test_assuring_keeps_the_act_and_sets_the_first_recheck(cast):
    action = make_blue(cast)
    act = action.assurances.get()
    assert (act.outcome, act.by, act.on) == ("given", cast.quality_assurance, TODAY)
    assert (act.difference, act.strength) == (DIFFERENCE, "sample")
    assert (act.reported_by, act.reported_on) == (cast.lead_officer, TODAY)
    assert action.rechecks.get().due_on == date(2026, 7, 3)


def test_the_first_recheck_is_on_the_day_the_assurer_says(cast):
    action = make_action(state=State.COMPLETED_ON_PAPER, rating="Blue")
    make_evidence(action)
    assure(action, cast, recheck_on=date(2026, 5, 8))
    assert action.rechecks.get().due_on == date(2026, 5, 8)


def test_a_recheck_is_left_out_only_with_a_reason_that_is_kept(cast):
    action = make_action(state=State.COMPLETED_ON_PAPER, rating="Blue")
    make_evidence(action)
    assure(action, cast, why_no_recheck="The building was sold; nothing is left to look at.")
    assert not action.rechecks.exists()
    assert "plan.recheck_not_wanted" in entries()


def test_blue_without_a_strength_is_refused(cast):
    action = make_action(state=State.COMPLETED_ON_PAPER, rating="Blue")
    make_evidence(action)
    with pytest.raises(RuleBroken, match="how strong"):
        assure(action, cast, strength="")
    assert not Assurance.objects.exists()


def test_sending_back_keeps_the_act_with_what_was_missing(cast):
    action = make_action(leads=[cast.lead_officer])
    report_complete(action=action, note="All six teams were trained.", by=by(cast.lead_officer), at=NOW)
    send_back(action=action, reason="Two teams are not on the list.", by=by(cast.quality_assurance), at=NOW)
    act = action.assurances.get()
    assert (act.outcome, act.reason, act.reported_by) == (
        "sent_back",
        "Two teams are not on the list.",
        cast.lead_officer,
    )


def test_reopening_loses_nothing_of_what_was_said_at_blue(cast):
    action = make_blue(cast)
    finding = make_finding(cast.quality_assurance)
    note = "Coach all teams on site."
    reopen_action(action=action, finding=finding, note=note, rating=None, by=by(cast.quality_assurance), at=NOW)
    act = action.assurances.get()
    assert (act.difference, act.ended_on, act.ended_because) == (DIFFERENCE, TODAY, finding)
    recheck = action.rechecks.get()
    assert (recheck.result, recheck.is_earlier) == ("called_off", True)


def test_one_blue_stands_at_a_time(cast):
    action = make_blue(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Assurance.objects.create(
            action=action, outcome="given", by=cast.quality_assurance, on=TODAY, difference="Again."
        )


def test_two_clean_rechecks_make_it_embedded_and_no_third_is_set(cast):
    action = make_blue(cast)
    look_again(action, cast, at=datetime(2026, 7, 6, 9, tzinfo=UTC))
    action.refresh_from_db()
    assert not action.is_embedded
    assert action.rechecks.get(result="").due_on == date(2027, 1, 6)
    look_again(action, cast, at=datetime(2027, 1, 11, 9, tzinfo=UTC))
    action.refresh_from_db()
    assert (action.is_embedded, action.embedded_on, action.state) == (True, date(2027, 1, 11), State.ASSURED)
    assert not action.rechecks.filter(result="").exists()


def test_an_embedded_action_can_still_be_looked_at_again(cast):
    action = make_blue(cast)
    look_again(action, cast)
    look_again(action, cast, next_on=date(2027, 4, 1))
    assert action.rechecks.get(result="").due_on == date(2027, 4, 1)


def test_what_has_slipped_raises_a_finding_and_waits_to_be_reopened(cast):
    action = make_blue(cast)
    look_again(action, cast, holds=False, said="Three of eight files hold no plan.")
    recheck, against = action.rechecks.get(), action.contradictions.get()
    assert recheck.result == "slipped"
    assert recheck.finding == against.finding
    assert against.finding.text == "Three of eight files hold no plan."
    assert against.finding.source.kind == SourceKind.THEMATIC_AUDIT
    action.refresh_from_db()
    assert action.state == State.ASSURED, "reopening is decided where the contradiction is"
    assert list(Contradiction.objects.unanswered().of_complete()) == [against]


def test_a_second_slip_of_the_year_stands_in_the_same_source(cast):
    plan = make_plan()
    first, second = make_blue(cast, plan=plan), make_blue(cast, plan=plan, ref="1.2")
    look_again(first, cast, holds=False)
    look_again(second, cast, holds=False)
    assert Source.objects.get().findings.count() == 2


def test_a_slip_names_a_finding_that_is_there_already(cast):
    action, finding = make_blue(cast), make_finding(cast.quality_assurance)
    look_again(action, cast, holds=False, finding=finding)
    assert action.contradictions.get().finding == finding
    assert Finding.objects.count() == 1


def test_a_slip_ends_embedded_and_the_count_begins_anew(cast):
    action = make_blue(cast)
    look_again(action, cast)
    look_again(action, cast, next_on=date(2026, 9, 1))
    look_again(action, cast, holds=False)
    action.refresh_from_db()
    assert action.embedded_on is None
    assert "plan.action_not_embedded" in entries()


def test_where_a_slip_is_said_to_stand_it_is_looked_at_again_in_three_months(cast):
    action = make_blue(cast)
    look_again(action, cast, holds=False)
    reason = "The three files were of a team that has closed."
    let_stand(contradiction=action.contradictions.get(), reason=reason, by=by(cast.service_manager), at=NOW)
    assert action.rechecks.get(result="").due_on == date(2026, 7, 3)
    look_again(action, cast)
    action.refresh_from_db()
    assert not action.is_embedded, "a slip stands between"


def test_rechecks_before_a_reopening_count_no_more(cast):
    action = make_blue(cast)
    look_again(action, cast)
    finding = make_finding(cast.quality_assurance)
    reopen_action(action=action, finding=finding, note="Coach all.", rating=None, by=by(cast.service_manager), at=NOW)
    report_complete(action=action, note="All teams were coached.", by=by(cast.lead_officer), at=NOW)
    assure(action, cast)
    look_again(action, cast)
    action.refresh_from_db()
    assert not action.is_embedded
    assert action.assurances.count() == 2


@pytest.mark.parametrize("part", ["lead_officer", "service_manager", "director", "auditor", "nobody"])
def test_only_the_assurance_role_looks_again(cast, part):
    action = make_blue(cast)
    with pytest.raises(NotAllowed):
        record_recheck(
            recheck=action.rechecks.get(),
            holds=True,
            looked_at="Files",
            said="All of it holds.",
            by=by(getattr(cast, part)),
            at=NOW,
        )


def test_a_lead_with_the_assurance_role_does_not_look_at_her_own_action(cast):
    action = make_action(leads=[cast.quality_assurance], state=State.COMPLETED_ON_PAPER, rating="Blue")
    set_recheck(action=action, due_on=date(2026, 5, 1), by=by(cast.service_manager), on=TODAY)
    with pytest.raises(RuleBroken, match="somebody else"):
        look_again(action, cast)
    with pytest.raises(RuleBroken, match="somebody else"):
        call_off_recheck(recheck=action.rechecks.get(), reason="No need.", by=by(cast.quality_assurance), on=TODAY)


def test_a_recheck_is_done_once(cast):
    action = make_blue(cast)
    recheck = action.rechecks.get()
    look_again(action, cast)
    with pytest.raises(RuleBroken, match="already"):
        record_recheck(
            recheck=recheck,
            holds=True,
            looked_at="Files",
            said="All of it holds.",
            by=by(cast.quality_assurance),
            at=NOW,
        )
    with pytest.raises(RuleBroken, match="already"):
        call_off_recheck(recheck=recheck, reason="No need.", by=by(cast.quality_assurance), on=TODAY)


def test_whoever_manages_the_plan_puts_a_completed_action_under_watch(cast):
    action = make_action(leads=[cast.lead_officer], state=State.COMPLETED_ON_PAPER, rating="Blue")
    made = set_recheck(action=action, due_on=date(2026, 9, 1), by=by(cast.service_manager), on=TODAY)
    assert (made.due_on, made.set_by) == (date(2026, 9, 1), cast.service_manager)


def test_a_date_that_stands_is_moved_by_assurance_with_a_reason(cast):
    action = make_blue(cast)
    later = {"action": action, "due_on": date(2026, 9, 1), "on": TODAY}
    with pytest.raises(NotAllowed):
        set_recheck(**later, by=by(cast.service_manager), why="The team is busy.")
    with pytest.raises(RuleBroken, match="why"):
        set_recheck(**later, by=by(cast.quality_assurance))
    set_recheck(**later, by=by(cast.quality_assurance), why="The audit of August reads the same files.")
    assert action.rechecks.get().due_on == date(2026, 9, 1)


def test_a_finding_stands_against_a_blue_action_until_somebody_decides(cast):
    action, finding = make_blue(cast), make_finding(cast.quality_assurance)
    mark_contradiction(action=action, finding=finding, by=by(cast.quality_assurance), at=NOW, said="Two in ten.")
    with pytest.raises(RuleBroken, match="already"):
        mark_contradiction(action=action, finding=finding, by=by(cast.service_manager), at=NOW)
    reopen_action(action=action, finding=finding, note="Coach all.", rating=None, by=by(cast.service_manager), at=NOW)
    against = action.contradictions.get()
    assert (against.outcome, against.settled_by) == ("reopened", cast.service_manager)
    assert not Contradiction.objects.unanswered().exists()


def test_a_note_on_a_blue_action_does_not_answer_a_finding(cast):
    action, finding = make_blue(cast), make_finding(cast.quality_assurance)
    mark_contradiction(action=action, finding=finding, by=by(cast.quality_assurance), at=NOW)
    update_action(action=action, note="We think it is fine.", rating=None, by=by(cast.lead_officer), at=NOW)
    assert Contradiction.objects.unanswered().count() == 1


def test_a_finding_against_an_action_under_way_is_answered_by_what_its_lead_says(cast):
    action, finding = make_action(leads=[cast.lead_officer]), make_finding(cast.quality_assurance)
    mark_contradiction(action=action, finding=finding, by=by(cast.quality_assurance), at=NOW)
    assert list(Contradiction.objects.unanswered().of_unfinished()) == [action.contradictions.get()]
    with pytest.raises(RuleBroken, match="say what you answer"):
        confirm_unchanged(
            action=Action.objects.get(pk=action.pk), by=by(cast.lead_officer), at=datetime(2026, 3, 1, tzinfo=UTC)
        )
    assert Contradiction.objects.unanswered().exists(), "no change is no answer"
    update_action(action=action, note="Two teams are coached now.", rating=None, by=by(cast.lead_officer), at=NOW)
    against = action.contradictions.get()
    assert (against.outcome, against.settled_by) == ("answered", cast.lead_officer)


def test_nothing_is_made_blue_while_a_finding_stands_against_it(cast):
    action = make_action(leads=[cast.lead_officer])
    report_complete(action=action, note="All six teams were trained.", by=by(cast.lead_officer), at=NOW)
    make_evidence(action)
    finding = make_finding(cast.quality_assurance)
    against = mark_contradiction(action=action, finding=finding, by=by(cast.quality_assurance), at=NOW)
    with pytest.raises(RuleBroken, match="contradicts"):
        assure(action, cast)
    let_stand(contradiction=against, reason="The audit read older files.", by=by(cast.quality_assurance), at=NOW)
    assure(action, cast)
    assert action.state == State.ASSURED


def test_a_lead_who_manages_the_plan_cannot_say_that_her_action_stands(cast):
    action = make_action(leads=[cast.service_manager], state=State.COMPLETED_ON_PAPER, rating="Blue")
    finding = make_finding(cast.quality_assurance)
    against = mark_contradiction(action=action, finding=finding, by=by(cast.quality_assurance), at=NOW)
    with pytest.raises(RuleBroken, match="update"):
        let_stand(contradiction=against, reason="We do this well.", by=by(cast.service_manager), at=NOW)
    with pytest.raises(NotAllowed):
        let_stand(contradiction=against, reason="We do this well.", by=by(cast.director), at=NOW)


def test_any_member_of_staff_can_say_that_staff_feedback_contradicts_an_action(cast):
    action = make_blue(cast)
    feedback = make_finding(cast.lead_officer, "Two teams were never trained.", kind="staff_feedback", key="feedback")
    audit = make_finding(cast.quality_assurance)
    with pytest.raises(NotAllowed):
        mark_contradiction(action=action, finding=audit, by=by(cast.lead_officer), at=NOW)
    mark_contradiction(action=action, finding=feedback, by=by(cast.lead_officer), at=NOW)
    with pytest.raises(NotAllowed):
        mark_contradiction(action=action, finding=feedback, by=by(cast.auditor), at=NOW)


def test_a_strength_contradicts_nothing(cast):
    action = make_blue(cast)
    praise = make_finding(cast.quality_assurance, "Families are heard.", key="praise")
    Finding.objects.filter(pk=praise.pk).update(kind="strength")
    praise.refresh_from_db()
    with pytest.raises(RuleBroken, match="praises"):
        mark_contradiction(action=action, finding=praise, by=by(cast.quality_assurance), at=NOW)


def test_what_was_decided_once_is_not_decided_again(cast):
    action, finding = make_blue(cast), make_finding(cast.quality_assurance)
    against = mark_contradiction(action=action, finding=finding, by=by(cast.quality_assurance), at=NOW)
    said = {"contradiction": against, "reason": "The audit read older files.", "by": by(cast.quality_assurance)}
    let_stand(**said, at=NOW)
    with pytest.raises(RuleBroken, match="already"):
        let_stand(**said, at=NOW)


def test_a_contradiction_of_an_action_that_was_withdrawn_waits_for_nobody(cast):
    action, finding = make_action(leads=[cast.lead_officer]), make_finding(cast.quality_assurance)
    mark_contradiction(action=action, finding=finding, by=by(cast.quality_assurance), at=NOW)
    Action.objects.filter(pk=action.pk).update(state=State.WITHDRAWN)
    assert not Contradiction.objects.unanswered().exists()
    assert Recheck.objects.count() == 0
