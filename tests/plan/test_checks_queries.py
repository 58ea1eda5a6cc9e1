"""The checks over a plan in the database: the right facts reach the rules, in few queries."""

from datetime import UTC, date, datetime

import pytest

from goldenthread.identity.models import Person
from goldenthread.plan.checks import run_checks
from goldenthread.plan.models import ActionFinding, EndDateChange
from goldenthread.plan.states import State
from goldenthread.sources.models import Finding, Source
from tests.cast import make_person
from tests.plan.makers import make_action, make_evidence, make_milestone, make_plan, make_update

pytestmark = pytest.mark.django_db
ON = date(2026, 5, 2)
NOW = datetime(2026, 4, 3, tzinfo=UTC)


def found(plan, id, **limits):
    (result,) = [one for one in run_checks(plan, on=ON, **limits) if one.id == id]
    return [one.action for one in result.actions]


def test_each_check_answers_in_a_fixed_order_with_the_actions_in_paper_order():
    plan = make_plan()
    second, first = make_action(plan, ref="1.2", position=2), make_action(plan, ref="1.1", position=1)
    assert [one.id for one in run_checks(plan, on=ON)] == [one.id for one in run_checks(make_plan(), on=ON)]
    assert found(plan, "no-lead") == [first.key, second.key]


def test_leads_are_read_with_who_is_accountable_and_who_is_known():
    plan = make_plan()
    ruth, joan = make_person("Ruth Amadi"), make_person("Joan Fairley")
    make_action(plan, ref="1.1", leads=[ruth, joan], leads_written="RA/JF")
    nobody = make_action(plan, ref="1.2", leads=[ruth, joan], leads_written="RA/JF", accountable=9)
    stranger = Person.objects.create(key="xy", name="XY", initials="XY")
    unmatched = make_action(plan, ref="1.3", leads=[stranger], leads_written="XY")
    overseen = make_action(plan, ref="1.4", leads=[ruth], leads_written="RA", senior_lead=ruth)
    assert found(plan, "no-accountable-lead") == [nobody.key]
    assert found(plan, "lead-unmatched") == [unmatched.key]
    assert found(plan, "senior-lead-is-lead") == [overseen.key]
    assert found(plan, "no-lead") == []


def test_the_load_of_a_lead_is_counted_over_unfinished_actions():
    plan = make_plan()
    ruth = make_person()
    for number in range(4):
        make_action(plan, ref=f"1.{number}", leads=[ruth], state="in_progress" if number else "withdrawn")
    assert found(plan, "lead-with-too-many") == []
    assert len(found(plan, "lead-with-too-many", lead_floor=3)) == 3
    assert found(plan, "lead-with-too-many", lead_floor=3, lead_share=1.0) == []


def test_the_newest_update_counts_by_its_date_and_then_by_when_it_came():
    plan = make_plan()
    remark = make_action(plan, ref="1.1", comments="A long account.")
    make_update(remark, "The rota is agreed.", dated_on=date(2026, 2, 1), dated_precision="month")
    make_update(remark, "Update?", dated_on=date(2026, 4, 3))
    account = make_action(plan, ref="1.2", comments="Update?")
    make_update(account, "The rota is agreed.", dated_on=date(2026, 4, 3))
    make_update(account, "Update?", dated_on=None, dated_precision="unknown")
    make_action(plan, ref="1.3", comments="A long account.")
    only = make_action(plan, ref="1.4", comments="Further information required")
    assert found(plan, "remark-not-update") == [remark.key, only.key]


def test_an_update_of_a_month_may_be_of_its_last_day():
    action = make_action(starts_on=date(2025, 4, 1))
    make_update(action, dated_on=date(2026, 2, 1), dated_precision="month")
    assert found(action.plan, "silent") == []
    assert found(action.plan, "silent", silent_months=2) == [action.key]


def test_evidence_findings_extensions_and_milestones_are_counted():
    plan, ruth = make_plan(), make_person()
    shown = make_action(plan, ref="1.1", state=State.COMPLETED_ON_PAPER, rating="Blue")
    make_evidence(shown)
    taken_back = make_action(plan, ref="1.2", state=State.COMPLETED_ON_PAPER, rating="Blue")
    make_evidence(taken_back, withdrawn_at=NOW)
    source = Source.objects.create(key="audit", kind="external_audit", title="Audit", entered_by=ruth, entered_at=NOW)
    finding = Finding.objects.create(source=source, key="audit-1", text="Ring sooner.", entered_by=ruth, entered_at=NOW)
    ActionFinding.objects.create(action=shown, finding=finding)
    standing = make_action(plan, ref="1.3", is_standing=True)
    make_milestone(standing, due_on=date(2026, 4, 1))
    reviewed = make_action(plan, ref="1.4", is_standing=True)
    make_milestone(reviewed, due_on=date(2026, 4, 1))
    make_milestone(reviewed, due_on=date(2026, 6, 1))
    for decision in ("approved", "declined", "approved"):
        EndDateChange.objects.create(
            action=reviewed, after_written="June 2026", after_on=date(2026, 6, 30), after_precision="month",
            reason="The panel meets later.", asked_by=ruth, asked_at=NOW, decision=decision, decided_by=ruth,
        )  # fmt: skip
    assert found(plan, "blue-without-evidence") == [taken_back.key]
    assert found(plan, "no-source") == [taken_back.key, standing.key, reviewed.key]
    assert found(plan, "standing-without-review") == [standing.key]
    assert found(plan, "end-moved-often", extensions=2) == [reviewed.key]
    assert found(plan, "end-moved-often") == []


def test_a_long_plan_is_checked_in_as_many_queries_as_a_short_one(django_assert_num_queries):
    plan = make_plan()
    for number in range(3):
        make_update(make_action(plan, ref=f"1.{number}", leads=[make_person(f"Ruth {number}")]))
    with django_assert_num_queries(9):
        run_checks(plan, on=ON)
