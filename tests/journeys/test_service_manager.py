"""The service manager brings her paper, works in the plan it becomes, takes it out as a workbook, brings that back."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from playwright.sync_api import Page, expect

from goldenthread.home.demonstration.papers import improvement_paper
from tests.conftest import SHARED
from tests.journeys.browsing import heading, press
from tests.journeys.conftest import VisitorMaker
from tests.journeys.served import TODAY

pytestmark = pytest.mark.browser


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper to bring: its name, its words, how many actions stand in it, and what finds the action about partners."""

    name: str
    text: str
    actions: int
    words: str
    taken_by: str = "Make the plan"


def real_pack() -> Paper:
    file = SHARED / "seeds" / "002_a1c4b4f6bbec8876.txt"
    return Paper("reports-pack.txt", file.read_text(encoding="utf-8"), 114, "partners CAFs", "Take what is ticked")


def invented_paper() -> Paper:
    """The demonstration's paper as another council's: another name, and initials nobody here has."""
    text = improvement_paper(day=TODAY)
    text = text.replace("Service Improvement Plan for Children and Families", "Plan of the harbour wards", 1)
    return Paper("harbour.txt", re.sub(r"\bIH\b", "QZ", text), 116, "school nursery assessment")


@pytest.mark.parametrize("make", [pytest.param(real_pack, marks=pytest.mark.shared), invented_paper])
def test_a_paper_becomes_a_live_plan_goes_out_as_a_workbook_and_comes_back(
    visitor: VisitorMaker, tmp_path: Path, make: Callable[[], Paper]
) -> None:
    paper = make()
    page = visitor("Miriam Bell").page
    bring(page, paper, tmp_path)
    correct_a_problem(page)
    match_initials(page)
    press(page, paper.taken_by)
    expect(page.locator(".messages")).to_contain_text(f"The plan stands, with {paper.actions} actions.")
    plan = page.url
    find_and_update(page, paper)
    follow_the_thread(page)
    page.goto(plan)
    edited = take_out_and_edit(page, tmp_path)
    bring_back(page, edited, paper.actions)


def bring(page: Page, paper: Paper, folder: Path) -> None:
    file = folder / paper.name
    file.write_text(paper.text, encoding="utf-8")
    page.get_by_role("link", name="Imports").click()
    page.get_by_label("The file").set_input_files(file)
    press(page, "Read the paper")
    assert heading(page) == f"{paper.actions} actions found in {paper.name}"
    parts = page.get_by_role("main").get_by_role("heading", level=2).all_inner_texts()
    problems = next(place for place, words in enumerate(parts) if "oddit" in words)
    assert problems < parts.index("Who is who") < parts.index("Make it a live plan")
    expect(page.locator("details.odd-group").first).to_have_attribute("open", "")


def correct_a_problem(page: Page) -> None:
    """A date nobody can read is written so that it can be read, and its problem goes."""
    review = page.url
    group = page.locator("#date-unreadable")
    count = int(group.locator("summary .soft").inner_text())
    if group.get_attribute("open") is None:
        group.locator("summary").click()
    group.get_by_role("link").first.click()
    unread = page.get_by_role("main").locator(".meant").get_by_label(re.compile("^End"))
    unread.fill("July 2018")
    press(page, "Read it so")
    expect(page.locator(".messages")).to_contain_text("Read again with your corrections.")
    page.goto(review)
    left = page.locator("#date-unreadable summary .soft")
    assert (int(left.inner_text()) if left.count() else 0) == count - 1


def match_initials(page: Page) -> None:
    """Somebody the paper names by initials nobody knows yet is said to be Idris Hale."""
    group = page.locator("#lead-unknown")
    if group.get_attribute("open") is None:
        group.locator("summary").click()
    said = group.locator("li").first.inner_text()
    [initials] = re.findall(r"[\"“]([^\"”]+)[\"”]", said)[:1]
    page.get_by_label(f"{initials} is", exact=True).select_option(label="Idris Hale, Team manager, social work")
    press(page, "Save who is who")
    expect(group.get_by_text(f"“{initials}”")).to_have_count(0)
    expect(group.get_by_text(f'"{initials}"')).to_have_count(0)


def find_and_update(page: Page, paper: Paper) -> None:
    page.get_by_role("banner").get_by_label("Search").fill(paper.words)
    page.get_by_role("banner").get_by_role("button", name="Search").click()
    results = page.get_by_role("main").get_by_role("list").get_by_role("link", name=re.compile(r"^1\.2"))
    results.first.click()
    page.get_by_role("link", name="Update this action").click()
    page.get_by_label("What has changed?").fill("Two schools began assessments without being asked.")
    page.get_by_role("radio", name=re.compile("^Amber")).check()
    press(page, "Save 1.2")
    expect(page.get_by_role("main")).to_contain_text("Two schools began assessments without being asked.")


def follow_the_thread(page: Page) -> None:
    """From the action to the finding it answers, and back from there to the action."""
    action = page.url
    name = heading(page)
    thread = page.locator("ol.thread")
    for knot in ("Source", "Measure", "Lead", "Action", "Updates"):
        expect(thread).to_contain_text(knot)
    thread.locator("li").nth(1).get_by_role("link").first.click()
    page.get_by_role("main").locator(
        f"a[href='{action.removeprefix(page.url.partition('/sources')[0])}']"
    ).first.click()
    assert heading(page) == name


def take_out_and_edit(page: Page, folder: Path) -> Path:
    """The plan as a workbook with three cells changed: the words of one row, the measure of another, a third's date."""
    with page.expect_download() as found:
        page.get_by_role("main").get_by_role("link", name="Excel").click()
    file = folder / "edited.xlsx"
    found.value.save_as(file)
    workbook = openpyxl.load_workbook(file)
    sheet: Worksheet = workbook.worksheets[0]
    titles = next(row for row in sheet.iter_rows(max_row=40) if "Key" in [cell.value for cell in row])
    columns = {str(cell.value): cell.column for cell in titles}
    rows = {sheet.cell(number, columns["Key"]).value: number for number in range(titles[0].row + 1, sheet.max_row + 1)}
    sheet.cell(rows["p1-1.2"], columns["Action"]).value = "Train the staff of every school."
    sheet.cell(rows["p1-1.4"], columns["Measure/outcome"]).value = "Answers for seven in ten closed cases."
    sheet.cell(rows["p1-1.8"], columns["Comments"]).value = "Dec 2018: Both are lit."
    workbook.save(file)
    return file


def bring_back(page: Page, file: Path, actions: int) -> None:
    page.get_by_role("link", name="Imports").click()
    page.get_by_label("The file").set_input_files(file)
    press(page, "Read the paper")
    expect(page.get_by_role("main")).to_contain_text(f"0 new, 3 changed, 0 gone, {actions - 3} the same")
    page.get_by_role("link", name="See the changes").click()
    expect(page.locator(".change-line")).to_have_count(3)
    expect(page.locator(".change-line").first).to_contain_text("of every school.")
    page.get_by_role("link", name="Go on to take the paper").click()
    press(page, "Take the changes")
    expect(page.locator(".messages")).to_contain_text("3 changed")
    expect(page.locator("[id='p1-1.2']")).to_contain_text("Train the staff of every school.")


def test_a_plan_is_made_from_nothing_and_its_first_action_stands(visitor: VisitorMaker) -> None:
    page = visitor("Miriam Bell").page
    page.get_by_role("link", name="Plans", exact=True).click()
    page.get_by_role("link", name="Make a plan").click()
    page.get_by_label("Name", exact=True).fill("Homes for young people")
    page.get_by_label("From", exact=True).fill("April 2026")
    page.get_by_label("To", exact=True).fill("March 2027")
    press(page, "Make the plan")
    assert heading(page) == "The first action of Homes for young people"
    page.get_by_label("First priority").fill("A room of one's own")
    page.get_by_label("First action").fill("Offer every care leaver a visit to three homes.")
    page.get_by_label("End date").fill("January 2027")
    page.get_by_label("Lead").select_option(label="Petra Toms, Personal adviser, leaving care")
    page.get_by_label("Measure").fill("Nine in ten visit before they choose.")
    press(page, "Write the first action")
    expect(page.locator(".messages")).to_contain_text("The first action stands.")
    page.get_by_role("navigation", name="This plan").get_by_role("link", name="Plan", exact=True).click()
    row = page.locator("[data-row]").locator("xpath=ancestor::tr")
    expect(row).to_have_count(1)
    expect(row).to_contain_text("Offer every care leaver a visit to three homes.")
    expect(row).to_contain_text("Petra Toms")
