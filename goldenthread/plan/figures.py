"""A measure as a figure: the words are kept, the number is read where there is exactly one.

Sources: members asked for "the numbers behind a percentage" (Flintshire, 10 December 2015) and for targets
that can be measured (Ofsted and CQC on Central Bedfordshire); a run chart needs the number alone.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from goldenthread.kernel.errors import RuleBroken

LONGEST = 40
_MOST = Decimal(10) ** 11
_ONE_NUMBER = re.compile(
    r"^(?P<before>[^\d]{0,20}?)(?P<sign>[-\u2212]?)(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"\s*(?P<unit>[^\d]*)$"
)
_MULTIPLIES = re.compile(r"^(?:k|m|bn|thousand|million|billion)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as it was written, and its number where exactly one could be read."""

    written: str = ""
    number: Decimal | None = None

    def __bool__(self) -> bool:
        return bool(self.written)


def read_figure(text: str) -> Figure:
    """Read a figure such as 84%, 1,204 or 3.5 days; "12 of 34" keeps its words and has no single number.

    Refused where there is no digit at all: then it is no figure but a note.
    """
    written = " ".join(text.split())
    if not written:
        return Figure()
    if len(written) > LONGEST:
        raise RuleBroken(
            f"Give the measure as a figure of at most {LONGEST} characters; the rest belongs in the note.",
            about="figure",
        )
    if not any(letter in "0123456789" for letter in written):
        raise RuleBroken("Give the measure as a figure, for example 84% or 31 of 33.", about="figure")
    found = _ONE_NUMBER.match(written)
    if found is None or _MULTIPLIES.match(found["unit"]):
        return Figure(written)
    number = Decimal(found["number"].replace(",", ""))
    if number >= _MOST or len(found["number"].partition(".")[2]) > 4:
        return Figure(written)
    return Figure(written, -number if found["sign"] else number)
