"""What goes wrong with meetings gives the right result or one clear sentence."""

from datetime import date, datetime, time

import pytest
from django.urls import reverse

from goldenthread.bodies.commands import end_membership
from goldenthread.bodies.models import Membership
from goldenthread.committee.commands.agenda import MOST_ITEMS, add_item
from goldenthread.committee.commands.approving import circulate
from goldenthread.committee.commands.issuing import issue_agenda
from goldenthread.committee.commands.meetings import cancel_meeting, change_meeting, plan_meeting
from goldenthread.committee.commands.minuting import (
    add_attendee,
    add_motion,
    begin_meeting,
    close_meeting,
    note_presence,
    write_minute,
)
from goldenthread.committee.commands.resolving import resolve
from goldenthread.committee.minuting import Count
from goldenthread.committee.models import AgendaItem
from goldenthread.committee.queries.agenda import agenda_of
from goldenthread.committee.queries.minutes import minutes_of
from goldenthread.kernel.errors import RuleBroken
from tests.cast import by, sign_in
from tests.committee.makers import IN_TIME, ON, public_item, seat
from tests.committee.meetings import THEN, begin, entry

pytestmark = pytest.mark.django_db


def test_meetings_on_holidays_and_two_on_one_day(chamber):
    said = {"committee": chamber.committee, "by": chamber.clerk, "at": IN_TIME}
    with pytest.raises(RuleBroken, match=r"^28 December 2026 is a bank holiday \(.*\); choose another day\.$"):
        plan_meeting(on=date(2026, 12, 28), **said)
    with pytest.raises(RuleBroken, match="meets on that day already; a second meeting needs another time"):
        plan_meeting(on=ON, **said)
    with pytest.raises(RuleBroken, match="another time"):
        plan_meeting(on=ON, starts_words="At the rising of Council", **said)
    evening = plan_meeting(on=ON, starts_at=time(18), **said)
    assert evening.key != chamber.meeting.key
    with pytest.raises(RuleBroken, match="another time"):
        change_meeting(meeting=evening, starts_at=time(14, 30), by=chamber.clerk, at=IN_TIME)
    evening.refresh_from_db()
    with pytest.raises(RuleBroken, match="bank holiday"):
        change_meeting(meeting=evening, on=date(2026, 12, 25), by=chamber.clerk, at=IN_TIME)


def test_a_meeting_moved_and_cancelled_after_its_notice(client, cast, chamber):
    public_item(chamber)
    issue_agenda(meeting=chamber.meeting, by=chamber.clerk, at=IN_TIME)
    chamber.meeting.refresh_from_db()
    with pytest.raises(RuleBroken, match="reason why it is moved"):
        change_meeting(meeting=chamber.meeting, on=date(2026, 12, 10), by=chamber.clerk, at=IN_TIME)
    change_meeting(meeting=chamber.meeting, on=date(2026, 12, 10), why="A flood.", by=chamber.clerk, at=IN_TIME)
    cancel_meeting(meeting=chamber.meeting, why="Another flood.", by=chamber.clerk)
    page = sign_in(client, cast.nobody).get(reverse("meeting", args=[chamber.meeting.key])).content.decode()
    assert "A flood." in page
    assert "Another flood." in page
    chamber.meeting.refresh_from_db()
    for act in (
        lambda: begin_meeting(meeting=chamber.meeting, by=chamber.clerk, at=THEN),
        lambda: cancel_meeting(meeting=chamber.meeting, why="Again.", by=chamber.clerk),
        lambda: issue_agenda(meeting=chamber.meeting, by=chamber.clerk, at=IN_TIME),
        lambda: change_meeting(meeting=chamber.meeting, place="Pier", why="x", by=chamber.clerk, at=IN_TIME),
    ):
        with pytest.raises(RuleBroken):
            act()
    assert plan_meeting(committee=chamber.committee, on=date(2026, 12, 10), by=chamber.clerk, at=IN_TIME).key


def test_a_chair_who_leaves_is_expected_no_more_and_another_member_presides(cast, chamber):
    chairs = Membership.objects.get(body=chamber.committee.body, person=chamber.chair)
    end_membership(membership=chairs, on=date(2026, 12, 1), by=by(cast.administrator))
    minutes = begin(chamber, present=False)
    names = set(minutes.meeting.attendees.values_list("name", flat=True))
    assert chamber.chair.name not in names
    for one in minutes.meeting.attendees.all():
        note_presence(attendee=one, presence="present", by=chamber.clerk)
    with pytest.raises(RuleBroken, match="Note first who presided"):
        close_meeting(meeting=minutes.meeting, closed_at=time(16), by=chamber.clerk, at=THEN)
    note_presence(attendee=minutes.meeting.attendees.first(), presence="present", presided=True, by=chamber.clerk)
    close_meeting(meeting=minutes.meeting, closed_at=time(16), by=chamber.clerk, at=THEN)


def test_a_member_is_counted_once_and_a_vote_adds_up(cast, chamber):
    with pytest.raises(RuleBroken, match=f"{chamber.member.name} sits on this body already in that time"):
        seat(chamber.committee, chamber.member, cast, Membership.Office.VICE_CHAIR)
    minutes = begin(chamber)
    said = {"meeting": minutes.meeting, "capacity": "member", "by": chamber.clerk}
    for more in ({"person": chamber.member, "name": "Another name"}, {"name": chamber.member.name.upper()}):
        with pytest.raises(RuleBroken, match="stands in the list already"):
            add_attendee(**said, **more)
    motion = {"minute": entry(minutes, "Improvement plan"), "text": "That it be so.", "how": "counted"}
    for count, outcome, why in (
        (Count(3, 1), "carried", "4 votes were counted and 3 who vote were there"),
        (Count(1, 2), "carried", "By these votes it is lost"),
        (Count(1, 1), "carried", "carried by a casting vote alone"),
        (None, "carried", "Give the votes"),
    ):
        with pytest.raises(RuleBroken, match=why):
            add_motion(count=count, outcome=outcome, by=chamber.clerk, **motion)
    assert not entry(minutes, "Improvement plan").motions.exists(), "nothing of a vote that does not add up is kept"


def test_minutes_of_an_inquorate_meeting_resolve_nothing_and_are_put_on_all_the_same(chamber):
    minutes = begin(chamber, present=False)
    for one in minutes.meeting.attendees.all():
        is_chair = one.office == "Chair"
        note_presence(attendee=one, presence="present" if is_chair else "absent", presided=is_chair, by=chamber.clerk)
    with pytest.raises(RuleBroken, match="an inquorate meeting resolves nothing"):
        resolve(minute=entry(minutes, "Improvement plan"), text="it be so.", by=chamber.clerk, at=THEN)
    for blank in minutes.entries.filter(text=""):
        write_minute(minute=blank, text="The meeting was not quorate.", by=chamber.clerk)
    close_meeting(meeting=minutes.meeting, closed_at=time(14, 45), by=chamber.clerk, at=THEN)
    circulate(minutes=minutes, by=chamber.clerk, at=THEN)
    assert not minutes_of(minutes, chamber.outsider, at=THEN).attended.is_quorate


def test_an_agenda_of_three_hundred_items_is_numbered_issued_and_minuted_and_holds_no_more(
    chamber, django_assert_max_num_queries
):
    there = chamber.meeting.items.count()
    last = chamber.meeting.items.order_by("-position").first().position
    AgendaItem.objects.bulk_create(
        AgendaItem(
            meeting=chamber.meeting, number=place, position=last + place, part=1, kind="presentation",
            title=f"Matter {place}", purpose="information", added_at=IN_TIME,
        )
        for place in range(there + 1, MOST_ITEMS + 1)
    )  # fmt: skip
    motion = chamber.meeting.items.get(kind="exclusion")
    AgendaItem.objects.filter(pk=motion.pk).update(position=last + MOST_ITEMS + 1)
    with pytest.raises(RuleBroken, match="An agenda holds 300 items at the most"):
        add_item(meeting=chamber.meeting, title="One more", by=chamber.clerk, at=IN_TIME)
    issue_agenda(meeting=chamber.meeting, by=chamber.clerk, at=IN_TIME)
    chamber.meeting.refresh_from_db()
    with django_assert_max_num_queries(40):
        printed = [one.printed for one in agenda_of(chamber.meeting, chamber.outsider, at=IN_TIME).items]
    assert printed == [str(number) for number in range(1, MOST_ITEMS + 1)]
    minutes = begin_meeting(meeting=chamber.meeting, by=chamber.clerk, at=datetime.fromisoformat(f"{ON}T15:00+00:00"))
    assert minutes.entries.count() == MOST_ITEMS
