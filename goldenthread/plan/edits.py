"""Which changes of a paper may be taken into a plan that lives, and why others may not.

A paper is a way to type, not a way round the rules: what a person could not do on the page, a file cannot do either.
Each refusal is one sentence beside the cell; the rest of the paper is taken.

Sources: report of 8 February 2019, paragraph 2 (blue is fully completed); report of 2 May 2018, paragraphs 6 and 7
(a completed action is taken up again because of a finding).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from goldenthread.kernel.dates import PartialDate
from goldenthread.plan.matching import Edit
from goldenthread.plan.reading.statuses import fold
from goldenthread.plan.reading.values import Column, ReadAction, ReadRating
from goldenthread.plan.states import BLUE, COMPLETE, FINISHED, GONE_ON, Colour, State

PAPER, PLAN = "paper", "plan"
LONGEST_REF = 40


@dataclass(frozen=True, slots=True)
class Standing:
    """How an action stands in the plan: what the rules ask about it."""

    state: str
    needs_assurance: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change of the paper as the review page offers it: refused with a reason, or taken if ``choice`` is the paper's.

    A conflict keeps the plan's text until somebody chooses, and so does a cell that was changed here since the paper.
    """

    edit: Edit
    refused: str
    choice: str

    @property
    def is_taken(self) -> bool:
        """Whether acceptance writes it."""
        return not self.refused and self.choice == PAPER

    @property
    def why_left(self) -> str:
        """Why acceptance does not write it, in a sentence."""
        if self.refused and not self.edit.is_older:
            return self.refused
        if self.edit.is_older:
            return "It was changed here since this paper, and stays as it is."
        return "It was changed in the plan too, whose text stays."


def propose(
    edit: Edit, read: ReadAction, standing: Standing, words: Mapping[str, ReadRating], choices: Mapping[str, str]
) -> Proposal:
    """A change with its refusal, if the rules refuse it, and with the choice somebody made.

    ``words`` are the ratings of the plan, and those whose meaning the paper or its reviewer settled, by folded word.
    """
    chosen = choices.get(edit.target, PLAN if edit.is_conflict or edit.is_older else PAPER)
    return Proposal(edit, why_not(edit, read, standing, words), chosen)


def why_not(edit: Edit, read: ReadAction, standing: Standing, words: Mapping[str, ReadRating]) -> str:
    """Why a change may not be taken, in a sentence; blank where it may."""
    match edit.column:
        case Column.STATUS:
            return _why_not_status(edit.paper, rating_of(edit.paper, read, words), standing)
        case Column.ENDS:
            return _why_not_end(read, standing)
        case Column.STARTS:
            if edit.paper and not read.starts.is_read:
                return f"The start “{edit.paper}” cannot be read as a date."
        case Column.ACTION:
            if not edit.paper.strip():
                return "An action cannot be left without words; withdraw it instead, with the reason."
        case Column.REF:
            if len(edit.paper) > LONGEST_REF:
                return f"A ref has at most {LONGEST_REF} characters."
    return ""


def rating_of(text: str, read: ReadAction, words: Mapping[str, ReadRating]) -> ReadRating | None:
    """The rating a status cell means: its whole text, or the word it begins with."""
    return words.get(fold(text)) or (words.get(fold(read.status)) if text.strip() and read.status else None)


def _why_not_status(word: str, rating: ReadRating | None, standing: Standing) -> str:
    if not word.strip():
        return "The paper gives no rating, so the plan keeps its own."
    if rating is None:
        return f"“{word}” is no rating of this plan; say under “Words” what it means."
    becomes_blue = is_blue(rating)
    if standing.state in GONE_ON:
        return "It went on elsewhere, by a decision; its row here says where."
    if standing.state in COMPLETE:
        if becomes_blue:
            return ""
        return "It is complete. To take it up again, reopen it and name the finding that shows why."
    if becomes_blue and standing.needs_assurance:
        return "Blue is given by a second person who has seen the evidence, not by a paper. Report it complete instead."
    return ""


def _why_not_end(read: ReadAction, standing: Standing) -> str:
    if standing.state in FINISHED:
        return "A finished action needs no new end date."
    end = last_end(read)
    if end.last is None:
        return f"The end date “{end.written}” cannot be read." if end else "The end date cannot be taken away."
    if read.starts.first and end.last < read.starts.first:
        return "The end cannot be before the start."
    return ""


def is_blue(rating: ReadRating) -> bool:
    """Whether a rating word says that an action is complete."""
    return rating.colour == Colour.BLUE or rating.state in BLUE or rating.state == State.REPORTED_COMPLETE


def last_end(read: ReadAction) -> PartialDate:
    """The end date that counts: the last step of dates in steps."""
    return read.ends[-1] if read.ends else PartialDate("")
