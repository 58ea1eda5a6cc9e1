"""Setting up a committee and changing its terms: keyword-only, ``policy`` asked, one ledger entry, one transaction."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from goldenthread.bodies.models import Body, Kind
from goldenthread.committee.clear_days import Basis
from goldenthread.committee.formulae import BEGINNING
from goldenthread.committee.models import Committee, TemplateItem
from goldenthread.committee.numbering import check_pattern
from goldenthread.committee.policy import require_may_keep_committees
from goldenthread.identity.actor import Actor
from goldenthread.identity.commands.saving import save_changed
from goldenthread.identity.models import Person
from goldenthread.identity.roles import Role
from goldenthread.kernel.errors import RuleBroken
from goldenthread.ledger.writing import record

LABELS = {
    "terms": "Terms of reference",
    "terms_agreed_on": "Agreed on",
    "quorum": "Quorum",
    "clerk": "Clerk",
    "issued_by_name": "Issued in the name of",
    "issued_by_post": "Post",
    "usual_place": "Usual place",
    "usual_time": "Usual time",
    "notice_days": "Clear days",
    "notice_basis": "Which days count",
    "drafts_before": "Drafts are due",
    "cleared_before": "Papers are cleared",
    "questions_before": "Questions are due",
    "minutes_run_on": "Numbers of minutes",
    "minutes_pattern": "How they are written",
}
MOST_LETTERS = 20_000


@transaction.atomic
def set_up_committee(*, body: Body, on: date, by: Actor, **terms: Any) -> Committee:
    """Set a body up as a committee; its agendas begin from the items of the default template.

    ``terms`` are what ``change_committee`` changes, by the names of the fields.
    """
    require_may_keep_committees(by)
    if body.kind not in (Kind.COMMITTEE, Kind.SUB_COMMITTEE):
        raise RuleBroken(
            f"{body.name} is a {body.get_kind_display().lower()}; only committees and sub-committees meet so."
        )
    if body.ended_on is not None:
        raise RuleBroken(f"{body.name} has ended.")
    if Committee.objects.filter(body=body).exists():
        raise RuleBroken(f"{body.name} is set up already.")
    values = _checked(terms)
    made = Committee.objects.create(body=body, set_up_on=on, **values)
    TemplateItem.objects.bulk_create(
        TemplateItem(
            committee=made, number=place, position=place, part=one.part, kind=one.kind, title=one.title,
            rubric=one.rubric, purpose=one.purpose,
        )
        for place, one in enumerate(BEGINNING, start=1)
    )  # fmt: skip
    record("committee.set_up", by=by, subject=made.subject, on=on, **values)
    return made


@transaction.atomic
def change_committee(*, committee: Committee, by: Actor, version: int | None = None, **terms: Any) -> bool:
    """Change a committee's terms, who serves it, and how its agendas are issued."""
    require_may_keep_committees(by)
    return save_changed(
        committee, version=version, values=_checked(terms), labels=LABELS, subject=committee.subject,
        what="committee.changed", by=by,
    )  # fmt: skip


def _checked(terms: Mapping[str, Any]) -> dict[str, Any]:
    """The terms as they can be kept; refused where they cannot."""
    found = dict(terms)
    if unknown := found.keys() - LABELS.keys():
        raise RuleBroken(f"A committee has no {sorted(unknown)[0]}.")
    for name in ("issued_by_name", "issued_by_post", "usual_place"):
        if name in found:
            found[name] = " ".join(found[name].split())[:200]
    if len(found.get("terms", "")) > MOST_LETTERS:
        raise RuleBroken(f"Keep terms of reference to {MOST_LETTERS:,} letters.", about="terms")
    if "notice_basis" in found:
        found["notice_basis"] = Basis(found["notice_basis"]).value
    if "minutes_pattern" in found:
        found["minutes_pattern"] = " ".join(found["minutes_pattern"].split())
        check_pattern(found["minutes_pattern"])
    if not 1 <= found.get("quorum", 1) <= 200:
        raise RuleBroken("A quorum is 1 to 200 members.", about="quorum")
    clerk: Person | None = found.get("clerk")
    if clerk is not None and Role.DEMOCRATIC_SERVICES not in clerk.rights.roles:
        raise RuleBroken(f"{clerk.name} is no democratic-services officer.", about="clerk")
    return found
