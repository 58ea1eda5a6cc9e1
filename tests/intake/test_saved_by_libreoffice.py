"""Files that another office program has written, not the libraries of these tests, read the same."""

import subprocess
from pathlib import Path

import docx
import openpyxl
import pytest
from openpyxl.styles import PatternFill

from goldenthread.intake.reading import read_file

pytestmark = pytest.mark.office


@pytest.fixture
def saved_again(tmp_path):
    def save_again(path: Path) -> Path:
        profile = (tmp_path / "profile").as_uri()
        out = tmp_path / "again"
        program = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", path.suffix[1:]]
        subprocess.run([*program, "--outdir", str(out), str(path)], check=True, capture_output=True, timeout=120)
        return out / path.name

    return save_again


def test_a_workbook_saved_again(tmp_path, saved_again):
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.append(["Aim", "Ref", "Action", "End", "RAG", "Share"])
    sheet.append(["Safer homes", 4.1, "Paint the hall\nand the stairs 🎉", 43160, "Green", 0.125])
    sheet.append([None, 4.2, "Ask why", 43160.5, None, 1])
    for place, number_format in {
        "B2": "0.00",
        "B3": "0.00",
        "D2": "mmm-yy",
        "D3": "dd/mm/yyyy hh:mm",
        "F2": "0.0%",
    }.items():
        sheet[place].number_format = number_format
    sheet["E3"].fill = PatternFill("solid", fgColor="FFC000")
    sheet.merge_cells("A2:A3")
    sheet.row_dimensions[3].hidden = True
    path = tmp_path / "plan.xlsx"
    workbook.save(path)
    before, after = read_file(path, path.name), read_file(saved_again(path), path.name)
    assert before == after
    assert after.tables[0].rows[2].texts == ("", "4.20", "Ask why", "01/03/2018 12:00", "", "1")


def test_a_word_document_saved_again(tmp_path, saved_again):
    paper = docx.Document()
    paper.add_heading("Our plan", 1)
    paper.add_paragraph("first", style="List Number")
    paper.add_paragraph("second", style="List Number")
    table = paper.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "down"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "across"
    table.cell(2, 2).text = "two\nlines"
    inner = table.cell(2, 0).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "one", "two"
    path = tmp_path / "plan.docx"
    paper.save(path)
    before, after = read_file(path, path.name), read_file(saved_again(path), path.name)
    assert before == after
    assert after.tables[0].rows[2].texts == ("one | two", "", "two\nlines")
