"""Letting somebody read what is restricted, and withholding it: grants for a reason and a time, declared interests.

Sources: the common-law need to know of members; Local Government Act 1972, section 100F; Localism Act 2011, section 31.
"""

from datetime import datetime, timedelta

from django.db import transaction

from goldenthread.committee.kinds import Consequence, InterestKind, ItemKind, MeetingState
from goldenthread.committee.models import AgendaItem, CommitteeMeeting, Declaration, Grant, ItemPaper, Minute
from goldenthread.committee.models.minutes import Stage
from goldenthread.committee.policy import (
    require_may_declare,
    require_may_enter_dispensation,
    require_may_grant,
    require_may_take_back,
)
from goldenthread.committee.queries.declared import declares_at, sentence_of
from goldenthread.identity.actor import Actor
from goldenthread.identity.commands.saving import tidy
from goldenthread.identity.models import Person
from goldenthread.kernel.errors import RuleBroken
from goldenthread.ledger.writing import record

LONGEST = timedelta(days=366)
FEWEST_WORDS = 4


@transaction.atomic
def grant_reading(
    *,
    person: Person,
    reason: str,
    until: datetime,
    by: Actor,
    at: datetime,
    item: AgendaItem | None = None,
    paper: ItemPaper | None = None,
) -> Grant:
    """Let somebody read one restricted item with its papers, or one paper, because they need to know it.

    It is for a reason and ends by itself, within a year. Nobody lets themself read.
    """
    require_may_grant(by)
    of = item or paper
    if of is None or (item is not None and paper is not None):
        raise RuleBroken("Name one item or one paper.")
    if person.pk in by.people:
        raise RuleBroken("Nobody lets themself read what is restricted.", about="person")
    if not person.is_active or person.is_system:
        raise RuleBroken(f"{person.name} cannot sign in.", about="person")
    if len(reason.split()) < FEWEST_WORDS:
        raise RuleBroken("Say in a sentence why they need to know it.", about="reason")
    if not at < until <= at + LONGEST:
        raise RuleBroken("It ends on a day to come, within a year.", about="until")
    made = Grant.objects.create(
        person=person, item=item, paper=paper, reason=tidy(reason, what="the reason", most=1000),
        granted_by=by.acting, from_at=at, until=until,
    )  # fmt: skip
    record(
        "committee.reading_granted", by=by, subject=of.subject, at=at, why=made.reason, person=person.key,
        until=until,
    )  # fmt: skip
    return made


@transaction.atomic
def end_grant(*, grant: Grant, why: str, by: Actor, at: datetime) -> None:
    """End a grant before its day, with the reason; what was opened under it stays told."""
    require_may_grant(by)
    why = tidy(why, what="the reason", most=500)
    if not Grant.objects.filter(pk=grant.pk, ended_at=None).update(ended_at=at, ended_why=why):
        raise RuleBroken("It has ended already.")
    grant.ended_at, grant.ended_why = at, why
    of = grant.item or grant.paper
    record("committee.grant_ended", by=by, subject=of.subject if of else "", at=at, why=why, person=grant.person.key)


@transaction.atomic
def declare(
    *,
    meeting: CommitteeMeeting,
    person: Person,
    kind: str,
    nature: str,
    consequence: str,
    by: Actor,
    at: datetime,
    item: AgendaItem | None = None,
    dispensation: str = "",
    is_sensitive: bool = False,
) -> Declaration:
    """Enter an interest that somebody declares in an item, or in everything a meeting takes.

    A pecuniary interest without a dispensation withholds what is restricted of the item at once, where the council's
    rule says so. A member declares for themself; the clerk and the monitoring officer enter what was said. A sensitive
    interest is declared without its nature. The sentence of the minutes follows, while they are a draft.
    """
    require_may_declare(by, person)
    if dispensation.strip():
        require_may_enter_dispensation(by)
    if meeting.state == MeetingState.CANCELLED:
        raise RuleBroken("This meeting was cancelled.")
    if not declares_at(person, meeting):
        raise RuleBroken(f"{person.name} has no part in this meeting, so declares nothing in it.", about="person")
    if kind not in InterestKind.values or consequence not in Consequence.values:
        raise RuleBroken("Choose the kind of interest and what follows from it.")
    if item is not None and item.meeting_id != meeting.pk:
        raise RuleBroken("Name an item of this meeting.", about="item")
    nature = "" if is_sensitive else tidy(nature, what="the nature of the interest", most=1000)
    dispensation = " ".join(dispensation.split())[:500]
    if kind == InterestKind.PECUNIARY and not dispensation and consequence != Consequence.LEAVES:
        raise RuleBroken(
            "Who has a disclosable pecuniary interest takes no part without a dispensation: they leave.",
            about="consequence",
        )
    if kind == InterestKind.COUNCIL_TAX and consequence == Consequence.STAYS:
        raise RuleBroken("Whose council tax is two months in arrears does not vote on it.", about="consequence")
    standing = Declaration.objects.standing().filter(meeting=meeting, item=item, person=person)
    if standing.exists():
        raise RuleBroken(f"{person.name} has declared an interest in this already; take it back first.")
    before = sentence_of(meeting)
    made = Declaration.objects.create(
        meeting=meeting, item=item, person=person, kind=kind, nature=nature, is_sensitive=is_sensitive,
        consequence=consequence, dispensation=dispensation, declared_at=at, entered_by=by.acting,
    )  # fmt: skip
    record(
        "committee.interest_declared", by=by, subject=(item or meeting).subject, at=at, person=person.key,
        kind=str(kind), nature=nature, consequence=str(consequence), dispensation=dispensation,
    )  # fmt: skip
    write_declarations(meeting, before=before)
    return made


@transaction.atomic
def take_back(*, declaration: Declaration, why: str, by: Actor, at: datetime) -> None:
    """Take back an interest that was declared in error, with the reason; both stay told. The member cannot alone."""
    require_may_take_back(by)
    why = tidy(why, what="the reason", most=500)
    before = sentence_of(declaration.meeting)
    rows = Declaration.objects.filter(pk=declaration.pk, taken_back_at=None)
    if not rows.update(taken_back_at=at, taken_back_why=why):
        raise RuleBroken("It was taken back already.")
    declaration.taken_back_at, declaration.taken_back_why = at, why
    record(
        "committee.declaration_taken_back", by=by, subject=(declaration.item or declaration.meeting).subject, at=at,
        why=why, person=declaration.person.key,
    )  # fmt: skip
    write_declarations(declaration.meeting, before=before)


def write_declarations(meeting: CommitteeMeeting, *, before: str) -> None:
    """Write the sentences of declarations anew in a draft, as long as the clerk has not written others in their place.

    ``before`` is what the declarations gave until now: any other text is the clerk's own and stays.
    """
    drafts = Minute.objects.filter(minutes__meeting=meeting, minutes__stage=Stage.DRAFT)
    minute = drafts.filter(item__kind=ItemKind.DECLARATIONS).order_by("position").first()
    if minute is not None and minute.text in ("", before):
        Minute.objects.filter(pk=minute.pk).update(text=sentence_of(meeting))
