"""Changed end dates, leads, and the structure of a plan made in place."""

from datetime import UTC, date, datetime

import pytest

from goldenthread.kernel.errors import NotAllowed, RuleBroken
from goldenthread.plan.commands.dates import ask_new_end, decide_new_end
from goldenthread.plan.commands.leads import hand_over_actions, set_leads
from goldenthread.plan.commands.plans import answer_finding, change_header, link_plans, make_plan, move_plan
from goldenthread.plan.commands.structure import (
    add_action,
    add_aim,
    add_priority,
    change_action,
    copy_action,
    delete_action,
    delete_priority,
    move,
)
from goldenthread.plan.models import Action, Plan
from goldenthread.plan.models import EndDateChange as Change
from goldenthread.plan.queries.one_plan import find_plan, sees_plan
from goldenthread.sources.commands import add_source, decide_finding, raise_finding
from tests.cast import by, make_person
from tests.plan import makers

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
TODAY = date(2026, 6, 1)
WHY = "The trainer is ill until September."


def dated_action(cast, **fields):
    return makers.make_action(
        leads=[cast.lead_officer],
        ends_written="Jul-26",
        ends_on=date(2026, 7, 31),
        ends_precision="month",
        original_ends_written="Jul-26",
        original_ends_on=date(2026, 7, 31),
        **fields,
    )


def test_a_changed_end_date_keeps_the_original_the_reason_and_the_approver(cast):
    action = dated_action(cast, senior_lead=cast.director)
    change = ask_new_end(action=action, end="October 2026", reason=WHY, by=by(cast.lead_officer), at=NOW)
    action.refresh_from_db()
    assert (change.decision, action.ends_written) == (Change.Decision.ASKED, "Jul-26")
    decide_new_end(change=change, approve=True, note="", by=by(cast.director), at=NOW)
    action.refresh_from_db()
    assert (action.ends_on, action.ends_written) == (date(2026, 10, 31), "October 2026")
    assert (action.original_ends_on, action.original_ends_written) == (date(2026, 7, 31), "Jul-26")
    assert change.decided_by == cast.director


def test_a_lead_does_not_approve_her_own_new_date(cast):
    action = dated_action(cast, senior_lead=cast.lead_officer)
    change = ask_new_end(action=action, end="October 2026", reason=WHY, by=by(cast.lead_officer), at=NOW)
    with pytest.raises(RuleBroken, match="Somebody else"):
        decide_new_end(change=change, approve=True, note="", by=by(cast.lead_officer), at=NOW)


def test_a_request_is_decided_once_and_only_one_waits(cast):
    action = dated_action(cast)
    change = ask_new_end(action=action, end="October 2026", reason=WHY, by=by(cast.lead_officer), at=NOW)
    with pytest.raises(RuleBroken, match="already"):
        ask_new_end(action=action, end="December 2026", reason=WHY, by=by(cast.lead_officer), at=NOW)
    decide_new_end(change=change, approve=False, note="Use the other trainer.", by=by(cast.service_manager), at=NOW)
    with pytest.raises(RuleBroken, match="already"):
        decide_new_end(change=change, approve=True, note="", by=by(cast.service_manager), at=NOW)
    action.refresh_from_db()
    assert action.ends_on == date(2026, 7, 31)


@pytest.mark.parametrize(("end", "reason"), [("soon", WHY), ("Jul-26", WHY), ("March 2020", WHY), ("Oct-26", "late")])
def test_a_new_date_must_be_a_date_and_have_a_reason(cast, end, reason):
    action = dated_action(cast, starts_on=date(2026, 1, 1))
    with pytest.raises(RuleBroken):
        ask_new_end(action=action, end=end, reason=reason, by=by(cast.lead_officer), at=NOW)


def test_in_a_plan_that_was_agreed_no_end_date_is_simply_typed_over(cast):
    action = dated_action(cast)
    with pytest.raises(RuleBroken, match="ask for a new end date"):
        change_action(action=action, ends="Dec-26", by=by(cast.service_manager))


def test_one_lead_is_accountable(cast):
    action = makers.make_action(leads=[cast.lead_officer])
    other = make_person("Sol Ferrers")
    set_leads(
        action=action,
        leads=[other, cast.lead_officer],
        accountable=cast.lead_officer,
        by=by(cast.service_manager),
        senior_lead=cast.director,
    )
    rows = [(lead.person, lead.is_accountable) for lead in action.leads.all()]
    assert rows == [(other, False), (cast.lead_officer, True)]
    action.refresh_from_db()
    assert (action.leads_written, action.senior_lead_written) == ("SF/RA", "PH")


def test_everything_unfinished_is_handed_over_and_what_is_finished_keeps_its_lead(cast):
    plan = makers.make_plan()
    open_one = makers.make_action(plan, leads=[cast.lead_officer])
    shared = makers.make_action(plan, ref="1.2", leads=[cast.nobody, cast.lead_officer], accountable=1)
    done = makers.make_action(plan, ref="1.3", leads=[cast.lead_officer], state="completed_on_paper", rating="Blue")
    count = hand_over_actions(person=cast.lead_officer, successor=cast.nobody, by=by(cast.administrator), on=TODAY)
    assert count == 2
    assert [lead.person for lead in open_one.leads.all()] == [cast.nobody]
    assert [(lead.person, lead.is_accountable) for lead in shared.leads.all()] == [(cast.nobody, True)]
    assert [lead.person for lead in done.leads.all()] == [cast.lead_officer]


def test_a_plan_is_made_from_nothing_and_its_first_action_stands(cast):
    manager = by(cast.service_manager)
    plan = make_plan(name="Youth Justice Plan", starts="April 2026", ends="March 2027", by=manager, on=TODAY)
    assert (plan.key, plan.stage) == ("yjp-2026-27", "draft")
    priority = add_priority(plan=plan, number="", title="Fewer remands", by=manager)
    aim = add_aim(priority=priority, text="Every court report offers bail support.", by=manager)
    action = add_action(priority=priority, aim=aim, wording="Write the offer.", ends="Sep-26", by=manager)
    assert (action.key, action.ends_on) == ("p1-x1", date(2026, 9, 30))
    assert change_action(action=action, ref="1.1", ends="Oct-26", by=manager).key == "p1-x1"
    move_plan(plan=plan, stage="live", by=manager, on=TODAY, note="The board on 1 June.")
    assert plan.moves.get().note == "The board on 1 June."


def test_a_plan_moves_only_along_its_life_and_names_who_decided(cast):
    plan = makers.make_plan(stage="draft")
    manager = by(cast.service_manager)
    with pytest.raises(RuleBroken, match="without actions"):
        move_plan(plan=plan, stage="live", by=manager, on=TODAY, note="Board")
    makers.make_action(plan)
    with pytest.raises(RuleBroken, match="Name the body"):
        move_plan(plan=plan, stage="live", by=manager, on=TODAY)
    with pytest.raises(RuleBroken, match="cannot become"):
        move_plan(plan=plan, stage="closed", by=manager, on=TODAY, note="Board")


@pytest.mark.parametrize("part", ["lead_officer", "quality_assurance", "director", "auditor", "administrator", "clerk"])
def test_only_whoever_manages_a_plan_changes_its_structure(cast, part):
    action = makers.make_action(leads=[cast.lead_officer])
    actor = by(getattr(cast, part))
    for change in (
        lambda: add_priority(plan=action.plan, number="9", title="New", by=actor),
        lambda: change_action(action=action, wording="Else", by=actor),
        lambda: change_header(plan=action.plan, name="Else", by=actor),
        lambda: delete_action(action=action, by=actor),
        lambda: set_leads(action=action, leads=[], by=actor),
    ):
        with pytest.raises(NotAllowed):
            change()


def test_actions_are_moved_copied_and_deleted_in_place(cast):
    manager = by(cast.service_manager)
    plan = makers.make_plan()
    first, second, third = (makers.make_action(plan, ref=f"1.{n}", wording=f"Do {n}.") for n in (1, 2, 3))
    move(row=third, before=first, by=manager)
    assert [action.ref for action in plan.actions.order_by("position")] == ["1.3", "1.1", "1.2"]
    copy = copy_action(action=first, by=manager)
    assert [action.wording for action in plan.actions.order_by("position")] == ["Do 3.", "Do 1.", "Do 1.", "Do 2."]
    assert (copy.ref, copy.key) == ("", "p1-x1")
    delete_action(action=copy, by=manager)
    assert not Action.objects.filter(pk=copy.pk).exists()
    makers.make_update(second)
    with pytest.raises(RuleBroken, match="Withdraw"):
        delete_action(action=second, by=manager)
    with pytest.raises(RuleBroken, match="has actions"):
        delete_priority(priority=first.priority, by=manager)


def test_plans_link_to_plans(cast):
    plan, other = makers.make_plan(), makers.make_plan(name="Strategy")
    link_plans(plan=plan, other=other, kind="strategy", by=by(cast.service_manager))
    assert [link.other for link in plan.links.all()] == [other]
    with pytest.raises(RuleBroken):
        link_plans(plan=plan, other=plan, kind="related", by=by(cast.service_manager))


def test_any_member_of_staff_enters_feedback_and_only_managers_enter_inspections(cast):
    lead = by(cast.lead_officer)
    source = add_source(kind="staff_feedback", title="Team day", by=lead, at=NOW)
    raise_finding(source=source, text="Forms ask the same thing twice.", by=lead, at=NOW)
    with pytest.raises(NotAllowed):
        add_source(kind="inspection", title="Inspection", by=lead, at=NOW)
    with pytest.raises(NotAllowed):
        add_source(kind="staff_feedback", title="From a stranger", by=by(cast.nobody), at=NOW)


def test_a_finding_is_answered_by_an_action_or_declined_with_a_reason(cast):
    manager = by(cast.service_manager)
    source = add_source(kind="inspection", title="Inspection", dated="July 2025", by=manager, at=NOW)
    first = raise_finding(source=source, text="Write shorter plans.", number="1", by=manager, at=NOW)
    action = makers.make_action()
    answer_finding(action=action, finding=first, by=manager)
    answer_finding(action=action, finding=first, by=manager)
    assert [tie.finding for tie in action.action_findings.all()] == [first]
    with pytest.raises(RuleBroken):
        decide_finding(finding=first, answer="declined", reason="", by=manager)


def test_readers_of_plans(cast):
    mine = makers.make_plan()
    other = makers.make_plan(stage="draft")
    makers.make_action(mine, leads=[cast.lead_officer])
    seen = {part: Plan.objects.visible_to(person).count() for part, person in cast.everyone().items()}
    assert seen == {
        "lead_officer": 1,
        "service_manager": 2,
        "quality_assurance": 2,
        "director": 2,
        "auditor": 2,
        "board_member": 0,
        "clerk": 0,
        "councillor": 0,
        "monitoring_officer": 0,
        "administrator": 0,
        "nobody": 0,
    }
    assert other in Plan.objects.visible_to(cast.director)


def test_a_plan_is_found_by_those_alone_to_whom_it_is_visible(cast):
    plans = [makers.make_plan(), makers.make_plan(stage="draft")]
    makers.make_action(plans[0], leads=[cast.lead_officer])
    for person in cast.everyone().values():
        seen = list(Plan.objects.visible_to(person).order_by("pk"))
        assert [plan for plan in plans if sees_plan(person, plan.pk)] == seen
        assert [plan for plan in plans if find_plan(person, plan.key) == plan] == seen
        assert find_plan(person, "no-such-plan") is None


def test_an_end_that_is_over_already_is_refused_whoever_asks(cast):
    action = dated_action(cast)
    for who in (cast.lead_officer, cast.service_manager):
        with pytest.raises(RuleBroken, match="over already, so the action would be late at once"):
            ask_new_end(action=action, end="January 2026", reason=WHY, by=by(who), at=NOW)
    assert not action.end_date_changes.exists()


def test_whoever_asks_for_an_earlier_end_and_whoever_decides_are_told_that_it_is_earlier(page, cast):
    action = dated_action(cast)
    Action.objects.filter(pk=action.pk).update(ends_on=date(2098, 10, 31), ends_written="Oct-98")
    page.sign_in(cast.lead_officer)
    asked = page.get(f"{action.get_absolute_url()}end-date/")
    page.send(asked, {"end": "August 2098", "reason": WHY})
    remark = "earlier than the end it has, Oct-98: it is brought forward, not extended"
    assert f"August 2098 is {remark}." in page.get(action).html
    page.sign_in(cast.service_manager)
    assert remark in page.get("/waiting/end-dates/").text
    assert remark in page.get(f"{action.get_absolute_url()}end-date/decide/").text
