"""The board's rating beside the officer's, with the reason. Both stay, and both print.

Source: a board that rates lower than its officers, with the meeting at which it did, is practice named in
"Rules a system should offer" of our notes on improvement plans; who may do it is our reading.
"""

from datetime import datetime

from django.db import transaction

from goldenthread.boards.models import Moderation, MonitoringRound
from goldenthread.boards.policy import require_may_moderate
from goldenthread.boards.states import RoundState
from goldenthread.identity.actor import Actor
from goldenthread.kernel.errors import RuleBroken
from goldenthread.kernel.versions import update_if_unchanged
from goldenthread.ledger.queries import who_did
from goldenthread.ledger.writing import record
from goldenthread.plan.commands.contradictions import leads_of
from goldenthread.plan.models import Action, RatingWord

RATED = "plan.action_updated"
"""What the ledger calls an officer's answer, with which an action is rated."""


@transaction.atomic
def moderate_rating(
    *, round: MonitoringRound, action: Action, word: RatingWord, why: str, by: Actor, at: datetime
) -> Moderation:
    """Set the board's rating of an action beside the officer's, with the reason; a second one takes its place.

    Somebody else sets it than who rated it as its officer, in whoever's name either was done.
    """
    require_may_moderate(by, round)
    _require_at_work(round)
    _require_second_person(action, by)
    if word.plan_id != round.plan_id or action.plan_id != round.plan_id:
        raise RuleBroken("Choose an action and a rating of this plan.")
    if len(why.split()) < 3:
        raise RuleBroken("Say in a sentence why the board sees it differently: both ratings are printed.", about="why")
    if action.rating_id == word.pk:
        raise RuleBroken("That is the officer's own rating; there is nothing to set beside it.", about="word")
    known = round.moderations.filter(action=action.key).first()
    values = {"word": word.word, "colour": word.colour, "why": why.strip(), "by_id": by.acting.pk, "at": at}
    before = known.word if known else None
    if known is None:
        known = Moderation.objects.create(round=round, action=action.key, **values)
    elif not update_if_unchanged(known, version=known.version, values=values):
        raise RuleBroken("Somebody else rated this for the board in the meantime; look at it again.")
    record(
        "boards.rating_moderated", by=by, subject=action.subject, at=at, why=why.strip(), round=round.number,
        changes={"board_rating": (before, word.word)},
    )  # fmt: skip
    return known


@transaction.atomic
def drop_moderation(*, moderation: Moderation, by: Actor, at: datetime) -> None:
    """Take the board's own rating back: the officer's stands alone again. The ledger keeps what was said."""
    require_may_moderate(by, moderation.round)
    _require_at_work(moderation.round)
    action = Action.objects.filter(plan=moderation.round.plan_id, key=moderation.action).select_related("plan").first()
    if action is not None:
        _require_second_person(action, by)
    subject = f"action:{moderation.round.plan.key}/{moderation.action}"
    record(
        "boards.rating_moderated", by=by, subject=subject, at=at, round=moderation.round.number,
        changes={"board_rating": (moderation.word, None)},
    )  # fmt: skip
    moderation.delete()


def _require_second_person(action: Action, by: Actor) -> None:
    """Refuse a lead of the action, and whoever gave its present rating: nobody rates for the board what is their own.

    A row names one person and two may have done it, so the ledger is asked who sat at the keyboard.
    """
    if leads_of(action, by) & by.people:
        raise RuleBroken("A lead of this action rates it as its officer; somebody else rates it for the board.")
    if who_did(action.subject, RATED) & {by.key, by.for_key}:
        raise RuleBroken("Whoever rated this action as its officer does not rate it for the board; somebody else must.")


def _require_at_work(round: MonitoringRound) -> None:
    if round.state not in (RoundState.OPEN, RoundState.MODERATION):
        raise RuleBroken("The board's ratings are set while a round is open or in moderation.")
