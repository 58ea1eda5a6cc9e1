"""A paper on its way to the process that renders it, or to where a version is kept: as JSON, and back.

Only the parts of a paper can be in it, each by its name: nothing that runs. The
same paper is the same bytes, so that a hash of them is a hash of the paper.
Texts are cleared on the way.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import fields
from datetime import datetime
from typing import Any

from goldenthread.documents.clearing import clear
from goldenthread.documents.paper import (
    Appendix,
    Chart,
    ChartRow,
    Column,
    Council,
    Crest,
    Fact,
    Facts,
    Group,
    Heading,
    Item,
    Items,
    Landscape,
    Mark,
    PageBreak,
    Paper,
    Paragraph,
    Picture,
    RatingMark,
    Run,
    Series,
    Table,
    Tone,
)

PARTS: dict[str, type[Any]] = {
    part.__name__: part
    for part in (
        Appendix, Chart, ChartRow, Column, Council, Crest, Fact, Facts, Group, Heading, Item, Items, Landscape,
        PageBreak, Paper, Paragraph, Picture, RatingMark, Run, Series, Table,
    )
}  # fmt: skip
_FIELDS = {part: [one.name for one in fields(part)] for part in PARTS.values()}
_PART, _BYTES, _TIME = "part", "bytes", "time"
_ENUMS: dict[tuple[str, str], Callable[[str], Any]] = {
    ("Run", "tone"): Tone,
    ("RatingMark", "mark"): Mark,
    ("Series", "mark"): Mark,
}


def packed(paper: Paper) -> bytes:
    """The paper in the form in which it is handed over."""
    return json.dumps(_packed(paper), ensure_ascii=False, separators=(",", ":"), check_circular=False).encode()


def unpacked(data: bytes) -> Paper:
    """The paper that was handed over; ``ValueError``, ``TypeError`` or ``KeyError`` says that it is none."""
    paper = _unpacked(json.loads(data))
    if not isinstance(paper, Paper):
        raise TypeError("This is no paper.")
    return paper


def _packed(value: Any) -> Any:
    kind = type(value)
    if kind is str:
        return clear(value)
    if kind is Run and value == Run(value.text):
        return {_PART: "Run", "text": clear(value.text)}
    if kind is tuple:
        return [_packed(one) for one in value]
    if kind in _FIELDS:
        return {_PART: kind.__name__} | {name: _packed(getattr(value, name)) for name in _FIELDS[kind]}
    if kind is bytes:
        return {_BYTES: b64encode(value).decode()}
    if kind is datetime:
        return {_TIME: value.isoformat()}
    return value


def _unpacked(value: Any) -> Any:
    if isinstance(value, list):
        return tuple([_unpacked(one) for one in value])
    if not isinstance(value, dict):
        return value
    if _BYTES in value:
        return b64decode(value[_BYTES])
    if _TIME in value:
        return datetime.fromisoformat(value[_TIME])
    name = value[_PART]
    given = {field: _unpacked(one) for field, one in value.items() if field != _PART}
    for field, one in given.items():
        if (name, field) in _ENUMS:
            given[field] = _ENUMS[name, field](one)
    return PARTS[name](**given)
