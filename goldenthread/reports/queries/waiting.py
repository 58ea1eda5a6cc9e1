"""What of reports waits for a reader: to clear, to write, to issue, come back to them, handed to them, to begin."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from goldenthread.boards.models import MonitoringRound
from goldenthread.boards.states import RoundState
from goldenthread.design.words import day
from goldenthread.identity.actor import Actor
from goldenthread.identity.models import Person
from goldenthread.identity.roles import Role
from goldenthread.kernel.prepared import Prepared
from goldenthread.plan.models import Plan
from goldenthread.reports.models import Clearance, Destination, Report
from goldenthread.reports.models.report import READS_REPORTS
from goldenthread.reports.policy import MAKES_REPORTS, may_issue, may_make
from goldenthread.reports.states import Cleared, ReportState

ALWAYS_THERE = READS_REPORTS | {Role.DEMOCRATIC_SERVICES, Role.ADMINISTRATOR}
"""Roles that have business with reports whatever there is: they read them, receive them or keep how they are built."""
MOST_ROUNDS = 60
STILL_LATE = timedelta(days=28)
"""So long a report that came after its meeting is named to democratic services."""


@dataclass(frozen=True, slots=True)
class Waits:
    """Something that waits for the reader: what is to be done, with what, and a few words more."""

    do: str
    subject: str
    url: str
    rest: str = ""


def reports_are_for(person: Person) -> bool:
    """Whether the reader has any business with reports: by role, or because there is one to see."""
    if person.rights.roles & ALWAYS_THERE:
        return True
    return bool(ANY.rows()) and Report.objects.visible_to(person).exists()


ANY = Prepared(lambda: Report.objects.order_by().values_list("pk")[:1])


def waiting_for(by: Actor, *, on: date | None = None) -> list[Waits]:
    """What waits for somebody on a day (today), the most pressing first."""
    person = by.acting
    handed = _handed_over(person, on=on or timezone.localdate())
    return [*_to_clear(person), *_mine(person), *_to_issue(by), *handed, *_to_begin(by)]


def _to_clear(person: Person) -> Iterable[Waits]:
    asked = Clearance.objects.waiting().filter(person=person, report__state=ReportState.IN_CLEARANCE)
    for one in asked.select_related("report").order_by("due_on", "pk"):
        until = f", by {one.due_on.day} {one.due_on:%B}" if one.due_on else ""
        yield Waits("To clear", one.report.subject, one.report.get_absolute_url(), f"{_as(one)}{until}")


def _as(clearance: Clearance) -> str:
    return f" ({clearance.capacity})" if clearance.capacity else ""


def _mine(person: Person) -> Iterable[Waits]:
    """What the reader writes: sent back first, come back from the clerk, then what is still a draft."""
    others = Report.co_authors.through.objects.filter(person=person).values("report")
    mine = Report.objects.filter(Q(author=person) | Q(made_by=person) | Q(pk__in=others)).filter(
        state__in=[ReportState.DRAFT, ReportState.IN_CLEARANCE, ReportState.RETURNED], followed_by=None
    )
    back = Clearance.objects.filter(report=OuterRef("pk"), replaced_at=None, decision=Cleared.SENT_BACK)
    found = list(mine.annotate(is_sent_back=Exists(back)))
    for one in found:
        if one.is_sent_back:  # type: ignore[attr-defined]
            yield Waits("Sent back to you", one.subject, one.get_absolute_url(), ": somebody asks for a change")
        elif one.state == ReportState.RETURNED:
            yield Waits("Returned to you", one.subject, one.get_absolute_url(), f": {one.why[:160]}")
        elif one.state == ReportState.DRAFT:
            yield Waits("To write", one.subject, one.get_absolute_url())


def _to_issue(by: Actor) -> Iterable[Waits]:
    person = by.acting
    if not (person.rights.roles & MAKES_REPORTS) and not Report.objects.filter(chief_officer=person).exists():
        return
    cleared = Report.objects.visible_to(person).filter(state=ReportState.CLEARED).select_related("round__plan")
    for one in cleared:
        if may_issue(by, one):
            yield Waits("To issue", one.subject, one.get_absolute_url(), ": cleared by all who were asked")


def _handed_over(person: Person, *, on: date) -> Iterable[Waits]:
    """What was issued and not returned, for democratic services, until a meeting it goes to is over.

    A report whose meeting has no day yet waits as long as it has none. One that came after the day of a meeting says
    so, and is named for four weeks where no other meeting is ahead: nobody would hear of it otherwise.
    """
    if Role.DEMOCRATIC_SERVICES not in person.rights.roles:
        return
    goes_to = Destination.objects.filter(report=OuterRef("pk"))
    came_late = Exists(goes_to.filter(on__lt=OuterRef("issued_at__date")))
    is_recent = Q(issued_at__date__gte=on - STILL_LATE)
    found = Report.objects.visible_to(person).issued().annotate(came_late=came_late)
    waits = found.filter(Exists(goes_to.filter(Q(on=None) | Q(on__gte=on))) | (Q(came_late=True) & is_recent))
    for one in waits.prefetch_related("destinations").order_by("-issued_at")[:20]:
        yield Waits("Handed to you", one.subject, one.get_absolute_url(), _came_late(one))


def _came_late(report: Report) -> str:
    """That a report was issued after a meeting it goes to, and what can be done; blank where it came in time."""
    issued = timezone.localdate(report.issued_at)
    passed = [one.on for one in report.destinations.all() if one.on is not None and one.on < issued]
    if not passed:
        return ""
    return f": it was issued after its meeting of {day(max(passed))}; put it to a later one, or return it"


def _to_begin(by: Actor) -> Iterable[Waits]:
    """The last closed round of each plan whose reports the reader may begin, where none is on it yet."""
    seen: set[int] = set()
    for one in rounds_to_report(by):
        if one.plan_id in seen:
            continue
        seen.add(one.plan_id)
        if not one.has_report:  # type: ignore[attr-defined]
            url = f"/reports/new/?round={one.plan.key}/{one.number}"
            yield Waits("To begin", f"A report on round {one.number} of {one.plan.name}", url, ", drafted in one press")


def rounds_to_report(by: Actor) -> list[MonitoringRound]:
    """The closed rounds on which somebody may begin a report, newest first, each knowing whether it ``has_report``."""
    person = by.acting
    if person.rights.roles.isdisjoint(MAKES_REPORTS) and not _owns_plans(person).exists():
        return []
    found = _closed(person).order_by("-period_ends_on", "plan__name", "-number")[:MOST_ROUNDS]
    return [one for one in found if may_make(by, one)]


def round_to_report(by: Actor, name: str) -> MonitoringRound | None:
    """The closed round of a name such as ``sip/4``, if somebody may begin a report on it."""
    plan, _, number = name.partition("/")
    if not number.isdecimal() or len(number) > 6:
        return None
    found = _closed(by.acting).filter(plan__key=plan, number=int(number)).first()
    return found if found is not None and may_make(by, found) else None


def _closed(person: Person) -> QuerySet[MonitoringRound]:
    has_report = Report.objects.filter(round=OuterRef("pk")).exclude(state=ReportState.WITHDRAWN)
    rounds = MonitoringRound.objects.visible_to(person).filter(state=RoundState.CLOSED)
    return rounds.select_related("plan", "board").annotate(has_report=Exists(has_report))


def _owns_plans(person: Person) -> QuerySet[Plan]:
    return Plan.objects.filter(Q(owner=person) | Q(owner_post__in=person.rights.posts))
