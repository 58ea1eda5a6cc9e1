"""Every text of a paper, in reading order: what the fonts must hold, and what all outputs must say alike."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from goldenthread.documents.paper import Chart, Paper, Run


def every_text(paper: Paper) -> Iterator[str]:
    """Every text that an output may print or say, descriptions and names of columns included."""
    yield from _texts(paper)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if not isinstance(value, Enum):
            yield value
    elif isinstance(value, Run):
        yield value.printed
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one)
    elif is_dataclass(value) and not isinstance(value, type):
        if isinstance(value, Chart):
            yield value.description
        for field in fields(value):
            yield from _texts(getattr(value, field.name))
