"""Evidence: added with a title, a text, a link or a file; withdrawn with a reason, never deleted."""

from datetime import datetime

from django.db import transaction

from goldenthread.documents.models import StoredFile
from goldenthread.identity.actor import Actor
from goldenthread.kernel.errors import RuleBroken
from goldenthread.plan import policy
from goldenthread.plan.commands.saving import save_changed
from goldenthread.plan.models import Action, Evidence


@transaction.atomic
def add_evidence(
    *,
    action: Action,
    title: str,
    by: Actor,
    at: datetime,
    description: str = "",
    address: str = "",
    file: StoredFile | None = None,
) -> Evidence:
    """Add what shows that something was done or made a difference. Assurance may add what it saw."""
    if not policy.may_update(by.acting, action):
        policy.require_may_assure(by, action)
    if not title.strip():
        raise RuleBroken("Give the evidence a title, for example: Attendance sheet, 14 March.")
    if not (description.strip() or address or file):
        raise RuleBroken("Add a file, a link, or say in words what the evidence shows.")
    evidence = Evidence.objects.create(
        action=action,
        title=title.strip(),
        description=description.strip(),
        address=address,
        file=file,
        added_by=by.acting,
        added_at=at,
    )
    save_changed(
        action,
        version=None,
        values={"updated_at": at},
        subject=action.subject,
        what="plan.evidence_added",
        by=by,
        evidence=title,
        file=file.sha256 if file else None,
    )
    return evidence


@transaction.atomic
def withdraw_evidence(*, evidence: Evidence, reason: str, by: Actor, at: datetime) -> Evidence:
    """Withdraw evidence with a reason; it stays in the record and no longer counts."""
    policy.require_may_update(by, evidence.action)
    if not reason.strip():
        raise RuleBroken("Say why the evidence is withdrawn.")
    if evidence.withdrawn_at is None:
        Evidence.objects.filter(pk=evidence.pk, withdrawn_at=None).update(withdrawn_at=at, withdrawn_why=reason.strip())
        evidence.refresh_from_db()
        save_changed(
            evidence.action,
            version=None,
            values={"updated_at": at},
            subject=evidence.action.subject,
            what="plan.evidence_withdrawn",
            by=by,
            why=reason,
            evidence=evidence.title,
        )
    return evidence
