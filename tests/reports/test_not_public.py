"""A report that is not public says under which paragraphs of Schedule 12A, and why the public interest is so."""

import json

import pytest
from django.db import IntegrityError, transaction

from goldenthread.kernel.errors import RuleBroken
from goldenthread.reports.commands.issuing import draft_again, issue_report
from goldenthread.reports.commands.writing import Details, Exempt, change_details
from goldenthread.reports.models import Report
from goldenthread.reports.queries.clearing import difference
from goldenthread.reports.queries.content import content_of
from goldenthread.reports.queries.readiness import readiness_of
from tests.reports.makers import LATER, NEXT_WEEK, clear, draft, paper_words
from tests.reports.outputs import taken_out

pytestmark = pytest.mark.django_db

WHY = "A child could be recognised, which weighs more than what the public would learn."
FORMULA = "By virtue of paragraph(s) 1, 2 of Part 1 of Schedule 12A of the Local Government Act 1972."


def exempt(world, **named):
    return draft(world, **({"is_public": False, "exempt": Exempt((2, 1), WHY)} | named))


def head(report, world, **changed):
    values = {name: getattr(report, name) for name in Details.__dataclass_fields__}
    change_details(report=report, version=None, details=Details(**(values | changed)), by=world.author, at=LATER)
    report.refresh_from_db()


def test_a_report_that_is_not_public_lacks_its_paragraphs_and_its_reason_until_both_are_given(world):
    report = draft(world, is_public=False)
    lacking = readiness_of(report).in_the_way
    assert "Say under which paragraph of Part 1 of Schedule 12A it is not public." in lacking
    assert any("outweighs that in disclosing it" in one for one in lacking)
    head(report, world, exempt_under="1, 2", public_interest=WHY)
    assert not any("Schedule 12A" in one or "public interest" in one for one in readiness_of(report).in_the_way)


def test_it_is_not_issued_without_them(world):
    report = exempt(world)
    clear(report, world)
    Report.objects.filter(pk=report.pk).update(exempt_under="")
    with pytest.raises(RuleBroken, match="under which paragraph"):
        issue_report(report=report, by=world.director, at=NEXT_WEEK)


def test_the_paper_says_it_in_the_formula_under_the_line_that_says_non_public(world):
    said = paper_words(exempt(world))
    assert FORMULA in said
    assert WHY in said
    labels = [one.label for one in content_of(exempt(world)).paper.header]
    assert labels[labels.index("Subject") + 1] == "Not for publication"
    assert "Not for publication" not in paper_words(draft(world))


def test_page_pdf_and_word_print_it_alike(world, tmp_path):
    made = taken_out(exempt(world), tmp_path)
    assert made.say(f"Not for publication{FORMULA}{WHY}") == {"page": True, "pdf": True, "word": True}


def test_a_public_report_is_under_no_paragraph_and_forgets_those_it_had(world):
    report = exempt(world)
    head(report, world, is_public=True)
    assert (report.exempt_under, report.public_interest) == ("", "")
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(exempt_under="1")


def test_a_report_that_never_said_why_says_what_it_said_before(world):
    fields = content_of(draft(world)).kept["fields"]
    assert "exempt_under" not in fields
    assert "public_interest" not in fields
    assert content_of(exempt(world)).kept["fields"]["exempt_under"] == [1, 2]


def test_another_paragraph_is_a_change_that_those_who_cleared_it_are_shown(world):
    report = exempt(world)
    before = content_of(report)
    head(report, world, exempt_under="1, 2, 5")
    after = content_of(report)
    assert before.says != after.says
    (shown,) = difference(before, after)
    assert (shown.what, shown.before) == ("Not public under", FORMULA)
    assert "1, 2, 5" in shown.after
    json.loads(after.canonical)


def test_a_new_draft_of_a_report_that_is_not_public_keeps_why(world):
    report = exempt(world)
    Report.objects.filter(pk=report.pk).update(state="withdrawn", why="It came too late.")
    made = draft_again(report=report, by=world.manager, at=NEXT_WEEK)
    assert (made.is_public, made.exempt_paragraphs, made.public_interest) == (False, (1, 2), WHY)


def test_the_head_asks_for_them_and_keeps_what_is_given(page, world):
    report = draft(world)
    page.sign_in(world.author.person)
    form = page.get(f"{report.get_absolute_url()}head/")
    assert "Under which paragraphs of Part 1 of Schedule 12A is it not public?" in form
    assert "Paragraph 3: the financial or business affairs of anybody, the council included" in form
    page.send(form, {"is_public": "no", "exempt_under": ["2", "1"], "public_interest": WHY})
    report.refresh_from_db()
    assert (report.exempt_under, report.public_interest) == ("1, 2", WHY)
    again = page.get(f"{report.get_absolute_url()}head/").values()
    assert again["exempt_under"] == ["1", "2"]
    assert FORMULA in page.get(f"{report.get_absolute_url()}paper/")
    assert "for information, non-public under paragraph 1, 2 of Schedule 12A" in page.get(report)


def test_who_issues_is_led_to_the_head_where_they_are_missing_or_told_who_gives_them(page, world):
    report = draft(world, is_public=False)
    says = "Say under which paragraph of Part 1 of Schedule 12A it is not public."
    shown = page.sign_in(world.director.person).get(f"{report.get_absolute_url()}issue/")
    assert f"{says} {report.author_name} puts that right." in shown
    shown = page.sign_in(world.manager.person).get(f"{report.get_absolute_url()}issue/")
    assert f"{says} Change the head" in shown
