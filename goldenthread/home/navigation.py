"""What every page shows around its content: sections, the person's menu, whose council it is."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from goldenthread.boards.queries.boards import boards_are_for
from goldenthread.identity.actor import Actor
from goldenthread.identity.following import is_any_of
from goldenthread.identity.models import Council, Person
from goldenthread.identity.roles import Role
from goldenthread.kernel.addresses import address
from goldenthread.kernel.prepared import Prepared
from goldenthread.plan.queries.unanswered import count_waiting
from goldenthread.reports.queries.waiting import reports_are_for
from goldenthread.sources.policy import STAFF

READS_PLANS = frozenset(
    {
        Role.LEAD_OFFICER,
        Role.SERVICE_MANAGER,
        Role.QUALITY_ASSURANCE,
        Role.DIRECTOR,
        Role.BOARD_MEMBER,
        Role.AUDITOR,
    }
)
READS_SOURCES = STAFF | {Role.AUDITOR}
READS_RECORD = frozenset(
    {Role.SERVICE_MANAGER, Role.QUALITY_ASSURANCE, Role.DIRECTOR, Role.AUDITOR, Role.ADMINISTRATOR}
)
READS_COMMITTEES = frozenset(Role) - {Role.LEAD_OFFICER, Role.BOARD_MEMBER}
"""Roles whose sections have the committees; everyone else signed in finds them in the search and among the bodies."""
OF_COMMITTEES = ("/meetings/", "/questions/")
"""Addresses that belong to the section of committees and do not begin like it."""
IMPORTS = frozenset({Role.SERVICE_MANAGER, Role.DEMOCRATIC_SERVICES})
COUNCIL = Prepared(lambda: Council.objects.order_by("pk").values_list("name", "is_demonstration")[:1])


@dataclass(frozen=True, slots=True)
class Link:
    """A place one can go from every page."""

    label: str
    url: str
    is_here: bool = False


@dataclass(frozen=True, slots=True)
class Owed:
    """What the person still has to answer, with its list behind the count."""

    label: str
    url: str
    is_here: bool
    count: int
    what: str


def sections_for(person: Person, path: str) -> list[Link]:
    """The sections a person can open, in the order of the loop: what was said, what is done, how it came in."""
    roles = person.rights.roles
    wanted = [
        ("Start", address("home"), True),
        ("Findings", address("sources"), bool(roles & READS_SOURCES)),
        ("Plans", address("plans"), is_any_of(person, READS_PLANS)),
        ("Assurance", address("assurance"), Role.QUALITY_ASSURANCE in roles),
        ("Boards", address("boards"), boards_are_for(person, on=timezone.localdate())),
        ("Reports", address("reports"), reports_are_for(person)),
        ("Committees", address("committees"), bool(roles & READS_COMMITTEES)),
        ("Imports", address("imports"), bool(roles & IMPORTS)),
        ("People", address("people"), True),
        ("Record", address("record"), bool(roles & READS_RECORD)),
        ("E-mails", address("outbox"), Role.ADMINISTRATOR in roles),
    ]
    of_committees = path.startswith(OF_COMMITTEES)
    return [
        Link(label, url, _is_here(url, path) or (of_committees and label == "Committees"))
        for label, url, may in wanted
        if may
    ]


def _foot(*, is_demonstration: bool) -> list[Link]:
    """What stands at the foot of every page; a demonstration shows there what would have been sent."""
    links = [Link("Help and the words we use", address("help")), Link("How this looks", address("design"))]
    return [*links, Link("E-mails of this demonstration", address("outbox"))] if is_demonstration else links


def _is_here(url: str, path: str) -> bool:
    return path == url if url == "/" else path.startswith(url)


def person_menu(actor: Actor, path: str) -> dict[str, Any]:
    """The person's own links, and what they owe, in the masthead of every page."""
    url = address("my-actions")
    waiting = count_waiting(actor.acting, on=timezone.localdate())
    return {
        "name": actor.person.name,
        "owed": Owed("My actions", url, path.startswith(url), waiting, _wait(waiting)) if waiting is not None else None,
        "links": [
            Link(label, url, path.startswith(url))
            for label, url in (
                ("My account", address("account")),
                ("E-mails sent to you", address("my-messages")),
                ("What you typed", address("drafts")),
            )
        ],
        "sign_out_url": address("sign-out"),
    }


def _wait(count: int) -> str:
    """The words of My actions itself, so that the two never seem to count different things."""
    return "waits for your answer" if count == 1 else "wait for your answer"


def for_every_page(request: HttpRequest) -> dict[str, Any]:
    """The context every page shares. A stranger sees the council's name and nothing else."""
    name, is_demonstration = next(iter(COUNCIL.rows()), ("", False))
    context: dict[str, Any] = {
        "council_name": name,
        "is_demonstration": is_demonstration,
        "foot_links": [Link("How this looks", address("design"))],
    }
    actor: Actor | None = getattr(request, "actor", None)
    if actor is None:
        return context
    context |= {
        "actor": actor,
        "person": actor.acting,
        "navigation": sections_for(actor.acting, request.path),
        "person_menu": person_menu(actor, request.path),
        "search_url": address("search"),
        "foot_links": _foot(is_demonstration=is_demonstration),
    }
    if actor.behalf_of is not None:
        context["acting_for"] = {"name": actor.behalf_of.name, "stop_url": address("stop-acting")}
    return context
