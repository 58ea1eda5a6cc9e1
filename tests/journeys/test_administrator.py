"""The administrator lets somebody in, who sees only what she may, and hands over what a leaver owes."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from tests.journeys.browsing import press
from tests.journeys.conftest import VisitorMaker
from tests.journeys.served import PASSWORD, Site

pytestmark = pytest.mark.browser

NEW_PASSWORD = "nine lamps above the harbour"


def test_somebody_is_invited_chooses_a_password_and_sees_nothing_of_plans(visitor: VisitorMaker) -> None:
    noor = visitor("Noor Ellery").page
    noor.get_by_role("link", name="People", exact=True).click()
    noor.get_by_role("link", name="Add a person").click()
    noor.get_by_label("Name", exact=True).fill("Bryn Tolliver")
    noor.get_by_label("E-mail address").fill("bryn.tolliver@wexmoor.example")
    press(noor, "Add the person")
    noor.get_by_role("link", name="Invite to sign in").click()
    press(noor, "Make the link")
    link = noor.get_by_label("The link").input_value()
    noor.reload()
    expect(noor.get_by_label("The link")).to_have_count(0)

    who = visitor()
    bryn = who.page
    bryn.goto(link)
    bryn.get_by_label("Your password", exact=True).fill(NEW_PASSWORD)
    bryn.get_by_label("Your password once more").fill("another harbour")
    press(bryn, "Save the password and sign in", status=422)
    bryn.get_by_label("Your password", exact=True).fill(NEW_PASSWORD)
    bryn.get_by_label("Your password once more").fill(NEW_PASSWORD)
    press(bryn, "Save the password and sign in")
    expect(bryn.get_by_role("button", name="Bryn Tolliver")).to_be_visible()
    sections = bryn.get_by_role("navigation", name="Sections")
    expect(sections.get_by_role("link", name="People")).to_be_visible()
    for name in ("Plans", "Findings", "Imports", "Record"):
        expect(sections.get_by_role("link", name=name)).to_have_count(0)
    for path in ("/plans/", "/plans/sipcf-2026-27/", "/sources/", "/imports/", "/record/"):
        answer = bryn.goto(path)
        assert answer is not None
        assert answer.status == 404, path
    bryn.goto("/search/?q=families")
    expect(bryn.get_by_role("main")).to_contain_text("Nothing you may read holds these words")

    bryn.get_by_role("button", name="Bryn Tolliver").click()
    bryn.get_by_role("button", name="Sign out").click()
    used = bryn.goto(link)
    assert used is not None
    assert used.status == 410
    bryn.goto("/")
    who.sign_in("Bryn Tolliver", password=NEW_PASSWORD)


def test_everything_a_leaver_owes_is_handed_over(visitor: VisitorMaker, site: Site) -> None:
    leaver = visitor("Owen Pascoe").page
    noor = visitor("Noor Ellery").page
    noor.get_by_role("link", name="People", exact=True).click()
    noor.get_by_role("main").get_by_role("link", name="Owen Pascoe").click()
    noor.get_by_role("link", name="Hand over everything owed").click()
    expect(noor.get_by_role("main")).to_contain_text("What they say is for those who read the plans.")
    expect(noor.get_by_role("main")).not_to_contain_text("Train school and nursery staff")
    noor.get_by_label("Who takes everything over").select_option(label="Rosa Keane, Participation worker")
    noor.get_by_label("Last day here").fill(datetime.now(tz=UTC).date().isoformat())
    press(noor, "Hand over at once")
    press(noor, "Hand over now")
    expect(noor.locator(".messages")).to_contain_text("Handed over.")
    left = site.rows(
        "SELECT count(*) FROM plan_actionlead l JOIN identity_person p ON p.id = l.person_id"
        " JOIN plan_action a ON a.id = l.action_id WHERE p.name = 'Owen Pascoe' AND a.state = 'in_progress'"
    )
    assert left == [(0,)]

    rosa = visitor("Rosa Keane").page
    rosa.goto("/my-actions/")
    expect(rosa.get_by_role("main")).to_contain_text("Train school and nursery staff")
    rosa.goto("/plans/sipcf-2026-27/actions/p1-1.4/")
    expect(rosa.get_by_role("main")).to_contain_text("11 November 2026, Owen Pascoe.")
    leaver.goto("/my-actions/")
    expect(leaver.get_by_role("main")).not_to_contain_text("Train school and nursery staff")
    assert PASSWORD not in leaver.content()
