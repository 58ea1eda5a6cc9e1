"""Answering for several actions at once: what a busy lead sends in one press."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from goldenthread.identity.actor import Actor
from goldenthread.kernel.errors import Conflict, NotAllowed, Refusals, RuleBroken
from goldenthread.plan.commands.dates import ask_new_end
from goldenthread.plan.commands.progress import (
    NOTHING_FURTHER,
    Further,
    confirm_unchanged,
    report_complete,
    update_action,
)
from goldenthread.plan.models import Action, RatingWord
from goldenthread.plan.rating import check_despite
from goldenthread.plan.suggestion import declared_colour, suggest


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: a note with or without a rating, that it is complete, that nothing changed, or a new end date."""

    action: Action
    version: int
    note: str = ""
    rating: RatingWord | None = None
    complete: bool = False
    unchanged: bool = False
    new_end: str = ""
    reason: str = ""
    further: Further = NOTHING_FURTHER


@transaction.atomic
def answer_together(*, answers: Sequence[Answer], by: Actor, at: datetime) -> int:
    """Save several answers, all or none; raises ``Refusals`` with one sentence for each that was refused.

    Each is one of the commands a lead can also give alone, which ask the policy and enter the ledger.
    """
    refused: dict[str, Exception] = {}
    for answer in answers:
        try:
            with transaction.atomic():
                _save_answer(answer, by, at)
        except (RuleBroken, NotAllowed, Conflict) as refusal:
            refused[answer.action.key_in_full] = refusal
    if refused:
        raise Refusals(refused)
    return len(answers)


def _save_answer(answer: Answer, by: Actor, at: datetime) -> None:
    action, version, further = answer.action, answer.version, answer.further
    if answer.complete:
        report_complete(action=action, note=answer.note, by=by, at=at, version=version, further=further)
    elif answer.note.strip():
        _check_despite(answer, at)
        update_action(
            action=action, note=answer.note, rating=answer.rating, by=by, at=at, version=version, further=further
        )
    elif answer.rating is not None and answer.rating.pk != action.rating_id:
        raise RuleBroken("Say what has changed, so that the new rating can be understood.")
    elif further != NOTHING_FURTHER:
        raise RuleBroken("Say what has changed as well: a figure or a next step alone is hard to understand.")
    elif answer.unchanged:
        if answer.new_end.strip():
            raise RuleBroken("A new end date is a change: say what happened.")
        confirm_unchanged(action=action, by=by, at=at, version=version)
    if answer.new_end.strip():
        ask_new_end(action=action, end=answer.new_end, reason=answer.reason, by=by, at=at)


def _check_despite(answer: Answer, at: datetime) -> None:
    """A rating better than the dates suggest needs its sentence."""
    action, rating = answer.action, answer.rating or answer.action.rating
    check_despite(
        declared=declared_colour(state=action.state, rating_colour=rating.colour if rating else None),
        suggested=suggest(state=action.state, ends_on=action.ends_on, on=localdate(at)).colour,
        despite=answer.further.despite,
    )
