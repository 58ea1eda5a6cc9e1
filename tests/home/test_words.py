"""The help page says what the words of the pages mean."""

import re
from pathlib import Path

import pytest

import goldenthread
from goldenthread.home.words import WORDS

ROOT = Path(goldenthread.__file__).parent
ASKED_FOR = (
    "silent", "embedded", "moderation", "under watch", "re-check", "reopened", "contradict", "supply", "pressure",
    "declined", "senior lead", "carry over", "sent back", "on paper", "standing item", "accountable", "interim",
    "withdrawn", "missing", "evidence", "measure", "aim", "finding", "round",
)  # fmt: skip
"""What pages say and a newcomer cannot know, as the templates spell it."""


def said() -> str:
    """The words of every page and of what queries put on it."""
    texts = [*ROOT.rglob("*.html"), *ROOT.glob("*/queries/*.py"), *ROOT.glob("*/*.py"), *ROOT.glob("*/models/*.py")]
    return " ".join(file.read_text().lower() for file in texts if file.name not in ("words.py", "help.html"))


def explained() -> str:
    return " ".join(f"{one.word} {one.meaning}".lower() for one in WORDS)


@pytest.mark.parametrize("word", ASKED_FOR)
def test_a_word_that_pages_use_is_explained(word):
    assert word in " ".join(one.word.lower() for one in WORDS) or word in explained()


def test_every_word_explained_is_used_somewhere():
    text = said()
    parts = {one.word: re.split(r", | and ", one.word.lower()) for one in WORDS}
    unused = [word for word, names in parts.items() if not all(name.rstrip("d") in text for name in names)]
    assert unused == []


def test_each_is_one_sentence_and_they_stand_in_the_order_of_the_alphabet():
    names = [one.word.lower() for one in WORDS]
    assert names == sorted(names)
    for one in WORDS:
        assert one.meaning.endswith(".")
        assert ". " not in one.meaning


@pytest.mark.django_db
def test_the_help_page_prints_them_with_their_sources(page, cast):
    page.sign_in(cast.lead_officer)
    shown = page.get("/help/")
    terms = [" ".join(term.text_content().split()) for term in shown.all("//dt")]
    assert [one.word for one in WORDS if one.word not in terms] == []
    assert "2 May 2018, paragraphs 6 and 7." in shown
    assert "Who takes over?" in shown
