"""Minutes: drafted from the agenda, kept while the meeting runs, approved, signed, fixed; promises become findings."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from goldenthread.committee.commands.approving import approve, circulate, sign
from goldenthread.committee.commands.excluding import exclude_public
from goldenthread.committee.commands.exempting import release
from goldenthread.committee.commands.issuing import issue_agenda
from goldenthread.committee.commands.meetings import plan_meeting
from goldenthread.committee.commands.minuting import (
    add_attendee,
    add_exchange,
    add_motion,
    begin_meeting,
    close_meeting,
    note_passage,
    note_presence,
    write_minute,
)
from goldenthread.committee.commands.resolving import discharge, promise, resolve
from goldenthread.committee.minuting import Apology, Count, apologies, check_count
from goldenthread.committee.models import Minute, Minutes
from goldenthread.committee.queries.minutes import matters_arising, minutes_of
from goldenthread.kernel.errors import NotAllowed, RuleBroken
from goldenthread.sources.models import Finding
from tests.cast import by, sign_in
from tests.committee.makers import IN_TIME, ON, SECRET, exempt_item, public_item

pytestmark = pytest.mark.django_db
THEN = datetime(2026, 12, 9, 15, tzinfo=UTC)
AFTER = datetime(2027, 2, 10, 15, tzinfo=UTC)


@pytest.fixture
def begun(chamber):
    """A meeting under way on a public and an exempt item; the chair presides, one member sent apologies."""
    public_item(chamber, report_of="Director of Children's Services")
    exempt_item(chamber, 1, 2)
    issue_agenda(meeting=chamber.meeting, by=chamber.clerk, at=IN_TIME)
    minutes = begin_meeting(meeting=chamber.meeting, by=chamber.clerk, at=THEN)
    chamber.meeting.refresh_from_db()
    exclude_public(minute=entry(minutes, "Exclusion of"), outcome="carried", by=chamber.clerk)
    return minutes


def entry(minutes, title):
    found = Minute.objects.select_related("item", "minutes__meeting__committee__body").get(
        minutes=minutes, item__title__startswith=title
    )
    return found


def there(chamber, minutes, *, absent=()):
    """Note that everybody was there but who is named; the chair presided."""
    for one in minutes.meeting.attendees.all():
        note_presence(
            attendee=one, presence="apologies" if one.name in absent else "present", by=chamber.clerk,
            presided=one.office == "Chair",
        )  # fmt: skip


def text_of(minutes, title):
    return Minute.objects.get(minutes=minutes, item__title__startswith=title).text


def test_minutes_begin_in_the_formulae_of_their_items(begun):
    assert text_of(begun, "Members' Declarations") == "There were no declarations."
    assert text_of(begun, "Improvement plan") == "Members received a report of the Director of Children's Services."
    assert text_of(begun, "Questions on") == "There were no questions."
    assert text_of(begun, "Any Other Business the") == "There were no items."


def test_urgent_business_is_named_under_any_other_business_and_never_denied_under_its_own_item(chamber):
    public_item(chamber)
    why = "The quay was flooded on Sunday."
    public_item(chamber, "Flooded centre", kind="urgent", circumstances=why, admitted_by="Councillor Mora Finch")
    issue_agenda(meeting=chamber.meeting, by=chamber.clerk, at=IN_TIME)
    begun = begin_meeting(meeting=chamber.meeting, by=chamber.clerk, at=THEN)
    number = chamber.meeting.items.get(title="Flooded centre").printed
    assert text_of(begun, "Flooded centre").endswith(why)
    assert text_of(begun, "Any Other Business the") == f"Urgent business was taken as item {number}."
    assert "no items" not in text_of(begun, "Flooded centre")


def test_a_meeting_begins_once_on_its_day_and_on_an_issued_agenda(chamber):
    with pytest.raises(RuleBroken, match="on an agenda that was issued"):
        begin_meeting(meeting=chamber.meeting, by=chamber.clerk, at=THEN)
    public_item(chamber)
    issue_agenda(meeting=chamber.meeting, by=chamber.clerk, at=IN_TIME)
    with pytest.raises(RuleBroken, match="still to come"):
        begin_meeting(meeting=chamber.meeting, by=chamber.clerk, at=THEN - timedelta(days=1))
    begin_meeting(meeting=chamber.meeting, by=chamber.clerk, at=THEN)
    with pytest.raises(RuleBroken, match="once"):
        begin_meeting(meeting=chamber.meeting, by=chamber.clerk, at=THEN)


def test_apologies_write_their_sentence_until_the_clerk_writes_another(chamber, begun):
    there(chamber, begun, absent=("Councillor Bett Sorley",))
    assert text_of(begun, "Apologies") == "Apologies were received from Councillor Bett Sorley."
    write_minute(minute=entry(begun, "Apologies"), text="All sent their regards.", by=chamber.clerk)
    note_presence(attendee=begun.meeting.attendees.last(), presence="present", by=chamber.clerk)
    assert text_of(begun, "Apologies") == "All sent their regards."


def test_apologies_with_reasons_and_for_lateness_are_told_apart():
    said = apologies(
        [Apology("A. Finch", "at a school governors' day"), Apology("B. Vane"), Apology("C. Orr", "", True)]
    )
    assert said == (
        "Apologies were received from A. Finch (at a school governors' day) and B. Vane. "
        "Apologies for lateness were received from C. Orr."
    )
    assert apologies([]) == "There were no apologies."


def test_a_substitute_stands_in_for_a_member_who_is_not_there_and_for_one_alone(chamber, begun):
    there(chamber, begun, absent=("Councillor Bett Sorley",))
    absent = begun.meeting.attendees.get(presence="apologies")
    present = begun.meeting.attendees.filter(presence="present").first()
    said = {"meeting": begun.meeting, "capacity": "substitute", "by": chamber.clerk}
    with pytest.raises(RuleBroken, match="is there"):
        add_attendee(**said, name="Councillor Idris Vane", stands_for=present)
    add_attendee(**said, name="Councillor Idris Vane", person=chamber.outsider, stands_for=absent)
    with pytest.raises(RuleBroken, match="already"):
        add_attendee(**said, name="Somebody", stands_for=absent)
    with pytest.raises(RuleBroken, match="stands in the list already"):
        add_attendee(meeting=begun.meeting, name="Again", capacity="other", person=chamber.outsider, by=chamber.clerk)


def test_who_left_comes_back_and_nobody_leaves_twice(chamber, begun):
    there(chamber, begun)
    one, item = begun.meeting.attendees.first(), entry(begun, "Improvement plan").item
    with pytest.raises(RuleBroken, match="has not left"):
        note_passage(attendee=one, way="returned", item=item, by=chamber.clerk)
    note_passage(attendee=one, way="left", item=item, why="declared an interest", by=chamber.clerk)
    with pytest.raises(RuleBroken, match="left already"):
        note_passage(attendee=one, way="left", item=item, by=chamber.clerk)
    shown = minutes_of(begun, chamber.clerk.person, at=THEN)
    [found] = [line for line in shown.entries if line.item.title.startswith("Improvement")]
    assert list(found.passages) == [f"{one.name} left during this item (declared an interest)"]


@pytest.mark.parametrize(
    ("count", "carried", "said"),
    [
        (Count(3, 2, 1, voters=5), True, "6 votes were counted and 5"),
        (Count(2, 3, voters=6), True, "it is lost"),
        (Count(3, 2, voters=6), False, "it is carried"),
        (Count(2, 2, voters=6), True, "by a casting vote alone"),
        (Count(3, 2, voters=6, casting="for"), True, "where votes are equal"),
        (Count(2, 2, voters=6, casting="against"), True, "it is lost"),
    ],
)
def test_a_vote_that_does_not_add_up_is_refused(count, carried, said):
    with pytest.raises(RuleBroken, match=said):
        check_count(count, carried=carried)


@pytest.mark.parametrize(
    ("count", "carried"),
    [(Count(3, 2, 1, voters=6), True), (Count(1, 0, voters=6), True), (Count(2, 2, voters=6), False),
     (Count(2, 2, voters=4, casting="for"), True)],
)  # fmt: skip
def test_a_vote_that_adds_up_is_taken_also_where_somebody_casts_none(count, carried):
    check_count(count, carried=carried)


def test_votes_by_name_are_counted_and_only_of_those_who_vote_and_are_there(chamber, begun):
    there(chamber, begun, absent=("Councillor Bett Sorley",))
    voters = list(begun.meeting.attendees.filter(presence="present", votes=True))
    away = begun.meeting.attendees.get(presence="apologies")
    minute = entry(begun, "Improvement plan")
    said = {"minute": minute, "text": "That the plan be published.", "how": "named", "by": chamber.clerk}
    with pytest.raises(RuleBroken, match="was not there"):
        add_motion(**said, outcome="carried", named={away.pk: "for"})
    made = add_motion(**said, outcome="carried", named={voters[0].pk: "for", voters[1].pk: "abstained"})
    assert (made.votes_for, made.votes_against, made.abstained) == (1, 0, 1)


def test_nothing_is_minuted_in_private_while_the_motion_to_exclude_is_lost_or_not_put(chamber):
    public_item(chamber)
    exempt_item(chamber, 1, 2)
    issue_agenda(meeting=chamber.meeting, by=chamber.clerk, at=IN_TIME)
    minutes = begin_meeting(meeting=chamber.meeting, by=chamber.clerk, at=THEN)
    there(chamber, minutes)
    private, motion = entry(minutes, "Case of two"), entry(minutes, "Exclusion of")
    assert motion.text.startswith("MOTION - That under Section 100A(4)")
    writes = (
        lambda: write_minute(minute=private, text="Words.", by=chamber.clerk),
        lambda: add_exchange(minute=private, question="Where?", by=chamber.clerk),
        lambda: add_motion(minute=private, text="That it be so.", outcome="carried", by=chamber.clerk),
        lambda: resolve(minute=private, text="it be so.", by=chamber.clerk, at=THEN),
        lambda: promise(minute=private, text="Tell.", owner_name="Nurse", by=chamber.clerk, at=THEN),
    )
    for write in writes:
        with pytest.raises(RuleBroken, match="for item 9 has not been put"):
            write()
    with pytest.raises(RuleBroken, match="hears the motion"):
        exclude_public(minute=private, outcome="carried", by=chamber.clerk)
    exclude_public(minute=motion, outcome="lost", by=chamber.clerk)
    assert "was not carried, so the public stayed" in text_of(minutes, "Exclusion of")
    with pytest.raises(RuleBroken, match="was not carried, so it cannot be minuted as taken in private"):
        writes[0]()
    for blank in minutes.entries.filter(text="").exclude(pk=private.pk):
        write_minute(minute=blank, text="It was noted.", by=chamber.clerk)
    Minute.objects.filter(pk=private.pk).update(text="Written before it was moved to Part 2.")
    close_meeting(meeting=minutes.meeting, closed_at=time(16), by=chamber.clerk, at=THEN)
    with pytest.raises(RuleBroken, match="was not carried"):
        circulate(minutes=minutes, by=chamber.clerk, at=THEN)
    release(
        exemption=private.item.exemptions.get(), why="The motion to exclude the public was lost.", by=chamber.clerk,
        at=THEN,
    )  # fmt: skip
    assert write_minute(minute=entry(minutes, "Case of two"), text="Taken in public.", by=chamber.clerk)


def test_an_inquorate_meeting_has_minutes_and_resolves_nothing(chamber, begun):
    for one in begun.meeting.attendees.all():
        note_presence(
            attendee=one, presence="present" if one.office == "Chair" else "absent", by=chamber.clerk,
            presided=one.office == "Chair",
        )  # fmt: skip
    minute = entry(begun, "Improvement plan")
    with pytest.raises(RuleBroken, match="an inquorate meeting resolves nothing"):
        resolve(minute=minute, text="the report be noted.", by=chamber.clerk, at=THEN)
    assert write_minute(minute=minute, text="The meeting was not quorate.", by=chamber.clerk)
    close_meeting(meeting=begun.meeting, closed_at=time(14, 40), by=chamber.clerk, at=THEN)


def test_a_resolution_that_asks_and_a_promise_become_findings_of_the_meeting(cast, chamber, begun):
    there(chamber, begun)
    minute = entry(begun, "Improvement plan")
    noted = resolve(minute=minute, text="the report be noted.", by=chamber.clerk, at=THEN)
    asked = resolve(
        minute=minute, text="the director report on dentists.", asks=True, owner=cast.director,
        due_on=ON + timedelta(days=60), by=chamber.clerk, at=THEN,
    )  # fmt: skip
    owed = promise(
        minute=minute, text="Officers agreed to tell members how many families wait.", owner=cast.lead_officer,
        by=chamber.clerk, at=THEN,
    )  # fmt: skip
    assert not Finding.objects.filter(source__committee_meeting=begun.meeting).exists(), (
        "a draft is read by nobody else"
    )
    _put(chamber, begun)
    begun.meeting.refresh_from_db()
    for one in (noted, asked, owed):
        one.refresh_from_db()
    assert noted.finding is None
    assert {asked.finding.source, owed.finding.source} == {begun.meeting.source}
    assert asked.finding.owner == cast.director
    assert asked.finding.text == "the director report on dentists."
    assert begun.meeting.source.title == "Children's Services Committee, meeting of 9 December 2026"
    assert Finding.objects.visible_to(cast.service_manager).filter(pk=owed.finding.pk).exists()


def test_a_finding_of_what_was_said_behind_closed_doors_holds_none_of_its_words(chamber, begun):
    there(chamber, begun)
    minute = entry(begun, "Case of two brothers")
    owed = promise(minute=minute, text=f"Tell of {SECRET}.", owner_name="The nurse", by=chamber.clerk, at=THEN)
    asked = resolve(minute=minute, text=f"Ask for {SECRET}.", asks=True, by=chamber.clerk, at=THEN)
    discharge(promise=owed, words=f"Told of {SECRET}.", on=ON, by=chamber.clerk)
    _put(chamber, begun)
    owed.refresh_from_db()
    asked.refresh_from_db()
    for finding in (owed.finding, asked.finding):
        finding.refresh_from_db()
        assert "heron" not in finding.text + finding.answer_reason
        assert "Safeguarding matter" in finding.text


def _put(chamber, begun):
    """The meeting closed and its minutes put to the next one."""
    _written(chamber, begun)
    circulate(minutes=Minutes.objects.get(pk=begun.pk), by=chamber.clerk, at=THEN)


def _held(chamber, begun):
    there(chamber, begun)
    _written(chamber, begun)


def _written(chamber, begun):
    """Something is minuted under every item, and the meeting is closed."""
    for one in begun.entries.filter(text=""):
        write_minute(minute=one, text="It was noted.", summary="A matter was considered.", by=chamber.clerk)
    close_meeting(meeting=begun.meeting, closed_at=time(16, 5), by=chamber.clerk, at=THEN)


def test_a_meeting_is_closed_once_it_is_noted_who_was_there_and_who_presided(chamber, begun):
    with pytest.raises(RuleBroken, match="Note first whether"):
        close_meeting(meeting=begun.meeting, closed_at=time(16), by=chamber.clerk, at=THEN)
    for one in begun.meeting.attendees.all():
        note_presence(attendee=one, presence="present", by=chamber.clerk)
    with pytest.raises(RuleBroken, match="who presided"):
        close_meeting(meeting=begun.meeting, closed_at=time(16), by=chamber.clerk, at=THEN)


def test_minutes_are_put_to_the_next_meeting_approved_there_signed_and_fixed(chamber, begun):
    _held(chamber, begun)
    minutes = Minutes.objects.get(pk=begun.pk)
    circulate(minutes=minutes, by=chamber.clerk, at=THEN)
    numbers = list(minutes.entries.order_by("position").values_list("number", flat=True))
    assert numbers == [str(n) for n in range(1, len(numbers) + 1)]
    with pytest.raises(RuleBroken, match="put to the next meeting"):
        write_minute(minute=entry(minutes, "Improvement plan"), text="Other words.", by=chamber.clerk)
    later = _next(chamber)
    approve(minutes=minutes, at_meeting=later, corrections="For “noted” read “received”.", by=chamber.clerk, at=AFTER)
    sign(minutes=minutes, signed_by="Councillor Mora Finch", on=later.on, by=chamber.clerk, at=AFTER)
    minutes.refresh_from_db()
    assert minutes.is_fixed
    assert [one.stage for one in minutes.issues.all()] == ["circulated", "approved", "signed"]
    assert all(one.is_whole for one in minutes.issues.all())
    for change in (lambda: minutes.issues.update(content=""), lambda: minutes.issues.first().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def _next(chamber):
    """The next meeting of the committee, begun."""
    later = plan_meeting(committee=chamber.committee, on=date(2027, 2, 10), by=chamber.clerk, at=THEN)
    issue_agenda(meeting=later, by=chamber.clerk, at=datetime(2027, 1, 20, 10, tzinfo=UTC))
    begin_meeting(meeting=later, by=chamber.clerk, at=AFTER)
    later.refresh_from_db()
    return later


def test_the_next_agenda_asks_to_approve_them_and_its_minutes_say_they_were(chamber, begun):
    _held(chamber, begun)
    later = _next(chamber)
    [item] = later.items.filter(kind="minutes", part=1)
    assert item.rubric == "To approve the public minutes and non-public summary of the meeting held on 9 December 2026."
    assert text_of(later.minutes, "Minutes") == (
        "The public minutes and non-public summary of the meeting held on 9 December 2026 were approved."
    )


def test_minutes_are_not_approved_at_the_meeting_they_are_of_or_at_one_to_come(chamber, begun):
    _held(chamber, begun)
    minutes = Minutes.objects.get(pk=begun.pk)
    circulate(minutes=minutes, by=chamber.clerk, at=THEN)
    to_come = plan_meeting(committee=chamber.committee, on=date(2027, 2, 10), by=chamber.clerk, at=THEN)
    for meeting in (minutes.meeting, to_come):
        with pytest.raises(RuleBroken):
            approve(minutes=minutes, at_meeting=meeting, by=chamber.clerk, at=AFTER)


def test_what_was_promised_stands_under_matters_arising_until_it_is_discharged(cast, chamber, begun):
    _held(chamber, begun)
    owed = promise(
        minute=entry(begun, "Improvement plan"), text="Tell members how many wait.", owner=cast.lead_officer,
        due_on=date(2027, 1, 15), by=chamber.clerk, at=THEN,
    )  # fmt: skip
    circulate(minutes=Minutes.objects.get(pk=begun.pk), by=chamber.clerk, at=THEN)
    owed.refresh_from_db()
    later = _next(chamber)
    [arising] = matters_arising(later, chamber.member, at=AFTER)
    assert (arising.promise.text, arising.is_overdue) == ("Tell members how many wait.", True)
    discharge(promise=owed, words="Forty families wait.", on=date(2027, 2, 10), by=chamber.clerk)
    assert not matters_arising(later, chamber.member, at=AFTER)
    owed.finding.refresh_from_db()
    assert (owed.finding.answer, owed.finding.answer_reason) == ("discharged", "Forty families wait.")


def test_where_minutes_run_on_their_numbers_go_through_the_councils_year(chamber, begun):
    chamber.committee.__class__.objects.filter(pk=chamber.committee.pk).update(minutes_run_on=True)
    begun.meeting.committee.minutes_run_on = True
    _held(chamber, begun)
    circulate(minutes=Minutes.objects.get(pk=begun.pk), by=chamber.clerk, at=THEN)
    last = max(int(number) for number in begun.entries.values_list("number", flat=True))
    later = _next(chamber)
    _held(chamber, later.minutes)
    circulate(minutes=later.minutes, by=chamber.clerk, at=AFTER)
    assert later.minutes.entries.order_by("position").first().number == str(last + 1)


def test_a_draft_is_read_by_who_keeps_papers_and_what_was_put_to_a_meeting_by_all_but_for_its_closed_part(
    client, cast, chamber, begun
):
    _held(chamber, begun)
    Minute.objects.filter(item__title="Case of two brothers").update(text=SECRET, summary="A case was considered.")
    add_exchange(minute=entry(begun, "Case of two"), question=f"Where is {SECRET}?", by=chamber.clerk)
    address = reverse("minutes", args=[begun.meeting.key])
    for reader, status in ((chamber.outsider, 404), (cast.director, 404), (cast.monitoring_officer, 200)):
        assert sign_in(client, reader).get(address).status_code == status
    circulate(minutes=Minutes.objects.get(pk=begun.pk), by=chamber.clerk, at=THEN)
    for reader in (chamber.outsider, cast.director, cast.auditor, cast.service_manager):
        page = sign_in(client, reader).get(address).content.decode()
        assert "A case was considered." in page
        assert "heron" not in page
    assert "heron" in sign_in(client, chamber.member).get(address).content.decode()


def test_only_democratic_services_keep_minutes(cast, chamber, begun):
    for person in (cast.service_manager, cast.director, cast.auditor, chamber.chair):
        with pytest.raises(NotAllowed):
            write_minute(minute=entry(begun, "Improvement plan"), text="Mine", by=by(person))
        with pytest.raises(NotAllowed):
            promise(minute=entry(begun, "Improvement plan"), text="Mine", owner_name="Me", by=by(person), at=THEN)
