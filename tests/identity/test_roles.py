"""Roles: on which day they hold, where, and who gives them."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from goldenthread.identity.commands.roles import end_role, give_role
from goldenthread.identity.models import Rights, RoleHeld
from goldenthread.identity.roles import Role
from goldenthread.kernel.errors import NotAllowed, RuleBroken
from goldenthread.ledger.queries import history
from tests.cast import by, make_person, make_post, make_scope
from tests.cast import give_role as put_role

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 13)


@pytest.fixture
def admin(cast):
    return by(cast.administrator)


def test_a_role_holds_from_its_first_to_its_last_day_inclusive():
    ruth = make_person()
    put_role(ruth, Role.DIRECTOR, starts_on=DAY, ends_on=DAY + timedelta(days=2))
    held = [Rights.of(ruth, on=DAY + timedelta(days=n)).has(Role.DIRECTOR) for n in range(-1, 4)]
    assert held == [False, True, True, True, False]


def test_a_role_on_one_plan_is_held_there_and_nowhere_else():
    ruth, here, there = make_person(), make_scope(key="sip"), make_scope(key="send")
    put_role(ruth, Role.SERVICE_MANAGER, scope=here)
    rights = ruth.rights
    assert rights.has(Role.SERVICE_MANAGER, scope_id=here.pk)
    assert not rights.has(Role.SERVICE_MANAGER, scope_id=there.pk)
    assert not rights.has(Role.SERVICE_MANAGER)
    assert rights.scopes(Role.SERVICE_MANAGER) == {here.pk}
    assert rights.roles == {Role.SERVICE_MANAGER}


def test_several_roles_stand_side_by_side(cast, admin):
    give_role(person=cast.lead_officer, role=Role.BOARD_MEMBER, starts_on=DAY, by=admin)
    assert Rights.of(cast.lead_officer, on=DAY).roles == {Role.LEAD_OFFICER, Role.BOARD_MEMBER}


def test_somebody_who_left_holds_nothing():
    ruth = make_person(roles=[Role.DIRECTOR], left_on=DAY)
    make_post(holder=ruth)
    assert Rights.of(ruth, on=DAY).has(Role.DIRECTOR)
    after = Rights.of(ruth, on=DAY + timedelta(days=1))
    assert (after.roles, after.posts) == (frozenset(), frozenset())


def test_giving_and_ending_are_entered_with_place_and_dates(cast, admin):
    held = give_role(person=cast.nobody, role="auditor", starts_on=DAY, scope=make_scope(), by=admin)
    end_role(held=held, on=DAY + timedelta(days=30), by=admin)
    ended, given = history(cast.nobody.subject)
    assert {change.field: change.after for change in given.changes} == {
        "role": "auditor",
        "on": "plan:sip",
        "starts_on": "2026-03-13",
    }
    assert (ended.what, ended.changes[0].after) == ("identity.role_ended", "2026-04-12")


def test_a_role_that_had_not_begun_is_taken_back_altogether(cast, admin):
    held = give_role(person=cast.nobody, role="auditor", starts_on=DAY + timedelta(days=9), by=admin)
    end_role(held=held, on=DAY, by=admin)
    assert not RoleHeld.objects.filter(person=cast.nobody).exists()


def test_the_same_role_is_not_given_twice_for_the_same_time(cast, admin):
    give_role(person=cast.nobody, role="auditor", starts_on=DAY, ends_on=DAY + timedelta(days=5), by=admin)
    with pytest.raises(RuleBroken, match="already"):
        give_role(person=cast.nobody, role="auditor", starts_on=DAY + timedelta(days=5), by=admin)
    give_role(person=cast.nobody, role="auditor", starts_on=DAY + timedelta(days=6), by=admin)


def test_nobody_gives_a_role_to_themself(cast, admin):
    with pytest.raises(NotAllowed, match="themself"):
        give_role(person=cast.administrator, role="director", starts_on=DAY, by=admin)


@pytest.mark.parametrize("part", ["service_manager", "director", "monitoring_officer", "auditor", "nobody"])
def test_only_administrators_give_roles(cast, part):
    with pytest.raises(NotAllowed):
        give_role(person=cast.parent, role="director", starts_on=DAY, by=by(getattr(cast, part)))


def test_an_administrators_right_to_give_roles_is_not_lent(cast):
    with pytest.raises(NotAllowed):
        give_role(person=cast.parent, role="director", starts_on=DAY, by=by(cast.clerk, cast.administrator))


def test_the_last_administrator_keeps_the_role(cast, admin):
    held = RoleHeld.objects.get(person=cast.administrator)
    with pytest.raises(RuleBroken, match="only administrator"):
        end_role(held=held, on=DAY, by=admin)


def test_some_roles_are_never_held_on_one_plan(cast, admin):
    with pytest.raises(RuleBroken, match="everywhere"):
        give_role(person=cast.nobody, role="administrator", starts_on=DAY, scope=make_scope(), by=admin)


def test_an_unknown_role_is_refused_by_command_and_database(cast, admin):
    with pytest.raises(ValueError, match="not a valid Role"):
        give_role(person=cast.nobody, role="emperor", starts_on=DAY, by=admin)
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleHeld.objects.create(person=cast.nobody, role="emperor", starts_on=DAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleHeld.objects.create(person=cast.nobody, role="auditor", starts_on=DAY, ends_on=DAY - timedelta(days=1))
