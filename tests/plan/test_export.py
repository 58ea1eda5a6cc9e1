"""A plan as a file: what each format holds, that it harms nobody, and what is kept of it."""

import csv
import json
import re
from datetime import UTC, date, datetime
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from goldenthread.identity.actor import system
from goldenthread.intake.opening import read_stream
from goldenthread.kernel.errors import NotAllowed, RuleBroken
from goldenthread.ledger.models import Sight
from goldenthread.plan.cells import COLUMNS, plan_cells
from goldenthread.plan.export import export_plan, export_response
from goldenthread.plan.exporting.columns import (
    LONGEST_CELL,
    as_meant,
    escaped,
    harmless,
    pieces,
    read_continued,
    rejoined,
)
from goldenthread.plan.exporting.returning import own_columns, restored
from goldenthread.plan.models import ActionFinding, ExportSnapshot
from goldenthread.plan.reading.reader import read_plan
from goldenthread.sources.models import Finding, Source
from tests.cast import by, make_person
from tests.plan.makers import (
    make_action,
    make_aim,
    make_evidence,
    make_milestone,
    make_plan,
    make_priority,
    make_update,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 4, 3, 12, 0, tzinfo=UTC)
HEADS = ["Specific aim", "Ref", "Action", "Start", "End date", "Measure/outcome", "Lead officer", "DLT lead",
         "Comments", "RAG status", "Key"]  # fmt: skip
TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=40)


def out(plan, format):
    return export_plan(plan, format, by=system("test", "Test"), at=NOW)


def sheet_of(content):
    return load_workbook(BytesIO(content))["Plan"]


def rows_of(content):
    return [[cell.value for cell in row] for row in sheet_of(content).iter_rows()]


def records_of(content):
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))


def two_priorities():
    plan = make_plan(name="Harbour & Hill Plan", boards_written="Board/DLT", notes="Kept short.")
    first, second = make_priority(plan, notes="Agreed in April."), make_priority(plan, number="2", title="Be safe")
    make_action(plan, priority=first, ref="1.10", comments="Feb 2026: agreed.")
    aim = make_aim(second, "Plans are specific.", kind="recommendation", section="Governance")
    make_action(plan, priority=second, aim=aim, ref="", rating="Amber")
    return plan


# Excel


def test_the_sheet_has_the_header_block_and_each_priority_with_its_own_header_row():
    rows = rows_of(out(two_priorities(), "xlsx"))
    firsts = [row[0] for row in rows]
    assert rows[0][:2] == ["Name:", "Harbour & Hill Plan"]
    assert firsts[1:7] == ["Duration:", "Board responsible for monitoring action plan:", "Notes:", "Plan key:",
                           "Export:", None]  # fmt: skip
    at = firsts.index("Priority 1: Be heard early")
    assert firsts[at + 1] == "Notes: Agreed in April."
    assert rows[at + 2] == HEADS
    at = firsts.index("Priority 2: Be safe")
    assert rows[at + 1] == ["Recommendations", *HEADS[1:]]
    assert firsts[at + 2] == "Governance"
    assert rows[at + 3][0] == "Plans are specific."
    assert rows[at + 3][-1] == "p2-x1"
    assert rows[-4][:2] == ["Blue", "done and seen to be done"]


def test_nothing_in_the_workbook_is_hidden():
    content = out(two_priorities(), "xlsx")
    with ZipFile(BytesIO(content)) as package:
        texts = {name: package.read(name).decode() for name in package.namelist() if name.endswith(".xml")}
    assert re.findall(r'<sheet [^>]*?name="([^"]*)"', texts["xl/workbook.xml"]) == ["Plan", "At a glance", "Keys"]
    hidden = re.compile(r'\b(?:hidden|zeroHeight)="(?:1|true)"|state="(?:veryH|h)idden"')
    assert not any(hidden.search(text) for text in texts.values())
    assert re.findall(r'definedName name="([^"]*)"', texts["xl/workbook.xml"]) == ["_xlnm.Print_Titles"]


def test_a_text_that_looks_like_a_formula_is_a_string_in_excel():
    link = '=HYPERLINK("http://bad.example")'
    action = make_action(wording=link, comments="+1", ref="-2", measure="@x", aim="#N/A")
    content = out(action.plan, "xlsx")
    with ZipFile(BytesIO(content)) as package:
        assert "<f>" not in package.read("xl/worksheets/sheet1.xml").decode()
    row = next(row for row in sheet_of(content).iter_rows() if row[-1].value == action.key)
    assert {cell.data_type for cell in row if cell.value} == {"s"}
    assert [row[at].quotePrefix for at in (1, 2, 5, 8)] == [True] * 4
    assert not row[0].quotePrefix


def test_refs_and_dates_stay_as_typed():
    action = make_action(ref="4.10", starts_written="Apr-17")
    row = next(row for row in sheet_of(out(action.plan, "xlsx")).iter_rows() if row[-1].value == action.key)
    assert (row[1].value, row[1].number_format) == ("4.10", "@")
    assert (row[3].value, row[3].number_format) == ("Apr-17", "@")


def test_a_rating_is_a_word_on_its_colour_and_one_set_aside_has_none():
    plan = make_plan()
    for number, (word, state) in enumerate([("Red", "in_progress"), ("Amber", "in_progress"), ("Green", "paused")]):
        make_action(plan, ref=f"1.{number}", rating=word, state=state)
    status = [row[9] for row in sheet_of(out(plan, "xlsx")).iter_rows() if str(row[10].value).startswith("p1-")]
    assert [cell.value for cell in status] == ["Red", "Amber", "Paused"]
    assert [cell.fill.fgColor.rgb[-6:] for cell in status] == ["A01B12", "FFC043", "000000"]
    assert status[2].fill.fill_type is None


def test_it_prints_across_as_wide_as_the_page_with_the_column_names_on_each():
    sheet = sheet_of(out(two_priorities(), "xlsx"))
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    head = int(sheet.print_title_rows.split(":")[0].strip("$"))
    assert [cell.value for cell in sheet[head]] == HEADS
    assert "&&" in sheet.oddFooter.left.text


def test_a_row_may_grow_when_somebody_types_more():
    content = out(two_priorities(), "xlsx")
    with ZipFile(BytesIO(content)) as package:
        assert "customHeight" not in package.read("xl/worksheets/sheet1.xml").decode()


def test_the_plans_rating_words_are_offered_in_the_status_cells():
    (offered,) = sheet_of(out(two_priorities(), "xlsx")).data_validations.dataValidation
    assert offered.formula1 == '"Blue,Red,Amber,Green"'
    assert not offered.showErrorMessage


def test_a_plan_without_actions_or_priorities_can_be_exported():
    plan = make_plan()
    assert rows_of(out(plan, "xlsx"))[0][1] == plan.name
    make_priority(plan)
    assert HEADS in rows_of(out(plan, "xlsx"))
    assert records_of(out(plan, "csv"))[-1] == ["Priority", *HEADS]


# CSV


def test_csv_is_the_header_block_and_one_table_of_equal_records():
    content = out(two_priorities(), "csv")
    assert content.startswith(b"\xef\xbb\xbf")
    records = records_of(content)
    assert len({len(record) for record in records}) == 1
    head = next(at for at, record in enumerate(records) if record[-1] == "Key")
    assert records[head] == ["Priority", "Section", "Specific aim / Recommendations", *HEADS[1:]]
    assert [record[:3] for record in records[head + 1 :]] == [
        ["Priority 1: Be heard early", "", "Families are heard early."],
        ["Priority 2: Be safe", "Governance", "Plans are specific."],
    ]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "＝1", "'=1", "''-1"])
def test_a_text_that_a_spreadsheet_would_calculate_gets_an_apostrophe_in_csv(text):
    action = make_action(comments=text)
    assert records_of(out(action.plan, "csv"))[-1][-3] == f"'{text}"


@pytest.mark.parametrize("text", ["'tis agreed", "1.1", "a=b", "“=”", ""])
def test_a_text_that_is_not_calculated_stays_as_it_is(text):
    assert harmless(text) == text


@settings(derandomize=True)
@given(st.one_of(TEXTS, st.text("'=+-@\t\r a", max_size=6)))
def test_taking_the_apostrophe_away_gives_the_text(text):
    assert as_meant(harmless(text)) == text
    assert harmless(text)[:1] not in {"=", "+", "-", "@", "\t", "\r"}


# Long texts and escapes


def test_a_text_longer_than_a_cell_goes_on_in_a_column_that_says_so():
    long = "No child waits. " * 5_000
    plan = make_plan()
    make_action(plan, ref="1.1", comments=long, measure="😀" * 20_000)
    make_action(plan, ref="1.2")
    content = out(plan, "xlsx")
    head = next(row for row in rows_of(content) if row[-1] == "Key")
    assert head[10:] == ["Measure/outcome (continued)", "Comments (continued)", "Comments (continued 2)", "Key"]
    assert all(len(str(value).encode("utf-16-le")) // 2 <= LONGEST_CELL for row in rows_of(content) for value in row)
    for kind in ("xlsx", "csv"):
        document = read_stream(BytesIO(out(plan, kind)), f"plan.{kind}")
        reading = read_plan(restored(document), columns=own_columns(document))
        after = [{column.value: action.cells.get(column, "") for column in COLUMNS} for action in reading.actions]
        assert after == [row.cells for row in plan_cells(plan)]


@settings(derandomize=True)
@given(st.text("ab_x00Df \n😀", max_size=30), st.integers(1, 4_000))
def test_pieces_fit_into_cells_and_give_the_text_again(text, times):
    long = text * times
    parts = pieces(long)
    assert rejoined(parts) == long
    assert all(len(escaped(part).encode("utf-16-le")) // 2 <= LONGEST_CELL for part in parts)


def test_pieces_whose_marks_somebody_took_away_are_lines():
    first, second = pieces("a" * 40_000)
    assert rejoined([first, "typed by hand"]) == f"{first}\ntyped by hand"
    assert rejoined([first, ""]) == first
    assert rejoined([first.replace("… [goes on in the next column]", ""), second]).startswith("aaa")


@pytest.mark.parametrize(
    ("label", "read"),
    [("Comments (continued)", ("Comments", 1)), ("Action (continued 2)", ("Action", 2)), ("Comments", None)],
)
def test_a_further_column_is_known_by_its_label(label, read):
    assert read_continued(label) == read


def test_what_only_looks_like_an_escape_of_excels_stays_in_the_text():
    action = make_action(comments="_x0041_ and _x")
    with ZipFile(BytesIO(out(action.plan, "xlsx"))) as package:
        assert "_x005F_x0041_ and _x<" in package.read("xl/worksheets/sheet1.xml").decode()


# JSON


def test_json_holds_everything(cast):
    plan = two_priorities()
    action = plan.actions.get(key="p1-1.10")
    source = Source.objects.create(key="audit", kind="external_audit", title="Audit", entered_by=cast.auditor,
                                   entered_at=NOW)  # fmt: skip
    finding = Finding.objects.create(source=source, key="audit-1", number="1", text="Ring sooner.",
                                     entered_by=cast.auditor, entered_at=NOW)  # fmt: skip
    ActionFinding.objects.create(action=action, finding=finding)
    action.leads.create(person=cast.lead_officer, is_accountable=True)
    make_update(action, "Saturdays are covered.", by=cast.lead_officer)
    make_milestone(action, "Rota agreed", due_written="May 2026", due_on=date(2026, 5, 31))
    make_evidence(action, "Call log")
    make_evidence(action, "Wrong file", withdrawn_at=NOW)
    found = json.loads(out(plan, "json"))
    assert (found["format"], found["version"]) == ("golden-thread-plan", 1)
    assert found["plan"]["key"] == plan.key
    assert (found["plan"]["starts"], found["plan"]["ends"]) == ("2025-04", "2026-03")
    assert found["ratings"][0] == {
        "word": "Blue", "colour": "blue", "state": "completed_on_paper", "meaning": "done and seen to be done",
    }  # fmt: skip
    assert [one["title"] for one in found["priorities"]] == ["Be heard early", "Be safe"]
    one = found["actions"][0]
    assert (one["key"], one["ref"], one["priority"], one["declared"]) == ("p1-1.10", "1.10", 0, "green")
    assert one["leads"] == [{"name": "Ruth Amadi", "initials": "RA", "accountable": True}]
    assert [update["text"] for update in one["updates"]] == ["Saturdays are covered."]
    due = {"written": "May 2026", "on": "2026-05-31"}
    assert one["milestones"] == [{"text": "Rota agreed", "due": due, "done_on": None}]
    assert [evidence["title"] for evidence in one["evidence"]] == ["Call log"]
    assert [(finding["text"], finding["source"]) for finding in one["findings"]] == [("Ring sooner.", "Audit")]
    assert found["actions"][1]["section"] == "Governance"


@pytest.mark.parametrize("format", ["csv", "json", "xlsx"])
def test_an_export_costs_the_same_queries_however_long_the_plan(format):
    plan = make_plan()
    make_action(plan)
    few = queries_of(plan, format)
    for number in range(5):
        make_update(make_action(plan, ref=f"2.{number}", leads=[make_person(f"Ruth {number}")]))
    assert queries_of(plan, format) == few


def queries_of(plan, format):
    out(plan, format)
    with CaptureQueriesContext(connection) as queries:
        out(plan, format)
    return len(queries)


# What is kept of an export


def test_equal_exports_share_one_snapshot_and_a_changed_plan_gets_its_own():
    plan = two_priorities()
    out(plan, "csv")
    out(plan, "xlsx")
    (first,) = ExportSnapshot.objects.all()
    plan.actions.filter(ref="1.10").update(comments="Mar 2026: done.")
    out(plan, "xlsx")
    assert ExportSnapshot.objects.count() == 2
    plan.actions.filter(ref="1.10").update(comments="Feb 2026: agreed.")
    assert first.key in out(plan, "csv").decode()
    assert ExportSnapshot.objects.count() == 2


def test_a_snapshot_holds_the_texts_as_they_left():
    plan = two_priorities()
    out(plan, "csv")
    base = ExportSnapshot.objects.get().base
    assert base["p1-1.10"]["comments"] == "Feb 2026: agreed."
    assert (base["p1-1.10"]["priority"], base["p2-x1"]["priority"]) == ("1", "2")
    assert base[""]["boards_written"] == "Board/DLT"


def test_that_a_plan_was_taken_out_is_noted_once_a_day(cast):
    plan = two_priorities()
    for kind in ("csv", "json"):
        export_plan(plan, kind, by=by(cast.director), at=NOW)
    sight = Sight.objects.get(who=cast.director.key)
    assert sight.subject == f"export:{plan.key}"


def test_whoever_may_not_read_a_plan_cannot_export_it(cast):
    plan = two_priorities()
    with pytest.raises(NotAllowed, match="read this plan"):
        export_plan(plan, "csv", by=by(cast.councillor), at=NOW)
    assert not ExportSnapshot.objects.exists()
    assert not Sight.objects.exists()


def test_a_format_that_there_is_not_is_refused(cast):
    with pytest.raises(RuleBroken, match="csv, json, xlsx, pdf, docx"):
        export_plan(two_priorities(), "odt", by=by(cast.director), at=NOW)


@pytest.mark.parametrize(
    ("format", "media"), [("csv", "text/csv"), ("json", "application/json"), ("xlsx", "application/vnd.openxml")]
)
def test_a_page_gets_bytes_a_name_and_a_media_type(cast, format, media):
    plan = two_priorities()
    sent = export_response(plan, format, by(cast.director), NOW)
    assert sent.filename == f"{plan.key}-2026-04-03.{format}"
    assert sent.media_type.startswith(media)
    assert sent.content
