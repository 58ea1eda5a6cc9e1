"""A report as a file: PDF and Word in a process of their own, HTML as a page that stands alone."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from goldenthread.documents import rendered as of_documents
from goldenthread.documents.handing_over import packed, unpacked
from goldenthread.documents.page import standalone
from goldenthread.documents.paper import Paper
from goldenthread.documents.rendering import render
from goldenthread.kernel.errors import RuleBroken


class Format(StrEnum):
    """The formats of a report, by the ending of the file."""

    PDF = "pdf"
    WORD = "docx"
    HTML = "html"


MEDIA_TYPES = {
    Format.PDF: of_documents.MEDIA_TYPES[of_documents.Output.PDF],
    Format.WORD: of_documents.MEDIA_TYPES[of_documents.Output.WORD],
    Format.HTML: "text/html; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class File:
    """A report as a file, and the characters no font holds, which were replaced in it."""

    format: Format
    content: bytes
    replaced: tuple[str, ...] = ()


def without_lists(paper: Paper) -> Paper:
    """A paper whose figures lead nowhere: the lists behind them are pages of ours, which a file does not carry."""

    def bare(value: Any) -> Any:
        if isinstance(value, list):
            return [bare(one) for one in value]
        if isinstance(value, dict):
            return {name: bare(one) for name, one in value.items() if name != "fact" or value.get("part") != "Run"}
        return value

    return unpacked(json.dumps(bare(json.loads(packed(paper)))).encode())


def rendered(paper: Paper, format: str, *, stopped: Callable[[], bool] | None = None) -> File:
    """A paper as a file of one format; a format there is not is refused. ``stopped`` is asked whether to give up."""
    if format not in set(Format):
        raise RuleBroken(f"A report can be taken out as {', '.join(Format)}; “{format[:20]}” is none of them.")
    if format == Format.HTML:
        return File(Format.HTML, standalone(without_lists(paper)))
    made = render(paper, of_documents.Output(format), stopped=stopped)
    return File(Format(format), made.content, made.replaced)
