"""Ratings as they are drawn: a shape and a word first, then a colour.

Filled means that a person declared it, a dashed outline that the dates suggest
it, always with its reason. A completion that only its lead reports is ink on
paper: it is no colour until a second person makes it blue. The shapes stand in
the sprite of the base page, so a mark costs one ``<use>``.

Dense tables draw thousands of marks. They are built once for each combination
and kept, and rows may carry the finished text: ``row.mark = marks.rating(...)``.
"""

from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

COLOURS = frozenset({"blue", "red", "amber", "green", "none"})
SHAPES_IN_A_STRIP = 36
ON_PAPER = "on paper, not assured here"


class Standing(StrEnum):
    """Who says so: what decides whether a rating is filled, dashed or plain ink."""

    DECLARED = "declared"
    SUGGESTED = "suggested"
    REPORTED = "reported"
    ON_PAPER = "on paper"


class Form(StrEnum):
    """How much room a rating has: a chip, a mark in a sentence, a narrow cell."""

    CHIP = "chip"
    MARK = "mark"
    CELL = "cell"


@lru_cache(maxsize=64)
def shape(name: str, css: str = "shape") -> SafeString:
    """One shape of the sprite, hidden from screen readers: the word beside it speaks."""
    return format_html(
        '<svg class="{}" viewBox="0 0 {}" aria-hidden="true"><use href="#shape-{}"/></svg>',
        css,
        "16 16" if css == "shape" else "18 18",
        name,
    )


def rating(
    colour: str,
    word: str,
    *,
    standing: str = Standing.DECLARED,
    meaning: str = "",
    because: str = "",
    form: str = Form.CHIP,
) -> SafeString:
    """Draw a rating with its word; a suggestion is followed by its reason.

    ``word`` is the plan's own ("Green", "On track", the paper's "Completed").
    ``meaning`` is read out after it. ``because`` stands beneath: the reason of
    a suggestion, or the note of a completion that was only read from paper.
    """
    drawn = _draw(colour, word, Standing(standing), meaning, Form(form))
    if standing == Standing.SUGGESTED and because and form == Form.CHIP:
        return mark_safe(f'<span class="because">{drawn} {conditional_escape(because)}</span>')  # noqa: S308
    if standing == Standing.ON_PAPER:
        because = because or ON_PAPER
    if form == Form.CELL and because:
        return mark_safe(f'{drawn}<span class="vh">, {conditional_escape(because)}</span>')  # noqa: S308
    if not because:
        return drawn
    return mark_safe(f'{drawn} <span class="because">{conditional_escape(because)}</span>')  # noqa: S308


@lru_cache(maxsize=2048)
def _draw(colour: str, word: str, standing: Standing, meaning: str, form: Form) -> SafeString:
    if colour not in COLOURS:
        raise ValueError(f"{colour!r} is no colour of a rating; use one of {', '.join(sorted(COLOURS))}.")
    look = "waiting" if standing == Standing.REPORTED else colour
    unsaid = ", ".join(
        part for part in (meaning, "suggested by the dates" if standing == Standing.SUGGESTED else "") if part
    )
    rest = format_html('<span class="vh">: {}</span>', unsaid) if unsaid else ""
    if form == Form.CELL:
        letter = "rep." if standing == Standing.REPORTED else word[:1].upper()
        words = format_html('<span aria-hidden="true">{}</span><span class="vh">{}{}</span>', letter, word, rest)
    else:
        words = format_html("{}{}", word, rest)
    dashed = " suggested" if standing == Standing.SUGGESTED else ""
    css = f"rating {look}{dashed}" if form == Form.CHIP else f"mark {look}{dashed}"
    return format_html('<span class="{}">{}{}</span>', css, shape(look), words)


@lru_cache(maxsize=2048)
def tally(look: str, word: str, count: int, url: str = "") -> SafeString:
    """A figure with its word and shape, to stand in a line with others; it opens its list where it has one."""
    words = format_html("{} {}", count, word.lower())
    if url:
        words = format_html('<a href="{}">{}</a>', url, words)
    return format_html('<span class="mark {}">{}{}</span>', look, shape(look), words)


def shapes_per(counts: Iterable[int]) -> int:
    """How many things one shape stands for, the same along all rows of a table: 1, 5, 10, 50, 100 and so on."""
    most, per, step = max(counts, default=0), 1, 5
    while most > SHAPES_IN_A_STRIP * 2 * per:
        per, step = per * step, 2 if step == 5 else 5
    return per


@lru_cache(maxsize=512)
def strip(colour: str, count: int, *, per: int = 1) -> SafeString:
    """As many shapes as there are things, in a row of ten by ten; the figure beside them speaks."""
    shapes = -(-count // per)
    size = " small" if shapes > SHAPES_IN_A_STRIP // 3 else ""
    drawn = mark_safe(shape(colour) * shapes)  # noqa: S308
    return format_html('<span class="strip {}{}" aria-hidden="true">{}</span>', colour, size, drawn)
