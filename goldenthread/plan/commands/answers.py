"""Answering for several actions at once: what a busy lead sends in one press."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from goldenthread.identity.actor import Actor
from goldenthread.kernel.errors import Conflict, NotAllowed, Refusals, RuleBroken
from goldenthread.plan.commands.dates import ask_new_end
from goldenthread.plan.commands.progress import confirm_unchanged, report_complete, update_action
from goldenthread.plan.models import Action, RatingWord


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


@transaction.atomic
def answer_together(*, answers: Sequence[Answer], by: Actor, at: datetime) -> int:
    """Save several answers, all or none; raises ``Refusals`` with one sentence for each that was refused.

    Each is one of the commands a lead can also give alone, which ask the policy and enter the ledger.
    """
    refused: dict[str, Exception] = {}
    for answer in answers:
        try:
            with transaction.atomic():
                _save(answer, by, at)
        except (RuleBroken, NotAllowed, Conflict) as refusal:
            refused[answer.action.key_in_full] = refusal
    if refused:
        raise Refusals(refused)
    return len(answers)


def _save(answer: Answer, by: Actor, at: datetime) -> None:
    version = answer.version
    if answer.complete:
        report_complete(action=answer.action, note=answer.note, by=by, at=at, version=version)
    elif answer.note.strip():
        update_action(action=answer.action, note=answer.note, rating=answer.rating, by=by, at=at, version=version)
    elif answer.rating is not None and answer.rating.pk != answer.action.rating_id:
        raise RuleBroken("Say what has changed, so that the new rating can be understood.")
    elif answer.unchanged:
        if answer.new_end.strip():
            raise RuleBroken("A new end date is a change: say what happened.")
        confirm_unchanged(action=answer.action, by=by, at=at, version=version)
    if answer.new_end.strip():
        ask_new_end(action=answer.action, end=answer.new_end, reason=answer.reason, by=by, at=at)
