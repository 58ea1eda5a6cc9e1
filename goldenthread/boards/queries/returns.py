"""Who has answered what a round asks for: returned, late, missing, declined, and what still wants a sentence.

A lead answers where she always does, and the round reads it: an answer is the newest update of the action since the
round opened, or a new end date that was asked for. So nobody is asked twice, and there is one place to answer.

Source: an update round needs a list of returns and a way to chase them in one press, as the platforms of programme
offices have it; what "late" means here (after the day returns were due) is our reading.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime

from django.utils.timezone import localdate

from goldenthread.boards.models import AnswerLink, Asked, MonitoringRound, Supply
from goldenthread.boards.queries.answered import answers_to
from goldenthread.boards.queries.came_since import NOT_ASKED, asked_for, came_since, those_that_may_have_come
from goldenthread.boards.queries.owed import CONTRADICTED, UNEXPLAINED, Owes, is_owed_by
from goldenthread.boards.states import AT_WORK, Returned
from goldenthread.identity.models import Person, PostHolding
from goldenthread.kernel.prepared import Prepared, PreparedIn, keep_related
from goldenthread.plan.models import Action, ActionLead, Contradiction, Plan
from goldenthread.plan.queries.line_of_years import plans_behind
from goldenthread.plan.queries.mine import places_of
from goldenthread.plan.states import State
from goldenthread.plan.suggestion import declared_colour, disagrees, suggest


def accountable_lead(action: Action, holders: dict[int, Person]) -> Person | None:
    """Who answers for an action: the accountable lead, else the first, and for a post whoever holds it."""
    leads = sorted(action.leads.all(), key=lambda lead: (not lead.is_accountable, lead.position, lead.pk))
    for lead in leads:
        person = lead.person if lead.person_id else holders.get(lead.post_id or 0)
        if person is not None and person.is_active:
            return person
    return None


def holders_of(posts: Iterable[int], *, on: date) -> dict[int, Person]:
    """Who holds each post on a day; of several the one who came last, who acts for the others."""
    wanted = set(posts)
    if not wanted:
        return {}
    found = PostHolding.objects.current(on=on).filter(post__in=wanted).select_related("person")
    return {holding.post_id: holding.person for holding in found.order_by("starts_on", "pk")}


def posts_of(actions: Iterable[Action]) -> list[int]:
    """The posts that lead some actions, whose leads were read with them."""
    return [lead.post_id for action in actions for lead in action.leads.all() if lead.post_id]


# Asked by every page and command of a round, so compiled once.
ACTIONS = PreparedIn(
    lambda *plans: (
        Action.objects.filter(plan__in=plans)
        .select_related("rating", "senior_lead", "plan", "priority")
        .in_paper_order()
    ),
    int,
)
ACTIONS_NAMED = PreparedIn(
    lambda *numbers: (
        Action.objects.filter(pk__in=numbers)
        .select_related("rating", "senior_lead", "plan", "priority")
        .in_paper_order()
    ),
    int,
)
LEADS = PreparedIn(
    lambda *plans: (
        ActionLead.objects.filter(action__plan__in=plans).select_related("person").order_by("position", "pk")
    ),
    int,
)
ASKED = PreparedIn(
    lambda *rounds: Asked.objects.filter(round__in=rounds).select_related("person", "senior", "declined_by"),
    int,
)
ANY_AT_WORK = Prepared(lambda: MonitoringRound.objects.filter(state__in=AT_WORK).order_by().values_list("pk")[:1])
AT_WORK_SINCE = PreparedIn(
    lambda *plans: (
        MonitoringRound.objects.filter(plan__in=plans, state__in=AT_WORK).order_by().values_list("plan_id", "opened_at")
    ),
    int,
)
DECLINED = PreparedIn(
    lambda *plans: (
        Asked.objects.filter(round__plan__in=plans, round__state__in=AT_WORK, declined_at__isnull=False)
        .exclude(action="")
        .order_by()
        .values_list("round__plan_id", "action")
    ),
    int,
)
AGAINST = PreparedIn(
    lambda *plans: (
        Contradiction.objects.filter(action__plan__in=plans)
        .unanswered()
        .of_unfinished()
        .order_by()
        .values_list("action_id")
    ),
    int,
)


def actions_of(plan: Plan) -> list[Action]:
    """Actions of a plan in its order, with their leads, rating and senior lead."""
    return _actions_in([plan.pk])


def _actions_in(plans: Sequence[int], *, led_by: Person | None = None) -> list[Action]:
    if led_by is None:
        found: list[Action] = ACTIONS.objects(plans)
    else:
        led = Action.objects.led_by(led_by).filter(plan__in=plans).order_by()
        found = ACTIONS_NAMED.objects(list(led.values_list("pk", flat=True)))
    leads = defaultdict(list)
    for lead in LEADS.objects(plans) if found else ():
        leads[lead.action_id].append(lead)
    for action in found:
        keep_related(action, "leads", leads[action.pk])
    return found


def owed_to(round: MonitoringRound, *, on: date) -> list[Owes]:
    """Everything a round asks for that is still in the plan, in the plan's order, and what became of it.

    In a round at work that is what is owed on the day: an action that was sent back, reopened or added since the
    opening stands among them before a reminder has written it down.
    """
    return owed_to_each([round], on=on)[round.pk]


def owed_by_one(round: MonitoringRound, person: Person, *, on: date) -> list[Owes]:
    """What of it one person owes today, for the cost of what she leads: e-mails ask this for each of their readers."""
    owed = owed_to_each([round], on=on, led_by=person)[round.pk]
    return [item for item in owed if is_owed_by(item, person)]


def owed_to_each(
    rounds: Collection[MonitoringRound], *, on: date, led_by: Person | None = None
) -> dict[int, list[Owes]]:
    """The same for rounds of different plans, by number of the round, for as many queries as for one.

    With ``led_by`` of the actions only those that a person leads, herself or by a post.
    """
    by_number = {one.pk: one for one in rounds}
    found: dict[int, list[Owes]] = {number: [] for number in by_number}
    asked: list[Asked] = ASKED.objects(list(by_number))
    if not asked and not any(one.state in AT_WORK for one in rounds):
        return found
    plans = [one.plan_id for one in rounds]
    against = {action for (action,) in AGAINST.rows(plans)}
    named, may_have_come = {one.action for one in asked if one.action}, those_that_may_have_come(rounds, against)
    actions = {
        (action.plan_id, action.key): action
        for action in _actions_in(plans, led_by=led_by)
        if action.key in named or may_have_come(action)
    }
    holders = holders_of(posts_of(actions.values()), on=on)
    answers, places = answers_to(rounds, actions.values()), places_of(actions.values())
    known = {(one.round_id, one.action) for one in asked}
    for at_work in rounds:
        there = {action for number, action in known if number == at_work.pk}
        came = came_since(at_work, actions.values(), known=there, against=against, answered=answers)
        for at, place, new in came:
            asked.append(asked_for(at_work, at, place, new, accountable_lead(new, holders)))
    order = {key: place for place, key in enumerate(actions)}
    asked.sort(key=lambda one: (one.kind, order.get((by_number[one.round_id].plan_id, one.action), 0), one.position))
    for one in asked:
        one.round = by_number[one.round_id]
        if one.kind == Asked.Kind.SUPPLY:
            found[one.round_id].append(_supply(one, on))
        elif (action := actions.get((one.round.plan_id, one.action))) is not None:
            who, answer = accountable_lead(action, holders), answers.get(action.pk)
            ref = " ".join(filter(None, (action.ref or action.key, places.get(action.pk, ""))))
            item = _return(one, action, ref, who, answer, on, is_contradicted=action.pk in against)
            found[one.round_id] += [item] if item is not None else []
    return found


def supply_owed(one: Asked, *, state: str, at: datetime | None, note: str) -> Owes:
    """What a partner or a provider was asked to supply, and what became of it; no action stands behind it."""
    return Owes(
        asked=one,
        ref="",
        what=one.what,
        url="",
        who=one.person,
        who_written=one.person_written,
        senior=None,
        state=state,
        at=at,
        note=note,
    )


def _supply(one: Asked, on: date) -> Owes:
    state, at = _state(one, one.answered_at, on), one.answered_at or one.declined_at
    return supply_owed(one, state=state, at=at, note=one.answer or one.declined_why)


def _return(
    one: Asked,
    action: Action,
    ref: str,
    who: Person | None,
    answer: tuple[datetime, str, str] | None,
    on: date,
    *,
    is_contradicted: bool,
) -> Owes | None:
    at, note, despite = answer or (None, "", "")
    if at is None and one.declined_at is None and action.state in NOT_ASKED and not is_contradicted:
        return None  # finished, paused or withdrawn meanwhile by somebody else: nothing is waited for
    return Owes(
        asked=one,
        ref=ref,
        what=action.wording,
        url=action.get_absolute_url(),
        who=who,
        who_written=who.name if who else action.leads_written,
        senior=action.senior_lead,
        state=_state(one, at, on),
        at=at or one.declined_at,
        note=note or one.declined_why,
        wants=_wants(action, despite, on, is_contradicted=is_contradicted) if at is not None else "",
    )


def _wants(action: Action, despite: str, on: date, *, is_contradicted: bool) -> str:
    """What the answer still lacks, as a closing prints it; of one reported complete its note is the sentence."""
    if is_contradicted:
        return CONTRADICTED
    if action.state == State.REPORTED_COMPLETE:
        return ""
    declared = declared_colour(state=action.state, rating_colour=action.rating.colour if action.rating else None)
    suggested = suggest(state=action.state, ends_on=action.ends_on, on=on).colour
    return UNEXPLAINED if not despite and disagrees(declared, suggested) else ""


def _state(one: Asked, at: datetime | None, on: date) -> str:
    """Returned in time or late, declined, missing once its day has passed, and until then waited for."""
    if at is not None:
        return Returned.LATE if one.due_on is not None and localdate(at) > one.due_on else Returned.RETURNED
    if one.declined_at is not None:
        return Returned.DECLINED
    return Returned.MISSING if one.due_on is not None and on > one.due_on else ""


def link_behind(digest: str, *, on: date) -> AnswerLink | None:
    """The link with this digest, if its reader is still here; one that a newer took the place of says so itself."""
    links = AnswerLink.objects.filter(digest=digest)
    link = links.select_related("round__plan", "person").first()
    return None if link is None or link.person.has_left(on=on) else link


def supplies_of(plan: Plan) -> list[Supply]:
    """What partners and providers supply for each round of a plan: agreed for it, or for the plan it came from.

    What somebody supplied every quarter does not end because the plan went into its next year.
    """
    years = [plan.pk, *plans_behind(plan.pk)]
    found = Supply.objects.filter(plan__in=years, ended_on=None).select_related("person", "plan").order_by("pk")
    by_what: dict[tuple[int, str], Supply] = {}
    for one in sorted(found, key=lambda one: (one.plan_id != plan.pk, one.pk)):
        by_what.setdefault((one.person_id, one.what), one)
    return sorted(by_what.values(), key=lambda one: one.pk)


def is_any_at_work() -> bool:
    """Whether any round is at work: between rounds nothing is asked of anybody."""
    return bool(ANY_AT_WORK.rows())


def asked_since(plans: Collection[int]) -> dict[int, datetime]:
    """Since when an answer counts in each of these plans that has an open round, by the plan's number."""
    return {plan: at for plan, at in AT_WORK_SINCE.rows(list(plans)) if at is not None}


def declined_in(plans: Collection[int]) -> frozenset[int]:
    """The actions, by number, of which somebody said in an open round that no answer comes."""
    pairs = set(DECLINED.rows(list(plans)))
    if not pairs:
        return frozenset()
    named = Action.objects.filter(plan__in=plans, key__in={key for _, key in pairs}).order_by()
    return frozenset(pk for pk, plan, key in named.values_list("pk", "plan_id", "key") if (plan, key) in pairs)
