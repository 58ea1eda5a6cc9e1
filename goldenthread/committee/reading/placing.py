"""Where what was read belongs: names and titles held against each other, and what an item is by its title.

Pure: texts in, answers out. One committee is printed as "Safeguarding Sub (Community & Children's Services) Committee"
on its agenda and as "Safeguarding Sub Committee" in the block of a report, and one item in capitals on the agenda and
in small letters in the minutes.

Source: the pack of 2 May 2018.
"""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from goldenthread.committee.kinds import ItemKind, ItemPurpose, Part
from goldenthread.committee.reading.values import AgendaItemRead, ResolutionRead

_ASIDE = re.compile(r"\([^()]*\)")
_NO_WORD = re.compile(r"[^a-z0-9]+")
_LONGEST = 300
ALIKE = 0.8
"""From here on two titles are one: a plural, a dash or a year apart."""
MOST_ALIKE = 100
"""So many reports are held against so many items letter by letter; of more, against equal titles alone."""

_KINDS: tuple[tuple[ItemKind, re.Pattern[str]], ...] = (
    (ItemKind.APOLOGIES, re.compile(r"^apolog(?:y|ies)(?: for (?:absence|lateness|non attendance))?$")),
    (
        ItemKind.DECLARATIONS,
        re.compile(r"^(?:members )?(?:declarations?|disclosures?)(?: (?:of|by) .*| under the code of conduct.*)?$"),
    ),
    (ItemKind.MATTERS_ARISING, re.compile(r"^matters? arising(?: from (?:the )?(?:previous )?minutes)?$")),
    (
        ItemKind.MINUTES,
        re.compile(
            r"^(?:non public |exempt |public )?minutes(?: of (?:the )?(?:previous|last) meeting)?"
            r"(?: (?:of|held on) [0-9][0-9a-z ]{3,25})?$"
        ),
    ),
    (
        ItemKind.QUESTIONS,
        re.compile(
            r"^(?:non public |public )?questions(?: (?:on|of) matters relating to the work of the "
            r"(?:sub )?(?:committee|board|panel|cabinet|council|group)|"
            r" from (?:the public|members)(?: of the (?:public|council))?)?$"
        ),
    ),
    (
        ItemKind.URGENT,
        re.compile(
            r"^(?:any )?(?:other )?(?:urgent )?business(?: (?:that )?the chair(?:man|woman|person)? considers "
            r"(?:to be )?urgent(?: and which the (?:sub )?(?:committee|board|panel|cabinet|council) agree should be "
            r"considered whilst the public are excluded)?)?$"
        ),
    ),
    (
        ItemKind.EXCLUSION,
        re.compile(r"^exclusion of (?:the )?(?:press and (?:the )?)?public(?: and press)?$"),
    ),
)
_SAYS_NOTHING = frozenset(
    {ItemKind.APOLOGIES, ItemKind.MINUTES, ItemKind.QUESTIONS, ItemKind.URGENT, ItemKind.EXCLUSION}
)
_BELONGS = re.compile(r"(?i)\bappendix\b.*\b(?:agenda )?item (?P<number>\d{1,3}[a-z]?)\b")
_PURPOSES = {"decision": ItemPurpose.DECISION, "information": ItemPurpose.INFORMATION}


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """A name or title by which it is found again: without capitals, signs, "the" in front and what is in brackets."""
    plain = text[:_LONGEST].casefold().replace("&", " and ").replace("’", "'").replace("'", "")
    words = _NO_WORD.sub(" ", _ASIDE.sub(" ", plain)).strip() or _NO_WORD.sub(" ", plain).strip()
    return words.removeprefix("the ")


def is_same(one: str, other: str) -> bool:
    """Whether two titles are one, as near as two typists come."""
    first, second = folded(one), folded(other)
    return first == second or (bool(first and second) and SequenceMatcher(None, first, second).ratio() >= ALIKE)


def titled(subject: str, items: Sequence[AgendaItemRead], *, nearly: bool) -> AgendaItemRead | None:
    """The item of a report by its subject: of the same title or, in a pack of usual length, of one much like it."""
    wanted = folded(subject)
    if not wanted:
        return None
    same = next((one for one in items if folded(one.title) == wanted), None)
    if same is not None or not nearly or len(items) > MOST_ALIKE:
        return same
    return next((one for one in items if is_same(one.title, subject)), None)


def matching(title: str, number: str, among: Sequence[tuple[str, str]]) -> int | None:
    """The place of an item among others by number and title: the same title, or the same number and one much like it.

    Of several with the title the one with the number is meant.
    """
    wanted = folded(title)
    same = [at for at, (_, other) in enumerate(among) if folded(other) == wanted]
    if len(same) > 1:
        numbered = [at for at in same if among[at][0] == number]
        return numbered[0] if numbered else None
    if same:
        return same[0]
    alike = (at for at, (printed, other) in enumerate(among) if number and printed == number and is_same(title, other))
    return next(alike, None)


def kind_of(title: str, *, has_report: bool) -> ItemKind:
    """What an item is by its title: one of those every agenda has, a report, or something else."""
    name = folded(title)
    found = next((kind for kind, pattern in _KINDS if pattern.match(name)), None)
    return found or (ItemKind.REPORT if has_report else ItemKind.OTHER)


def public_title(title: str, part: int) -> str:
    """What everybody reads of an item in Part 2: its title where it is one that every agenda has, else nothing.

    Whether the pack was the public's is not known of it, so a title that may say something is not told.
    """
    says_nothing = "(" not in title and kind_of(title, has_report=False) in _SAYS_NOTHING
    return title[:_LONGEST] if part == Part.NON_PUBLIC and says_nothing else ""


def purpose_of(printed: str) -> ItemPurpose:
    """For decision or for information, where the paper says one of the two."""
    words = printed.casefold()
    return next((purpose for word, purpose in _PURPOSES.items() if word in words), ItemPurpose.NONE)


def rubric_of(item: AgendaItemRead) -> str:
    """The words under a title; a purpose that is neither of the two stands before them."""
    said = item.purpose if item.purpose and purpose_of(item.purpose) is ItemPurpose.NONE else ""
    return "\n".join(part for part in (said, item.rubric) if part)


def belongs_to(title: str, part: int) -> str:
    """The number of the public item of which one in Part 2 says that it is an appendix; blank where it says nothing."""
    said = _BELONGS.search(title) if part == Part.NON_PUBLIC else None
    return said["number"] if said else ""


def words_of(resolution: ResolutionRead) -> str:
    """A resolution with its parts, each on a line of its own."""
    return "\n".join(part for part in (resolution.text, *resolution.parts) if part)
