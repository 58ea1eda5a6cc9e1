"""What somebody found who had never seen this: weekends, dead ends, findings by hand, files that are no paper."""

import io
import zipfile
from datetime import date

import pytest
from django.urls import reverse

from goldenthread.committee.clear_days import weekend_warning
from goldenthread.committee.commands.approving import circulate
from goldenthread.committee.commands.committees import change_committee
from goldenthread.committee.commands.papers import put_file
from goldenthread.committee.commands.resolving import promise
from goldenthread.committee.models import Minutes
from goldenthread.documents.storing import store
from goldenthread.kernel.errors import NotAllowed, RuleBroken
from goldenthread.sources.commands import raise_finding
from goldenthread.sources.models import Finding
from tests.cast import by, sign_in
from tests.committee.makers import IN_TIME, public_item
from tests.committee.meetings import THEN, begin, entry, write_and_close

pytestmark = pytest.mark.django_db
SUNDAY = date(2026, 12, 13)


def test_a_meeting_at_a_weekend_is_taken_with_a_word(client, chamber, cast):
    assert weekend_warning(SUNDAY) == (
        "13 December 2026 is a Sunday: make sure that the meeting is meant for that day."
    )
    assert not weekend_warning(date(2026, 12, 14))
    page = reverse("plan-meeting", args=[chamber.committee.body.key])
    given = {"on": "13/12/2026", "starts_at": "14:30", "place": "Pier", "kind": "ordinary", "way": "in person"}
    said = sign_in(client, cast.clerk).post(page, given, follow=True).content.decode()
    assert said.count("is a Sunday") == 2, "told once on planning, and on the clerk's desk as long as it stands"


def test_minutes_without_a_later_meeting_say_what_to_do(client, chamber, cast):
    minutes = begin(chamber)
    write_and_close(chamber, minutes)
    circulate(minutes=minutes, by=chamber.clerk, at=THEN)
    page = sign_in(client, cast.clerk).get(reverse("approve-minutes", args=[minutes.meeting.key])).content.decode()
    assert "No later meeting is planned yet" in page
    assert reverse("plan-meeting", args=[chamber.committee.body.key]) in page
    assert "They were approved</button>" not in page
    address = reverse("approve-minutes", args=[minutes.meeting.key])
    assert client.post(address).status_code == 422, "nothing is approved at no meeting"


def test_what_a_meeting_asked_for_is_read_by_its_clerk_and_nobody_adds_to_it_by_hand(client, chamber, cast):
    minutes = begin(chamber)
    owed = promise(
        minute=entry(minutes, "Improvement plan"), text="Tell members how many wait.", owner_name="Una", at=THEN,
        by=chamber.clerk,
    )  # fmt: skip
    write_and_close(chamber, minutes)
    circulate(minutes=minutes, by=chamber.clerk, at=THEN)
    owed.refresh_from_db()
    for person in (cast.clerk, cast.monitoring_officer):
        assert Finding.objects.visible_to(person).filter(pk=owed.finding_id).exists()
        address = reverse("source", args=[owed.finding.source.key])
        assert sign_in(client, person).get(address).status_code == 200
    for person in (cast.service_manager, cast.director, cast.clerk):
        with pytest.raises(NotAllowed, match="comes from its meetings"):
            raise_finding(source=owed.finding.source, text="Mine.", by=by(person), at=THEN)
    page = sign_in(client, cast.service_manager).get(address).content.decode()
    assert "Tell members how many wait." in page
    assert 'name="text"' not in page


def _file(name, content):
    return store(name=name, media_type="text/plain", chunks=[content], by_key="clerk", at=IN_TIME)


def _zipped(part):
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as packed:
        packed.writestr(part, "<x/>")
    return kept.getvalue()


def test_a_paper_is_a_pdf_or_a_word_document_by_its_name_and_by_its_content(chamber):
    item = public_item(chamber)
    said = {"item": item, "title": "Report", "by": chamber.clerk, "at": IN_TIME}
    refused = {
        ("report.txt", b"Words."): "“report.txt” is neither",
        ("report.html", b"<html>"): "“report.html” is neither",
        ("report.pdf", b"Words."): "whatever its name says",
        ("report.docx", _zipped("xl/workbook.xml")): "whatever its name says",
        ("report.docx", b"%PDF-1.7"): "by its content it is a .pdf file",
        ("report.pdf", _zipped("word/document.xml")): "by its content it is a .docx file",
        ("report.doc", bytes.fromhex("D0CF11E0A1B11AE1") + b"Workbook"): "whatever its name says",
    }
    for (name, content), why in refused.items():
        with pytest.raises(RuleBroken, match=why):
            put_file(file=_file(name, content), **said)
    old = bytes.fromhex("D0CF11E0A1B11AE1") + "WordDocument".encode("utf-16-le")
    for name, content in (("a.pdf", b"%PDF-1.7"), ("b.docx", _zipped("word/document.xml")), ("c.doc", old)):
        assert put_file(file=_file(name, content), **said).number


def test_a_number_is_written_as_the_council_writes_it_and_a_pattern_that_does_not_count_is_refused(chamber):
    for pattern in ("Minute", "{n}-{n}", "{n} {x}", "{yyyy}{mm}{dd}-committee-{nnnn}"):
        with pytest.raises(RuleBroken):
            change_committee(committee=chamber.committee, minutes_pattern=pattern, by=chamber.clerk)
    change_committee(committee=chamber.committee, minutes_pattern="R{yyyy}-{nnn}", by=chamber.clerk)
    minutes = begin(chamber)
    write_and_close(chamber, minutes)
    circulate(minutes=Minutes.objects.get(pk=minutes.pk), by=chamber.clerk, at=THEN)
    written = list(minutes.entries.order_by("position").values_list("number", flat=True))
    assert written[0] == "R2026-001"
    assert written == [f"R2026-{count:03}" for count in range(1, len(written) + 1)]
