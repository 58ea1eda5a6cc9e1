"""What differs between two texts, word by word.

Two uses: a conflict shows both texts side by side, each with the words that
only it has underlined; a history shows one text with the words that went
struck through and the words that came underlined. The marks are also said, for
those who do not see them.

The comparison is the longest common sequence of words, so its cost is the
product of both lengths; equal beginnings and ends are taken off first, and
what is then too long to compare counts as different from end to end.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

MOST_COMPARISONS = 400_000
_PIECES = re.compile(r"\s+|[^\s]+")


class Run(NamedTuple):
    """Words that both texts share, or that one of them has alone."""

    theirs: str
    yours: str

    @property
    def is_same(self) -> bool:
        """Whether both texts have these words here."""
        return self.theirs == self.yours


def runs(theirs: str, yours: str) -> list[Run]:
    """Both texts cut into runs that are the same or differ; put together again, either side is its whole text."""
    left, right = _PIECES.findall(theirs), _PIECES.findall(yours)
    start = 0
    while start < min(len(left), len(right)) and left[start] == right[start]:
        start += 1
    end = 0
    while end < min(len(left), len(right)) - start and left[-1 - end] == right[-1 - end]:
        end += 1
    head, tail = "".join(left[:start]), "".join(left[len(left) - end :])
    middle = _middle(left[start : len(left) - end], right[start : len(right) - end])
    return [run for run in (Run(head, head), *middle, Run(tail, tail)) if run.theirs or run.yours]


def side_by_side(theirs: str, yours: str) -> tuple[SafeString, SafeString]:
    """Both texts, each with the words that only it has in ``<ins>``."""
    found = runs(theirs, yours)
    return (
        _joined(_plain(run.theirs) if run.is_same else _marked("ins", "only here", run.theirs) for run in found),
        _joined(_plain(run.yours) if run.is_same else _marked("ins", "only here", run.yours) for run in found),
    )


def changed(before: str, after: str) -> SafeString:
    """One text: what went in ``<del>``, what came in ``<ins>``."""
    return _joined(_plain(run.yours) if run.is_same else _replaced(run) for run in runs(before, after))


def _middle(left: list[str], right: list[str]) -> list[Run]:
    """The runs of two texts that begin and end differently."""
    if not left or not right or len(left) * len(right) > MOST_COMPARISONS:
        return [Run("".join(left), "".join(right))]
    lengths = _common_lengths(left, right)
    found: list[Run] = []
    only_left: list[str] = []
    only_right: list[str] = []
    i = j = 0
    while i < len(left) and j < len(right):
        if left[i] == right[j]:
            if only_left or only_right:
                found.append(Run("".join(only_left), "".join(only_right)))
                only_left, only_right = [], []
            found.append(Run(left[i], right[j]))
            i, j = i + 1, j + 1
        elif lengths[i + 1][j] >= lengths[i][j + 1]:
            only_left.append(left[i])
            i += 1
        else:
            only_right.append(right[j])
            j += 1
    found.append(Run("".join(only_left + left[i:]), "".join(only_right + right[j:])))
    return _without_shared_spaces(found)


def _common_lengths(left: list[str], right: list[str]) -> list[list[int]]:
    """For each pair of places, how many words the texts still share in order from there on."""
    rows = [[0] * (len(right) + 1)]
    for piece in reversed(left):
        below, row, best = rows[-1], [0] * (len(right) + 1), 0
        for j in range(len(right) - 1, -1, -1):
            best = below[j + 1] + 1 if piece == right[j] else max(below[j], best)
            row[j] = best
        rows.append(row)
    rows.reverse()
    return rows


def _without_shared_spaces(found: list[Run]) -> list[Run]:
    """A space between two differences is no agreement: the three become one difference."""
    merged: list[Run] = []
    for index, run in enumerate(found):
        after = found[index + 1] if index + 1 < len(found) else None
        is_bridge = run.is_same and not run.theirs.strip() and after is not None and not after.is_same
        last = merged[-1] if merged else None
        if last is not None and (last.is_same == run.is_same or (is_bridge and not last.is_same)):
            merged[-1] = Run(last.theirs + run.theirs, last.yours + run.yours)
        else:
            merged.append(run)
    return merged


def _plain(text: str) -> SafeString:
    return conditional_escape(str(text))


def _marked(tag: str, said: str, text: str) -> SafeString:
    """A difference; spaces at its ends stay outside the mark, and a difference of spaces is not marked."""
    words = text.strip()
    if not words:
        return _plain(text)
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    marked = format_html('<{0}><span class="vh">[{1}: </span>{2}<span class="vh">]</span></{0}>', tag, said, words)
    return mark_safe(before + marked + after)  # noqa: S308


def _replaced(run: Run) -> SafeString:
    """What went and what came, apart from each other: two words run together would read as a third."""
    between = " " if run.theirs.strip() and run.yours.strip() and not run.theirs[-1].isspace() else ""
    return _joined((_marked("del", "taken out", run.theirs), _plain(between), _marked("ins", "put in", run.yours)))


def _joined(parts: Iterable[SafeString]) -> SafeString:
    return mark_safe("".join(parts))  # noqa: S308
