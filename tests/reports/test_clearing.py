"""Clearing a report: named people in parallel, silence is no consent, a change asks again, remarks beside words."""

from datetime import date, timedelta

import pytest

from goldenthread.identity.actor import Actor
from goldenthread.kernel.errors import NotAllowed, RuleBroken
from goldenthread.ledger.models import Entry
from goldenthread.notices.models import Notice
from goldenthread.reports.commands.clearance import ask_clearance, decide_clearance, stop_asking, take_back
from goldenthread.reports.commands.remarks import add_remark, answer_remark, explain
from goldenthread.reports.commands.reminding import remind_clearance
from goldenthread.reports.commands.writing import (
    Details,
    Going,
    add_co_author,
    change_details,
    set_destinations,
    take_last_closing,
)
from goldenthread.reports.jobs import remind_of_clearances
from goldenthread.reports.models import Clearance, Report, ReportVersion
from goldenthread.reports.queries.clearing import clearances_shown, difference
from goldenthread.reports.queries.readiness import readiness_of
from goldenthread.reports.states import ReportState
from tests.reports.makers import (
    LATER,
    NEXT_WEEK,
    decide,
    issue,
    make_body,
    put,
    section,
    settle_gate,
    state,
    write,
)

pytestmark = pytest.mark.django_db


def test_two_people_clear_it_in_parallel_and_the_last_one_makes_it_cleared(asked):
    world, report = asked
    assert state(report) == ReportState.IN_CLEARANCE
    decide(report, world.legal)
    assert state(report) == ReportState.IN_CLEARANCE
    decide(report, world.finance)
    assert state(report) == ReportState.CLEARED
    told = Notice.objects.filter(kind="report-asked").values_list("person__name", flat=True)
    assert sorted(told) == ["Olu Franks", "Wyn Pritchard"]


def test_silence_is_not_consent(finished):
    world, report = finished
    put(report, world, due_on=date(2026, 6, 12))
    for days in (0, 1, 2, 4, 11, 40):
        remind_of_clearances(at=LATER + timedelta(days=days))
    assert state(report) == ReportState.IN_CLEARANCE
    assert not Clearance.objects.exclude(decision="none").exists()
    reminders = Notice.objects.filter(kind="report-reminder", person=world.legal.person)
    assert [one.put_out_at.date() for one in reminders.order_by("pk")] == [
        date(2026, 6, 10), date(2026, 6, 13), date(2026, 6, 20), date(2026, 7, 19),
    ]  # fmt: skip
    assert remind_of_clearances(at=LATER + timedelta(days=40)) == 0
    late = clearances_shown(report, world.legal, on=date(2026, 6, 13))
    assert [one.is_late for one in late] == [True, True]
    with pytest.raises(RuleBroken):
        issue(report, world)


def test_whoever_wrote_in_it_is_not_asked_and_does_not_clear_it(finished):
    world, report = finished
    with pytest.raises(RuleBroken, match="wrote in this report"):
        put(report, world, world.author.person)
    put(report, world)
    with pytest.raises(RuleBroken, match="asked to clear"):
        add_co_author(report=report, person=world.legal.person, by=world.author, at=LATER)


def test_whoever_acts_for_another_does_not_clear_what_they_wrote_themselves(asked):
    world, report = asked
    stand_in = Actor(world.author.person, behalf_of=world.legal.person)
    one = Clearance.objects.get(report=report, person=world.legal.person)
    with pytest.raises(NotAllowed, match="You wrote"):
        decide_clearance(clearance=one, decision="cleared", by=stand_in, at=LATER)


def test_sending_back_needs_words_and_the_author_is_told(asked):
    world, report = asked
    with pytest.raises(RuleBroken, match="what has to change"):
        decide(report, world.legal, "sent_back", "No.")
    decide(report, world.legal, "sent_back", "The second paragraph names a family.")
    assert state(report) == ReportState.IN_CLEARANCE
    notice = Notice.objects.get(kind="report-answered")
    assert (notice.person, "names a family" in notice.text) == (world.author.person, True)


def test_a_cleared_text_that_changed_asks_again_and_shows_the_difference(cleared):
    world, report = cleared
    assert state(report) == ReportState.CLEARED
    cleared = report.versions.get()
    write(report, "conclusion", "The van decides the autumn.", world.author)
    assert state(report) == ReportState.DRAFT
    with pytest.raises(RuleBroken, match="cannot become issued"):
        issue(report, world)
    again = ask_clearance(report=report, by=world.author, at=NEXT_WEEK)
    assert (again.number, again.says == cleared.says) == (2, False)
    assert Clearance.objects.waiting().filter(report=report).count() == 2
    (changed,) = difference(cleared, again)
    assert (changed.what, changed.after) == ("Conclusion", "The van decides the autumn.")
    assert changed.before.endswith("The van decides the summer.")
    asked = Notice.objects.filter(kind="report-asked", text__contains="has changed since you cleared it")
    assert asked.count() == 2


def test_whoever_cleared_the_very_same_words_is_not_asked_twice(cleared):
    world, report = cleared
    take_back(report=report, by=world.author, at=LATER)
    ask_clearance(report=report, by=world.author, at=LATER)
    assert state(report) == ReportState.CLEARED
    assert report.versions.count() == 1


def test_what_changes_nothing_takes_no_report_back(cleared):
    world, report = cleared
    values = {name: getattr(report, name) for name in Details.__dataclass_fields__}
    change_details(report=report, version=report.version, details=Details(**values), by=world.author, at=LATER)
    going = [Going(world.committee, date(2026, 6, 20))]
    set_destinations(report=report, going_to=going, by=world.author, at=LATER)
    take_last_closing(report=report, by=world.author, at=LATER)
    assert state(report) == ReportState.CLEARED


def test_a_changed_block_takes_a_cleared_report_back_and_is_saved(cleared):
    world, report = cleared
    values = {name: getattr(report, name) for name in Details.__dataclass_fields__}
    changed = Details(**(values | {"subject": "Another subject"}))
    version = Report.objects.get(pk=report.pk).version
    assert change_details(report=report, version=version, details=changed, by=world.author, at=LATER)
    assert (state(report), Report.objects.get(pk=report.pk).subject) == (ReportState.DRAFT, "Another subject")


def test_who_cleared_it_and_then_wrote_in_it_is_asked_no_longer(cleared):
    world, report = cleared
    report.co_authors.add(world.finance.person)
    write(report, "conclusion", "The van decides the autumn.", world.finance)
    ask_clearance(report=report, by=world.author, at=NEXT_WEEK)
    assert [one.person for one in Clearance.objects.current().filter(report=report)] == [world.legal.person]


def test_a_word_taken_back_takes_the_clearance_back(cleared):
    world, report = cleared
    decide(report, world.legal, "sent_back", "I read it once more.")
    assert state(report) == ReportState.IN_CLEARANCE


def test_asking_somebody_no_longer_needs_a_reason_and_leaves_the_others(asked):
    world, report = asked
    decide(report, world.finance)
    one = Clearance.objects.current().get(report=report, person=world.legal.person)
    with pytest.raises(RuleBroken):
        stop_asking(clearance=one, why="ill", by=world.author, at=LATER)
    stop_asking(clearance=one, why="She is away until autumn.", by=world.author, at=LATER)
    assert state(report) == ReportState.CLEARED


def test_a_contradiction_is_explained_before_anybody_is_asked_to_clear_it(finished):
    world, report = finished
    write(report, "conclusion", "There are 5 red actions.", world.author)
    with pytest.raises(RuleBroken, match=r"5 red actions.*contradicts the plan"):
        put(report, world)
    (wrong,) = [one for one in readiness_of(report).claims if one.is_open]
    decided = {"report": report, "of": "claim", "key": wrong.checked.claim.key, "by": world.author, "at": LATER}
    with pytest.raises(RuleBroken, match="why it stays"):
        explain(decision="keep", reason="No.", **decided)
    explain(decision="keep", reason="The board counts four more of its own.", **decided)
    settle_gate(report, world)
    put(report, world)
    assert state(report) == ReportState.IN_CLEARANCE


def test_remarks_stand_beside_words_and_are_answered_once(asked):
    world, report = asked
    one = add_remark(
        report=report, section=section(report, "summary"), quoted="moves forward", text="How far?", by=world.legal,
        at=LATER,
    )  # fmt: skip
    with pytest.raises(NotAllowed):
        answer_remark(remark=one, answer="Halfway.", by=world.legal, at=LATER)
    answer_remark(remark=one, answer="Halfway.", by=world.author, at=LATER)
    with pytest.raises(RuleBroken, match="already"):
        answer_remark(remark=one, answer="Further.", by=world.author, at=LATER)


def test_a_version_made_twice_of_the_same_words_is_one(cleared):
    _, report = cleared
    assert ReportVersion.objects.filter(report=report).count() == 1
    assert make_body("Elsewhere", "elsewhere").reports_received.count() == 0


def test_a_press_reminds_whoever_has_not_answered_once_a_day_and_enters_it(finished):
    world, report = finished
    put(report, world, due_on=date(2026, 6, 12))
    decide(report, world.finance)
    assert remind_clearance(report=report, by=world.author, at=LATER) == 1
    with pytest.raises(RuleBroken, match="reminded today already"):
        remind_clearance(report=report, by=world.director, at=LATER + timedelta(hours=3))
    assert remind_clearance(report=report, by=world.director, at=LATER + timedelta(days=4)) == 1
    told = Notice.objects.filter(kind="report-reminder").order_by("pk")
    assert [one.person for one in told] == [world.legal.person] * 2
    assert [("is due on 12 June 2026" in one.text, "was due on 12 June 2026" in one.text) for one in told] == [
        (True, False), (False, True),
    ]  # fmt: skip
    assert Entry.objects.filter(what="reports.clearance_reminded").count() == 2
    assert state(report) == ReportState.IN_CLEARANCE


def test_a_press_and_the_days_own_reminder_are_one_notice_and_what_is_asked_goes_in_the_same_e_mail(finished):
    world, report = finished
    put(report, world, due_on=date(2026, 6, 10))
    remind_clearance(report=report, by=world.author, at=LATER + timedelta(days=2))
    assert remind_of_clearances(at=LATER + timedelta(days=2, hours=1)) == 0
    told = Notice.objects.filter(person=world.legal.person)
    assert sorted(one.kind for one in told) == ["report-asked", "report-reminder"]
    assert all(one.is_digest for one in told)


def test_nobody_is_reminded_by_a_stranger_or_of_what_nobody_waits_for(finished):
    world, report = finished
    with pytest.raises(RuleBroken, match="Nobody is waited for"):
        remind_clearance(report=report, by=world.author, at=LATER)
    put(report, world)
    for stranger in (world.finance, world.clerk):
        with pytest.raises(NotAllowed, match="Only its authors"):
            remind_clearance(report=report, by=stranger, at=LATER)
    decide(report, world.finance)
    decide(report, world.legal)
    with pytest.raises(RuleBroken, match="Nobody is waited for"):
        remind_clearance(report=report, by=world.author, at=LATER)
