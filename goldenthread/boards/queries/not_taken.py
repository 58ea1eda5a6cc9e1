"""What was typed behind a single-use link that takes nothing any more: told back to whoever typed it, to copy.

The same link may stand open in two windows, or in a mail that two people read. One sending uses it up; whatever
another sends after that is saved nowhere, and the page that says so is the only place left to read it. Only what came
with this sending is told, never what the link had brought before.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from goldenthread.boards.models import AnswerLink, Asked
from goldenthread.identity.models import Person
from goldenthread.plan.models import EndDateChange, Evidence, RatingWord, Update
from goldenthread.plan.queries.stranded import stranded_in

SAYS_COMPLETE = "Reported complete"
LONGEST_LETTER = 1500
"""A longer letter is cut off by some programs, so it is not written beforehand."""


@dataclass(frozen=True, slots=True)
class NotTaken:
    """What was typed for one thing and saved nowhere: what it is about, and each text under its label."""

    about: str
    words: list[tuple[str, str]]


def not_taken(
    link: AnswerLink, sent: Mapping[str, Sequence[str]], *, files: Mapping[str, str] | None = None
) -> list[NotTaken]:
    """What was sent by a link that takes nothing, but for the words that its own use has saved already.

    ``files`` are the names of the files that came with it, by field: a file is not kept, and its name says which one
    to send along.
    """
    saved = _saved_words(link)
    found: list[NotTaken] = []
    for one in stranded_in(sent, shown=(), reader=link.person, only_led=True, why=lambda _action: ""):
        typed = dict(one.fields)
        name = (files or {}).get(f"a{one.number}-file", "")
        words = [*one.words, *([("A file", name)] if name else [])]
        there = saved.get(one.number, frozenset())
        left = [(label, text) for label, text in words if _plain(text) not in there]
        if one.number in saved:
            left = [pair for pair in left if pair != ("You ticked", "No change")]
        if left:
            rating = _rating_word(link, typed.get(f"a{one.number}-rating", ""))
            found.append(NotTaken(one.about, [*([("How it goes", rating)] if rating else []), *left]))
    return [*found, *_supplies(link, sent), *_declined(link, sent)]


def declining(asked: Asked) -> str:
    """How the field begins in which something that is asked is declined."""
    return f"d-{asked.action}" if asked.action else f"d-supply-{asked.position}"


def letter_to(keeper: Person, subject: str, found: Iterable[NotTaken]) -> str:
    """The address that opens a letter to somebody with these words in it, or an empty one where they are too many."""
    parts = ["\r\n".join([one.about, *(f"{label}: {text}" for label, text in one.words)]) for one in found]
    text = "\r\n\r\n".join(parts)
    body = f"&body={quote(text)}" if len(text) <= LONGEST_LETTER else ""
    return "".join(["mailto:", quote(keeper.email, safe="@"), "?subject=", quote(subject), body])


def _plain(text: str) -> str:
    return " ".join(text.split())


def _saved_words(link: AnswerLink) -> dict[int, frozenset[str]]:
    """What the use of a link has saved, by the action's number: a press repeated by accident lost nothing."""
    if link.used_at is None:
        return {}
    at, person = link.used_at, link.person
    texts = ("text", "figure_written", "next_step", "look_at_written", "needs", "despite")
    updates = Update.objects.filter(by=person, recorded_at=at, action__plan=link.round.plan_id)
    changes = EndDateChange.objects.filter(asked_by=person, asked_at=at, action__plan=link.round.plan_id)
    evidence = Evidence.objects.filter(added_by=person, added_at=at, action__plan=link.round.plan_id)
    found: dict[int, set[str]] = {}
    rows = [
        *updates.order_by().values_list("action_id", *texts),
        *changes.order_by().values_list("action_id", "after_written", "reason"),
        *evidence.order_by().values_list("action_id", "title"),
    ]
    for action, *words in rows:
        found.setdefault(action, set()).update(_plain(text) for text in words)
    return {action: frozenset(words) for action, words in found.items()}


def _rating_word(link: AnswerLink, chosen: str) -> str:
    """The rating that was chosen beside the words, in the plan's own word."""
    if chosen == "complete":
        return SAYS_COMPLETE
    if not (chosen.isascii() and chosen.isdigit() and len(chosen) < 16):
        return ""
    word = RatingWord.objects.filter(plan=link.round.plan_id, pk=int(chosen)).first()
    return word.word if word else ""


def _declined(link: AnswerLink, sent: Mapping[str, Sequence[str]]) -> list[NotTaken]:
    """Why this reader said that no answer comes, of what is asked of them."""
    found = []
    for one in Asked.objects.filter(round=link.round_id, person=link.person):
        text = next(iter(sent.get(f"{declining(one)}-why", ())), "").strip()
        if text and _plain(text) != _plain(one.declined_why):
            found.append(NotTaken(one.what, [("Why no answer comes", text)]))
    return found


def _supplies(link: AnswerLink, sent: Mapping[str, Sequence[str]]) -> list[NotTaken]:
    """What was typed for the supplies that this reader owes."""
    owed = Asked.objects.supplies().filter(round=link.round_id, person=link.person)
    found = []
    for one in owed:
        text = next(iter(sent.get(f"s{one.position}-answer", ())), "").strip()
        if text and _plain(text) != _plain(one.answer):
            found.append(NotTaken(one.what, [("What you supply", text)]))
    return found
