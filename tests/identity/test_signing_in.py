"""Signing in: one page, equal answers, limits on tries, the second step, links used once."""

import re
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from goldenthread.identity.adapter import OurAuthenticator
from goldenthread.identity.commands.accounts import disable_account, invite_person, reset_password
from goldenthread.identity.models import Account, Invitation, Person, SignIn
from goldenthread.ledger.models import Entry
from tests.cast import PASSWORD, by, make_person, sign_in
from tests.pages import PageClient

NEW = "seven red kites circling"


def code_of(secret, *, step=0):
    counter = int(timezone.now().timestamp()) // 30 + step
    return totp.format_hotp_value(totp.hotp_value(secret, counter))


def fill(page, email, password, **more):
    return page.post("/sign-in/", {"login": email, "password": password, **more})


def test_somebody_signs_in_and_is_led_to_the_first_page(page, cast):
    form = page.get("/")
    assert form.heading == "Sign in"
    answer = page.send(form, {"login": "Ruth-Amadi@council.example", "password": PASSWORD})
    assert answer.location == "/"
    assert page.get("/account/").heading == "My account"


def test_she_goes_on_where_she_wanted_to_go(page, cast):
    answer = page.get("/people/?q=ruth", status=302)
    assert answer.location == "/?next=%2Fpeople%2F%3Fq%3Druth"
    form = page.follow(answer)
    answer = page.send(form, {"login": "ruth-amadi@council.example", "password": PASSWORD})
    assert answer.location == "/people/?q=ruth"


def test_she_still_goes_on_after_a_wrong_password(page, cast):
    form = page.get("/?next=/people/")
    refused = page.send(form, {"login": "ruth-amadi@council.example", "password": "wrong"}, status=422)
    answer = page.send(refused, {"password": PASSWORD})
    assert answer.location == "/people/"


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "evil", "http:x"],
)
def test_no_other_host_is_ever_led_to(page, cast, elsewhere):
    form = page.get("/", {"next": elsewhere})
    assert "next" not in form.values()
    answer = fill(page, "ruth-amadi@council.example", PASSWORD, next=elsewhere)
    assert answer.location == "/"


def test_a_wrong_password_an_unknown_address_and_a_closed_account_are_answered_alike(page, cast):
    disable_account(person=cast.director, by=by(cast.administrator))
    answers = {
        re.sub(r'value="[^"]*"', "", page.post("/sign-in/", {"login": email, "password": password}, status=422).html)
        for email, password in (
            ("ruth-amadi@council.example", "wrong password here"),
            ("nobody.at.all@council.example", "wrong password here"),
            ("piers-halloran@council.example", PASSWORD),
        )
    }
    assert len(answers) == 1
    assert "do not belong together" in answers.pop()


def test_after_five_wrong_passwords_the_right_one_is_refused_too(page, cast):
    for _ in range(5):
        page.post("/sign-in/", {"login": "ruth-amadi@council.example", "password": "wrong"}, status=422)
    refused = page.post("/sign-in/", {"login": "ruth-amadi@council.example", "password": PASSWORD}, status=422)
    assert "too many attempts" in refused
    assert fill(page, "piers-halloran@council.example", PASSWORD).location == "/"


def test_too_many_requests_from_one_place_get_a_page_of_ours(page, db):
    for number in range(30):
        Client().post("/sign-in/", {"login": f"person{number}@council.example"})
    refused = page.post("/sign-in/", {"login": "one.more@council.example"}, status=429)
    assert refused.heading == "There were too many attempts"


def test_nobody_signs_themself_up(page, db):
    for address in ("/sign-up/", "/account/signup/", "/accounts/signup/", "/signup/"):
        assert page.get(address, status=302).location.startswith("/?next=")


def test_whoever_is_signed_in_is_led_past_the_form(page, cast):
    page.sign_in(cast.director)
    assert page.get("/sign-in/", status=302).location == "/"


def test_signing_out_ends_the_session_and_is_never_a_link(page, cast):
    page.sign_in(cast.director)
    page.get("/account/")
    page.get("/sign-out/", status=405)
    assert page.post("/sign-out/").location == "/"
    assert page.get("/account/", status=302)
    assert not SignIn.objects.exists()


def test_pages_of_people_signed_in_are_kept_by_no_cache(page, cast):
    page.sign_in(cast.director)
    assert page.get("/people/").response["Cache-Control"] == "no-store"
    assert "no-store" in PageClient().get("/").response["Cache-Control"]


def test_a_form_without_its_token_is_refused(cast):
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/sign-in/", {"login": "ruth-amadi@council.example", "password": PASSWORD})
    assert answer.status_code == 403


def test_the_session_key_changes_on_signing_in(page, cast):
    page.get("/")
    page.session.save()
    before = page.session.session_key
    fill(page, "ruth-amadi@council.example", PASSWORD)
    assert page.session.session_key != before


@pytest.fixture
def with_app(cast):
    """The director's account has an authenticator app; its secret."""
    secret = totp.generate_totp_secret()
    account = Account.objects.get(person=cast.director)
    totp.TOTP.activate(account, secret)
    return secret


def test_with_an_authenticator_the_password_alone_opens_nothing(page, cast, with_app):
    answer = fill(page, "piers-halloran@council.example", PASSWORD, next="/people/")
    assert answer.location == "/sign-in/code/"
    assert page.get("/people/", status=302).location.startswith("/?next=")
    assert "six figures" in page.follow(answer)
    refused = page.post("/sign-in/code/", {"code": "000000"}, status=422)
    assert "This code is not right" in refused
    answer = page.post("/sign-in/code/", {"code": code_of(with_app)})
    assert answer.location == "/people/"
    assert page.get("/people/").heading == "People"


def test_a_code_opens_once_as_long_as_a_clock_would_take_it(page, cast, with_app):
    # The next half minute's is good for as long as any; both are known before the clock can pass into it.
    another, code = code_of(with_app), code_of(with_app, step=1)
    fill(page, "piers-halloran@council.example", PASSWORD)
    page.post("/sign-in/code/", {"code": code})
    cache.delete(f"allauth.mfa.totp.used?user={Account.objects.get(person=cast.director).pk}&code={code}")
    other = PageClient()
    fill(other, "piers-halloran@council.example", PASSWORD)
    spaced = f"{code[:3]} {code[3:]}"
    assert "This code is not right" in other.post("/sign-in/code/", {"code": spaced}, status=422)
    assert other.post("/sign-in/code/", {"code": another}).location == "/"


def test_whoever_began_to_sign_in_can_begin_again(page, cast, with_app):
    fill(page, "piers-halloran@council.example", PASSWORD)
    assert page.get("/", status=302).location == "/sign-in/code/"
    page.post("/sign-in/code/", {"stop": "yes"})
    assert page.get("/").heading == "Sign in"


def test_an_authenticator_is_set_up_with_its_first_code_and_gives_recovery_codes(page, cast):
    page.sign_in(cast.director)
    page.get("/account/authenticator/add/", status=302)
    confirm = page.get("/account/confirm/?next=/account/authenticator/add/")
    page.send(confirm, {"password": "wrong"}, status=422)
    form = page.follow(page.send(confirm, {"password": PASSWORD}))
    secret = form.all("//main//dl/dd")[0].text_content().strip()
    page.post("/account/authenticator/add/", {"code": "000000"}, status=422)
    answer = page.post("/account/authenticator/add/", {"code": code_of(secret)})
    codes = page.follow(answer)
    assert len(codes.all("//main/ul/li")) == 10
    assert Entry.objects.filter(what="identity.authenticator_added", who="piers-halloran").exists()
    recovery = codes.all("//main/ul/li")[0].text_content()
    page.post("/sign-out/")
    fill(page, "piers-halloran@council.example", PASSWORD)
    assert page.post("/sign-in/code/", {"code": recovery}).location == "/"
    page.post("/sign-out/")
    fill(page, "piers-halloran@council.example", PASSWORD)
    page.post("/sign-in/code/", {"code": recovery}, status=422)


def test_the_picture_of_the_key_is_dark_on_white_in_every_theme():
    picture = OurAuthenticator().build_totp_svg("otpauth://totp/somebody?secret=ABC")
    parts = [part.tag.rpartition("}")[2] for part in ElementTree.fromstring(picture).iter()]  # noqa: S314 - our own
    assert parts[:2] == ["svg", "rect"]
    assert "path" in parts


def test_an_authenticator_is_removed_after_the_password(page, cast, with_app):
    page.sign_in(cast.director)
    assert "In use" in page.get("/account/authenticator/")
    assert page.get("/account/authenticator/remove/", status=302).location.startswith("/account/confirm/")
    page.post("/account/confirm/?next=/account/authenticator/remove/", {"password": PASSWORD})
    page.send(page.get("/account/authenticator/remove/"))
    assert not Authenticator.objects.exists()
    assert Entry.objects.filter(what="identity.authenticator_removed").exists()


def test_an_invitation_leads_to_a_password_and_in(page, cast):
    owen = make_person("Owen Pascoe", account=False, email="owen@council.example")
    path = invite_person(person=owen, by=by(cast.administrator), at=timezone.now()).path
    form = page.get(path)
    assert form.heading == "Welcome, Owen Pascoe"
    assert "at least 12 characters" in form
    assert Invitation.objects.get().used_at is None
    refused = page.send(form, {"password1": NEW, "password2": "another"}, status=422)
    assert "differ" in refused
    short = page.send(refused, {"password1": "short", "password2": "short"}, status=422)
    answer = page.send(short, {"password1": NEW, "password2": NEW})
    assert answer.location == "/"
    assert page.get("/account/").text.startswith("My account Owen Pascoe")
    assert page.get(path, status=410).heading == "This link does not work any more"


def test_programs_that_look_at_a_link_use_nothing_up(page, cast):
    owen = make_person("Owen Pascoe", account=False, email="owen@council.example")
    path = invite_person(person=owen, by=by(cast.administrator), at=timezone.now()).path
    for _ in range(3):
        page.get(path)
        page.head(path)
    assert page.get(path).heading == "Welcome, Owen Pascoe"


def test_a_made_up_an_expired_and_a_used_link_look_the_same(page, cast):
    owen = make_person("Owen Pascoe", account=False, email="owen@council.example")
    path = invite_person(person=owen, by=by(cast.administrator), at=timezone.now() - timedelta(days=8)).path
    pages = [page.get(address, status=410).html for address in (path, "/welcome/nothing/")]
    # A page prints the minute it was made in, which may change between the two.
    assert len({re.sub(r" at \d\d:\d\d", "", html) for html in pages}) == 1


def test_a_new_password_does_not_go_round_the_authenticator(page, cast, with_app):
    path = reset_password(person=cast.director, by=by(cast.administrator), at=timezone.now()).path
    answer = page.send(page.get(path), {"password1": NEW, "password2": NEW})
    assert answer.location == "/sign-in/code/"


def test_ones_own_password_is_changed_with_the_present_one(page, cast):
    page.sign_in(cast.director)
    other = sign_in(Client(), cast.director)
    assert other.get("/account/").status_code == 200
    form = page.get("/account/password/")
    wrong = page.send(form, {"oldpassword": "wrong", "password1": NEW, "password2": NEW}, status=422)
    assert "not your present password" in wrong
    page.send(wrong, {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    assert "Your password is changed" in page.get("/account/")
    assert other.get("/account/").status_code == 302
    assert SignIn.objects.count() == 1


def test_signing_in_is_noted_with_the_browser_and_ended_from_elsewhere(page, cast):
    other = Client(headers={"User-Agent": "Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/140.0"})
    other.post("/sign-in/", {"login": "piers-halloran@council.example", "password": PASSWORD})
    page.sign_in(cast.director)
    shown = page.get("/account/signed-in/")
    assert "Firefox on Windows" in shown
    assert "here" in shown
    only = SignIn.objects.get(browser="Firefox on Windows").key
    page.post("/account/signed-in/end/", {"only": only})
    assert other.get("/account/").status_code == 302
    assert page.get("/account/").status == 200


def test_nobody_ends_the_session_of_another(page, cast):
    other = sign_in(Client(), cast.director)
    other.get("/account/")
    page.sign_in(cast.lead_officer)
    page.post("/account/signed-in/end/", {"only": SignIn.objects.get(account__person=cast.director).key})
    assert other.get("/account/").status_code == 200


def test_the_table_of_sessions_shows_no_session_key(page, cast):
    page.sign_in(cast.director)
    page.get("/account/")
    assert page.session.session_key not in page.get("/account/signed-in/").html


def test_a_person_marked_as_left_is_out(page, cast):
    page.sign_in(cast.director)
    Person.objects.filter(pk=cast.director.pk).update(left_on=timezone.localdate() - timedelta(days=1))
    page.get("/account/", status=302)


def test_the_password_rules_of_the_settings_are_those_of_the_page(db):
    names = [rule["NAME"].rpartition(".")[2] for rule in settings.AUTH_PASSWORD_VALIDATORS]
    assert {"MinimumLengthValidator", "CommonPasswordValidator"} <= set(names)
