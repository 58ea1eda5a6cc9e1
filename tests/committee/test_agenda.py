"""An agenda: begun from what every meeting takes, in two parts, numbered once for all, read by each as they may."""

from datetime import UTC, datetime, timedelta

import pytest

from goldenthread.committee.commands.agenda import (
    add_item,
    change_item,
    defer_item,
    move_item,
    move_item_to,
    withdraw_item,
)
from goldenthread.committee.commands.exempting import exempt
from goldenthread.committee.commands.issuing import issue_agenda
from goldenthread.committee.commands.meetings import plan_meeting
from goldenthread.committee.models import AgendaItem, ItemPaper
from goldenthread.committee.queries.agenda import agenda_of
from goldenthread.committee.queries.duties import duties_of
from goldenthread.kernel.errors import NotAllowed, RuleBroken
from tests.cast import by
from tests.committee.makers import IN_TIME, because, exempt_item, public_item

pytestmark = pytest.mark.django_db
LATER = IN_TIME + timedelta(days=2)


def shown(chamber, person=None):
    return agenda_of(chamber.meeting, person or chamber.clerk.person, at=IN_TIME).items


def titles(chamber):
    return [f"{item.printed} {item.title}" for item in shown(chamber)]


def test_an_agenda_begins_with_what_every_meeting_takes_and_numbers_run_through_both_parts(chamber):
    assert [(item.printed, item.part) for item in shown(chamber)] == [
        ("1", 1), ("2", 1), ("3", 1), ("4", 1), ("5", 1), ("6", 1), ("7", 2), ("8", 2), ("9", 2),
    ]  # fmt: skip


def test_what_is_added_stands_before_the_questions_and_urgent_business_of_its_part(chamber):
    public_item(chamber, "First report")
    public_item(chamber, "Second report")
    exempt_item(chamber)
    found = titles(chamber)
    assert found[3:5] == ["4 First report", "5 Second report"]
    assert found[5].startswith("6 Questions")
    assert found[8:10] == ["9 Non-Public Minutes", "10 Case of two brothers"]


def test_a_part_of_an_item_is_lettered_under_it(chamber):
    item = public_item(chamber, "Budget")
    for title in ("Revenue", "Capital"):
        add_item(meeting=chamber.meeting, title=title, parent=item, kind="other", by=chamber.clerk, at=IN_TIME)
    assert titles(chamber)[3:6] == ["4 Budget", "4a Revenue", "4b Capital"]


def test_items_move_within_their_part_with_all_that_stands_under_them(chamber):
    first, second = public_item(chamber, "First"), public_item(chamber, "Second")
    add_item(meeting=chamber.meeting, title="Annex", parent=second, kind="other", by=chamber.clerk, at=IN_TIME)
    assert move_item(item=second, up=True, by=chamber.clerk)
    assert titles(chamber)[3:6] == ["4 Second", "4a Annex", "5 First"]
    first.refresh_from_db()
    assert move_item_to(item=first, place=1, by=chamber.clerk)
    assert titles(chamber)[:2] == ["1 First", "2 Apologies"]
    assert not move_item(item=AgendaItem.objects.get(pk=first.pk), up=True, by=chamber.clerk)


def test_nothing_is_issued_while_a_duty_is_unmet_and_the_refusal_says_what_to_do(chamber):
    add_item(meeting=chamber.meeting, title="No paper yet", by=chamber.clerk, at=IN_TIME)
    with pytest.raises(RuleBroken, match="has no report"):
        issue_agenda(meeting=chamber.meeting, by=chamber.clerk, at=IN_TIME)
    chamber.meeting.refresh_from_db()
    assert not chamber.meeting.is_issued
    assert not chamber.meeting.issues.exists()


def test_notice_that_is_too_short_stands_in_the_way_and_a_minute_after_office_hours_counts_as_the_next_day(chamber):
    public_item(chamber)
    last = datetime(2026, 12, 1, 16, 59, tzinfo=UTC)
    assert not duties_of(chamber.meeting, at=last)
    assert "short-notice" in {duty.code for duty in duties_of(chamber.meeting, at=last + timedelta(minutes=2))}


def _issued(chamber):
    """The agenda with a public and an exempt item, issued in time."""
    public, private = public_item(chamber), exempt_item(chamber)
    issue_agenda(meeting=chamber.meeting, by=chamber.clerk, at=IN_TIME)
    chamber.meeting.refresh_from_db()
    public.refresh_from_db()
    private.refresh_from_db()
    return public, private


def test_what_was_issued_keeps_its_numbers_whatever_comes_and_goes(chamber):
    public, private = _issued(chamber)
    assert (public.printed, private.printed) == ("4", "9")
    withdraw_item(item=public, why="Its author fell ill.", by=chamber.clerk)
    late = add_item(
        meeting=chamber.meeting, title="Flood at the children's centre", after=public, kind="other",
        circumstances="The centre was flooded on Sunday.", admitted_by="Councillor Mora Finch",
        by=chamber.clerk, at=LATER,
    )  # fmt: skip
    found = {item.number: item for item in shown(chamber)}
    assert found[late.number].printed == "4a"
    assert found[private.number].printed == "9"
    assert found[public.number].note == "Withdrawn: Its author fell ill."
    supplement = issue_agenda(meeting=chamber.meeting, by=chamber.clerk, at=LATER)
    assert supplement.number == 2
    assert supplement.is_whole


def test_an_item_that_can_no_longer_be_open_for_its_clear_days_needs_special_circumstances(chamber):
    _issued(chamber)
    late = add_item(meeting=chamber.meeting, title="Late", kind="other", by=chamber.clerk, at=LATER)
    assert not duties_of(chamber.meeting, at=LATER), "five clear days are left"
    with pytest.raises(RuleBroken, match="no special circumstances are named"):
        issue_agenda(meeting=chamber.meeting, by=chamber.clerk, at=datetime(2026, 12, 3, 10, tzinfo=UTC))
    with pytest.raises(RuleBroken, match="who presides"):
        change_item(item=late, circumstances="It cannot wait.", by=chamber.clerk)


def test_what_is_restricted_is_a_public_title_and_its_paragraphs_to_whoever_may_not_read_it(chamber):
    _, private = _issued(chamber)
    for person in (chamber.outsider,):
        [item] = [one for one in shown(chamber, person) if one.number == private.number]
        assert item.title == "Safeguarding matter"
        assert item.restricted == (
            "By virtue of paragraph(s) 1, 2 of Part 1 of Schedule 12A of the Local Government Act 1972."
        )
        assert not item.opened
        assert [paper.title for paper in item.papers] == ["Report on a safeguarding matter"]
        assert not item.papers[0].url
    [item] = [one for one in shown(chamber, chamber.member) if one.number == private.number]
    assert item.title == "Case of two brothers"
    assert item.papers[0].url


def test_the_resolution_to_exclude_names_items_with_their_paragraphs(chamber):
    exempt_item(chamber, 3, title="Contract of a home")
    exempt_item(chamber, 1, 2)
    found = agenda_of(chamber.meeting, chamber.clerk.person, at=IN_TIME)
    assert [(line.items, line.paragraphs) for line in found.exclusion] == [
        ("7", "1, 2 and 3"), ("8", "3"), ("9", "1 and 2"), ("10-11", "1, 2 and 3"),
    ], "the headings of Part 2 are taken in private with the rest"  # fmt: skip


def test_a_draft_is_seen_by_who_prepares_it_alone(cast, chamber):
    public_item(chamber)
    assert shown(chamber, cast.monitoring_officer)
    assert shown(chamber, chamber.chair)
    assert not shown(chamber, chamber.member)
    assert not shown(chamber, cast.director)


def test_an_item_deferred_goes_to_a_later_meeting_of_the_same_committee(chamber):
    public, _ = _issued(chamber)
    later = plan_meeting(
        committee=chamber.committee, on=chamber.meeting.on + timedelta(days=63), by=chamber.clerk, at=IN_TIME
    )
    with pytest.raises(RuleBroken, match="a later meeting"):
        defer_item(item=public, why="Figures are missing.", to=chamber.meeting, by=chamber.clerk, at=IN_TIME)
    defer_item(item=public, why="Figures are missing.", to=later, by=chamber.clerk, at=IN_TIME)
    [item] = [one for one in shown(chamber) if one.number == public.number]
    assert item.note == "Deferred to 10 February 2027: Figures are missing."
    there = later.items.get(follows=public)
    assert (there.title, there.part) == (public.title, public.part)
    assert [paper.file_id for paper in there.papers.all()] == [paper.file_id for paper in public.papers.all()]


def test_what_is_kept_from_the_public_is_kept_where_it_is_deferred_to(chamber):
    _, private = _issued(chamber)
    later = plan_meeting(
        committee=chamber.committee, on=chamber.meeting.on + timedelta(days=63), by=chamber.clerk, at=IN_TIME
    )
    defer_item(item=private, why="The nurse is away.", to=later, by=chamber.clerk, at=IN_TIME)
    there = later.items.get(follows=private)
    assert (there.part, there.exemptions.get().paragraphs) == (2, "1, 2")
    issue_agenda(meeting=later, by=chamber.clerk, at=IN_TIME)
    assert not ItemPaper.objects.opened_to(chamber.outsider, at=LATER).filter(item=there).exists()
    assert ItemPaper.objects.opened_to(chamber.member, at=LATER).filter(item=there).exists()


def test_a_part_of_an_item_stands_in_its_part_of_the_agenda(chamber):
    item = public_item(chamber)
    with pytest.raises(RuleBroken, match="stands in its part"):
        add_item(
            meeting=chamber.meeting, title="Secret", part=2, public_title="Matter", parent=item, by=chamber.clerk,
            at=IN_TIME,
        )  # fmt: skip


def test_an_issued_item_keeps_its_titles(chamber):
    public, _ = _issued(chamber)
    with pytest.raises(RuleBroken, match="its titles stay"):
        change_item(item=public, title="Another title", by=chamber.clerk)
    assert change_item(item=public, title=public.title, presenters="Joan Whitlock", by=chamber.clerk)


def test_a_day_that_is_over_is_no_day_of_a_meeting(chamber):
    with pytest.raises(RuleBroken, match="is over"):
        plan_meeting(committee=chamber.committee, on=IN_TIME.date() - timedelta(days=1), by=chamber.clerk, at=IN_TIME)


def test_the_public_is_excluded_last_in_part_1_and_what_is_private_needs_a_reason_whatever_its_kind(chamber):
    public_item(chamber)
    exempt_item(chamber)
    motion = chamber.meeting.items.get(kind="exclusion")
    move_item_to(item=motion, place=1, by=chamber.clerk)
    add_item(
        meeting=chamber.meeting, title="Private matter", part=2, kind="urgent", public_title="Matter", by=chamber.clerk,
        at=IN_TIME,
    )  # fmt: skip
    assert [duty.code for duty in duties_of(chamber.meeting, at=IN_TIME)] == ["exclusion-too-early", "no-reasons"]


def test_one_paper_that_is_exempt_behind_a_public_item_closes_that_part_of_it_alone(chamber):
    item = public_item(chamber)
    exempt(paper=item.papers.get(), reasons=because(2), public_title="Annex", by=chamber.clerk, at=IN_TIME)
    found = agenda_of(chamber.meeting, chamber.clerk.person, at=IN_TIME)
    assert [(line.items, line.paragraphs) for line in found.exclusion] == [("4 (in part), 8-10", "2")]


def test_only_democratic_services_keep_an_agenda(cast, chamber):
    for person in (cast.service_manager, cast.director, cast.auditor, cast.councillor, cast.administrator):
        with pytest.raises(NotAllowed):
            add_item(meeting=chamber.meeting, title="Mine", by=by(person), at=IN_TIME)
        with pytest.raises(NotAllowed):
            issue_agenda(meeting=chamber.meeting, by=by(person), at=IN_TIME)
