"""What adds up over meetings: decisions as far as each may read them, and attendance of meetings that were held."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.urls import reverse

from goldenthread.committee.commands.approving import circulate
from goldenthread.committee.commands.excluding import exclude_public
from goldenthread.committee.commands.issuing import issue_agenda
from goldenthread.committee.commands.meetings import cancel_meeting, plan_meeting
from goldenthread.committee.commands.minuting import begin_meeting, close_meeting, note_presence, write_minute
from goldenthread.committee.commands.resolving import resolve
from goldenthread.committee.models import Minute
from goldenthread.committee.queries.registers import attendance_of, decisions
from tests.cast import sign_in
from tests.committee.makers import IN_TIME, ON, SECRET, exempt_item, public_item

pytestmark = pytest.mark.django_db
THEN = datetime(2026, 12, 9, 15, tzinfo=UTC)


@pytest.fixture
def held(chamber):
    """A meeting that was held: one member away, a decision in public and one behind closed doors."""
    public_item(chamber)
    exempt_item(chamber, 1, 2)
    issue_agenda(meeting=chamber.meeting, by=chamber.clerk, at=IN_TIME)
    minutes = begin_meeting(meeting=chamber.meeting, by=chamber.clerk, at=THEN)
    for one in minutes.meeting.attendees.all():
        away = one.name == "Councillor Bett Sorley"
        note_presence(
            attendee=one, presence="apologies" if away else "present", presided=one.office == "Chair", by=chamber.clerk
        )
    chamber.committee.__class__.objects.filter(pk=chamber.committee.pk).update(quorum=2)
    exclude_public(minute=minutes.entries.get(item__kind="exclusion"), outcome="carried", by=chamber.clerk)
    for title, text in (("Improvement", "the report be noted."), ("Case of", f"{SECRET} be helped.")):
        entry = Minute.objects.get(minutes=minutes, item__title__startswith=title)
        resolve(minute=entry, text=text, by=chamber.clerk, at=THEN)
    for entry in minutes.entries.filter(text=""):
        write_minute(minute=entry, text="It was noted.", by=chamber.clerk)
    close_meeting(meeting=chamber.meeting, closed_at=time(16), by=chamber.clerk, at=THEN)
    minutes.refresh_from_db()
    return minutes


def test_decisions_stand_in_the_register_once_their_minutes_are_put_to_a_meeting(chamber, held):
    assert not decisions(chamber.member, at=THEN)
    assert len(decisions(chamber.clerk.person, at=THEN)) == 2
    circulate(minutes=held, by=chamber.clerk, at=THEN)
    assert [one.text for one in decisions(chamber.outsider, at=THEN)] == ["the report be noted."]
    assert len(decisions(chamber.member, at=THEN)) == 2


def test_the_register_is_looked_through_by_committee_and_words_and_tells_nothing_that_is_restricted(
    client, cast, chamber, held
):
    circulate(minutes=held, by=chamber.clerk, at=THEN)
    for reader in (chamber.outsider, cast.director, cast.auditor, cast.service_manager):
        page = sign_in(client, reader).get(reverse("decisions"), {"committee": chamber.committee.pk}).content.decode()
        assert "the report be noted." in page
        assert "heron" not in page
    assert not decisions(chamber.member, at=THEN, words="budget")
    assert client.get(reverse("decisions"), {"committee": "999"}).status_code == 422


def test_attendance_counts_meetings_that_were_held(chamber, held):
    later = plan_meeting(committee=chamber.committee, on=date(2027, 2, 10), by=chamber.clerk, at=THEN)
    cancel_meeting(meeting=later, why="Snow.", by=chamber.clerk)
    found = {one.name: one for one in attendance_of(chamber.committee, on=ON + timedelta(days=90))}
    away = found["Councillor Bett Sorley"]
    assert (away.there, away.of, away.apologies, away.has_been_away) == (0, 1, 1, False)
    assert (found["Councillor Mora Finch"].there, found["Councillor Mora Finch"].of) == (1, 1)


def test_who_was_away_for_six_months_is_told(chamber, held):
    found = {one.name: one for one in attendance_of(chamber.committee, on=ON + timedelta(days=200))}
    assert found["Councillor Bett Sorley"].has_been_away


def test_the_clerk_chooses_in_whose_eyes_she_looks(client, chamber):
    sign_in(client, chamber.clerk.person)
    answer = client.post(reverse("look-as-whom", args=[chamber.meeting.key]), {"person": chamber.outsider.key})
    assert answer.url == reverse("look-as", args=[chamber.meeting.key, chamber.outsider.key])
    assert sign_in(client, chamber.member).get(answer.url).status_code == 404
