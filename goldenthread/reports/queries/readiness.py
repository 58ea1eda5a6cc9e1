"""Whether a report can go on: what it lacks, what contradicts the plan, what the gate found, who has not cleared it."""

from collections import Counter
from dataclasses import dataclass, field

from django.utils.timezone import localdate

from goldenthread.boards.states import RoundState
from goldenthread.design.words import day
from goldenthread.reports.characters import Unprintable, unprintable
from goldenthread.reports.claims.values import Outcome
from goldenthread.reports.lint import Shortcoming, Weight, lint, standing_in_the_way
from goldenthread.reports.models import Report
from goldenthread.reports.queries.checking import (
    ClaimShown,
    GateShown,
    claims_in,
    gate_in,
    in_words,
    undecided_at_the_gate,
)
from goldenthread.reports.queries.closings import kept_closing, newer_closing
from goldenthread.reports.queries.content import Content, block_of, content_of
from goldenthread.reports.states import Cleared, ReportState


@dataclass(frozen=True, slots=True)
class Readiness:
    """Everything that stands between a report and being issued, as the checks found it."""

    shortcomings: list[Shortcoming] = field(default_factory=list)
    claims: list[ClaimShown] = field(default_factory=list)
    gate: list[GateShown] = field(default_factory=list)
    clearance: list[str] = field(default_factory=list)
    unprintable: list[Unprintable] = field(default_factory=list)
    round: list[str] = field(default_factory=list)

    @property
    def in_the_way(self) -> list[str]:
        """A sentence for each thing that has to be put right first; none where the report can be issued."""
        return [
            *standing_in_the_way(self.shortcomings),
            *(in_words(one) for one in self.claims if one.is_open),
            *undecided_at_the_gate(self.gate),
            *self.round,
            *self.clearance,
        ]

    @property
    def figures(self) -> str:
        """What the check of figures came to, in numbers: what was not checked is not said to agree."""
        outcomes = Counter(one.checked.outcome for one in self.claims)
        if not outcomes:
            return "No figure or action that was typed stands to be held against the plan."
        agree, unsure = outcomes[Outcome.CONFIRMED], outcomes[Outcome.NOT_CHECKABLE]
        kept = outcomes[Outcome.CONTRADICTED]
        told = [f"{agree or 'none'} agree{'s' if agree == 1 else ''} with the plan"]
        if kept:
            told.append(f"{kept} contradict{'s' if kept == 1 else ''} it")
        if unsure:
            told.append(f"{unsure} cannot be checked")
        return f"Of the figures and actions that were typed, {', '.join(told)}."


def readiness_of(report: Report, content: Content | None = None) -> Readiness:
    """Run every check on a report as it stands."""
    found = content or content_of(report)
    strange = unprintable(found.built)
    lacks = lint(block_of(report), found.built, found.template)
    told = [f"{one.sentence} Write it otherwise, or let it stand." for one in strange]
    return Readiness(
        shortcomings=[
            *lacks,
            *(Shortcoming(said, Weight.SHOULD, one.section) for said, one in zip(told, strange, strict=True)),
        ],
        claims=claims_in(found),
        gate=gate_in(found),
        clearance=clearance_lacking(report, found),
        unprintable=strange,
        round=round_in_the_way(report),
    )


def round_in_the_way(report: Report) -> list[str]:
    """What its round has to settle first: a correction that is not closed, or one whose figures were not decided on."""
    held = report.round
    if held is None:
        return []
    if held.state != RoundState.CLOSED:
        return [f"Round {held.number} is open again for a correction: close it again, or withdraw this report."]
    newer = newer_closing(report)
    if newer is None or kept_closing(report, newer) is not None:
        return []
    return [
        f"Round {held.number} was closed again on {day(localdate(newer.closed_at))}: take its figures, or say why "
        "this report keeps those of the closing before."
    ]


def clearance_lacking(report: Report, content: Content) -> list[str]:
    """What its clearance lacks, one sentence each: silence is not consent, and a changed word asks again."""
    if report.state == ReportState.DRAFT:
        return ["Ask for clearance: nobody has been asked about the report as it stands."]
    asked = report.clearances.current().select_related("person", "version")
    standing = list(asked.defer("version__content"))
    found = [f"{one.person} has not cleared it." for one in standing if one.decision == Cleared.NONE]
    found += [f"{one.person} sent it back." for one in standing if one.decision == Cleared.SENT_BACK]
    cleared = [one for one in standing if one.decision == Cleared.CLEARED]
    if any(one.version.says != content.says for one in cleared):
        found.append("It changed since it was cleared; ask for clearance again.")
    if not any(one.person_id not in report.author_ids for one in cleared):
        found.append("Nobody but its authors has cleared it.")
    return found
