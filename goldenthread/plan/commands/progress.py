"""How an action goes: updates with their rating, reporting complete, assuring, reopening, pausing, withdrawing."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate, make_aware

from goldenthread.identity.actor import Actor
from goldenthread.kernel.dates import Precision, read_date
from goldenthread.kernel.errors import RuleBroken
from goldenthread.plan import policy
from goldenthread.plan.assurance import Strength, check_strength
from goldenthread.plan.commands.assurance import end_completion, keep_given, keep_sent_back
from goldenthread.plan.commands.contradictions import leads_of, settle_all
from goldenthread.plan.commands.saving import index_action, save_changed
from goldenthread.plan.commands.telling import tell_assured, tell_reopened, tell_sent_back
from goldenthread.plan.examples import to_come
from goldenthread.plan.figures import read_figure
from goldenthread.plan.models import Action, ActionFinding, Contradiction, RatingWord, Update
from goldenthread.plan.queries.line_of_years import evidence_before, who_did_on_line
from goldenthread.plan.rating import (
    check_assure,
    check_here,
    check_note,
    check_rating,
    check_reopen,
    check_report_complete,
)
from goldenthread.plan.states import BLUE, FINISHED, Colour, State
from goldenthread.sources.models import Finding

REPORTED = "plan.action_reported_complete"
UNCHANGED = "No change."
SENT_BACK = "Sent back:"
"""How the update begins that sends an action back; read where a text is all that is at hand."""
"""The note of an answer that nothing changed, given in one press."""


@dataclass(frozen=True, slots=True)
class Further:
    """What a lead says besides the note, all of it as typed and all of it optional.

    The measure as a figure, the next step and when it is looked at (a month or a day), what is needed from the
    board, and why the rating is better than the dates suggest.
    """

    figure: str = ""
    next_step: str = ""
    look_at: str = ""
    needs: str = ""
    despite: str = ""

    def values(self) -> dict[str, Any]:
        """The columns of an update; refuses a figure without a number in it and a day that is none."""
        figure = read_figure(self.figure)
        look_at = read_date(self.look_at)
        if self.look_at.strip() and look_at.last is None:
            raise RuleBroken(
                f"Say when the next step is looked at as a month or a day, for example {to_come(3)}.", about="look_at"
            )
        if self.look_at.strip() and not self.next_step.strip():
            raise RuleBroken("Say what the next step is that is to be looked at.", about="next_step")
        return {
            "figure_written": figure.written,
            "figure": figure.number,
            "next_step": self.next_step.strip(),
            "look_at_written": look_at.written.strip()[:60],
            "look_at_on": look_at.last,
            "needs": self.needs.strip(),
            "despite": self.despite.strip(),
        }


NOTHING_FURTHER = Further()


@transaction.atomic
def update_action(
    *,
    action: Action,
    note: str,
    rating: RatingWord | None,
    by: Actor,
    at: datetime,
    version: int | None = None,
    dated_on: date | None = None,
    further: Further = NOTHING_FURTHER,
) -> Action:
    """Say what changed on an action and how it goes: a dated note and, where given, a rating.

    The note must say something; a rating may not be blue, nor move a completed action. The date of
    the note is the day it was written unless the author names an earlier one. The same said twice within
    the hour counts once.
    """
    policy.require_may_update(by, action)
    check_note(note)
    check_here(action.state)
    values: dict[str, object] = {"updated_at": at}
    if rating is not None and rating.pk != action.rating_id:
        if rating.plan_id != action.plan_id:
            raise RuleBroken("Choose one of this plan's own ratings.")
        check_rating(action.state, rating.colour)
        values["rating_id"] = rating.pk
    if action.state == State.NOT_STARTED and (rating is None or rating.state != State.NOT_STARTED):
        values["state"] = State.IN_PROGRESS
    day = dated_on or localdate(at)
    if day > localdate(at):
        raise RuleBroken("An update cannot be dated in the future.")
    more = further.values()
    stays = "rating_id" not in values and "state" not in values
    if stays and _was_just_said(action, {"text": note.strip(), "dated_on": day, **more}, by, at):
        return action
    save_changed(
        action, version=version, values=values, subject=action.subject, what="plan.action_updated", by=by, note=note
    )
    Update.objects.create(
        action=action,
        text=note.strip(),
        dated_on=day,
        dated_precision=Precision.DAY.value,
        by=by.acting,
        rating=rating or action.rating,
        recorded_at=at,
        is_answer=True,
        **more,
    )
    _answered(action, by, at)
    index_action(action)
    return action


def _answered(action: Action, by: Actor, at: datetime) -> None:
    """What is said of an action under way answers the findings against it; of a completed one it does not."""
    if action.state not in FINISHED:
        settle_all(action, Contradiction.Outcome.ANSWERED, by=by, at=at)


def _was_just_said(action: Action, said: dict[str, Any], by: Actor, at: datetime) -> bool:
    """Whether the newest update says these words already, of the same day, by the same person, within the hour.

    Somebody who goes back to the form and sends it again has a new form in hand, which counts as a new one.
    """
    last = action.updates.order_by("-recorded_at", "-pk").first()
    if last is None or last.by_id != by.acting.pk or at - last.recorded_at > timedelta(hours=1):
        return False
    return all(getattr(last, name) == value for name, value in said.items())


@transaction.atomic
def report_complete(
    *,
    action: Action,
    note: str,
    by: Actor,
    at: datetime,
    version: int | None = None,
    further: Further = NOTHING_FURTHER,
) -> Action:
    """A lead says the action is done. It is not blue until a second person has seen it.

    Where the plan switched assurance off, the lead's word stands and is printed as declared.
    """
    policy.require_may_update(by, action)
    check_note(note)
    check_report_complete(action.state)
    day = localdate(at)
    values: dict[str, object] = {"updated_at": at, "reported_by_id": by.acting.pk, "reported_on": day}
    if action.plan.needs_assurance:
        values["state"] = State.REPORTED_COMPLETE
    else:
        blue = action.plan.rating_words.filter(colour=Colour.BLUE).first()
        values |= {"state": State.DECLARED_COMPLETE, "completed_on": day, "rating_id": blue and blue.pk}
    save_changed(
        action,
        version=version,
        values=values,
        subject=action.subject,
        what=REPORTED,
        by=by,
        note=note,
    )
    Update.objects.create(
        action=action,
        text=note.strip(),
        dated_on=day,
        dated_precision=Precision.DAY.value,
        by=by.acting,
        rating=action.rating,
        recorded_at=at,
        is_answer=True,
        reports_complete=True,
        **further.values(),
    )
    settle_all(action, Contradiction.Outcome.ANSWERED, by=by, at=at)
    index_action(action)
    return action


@transaction.atomic
def assure_action(
    *,
    action: Action,
    difference: str,
    strength: str,
    by: Actor,
    on: date,
    at: datetime | None = None,
    why_no_evidence: str = "",
    recheck_on: date | None = None,
    why_no_recheck: str = "",
    version: int | None = None,
) -> Action:
    """Give blue: somebody with the assurance role, who leads no part of it, saw the evidence and says what differs.

    They also say how strong it is; evidence of earlier years counts where they see it. It is looked at again on
    ``recheck_on``, in three months where no day is given, or not at all where ``why_no_recheck`` says why. An
    unanswered finding against it comes first. ``at`` is when its leads are told, the beginning of the day if unknown.
    """
    policy.require_may_assure(by, action)
    check_assure(
        state=action.state,
        leads=leads_of(action, by),
        reported_by=action.reported_by_id,
        assurers=by.people,
        has_evidence=action.evidence.filter(withdrawn_at=None).exists()
        or bool(evidence_before(action, reader=by.acting)),
        why_no_evidence=why_no_evidence,
        difference=difference,
    )
    reported = who_did_on_line(action, REPORTED) if action.reported_by_id is not None else frozenset()
    if reported & {by.key, by.for_key}:
        # Who typed it for a lead has said so too, whoever's name it bears.
        raise RuleBroken("Whoever reported this action complete cannot assure it; somebody else must.")
    check_strength(strength)
    if action.contradictions.filter(outcome="").exists():
        raise RuleBroken("A finding contradicts this action: send it back, or say first why it stands.")
    blue = action.plan.rating_words.filter(colour=Colour.BLUE).first()
    values = {
        "state": State.ASSURED,
        "rating_id": action.rating_id if action.rating and action.rating.colour == Colour.BLUE else blue and blue.pk,
        "assured_by_id": by.acting.pk,
        "assured_on": on,
        "completed_on": action.completed_on or action.reported_on or on,
        "difference": difference.strip(),
    }
    save_changed(
        action,
        version=version,
        values=values,
        subject=action.subject,
        what="plan.action_assured",
        by=by,
        why=why_no_evidence,
        strength=Strength(strength).label,
    )
    keep_given(
        action,
        strength=strength,
        why_no_evidence=why_no_evidence,
        recheck_on=recheck_on,
        why_no_recheck=why_no_recheck,
        by=by,
    )
    tell_assured(action, by=by, at=at or make_aware(datetime.combine(on, time.min)))
    return action


@transaction.atomic
def send_back(*, action: Action, reason: str, by: Actor, at: datetime, version: int | None = None) -> Action:
    """Assurance was not given: the action goes back to its lead with the reason, its newest word from then on."""
    policy.require_may_assure(by, action)
    if action.state != State.REPORTED_COMPLETE:
        raise RuleBroken("Only an action that was reported complete can be sent back.")
    if not reason.strip():
        raise RuleBroken("Say what is missing, so that the lead knows what to do.")
    reported = (action.reported_by_id, action.reported_on)
    values = {"state": State.IN_PROGRESS, "reported_by_id": None, "reported_on": None, "updated_at": at}
    save_changed(
        action, version=version, values=values, subject=action.subject, what="plan.action_sent_back", by=by, why=reason
    )
    keep_sent_back(action, reason=reason, reported=reported, by=by, on=localdate(at))
    Update.objects.create(
        action=action,
        text=f"{SENT_BACK} {reason.strip()}",
        dated_on=localdate(at),
        dated_precision=Precision.DAY.value,
        by=by.acting,
        rating=action.rating,
        recorded_at=at,
    )
    tell_sent_back(action, reason=reason, by=by, at=at)
    index_action(action)
    return action


@transaction.atomic
def reopen_action(
    *,
    action: Action,
    finding: Finding | None,
    note: str,
    rating: RatingWord | None,
    by: Actor,
    at: datetime,
    version: int | None = None,
) -> Action:
    """Take up a completed action again, naming the finding that shows the need. Blue and its assurance fall away."""
    policy.require_may_reopen(by, action)
    check_reopen(state=action.state, has_finding=finding is not None, note=note)
    if rating is None or rating.colour in (Colour.BLUE, Colour.NONE) or rating.plan_id != action.plan_id:
        rating = action.plan.rating_words.filter(colour=Colour.GREEN).first()
    values = {
        "state": State.IN_PROGRESS,
        "rating_id": rating and rating.pk,
        "assured_by_id": None,
        "assured_on": None,
        "completed_on": None,
        "reported_by_id": None,
        "reported_on": None,
        "difference": "",
        "embedded_on": None,
        "updated_at": at,
    }
    save_changed(
        action,
        version=version,
        values=values,
        subject=action.subject,
        what="plan.action_reopened",
        by=by,
        why=note,
        finding=finding.key if finding else None,
    )
    end_completion(action, because=finding, by=by, on=localdate(at))
    settle_all(action, Contradiction.Outcome.REOPENED, by=by, at=at)
    ActionFinding.objects.update_or_create(action=action, finding=finding, defaults={"reopened": True})
    Update.objects.create(
        action=action,
        text=note.strip(),
        dated_on=localdate(at),
        dated_precision=Precision.DAY.value,
        by=by.acting,
        rating=rating,
        recorded_at=at,
    )
    tell_reopened(action, note=note, by=by, at=at)
    index_action(action)
    return action


@transaction.atomic
def set_aside(
    *, action: Action, state: State, reason: str, by: Actor, at: datetime, version: int | None = None
) -> Action:
    """Pause an action, take it up again, or withdraw it, with the reason."""
    policy.require_manages(by, action.plan)
    if state not in (State.PAUSED, State.IN_PROGRESS, State.WITHDRAWN):
        raise RuleBroken("An action can be paused, resumed or withdrawn here.")
    if action.state in BLUE:
        raise RuleBroken("This action is complete; reopen it first and name the finding that shows why.")
    check_here(action.state)
    if action.state == State.UNDER_WATCH and state != State.WITHDRAWN:
        raise RuleBroken("This action is under watch: reopen it and name the finding, or withdraw it.")
    if not reason.strip():
        raise RuleBroken("Say why.")
    values = {"state": state, "updated_at": at, "reported_by_id": None, "reported_on": None}
    save_changed(
        action, version=version, values=values, subject=action.subject, what=f"plan.action_{state}", by=by, why=reason
    )
    return action


@transaction.atomic
def confirm_unchanged(*, action: Action, by: Actor, at: datetime, version: int | None = None) -> Action:
    """Say in one press that nothing changed; not where the end has passed or a finding says otherwise.

    Then the board will ask.
    """
    policy.require_may_update(by, action)
    day = localdate(at)
    if action.state in FINISHED:
        raise RuleBroken("This action is finished; there is nothing to answer.")
    if action.ends_on is not None and action.ends_on < day:
        raise RuleBroken("Its end has passed, so say what happened, or ask for a new end date.")
    if action.contradictions.filter(outcome="").exists():
        raise RuleBroken("A finding contradicts this action, so say what you answer.")
    save_changed(
        action,
        version=version,
        values={"updated_at": at},
        subject=action.subject,
        what="plan.action_unchanged",
        by=by,
    )
    Update.objects.create(
        action=action,
        text=UNCHANGED,
        dated_on=day,
        dated_precision=Precision.DAY.value,
        by=by.acting,
        rating=action.rating,
        recorded_at=at,
        is_answer=True,
    )
    return action
