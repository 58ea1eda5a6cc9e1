"""Roles held on a plan alone go into its next year by whoever may give roles, and by nobody else."""

from datetime import date, timedelta

import pytest

from goldenthread.identity.actor import Actor
from goldenthread.identity.models import RoleHeld
from goldenthread.identity.roles import Role
from goldenthread.kernel.errors import NotAllowed, RuleBroken
from goldenthread.ledger.models import Entry
from goldenthread.plan.commands.roles_onward import give_role_onward, leave_role_behind
from goldenthread.plan.models import RoleOnward
from goldenthread.plan.queries.roles_onward import roles_that_wait, roles_to_take
from tests.cast import by, give_role, make_person
from tests.plan.refreshing import APRIL

pytestmark = pytest.mark.django_db

ON = APRIL.date()
PAGE = "/plans/next-year/roles/"


@pytest.fixture
def assurer(year):
    """Somebody who holds one role on the old plan and nothing else."""
    return make_person("Nia Falk", roles=[Role.QUALITY_ASSURANCE], scope=year.plan.scope)


def held_on(plan, person):
    return list(RoleHeld.objects.filter(scope=plan.scope, person=person).values_list("role", flat=True))


def waiting(cast):
    return list(roles_that_wait(cast.administrator, on=ON))


def test_a_manager_gives_no_role_by_the_last_press_and_an_administrator_is_asked(cast, year, assurer):
    new = year.carry_out(year.prepared())
    assert held_on(new, assurer) == []
    (row,) = waiting(cast)
    assert (row.held.person, row.held.role, row.refresh.made) == (assurer, Role.QUALITY_ASSURANCE, new)
    give_role_onward(onward=row, by=by(cast.administrator), at=APRIL)
    assert held_on(new, assurer) == [Role.QUALITY_ASSURANCE]
    assert waiting(cast) == []
    given = Entry.objects.filter(what="identity.role_given", subject=assurer.subject).get()
    assert given.who == cast.administrator.key
    assert Entry.objects.filter(what="plan.role_went_along", subject=assurer.subject).count() == 1


def test_whoever_may_give_roles_gives_them_by_the_press_with_their_days(cast, year, assurer):
    until = date(2026, 12, 31)
    RoleHeld.objects.filter(person=assurer).update(ends_on=until)
    give_role(cast.service_manager, Role.ADMINISTRATOR)
    new = year.carry_out(year.prepared())
    made = RoleHeld.objects.get(scope=new.scope, person=assurer)
    assert (made.role, made.starts_on, made.ends_on) == (Role.QUALITY_ASSURANCE, ON, until)
    row = RoleOnward.objects.get()
    assert (row.outcome, row.by) == ("given", cast.service_manager)
    assert waiting(cast) == []


def test_nobody_gives_herself_a_role_by_the_press(cast, year):
    presser = cast.service_manager
    give_role(presser, Role.ADMINISTRATOR)
    give_role(presser, Role.DIRECTOR, scope=year.plan.scope)
    new = year.carry_out(year.prepared())
    assert Role.DIRECTOR not in held_on(new, presser)
    (row,) = waiting(cast)
    with pytest.raises(NotAllowed, match="to themself"):
        give_role_onward(onward=row, by=Actor(presser), at=APRIL)
    give_role_onward(onward=row, by=by(cast.administrator), at=APRIL)
    assert Role.DIRECTOR in held_on(new, presser)


def test_what_has_ended_is_held_everywhere_or_by_a_leaver_does_not_wait(cast, year, assurer):
    give_role(assurer, Role.QUALITY_ASSURANCE)
    give_role(make_person("Old Hand"), Role.DIRECTOR, scope=year.plan.scope, ends_on=ON - timedelta(days=1))
    give_role(make_person("Has Left", left_on=ON - timedelta(days=1)), Role.DIRECTOR, scope=year.plan.scope)
    year.carry_out(year.prepared())
    assert waiting(cast) == []


def test_a_role_given_by_hand_or_ended_in_the_meantime_waits_no_more(cast, year, assurer):
    other = make_person("Owen Pascoe", roles=[Role.LEAD_OFFICER], scope=year.plan.scope)
    new = year.carry_out(year.prepared())
    assert len(waiting(cast)) == 2
    give_role(assurer, Role.QUALITY_ASSURANCE, scope=new.scope)
    RoleHeld.objects.filter(person=other).update(ends_on=ON - timedelta(days=1))
    assert waiting(cast) == []


def test_a_role_left_behind_holds_on_the_old_plan_and_is_asked_about_no_more(cast, year, assurer):
    new = year.carry_out(year.prepared())
    (row,) = waiting(cast)
    with pytest.raises(NotAllowed):
        leave_role_behind(onward=row, by=year.actor, at=APRIL)
    leave_role_behind(onward=row, by=by(cast.administrator), at=APRIL)
    assert (held_on(year.plan, assurer), held_on(new, assurer)) == ([Role.QUALITY_ASSURANCE], [])
    assert waiting(cast) == []
    assert Entry.objects.filter(what="plan.role_left_behind", subject=assurer.subject).exists()
    with pytest.raises(RuleBroken, match="in the meantime"):
        give_role_onward(onward=row, by=by(cast.administrator), at=APRIL)


def test_before_the_press_a_manager_reads_how_many_and_an_administrator_who(cast, year, assurer):
    told = roles_to_take(year.plan, year.actor, on=ON)
    assert (told.given, told.asked) == ([], 1)
    manager = cast.service_manager
    give_role(manager, Role.ADMINISTRATOR)
    told = roles_to_take(year.plan, Actor(manager), on=ON)
    assert ([held.person for held in told.given], told.asked) == ([assurer], 0)
    assert roles_to_take(year.plan, Actor(cast.director, behalf_of=manager), on=ON).given == []


def test_the_page_of_the_next_year_says_it_before_the_press_and_the_receipt_after(page, cast, year, assurer):
    refresh = year.prepared()
    page.sign_in(cast.service_manager)
    at = f"/plans/{year.plan.key}/refresh/"
    told = page.get(at)
    assert "1 role is held on the present plan alone and does not go along by the press" in told
    assert assurer.name not in told
    year.carry_out(refresh)
    assert "1 role that is held on the old plan alone waits for an administrator" in page.get(at)


def test_an_administrator_who_presses_reads_every_name_before(page, cast, year, assurer):
    give_role(cast.service_manager, Role.ADMINISTRATOR)
    year.prepared()
    page.sign_in(cast.service_manager)
    told = page.get(f"/plans/{year.plan.key}/refresh/")
    assert "The last press gives 1 role on the new plan as well:" in told
    assert "Nia Falk: Quality-assurance manager" in told


def test_the_administrator_finds_what_waits_on_her_start_page_and_decides_each(page, cast, year, assurer):
    other = make_person("Owen Pascoe", roles=[Role.LEAD_OFFICER], scope=year.plan.scope)
    new = year.carry_out(year.prepared())
    page.sign_in(cast.administrator)
    start = page.get("/")
    words = "roles of plans that went into their next year wait for a decision"
    assert f"2{words}" in start.text
    assert PAGE in start.links().values()
    listed = page.get(PAGE)
    assert ("Nia Falk" in listed, "Owen Pascoe" in listed) == (True, True)
    for person, do in ((assurer, "give"), (other, "leave")):
        row = RoleOnward.objects.get(held__person=person)
        page.post(PAGE, {"row": str(row.pk), "do": do})
    assert (held_on(new, assurer), held_on(new, other)) == ([Role.QUALITY_ASSURANCE], [])
    assert "Nothing waits for a decision" in page.get(PAGE)
    assert words not in page.get("/")
    page.post(PAGE, {"row": "999999", "do": "give"}, status=404)
    page.post(PAGE, {"row": "", "do": "give"}, status=404)


def test_the_page_is_for_administrators_alone(page, cast, year, assurer):
    year.carry_out(year.prepared())
    row = RoleOnward.objects.get()
    page.sign_in(cast.service_manager)
    page.get(PAGE, status=404)
    page.post(PAGE, {"row": str(row.pk), "do": "give"}, status=404)
    assert RoleOnward.objects.get().outcome == ""


def test_many_roles_cost_the_page_no_more(page, cast, year, assurer):
    year.carry_out(year.prepared())
    page.sign_in(cast.administrator)
    few = page.cost(PAGE)
    refresh = RoleOnward.objects.get().refresh
    for number in range(5):
        person = make_person(f"Person {number}", account=False)
        held = give_role(person, Role.DIRECTOR, scope=year.plan.scope)
        RoleOnward.objects.create(refresh=refresh, held=held)
    assert page.cost(PAGE) == few
