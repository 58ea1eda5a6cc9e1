"""A council with two committees and a meeting to come, for tests of agendas, papers and minutes. All invented."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from goldenthread.bodies.commands import add_member, make_body
from goldenthread.bodies.models import Body, Kind, Membership
from goldenthread.committee.commands.agenda import add_item
from goldenthread.committee.commands.committees import set_up_committee
from goldenthread.committee.commands.exempting import exempt
from goldenthread.committee.commands.meetings import plan_meeting
from goldenthread.committee.commands.papers import put_file
from goldenthread.committee.exempting import Reasons
from goldenthread.committee.kinds import Ground, Part
from goldenthread.committee.models import AgendaItem, Committee, CommitteeMeeting, ItemPaper
from goldenthread.documents.storing import store
from goldenthread.identity.actor import Actor
from goldenthread.identity.models import Person
from tests.cast import LONG_AGO, Cast, by, make_person

ON = date(2026, 12, 9)
"""A Wednesday; its agenda has to be published by 1 December."""
IN_TIME = datetime(2026, 11, 24, 10, tzinfo=UTC)
SECRET = "the heron that nobody may name"
"""A phrase that stands in restricted papers alone."""


@dataclass(frozen=True, slots=True)
class Chamber:
    """A committee with its people and one meeting."""

    cast: Cast
    committee: Committee
    meeting: CommitteeMeeting
    clerk: Actor
    chair: Person
    member: Person
    outsider: Person
    """An elected member of another committee."""
    monitoring: Actor


def make_committee(name: str, cast: Cast, *, kind: str = Kind.COMMITTEE, parent: Body | None = None) -> Committee:
    """A committee that is set up, served by the clerk of the cast, its agendas issued in an officer's name."""
    body = make_body(name=name, kind=kind, parent=parent, by=by(cast.administrator))
    return set_up_committee(
        body=body, on=LONG_AGO, by=by(cast.clerk), clerk=cast.clerk, quorum=3, issued_by_name="Orla Tandy",
        issued_by_post="Chief Executive", usual_place="Committee Room 2", usual_time=time(14, 30),
    )  # fmt: skip


def seat(committee: Committee, person: Person, cast: Cast, office: str = Membership.Office.MEMBER) -> Membership:
    """A seat of somebody on a committee."""
    return add_member(body=committee.body, person=person, office=office, starts_on=LONG_AGO, by=by(cast.administrator))


def make_chamber(cast: Cast) -> Chamber:
    """A committee of a chair and two members, one meeting to come, and an elected member of another committee."""
    committee = make_committee("Children's Services Committee", cast)
    chair = make_person("Councillor Mora Finch", roles=["elected member"])
    outsider = make_person("Councillor Idris Vane", roles=["elected member"])
    other = make_person("Councillor Bett Sorley", roles=["elected member"])
    seat(committee, chair, cast, Membership.Office.CHAIR)
    seat(committee, cast.councillor, cast)
    seat(committee, other, cast)
    meeting = plan_meeting(committee=committee, on=ON, by=by(cast.clerk), at=IN_TIME)
    return Chamber(
        cast, committee, meeting, by(cast.clerk), chair, cast.councillor, outsider, by(cast.monitoring_officer)
    )


def put(
    item: AgendaItem, clerk: Actor, *, title: str = "Report", text: str = "Words of a paper.", **more: Any
) -> ItemPaper:
    """A paper behind an item: a small file, with its background papers answered."""
    chunks = [b"%PDF-1.7\n", text.encode()]
    file = store(name="paper.pdf", media_type="application/pdf", chunks=chunks, by_key=clerk.key, at=IN_TIME)
    more.setdefault("background", "None")
    return put_file(item=item, file=file, title=title, by=clerk, at=IN_TIME, **more)


def because(*paragraphs: int, **more: Any) -> Reasons:
    """Reasons that carry an exemption under these paragraphs."""
    said: dict[str, Any] = {
        "ground": Ground.EXEMPT,
        "paragraphs": paragraphs,
        "public_interest": "Few children are meant, and they would be known from what is told of them.",
        "own_planning": False,
        "must_be_registered": False if 3 in paragraphs else None,
        "review_on": date(2027, 12, 9),
    }
    return Reasons(**(said | more))


def public_item(chamber: Chamber, title: str = "Improvement plan: progress", **more: Any) -> AgendaItem:
    """An item of Part 1 with its report."""
    more.setdefault("purpose", "information")
    item = add_item(meeting=chamber.meeting, title=title, by=chamber.clerk, at=IN_TIME, **more)
    put(item, chamber.clerk, title=title)
    return item


def exempt_item(chamber: Chamber, *paragraphs: int, title: str = "Case of two brothers", **more: Any) -> AgendaItem:
    """An item of Part 2, kept from the public under these paragraphs, with a paper that holds the secret phrase."""
    item = add_item(
        meeting=chamber.meeting, title=title, part=Part.NON_PUBLIC, public_title="Safeguarding matter",
        purpose="decision", by=chamber.clerk, at=IN_TIME, **more,
    )  # fmt: skip
    put(item, chamber.clerk, title=f"{title}: report", text=SECRET, public_title="Report on a safeguarding matter")
    exempt(item=item, reasons=because(*(paragraphs or (1, 2))), by=chamber.clerk, at=IN_TIME)
    item.refresh_from_db()
    return item
