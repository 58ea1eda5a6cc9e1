"""Preparing a plan's next year: begun, described, considered action by action, given up. Neither plan changes yet.

Each choice is kept as it is made, with a version for two people at once, so that
whoever keeps the plan can stop and go on. ``refreshed`` does what was prepared.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from goldenthread.bodies.models import Body
from goldenthread.identity.actor import Actor
from goldenthread.identity.models import Person, Post
from goldenthread.kernel.errors import Clash, Conflict, RuleBroken
from goldenthread.kernel.versions import update_if_unchanged
from goldenthread.ledger.writing import record
from goldenthread.plan import policy
from goldenthread.plan.commands.plans import DEFAULT_WORDS, Word, plan_dates
from goldenthread.plan.models import (
    Action,
    Consideration,
    OfferedFinding,
    Plan,
    Refresh,
    RefreshPriority,
    RefreshWord,
    WordMapping,
)
from goldenthread.plan.models.plan import Stage
from goldenthread.plan.queries.refresh_rows import refresh_rows
from goldenthread.plan.refresh import (
    OldWord,
    check_mapping,
    check_words,
    next_name,
    next_period,
    offered,
    propose_words,
    recheck_day,
    says_enough,
)
from goldenthread.plan.states import FINISHED
from goldenthread.sources.models import Finding

PREPARED_ALREADY = "The next year of this plan is being prepared already."
_USUAL = {word.colour: (word.word, word.state, word.meaning) for word in DEFAULT_WORDS}


@transaction.atomic
def begin_refresh(*, plan: Plan, by: Actor, at: datetime) -> Refresh:
    """Begin to prepare the next year of a plan, with everything proposed that can be; one is prepared at a time."""
    policy.require_manages(by, plan)
    policy.require_may_make_plan(by)
    if plan.stage == Stage.DRAFT:
        raise RuleBroken("This plan is a draft; it has had no year yet that could be followed by another.")
    if not plan.actions.exists():
        raise RuleBroken("A plan without actions has nothing to take into its next year.")
    before = plan.refreshes.exclude(stage=Refresh.Stage.GIVEN_UP).order_by("-pk").first()
    if before is not None and before.stage == Refresh.Stage.PREPARING:
        raise RuleBroken(PREPARED_ALREADY)
    if before is not None:
        raise RuleBroken("This plan has gone into its next year already; what came of it is on its receipt.")
    starts, ends = next_period(plan.starts_on, plan.ends_on, on=localdate(at))
    refresh = Refresh(
        plan=plan,
        name=next_name(plan.name)[:300],
        starts=starts,
        ends=ends,
        owner=plan.owner,
        owner_post=plan.owner_post,
        recheck_on=recheck_day(localdate(at)),
        begun_by=by.acting,
        begun_at=at,
    )
    try:
        with transaction.atomic():
            refresh.save(force_insert=True)
    except IntegrityError as found:  # somebody else began in the same moment
        raise RuleBroken(PREPARED_ALREADY) from found
    refresh.bodies.set(Body.objects.filter(plans_monitored__plan=plan, ended_on=None))
    _propose_priorities(refresh)
    _propose_words(refresh)
    record("plan.refresh_begun", by=by, subject=refresh.subject, at=at, into=refresh.name)
    return refresh


def _propose_priorities(refresh: Refresh) -> None:
    RefreshPriority.objects.bulk_create(
        RefreshPriority(refresh=refresh, old=old, number=old.number, title=old.title, position=place)
        for place, old in enumerate(refresh.plan.priorities.all())
    )


def _propose_words(refresh: Refresh) -> None:
    used = set(refresh.plan.actions.exclude(state__in=FINISHED).values_list("rating_id", flat=True))
    old = [
        OldWord(one.pk, one.word, one.colour, one.state, one.meaning, one.is_offered, one.pk in used)
        for one in refresh.plan.rating_words.all()
    ]
    new, mapping = propose_words(old, _USUAL)
    _write_words(refresh, [Word(one.word, one.colour, one.state, one.meaning) for one in new], mapping)


def _write_words(refresh: Refresh, words: Sequence[Word], mapping: Mapping[int, int]) -> None:
    refresh.words.all().delete()
    rows = RefreshWord.objects.bulk_create(
        RefreshWord(
            refresh=refresh, word=word.word.strip()[:120], colour=word.colour, state=word.state,
            meaning=word.meaning.strip(), position=place,
        )
        for place, word in enumerate(words)
    )  # fmt: skip
    WordMapping.objects.bulk_create(
        WordMapping(refresh=refresh, old_id=old, new=rows[place]) for old, place in mapping.items()
    )


def require_preparing(refresh: Refresh, by: Actor) -> None:
    """Refuse whoever does not manage the plan, and any change once it is done or given up."""
    policy.require_manages(by, refresh.plan)
    if refresh.stage != Refresh.Stage.PREPARING:
        raise RuleBroken("This refresh is over; nothing of it can be changed.")


def _save(refresh: Refresh, version: int | None, values: dict[str, Any]) -> None:
    """Write the refresh itself; somebody who was faster is named, and nothing is written."""
    current = Refresh.objects.select_related("begun_by").get(pk=refresh.pk)
    stale = version is not None and version != current.version
    if stale or not update_if_unchanged(refresh, version=current.version, values=values):
        clashes = [
            Clash(name, name.replace("_", " ").capitalize(), str(getattr(current, name)), str(value))
            for name, value in values.items()
            if getattr(current, name) != value
        ]
        raise Conflict("Somebody else", current.version, clashes)


@dataclass(frozen=True, slots=True)
class NewYear:
    """The header of the new plan as its form holds it."""

    name: str
    starts: str
    ends: str
    owner: Person | Post | None
    bodies: Sequence[Body]
    recheck_on: date


@dataclass(frozen=True, slots=True)
class PriorityLine:
    """A priority of the new plan: ``pk`` of the row it had in this refresh, none for a new one."""

    pk: int | None
    number: str
    title: str
    is_kept: bool = True


@transaction.atomic
def describe_new_plan(
    *, refresh: Refresh, header: NewYear, priorities: Sequence[PriorityLine], by: Actor, version: int | None = None
) -> Refresh:
    """Say what the new plan is: its header, its priorities, and when what is under watch is looked at again."""
    require_preparing(refresh, by)
    if not header.name.strip():
        raise RuleBroken("Give the new plan a name.", about="name")
    first, last = plan_dates(header.starts, header.ends)
    if not first or not last:
        raise RuleBroken(
            "Say from when to when the new plan runs, for example April 2026 to March 2027.", about="starts"
        )
    if refresh.plan.starts_on and first.first and first.first <= refresh.plan.starts_on:
        raise RuleBroken("The new plan begins after the old one did.", about="starts")
    if header.recheck_on <= localdate(refresh.begun_at):
        raise RuleBroken("What is under watch is looked at again on a day to come.", about="recheck_on")
    kept = [line for line in priorities if line.is_kept]
    numbers = [line.number.strip() for line in kept]
    if not kept or not all(numbers) or not all(line.title.strip() for line in kept):
        raise RuleBroken("Keep at least one priority, and give each its number and title.")
    if len(set(numbers)) != len(numbers):
        raise RuleBroken("Two priorities have the same number.")
    values = {
        "name": header.name.strip()[:300],
        "starts": header.starts.strip()[:60],
        "ends": header.ends.strip()[:60],
        "owner_id": header.owner.pk if isinstance(header.owner, Person) else None,
        "owner_post_id": header.owner.pk if isinstance(header.owner, Post) else None,
        "recheck_on": header.recheck_on,
    }
    _save(refresh, version, values)
    refresh.bodies.set(header.bodies)
    _save_priorities(refresh, priorities)
    record("plan.refresh_described", by=by, subject=refresh.subject, into=values["name"])
    return refresh


def _save_priorities(refresh: Refresh, lines: Sequence[PriorityLine]) -> None:
    standing = {row.pk: row for row in refresh.priorities.all()}
    for place, line in enumerate(lines):
        values = {"number": line.number.strip()[:20], "title": line.title.strip(), "is_kept": line.is_kept}
        if line.pk is None:
            RefreshPriority.objects.create(refresh=refresh, position=place, **values)
        elif line.pk in standing:
            RefreshPriority.objects.filter(pk=line.pk).update(**values)


@transaction.atomic
def choose_words(
    *, refresh: Refresh, words: Sequence[Word], mapping: Mapping[int, int], by: Actor, version: int | None = None
) -> Refresh:
    """Choose the rating words of the new plan and what each old word becomes, by its place among them."""
    require_preparing(refresh, by)
    check_words([(word.word, word.colour) for word in words])
    old = {one.pk: one for one in refresh.plan.rating_words.all()}
    for pk, place in mapping.items():
        if pk not in old or not 0 <= place < len(words):
            raise RuleBroken("Choose one of the words of the new plan.")
        check_mapping(old=old[pk].colour, new=words[place].colour, word=old[pk].word)
    _save(refresh, version, {"renumbers": refresh.renumbers})
    _write_words(refresh, words, mapping)
    became = {old[pk].word: words[place].word for pk, place in mapping.items()}
    record("plan.refresh_words_chosen", by=by, subject=refresh.subject, became=became)
    return refresh


@transaction.atomic
def give_refs(
    *,
    refresh: Refresh,
    refs: Mapping[Action, str],
    renumbers: bool,
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> Refresh:
    """Give rows of the new plan their refs; a blank one takes the proposed number. Old refs stay with the old rows."""
    require_preparing(refresh, by)
    typed = [ref.strip() for ref in refs.values() if ref.strip()]
    if len(set(typed)) != len(typed):
        twice = next(ref for ref in typed if typed.count(ref) > 1)
        raise RuleBroken(f"Two actions would be called {twice}.")
    _save(refresh, version, {"renumbers": renumbers})
    rows = {row.action_id: row for row in refresh.considerations.all()}
    for action, ref in refs.items():
        if action.plan_id != refresh.plan_id:
            raise RuleBroken("That action belongs to another plan.")
        row, ref = rows.get(action.pk), ref.strip()[:40]
        if row is not None and row.ref != ref:
            Consideration.objects.filter(pk=row.pk).update(ref=ref, version=row.version + 1)
        elif row is None and ref and offered(action.state):
            Consideration.objects.create(refresh=refresh, action=action, ref=ref, by=by.acting, at=at)
    record("plan.refresh_numbered", by=by, subject=refresh.subject, renumbers=renumbers, refs=typed)
    return refresh


@transaction.atomic
def take_up_in_refresh(
    *,
    refresh: Refresh,
    finding: Finding,
    by: Actor,
    at: datetime,
    answered_by: Action | None = None,
    priority: RefreshPriority | None = None,
    wording: str = "",
    ref: str = "",
    lead: Person | Post | None = None,
) -> OfferedFinding:
    """Take a finding nobody answers into the new plan: answered by an action that goes on, or by a new one.

    A new one has its lead, where one is named, and its ref: the next in its priority where none is given.
    """
    require_preparing(refresh, by)
    if answered_by is None and (priority is None or not wording.strip()):
        raise RuleBroken("Choose an action that answers it, or write a new one under a priority.", about="wording")
    if answered_by is not None and answered_by.plan_id != refresh.plan_id:
        raise RuleBroken("That action belongs to another plan.")
    if priority is not None and (priority.refresh_id != refresh.pk or not priority.is_kept):
        raise RuleBroken("Choose one of the priorities of the new plan.", about="priority")
    ref = "" if answered_by else ref.strip()[:40]
    others = refresh.offered.exclude(finding=finding)
    if ref and (ref in refresh_rows(refresh).refs.values() or others.filter(ref=ref).exists()):
        raise RuleBroken(f"Two actions would be called {ref}. Leave the ref blank for the next one.", about="ref")
    row, _ = OfferedFinding.objects.update_or_create(
        refresh=refresh,
        finding=finding,
        defaults={
            "answered_by": answered_by,
            "priority": None if answered_by else priority,
            "wording": "" if answered_by else wording.strip(),
            "ref": ref,
            "lead": lead if isinstance(lead, Person) and not answered_by else None,
            "lead_post": lead if isinstance(lead, Post) and not answered_by else None,
            "by": by.acting,
            "at": at,
        },
    )
    record("plan.refresh_finding_taken_up", by=by, subject=refresh.subject, finding=finding.key)
    return row


@transaction.atomic
def leave_finding(*, refresh: Refresh, finding: Finding, by: Actor) -> None:
    """Take back that a finding is taken up; it goes on waiting for an answer."""
    require_preparing(refresh, by)
    if refresh.offered.filter(finding=finding).delete()[0]:
        record("plan.refresh_finding_left", by=by, subject=refresh.subject, finding=finding.key)


@transaction.atomic
def give_up_refresh(*, refresh: Refresh, reason: str, by: Actor, at: datetime) -> Refresh:
    """Give up a refresh that is being prepared. Neither plan was touched; what was chosen stays on record."""
    require_preparing(refresh, by)
    if not says_enough(reason):
        raise RuleBroken("Say in a sentence why it is given up.", about="reason")
    _save(refresh, None, {"stage": Refresh.Stage.GIVEN_UP, "ended_by_id": by.acting.pk, "ended_at": at})
    record("plan.refresh_given_up", by=by, subject=refresh.subject, at=at, why=reason)
    return refresh
