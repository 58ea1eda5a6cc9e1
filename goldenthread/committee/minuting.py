"""The words minutes are drafted in, and what a vote has to add up to. Pure: values in, sentences and refusals out.

Source: minutes of 6 February 2018 of the Safeguarding Sub (Community & Children's Services) Committee; Local
Government Act 1972, Schedule 12, paragraphs 39 (majority and casting vote) and 40 (names of those present).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from goldenthread.committee.formulae import MOTION
from goldenthread.committee.kinds import Consequence, InterestKind, ItemKind, ItemState, Part
from goldenthread.design.words import day
from goldenthread.kernel.errors import RuleBroken

NO_QUESTIONS = "There were no questions."


@dataclass(frozen=True, slots=True)
class ItemDrafted:
    """What a draft knows of an item before anybody has minuted it."""

    kind: str
    part: int
    state: str = ItemState.ON
    state_why: str = ""
    deferred_to: date | None = None
    report_of: str = ""
    title: str = ""
    earlier: date | None = None
    circumstances: str = ""
    admitted_by: str = ""
    excludes: bool = False
    urgent: Sequence[str] = ()
    """Under any other business: the numbers of the urgent items that its part of the agenda took."""


@dataclass(frozen=True, slots=True)
class Apology:
    """Somebody who sent apologies, and why where that is minuted."""

    name: str
    why: str = ""
    was_late: bool = False


def drafted(item: ItemDrafted) -> str:
    """What the minutes say of an item until the clerk has written more."""
    if item.state == ItemState.WITHDRAWN:
        return f"This item was withdrawn: {item.state_why}"
    if item.state == ItemState.DEFERRED:
        to = f" to the meeting on {day(item.deferred_to)}" if item.deferred_to else ""
        return f"This item was deferred{to}: {item.state_why}"
    urgent = ""
    if item.circumstances:
        urgent = (
            f"{item.admitted_by} was of the opinion that this item should be considered as a matter of urgency, by "
            f"reason of these special circumstances: {item.circumstances}\n\n"
        )
    return (urgent + _of_its_kind(item)).strip()


def _of_its_kind(item: ItemDrafted) -> str:
    if item.kind == ItemKind.DECLARATIONS:
        return declarations([])
    if item.kind == ItemKind.MINUTES:
        which = "public minutes and non-public summary" if item.part == Part.PUBLIC else "non-public minutes"
        approved = f"The {which} of the meeting held on {day(item.earlier)} were approved." if item.earlier else ""
        return approved or "There were no earlier minutes to approve."
    if item.kind == ItemKind.QUESTIONS:
        return NO_QUESTIONS
    if item.kind == ItemKind.URGENT:
        return _urgent_business(item)
    if item.kind == ItemKind.EXCLUSION:
        return MOTION if item.excludes else "There was nothing for which the public had to be excluded."
    if item.kind == ItemKind.REPORT and item.report_of:
        return f"Members received a report of the {item.report_of}."
    return ""


def _urgent_business(item: ItemDrafted) -> str:
    """Nothing under an urgent item itself; under the heading, what was taken as urgent, or that nothing was."""
    if item.circumstances:
        return ""
    if item.urgent:
        return f"Urgent business was taken as item{'s' if len(item.urgent) > 1 else ''} {_joined(item.urgent)}."
    return "There were no items."


def apologies(sent: Iterable[Apology]) -> str:
    """The sentence under apologies."""
    rows = list(sent)
    absent = [_with_reason(one) for one in rows if not one.was_late]
    late = [_with_reason(one) for one in rows if one.was_late]
    said = []
    if absent:
        said.append(f"Apologies were received from {_joined(absent)}.")
    if late:
        said.append(f"Apologies for lateness were received from {_joined(late)}.")
    return " ".join(said) or "There were no apologies."


def _with_reason(one: Apology) -> str:
    return f"{one.name} ({one.why})" if one.why else one.name


def _joined(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


@dataclass(frozen=True, slots=True)
class Declared:
    """An interest as it was declared: by whom, of which kind, in which item or in everything, and what followed."""

    name: str
    kind: str
    consequence: str
    item: str = ""
    nature: str = ""
    dispensation: str = ""
    is_sensitive: bool = False


_KINDS = {
    InterestKind.PECUNIARY: "a disclosable pecuniary interest",
    InterestKind.REGISTRABLE: "another registrable interest",
    InterestKind.PERSONAL: "a personal interest",
    InterestKind.PREJUDICIAL: "a personal and prejudicial interest",
    InterestKind.COUNCIL_TAX: "under section 106 of the Local Government Finance Act 1992 arrears of council tax",
    InterestKind.VOLUNTARY: "in the interest of openness an interest",
}
_FOLLOWED = {
    Consequence.STAYS: "took part in it",
    Consequence.SPEAKS: "spoke to it and did not vote",
    Consequence.LEAVES: "left the room for it",
}


def declarations(made: Iterable[Declared]) -> str:
    """The sentences under declarations. An item is named by its number alone, since its title may be restricted."""
    return " ".join(_declared(one) for one in made) or "There were no declarations."


def _declared(one: Declared) -> str:
    where = f"item {one.item}" if one.item else "everything the meeting takes"
    nature = " whose nature is sensitive" if one.is_sensitive else ""
    told = f" ({one.nature.rstrip('. ')})" if one.nature else ""
    leave = f", under a dispensation ({one.dispensation.rstrip('. ')})," if one.dispensation else ""
    did = _FOLLOWED[Consequence(one.consequence)]
    return f"{one.name} declared {_KINDS[InterestKind(one.kind)]}{nature} in {where}{told} and{leave} {did}."


@dataclass(frozen=True, slots=True)
class Count:
    """A vote: for, against, abstained; how many had a vote and were there; the casting vote where one was given."""

    votes_for: int
    against: int
    abstained: int = 0
    voters: int = 0
    casting: str = ""


def check_count(count: Count, *, carried: bool) -> None:
    """Refuse a vote that does not add up: more votes than voters, or a result that its counts do not give.

    Fewer votes than voters are lawful: a member may be present and cast none.
    """
    if count.votes_for + count.against + count.abstained > count.voters:
        raise RuleBroken(
            f"{count.votes_for + count.against + count.abstained} votes were counted and {count.voters} who vote were "
            "there.",
            about="votes_for",
        )
    if count.casting and count.votes_for != count.against:
        raise RuleBroken("A casting vote is given where votes are equal; these are not.", about="casting_vote")
    if count.votes_for == count.against and not count.casting:
        if carried:
            raise RuleBroken("Votes are equal: it is carried by a casting vote alone.", about="casting_vote")
        return
    wins = count.casting == "for" if count.casting else count.votes_for > count.against
    if wins != carried:
        said = "carried" if wins else "lost"
        raise RuleBroken(f"By these votes it is {said}.", about="outcome")
