"""The lifecycle of an action, kept apart from its colour.

One flat list of colours mixed two questions in the plan of 2018 ("Completed"
66 times, "Blue" once): how far is it, and is it going well? The state answers
the first, the rating the second.

Sources: report of 2 May 2018, paragraphs 5 to 7 (completed, in process, taken
up again); report of 8 February 2019, paragraph 2 (four colours).
"""

from django.db.models import TextChoices


class Colour(TextChoices):
    """The neutral colours behind a plan's own rating words, from best to worst, and none."""

    BLUE = "blue", "Blue"
    GREEN = "green", "Green"
    AMBER = "amber", "Amber"
    RED = "red", "Red"
    NONE = "none", "No rating"


class State(TextChoices):
    """How far an action is."""

    NOT_STARTED = "not_started", "Not started"
    IN_PROGRESS = "in_progress", "In progress"
    REPORTED_COMPLETE = "reported_complete", "Reported complete, not assured"
    COMPLETED_ON_PAPER = "completed_on_paper", "Completed on paper, not assured here"
    DECLARED_COMPLETE = "declared_complete", "Declared complete by its lead"
    ASSURED = "assured", "Complete and assured"
    PAUSED = "paused", "Paused"
    WITHDRAWN = "withdrawn", "Withdrawn"
    UNDER_WATCH = "under_watch", "Under watch"
    CARRIED_OVER = "carried_over", "Carried over"
    MERGED = "merged", "Merged"
    HANDED_OVER = "handed_over", "Handed over"


BLUE = frozenset({State.COMPLETED_ON_PAPER, State.DECLARED_COMPLETE, State.ASSURED})
"""States that count as blue in declared figures. What is under watch was blue in an earlier year: counted apart."""

GONE_ON = frozenset({State.CARRIED_OVER, State.MERGED, State.HANDED_OVER})
"""States of a row whose work goes on in another row: in the next plan, in the action it was merged into, elsewhere."""

OUT = GONE_ON | {State.WITHDRAWN}
"""States of a row that is no longer part of its plan's work, by a decision."""

FINISHED = BLUE | OUT | {State.UNDER_WATCH}
"""States in which nothing more is owed, so dates suggest nothing."""

COMPLETE = BLUE | {State.UNDER_WATCH}
"""States of what is complete, this year or before: what may be re-checked, and what only a finding takes up again."""
