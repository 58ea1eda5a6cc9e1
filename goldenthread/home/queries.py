"""What the start page shows each role: one sentence on what is owed, then lists with their counts."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils import timezone

from goldenthread.boards.models import MonitoringRound
from goldenthread.boards.queries.returns import is_any_at_work, owed_to_each
from goldenthread.boards.states import AT_WORK, RoundState
from goldenthread.committee.queries.papers_for_me import PapersFor, papers_for
from goldenthread.design.words import day
from goldenthread.home.disowned import NotTheirs, not_theirs
from goldenthread.home.my_boards import MyBoard, my_boards
from goldenthread.identity.actor import Actor
from goldenthread.identity.models import Account, Invitation, Person, RoleHeld
from goldenthread.identity.queries import Planned, planned_with
from goldenthread.identity.roles import Role
from goldenthread.intake.models import Import
from goldenthread.plan.models import Action, Plan, Refresh
from goldenthread.plan.models.plan import Stage
from goldenthread.plan.policy import manages
from goldenthread.plan.queries.asking import Prompt, prompts_for
from goldenthread.plan.queries.assurance import waits_for
from goldenthread.plan.queries.mine import end_dates_to_decide, owed_by
from goldenthread.plan.queries.next_year import to_begin_anew
from goldenthread.plan.queries.plan_header import named_with_its_year
from goldenthread.plan.queries.roles_onward import count_roles_that_wait
from goldenthread.plan.queries.sources import unanswered_findings
from goldenthread.plan.queries.unanswered import count_waiting
from goldenthread.plan.states import BLUE, OUT, State
from goldenthread.reports.queries.issued_to import IssuedTo, issued_to
from goldenthread.reports.queries.waiting import Waits, reports_are_for, waiting_for


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that waits: how many, what, and where the list is."""

    figure: int
    text: str
    url: str
    rest: str = ""
    is_for_you: bool = True


def _waiting_for(count: int, one: str, several: str, url: str, *, is_for_you: bool = True) -> Waiting:
    return Waiting(count, one if count == 1 else several, url, is_for_you=is_for_you)


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One plan on the start page, with what a director asks first."""

    name: str
    stage: str
    actions: int
    finished: int
    late: int
    url: str
    round: MonitoringRound | None = None
    """The round that was closed last, in this plan or in the one it came from: what moved stands on its page."""
    before: str = ""
    """The name of the plan of the year before, where that round was closed in it."""
    watched: int = 0
    """How many are under watch: complete in an earlier year, and counted apart from what is complete in this one."""


BEGIN = "Begin with whoever keeps your plan."
MOST_OWED = 8
"""So many of her actions the page names, those that end soonest; the headline counts all."""
SOON = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Start:
    """The start page of one person on one day."""

    headline: str
    owed: list[Action]
    waiting: list[Waiting]
    plans: list[PlanLine]
    may_make_plan: bool
    lacks_service_manager: bool = False
    prompts: list[Prompt] = field(default_factory=list)
    boards: list[MyBoard] = field(default_factory=list)
    disowned: list[NotTheirs] = field(default_factory=list)
    hand_overs: list[Planned] = field(default_factory=list)
    to_answer: int = 0
    """How many of her actions wait for her answer: what My actions counts."""
    reports: list[IssuedTo] = field(default_factory=list)
    """What was issued to the bodies she sits on, newest first."""
    papers: list[PapersFor] = field(default_factory=list)
    """The agendas issued for her committees to come, with what changed since she looked."""
    leaves: bool = False
    """Whether her own hand-over is planned, so that it need not be offered."""

    @property
    def for_you(self) -> list[Waiting]:
        """What waits for the reader herself: the headline counts these, and nothing else of the list."""
        return [one for one in self.waiting if one.is_for_you]

    @property
    def standing(self) -> list[Waiting]:
        """What only says how it stands."""
        return [one for one in self.waiting if not one.is_for_you]

    @property
    def has_rounds(self) -> bool:
        """Whether a round of any of the plans was closed, so that something can have moved."""
        return any(plan.round is not None for plan in self.plans)


def start_for(reader: Actor, *, on: date) -> Start:
    """What a person sees first: what she owes, what waits for her in her roles, her boards, and the plans she reads."""
    person = reader.acting
    owed = list(owed_by(person).select_related("plan", "rating")[:MOST_OWED])
    ends = _ends(person, owed)
    plans = _plans(person, on=on)
    waiting = [item for item in (*_waiting(person, on=on), *_reports(reader)) if item.figure]
    boards, disowned = my_boards(reader, on=on), not_theirs(person)
    things = sum(item.figure for item in waiting if item.is_for_you) + len(disowned)
    things += sum(one.waits for board in boards for one in board.rounds)
    reports = issued_to(person, on=on)
    papers = papers_for(reader, at=timezone.now())
    has_any = bool(plans or boards or reports or papers)
    lacks, hand_overs = _lacks_service_manager(person, on=on), planned_with(person)
    return Start(
        headline=BEGIN if lacks and not owed else _headline(person, ends, things, has_any, on),
        owed=owed,
        waiting=waiting,
        plans=plans,
        may_make_plan=Role.SERVICE_MANAGER in person.rights.roles,
        lacks_service_manager=lacks,
        prompts=prompts_for(person, on=on),
        boards=boards,
        disowned=disowned,
        reports=reports,
        papers=papers,
        hand_overs=hand_overs,
        to_answer=count_waiting(person, on=on) or 0 if owed else 0,
        leaves=any(one.hand_over.person_id == person.pk for one in hand_overs),
    )


def _lacks_service_manager(person: Person, *, on: date) -> bool:
    """Whether the reader gives roles and nobody has that of a service manager: without one no plan can be brought."""
    if Role.ADMINISTRATOR not in person.rights.roles:
        return False
    return not RoleHeld.objects.not_over(on=on).filter(role=Role.SERVICE_MANAGER).exists()


def _ends(person: Person, owed: list[Action]) -> list[date | None]:
    """The end of each of her actions: of those at hand where that is all of them."""
    if len(owed) < MOST_OWED:
        return [action.ends_on for action in owed]
    return list(owed_by(person).values_list("ends_on", flat=True))


def _headline(person: Person, ends: list[date | None], things: int, has_any: bool, on: date) -> str:
    late = sum(1 for end in ends if end is not None and end < on)
    soon = sum(1 for end in ends if end is not None and on <= end <= on + SOON)
    if late:
        return f"{_number(late)} of your actions {'is past its' if late == 1 else 'are past their'} end."
    if soon:
        return f"{_number(soon)} of your actions {'ends' if soon == 1 else 'end'} within 30 days."
    if things:
        return f"{_number(things)} {'thing waits' if things == 1 else 'things wait'} for you."
    if ends:
        return "None of your actions is late."
    if person.rights.roles or has_any:
        return "Nothing waits for you."
    return "You have an account and no role yet. An administrator gives you one."


def _number(count: int) -> str:
    return (
        ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")[count]
        if count < 10
        else str(count)
    )


def _plans(person: Person, *, on: date) -> list[PlanLine]:
    is_open = Q(actions__in=Action.objects.unfinished())
    is_there, is_blue = ~Q(actions__state__in=OUT), Q(actions__state__in=BLUE)
    is_watched = Q(actions__state=State.UNDER_WATCH)
    rows: list[Any] = list(  # the counts are attributes that no type knows of
        Plan.objects.filter(pk__in=Plan.objects.visible_to(person).values("pk"))
        .exclude(stage=Stage.CLOSED)
        .annotate(
            all_actions=Count("actions", filter=is_there, distinct=True),
            blue_actions=Count("actions", filter=is_blue, distinct=True),
            watched_actions=Count("actions", filter=is_watched, distinct=True),
            late_actions=Count("actions", filter=is_open & Q(actions__ends_on__lt=on), distinct=True),
        )
        .order_by(F("starts_on").desc(nulls_last=True), "name")[:20]
    )
    rounds = _closed_last([plan.key for plan in rows], person)
    times = Counter(plan.name for plan in rows)
    return [
        PlanLine(
            name=named_with_its_year(plan, beside=plan.name if times[plan.name] > 1 else ""),
            stage=Stage(plan.stage).label,
            actions=plan.all_actions,
            finished=plan.blue_actions,
            watched=plan.watched_actions,
            late=plan.late_actions,
            url=reverse("plan", args=[plan.key]),
            round=rounds.get(plan.key),
            before=_year_of(rounds.get(plan.key), plan),
        )
        for plan in rows
    ]


def _year_of(round: MonitoringRound | None, plan: Plan) -> str:
    """The plan of the year before, where the round closed last is one of its rounds."""
    if round is None or round.plan_id == plan.pk:
        return ""
    return named_with_its_year(round.plan, beside=plan.name)


def _closed_last(keys: Collection[str], person: Person) -> dict[str, MonitoringRound]:
    """The round closed last in the line of each plan: until one is closed in the new year, that of the year before."""
    came_from = {
        key: old
        for key, old in Refresh.objects.filter(
            made__key__in=keys, plan__in=Plan.objects.visible_to(person).order_by().values("pk")
        ).order_by().values_list("made__key", "plan__key")
    }  # fmt: skip
    closed = MonitoringRound.objects.filter(plan__key__in=[*keys, *came_from.values()], state=RoundState.CLOSED)
    rounds = {one.plan.key: one for one in closed.select_related("plan").order_by("number")}
    found = {}
    for key in keys:
        one = rounds.get(key) or rounds.get(came_from.get(key, ""))
        if one is not None:
            found[key] = one
    return found


def _waiting(person: Person, *, on: date) -> list[Waiting]:
    roles = person.rights.roles
    found: list[Waiting] = []
    if Role.SERVICE_MANAGER in roles or Role.DIRECTOR in roles:
        count = end_dates_to_decide(person).count()
        several = "new end dates wait for a decision"
        found.append(_waiting_for(count, "new end date waits for a decision", several, reverse("end-dates")))
    if roles & {Role.SERVICE_MANAGER, Role.DEMOCRATIC_SERVICES}:
        count = Import.objects.visible_to(person).staged().count()
        found.append(
            _waiting_for(count, "import waits for your review", "imports wait for your review", reverse("imports"))
        )
    if Role.SERVICE_MANAGER in roles:
        found += _still_to_come(person, on=on)
    if Role.QUALITY_ASSURANCE in roles:
        found += _for_assurer(person, on=on)
    elif Role.SERVICE_MANAGER in roles:
        found.append(_to_reopen(waits_for(person, on=on).to_reopen))
    if roles & {Role.SERVICE_MANAGER, Role.QUALITY_ASSURANCE, Role.DIRECTOR}:
        count = unanswered_findings(person).count()
        several = "findings have no action and no answer"
        found.append(_waiting_for(count, "finding has no action and no answer", several, reverse("unanswered")))
    found += _next_years(person, on=on)
    if Role.ADMINISTRATOR in roles:
        found += _for_administrator(person, on=on)
    return found


def _still_to_come(person: Person, *, on: date) -> list[Waiting]:
    """The answers that open rounds of the plans a person manages still wait for, each round with its list."""
    if not is_any_at_work():
        return []
    at_work = MonitoringRound.objects.visible_to(person).filter(state__in=AT_WORK).select_related("plan")
    rounds = [one for one in at_work if manages(person, one.plan)]
    owed_to_rounds = owed_to_each(rounds, on=on)
    found = []
    for one in rounds:
        owed = owed_to_rounds[one.pk]
        where = f"still to come in round {one.number} of {one.plan.name}"
        url = reverse("round-returns", args=[one.plan.key, one.number])
        answers, lacking = sum(item.is_open for item in owed), sum(item.is_unexplained for item in owed)
        found.append(_waiting_for(answers, f"answer {where}", f"answers {where}", url, is_for_you=False))
        told = "came without the word it needs"
        one_of, several = f"answer of round {one.number} {told}", f"answers of round {one.number} {told}"
        found.append(_waiting_for(lacking, one_of, several, url, is_for_you=False))
    return found


_BEGIN_REPORT = "To begin"
_OF_REPORTS = {
    "To clear": ("report to clear", "reports to clear"),
    "Sent back to you": ("report sent back to you", "reports sent back to you"),
    "Returned to you": ("report returned to you", "reports returned to you"),
    "To write": ("draft report to finish", "draft reports to finish"),
    "To issue": ("report to issue", "reports to issue"),
    "Handed to you": ("report handed to you", "reports handed to you"),
    _BEGIN_REPORT: ("report to begin", "reports to begin"),
}
"""What is to be done with reports, in the words of their list, and how the start page counts it."""


def _reports(reader: Actor) -> list[Waiting]:
    """What of reports waits for the reader, one line for each thing to do; a single one is named and led to.

    That a report can be begun only says how it stands: nobody has asked for it.
    """
    if not reports_are_for(reader.acting):
        return []
    found: dict[str, list[Waits]] = {}
    for one in waiting_for(reader):
        found.setdefault(one.do, []).append(one)
    return [_report_line(do, items) for do, items in found.items()]


def _report_line(do: str, items: Sequence[Waits]) -> Waiting:
    one, several = _OF_REPORTS.get(do, (do.lower(), do.lower()))
    first, is_for_you = items[0], do != _BEGIN_REPORT
    if len(items) == 1:
        return Waiting(1, f"{one}: {first.subject}{first.rest}", first.url, is_for_you=is_for_you)
    return Waiting(len(items), several, reverse("reports"), is_for_you=is_for_you)


def _next_years(person: Person, *, on: date) -> list[Waiting]:
    """Each plan she manages that comes to its end and whose next year nobody has begun."""
    return [
        Waiting(
            1,
            f"plan {'ended' if plan.ends_on < on else 'ends'} on {day(plan.ends_on)}: "
            f"start the next year of {plan.name}",
            reverse("plan-refresh", args=[plan.key]),
        )
        for plan in to_begin_anew(person, on=on)
        if plan.ends_on is not None
    ]


def _to_reopen(count: int) -> Waiting:
    several = "complete actions are contradicted by a finding"
    return _waiting_for(
        count, "complete action is contradicted by a finding", several, f"{reverse('assurance')}#to-reopen"
    )


def _for_assurer(person: Person, *, on: date) -> list[Waiting]:
    again = waits_for(person, on=on)
    several = "actions are called complete without evidence"
    proof = reverse("without-evidence")
    return [
        _waiting_for(
            again.to_assure,
            "action is reported complete",
            "actions are reported complete",
            f"{reverse('assurance')}#to-assure",
        ),
        _waiting_for(
            again.due,
            "action is due to be looked at again",
            "actions are due to be looked at again",
            f"{reverse('assurance')}#recheck",
        ),
        _to_reopen(again.to_reopen),
        _waiting_for(
            again.without_proof, "action is called complete without evidence", several, proof, is_for_you=False
        ),
        _waiting_for(
            again.left_bare,
            "action was left behind complete, without evidence, in a plan that is over",
            "actions were left behind complete, without evidence, in plans that are over",
            f"{proof}#left",
            is_for_you=False,
        ),
    ]


def _for_administrator(person: Person, *, on: date) -> list[Waiting]:
    people = reverse("people")
    without = Person.objects.working().filter(account=None).exclude(email="").count()
    invited = Invitation.objects.filter(used_at=None, purpose=Invitation.Purpose.INVITE).count()
    active = Account.objects.filter(is_active=True).count()
    address = "people with an address have no account"
    roles = "roles of plans that went into their next year wait for a decision"
    return [
        _waiting_for(
            count_roles_that_wait(person, on=on),
            "role of a plan that went into its next year waits for a decision",
            roles,
            reverse("roles-onward"),
        ),
        _waiting_for(active, "person can sign in", "people can sign in", people, is_for_you=False),
        _waiting_for(invited, "invitation is not yet used", "invitations are not yet used", people, is_for_you=False),
        _waiting_for(without, "person with an address has no account", address, people),
    ]
