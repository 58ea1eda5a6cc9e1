"""What a round asks for and how: the opening, reminders, declined answers, supplies, links for those without account.

Every notice is put out in the transaction of the change it speaks of. Keys of notices name the round, the person and
the occasion, so that what runs twice tells nobody twice.
"""

import hashlib
import secrets
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils.timezone import localdate, make_aware

from goldenthread.boards.asking_words import (
    ASKED,
    LAST_CALL,
    REMINDER,
    SENIOR,
    THANKS,
    ByLink,
    missing_under,
    subject_of,
    text_of,
)
from goldenthread.boards.models import AnswerLink, Asked, MonitoringRound, Supply
from goldenthread.boards.policy import require_may_answer, require_may_keep_rounds, require_may_use_link
from goldenthread.boards.queries.came_since import NOT_ASKED, asked_for
from goldenthread.boards.queries.link_used import keeper_of
from goldenthread.boards.queries.owed import Owes, OwesTogether, is_owed_by, together
from goldenthread.boards.queries.returns import accountable_lead, actions_of, holders_of, owed_to, posts_of, supplies_of
from goldenthread.boards.states import RoundState
from goldenthread.identity.actor import Actor
from goldenthread.identity.models import Account, Person
from goldenthread.kernel.errors import RuleBroken
from goldenthread.kernel.prepared import Prepared
from goldenthread.kernel.versions import update_if_unchanged
from goldenthread.ledger.writing import hold_writing, record
from goldenthread.notices.commands import call_back, put_out
from goldenthread.notices.models import Notice
from goldenthread.notices.queries import when_they_go
from goldenthread.plan.models import Action, Contradiction, Plan
from goldenthread.plan.queries.line_of_years import plans_behind
from goldenthread.plan.states import COMPLETE

UNANSWERED = Prepared(
    lambda plan: (
        Contradiction.objects.filter(action__plan=plan)
        .unanswered()
        .order_by()
        .values_list("action_id", "action__state")
    ),
    int,
)
LINK_LASTS = timedelta(days=28)
AFTER_DUE = timedelta(days=14)
"""A link opens for four weeks, and in any case until two weeks after the answers were due."""


@transaction.atomic
def ask_for_answers(*, round: MonitoringRound, by: Actor, at: datetime) -> int:
    """Write down what a round asks for and of whom, and tell them; a part of opening it. Returns how much is new.

    An answer for each action that is neither finished nor resting, and for each unfinished one that a finding
    contradicts until that is answered; and each standing supply of a partner, the year before's among them. Called
    again it adds what came to the plan since, and asks nobody twice.
    """
    on = localdate(at)
    known = set(round.asked.values_list("action", flat=True))
    against = {pk for pk, state in UNANSWERED.rows(round.plan_id) if state not in COMPLETE}
    actions = [action for action in actions_of(round.plan) if action.state not in NOT_ASKED or action.pk in against]
    holders = holders_of(posts_of(actions), on=on)
    rows = [
        asked_for(round, at, place, action, accountable_lead(action, holders))
        for place, action in enumerate(actions)
        if action.key not in known
    ]
    supplies = supplies_of(round.plan)
    asked_before = set(round.asked.supplies().values_list("person_id", "what"))
    rows += [
        Asked(
            round=round, kind=Asked.Kind.SUPPLY, position=place, what=one.what, person=one.person,
            person_written=one.person.name, asked_at=at, due_on=round.returns_due_on,
        )
        for place, one in enumerate(supplies, start=len(asked_before))
        if (one.person_id, one.what) not in asked_before
    ]  # fmt: skip
    Asked.objects.bulk_create(rows, batch_size=500)
    if rows:
        record("boards.answers_asked", by=by, subject=round.subject, at=at, asked=len(rows))
        _tell(round, [item for item in owed_to(round, on=on) if item.asked.asked_at == at], ASKED, by=by, at=at)
    return len(rows)


@dataclass(frozen=True, slots=True)
class Chased:
    """Whom one press reached: leads, senior leads, and those who could not be told because no address is known.

    ``leaderless`` counts the actions that have no lead, of which nobody can be told; ``already`` the people who were
    reminded earlier the same day. ``goes`` says in words when the messages go, and how many at each time.
    """

    people: int
    seniors: int
    unreached: tuple[str, ...]
    leaderless: int = 0
    already: int = 0
    goes: tuple[tuple[str, int], ...] = ()


@transaction.atomic
def chase(*, round: MonitoringRound, by: Actor, at: datetime, kind: str = REMINDER) -> Chased:
    """Remind everybody of whom something is waited for, once a day each; the senior lead after the lead.

    A senior lead is told on a later day than the lead was first reminded. Partners who owe a supply are reminded in
    the same way. What nobody can be told of is counted and named, not passed over.
    """
    require_may_keep_rounds(by, round.plan)
    hold_writing()  # while it is being closed this waits, and nobody is reminded of a closed round
    round.refresh_from_db(fields=["state"])
    if round.state not in (RoundState.OPEN, RoundState.MODERATION):
        raise RuleBroken("Only an open round can be chased.")
    on = localdate(at)
    owed = owed_to(round, on=on)
    wanted = [item for item in owed if item.is_open or item.is_unexplained]
    told = _tell(round, wanted, kind, by=by, at=at)
    late = [item for item in wanted if item.asked.chased_at is not None and localdate(item.asked.chased_at) < on]
    seniors = _tell_seniors(round, late, by=by, at=at)
    reached = [item.asked.pk for item in wanted if item.who is not None and item.who.pk in told.people]
    Asked.objects.filter(pk__in=reached).update(chased_at=at, chased_times=F("chased_times") + 1)
    if told.people or seniors:
        record(
            "boards.round_chased", by=by, subject=round.subject, at=at, kind=kind, people=len(told.people),
            seniors=len(seniors),
        )  # fmt: skip
    goes = Counter(when_they_go([*told.people.values(), *seniors], at=at))
    return Chased(
        people=len(told.people),
        seniors=len(seniors),
        unreached=tuple(told.unreached),
        leaderless=sum(item.is_leaderless for item in wanted),
        already=told.already,
        goes=tuple(goes.most_common()),
    )


@dataclass(slots=True)
class _Told:
    """What was put out for whom, by the person's number; whom nothing reaches, and how many had been told that day."""

    people: dict[int, Notice] = field(default_factory=dict)
    unreached: list[str] = field(default_factory=list)
    already: int = 0


def _tell(round: MonitoringRound, owed: Sequence[Owes], kind: str, *, by: Actor, at: datetime) -> _Told:
    """Put out one notice for each person who owes something."""
    told = _Told()
    for one in together(owed):
        if not one.name:
            continue  # no lead is named, so there is nobody to tell
        if one.person is None or not one.person.email:
            told.unreached.append(one.name)
            continue
        open_items = [item for item in one.items if item.is_open or item.is_unexplained]
        if not open_items:
            continue
        occasion = f"{_prefix(round, one.person)}{kind}:{localdate(at).isoformat()}"
        if Notice.objects.filter(once=occasion).exists():
            told.already += 1  # told today already; a second link would make the first one useless
            continue
        path, link = reverse("my-return", args=[round.plan.key, round.number]), None
        if not one.has_account:
            path = reverse("answer", args=[make_link(round=round, person=one.person, by=by, at=at)])
            link = ByLink(localdate(link_ends_at(round, at)), whom_to_ask(round, by, on=localdate(at)))
        sent = put_out(
            to=one.person,
            kind=kind,
            about=round.subject,
            subject=subject_of(round, kind),
            text=text_of(round, kind, open_items, on=localdate(at), visible=_seen_by(one, round), link=link),
            path=path,
            once=occasion,
            at=at,
            by=by,
            digest=one.has_account and kind != LAST_CALL,
            secret=not one.has_account,
        )
        if sent is not None:
            told.people[one.person.pk] = sent
    return told


def _tell_seniors(round: MonitoringRound, late: Sequence[Owes], *, by: Actor, at: datetime) -> list[Notice]:
    """Tell each senior lead of how many answers are still out under them, after their leads were reminded."""
    under: dict[Person, list[Owes]] = {}
    for item in late:
        senior = item.senior
        if item.asked.kind == Asked.Kind.RETURN and senior is not None and senior != item.who and senior.email:
            under.setdefault(senior, []).append(item)
    told: list[Notice] = []
    for senior, items in under.items():
        sent = put_out(
            to=senior,
            kind=SENIOR,
            about=round.subject,
            subject=f"Answers still missing: {round.plan.name}",
            text=missing_under(round, items),
            path=reverse("round-returns", args=[round.plan.key, round.number]),
            once=f"{_prefix(round, senior)}{SENIOR}:{localdate(at).isoformat()}",
            at=at,
            by=by,
        )
        if sent is not None:
            told.append(sent)
            Asked.objects.filter(pk__in=[item.asked.pk for item in items]).update(senior_chased_at=at)
    return told


def _prefix(round: MonitoringRound, person: Person) -> str:
    return f"{round.subject}:{person.key}:"[:150]


def _seen_by(one: OwesTogether, round: MonitoringRound) -> frozenset[str]:
    """The keys of a plan's actions whose words a reminder may name: those that the person sees when signed in."""
    if one.person is None or not one.has_account:
        return frozenset()
    seen = Action.objects.visible_to(one.person).filter(plan=round.plan_id)
    return frozenset(seen.order_by().values_list("key", flat=True))


@transaction.atomic
def thank(*, round: MonitoringRound, by: Actor, at: datetime) -> int:
    """Thank each person who has answered everything a round asked of them, once, and call back reminders for them."""
    require_may_keep_rounds(by, round.plan)
    hold_writing()  # closing calls notices back as well; two who did that in another order would stop each other
    thanked = 0
    for one in together(owed_to(round, on=localdate(at))):
        if one.person is None or any(item.is_open or item.is_unexplained for item in one.items):
            continue
        call_back(prefix=f"{_prefix(round, one.person)}{REMINDER}", by=by, at=at)
        call_back(prefix=f"{_prefix(round, one.person)}{LAST_CALL}", by=by, at=at)
        if not one.person.email or not any(item.state in ("returned", "late") for item in one.items):
            continue
        sent = put_out(
            to=one.person,
            kind=THANKS,
            about=round.subject,
            subject=subject_of(round, THANKS),
            text=f"You have answered everything round {round.number} of {round.plan.name} asked of you. Thank you.",
            path=reverse("my-return", args=[round.plan.key, round.number]) if one.has_account else "/",
            once=f"{_prefix(round, one.person)}{THANKS}",
            at=at,
            by=by,
        )
        thanked += sent is not None
    if thanked:
        record("boards.leads_thanked", by=by, subject=round.subject, at=at, people=thanked)
    return thanked


@transaction.atomic
def decline_answer(*, asked: Asked, why: str, by: Actor, at: datetime) -> None:
    """Say that no answer comes, with the reason: it is listed as declined and printed, and is chased no further.

    What came to the plan since the opening is written down first, if no reminder has done so.
    """
    require_may_answer(by, asked)
    _require_open(asked.round)
    check_declined(why)
    if asked.pk is None:
        names = ("position", "what", "person", "person_written", "senior", "due_on")
        known = {name: getattr(asked, name) for name in names}
        asked, _ = Asked.objects.get_or_create(
            round=asked.round, kind=asked.kind, action=asked.action, defaults=known | {"asked_at": at}
        )
    values = {"declined_at": at, "declined_by_id": by.acting.pk, "declined_why": why.strip()}
    if not update_if_unchanged(asked, version=asked.version, values=values):
        raise RuleBroken("This was answered in the meantime; look at it again.")
    record("boards.answer_declined", by=by, subject=asked.subject, at=at, why=why.strip())


@transaction.atomic
def answer_supply(*, asked: Asked, answer: str, by: Actor, at: datetime) -> None:
    """Say what was supplied, where, or what it says; the words are kept with the round."""
    require_may_answer(by, asked)
    _require_open(asked.round)
    if asked.kind != Asked.Kind.SUPPLY:
        raise RuleBroken("An action is answered for on its own page.")
    check_supply(answer)
    values = {"answer": answer.strip(), "answered_at": at, "answered_by": str(by)[:200]}
    if not update_if_unchanged(asked, version=asked.version, values=values):
        raise RuleBroken("This was answered in the meantime; look at it again.")
    record("boards.supply_answered", by=by, subject=asked.subject, at=at, note=answer.strip())


def check_declined(why: str) -> None:
    """That no answer comes is said with a reason, in a sentence."""
    if len(why.split()) < 3:
        raise RuleBroken("Say in a sentence why no answer comes: the board will read it.", about="why")


def check_supply(answer: str) -> None:
    """What was supplied is said in words that say something."""
    if len(answer.split()) < 2:
        raise RuleBroken("Say what was supplied, for example: Sent to the data team on 3 March.", about="answer")


def _require_open(round: MonitoringRound) -> None:
    if round.state not in (RoundState.OPEN, RoundState.MODERATION):
        raise RuleBroken("This round is not open.")


@transaction.atomic
def make_link(*, round: MonitoringRound, person: Person, by: Actor, at: datetime) -> str:
    """Make the link by which somebody without an account answers once; the one before it opens nothing any more.

    Only its digest is kept, so the link itself stands in the e-mail, or on the page that shows it once, and nowhere
    else.
    """
    require_may_keep_rounds(by, round.plan)
    _require_open(round)
    if Account.objects.filter(person=person, is_active=True).exists():
        raise RuleBroken(f"{person} has an account and answers there.")
    token = secrets.token_urlsafe(32)
    AnswerLink.objects.filter(round=round, person=person, used_at=None, replaced_at=None).update(replaced_at=at)
    ends_at = link_ends_at(round, at)
    AnswerLink.objects.create(round=round, person=person, digest=digest_of(token), made_at=at, ends_at=ends_at)
    record("boards.answer_link_made", by=by, subject=round.subject, at=at, person=person.key)
    return token


def link_ends_at(round: MonitoringRound, at: datetime) -> datetime:
    """Until when a link that is made now opens."""
    ends = at + LINK_LASTS
    if round.returns_due_on is None:
        return ends
    return max(ends, make_aware(datetime.combine(round.returns_due_on + AFTER_DUE, time.max)))


def whom_to_ask(round: MonitoringRound, by: Actor, *, on: date) -> Person | None:
    """Whom somebody without an account can write to: who keeps the plan, else whoever makes the link."""
    keeper = keeper_of(round.plan, on=on)
    if keeper is None and not by.is_system and by.acting.email:
        return by.acting
    return keeper


@transaction.atomic
def hand_link(*, round: MonitoringRound, person: Person, by: Actor, at: datetime) -> str:
    """Make a link for somebody whom no e-mail reaches, to be handed over: a parent, a provider met in person.

    Whoever has an address gets the link by e-mail and by no other way: a second one would end the one that is on its
    way to them, and a link that only its reader has seen proves more of who answered.
    """
    require_may_keep_rounds(by, round.plan)
    if person.email:
        raise RuleBroken(f"{person} has an e-mail address: chasing what is missing sends the link there.")
    owed = owed_to(round, on=localdate(at))
    if not any(is_owed_by(item, person) and (item.is_open or item.wants_sentence) for item in owed):
        raise RuleBroken(f"This round waits for nothing from {person}.")
    return make_link(round=round, person=person, by=by, at=at)


def digest_of(token: str) -> str:
    """What is kept of a link."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def use_link(*, link: AnswerLink, by: Actor, at: datetime) -> None:
    """Use a link up; a second use at the same moment is refused and changes nothing."""
    require_may_use_link(by, link)
    _require_open(link.round)
    if link.is_over(at=at):
        raise RuleBroken("The time of this link has passed.")
    if not AnswerLink.objects.filter(pk=link.pk, used_at=None, replaced_at=None).update(used_at=at):
        raise RuleBroken("This link has been used already.")
    record("boards.answer_link_used", by=by, subject=link.round.subject, at=at)


@transaction.atomic
def add_supply(*, plan: Plan, person: Person, what: str, by: Actor) -> Supply:
    """Say what a partner or provider supplies for each round of a plan; open rounds ask for it from the next chase."""
    require_may_keep_rounds(by, plan)
    if len(what.split()) < 2:
        raise RuleBroken("Say what is to be supplied, for example: Waiting times of the health service.", about="what")
    if any(one.person_id == person.pk and one.what == what.strip() for one in supplies_of(plan)):
        raise RuleBroken("This is asked of them already.", about="what")
    made = Supply.objects.create(plan=plan, person=person, what=what.strip())
    record("boards.supply_agreed", by=by, subject=plan.subject, person=person.key, note=what.strip())
    return made


@transaction.atomic
def end_supply(*, supply: Supply, by: Actor, on: date, plan: Plan | None = None) -> None:
    """Ask no longer for a supply, from the next round on.

    ``plan`` is the one whose rounds ask for it, where that is the next year of the plan it was agreed for.
    """
    plan = plan or supply.plan
    require_may_keep_rounds(by, plan)
    standing = Supply.objects.filter(pk=supply.pk, ended_on=None, plan__in=[plan.pk, *plans_behind(plan.pk)])
    if not standing.update(ended_on=on):
        raise RuleBroken("This is no longer asked for.")
    record("boards.supply_ended", by=by, subject=plan.subject, person=supply.person.key, note=supply.what)
