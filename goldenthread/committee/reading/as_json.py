"""A reading of a pack as JSON and back: what the import keeps, so that review and acceptance work on the same thing.

Names of fields are written out and those at their default are left out, so that a pack which waited through a new
version of the product can still be read.
"""

from collections.abc import Callable
from dataclasses import MISSING, Field, fields
from datetime import date, time
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from goldenthread.committee.reading.values import PackReading
from goldenthread.kernel.dates import PartialDate, Precision

Json = dict[str, Any]
_NOTHING: Any = object()


def to_json(reading: PackReading) -> Json:
    """The whole reading as JSON values."""
    kept: Json = _packed(reading)
    return kept


def from_json(kept: Json) -> PackReading:
    """The reading that was kept."""
    read: PackReading = _reader(PackReading)(kept)
    return read


def _packed(value: Any) -> Any:
    match value:
        case PartialDate():
            return [value.written, value.precision.value, value.first.isoformat() if value.first else None]
        case Enum():
            return value.value
        case date() | time():
            return value.isoformat()
        case tuple():
            return [_packed(one) for one in value]
        case None | str() | int():
            return value
    shown = ((one.name, getattr(value, one.name), _default(one)) for one in fields(value))
    return {name: _packed(given) for name, given, default in shown if given != default}


def _default(one: Field[Any]) -> Any:
    return _NOTHING if one.default is MISSING else one.default


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    """How a value of a type is read back."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        read = _reader(next(one for one in inner if one is not type(None)))
        return lambda kept: None if kept is None else read(kept)
    if origin is tuple:
        each = _reader(inner[0])
        return lambda kept: tuple(each(one) for one in kept)
    if kind is PartialDate:
        return _day
    if kind in (date, time):
        return lambda kept: kind.fromisoformat(kept)
    if kind in (str, int, bool):
        return lambda kept: kept
    if issubclass(kind, Enum):
        return lambda kept: kind(kept)
    return _class_reader(kind)


def _class_reader(kind: Any) -> Callable[[Any], Any]:
    hints = get_type_hints(kind)
    readers = {one.name: _reader(hints[one.name]) for one in fields(kind)}
    return lambda kept: kind(**{name: readers[name](given) for name, given in kept.items() if name in readers})


def _day(kept: Any) -> PartialDate:
    written, precision, first = kept
    return PartialDate(written, Precision(precision), date.fromisoformat(first) if first else None)
