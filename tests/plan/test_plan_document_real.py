"""The plan of 2 May 2018 as a paper, from the documents beside the checkout: nothing of it is lost on the way."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import page
import pytest

from goldenthread.documents.handing_over import packed, unpacked
from goldenthread.documents.page import standalone
from goldenthread.documents.typesetting.compiling import to_pdf
from goldenthread.documents.word.writing import to_word
from goldenthread.intake.opening import read_stream
from goldenthread.plan.cells import COLUMNS, KEY, plan_cells
from goldenthread.plan.printed.paper import plan_paper
from goldenthread.plan.reading.reader import read_plan
from tests.documents.reading import (
    defects,
    said_between_heads_and_feet,
    said_by_page,
    said_by_structure,
    said_by_word,
    squeezed,
)
from tests.plan.makers import plan_from_reading

PACK = Path(__file__).resolve().parents[3] / "shared" / "seeds" / "002_a1c4b4f6bbec8876.txt"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.shared,
    pytest.mark.skipif(not PACK.exists(), reason="the documents beside the checkout are not here"),
]


@pytest.fixture
def plan(db):
    with PACK.open("rb") as stream:
        return plan_from_reading(read_plan(read_stream(stream, "pack.txt")), key="sip-2017-18")


@pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="poppler is not installed")
def test_every_cell_of_the_real_plan_is_in_the_pdf_the_word_file_and_the_page_alike(plan, tmp_path):
    paper = unpacked(packed(plan_paper(plan, at=datetime(2018, 5, 2, 9, 0, tzinfo=UTC))))
    file = tmp_path / "plan.pdf"
    made = to_pdf(paper)
    file.write_bytes(made.content)
    assert page.validate_pdf_bytes(made.content, profile=page.ValidationProfile.PDF_UA_1).is_compliant
    assert defects(made.content) == []
    structure = squeezed("".join(said_by_structure(file)))
    assert structure == squeezed("".join(said_by_word(to_word(paper).content)))
    assert structure == squeezed("".join(said_by_page(standalone(paper))))
    rows = plan_cells(plan)
    assert len(rows) == 114
    without_the_word = structure.replace("Source:", "")
    cells = [row.cells[column.value] for row in rows for column in COLUMNS if column.value != KEY]
    assert [cell for cell in cells if squeezed(cell) not in without_the_word] == []
    pages = squeezed(said_between_heads_and_feet(file))
    assert all(squeezed(row.cells["action"])[:12] in pages for row in rows)
