"""Items taken together and in another order: the agenda keeps its numbers, the minutes say what was taken when."""

import pytest
from django.urls import reverse

from goldenthread.committee.commands.agenda import add_item
from goldenthread.committee.commands.issuing import issue_agenda
from goldenthread.committee.commands.minuting import begin_meeting, write_minute
from goldenthread.committee.commands.ordering import take_before, take_together
from goldenthread.committee.models import AgendaItem, Minutes
from goldenthread.committee.queries.minutes import minutes_of
from goldenthread.committee.taken import Entry, texts_of
from goldenthread.kernel.errors import NotAllowed, RuleBroken
from tests.cast import by, sign_in
from tests.committee.makers import IN_TIME, exempt_item
from tests.committee.test_minutes import THEN

pytestmark = pytest.mark.django_db


@pytest.fixture
def begun(chamber):
    """A meeting under way on three public items, 4 to 6, and an exempt one."""
    for title in ("Foster carers", "School places", "Dentists"):
        add_item(meeting=chamber.meeting, title=title, kind="other", by=chamber.clerk, at=IN_TIME)
    exempt_item(chamber)
    issue_agenda(meeting=chamber.meeting, by=chamber.clerk, at=IN_TIME)
    return begin_meeting(meeting=chamber.meeting, by=chamber.clerk, at=THEN)


def entry(minutes, printed):
    return minutes.entries.select_related("item__meeting", "item__together_with", "minutes").get(item__printed=printed)


def item(minutes, number):
    return entry(minutes, number).item


def printed(minutes):
    return [one.item.printed for one in minutes.entries.select_related("item").order_by("position")]


def text(minutes, number):
    return entry(minutes, number).text


def test_sentences_of_the_order_are_written_anew_and_what_the_clerk_wrote_stays():
    taken = [Entry(1, "1", ""), Entry(3, "3", "Heard.\n\nAnd noted."), Entry(2, "2", "", goes_with=3)]
    said = texts_of(taken, [1, 2, 3])
    assert said == [
        "",
        "The order of the agenda was varied. Items were taken in this order: 1, 3, 2.\n\n"
        "Items 3 and 2 were taken together.\n\nHeard.\n\nAnd noted.",
        "This item was taken together with item 3.",
    ]
    again = [Entry(1, "1", said[0]), Entry(2, "2", said[2]), Entry(3, "3", said[1])]
    assert texts_of(again, [1, 2, 3]) == ["", "", "Heard.\n\nAnd noted."]


def test_minutes_stand_in_the_order_taken_under_the_numbers_of_the_agenda(chamber, begun):
    write_minute(minute=entry(begun, "6"), text="Two practices took patients.", by=chamber.clerk)
    take_before(item=item(begun, "6"), before=item(begun, "4"), by=chamber.clerk)
    assert printed(begun)[:7] == ["1", "2", "3", "6", "4", "5", "7"]
    assert text(begun, "6") == (
        "The order of the agenda was varied. Items were taken in this order: 1-3, 6, 4-5, 7-13.\n\n"
        "Two practices took patients."
    )
    assert AgendaItem.objects.get(meeting=begun.meeting, printed="6").taken_at == 4
    shown = minutes_of(begun, chamber.clerk.person, at=THEN)
    assert [one.number for one in shown.entries][3:5] == ["6", "4"]
    take_before(item=item(begun, "6"), before=item(begun, "7"), by=chamber.clerk)
    assert text(begun, "6") == "Two practices took patients."
    assert not AgendaItem.objects.filter(meeting=begun.meeting, taken_at__isnull=False).exists()


def test_items_taken_together_are_minuted_side_by_side_and_say_so(chamber, begun):
    take_together(item=entry(begun, "6").item, other=entry(begun, "4").item, by=chamber.clerk)
    take_together(item=entry(begun, "5").item, other=entry(begun, "6").item, by=chamber.clerk)
    assert printed(begun)[3:6] == ["4", "6", "5"]
    assert text(begun, "4") == "Items 4, 6 and 5 were taken together."
    assert text(begun, "5") == "This item was taken together with item 4."
    with pytest.raises(RuleBroken, match="say it of those"):
        take_together(item=entry(begun, "4").item, other=entry(begun, "7").item, by=chamber.clerk)
    take_together(item=entry(begun, "6").item, other=None, by=chamber.clerk)
    assert text(begun, "4") == "Items 4 and 5 were taken together."


def test_what_is_taken_together_before_the_meeting_is_said_as_its_minutes_begin(chamber):
    items = [
        add_item(meeting=chamber.meeting, title=title, kind="other", by=chamber.clerk, at=IN_TIME)
        for title in ("Foster carers", "School places")
    ]
    take_together(item=items[1], other=items[0], by=chamber.clerk)
    issue_agenda(meeting=chamber.meeting, by=chamber.clerk, at=IN_TIME)
    begun = begin_meeting(meeting=chamber.meeting, by=chamber.clerk, at=THEN)
    assert text(begun, "4") == "Items 4 and 5 were taken together."


def test_parts_stay_apart_the_clerk_alone_says_the_order_and_not_once_the_minutes_are_put_on(chamber, begun):
    private = entry(begun, "11")
    assert private.item.part == 2
    with pytest.raises(RuleBroken, match="stay apart"):
        take_before(item=private.item, before=item(begun, "4"), by=chamber.clerk)
    with pytest.raises(RuleBroken, match="both parts are not taken together"):
        take_together(item=private.item, other=entry(begun, "4").item, by=chamber.clerk)
    with pytest.raises(NotAllowed):
        take_before(item=item(begun, "6"), before=item(begun, "4"), by=by(chamber.chair))
    Minutes.objects.filter(pk=begun.pk).update(stage="circulated")
    with pytest.raises(RuleBroken, match="put to the next meeting"):
        take_before(item=item(begun, "6"), before=item(begun, "4"), by=chamber.clerk)
    with pytest.raises(RuleBroken, match="put to the next meeting"):
        take_together(item=entry(begun, "6").item, other=entry(begun, "4").item, by=chamber.clerk)


def test_the_clerk_says_the_order_on_the_page_of_the_minutes(client, chamber, begun):
    moved, first = item(begun, "6"), item(begun, "4")
    address = reverse("order-taken", args=[begun.meeting.key, moved.number])
    clerk = sign_in(client, chamber.cast.clerk)
    assert "4. Foster carers" in clerk.get(address).content.decode()
    assert clerk.post(address, {"before": first.number, "other": ""}).status_code == 302
    assert printed(begun)[3:6] == ["6", "4", "5"]
    assert clerk.post(address, {"before": "99", "other": ""}).status_code == 422


def test_an_order_said_before_the_meeting_on_the_page_of_an_item_is_the_one_its_minutes_begin_in(client, chamber):
    carers, places, dentists = (
        add_item(meeting=chamber.meeting, title=title, kind="other", by=chamber.clerk, at=IN_TIME)
        for title in ("Foster carers", "School places", "Dentists")
    )
    clerk = sign_in(client, chamber.cast.clerk)
    address = reverse("order-taken", args=[chamber.meeting.key, dentists.number])
    assert "now: 1-" in clerk.get(address).content.decode()
    assert address in clerk.get(dentists.get_absolute_url()).content.decode()
    for moved in (dentists, places):
        address = reverse("order-taken", args=[chamber.meeting.key, moved.number])
        assert clerk.post(address, {"before": carers.number, "other": ""}).url == moved.get_absolute_url()
    late = add_item(meeting=chamber.meeting, title="Flood", kind="other", by=chamber.clerk, at=IN_TIME)
    assert "now: 1-3, 6, 5, 4, 7-" in clerk.get(address).content.decode()
    assert AgendaItem.objects.get(pk=late.pk).taken_at is None
    issue_agenda(meeting=chamber.meeting, by=chamber.clerk, at=IN_TIME)
    begun = begin_meeting(meeting=chamber.meeting, by=chamber.clerk, at=THEN)
    assert printed(begun)[:7] == ["1", "2", "3", "6", "5", "4", "7"]
    assert text(begun, "6").startswith("The order of the agenda was varied. Items were taken in this order: 1-3, 6, 5")
    with pytest.raises(RuleBroken, match="Choose another item"):
        take_before(item=late, before=late, by=chamber.clerk)
