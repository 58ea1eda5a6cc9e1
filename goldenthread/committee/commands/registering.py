"""The register of interests, and what the constitution says of them: entered, changed, marked, ended.

Sources: Localism Act 2011, sections 29 (register), 30 (duty to notify within 28 days) and 32 (sensitive interests).
"""

from datetime import date

from django.db import transaction
from django.db.models import Max

from goldenthread.committee.kinds import Governance, InterestKind
from goldenthread.committee.models import Constitution, Interest
from goldenthread.committee.policy import (
    require_may_keep_constitution,
    require_may_keep_register,
    require_may_register,
)
from goldenthread.committee.queries.register import has_to_register
from goldenthread.identity.actor import Actor
from goldenthread.identity.commands.saving import save_changed, tidy
from goldenthread.identity.models import Person
from goldenthread.kernel.errors import RuleBroken
from goldenthread.kernel.versions import update_if_unchanged
from goldenthread.ledger.writing import hold_writing, record

OF_CONSTITUTION = {
    "governance": "How the council decides",
    "withholds_for_interest": "A declared interest withholds",
    "call_in_days": "Days in which a decision can be called in",
}
MOST_LETTERS = 1000


@transaction.atomic
def register_interest(
    *, person: Person, kind: str, text: str, on: date, by: Actor, is_sensitive: bool = False
) -> Interest:
    """Enter an interest of a member in the register; the member enters their own, the monitoring officer anybody's.

    Only the monitoring officer marks an interest as sensitive. The words of a sensitive one stand in no entry.
    """
    require_may_register(by, person)
    if is_sensitive:
        require_may_keep_register(by)
    hold_writing()
    if not has_to_register(person, on=on):
        raise RuleBroken(f"{person.name} is no member of the council or of a committee.", about="person")
    text = tidy(text, what="the interest", most=MOST_LETTERS)
    _check_kind(kind)
    last = person.interests.aggregate(last=Max("number"))["last"] or 0
    made = Interest.objects.create(
        person=person, number=last + 1, kind=kind, text=text, is_sensitive=is_sensitive, registered_on=on
    )
    record(
        "committee.interest_registered", by=by, subject=made.subject, kind=str(kind),
        text="" if is_sensitive else text, is_sensitive=is_sensitive,
    )  # fmt: skip
    return made


@transaction.atomic
def keep_interest(
    *, interest: Interest, kind: str, text: str, is_sensitive: bool, by: Actor, version: int | None = None
) -> bool:
    """Put an entry of the register right, or mark it as sensitive or no longer so: the monitoring officer alone.

    That the words of a sensitive entry changed is told, never the words.
    """
    require_may_keep_register(by)
    _check_open(interest)
    _check_kind(kind)
    text = tidy(text, what="the interest", most=MOST_LETTERS)
    values = {"kind": kind, "text": text, "is_sensitive": is_sensitive}
    changes = {name: (getattr(interest, name), value) for name, value in values.items()}
    changes = {name: both for name, both in changes.items() if both[0] != both[1]}
    if not changes:
        return False
    seen = interest.version if version is None else version
    if not update_if_unchanged(interest, version=seen, values={name: new for name, (_, new) in changes.items()}):
        raise RuleBroken("Somebody else changed this entry in the meantime; look at it again.")
    if "text" in changes and (is_sensitive or changes.get("is_sensitive", (is_sensitive,))[0]):
        changes["text"] = ("(sensitive)", "(sensitive, other words)")
    record("committee.interest_changed", by=by, subject=interest.subject, changes=changes)
    return True


@transaction.atomic
def end_interest(*, interest: Interest, on: date, by: Actor) -> bool:
    """End an interest; it stays in the register with the day it ended. The member ends their own."""
    require_may_register(by, interest.person)
    _check_open(interest)
    if on < interest.registered_on:
        raise RuleBroken("It ends on a day after it was registered.", about="on")
    return save_changed(
        interest, version=None, values={"ended_on": on}, labels={}, subject=interest.subject,
        what="committee.interest_ended", by=by,
    )  # fmt: skip


@transaction.atomic
def keep_constitution(
    *, governance: str, withholds_for_interest: bool, by: Actor, call_in_days: int = 5, version: int | None = None
) -> bool:
    """Say how the council decides, whether a declared pecuniary interest withholds, and how long call-in runs."""
    require_may_keep_constitution(by)
    hold_writing()
    if governance not in Governance.values:
        raise RuleBroken("Choose how the council decides.", about="governance")
    if not 1 <= call_in_days <= 30:
        raise RuleBroken("Call-in runs from 1 to 30 working days.", about="call_in_days")
    row = Constitution.objects.order_by("pk").first() or Constitution.objects.create()
    values = {
        "governance": governance, "withholds_for_interest": withholds_for_interest, "call_in_days": call_in_days,
    }  # fmt: skip
    return save_changed(
        row, version=version, values=values, labels=OF_CONSTITUTION, subject="constitution:council",
        what="committee.constitution_changed", by=by,
    )  # fmt: skip


def _check_kind(kind: str) -> None:
    if kind not in (InterestKind.PECUNIARY, InterestKind.REGISTRABLE):
        raise RuleBroken("The register takes disclosable pecuniary and other registrable interests.", about="kind")


def _check_open(interest: Interest) -> None:
    if interest.ended_on is not None:
        raise RuleBroken("This interest has ended; what it was stays as it is.")
