"""What the pages of a meeting cost: its agenda of forty items, and its minutes, for a member and for its clerk."""

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from bench.figures.material.floors import bare_page
from bench.figures.material.papers import size
from bench.figures.material.plans import load_page
from bench.product import ready
from bench.registry import Measured, figure

if TYPE_CHECKING:
    from django.test import Client

    from goldenthread.committee.models import CommitteeMeeting
    from goldenthread.identity.models import Person

ITEMS = 40
ON = date(2026, 12, 9)
BEFORE = datetime(2026, 11, 24, 10, tzinfo=UTC)
THEN = datetime(2026, 12, 9, 15, tzinfo=UTC)


def someone(name: str, role: str) -> "Person":
    """Somebody with an account who holds a role everywhere; made where they are missing."""
    from django.utils.text import slugify

    from goldenthread.identity.models import Account, Council, Person, RoleHeld

    person = Person.objects.filter(key=slugify(name)).first()
    if person is None:
        Council.objects.get_or_create(name="Harbour Council", defaults={"made_on": date(2025, 4, 1)})
        person = Person.objects.create(key=slugify(name), name=name, email=f"{slugify(name)}@council.example")
        # Nobody signs in with it: no password has this hash.
        Account.objects.create(person=person, email=person.email, password="!")  # noqa: S106
        RoleHeld.objects.create(person=person, role=role, starts_on=date(2025, 4, 1))
    return person


def browser_of(person: "Person") -> "Client":
    """A browser in which somebody is signed in."""
    from django.conf import settings
    from django.test import Client

    from goldenthread.home.serving import collect_static_files
    from goldenthread.identity.models import Account

    collect_static_files()
    client = Client(SERVER_NAME="localhost")
    client.force_login(Account.objects.get(person=person), backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def build_meeting() -> None:
    """A meeting on an agenda of forty items, a quarter of them exempt, each with a paper; it has begun."""
    from goldenthread.bodies.commands import add_member, make_body
    from goldenthread.bodies.models import Kind
    from goldenthread.committee.commands.agenda import add_item
    from goldenthread.committee.commands.committees import set_up_committee
    from goldenthread.committee.commands.excluding import exclude_public
    from goldenthread.committee.commands.exempting import exempt
    from goldenthread.committee.commands.issuing import issue_agenda
    from goldenthread.committee.commands.meetings import plan_meeting
    from goldenthread.committee.commands.minuting import begin_meeting, note_presence
    from goldenthread.committee.commands.papers import put_file
    from goldenthread.committee.commands.resolving import promise, resolve
    from goldenthread.committee.exempting import Reasons
    from goldenthread.committee.kinds import Ground, Part
    from goldenthread.documents.storing import store
    from goldenthread.identity.actor import Actor

    clerk = Actor(someone("Tilda Roe", "democratic-services officer"))
    body = make_body(name="Harbour Committee", kind=Kind.COMMITTEE, by=clerk)
    for number in range(9):
        person = someone(f"Councillor {'ABCDEFGHI'[number]} Wharf", "elected member")
        add_member(body=body, person=person, office="chair" if number == 0 else "member", starts_on=ON, by=clerk)
    committee = set_up_committee(
        body=body, on=ON, by=clerk, clerk=clerk.person, issued_by_name="Una Reeve", issued_by_post="Chief Executive",
        usual_place="Harbour Room", usual_time=time(14),
    )  # fmt: skip
    meeting = plan_meeting(committee=committee, on=ON, by=clerk, at=BEFORE)
    reasons = Reasons(
        Ground.EXEMPT, (1, 2), own_planning=False, review_on=ON + timedelta(days=365),
        public_interest="Few people are meant and they would be known from what is told.",
    )  # fmt: skip
    for number in range(size(ITEMS) - meeting.items.count()):
        private = number % 4 == 0
        item = add_item(
            meeting=meeting, title=f"Report on quay {number + 1}", by=clerk, at=BEFORE,
            part=Part.NON_PUBLIC if private else Part.PUBLIC, public_title="A matter of the quay" if private else "",
            purpose="information", report_of="Director of Quays", rubric="To note what was found on the quay.",
        )  # fmt: skip
        file = store(
            name="paper.pdf", media_type="application/pdf", chunks=[b"%PDF-1.7 Words."], by_key="tilda-roe", at=BEFORE
        )
        put_file(
            item=item, file=file, title=f"Report {number + 1}", public_title="Report", background="None", by=clerk,
            at=BEFORE,
        )  # fmt: skip
        if private:
            exempt(item=item, reasons=reasons, by=clerk, at=BEFORE)
    issue_agenda(meeting=meeting, by=clerk, at=BEFORE)
    minutes = begin_meeting(meeting=meeting, by=clerk, at=THEN)
    for one in meeting.attendees.all():
        note_presence(attendee=one, presence="present", presided=one.office == "Chair", by=clerk)
    exclude_public(minute=minutes.entries.get(item__kind="exclusion"), outcome="carried", by=clerk)
    for entry in minutes.entries.select_related("item").filter(item__kind="report"):
        resolve(minute=entry, text="the report be noted.", by=clerk, at=THEN)
        promise(minute=entry, text="Officers agreed to tell how many.", owner_name="Una Reeve", by=clerk, at=THEN)


def the_meeting() -> "CommitteeMeeting":
    """The run's meeting, built once for all rounds."""
    ready(build_meeting)
    from goldenthread.committee.models import CommitteeMeeting

    if not CommitteeMeeting.objects.exists():  # another figure has built its own data in the same folder
        build_meeting()
    return CommitteeMeeting.objects.get()


OF_AN_AGENDA = (
    "SELECT i.printed, i.title, i.rubric, i.report_of, i.purpose, p.title FROM committee_agendaitem i"
    " LEFT JOIN committee_itempaper p ON p.item_id = i.id ORDER BY i.part, i.position"
)
OF_MINUTES = (
    "SELECT m.number, i.title, m.text, r.text, p.text FROM committee_minute m"
    " JOIN committee_agendaitem i ON i.id = m.item_id LEFT JOIN committee_resolution r ON r.minute_id = m.id"
    " LEFT JOIN committee_promise p ON p.minute_id = m.id ORDER BY m.position"
)


def rows_of_an_agenda() -> Measured:
    """The floor of an agenda: its items and papers by one query, as a bare table."""
    the_meeting()
    return bare_page(OF_AN_AGENDA)


def rows_of_minutes() -> Measured:
    """The floor of minutes: what was said and resolved by one query, as a bare table."""
    the_meeting()
    return bare_page(OF_MINUTES)


@figure("agenda-page-40", floor=rows_of_an_agenda, times=60, rounds=2, warm_up=5)
def agenda_page() -> Measured:
    """The agenda of forty items as a member of the committee reads it."""
    address = the_meeting().get_absolute_url()
    client = browser_of(someone("Councillor C Wharf", "elected member"))
    return lambda: load_page(client, address)


@figure("agenda-page-40-clerk", floor=rows_of_an_agenda, times=60, rounds=2, warm_up=5)
def agenda_page_of_the_clerk() -> Measured:
    """The same agenda as its clerk sees it."""
    address = the_meeting().get_absolute_url()
    client = browser_of(someone("Tilda Roe", "democratic-services officer"))
    return lambda: load_page(client, address)


@figure("meeting-page", floor=rows_of_minutes, times=60, rounds=2, warm_up=5)
def meeting_page() -> Measured:
    """The meeting while it runs: the minutes of forty items as its clerk keeps them."""
    address = f"{the_meeting().get_absolute_url()}minutes/"
    client = browser_of(someone("Tilda Roe", "democratic-services officer"))
    return lambda: load_page(client, address)
