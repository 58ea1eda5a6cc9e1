"""Every element of real meetings can be represented: one test for each line of the list, by the users' own commands.

The numbers are those of the list of what happens in real meetings, whose 36 lines are held together by the last test.
"""

import re
import sys
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from types import FunctionType

import pytest

from goldenthread.bodies.commands import make_body
from goldenthread.bodies.models import Kind
from goldenthread.committee.commands.agenda import add_item, defer_item, withdraw_item
from goldenthread.committee.commands.approving import approve, circulate, sign
from goldenthread.committee.commands.committees import change_committee
from goldenthread.committee.commands.deciding import (
    answer_call_in,
    call_in,
    publish_decision,
    record_officer_decision,
)
from goldenthread.committee.commands.entitling import declare
from goldenthread.committee.commands.excluding import exclude_public, readmit_public
from goldenthread.committee.commands.issuing import issue_agenda
from goldenthread.committee.commands.meetings import change_meeting, plan_meeting
from goldenthread.committee.commands.minuting import (
    add_attendee,
    add_exchange,
    add_motion,
    note_passage,
    note_presence,
    write_minute,
)
from goldenthread.committee.commands.ordering import take_before, take_together
from goldenthread.committee.commands.proceeding import add_later_note, hear, note_proceeding
from goldenthread.committee.commands.registering import keep_constitution
from goldenthread.committee.commands.resolving import discharge, promise, resolve
from goldenthread.committee.commands.standing import keep_seat
from goldenthread.committee.kinds import MeetingKind, Way
from goldenthread.committee.minuting import Count
from goldenthread.committee.models import AgendaItem, Minutes
from goldenthread.committee.queries.agenda import agenda_of
from goldenthread.committee.queries.minutes import matters_arising, minutes_of
from goldenthread.committee.queries.registers import decisions
from goldenthread.kernel.errors import RuleBroken
from tests.cast import by, make_cast
from tests.committee.makers import ON, Chamber, make_chamber, make_committee, seat
from tests.committee.meetings import THEN, begin, begin_next, entry, excluded, write_and_close
from tests.standing import made_once

pytestmark = pytest.mark.django_db


@dataclass(frozen=True, slots=True)
class Sitting:
    """A meeting under way on a public and an exempt item, with everybody there."""

    chamber: Chamber
    minutes: Minutes

    @property
    def clerk(self):
        return self.chamber.clerk

    @property
    def meeting(self):
        return self.minutes.meeting

    def under(self, title="Improvement plan"):
        return entry(self.minutes, title)

    def reads(self, title="Improvement plan", reader=None):
        """What the drafted minutes say under an item, to its clerk or another reader."""
        shown = minutes_of(self.minutes, reader or self.clerk.person, at=THEN)
        return next(one for one in shown.entries if one.item.title.startswith(title))

    def attendee(self, name):
        return self.meeting.attendees.get(name__contains=name)

    def guest(self, name, capacity="other", **more):
        return add_attendee(meeting=self.meeting, name=name, capacity=capacity, by=self.clerk, **more)

    def resolve(self, text, **more):
        return resolve(minute=self.under(), text=text, by=self.clerk, at=THEN, **more)

    def circulated(self):
        excluded(self.chamber, self.minutes)
        write_and_close(self.chamber, self.minutes)
        circulate(minutes=self.minutes, by=self.clerk, at=THEN)
        self.minutes.refresh_from_db()


@made_once
def sitting():
    """A meeting of three members under way."""
    chamber = make_chamber(make_cast())
    return Sitting(chamber, begin(chamber, private=True))


@pytest.fixture
def planned(sitting):
    """A meeting to come of the same committee, for what is done on an agenda."""
    return plan_meeting(committee=sitting.chamber.committee, on=date(2027, 2, 10), by=sitting.clerk, at=THEN)


def add(meeting, title, clerk, **more):
    return add_item(meeting=meeting, title=title, by=clerk, at=THEN, **more)


def first_of(sitting):
    return sitting.meeting.items.get(printed="1")


def test_line_1_kinds_of_meetings_and_how_people_attend_them(sitting, planned):
    for kind in ("ordinary", "special", "extraordinary", "annual"):
        assert change_meeting(meeting=planned, kind=kind, by=sitting.clerk, at=THEN) == (kind != "ordinary")
    for way in (Way.REMOTE, Way.HYBRID):
        assert change_meeting(meeting=planned, way=way, by=sitting.clerk, at=THEN)
    assert change_meeting(meeting=planned, place="On the quay, outdoors", note="Shown live", by=sitting.clerk, at=THEN)
    followed = plan_meeting(
        committee=sitting.chamber.committee, on=planned.on, starts_at=time(18), kind=MeetingKind.ANNUAL,
        by=sitting.clerk, at=THEN,
    )  # fmt: skip
    assert (followed.on, followed.kind) == (planned.on, "annual"), "a parish meeting followed by the annual one"


def test_line_2_a_start_in_words(sitting, planned):
    words = "At the rising of Cabinet, or at 18:00 if that is earlier"
    change_meeting(meeting=planned, starts_at=None, starts_words=words, by=sitting.clerk, at=THEN)
    issue_agenda(meeting=planned, by=sitting.clerk, at=datetime.fromisoformat("2027-01-20T10:00+00:00"))
    assert planned.issues.get().value["starts_at"] == words


def test_line_3_an_inquorate_meeting_has_minutes_and_defers_its_decision_to_a_quorate_one(sitting, planned):
    for one in sitting.meeting.attendees.filter(office=""):
        note_presence(attendee=one, presence="absent", by=sitting.clerk)
    with pytest.raises(RuleBroken, match="inquorate meeting resolves nothing"):
        sitting.resolve("the report be noted.")
    defer_item(item=sitting.under().item, to=planned, why="The meeting was not quorate.", by=sitting.clerk, at=THEN)
    assert sitting.reads().text == (
        "This item was deferred to the meeting on 10 February 2027: The meeting was not quorate."
    )
    assert planned.items.filter(title=sitting.under().item.title).exists()


def test_line_4_recess_adjournment_and_more_time(sitting):
    note_proceeding(minute=sitting.under(), kind="recess", at=time(15, 10), by=sitting.clerk)
    with pytest.raises(RuleBroken, match="paused already"):
        note_proceeding(minute=sitting.under(), kind="recess", by=sitting.clerk)
    note_proceeding(minute=sitting.under(), kind="resumed", at=time(15, 20), by=sitting.clerk)
    note_proceeding(minute=sitting.under(), kind="extended", words="until 17:30", by=sitting.clerk)
    note_proceeding(minute=sitting.under(), kind="adjourned", words="to 11 December", by=sitting.clerk)
    assert list(sitting.reads().proceedings) == [
        "The meeting paused at 15:10", "The meeting went on at 15:20", "The meeting was given more time: until 17:30",
        "The meeting was adjourned: to 11 December",
    ]  # fmt: skip


def test_line_5_who_takes_the_chair_and_how_chairs_are_elected(sitting):
    senior = sitting.attendee("Bett Sorley")
    with pytest.raises(RuleBroken, match="Somebody else presided"):
        note_presence(attendee=senior, presence="present", presided=True, by=sitting.clerk)
    note_proceeding(minute=sitting.under(), kind="chair", words="Councillor Sorley, pro tem", by=sitting.clerk)
    assert sitting.reads().proceedings == ["Somebody else took the chair: Councillor Sorley, pro tem"]
    add_motion(
        minute=sitting.under(), text="That Councillor Finch be elected Chair.", how="counted", count=Count(2, 1),
        moved_by="Councillor Sorley", outcome="carried", by=sitting.clerk,
    )  # fmt: skip
    sitting.resolve("Councillor Finch, Chair.", verb="elected")
    seen = sitting.reads()
    assert seen.motions[0].vote == "Carried by 2 votes to 1"
    assert seen.resolutions[0].lead == "DECLARED ELECTED -"


def test_line_6_terms_of_reference_of_an_appointing_body(sitting, cast_of):
    committee = make_committee(
        "Pier Committee", cast_of, kind=Kind.SUB_COMMITTEE, parent=sitting.meeting.committee.body
    )
    terms = {"terms": "To oversee the pier AND THE QUAY.", "terms_agreed_on": date(2026, 5, 20)}
    change_committee(committee=committee, by=sitting.clerk, **terms)
    committee.refresh_from_db()
    assert (committee.terms, committee.body.parent) == (terms["terms"], sitting.meeting.committee.body)


def test_line_7_draft_circulated_approved_and_signed_are_told_apart(sitting):
    said = [minutes_of(sitting.minutes, sitting.clerk.person, at=THEN).stage]
    sitting.circulated()
    later = begin_next(sitting.chamber)
    said.append(sitting.minutes.get_stage_display())
    approve(minutes=sitting.minutes, at_meeting=later, by=sitting.clerk, at=THEN + timedelta(days=70))
    said.append(Minutes.objects.get(pk=sitting.minutes.pk).get_stage_display())
    assert said == ["Draft", "Draft, put to the next meeting", "Approved"]


def test_line_8_numbers_of_minutes_as_councils_write_them(sitting):
    sitting.meeting.committee.minutes_pattern = "{dd}.{mm}.{n}"
    change_committee(
        committee=sitting.chamber.committee, minutes_pattern="{dd}.{mm}.{n}", minutes_run_on=True, by=sitting.clerk
    )
    sitting.minutes.meeting.committee.refresh_from_db()
    take_before(item=sitting.under("Questions on").item, before=first_of(sitting), by=sitting.clerk)
    sitting.resolve("it be so.", mark="33A/33.1")
    sitting.circulated()
    under = sitting.under("Questions on")
    assert (under.number, under.item.printed) == ("09.12.1", "5"), "the number of a minute is not that of its item"
    assert sitting.under().resolutions.get().mark == "33A/33.1"


def test_line_9_present_apologies_lateness_and_absence(sitting):
    said = {"Mora Finch": {"presence": "present"}, "Bett Sorley": {"presence": "absent"}}
    for name, more in said.items():
        note_presence(attendee=sitting.attendee(name), by=sitting.clerk, **more)
    note_presence(
        attendee=sitting.attendee(sitting.chamber.member.name), presence="present", will_be_late=True,
        apology="at a governors' meeting", by=sitting.clerk,
    )  # fmt: skip
    assert sitting.reads("Apologies").text.startswith("Apologies for lateness were received from")
    assert "(at a governors' meeting)" in sitting.reads("Apologies").text
    assert minutes_of(sitting.minutes, sitting.clerk.person, at=THEN).attended.absent == ["Councillor Bett Sorley"]


def test_line_10_a_substitute_and_a_co_opted_member_whose_vote_is_for_some_business(sitting, cast_of):
    note_presence(attendee=sitting.attendee("Bett Sorley"), presence="apologies", by=sitting.clerk)
    stands_in = sitting.guest("Councillor Ivo Pike", "substitute", stands_for=sitting.attendee("Bett Sorley"))
    assert "Councillor Ivo Pike (substitute for Councillor Bett Sorley)" in (
        minutes_of(sitting.minutes, sitting.clerk.person, at=THEN).attended.members
    )
    governor = seat(sitting.chamber.committee, cast_of.lead_officer, cast_of, "co-opted")
    keep_seat(
        committee=sitting.chamber.committee,
        membership=governor,
        voting="limited",
        votes_on="education",
        by=sitting.clerk,
    )
    later = begin_next(sitting.chamber)
    parent = later.attendees.get(person=cast_of.lead_officer)
    for one in later.attendees.all():
        note_presence(attendee=one, presence="present", by=sitting.clerk)
    minute = entry(later.minutes, "Questions on")
    said = {"minute": minute, "text": "That schools be asked.", "outcome": "carried", "by": sitting.clerk}
    votes = {parent.pk: "for", later.attendees.get(office="Chair").pk: "for"}
    with pytest.raises(RuleBroken, match=f"{parent.name} votes on education alone"):
        add_motion(how="named", named=votes, **said)
    with pytest.raises(RuleBroken, match="4 votes were counted and 3 who vote"):
        add_motion(how="counted", count=Count(4, 0), **said)
    made = add_motion(how="named", named=votes, business="Education", **said)
    assert (made.votes_for, made.business) == (2, "Education")
    assert stands_in.votes


def test_line_11_those_who_called_in_attend_and_leave_before_what_is_exempt(sitting):
    caller = sitting.guest("Councillor Una Wray", department="signatory of the call-in")
    note_passage(attendee=caller, way="left", item=sitting.under("Case of").item, why="exempt", by=sitting.clerk)
    assert not caller.votes
    assert sitting.reads("Case of").passages == ["Councillor Una Wray left during this item (exempt)"]


def test_line_12_arrivals_departures_and_returns_by_item(sitting):
    late, item = sitting.attendee("Bett Sorley"), sitting.under().item
    note_passage(attendee=late, way="arrived", item=item, by=sitting.clerk)
    note_passage(attendee=late, way="left", item=item, why="declared an interest", by=sitting.clerk)
    note_passage(attendee=late, way="returned", item=sitting.under("Questions on").item, by=sitting.clerk)
    visitor = sitting.guest("Rosa Keane", "officer")
    note_passage(attendee=visitor, way="left", item=item, why="did not return", by=sitting.clerk)
    assert len(sitting.reads().passages) == 3
    assert sitting.reads("Questions on").passages == ["Councillor Bett Sorley came back"]


def test_line_13_attendance_corrected_when_minutes_are_approved(sitting):
    sitting.circulated()
    later, words = begin_next(sitting.chamber), "Councillor Sorley was not there for item 4."
    approve(minutes=sitting.minutes, at_meeting=later, corrections=words, by=sitting.clerk, at=THEN)
    assert sitting.minutes.issues.get(stage="approved").value["corrections"] == words


def test_line_14_somebody_speaks_who_is_in_no_list(sitting):
    add_exchange(minute=sitting.under(), question="Who asked us?", asked_by="A foster carer", by=sitting.clerk)
    assert sitting.reads().exchanges == [("A foster carer", "Who asked us?", "")]
    assert not sitting.meeting.attendees.filter(name="A foster carer").exists()


def test_line_15_presenters_who_are_to_be_heard_and_an_independent_chair(sitting, planned):
    item = add(planned, "Inspection", sitting.clerk, kind="presentation", presenters="Ms Lark, inspector, to be heard")
    shown = agenda_of(planned, sitting.clerk.person, at=THEN).items
    assert next(one for one in shown if one.number == item.number).presenters == "Ms Lark, inspector, to be heard"
    note_presence(attendee=sitting.attendee("Mora Finch"), presence="present", by=sitting.clerk)
    chair = sitting.guest("Dr Elin Moss", department="independent chair")
    note_presence(attendee=chair, presence="present", presided=True, by=sitting.clerk)
    assert minutes_of(sitting.minutes, sitting.clerk.person, at=THEN).attended.others == [
        "Dr Elin Moss (in the chair) - independent chair"
    ]


def test_line_16_interests_of_every_kind_with_what_followed(sitting, cast_of):
    seat(sitting.chamber.committee, cast_of.director, cast_of, "officer")
    people = (sitting.chamber.chair, sitting.chamber.member, cast_of.director)
    said = (
        ("other registrable", "stays"), ("personal", "speaks"), ("prejudicial", "leaves"), ("voluntary", "stays"),
        ("disclosable pecuniary", "leaves"), ("council tax", "speaks"),
    )  # fmt: skip
    items = [None, *sitting.meeting.items.order_by("position")[:5]]
    common = {"meeting": sitting.meeting, "nature": "a school of theirs", "by": sitting.clerk, "at": THEN}
    for place, ((kind, consequence), item) in enumerate(zip(said, items, strict=True)):
        declare(person=people[place % 3], kind=kind, consequence=consequence, item=item, **common)
    declare(person=people[1], kind="voluntary", consequence="stays", item=None, **common)
    text = sitting.reads("Members' Declarations").text
    assert text.count(" declared ") == 7, "several members share one nature, and an officer declares too"
    for words in (
        "in the interest of openness",
        "arrears of council tax",
        "did not vote",
        "left the room",
        "took part",
    ):
        assert words in text
    with pytest.raises(RuleBroken, match="does not vote on it"):
        declare(person=people[0], kind="council tax", consequence="stays", item=items[4], **common)


def test_line_17_sub_items_items_without_a_report_and_presentations(sitting, planned):
    parent = add(planned, "Homes", sitting.clerk, kind="other")
    for title in ("Larch House", "Elder House"):
        add(planned, title, sitting.clerk, kind="presentation", parent=parent, rubric="A verbal update")
    shown = {one.title: one.printed for one in agenda_of(planned, sitting.clerk.person, at=THEN).items}
    assert (shown["Larch House"], shown["Elder House"]) == (f"{shown['Homes']}a", f"{shown['Homes']}b")


def test_line_18_items_together_and_minuted_in_the_order_they_were_taken(sitting):
    first, other = sitting.under("Questions on").item, sitting.under().item
    take_together(item=other, other=first, by=sitting.clerk)
    start = first_of(sitting)
    for one in (first, other):
        take_before(item=one, before=start, by=sitting.clerk)
    shown = minutes_of(sitting.minutes, sitting.clerk.person, at=THEN)
    assert [one.item.printed for one in shown.entries][:4] == ["5", "4", "1", "2"]
    assert AgendaItem.objects.get(pk=other.pk).together_with == first
    with pytest.raises(RuleBroken, match="Choose another item of this meeting"):
        take_before(item=first, before=first, by=sitting.clerk)


def test_line_19_deferred_with_questions_taken_and_withdrawn_for_lack_of_time(sitting):
    add_exchange(minute=sitting.under(), question="When will it come?", by=sitting.clerk)
    defer_item(item=sitting.under().item, why="Its author is ill.", by=sitting.clerk, at=THEN)
    withdraw_item(item=sitting.under("Questions on").item, why="There was no time left.", by=sitting.clerk)
    assert sitting.reads().text.endswith("This item was deferred: Its author is ill.")
    assert sitting.reads().exchanges
    assert sitting.reads("Questions on").text == "This item was withdrawn: There was no time left."


def test_line_20_urgent_and_late_items_with_their_reason_and_reports_to_follow(sitting, planned):
    clerk = sitting.clerk
    add(planned, "Budget", clerk, purpose="decision", to_follow=True)
    issue_agenda(meeting=planned, by=clerk, at=datetime.fromisoformat("2027-01-20T10:00+00:00"))
    planned.refresh_from_db()
    late = add(
        planned, "Flood", clerk, kind="presentation", circumstances="The quay flooded", admitted_by="Councillor Finch"
    )
    supplement = issue_agenda(meeting=planned, by=clerk, at=datetime.fromisoformat("2027-02-08T10:00+00:00"))
    assert supplement.number == 2
    urgent = next(one for one in supplement.value["items"] if one["number"] == late.number)
    assert (urgent["circumstances"], urgent["admitted_by"]) == ("The quay flooded", "Councillor Finch")
    assert next(one for one in supplement.value["items"] if one["title"] == "Budget")["to_follow"]


def test_line_21_exclusions_for_one_item_or_more_lost_ended_and_a_second_closed_session(sitting):
    motion, private = sitting.under("Exclusion of"), sitting.under("Case of")
    exclude_public(minute=motion, outcome="lost", how="counted", count=Count(1, 2), by=sitting.clerk)
    with pytest.raises(RuleBroken, match="was not carried"):
        write_minute(minute=private, text="Words.", by=sitting.clerk)
    first = exclude_public(
        minute=motion, items=[private.item], outcome="carried", began_at=time(15, 30), by=sitting.clerk
    )
    readmit_public(exclusion=first, before=sitting.under("Non-Public Questions"), at=time(15, 50), by=sitting.clerk)
    exclude_public(minute=motion, items=[sitting.under("Non-Public Q").item], outcome="carried", by=sitting.clerk)
    write_minute(minute=private, text="Words.", summary="A case was considered.", by=sitting.clerk)
    text = "That the public be excluded for item 9: paragraph(s) 1 and 2."
    assert [one.text for one in sitting.reads("Exclusion of").motions][1] == text
    assert "The public was let in again at 15:50" in sitting.reads("Non-Public Questions").proceedings
    circulated = sitting.minutes
    circulated.stage = "circulated"
    circulated.save(update_fields=["stage"])
    seen = sitting.reads("Safeguarding matter", sitting.chamber.outsider)
    assert (seen.is_closed, seen.text, seen.summary) == (True, "", "A case was considered.")
    assert seen.item.restricted.startswith("By virtue of paragraph(s) 1, 2")


def test_line_22_a_paper_that_is_not_reproduced_for_another_reason_says_so(sitting, planned):
    words = "The map is not printed here: its maker holds the copyright. It can be seen at the office."
    item = add(planned, "Map of the quay", sitting.clerk, rubric=words)
    shown = agenda_of(planned, sitting.clerk.person, at=THEN).items
    seen = next(one for one in shown if one.number == item.number)
    assert (seen.rubric, seen.restricted) == (words, ""), "copyright keeps nobody out of the room"


def test_line_23_questions_without_names_and_a_summary_of_further_ones(sitting):
    add_exchange(minute=sitting.under(), question="How many wait?", answer="Forty.", by=sitting.clerk)
    words = "In response to further questions, Members noted that waiting shortens."
    write_minute(minute=sitting.under(), text=words, by=sitting.clerk)
    assert sitting.reads().exchanges == [("", "How many wait?", "Forty.")]
    assert sitting.reads().text == words


def test_line_24_a_members_question_and_an_answer_owed_in_writing(sitting):
    add_exchange(
        minute=sitting.under(), question="1. How many? Supplementary: since when?", answer="In writing.",
        asked_by="Councillor Sorley", by=sitting.clerk,
    )  # fmt: skip
    promise(
        minute=sitting.under(), text="Answer question 1 by e-mail.", owner_name="Una Reeve", due_on=ON, at=THEN,
        by=sitting.clerk,
    )  # fmt: skip
    assert (sitting.reads().promises[0].due_on, sitting.reads().exchanges[0][0]) == (ON, "Councillor Sorley")


def test_line_25_statements_deputations_and_petitions(sitting):
    said = {"minute": sitting.under(), "by": sitting.clerk}
    hear(kind="statement", who="Ms Orr", about="the crossing", **said)
    hear(kind="deputation", who="Quay parents", about="school buses", outcome="refused", words="Out of time", **said)
    hear(
        kind="petition", who="Mr Tarn", about="the pier", ward="Harbour", on_paper=210, online=1_940, threshold=1_500,
        outcome="elsewhere", words="Full Council debates it", **said,
    )  # fmt: skip
    assert list(sitting.reads().heard) == [
        "Statement of Ms Orr on the crossing. Heard",
        "Deputation of Quay parents on school buses. Refused: Out of time",
        "Petition of Mr Tarn (Harbour) on the pier, with signatures: 210 on paper and 1940 online, 1500 are needed for "
        "a debate. Taken elsewhere: Full Council debates it",
    ]
    with pytest.raises(RuleBroken, match="Say why it was not heard"):
        hear(kind="deputation", who="X", about="y", outcome="refused", **said)


def test_line_26_how_decisions_are_put_and_none_at_all(sitting):
    assert sitting.reads().resolutions == []
    sitting.resolve("schools be asked.", verb="recommended", to_body="Council")
    for verb in ("agreed", "approved", "noted", "received", "endorsed", "elected", "resolved"):
        sitting.resolve(f"it be {verb}.", verb=verb)
    leads = [one.lead for one in sitting.reads().resolutions]
    assert leads[0] == "RECOMMENDED to Council, that -"
    assert leads[1:3] == ["AGREED, that -", "APPROVED, that -"]
    assert len(set(leads)) == 8


def test_line_27_lettered_parts_with_reason_alternatives_and_how_they_came_about(sitting):
    sitting.resolve("the plan be agreed.", mark="(A)", came="amended", reason="It is due.", alternatives="To wait.")
    sitting.resolve("a review be held.", mark="(B)", came="added")
    sitting.resolve("it be printed.")
    seen = sitting.reads().resolutions
    assert [one.mark for one in seen] == ["(A)", "(B)", "(3)"]
    assert (seen[0].came, seen[0].reason, seen[0].alternatives) == (
        "The recommendation amended",
        "It is due.",
        "To wait.",
    )
    assert sitting.reads().text == "Members received a report of the Director of Children's Services."


def test_line_28_motions_amendments_and_points_of_order(sitting):
    said = {
        "minute": sitting.under(),
        "by": sitting.clerk,
        "moved_by": "Councillor Finch",
        "seconded_by": "Councillor S",
    }
    motion = add_motion(text="That it be so.", outcome="carried", **said)
    add_motion(text="That it be so in May.", amends=motion, outcome="lost", **said)
    add_motion(text="That it be so in June.", amends=motion, outcome="carried", **said)
    note_proceeding(minute=sitting.under(), kind="ruling", words="amendments are not allowed", by=sitting.clerk)
    seen = sitting.reads()
    assert [(one.is_amendment, one.vote) for one in seen.motions] == [
        (False, "Carried"),
        (True, "Lost"),
        (True, "Carried"),
    ]
    assert seen.motions[0].by == "moved by Councillor Finch, seconded by Councillor S"
    assert seen.proceedings == ["A point of order was ruled on: amendments are not allowed"]


def test_line_29_votes_by_voice_by_count_by_name_and_the_casting_vote(sitting):
    said = {"minute": sitting.under(), "text": "That it be so.", "by": sitting.clerk}
    one, two, three = sitting.meeting.attendees.filter(votes=True)
    add_motion(outcome="carried", **said)
    add_motion(outcome="carried", how="counted", count=Count(3, 0), **said)
    add_motion(outcome="carried", how="counted", count=Count(1, 1, casting="for"), **said)
    named = {one.pk: "for", two.pk: "interest", three.pk: "not cast"}
    add_motion(outcome="carried", how="named", named=named, **said)
    seen = sitting.reads().motions
    assert [each.vote for each in seen][:3] == [
        "Carried", "Carried by 3 votes to 0", "Carried by 1 votes to 1, on the casting vote, which was for",
    ]  # fmt: skip
    assert [vote.split(": ")[1] for vote in seen[3].named] == [
        "for", "took no part because of an interest", "present, no vote cast",
    ]  # fmt: skip


def test_line_30_delegation_urgent_action_between_meetings_and_three_readings(sitting):
    given = sitting.resolve("the director decide, in consultation with the Chair.", asks=True)
    made = record_officer_decision(
        committee=sitting.chamber.committee, on=ON, officer="Director of Quays", title="Pumps",
        consulted="Councillor Finch, Chair", text="Pumps were hired.", reason="The quay flooded.",
        alternatives="To wait for the meeting.", under=given, reported_under=sitting.under().item, by=sitting.clerk,
        at=THEN,
    )  # fmt: skip
    assert (made.number, made.under, made.reported_under) == (1, given, sitting.under().item)
    with pytest.raises(RuleBroken, match="Give the reason"):
        record_officer_decision(
            committee=sitting.chamber.committee, on=ON, officer="Director", title="Pumps", text="Hired.", reason="",
            alternatives="", under=given, by=sitting.clerk, at=THEN,
        )  # fmt: skip
    for reading in ("first", "second", "third"):
        sitting.resolve(f"the by-law be read a {reading} time.")
    assert len(sitting.reads().resolutions) == 4


def test_line_31_key_decisions_and_call_in_belong_to_an_executive(sitting):
    made = sitting.resolve("the home be bought.")
    with pytest.raises(RuleBroken, match="decides by committees"):
        publish_decision(resolution=made, on=ON, is_key=True, by=sitting.clerk)
    keep_constitution(governance="executive", withholds_for_interest=True, by=sitting.chamber.monitoring)
    publish_decision(resolution=made, on=ON, is_key=True, by=sitting.clerk)
    for at, told in ((THEN, "Can be called in until"), (THEN + timedelta(days=8), "Not called in by")):
        assert decisions(sitting.clerk.person, at=at)[0].call_in == f"{told} 16 December 2026"
    said = {"resolution": made, "called_by": "Five councillors", "why": "Its cost was not told.", "by": sitting.clerk}
    with pytest.raises(RuleBroken, match="until 16 December 2026"):
        call_in(on=date(2026, 12, 17), **said)
    called = call_in(on=date(2026, 12, 16), **said)
    answer_call_in(
        called=called, outcome="referred back", answer="Cabinet looks again.", on=date(2027, 1, 6), by=sitting.clerk
    )
    called.refresh_from_db()
    (one,) = decisions(sitting.clerk.person, at=THEN)
    assert (one.is_key, one.call_in) == (
        True, "Called in on 16 December 2026 by Five councillors. Referred back to who decided on 6 January 2027.",
    )  # fmt: skip
    assert (called.get_outcome_display(), called.answer) == ("Referred back to who decided", "Cabinet looks again.")


def test_line_32_references_between_bodies_and_to_those_outside(sitting, planned, cast_of):
    other = make_body(name="Scrutiny Panel", kind=Kind.COMMITTEE, by=by(cast_of.administrator))
    item = add(planned, "Reference on buses", sitting.clerk, kind="reference", referred_by=other)
    assert item.referred_by == other
    sitting.resolve("the harbour trust be asked.", verb="recommended", to_body="The Harbour Trust")
    assert sitting.reads().resolutions[0].lead == "RECOMMENDED to The Harbour Trust, that -"


def test_line_33_minutes_approved_with_corrections_disputed_and_signed(sitting):
    sitting.circulated()
    later = begin_next(sitting.chamber)
    for one in later.attendees.all():
        note_presence(attendee=one, presence="present", by=sitting.clerk)
    votes = dict(zip(later.attendees.values_list("pk", flat=True), ("for", "for", "against"), strict=True))
    add_motion(
        minute=entry(later.minutes, "Minutes"), text="That they be approved.", how="named", named=votes,
        outcome="carried", by=sitting.clerk,
    )  # fmt: skip
    approve(
        minutes=sitting.minutes, at_meeting=later, corrections="As a matter of record: …", by=sitting.clerk, at=THEN
    )
    sign(
        minutes=sitting.minutes, signed_by="Councillor Finch", on=later.on, by=sitting.clerk,
        at=THEN + timedelta(days=70),
    )  # fmt: skip
    sitting.minutes.refresh_from_db()
    assert (sitting.minutes.is_fixed, sitting.minutes.signed_on) == (True, later.on)


def test_line_34_matters_arising_with_how_each_was_discharged(sitting):
    owed = promise(minute=sitting.under(), text="Tell how many.", owner_name="Una", by=sitting.clerk, at=THEN)
    sitting.circulated()
    later = begin_next(sitting.chamber)
    assert [one.promise.text for one in matters_arising(later, sitting.chamber.member, at=THEN)] == ["Tell how many."]
    owed.refresh_from_db()
    discharge(promise=owed, words="Delete in view of the time.", on=later.on, by=sitting.clerk)
    assert not matters_arising(later, sitting.chamber.member, at=THEN)
    owed.refresh_from_db()
    assert owed.discharged_by == "Delete in view of the time."


def test_line_35_the_work_programme_and_an_action_agreed_outside_the_resolution(sitting, planned, cast_of):
    assert add(planned, "Work programme", sitting.clerk, kind="work programme").kind == "work programme"
    assert make_body(name="Task and finish group on buses", kind=Kind.GROUP, by=by(cast_of.administrator)).pk
    owed = promise(
        minute=sitting.under(),
        text="The director would look at buses.",
        owner=cast_of.director,
        by=sitting.clerk,
        at=THEN,
    )
    sitting.circulated()
    owed.refresh_from_db()
    assert (owed.finding.owner, sitting.reads().resolutions) == (cast_of.director, [])


def test_line_36_a_note_after_the_meeting_and_a_day_that_was_corrected(sitting, planned):
    with pytest.raises(RuleBroken, match="write it into the minute"):
        add_later_note(minute=sitting.under(), text="Later.", on=ON, by=sitting.clerk)
    sitting.circulated()
    add_later_note(minute=sitting.under(), text="The figure was forty-one.", on=ON, by=sitting.clerk)
    assert sitting.reads().later_notes == ["Note of 9 December 2026: The figure was forty-one."]
    issue_agenda(meeting=planned, by=sitting.clerk, at=datetime.fromisoformat("2027-01-20T10:00+00:00"))
    planned.refresh_from_db()
    change_meeting(meeting=planned, on=date(2027, 2, 11), why="The day was misprinted.", by=sitting.clerk, at=THEN)
    assert planned.moves.get().why == "The day was misprinted."


@pytest.fixture
def cast_of(sitting):
    """One person in every role, in the council of the meeting."""
    return sitting.chamber.cast


def test_each_of_the_thirty_six_lines_has_a_test_of_its_own():
    here = sys.modules[__name__]
    names = [name for name, value in vars(here).items() if isinstance(value, FunctionType)]
    lines = sorted(int(found.group(1)) for name in names if (found := re.match(r"test_line_(\d+)_", name)))
    assert lines == list(range(1, 37))
