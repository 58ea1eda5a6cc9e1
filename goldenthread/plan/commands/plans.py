"""Making a plan from nothing, changing its header, moving it through its life, linking it to other plans."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from goldenthread.bodies.models import Body
from goldenthread.identity.actor import Actor
from goldenthread.identity.models import Person, Post, RoleHeld, Scope
from goldenthread.identity.roles import Role
from goldenthread.kernel.dates import PartialDate, read_date
from goldenthread.kernel.errors import RuleBroken
from goldenthread.ledger.writing import record
from goldenthread.plan import policy
from goldenthread.plan.commands.saving import index_plan, require_under_way, save_changed
from goldenthread.plan.models import Action, ActionFinding, Plan, PlanBoard, PlanLink, PlanMove, RatingWord
from goldenthread.plan.models.plan import Stage
from goldenthread.plan.states import Colour, State
from goldenthread.sources.models import Finding


@dataclass(frozen=True, slots=True)
class Word:
    """A rating word with its neutral colour, state and meaning."""

    word: str
    colour: str
    state: str
    meaning: str


DEFAULT_WORDS = (
    Word("Blue", Colour.BLUE, State.ASSURED, "fully completed"),
    Word("Red", Colour.RED, State.IN_PROGRESS, "fully stuck"),
    Word("Amber", Colour.AMBER, State.IN_PROGRESS, "more work needed or resolvable issue in sight"),
    Word("Green", Colour.GREEN, State.IN_PROGRESS, "in progress, no barriers to continuing"),
)
"""The four colours and their meanings. Source: report of 8 February 2019, paragraph 2."""

MOVES: dict[str, frozenset[str]] = {
    Stage.DRAFT: frozenset({Stage.AGREED, Stage.LIVE}),
    Stage.AGREED: frozenset({Stage.LIVE, Stage.DRAFT}),
    Stage.LIVE: frozenset({Stage.SIGNING_OFF, Stage.CLOSED}),
    Stage.SIGNING_OFF: frozenset({Stage.LIVE, Stage.CLOSED}),
    Stage.CLOSED: frozenset({Stage.LIVE}),
}
"""The allowed moves of a plan. A closed plan can be taken up again, by a named body."""


RESERVED = frozenset({"new"})
"""Words that are addresses beside those of plans, and so can be no plan's key."""


def plan_key(name: str, starts: PartialDate, ends: PartialDate) -> str:
    """A free key for a plan: the initials of its name and its years, such as ``sip-2017-18``."""
    words = [word for word in re.findall(r"[A-Za-z]+", name) if word.lower() not in {"and", "the", "of", "for", "to"}]
    start = "".join(word[0] for word in words).lower() if len(words) > 1 else (words[0].lower() if words else "plan")
    years = ""
    if starts.first:
        years = f"-{starts.first.year}"
        if ends.last and ends.last.year != starts.first.year:
            years += f"-{ends.last.year % 100:02d}"
    wanted = f"{start[:40]}{years}"
    key, number = wanted, 1
    while key in RESERVED or Plan.objects.filter(key=key).exists():
        number += 1
        key = f"{wanted}-{number}"
    return key


def set_rating_words(plan: Plan, words: Sequence[Word]) -> None:
    """Write the rating words of a new plan; a part of commands that make one."""
    RatingWord.objects.bulk_create(
        RatingWord(
            plan=plan, word=word.word, colour=word.colour, state=word.state, meaning=word.meaning, position=number
        )
        for number, word in enumerate(words)
    )


def give_to(plan: Plan, person: Person, *, on: date) -> None:
    """Let whoever made or brought a plan manage it, unless she manages all."""
    if not person.is_system and not person.rights.has(Role.SERVICE_MANAGER, scope_id=plan.scope_id):
        RoleHeld.objects.create(person=person, role=Role.SERVICE_MANAGER, scope=plan.scope, starts_on=on)
        person.__dict__.pop("rights", None)


def plan_dates(starts: str, ends: str) -> tuple[PartialDate, PartialDate]:
    """From when to when a plan runs, as typed: each a month or a day, or blank, and the end not before the start."""
    first, last = read_date(starts), read_date(ends)
    if (first and not first.is_read) or (last and not last.is_read):
        raise RuleBroken("Give the start and end as a month or a day, for example April 2026.")
    if first.first and last.last and last.last < first.first:
        raise RuleBroken("The plan cannot end before it starts.")
    return first, last


@transaction.atomic
def make_plan(
    *,
    name: str,
    by: Actor,
    on: date,
    starts: str = "",
    ends: str = "",
    strategies: str = "",
    aims: str = "",
    reporting: str = "",
    owner: Person | None = None,
    owner_post: Post | None = None,
    bodies: Sequence[Body] = (),
    words: Sequence[Word] = DEFAULT_WORDS,
    needs_assurance: bool = True,
    stage: str = Stage.DRAFT,
) -> Plan:
    """Make a plan from nothing. It is a draft, read by whoever manages it, until a body agrees it."""
    policy.require_may_make_plan(by)
    if not name.strip():
        raise RuleBroken("Give the plan a name.")
    first, last = plan_dates(starts, ends)
    key = plan_key(name, first, last)
    plan = Plan.objects.create(
        key=key,
        name=name.strip(),
        scope=Scope.objects.create(kind="plan", key=key, title=name.strip()),
        stage=stage,
        starts_on=first.first,
        starts_precision=first.precision.value,
        ends_on=last.last,
        ends_precision=last.precision.value,
        duration=f"{first.in_words} to {last.in_words}" if first and last else "",
        strategies=strategies.strip(),
        aims=aims.strip(),
        reporting=reporting.strip(),
        owner=owner,
        owner_post=owner_post,
        needs_assurance=needs_assurance,
    )
    PlanBoard.objects.bulk_create(
        PlanBoard(plan=plan, body=body, written=body.name, position=number) for number, body in enumerate(bodies)
    )
    set_rating_words(plan, words)
    give_to(plan, by.acting, on=on)
    record("plan.made", by=by, subject=plan.subject, name=name)
    index_plan(plan)
    return plan


HEADER_FIELDS = frozenset(
    {
        "name",
        "strategies",
        "previous_versions",
        "owner_written",
        "implementation",
        "review",
        "reporting",
        "aims",
        "notes",
    }
)


@transaction.atomic
def change_header(*, plan: Plan, by: Actor, version: int | None = None, **fields: str) -> Plan:
    """Change the header block of a plan."""
    policy.require_manages(by, plan)
    unknown = set(fields) - HEADER_FIELDS
    if unknown:
        raise TypeError(f"A plan has no {', '.join(sorted(unknown))}.")
    if "name" in fields and not fields["name"].strip():
        raise RuleBroken("Give the plan a name.")
    values: dict[str, object] = {name: text.strip() for name, text in fields.items()}
    if save_changed(plan, version=version, values=values, subject=plan.subject, what="plan.header_changed", by=by):
        Scope.objects.filter(pk=plan.scope_id).update(title=plan.name)
        index_plan(plan)
    return plan


@transaction.atomic
def move_plan(*, plan: Plan, stage: str, by: Actor, on: date, body: Body | None = None, note: str = "") -> Plan:
    """Move a plan to its next stage, decided by a named body on a date; the move says which."""
    policy.require_manages(by, plan)
    if stage not in MOVES[plan.stage]:
        raise RuleBroken(
            f"A plan that is {plan.get_stage_display().lower()} cannot become {Stage(stage).label.lower()}."
        )
    if body is None and not note.strip():
        raise RuleBroken("Name the body that decided this, or say who did.")
    if stage == Stage.LIVE and not plan.actions.exists():
        raise RuleBroken("A plan without actions cannot go live.")
    save_changed(
        plan,
        version=None,
        values={"stage": stage},
        subject=plan.subject,
        what="plan.moved_on",
        by=by,
        why=note,
        body=body.key if body else None,
        on=on,
    )
    PlanMove.objects.create(plan=plan, stage=stage, body=body, on=on, note=note.strip())
    return plan


@transaction.atomic
def link_plans(*, plan: Plan, other: Plan, kind: str, by: Actor) -> PlanLink:
    """Tie a plan to another: the strategy it serves, the plan it follows, the service plan beside it."""
    policy.require_manages(by, plan)
    if plan.pk == other.pk:
        raise RuleBroken("A plan cannot be linked to itself.")
    link, made = PlanLink.objects.get_or_create(plan=plan, other=other, kind=kind)
    if made:
        record("plan.linked", by=by, subject=plan.subject, other=other.key, kind=kind)
    return link


@transaction.atomic
def answer_finding(*, action: Action, finding: Finding, by: Actor) -> ActionFinding:
    """Say that an action answers a finding: from the action one reaches the document, from the finding its actions."""
    policy.require_manages(by, action.plan)
    require_under_way(action.plan)
    tie, made = ActionFinding.objects.get_or_create(action=action, finding=finding)
    if made:
        finding.source.scopes.add(action.plan.scope)
        record("plan.finding_answered", by=by, subject=action.subject, finding=finding.key, text=finding.text)
    return tie


@transaction.atomic
def unanswer_finding(*, action: Action, finding: Finding, by: Actor, reason: str) -> None:
    """Take back that an action answers a finding, with the reason."""
    policy.require_manages(by, action.plan)
    if not reason.strip():
        raise RuleBroken("Say why this action does not answer the finding.")
    if ActionFinding.objects.filter(action=action, finding=finding).delete()[0]:
        record("plan.finding_unanswered", by=by, subject=action.subject, why=reason, finding=finding.key)


@transaction.atomic
def set_assurance(*, plan: Plan, needed: bool, by: Actor, why: str) -> Plan:
    """Switch off, or on, that blue needs a second person; without it the lead's blue is printed as declared."""
    policy.require_manages(by, plan)
    if not why.strip():
        raise RuleBroken("Say why; the board will ask.")
    save_changed(
        plan,
        version=None,
        values={"needs_assurance": needed},
        subject=plan.subject,
        what="plan.assurance_set",
        by=by,
        why=why,
    )
    return plan


@transaction.atomic
def change_rating_word(*, word: RatingWord, text: str, meaning: str, by: Actor) -> RatingWord:
    """Change a rating word or its meaning; its neutral colour stays, so that counts still compare."""
    policy.require_manages(by, word.plan)
    if not text.strip():
        raise RuleBroken("Give the rating a word.")
    if word.plan.rating_words.filter(word=text.strip()).exclude(pk=word.pk).exists():
        raise RuleBroken("Another rating of this plan has that word.")
    before = (word.word, word.meaning)
    RatingWord.objects.filter(pk=word.pk).update(word=text.strip()[:120], meaning=meaning.strip())
    word.refresh_from_db()
    record(
        "plan.rating_word_changed",
        by=by,
        subject=word.plan.subject,
        changes={"word": (before[0], word.word), "meaning": (before[1], word.meaning)},
    )
    return word
