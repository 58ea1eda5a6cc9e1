"""Bringing a report that was written elsewhere, on its pages."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from goldenthread.reports.models import Report
from tests.cast import make_person

pytestmark = pytest.mark.django_db
TEXT = b"Committee: Harbour Committee\nSubject: June\n\nSummary\n\nThree actions are red.\n\nConclusion\n\nSo be it.\n"


def test_a_report_written_elsewhere_is_read_with_a_receipt(page, world):
    page.sign_in(world.manager.person)
    form = page.get("/reports/bring/")
    answer = page.send(form, {"file": SimpleUploadedFile("June report.txt", TEXT), "round": "sip/2"})
    made = Report.objects.get()
    assert answer.response["Location"] == f"/reports/{made.key}/receipt/"
    assert "What became of June report.txt" in page.get(f"/reports/{made.key}/receipt/")
    assert "What became of June report.txt" in page.get(made).links()


def test_without_a_file_or_leave_nothing_is_brought(page, world):
    page.sign_in(world.manager.person)
    page.send(page.get("/reports/bring/"), {"round": "sip/2"}, status=422)
    assert not Report.objects.exists()
    page.sign_in(make_person("Nobody Special", roles=["lead officer"])).get("/reports/bring/", status=403)
