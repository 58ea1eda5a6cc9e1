"""The rules around blue: how strong evidence is, when it is looked at again, what makes an action embedded.

Sources: report of 2 May 2018 to the Safeguarding Sub Committee, paragraphs 6 and 7 (completed
actions taken up again when an audit, performance information or feedback shows the need);
checks again after sign-off are practice seen at South London and Maudsley; samples of five to ten
records, and a sentence on what is now different, are what former CQC inspectors ask of a closed
action. The scale of evidence and the months are our choice.
"""

from collections.abc import Collection, Sequence
from datetime import date

from django.db.models import TextChoices

from goldenthread.kernel.dates import add_months
from goldenthread.kernel.errors import RuleBroken
from goldenthread.plan.states import COMPLETE, OUT

FIRST_RECHECK_MONTHS = 3
"""A quarter after blue: soon enough to see a dip, late enough to see whether practice holds without a push."""
NEXT_RECHECK_MONTHS = 6
CLEAN_RECHECKS = 2
"""So many re-checks in a row that find it still holds make an action embedded."""
MOST_RECORDS = 100_000


class Strength(TextChoices):
    """How strong the evidence is that an assurance rests on, from the weakest to the strongest."""

    TOLD = "told", "Told: somebody said so"
    RECORDS = "records", "Records: seen in papers, figures or case records"
    SAMPLE = "sample", "Sample: a sample of cases was audited"
    OUTSIDE = "outside", "Outside: children and families, or an outside body, say so"


SHORT = {
    Strength.TOLD: "told",
    Strength.RECORDS: "seen in records",
    Strength.SAMPLE: "audited sample",
    Strength.OUTSIDE: "families or an outside body say so",
}
"""How a table prints the strength."""


def check_strength(strength: str) -> None:
    """Blue says how strong its evidence is, so that a reader knows whether somebody was told or somebody looked.

    Source: an inspection of Gloucestershire in 2017 found limited audit and over-optimism behind what was
    called done.
    """
    if strength not in Strength.values:
        raise RuleBroken("Say how strong the evidence is: told, records, a sample, or from outside.", about="strength")


def first_recheck(assured_on: date) -> date:
    """The first re-check falls due three months after blue, unless the assurer says otherwise."""
    return add_months(assured_on, FIRST_RECHECK_MONTHS)


def next_recheck(done_on: date) -> date:
    """The next re-check falls due six months after one that found nothing amiss."""
    return add_months(done_on, NEXT_RECHECK_MONTHS)


def check_due(due_on: date, *, on: date) -> None:
    """A re-check is set for a day to come, at most five years ahead: later than that nobody remembers what was seen."""
    if due_on < on:
        raise RuleBroken("The re-check is a look ahead: give a day to come.", about="recheck_on")
    if due_on > add_months(on, 60):
        raise RuleBroken("Give a day within the next five years.", about="recheck_on")


def check_watchable(state: str) -> None:
    """Only what is complete is re-checked; work under way is asked about by updates."""
    if state not in COMPLETE:
        raise RuleBroken("Only a completed action is re-checked.")


def is_embedded(results: Sequence[str]) -> bool:
    """Two clean re-checks in a row make an action embedded; one that slipped begins the count anew.

    ``results`` are those of the present completion, oldest first; called off ones are not among them.
    """
    last = results[-CLEAN_RECHECKS:]
    return len(last) == CLEAN_RECHECKS and all(result == "holds" for result in last)


def check_recheck(
    *, state: str, leads: Collection[int], checkers: Collection[int], looked_at: str, records: int | None, said: str
) -> None:
    """Whoever re-checks leads no part of the action, and says what was looked at and what was seen.

    ``leads`` and ``checkers`` are persons: the checker, and whoever acts for them.
    """
    check_watchable(state)
    if set(leads) & set(checkers):
        raise RuleBroken("A lead of this action cannot re-check it; somebody else must.")
    if not looked_at.strip():
        raise RuleBroken("Say what you looked at, for example: Case records of March.", about="looked_at")
    if records is not None and not 0 < records <= MOST_RECORDS:
        raise RuleBroken("Give how many records you looked at, or leave it blank.", about="records")
    if len(said.split()) < 3:
        raise RuleBroken("Say in a sentence what you saw.", about="said")


def check_contradicts(*, state: str, is_strength: bool, is_marked: bool) -> None:
    """A finding contradicts an action that is still part of its plan, once at a time; a strength contradicts nothing.

    Source: report of 2 May 2018, paragraphs 6 and 7.
    """
    if state in OUT:
        raise RuleBroken("This action is no longer part of its plan, so nothing can contradict it.")
    if is_strength:
        raise RuleBroken("A strength praises; choose a finding that asks for something.", about="finding")
    if is_marked:
        raise RuleBroken("This finding stands against this action already.", about="finding")


def check_stands(*, reason: str, leads: Collection[int], deciders: Collection[int]) -> None:
    """That an action stands in spite of a finding is said by somebody who leads no part of it, with the reason.

    Its lead answers by an update instead, which the board reads.
    """
    if set(leads) & set(deciders):
        raise RuleBroken("A lead of this action answers by an update; somebody else says that it stands.")
    if len(reason.split()) < 3:
        raise RuleBroken("Say in a sentence why it stands: the board reads it beside the finding.", about="reason")
