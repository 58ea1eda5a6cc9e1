"""What is to come: the forward plan, key decisions and their notice, and what comes onto an agenda with one press."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from goldenthread.committee.commands.agenda import defer_item, remove_item
from goldenthread.committee.commands.forward import (
    change_ahead,
    drop_ahead,
    key_notice_by,
    plan_ahead,
    plan_also,
    take_from,
    take_on,
)
from goldenthread.committee.commands.issuing import issue_agenda
from goldenthread.committee.commands.meetings import plan_meeting
from goldenthread.committee.commands.minuting import begin_meeting, note_presence
from goldenthread.committee.commands.programme import end_owed, owe_report, plan_owed
from goldenthread.committee.commands.registering import keep_constitution
from goldenthread.committee.commands.resolving import promise, resolve
from goldenthread.committee.models import ForwardItem, Minutes
from goldenthread.committee.queries.ahead import ahead_of, candidates_for, due_of
from goldenthread.committee.work_programme import is_overdue, next_due
from goldenthread.kernel.errors import NotAllowed, RuleBroken
from tests.cast import by, sign_in
from tests.committee.makers import IN_TIME, ON, exempt_item, make_committee, public_item

pytestmark = pytest.mark.django_db
THEN = datetime(2026, 12, 9, 15, tzinfo=UTC)


def planned(chamber, title="Annual report on fostering", **more):
    return plan_ahead(committee=chamber.committee, title=title, by=chamber.clerk, at=IN_TIME, **more)


def later(chamber, on=date(2027, 2, 10)):
    return plan_meeting(committee=chamber.committee, on=on, by=chamber.clerk, at=IN_TIME)


def groups(chamber, person, *, at=IN_TIME):
    found = ahead_of(chamber.committee, person, at=at).groups
    return {group.heading: [one.title for one in group.items] for group in found}


def test_what_is_expected_stands_under_its_meeting_its_month_or_no_day_yet(cast, chamber):
    planned(chamber, "On the day", meeting=chamber.meeting, report_of="Independent Reviewing Officer")
    planned(chamber, "In March", month=date(2027, 3, 17))
    planned(chamber, "Some time")
    planned(chamber, "Home to be bought", part=2, public_title="A contract", owner=cast.lead_officer)
    assert groups(chamber, chamber.outsider) == {
        "9 December 2026": ["On the day"], "March 2027": ["In March"], "No day yet": ["Some time", "A contract"],
    }  # fmt: skip
    for reader in (cast.clerk, cast.lead_officer):
        assert groups(chamber, reader)["No day yet"] == ["Some time", "Home to be bought"]
    assert groups(chamber, cast.clerk, at=THEN + timedelta(days=1))["Expected on a meeting that is over"]


def test_what_cannot_be_planned_is_refused_in_a_sentence_and_the_clerk_alone_plans(cast, chamber):
    for more, said in (
        ({"meeting": chamber.meeting, "month": date(2027, 3, 1)}, "a meeting or a month"),
        ({"part": 2}, "a public title"),
        ({"is_key": True}, "only where the council has an executive"),
        ({"title": " "}, "the title"),
    ):
        with pytest.raises(RuleBroken, match=said):
            planned(chamber, **more)
    for person in (chamber.chair, cast.director, cast.auditor):
        with pytest.raises(NotAllowed):
            plan_ahead(committee=chamber.committee, title="Mine", by=by(person), at=IN_TIME)


def test_what_is_expected_is_changed_dropped_with_a_reason_and_taken_onto_an_agenda_once(chamber):
    one, other = planned(chamber), planned(chamber, "Dropped")
    assert change_ahead(
        planned=one, meeting=chamber.meeting, report_of="Head of Fostering", by=chamber.clerk, at=IN_TIME
    )
    assert not change_ahead(planned=one, report_of="Head of Fostering", by=chamber.clerk, at=IN_TIME)
    with pytest.raises(RuleBroken, match="in the meantime"):
        change_ahead(planned=one, version=1, title="Other", by=chamber.clerk, at=IN_TIME)
    drop_ahead(planned=other, why="It is in the annual report.", by=chamber.clerk)
    item = take_on(planned=one, meeting=chamber.meeting, by=chamber.clerk, at=IN_TIME)
    assert (item.title, item.report_of, item.kind) == ("Annual report on fostering", "Head of Fostering", "report")
    with pytest.raises(RuleBroken, match="on an agenda already"):
        take_on(planned=one, meeting=chamber.meeting, by=chamber.clerk, at=IN_TIME)
    assert not any(groups(chamber, chamber.member).values())
    remove_item(item=item, by=chamber.clerk)
    assert groups(chamber, chamber.member)["9 December 2026"] == ["Annual report on fostering"]


def test_a_key_decision_comes_on_28_clear_days_after_its_notice_or_with_why_not(chamber):
    keep_constitution(governance="executive", withholds_for_interest=True, by=chamber.monitoring)
    said = {"is_key": True, "meeting": chamber.meeting, "purpose": "decision"}
    with pytest.raises(RuleBroken, match="lists the documents"):
        planned(chamber, **said)
    assert key_notice_by(date(2027, 2, 10)) == date(2027, 1, 12)
    one = planned(chamber, documents="Report and two options", **said)
    assert one.noticed_on == date(2026, 11, 24)
    with pytest.raises(RuleBroken, match="had to be given by 10 November 2026"):
        take_on(planned=one, meeting=chamber.meeting, by=chamber.clerk, at=IN_TIME)
    [shown] = ahead_of(chamber.committee, chamber.member, at=IN_TIME).groups[0].items
    assert shown.key == "Key decision, noticed on 24 November 2026. Documents: Report and two options"
    change_ahead(planned=one, exception_why="The lease ends in December.", by=chamber.clerk, at=IN_TIME)
    assert take_on(planned=one, meeting=chamber.meeting, by=chamber.clerk, at=IN_TIME).title == one.title


def test_one_report_goes_to_several_committees_and_each_plan_names_the_others(cast, chamber):
    there = make_committee("Health Committee", cast)
    one = planned(chamber, meeting=chamber.meeting)
    two = plan_also(planned=one, committee=there, month=date(2027, 1, 1), by=chamber.clerk, at=IN_TIME)
    with pytest.raises(RuleBroken, match="already"):
        plan_also(planned=two, committee=there, by=chamber.clerk, at=IN_TIME)
    [here] = ahead_of(chamber.committee, chamber.member, at=IN_TIME).groups[0].items
    assert list(here.also) == ["Health Committee"]
    [shown] = ahead_of(there, chamber.member, at=IN_TIME).groups[0].items
    assert list(shown.also) == ["Children's Services Committee"]


def _met(chamber):
    """A meeting under way on a public and an exempt item, everybody there."""
    public_item(chamber)
    exempt_item(chamber)
    issue_agenda(meeting=chamber.meeting, by=chamber.clerk, at=IN_TIME)
    minutes = begin_meeting(meeting=chamber.meeting, by=chamber.clerk, at=THEN)
    for one in minutes.meeting.attendees.all():
        note_presence(attendee=one, presence="present", presided=one.office == "Chair", by=chamber.clerk)
    return minutes


def test_matters_arising_references_and_what_was_deferred_come_onto_an_agenda_once_each(cast, chamber):
    minutes = _met(chamber)
    entry = minutes.entries.get(item__title__startswith="Improvement")
    owed = promise(minute=entry, text="Tell members how many wait.", owner_name="The nurse", by=chamber.clerk, at=THEN)
    there = make_committee("Health Committee", cast)
    resolve(
        minute=entry,
        verb="recommended",
        to_body="Health Committee",
        text="dentists be asked.",
        by=chamber.clerk,
        at=THEN,
    )
    defer_item(item=entry.item, why="Figures are missing.", by=chamber.clerk, at=THEN)
    meeting = later(chamber)
    found = {one.what: one for one in candidates_for(meeting, cast.clerk, at=THEN)}
    assert set(found) == {"promise", "deferred"}
    item = take_from(meeting=meeting, promise=owed, by=chamber.clerk, at=THEN)
    assert (item.kind, item.title) == ("matters arising", "Matters arising: Improvement plan: progress")
    with pytest.raises(RuleBroken, match="already"):
        take_from(meeting=meeting, promise=owed, by=chamber.clerk, at=THEN)
    entry.item.refresh_from_db()
    carried = take_from(meeting=meeting, deferred=entry.item, by=chamber.clerk, at=THEN)
    assert carried.follows == entry.item
    assert not candidates_for(meeting, cast.clerk, at=THEN)
    of_health = plan_meeting(committee=there, on=date(2027, 2, 11), by=chamber.clerk, at=THEN)
    assert not candidates_for(of_health, cast.clerk, at=THEN), "a draft is read by nobody else"
    Minutes.objects.filter(pk=minutes.pk).update(stage="circulated")
    [reference] = candidates_for(of_health, cast.clerk, at=THEN)
    taken = take_from(meeting=of_health, resolution=entry.resolutions.get(), by=chamber.clerk, at=THEN)
    assert (reference.what, taken.kind, taken.referred_by) == ("resolution", "reference", chamber.committee.body)
    assert taken.rubric == "dentists be asked."


def test_what_arises_behind_closed_doors_comes_onto_part_2_under_its_public_title(chamber):
    from goldenthread.committee.commands.excluding import exclude_public

    minutes = _met(chamber)
    exclude_public(minute=minutes.entries.get(item__kind="exclusion"), outcome="carried", by=chamber.clerk)
    entry = minutes.entries.get(item__title="Case of two brothers")
    owed = promise(minute=entry, text="Tell what was found.", owner_name="The nurse", by=chamber.clerk, at=THEN)
    item = take_from(meeting=later(chamber), promise=owed, by=chamber.clerk, at=THEN)
    assert (item.part, item.public_title) == (2, "Safeguarding matter")
    assert str(ForwardItem.objects.get(promise=owed)) == "Safeguarding matter"


@pytest.mark.parametrize(
    ("every", "last", "due"),
    [
        ("year", None, date(2026, 5, 1)),
        ("year", date(2026, 5, 20), date(2027, 5, 1)),
        ("year", date(2026, 4, 20), date(2027, 5, 1)),
        ("year", date(2026, 9, 20), date(2027, 5, 1)),
        ("year", date(2028, 6, 20), date(2029, 5, 1)),
        ("half-year", date(2026, 5, 2), date(2026, 11, 1)),
        ("quarter", date(2026, 5, 2), date(2026, 8, 1)),
        ("quarter", date(2026, 6, 30), date(2026, 8, 1)),
        ("quarter", date(2027, 1, 30), date(2027, 5, 1)),
    ],
)
def test_a_report_taken_a_little_early_or_late_is_owed_next_in_its_usual_month(every, last, due):
    assert next_due(date(2026, 5, 1), every, last) == due


def test_a_report_is_overdue_once_its_month_is_over():
    assert not is_overdue(date(2026, 5, 1), on=date(2026, 5, 31))
    assert is_overdue(date(2026, 5, 1), on=date(2026, 6, 1))


def test_the_work_programme_tells_who_owes_what_and_when_it_comes_back(cast, chamber):
    owed = owe_report(
        committee=chamber.committee, title="Reviews of children in care", every="year", first_due=date(2026, 10, 9),
        report_of="Independent Reviewing Officer", owner=cast.lead_officer, by=chamber.clerk,
    )  # fmt: skip
    [shown] = ahead_of(chamber.committee, chamber.member, at=IN_TIME).owed
    assert (shown.due.month, shown.due.is_overdue, shown.due.meeting) == (date(2026, 10, 1), True, chamber.meeting)
    assert shown.by_whom == f"Independent Reviewing Officer, {cast.lead_officer.name}"
    one = plan_owed(owed=owed, by=chamber.clerk, at=IN_TIME)
    assert one.meeting == chamber.meeting
    with pytest.raises(RuleBroken, match="on the forward plan already"):
        plan_owed(owed=owed, by=chamber.clerk, at=IN_TIME)
    item = take_on(planned=one, meeting=chamber.meeting, by=chamber.clerk, at=IN_TIME)
    [shown] = ahead_of(chamber.committee, chamber.member, at=IN_TIME).owed
    assert shown.planned == "On the agenda of 9 December 2026"
    item.to_follow = True
    item.save(update_fields=["to_follow"])
    issue_agenda(meeting=chamber.meeting, by=chamber.clerk, at=IN_TIME)
    begin_meeting(meeting=chamber.meeting, by=chamber.clerk, at=THEN)
    due = due_of(owed, on=ON)
    assert (due.last.meeting, due.month, due.is_overdue) == (chamber.meeting, date(2027, 10, 1), False)
    with pytest.raises(NotAllowed):
        end_owed(owed=owed, on=ON, by=by(chamber.chair))
    end_owed(owed=owed, on=ON, by=chamber.clerk)
    assert not ahead_of(chamber.committee, chamber.member, at=THEN).owed


def test_a_member_reads_what_is_next_on_a_page_and_the_clerk_takes_it_on_with_one_press(client, chamber):
    meeting = later(chamber, on=date(2028, 2, 9))
    planned(chamber, "Reviews of children in care", meeting=meeting, report_of="Independent Reviewing Officer")
    address = reverse("ahead", args=[chamber.committee.body.key])
    member = sign_in(client, chamber.member)
    assert address in member.get(chamber.committee.get_absolute_url()).content.decode()
    assert "Report of the Independent Reviewing Officer" in member.get(address).content.decode()
    clerk = sign_in(client, chamber.cast.clerk)
    there = reverse("take-on", args=[meeting.key])
    assert "Reviews of children in care" in clerk.get(there).content.decode()
    assert clerk.post(there, {"take": "planned:1"}).status_code == 302
    assert meeting.items.filter(title="Reviews of children in care").exists()
    assert clerk.post(there, {"take": "planned:1"}).status_code == 404
    assert clerk.post(there, {"take": "nothing:1"}).status_code == 404
    added = reverse("plan-ahead", args=[chamber.committee.body.key])
    assert clerk.post(added, {"title": "", "part": "1"}).status_code == 422
    assert clerk.post(added, {"title": "Dentists", "part": "1"}).status_code == 302
