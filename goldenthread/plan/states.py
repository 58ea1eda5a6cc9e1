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


FINISHED = frozenset({State.COMPLETED_ON_PAPER, State.DECLARED_COMPLETE, State.ASSURED, State.WITHDRAWN})
"""States in which nothing more is owed, so dates suggest nothing."""

BLUE = frozenset({State.COMPLETED_ON_PAPER, State.DECLARED_COMPLETE, State.ASSURED})
"""States that count as blue in declared figures."""
