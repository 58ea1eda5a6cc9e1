"""Papers for tests: one that has every part there is, all of it invented."""

import struct
import zlib
from datetime import UTC, datetime
from typing import Any

from goldenthread.documents.paper import (
    Appendix,
    Chart,
    ChartRow,
    Column,
    Council,
    Crest,
    Fact,
    Facts,
    Group,
    Heading,
    Item,
    Items,
    Landscape,
    Mark,
    PageBreak,
    Paper,
    Paragraph,
    Picture,
    RatingMark,
    Run,
    Series,
    Table,
    Tone,
    words,
)

NOON = datetime(2026, 4, 3, 12, 0, tzinfo=UTC)
LABELS = ("Aim", "Ref", "Action", "Start", "End date", "Measure", "Lead", "Senior", "Comments", "Rating")
WEIGHTS = (12, 4, 13, 6, 6, 13, 5, 4, 19, 8)
SAID = "Families in the harbour wards find help early and know whom to ask."


def png(width: int = 40, height: int = 20, *, claims: tuple[int, int] | None = None) -> bytes:
    """A small grey picture; ``claims`` is the size its header gives where that is not its own."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    size = struct.pack(">II", *(claims or (width, height)))
    rows = zlib.compress((b"\x00" + b"\x99" * width) * height)
    body = chunk(b"IHDR", size + b"\x08\x00\x00\x00\x00") + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def action(ref: str, *, comments: str = SAID, mark: Mark = Mark.GREEN, word: str = "Green") -> tuple[Any, ...]:
    """A row of ten cells."""
    aim = (Run("Be heard early"), Run("peer review", tone=Tone.SOURCE))
    plain = ("Ask every family", "Apr 26", "March 2027", "Nine in ten agree", "AB/CD", "EF", comments)
    what, start, end, measure, lead, senior, said = (words(text) for text in plain)
    return (aim, words(ref), what, start, end, measure, lead, senior, said, RatingMark(mark, word))


def actions(*groups: Group) -> Table:
    """A table of ten columns under the headings of its groups."""
    columns = tuple(Column(label, weight) for label, weight in zip(LABELS, WEIGHTS, strict=True))
    return Table("The actions", columns, groups, row_header=1, is_caption_printed=False)


def group(title: str, *rows: tuple[Any, ...], labels: tuple[str, ...] = ()) -> Group:
    """A group under a heading, with a note."""
    return Group(rows, (Heading(2, words(title)),), (Paragraph(words(f"A note on {title}.")),), labels)


def chart() -> Chart:
    """Two bars of three parts."""
    series = (Series("Blue", Mark.BLUE), Series("Amber", Mark.AMBER), Series("Green", Mark.GREEN))
    rows = (ChartRow("First priority", (4, 0, 2), "First"), ChartRow("Second priority", (1, 3, 5), "Second"))
    return Chart("How the priorities stand", "Priority", series, rows)


def whole_paper(**changes: Any) -> Paper:
    """A paper with every part there is."""
    small = Table(
        "Counts",
        (Column("Rating", 2), Column("How many", 1, is_figures=True), Column("Meaning", 4)),
        (
            Group(
                (
                    (RatingMark(Mark.BLUE, "Blue"), words("7"), words("all done")),
                    (RatingMark(Mark.RED, "Red"), words("0"), words("stuck")),
                    (RatingMark(Mark.AMBER, "Amber"), words("2"), words("slow")),
                    (RatingMark(Mark.REPORTED, "Reported"), words("1"), words("said by its lead")),
                    (RatingMark(Mark.NONE, "Paused"), words("1"), words("set aside")),
                )
            ),
        ),
    )
    lists = (
        Items((Item(words("at the library")), Item(words("by telephone"), Items((Item(words("in the evening")),))))),
        Items((Item(words("weigh")), Item(words("decide"))), is_ordered=True),
    )
    table = actions(
        group("Priority 1: Be heard", *(action(f"1.{number}") for number in range(1, 4))),
        group("Priority 2: Be safe", action("2.1", mark=Mark.RED, word="Red"), labels=("Duty", *LABELS[1:])),
        Group((), (Heading(2, words("Priority 3: Grow up well")),), (Paragraph(words("Nothing yet.")),)),
    )
    values: dict[str, Any] = {
        "title": "Harbour Improvement Plan",
        "council": Council(
            "Saltmarsh Borough Council", "#1f3f8f", Crest(png(30, 30), "image/png", "A heron on a post")
        ),
        "made_at": NOON,
        "kind": "For Information",
        "mark": "Working copy",
        "header": (
            Fact("Committee:", words("Harbour Children Committee"), words("Dated: 3 April 2026")),
            Fact("Subject:", words("How the plan stands"), words("Public")),
            Fact("Report author:", words("Ann Example\nService Manager")),
        ),
        "blocks": (
            Heading(1, words("Summary")),
            Paragraph((Run("Members "), Run("must", strong=True), Run(" read "), Run("all", emphasis=True))),
            Heading(1, words("Main Report")),
            Heading(2, words("Background")),
            Paragraph(words("It began with a survey."), 1, lists),
            Paragraph((Run("See "), Run("the register", link="https://register.example/a?b=1&c=2"), Run(".")), 2),
            Heading(2, words("Position")),
            Paragraph((Run("There are "), Run("11", fact="/plans/harbour/"), Run(" actions.")), 3),
            small,
            chart(),
            Picture(png(), "image/png", "A map of three wards", "The wards of the harbour"),
            Facts((Fact("Contact:", words("Ann Example")), Fact("T:", words("01632 960 001"))), "Contact"),
            PageBreak(),
            Appendix(
                1, "The plan", (Heading(1, words("At length")), Landscape((table,)), Paragraph(words("The end.")))
            ),
        ),
    }
    return Paper(**(values | changes))


def short_paper(text: str, **changes: Any) -> Paper:
    """A paper that says one thing, in a paragraph, a cell, a heading and a fact alike."""
    table = Table("What is said", (Column(text, 1), Column("Beside", 1)), (Group(((words(text), words("x")),)),))
    values: dict[str, Any] = {
        "title": text,
        "council": Council("Saltmarsh Borough Council"),
        "made_at": NOON,
        "kind": text,
        "mark": text,
        "header": (Fact(text, words(text)),),
        "blocks": (Heading(1, words(text)), Paragraph(words(text)), Items((Item(words(text)),)), table),
    }
    return Paper(**(values | changes))
