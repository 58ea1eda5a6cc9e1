"""Papers for a member on her start page: the agendas to come of her committees, and what changed since she looked."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from goldenthread.committee.commands.agenda import withdraw_item
from goldenthread.committee.commands.issuing import issue_agenda
from goldenthread.committee.commands.meetings import cancel_meeting, change_meeting, plan_meeting
from goldenthread.committee.commands.papers import withdraw_paper
from goldenthread.committee.models import AgendaItem, CommitteeMeeting, Substitute
from goldenthread.committee.queries.papers_for_me import note_look, papers_for
from goldenthread.identity.actor import Actor
from goldenthread.ledger.models import Sight
from tests.cast import LONG_AGO, by, sign_in
from tests.committee.makers import IN_TIME, ON, exempt_item, public_item, put

pytestmark = pytest.mark.django_db
LOOKED = IN_TIME + timedelta(hours=1)
LATER = IN_TIME + timedelta(hours=2)
TODAY = IN_TIME + timedelta(hours=3)


@pytest.fixture
def issued(chamber):
    """An issued agenda with a public and an exempt item."""
    public_item(chamber)
    exempt_item(chamber, 1, 2)
    issue_agenda(meeting=chamber.meeting, by=chamber.clerk, at=IN_TIME)
    chamber.meeting.refresh_from_db()
    return chamber.meeting


def shown(person, *, at=TODAY):
    return papers_for(by(person), at=at)


def look(chamber, person, *, at=LOOKED):
    note_look(meeting=CommitteeMeeting.objects.get(pk=chamber.meeting.pk), by=by(person), at=at)


def changed(person):
    [found] = shown(person)
    return list(found.changed)


def test_an_agenda_stands_there_once_it_is_issued_until_its_day_is_over_and_for_its_members_alone(cast, chamber):
    public_item(chamber)
    assert shown(chamber.member) == []
    issue_agenda(meeting=chamber.meeting, by=chamber.clerk, at=IN_TIME)
    assert [one.is_unread for one in shown(chamber.member)] == [True]
    for person in (chamber.outsider, cast.clerk, cast.director, cast.auditor, cast.administrator):
        assert shown(person) == []
    assert shown(chamber.member, at=datetime(ON.year, ON.month, ON.day, 20, tzinfo=UTC))
    assert not shown(chamber.member, at=datetime(ON.year, ON.month, ON.day + 1, 8, tzinfo=UTC))


def test_what_was_issued_last_stands_first_and_a_cancelled_meeting_not_at_all(chamber, issued):
    other = plan_meeting(committee=chamber.committee, on=ON + timedelta(days=7), by=chamber.clerk, at=IN_TIME)
    issue_agenda(meeting=other, by=chamber.clerk, at=LATER)
    assert [one.meeting for one in shown(chamber.member)] == [other, issued]
    other.refresh_from_db()
    cancel_meeting(meeting=other, why="No business.", by=chamber.clerk)
    assert [one.meeting for one in shown(chamber.member)] == [issued]


def test_who_may_stand_in_has_the_papers_too(chamber, issued):
    Substitute.objects.create(committee=chamber.committee, person=chamber.outsider, starts_on=LONG_AGO)
    assert [one.meeting for one in shown(chamber.outsider)] == [issued]


def test_what_was_added_since_she_looked_is_named_also_on_the_same_day(chamber, issued):
    look(chamber, chamber.member)
    assert changed(chamber.member) == []
    item = issued.items.get(title__startswith="Improvement plan")
    put(item, chamber.clerk, title="Tables")
    public_item(chamber, "Late report", circumstances="It came today.", admitted_by="Councillor Mora Finch")
    issue_agenda(meeting=issued, by=chamber.clerk, at=LATER)
    found = changed(chamber.member)
    assert f"new paper: Tables, item {item.printed}" in found
    assert any(one.startswith("new item ") and one.endswith("Late report") for one in found)
    assert len(found) == 2
    look(chamber, chamber.member, at=TODAY)
    assert changed(chamber.member) == []


def test_what_is_kept_from_her_is_named_by_its_public_title(chamber, issued):
    Substitute.objects.create(committee=chamber.committee, person=chamber.outsider, starts_on=LONG_AGO)
    look(chamber, chamber.outsider)
    exempt_item(chamber, 1, title="The case of a third child", circumstances="It cannot wait.", admitted_by="M. Finch")
    issue_agenda(meeting=issued, by=chamber.clerk, at=LATER)
    [found] = changed(chamber.outsider)
    assert "Safeguarding matter" in found
    assert "third child" not in found


def test_what_was_withdrawn_left_out_or_moved_since_she_looked_is_told(chamber, issued):
    item = issued.items.get(title__startswith="Improvement plan")
    look(chamber, chamber.member, at=timezone.now() - timedelta(hours=1))
    withdraw_paper(paper=item.papers.get(), why="It was the wrong one.", by=chamber.clerk, at=LATER)
    withdraw_item(item=AgendaItem.objects.get(pk=item.pk), why="It is not ready.", by=chamber.clerk)
    change_meeting(meeting=issued, place="Mill Room", why="A leak.", by=chamber.clerk, at=LATER)
    found = " / ".join(changed(chamber.member))
    assert "moved: it was 9 December 2026" in found
    assert "It is not ready." in found


def test_a_look_is_each_readers_own_and_noted_of_members_alone(cast, chamber, issued):
    look(chamber, cast.clerk)
    assert not Sight.objects.exists()
    look(chamber, chamber.chair)
    assert shown(chamber.member)[0].is_unread
    assert not shown(chamber.chair)[0].is_unread
    note_look(meeting=issued, by=Actor(cast.clerk, chamber.member), at=LOOKED)
    assert shown(chamber.member)[0].is_unread, "who acts for her has looked, and she has not"


def test_the_start_page_names_them_and_looking_at_the_meeting_makes_them_read(chamber, issued, client):
    sign_in(client, chamber.member)
    assert "Papers for you" in (page := client.get("/").content.decode())
    assert "<b>new</b>" in page
    sign_in(client, chamber.cast.clerk)
    client.get(reverse("look-as", args=[issued.key, chamber.member.key]))
    assert not Sight.objects.filter(subject__startswith=issued.subject).exists()
    sign_in(client, chamber.member)
    client.get(issued.get_absolute_url())
    assert "<b>new</b>" not in client.get("/").content.decode()
