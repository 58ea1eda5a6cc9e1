"""What changed in a report as a page shows it: each thing with how it read and how it reads now, side by side."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from goldenthread.design.difference import Run, runs
from goldenthread.design.parts import Column
from goldenthread.reports.comparing import Changed

COLUMNS = [Column("What changed"), Column("Before"), Column("Now")]


@dataclass(frozen=True, slots=True)
class ChangeDrawn:
    """A change with both of its texts: what went is struck through in the one, what came is underlined in the other."""

    what: str
    note: str
    before: SafeString
    after: SafeString


def drawn_changes(changes: Iterable[Changed]) -> list[ChangeDrawn]:
    """Changes, each drawn as two texts."""
    return [_drawn(one) for one in changes]


def _drawn(one: Changed) -> ChangeDrawn:
    found = runs(one.before, one.after)
    before = _joined(_side(run, run.theirs, "del", "taken out") for run in found)
    after = _joined(_side(run, run.yours, "ins", "put in") for run in found)
    return ChangeDrawn(one.what, one.note, before, after)


def _side(run: Run, text: str, tag: str, said: str) -> SafeString:
    """The words of one side; spaces at the ends of a difference stay outside its mark."""
    words = text.strip()
    if run.is_same or not words:
        return format_html("{}", text)
    ahead, behind = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    marked = '{1}<{0}><span class="vh">[{2}: </span>{3}<span class="vh">]</span></{0}>{4}'
    return format_html(marked, tag, ahead, said, words, behind)


def _joined(parts: Iterable[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))
