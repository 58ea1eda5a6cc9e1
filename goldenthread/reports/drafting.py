"""The first draft of a report: plain editable sentences with facts in them, made of a closed round in one press.

Pure: a book goes in, the sections come out. Every figure is a fact, so that none can drift; every sentence is true
whether there is nothing, one or many to tell of. What only a person can say is left to be written, in square brackets.

Source: the cover reports of 2 May 2018 and 8 February 2019 for what such a report tells: the meanings of the ratings,
all four counts, what is newly complete, each amber with its narrative, what was taken up again and why, achievements
and pressures, what happens next.
"""

from collections.abc import Callable, Sequence

from goldenthread.plan.states import Colour
from goldenthread.reports.facts.counts import items_of
from goldenthread.reports.facts.values import Book, NoFact
from goldenthread.reports.laying_out import laid_out
from goldenthread.reports.states import Purpose, SectionKind
from goldenthread.reports.wording import SectionBegun, TemplateValues

TO_WRITE = "[Say in a sentence what members should take from this.]"


def drafted(book: Book, template: TemplateValues, *, purpose: str) -> list[SectionBegun]:
    """The sections of a first draft, under the headings and in the order of the template of its body."""
    body = [
        ("Background", _background),
        ("Progress of the plan", _progress),
        ("Newly complete", _newly_complete),
        ("Red actions", lambda _book: "{{every red}}"),
        ("Amber actions", lambda _book: "{{every amber}}"),
        ("Actions taken up again", _reopened),
        ("Achievements", _achievements),
        ("Pressures", _pressures),
        ("What is late", _late),
        ("What happens next", _next),
    ]
    own: list[SectionBegun] = [
        SectionBegun(SectionKind.SUMMARY, text=_summary(book)),
        SectionBegun(SectionKind.RECOMMENDATIONS, text=_recommendations(book, template, purpose)),
        *(SectionBegun(SectionKind.BODY, heading, text=text) for heading, text in _told(book, body)),
        SectionBegun(SectionKind.CONCLUSION, text=_conclusion(book)),
    ]
    return laid_out(own, template)


Telling = Callable[[Book], str]


def _told(book: Book, body: Sequence[tuple[str, Telling]]) -> list[tuple[str, str]]:
    """The sections that have something to tell."""
    return [(heading, text) for heading, tell in body if (text := tell(book))]


def _has(book: Book, name: str) -> bool:
    """Whether there is anything behind a fact; what moved is unknown where no round was closed before."""
    try:
        return bool(items_of(book, name))
    except NoFact:
        return False


def _summary(book: Book) -> str:
    first = (
        "This report tells how the {{plan}} stands on {{position-date}}. Of {{actions}} actions, {{blue}} "
        f"{_are(book, 'blue')} marked blue, {{{{red}}}} red, {{{{amber}}}} amber and {{{{green}}}} green."
        f"{_reported(book)}"
    )
    moved = (
        "{{completions}}"
        if book.before_on
        else "It is the first round that was closed, so nothing is compared with an earlier one."
    )
    return f"{first}\n\n{moved} {{{{lateness}}}}\n\n{TO_WRITE}"


def _reported(book: Book) -> str:
    """That some of these wait for a second person: the rows behind the report print them so, and not by a colour."""
    count = len(items_of(book, "reported"))
    if not count:
        return ""
    if count == 1:
        said = "action is reported complete by its lead: it counts as it was rated until a second person confirms it"
    else:
        said = "actions are reported complete by their leads: they count as rated until a second person confirms them"
    return f" In all, {{{{reported}}}} {said}."


def _are(book: Book, name: str) -> str:
    return "is" if len(items_of(book, name)) == 1 else "are"


def _recommendations(book: Book, template: TemplateValues, purpose: str) -> str:
    asked = template.said("asked_to")
    note = template.said("note")
    lines = [f"- {note}"]
    if purpose == Purpose.DECISION:
        lines = ["- [Write what members are asked to decide.]"]
    if _has(book, "asked"):
        lines.append("- Consider what the plan asks for, under “What happens next”.")
    return f"{asked}\n\n" + "\n".join(lines)


def _background(book: Book) -> str:
    board = "It is monitored by the {{board}}. " if book.board_name else ""
    meant = "Each action has a rating. What the plan says of each:\n\n{{meanings}}"
    changed = (
        "\n\nSome ratings do not mean what they meant in the round before:\n\n{{changed-meanings}}"
        if book.before_on and book.meanings
        else ""
    )
    return (
        f"The {{{{plan}}}} says what is done, by whom and by when. {board}"
        f"Its position is taken on {{{{position-date}}}}, for the period {{{{period}}}}.\n\n{meant}{changed}"
    )


def _progress(book: Book) -> str:
    counts = "There are:\n\n{{counts}}"
    if not book.before_on:
        return f"{counts}\n\n{{{{chart ratings}}}}"
    moved = (
        "Since {{previous-date}}, actions with a better rating: {{improved}}; with a worse one: {{worsened}}; "
        "with an end that was moved with approval: {{extended}}."
    )
    return f"{counts}\n\n{moved}\n\n{{{{chart ratings}}}}"


def _newly_complete(book: Book) -> str:
    if not book.before_on:
        return ""
    if not _has(book, "newly-blue"):
        return "No action became complete since {{previous-date}}."
    return "These became complete since {{previous-date}}:\n\n{{newly-blue.list}}"


def _reopened(book: Book) -> str:
    if not _has(book, "reopened"):
        return ""
    return "These were complete and are worked on again, because of what was found since:\n\n{{reopened.list}}"


def _achievements(book: Book) -> str:
    named = any(one.get("kind") == "achievement" for one in book.notes)
    return "In this period:\n\n{{achievements}}" if named else "No achievement was named in this period."


def _pressures(book: Book) -> str:
    named = any(one.get("kind") == "pressure" for one in book.notes)
    return "What presses on the work:\n\n{{pressures}}" if named else "No pressure was named in this period."


def _late(book: Book) -> str:
    text = "{{lateness}}"
    if _has(book, "newly-late"):
        text += " Late for the first time: {{newly-late.refs}}."
    if _has(book, "silent"):  # tells of the answers that were missing as well
        text += "\n\n{{silence}}"
    elif book.missing:
        text += "\n\nWhen the round was closed, answers were missing: {{missing}}."
    return text


def _next(book: Book) -> str:
    asked = "The plan asks for:\n\n{{asked-for}}" if _has(book, "asked") else "Nothing is asked beyond noting."
    steps = any(line.next_step for colour in (Colour.RED, Colour.AMBER) for line in book.marked(colour))
    return f"{asked}\n\nThe next steps on what is red or amber:\n\n{{{{next-steps}}}}" if steps else asked


def _conclusion(book: Book) -> str:
    return (
        "On {{position-date}}, {{blue}} of {{actions}} actions "
        f"{_are(book, 'blue')} marked blue and {{{{unfinished}}}} still in hand. "
        "[Say in a sentence what the author makes of it.]"
    )
