"""What may become of a question that a member sent in, as moves from state to state.

Source: standing orders of councils (notice of questions; a question is taken, answered in writing, or not taken for a
reason that is given to who asked it).
"""

from goldenthread.committee.models.questions import QuestionState
from goldenthread.kernel.errors import RuleBroken

MOVES = {
    QuestionState.ACCEPTED: frozenset({QuestionState.ASKED}),
    QuestionState.TAKEN: frozenset({QuestionState.ACCEPTED}),
    QuestionState.ANSWERED: frozenset({QuestionState.ASKED, QuestionState.ACCEPTED}),
    QuestionState.NOT_TAKEN: frozenset({QuestionState.ASKED, QuestionState.ACCEPTED}),
    QuestionState.WITHDRAWN: frozenset({QuestionState.ASKED, QuestionState.ACCEPTED}),
}
"""State -> the states it may follow."""


def check_move(before: str, after: QuestionState) -> None:
    """Refuse a move that there is not: what was taken, answered or refused once stays so."""
    if before in MOVES[after]:
        return
    if before == QuestionState.ASKED:
        raise RuleBroken("Accept the question first, so that it stands under an item of the agenda.")
    raise RuleBroken(f"This question is {QuestionState(before).label[:1].lower()}{QuestionState(before).label[1:]}.")
