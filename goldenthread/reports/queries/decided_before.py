"""What was decided in an earlier report on the same closing about the very same words: nothing is asked twice.

A check's key holds what it found and the words around it, so the same key on the same closing is the same question.
Whoever writes the new report takes the answers over by a press and stands for them; nothing is taken over by itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from goldenthread.identity.models import Person
from goldenthread.reports.models import Explanation, Report
from goldenthread.reports.queries.checking import ClaimShown, GateShown
from goldenthread.reports.queries.inner_readers import reads_its_making
from goldenthread.reports.states import Explained, Finding


@dataclass(frozen=True, slots=True)
class DecidedBefore:
    """Something still open here that was kept in another report: its words, where it stands here, and the decision."""

    words: str
    label: str
    decision: Explanation


def decided_before(
    report: Report, person: Person, *, claims: Sequence[ClaimShown], gate: Sequence[GateShown]
) -> list[DecidedBefore]:
    """Every open question of a report that the reader finds answered in another one, the newest answer of each.

    Only reports of which the reader also reads the making count: why something was kept is no part of what is issued.
    """
    if report.closing_id is None:
        return []
    asked = {(Finding.CLAIM.value, one.checked.claim.key): (one.checked.claim.text, one.label) for one in claims
             if one.is_open}  # fmt: skip
    asked |= {(Finding.GATE.value, one.finding.key): (one.finding.words, one.finding.place.label) for one in gate
              if one.is_open}  # fmt: skip
    if not asked:
        return []
    others = Report.objects.visible_to(person).filter(closing=report.closing_id).exclude(pk=report.pk)
    kept = Explanation.objects.filter(report__in=others.order_by().values("pk"), decision=Explained.KEEP)
    newest: dict[tuple[str, str], Explanation] = {}
    for one in kept.select_related("report__round", "by").order_by("at", "pk"):
        if (one.of, one.key) in asked:
            newest[one.of, one.key] = one
    within = {report for report in {one.report for one in newest.values()} if reads_its_making(report, person)}
    answers = {name: one for name, one in newest.items() if one.report in within}
    return [DecidedBefore(*asked[name], answers[name]) for name in asked if name in answers]
