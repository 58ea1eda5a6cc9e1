"""Characters that no font holds: the author is told on the page, and whoever issues it says that they may go out so."""

import unicodedata

import pytest

from goldenthread.documents.rendering import Output, render
from goldenthread.documents.typesetting.fonts import coverage
from goldenthread.documents.typesetting.unheld import unheld
from goldenthread.kernel.errors import RuleBroken
from goldenthread.ledger.models import Entry
from goldenthread.reports.characters import as_codes, characters_in, from_codes
from goldenthread.reports.commands.issuing import issue_report
from goldenthread.reports.jobs import issue_in_background
from goldenthread.reports.models import Report
from goldenthread.reports.queries.content import content_of
from goldenthread.reports.queries.readiness import readiness_of
from goldenthread.reports.states import ReportState
from tests.reports.makers import LATER, NEXT_WEEK, decide, draft, finish, make_world, put, settle_gate, state, write
from tests.standing import made_once

pytestmark = pytest.mark.django_db
THAI, PRIVATE, HIEROGLYPH = "\u0e01", "\ue000", "\U00013000"
STRANGE = f"The van of Som {THAI}{PRIVATE}{HIEROGLYPH} decides the summer."


@made_once
def with_strange_words():
    """A report with characters that no font holds, which two people have cleared."""
    world = make_world()
    report = draft(world)
    finish(report, world)
    write(report, "conclusion", STRANGE, world.author)
    settle_gate(report, world)
    put(report, world)
    decide(report, world.finance)
    decide(report, world.legal)
    return world, Report.objects.get(pk=report.pk)


@pytest.fixture
def world(with_strange_words):
    return with_strange_words[0]


@pytest.fixture
def strange(with_strange_words):
    return with_strange_words[1]


def test_what_is_told_before_rendering_is_what_the_pdf_replaces(world, strange):
    told = characters_in(readiness_of(strange).unprintable)
    assert told == {THAI, PRIVATE, HIEROGLYPH}
    assert set(render(content_of(strange).paper, Output.PDF).replaced) == told


def test_english_welsh_arabic_and_chinese_words_are_told_of_nothing(world):
    assert unheld(["Café “n” – Llŷr, Ŵyn", "محمد", "木 田", "a\tb\n"]).keys() <= {"\t"}


def test_the_tables_of_the_fonts_are_let_go_of_once_they_were_asked():
    unheld([chr(0x0E02)])
    assert coverage.cache_info().currsize == 0


def test_the_author_is_told_on_the_page_which_they_are_and_in_which_section(page, world, strange):
    page.sign_in(world.author.person)
    shown = page.get(strange)
    name = unicodedata.name(THAI).lower()
    assert "No font here has these characters in “Conclusion”" in shown
    assert f"{THAI} ({name}), printed as ◊ in the PDF; U+E000, printed as ◊ in the PDF" in shown


def test_who_writes_a_section_is_told_while_they_write(page, drafted):
    world, report = drafted
    one = report.sections.get(kind="conclusion")
    page.sign_in(world.author.person)
    form = page.get(f"{report.get_absolute_url()}sections/{one.pk}/")
    assert "No font here" not in form
    assert "No font here has these characters" in page.send(form, {"text": STRANGE}, press="do=preview", status=200)


def test_it_is_issued_once_whoever_issues_it_says_that_they_may_go_out_so(page, world, strange, quick):
    page.sign_in(world.director.person)
    form = page.get(f"{strange.get_absolute_url()}issue/")
    assert "Nothing stands in the way" in form
    assert "No font here has these characters in “Conclusion”" in form
    assert "Or say that it may go out so." in page.send(form, status=422)
    assert state(strange) == ReportState.CLEARED
    page.send(form, {"seen": as_codes({THAI, PRIVATE, HIEROGLYPH})})
    assert state(strange) == ReportState.ISSUED


def test_a_character_that_nobody_has_seen_is_refused_and_one_of_the_worker_too(world, strange, quick):
    with pytest.raises(RuleBroken, match="No font here has"):
        issue_report(report=strange, by=world.director, at=NEXT_WEEK, seen={THAI})
    answer = issue_in_background.call(strange.key, world.director.key, "", LATER.isoformat(), 0, as_codes({THAI}))
    assert "No font here has" in answer["refused"]
    every = as_codes({THAI, PRIVATE, HIEROGLYPH})
    assert issue_in_background.call(strange.key, world.director.key, "", LATER.isoformat(), 0, every) == {
        "report": strange.key
    }
    assert Entry.objects.filter(what="reports.report_issued").count() == 1


def test_a_report_without_them_asks_for_no_such_word(page, cleared):
    world, report = cleared
    page.sign_in(world.director.person)
    assert "No font" not in page.get(f"{report.get_absolute_url()}issue/")


def test_numbers_that_are_no_characters_are_left_out():
    assert from_codes("0E01 zz FFFFFFFFFF -1 110000") == {THAI}
