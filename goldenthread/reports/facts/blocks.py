"""Facts that stand by themselves: what the ratings mean, every amber and red with its narrative, notes, a chart.

Source: the report of 8 February 2019, paragraphs 2 (meanings), 4 (achievements), 5 (pressures) and 6 to 10 (what holds
each amber back; five of eight had nothing said of them, so here every one has its own).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from goldenthread.boards.values import Line
from goldenthread.design.words import counted as count_of
from goldenthread.design.words import day, listed
from goldenthread.documents.paper import (
    Block,
    Chart,
    ChartRow,
    Item,
    Items,
    Mark,
    Paragraph,
    Run,
    Runs,
    Series,
    words,
)
from goldenthread.plan.states import Colour
from goldenthread.reports.facts.actions import next_step
from goldenthread.reports.facts.counts import FOUR, items_of, sentence, unanswered
from goldenthread.reports.facts.values import Book, FactItem, FactValue, NoFact
from goldenthread.reports.wording import FORMULAE

OF_THE_ROUND: dict[str, str] = {
    "counts": "The four counts, as lines",
    "meanings": "What each rating means",
    "ambers": "Every amber action with its narrative",
    "reds": "Every red action with its narrative",
    "achievements": "What went well",
    "pressures": "What presses",
    "asked-for": "What is asked of the board, by action",
    "next-steps": "What happens next, by amber and red action",
    "every amber": "Every amber action with its narrative, behind a line that leads to them",
    "every red": "Every red action with its narrative, behind a line that leads to them",
    "lateness": "What is past its end, in a sentence",
    "completions": "What became complete and what went back to work, in a sentence",
    "silence": "Of what nothing was said, in a sentence",
    "changed-meanings": "Rating words that do not mean what they meant before",
    "chart ratings": "The ratings of each priority, drawn",
}
"""Each block that can be inserted, on a line of its own."""

MOST_NAMED = 12
"""So many refs stand in a sentence; of more the number is told, with its list behind it."""

IN_A_SENTENCE: dict[str, str] = {
    "period": "The period of the round",
    "position-date": "The day by which dates are judged",
    "previous-date": "The day of the round before",
    "plan": "The name of the plan",
    "board": "The board of the round",
    "round": "The number of the round",
}
"""Each word of the round that can be inserted."""


def word_of(book: Book, name: str) -> FactValue:
    """A word of the round, such as its day."""
    texts = {
        "period": f"{day(book.period_starts_on)} to {day(book.period_ends_on)}",
        "position-date": day(book.position_on),
        "previous-date": day(book.before_on),
        "plan": book.plan_name,
        "board": book.board_name,
        "round": str(book.round_number),
    }
    if not texts[name]:
        raise NoFact(
            "No earlier round was closed, so there is no day of it."
            if name == "previous-date"
            else "This round is for no board."
        )
    return FactValue(name, IN_A_SENTENCE[name], runs=(Run(texts[name], fact=book.address(name)),))


def meanings(book: Book) -> FactValue:
    """What each rating means: blue, red, amber, green, then others; in the plan's words as the round was closed.

    Where the plan gives a word no meaning, that is said, and none is put into its mouth: two words of one colour need
    not mean the same. What the council wrote into its own template for a colour is told as the council's.

    Source: report of 8 February 2019, paragraph 2; the plan of 2 May 2018, which explains neither "Completed" nor
    "Blue".
    """
    order = {colour.value: place for place, colour in enumerate(FOUR)}
    ordered = sorted(book.words, key=lambda one: order.get(one.get("colour", ""), len(order)))
    items = tuple(
        Item((Run(word, strong=True), Run(_meaning(book, one)))) for one in ordered if (word := one.get("word", ""))
    )
    none = "The plan gives its ratings no meaning."
    return FactValue("meanings", OF_THE_ROUND["meanings"], blocks=_list_or(items, none))


def _meaning(book: Book, one: Mapping[str, str]) -> str:
    if meaning := one.get("meaning", "").strip():
        return f" meaning ‘{meaning}’"
    name = f"means_{one.get('colour', '')}"
    own = book.said(name) if name in FORMULAE else ""
    if own and own != FORMULAE[name]:
        return f": the plan does not say what it means; the council’s reports say ‘{own}’ of {one['colour']}"
    colour = one.get("colour", "")
    counted = f"; it is counted as {colour}" if colour in (*FOUR,) else ""
    return f": the plan does not say what it means{counted}"


def troubled(book: Book, colour: Colour, name: str) -> FactValue:
    """Every action of a colour with its narrative: what it is, what was said, why, and what happens next and when."""
    lines = book.marked(colour)
    blocks = tuple(Paragraph(_narrative(book, line)) for line in lines)
    none = (Paragraph(words(f"No action is marked {colour.value}.")),)
    return FactValue(
        name, OF_THE_ROUND[name], blocks=blocks or none, items=tuple(book.item(line) for line in lines),
        number=len(lines),
    )  # fmt: skip


def introduced(book: Book, colour: Colour, name: str) -> FactValue:
    """Every action of a colour behind the line that leads to them; without any, that there is none and no such line."""
    value = troubled(book, colour, name)
    holds = "What holds each amber action back" if colour == Colour.AMBER else "What stands in the way of each red one"
    line = Paragraph(words(f"{holds}, and what happens next:"))
    return replace(value, blocks=(line, *value.blocks)) if value.number else value


def completions(book: Book) -> FactValue:
    """How many actions became complete since the round before, and how many went back from complete to work."""
    newly, back = items_of(book, "newly-blue"), items_of(book, "reopened")
    runs: list[Run] = [Run(f"Since {day(book.before_on)} ")]
    if newly:
        runs += [
            Run(count_of(len(newly), "action"), fact=book.address("newly-blue")),
            Run(" became complete"),
        ]
    else:
        runs.append(Run("no action became complete"))
    if back:
        runs += [
            Run("; "),
            Run(str(len(back)), fact=book.address("reopened")),
            Run(" went back from complete to work"),
        ]
    else:
        runs.append(Run(", and none went back from complete to work"))
    return FactValue(
        "completions", OF_THE_ROUND["completions"], runs=(*runs, Run(".")), items=(*newly, *back), is_sentence=True
    )


def _narrative(book: Book, line: Line) -> Runs:
    url = book.item(line).url
    told = [sentence(line.wording), sentence(line.said)]
    if line.extensions and line.extended_why:
        told.append(f"Its end is now {line.ends or 'open'}: {sentence(line.extended_why)}")
    elif line.ends:
        told.append(f"It is due {line.ends}.")
    told.append(sentence(line.despite))
    if line.needs:
        told.append(f"It needs: {sentence(line.needs)}")
    if line.board_word:
        told.append(f"The board rates it {line.board_word}: {sentence(line.board_why)}")
    step = next_step(line)
    told.append(f"Next: {step}" if step else "No next step is recorded.")
    rating = f" ({line.word or line.declared}). "
    return (Run(book.name_of(line), strong=True, fact=url), Run(rating + " ".join(part for part in told if part)))


def notes(book: Book, kind: str, name: str) -> FactValue:
    """The achievements or pressures of the period; of a pressure named before, what has become of it."""
    found = [one for one in book.notes if one.get("kind") == kind]
    items = tuple(Item(_themed(one)) for one in found)
    none = "No achievement was named in this period." if kind == "achievement" else "No pressure was named."
    return FactValue(name, OF_THE_ROUND[name], blocks=_list_or(items, none), number=len(found))


def _themed(one: Mapping[str, str]) -> Runs:
    """A note behind what it is about, where that was said: ``Staffing: Three posts stand empty.``"""
    theme, note = one.get("theme", "").strip(), _note(one)
    if not theme or note.casefold().startswith(f"{theme}:".casefold()):
        return words(note)
    return (Run(theme, strong=True), Run(f": {note}"))


def _note(one: Mapping[str, str]) -> str:
    """A note without the name of whoever gave it: the paper speaks for the council."""
    text, before, standing = (one.get(name, "").strip() for name in ("text", "before", "standing"))
    if not standing:
        return sentence(text or before)
    if before.startswith("in round"):
        return f"{sentence(text)} {standing}; it was named {sentence(before)}"
    said = f"{standing}: {sentence(text)}" if text else sentence(standing)
    if before and not text:
        return f"Named before: {sentence(before)} {said}"
    return f"{sentence(before)} {said}" if before else said


def asked_for(book: Book) -> FactValue:
    """What is asked of the board or of members, by action."""
    lines = [line for line in book.unfinished if line.needs]
    items = tuple(
        Item((Run(book.name_of(line), strong=True, fact=book.item(line).url), Run(f": {sentence(line.needs)}")))
        for line in lines
    )
    behind = tuple(book.item(line, line.needs) for line in lines)
    blocks = _list_or(items, "Nothing is asked beyond noting the report.")
    return FactValue("asked-for", OF_THE_ROUND["asked-for"], blocks=blocks, items=behind, number=len(lines))


def next_steps(book: Book) -> FactValue:
    """What happens next with what is red or amber: the recorded steps."""
    lines = [line for line in (*book.marked(Colour.RED), *book.marked(Colour.AMBER)) if line.next_step]
    items = tuple(
        Item((Run(book.name_of(line), strong=True, fact=book.item(line).url), Run(f": {next_step(line)}")))
        for line in lines
    )
    behind = tuple(book.item(line, line.next_step) for line in lines)
    blocks = _list_or(items, "No next step is recorded for what is red or amber.")
    return FactValue("next-steps", OF_THE_ROUND["next-steps"], blocks=blocks, items=behind, number=len(lines))


def lateness(book: Book) -> FactValue:
    """How much is past its end, of how much that is unfinished, and how much of it is rated as if it were not."""
    late, open_ones, better = len(book.late), len(book.unfinished), items_of(book, "disagreements")
    behind = tuple(book.item(line, line.because) for line in book.late)
    are, rest = ("is", "its end") if late == 1 else ("are", "their end")
    runs: list[Run] = [
        Run(str(late), fact=book.address("late")),
        Run(f" of {count_of(open_ones, 'unfinished action')} {are} past {rest} on {day(book.position_on)}"),
    ]
    if late:
        verb = "is" if len(better) == 1 else "are"
        runs += [
            Run("; "),
            Run(str(len(better)), fact=book.address("disagreements")),
            Run(f" {verb} rated better than the dates suggest"),
        ]
    return FactValue(
        "lateness", OF_THE_ROUND["lateness"], runs=(*runs, Run(".")), items=behind, number=late, is_sentence=True
    )


def silence(book: Book) -> FactValue:
    """Of how many unfinished actions nothing was said, of which where they are few, and how many answers were missing.

    The two numbers differ: an action is silent where nothing was said of it since the round before, and where none was
    closed before, where the answer this round asked for had not come. An answer may also be missing of something else
    than an action, and one is counted as missing that came without a sentence which the round wanted.

    Source: the plan of 2 May 2018, of whose live actions five had no update in that year.
    """
    items = items_of(book, "silent")
    which = f": {listed(item.name for item in items)}" if 0 < len(items) <= MOST_NAMED else ""
    number = Run(count_of(len(items), "unfinished action"), fact=book.address("silent"))
    runs = (Run("Nothing was said this time of "), number, Run(f"{which}."), *_missing(book))
    return FactValue("silence", OF_THE_ROUND["silence"], runs=runs, items=items, number=len(items), is_sentence=True)


def _missing(book: Book) -> tuple[Run, ...]:
    """How many answers were missing when the round was closed, of what kinds, and why it was closed without them."""
    count = len(book.missing)
    if not count:
        return ()
    asked, late = sum(bool(line.returned) for line in book.lines), len(unanswered(book))
    others = sum(not one.get("action") for one in book.missing)
    bare = count - late - others
    given = sentence(book.missing_why)
    why = (Run(f" The reason given for closing it without: {given}"),) if given else ()
    number = Run(count_of(count, "answer"), fact=book.address("missing"))
    if late == asked == count > 1:
        return Run(" None of the "), number, Run(" the round asked for had come when it was closed."), *why
    kinds = [f"{late} of the {asked} asked for on actions"] if late else []
    kinds += [f"{others} asked for on something else"] if others else []
    kinds += [f"{bare} that came without the sentence it wanted"] if bare > 0 else []
    verb = "was" if count == 1 else "were"
    return Run(" When the round was closed "), number, Run(f" {verb} missing: {listed(kinds)}."), *why


def changed_meanings(book: Book) -> FactValue:
    """The rating words that do not mean what they meant at the closing before: figures across it compare two scales."""
    items = tuple(
        Item(
            (Run(one.word, strong=True), Run(f": {one.after or 'no longer used'} (before: {one.before or 'not used'})"))
        )
        for one in book.meanings
    )
    return FactValue(
        "changed-meanings", OF_THE_ROUND["changed-meanings"], number=len(items),
        blocks=_list_or(items, "Every rating means what it meant before."),
    )  # fmt: skip


def chart_of_ratings(book: Book) -> FactValue:
    """The ratings of each priority as bars, with their table beneath."""
    rated = (*FOUR, Colour.NONE) if any(line.declared == Colour.NONE for line in book.standing) else FOUR
    series = tuple(Series(colour.label, Mark(colour.value)) for colour in rated)
    rows: dict[str, Counter[str]] = {}
    for line in book.standing:
        rows.setdefault(_priority(line), Counter())[line.declared] += 1
    bars = tuple(ChartRow(label, tuple(counts[colour] for colour in rated)) for label, counts in rows.items())
    every = tuple(sum(bar.numbers[place] for bar in bars) for place in range(len(rated)))
    total = ChartRow("All", every, is_total=True)
    chart = Chart(f"Actions by rating on {day(book.position_on)}", "Priority", series, (*bars, total))
    return FactValue("chart ratings", OF_THE_ROUND["chart ratings"], blocks=(chart,), items=_all(book, book.standing))


def _priority(line: Line) -> str:
    if line.priority_number:
        return f"Priority {line.priority_number}"
    return line.priority_title or "No priority"


def _all(book: Book, lines: Sequence[Line]) -> tuple[FactItem, ...]:
    return tuple(book.item(line) for line in lines)


def _list_or(items: tuple[Item, ...], none: str) -> tuple[Block, ...]:
    return (Items(items),) if items else (Paragraph(words(none)),)
