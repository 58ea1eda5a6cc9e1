"""Meetings and what of their agendas is public, in the search; nothing that is kept from the public is ever put in.

Everything stands under one scope whose readers are everyone signed in.
"""

from django.db.models import Exists, OuterRef

from goldenthread.committee.kinds import ItemState, Part
from goldenthread.committee.models import CommitteeMeeting, Exemption
from goldenthread.design.words import day
from goldenthread.identity.models import Person, Scope
from goldenthread.kernel.prepared import Prepared
from goldenthread.search.index import Entry, index, remove

AGENDA = "agenda"
COMMITTEES = "committees"
"""The kind and key of the scope under which what committees publish is found."""


def scopes_found_by(person: Person) -> frozenset[int]:
    """The scope of what committees publish, for everyone signed in."""
    if not person.is_active:
        return frozenset()
    return frozenset(pk for (pk,) in PUBLISHED.rows())


PUBLISHED = Prepared(lambda: Scope.objects.filter(kind=COMMITTEES, key=COMMITTEES).order_by().values_list("pk"))
"""Asked by every search."""


def index_agenda(meeting: CommitteeMeeting) -> None:
    """Put an issued agenda into the search: its day and place, and the titles of its public items."""
    key = meeting.key
    if not meeting.is_issued:
        remove(AGENDA, [key])
        return
    scope, _ = Scope.objects.get_or_create(kind=COMMITTEES, key=COMMITTEES, defaults={"title": "Committees"})
    running = Exemption.objects.filter(item=OuterRef("pk"), lifted_at__isnull=True)
    public = meeting.items.filter(~Exists(running), part=Part.PUBLIC, state=ItemState.ON, issued_at__isnull=False)
    titles = public.order_by("position").values_list("title", flat=True)
    text = "\n".join([f"{meeting.on:%d/%m/%Y}. {meeting.place}", *titles])
    title = f"Agenda of {meeting.committee.body.name}, {day(meeting.on)}"
    index([Entry(AGENDA, key, scope.pk, title, text, meeting.get_absolute_url())])
