"""The sentences by which minutes say that items were taken together, or in another order than the agenda's.

Pure: entries go in, texts come out. What the clerk wrote beside these sentences stays; they are written anew with every
change of the order, so that none of them is left standing that is no longer true.

Source: minutes of councils, which refer to items by the numbers of the agenda and are kept in the order in which items
were taken; the sentences are ours.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from goldenthread.committee.formulae import in_runs

VARIED = "The order of the agenda was varied. Items were taken in this order: "
_WRITTEN = re.compile(
    rf"{re.escape(VARIED)}[^\n]*|Items [^\n]* were taken together\.|This item was taken together with item [^\n]*\."
)


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of minutes in the order taken: its item's number, what it is printed as, and the item it went with."""

    number: int
    printed: str
    text: str
    goes_with: int | None = None


def texts_of(taken: Sequence[Entry], agenda: Sequence[int]) -> list[str]:
    """The texts of entries in the order taken; ``agenda`` is the order in which the agenda has their numbers."""
    printed = {one.number: one.printed for one in taken}
    moved = next((one.number for one, number in zip(taken, agenda, strict=True) if one.number != number), None)
    found = []
    for one in taken:
        said = [f"{VARIED}{in_runs([other.printed for other in taken])}."] if one.number == moved else []
        went = [other.printed for other in taken if other.goes_with == one.number]
        if went:
            said.append(f"Items {_listed([one.printed, *went])} were taken together.")
        if one.goes_with in printed:
            said.append(f"This item was taken together with item {printed[one.goes_with]}.")
        kept = [part for part in one.text.split("\n\n") if not _WRITTEN.fullmatch(part.strip())]
        found.append("\n\n".join([*said, *(part for part in kept if part.strip())]))
    return found


def _listed(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} and {words[-1]}"
