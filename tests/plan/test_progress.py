"""How an action goes: who may say it, what must be said with it, and what the record then holds."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from goldenthread.kernel.errors import Conflict, NotAllowed, RuleBroken
from goldenthread.ledger.models import Entry
from goldenthread.plan.commands.evidence import add_evidence, withdraw_evidence
from goldenthread.plan.commands.progress import (
    assure_action,
    reopen_action,
    report_complete,
    send_back,
    set_aside,
    update_action,
)
from goldenthread.plan.models import Action
from goldenthread.plan.states import State
from goldenthread.sources.models import Finding, Source
from tests.cast import by, make_person
from tests.plan.makers import make_action, make_evidence, make_plan, make_rating

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 4, 3, 23, 30, tzinfo=UTC)


def make_finding(person, text="Plans are not yet specific enough."):
    source = Source.objects.create(key="audit", kind="external_audit", title="Audit", entered_by=person, entered_at=NOW)
    return Finding.objects.create(source=source, key="audit-1", text=text, entered_by=person, entered_at=NOW)


def last_entry():
    return Entry.objects.order_by("-number").first()


def test_a_lead_says_what_changed_and_how_it_goes(cast):
    action = make_action(leads=[cast.lead_officer])
    amber = make_rating(action.plan, "Amber", colour="amber")
    update_action(action=action, note="Two of six teams were trained.", rating=amber, by=by(cast.lead_officer), at=NOW)
    action.refresh_from_db()
    assert (action.rating.word, action.version) == ("Amber", 2)
    update = action.updates.get()
    assert (update.text, update.by) == ("Two of six teams were trained.", cast.lead_officer)
    assert update.dated_on == date(2026, 4, 4), "in summer half past eleven UTC is tomorrow in London"
    assert (last_entry().what, last_entry().who) == ("plan.action_updated", cast.lead_officer.key)


def test_an_update_that_says_nothing_is_refused_with_an_example(cast):
    action = make_action(leads=[cast.lead_officer])
    with pytest.raises(RuleBroken, match="for example"):
        update_action(action=action, note="In progress", rating=None, by=by(cast.lead_officer), at=NOW)
    assert not action.updates.exists()
    assert not Entry.objects.exists()


@pytest.mark.parametrize("part", ["director", "auditor", "quality_assurance", "clerk", "nobody"])
def test_whoever_neither_leads_nor_manages_updates_nothing(cast, part):
    action = make_action(leads=[cast.lead_officer])
    with pytest.raises(NotAllowed):
        update_action(action=action, note="I heard it goes well.", rating=None, by=by(getattr(cast, part)), at=NOW)


def test_both_names_are_recorded_when_somebody_acts_for_the_lead(cast):
    action = make_action(leads=[cast.lead_officer])
    update_action(
        action=action,
        note="She asked me to say: two teams.",
        rating=None,
        by=by(cast.nobody, cast.lead_officer),
        at=NOW,
    )
    assert (last_entry().who, last_entry().for_whom) == (cast.nobody.key, cast.lead_officer.key)


def test_blue_is_not_a_rating_one_can_choose(cast):
    action = make_action(leads=[cast.lead_officer])
    blue = make_rating(action.plan, "Blue", colour="blue")
    with pytest.raises(RuleBroken, match="second person"):
        update_action(action=action, note="All is done now, all six.", rating=blue, by=by(cast.lead_officer), at=NOW)


def test_a_rating_of_another_plan_is_refused(cast):
    action = make_action(leads=[cast.lead_officer])
    other = make_rating(make_plan(name="Another"), "Amber")
    with pytest.raises(RuleBroken, match="own ratings"):
        update_action(action=action, note="Two of six teams.", rating=other, by=by(cast.lead_officer), at=NOW)


def test_the_second_to_save_sees_both_texts_and_writes_nothing(cast):
    action = make_action(leads=[cast.lead_officer])
    amber, red = make_rating(action.plan, "Amber", colour="amber"), make_rating(action.plan, "Red", colour="red")
    lead, manager = by(cast.lead_officer), by(cast.service_manager)
    update_action(action=action, note="Two of six teams.", rating=amber, by=lead, at=NOW, version=1)
    stale = Action.objects.get(pk=action.pk)
    with pytest.raises(Conflict) as seen:
        update_action(action=stale, note="None was trained.", rating=red, by=manager, at=NOW, version=1)
    assert seen.value.by == cast.lead_officer.name
    assert seen.value.version == 2
    assert action.updates.count() == 1


def test_blue_takes_a_second_person_evidence_and_a_sentence(cast):
    action = make_action(leads=[cast.lead_officer])
    report_complete(action=action, note="All six teams were trained.", by=by(cast.lead_officer), at=NOW)
    assert action.state == State.REPORTED_COMPLETE
    assurer = by(cast.quality_assurance)
    with pytest.raises(RuleBroken, match="evidence"):
        assure_action(
            action=action,
            difference="Children meet trained workers.",
            strength="records",
            by=assurer,
            on=date(2026, 5, 1),
        )
    add_evidence(action=action, title="Attendance", description="31 of 33.", by=assurer, at=NOW)
    with pytest.raises(RuleBroken, match="different"):
        assure_action(action=action, difference="done", strength="records", by=assurer, on=date(2026, 5, 1))
    assure_action(
        action=action, difference="Children meet trained workers.", strength="records", by=assurer, on=date(2026, 5, 1)
    )
    action.refresh_from_db()
    assert (action.state, action.assured_by, action.rating.word) == (State.ASSURED, cast.quality_assurance, "Blue")
    assert action.completed_on == date(2026, 4, 4)


def test_a_lead_with_the_assurance_role_does_not_assure_her_own_action(cast):
    action = make_action(leads=[cast.quality_assurance])
    report_complete(action=action, note="All six teams were trained.", by=by(cast.quality_assurance), at=NOW)
    make_evidence(action)
    with pytest.raises(RuleBroken, match="somebody else"):
        assure_action(
            action=action,
            difference="They are trained.",
            strength="records",
            by=by(cast.quality_assurance),
            on=date(2026, 5, 1),
        )


def test_a_lead_does_not_assure_her_own_action_in_the_name_of_another(cast):
    action = make_action(leads=[cast.lead_officer])
    report_complete(action=action, note="All six teams were trained.", by=by(cast.lead_officer), at=NOW)
    make_evidence(action)
    acting = by(cast.lead_officer, cast.quality_assurance)
    with pytest.raises(RuleBroken, match="somebody else"):
        assure_action(action=action, difference="They are trained.", strength="records", by=acting, on=date(2026, 5, 1))


def test_whoever_reported_it_does_not_assure_it(cast):
    plan = make_plan()
    plan.owner = cast.quality_assurance
    plan.save(update_fields=["owner"])
    action = make_action(plan, leads=[cast.lead_officer])
    report_complete(action=action, note="All six teams were trained.", by=by(cast.quality_assurance), at=NOW)
    make_evidence(action)
    with pytest.raises(RuleBroken, match="reported"):
        assure_action(
            action=action,
            difference="They are trained.",
            strength="records",
            by=by(cast.quality_assurance),
            on=date(2026, 5, 1),
        )


@pytest.mark.parametrize("part", ["lead_officer", "service_manager", "director", "auditor"])
def test_only_the_assurance_role_gives_blue(cast, part):
    action = make_action(leads=[cast.lead_officer])
    report_complete(action=action, note="All six teams were trained.", by=by(cast.lead_officer), at=NOW)
    with pytest.raises(NotAllowed):
        assure_action(
            action=action,
            difference="They are trained.",
            strength="records",
            by=by(getattr(cast, part)),
            on=date(2026, 5, 1),
        )


def test_a_plan_without_assurance_prints_the_leads_word_as_declared(cast):
    action = make_action(make_plan(needs_assurance=False), leads=[cast.lead_officer])
    report_complete(action=action, note="All six teams were trained.", by=by(cast.lead_officer), at=NOW)
    assert (action.state, action.completed_on) == (State.DECLARED_COMPLETE, date(2026, 4, 4))
    assert action.assured_by is None


def test_an_action_completed_on_paper_can_be_assured(cast):
    action = make_action(leads=[cast.lead_officer], state=State.COMPLETED_ON_PAPER, rating="Blue")
    make_evidence(action)
    assure_action(
        action=action,
        difference="They are trained.",
        strength="records",
        by=by(cast.quality_assurance),
        on=date(2026, 5, 1),
    )
    assert action.state == State.ASSURED


def test_assurance_sends_back_with_a_reason(cast):
    action = make_action(leads=[cast.lead_officer])
    report_complete(action=action, note="All six teams were trained.", by=by(cast.lead_officer), at=NOW)
    with pytest.raises(RuleBroken, match="missing"):
        send_back(action=action, reason=" ", by=by(cast.quality_assurance), at=NOW)
    send_back(action=action, reason="The list names four teams.", by=by(cast.quality_assurance), at=NOW)
    assert (action.state, action.reported_by_id) == (State.IN_PROGRESS, None)
    newest = action.updates.order_by("-pk").first()
    assert newest is not None
    assert (newest.text, newest.by) == ("Sent back: The list names four teams.", cast.quality_assurance)


def test_the_same_update_sent_again_from_a_new_form_counts_once(cast):
    action = make_action(leads=[cast.lead_officer])
    said = {"action": action, "note": "Two of six teams were trained.", "rating": None, "by": by(cast.lead_officer)}
    update_action(**said, at=NOW)
    update_action(**said, at=NOW + timedelta(minutes=5))
    assert (action.updates.count(), Entry.objects.count()) == (1, 1)
    update_action(**said, at=NOW + timedelta(hours=2))
    update_action(**said | {"by": by(cast.service_manager)}, at=NOW + timedelta(hours=2))
    assert action.updates.count() == 3


def test_a_completed_action_is_reopened_only_because_of_a_finding_that_is_named(cast):
    action = make_action(leads=[cast.lead_officer], state=State.COMPLETED_ON_PAPER, rating="Blue")
    assurer = by(cast.quality_assurance)
    with pytest.raises(RuleBroken, match="Name the finding"):
        reopen_action(action=action, finding=None, note="Train again.", rating=None, by=assurer, at=NOW)
    finding = make_finding(cast.quality_assurance)
    reopen_action(action=action, finding=finding, note="Train again.", rating=None, by=assurer, at=NOW)
    action.refresh_from_db()
    assert (action.state, action.rating.word) == (State.IN_PROGRESS, "Green")
    assert action.action_findings.get().reopened
    assert last_entry().what == "plan.action_reopened"


def test_a_completed_action_takes_no_rating_until_it_is_reopened(cast):
    action = make_action(leads=[cast.lead_officer], state=State.COMPLETED_ON_PAPER, rating="Blue")
    amber = make_rating(action.plan, "Amber", colour="amber")
    with pytest.raises(RuleBroken, match="reopen it"):
        update_action(action=action, note="It slipped again.", rating=amber, by=by(cast.lead_officer), at=NOW)


def test_an_action_is_withdrawn_with_a_reason_by_whoever_manages_the_plan(cast):
    action = make_action(leads=[cast.lead_officer])
    with pytest.raises(NotAllowed):
        set_aside(action=action, state=State.WITHDRAWN, reason="Not ours.", by=by(cast.lead_officer), at=NOW)
    with pytest.raises(RuleBroken):
        set_aside(action=action, state=State.WITHDRAWN, reason="", by=by(cast.service_manager), at=NOW)
    set_aside(action=action, state=State.WITHDRAWN, reason="Moved to Health.", by=by(cast.service_manager), at=NOW)
    assert action.state == State.WITHDRAWN


def test_withdrawn_evidence_stays_and_no_longer_counts(cast):
    action = make_action(leads=[cast.lead_officer])
    evidence = make_evidence(action)
    report_complete(action=action, note="All six teams were trained.", by=by(cast.lead_officer), at=NOW)
    withdraw_evidence(evidence=evidence, reason="Wrong month.", by=by(cast.lead_officer), at=NOW)
    with pytest.raises(RuleBroken, match="evidence"):
        assure_action(
            action=action,
            difference="They are trained.",
            strength="records",
            by=by(cast.quality_assurance),
            on=date(2026, 5, 1),
        )
    assert action.evidence.count() == 1


def test_the_database_refuses_an_assured_action_without_assurer():
    with pytest.raises(IntegrityError), transaction.atomic():
        make_action(state=State.ASSURED, completed_on=date(2026, 1, 1))


def test_the_database_refuses_a_completion_date_on_unfinished_work():
    with pytest.raises(IntegrityError), transaction.atomic():
        make_action(completed_on=date(2026, 1, 1))


def test_a_person_of_whom_nobody_knows_may_do_nothing(cast):
    stranger = make_person("Wes Undone", roles=[])
    action = make_action(leads=[cast.lead_officer])
    with pytest.raises(NotAllowed):
        report_complete(action=action, note="All is done, truly.", by=by(stranger), at=NOW)
