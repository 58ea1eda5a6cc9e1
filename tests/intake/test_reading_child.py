"""The process that reads one file, and its walls."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from goldenthread.intake import reading
from goldenthread.intake.document import Cell, Document, Paragraph, Row, Table
from goldenthread.intake.handover import pack_document, pack_refusal, unpack
from goldenthread.intake.reading import read_file, read_in_child
from goldenthread.intake.refusals import FileRefused, Reason
from goldenthread.kernel import walls
from tests.intake.papers import excel_file, sheet_of, text_cell, word_cell, word_file, word_table, written

ENTRY = "goldenthread.intake.child"
ROOT = Path(__file__).resolve().parents[2]


def test_a_child_hands_over_the_very_document_that_reading_gives(tmp_path):
    styled = '<w:shd w:val="clear" w:fill="00B050"/><w:vMerge w:val="restart"/>'
    body = word_table(word_cell("Green ✓ خطة", styled) + word_cell("a"), word_cell("", "<w:vMerge/>") + word_cell("b"))
    files = {
        "plan.docx": word_file(body),
        "plan.xlsx": excel_file(sheet_of(text_cell("B2", "a\nb")), names=("Our plan!",)),
        "plan.csv": b"Ref,Action\n1,two\n",
        "plan.tsv": b"Ref\tAction\n1\ttwo\n",
        "Plan for Ellé.txt": b"# Aim\nRef\tAction\n",
    }
    for name, data in files.items():
        path = written(tmp_path, name, data)
        assert read_in_child(path, name) == read_file(path, name)


def test_a_refusal_comes_through_with_its_code_and_sentence(tmp_path):
    path = written(tmp_path, "plan.docx", excel_file(sheet_of(text_cell("A1", "x"))))
    with pytest.raises(FileRefused, match=r"ends in \.docx, but what is inside is an Excel workbook") as caught:
        read_in_child(path, "plan.docx")
    assert caught.value.code == "ending-mismatch"


@pytest.mark.parametrize(("name", "code"), [("a.pdf", "pdf"), ("a.txt", "empty-file")])
def test_what_can_be_told_without_reading_starts_no_process(tmp_path, monkeypatch, name, code):
    monkeypatch.setattr(subprocess, "Popen", None)
    with pytest.raises(FileRefused) as caught:
        read_in_child(written(tmp_path, name, b""), name)
    assert caught.value.code == code


def slow_file() -> bytes:
    """Many overlapping merged cells, which take minutes to work through."""
    rows = "".join(f"<row><c><v>{number}</v></c>{text_cell(f'GR{number}', 'x')}</row>" for number in range(1, 3000))
    merges = '<mergeCell ref="A1:GR3000"/>' * 3000
    return excel_file(f"<sheetData>{rows}</sheetData><mergeCells>{merges}</mergeCells>")


@pytest.mark.load
def test_a_file_that_takes_too_long_is_ended_and_refused(tmp_path):
    path = written(tmp_path, "plan.xlsx", slow_file())
    began = time.monotonic()
    with pytest.raises(FileRefused) as caught:
        read_in_child(path, "plan.xlsx", seconds=0.8)
    assert caught.value.code == "too-slow"
    assert time.monotonic() - began < 10


def test_even_a_child_that_cannot_start_in_time_gives_the_refusal(tmp_path):
    with pytest.raises(FileRefused) as caught:
        read_in_child(written(tmp_path, "plan.txt", b"a\tb"), "plan.txt", seconds=0.001)
    assert caught.value.code == "too-slow"


@pytest.mark.load
def test_a_child_ends_itself_where_nobody_waits_for_it(tmp_path):
    path = written(tmp_path, "plan.xlsx", slow_file())
    with path.open("rb") as stream:
        alone = subprocess.run([sys.executable, "-m", ENTRY, ".xlsx", "0.5", "500"], stdin=stream, timeout=20, cwd=ROOT)
    assert alone.returncode in walls._OUT_OF_TIME


@pytest.mark.load
def test_a_file_that_needs_too_much_memory_is_refused(tmp_path):
    """One long text shown in ninety cells: little to read, but nearly 400 MB to hand over."""
    text = "😀" * 1_000_000
    table = f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>{text}</t></si></sst>'
    path = written(tmp_path, "plan.xlsx", excel_file(sheet_of('<c t="s"><v>0</v></c>' * 90), sharedStrings=table))
    with pytest.raises(FileRefused) as caught:
        read_in_child(path, "plan.xlsx", megabytes=300)
    assert caught.value.code == "too-much-memory"


def test_the_child_knows_neither_the_name_nor_our_environment(tmp_path, monkeypatch):
    seen: dict[str, object] = {}
    start = subprocess.Popen

    def watched(arguments, **options):
        seen.update(arguments=arguments, env=options["env"])
        return start(arguments, **options)

    monkeypatch.setattr(subprocess, "Popen", watched)
    monkeypatch.setenv("DATABASE_URL", "postgres://somebody:secret@localhost/plans")
    read_in_child(written(tmp_path, "plan.txt", b"a\tb"), "About Ellé.txt")
    assert "Ellé" not in str(seen["arguments"])
    assert set(seen["env"]) == {"PYTHONPATH", "LC_ALL", "PYTHONUTF8"}


def run_child_with(code: str) -> subprocess.CompletedProcess[str]:
    limits = f"import {ENTRY}; {ENTRY}.limit_this_process(seconds=5, megabytes=200)\n"
    return subprocess.run([sys.executable, "-c", limits + code], capture_output=True, text=True, timeout=30, cwd=ROOT)


def test_the_limits_hold_for_files_and_memory(tmp_path):
    target = tmp_path / "stolen"
    assert run_child_with("print('alive')").stdout == "alive\n"
    writing = run_child_with(f"open({str(target)!r}, 'w').write('x' * 99999)")
    assert writing.returncode != 0
    assert not target.exists() or target.stat().st_size == 0
    assert "MemoryError" in run_child_with("bytearray(300 * 1024 ** 2)").stderr


def test_no_process_may_be_started_and_no_core_written():
    """Asked of the limits themselves, since root may start processes past them."""
    asked = "import resource as r; print(r.getrlimit(r.RLIMIT_NPROC), r.getrlimit(r.RLIMIT_CORE))"
    assert run_child_with(asked).stdout == "(0, 0) (0, 0)\n"


@pytest.mark.parametrize(
    ("status", "code"),
    [("SIGXCPU", "too-slow"), ("SIGALRM", "too-slow"), ("SIGKILL", "too-much-memory"), ("SIGSEGV", "damaged")],
)
def test_a_child_ended_by_a_signal_is_the_files_doing(tmp_path, monkeypatch, status, code):
    replace_child(monkeypatch, f"import os, signal; os.kill(os.getpid(), signal.{status})")
    with pytest.raises(FileRefused) as caught:
        read_in_child(written(tmp_path, "plan.txt", b"x"), "plan.txt")
    assert caught.value.code == code


def replace_child(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    start = subprocess.Popen
    monkeypatch.setattr(subprocess, "Popen", lambda _, **options: start([sys.executable, "-c", code], **options))


def test_a_child_that_could_not_start_is_our_fault_and_not_the_files(tmp_path, monkeypatch, caplog):
    replace_child(monkeypatch, "raise ImportError('no reader')")
    with pytest.raises(RuntimeError, match="status 1"):
        read_in_child(written(tmp_path, "plan.txt", b"x"), "plan.txt")
    assert "no reader" in caplog.text


BLOCKS = '{"format": "txt", "blocks": [%s]}'


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "nonsense",
        "[]",
        "{}",
        "null",
        '{"blocks": 3, "format": "txt"}',
        '{"refused": "no-such-code", "details": {}}',
        BLOCKS % '["line 1", 7, 0]',
        BLOCKS % '["a", "b", [["c", [1], [], [], []]], "table"]',
        BLOCKS % '["a", "b", [["c", ["d"], [], [5], []]], "table"]',
        BLOCKS % '["a", "b", [["c", ["d"], [], [], [1]]], "table"]',
        "[" * 100_000,
    ],
)
def test_an_answer_that_is_none_is_refused_and_logged(tmp_path, monkeypatch, caplog, answer):
    replace_child(monkeypatch, f"print({answer!r})" if len(answer) < 1000 else "print('[' * 100_000)")
    with pytest.raises(FileRefused) as caught:
        read_in_child(written(tmp_path, "plan.txt", b"x"), "plan.txt")
    assert caught.value.code == "damaged"
    assert "an answer of" in caplog.text


def test_an_answer_without_end_is_cut_off(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "_LONGEST_ANSWER", 1_000_000)
    replace_child(monkeypatch, "import os\nwhile True: os.write(1, b'x' * 65536)")
    with pytest.raises(FileRefused) as caught:
        read_in_child(written(tmp_path, "plan.txt", b"x"), "plan.txt")
    assert caught.value.code == "too-much-text"


@pytest.mark.load
def test_grandchildren_are_ended_with_the_child(tmp_path, monkeypatch):
    note = tmp_path / "pid"
    sleep = "[sys.executable, '-c', 'import time; time.sleep(60)']"
    replace_child(
        monkeypatch,
        "import subprocess, sys, time\n"
        f"open({str(note)!r}, 'w').write(str(subprocess.Popen({sleep}).pid))\n"
        "time.sleep(60)",
    )
    with pytest.raises(FileRefused):
        read_in_child(written(tmp_path, "plan.txt", b"x"), "plan.txt", seconds=1.5)
    assert has_ended(int(note.read_text()))


def has_ended(process: int) -> bool:
    for _ in range(100):
        try:
            if Path(f"/proc/{process}/stat").read_text().split()[2] == "Z":
                return True
        except FileNotFoundError:
            return True
        time.sleep(0.02)
    return False


def test_handing_over_keeps_every_part_of_a_document():
    cells = (Cell("a", "FF0000"), Cell("", "FF0000", continues=True), Cell("b"))
    document = Document(
        "plan.xlsx",
        "xlsx",
        (
            Paragraph("line 1", "Aims", 2),
            Table("Plan", (Row("Plan!7", cells, ("Plan!A7", "Plan!B7", "Plan!C7")), Row("Plan!8", ())), title="Plan"),
        ),
    )
    assert unpack(pack_document(document), "plan.xlsx") == document


def test_handing_over_a_refusal_takes_no_sentence_from_the_child():
    answer = json.loads(pack_refusal(FileRefused(Reason.ENDING_MISMATCH, ending=".docx", content="a PDF")))
    assert answer == {"refused": "ending-mismatch", "details": {"ending": ".docx", "content": "a PDF"}}
