"""What members are asked, held against what the report is for: a decision is not asked in a paper for information.

Pure: the blocks of the recommendations go in, sentences come out. What is asked is told by the verb a recommendation
begins with, or that follows an "and".

Source: the block of the cover reports in the pack of 2 May 2018, which says "For Information" or "For Decision" over
recommendations such as "Note the report"; which verbs decide is our reading.
"""

import re
from collections.abc import Iterable, Iterator

from goldenthread.documents.paper import Block, Items, Paragraph, printed

DECIDES = (
    "adopt", "agree", "appoint", "approve", "authorise", "authorize", "confirm", "consent", "decide", "delegate",
    "determine", "endorse", "grant", "ratify", "recommend", "reject", "resolve", "sanction",
)  # fmt: skip
"""Verbs by which members are asked for a decision."""

NOTES = ("acknowledge", "note", "observe", "receive")
"""Verbs by which members are asked for none."""

_AHEAD = r"(?:members?\s+(?:are\s+asked\s+)?)?(?:that\s+)?(?:to\s+)?"
_BEGINS = re.compile(rf"^{_AHEAD}(?P<verb>[a-z]+)", re.IGNORECASE)
_GOES_ON = re.compile(rf"(?:\band|[;,])\s+(?:to\s+)?(?P<verb>{'|'.join(DECIDES)})\s+\S", re.IGNORECASE)
_LEFT_IN = re.compile(r"^\[[^\]]*\]$")


def asked_of_members(blocks: Iterable[Block]) -> list[str]:
    """Each thing members are asked: the items of the lists, and paragraphs that do not only lead on to one."""
    return [text for one in blocks for text in _asked(one) if text and not _LEFT_IN.match(text)]


def _asked(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            text = printed(block.words).strip()
            if not text.endswith(":"):
                yield text.rpartition(":")[2].strip()
            for items in block.lists:
                yield from _asked(items)
        case Items():
            for one in block.items:
                yield printed(one.words).strip()
                if one.within:
                    yield from _asked(one.within)
        case _:
            return


def decision_in(text: str) -> str:
    """The verb by which a recommendation asks for a decision, in small letters; blank where it asks for none."""
    begins = _BEGINS.match(text)
    if begins and begins["verb"].lower() in DECIDES:
        return begins["verb"].lower()
    goes_on = _GOES_ON.search(text)
    return goes_on["verb"].lower() if goes_on else ""


def _only_notes(text: str) -> bool:
    begins = _BEGINS.match(text)
    return bool(begins and begins["verb"].lower() in NOTES and not decision_in(text))


def not_what_it_is_for(blocks: Iterable[Block], *, is_for_decision: bool) -> str:
    """The sentence where what members are asked does not go with what the report is for; blank where it does."""
    asked = asked_of_members(blocks)
    if is_for_decision:
        if asked and all(_only_notes(one) for one in asked):
            return (
                "It is for decision, and members are asked only to note: write what they are to decide, or make it "
                "for information."
            )
        return ""
    for one in asked:
        if verb := decision_in(one):
            words = one if len(one) <= 80 else f"{one[:79].rstrip()}…"
            return (
                f"It is for information, and “{words}” asks members to {verb}: make it for decision, or ask them to "
                "note it."
            )
    return ""
