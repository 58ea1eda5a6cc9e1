"""Putting a finding right, or taking it back, as long as nothing answers it.

A recommendation that was pasted in two halves, or with the wrong number, is put right by whoever entered it. Once an
action, a decision or a contradiction answers it, its words stand as they were answered.
"""

from django.db import transaction

from goldenthread.identity.actor import Actor
from goldenthread.kernel.errors import RuleBroken
from goldenthread.plan.commands.saving import save_changed
from goldenthread.plan.models import ActionFinding, Assurance, Contradiction, Recheck
from goldenthread.search.index import index
from goldenthread.sources import policy
from goldenthread.sources.commands import search_entry
from goldenthread.sources.kinds import Answer
from goldenthread.sources.models import Finding
from goldenthread.sources.pasting import LONGEST_NUMBER

LONGEST_PARAGRAPH = 60


def is_answered(finding: Finding) -> bool:
    """Whether anything stands on the words of a finding: an action, a decision, or what was said against an action."""
    return (
        finding.answer != Answer.OPEN
        or ActionFinding.objects.filter(finding=finding).exists()
        or Contradiction.objects.filter(finding=finding).exists()
        or Recheck.objects.filter(finding=finding).exists()
        or Assurance.objects.filter(ended_because=finding).exists()
    )


@transaction.atomic
def correct_finding(
    *, finding: Finding, text: str, number: str, paragraph: str, by: Actor, version: int | None = None
) -> Finding:
    """Put the words, the number or the paragraph of a finding right, with both texts in its history."""
    policy.require_may_correct(by, finding)
    _require_unanswered(finding)
    if not text.strip():
        raise RuleBroken("Write what the source says.", about="text")
    if len(number.strip()) > LONGEST_NUMBER or len(paragraph.strip()) > LONGEST_PARAGRAPH:
        raise RuleBroken("The number or the paragraph is too long.")
    values = {"text": text.strip(), "number": number.strip(), "paragraph": paragraph.strip()}
    save_changed(
        finding,
        version=version,
        values=values,
        subject=f"finding:{finding.key}",
        what="sources.finding_corrected",
        by=by,
    )
    finding.refresh_from_db()
    index([search_entry(finding.source)])
    return finding


@transaction.atomic
def withdraw_finding(*, finding: Finding, reason: str, by: Actor, version: int | None = None) -> Finding:
    """Take a finding back that was entered by mistake, with the reason; it stays on the page of its source as such."""
    policy.require_may_correct(by, finding)
    _require_unanswered(finding)
    if not reason.strip():
        raise RuleBroken("Say why it is withdrawn.", about="reason")
    save_changed(
        finding,
        version=version,
        values={"answer": Answer.WITHDRAWN.value, "answer_reason": reason.strip()},
        subject=f"finding:{finding.key}",
        what="sources.finding_withdrawn",
        by=by,
        why=reason.strip(),
    )
    finding.refresh_from_db()
    return finding


def _require_unanswered(finding: Finding) -> None:
    """Refuse to change what something answers already."""
    if is_answered(finding):
        raise RuleBroken("This finding is answered, so its words stay as they were answered.")
