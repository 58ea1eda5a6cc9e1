"""How far a report is, and which step may follow which.

Source: the cover reports in the pack of 2 May 2018 (written by a service manager, "Report of" a chief officer, sent
to democratic services); that others clear it before, and that what was issued never changes, is our reading.
"""

from django.db.models import TextChoices

from goldenthread.kernel.errors import RuleBroken


class ReportState(TextChoices):
    """How far a report is."""

    DRAFT = "draft", "Draft"
    IN_CLEARANCE = "in_clearance", "In clearance"
    CLEARED = "cleared", "Cleared"
    ISSUED = "issued", "Issued"
    RETURNED = "returned", "Returned"
    WITHDRAWN = "withdrawn", "Withdrawn"
    SUPERSEDED = "superseded", "Superseded"


class Purpose(TextChoices):
    """What a report is for."""

    DECISION = "decision", "For Decision"
    INFORMATION = "information", "For Information"


class SectionKind(TextChoices):
    """What part of a report a section is."""

    SUMMARY = "summary", "Summary"
    RECOMMENDATIONS = "recommendations", "Recommendations"
    BODY = "body", "Body"
    IMPLICATIONS = "implications", "Implications"
    CONCLUSION = "conclusion", "Conclusion"
    BACKGROUND_PAPERS = "background_papers", "Background papers"


class Cleared(TextChoices):
    """What somebody who was asked said of a version; silence is not consent."""

    NONE = "none", "Not decided"
    CLEARED = "cleared", "Cleared"
    SENT_BACK = "sent_back", "Sent back"


class Finding(TextChoices):
    """What an explanation answers: a contradicted figure, what the gate found, or that a round was closed again."""

    CLAIM = "claim", "A figure or reference"
    GATE = "gate", "What the gate found"
    ROUND = "round", "The round was closed again"


class Explained(TextChoices):
    """What was decided of it."""

    KEEP = "keep", "Kept, for a reason"
    CHANGED = "changed", "Changed"


NUMBERED = (SectionKind.BODY, SectionKind.IMPLICATIONS, SectionKind.CONCLUSION)
"""Sections whose paragraphs are numbered, running through; a summary and recommendations are not.

Source: the cover reports in the pack of 2 May 2018 and the report of 8 February 2019.
"""

BEING_WRITTEN = (ReportState.DRAFT, ReportState.IN_CLEARANCE, ReportState.CLEARED)
"""States in which a report can still change; a change takes it back to its authors."""

WAS_ISSUED = (ReportState.ISSUED, ReportState.RETURNED, ReportState.SUPERSEDED)
"""States that only what was issued can have."""

MOVES: dict[ReportState, frozenset[ReportState]] = {
    ReportState.DRAFT: frozenset({ReportState.IN_CLEARANCE, ReportState.WITHDRAWN}),
    ReportState.IN_CLEARANCE: frozenset({ReportState.DRAFT, ReportState.CLEARED, ReportState.WITHDRAWN}),
    ReportState.CLEARED: frozenset(
        {ReportState.DRAFT, ReportState.IN_CLEARANCE, ReportState.ISSUED, ReportState.WITHDRAWN}
    ),
    ReportState.ISSUED: frozenset({ReportState.RETURNED, ReportState.WITHDRAWN, ReportState.SUPERSEDED}),
    ReportState.RETURNED: frozenset(),
    ReportState.WITHDRAWN: frozenset(),
    ReportState.SUPERSEDED: frozenset(),
}
"""What may follow. What was issued is never written on: a new report takes its place."""


def check_move(before: str, after: ReportState) -> None:
    """Refuse a step that does not follow on where the report stands."""
    if after not in MOVES[ReportState(before)]:
        raise RuleBroken(
            f"This report is {ReportState(before).label.lower()}; it cannot become {after.label.lower()} now."
        )


def check_can_be_written(state: str) -> None:
    """Refuse to write in what was issued, returned, withdrawn or superseded: it stays as it was reported."""
    if state not in BEING_WRITTEN:
        raise RuleBroken(f"This report is {ReportState(state).label.lower()} and stays as it is.")
