"""The first door: every address says who its page is for."""

import re

from goldenthread.identity.middleware import THIRD_PARTY, audience_of, view_path
from goldenthread.identity.roles import Role
from goldenthread.kernel.audience import PUBLIC, SIGNED_IN
from tests.access.addresses import every_address

OPEN_TO_ALL = {
    "home": "the sign-in page stands there for a stranger",
    "account_login": "the sign-in form is sent there",
    "mfa_authenticate": "the second step of signing in",
    "welcome": "links the product sent",
    "keep-draft": "a session that was left alone keeps what its author types; a stranger is asked to sign in",
    "answer": "a link the product sent, by which somebody without an account answers once",
    "design": "every part of the pages, drawn from an invented example",
    "design-paper": "the foot of printed pages",
}
"""Every page that is public, with the reason. A page joins this list on purpose or not at all."""


def test_the_sweep_reaches_pages_we_know():
    names = {address.name for address in every_address()}
    assert {"people", "person", "record", "bodies", "design", "plan", "action", "mfa_index"} <= names


def test_every_page_says_who_it_is_for():
    silent = [address.route for address in every_address() if not audience_of(address.pattern.callback)]
    assert silent == []


def test_an_audience_is_a_role_or_everyone_signed_in_or_the_public():
    known = {*Role.values, PUBLIC, SIGNED_IN}
    odd = {a.route: audience_of(a.pattern.callback) - known for a in every_address()}
    assert {route: words for route, words in odd.items() if words} == {}


def test_public_pages_are_public_on_purpose():
    public = {a.name for a in every_address() if PUBLIC in audience_of(a.pattern.callback)}
    assert public == set(OPEN_TO_ALL)


def test_pages_a_library_brings_stand_in_one_table_and_nothing_else_does():
    ours = "goldenthread."
    brought = {
        view_path(a.pattern.callback) for a in every_address() if not getattr(a.pattern.callback, "audience", None)
    }
    assert brought == set(THIRD_PARTY)
    assert not any(name.startswith(ours) for name in THIRD_PARTY)


def test_addresses_are_in_kebab_case_and_have_names():
    plain = re.compile(r"^(?:(?:[a-z0-9-]+|<[a-z]+:[a-z_]+>)/)*(?:paper\.css)?$")
    odd = [address.route for address in every_address() if not plain.match(address.route)]
    assert odd == []
    assert [address.route for address in every_address() if not address.name] == []
