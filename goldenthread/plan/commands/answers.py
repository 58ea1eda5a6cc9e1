"""Answering for several actions at once: what a busy lead sends in one press."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from goldenthread.identity.actor import Actor
from goldenthread.kernel.errors import Conflict, NotAllowed, Refusals, RuleBroken
from goldenthread.ledger.writing import record
from goldenthread.plan import policy
from goldenthread.plan.commands.dates import ask_new_end, check_reason, read_new_end
from goldenthread.plan.commands.evidence import add_evidence
from goldenthread.plan.commands.progress import (
    NOTHING_FURTHER,
    Further,
    confirm_unchanged,
    report_complete,
    update_action,
)
from goldenthread.plan.commands.together import Proof
from goldenthread.plan.figures import read_figure
from goldenthread.plan.models import Action, RatingWord
from goldenthread.plan.queries.mine import unrated
from goldenthread.plan.rating import check_despite, check_note, check_report_complete
from goldenthread.plan.states import Colour
from goldenthread.plan.suggestion import declared_colour, disagrees, suggest

NO_PROOF = Proof("")


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: a note with or without a rating, that it is complete, that nothing changed, or a new end date.

    A file that shows what the note says becomes evidence of the action, in the same transaction.
    """

    action: Action
    version: int
    note: str = ""
    rating: RatingWord | None = None
    complete: bool = False
    unchanged: bool = False
    new_end: str = ""
    reason: str = ""
    further: Further = NOTHING_FURTHER
    proof: Proof = NO_PROOF

    @property
    def despite(self) -> str:
        """Why it goes better than its dates: said for itself, or by the reason for the new end that is asked for."""
        return self.further.despite.strip() or (self.reason.strip() if self.new_end.strip() else "")

    @property
    def says_something(self) -> bool:
        """Whether it holds a note, or has to."""
        return self.complete or bool(self.note.strip())


@transaction.atomic
def answer_together(*, answers: Sequence[Answer], by: Actor, at: datetime) -> int:
    """Save several answers, all or none; raises ``Refusals`` with what was refused of each, by the action's full key.

    Each is one of the commands a lead can also give alone, which ask the policy and enter the ledger. Where several
    rules refuse one answer, its refusal is in turn ``Refusals``: its author hears of all at once.
    """
    refused: dict[str, Exception] = {}
    reopened = unrated([answer.action for answer in answers])
    for answer in answers:
        try:
            with transaction.atomic():
                _check(answer, on=localdate(at), is_unrated=answer.action.pk in reopened)
                _save_answer(answer, by, at)
        except (RuleBroken, NotAllowed, Conflict, Refusals) as refusal:
            refused[answer.action.key_in_full] = refusal
    if refused:
        raise Refusals(refused)
    return len(answers)


@transaction.atomic
def explain_rating(*, action: Action, despite: str, since: datetime, by: Actor, at: datetime) -> None:
    """Say afterwards why an action is rated better than its dates; the sentence stands with its newest answer.

    Where nothing was said of the action after ``since``, the sentence is itself the answer.
    """
    policy.require_may_update(by, action)
    check_despite(
        declared=declared_colour(state=action.state, rating_colour=action.rating.colour if action.rating else None),
        suggested=suggest(state=action.state, ends_on=action.ends_on, on=localdate(at)).colour,
        despite=despite,
    )
    said = action.updates.filter(is_answer=True, recorded_at__gte=since)
    last = said.order_by("-recorded_at", "-pk").first()
    if last is None:
        further = Further(despite=despite)
        update_action(action=action, note=despite, rating=None, by=by, at=at, further=further)
        return
    if not action.updates.filter(pk=last.pk, despite=last.despite).update(despite=despite.strip()):
        raise RuleBroken("Somebody has just said why.", about="despite")
    record("plan.rating_explained", by=by, subject=action.subject, at=at, why=despite.strip())


def _save_answer(answer: Answer, by: Actor, at: datetime) -> None:
    action, version, further = answer.action, answer.version, answer.further
    if _is_better(answer, localdate(at)):
        further = replace(further, despite=answer.despite)
    if answer.complete:
        report_complete(action=action, note=answer.note, by=by, at=at, version=version, further=further)
    elif answer.note.strip():
        update_action(
            action=action, note=answer.note, rating=answer.rating, by=by, at=at, version=version, further=further
        )
    elif answer.unchanged:
        confirm_unchanged(action=action, by=by, at=at, version=version)
    if answer.new_end.strip():
        ask_new_end(action=action, end=answer.new_end, reason=answer.reason, by=by, at=at)
    if answer.proof:
        add_evidence(action=action, title=answer.proof.title, file=answer.proof.file, by=by, at=at)


def _check(answer: Answer, *, on: date, is_unrated: bool) -> None:
    broken = broken_by(answer, on=on, is_unrated=is_unrated)
    if len(broken) == 1:
        raise broken[0]
    if broken:
        raise Refusals({str(place): refusal for place, refusal in enumerate(broken)})


def broken_by(answer: Answer, *, on: date, is_unrated: bool = False) -> list[RuleBroken]:
    """Every rule that what was typed breaks, each about its field, so that its author hears of all of them at once.

    ``is_unrated`` says that nobody has rated the action since it was reopened. What depends on who answers, or on
    what others do meanwhile, the commands themselves refuse.
    """
    broken = []
    for check in _rules_for(answer, on, is_unrated=is_unrated):
        try:
            check()
        except RuleBroken as refusal:
            broken.append(refusal)
    return broken


def _rules_for(answer: Answer, on: date, *, is_unrated: bool) -> Iterator[Callable[[], object]]:
    """The rules an answer has to keep, each as a function that refuses."""
    action, further = answer.action, answer.further
    is_rated_anew = answer.rating is not None and (is_unrated or answer.rating.pk != action.rating_id)
    if answer.says_something:
        yield lambda: check_note(answer.note)
    else:
        yield lambda: _check_wordless(answer, is_rated_anew=is_rated_anew)
    if answer.complete:
        yield lambda: check_report_complete(action.state)
    else:
        if is_unrated:
            yield lambda: _check_rated(answer)
        if is_rated_anew or (answer.note.strip() and not is_unrated):
            yield lambda: _check_despite(answer, on)
    yield lambda: read_figure(further.figure)
    # A day that is none and a step that is missing are two faults: each is looked for as if the other were right.
    yield lambda: replace(further, figure="", next_step=further.next_step.strip() or "named").values()
    yield lambda: replace(further, figure="", look_at=further.look_at.strip() and "2026").values()
    if answer.new_end.strip():
        yield lambda: read_new_end(answer.new_end, action, on=on)
        yield lambda: check_reason(answer.reason)
    elif answer.reason.strip():
        yield lambda: _refuse("Give the new end date as well, or leave the reason blank.", "new_end")


def _check_wordless(answer: Answer, *, is_rated_anew: bool) -> None:
    """What is only clear beside a note needs one."""
    if is_rated_anew:
        raise RuleBroken("Say what has changed, so that the new rating can be understood.", about="note")
    if answer.proof:
        raise RuleBroken("Say in a sentence what was done; the file stands beside it as evidence.", about="note")
    if answer.further != NOTHING_FURTHER:
        raise RuleBroken(
            "Say what has changed as well: a figure or a next step alone is hard to understand.", about="note"
        )
    if answer.unchanged and answer.new_end.strip():
        raise RuleBroken("A new end date is a change: say what happened.", about="note")


def _check_rated(answer: Answer) -> None:
    """The rating of a reopened action came with its reopening; the first word of a lead after that says her own."""
    if answer.rating is None and (answer.note.strip() or answer.unchanged):
        raise RuleBroken("Choose how it goes: nobody has rated this action since it was reopened.", about="rating")


def _check_despite(answer: Answer, on: date) -> None:
    """A rating better than the dates suggest needs its sentence."""
    declared, suggested = _colours(answer, on)
    check_despite(declared=declared, suggested=suggested, despite=answer.despite)


def _is_better(answer: Answer, on: date) -> bool:
    return not answer.complete and disagrees(*_colours(answer, on))


def _colours(answer: Answer, on: date) -> tuple[Colour, Colour]:
    """The colour it is rated by this answer, and the one its dates suggest."""
    action, rating = answer.action, answer.rating or answer.action.rating
    declared = declared_colour(state=action.state, rating_colour=rating.colour if rating else None)
    return declared, suggest(state=action.state, ends_on=action.ends_on, on=on).colour


def _refuse(sentence: str, about: str) -> None:
    raise RuleBroken(sentence, about=about)
