"""Rendering in a process of its own: what comes back, what is refused, and what the serving process never loads."""

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from goldenthread.documents import child, rendering
from goldenthread.documents.handing_over import packed, unpacked
from goldenthread.documents.paper import Heading, Landscape, Picture, words
from goldenthread.documents.rendered import Output, Rendered, said_of_replaced
from goldenthread.documents.rendering import render
from goldenthread.kernel.errors import RuleBroken
from tests.documents.papers import action, actions, group, png, short_paper, whole_paper

ROOT = Path(__file__).resolve().parents[2]
HEAVY = (
    "typst", "pikepdf", "docx", "PIL", "fontTools", "openpyxl", "lxml", "pdfplumber", "python_calamine", "holidays",
    "icalendar", "hypothesis",
)  # fmt: skip


def test_a_pdf_and_a_word_file_come_back_with_what_was_replaced():
    pdf = render(short_paper("አ"), Output.PDF)
    assert pdf.content.startswith(b"%PDF-1.7")
    assert pdf.replaced == ("አ",)
    word = render(whole_paper(), Output.WORD)
    assert zipfile.is_zipfile(io.BytesIO(word.content))
    assert word.replaced == ()


def test_a_paper_that_is_not_sound_starts_no_process(monkeypatch):
    monkeypatch.setattr(subprocess, "Popen", None)
    with pytest.raises(RuleBroken, match="needs a title"):
        render(whole_paper(title=""), Output.PDF)


@pytest.mark.parametrize("output", Output)
def test_a_paper_that_takes_too_long_is_ended_with_one_sentence(output):
    with pytest.raises(RuleBroken, match=r"took too long and was stopped: .*\.$"):
        render(whole_paper(), output, seconds=0.05)


@pytest.mark.load
def test_a_paper_that_needs_too_much_memory_is_ended_with_one_sentence():
    rows = tuple(action(f"1.{number}") for number in range(1_500))
    with pytest.raises(RuleBroken, match=r"more memory .*\.$"):
        render(whole_paper(blocks=(Heading(1, words("x")), actions(group("x", *rows)))), Output.PDF, megabytes=400)


def test_a_failure_of_ours_is_one_sentence_too(monkeypatch):
    def failing(*_, **__):
        raise RuntimeError

    monkeypatch.setattr(rendering, "answer_of", failing)
    with pytest.raises(RuleBroken, match=r"can not be made as it stands: .*\.$"):
        render(whole_paper(), Output.PDF)


def test_work_that_somebody_stops_is_ended():
    with pytest.raises(RuleBroken, match="It was stopped"):
        render(whole_paper(), Output.PDF, stopped=lambda: True)


def test_a_picture_that_lies_about_its_size_is_refused():
    blocks = (*whole_paper().blocks[:2], Picture(png(claims=(5_000, 5_000)), "image/png", "A cat"))
    with pytest.raises(RuleBroken, match="The picture “A cat” is damaged"):
        render(whole_paper(blocks=blocks), Output.PDF)


@pytest.mark.parametrize("output", Output)
@pytest.mark.parametrize("within", [(), (Landscape,)])
def test_of_several_pictures_the_damaged_one_is_named_in_every_output(output, within):
    held = (Picture(png(), "image/png", "A dog"), Picture(png()[:60], "image/png", "A cat"))
    for kind in within:
        held = (kind(held),)
    with pytest.raises(RuleBroken, match=r"^The picture “A cat” is damaged: "):
        render(whole_paper(blocks=(*whole_paper().blocks[:2], *held)), output)


def test_the_child_answers_a_refusal_as_a_sentence():
    line = child.answer(packed(whole_paper(title="")), lambda _: Rendered(b""))
    assert json.loads(line) == {"refused": "A paper needs a title."}


def test_the_child_answers_where_its_memory_ends():
    def hungry(_):
        raise MemoryError

    assert "more memory" in json.loads(child.answer(packed(whole_paper()), hungry))["refused"]


def test_the_child_gets_neither_our_environment_nor_a_name(monkeypatch):
    seen = {}
    start = subprocess.Popen

    def watched(arguments, **options):
        seen.update(arguments=arguments, env=options["env"])
        return start(arguments, **options)

    monkeypatch.setattr(subprocess, "Popen", watched)
    monkeypatch.setenv("DATABASE_URL", "postgres://somebody:secret@localhost/plans")
    render(short_paper("Plain"), Output.WORD)
    assert set(seen["env"]) == {"PYTHONPATH", "LC_ALL", "PYTHONUTF8"}
    assert "Plain" not in str(seen["arguments"])


def test_a_paper_too_long_to_hand_over_is_refused(monkeypatch):
    monkeypatch.setattr(rendering, "_LONGEST_PAPER", 100)
    with pytest.raises(RuleBroken, match="too long for one file"):
        render(short_paper("x"), Output.PDF)


def test_the_serving_process_loads_none_of_what_renders():
    code = (
        "import os, sys; os.environ['DJANGO_SETTINGS_MODULE'] = 'config.settings'\n"
        "import django; django.setup()\n"
        "from django.urls import get_resolver; get_resolver().url_patterns\n"
        "from goldenthread.documents.paper import Paper\n"
        "import goldenthread.documents.rendering, goldenthread.documents.page, goldenthread.plan.export\n"
        f"print([name for name in {HEAVY} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_paper_handed_over_is_the_same_paper_and_the_same_bytes():
    paper = whole_paper()
    assert unpacked(packed(paper)) == paper
    assert packed(unpacked(packed(paper))) == packed(paper)


@pytest.mark.parametrize("data", [b"", b"[]", b'{"part":"Run","text":"x"}', b'{"part":"os.system"}', b"{}"])
def test_what_is_no_paper_is_refused(data):
    with pytest.raises((ValueError, TypeError, KeyError)):
        unpacked(data)


def test_the_author_is_told_in_one_sentence_what_was_replaced():
    assert said_of_replaced(("🐘",)) == "No font here has these characters, which were replaced: 🐘 (elephant)."
    assert said_of_replaced(tuple("ሀሁሂሃሄህሆለሉሊላሌ")).endswith(" and 2 more.")
