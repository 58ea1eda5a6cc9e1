"""What adds up over meetings: decisions as far as each may read them, and attendance of meetings that were held."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.urls import reverse

from goldenthread.committee.commands.approving import circulate
from goldenthread.committee.commands.deciding import record_officer_decision
from goldenthread.committee.commands.excluding import exclude_public
from goldenthread.committee.commands.issuing import issue_agenda
from goldenthread.committee.commands.meetings import cancel_meeting, plan_meeting
from goldenthread.committee.commands.minuting import begin_meeting, close_meeting, note_presence, write_minute
from goldenthread.committee.commands.resolving import resolve
from goldenthread.committee.models import Minute, Resolution
from goldenthread.committee.queries.registers import attendance_of, decisions
from goldenthread.kernel.errors import NotAllowed, RuleBroken
from goldenthread.ledger.models import Entry
from tests.cast import by, sign_in
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


def test_what_officers_decided_stands_in_the_register_and_a_restricted_one_only_for_who_is_entitled(
    client, cast, chamber, held
):
    circulate(minutes=held, by=chamber.clerk, at=THEN)
    key, noted = chamber.committee.body.key, Resolution.objects.get(text="the report be noted.")
    given = {
        "title": "Hire of pumps", "officer": "Director of Quays", "text": "Pumps were hired.", "reason": "A flood.",
        "consulted": "Councillor Finch", "alternatives": "To wait.", "part": 1,
    }  # fmt: skip
    said = given | {"on": ON, "committee": chamber.committee, "by": chamber.clerk, "at": THEN}
    with pytest.raises(RuleBroken, match="or name the delegation"):
        record_officer_decision(**said)
    with pytest.raises(RuleBroken, match="not decided before it was delegated"):
        record_officer_decision(**said | {"on": ON - timedelta(days=1), "under": noted})
    with pytest.raises(NotAllowed):
        record_officer_decision(**said | {"under": noted, "by": by(chamber.chair)})
    public = record_officer_decision(**said, under=noted)
    closed = record_officer_decision(**said | {"title": SECRET, "text": SECRET, "part": 2}, delegation="Scheme, 4")
    behind = record_officer_decision(**said | {"title": SECRET}, under=Resolution.objects.get(text__contains=SECRET))
    told = [sorted(one.digests) for one in Entry.objects.filter(what="committee.officer_decided").order_by("number")]
    assert told == [["number", "text"], ["number"], ["number"]], "the record tells no word of what is restricted"
    for reader, count in ((chamber.outsider, 1), (cast.director, 1), (chamber.member, 3), (chamber.clerk.person, 3)):
        shown = [one for one in decisions(reader, at=THEN) if one.officer]
        assert (len(shown), shown[-1].consulted) == (count, "Councillor Finch")
        assert shown[-1].under == f"item {noted.minute.item.printed} of 9 December 2026"
    page = sign_in(client, chamber.outsider).get(reverse("decisions")).content.decode()
    assert public.get_absolute_url() in page
    assert SECRET not in page
    assert client.get(public.get_absolute_url()).status_code == 200
    assert {client.get(one.get_absolute_url()).status_code for one in (closed, behind)} == {404}
    typed = given | {"on": "9 December 2025", "delegation": "Scheme, 5"}
    answer = sign_in(client, cast.clerk).post(reverse("add-officer-decision", args=[key]), typed)
    assert "Pumps were hired." in client.get(answer.url).content.decode()
