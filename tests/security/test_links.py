"""Links with which a password is chosen: none outlives what made it needless."""

from datetime import UTC, datetime, timedelta

import pytest

from goldenthread.identity.commands.accounts import (
    change_password,
    disable_account,
    enable_account,
    invitation_for,
    reset_password,
)
from goldenthread.identity.models import Account
from tests.cast import by

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 13, 10, tzinfo=UTC)


def token_for(cast):
    link = reset_password(person=cast.director, by=by(cast.administrator), at=NOW)
    return link.path.strip("/").rpartition("/")[2]


def test_a_link_that_was_not_used_holds(cast):
    assert invitation_for(token_for(cast), at=NOW + timedelta(hours=1))


def test_a_link_does_not_come_back_with_an_account_that_was_disabled_and_opened_again(cast):
    token = token_for(cast)
    disable_account(person=cast.director, by=by(cast.administrator))
    enable_account(person=cast.director, by=by(cast.administrator))
    assert invitation_for(token, at=NOW + timedelta(hours=1)) is None


def test_a_link_ends_when_its_owner_changes_the_password_herself(cast):
    token = token_for(cast)
    account = Account.objects.get(person=cast.director)
    change_password(account=account, password="nine brown otters swim", by=by(cast.director))
    assert invitation_for(token, at=NOW + timedelta(hours=1)) is None


def test_only_the_last_of_several_links_opens_anything(cast):
    first, second = token_for(cast), token_for(cast)
    assert invitation_for(first, at=NOW + timedelta(hours=1)) is None
    assert invitation_for(second, at=NOW + timedelta(hours=1))
