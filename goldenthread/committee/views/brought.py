"""What a paper brought, shown: minutes in their own words, and a report by what its block says."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from goldenthread.committee.models import ItemPaper, Minutes
from goldenthread.committee.policy import may_keep_meetings
from goldenthread.committee.queries.brought import words_of_minutes
from goldenthread.committee.queries.minutes import matters_arising, minutes_of
from goldenthread.committee.views.doors import trail_to
from goldenthread.design.parts import Link
from goldenthread.identity.models import Person
from goldenthread.identity.views.asking import actor_of


def brought_minutes(request: HttpRequest, minutes: Minutes, reader: Person) -> HttpResponse:
    """Minutes that came from a paper: each item's words in their order, as far as the reader may read them."""
    now, meeting = timezone.now(), minutes.meeting
    shown = minutes_of(minutes, reader, at=now)
    context = {
        "meeting": meeting,
        "minutes": minutes,
        "shown": shown,
        "apologies": list(meeting.attendees.filter(presence="apologies").order_by("position")),
        "entries": [(entry, words_of_minutes(entry)) for entry in shown.entries],
        "arising": matters_arising(meeting, reader, at=now),
        "keeps": may_keep_meetings(actor_of(request)),
        "trail": trail_to(meeting=meeting),
    }
    return render(request, "committee/brought-minutes.html", context)


def brought_paper(request: HttpRequest, paper: ItemPaper) -> HttpResponse:
    """A report that came in a pack, for whoever opened it: what its block says, and which pages of the pack it is."""
    item = paper.item
    trail = [*trail_to(meeting=item.meeting), Link(f"Item {item.printed}".strip(), item.get_absolute_url())]
    answer = render(request, "committee/brought-paper.html", {"paper": paper, "item": item, "trail": trail})
    answer["Cache-Control"] = "no-store"
    return answer
