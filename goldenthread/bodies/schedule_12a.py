"""Exempt information: the seven paragraphs under which a paper may be kept from the public, and what each asks.

The numbers are those of the Act, the subjects are in our own words. Pure: numbers and sentences go in, what is printed
or what is missing comes out. Which paper is exempt under which paragraph is for its author and the proper officer to
say; the software holds them to saying it, and to weighing the public interest.

Source: Local Government Act 1972, Schedule 12A, Part 1, paragraphs 1 to 7, and Part 2, paragraphs 8 to 10, as
substituted for England by SI 2006/88; section 100B(5) (what is marked "Not for publication" states the description of
the exempt information); section 100F(2A) (what every member may inspect all the same).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from goldenthread.kernel.errors import RuleBroken

FEWEST_WORDS = 6
"""So many words a sentence on the public interest has at the least: fewer weigh nothing. The number is ours."""
LONGEST_REASON = 1_000
_BETWEEN = ", "
_FORMULA = re.compile(
    r"paragraphs?(?:\s*\(s\))?\s+(?P<numbers>[1-7](?:\s*(?:,|and|&|,\s*and)\s*[1-7]){0,12})\s+of\s+part\s+(?:1|I)\s+of\s+"
    r"schedule\s+12A(?:\s+(?:of|to)\s+the\s+Local\s+Government\s+Act(?:\s+1972)?)?\s*[.:;]?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ExemptParagraph:
    """A paragraph of Part 1: its number, what it is about in our words, and whether any member may still inspect it.

    Of paragraph 3 members may inspect everything but the terms a contract is negotiated on.

    Source: Local Government Act 1972, Schedule 12A, Part 1; section 100F(2A).
    """

    number: int
    subject: str
    is_open_to_members: bool = False

    @property
    def named(self) -> str:
        """``Paragraph 1: information about any individual``"""
        return f"Paragraph {self.number}: {self.subject}"


PARAGRAPHS: tuple[ExemptParagraph, ...] = (
    ExemptParagraph(1, "information about any individual"),
    ExemptParagraph(2, "information by which it is likely to be known who an individual is"),
    ExemptParagraph(3, "the financial or business affairs of anybody, the council included", is_open_to_members=True),
    ExemptParagraph(4, "consultations or negotiations with staff and their unions on a labour matter"),
    ExemptParagraph(5, "legal advice and papers of proceedings that a court would not ask to see"),
    ExemptParagraph(6, "that a notice is to be served, or an order or a direction made", is_open_to_members=True),
    ExemptParagraph(7, "what is done to prevent, look into or prosecute crime"),
)
"""The seven paragraphs of Part 1, by which alone information is exempt in England."""

NUMBERS = frozenset(one.number for one in PARAGRAPHS)


def written(numbers: Iterable[int]) -> str:
    """Paragraph numbers as they are kept and printed: ascending, each once, as in ``1, 3``."""
    found = sorted(set(numbers))
    if not NUMBERS.issuperset(found):
        raise RuleBroken("Part 1 of Schedule 12A has the paragraphs 1 to 7.", about="exempt_under")
    return _BETWEEN.join(str(one) for one in found)


def numbers_in(text: str) -> tuple[int, ...]:
    """The paragraph numbers in what ``written`` gave."""
    return tuple(int(one) for one in text.split(_BETWEEN)) if text else ()


def by_virtue_of(numbers: Iterable[int]) -> str:
    """The formula that stands on every copy of an exempt paper; blank where no paragraph is named.

    Source: Local Government Act 1972, section 100B(5); the formula is that of the placeholders in the pack of
    2 May 2018.
    """
    printed = written(numbers)
    if not printed:
        return ""
    return f"By virtue of paragraph(s) {printed} of Part 1 of Schedule 12A of the Local Government Act 1972."


def told_in(text: str) -> tuple[tuple[int, ...], str]:
    """The paragraphs that a paper written elsewhere names in the formula, and what it says behind it; else nothing.

    Source: the placeholders of restricted papers in the pack of 2 May 2018.
    """
    found = _FORMULA.search(text)
    if found is None:
        return (), ""
    numbers = sorted({int(one) for one in re.findall(r"\d", found["numbers"])})
    return tuple(numbers), " ".join(text[found.end() :].split())


def what_is_missing(numbers: Iterable[int], public_interest: str) -> list[str]:
    """What an exempt paper lacks, a sentence each: a paragraph, and why the public interest favours keeping it.

    Information is exempt only as long as the public interest in keeping it outweighs that in disclosing it, so the
    weighing is asked for under every paragraph.

    Source: Local Government Act 1972, Schedule 12A, Part 2, paragraph 10; section 100B(5).
    """
    found = []
    if not tuple(numbers):
        found.append("Say under which paragraph of Part 1 of Schedule 12A it is not public.")
    if not public_interest.strip():
        found.append("Say in a sentence why the public interest in keeping it outweighs that in disclosing it.")
    elif len(public_interest.split()) < FEWEST_WORDS:
        found.append(
            "Say in a whole sentence why the public interest favours keeping it; "
            f"“{public_interest.strip()[:60]}” does not weigh it."
        )
    return found
