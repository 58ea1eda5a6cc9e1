"""What may change in an action's state and rating, who must say what, and what it needs.

Sources: report of 8 February 2019 to the Safeguarding Sub Committee, paragraph 2 (the
colours); report of 2 May 2018, paragraphs 6 and 7 (completed actions taken up again when an
audit shows the need). That blue is given by a second person with evidence is practice seen
at Sheffield Health and Social Care; that the finding is *named* is our reading.
"""

from goldenthread.kernel.errors import RuleBroken
from goldenthread.plan.filler import is_filler
from goldenthread.plan.states import COMPLETE, GONE_ON, Colour, State
from goldenthread.plan.suggestion import disagrees


def check_note(note: str) -> None:
    """Refuse a note that says nothing, with an example of one that does.

    Source: thirteen completed rows of the plan of 2 May 2018 say only that they are complete.
    """
    if is_filler(note):
        raise RuleBroken(
            "Say what changed, for example: All four teams were trained in March, 31 of 33 people attended."
        )


def check_rating(state: str, colour: str) -> None:
    """Refuse a rating that the state does not allow.

    Blue is not a rating one chooses: it is what an assured action has. A completed action is
    taken up again by reopening it, which names the finding.
    """
    if colour == Colour.BLUE:
        raise RuleBroken("Report the action complete; a second person then makes it blue.")
    if state in COMPLETE:
        raise RuleBroken("This action is complete. To take it up again, reopen it and name the finding that shows why.")
    if state == State.WITHDRAWN:
        raise RuleBroken("This action was withdrawn and takes no rating.")
    check_here(state)


def check_despite(*, declared: str, suggested: str, despite: str) -> None:
    """A rating better than the dates suggest needs a sentence, which the board will see.

    Source: of 46 green actions in the plan of 2 May 2018 the end of 29 had passed, and nothing says why they were
    green; that the sentence is required is our reading.
    """
    if disagrees(declared, suggested) and len(despite.split()) < 3:
        raise RuleBroken(
            "This is better than its dates suggest. Say in a sentence why, for example: The last school answers by "
            "the end of this month. The board will see it.",
            about="despite",
        )


def check_here(state: str) -> None:
    """Refuse to say something on a row whose work goes on in another: what is said belongs there."""
    if state in GONE_ON:
        raise RuleBroken("This action went on elsewhere, as its page says; answer for it there.")


def check_report_complete(state: str) -> None:
    """Refuse to report complete what is complete, reported or withdrawn already."""
    if state in COMPLETE or state == State.REPORTED_COMPLETE:
        raise RuleBroken("This action has been reported complete already.")
    check_here(state)
    if state == State.WITHDRAWN:
        raise RuleBroken("This action was withdrawn.")


def check_assure(
    *,
    state: str,
    leads: frozenset[int],
    reported_by: int | None,
    assurers: frozenset[int],
    has_evidence: bool,
    why_no_evidence: str,
    difference: str,
) -> None:
    """Blue is given by somebody else, with evidence and a sentence on what is different.

    ``leads`` and ``assurers`` are persons: the assurer, and whoever acts for them, may neither lead the
    action nor have reported it complete. Where no evidence is kept, the reason must be said.
    """
    if state not in (State.REPORTED_COMPLETE, State.COMPLETED_ON_PAPER, State.DECLARED_COMPLETE):
        raise RuleBroken("Only an action that was reported complete, or completed on paper, can be assured.")
    if assurers & leads:
        raise RuleBroken("A lead of this action cannot assure it; somebody else must.")
    if reported_by is not None and reported_by in assurers:
        raise RuleBroken("Whoever reported this action complete cannot assure it; somebody else must.")
    if not has_evidence and not why_no_evidence.strip():
        raise RuleBroken("Add the evidence you saw, or say why there is none.")
    if is_filler(difference):
        raise RuleBroken("Say in a sentence what is different now for children and families.")


def check_reopen(*, state: str, has_finding: bool, note: str) -> None:
    """A completed action is taken up again only because of a finding that is named.

    Source: report of 2 May 2018, paragraphs 6 and 7.
    """
    if state not in COMPLETE and state != State.REPORTED_COMPLETE:
        raise RuleBroken("Only a completed action can be reopened.")
    if not has_finding:
        raise RuleBroken("Name the finding that shows this completed action needs more work.")
    if not note.strip():
        raise RuleBroken("Say what is to be done now.", about="note")
