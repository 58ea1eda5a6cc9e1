"""Erasing words wherever they stand: what can be blanked is blanked, what a person must put right is named.

One way of doing it: ``ledger.erasing`` and ``notices.erasing`` take the words, enter the reason, and keep the list
outside the backups. Here stands only what spans the apps: where the words are, and whether the work is complete.

Source: UK GDPR, Article 17(1) and 5(2).
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.apps import apps
from django.db import transaction

from goldenthread.home.standing_words import IN_PLACE, Kind, Place, pattern_of, standing, without
from goldenthread.identity.actor import Actor
from goldenthread.identity.policy import administers
from goldenthread.kernel.errors import NotAllowed, RuleBroken
from goldenthread.ledger.erasing import ERASED, RowText, erase_texts, erase_values, values_of
from goldenthread.ledger.models import Entry, Value
from goldenthread.notices.erasing import erase_words_of
from goldenthread.search.models import Item

LONGEST_REASON = 1_000


@dataclass(frozen=True, slots=True)
class Erasure:
    """What an erasure found, how many texts it blanked, and what still holds the words."""

    found: tuple[Place, ...]
    blanked: int = 0
    left: tuple[Place, ...] = ()

    def of_kind(self, kind: Kind) -> list[Place]:
        """The places found of one kind."""
        return [place for place in self.found if place.kind is kind]

    @property
    def live(self) -> list[Place]:
        """Live texts that hold the words still: a person puts them right."""
        return [place for place in self.left if place.kind is Kind.LIVE]

    @property
    def kept(self) -> list[Place]:
        """Frozen texts that hold the words and stay."""
        return [place for place in self.left if place.kind is Kind.FROZEN]


def find_words(words: str) -> Erasure:
    """Where the words stand; nothing is changed."""
    found = tuple(standing(pattern_of(words)))
    return Erasure(found, left=found)


@transaction.atomic
def erase_words(*, words: str, by: Actor, at: datetime, why: str) -> Erasure:
    """Blank the words in the record, in e-mails and in rows that no page changes; name what still holds them.

    Refused for whoever administers nothing, without a reason, and where the reason repeats the words: it stays.
    """
    _require_may_erase(by)
    pattern = pattern_of(words)
    _check_reason(why)
    if pattern.search(why):
        raise RuleBroken("The reason stays on record: give it without the words that are to go.")
    found = tuple(standing(pattern))
    places: dict[Kind, list[Place]] = defaultdict(list)
    for place in found:
        places[place.kind].append(place)
    blanked = _erase_values(places[Kind.LEDGER], by, why)
    if places[Kind.MAIL]:
        numbers = {
            table: sorted({place.number for place in places[Kind.MAIL] if place.table == table})
            for table in ("notices.Notice", "notices.Mail")
        }
        blanked += erase_words_of(
            notices=numbers["notices.Notice"], mails=numbers["notices.Mail"], by=by, at=at, why=why
        )
    texts = [_row_text(place, words) for place in places[Kind.IN_PLACE]]
    blanked += erase_texts(texts, by=by, why=why) if texts else 0
    for number in sorted({place.number for place in places[Kind.INDEX]}):
        item = Item.objects.get(pk=number)
        left = {name: without(pattern, getattr(item, name), ERASED) for name in ("title", "text")}
        Item.objects.filter(pk=number).update(**left)
    return Erasure(found, blanked, tuple(standing(pattern)))


@transaction.atomic
def erase_subject(*, subject: str, field: str, by: Actor, why: str) -> int:
    """Blank what the record says of one subject, in one field or in all; how many values were blanked."""
    _require_may_erase(by)
    _check_reason(why)
    fields = frozenset({field} - {""})
    require_known(subject, field)
    return erase_values(subject=subject, fields=fields, by=by, why=why)


def find_subject(subject: str, field: str) -> tuple[Place, ...]:
    """The values of a subject that still have their words."""
    require_known(subject, field)
    values = values_of(subject, frozenset({field} - {""})).select_related("entry").order_by("entry__number", "field")
    return tuple(
        Place(Kind.LEDGER, "ledger.Value", one.pk, one.field, f"entry {one.entry.number}", subject) for one in values
    )


def require_known(subject: str, field: str) -> None:
    """Refuse a subject of which the record says nothing, or nothing in that field: it was probably mistyped."""
    entries = Entry.objects.filter(subject=subject)
    if not entries.exists():
        raise RuleBroken(f"The record knows nothing called “{subject[:80]}”; give it as action:sip-2026/p1-1.1.")
    if field and not Value.objects.filter(entry__subject=subject, field=field).exists():
        known = sorted(set(Value.objects.filter(entry__subject=subject).order_by().values_list("field", flat=True)))
        raise RuleBroken(f"“{field[:80]}” is no field of this subject; there are {', '.join(known) or 'none'}.")


def _erase_values(places: Sequence[Place], by: Actor, why: str) -> int:
    meant_values = {place.number for place in places}
    rows = Value.objects.order_by().values_list("pk", "entry__hash").iterator()
    entry_of = {pk: entry for pk, entry in rows if pk in meant_values} if meant_values else {}
    entries: dict[tuple[str, str], set[str]] = defaultdict(set)
    for place in places:
        entries[place.address, place.field].add(entry_of[place.number])
    return sum(
        erase_values(subject=subject, fields=frozenset({field}), entries=frozenset(meant), by=by, why=why)
        for (subject, field), meant in entries.items()
    )


def _row_text(place: Place, words: str) -> RowText:
    row = apps.get_model(place.table)._default_manager.get(pk=place.number)
    time_field = IN_PLACE[place.table]
    left = without(pattern_of(words), getattr(row, place.field), ERASED)
    longest = row._meta.get_field(place.field).max_length if isinstance(left, str) else None
    left = left[:longest] if longest else left
    return RowText(place.table, place.number, place.field, time_field, getattr(row, time_field), left)


def _require_may_erase(by: Actor) -> None:
    if not administers(by):
        raise NotAllowed("Only an administrator, acting for nobody else, can erase words.")


def _check_reason(why: str) -> None:
    if not why.strip():
        raise RuleBroken("Say why, with --why: the reason stays on record in place of the words.")
    if len(why) > LONGEST_REASON:
        raise RuleBroken(f"Give the reason in at most {LONGEST_REASON:,} characters.")
