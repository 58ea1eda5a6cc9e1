"""Telling the leads of an action what was decided about it: reopened, assured, sent back, its new end date.

Each message is written in the transaction of the decision and goes with the digest of the day. Only people who sign
in and may see the action are told, and never whoever decided; whether they may still see it is asked again before an
e-mail goes.
"""

from collections.abc import Iterable
from datetime import datetime

from django.utils.timezone import localdate

from goldenthread.identity.actor import Actor
from goldenthread.identity.models import Account, Person, PostHolding
from goldenthread.notices.commands import put_out
from goldenthread.plan.models import Action, EndDateChange

REOPENED, ASSURED, SENT_BACK, END_DECIDED = (
    "action-reopened", "action-assured", "action-sent-back", "end-date-decided",
)  # fmt: skip
"""The kinds of notices that decisions on an action put out."""
LONGEST_WORDS = 120


def tell_reopened(action: Action, *, note: str, by: Actor, at: datetime) -> None:
    """Tell the leads that what was complete is worked on again, and what the decision says."""
    _tell(action, REOPENED, f"reopened: {note.strip()}", by=by, at=at)


def tell_assured(action: Action, *, by: Actor, at: datetime) -> None:
    """Tell the leads that a second person has seen it and gave blue."""
    _tell(action, ASSURED, "assured: it is complete and seen to be.", by=by, at=at)


def tell_sent_back(action: Action, *, reason: str, by: Actor, at: datetime) -> None:
    """Tell the leads that blue was not given, and what is missing."""
    _tell(action, SENT_BACK, f"sent back: {reason.strip()}", by=by, at=at)


def tell_end_decided(change: EndDateChange, *, by: Actor, at: datetime) -> None:
    """Tell the leads, and whoever asked for it, what became of a new end date, with the reason."""
    action, is_approved = change.action, change.decision == EndDateChange.Decision.APPROVED
    said = f"{'now ends' if is_approved else 'does not move to'} {change.after_written}."
    note = f" {change.decision_note}" if change.decision_note else ""
    also = [change.asked_by] if change.asked_by else []
    _tell(action, END_DECIDED, f"{said}{note}", by=by, at=at, also=also, occasion=f"{change.pk}")


def tell_end_settled(change: EndDateChange, action: Action, *, how: str, by: Actor, at: datetime) -> None:
    """Tell the leads, and whoever asked for a new end, what a refresh answered it with, on the row that goes on."""
    also = [change.asked_by] if change.asked_by else []
    _tell(action, END_DECIDED, how, by=by, at=at, also=also, occasion=f"{change.pk}")


def may_see_action(person: Person, about: str) -> bool:
    """Whether somebody may still see the action a notice speaks of, by its name in the ledger."""
    plan, _, key = about.removeprefix("action:").partition("/")
    return Action.objects.visible_to(person).filter(plan__key=plan, key=key).exists()


def _tell(
    action: Action,
    kind: str,
    said: str,
    *,
    by: Actor,
    at: datetime,
    also: Iterable[Person] = (),
    occasion: str = "",
) -> None:
    """Put out one notice for each lead who may be told; ``occasion`` tells two of one kind and moment apart."""
    named = action.ref or action.key
    words = " ".join(action.wording.split())
    words = words if len(words) <= LONGEST_WORDS else f"{words[: LONGEST_WORDS - 1].rstrip()}…"
    for person in _told(action, by=by, at=at, also=also):
        put_out(
            to=person,
            kind=kind,
            about=action.subject,
            subject=f"{named} {_heading(kind, said)}: {action.plan.name}",
            text=f"{by} on {named} “{words}”: {said}",
            path=action.get_absolute_url(),
            once=f"{action.subject}:{kind}:{person.key}:{occasion or action.version}",
            at=at,
            by=by,
        )


def _heading(kind: str, said: str) -> str:
    if kind == END_DECIDED:
        return "now has a new end date" if said.startswith("now") else "keeps its end date"
    return {REOPENED: "was reopened", ASSURED: "was assured", SENT_BACK: "was sent back"}[kind]


def _told(action: Action, *, by: Actor, at: datetime, also: Iterable[Person]) -> list[Person]:
    """The leads, the holders of posts that lead, and the others named, who sign in, have an address and see it."""
    leads = list(action.leads.all())
    posts = [lead.post_id for lead in leads if lead.post_id]
    holders = PostHolding.objects.current(on=localdate(at)).filter(post__in=posts).values_list("person_id", flat=True)
    numbers = {lead.person_id for lead in leads if lead.person_id} | set(holders) | {one.pk for one in also}
    with_account = Account.objects.filter(person__in=numbers - by.people, is_active=True).values_list("person_id")
    people = Person.objects.filter(pk__in=with_account, is_active=True).exclude(email="").order_by("pk")
    return [person for person in people if may_see_action(person, action.subject)]
