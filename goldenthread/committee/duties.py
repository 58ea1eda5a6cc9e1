"""What the law asks before an agenda is issued, held against the agenda as it stands: each duty with what to do.

Pure: values go in, unmet duties come out. While one is unmet nothing is issued. The software holds the council to
these steps; whether a reason is a good one is for the proper officer to say.

Sources: Local Government Act 1972, sections 100A(4) to (6), 100B(2) to (5), 100D and Schedule 12A; each duty names its
own.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from goldenthread.committee.formulae import ALWAYS_THERE
from goldenthread.committee.kinds import ItemKind, Part
from goldenthread.design.words import day


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """What the duties ask of a paper: whether it is kept from the public, why, and its background papers."""

    title: str
    url: str
    is_restricted: bool = False
    has_reasons: bool = False
    public_title: str = ""
    background: str = ""


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """What the duties ask of an item that is still taken.

    ``was_issued`` says that it stands on an issued agenda, ``is_standing`` that every agenda of the committee has it.
    """

    printed: str
    part: int
    kind: str
    title: str
    url: str
    public_title: str = ""
    has_reasons: bool = False
    purpose: str = ""
    to_follow: bool = False
    circumstances: str = ""
    was_issued: bool = False
    is_standing: bool = False
    papers: Sequence[PaperFacts] = ()


@dataclass(frozen=True, slots=True)
class AgendaFacts:
    """What the duties ask of a meeting and its agenda. ``published_on`` is the day a publishing now counts as."""

    on: date
    published_on: date
    publish_by: date
    url: str
    has_place: bool
    has_time: bool
    officer: str
    members: int
    was_issued: bool = False
    short_notice_why: str = ""
    items: Sequence[ItemFacts] = ()


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty that is not met: what is missing, what to do about it, where, and which rule asks for it."""

    code: str
    says: str
    do: str
    url: str
    source: str


def unmet(facts: AgendaFacts) -> list[Duty]:
    """Every duty that is not met, those of the whole meeting first, then item by item."""
    found = [*_of_the_meeting(facts), *_of_the_exclusion(facts)]
    for item in facts.items:
        found += _of_an_item(item, facts)
    return found


def _of_the_meeting(facts: AgendaFacts) -> Iterator[Duty]:
    notice = "Local Government Act 1972, sections 100A(6) and 100B(3)"
    if facts.published_on > facts.publish_by and not facts.was_issued and not facts.short_notice_why:
        yield Duty(
            "short-notice",
            f"Published now, this agenda counts as published on {day(facts.published_on)}; lawful notice of a meeting "
            f"on {day(facts.on)} had to be given by {day(facts.publish_by)}.",
            "Move the meeting to a later day, or say why it is convened at shorter notice.",
            f"{facts.url}change/",
            notice,
        )
    if not facts.has_place or not facts.has_time:
        missing = " and ".join(
            word for word, there in (("place", facts.has_place), ("time", facts.has_time)) if not there
        )
        yield Duty(
            "no-time-or-place", f"The notice has no {missing}.", f"Give the {missing} of the meeting.",
            f"{facts.url}change/",
            "Local Government Act 1972, section 100A(6)(a)",
        )  # fmt: skip
    if not facts.officer:
        yield Duty(
            "no-officer", "Nobody is named in whose name the agenda is issued.",
            "Name the officer under the terms of the committee.", facts.url,
            "Agenda of 2 May 2018 of the Safeguarding Sub Committee, first page",
        )  # fmt: skip
    if not facts.members:
        yield Duty(
            "no-members", "Nobody sits on this committee on the day of the meeting.", "Enter its members.", facts.url,
            "Local Government Act 1972, Schedule 12, paragraph 40",
        )  # fmt: skip
    if not facts.items:
        yield Duty("no-items", "The agenda has no items.", "Add the business of the meeting.", facts.url, notice)


def _of_the_exclusion(facts: AgendaFacts) -> Iterator[Duty]:
    """Part 2 is taken after a resolution to exclude, which stands last in Part 1 and nowhere else."""
    restricted = [item for item in facts.items if item.part == Part.NON_PUBLIC]
    motions = [item for item in facts.items if item.kind == ItemKind.EXCLUSION]
    source = "Local Government Act 1972, section 100A(4) and (5)"
    if restricted and not motions:
        yield Duty(
            "no-exclusion", "There are items in Part 2 and no item at which the public is excluded.",
            "Add the exclusion of the public as the last item of Part 1.", facts.url, source,
        )  # fmt: skip
    public = [item for item in facts.items if item.part == Part.PUBLIC and item.printed[-1:] < "a"]
    for motion in motions:
        if motion in public and motion is not public[-1] and restricted:
            yield Duty(
                "exclusion-too-early", f"Item {motion.printed} excludes the public before items of Part 1 are taken.",
                "Move it to the end of Part 1.", motion.url, source,
            )  # fmt: skip
        if motion.part != Part.PUBLIC:
            yield Duty(
                "exclusion-in-private", f"Item {motion.printed} excludes the public and stands in Part 2.",
                "Put it into Part 1: the public hears the motion.", motion.url, source,
            )  # fmt: skip


def _of_an_item(item: ItemFacts, facts: AgendaFacts) -> Iterator[Duty]:
    too_late = facts.published_on > facts.publish_by
    if facts.was_issued and too_late and not item.was_issued and not item.circumstances:
        yield Duty(
            "late-without-reason",
            f"Item {item.printed} can no longer be open for its clear days, and no special circumstances are named.",
            "Say by reason of which special circumstances it is urgent, and who presides and admits it; the minutes "
            "repeat it.",
            item.url,
            "Local Government Act 1972, section 100B(4)(b)",
        )
    is_heading = item.is_standing and item.kind in ALWAYS_THERE and not item.circumstances
    holds_something = item.part == Part.NON_PUBLIC and (item.papers or not is_heading)
    if holds_something and not item.has_reasons and not _reasons_of_all(item.papers):
        yield Duty(
            "no-reasons", f"Item {item.printed} stands in Part 2 without a reason.",
            "Name the paragraphs of Schedule 12A with the public interest, or say why it is confidential.", item.url,
            "Local Government Act 1972, section 100A(5) and Schedule 12A, paragraph 10",
        )  # fmt: skip
    if item.part == Part.NON_PUBLIC and not item.public_title:
        yield Duty(
            "no-public-title", f"Item {item.printed} of Part 2 has no title that everybody may read.",
            "Give it a public title.", item.url, "Local Government Act 1972, section 100B(5)",
        )  # fmt: skip
    if item.kind == ItemKind.REPORT and not item.papers and not item.to_follow:
        yield Duty(
            "no-report", f"Item {item.printed} has no report.",
            "Put its report on the agenda, or say that it is to follow.", item.url,
            "Local Government Act 1972, section 100B(1)",
        )  # fmt: skip
    yield from _of_papers(item)


def _reasons_of_all(papers: Sequence[PaperFacts]) -> bool:
    return bool(papers) and all(paper.has_reasons for paper in papers)


def _of_papers(item: ItemFacts) -> Iterator[Duty]:
    for paper in item.papers:
        if paper.is_restricted and not (paper.has_reasons or item.has_reasons):
            yield Duty(
                "paper-without-reasons",
                f"“{paper.public_title or paper.title}” is not public, and nobody has said why.",
                "Name the paragraphs of Schedule 12A with the public interest.", paper.url,
                "Local Government Act 1972, section 100B(5)",
            )  # fmt: skip
        if paper.is_restricted and not paper.public_title:
            yield Duty(
                "paper-without-title", f"A paper of item {item.printed} is not public and has no public title.",
                "Give it a title that everybody may read.", paper.url, "Local Government Act 1972, section 100B(5)",
            )  # fmt: skip
        if not paper.background.strip():
            yield Duty(
                "background-open", f"Nobody has said which background papers “{paper.public_title or paper.title}” "
                "relies on.",
                "List them, or write that there are none.", paper.url, "Local Government Act 1972, section 100D",
            )  # fmt: skip


def worth_a_look(items: Iterable[ItemFacts]) -> list[str]:
    """What the law does not forbid and a clerk would want to see before issuing."""
    found = []
    for item in items:
        if item.kind == ItemKind.REPORT and not item.purpose:
            found.append(f"Item {item.printed} says neither “For Decision” nor “For Information”.")
        if item.to_follow and item.papers:
            found.append(f"Item {item.printed} has a paper and still says that its report is to follow.")
    return found
