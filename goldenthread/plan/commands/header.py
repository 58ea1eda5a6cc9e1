"""The parts of a plan's header that are more than words: dates, owner, the bodies that monitor it, its neighbours."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from goldenthread.bodies.models import Body
from goldenthread.identity.actor import Actor
from goldenthread.identity.models import Person, Post
from goldenthread.ledger.writing import record
from goldenthread.plan import policy
from goldenthread.plan.commands.plans import change_header, change_rating_word, plan_dates
from goldenthread.plan.commands.saving import save_changed
from goldenthread.plan.models import Plan, PlanBoard, PlanLink, RatingWord


@transaction.atomic
def change_plan_dates(*, plan: Plan, starts: str, ends: str, by: Actor, version: int | None = None) -> Plan:
    """Change from when to when a plan runs. Its actions keep their own dates."""
    policy.require_manages(by, plan)
    first, last = plan_dates(starts, ends)
    values = {
        "starts_on": first.first,
        "starts_precision": first.precision.value,
        "ends_on": last.last,
        "ends_precision": last.precision.value,
        "duration": f"{first.in_words} to {last.in_words}" if first and last else plan.duration,
    }
    save_changed(plan, version=version, values=values, subject=plan.subject, what="plan.dates_changed", by=by)
    return plan


@transaction.atomic
def set_owner(*, plan: Plan, owner: Person | Post | None, by: Actor, version: int | None = None) -> Plan:
    """Name who owns a plan: a person, or a post whoever holds it."""
    policy.require_manages(by, plan)
    values = {
        "owner_id": owner.pk if isinstance(owner, Person) else None,
        "owner_post_id": owner.pk if isinstance(owner, Post) else None,
    }
    save_changed(plan, version=version, values=values, subject=plan.subject, what="plan.owner_set", by=by)
    return plan


@transaction.atomic
def set_boards(*, plan: Plan, bodies: Sequence[Body], by: Actor) -> Plan:
    """Name the bodies that monitor a plan. Bodies that only its paper names stay as written."""
    policy.require_manages(by, plan)
    before = {board.body_id: board for board in plan.boards.all() if board.body_id}
    wanted = {body.pk: body for body in bodies}
    gone, new = set(before) - set(wanted), [body for pk, body in wanted.items() if pk not in before]
    if not gone and not new:
        return plan
    names = [board.written for board in before.values()]
    plan.boards.filter(body__in=gone).delete()
    start = plan.boards.count()
    PlanBoard.objects.bulk_create(
        PlanBoard(plan=plan, body=body, written=body.name, position=start + number) for number, body in enumerate(new)
    )
    changes = {"boards": (sorted(names), sorted(body.name for body in bodies))}
    record("plan.boards_set", by=by, subject=plan.subject, changes=changes)
    return plan


@dataclass(frozen=True, slots=True)
class WholeHeader:
    """A header as its form holds it; ``starts`` and ``ends`` are ``None`` where nobody touched them."""

    words: Mapping[str, str]
    owner: Person | Post | None
    bodies: Sequence[Body]
    starts: str | None = None
    ends: str | None = None


@transaction.atomic
def change_whole_header(*, plan: Plan, header: WholeHeader, by: Actor, version: int | None = None) -> Plan:
    """Change everything on the header's form at once; the version counts for the first part that writes."""
    read = plan.version
    change_header(plan=plan, by=by, version=version, **header.words)
    if header.starts is not None and header.ends is not None:
        version = version if plan.version == read else None
        change_plan_dates(plan=plan, starts=header.starts, ends=header.ends, by=by, version=version)
    version = version if plan.version == read else None
    set_owner(plan=plan, owner=header.owner, by=by, version=version)
    set_boards(plan=plan, bodies=header.bodies, by=by)
    return plan


@transaction.atomic
def unlink_plans(*, link: PlanLink, by: Actor) -> None:
    """Untie two plans; whoever manages the plan that made the tie may do so."""
    policy.require_manages(by, link.plan)
    record("plan.unlinked", by=by, subject=link.plan.subject, other=link.other.key, kind=link.kind)
    link.delete()


@transaction.atomic
def change_rating_words(*, plan: Plan, words: Sequence[tuple[RatingWord, str, str]], by: Actor) -> int:
    """Change the words and meanings of a plan's ratings, all or none; returns how many differ."""
    policy.require_manages(by, plan)
    changed = 0
    for word, text, meaning in words:
        if (word.word, word.meaning) != (text.strip(), meaning.strip()):
            change_rating_word(word=word, text=text, meaning=meaning, by=by)
            changed += 1
    return changed
