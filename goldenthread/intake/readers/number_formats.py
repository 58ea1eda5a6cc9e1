"""Numbers as the sheet prints them: the number stands in the file, its printed form in the cell's format.

A reference 4.10 is stored as 4.1 and only its format ``0.00`` shows the zero;
an end date is stored as 42826 and only ``mmm-yy`` says that a month was meant.
Both would be lost with the number alone. Formats that are rare in plans
(fractions, conditions) fall back to the plain number.

Source: Office Open XML, part 1, 18.8.30 and 18.8.31 (number formats).
"""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext

from goldenthread.intake.readers.date_formats import date_printer

Printer = Callable[[str], str]
"""Turns the number as written in the file into the text that the cell shows."""

BUILT_IN: dict[int, str] = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: "#,##0", 6: "#,##0", 7: "#,##0.00", 8: "#,##0.00",
    9: "0%", 10: "0.00%", 11: "0.00E+00",
    14: "dd/mm/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: "dd/mm/yyyy h:mm", 37: "#,##0;-#,##0", 38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00", 41: "#,##0", 42: "#,##0", 43: "#,##0.00", 44: "#,##0.00",
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0",
    **dict.fromkeys((27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58), "dd/mm/yyyy"),
}  # fmt: skip
"""The formats that a workbook names by number only; those of East Asian calendars are printed as plain dates."""

_LONGEST_FORMAT = 255
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|_(?P<space>.)|\*(?P<filled>.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>general)|(?P<halfday>am/pm|a/p)|(?P<exponent>e[+-])|(?P<date>[ymdhs]+)|(?P<end>;)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
_CONDITION = re.compile(r"[<>=]")


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of a format: its kind, and its characters."""

    kind: str
    text: str


def printer_of(code: str, *, from_1904: bool) -> Printer:
    """The way in which numbers with this format are printed."""
    if len(code) > _LONGEST_FORMAT:
        return plain_number
    sections = _sections(code)
    if any(token.kind == "date" for token in sections[0]):
        words = "".join(token.text for token in sections[0] if token.kind == "date").lower()
        return _guarded(date_printer(words, from_1904=from_1904))
    if any(token.kind == "condition" for section in sections for token in section):
        return plain_number
    return _guarded(_number_printer(sections))


def plain_number(written: str) -> str:
    """A number in the format "General": whole numbers without a point, others with at most 15 digits."""
    if written.isdigit() and written.isascii() and len(written) < 16:
        return written.lstrip("0") or "0"
    number = _float_of(written)
    return written if number is None else _general(number)


def _guarded(printed: Callable[[float], str | None]) -> Printer:
    """A printer that gives what is written where it is no number, and the plain number where the format fails."""

    def printer(written: str) -> str:
        number = _float_of(written)
        if number is None:
            return written
        text = printed(number)
        return _general(number) if text is None else text

    return printer


def _float_of(written: str) -> float | None:
    try:
        number = float(written)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _general(number: float) -> str:
    if number.is_integer() and abs(number) < 1e15:
        return str(int(number))
    shortest = format(number, ".15g")
    if "e" not in shortest:
        return shortest
    if 1e-10 < abs(number) < 1:
        return format(Decimal(shortest), "f")
    return shortest.upper()


def _sections(code: str) -> list[list[Token]]:
    """The parts of a format for positive numbers, negative numbers, nought and text."""
    sections: list[list[Token]] = [[]]
    for match in _TOKEN.finditer(code):
        kind = match.lastgroup or "other"
        text = match.group(kind)
        if kind == "end":
            sections.append([])
        elif kind in ("quoted", "escaped"):
            sections[-1].append(Token("literal", text))
        elif kind == "bracket":
            sections[-1].extend(_bracket(text))
        elif kind == "other":
            sections[-1].append(Token(text if text in "0#?.,%@/" else "literal", text))
        elif kind not in ("space", "filled"):
            sections[-1].append(Token(kind, text))
    return sections


def _bracket(text: str) -> list[Token]:
    """What stands in square brackets: elapsed time, a currency, a condition; a colour is nothing to print."""
    if _ELAPSED.fullmatch(text):
        return [Token("date", text)]
    if text.startswith("$"):
        return [Token("literal", text[1:].partition("-")[0])]
    if _CONDITION.match(text):
        return [Token("condition", text)]
    return []


def _number_printer(sections: list[list[Token]]) -> Callable[[float], str | None]:
    """Printing by the section for the number's sign; a single section takes a minus of its own."""
    layouts = [_general_layout_of(section) or _layout_of(section) for section in sections[:3]]

    def printed(number: float) -> str | None:
        layout, sign = layouts[0], "-" if number < 0 else ""
        if number < 0 and len(layouts) > 1:
            layout, sign = layouts[1], ""
        elif number == 0 and len(layouts) > 2:
            layout = layouts[2]
        if layout is None:
            return None
        text = layout.printed(abs(number))
        return sign + text if any("1" <= character <= "9" for character in text) else text

    return printed


@dataclass(frozen=True, slots=True)
class _GeneralLayout:
    """The plain number with words before and after it."""

    before: str
    after: str

    def printed(self, number: float) -> str:
        return f"{self.before}{_general(number)}{self.after}".strip()


@dataclass(frozen=True, slots=True)
class _Layout:
    """One section of a number format, ready to print."""

    whole: tuple[Token, ...]
    fraction: tuple[Token, ...]
    scale: Decimal
    thousands: bool

    def printed(self, number: float) -> str:
        places = sum(token.kind in "0#?" for token in self.fraction)
        with localcontext() as context:
            context.prec = 400  # the longest float has 309 digits before the point
            value = (Decimal(format(number, ".15g")) * self.scale).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        digits, _, decimals = format(value, "f").partition(".")
        return self._whole(digits.lstrip("0")).strip() + self._fraction(decimals).rstrip()

    def _whole(self, digits: str) -> str:
        """The digits put into their places from the right, all that are left into the first place."""
        first = next((at for at, token in enumerate(self.whole) if token.kind in "0#?"), None)
        printed: list[str] = []
        written = 0
        for at in range(len(self.whole) - 1, -1, -1):
            token = self.whole[at]
            if token.kind not in "0#?":
                printed.append(token.text)
                continue
            taken = len(digits) if at == first else 1
            for digit in reversed(digits[-taken:] if digits and taken else "0" if token.kind == "0" else ""):
                printed.append("," if self.thousands and written and written % 3 == 0 else "")
                printed.append(digit)
                written += 1
            digits = digits[:-taken] if taken else ""
        return "".join(reversed(printed))

    def _fraction(self, decimals: str) -> str:
        kept = len(decimals)
        kinds = [token.kind for token in self.fraction if token.kind in "0#?"]
        while kept and kinds[kept - 1] != "0" and decimals[kept - 1] == "0":
            kept -= 1
        digits = iter(decimals[:kept])
        printed = [next(digits, "") if token.kind in "0#?" else token.text for token in self.fraction]
        return ("." if kept else "") + "".join(printed)


def _general_layout_of(section: list[Token]) -> _GeneralLayout | None:
    """The section as a plain number with words around it, or None where it is something else."""
    kinds = [token.kind for token in section]
    if kinds.count("general") != 1 or set(kinds) - {"general", "literal"}:
        return None
    at = kinds.index("general")
    return _GeneralLayout(
        before="".join(token.text for token in section[:at]),
        after="".join(token.text for token in section[at + 1 :]),
    )


def _layout_of(section: list[Token]) -> _Layout | None:
    """The section ready to print, or None where it is no plain number format."""
    kinds = [token.kind for token in section]
    if any(kind in ("general", "exponent", "@", "/", "date", "halfday") for kind in kinds) or kinds.count(".") > 1:
        return None
    point = kinds.index(".") if "." in kinds else len(section)
    places = [at for at in range(point) if kinds[at] in "0#?"]
    last = places[-1] if places else -1
    thousandfold = kinds[last + 1 : point].count(",") + kinds[point:].count(",")
    scale = Decimal(100) ** kinds.count("%") / Decimal(1000) ** thousandfold
    return _Layout(
        whole=tuple(token for token in section[:point] if token.kind != ","),
        fraction=tuple(token for token in section[point + 1 :] if token.kind != ","),
        scale=scale,
        thousands=any(kinds[at] == "," for at in range(places[0], last)) if places else False,
    )
