"""Excluding the public, and letting it in again: by a motion that names its items and can be lost.

Source: Local Government Act 1972, section 100A(4) and (5); minutes of 6 February 2018, item 13.
"""

from collections.abc import Mapping, Sequence
from datetime import time

from django.db import transaction

from goldenthread.committee.commands.minuting import add_motion, check_draft
from goldenthread.committee.formulae import EXCLUDED, MOTION, NOT_EXCLUDED, exclusion_lines
from goldenthread.committee.kinds import Ground, Part
from goldenthread.committee.minuting import Count
from goldenthread.committee.models import AgendaItem, Exclusion, Minute, Motion
from goldenthread.committee.policy import require_may_keep_meetings
from goldenthread.committee.queries.excluding import kept_of
from goldenthread.design.words import clock
from goldenthread.identity.actor import Actor
from goldenthread.kernel.errors import RuleBroken
from goldenthread.ledger.writing import hold_writing, record


@transaction.atomic
def exclude_public(
    *,
    minute: Minute,
    outcome: str,
    by: Actor,
    items: Sequence[AgendaItem] | None = None,
    moved_by: str = "",
    seconded_by: str = "",
    how: str = Motion.How.VOICE,
    count: Count | None = None,
    named: Mapping[int, str] | None = None,
    began_at: time | None = None,
) -> Exclusion:
    """Minute the motion to exclude the public, for the items named or for all that are kept from it.

    Its words are written by the system, with items and paragraphs. While it is lost, or not put, nothing of these
    items is minuted as taken in private. It is moved where the public hears it.
    """
    require_may_keep_meetings(by)
    hold_writing()
    check_draft(minute.minutes)
    meeting = minute.minutes.meeting
    if minute.item.part != Part.PUBLIC:
        raise RuleBroken("The public hears the motion to exclude it: put it under an item of Part 1.")
    wanted = {one.pk for one in items} if items is not None else None
    rows = {one.number: one for one in meeting.items.all()}
    if items is not None and not wanted <= {one.pk for one in rows.values()}:  # type: ignore[operator]
        raise RuleBroken("Name items of this meeting.", about="items")
    kept = [one for one in kept_of(meeting) if one.ground == Ground.EXEMPT]
    covered = [one for one in kept if wanted is None or rows[one.number].pk in wanted]
    if not covered or (wanted is not None and len(covered) != len(wanted)):
        raise RuleBroken("The public is excluded only for what is kept from it under Schedule 12A.", about="items")
    numbers = [rows[one.number].pk for one in covered]
    if Exclusion.objects.filter(items__in=numbers, motion__outcome=Motion.Outcome.CARRIED).exists():
        raise RuleBroken("The public is excluded for one of these items already.", about="items")
    lines = "; ".join(f"item {line.items}: paragraph(s) {line.paragraphs}" for line in exclusion_lines(covered))
    motion = add_motion(
        minute=minute, text=f"That the public be excluded for {lines}.", outcome=outcome, by=by, moved_by=moved_by,
        seconded_by=seconded_by, how=how, count=count, named=named,
    )  # fmt: skip
    made = Exclusion.objects.create(motion=motion, began_at=began_at)
    made.items.set(numbers)
    if outcome != Motion.Outcome.NOT_PUT and minute.text in ("", MOTION, EXCLUDED, NOT_EXCLUDED):
        said = EXCLUDED if outcome == Motion.Outcome.CARRIED else NOT_EXCLUDED
        Minute.objects.filter(pk=minute.pk).update(text=said)
        minute.text = said
    return made


@transaction.atomic
def readmit_public(*, exclusion: Exclusion, before: Minute, at: time, by: Actor) -> None:
    """Note that the public was let in again, when, and before which item; once for each exclusion."""
    require_may_keep_meetings(by)
    hold_writing()
    check_draft(before.minutes)
    if exclusion.motion.minute.minutes_id != before.minutes_id:
        raise RuleBroken("Name an item of this meeting.", about="before")
    if exclusion.motion.outcome != Motion.Outcome.CARRIED:
        raise RuleBroken("The public was not excluded, so it is not let in again.")
    if exclusion.began_at is not None and at < exclusion.began_at:
        raise RuleBroken(f"The public left at {clock(exclusion.began_at)}, so it came back later.", about="at")
    if not Exclusion.objects.filter(pk=exclusion.pk, ended_at=None).update(ended_at=at, ended_under=before):
        raise RuleBroken("The public was let in again already.")
    exclusion.ended_at, exclusion.ended_under = at, before
    record("committee.public_readmitted", by=by, subject=before.item.subject, at_time=str(at))
