"""Requests no browser of ours sends are answered with a page, not with a fault, and lead nowhere else."""

from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from config.wsgi import application
from goldenthread.identity.drafts import page_of
from goldenthread.identity.models import Draft, KnownAs
from goldenthread.kernel.errors import RuleBroken
from goldenthread.plan.views.doors import version_of
from goldenthread.sources.commands import MOST_AT_ONCE, add_source, raise_findings
from goldenthread.sources.models import Finding, Source
from tests.cast import by
from tests.plan.pages.scene import make_scene

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 13, 10, tzinfo=UTC)


@pytest.mark.parametrize("address", ["/people/?q=a%00b", "/sources/?q=%00", "/people/%00/", "/?next=%00", "/%00"])
def test_an_address_with_a_nul_is_answered_alike_to_everybody(page, cast, address):
    page.get(address, status=400)
    page.sign_in(cast.service_manager)
    assert page.get(address, status=400).heading


def test_a_form_with_a_nul_changes_nothing_and_is_not_kept(page, cast):
    KnownAs.objects.create(text="RA", person=cast.lead_officer)
    page.sign_in(cast.service_manager)
    page.post("/people/ruth-amadi/known-as/forget/", {"text": "RA\x00"}, status=400)
    page.post("/drafts/keep/?form=/plans/new/", {"name": "A plan\x00"}, status=400)
    assert KnownAs.objects.filter(text="RA").exists()
    assert not Draft.objects.exists()


@pytest.mark.parametrize("name", ["hex", "rot13", "idna", "punycode", "undefined", "utf-16", "unknown", "utf-8"])
@pytest.mark.parametrize("kind", ["text/plain", "multipart/form-data; boundary=b", "application/x-www-form-urlencoded"])
def test_a_request_is_read_as_utf_8_whatever_encoding_it_claims(name, kind):
    part = b'--b\r\nContent-Disposition: form-data; name="q"\r\n\r\ncaf\xc3\xa9\r\n--b--\r\n'
    body = part if "multipart" in kind else b"q=caf%c3%a9"
    sent = RequestFactory().generic("POST", "/search/?q=caf%c3%a9", body, content_type=kind).environ
    sent["CONTENT_TYPE"] = f"{kind}; charset={name}"
    request = application.request_class(sent)
    assert request.GET["q"] == "café"
    assert request.POST.get("q") == (None if kind == "text/plain" else "café")


def test_the_web_server_answers_a_request_in_an_encoding_that_is_none():
    sent = RequestFactory().get("/?next=%2Fplans%2F").environ | {"CONTENT_TYPE": "text/plain; charset=hex"}
    assert application.get_response(application.request_class(sent)).status_code == 200


def test_a_file_may_hold_a_nul(page, cast):
    page.sign_in(cast.service_manager)
    page.post("/imports/", {"file": SimpleUploadedFile("plan.txt", b"\x00\x01")}, status=422)


@pytest.mark.parametrize("number", ["²", "-1", "", "9" * 30, "one", "1e5"])
def test_what_is_no_number_names_no_request_for_a_new_end(page, cast, number):
    page.sign_in(cast.service_manager)
    page.post("/waiting/end-dates/", {"change": number, "decision": "approve"}, status=404)


@pytest.mark.parametrize("text", ["9" * 5000, "²", "-1", "", "one"])
def test_what_can_be_no_version_of_a_row_is_as_if_none_was_given(text):
    assert version_of(text) is None
    assert version_of("12") == 12


def test_a_version_of_thousands_of_digits_breaks_no_page(page, cast):
    scene = make_scene(cast)
    page.sign_in(cast.service_manager)
    sent = {"row": scene.mine.key, "do": "update", "step": "save", f"version-{scene.mine.key}": "9" * 5000}
    page.post(f"/plans/{scene.plan.key}/several/", sent | {"note": "All four teams were trained in March."})
    assert scene.mine.updates.exists()


@pytest.mark.parametrize("path", ["//evil.example/x", "/\\evil.example/x", "///evil.example"])
def test_the_page_a_form_came_from_is_never_another_host(path):
    request = RequestFactory().post("/drafts/drop/", headers={"Referer": f"http://testserver{path}"})
    assert page_of(request) == ""


def test_the_page_a_form_came_from_is_known():
    request = RequestFactory().post("/drafts/drop/", headers={"Referer": "http://testserver/plans/?q=a"})
    assert page_of(request) == "/plans/?q=a"


@pytest.mark.parametrize("form", ["//evil.example/", "/\\evil.example/", "https://evil.example/", "evil"])
def test_what_is_typed_is_kept_for_forms_of_ours_alone(page, cast, form):
    page.sign_in(cast.lead_officer)
    page.post(f"/drafts/keep/?form={form}", {"name": "A plan"}, status=400)


def a_source(cast):
    return add_source(kind="survey", title="Many words", dated="July 2026", by=by(cast.service_manager), at=NOW)


def test_a_source_takes_so_many_findings_at_once_and_no_more(cast):
    source = a_source(cast)
    with pytest.raises(RuleBroken, match=f"At most {MOST_AT_ONCE} findings"):
        raise_findings(source=source, said=[("", "Do it.")] * (MOST_AT_ONCE + 1), by=by(cast.service_manager), at=NOW)
    assert not Finding.objects.exists()


def test_a_page_of_lines_is_refused_in_one_sentence_and_nothing_is_entered(page, cast):
    page.sign_in(cast.lead_officer)
    fields = {"kind": "staff_feedback", "title": "Lines", "dated": "July 2026", "findings": "a\n" * 50_000}
    assert "At most 300 findings" in page.post("/sources/new/", fields, status=422)
    assert not Source.objects.exists()


def test_a_number_too_long_to_be_one_belongs_to_the_words_of_a_finding(page, cast):
    page.sign_in(cast.lead_officer)
    fields = {
        "kind": "staff_feedback",
        "title": "Lines",
        "dated": "July 2026",
        "findings": f"{'1' * 45}. Ring.\n2. Go.",
    }
    page.send(page.post("/sources/new/", fields, status=200), action="/sources/new/", press="do=add")
    first, second = Finding.objects.order_by("position")
    assert (first.number, first.text) == ("", f"{'1' * 45}. Ring.")
    assert (second.number, second.text) == ("2", "Go.")


def test_tries_with_invented_addresses_do_not_push_out_what_is_counted_of_a_real_one():
    most = settings.CACHES["default"]["OPTIONS"]["MAX_ENTRIES"]
    assert most >= 100_000
    cache.set("counted", "five tries", 300)
    for number in range(400):
        cache.set(f"allauth:invented:{number}", [1.0], 300)
    assert cache.get("counted") == "five tries"
