"""What the pages of a meeting draw alike: words people wrote, and the table of a motion to exclude the public."""

from collections.abc import Sequence
from html import escape

from django.template.loader import render_to_string
from django.utils.html import linebreaks
from django.utils.text import normalize_newlines

from goldenthread.committee.formulae import ExclusionLine
from goldenthread.design.parts import Column

COLUMNS = (Column("Item"), Column("Paragraph"))


def lines(words: str) -> str:
    """Words escaped, each new line a line of the page."""
    if "\n" not in words and "\r" not in words:
        return escape(words)
    return escape(normalize_newlines(words)).replace("\n", "<br>")


def paragraphs(words: str) -> str:
    """Words escaped, in paragraphs where a blank line parts them."""
    if "\n" not in words and "\r" not in words:
        return f"<p>{escape(words)}</p>"
    return linebreaks(words, autoescape=True)


def draw_exclusion(table: Sequence[ExclusionLine]) -> str:
    """The items and paragraphs of a motion: it stands once on a page, so the part of every table draws it."""
    return render_to_string("committee/exclusion.html", {"exclusion": table, "columns": COLUMNS})
