"""The committees of the demonstration: set up, with an agenda that is issued and one that is being prepared."""

from datetime import date, datetime, time
from io import BytesIO

from goldenthread.bodies.commands import add_member, make_body
from goldenthread.bodies.models import Body, Kind, Membership
from goldenthread.committee.commands.agenda import add_item
from goldenthread.committee.commands.committees import set_up_committee
from goldenthread.committee.commands.exempting import exempt
from goldenthread.committee.commands.issuing import issue_agenda
from goldenthread.committee.commands.meetings import plan_meeting
from goldenthread.committee.commands.papers import put_file
from goldenthread.committee.exempting import Reasons
from goldenthread.committee.kinds import Ground, ItemKind, ItemPurpose, Part
from goldenthread.committee.models import AgendaItem, Committee, CommitteeMeeting
from goldenthread.documents.storing import store
from goldenthread.home.demonstration.calendar import Calendar, day_of_committee, working_day
from goldenthread.home.demonstration.cast import Cast
from goldenthread.home.demonstration.meetings import COMMITTEE, SUB_COMMITTEE, hold_meetings
from goldenthread.home.demonstration.to_come import ask_for_the_next, look_ahead

MAIN, SUB = "Children and Young People Committee", "Corporate Parenting Sub-Committee"
THURSDAY = 3
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def meet_in_committee(cast: Cast, *, day: date, since: date) -> None:
    """Set both committees up, let them meet three times; one agenda is issued, one begun."""
    when = Calendar(day)
    _seats(cast, since)
    main, sub = _set_up(cast, MAIN, since), _set_up(cast, SUB, since)
    hold_meetings(cast, when, main, COMMITTEE, [160, 105, 50])
    hold_meetings(cast, when, sub, SUB_COMMITTEE, [150, 95, 40])
    _issued(cast, when, sub)
    _prepared(cast, when, main)


def _seats(cast: Cast, since: date) -> None:
    by, council = cast.actor("Noor Ellery"), cast.bodies["Wexmoor Council"]
    main = cast.bodies[MAIN]
    sub = make_body(name=SUB, kind=Kind.SUB_COMMITTEE, parent=main, by=by)
    cast.bodies[SUB] = sub
    seats: tuple[tuple[Body, str, Membership.Office], ...] = (
        (main, "Cllr Tobias Wren", Membership.Office.VICE_CHAIR),
        (main, "Cllr Hana Osei", Membership.Office.MEMBER),
        (main, "Cllr Lionel Frayne", Membership.Office.MEMBER),
        (main, "Marta Quine", Membership.Office.CO_OPTED),
        (sub, "Cllr Hana Osei", Membership.Office.CHAIR),
        (sub, "Cllr Anjali Mistry", Membership.Office.MEMBER),
        (sub, "Cllr Tobias Wren", Membership.Office.MEMBER),
        (sub, "Cllr Lionel Frayne", Membership.Office.MEMBER),
        (sub, "Tom Hallworth", Membership.Office.OFFICER),
        (council, "Cllr Esme Langford", Membership.Office.MEMBER),
    )
    for body, name, office in seats:
        add_member(body=body, person=cast.people[name], office=office, starts_on=since, by=by)


def _set_up(cast: Cast, name: str, since: date) -> Committee:
    return set_up_committee(
        body=cast.bodies[name], on=since, by=cast.actor("Tom Hallworth"), clerk=cast.people["Tom Hallworth"],
        quorum=3, issued_by_name="Constance Airey", issued_by_post="Chief Executive",
        usual_place="Harbour Room, Town Hall", usual_time=time(14, 30),
        terms="To consider how well children and families are served, the improvement plan among it, and to advise "
        "the Council.",
    )  # fmt: skip


def _paper(title: str, *paragraphs: str) -> bytes:
    """A short Word file, as an officer sends it."""
    from docx import Document

    document = Document()
    document.core_properties.title = title
    document.core_properties.language = "en-GB"
    document.add_heading(title, level=1)
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    kept = BytesIO()
    document.save(kept)
    return kept.getvalue()


def _put(
    cast: Cast, item: AgendaItem, sender: str, title: str, *paragraphs: str, at: datetime, public: str = ""
) -> None:
    clerk = cast.actor("Tom Hallworth")
    file = store(name=f"{title}.docx", media_type=WORD, chunks=[_paper(title, *paragraphs)], by_key=clerk.key, at=at)
    put_file(
        item=item, file=file, title=title, public_title=public, supplied_by=cast.people[sender], background="None",
        by=clerk, at=at,
    )  # fmt: skip


def _issued(cast: Cast, when: Calendar, committee: Committee) -> CommitteeMeeting:
    """The sub-committee's agenda: a public report with an exempt appendix, and a confidential case."""
    clerk, at = cast.actor("Tom Hallworth"), when.ago(2)
    meeting = plan_meeting(committee=committee, on=working_day(when.on(-16), THURSDAY), by=clerk, at=at)
    public = add_item(
        meeting=meeting, title="Health of children in care", purpose=ItemPurpose.INFORMATION,
        report_of="Director of Children's Services", presenters="Joan Whitlock, designated nurse", by=clerk, at=at,
    )  # fmt: skip
    _put(
        cast, public, "Idris Hale", "Health of children in care",
        "Nine in ten children in care had their health looked at in time this year.",
        "Dentists remain hard to find. Two practices on the quay have taken new patients since September.", at=at,
    )  # fmt: skip
    private = add_item(
        meeting=meeting, title="Health of children in care: what was found in three cases", part=Part.NON_PUBLIC,
        public_title="Health of children in care: exempt appendix", public_item=public,
        purpose=ItemPurpose.INFORMATION, report_of="Director of Children's Services", by=clerk, at=at,
    )  # fmt: skip
    _put(
        cast, private, "Idris Hale", "What was found in three cases",
        "This appendix tells of three invented children, so that the demonstration has something to keep.",
        at=at, public="Exempt appendix",
    )  # fmt: skip
    reasons = Reasons(
        Ground.EXEMPT, (1, 2), own_planning=False, review_on=when.on(-365),
        public_interest="Three children would be known from what is told, and nothing is gained by telling it.",
    )  # fmt: skip
    exempt(item=private, reasons=reasons, by=clerk, at=at)
    ask_for_the_next(cast, meeting, at=at)
    issue_agenda(meeting=meeting, by=clerk, at=when.ago(1))
    return meeting


def _prepared(cast: Cast, when: Calendar, committee: Committee) -> CommitteeMeeting:
    """The committee's next agenda: begun, with a report to follow and a presentation; its duties are still open."""
    clerk, at = cast.actor("Tom Hallworth"), when.ago(1)
    meeting = plan_meeting(committee=committee, on=day_of_committee(when), by=clerk, at=at)
    add_item(
        meeting=meeting, title="Service Improvement Plan: progress this quarter", purpose=ItemPurpose.DECISION,
        report_of="Director of Children's Services", by=clerk, at=at,
    )  # fmt: skip
    add_item(
        meeting=meeting, title="What young people told us at the summer school", kind=ItemKind.PRESENTATION,
        purpose=ItemPurpose.INFORMATION, presenters="Rosa Keane, participation worker", by=clerk, at=at,
    )  # fmt: skip
    look_ahead(cast, when, meeting)
    return meeting
