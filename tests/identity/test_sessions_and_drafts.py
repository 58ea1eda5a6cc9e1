"""Sessions end after inactivity, and what was typed is kept on the server."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from goldenthread.identity.drafts import MOST_DRAFTS, draft_of, initial_of, keep_draft
from goldenthread.identity.holding import HELD, MOST_HELD, seal_of
from goldenthread.identity.middleware import SEEN
from goldenthread.identity.models import Account, Draft, Person, SignIn
from goldenthread.identity.signing_in import browser_named, end_sessions, sweep_up
from tests.cast import PASSWORD, sign_in


def leave_alone(client, *, minutes):
    """Let the session look as if nothing had happened for so long."""
    session = client.session
    session[SEEN] = (timezone.now() - timedelta(minutes=minutes)).isoformat()
    session.save()


def test_a_session_left_alone_opens_nothing(page, cast):
    page.sign_in(cast.director)
    page.get("/people/")
    leave_alone(page, minutes=61)
    assert page.get("/people/", status=302).location == "/?next=%2Fpeople%2F"
    assert "signed out because nothing happened" in page.get("/?next=/people/")


def test_a_session_in_use_goes_on(page, cast):
    page.sign_in(cast.director)
    page.get("/people/")
    leave_alone(page, minutes=59)
    page.get("/people/")
    leave_alone(page, minutes=59)
    page.get("/people/")


def test_the_limit_is_a_setting(page, cast, settings):
    settings.SESSION_INACTIVITY = timedelta(minutes=5)
    page.sign_in(cast.director)
    page.get("/people/")
    leave_alone(page, minutes=6)
    page.get("/people/", status=302)


def test_reading_twice_in_a_minute_writes_nothing(page, cast, django_assert_max_num_queries):
    page.sign_in(cast.director)
    page.get("/account/acting/")
    with django_assert_max_num_queries(40) as found:
        page.get("/account/acting/")
    assert not [
        one["sql"] for one in found.captured_queries if one["sql"].lstrip().upper().startswith(("UPD", "INS", "DEL"))
    ]


def test_a_form_sent_too_late_is_kept_and_offered_after_signing_in(page, cast):
    page.sign_in(cast.administrator)
    page.get("/people/add/")
    leave_alone(page, minutes=90)
    late = page.post(
        "/people/add/",
        {"name": "Owen Pascoe", "job_title": "Social worker", "csrfmiddlewaretoken": "x", "once": "y"},
        headers={"Referer": "http://testserver/people/add/"},
    )
    assert late.location == "/?next=%2Fpeople%2Fadd%2F"
    assert not Person.objects.filter(name="Owen Pascoe").exists()
    form = page.follow(late)
    assert "What you typed is kept" in form
    answer = page.send(form, {"login": "asha-verity@council.example", "password": PASSWORD})
    offered = page.follow(answer)
    assert "is kept here" in offered
    assert offered.values("add/")["job_title"] == "Social worker"
    page.send(offered, action="add/")
    assert Person.objects.filter(name="Owen Pascoe", job_title="Social worker").exists()
    assert not Draft.objects.exists()


def end_everywhere(person):
    """End every session of a person, as another browser or an administrator does."""
    return end_sessions(Account.objects.get(person=person))


def sent_after_the_end(page, person, fields):
    """A form that was open when the session ended, and its Save; returns the sign-in page."""
    page.sign_in(person)
    form = page.get("/people/add/")
    end_everywhere(person)
    sent = page.send(form, fields)
    assert sent.location == "/?next=%2Fpeople%2Fadd%2F"
    return page.follow(sent)


def test_words_sent_after_a_session_was_ended_come_back_to_whoever_signs_in_again(page, cast):
    shown = sent_after_the_end(page, cast.administrator, {"name": "Owen Pascoe", "job_title": "Social worker"})
    assert "Your session ended. Sign in again; what you typed is kept." in shown
    assert not Draft.objects.exists()
    offered = page.follow(page.send(shown, {"login": "asha-verity@council.example", "password": PASSWORD}))
    assert "is kept here" in offered
    assert offered.values("add/")["job_title"] == "Social worker"
    page.send(offered, action="add/")
    assert Person.objects.filter(name="Owen Pascoe").exists()
    assert not Draft.objects.exists()
    assert HELD not in page.session


def test_words_sent_after_signing_out_in_another_tab_come_back_too(page, cast):
    page.sign_in(cast.administrator)
    form = page.get("/people/add/")
    page.cookies.clear()
    shown = page.follow(page.send(form, {"name": "Owen Pascoe"}))
    assert "what you typed is kept" in shown
    page.send(shown, {"login": "asha-verity@council.example", "password": PASSWORD})
    assert Draft.objects.get().fields["name"] == ["Owen Pascoe"]


def test_whoever_else_signs_in_there_finds_nothing_of_it(page, cast):
    shown = sent_after_the_end(page, cast.administrator, {"name": "Owen Pascoe"})
    page.send(shown, {"login": "piers-halloran@council.example", "password": PASSWORD})
    assert not Draft.objects.exists()
    assert "Owen Pascoe" not in str(dict(page.session.items()))


def test_words_held_longer_than_a_day_are_forgotten(page, cast):
    shown = sent_after_the_end(page, cast.administrator, {"name": "Owen Pascoe"})
    session = page.session
    held = session[HELD]
    held[0]["at"] = (timezone.now() - timedelta(hours=25)).isoformat()
    session[HELD] = held
    session.save()
    page.send(shown, {"login": "asha-verity@council.example", "password": PASSWORD})
    assert not Draft.objects.exists()


def test_a_stranger_without_a_sealed_form_stores_nothing(cast):
    forged = seal_of(cast.administrator)[:-3] + "xyz"
    for once in ("", "x", f"x{forged}", f"x.{cast.administrator.key}"):
        Client().post("/people/add/", {"name": "x", "once": once})
    Client().post("/people/add/", {"name": "x" * 400_001, "once": f"x{seal_of(cast.administrator)}"})
    Client().post("/people/add/", "name=x", content_type="multipart/form-data; boundary=")
    assert not Session.objects.exists()


def test_only_so_many_forms_are_held(cast):
    stranger = Client()
    for number in range(MOST_HELD + 2):
        fields = {"job_title": "x", "once": f"x{seal_of(cast.administrator)}"}
        stranger.post(f"/people/nobody-{number}/change/", fields)
    assert stranger.session[HELD][0]["form"] == "/people/nobody-2/change/"
    assert len(stranger.session[HELD]) == MOST_HELD


def test_a_page_asked_for_after_the_session_ended_says_so(page, cast):
    page.sign_in(cast.director)
    page.get("/people/")
    end_everywhere(cast.director)
    shown = page.follow(page.get("/people/", status=302))
    assert "Your session ended. Sign in again." in shown
    assert "session ended" not in Client().get("/").content.decode()


def test_tokens_and_passwords_are_never_kept(cast):
    person = cast.director
    fields = {"csrfmiddlewaretoken": "a", "once": "b", "password1": "c", "oldpassword": "d", "note": "kept"}
    draft = keep_draft(person=person, form="/x/", fields=fields, at=timezone.now())
    assert draft.fields == {"note": ["kept"]}
    for form in ("/account/confirm/", "/sign-in/code/", "/welcome/token/"):
        assert keep_draft(person=person, form=form, fields={"code": "123456"}, at=timezone.now()) is None


def test_the_version_a_text_was_based_on_is_kept_with_it(cast):
    draft = keep_draft(person=cast.director, form="/x/", fields={"note": "n", "version": "3"}, at=timezone.now())
    assert initial_of(draft) == {"note": "n", "version": "3"}


def test_nothing_typed_is_no_draft_and_too_much_is_none(cast):
    now = timezone.now()
    assert keep_draft(person=cast.director, form="/x/", fields={"note": "  "}, at=now) is None
    assert keep_draft(person=cast.director, form="/x/", fields={"note": "x" * 400_001}, at=now) is None


def test_an_author_keeps_a_limited_number_of_drafts(cast):
    now = timezone.now()
    for number in range(MOST_DRAFTS + 3):
        keep_draft(person=cast.director, form=f"/{number}/", fields={"n": "x"}, at=now + timedelta(seconds=number))
    assert Draft.objects.count() == MOST_DRAFTS
    assert draft_of(person=cast.director, form="/0/") is None


def test_a_form_keeps_itself_while_somebody_types(page, cast):
    page.sign_in(cast.director)
    page.post("/drafts/keep/?form=/plans/new/", {"name": "Send plan"}, status=204)
    page.post("/drafts/keep/?form=/plans/new/", {"name": "SEND plan"}, status=204)
    assert Draft.objects.get().fields == {"name": ["SEND plan"]}
    shown = page.get("/drafts/")
    assert "SEND plan" in shown
    page.send(shown)
    assert not Draft.objects.exists()


def test_a_session_left_alone_still_keeps_what_is_typed_and_a_stranger_keeps_nothing(page, cast):
    page.sign_in(cast.director)
    page.get("/people/")
    leave_alone(page, minutes=90)
    page.post("/drafts/keep/?form=/plans/new/", {"name": "Kept late"}, status=202)
    assert Draft.objects.get().person == cast.director
    assert Client().post("/drafts/keep/?form=/plans/new/", {"name": "x"}).status_code == 401
    assert Draft.objects.count() == 1
    assert Session.objects.count() == 1


def test_what_is_typed_after_a_session_was_ended_is_held_for_its_author(page, cast):
    page.sign_in(cast.administrator)
    once = page.get("/people/add/").values("add/")["once"]
    end_everywhere(cast.administrator)
    address, headers = "/drafts/keep/?form=/people/add/", {"X-Once": once, "Referer": "http://testserver/people/add/"}
    page.post(address, {"name": "Owen"}, status=401, headers=headers)
    page.post(address, {"name": "Owen Pascoe"}, status=401, headers=headers)
    assert not Draft.objects.exists()
    page.post("/sign-in/", {"login": "asha-verity@council.example", "password": PASSWORD})
    draft = Draft.objects.get()
    assert (draft.form, draft.page, draft.fields) == ("/people/add/", "/people/add/", {"name": ["Owen Pascoe"]})


def test_words_of_one_never_become_the_draft_of_another_who_signed_in_meanwhile(cast):
    client = sign_in(Client(), cast.director)
    headers = {"X-Once": f"x{seal_of(cast.administrator)}"}
    assert client.post("/drafts/keep/?form=/people/add/", {"name": "x"}, headers=headers).status_code == 409
    refused = client.get("/drafts/keep/", headers=headers)
    assert (refused.status_code, refused.content) == (409, b"")
    assert not Draft.objects.exists()


def test_a_page_that_stayed_learns_how_it_stands_and_a_token_that_fits(cast):
    headers = {"X-Once": f"x{seal_of(cast.director)}"}
    stranger, author = Client(enforce_csrf_checks=True), sign_in(Client(enforce_csrf_checks=True), cast.director)
    for client, status, kept in ((stranger, 401, 401), (author, 200, 204)):
        told = client.get("/drafts/keep/", headers=headers)
        assert told.status_code == status
        fields = {"name": "x", "csrfmiddlewaretoken": told.content.decode()}
        assert client.post("/drafts/keep/?form=/people/add/", fields, headers=headers).status_code == kept
        assert client.get("/drafts/keep/").status_code == 405


def test_only_a_form_of_ours_is_kept(page, cast):
    page.sign_in(cast.director)
    for form in ("", "https://evil.example/", "//evil.example/x", "x"):
        page.post(f"/drafts/keep/?form={form}", {"name": "x"}, status=400)
    assert not Draft.objects.exists()


def test_nobody_sees_the_draft_of_another(page, cast):
    keep_draft(person=cast.director, form="/people/add/", fields={"name": "Secret"}, at=timezone.now())
    for part in ("administrator", "auditor", "lead_officer"):
        page.sign_in(getattr(cast, part))
        assert "Secret" not in page.get("/drafts/").html
    page.sign_in(cast.administrator)
    assert "Secret" not in page.get("/people/add/").html
    page.post("/drafts/drop/", {"form": "/people/add/"})
    assert Draft.objects.exists()


def test_ended_sessions_are_swept_up_with_their_rows(page, cast):
    page.sign_in(cast.director)
    page.get("/people/")
    assert SignIn.objects.count() == 1
    Session.objects.update(expire_date=timezone.now() - timedelta(days=1))
    sweep_up(at=timezone.now())
    assert not SignIn.objects.exists()
    assert not Session.objects.exists()


def test_a_row_of_a_session_outlives_its_inactivity():
    assert 3 * settings.SESSION_INACTIVITY.total_seconds() < settings.SESSION_COOKIE_AGE


@pytest.mark.parametrize(
    ("agent", "named"),
    [
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", "Safari on iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140 Safari/537.36 Edg/140", "Edge on Windows"),
        ("curl/8", "A browser"),
        ("", "A browser"),
    ],
)
def test_a_browser_is_named_as_its_owner_knows_it(agent, named):
    assert browser_named(agent) == named


def test_signing_in_again_after_inactivity_unlocks(page, cast):
    page.sign_in(cast.director)
    page.get("/people/")
    leave_alone(page, minutes=90)
    page.get("/people/", status=302)
    page.post("/sign-in/", {"login": "piers-halloran@council.example", "password": PASSWORD})
    assert page.get("/people/").heading == "People"


def test_somebody_else_at_the_same_browser_begins_afresh(page, cast):
    page.sign_in(cast.director)
    page.get("/people/")
    leave_alone(page, minutes=90)
    page.post("/sign-in/", {"login": "ruth-amadi@council.example", "password": PASSWORD})
    assert "Ruth Amadi" in page.get("/account/")
    assert Account.objects.get(person=cast.lead_officer).sign_ins.count() == 1


def test_a_part_of_a_page_sends_the_whole_page_to_sign_in(cast):
    client = sign_in(Client(), cast.director)
    client.get("/people/")
    leave_alone(client, minutes=90)
    answer = client.get("/people/", headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/people/?q=a"})
    assert (answer.status_code, answer["HX-Redirect"]) == (401, "/?next=%2Fpeople%2F%3Fq%3Da")


@pytest.mark.parametrize("is_locked", [True, False])
def test_a_part_with_words_kept_nowhere_else_leads_the_page_nowhere(page, cast, is_locked):
    page.sign_in(cast.administrator)
    once = page.get("/people/add/").values("add/")["once"]
    if is_locked:
        leave_alone(page, minutes=90)
    else:
        end_everywhere(cast.administrator)
    part = {"HX-Request": "true", "HX-Current-URL": "http://testserver/people/add/"}
    preview = page.post("/people/add/", {"name": "Owen Pascoe"}, status=401, headers=part)
    assert "HX-Redirect" not in preview.response
    assert not Draft.objects.exists()
    sent = page.post("/people/add/", {"name": "Owen Pascoe", "once": once}, status=401, headers=part)
    assert sent.response["HX-Redirect"] == "/?next=%2Fpeople%2Fadd%2F"
