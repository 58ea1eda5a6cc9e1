"""What is said of a named action, held against that action: its status, its date, its lead, or that it is there.

Source: cover report of 2 May 2018, paragraphs 3, 4 and 7.
"""

from dataclasses import dataclass, replace

from goldenthread.reports.claims.dated import same_date
from goldenthread.reports.claims.facts import ActionFacts, RoundFacts
from goldenthread.reports.claims.phrases import words
from goldenthread.reports.claims.places import Meant, meant_by
from goldenthread.reports.claims.readings import readings
from goldenthread.reports.claims.status_words import EXTENDED
from goldenthread.reports.claims.values import Claim, Named, Outcome, Said, SaidDate
from goldenthread.reports.claims.wording import action_in_words, better_words

CONFIRMED, CONTRADICTED, NOT_CHECKABLE = Outcome.CONFIRMED, Outcome.CONTRADICTED, Outcome.NOT_CHECKABLE
_UNNAMED = {
    "none": "No action is named; name it by its number.",
    "several": "Several actions were named before; say which one is meant.",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """An outcome before it is tied to its claim."""

    outcome: Outcome
    why: str
    actions: frozenset[str] = frozenset()
    suggested: str = ""


def check_named(facts: RoundFacts, claim: Claim, says: Named) -> Verdict:
    """A named action is there, and is as is said; where its ref stands for several, what all of them share counts."""
    if says.reference is None:
        return Verdict(NOT_CHECKABLE, _UNNAMED.get(says.because, _UNNAMED["none"]))
    meant = meant_by(facts, says.reference)
    if not meant.actions:
        if meant.unsure or says.bare:
            return Verdict(
                NOT_CHECKABLE, meant.unsure or f"{meant.missing} Whether one is meant the words do not tell."
            )
        return Verdict(CONTRADICTED, meant.missing)
    keys = frozenset(one.key for one in meant.actions)
    if says.reference.until:
        return _check_run(facts, says, meant)
    if not says.said:
        if len(keys) > 1:
            return Verdict(NOT_CHECKABLE, _several(meant), keys)
        return Verdict(CONFIRMED, f"It stands in the plan. {meant.remark}".strip(), keys)
    held = [check_said(facts, one, says.said) for one in meant.actions]
    if len({one.outcome for one in held}) > 1:
        return Verdict(NOT_CHECKABLE, f"{_several(meant)} {' '.join(one.why for one in held)}", keys)
    why = " ".join(dict.fromkeys([*(one.why for one in held), meant.remark])).strip()
    so = readings(facts, says.said).plain if says.only and held[0].outcome is CONFIRMED else keys
    if says.only and len(so) > max(says.only, len(keys)):
        return Verdict(NOT_CHECKABLE, f"{why} It is not the only one in the plan: {facts.names(tuple(so))}.", so)
    better = ""
    if held[0].outcome is CONTRADICTED and len(keys) == 1:
        better = better_words(facts, claim, says, meant.actions[0])
    return Verdict(held[0].outcome, why, keys, better)


def _several(meant: Meant) -> str:
    refs = meant.actions[0].ref
    where = " and ".join(dict.fromkeys(f"Priority {one.priority}" for one in meant.actions))
    times = "twice" if len(meant.actions) == 2 else f"{len(meant.actions)} times"
    return f"{refs} stands {times} in the plan ({where}); say which is meant."


def _check_run(facts: RoundFacts, says: Named, meant: Meant) -> Verdict:
    """A run of actions ("2.1 to 2.4") is all that stands between its ends in one priority, and each must be so."""
    if says.reference is None:
        return Verdict(NOT_CHECKABLE, _UNNAMED["none"])
    last = meant_by(facts, replace(says.reference, ref=says.reference.until, until=""))
    if not last.actions:
        return Verdict(NOT_CHECKABLE if last.unsure else CONTRADICTED, last.unsure or last.missing)
    ends = [(one, two) for one in meant.actions for two in last.actions if one.priority == two.priority]
    if len(ends) != 1:
        return Verdict(NOT_CHECKABLE, "Where this run of actions begins and ends can be read in more than one way.")
    places = facts.places
    first, behind = sorted((places[ends[0][0].key], places[ends[0][1].key]))
    run = facts.actions[first : behind + 1]
    held = [(one, check_said(facts, one, says.said)) for one in run] if says.said else []
    wrong = [(one, found) for one, found in held if found.outcome is CONTRADICTED]
    unsure = [(one, found) for one, found in held if found.outcome is NOT_CHECKABLE]
    keys = frozenset(one.key for one in run)
    if wrong or unsure:
        why = " ".join(found.why for _, found in (wrong or unsure)[:12])
        outcome = CONTRADICTED if wrong else NOT_CHECKABLE
        return Verdict(outcome, why, frozenset(one.key for one, _ in wrong or unsure))
    return Verdict(
        CONFIRMED, f"Each of the {len(run)} is so." if says.said else f"{len(run)} actions of the plan.", keys
    )


def check_said(facts: RoundFacts, one: ActionFacts, said: Said) -> Verdict:
    """Everything said of one action: one thing contradicted contradicts it, one thing unknown leaves it open."""
    held: list[Verdict] = []
    if (said.now or said.was) and not (said.extended_to or said.extended_from):
        held.append(_check_status(facts, one, said))
    if said.due:
        held.append(_check_due(facts, one, said.due))
    if said.extended_to or said.extended_from:
        held.append(_check_extended(facts, one, said))
    if said.leads:
        held.append(_check_leads(facts, one, said.leads))
    if said.completed_on and held and held[0].outcome is CONFIRMED:
        held.append(
            Verdict(NOT_CHECKABLE, f"The round does not keep on which day {facts.name(one.key)} was completed.")
        )
    worst = next(
        (kind for kind in (CONTRADICTED, NOT_CHECKABLE) if any(one.outcome is kind for one in held)), CONFIRMED
    )
    return Verdict(worst, " ".join(one.why for one in held if one.outcome is worst))


def _check_status(facts: RoundFacts, one: ActionFacts, said: Said) -> Verdict:
    """The status of an action: the plain meaning confirms, a wider one leaves it open, none contradicts."""
    found = readings(facts, said)
    if found.unsure:
        return Verdict(NOT_CHECKABLE, found.unsure)
    why = action_in_words(facts, one, said)
    fits = [one.key in keys for keys in (found.plain, *found.wider)]
    if found.both and len(set(fits)) > 1:
        return Verdict(NOT_CHECKABLE, f"{why} Say which time is meant.")
    if fits[0]:
        return Verdict(CONFIRMED, why)
    if said.past:
        return Verdict(NOT_CHECKABLE, f"{why} It is told in the past; say which time is meant.")
    if any(fits):
        return Verdict(NOT_CHECKABLE, f"{why} The words leave open whether that is meant.")
    return Verdict(CONTRADICTED, why)


def _check_due(facts: RoundFacts, one: ActionFacts, due: SaidDate) -> Verdict:
    """The date by which an action is due is the end date the plan has now."""
    name = facts.name(one.key)
    if not one.ends.is_read:
        written = f"“{one.ends.written}”" if one.ends else "nothing"
        return Verdict(NOT_CHECKABLE, f"The plan prints {written} as the end date of {name}, which is no date.")
    agrees = same_date(due, one.ends)
    why = f"The end date of {name} is {one.ends.in_words}."
    return Verdict(CONFIRMED if agrees else NOT_CHECKABLE if agrees is None else CONTRADICTED, why)


def _check_extended(facts: RoundFacts, one: ActionFacts, said: Said) -> Verdict:
    """An extension is a new end date since the round before, to the day said and from the day said."""
    name = facts.name(one.key)
    if facts.moved is None:
        if said.extended_to and same_date(said.extended_to, one.ends) is False:
            return Verdict(CONTRADICTED, f"The end date of {name} is {one.ends.in_words}.")
        return Verdict(NOT_CHECKABLE, "No round was closed before this one, so what moved cannot be told.")
    was = one.ends_before.in_words if one.ends_before else "not kept"
    why = f"The end date of {name} is {one.ends.in_words or 'empty'}; in the round before it was {was}."
    agrees = [
        True if said.extended_to is None else same_date(said.extended_to, one.ends),
        True if said.extended_from is None
        else same_date(said.extended_from, one.ends_before) if one.ends_before else None,
        one.key in facts.moved.extended if EXTENDED in said.now else True,
    ]  # fmt: skip
    outcome = CONTRADICTED if False in agrees[:2] else CONFIRMED if all(agrees) else NOT_CHECKABLE
    if outcome is NOT_CHECKABLE and agrees[2] is False and None not in agrees:
        return Verdict(CONTRADICTED, f"{why} It was not extended since the round before.")
    return Verdict(outcome, why)


def _check_leads(facts: RoundFacts, one: ActionFacts, leads: tuple[str, ...]) -> Verdict:
    """Whoever is said to lead an action is one of its leads.

    Initials and a name that may be of one person are not matched, which would guess; neither is a post or a team.
    """
    name = facts.name(one.key)
    if not one.leads:
        return Verdict(NOT_CHECKABLE, f"The plan names nobody as lead of {name}.")
    kept = {lead.casefold() for lead in one.leads}
    why = f"{' and '.join(one.leads)} lead{'s' if len(one.leads) == 1 else ''} {name}."
    missing = [lead for lead in leads if lead.casefold() not in kept]
    if not missing:
        return Verdict(CONFIRMED, why)
    kinds = {_kind(lead) for lead in (*missing, *one.leads)}
    if kinds == {_NAME} or kinds == {_INITIALS}:
        return Verdict(CONTRADICTED, why)
    if kinds == {_NAME, _INITIALS} and not any(_may_be(one_said, kept) for one_said in missing for kept in one.leads):
        return Verdict(CONTRADICTED, why)
    return Verdict(NOT_CHECKABLE, why)


_NAME, _INITIALS, _POST = "name", "initials", "post"
_OF_POSTS = words(
    "head director assistant deputy chief executive manager officer lead leader team teams service services board "
    "council chair group partnership early help care social children children's childrens adult adults housing health "
    "education safeguarding commissioning family families school schools trust police nhs designated principal senior "
    "interim business support quality assurance performance corporate worker workers virtual youth justice legal "
    "finance human resources public nurse doctor partner partners all everyone integrated community corporate "
    "parenting participation learning development workforce practice improvement strategy strategic policy data systems"
)


def _kind(lead: str) -> str:
    """Whether a lead is written as initials, as the name of a person, or perhaps as a post or a team."""
    parts = lead.split()
    if len(parts) == 1 and len(lead) <= 4:
        return _INITIALS
    if len(parts) not in (2, 3) or any(part.casefold() in _OF_POSTS or not part[:1].isupper() for part in parts):
        return _POST
    return _NAME


def _may_be(one: str, other: str) -> bool:
    """Whether a name and initials may be of one person: they begin or end with the same letter."""
    name, initials = (one, other) if " " in one else (other, one)
    firsts = [part[0].casefold() for part in name.replace("-", " ").split()]
    if " " in initials or " " not in name:
        return True
    return initials[0].casefold() in firsts or initials[-1].casefold() in firsts
