"""Nobody alone gains what opens plans they may not see: a role, a post, leave, a hand-over, a seat."""

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from goldenthread.bodies.commands import add_member, make_body
from goldenthread.bodies.models import Kind
from goldenthread.identity import handover
from goldenthread.identity.commands.accounts import disable_account, enable_account
from goldenthread.identity.commands.delegation import allow_delegate
from goldenthread.identity.commands.handover import hand_over_everything
from goldenthread.identity.commands.posts import hold_post, make_post
from goldenthread.identity.commands.roles import give_role
from goldenthread.identity.models import Delegation
from goldenthread.identity.roles import Role
from goldenthread.kernel.errors import NotAllowed
from tests import cast as people
from tests.cast import by
from tests.plan.makers import make_action

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 13)
NOW = datetime(2026, 3, 13, 10, tzinfo=UTC)


def leave(person, delegate, *, actor):
    return allow_delegate(person=person, delegate=delegate, starts_on=DAY, ends_on=DAY, reason="leave", by=actor)


def test_an_administrator_gives_herself_no_role(cast):
    with pytest.raises(NotAllowed, match="Nobody can give a role to themself"):
        give_role(person=cast.administrator, role=Role.DIRECTOR, starts_on=DAY, by=by(cast.administrator))


def test_an_administrator_gives_herself_no_leave_to_act_for_a_manager(cast):
    with pytest.raises(NotAllowed, match="leave to act for somebody else"):
        leave(cast.service_manager, cast.administrator, actor=by(cast.administrator))
    assert leave(cast.service_manager, cast.lead_officer, actor=by(cast.administrator))


def test_nobody_who_keeps_people_puts_herself_into_a_post(cast):
    post = make_post(title="Head of Safeguarding", by=by(cast.service_manager))
    for taker in (cast.service_manager, cast.administrator):
        with pytest.raises(NotAllowed, match="into a post"):
            hold_post(post=post, person=taker, starts_on=DAY, by=by(taker))
    assert hold_post(post=post, person=cast.service_manager, starts_on=DAY, by=by(cast.administrator))


def test_whoever_acts_for_a_manager_puts_neither_of_the_two_into_a_post(cast):
    post = make_post(title="Head of Safeguarding", by=by(cast.service_manager))
    acting = by(cast.lead_officer, cast.service_manager)
    for taker in (cast.lead_officer, cast.service_manager):
        with pytest.raises(NotAllowed, match="into a post"):
            hold_post(post=post, person=taker, starts_on=DAY, by=acting)


def test_an_administrator_hands_nothing_over_to_herself(cast):
    successors = {kind.key: cast.administrator for kind in handover.kinds()}
    with pytest.raises(NotAllowed, match="hand over to themself"):
        hand_over_everything(
            person=cast.service_manager, successors=successors, by=by(cast.administrator), on=DAY, at=NOW
        )


def test_a_board_member_gives_herself_no_seat_and_others_may_take_one(cast):
    clerk = by(cast.clerk)
    board = make_body(name="Improvement Board", kind=Kind.BOARD, by=clerk)
    assert add_member(body=board, person=cast.clerk, starts_on=DAY, by=clerk)
    people.give_role(cast.service_manager, Role.BOARD_MEMBER)
    with pytest.raises(NotAllowed, match="give themself a seat"):
        add_member(body=board, person=cast.service_manager, starts_on=DAY, by=by(cast.service_manager))
    assert add_member(body=board, person=cast.service_manager, starts_on=DAY, by=clerk)


def test_a_disabled_account_lends_its_rights_to_nobody(cast):
    leave(cast.director, cast.clerk, actor=by(cast.director))
    disable_account(person=cast.director, by=by(cast.administrator))
    assert not Delegation.objects.current(on=DAY).exists()
    enable_account(person=cast.director, by=by(cast.administrator))
    assert Delegation.objects.current(on=DAY).exists()


def test_somebody_without_an_account_can_still_be_acted_for(cast):
    leave(cast.parent, cast.clerk, actor=by(cast.administrator))
    assert Delegation.objects.current(on=DAY).exists()


def test_a_session_that_acts_for_a_disabled_account_acts_for_nobody(page, cast):
    given = allow_delegate(
        person=cast.director,
        delegate=cast.clerk,
        starts_on=DAY,
        ends_on=date(2027, 3, 1),
        reason="leave",
        by=by(cast.director),
    )
    Delegation.objects.filter(pk=given.pk).update(ends_on=date(2099, 1, 1))
    page.sign_in(cast.clerk)
    page.post("/account/acting/begin/", {"leave": given.pk})
    assert page.get("/record/").status == 200
    disable_account(person=cast.director, by=by(cast.administrator))
    page.get("/record/", status=404)


def test_an_administrator_hands_over_actions_without_reading_them(page, cast):
    action = make_action(wording="Ring the Quarrier family.", leads=[cast.lead_officer])
    page.sign_in(cast.administrator)
    shown = page.get(f"/people/{cast.lead_officer.key}/hand-over/")
    assert "Actions and plans (1)" in shown
    assert "Quarrier" not in shown.html
    given = {"everything": cast.director.key, "on": timezone.localdate().isoformat()}
    asked = page.send(shown, given, press="at_once=yes", status=200)
    assert "Actions and plans: 1, to Piers Halloran" in asked
    assert "Quarrier" not in asked.html
    page.send(asked)
    assert action.leads.get().person == cast.director


def test_a_leaver_reads_what_she_hands_over(page, cast):
    make_action(wording="Ring the Quarrier family.", leads=[cast.lead_officer])
    page.sign_in(cast.lead_officer)
    assert "Ring the Quarrier family." in page.get(f"/people/{cast.lead_officer.key}/hand-over/")
