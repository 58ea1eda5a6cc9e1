"""Accounts: inviting, new passwords, disabling, the council and its demonstration."""

from datetime import UTC, date, datetime, timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError

from goldenthread.identity.actor import system
from goldenthread.identity.commands.accounts import (
    accept_invitation,
    change_password,
    disable_account,
    enable_account,
    end_sign_ins,
    hash_for_demonstration,
    invitation_for,
    invite_person,
    make_council,
    make_demonstration_account,
    reset_password,
)
from goldenthread.identity.models import Account, Council, Invitation, SignIn
from goldenthread.kernel.errors import NotAllowed, RuleBroken
from goldenthread.ledger.models import Entry, Value
from goldenthread.ledger.queries import history
from tests.cast import PASSWORD, by, make_person, sign_in
from tests.cast import make_council as put_council

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 13, 10, tzinfo=UTC)
NEW = "seven red kites circling"


def token_of(link):
    return link.path.strip("/").rpartition("/")[2]


@pytest.fixture
def admin(cast):
    return by(cast.administrator)


@pytest.fixture
def newcomer():
    return make_person("Owen Pascoe", account=False, email="owen@council.example")


def test_an_invited_person_chooses_a_password_once(admin, newcomer):
    link = invite_person(person=newcomer, by=admin, at=NOW)
    assert not Account.objects.get(person=newcomer).has_usable_password()
    invitation = invitation_for(token_of(link), at=NOW)
    accept_invitation(invitation=invitation, password=NEW, by=by(newcomer), at=NOW)
    assert Account.objects.get(person=newcomer).check_password(NEW)
    assert invitation_for(token_of(link), at=NOW) is None
    with pytest.raises(RuleBroken, match="used already"):
        accept_invitation(invitation=invitation, password=NEW, by=by(newcomer), at=NOW)


def test_the_token_itself_is_kept_nowhere(admin, newcomer):
    token = token_of(invite_person(person=newcomer, by=admin, at=NOW))
    assert len(token) > 40
    assert token not in str(list(Invitation.objects.values()))
    assert token not in str(list(Value.objects.values())) + str(list(Entry.objects.values()))


def test_a_link_runs_out_after_seven_days(admin, newcomer):
    link = invite_person(person=newcomer, by=admin, at=NOW)
    assert invitation_for(token_of(link), at=NOW + timedelta(days=6, hours=23))
    assert invitation_for(token_of(link), at=NOW + timedelta(days=7)) is None


def test_a_newer_link_puts_the_older_out_of_use(admin, newcomer):
    first = invite_person(person=newcomer, by=admin, at=NOW)
    second = invite_person(person=newcomer, by=admin, at=NOW + timedelta(hours=1))
    later = NOW + timedelta(hours=2)
    assert invitation_for(token_of(first), at=later) is None
    assert invitation_for(token_of(second), at=later)


def test_a_link_of_a_disabled_account_opens_nothing(admin, newcomer):
    link = invite_person(person=newcomer, by=admin, at=NOW)
    disable_account(person=newcomer, by=admin)
    assert invitation_for(token_of(link), at=NOW) is None


def test_a_made_up_token_finds_nothing(admin, newcomer):
    invite_person(person=newcomer, by=admin, at=NOW)
    assert invitation_for("x" * 43, at=NOW) is None


def test_a_link_is_used_by_its_own_person_alone(admin, newcomer, cast):
    invitation = invitation_for(token_of(invite_person(person=newcomer, by=admin, at=NOW)), at=NOW)
    with pytest.raises(NotAllowed):
        accept_invitation(invitation=invitation, password=NEW, by=by(cast.director), at=NOW)


@pytest.mark.parametrize("password", ["short", "123456789012345", "owen@council.example"])
def test_a_weak_password_is_refused_and_the_link_stays(admin, newcomer, password):
    link = invite_person(person=newcomer, by=admin, at=NOW)
    with pytest.raises(ValidationError):
        accept_invitation(invitation=invitation_for(token_of(link), at=NOW), password=password, by=by(newcomer), at=NOW)
    assert invitation_for(token_of(link), at=NOW)


def test_nobody_is_invited_without_an_address_or_twice(admin, cast):
    with pytest.raises(RuleBroken, match="e-mail address"):
        invite_person(person=cast.parent, by=admin, at=NOW)
    with pytest.raises(RuleBroken, match="chosen a password already"):
        invite_person(person=cast.lead_officer, by=admin, at=NOW)


def test_only_an_administrator_acting_for_herself_invites(cast, newcomer):
    for actor in (
        by(cast.service_manager),
        by(cast.director, cast.administrator),
        by(cast.administrator, cast.director),
    ):
        with pytest.raises(NotAllowed):
            invite_person(person=newcomer, by=actor, at=NOW)


def test_a_new_password_ends_every_session_and_the_old_password(admin, cast, client):
    sign_in(client, cast.lead_officer)
    client.get("/people/")
    link = reset_password(person=cast.lead_officer, by=admin, at=NOW)
    account = Account.objects.get(person=cast.lead_officer)
    assert account.check_password(PASSWORD)
    accept_invitation(invitation=invitation_for(token_of(link), at=NOW), password=NEW, by=by(cast.lead_officer), at=NOW)
    account.refresh_from_db()
    assert account.check_password(NEW)
    assert not SignIn.objects.filter(account=account).exists()
    assert client.get("/people/").status_code == 302


def test_a_lost_authenticator_is_taken_off_with_the_new_password(admin, cast):
    account = Account.objects.get(person=cast.lead_officer)
    Authenticator.objects.create(user=account, type="totp", data={"secret": "x"})
    reset_password(person=cast.lead_officer, by=admin, at=NOW, authenticator_too=True)
    assert not Authenticator.objects.filter(user=account).exists()
    assert "identity.authenticator_removed" in [line.what for line in history(cast.lead_officer.subject)]


def test_a_disabled_account_is_out_at_once_and_its_history_stays(admin, cast, client):
    sign_in(client, cast.lead_officer)
    assert client.get("/people/").status_code == 200
    disable_account(person=cast.lead_officer, by=admin, why="long leave")
    assert client.get("/people/").status_code == 302
    assert cast.lead_officer.roles_held.exists()
    assert history(cast.lead_officer.subject)[0].why == "long leave"
    enable_account(person=cast.lead_officer, by=admin)
    assert Account.objects.get(person=cast.lead_officer).may_sign_in(on=NOW.date())


def test_the_only_administrator_stays(admin, cast):
    with pytest.raises(RuleBroken, match="only administrator"):
        disable_account(person=cast.administrator, by=admin)
    make_person("Second Admin", roles=["administrator"])
    disable_account(person=cast.administrator, by=admin)


def test_a_password_is_changed_by_its_owner_alone(cast):
    account = Account.objects.get(person=cast.director)
    with pytest.raises(NotAllowed):
        change_password(account=account, password=NEW, by=by(cast.administrator))
    change_password(account=account, password=NEW, by=by(cast.director))
    assert check_password(NEW, Account.objects.get(pk=account.pk).password)
    kept = " ".join(value.before + value.after for value in Value.objects.all())
    assert NEW not in kept


def test_sessions_are_ended_by_their_owner_or_an_administrator(cast):
    account = Account.objects.get(person=cast.director)
    with pytest.raises(NotAllowed):
        end_sign_ins(account=account, by=by(cast.lead_officer))
    assert end_sign_ins(account=account, by=by(cast.administrator)) == 0


def test_there_is_one_council_and_it_never_becomes_a_demonstration():
    set_up = system("set-up", "Set-up")
    make_council(name="Wexmoor Council", by=set_up, on=date(2026, 3, 13))
    with pytest.raises(RuleBroken, match="already"):
        make_council(name="Another", by=set_up, on=date(2026, 3, 13), demonstration=True)
    assert not Council.objects.get().is_demonstration


def test_an_account_of_a_demonstration_cannot_exist_in_a_real_council(newcomer):
    put_council()
    with pytest.raises(RuleBroken, match="real council"):
        make_demonstration_account(person=newcomer, hashed=hash_for_demonstration(NEW), by=system("demo", "Demo"))
    assert not Account.objects.filter(person=newcomer).exists()


def test_an_account_of_a_demonstration_opens_nothing_once_the_council_is_real(newcomer, client):
    council = put_council(demonstration=True)
    make_demonstration_account(person=newcomer, hashed=hash_for_demonstration(NEW), by=system("demo", "Demo"))
    sign_in(client, newcomer)
    assert client.get("/people/").status_code == 200
    Council.objects.filter(pk=council.pk).update(is_demonstration=False)
    assert client.get("/people/").status_code == 302
    assert client.post("/sign-in/", {"login": newcomer.email, "password": NEW}).status_code == 422
