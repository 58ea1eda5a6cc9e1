"""How an outcome is told: what the plan says, in a sentence or two, and the words that would be right.

Source: that a contradiction shows what the plan says is asked by the report of 2 May 2018, whose paragraph 4 nobody
could check; a replacement is offered only where it fits the sentence as it stands.
"""

import re

from goldenthread.reports.claims.amounts import number_as_word
from goldenthread.reports.claims.facts import ActionFacts, RoundFacts
from goldenthread.reports.claims.status_words import (
    BLUE,
    COLOURS,
    COMPLETE,
    FINITE,
    IMPROVED,
    LATE,
    MOVEMENTS,
    NEW,
    NEWLY_BLUE,
    OFF_TRACK,
    ON_TRACK,
    WORSENED,
)
from goldenthread.reports.claims.values import Amount, Claim, Counted, Named, Noun, Quantity, Said

_STATES = {
    "reported_complete": "reported complete, and nobody has assured it yet",
    "under_watch": "complete since an earlier year and under watch",
    "withdrawn": "withdrawn",
    "carried_over": "carried over into another plan",
    "merged": "merged into another action",
    "handed_over": "handed over to another plan",
    "paused": "paused",
    "not_started": "not started",
}


def said_in_words(said: Said, count: int) -> str:
    """What was said of so many actions, as words behind their number: "are blue now and were green before"."""
    are, were, have = ("is", "was", "has") if count == 1 else ("are", "were", "have")
    parts: list[str] = []
    if said.now:
        words = (" and " if said.every else " or ").join(said.now)
        moved = bool(MOVEMENTS.intersection(said.now)) and not {NEW, NEWLY_BLUE}.intersection(said.now)
        verb = f"{have} become" if said.turned and not moved else were if moved else are
        if {IMPROVED, WORSENED}.intersection(said.now):
            verb = have
        parts.append(f"{verb}{' not' if said.denied else ''} {words}")
    if said.was:
        parts.append(f"{were} {' or '.join(said.was)} in the round before")
    if said.due:
        parts.append(f"{are} due in {said.due.written}")
    return " and ".join(parts) or are


def action_in_words(facts: RoundFacts, one: ActionFacts, said: Said) -> str:
    """How an action stands, as far as it was spoken of: "2.3 is green; in the round before it was blue"."""
    state = _STATES.get(one.state, "")
    colour = one.colour if one.colour in COLOURS else "without a rating"
    how = state if one.colour not in COLOURS and state else f"{colour}, {state}" if state else colour
    text = f"{facts.name(one.key)} is {how}"
    if {LATE, ON_TRACK, OFF_TRACK}.intersection(said.now):
        text += ", its end has passed" if one.late else ", its end has not passed"
    if said.was or said.turned or said.past or said.freshly or MOVEMENTS.intersection(said.now):
        before = "it was not in the plan" if one.before is None else f"it was {_colour(one.before)}"
        text += f"; in the round before {before}" if facts.before else ""
    return f"{text}."


def _colour(colour: str) -> str:
    return colour if colour in COLOURS else "without a rating"


def number_of(count: int, noun: Noun = Noun.ACTION) -> str:
    """So many actions: "1 action", "no recommendations"."""
    name = noun.value if count == 1 else "priorities" if noun is Noun.PRIORITY else f"{noun.value}s"
    return f"{count or 'no'} {name}"


def better_number(claim: Claim, counted: Counted, count: int, total: int) -> str:
    """The claim with its number put right, where the sentence stays a sentence.

    From one to several, or back, the verb would have to change too, and for "no" the sentence its sense: there the
    author writes.
    """
    if claim.figure is None or counted.quantity.is_part:
        return ""
    start, end = claim.figure
    old = claim.text[start:end]
    behind = claim.text[end:].split()
    if not count and behind and behind[0].lower() in FINITE:
        return ""
    new = _right_words(counted.quantity, old, count, total)
    return f"{claim.text[:start]}{new}{claim.text[end:]}" if new and new != old else ""


def _right_words(quantity: Quantity, old: str, count: int, total: int) -> str:
    if quantity.amount is Amount.PERCENT:
        share = f"{100 * count / total:.{quantity.decimals}f}" if total else ""
        found = re.match(r"[\d.]+", old)
        return share + old[found.end() :] if share and found and quantity.bound is Amount.EXACT else ""
    if quantity.amount not in (Amount.EXACT, Amount.ALL, Amount.MOST, Amount.NEARLY_ALL, Amount.SHARE):
        return ""
    is_figure = quantity.amount is Amount.EXACT
    if count == 1 or total == 1 or (is_figure and quantity.number in (0, 1) and quantity.in_words):
        return ""
    if is_figure and quantity.number == 1:
        return ""
    if is_figure and quantity.of is None:
        return _as_typed(count, old, quantity, none="no")
    if not count and not quantity.in_words:
        return f"0 of the {total}"
    if old.split()[-1].lower() in ("every", "each"):
        return ""
    first = _as_typed(count, old, quantity, none="none")
    return f"{first} of the {_number(total, quantity.in_words)}"


def _as_typed(count: int, old: str, quantity: Quantity, *, none: str) -> str:
    word = none if not count and quantity.in_words else _number(count, quantity.in_words)
    return word.capitalize() if old[:1].isupper() else word


def _number(number: int, in_words: bool) -> str:
    return number_as_word(number) if in_words else str(number)


def better_words(facts: RoundFacts, claim: Claim, named: Named, one: ActionFacts) -> str:
    """The claim about one action with its colour, date or lead put right, where that is one word for another."""
    if claim.figure is None:
        return ""
    start, end = claim.figure
    if claim.text[:start].rstrip().lower().endswith(("been", "was", "were")):
        return ""
    said, new = named.said, ""
    if said.due or said.extended_to:
        is_moved = said.due or (facts.moved is not None and one.key in facts.moved.extended)
        new = one.ends.in_words if one.ends.is_read and is_moved and not said.extended_from else ""
    elif said.leads:
        new = " and ".join(one.leads)
    elif len(said.now) == 1 and not (said.was or said.denied or said.turned or said.past):
        plain = said.now[0] in (*COLOURS, COMPLETE) and one.colour in COLOURS
        new = ("complete" if one.colour == BLUE and said.now[0] not in COLOURS else one.colour) if plain else ""
    if not new or new == claim.text[start:end]:
        return ""
    new = new[:1].upper() + new[1:] if claim.text[start : start + 1].isupper() else new
    return f"{claim.text[:start]}{new}{claim.text[end:]}"
