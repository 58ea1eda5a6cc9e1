"""The record: who sees which entries, and whose values are withheld from whom."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from goldenthread.identity.commands import checking
from goldenthread.identity.commands.people import change_person
from goldenthread.identity.record import reach_of, shown_value
from goldenthread.identity.views import record as record_views
from goldenthread.ledger.chain import ChainReport
from goldenthread.ledger.erasing import erase_values
from goldenthread.ledger.writing import note_sight, record
from tests.cast import by, give_role, make_person, make_scope

SECRET = "A sentence about one family"


@pytest.fixture
def entries(cast):
    """One entry about an action of each of two plans, one about a person, and a sight of each action."""
    with transaction.atomic():
        for key in ("sip", "send"):
            record(
                "plan.action_updated",
                by=by(cast.lead_officer),
                subject=f"action:{key}/p1-1",
                why="because",
                changes={"note": ("", f"{SECRET} in {key}")},
            )
            note_sight(by=by(cast.director), subject=f"action:{key}/p1-1")
        record("plan.plan_changed", by=by(cast.service_manager), subject="plan:sip", changes={"name": ("A", "B")})
        record("plan.plan_changed", by=by(cast.service_manager), subject="plan:sip-2", changes={"name": ("A", "C")})
    change_person(person=cast.nobody, values={"job_title": "Apprentice"}, by=by(cast.administrator))


@pytest.mark.parametrize("part", ["auditor", "quality_assurance", "director"])
def test_those_who_read_all_read_the_values_too(page, cast, entries, part):
    page.sign_in(getattr(cast, part))
    shown = page.get("/record/")
    assert f"{SECRET} in sip" in shown
    assert f"{SECRET} in send" in shown
    assert "Apprentice" in shown
    assert "Ruth Amadi: because" in shown


def test_an_administrator_sees_that_it_was_done_and_no_case_content(page, cast, entries):
    page.sign_in(cast.administrator)
    shown = page.get("/record/")
    assert SECRET not in shown.html
    assert "because" not in shown.html
    assert "Action updated: action p1-1 of sip" in shown
    assert "withheld from administrators" in shown
    assert "Apprentice" in shown


def test_a_service_manager_reads_her_plans_and_nothing_else(page, cast, entries):
    manager = make_person("Nia Pryce", roles=["service manager"], scope=make_scope(key="sip"))
    page.sign_in(manager)
    shown = page.get("/record/")
    assert f"{SECRET} in sip" in shown
    assert "plan sip" in shown
    assert SECRET + " in send" not in shown.html
    assert "sip-2" not in shown.html
    assert "Apprentice" not in shown.html
    assert page.get("/record/seen/").all("//main//tbody/tr")
    assert "send" not in page.get("/record/seen/").text


def test_a_service_manager_of_all_plans_reads_no_record_of_people(page, cast, entries):
    page.sign_in(cast.service_manager)
    shown = page.get("/record/")
    assert f"{SECRET} in send" in shown
    assert "Apprentice" not in shown.html


@pytest.mark.parametrize(
    "part", ["lead_officer", "board_member", "clerk", "councillor", "monitoring_officer", "nobody"]
)
def test_the_record_is_not_there_for_others(page, cast, entries, part):
    page.sign_in(getattr(cast, part))
    page.get("/record/", status=404)
    page.get("/record/seen/", status=404)


def test_a_role_that_ended_shows_nothing(page, cast, entries):
    yesterday = timezone.localdate() - timedelta(days=1)
    former = make_person("Former Auditor")
    give_role(former, "auditor", ends_on=yesterday)
    page.sign_in(former)
    page.get("/record/", status=404)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"who": "ruth"}, 2),
        ({"who": "nobody of this name"}, 0),
        ({"subject": "send"}, 1),
        ({"subject": "plan:sip"}, 2),
        ({"what": "Plan changed"}, 2),
        ({"since": "2099-01-01"}, 0),
        ({"until": "2001-01-01"}, 0),
        ({"who": "ruth", "subject": "sip", "what": "updated", "since": "01/01/2020"}, 1),
    ],
)
def test_the_record_is_filtered_by_who_about_what_and_when(page, cast, entries, asked, found):
    page.sign_in(cast.auditor)
    assert len(page.get("/record/", asked).all("//ol[@class='history']/li")) == found


def test_a_day_that_is_none_is_said_so(page, cast, entries):
    page.sign_in(cast.auditor)
    assert "This is not a day." in page.get("/record/", {"since": "soon"}, status=422)


def test_who_saw_what_is_listed(page, cast, entries):
    page.sign_in(cast.auditor)
    shown = page.get("/record/seen/")
    assert "Piers Halloran" in shown
    assert "action p1-1 of send" in shown
    assert len(page.get("/record/seen/", {"subject": "send"}).all("//main//tbody/tr")) == 1


def test_erased_words_are_shown_as_erased(page, cast, entries):
    erase_values(subject="action:sip/p1-1", fields=frozenset({"note"}), by=by(cast.administrator), why="asked for")
    page.sign_in(cast.auditor)
    shown = page.get("/record/")
    assert f"{SECRET} in sip" not in shown.html
    assert "erased" in shown


def test_the_record_costs_no_more_however_long_it_is(page, cast, entries):
    page.sign_in(cast.auditor)
    few = page.cost("/record/"), page.cost("/record/seen/")
    with transaction.atomic():
        for number in range(60):
            record("plan.action_updated", by=by(cast.lead_officer), subject=f"action:sip/p1-{number}", note="n")
            note_sight(by=by(cast.lead_officer), subject=f"action:sip/p1-{number}")
    # What it costs goes by the kinds of things on a page, of which there are fewer now.
    assert page.cost("/record/") <= few[0]
    assert page.cost("/record/seen/") == few[1]
    shown = page.get("/record/")
    assert len(shown.all("//ol[@class='history']/li")) == 50
    assert "Next" in shown


def test_reach_on_one_plan_does_not_cover_another_of_a_like_name(cast):
    manager = make_person("Nia Pryce", roles=["service manager"], scope=make_scope(key="sip"))
    reach = reach_of(manager)
    assert reach.covers("plan:sip")
    assert reach.covers("action:sip/p1-1")
    assert not reach.covers("plan:sip-2")
    assert not reach.covers("action:sip-2/p1-1")
    assert not reach.covers("person:sip")
    assert not reach.reads_values_of("import:sip")


@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        ("2026-11-29T03:43:43.123456+00:00", "29 November 2026 at 03:43"),
        ("2026-07-01T10:00:00+00:00", "1 July 2026 at 11:00"),
        ("2026-04-03", "3 April 2026"),
        ("2026-14-03", "2026-14-03"),
        ("2026-04-03 and later", "2026-04-03 and later"),
    ],
)
def test_moments_are_shown_as_people_read_them(kept, shown):
    assert shown_value(kept) == shown


def test_acts_have_one_name_and_are_found_by_it(page, cast):
    with transaction.atomic():
        record("boards.round_frozen", by=by(cast.service_manager), subject="round:sip/4")
        record("plan.made", by=by(cast.service_manager), subject="plan:sip")
    page.sign_in(cast.auditor)
    shown = page.get("/record/", {"what": "Round closed"})
    assert "Round closed: round 4 of sip" in shown
    assert "Plan made" not in shown
    assert "frozen" not in page.get("/record/").text


def test_the_record_says_who_checked_it_and_that_it_is_whole(page, cast, entries):
    page.sign_in(cast.auditor)
    first = page.get("/record/")
    assert "Nobody has had it checked yet" in first
    checked = page.follow(page.send(first))
    assert "Whole, as Marek Dolan" in checked or f"Whole, as {cast.auditor}" in checked
    assert "Record checked" in checked


def test_the_record_says_when_an_entry_was_altered(page, cast, entries, monkeypatch):
    faults = tuple(f"Entry {number} was altered." for number in range(1, 31))
    monkeypatch.setattr(checking, "verify", lambda: ChainReport(30, 40, 0, faults))
    page.sign_in(cast.director)
    checked = page.follow(page.send(page.get("/record/")))
    assert "Not whole" in checked
    assert "30 faults" in checked
    assert len(checked.all("//section[@aria-labelledby='chain']//li")) == checking.MOST_FAULTS


def test_a_long_record_is_checked_in_the_background(page, cast, entries, monkeypatch):
    monkeypatch.setattr(record_views, "MANY_ENTRIES", 1)
    page.sign_in(cast.auditor)
    checked = page.follow(page.send(page.get("/record/")))
    assert "being checked" in checked.html


def test_who_reads_a_part_of_the_record_does_not_have_it_checked(page, cast, entries):
    manager = make_person("Nia Pryce", roles=["service manager"], scope=make_scope(key="sip"))
    page.sign_in(manager)
    assert "Is it whole?" not in page.get("/record/")
    page.post("/record/", {}, status=403)
    assert checking.last_check() is None
