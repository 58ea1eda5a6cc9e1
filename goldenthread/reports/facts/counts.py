"""Facts that count actions: by colour, by what moved, late, silent, and rated better than their dates suggest.

Source: report of 8 February 2019, paragraph 3 (all four counts, "0" included); report of 2 May 2018, paragraphs 3, 4
and 7 (what left amber, became complete, was taken up again).
"""

from collections.abc import Callable, Sequence

from goldenthread.boards.queries.moved_lists import extension_in_words
from goldenthread.boards.states import Returned
from goldenthread.boards.values import Line
from goldenthread.design.words import listed
from goldenthread.documents.paper import Block, Item, Items, Paragraph, Run, words
from goldenthread.plan.states import FINISHED, Colour, State
from goldenthread.reports.facts.values import Book, FactItem, FactValue, NoFact

COUNTED: dict[str, str] = {
    "actions": "Actions in the plan",
    "blue": "Actions marked blue",
    "red": "Actions marked red",
    "amber": "Actions marked amber",
    "green": "Actions marked green",
    "on-paper": "Actions completed on paper and not confirmed here",
    "by-lead": "Actions declared complete by their leads alone",
    "reported": "Actions reported complete that wait for a second person",
    "unrated": "Actions without a rating",
    "unfinished": "Actions on which something is still owed",
    "late": "Actions past their end",
    "disagreements": "Actions rated better than their dates suggest",
    "newly-blue": "Newly complete actions",
    "reopened": "Actions that were complete and were taken up again",
    "improved": "Actions with a better rating than before",
    "worsened": "Actions with a worse rating than before",
    "extended": "Actions whose end was moved",
    "new": "Actions new in the plan",
    "withdrawn": "Actions withdrawn from the plan",
    "silent": "Actions of which nothing was said",
    "newly-late": "Actions late for the first time",
    "asked": "Actions for which something is asked of the board",
    "missing": "Answers that were missing when the round was closed",
}
"""Each number that can be inserted; with ``.list`` behind it the list stands there, with ``.refs`` the refs alone."""

MOVED = {
    "newly-blue": "newly_blue",
    "reopened": "reopened",
    "improved": "improved",
    "worsened": "worsened",
    "new": "new",
    "withdrawn": "withdrawn",
    "silent": "silent",
    "newly-late": "newly_late",
}
FOUR = (Colour.BLUE, Colour.RED, Colour.AMBER, Colour.GREEN)
"""The order in which the committee's paper of February 2019 counts its colours."""


def counted(book: Book, name: str) -> FactValue:
    """A number of actions with the list behind it."""
    items = items_of(book, name)
    number = len(items)
    return FactValue(name, COUNTED[name], runs=(Run(str(number), fact=book.address(name)),), items=items, number=number)


def refs(book: Book, name: str) -> FactValue:
    """The refs of the actions behind a number, as part of a sentence; ``none`` where there are none."""
    items = items_of(book, name)
    text = listed(item.name for item in items) if items else "none"
    label = f"{COUNTED[name]}, by ref"
    return FactValue(f"{name}.refs", label, runs=(Run(text, fact=book.address(name)),), items=items, is_sentence=True)


def listing(book: Book, name: str) -> FactValue:
    """The actions behind a number, each with what it is and what else is to say."""
    items = items_of(book, name)
    block: Block = Items(tuple(Item(_item_runs(item)) for item in items)) if items else Paragraph(words("None."))
    return FactValue(f"{name}.list", f"{COUNTED[name]}, as a list", blocks=(block,), items=items, number=len(items))


def _item_runs(item: FactItem) -> tuple[Run, ...]:
    said = f": {sentence(item.words)}" if item.words else ""
    note = f" {item.note}" if item.note else ""
    return (Run(item.name, strong=True, fact=item.url), Run(f"{said}{note}"))


def items_of(book: Book, name: str) -> tuple[FactItem, ...]:
    """The list behind a number."""
    if name == "missing":
        return tuple(
            FactItem(one.get("action", ""), one.get("what", "") or one.get("action", ""), "", _owed(one))
            for one in book.missing
        )
    if (name in MOVED or name == "extended") and not (name == "silent" and _is_asked(book)):
        _require_before(book)
    note = _NOTES.get(name)
    return tuple(book.item(line, note(book, line) if note else "") for line in _lines(book, name))


def _require_before(book: Book) -> None:
    if book.before_on is None:
        raise NoFact("No earlier round was closed, so nothing can be said to have moved.")


def _is_asked(book: Book) -> bool:
    """Whether the round asked for answers on actions, so that even a first one can tell of what nothing was said."""
    return any(line.returned for line in book.lines)


def unanswered(book: Book) -> list[Line]:
    """The rows of which the round asked for an answer that had not come when it was closed."""
    return [line for line in book.lines if line.returned == Returned.MISSING]


def _lines(book: Book, name: str) -> Sequence[Line]:
    if name == "silent" and book.before_on is None:
        return [line for line in unanswered(book) if line.state not in FINISHED]
    if name in MOVED:
        return book.named(getattr(book.movement, MOVED[name]))
    if name == "extended":
        return book.named(tuple(one.action for one in book.movement.extended))
    if name in (*FOUR,):
        return book.marked(name)
    return _OTHERS[name](book)


_OTHERS: dict[str, Callable[[Book], Sequence[Line]]] = {
    "actions": lambda book: book.standing,
    "on-paper": lambda book: [line for line in book.standing if line.state == State.COMPLETED_ON_PAPER],
    "by-lead": lambda book: [line for line in book.standing if line.state == State.DECLARED_COMPLETE],
    "reported": lambda book: [line for line in book.standing if line.state == State.REPORTED_COMPLETE],
    "unrated": lambda book: [line for line in book.standing if line.declared == Colour.NONE],
    "unfinished": lambda book: book.unfinished,
    "late": lambda book: book.late,
    "disagreements": lambda book: book.disagreements,
    "asked": lambda book: [line for line in book.unfinished if line.needs],
}


def _owed(one: object) -> str:
    found = one if isinstance(one, dict) else {}
    return " ".join(str(found.get(name, "")) for name in ("who", "why")).strip()


def _extension(book: Book, line: Line) -> str:
    return f"The end moved {extension_in_words(book.extended[line.action])}"


def _taken_up(_book: Book, line: Line) -> str:
    """Why it was taken up again: what was said of it, and the sources whose findings it answers."""
    because = f"It answers: {line.sources}." if line.sources else ""
    return f"{sentence(line.said)} {because}".strip()


def _dates(_book: Book, line: Line) -> str:
    return f"{line.because} {sentence(line.despite)}".strip()


def _from_to(book: Book, line: Line) -> str:
    old = book.was.get(line.action)
    return f"From {old.word or old.declared} to {line.word or line.declared}." if old else ""


def sentence(text: str) -> str:
    """A text as a sentence: with a full stop where it ends with a letter or a number."""
    text = text.strip()
    return f"{text}." if text and text[-1].isalnum() else text


_NOTES: dict[str, Callable[[Book, Line], str]] = {
    "newly-blue": lambda _book, line: sentence(line.said),
    "reopened": _taken_up,
    "extended": _extension,
    "late": _dates,
    "newly-late": _dates,
    "disagreements": _dates,
    "improved": _from_to,
    "worsened": _from_to,
    "asked": lambda _book, line: sentence(line.needs),
}


def four_counts(book: Book) -> FactValue:
    """All four counts, "0" included; a further line where something has no rating, so that they add up.

    How much of the blue no second person has confirmed is told with its count: a paper may say "Completed" where
    nobody looked. What its lead reports complete counts as it was rated until a second person confirms it, and stands
    in the rows of the plan under words of its own: so how much of it each count holds is told, too.

    Source: report of 8 February 2019, paragraph 3; that the counts tell who vouches for what they hold is our own.
    """
    rows = [_count_line(book, colour.value, book.said(colour.value), _vouched(book, colour)) for colour in FOUR]
    if any(line.declared == Colour.NONE for line in book.standing):
        rows.append(_count_line(book, "unrated", "tasks without a rating", _waiting(book, Colour.NONE)))
    every = tuple(item for colour in (*FOUR, "unrated") for item in items_of(book, colour))
    return FactValue("counts", "The counts by rating", blocks=(Items(tuple(rows)),), items=every)


def _count_line(book: Book, name: str, said: str, more: Sequence[Run] = ()) -> Item:
    number = len(items_of(book, name))
    first, _, rest = said.partition(" ")
    noun = first.removesuffix("s") if number == 1 and first.endswith("s") else first
    return Item((Run(str(number), fact=book.address(name)), Run(f" {noun} {rest}".rstrip()), *more))


def _vouched(book: Book, colour: Colour) -> list[Run]:
    """Of what is blue, how much was completed on paper or declared by its lead, which nobody else has confirmed.

    Of another colour, how much waits to be confirmed.
    """
    if colour != Colour.BLUE:
        return _waiting(book, colour)
    said = (("on-paper", "completed on paper and not confirmed here"), ("by-lead", "declared complete by {} alone"))
    every = len(items_of(book, colour))
    runs: list[Run] = []
    for name, how in said:
        if number := len(items_of(book, name)):
            first = ", all " if number == every > 1 else ", of which "
            runs += [Run(" and " if runs else first), Run(str(number), fact=book.address(name)),
                     Run(f" {how.format('its lead' if number == 1 else 'their leads')}")]  # fmt: skip
    return runs


def _waiting(book: Book, colour: Colour) -> list[Run]:
    """How much of a count is reported complete by its lead, and printed so in its row of the plan."""
    every = _OTHERS["reported"](book)
    found = sum(line.declared == colour for line in every)
    if not found:
        return []
    number = Run(str(found), fact=book.address("reported") if found == len(every) else "")
    said = "is reported complete by its lead" if found == 1 else "are reported complete by their leads"
    return [Run(", of which "), number, Run(f" {said} and {'waits' if found == 1 else 'wait'} for a second person")]
