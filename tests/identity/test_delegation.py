"""Acting for somebody else: leave, its use, and both names in every entry."""

from datetime import UTC, date, datetime, timedelta

import pytest

from goldenthread.identity.commands.delegation import act_for, allow_delegate, end_delegation, stop_acting
from goldenthread.identity.models import Delegation, Person
from goldenthread.kernel.errors import NotAllowed, RuleBroken
from goldenthread.ledger.models import Entry
from tests.cast import by, make_person

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 13)
NOW = datetime(2026, 3, 13, 10, tzinfo=UTC)


def leave_for(person, delegate, *, actor=None, days=10, starts_on=DAY):
    return allow_delegate(
        person=person,
        delegate=delegate,
        starts_on=starts_on,
        ends_on=starts_on + timedelta(days=days),
        reason="annual leave",
        by=actor or by(person),
    )


def test_both_names_are_entered_while_somebody_acts(cast):
    leave = leave_for(cast.director, cast.clerk)
    acting = act_for(delegation=leave, by=by(cast.clerk), on=DAY)
    assert (acting.key, acting.for_key, acting.acting) == ("tamsin-orde", "piers-halloran", cast.director)
    entry = Entry.objects.get(what="identity.acting_begun")
    assert (entry.who, entry.for_whom) == ("tamsin-orde", "piers-halloran")
    stop_acting(by=acting)
    assert Entry.objects.filter(what="identity.acting_ended", for_whom="piers-halloran").exists()


def test_leave_holds_from_its_first_to_its_last_day(cast):
    leave_for(cast.director, cast.clerk, days=2)
    current = [Delegation.objects.current(on=DAY + timedelta(days=n)).exists() for n in range(-1, 4)]
    assert current == [False, True, True, True, False]


def test_leave_is_used_by_whom_it_was_given_to_and_in_its_time(cast):
    leave = leave_for(cast.director, cast.clerk)
    with pytest.raises(NotAllowed):
        act_for(delegation=leave, by=by(cast.lead_officer), on=DAY)
    with pytest.raises(RuleBroken, match="does not hold today"):
        act_for(delegation=leave, by=by(cast.clerk), on=DAY + timedelta(days=11))


def test_leave_taken_back_holds_no_more(cast):
    leave = leave_for(cast.director, cast.clerk)
    end_delegation(delegation=leave, by=by(cast.director), at=NOW)
    with pytest.raises(RuleBroken, match="does not hold"):
        act_for(delegation=leave, by=by(cast.clerk), on=DAY)
    with pytest.raises(RuleBroken, match="already"):
        end_delegation(delegation=leave, by=by(cast.director), at=NOW)


def test_leave_of_somebody_who_left_holds_no_more(cast):
    leave_for(cast.director, cast.clerk)
    Person.objects.filter(pk=cast.director.pk).update(left_on=DAY)
    assert Delegation.objects.current(on=DAY).exists()
    assert not Delegation.objects.current(on=DAY + timedelta(days=1)).exists()


def test_leave_is_given_by_oneself_or_an_administrator(cast):
    with pytest.raises(NotAllowed):
        leave_for(cast.director, cast.clerk, actor=by(cast.clerk))
    assert leave_for(cast.director, cast.clerk, actor=by(cast.administrator))


def test_leave_is_not_passed_on(cast):
    with pytest.raises(NotAllowed):
        leave_for(cast.director, cast.lead_officer, actor=by(cast.clerk, cast.director))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"ends_on": DAY - timedelta(days=1)}, "before the first"),
        ({"ends_on": DAY + timedelta(days=400)}, "a year at most"),
        ({"reason": " "}, "the reason"),
    ],
)
def test_leave_that_cannot_be_given_is_refused(cast, change, sentence):
    given = {"starts_on": DAY, "ends_on": DAY, "reason": "leave"} | change
    with pytest.raises(RuleBroken, match=sentence):
        allow_delegate(person=cast.director, delegate=cast.clerk, by=by(cast.director), **given)


def test_leave_needs_another_person_with_an_account_who_is_here(cast):
    with pytest.raises(RuleBroken, match="themself"):
        leave_for(cast.director, cast.director)
    with pytest.raises(RuleBroken, match="no account"):
        leave_for(cast.director, cast.parent)
    with pytest.raises(RuleBroken, match="must be here"):
        leave_for(cast.director, make_person("Gone Before", is_active=False))


def test_the_same_leave_is_not_given_twice(cast):
    leave_for(cast.director, cast.clerk)
    with pytest.raises(RuleBroken, match="already"):
        leave_for(cast.director, cast.clerk)
    assert leave_for(cast.director, cast.clerk, starts_on=DAY + timedelta(days=20))


def test_whoever_acts_for_nobody_cannot_stop(cast):
    with pytest.raises(RuleBroken, match="nobody but yourself"):
        stop_acting(by=by(cast.clerk))
