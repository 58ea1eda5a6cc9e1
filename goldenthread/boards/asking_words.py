"""The sentences by which a round asks, reminds and thanks: how much is owed, by when, and of which actions.

Pure functions: what is owed and the day come in, words go out. A reminder names actions by their ref, and by their
words only for readers who may see the plan: an e-mail reaches whoever its reader forwards it to. What a partner or
provider is to supply is named from the first, because it stands nowhere else that they can look at.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from goldenthread.boards.models import Asked, MonitoringRound
from goldenthread.boards.queries.owed import Owes
from goldenthread.design.words import counted, day, listed
from goldenthread.identity.models import Person

ASKED, REMINDER, LAST_CALL, SENIOR, THANKS = (
    "round-asked", "round-reminder", "round-last-call", "round-senior", "round-thanks",
)  # fmt: skip
"""The kinds of notices that rounds put out."""
MOST_NAMED = 12
"""So many actions are named in one notice; of more it says how many."""
LONGEST_WORDS = 80


@dataclass(frozen=True, slots=True)
class ByLink:
    """What is said to somebody who answers by a link: the last day it opens, and whom to ask about it."""

    ends_on: date
    keeper: Person | None


def subject_of(round: MonitoringRound, kind: str) -> str:
    """The line above a notice."""
    words = {
        ASKED: "Your answers are asked for",
        REMINDER: "Your answers are still missing",
        LAST_CALL: "Last call for your answers",
        THANKS: "Thank you for your answers",
    }
    return f"{words[kind]}: {round.plan.name}"


def text_of(
    round: MonitoringRound,
    kind: str,
    items: Sequence[Owes],
    *,
    on: date,
    visible: Collection[str] = (),
    link: ByLink | None = None,
) -> str:
    """What a notice says on a day: how much, by when in the tense of that day, and in a reminder of which actions.

    ``visible`` holds the keys of the actions whose words the reader may see. With a ``link`` it says how that works,
    and whom to ask: its reader cannot look anything up.
    """
    what, due = what_is_owed(items), round.returns_due_on
    by = f" by {day(due)}" if due else ""
    is_one = what.startswith("1 ") and " and " not in what
    when = ""
    if due is not None:
        when = f", which {'was' if is_one else 'were'} due by {day(due)}" if on > due else f", due by {day(due)}"
    opening = {
        ASKED: f"Round {round.number} of {round.plan.name} is open and asks you for {what}{by}.",
        REMINDER: f"Round {round.number} of {round.plan.name} still waits for {what} from you{when}.",
        LAST_CALL: f"Round {round.number} of {round.plan.name} closes soon, without {what} that you owe.",
    }[kind]
    if any(item.asked.action and item.is_open for item in items):
        opening += " Where nothing has changed one press is enough."
    named = items if kind != ASKED or link is not None else [item for item in items if not item.asked.action]
    return "\n".join([opening, *(_about(link) if link else []), *_named(named, visible)])


def _about(link: ByLink) -> list[str]:
    """How a link works, in the words of whoever has never had one."""
    lines = [
        "The link below is for you alone. It needs no account, shows only what is asked of you, and works once, "
        f"until {day(link.ends_on)}."
    ]
    if link.keeper is not None:
        lines.append(f"If anything is unclear, ask {link.keeper.name}: {link.keeper.email}")
    return lines


def what_is_owed(items: Sequence[Owes]) -> str:
    """How much is owed, each kind by its own name: 3 answers, 1 sentence and 1 supply."""
    is_supply = [item.asked.kind == Asked.Kind.SUPPLY for item in items if item.is_open]
    figures = [
        (is_supply.count(False), "answer"),
        (sum(item.wants_sentence for item in items), "sentence on why it is better than its dates,"
         "sentences on why it is better than its dates"),
        (sum(item.is_unexplained and not item.wants_sentence for item in items), "word on a finding,words on findings"),
        (is_supply.count(True), "supply,supplies"),
    ]  # fmt: skip
    return listed(counted(count, words) for count, words in figures if count)


def _named(items: Sequence[Owes], visible: Collection[str]) -> list[str]:
    """A line for each thing that is owed: its ref, and its words where the reader may see them."""
    lines = []
    for item in items[:MOST_NAMED]:
        is_seen = not item.asked.action or item.asked.action in visible
        named = " ".join(part for part in (item.ref, _shortened(item.what) if is_seen else "") if part)
        lines.append(f"{named} ({item.wants})" if item.wants else named)
    more = len(items) - MOST_NAMED
    return [*lines, f"And {more} more."] if more > 0 else lines


def _shortened(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= LONGEST_WORDS else f"{words[: LONGEST_WORDS - 1].rstrip()}…"


def missing_under(round: MonitoringRound, items: Sequence[Owes]) -> str:
    """What a senior lead is told: how many answers are still out under them, of how many leads."""
    leads = len({item.who_written for item in items if not item.is_leaderless})
    of_whom = f" from {counted(leads, 'lead')} under you" if leads else " under you"
    are = "is" if len(items) == 1 else "are"
    text = f"{counted(len(items), 'answer')}{of_whom} {are} still missing for round {round.number} of "
    text += f"{round.plan.name}."
    return f"{text} The leads were reminded before." if leads else text
