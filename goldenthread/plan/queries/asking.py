"""Who else asks a lead for answers: a register, filled by the apps above.

A lead answers on one page, My actions. An app above that asks for answers by a
day (a monitoring round) says here since when an answer counts for it, what is to be read above the list, and where
it is ended; the plan itself knows nothing of rounds.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from goldenthread.identity.models import Person


@dataclass(frozen=True, slots=True)
class Prompt:
    """What is said above the answers: who asks, by when, and a page with more; ``plan`` is the plan's key.

    ``due`` heads what is due for it on the page, with whom it is for and the day.
    """

    plan: str
    text: str
    url: str
    link: str
    due: str


Since = Callable[[Collection[int]], Mapping[int, datetime]]
Declined = Callable[[Collection[int]], frozenset[int]]
Prompts = Callable[[Person, date], list[Prompt]]
Ending = Callable[[int], str]
Ended = Callable[[Person, str], str]
_SINCE: list[Since] = []
_DECLINED: list[Declined] = []
_PROMPTS: list[Prompts] = []
_ENDING: list[Ending] = []
_ENDED: list[Ended] = []
NEXT_YEAR = "next-year"
"""What such a page is told in ``back`` by whoever comes from preparing the next year, and wants to go back there."""


def register(*, since: Since, declined: Declined, prompts: Prompts, ending: Ending) -> None:
    """Let an app ask: since when an answer counts, by the plan's number in the database; what was declined; prompts.

    ``ending`` is the page on which the asking is ended; blank where it does not ask for that plan.
    """
    if since not in _SINCE:
        _SINCE.append(since)
        _DECLINED.append(declined)
        _PROMPTS.append(prompts)
        _ENDING.append(ending)


def register_ended(ended: Ended) -> None:
    """Let an app say of what it asked on a page, named by its address, that it ended meanwhile; blank where not."""
    if ended not in _ENDED:
        _ENDED.append(ended)


def ended_meanwhile(person: Person, asked: Collection[str]) -> list[str]:
    """What somebody is told who sent a page on which something was asked that has ended since."""
    return [told for url in sorted(set(asked)) for ended in _ENDED if (told := ended(person, url))]


def asked_since(plans: Collection[int]) -> dict[int, datetime]:
    """Since when answers count, for each plan of which somebody asks; the latest moment where several ask."""
    found: dict[int, datetime] = {}
    for since in _SINCE:
        for plan, at in since(plans).items():
            found[plan] = max(at, found.get(plan, at))
    return found


def declined_in(plans: Collection[int]) -> frozenset[int]:
    """The actions of these plans, by number, of which a lead said with a reason that no answer comes this time."""
    return frozenset[int]().union(*(declined(plans) for declined in _DECLINED))


def prompts_for(person: Person, *, on: date) -> list[Prompt]:
    """What is asked of a person, to be read above her actions."""
    return [prompt for prompts in _PROMPTS for prompt in prompts(person, on)]


def where_ended(plan: int) -> str:
    """The page on which the asking for a plan is ended, and from which one comes back to its next year; or blank."""
    page = next(filter(None, (ending(plan) for ending in _ENDING)), "")
    return f"{page}?back={NEXT_YEAR}" if page else ""
