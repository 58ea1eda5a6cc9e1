"""Members are told of their meetings: one message each, in the same transaction, with nothing that is restricted."""

from datetime import date

import pytest
from django.db import transaction

from goldenthread.committee.commands.issuing import issue_agenda
from goldenthread.committee.commands.meetings import cancel_meeting, change_meeting
from goldenthread.committee.commands.standing import name_substitute
from goldenthread.committee.telling import may_be_told
from goldenthread.kernel.errors import RuleBroken
from goldenthread.notices.models import Notice
from tests.cast import LONG_AGO
from tests.committee.makers import IN_TIME, exempt_item, public_item

pytestmark = pytest.mark.django_db


def waiting(kind):
    return Notice.objects.waiting().filter(kind=kind)


def test_each_member_is_told_once_and_nothing_restricted_stands_in_it(cast, chamber):
    public_item(chamber)
    exempt_item(chamber)
    with transaction.atomic():
        issue_agenda(meeting=chamber.meeting, by=chamber.clerk, at=IN_TIME)
        transaction.set_rollback(True)
    assert not waiting("agenda-issued"), "what was not issued is told to nobody"
    name_substitute(committee=chamber.committee, person=chamber.outsider, starts_on=LONG_AGO, by=chamber.clerk)
    chamber.meeting.refresh_from_db()
    issue_agenda(meeting=chamber.meeting, by=chamber.clerk, at=IN_TIME)
    told = list(waiting("agenda-issued"))
    names = ["councillor-bett-sorley", chamber.member.key, chamber.outsider.key, chamber.chair.key]
    assert sorted(one.person.key for one in told) == sorted(names), "who sits and who stands in, each once"
    for one in told:
        assert one.path == chamber.meeting.get_absolute_url()
        assert "heron" not in one.subject + one.text
        assert "brothers" not in one.subject + one.text
        assert "Safeguarding" not in one.subject + one.text
    assert not may_be_told(cast.director, chamber.meeting.subject)
    chamber.meeting.refresh_from_db()
    with pytest.raises(RuleBroken):
        change_meeting(meeting=chamber.meeting, on=date(2026, 12, 11), by=chamber.clerk, at=IN_TIME)
    assert not waiting("meeting-moved")
    for on in (date(2026, 12, 10), date(2026, 12, 11)):
        change_meeting(meeting=chamber.meeting, on=on, why="The room is flooded.", by=chamber.clerk, at=IN_TIME)
        chamber.meeting.refresh_from_db()
    moved = list(waiting("meeting-moved"))
    assert len(moved) == 4
    assert all("11 December 2026" in one.text for one in moved), "the move before it had not gone and goes no more"
    cancel_meeting(meeting=chamber.meeting, why="The hall burnt down.", by=chamber.clerk)
    assert waiting("meeting-cancelled").count() == 4
    assert not waiting("meeting-moved")
    assert not waiting("agenda-issued")
