"""Decisions beside the minutes: published, called in, answered; and what an officer decided between meetings.

Sources: Local Government Act 2000, sections 9B and 9F; SI 2012/2089, regulations 8 and 12 to 14; SI 2014/2095,
regulations 7 and 8.
"""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from goldenthread.committee.calling_in import call_in_ends
from goldenthread.committee.commands.minuting import LONGEST_TEXT
from goldenthread.committee.kinds import Governance, Part
from goldenthread.committee.models import (
    AgendaItem,
    CallIn,
    ClosedDay,
    Committee,
    Exemption,
    OfficerDecision,
    Resolution,
)
from goldenthread.committee.policy import require_may_keep_meetings
from goldenthread.committee.queries.register import constitution
from goldenthread.design.words import day
from goldenthread.identity.actor import Actor
from goldenthread.identity.commands.saving import tidy
from goldenthread.kernel.errors import RuleBroken
from goldenthread.kernel.versions import update_if_unchanged
from goldenthread.ledger.writing import hold_writing, record


def require_executive() -> None:
    """Refuse what belongs to an executive alone, where the council decides by committees.

    Source: Local Government Act 2000, section 9B.
    """
    if constitution().governance != Governance.EXECUTIVE:
        raise RuleBroken(
            "This council decides by committees: key decisions and call-in belong to an executive. The monitoring "
            "officer says under the constitution how the council decides."
        )


def ends_of_call_in(resolution: Resolution) -> date | None:
    """The last day on which a decision can be called in; none where it is not published or is too urgent for it."""
    if resolution.published_on is None or resolution.not_called_in_why:
        return None
    closures = dict(ClosedDay.objects.values_list("on", "why"))
    return call_in_ends(resolution.published_on, days=constitution().call_in_days, closures=closures)


@transaction.atomic
def publish_decision(
    *, resolution: Resolution, on: date, by: Actor, is_key: bool = False, not_called_in_why: str = ""
) -> None:
    """Publish a decision of an executive: whether it is key, and from when it can be called in, or why it cannot be."""
    require_may_keep_meetings(by)
    require_executive()
    hold_writing()
    if on < resolution.minute.minutes.meeting.on:
        raise RuleBroken("A decision is published after it is made.", about="on")
    values: dict[str, Any] = {
        "published_on": on,
        "is_key": is_key,
        "not_called_in_why": " ".join(not_called_in_why.split())[:500],
    }
    if not Resolution.objects.filter(pk=resolution.pk, published_on=None).update(**values):
        raise RuleBroken("This decision was published already.")
    for name, value in values.items():
        setattr(resolution, name, value)
    record("committee.decision_published", by=by, subject=resolution.minute.item.subject, **values)


@transaction.atomic
def call_in(*, resolution: Resolution, called_by: str, why: str, on: date, by: Actor) -> CallIn:
    """Enter that a published decision is called in, in its days, by whom and why; once."""
    require_may_keep_meetings(by)
    require_executive()
    hold_writing()
    if resolution.not_called_in_why:
        raise RuleBroken(f"This decision is urgent and cannot be called in: {resolution.not_called_in_why}")
    if resolution.published_on is None:
        raise RuleBroken("A decision is called in once it is published.")
    last = ends_of_call_in(resolution)
    if on < resolution.published_on or (last is not None and on > last):
        raise RuleBroken(f"It could be called in until {day(last)}.", about="on")
    if CallIn.objects.filter(resolution=resolution).exists():
        raise RuleBroken("This decision was called in already.")
    made = CallIn.objects.create(
        resolution=resolution, called_by=tidy(called_by, what="who calls it in", most=500),
        why=tidy(why, what="why it is called in", most=LONGEST_TEXT), on=on, entered_by=by.acting,
    )  # fmt: skip
    record("committee.called_in", by=by, subject=resolution.minute.item.subject, why=made.why, called_by=made.called_by)
    return made


@transaction.atomic
def answer_call_in(*, called: CallIn, outcome: str, answer: str, on: date, by: Actor) -> None:
    """Enter what became of a call-in, with the answer; once."""
    require_may_keep_meetings(by)
    hold_writing()
    if outcome not in CallIn.Outcome.values or outcome == CallIn.Outcome.PENDING:
        raise RuleBroken("Choose what became of it.", about="outcome")
    if on < called.on:
        raise RuleBroken("It was not answered before it was made.", about="on")
    if called.outcome != CallIn.Outcome.PENDING:
        raise RuleBroken("This call-in was answered already.")
    answer = tidy(answer, what="the answer", most=LONGEST_TEXT)
    values = {"outcome": outcome, "answer": answer, "heard_on": on}
    if not update_if_unchanged(called, version=called.version, values=values):
        raise RuleBroken("Somebody else changed this call-in in the meantime; look at it again.")
    record(
        "committee.call_in_answered", by=by, subject=called.resolution.minute.item.subject, why=answer,
        changes={"outcome": (str(CallIn.Outcome.PENDING), str(outcome))},
    )  # fmt: skip


@transaction.atomic
def record_officer_decision(
    *,
    committee: Committee,
    on: date,
    officer: str,
    text: str,
    reason: str,
    alternatives: str,
    by: Actor,
    at: datetime,
    title: str = "",
    part: int = Part.PUBLIC,
    delegation: str = "",
    consulted: str = "",
    interests: str = "",
    under: Resolution | None = None,
    reported_under: AgendaItem | None = None,
) -> OfficerDecision:
    """Record what an officer decided for a committee between its meetings, in consultation with whom, and why.

    The record tells the words of one that is public; of any other it names the number alone.

    Source: SI 2014/2095, regulation 7(2) (under an authorisation) and (3): date, decision, reasons, alternatives
    rejected, interests of those consulted.
    """
    require_may_keep_meetings(by)
    hold_writing()
    if on > at.date():
        raise RuleBroken("It was not decided on a day to come.", about="on")
    if part not in Part.values:
        raise RuleBroken("Choose whether it is public.", about="part")
    delegation = " ".join(delegation.split())[:300]
    if under is None and not delegation:
        raise RuleBroken("Choose the resolution that delegated it, or name the delegation.", about="under")
    if under is not None and on < under.minute.minutes.meeting.on:
        raise RuleBroken("It was not decided before it was delegated.", about="on")
    number = (committee.officer_decisions.aggregate(last=Max("number"))["last"] or 0) + 1
    made = OfficerDecision.objects.create(
        committee=committee, number=number, on=on, title=tidy(title, what="a title", most=300), part=part,
        officer=tidy(officer, what="who decided", most=200), delegation=delegation,
        consulted=" ".join(consulted.split())[:500], text=tidy(text, what="what was decided", most=LONGEST_TEXT),
        reason=tidy(reason, what="the reason", most=LONGEST_TEXT),
        alternatives=tidy(alternatives, what="the alternatives, or that there were none", most=LONGEST_TEXT),
        interests=" ".join(interests.split())[:500], under=under, reported_under=reported_under, entered_by=by.acting,
        entered_at=at,
    )  # fmt: skip
    told: dict[str, Any] = {"text": made.text} if _is_public(made) else {}
    record("committee.officer_decided", by=by, subject=committee.subject, at=at, number=number, **told)
    return made


def _is_public(made: OfficerDecision) -> bool:
    """Whether neither the decision, nor what delegated it, nor the item it is told under, is kept from the public."""
    items = [one for one in (made.under and made.under.minute.item, made.reported_under) if one]
    running = Exemption.objects.filter(item__in=items, lifted_at__isnull=True)
    return {made.part, *(one.part for one in items)} == {Part.PUBLIC} and not running.exists()
