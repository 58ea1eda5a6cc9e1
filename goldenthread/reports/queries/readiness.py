"""Whether a report can go on: what it lacks, what contradicts the plan, what the gate found, who has not cleared it."""

from dataclasses import dataclass

from goldenthread.reports.lint import Shortcoming, lint, standing_in_the_way
from goldenthread.reports.models import Report
from goldenthread.reports.queries.checking import (
    ClaimShown,
    GateShown,
    claims_in,
    gate_in,
    in_words,
    undecided_at_the_gate,
)
from goldenthread.reports.queries.content import Content, block_of, content_of
from goldenthread.reports.states import Cleared, ReportState


@dataclass(frozen=True, slots=True)
class Readiness:
    """Everything that stands between a report and being issued, as the checks found it."""

    shortcomings: list[Shortcoming]
    claims: list[ClaimShown]
    gate: list[GateShown]
    clearance: list[str]

    @property
    def in_the_way(self) -> list[str]:
        """A sentence for each thing that has to be put right first; none where the report can be issued."""
        return [
            *standing_in_the_way(self.shortcomings),
            *(in_words(one) for one in self.claims if one.is_open),
            *undecided_at_the_gate(self.gate),
            *self.clearance,
        ]


def readiness_of(report: Report, content: Content | None = None) -> Readiness:
    """Run every check on a report as it stands."""
    found = content or content_of(report)
    return Readiness(
        shortcomings=lint(block_of(report), found.built, found.template),
        claims=claims_in(found),
        gate=gate_in(found),
        clearance=clearance_lacking(report, found),
    )


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
