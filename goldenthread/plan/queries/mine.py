"""What a person owes: the unfinished actions she leads, with what she said last and what the dates suggest."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Case, DateTimeField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.utils import timezone

from goldenthread.identity.models import Person, PostHolding
from goldenthread.kernel.dates import PartialDate, Precision
from goldenthread.kernel.prepared import Prepared
from goldenthread.ledger.models import Entry
from goldenthread.plan.commands.progress import SENT_BACK
from goldenthread.plan.models import (
    Action,
    ActionFinding,
    ActionLead,
    Contradiction,
    EndDateChange,
    Plan,
    RatingWord,
    Update,
)
from goldenthread.plan.queries.asking import asked_since, declined_in
from goldenthread.plan.queries.line_of_years import said_before
from goldenthread.plan.queries.waiting import disowned_subjects
from goldenthread.plan.states import Colour, State
from goldenthread.plan.suggestion import Suggestion, declared_colour, disagrees, suggest

MOST_ROWS = 100
SOONEST = F("ends_on").asc(nulls_last=True)
"""What ends soonest comes first; what has no end date comes last, on every database."""
REOPENED = "plan.action_reopened"
ANSWERED = ("plan.action_updated", "plan.action_unchanged", "plan.action_reported_complete")
"""What the ledger calls the answers of a lead."""
ANSWER_HOLDS = timedelta(days=14)
"""How long a lead's answer counts before she is asked again: plans are reported once a month at most."""


@dataclass(frozen=True, slots=True)
class OwedAction:
    """One action a person has to answer for.

    ``answered_by`` names the accountable lead where that is somebody else, with whom she shares it. ``place`` says
    under which priority it stands where another of these actions has the same ref. ``is_disowned`` says that a lead
    said it is not theirs and nobody has settled that.
    """

    action: Action
    colour: Colour
    suggestion: Suggestion
    last_said: str
    last_said_when: str
    words: tuple[RatingWord, ...]
    asked_for: EndDateChange | None
    is_past: bool
    is_answered: bool = False
    promised: str = ""
    promised_for: str = ""
    against: str = ""
    is_asked: bool = False
    is_unrated: bool = False
    answered_by: str = ""
    place: str = ""
    is_disowned: bool = False

    @property
    def is_sent_back(self) -> bool:
        """Whether somebody sent it back and nothing was said since: what is missing is then waited for."""
        return self.last_said.startswith(SENT_BACK)

    @property
    def may_stay(self) -> bool:
        """Whether "no change" can be said of it in one press."""
        return not self.is_past and not self.against and not self.is_unrated

    @property
    def needs_despite(self) -> bool:
        """Whether its present rating is better than its dates suggest."""
        return disagrees(self.colour, self.suggestion.colour)


def owed_by(person: Person) -> QuerySet[Action]:
    """The unfinished actions a person leads, herself or by her post, in plans she can read, most urgent first."""
    return (
        Action.objects.visible_to(person)
        .led_by(person)
        .unfinished()
        .exclude(state__in=[State.REPORTED_COMPLETE, State.PAUSED])
        .order_by(SOONEST, "plan__name", "position")
    )


def count_owed(person: Person) -> int | None:
    """How many actions a person owes an answer for; ``None`` where she leads none at all. At most three queries."""
    posts = person.rights.posts
    if not LEADS_ANY.rows(person.pk) and not (posts and ActionLead.objects.filter(post__in=posts).exists()):
        return None
    return owed_by(person).count()


LEADS_ANY = Prepared(lambda person: ActionLead.objects.filter(person=person).order_by().values_list("pk")[:1], int)


def marked_answered(owed: QuerySet[Action], *, on: date) -> QuerySet[Any]:
    """Mark what was answered lately: nobody is asked twice.

    An action is answered where its newest update is an answer of the last fourteen days, whoever typed it in, or
    where a new end date was asked for and waits for a decision. While an open round asks (``is_asked``), the answer
    must be newer than its opening, and what was declined with a reason is not asked for again. One that a second
    person sent back or reopened since has a newer word, and waits again. A request for a new end that came along
    from the plan of the year before answers no round of this one.
    """
    last = Update.objects.filter(action=OuterRef("pk")).order_by("-recorded_at", "-pk")
    since = timezone.make_aware(datetime.combine(on - ANSWER_HOLDS, time.min))
    waits = EndDateChange.objects.filter(action=OuterRef("pk"), decision=EndDateChange.Decision.ASKED)
    here = waits.exclude(action__plan__made_by__ended_at__gt=F("asked_at"))
    plans = set(owed.order_by().values_list("plan_id", flat=True).distinct())
    asking = asked_since(plans)
    opened = [When(plan_id=plan, then=Value(at)) for plan, at in asking.items()]
    return owed.annotate(
        last_is_answer=Subquery(last.values("is_answer")[:1]),
        last_said_at=Subquery(last.values("recorded_at")[:1], output_field=DateTimeField()),
        asked_since=Case(*opened, default=Value(since), output_field=DateTimeField()),
        is_asked=Case(When(plan_id__in=list(asking), then=Value(True)), default=Value(False)),
        is_answered=Case(
            When(Exists(here) | Q(Exists(waits), is_asked=False), then=Value(True)),
            When(pk__in=declined_in(plans), then=Value(True)),
            When(last_is_answer=True, last_said_at__gte=F("asked_since"), then=Value(True)),
            default=Value(False),
        ),
    )


def owed_actions(person: Person, *, on: date, beside: Collection[Action] = ()) -> list[OwedAction]:
    """What a person owes, with what is needed to answer; a fixed number of queries.

    What waits for her answer comes first, of that what is due before a board, and of that the actions whose promised
    next step was to be looked at by now. ``beside`` are other actions on the page, which may have the same refs.
    """
    return owed_for(owed_by(person), on=on, reader=person, beside=beside)


def owed_in(plan: Plan, keys: Collection[str], *, on: date) -> list[OwedAction]:
    """The same for actions of one plan by their keys, for somebody whose right to them was settled otherwise."""
    return owed_for(Action.objects.filter(plan=plan, key__in=keys).in_paper_order(), on=on)


def owed_for(
    owed: QuerySet[Action], *, on: date, reader: Person | None = None, beside: Collection[Action] = ()
) -> list[OwedAction]:
    """What is needed to answer for these actions, those that wait for an answer first.

    With a ``reader`` it says of each for which another lead is accountable who that is.
    """
    last = Update.objects.filter(action=OuterRef("pk")).order_by("-recorded_at", "-pk")
    actions = list(
        marked_answered(owed, on=on)
        .order_by("is_answered", "-is_asked", SOONEST, "plan__name", "position")
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
    standing = _Standing(
        words,
        asked,
        _promised(actions, on),
        _against(actions),
        unrated(actions),
        _answered_by_others(actions, reader, on) if reader is not None else {},
        places_of([*actions, *beside]),
        _disowned(actions),
        said_before([action.pk for action in actions if not action.last_said]),
    )
    found = [_owed(action, standing, on) for action in actions]
    return sorted(found, key=lambda owed: (owed.is_answered, not owed.is_asked, not owed.promised))


def _promised(actions: list[Any], on: date) -> dict[int, tuple[str, str]]:
    """The next step last promised for each action and for when, where that time has passed and no answer came since."""
    found: dict[int, tuple[str, str, date]] = {}
    promises = Update.objects.filter(action__in=actions, is_answer=True).order_by("recorded_at", "pk")
    rows = promises.values_list("action_id", "next_step", "look_at_written", "look_at_on", "recorded_at")
    for action, step, written, look_at, at in rows:
        if step and look_at:
            found[action] = (step, written, look_at)
        elif action in found and timezone.localdate(at) > found[action][2]:
            del found[action]
    return {action: (step, written) for action, (step, written, look_at) in found.items() if look_at < on}


def _against(actions: list[Any]) -> dict[int, str]:
    """The finding that contradicts each action and that nobody has answered."""
    rows = Contradiction.objects.filter(action__in=actions).unanswered().order_by("pk")
    return dict(rows.values_list("action_id", "finding__text"))


def unrated(actions: Collection[Action]) -> frozenset[int]:
    """The actions, by number, that were reopened and that nobody who answers for them has rated since.

    What they are rated came with the reopening, so no form may offer it as the lead's own word.
    """
    ever = set(ActionFinding.objects.filter(action__in=actions, reopened=True).values_list("action_id", flat=True))
    subjects = {action.subject: action.pk for action in actions if action.pk in ever}
    if not subjects:
        return frozenset()
    entries = Entry.objects.filter(subject__in=subjects, what__in=[REOPENED, *ANSWERED]).order_by("number")
    last = dict(entries.values_list("subject", "what"))
    return frozenset(subjects[subject] for subject, what in last.items() if what == REOPENED)


@dataclass(frozen=True, slots=True)
class _Standing:
    """What was read for all owed actions at once, by the action's number; the words by the plan's."""

    words: dict[int, tuple[RatingWord, ...]]
    asked: dict[int, EndDateChange]
    promised: dict[int, tuple[str, str]]
    against: dict[int, str]
    unrated: frozenset[int]
    answered_by: dict[int, str]
    places: dict[int, str]
    disowned: frozenset[int]
    said_before: dict[int, tuple[str, str]]


def _answered_by_others(actions: list[Any], reader: Person, on: date) -> dict[int, str]:
    """Who is accountable for each action of which the reader is not: the accountable lead, else the first."""
    leads = {action.pk: sorted(action.leads.all(), key=_first_accountable) for action in actions}
    if all(found and found[0].person_id == reader.pk for found in leads.values()):
        return {}
    everyone = [lead for found in leads.values() for lead in found]
    people = Person.objects.filter(pk__in={lead.person_id for lead in everyone if lead.person_id}, is_active=True)
    by_number = {person.pk: person for person in people}
    held = PostHolding.objects.current(on=on).filter(post__in={lead.post_id for lead in everyone if lead.post_id})
    holders = {one.post_id: one.person for one in held.select_related("person").order_by("starts_on", "pk")}
    found = {}
    for action, rows in leads.items():
        known = (by_number.get(row.person_id) if row.person_id else holders.get(row.post_id) for row in rows)
        first = next((person for person in known if person is not None), None)
        if first is not None and first.pk != reader.pk:
            found[action] = first.name
    return found


def _first_accountable(lead: ActionLead) -> tuple[bool, int, int]:
    return (not lead.is_accountable, lead.position, lead.pk)


def places_of(actions: Collection[Any]) -> dict[int, str]:
    """The priority of each action whose ref another of them has as well, in the same plan, by number of the action."""
    times = Counter((action.plan_id, action.ref) for action in actions)
    return {action.pk: _place_of(action) for action in actions if action.ref and times[action.plan_id, action.ref] > 1}


def _place_of(action: Action) -> str:
    number, title = action.priority.number, action.priority.title
    return f"Priority {number}" if number else title


def _disowned(actions: list[Any]) -> frozenset[int]:
    """The actions of which a lead said that they are not theirs, where nobody has named its leads since."""
    subjects = {action.subject: action.pk for action in actions}
    numbers = disowned_subjects(subjects)
    if not numbers:
        return frozenset()
    found = Entry.objects.filter(number__in=numbers).order_by().values_list("subject", flat=True)
    return frozenset(subjects[subject] for subject in found)


def _owed(action: Action, standing: _Standing, on: date) -> OwedAction:
    step, when = standing.promised.get(action.pk, ("", ""))
    here = (getattr(action, "last_said", None) or "", _when(action))
    said, said_when = here if here[0] else standing.said_before.get(action.pk, ("", ""))
    return OwedAction(
        action=action,
        colour=declared_colour(state=action.state, rating_colour=action.rating.colour if action.rating else None),
        suggestion=suggest(state=action.state, ends_on=action.ends_on, on=on),
        last_said=said,
        last_said_when=said_when,
        words=standing.words.get(action.plan_id, ()),
        asked_for=standing.asked.get(action.pk),
        is_past=action.ends_on is not None and action.ends_on < on,
        is_answered=bool(getattr(action, "is_answered", False)),
        promised=step,
        promised_for=when,
        against=standing.against.get(action.pk, ""),
        is_asked=bool(getattr(action, "is_asked", False)),
        is_unrated=action.pk in standing.unrated,
        answered_by=standing.answered_by.get(action.pk, ""),
        place=standing.places.get(action.pk, ""),
        is_disowned=action.pk in standing.disowned,
    )


def _when(action: Action) -> str:
    """When the last word was said, as exactly as it is known."""
    written = getattr(action, "last_said_written", None) or ""
    precision = Precision(getattr(action, "last_said_precision", None) or Precision.UNKNOWN)
    return PartialDate(written, precision, getattr(action, "last_said_on", None)).in_words


def _words_of(plans: set[int]) -> dict[int, tuple[RatingWord, ...]]:
    """The words of each plan that may be chosen, in the plan's own order, as every other form has them."""
    found: dict[int, list[RatingWord]] = {}
    offered = RatingWord.objects.filter(plan__in=plans, is_offered=True).exclude(colour=Colour.BLUE)
    for word in offered.order_by("position", "pk"):
        found.setdefault(word.plan_id, []).append(word)
    return {plan: tuple(rows) for plan, rows in found.items()}


def waits_for_assurer(person: Person) -> QuerySet[Action]:
    """Actions reported complete that wait for a second person, in plans the person can read."""
    return Action.objects.visible_to(person).filter(state=State.REPORTED_COMPLETE)


def end_dates_to_decide(person: Person) -> QuerySet[EndDateChange]:
    """Requests for a new end date on actions the person oversees or whose plan she can read."""
    return EndDateChange.objects.filter(
        decision=EndDateChange.Decision.ASKED, action__plan__in=Plan.objects.visible_to(person)
    ).select_related("action__plan", "asked_by")
