"""The lead officer finds what is hers, answers it together, asks for time, and reports something complete."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.browsing import press
from tests.journeys.conftest import VisitorMaker
from tests.journeys.served import Site

pytestmark = pytest.mark.browser

PLAN = "/plans/sipcf-2026-27/"
TRAINED = "Thirty-one staff of two schools were trained in October."
PARKS = "Both parks are lit, and a youth worker comes on two evenings."
STUCK = "The third area has no room, and the landlord does not answer."


def owed(page: Page, wording: str) -> Locator:
    """The part of "My actions" about one action."""
    return page.get_by_role("region", name=wording)


def opened(page: Page, wording: str) -> Locator:
    """The same, its line pressed so that its form stands open."""
    found = owed(page, wording)
    found.locator("summary").first.click()
    return found


def rating(place: Locator, word: str) -> Locator:
    return place.get_by_role("radio", name=re.compile(f"^{word}"))


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_three_answers_are_saved_together_and_nothing_typed_is_lost(
    visitor: VisitorMaker, site: Site, *, script: bool
) -> None:
    page = visitor("Devika Rao", java_script_enabled=script).page
    page.get_by_role("link", name="Answer for my actions").click()
    assert "for your answer" in page.inner_text("main")
    school, parks, panels = (opened(page, words) for words in ("practice model", "extra clinic", "same allowances"))
    rating(school, "Green").check()
    school.get_by_label("What has changed?").fill(TRAINED)
    parks.get_by_label("What has changed?").fill(PARKS)
    for late in (school, parks):
        late.get_by_label("Why it goes better than its dates say").fill("The last part is booked for next month.")
    rating(panels, "Red").check()
    press(page, "Save my answers", status=422)

    summary = page.locator(".error-summary")
    expect(summary).to_contain_text("nothing you typed is lost")
    expect(summary.get_by_role("link")).to_have_count(1)
    expect(panels).to_contain_text("Say what has changed, so that the new rating can be understood.")
    expect(school.get_by_label("What has changed?")).to_have_value(TRAINED)
    expect(parks.get_by_label("What has changed?")).to_have_value(PARKS)
    expect(rating(school, "Green")).to_be_checked()
    expect(rating(panels, "Red")).to_be_checked()
    assert not site.rows("SELECT 1 FROM plan_update WHERE text = ?", TRAINED)

    summary.get_by_role("link").click()
    panels.get_by_label("What has changed?").fill(STUCK)
    press(page, "Save my answers")
    expect(page.locator(".messages")).to_contain_text("3 answers saved.")
    said = site.rows("SELECT text FROM plan_update WHERE text IN (?, ?, ?)", TRAINED, PARKS, STUCK)
    assert len(said) == 3

    answered = page.get_by_role("region", name="Answered in the last two weeks")
    expect(answered).to_contain_text("practice model")
    expect(school).to_have_count(0)

    questions = opened(page, "Evaluate the new")
    questions.get_by_text("Ask for a new end date", exact=True).click()
    questions.get_by_label("New end date").fill("October 2027")
    press(page, "Save my answers", status=422)
    questions.get_by_label("Why it has to move").fill("The third school joins after the summer.")
    press(page, "Save my answers")
    expect(answered).to_contain_text("October 2027 has been asked for")
    answered.get_by_role("link", name="Evaluate the new").click()
    expect(page.get_by_role("main")).to_contain_text("Devika Rao asks for October 2027.")


def test_an_action_is_reported_complete_with_evidence_and_made_blue_by_a_second_person(
    visitor: VisitorMaker, tmp_path: Path
) -> None:
    sheet = tmp_path / "attendance.txt"
    sheet.write_text("Thirty-four staff came to two training days.")
    devika = visitor("Devika Rao").page
    devika.goto(f"{PLAN}actions/p1-1.2/")
    devika.get_by_role("complementary").get_by_role("link", name="Report it complete").click()
    devika.get_by_label("What was done, and what is different?").fill("Every school begins its own assessments.")
    devika.get_by_label("Title of the evidence").fill("Attendance sheet, October")
    devika.get_by_label("File").set_input_files(sheet)
    press(devika, "Report it complete")
    expect(devika.locator(".messages")).to_contain_text("1.2 is reported complete.")
    expect(devika.get_by_role("link", name="Assure")).to_have_count(0)
    refused = devika.goto(f"{PLAN}actions/p1-1.2/assure/")
    assert refused is not None
    assert refused.status == 403
    expect(devika.get_by_role("main")).to_contain_text("Only somebody with the quality-assurance role")

    grace = visitor("Grace Adeyinka").page
    grace.goto("/waiting/to-assure/")
    grace.get_by_role("link", name="1.2", exact=True).click()
    with grace.expect_download() as found:
        grace.get_by_role("link", name="Attendance sheet, October").click()
    assert found.value.path().read_text() == sheet.read_text()
    grace.get_by_role("link", name=re.compile("^Assure")).first.click()
    grace.get_by_label("What is different now").fill("Partners begin an assessment in every week of term.")
    grace.get_by_label("Records: seen in papers").check()
    press(grace, "Assure it: blue")
    expect(grace.locator(".messages")).to_contain_text("1.2 is blue: assured by you.")
    devika.goto(f"{PLAN}actions/p1-1.2/")
    expect(devika.get_by_role("main")).to_contain_text("Partners begin an assessment in every week of term.")
    expect(devika.get_by_role("link", name="Update this action")).to_have_count(0)


def test_assurance_of_ones_own_action_is_refused(visitor: VisitorMaker) -> None:
    page = visitor("Grace Adeyinka").page
    page.goto(f"{PLAN}actions/p1-1.10/")
    expect(page.get_by_role("main")).to_contain_text("Grace Adeyinka")
    expect(page.get_by_role("complementary").get_by_role("link", name=re.compile("^Assure"))).to_have_count(0)
    answer = page.goto(f"{PLAN}actions/p1-1.10/assure/")
    assert answer is not None
    assert answer.status == 200
    expect(page.get_by_role("main")).to_contain_text("You lead 1.10, so somebody else")
    expect(page.get_by_label("What is different now")).to_have_count(0)


def test_an_untouched_form_does_not_say_that_something_was_saved(visitor: VisitorMaker) -> None:
    page = visitor("Devika Rao").page
    page.goto(f"{PLAN}actions/p1-1.2/update/")
    with page.expect_navigation():
        page.get_by_role("button", name="Save 1.2").click()
    expect(page.get_by_role("main")).not_to_contain_text("Saved 1.2.")
