"""The sheets beside a plan in a workbook: there to be read, and never taken when the file comes back."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from goldenthread.identity.actor import system
from goldenthread.intake.opening import read_stream
from goldenthread.intake.queries import by_kind
from goldenthread.plan.comparing import compare_with_plan
from goldenthread.plan.export import export_plan
from goldenthread.plan.intake import understand
from goldenthread.plan.reading.not_read import NOT_READ
from tests.plan.test_plan_document import AT, harbour

pytestmark = pytest.mark.django_db
NOTHING = by_kind({})


def exported(plan):
    return export_plan(plan, "xlsx", by=system("test", "Test"), at=AT)


def rows_of(sheet):
    return [[value for value in row if value is not None] for row in sheet.iter_rows(values_only=True)]


def test_the_plan_at_a_glance_and_the_keys_have_visible_sheets_of_their_own():
    book = load_workbook(BytesIO(exported(harbour())))
    assert [(one.title, one.sheet_state) for one in book] == [
        ("Plan", "visible"), ("At a glance", "visible"), ("Keys", "visible"),
    ]  # fmt: skip
    glance, keys = rows_of(book["At a glance"]), rows_of(book["Keys"])
    assert glance[0] == keys[0] == [NOT_READ]
    assert ["Blue", 1] in [row[:2] for row in glance]
    assert ["Priority 1: Be heard early", 1, 0, 0, 1, 1, 1, 4] in glance
    assert ["CD", "Not explained in this plan"] in keys
    assert any(row[:1] == ["Reported complete"] for row in keys)


def test_what_is_changed_on_them_changes_nothing_of_the_plan():
    plan = harbour()
    book = load_workbook(BytesIO(exported(plan)))
    for sheet in book.worksheets[1:]:
        sheet.append(["Ref", "Action", "End date", "Lead officer", "RAG status"])
        sheet.append(["9.9", "An action that nobody agreed", "Dec-26", "QZ", "Green"])
    out = BytesIO()
    book.save(out)
    for content in (exported(plan), out.getvalue()):
        found = compare_with_plan(plan, understand(read_stream(BytesIO(content), "plan.xlsx"), NOTHING), NOTHING)
        assert found.changes.counts() == {"new": 0, "changed": 0, "gone": 0, "same": plan.actions.count()}


def test_a_sheet_of_somebodys_own_with_the_same_name_is_still_read():
    book = load_workbook(BytesIO(exported(harbour())))
    for name in ("At a glance", "Keys"):
        del book[name]
    own = book.create_sheet("Keys")
    own.append(["Rating", "Meaning"])
    own.append(["Green", "going on as agreed"])
    out = BytesIO()
    book.save(out)
    document = read_stream(BytesIO(out.getvalue()), "plan.xlsx")
    assert [table.title for table in document.tables] == ["Plan", "Keys"]
    assert understand(document, NOTHING).actions
