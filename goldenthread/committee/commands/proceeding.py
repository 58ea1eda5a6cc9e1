"""What happens to a meeting itself, who is heard from outside, and notes added later.

Source: Local Government Act 1972, Schedule 12; minutes of 6 February 2018 of the Safeguarding Sub (Community &
Children's Services) Committee.
"""

from datetime import date, time

from django.db import transaction
from django.db.models import Max

from goldenthread.committee.commands.minuting import LONGEST_TEXT, check_draft, check_entry
from goldenthread.committee.models import (
    LaterNote,
    Minute,
    Proceeding,
    Representation,
)
from goldenthread.committee.models.minutes import Stage
from goldenthread.committee.policy import require_may_keep_meetings
from goldenthread.identity.actor import Actor
from goldenthread.identity.commands.saving import tidy
from goldenthread.kernel.errors import RuleBroken
from goldenthread.ledger.writing import hold_writing, record

NEEDS_WORDS = {
    Proceeding.Kind.CHAIR: "who took the chair",
    Proceeding.Kind.ADJOURNED: "to when, and why",
    Proceeding.Kind.EXTENDED: "until when",
    Proceeding.Kind.RULING: "the ruling",
}


@transaction.atomic
def note_proceeding(*, minute: Minute, kind: str, by: Actor, at: time | None = None, words: str = "") -> Proceeding:
    """Note a recess, its end, another chair, more time, an adjournment or a ruling, under the item it came in."""
    require_may_keep_meetings(by)
    hold_writing()
    check_draft(minute.minutes)
    if kind not in Proceeding.Kind.values:
        raise RuleBroken("Choose what happened.", about="kind")
    words = " ".join(words.split())[:500]
    if kind in NEEDS_WORDS and not words:
        raise RuleBroken(f"Say {NEEDS_WORDS[Proceeding.Kind(kind)]}.", about="words")
    pauses = Proceeding.objects.filter(
        minute__minutes=minute.minutes, kind__in=(Proceeding.Kind.RECESS, Proceeding.Kind.RESUMED)
    )
    last = pauses.order_by("pk").last()
    is_paused = last is not None and last.kind == Proceeding.Kind.RECESS
    if kind == Proceeding.Kind.RESUMED and not is_paused:
        raise RuleBroken("The meeting has not paused, so it does not go on again.", about="kind")
    if kind == Proceeding.Kind.RECESS and is_paused:
        raise RuleBroken("The meeting has paused already.", about="kind")
    place = (minute.proceedings.aggregate(last=Max("position"))["last"] or 0) + 1
    made = Proceeding.objects.create(minute=minute, position=place, kind=kind, at=at, words=words)
    record("committee.proceeding_noted", by=by, subject=minute.item.subject, kind=str(kind), words=words)
    return made


@transaction.atomic
def hear(
    *,
    minute: Minute,
    kind: str,
    who: str,
    about: str,
    by: Actor,
    ward: str = "",
    on_paper: int | None = None,
    online: int | None = None,
    threshold: int | None = None,
    outcome: str = Representation.Outcome.HEARD,
    words: str = "",
) -> Representation:
    """Minute a statement, a deputation or a petition: of whom, on what, with its signatures, and what became of it."""
    require_may_keep_meetings(by)
    hold_writing()
    check_entry(minute)
    if kind not in Representation.Kind.values or outcome not in Representation.Outcome.values:
        raise RuleBroken("Choose in which form they came and what became of it.", about="kind")
    signed = [one for one in (on_paper, online, threshold) if one is not None]
    if signed and kind != Representation.Kind.PETITION:
        raise RuleBroken("Only a petition has signatures.", about="on_paper")
    words = " ".join(words.split())[:500]
    if outcome != Representation.Outcome.HEARD and not words:
        raise RuleBroken("Say why it was not heard, or where it is taken.", about="words")
    place = (minute.representations.aggregate(last=Max("position"))["last"] or 0) + 1
    made = Representation.objects.create(
        minute=minute, position=place, kind=kind, who=tidy(who, what="who it was", most=200),
        subject=tidy(about, what="what it was about", most=500), ward=" ".join(ward.split())[:120], on_paper=on_paper,
        online=online, threshold=threshold, outcome=outcome, words=words,
    )  # fmt: skip
    record("committee.heard", by=by, subject=minute.item.subject, kind=str(kind), who=made.who, outcome=str(outcome))
    return made


@transaction.atomic
def add_later_note(*, minute: Minute, text: str, on: date, by: Actor) -> LaterNote:
    """Put a note under a minute that was put to the next meeting already; the minute itself stays as it was."""
    require_may_keep_meetings(by)
    hold_writing()
    if minute.minutes.stage == Stage.DRAFT:
        raise RuleBroken("These minutes are a draft: write it into the minute.")
    if on < minute.minutes.meeting.on:
        raise RuleBroken("A note is added after the meeting.", about="on")
    text = tidy(text, what="the note", most=LONGEST_TEXT)
    number = (minute.later_notes.aggregate(last=Max("number"))["last"] or 0) + 1
    made = LaterNote.objects.create(minute=minute, number=number, text=text, on=on, by=by.acting)
    record("committee.later_note_added", by=by, subject=minute.item.subject, text=text)
    return made
