"""The demonstration council: built once here for all that is asked of it, and whole on any day."""

from datetime import date

import pytest

from goldenthread.home.demonstration.building import build_demonstration
from goldenthread.home.demonstration.why_it_stays import WHY_IT_STAYS
from goldenthread.identity.actor import system
from goldenthread.identity.models import Person
from goldenthread.identity.subjects import kinds, told
from goldenthread.kernel.errors import RuleBroken
from goldenthread.ledger.chain import verify
from goldenthread.ledger.models import Entry
from goldenthread.plan.challenge import challenge
from goldenthread.plan.models import Plan
from goldenthread.reports.models import Report
from goldenthread.reports.queries.checking import gate_in
from goldenthread.reports.queries.content import content_of

DAY = date(2026, 11, 21)

pytestmark = pytest.mark.django_db


def its_plans_are_there():
    plans = {plan.name: plan for plan in Plan.objects.all()}
    assert plans["SEND Action Plan"].actions.count() == 40
    improvement = next(plan for name, plan in plans.items() if name.startswith("Service"))
    assert improvement.actions.count() == 116
    assert challenge(improvement, on=DAY).disagreements


def everything_it_wrote_is_named_and_found_by_a_director():
    reader = Person.objects.get(name="Ruth Lindqvist")
    subjects = set(Entry.objects.values_list("subject", flat=True))
    found = told(subjects, reader=reader)
    without = {one.partition(":")[0] for one in subjects - set(found)}
    assert len(found) > 100
    pageless = {kind.name for kind in kinds().values() if kind.find is None}
    # Imports are opened by whoever brought them, and the system itself has no page.
    assert without <= {"import", "person"} | pageless
    assert {one for one in subjects - set(found) if one.startswith("person:")} <= {
        f"person:{key}" for key in Person.objects.filter(is_system=True).values_list("key", flat=True)
    }


def its_officers_give_a_reason_of_its_own_for_all_that_the_gate_shows():
    report = Report.objects.get(subject="Service Improvement Plan: progress this quarter")
    shown = gate_in(content_of(report))
    assert [one.finding.words for one in shown if one.is_open] == []
    given = {one.explanation.reason for one in shown}
    assert len(given) >= 12
    assert given <= set(WHY_IT_STAYS.values())


@pytest.mark.load
def test_it_is_built_by_the_users_own_commands_and_all_it_wrote_can_be_read():
    build_demonstration(day=DAY)
    its_plans_are_there()
    everything_it_wrote_is_named_and_found_by_a_director()
    its_officers_give_a_reason_of_its_own_for_all_that_the_gate_shows()
    assert verify().faults == ()
    with pytest.raises(RuleBroken):
        build_demonstration(day=DAY)


@pytest.mark.probe
@pytest.mark.parametrize("day", [date(2026, 4, 1), date(2028, 2, 29), date(2026, 10, 25), date(2027, 1, 1)])
def test_it_stands_on_any_day(day):
    build_demonstration(day=day)
    assert Plan.objects.count() == 3
    assert system("demonstration", "The demonstration").person.is_system
