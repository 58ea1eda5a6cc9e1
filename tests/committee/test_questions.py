"""Questions that members send in before a meeting: asked, taken on, answered, refused, minuted, and read by whom."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from goldenthread.committee.bank_holidays import bank_holiday
from goldenthread.committee.commands.agenda import withdraw_item
from goldenthread.committee.commands.approving import circulate
from goldenthread.committee.commands.committees import change_committee
from goldenthread.committee.commands.excluding import exclude_public
from goldenthread.committee.commands.exempting import exempt
from goldenthread.committee.commands.issuing import issue_agenda
from goldenthread.committee.commands.meetings import plan_meeting
from goldenthread.committee.commands.minuting import begin_meeting, close_meeting, note_presence, write_minute
from goldenthread.committee.commands.questions import (
    Reply,
    accept_question,
    answer_question,
    ask_question,
    minute_question,
    refuse_question,
    withdraw_question,
)
from goldenthread.committee.commands.resolving import discharge
from goldenthread.committee.models import MemberQuestion, Minutes
from goldenthread.committee.queries.deadlines import questions_due
from goldenthread.committee.queries.meetings import desk_of
from goldenthread.committee.queries.questions import my_questions, on_the_agenda, questions_of
from goldenthread.kernel.errors import NotAllowed, RuleBroken
from goldenthread.ledger.models import Value
from goldenthread.notices.models import Notice
from tests.cast import by, sign_in
from tests.committee.makers import IN_TIME, SECRET, because, exempt_item, public_item

pytestmark = pytest.mark.django_db
THEN = datetime(2026, 12, 9, 15, tzinfo=UTC)
BEFORE = datetime(2026, 12, 3, 10, tzinfo=UTC)


@pytest.fixture
def issued(chamber):
    """An issued agenda with a public and an exempt item."""
    items = public_item(chamber), exempt_item(chamber)
    issue_agenda(meeting=chamber.meeting, by=chamber.clerk, at=IN_TIME)
    chamber.meeting.refresh_from_db()
    for item in items:
        item.refresh_from_db()
    return items


def asked(chamber, text="How many families wait?", *, at=BEFORE, **more):
    more.setdefault("to", "The Chair")
    return ask_question(meeting=chamber.meeting, text=text, by=by(chamber.member), at=at, **more)


def begun(chamber):
    minutes = begin_meeting(meeting=chamber.meeting, by=chamber.clerk, at=THEN)
    chamber.meeting.refresh_from_db()
    exclude_public(minute=minutes.entries.get(item__kind="exclusion"), outcome="carried", by=chamber.clerk)
    return minutes


def put(chamber, minutes):
    """The meeting closed and its minutes put to the next one."""
    for one in chamber.meeting.attendees.all():
        note_presence(attendee=one, presence="present", presided=one.office == "Chair", by=chamber.clerk)
    for one in minutes.entries.filter(text="", exchanges=None):
        write_minute(minute=one, text="It was noted.", summary="A matter was considered.", by=chamber.clerk)
    close_meeting(meeting=chamber.meeting, closed_at=time(16, 5), by=chamber.clerk, at=THEN)
    circulate(minutes=Minutes.objects.get(pk=minutes.pk), by=chamber.clerk, at=THEN)


def texts(chamber, person):
    return [one.text for one in questions_of(chamber.meeting, person, at=BEFORE)]


def test_only_members_of_the_committee_ask_and_for_a_meeting_to_come_alone(cast, chamber):
    for person in (chamber.outsider, cast.clerk, cast.director):
        with pytest.raises(NotAllowed, match="Only members of the Children's Services Committee"):
            ask_question(meeting=chamber.meeting, text="May I?", to="The Chair", by=by(person), at=IN_TIME)
    with pytest.raises(RuleBroken, match="a meeting to come"):
        asked(chamber, at=datetime(2026, 12, 10, 10, tzinfo=UTC))
    with pytest.raises(RuleBroken, match="Write the question"):
        asked(chamber, text="  ")
    assert asked(chamber).number == 1


def test_a_question_after_the_committees_day_is_kept_and_said_to_be_late(chamber):
    assert questions_due(chamber.meeting) == date(2026, 12, 4)
    assert not asked(chamber, at=datetime(2026, 12, 4, 20, tzinfo=UTC)).is_late
    assert asked(chamber, at=datetime(2026, 12, 5, 8, tzinfo=UTC)).is_late
    change_committee(committee=chamber.committee, questions_before=0, by=chamber.clerk)
    chamber.meeting.committee.refresh_from_db()
    assert not asked(chamber, at=datetime(2026, 12, 9, 8, tzinfo=UTC)).is_late


def test_until_it_is_on_the_agenda_a_question_is_read_by_who_asked_the_clerk_and_the_chair(cast, chamber, issued):
    question = asked(chamber, text="What of the dentists?")
    for person in (chamber.member, cast.clerk, cast.monitoring_officer, chamber.chair):
        assert texts(chamber, person) == ["What of the dentists?"]
    for person in (chamber.outsider, cast.director, cast.auditor, cast.administrator):
        assert texts(chamber, person) == []
    accept_question(question=question, by=chamber.clerk, at=BEFORE)
    assert question.under.kind == "questions"
    for person in (chamber.outsider, cast.director, cast.auditor):
        assert texts(chamber, person) == ["What of the dentists?"]


def test_a_question_about_what_is_kept_from_the_public_is_kept_like_it(client, cast, chamber, issued):
    _, private = issued
    question = asked(chamber, text=f"When will {SECRET} be told?", about=private)
    usual = chamber.meeting.items.get(kind="questions", part=1)
    with pytest.raises(RuleBroken, match="taken under that item"):
        accept_question(question=question, under=usual, by=chamber.clerk, at=BEFORE)
    accept_question(question=question, by=chamber.clerk, at=BEFORE)
    assert question.under == private
    assert texts(chamber, chamber.chair)
    for person in (chamber.outsider, cast.director, cast.auditor, cast.administrator):
        assert texts(chamber, person) == []
        for name in ("meeting", "meeting-questions"):
            page = sign_in(client, person).get(reverse(name, args=[chamber.meeting.key])).content.decode()
            assert "heron" not in page
    entered = Value.objects.filter(entry__what__startswith="committee.question_", after__contains="heron")
    assert not entered.exists()
    assert not Notice.objects.filter(text__contains="heron").exists()
    with pytest.raises(RuleBroken, match="that you read"):
        ask_question(
            meeting=chamber.meeting, text="And?", to="The Chair", about=_of_elsewhere(chamber),
            by=by(chamber.member), at=BEFORE,
        )  # fmt: skip


def _of_elsewhere(chamber):
    later = plan_meeting(committee=chamber.committee, on=date(2027, 2, 10), by=chamber.clerk, at=IN_TIME)
    return later.items.first()


def test_what_will_be_asked_in_public_is_sealed_with_the_agenda_and_what_comes_later_with_a_supplement(chamber):
    public, private = public_item(chamber), exempt_item(chamber)
    first = asked(chamber, text="How many wait?", at=IN_TIME)
    asked(chamber, text="Not taken on yet?", at=IN_TIME)
    accept_question(question=first, by=chamber.clerk, at=IN_TIME)
    made = issue_agenda(meeting=chamber.meeting, by=chamber.clerk, at=IN_TIME)
    sealed = {item["number"]: item["questions"] for item in made.value["items"]}
    told = {"number": 1, "to": "The Chair", "about": None, "text": "How many wait?", "asked_by": chamber.member.name}
    assert sealed.pop(first.under.number) == [told]
    assert not any(sealed.values())
    accept_question(question=asked(chamber, text=f"What of {SECRET}?", about=private), by=chamber.clerk, at=BEFORE)
    with pytest.raises(RuleBroken, match="Nothing was added"):
        issue_agenda(meeting=chamber.meeting, by=chamber.clerk, at=BEFORE)
    accept_question(question=asked(chamber, text="Who is late?", about=public), by=chamber.clerk, at=BEFORE)
    assert desk_of(chamber.meeting, at=BEFORE).has_new
    later = issue_agenda(meeting=chamber.meeting, by=chamber.clerk, at=BEFORE + timedelta(minutes=1))
    assert "Who is late?" in later.content
    assert f"What of {SECRET}?" not in later.content
    assert "Not taken on yet?" not in later.content
    assert not desk_of(chamber.meeting, at=BEFORE + timedelta(hours=1)).has_new


def test_the_clerk_answers_in_writing_or_says_why_not_and_who_asked_reads_it(cast, chamber):
    answered, refused = asked(chamber), asked(chamber, text="Who pays the rent of my neighbour?")
    for person in (chamber.chair, cast.director, cast.auditor):
        with pytest.raises(NotAllowed):
            accept_question(question=answered, by=by(person), at=BEFORE)
    answer_question(question=answered, answer="Forty.", answered_by="Idris Hale", by=chamber.clerk, at=BEFORE)
    with pytest.raises(RuleBroken, match="the reason"):
        refuse_question(question=refused, why=" ", by=chamber.clerk, at=BEFORE)
    refuse_question(question=refused, why="It names a person.", by=chamber.clerk, at=BEFORE)
    with pytest.raises(RuleBroken, match="This question is not taken"):
        accept_question(question=refused, by=chamber.clerk, at=BEFORE)
    second, first = my_questions(chamber.member, at=BEFORE)
    assert (first.says, first.answer, first.answered_by) == ("Answered in writing", "Forty.", "Idris Hale")
    assert (second.says, second.why) == ("Not taken", "It names a person.")
    assert not my_questions(chamber.chair, at=BEFORE)


def test_one_withdraws_ones_own_question_and_nobody_elses(chamber):
    question = asked(chamber)
    with pytest.raises(NotAllowed, match="Only who asked"):
        withdraw_question(question=question, by=by(chamber.chair), at=BEFORE)
    withdraw_question(question=question, by=by(chamber.member), at=BEFORE)
    assert MemberQuestion.objects.get().state == "withdrawn"


def test_a_question_is_minuted_with_its_answer_and_a_written_one_is_a_promise_until_it_was_given(chamber, cast, issued):
    question = asked(chamber)
    with pytest.raises(RuleBroken, match="Accept the question first"):
        minute_question(question=question, reply=Reply("Forty."), by=chamber.clerk, at=THEN)
    accept_question(question=question, by=chamber.clerk, at=BEFORE)
    minutes = begun(chamber)
    with pytest.raises(RuleBroken, match="what was answered"):
        minute_question(question=question, reply=Reply(), by=chamber.clerk, at=THEN)
    reply = Reply("Some forty.", "How many of them with a baby?", "", owner=cast.lead_officer, due_on=date(2027, 1, 15))
    minute_question(question=question, reply=reply, by=chamber.clerk, at=THEN)
    entry = minutes.entries.get(item=question.under)
    assert entry.text == "", "“There were no questions.” is no longer true"
    assert [one.question for one in entry.exchanges.all()] == [question.text, "How many of them with a baby?"]
    [shown] = my_questions(chamber.member, at=THEN)
    assert shown.answer == "", "a draft is read by those who keep papers"
    assert shown.owed == f"{cast.lead_officer.name} owes an answer in writing by 15 January 2027"
    put(chamber, minutes)
    [shown] = my_questions(chamber.member, at=THEN)
    assert (shown.says, shown.answer) == ("Taken at the meeting", "Some forty.")
    question.promise.refresh_from_db()
    assert question.promise.finding.owner == cast.lead_officer
    discharge(promise=question.promise, words="Six with a baby.", on=date(2027, 1, 11), by=chamber.clerk)
    [shown] = my_questions(chamber.member, at=THEN)
    assert (shown.owed, shown.written) == ("Answered in writing on 11 January 2027", "Six with a baby.")


def test_minutes_are_not_put_on_while_nobody_has_said_what_became_of_a_question(chamber, issued):
    question = asked(chamber)
    accept_question(question=question, by=chamber.clerk, at=BEFORE)
    minutes = begun(chamber)
    with pytest.raises(RuleBroken, match=r"Question 1 of .* waits"):
        put(chamber, minutes)
    refuse_question(question=question, why="Time ran out.", by=chamber.clerk, at=THEN)
    circulate(minutes=Minutes.objects.get(pk=minutes.pk), by=chamber.clerk, at=THEN)


def test_what_became_restricted_after_a_question_was_taken_on_is_minuted_under_its_own_item(chamber, issued):
    public, _ = issued
    question = asked(chamber, about=public)
    accept_question(question=question, by=chamber.clerk, at=BEFORE)
    assert question.under.kind == "questions"
    exempt(item=public, reasons=because(1), public_title="A matter", by=chamber.clerk, at=BEFORE)
    assert not questions_of(chamber.meeting, chamber.outsider, at=BEFORE)
    begun(chamber)
    minute_question(question=question, reply=Reply("Yes."), by=chamber.clerk, at=THEN)
    assert question.under == public


def test_a_question_is_not_taken_under_an_item_that_is_left_out(chamber, issued):
    public, _ = issued
    question = asked(chamber, about=public)
    withdraw_item(item=public, why="Its author fell ill.", by=chamber.clerk)
    with pytest.raises(RuleBroken, match="that this meeting takes"):
        accept_question(question=question, under=public, by=chamber.clerk, at=BEFORE)


def test_a_member_asks_on_a_page_and_reads_what_became_of_it(client, chamber):
    on = timezone.localdate() + timedelta(days=30)
    while on.weekday() > 4 or bank_holiday(on):
        on += timedelta(days=1)
    meeting = plan_meeting(committee=chamber.committee, on=on, by=chamber.clerk, at=timezone.now())
    address = reverse("ask-question", args=[meeting.key])
    assert sign_in(client, chamber.outsider).get(address).status_code == 403
    member = sign_in(client, chamber.member)
    assert member.post(address, {"text": "", "to": "The Chair"}).status_code == 422
    sent = member.post(address, {"text": "Who waits?", "to": "The Chair", "about": ""}, follow=True)
    assert "Who waits?" in sent.content.decode()
    assert "With the clerk" in sent.content.decode()
    clerk = sign_in(client, chamber.cast.clerk)
    there = reverse("accept-question", args=[meeting.key, 1])
    assert clerk.post(there, {"under": ""}).status_code == 302
    assert clerk.get(there).status_code == 404, "it is accepted once"
    page = clerk.get(reverse("meeting", args=[meeting.key])).content.decode()
    assert "Who waits?" in page
    [one] = on_the_agenda(questions_of(meeting, chamber.member, at=timezone.now()))
    assert one.says == "On the agenda"
