"""What a person owes: the unfinished actions she leads, with what she said last and what the dates suggest."""

from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery

from goldenthread.identity.models import Person
from goldenthread.kernel.dates import PartialDate, Precision
from goldenthread.plan.models import Action, ActionLead, EndDateChange, Plan, RatingWord, Update
from goldenthread.plan.states import Colour, State
from goldenthread.plan.suggestion import BEST_TO_WORST, Suggestion, declared_colour, suggest

MOST_ROWS = 100


@dataclass(frozen=True, slots=True)
class OwedAction:
    """One action a person has to answer for."""

    action: Action
    colour: Colour
    suggestion: Suggestion
    last_said: str
    last_said_when: str
    words: tuple[RatingWord, ...]
    asked_for: EndDateChange | None
    is_past: bool


def owed_by(person: Person) -> QuerySet[Action]:
    """The unfinished actions a person leads, herself or by her post, in plans she can read, most urgent first."""
    return (
        Action.objects.visible_to(person)
        .led_by(person)
        .unfinished()
        .exclude(state__in=[State.REPORTED_COMPLETE, State.PAUSED])
        .order_by("ends_on", "plan__name", "position")
    )


def count_owed(person: Person) -> int | None:
    """How many actions a person owes an answer for; ``None`` where she leads none at all. At most two queries."""
    leads = ActionLead.objects.filter(person=person) | ActionLead.objects.filter(post__in=person.rights.posts)
    if not leads.exists():
        return None
    return owed_by(person).count()


def owed_actions(person: Person, *, on: date) -> list[OwedAction]:
    """What a person owes, with what is needed to answer; a fixed number of queries."""
    last = Update.objects.filter(action=OuterRef("pk")).order_by("-recorded_at", "-pk")
    actions = list(
        owed_by(person)
        .select_related("plan", "rating", "measure", "priority")
        .prefetch_related("leads")
        .annotate(
            last_said=Subquery(last.values("text")[:1]),
            last_said_on=Subquery(last.values("dated_on")[:1]),
            last_said_precision=Subquery(last.values("dated_precision")[:1]),
            last_said_written=Subquery(last.values("dated_written")[:1]),
        )[:MOST_ROWS]
    )
    words = _words_of({action.plan_id for action in actions})
    asked = {
        change.action_id: change
        for change in EndDateChange.objects.filter(action__in=actions, decision=EndDateChange.Decision.ASKED)
    }
    return [_owed(action, words, asked, on) for action in actions]


def _owed(
    action: Action, words: dict[int, tuple[RatingWord, ...]], asked: dict[int, EndDateChange], on: date
) -> OwedAction:
    return OwedAction(
        action=action,
        colour=declared_colour(state=action.state, rating_colour=action.rating.colour if action.rating else None),
        suggestion=suggest(state=action.state, ends_on=action.ends_on, on=on),
        last_said=getattr(action, "last_said", None) or "",
        last_said_when=_when(action),
        words=words.get(action.plan_id, ()),
        asked_for=asked.get(action.pk),
        is_past=action.ends_on is not None and action.ends_on < on,
    )


def _when(action: Action) -> str:
    """When the last word was said, as exactly as it is known."""
    written = getattr(action, "last_said_written", None) or ""
    precision = Precision(getattr(action, "last_said_precision", None) or Precision.UNKNOWN)
    return PartialDate(written, precision, getattr(action, "last_said_on", None)).in_words


def _words_of(plans: set[int]) -> dict[int, tuple[RatingWord, ...]]:
    found: dict[int, list[RatingWord]] = {}
    for word in RatingWord.objects.filter(plan__in=plans, is_offered=True).exclude(colour=Colour.BLUE):
        found.setdefault(word.plan_id, []).append(word)
    best = [colour.value for colour in BEST_TO_WORST]
    return {plan: tuple(sorted(rows, key=lambda word: _place(word, best))) for plan, rows in found.items()}


def _place(word: RatingWord, best: list[str]) -> tuple[int, int]:
    """Ratings stand from best to worst, those without a colour last."""
    return (best.index(word.colour) if word.colour in best else len(best), word.position)


def waits_for_assurer(person: Person) -> QuerySet[Action]:
    """Actions reported complete that wait for a second person, in plans the person can read."""
    return Action.objects.visible_to(person).filter(state=State.REPORTED_COMPLETE)


def end_dates_to_decide(person: Person) -> QuerySet[EndDateChange]:
    """Requests for a new end date on actions the person oversees or whose plan she can read."""
    return EndDateChange.objects.filter(
        decision=EndDateChange.Decision.ASKED, action__plan__in=Plan.objects.visible_to(person)
    ).select_related("action__plan", "asked_by")
