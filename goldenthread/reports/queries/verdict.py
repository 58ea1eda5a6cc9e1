"""Whether a report that was issued is true: what the plan confirmed, what it contradicted and why that stayed.

For those who read how it was made; a member reads the paper. Its words and its closing are frozen, so the checks find
the same as before it was issued; a check that has learnt more since says so by an open contradiction.
"""

from dataclasses import dataclass

from goldenthread.design.words import counted
from goldenthread.reports.characters import Unprintable, unprintable
from goldenthread.reports.claims.values import Outcome
from goldenthread.reports.models import Clearance, Report
from goldenthread.reports.queries.checking import ClaimShown, GateShown, claims_in, gate_in
from goldenthread.reports.queries.content import Content
from goldenthread.reports.states import Cleared, Explained


@dataclass(frozen=True, slots=True)
class Verdict:
    """What stands behind an issued report: its claims, the decisions about it, and who cleared which version."""

    claims: list[ClaimShown]
    decided: list[GateShown]
    cleared: list[Clearance]
    unprintable: list[Unprintable]

    @property
    def contradicted(self) -> list[ClaimShown]:
        """The claims that the plan contradicts, each with the reason for which it stayed."""
        return [one for one in self.claims if one.checked.outcome == Outcome.CONTRADICTED]

    @property
    def in_short(self) -> str:
        """``9 claims: 7 confirmed by the plan, 1 contradicted, 1 that cannot be checked``."""
        if not self.claims:
            return "No figure and no reference was typed by hand: every figure is the plan’s own."
        confirmed = sum(one.checked.outcome == Outcome.CONFIRMED for one in self.claims)
        unknown = len(self.claims) - confirmed - len(self.contradicted)
        return (
            f"{counted(len(self.claims), 'claim')}: {confirmed} confirmed by the plan, {len(self.contradicted)} "
            f"contradicted, {unknown} that cannot be checked."
        )

    @property
    def decided_in_short(self) -> str:
        """``2 things were kept for a reason before it left the council``."""
        count = len(self.decided)
        if not count:
            return "Nothing that should not go out unseen was kept in it."
        were = "was" if count == 1 else "were"
        return f"{counted(count, 'thing')} {were} kept for a reason before it left the council."


def verdict_of(report: Report, content: Content) -> Verdict:
    """The verdict on a report that was issued, from its frozen words and closing."""
    decided = [one for one in gate_in(content) if one.explanation and one.explanation.decision == Explained.KEEP]
    cleared = report.clearances.current().filter(decision=Cleared.CLEARED)
    cleared = cleared.select_related("person", "version", "decided_by")
    return Verdict(
        claims=claims_in(content),
        decided=decided,
        cleared=list(cleared.defer("version__content").order_by("decided_at", "pk")),
        unprintable=unprintable(content.built),
    )
