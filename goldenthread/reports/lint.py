"""What a report still lacks, or has too much of, in words: a part that is missing or too long, a fact that fails.

Pure. Each shortcoming says what to do about it, and whether the report can be issued with it.

Source: the cover reports in the pack of 2 May 2018, whose parts these are; the limits are our own choice.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from goldenthread.bodies.schedule_12a import what_is_missing
from goldenthread.documents.paper import Block, Items, Paragraph, Picture, Table, every_block, printed
from goldenthread.reports.building import BlockValues, Built, SectionBuilt
from goldenthread.reports.recommending import not_what_it_is_for
from goldenthread.reports.states import SectionKind
from goldenthread.reports.wording import FORMULA_OF_KIND, TemplateValues

LONGEST_PARAGRAPH = 180
LONGEST_SENTENCE = 45
_SENTENCE = re.compile(r"[^.!?]+")
_LEFT_IN = re.compile(r"\[(?:add|say|write|name|describe)\b[^\]]{0,200}\]", re.IGNORECASE)


class Weight(StrEnum):
    """What a shortcoming stands in the way of."""

    MUST = "must"
    """The report is not issued with it."""
    SHOULD = "should"
    """It is said and may stay."""


@dataclass(frozen=True, slots=True)
class Shortcoming:
    """One thing to put right: what it is and what to do, in which section where it is of one."""

    sentence: str
    weight: Weight
    section: int | None = None


def lint(block: BlockValues, built: Built, template: TemplateValues) -> list[Shortcoming]:
    """Everything a report lacks, in the order of the paper; what stands in the way of issuing it first."""
    found = [*_block(block), *_parts(built, template), *_asked(block, built), *_texts(built, template)]
    found += [
        Shortcoming(f"{problem.sentence} {_written(problem.written)}".strip(), Weight.MUST, section.values.key)
        for section in built.sections
        for problem in section.problems
    ]
    return sorted(found, key=lambda one: one.weight != Weight.MUST)


def _written(text: str) -> str:
    return f"It stands as {text}." if text else ""


def _block(block: BlockValues) -> list[Shortcoming]:
    must = [
        (not block.going_to, "Say which committee or board it goes to."),
        (any(on is None for _, on in block.going_to), "Give the day of each meeting it goes to."),
        (not block.report_of, "Say whose report it is: the chief officer under “Report of”."),
        (not block.author_name, "Name the author of the report."),
    ]
    should = [(not (block.author_email or block.author_telephone), "Give the author's telephone or e-mail.")]
    return [
        *(Shortcoming(sentence, Weight.MUST) for is_so, sentence in must if is_so),
        *(Shortcoming(sentence, Weight.MUST) for sentence in _kept_for_nothing(block)),
        *(Shortcoming(sentence, Weight.SHOULD) for is_so, sentence in should if is_so),
    ]


def _kept_for_nothing(block: BlockValues) -> list[str]:
    """What a report that is not public does not say yet: under which paragraph, and why the public interest is so."""
    return [] if block.is_public else what_is_missing(block.exempt_under, block.public_interest)


def _parts(built: Built, template: TemplateValues) -> list[Shortcoming]:
    """The parts a template requires, and the implications it wants."""
    found = []
    by_kind = [one for one in built.sections if one.blocks]
    for wanted in template.sections:
        if not wanted.is_required or any(_is(one, wanted.kind, wanted.heading) for one in by_kind):
            continue
        kind = SectionKind(wanted.kind)
        name = wanted.heading or template.said(FORMULA_OF_KIND[kind]) if kind in FORMULA_OF_KIND else wanted.heading
        found.append(Shortcoming(f"Write the part “{name or kind.label}”: it is missing or empty.", Weight.MUST))
    for name in template.implications:
        if not any(_is(one, SectionKind.IMPLICATIONS, name) for one in by_kind):
            found.append(Shortcoming(f"Say what it means under “{name}”, or that it has none.", Weight.MUST))
    if not any(one.values.kind == SectionKind.BODY for one in by_kind):
        found.append(Shortcoming("Write at least one paragraph of the main report.", Weight.MUST))
    return found


def _asked(block: BlockValues, built: Built) -> list[Shortcoming]:
    """What members are asked where it does not go with what the report is for."""
    told = (
        (not_what_it_is_for(one.blocks, is_for_decision=block.is_for_decision), one.values.key)
        for one in built.sections
        if one.values.kind == SectionKind.RECOMMENDATIONS
    )
    return [Shortcoming(sentence, Weight.SHOULD, key) for sentence, key in told if sentence]


def _is(section: SectionBuilt, kind: str, heading: str) -> bool:
    """Whether a section is the one that is wanted; a body section can have been given another heading."""
    if section.values.kind != kind:
        return False
    return kind == SectionKind.BODY or not heading or section.heading.casefold() == heading.casefold()


def _texts(built: Built, template: TemplateValues) -> list[Shortcoming]:
    found = []
    for section in built.sections:
        key, words = section.values.key, _words_in(section.blocks)
        most = template.limits.get(section.values.kind)
        if most and words > most:
            found.append(
                Shortcoming(f"“{section.heading}” has {words} words, more than {most}: shorten it.", Weight.SHOULD, key)
            )
        found += [Shortcoming(sentence, weight, key) for sentence, weight in _in_section(section)]
    return found


def _in_section(section: SectionBuilt) -> list[tuple[str, Weight]]:
    found: list[tuple[str, Weight]] = []
    if section.values.kind == SectionKind.BODY and section.blocks and not section.values.heading:
        found.append(("Give this section a heading, so that a reader can find it.", Weight.SHOULD))
    if section.values.heading and not section.blocks:
        found.append((f"“{section.heading}” has a heading and no words.", Weight.SHOULD))
    for left in _LEFT_IN.findall(section.values.text):
        found.append((f"“{left[:80]}” was left to be written.", Weight.MUST))
    for typed in section.typed:
        if len(typed.text.split()) > LONGEST_PARAGRAPH:
            found.append((f"A paragraph of “{section.heading}” is long; cut it in two.", Weight.SHOULD))
        elif any(len(one.split()) > LONGEST_SENTENCE for one in _SENTENCE.findall(typed.text)):
            found.append((f"A sentence of “{section.heading}” is long: “{typed.text[:60]}…”.", Weight.SHOULD))
    return found


def _words_in(blocks: Sequence[Block]) -> int:
    return sum(len(text.split()) for block in every_block(tuple(blocks)) for text in _texts_of(block))


def _texts_of(block: Block) -> list[str]:
    match block:
        case Paragraph():
            return [printed(block.words), *(text for items in block.lists for text in _texts_of(items))]
        case Items():
            within = [text for one in block.items if one.within for text in _texts_of(one.within)]
            return [*(printed(one.words) for one in block.items), *within]
        case Table() | Picture():
            return []
        case _:
            return []


def standing_in_the_way(found: Sequence[Shortcoming]) -> list[str]:
    """The sentences of what a report cannot be issued with."""
    return [one.sentence for one in found if one.weight == Weight.MUST]
