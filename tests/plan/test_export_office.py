"""A workbook that another program has opened and saved again is still the same plan."""

import shutil
import subprocess
from datetime import UTC, datetime
from io import BytesIO

import pytest

from goldenthread.identity.actor import system
from goldenthread.intake.opening import read_stream
from goldenthread.plan.cells import COLUMNS, plan_cells
from goldenthread.plan.export import export_plan
from goldenthread.plan.exporting.returning import own_columns, restored
from goldenthread.plan.reading.reader import read_plan
from tests.plan.makers import make_action, make_aim, make_plan, make_priority

pytestmark = [pytest.mark.django_db, pytest.mark.office]
TRAPS = [
    "=1+1", "+44 20 7946 0018", "-5% on last year", "@home", "'=1+1", "'tis agreed", "_x0041_ stays", "4.10", "007",
    "1/2", "Apr-17", "01/07/2018", "TRUE", "#N/A", "עברית ועוד", "家族 😀 e\u0301", "a  b   c", "x" * 300, "1e5", "50%",
]  # fmt: skip


def test_libreoffice_opens_saves_and_changes_nothing(tmp_path):
    plan = make_plan(aims="=Be heard\nat last")
    for number in ("1", "2"):
        priority = make_priority(plan, number=number, notes="Agreed in April.")
        aim = make_aim(priority, "Plans are specific.", section="Governance")
        for text in TRAPS:
            make_action(plan, priority=priority, aim=aim, ref=text[:40], wording=text, measure=text,
                        comments=f"{text}\n\n{text}", starts_written=text[:100])  # fmt: skip
    file = tmp_path / "plan.xlsx"
    file.write_bytes(export_plan(plan, "xlsx", by=system("test", "Test"), at=datetime(2026, 4, 3, tzinfo=UTC)))
    subprocess.run(
        [shutil.which("soffice"), "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to",
         "xlsx:Calc MS Excel 2007 XML", "--outdir", tmp_path / "saved", file],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    document = read_stream(BytesIO((tmp_path / "saved" / "plan.xlsx").read_bytes()), "plan.xlsx")
    reading = read_plan(restored(document), columns=own_columns(document))
    after = [{column.value: action.cells.get(column, "") for column in COLUMNS} for action in reading.actions]
    assert after == [row.cells for row in plan_cells(plan)]
