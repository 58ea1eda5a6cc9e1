"""The list of reports, and beginning one."""

import pytest
from django.utils import timezone

from goldenthread.boards.commands.rounds import RoundDates, plan_round
from goldenthread.reports.forms import officers_to_choose
from goldenthread.reports.models import Report
from goldenthread.reports.states import ReportState
from tests.cast import make_person, make_post
from tests.plan.makers import make_plan
from tests.reports.makers import LATER, clear, decide, draft, finish, make_body, put

pytestmark = pytest.mark.django_db


def test_an_empty_list_says_what_to_do_and_offers_the_closed_round(page, world):
    page.sign_in(world.manager.person)
    shown = page.get("/reports/")
    assert "No report yet" in shown
    assert "To begin A report on round 2 of Harbour Improvement Plan, drafted in one press" in shown
    assert "/reports/new/?round=sip/2" in shown.html


def test_one_press_drafts_a_report_from_the_closed_round(page, world):
    page.sign_in(world.manager.person)
    form = page.get("/reports/new/?round=sip/2")
    answer = page.send(
        form,
        {"subject": "Harbour plan, round 2", "body_1": "harbour-committee", "on_1": "2026-06-20", "purpose": "decision",
         "is_public": "no", "chief_officer": world.director.person.key, "author": world.author.person.key},
    )  # fmt: skip
    made = Report.objects.get()
    assert answer.response["Location"] == made.get_absolute_url()
    assert (made.round, made.author, made.is_public, made.purpose) == (
        world.round, world.author.person, False, "decision",
    )  # fmt: skip
    assert [(one.body.name, str(one.on)) for one in made.destinations.all()] == [("Harbour Committee", "2026-06-20")]
    assert made.sections.exists()
    assert made.appendices.get().kind == "plan"


def test_the_page_of_a_closed_round_leads_whoever_may_to_a_draft_and_the_report_leads_back(page, world):
    label, way = "Draft a report from this round", "/reports/new/?round=sip/2"
    for person in (world.manager.person, world.director.person):
        page.sign_in(person)
        assert page.get(world.round).links()[label] == way
        assert page.get(way).values()["round"] == "sip/2"
    for role in ("lead officer", "quality-assurance manager", "board member", "auditor"):
        reader = page.sign_in(make_person(f"Somebody {role}", roles=[role]))
        if reader.request_any(world.round.get_absolute_url()) == 200:
            assert label not in reader.get(world.round).links()
    report = draft(world)
    assert page.sign_in(world.manager.person).get(report).links()["round 2 of Harbour Improvement Plan"] == (
        world.round.get_absolute_url()
    )


def test_the_page_of_an_issued_report_leads_to_its_round(page, sealed, quick):
    world, report = sealed
    shown = page.sign_in(world.manager.person).get(report)
    assert shown.links()["round 2 of Harbour Improvement Plan"] == world.round.get_absolute_url()


def test_a_round_that_is_not_closed_or_not_the_readers_begins_no_report(page, world):
    page.sign_in(world.manager.person)
    assert "on this round" in page.get("/reports/new/?round=sip/9", status=403).html
    page.get("/reports/new/?round=nonsense", status=403)
    open_round = plan_round(plan=world.plan, board=None, by=world.manager,
                            dates=RoundDates(period_starts_on=LATER.date(), period_ends_on=LATER.date()))  # fmt: skip
    assert "Draft a report" not in page.get(open_round)
    page.get("/reports/new/?round=sip/3", status=403)


def test_an_old_round_that_the_list_leaves_out_is_still_reported_on(page, world, monkeypatch):
    monkeypatch.setattr("goldenthread.reports.queries.waiting.MOST_ROUNDS", 1)
    page.sign_in(world.manager.person)
    form = page.get("/reports/new/?round=sip/1")
    assert form.values()["round"] == "sip/1"
    page.send(form, {"subject": "Harbour plan, round 1"})
    assert Report.objects.get().round.number == 1


def test_a_form_sent_twice_drafts_one_report(page, world):
    page.sign_in(world.manager.person)
    form = page.get("/reports/new/?round=sip/2")
    page.send(form, {"subject": "Harbour plan"})
    page.send(form, {"subject": "Harbour plan"})
    assert Report.objects.count() == 1


def test_a_report_on_no_round_begins_with_empty_sections_and_its_chief_officer(page, world):
    page.sign_in(world.director.person)
    page.send(
        page.get("/reports/new/"),
        {"round": "", "subject": "Risk", "chief_officer": world.director.person.key,
         "author": world.director.person.key},
    )  # fmt: skip
    made = Report.objects.get()
    assert (made.round, made.report_of) == (None, "Piers Halloran")
    assert "It is on no round" in page.get(made)


def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(page, world):
    page.sign_in(world.manager.person)
    form = page.get("/reports/new/")
    answer = page.send(
        form, {"round": "", "subject": "", "body_1": "", "on_1": "2026-06-20", "body_2": "improvement-board",
               "body_3": "improvement-board"},
        status=422,
    )  # fmt: skip
    assert "Give the subject." in answer
    assert "Choose the body that meets on this day." in answer
    assert "This body stands above already" in answer
    assert 'value="2026-06-20"' in answer.html
    assert not Report.objects.exists()


def test_a_body_goes_to_the_head_of_the_form_with_the_round_it_is_for(page, world):
    page.sign_in(world.manager.person)
    assert page.get("/reports/new/?round=sip/2").values()["body_1"] == "improvement-board"


def test_a_lead_officer_begins_no_report_and_sees_an_empty_list(page, world):
    page.sign_in(make_person("Nobody Special", roles=["lead officer"]))
    shown = page.get("/reports/")
    assert "Reports you write, clear or receive stand here." in shown
    assert "New report" not in shown
    page.get("/reports/new/", status=403)


def test_what_waits_stands_first_for_each_of_them(page, drafted):
    world, report = drafted
    assert "To write Harbour Improvement Plan" in page.sign_in(world.author.person).get("/reports/")
    finish(report, world)
    put(report, world)
    assert "To clear Harbour Improvement Plan (Finance)" in page.sign_in(world.finance.person).get("/reports/")
    assert "To clear" not in page.sign_in(world.director.person).get("/reports/")
    decide(report, world.finance, "sent_back", "The second figure is old.")
    assert "Sent back to you" in page.sign_in(world.author.person).get("/reports/")
    decide(report, world.finance)
    decide(report, world.legal)
    assert "To issue" in page.sign_in(world.director.person).get("/reports/")
    assert "Waits for you" not in page.sign_in(world.finance.person).get("/reports/")


def test_the_list_is_narrowed_by_state_and_body(page, world):
    draft(world, subject="One of them")
    clear(draft(world, subject="Another"), world)
    page.sign_in(world.director.person)
    shown = page.get("/reports/?state=cleared&body=harbour-committee")
    assert shown.all("//table//th[@scope='row']/a/text()") == ["Another"]
    assert "No report is like that" in page.get("/reports/?state=issued")
    assert page.get("/reports/?state=nonsense&body=nobody&page=x")


def test_somebody_without_business_there_finds_no_report(page, drafted):
    world, report = drafted
    for person in (world.clerk.person, make_person("Somebody Else", roles=["board member"])):
        page.sign_in(person)
        assert "Harbour Improvement Plan" not in page.get("/reports/").text
        page.get(report, status=404)


def test_the_list_asks_no_more_of_the_database_for_more_reports(page, world):
    draft(world)
    page.sign_in(world.director.person)
    few = page.cost("/reports/")
    for _ in range(6):
        draft(world)
    assert page.cost("/reports/") == few <= 34


def test_a_returned_report_waits_until_it_is_drafted_again(page, drafted):
    world, report = drafted
    Report.objects.filter(pk=report.pk).update(
        state=ReportState.RETURNED,
        why="A page is missing.",
        issued_at=report.created_at,
        issued_by=world.director.person,
    )
    page.sign_in(world.author.person)
    assert "Returned to you Harbour Improvement Plan: A page is missing." in page.get("/reports/")
    page.sign_in(world.manager.person)
    page.send(page.get(report), action="/draft-again/")
    assert "Returned to you" not in page.sign_in(world.author.person).get("/reports/")


def test_lists_with_nothing_in_them_say_what_to_add_and_link_it_for_whoever_may(page):
    manager, director = (make_person(f"A {role}", roles=[role]) for role in ("service manager", "director"))
    shown = page.sign_in(manager).get("/reports/new/")
    assert shown.links()["Add a board or committee"] == "/bodies/add/"
    assert shown.links()["Begin with a plan"] == "/plans/"
    make_plan(key="sip", name="Harbour Improvement Plan")
    assert page.get("/reports/new/").links()["The rounds of Harbour Improvement Plan"] == "/plans/sip/rounds/"
    other = page.sign_in(director).get("/reports/new/")
    assert "Add a board or committee" not in other.links()
    assert "Democratic services or an administrator adds one." in other.text
    make_body()
    assert "No board or committee is known here yet" not in page.get("/reports/new/").text


def test_a_report_goes_in_the_name_of_an_officer_and_neither_of_a_councillor_nor_of_an_auditor(world):
    councillor = make_person("Councillor Bett Sorley", roles=["elected member", "lead officer"])
    auditor = make_person("Bram Oduya", roles=["auditor"])
    guest = make_person("A Guest", job_title="Consultant")
    in_post = make_person("Ada Poole", account=False)
    make_post("Head of Early Help", holder=in_post)
    on = timezone.localdate()
    offered = set(officers_to_choose(on=on))
    assert {world.director.person, world.manager.person, in_post} <= offered
    assert not offered & {councillor, auditor, guest}
    assert guest in officers_to_choose(on=on, besides=guest.key)
