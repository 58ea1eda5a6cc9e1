"""Asking a book for a fact by its name, and the names that can be asked for."""

from collections.abc import Callable
from dataclasses import dataclass

from goldenthread.plan.states import Colour
from goldenthread.reports.facts import actions, blocks, counts
from goldenthread.reports.facts.values import Book, FactValue, NoFact

LONGEST_NAME = 120

_BLOCKS: dict[str, Callable[[Book], FactValue]] = {
    "counts": counts.four_counts,
    "meanings": blocks.meanings,
    "ambers": lambda book: blocks.troubled(book, Colour.AMBER, "ambers"),
    "reds": lambda book: blocks.troubled(book, Colour.RED, "reds"),
    "every amber": lambda book: blocks.introduced(book, Colour.AMBER, "every amber"),
    "every red": lambda book: blocks.introduced(book, Colour.RED, "every red"),
    "achievements": lambda book: blocks.notes(book, "achievement", "achievements"),
    "pressures": lambda book: blocks.notes(book, "pressure", "pressures"),
    "asked-for": blocks.asked_for,
    "next-steps": blocks.next_steps,
    "lateness": blocks.lateness,
    "completions": blocks.completions,
    "silence": blocks.silence,
    "changed-meanings": blocks.changed_meanings,
    "chart ratings": blocks.chart_of_ratings,
}


def ask(book: Book | None, name: str) -> FactValue:
    """The fact of that name, or ``NoFact`` with the sentence that stands in its place."""
    asked = " ".join(name.split())
    if book is None:
        raise NoFact("This report is on no round, so it has no facts.")
    if len(asked) > LONGEST_NAME:
        raise NoFact("This is too long for the name of a fact.")
    folded = asked.casefold()
    if folded == "action" or folded.startswith("action "):
        return actions.of_action(book, asked)
    stem, _, form = folded.partition(".")
    if stem in counts.COUNTED:
        if form in _FORMS:
            return _FORMS[form](book, stem)
    elif folded in _BLOCKS:
        return _BLOCKS[folded](book)
    elif folded in blocks.IN_A_SENTENCE:
        return blocks.word_of(book, folded)
    raise NoFact(f"There is no fact called “{asked[:60]}”.")


_FORMS: dict[str, Callable[[Book, str], FactValue]] = {
    "": counts.counted,
    "list": counts.listing,
    "refs": counts.refs,
}


@dataclass(frozen=True, slots=True)
class Offered:
    """A fact an author can insert: what is typed, what it tells, and how it reads now."""

    name: str
    label: str
    reads: str
    is_block: bool

    @property
    def typed(self) -> str:
        """As it stands in the text."""
        return f"{{{{{self.name}}}}}"


def offered(book: Book) -> list[Offered]:
    """Every fact that can be inserted but those of single actions, with what it says now; what fails is left out."""
    listed = (f"{name}.{form}" for form in ("refs", "list") for name in counts.COUNTED)
    names = (*counts.COUNTED, *_BLOCKS, *blocks.IN_A_SENTENCE, *listed)
    found = []
    for name in names:
        try:
            value = ask(book, name)
        except NoFact:
            continue
        reads = value.text or (f"{value.number} listed" if value.number is not None else "")
        found.append(Offered(name, value.label, reads, is_block=bool(value.blocks)))
    return found
