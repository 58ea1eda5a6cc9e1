"""How a page of a committee finds what its address names, for its reader alone."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from goldenthread.committee.models import AgendaItem, Committee, CommitteeMeeting, ItemPaper
from goldenthread.committee.policy import require_may_keep_meetings
from goldenthread.committee.queries.meetings import find_meeting
from goldenthread.design.parts import Link
from goldenthread.design.words import day
from goldenthread.identity.views.asking import actor_of


def the_committee(request: HttpRequest, key: str) -> Committee:
    """The committee of an address; else 404."""
    found = Committee.objects.visible_to(actor_of(request).acting).select_related("body__parent", "clerk")
    return get_object_or_404(found, body__key=key)


def the_meeting(request: HttpRequest, key: str) -> CommitteeMeeting:
    """The meeting of an address; else 404."""
    found = find_meeting(actor_of(request).acting, key)
    if found is None:
        raise Http404
    return found


def kept_meeting(request: HttpRequest, key: str) -> CommitteeMeeting:
    """The meeting of an address, for whoever keeps it."""
    found = the_meeting(request, key)
    require_may_keep_meetings(actor_of(request))
    return found


def the_item(request: HttpRequest, meeting: CommitteeMeeting, number: int) -> AgendaItem:
    """The item of an address, if the reader reads everything of it; else 404, as for an item that is not there."""
    found = AgendaItem.objects.opened_to(actor_of(request).acting, at=timezone.now())
    item = get_object_or_404(found.select_related("public_item", "deferred_to"), meeting=meeting, number=number)
    item.meeting = meeting
    return item


def the_paper(request: HttpRequest, meeting: CommitteeMeeting, item: int, number: int) -> ItemPaper:
    """The paper of an address, if the reader opens it; else 404."""
    found = ItemPaper.objects.opened_to(actor_of(request).acting, at=timezone.now())
    found = found.select_related("report", "file", "item__meeting__committee__body")
    paper = get_object_or_404(found, item__meeting=meeting, item__number=item, number=number)
    if paper.withdrawn_at is not None:
        raise Http404
    return paper


def trail_to(committee: Committee | None = None, meeting: CommitteeMeeting | None = None) -> list[Link]:
    """The way to a page inside a committee, or inside one of its meetings."""
    links = [Link("Committees", reverse("committees"))]
    committee = committee or (meeting.committee if meeting else None)
    if committee is not None:
        links.append(Link(committee.body.name, committee.get_absolute_url()))
    if meeting is not None:
        links.append(Link(f"Meeting of {day(meeting.on)}", meeting.get_absolute_url()))
    return links
