"""States of pages that no address alone shows: menus, open rows, refusals, two who save the same, nothing there yet."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.accessibility.conftest import Sweep
from tests.accessibility.examples import (
    ACTION,
    ADMINISTRATOR,
    ASSURANCE,
    DIRECTOR,
    LEAD,
    PLAN,
    SERVICE_MANAGER,
    STRANGER,
    TO_CLEAR,
    WITH_CODE,
)
from tests.journeys.browsing import NARROW, email_of, heading, press
from tests.journeys.served import PASSWORD

pytestmark = pytest.mark.browser

Fill = dict[str, str]
REFUSALS: dict[str, tuple[str, str, str, Fill]] = {
    "sign in without a word": ("/", STRANGER, "Sign in", {}),
    "a first password that is too short": (
        "{welcome}",
        STRANGER,
        "Save the password and sign in",
        {"Your password": "a"},
    ),
    "a password that is not hers": ("/account/password/", LEAD, "Change my password", {"Your present password": "no"}),
    "a person without a name": ("/people/add/", ADMINISTRATOR, "Add the person", {}),
    "a board without a name": ("/bodies/add/", ADMINISTRATOR, "Add it", {}),
    "a source without a title": ("/sources/new/", SERVICE_MANAGER, "Enter the source", {}),
    "a paper that is not there": ("/imports/", SERVICE_MANAGER, "Read the paper", {}),
    "a paper that is no plan": ("/imports/", SERVICE_MANAGER, "Read the paper", {"Or paste a table": "Only words"}),
    "a plan without a name": ("/plans/new/", SERVICE_MANAGER, "Make the plan", {}),
    "an action without words": (PLAN + "structure/new-action/", SERVICE_MANAGER, "Add the action", {}),
    "an update of a day that is none": (ACTION + "update/", LEAD, "Save 1.2", {"On which day": "soon"}),
    "complete without a word": (ACTION + "complete/?fresh=1", LEAD, "Report it complete", {}),
    "evidence without a title": (ACTION + "evidence/add/", LEAD, "Add the evidence", {}),
    "an end date nobody can read": (ACTION + "end-date/", LEAD, "Ask for the new end date", {"New end date": "soon"}),
    "blue without a difference": (PLAN + "actions/p1-1.17/assure/", ASSURANCE, "Assure it: blue", {}),
    "sent back without a reason": (PLAN + "actions/p1-1.17/assure/", ASSURANCE, "Send it back to its lead", {}),
    "reopened for no finding": (PLAN + "actions/p1-1.1/reopen/", ASSURANCE, "Reopen it", {}),
    "a date decided without a choice": (PLAN + "actions/p2-2.3/end-date/decide/", DIRECTOR, "Save the decision", {}),
}


@pytest.mark.parametrize("what", REFUSALS)
def test_a_refusal_has_no_fault_and_takes_the_focus(sweep: Sweep, what: str) -> None:
    path, reader, button, typed = REFUSALS[what]
    page = sweep.open(path, reader)
    for label, words in typed.items():
        page.get_by_role("main").get_by_label(label).first.fill(words)
    press(page, button, status=422)
    assert page.title().startswith("Error: ")
    expect(page.locator(".error-summary").first).to_be_focused()
    sweep.settle(page)


def test_my_actions_refused(sweep: Sweep) -> None:
    page = sweep.open("/my-actions/", LEAD)
    page.locator(".answer > details").first.evaluate("one => { one.open = true; }")
    page.get_by_role("main").get_by_label("Reported complete").first.check()
    press(page, "Save my answers", status=422)
    sweep.settle(page)


def menu_of_the_person(page: Page) -> None:
    page.get_by_role("button", name=SERVICE_MANAGER).click()
    expect(page.get_by_role("link", name="My account")).to_be_visible()


def menu_of_the_sections(page: Page) -> None:
    page.set_viewport_size(NARROW)
    page.get_by_role("button", name="Menu").click()
    expect(page.get_by_role("link", name="Record")).to_be_visible()


def row_opened(page: Page) -> None:
    page.locator("[id='p1-1.2']").get_by_role("link", name="Update 1.2").click()
    expect(page.locator("[id='open-p1-1.2']").get_by_label("What has changed?")).to_be_visible()


def row_refused(page: Page) -> None:
    row_opened(page)
    page.get_by_label("On which day").fill("soon")
    with page.expect_response(lambda answer: answer.request.method == "POST") as found:
        page.get_by_role("button", name="Save 1.2").click()
    assert found.value.status == 422
    expect(page.locator(".error-summary")).to_be_focused()


def rows_chosen(page: Page) -> None:
    for box in page.locator("[data-row]").all()[:3]:
        box.check()
    expect(page.get_by_text("3 of")).to_be_visible()


def rows_gone_on_with(page: Page) -> None:
    rows_chosen(page)
    press(page, "Go on")
    assert "3 actions" in heading(page)


def rows_refused(page: Page) -> None:
    rows_gone_on_with(page)
    press(page, "Save the update", status=422)


def filtered_to_nothing(page: Page) -> None:
    page.get_by_role("main").get_by_label("Words").fill("zeppelin")
    page.get_by_role("main").get_by_role("button", name="Show").click()
    expect(page.get_by_text("No action fits these filters")).to_be_visible()


ON_THE_PLAN = {
    "the person's menu": menu_of_the_person,
    "the sections' menu": menu_of_the_sections,
    "an open row": row_opened,
    "an open row refused": row_refused,
    "rows chosen": rows_chosen,
    "rows gone on with": rows_gone_on_with,
    "rows refused": rows_refused,
    "a filter that finds nothing": filtered_to_nothing,
}


@pytest.mark.parametrize("what", ON_THE_PLAN)
def test_a_state_of_the_plan_has_no_fault(sweep: Sweep, what: str) -> None:
    page = sweep.open(PLAN + "?priority=1", SERVICE_MANAGER)
    do: Callable[[Page], None] = ON_THE_PLAN[what]
    do(page)
    sweep.settle(page)


def test_rows_pasted_are_looked_at_first(sweep: Sweep) -> None:
    page = sweep.open(PLAN + "structure/paste/", SERVICE_MANAGER)
    rows = "Action\tEnd date\tLead\nHold a second open day\tsoonish\tMB\n\tMarch 2027\tDR\n"
    page.get_by_role("main").get_by_role("textbox").fill(rows)
    with page.expect_navigation():
        page.get_by_role("button", name="Look at the rows").click()
    expect(page.get_by_role("table")).to_be_visible()
    sweep.settle(page)


def test_two_who_save_the_same_see_both_texts(sweep: Sweep) -> None:
    page = sweep.open(PLAN + "actions/p1-1.4/change/", SERVICE_MANAGER)
    other = sweep.visitor(SERVICE_MANAGER)
    other.page.goto(page.url)
    for who, words in ((other.page, "Ask every family once more."), (page, "Ask each family again.")):
        who.get_by_role("main").get_by_role("textbox", name="Action").fill(words)
    press(other.page, "Save the words")
    other.close()
    press(page, "Save the words", status=422)
    expect(page.locator(".conflict")).to_be_focused()
    sweep.settle(page)


def test_a_plan_without_actions(sweep: Sweep) -> None:
    for part in ("", "structure/", "checks/", "challenge/", "waiting/", "history/", "settings/"):
        sweep.settle(sweep.open("/plans/{empty}/" + part, SERVICE_MANAGER))


def test_a_paper_that_was_taken(sweep: Sweep) -> None:
    sweep.settle(sweep.open("/imports/{taken}/", SERVICE_MANAGER))


def test_a_report_while_it_is_issued(sweep: Sweep) -> None:
    page = sweep.open("/reports/{brought}/issuing/", DIRECTOR)
    assert heading(page) == "The report is being issued"
    sweep.settle(page)


def test_a_report_that_was_not_issued_when_somebody_pressed(sweep: Sweep) -> None:
    page = sweep.open(TO_CLEAR + "issuing/", DIRECTOR)
    assert heading(page) == "The report was not issued"
    sweep.settle(page)


def test_a_search_that_finds_nothing(sweep: Sweep) -> None:
    sweep.settle(sweep.open("/search/?q=zeppelin", SERVICE_MANAGER))


def test_the_link_of_an_invitation_is_shown_once(sweep: Sweep) -> None:
    page = sweep.open("/people/{uninvited}/invite/", ADMINISTRATOR)
    press(page, "Make the link")
    expect(page.get_by_label("The link")).to_be_visible()
    sweep.settle(page)


def test_a_link_to_hand_over_is_shown_once(sweep: Sweep) -> None:
    page = sweep.open(PLAN + "rounds/5/returns/", SERVICE_MANAGER)
    press(page, "Make a link to hand over to MP")
    expect(page.get_by_label("The link")).to_be_visible()
    sweep.settle(page)


def test_acting_for_somebody_is_said_on_every_page(sweep: Sweep) -> None:
    who = sweep.visitor(SERVICE_MANAGER)
    who.page.goto("/account/acting/")
    who.page.get_by_role("main").get_by_role("button", name="Act for Devika Rao").click()
    expect(who.page.get_by_text("You act for Devika Rao.")).to_be_visible()
    sweep.settle(who.page)
    who.close()


def test_the_second_step_of_signing_in(sweep: Sweep) -> None:
    who = sweep.visitor(STRANGER)
    who.page.goto("/")
    who.page.get_by_label("E-mail address").fill(email_of(WITH_CODE))
    who.page.get_by_label("Password").fill(PASSWORD)
    press(who.page, "Sign in")
    sweep.settle(who.page)
    who.page.get_by_label("The code").fill("000000")
    press(who.page, "Sign in", status=422)
    sweep.settle(who.page)
    who.close()


WRONG_WAYS = {
    "a page that is not there": ("/nowhere/", SERVICE_MANAGER, 404),
    "a page that is not for her": (PLAN + "settings/header/", LEAD, 403),
    "a link that is used up": ("/welcome/long-gone/", STRANGER, 410),
}


@pytest.mark.parametrize("what", WRONG_WAYS)
def test_a_wrong_way_has_no_fault(sweep: Sweep, what: str) -> None:
    path, reader, status = WRONG_WAYS[what]
    sweep.settle(sweep.open(path, reader, status=status))


def test_a_form_that_is_too_old(sweep: Sweep) -> None:
    who = sweep.visitor(LEAD)
    who.page.goto("/my-actions/")
    who.page.locator(".answer > details").first.evaluate("one => { one.open = true; }")
    who.page.get_by_role("main").get_by_label("What has changed?").first.fill("Kept although the page was too old.")
    who.context.clear_cookies(name="csrf")
    press(who.page, "Save my answers", status=403)
    sweep.settle(who.page)
    who.close()


NOTHING_YET = ("/", "/plans/", "/imports/", "/sources/", "/sources/unanswered/", "/my-actions/", "/drafts/", "/record/")


@pytest.mark.parametrize("path", NOTHING_YET)
def test_a_page_of_a_council_without_plans(bare: Sweep, path: str) -> None:
    bare.settle(bare.open(path, SERVICE_MANAGER))


@pytest.mark.parametrize("path", ["/", "/waiting/to-assure/", "/waiting/without-evidence/", "/waiting/end-dates/"])
def test_nothing_waits_for_anybody(bare: Sweep, path: str) -> None:
    bare.settle(bare.open(path, ASSURANCE if "/waiting/" in path else DIRECTOR))


def test_too_many_tries(bare: Sweep) -> None:
    page = bare.page_of(STRANGER)
    for _ in range(40):
        page.goto("/")
        page.get_by_label("E-mail address").fill("nobody@wexmoor.example")
        page.get_by_label("Password").fill("seven wrong words")
        with page.expect_navigation() as found:
            page.get_by_role("main").get_by_role("button", name="Sign in").click()
        if found.value.status == 429:
            break
    assert found.value.status == 429
    bare.settle(page)
