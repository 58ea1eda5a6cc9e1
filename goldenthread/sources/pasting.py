"""Findings out of a text that was pasted: which lines are one finding, and which number it has.

A document gives its recommendations broken at the ends of its lines; a second half that stands on a line of its own is
no finding. Where none of the lines has a number, each line is a finding, as whoever types them is told.
"""

import re
from dataclasses import dataclass

LONGEST_NUMBER = 40
_NUMBERED = re.compile(
    r"^(?:(?:recommendation|finding)\s+)?(?:(\d+(?:\.\d+)*|[a-z])[.):](?:\s+|$)|(\d+(?:\.\d+)*)$)", re.IGNORECASE
)
_ENDS = (".", "!", "?", ";", ":", ".”", ".’", '."', ".)")


@dataclass(frozen=True, slots=True)
class Said:
    """One finding as it was understood: its number, blank where it has none, and its words."""

    number: str
    text: str

    @property
    def as_written(self) -> str:
        """The finding on a line of its own, so that it is read again as it stands."""
        return f"{self.number}. {self.text}" if self.number else self.text


def read_findings(text: str) -> list[Said]:
    """The findings of a pasted text in their order, continuation lines joined where any line has a number.

    A line goes on with the finding before it where it begins in lower case, or where that finding has no end of a
    sentence yet. An empty line parts two findings, unless the next begins in lower case.
    """
    lines = [" ".join(line.split()) for line in text.splitlines()]
    if not any(_number(line)[0] for line in lines):
        return [Said("", line) for line in lines if line]
    found: list[Said] = []
    is_parted = True
    for line in lines:
        if line and found and _goes_on(found[-1], line, is_parted=is_parted):
            found[-1] = Said(found[-1].number, _joined(found[-1].text, line))
        elif line:
            found.append(Said(*_number(line)))
        is_parted = not line
    return [one for one in found if one.text]


def written_out(findings: list[Said]) -> str:
    """Findings as a text in which each stands by itself, and which is read again as the same findings."""
    is_numbered = any(one.number for one in findings)
    return ("\n\n" if is_numbered else "\n").join(one.as_written for one in findings)


def _number(line: str) -> tuple[str, str]:
    """A line as its number and its words; what is too long for a number belongs to the words."""
    number = _NUMBERED.match(line)
    found = (number[1] or number[2]) if number else ""
    if number is None or len(found) > LONGEST_NUMBER:
        return "", line
    return found, line[number.end() :].strip()


def _goes_on(before: Said, line: str, *, is_parted: bool) -> bool:
    """Whether a line is the rest of the finding before it."""
    if not before.text:
        return not _number(line)[0]
    is_unfinished = not before.text.endswith(_ENDS)
    number, _ = _number(line)
    if number:
        return is_unfinished and not is_parted and _is_out_of_turn(before.number, number)
    return line[0].islower() or (is_unfinished and not is_parted)


def _is_out_of_turn(before: str, number: str) -> bool:
    """Whether a number within an unfinished sentence is no next finding: a year or an age at the start of a line."""
    return before.isdecimal() and number.isdecimal() and int(number) != int(before) + 1


def _joined(first: str, rest: str) -> str:
    is_broken_word = first.endswith("-") and first[-2:-1].isalpha() and rest[0].islower()
    return f"{first}{rest}" if is_broken_word else f"{first} {rest}".strip()
