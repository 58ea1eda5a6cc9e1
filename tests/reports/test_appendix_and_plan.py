"""The plan behind a report says what the plan's own paper said on the day the round was closed, in every format."""

import io
import json
import shutil
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from lxml.html import tostring
from openpyxl import load_workbook

from goldenthread.boards.commands.rounds import close_round, reopen_round
from goldenthread.boards.models import Closing, RoundLine
from goldenthread.boards.queries.rounds import latest_closed, round_as_json, round_shown
from goldenthread.documents.paper import Appendix, Facts, RatingMark, Table, every_block, printed
from goldenthread.identity.actor import system
from goldenthread.intake.opening import read_stream
from goldenthread.intake.queries import by_kind
from goldenthread.plan.commands.paper import accept_paper
from goldenthread.plan.exporting.columns import LONGEST_CELL
from goldenthread.plan.intake import stage_paper, understand
from goldenthread.plan.models import Plan
from goldenthread.plan.printed.paper import plan_paper
from goldenthread.reports.commands.writing import take_last_closing
from goldenthread.reports.models import Report
from goldenthread.reports.passages import to_go_out
from goldenthread.reports.queries.appendix_sheet import appendix_workbook
from goldenthread.reports.queries.clearing import difference
from goldenthread.reports.queries.content import content_of, frozen_plan, rows_of
from tests.boards.test_real_case import MARCH, MAY, SEED, closed
from tests.documents.reading import squeezed
from tests.plan.makers import make_aim, make_priority, make_update
from tests.reports.makers import LATER as AFTER
from tests.reports.makers import WHY, change, close, draft, make_world
from tests.reports.outputs import taken_out
from tests.reports.test_real_case import drafted_in_may
from tests.standing import made_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("made_here")]
LATER = datetime(2026, 9, 4, 10, tzinfo=UTC)
needs_poppler = pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="poppler is not installed")


def grouped(blocks):
    """The table of all actions, group by group: titles, notes, names of the columns, cells."""
    (table,) = [one for one in every_block(blocks) if isinstance(one, Table) and len(one.columns) == 10]
    return [
        (
            [printed(one.words) for one in group.headings],
            [printed(one.words) for one in group.notes],
            group.labels,
            [[(cell.mark, cell.word) if isinstance(cell, RatingMark) else cell for cell in row] for row in group.rows],
        )
        for group in table.groups
    ]


def header(facts):
    return [(fact.label.removesuffix(":"), printed(fact.words)) for fact in facts]


def behind(report):
    (appendix,) = [one for one in content_of(report).paper.blocks if isinstance(one, Appendix)]
    return appendix.blocks


def head_behind(report):
    return header(next(one for one in behind(report) if isinstance(one, Facts)).pairs)


def of_the_plan(plan):
    return [(label, text) for label, text in header(plan_paper(plan, at=LATER).header) if label != "Plan key"]


def as_its_own_paper(plan):
    return grouped(plan_paper(plan, at=LATER).blocks)


@made_once
def real():
    by = system("import-desk", "The import desk")
    of = stage_paper(chunks=[SEED.read_bytes()], name=SEED.name, by=by, at=MARCH)
    plan = accept_paper(of=of, by=by, at=MARCH).plan
    closed(plan, date(2018, 3, 1), date(2018, 4, 30), MAY, by)
    report, _, _ = drafted_in_may(plan)
    return plan, report


@made_once
def busy():
    """A world whose plan has a header, notes, a priority without actions, recommendations, updates and comments."""
    made = make_world()
    Plan.objects.filter(pk=made.plan.pk).update(
        owner_written="Head of early help", review="Dec-26", reporting="Quarterly", aims="Be heard.", notes="As agreed",
        boards_written="Improvement Board/Executive",
    )  # fmt: skip
    plan = Plan.objects.get(pk=made.plan.pk)
    plan.priorities.update(notes="Specific aim: Know the ward.")
    make_priority(plan, number="9", title="Nothing yet")
    heard = make_aim(plan.priorities.first(), "Families are heard. [survey]", kind="recommendation", section="Lead")
    change(plan, "1.2", aim=heard)
    change(plan, "1.3", aim=heard, comments="Feb 2018: two calls came.\nUpdate Jan: none came.")
    make_update(plan.actions.get(ref="1.3"), "The line is open.", by=made.manager.person, recorded_at=LATER)
    return made, plan


def test_every_cell_title_and_note_is_the_one_the_plans_own_paper_prints(busy):
    made, plan = busy
    report = draft(made, round=close(plan, made.manager, LATER))
    assert grouped(behind(report)) == as_its_own_paper(plan)
    assert head_behind(report)[:-3] == of_the_plan(plan)
    assert [label for label, _ in head_behind(report)[-3:]] == ["Period", "Position on", "Round"]


def test_what_was_frozen_stays_whatever_becomes_of_the_plan(busy):
    made, plan = busy
    report = draft(made, round=close(plan, made.manager, LATER))
    before = behind(report)
    plan.actions.update(comments="Changed", aim=None)
    plan.priorities.update(notes="Changed", title="Changed")
    Plan.objects.filter(pk=plan.pk).update(owner_written="Changed", notes="", aims="Changed")
    assert behind(report) == before


def test_a_round_closed_before_prints_and_weighs_what_it_kept(world):
    """As every closing was before the plan was kept as printed: without header, notes and whole comments."""
    Closing.objects.update(header=[], priorities=[])
    RoundLine.objects.update(comments="", aim_kind="", aim_number=None)
    closing = world.round.closings.get()
    report = draft(world)
    assert "comments" not in rows_of(closing)[0]
    kept = frozen_plan(closing).kept(content_of(report).book)
    assert {"header", "priorities"} & set(kept) == set()
    said = {cells[1][0].text: printed(cells[8]) for _, _, _, rows in grouped(behind(report)) for cells in rows}
    assert said["1.4"] == "The van is off the road."
    assert [label for label, _ in head_behind(report)][:2] == ["Name", "Board responsible for monitoring action plan"]


def test_the_rounds_own_page_and_data_are_the_same_to_the_byte_whether_the_plan_was_kept_as_printed_or_not(world, page):
    def told():
        shown = round_shown(latest_closed(world.plan))
        seen = page.sign_in(world.director.person).get(world.round.get_absolute_url())
        return json.dumps(round_as_json(shown)), tostring(seen.tree.xpath("//main")[0])

    kept = told()
    Closing.objects.update(header=[], priorities=[])
    RoundLine.objects.update(comments="", aim_kind="", aim_number=None)
    assert told() == kept


def test_another_header_and_other_comments_of_a_further_closing_are_shown_as_they_were_and_are(cleared):
    world, report = cleared
    was = report.versions.get()
    reopen_round(round=world.round, why="The owner was entered wrongly.", by=world.manager, at=AFTER)
    Plan.objects.filter(pk=world.plan.pk).update(owner_written="Head of early help")
    change(world.plan, "1.3", comments="Feb 2018: two calls came.")
    world.round.refresh_from_db()
    close_round(round=world.round, by=world.manager, at=AFTER, missing_why=WHY)
    take_last_closing(report=report, by=world.author, at=AFTER)
    found = difference(was, content_of(Report.objects.get(pk=report.pk)))
    assert any("Owner: Head of early help" in one.after and "Owner" not in one.before for one in found)
    assert any((one.what, one.after) == ("Action 1.3, Comments", "Feb 2018: two calls came.") for one in found)


def test_notes_and_titles_of_the_plan_pass_the_gate_like_every_other_word(busy):
    made, plan = busy
    report = draft(made, round=close(plan, made.manager, LATER))
    found = {passage.text for passage in to_go_out(content_of(report).paper)}
    assert {"Notes: Specific aim: Know the ward.", "Lead", "Head of early help"} <= found


@needs_poppler
def test_header_notes_and_comments_are_in_the_page_the_pdf_the_word_file_and_excel_alike(busy, tmp_path):
    made, plan = busy
    long = f"Mar 2018: {'a call ' * 6_000}ends here."
    change(plan, "1.7", comments=long)
    report = draft(made, round=close(plan, made.manager, LATER))
    out = taken_out(report, tmp_path)
    sheet = load_workbook(io.BytesIO(out.sheet)).worksheets[0]
    texts = [str(value) for row in sheet.iter_rows(values_only=True) for value in row if value]
    for wanted in ("Head of early help", "Specific aim: Know the ward.", "Feb 2018: two calls came.", "ends here."):
        assert out.say(wanted) == {"page": True, "pdf": True, "word": True}
        assert any(wanted in text for text in texts), wanted
    assert all(len(text) <= LONGEST_CELL for text in texts)
    assert all(one.width <= 255 for one in sheet.column_dimensions.values())


def test_the_workbook_behind_a_report_has_the_plan_at_a_glance_and_the_keys_on_sheets_that_nobody_reads_back(busy):
    made, plan = busy
    report = draft(made, round=close(plan, made.manager, LATER))
    content = appendix_workbook(report)
    book = load_workbook(io.BytesIO(content))
    assert [(one.title, one.sheet_state) for one in book] == [
        ("Plan", "visible"), ("At a glance", "visible"), ("Keys", "visible"),
    ]  # fmt: skip
    glance, keys = ([[*row] for row in one.iter_rows(values_only=True)] for one in book.worksheets[1:])
    assert [row[0] for row in glance if "marked red" in str(row[0])]
    totals = {row[0]: row[-1] for row in glance if isinstance(row[-1], int)}
    assert totals.pop("All") == sum(totals.values()) > 0
    words = {row["word"] for row in rows_of(report.closing) if row["word"]}
    assert words <= {row[0] for row in keys}
    document = read_stream(io.BytesIO(content), "appendix.xlsx")
    alone = replace(document, blocks=tuple(one for one in document.blocks if one.title == "Plan"))
    assert [table.title for table in document.tables] == ["Plan", "At a glance", "Keys"]
    assert understand(document, by_kind({})) == understand(alone, by_kind({}))


@pytest.mark.shared
@needs_poppler
def test_the_real_plan_behind_a_report_is_the_real_plan_as_it_prints_itself(real, tmp_path):
    plan, report = real
    assert grouped(behind(report)) == as_its_own_paper(plan)
    assert head_behind(report)[:-3] == of_the_plan(plan)
    out = taken_out(report, tmp_path)
    sheet = load_workbook(io.BytesIO(out.sheet)).worksheets[0]
    texts = squeezed("".join(str(value) for row in sheet.iter_rows(values_only=True) for value in row if value))
    said = {**{name: words.replace("Source:", "") for name, words in out.words.items()}, "excel": texts}
    rows = rows_of(latest_closed(plan).closings.get())
    assert len(rows) == 114
    for name, words in said.items():
        assert [row["ref"] for row in rows if squeezed(row["comments"]) not in words] == [], name
        assert squeezed("Notes: Specific aim:") in words, name


@pytest.mark.shared
def test_the_draft_on_the_real_plan_invents_no_meaning_and_says_what_is_silent_and_missing_once(real):
    _, report = real
    text = " ".join(passage.text for passage in to_go_out(content_of(report).paper))
    assert "fully completed" not in text
    assert "Completed: the plan does not say what it means" in text
    assert "67 tasks marked blue, all 67 completed on paper and not confirmed here" in text
    told = (
        "Nothing was said this time of 47 unfinished actions. None of the 47 answers the round asked for had come when "
        "it was closed. The reason given for closing it without: Half of the leads were on leave."
    )
    assert text.count("Nothing was said this time") == 1
    assert told in text
    assert "Who the initials are" not in text
