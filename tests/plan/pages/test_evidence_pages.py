"""Evidence: added with a file, a link or words, handed out as a download, withdrawn with a reason."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from goldenthread.documents.models import StoredFile
from goldenthread.ledger.models import Sight
from tests.plan.makers import make_evidence

PAGE = b"<html><script>alert(1)</script></html>"


@pytest.fixture
def added(page, cast, scene):
    page.sign_in(cast.lead_officer)
    file = SimpleUploadedFile("../sheet of <b>.html", PAGE, content_type="text/html")
    page.post(scene.action("evidence", "add"), {"title": "Attendance sheet", "file": file})
    return scene.mine.evidence.get()


def test_a_file_is_kept_and_handed_out_as_a_download_and_nothing_else(page, cast, scene, added):
    link = page.get(scene.mine).links()["Attendance sheet"]
    answer = page.get(link)
    assert b"".join(answer.response.streaming_content) == PAGE
    headers = answer.response.headers
    assert headers["Content-Disposition"].startswith("attachment;")
    assert headers["Content-Type"] == "application/octet-stream"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in headers["Content-Security-Policy"]
    assert "no-store" in headers["Cache-Control"]
    assert "/" not in added.file.name
    assert "<" not in added.file.name


def test_that_a_file_was_taken_is_noted(page, cast, scene, added):
    page.sign_in(cast.director)
    answer = page.get(scene.action("evidence", added.file.key))
    # Closed unread, the answer would close the connection of the test on PostgreSQL.
    assert b"".join(answer.response.streaming_content) == PAGE
    assert Sight.objects.filter(who=cast.director.key, subject=f"evidence:{added.file.key}").exists()


def test_whoever_does_not_see_the_plan_gets_no_file(page, cast, scene, added):
    for part in ("clerk", "administrator", "nobody", "councillor"):
        page.sign_in(getattr(cast, part)).get(scene.action("evidence", added.file.key), status=404)


def test_a_file_is_found_under_its_own_action_alone(page, cast, scene, added):
    page.sign_in(cast.service_manager)
    page.get(scene.action("evidence", added.file.key, of=scene.nobodys), status=404)
    page.get(scene.action("evidence", "0" * 32), status=404)


def test_a_link_or_a_sentence_is_evidence_too(page, cast, scene):
    page.sign_in(cast.lead_officer)
    page.post(scene.action("evidence", "add"), {"title": "Audit", "address": "https://council.example/audit"})
    page.post(scene.action("evidence", "add"), {"title": "Visit", "description": "Seen at the front desk."})
    found = page.get(scene.mine)
    assert found.links()["Audit"] == "https://council.example/audit"
    assert "Seen at the front desk." in found


def test_evidence_without_anything_is_refused(page, cast, scene):
    page.sign_in(cast.lead_officer)
    refused = page.post(scene.action("evidence", "add"), {"title": "Nothing"}, status=422)
    assert "Add a file, a link, or say in words what the evidence shows." in refused
    assert "Give the evidence a title" in page.post(scene.action("evidence", "add"), {"description": "x"}, status=422)
    script = {"title": "Bad", "address": "javascript:alert(1)"}
    page.post(scene.action("evidence", "add"), script, status=422)


def test_a_file_that_is_too_large_is_refused_and_leaves_nothing(page, cast, scene, settings):
    settings.UPLOAD_LIMIT = 10
    page.sign_in(cast.lead_officer)
    file = SimpleUploadedFile("big.txt", b"more than ten bytes")
    refused = page.post(scene.action("evidence", "add"), {"title": "Big", "file": file}, status=422)
    assert "The file is larger than" in refused
    assert not StoredFile.objects.exists()


def test_assurance_may_add_what_it_saw(page, cast, scene):
    page.sign_in(cast.quality_assurance)
    page.post(scene.action("evidence", "add", of=scene.done), {"title": "Sample", "description": "Ten letters read."})
    assert scene.done.evidence.get().added_by == cast.quality_assurance


def test_evidence_is_withdrawn_with_a_reason_and_stays_on_record(page, cast, scene):
    evidence = make_evidence(scene.mine)
    page.sign_in(cast.lead_officer)
    form = page.get(page.get(scene.mine).links()["Withdraw Call log for March"])
    assert "Say why the evidence is withdrawn." in page.send(form, {"reason": " "}, status=422)
    page.send(form, {"reason": "It was the log of May."})
    evidence.refresh_from_db()
    assert evidence.withdrawn_at is not None
    shown = page.get(scene.mine)
    assert "It was the log of May." in shown
    assert "1 withdrawn item" in shown
    page.get(f"{scene.action('evidence', 'withdraw')}?item={evidence.pk}", status=404)
    page.get(f"{scene.action('evidence', 'withdraw')}?item=x", status=404)
