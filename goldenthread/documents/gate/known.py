"""What the gate must be told: the people who work here, what the paper explains, and what may stand in it.

The gate stands too low to know people, posts or bodies; the app that releases hands them in as plain values.

Source: UK GDPR, Article 5(1)(c) (personal data limited to what is necessary): an officer who answers for a paper is
named in it, one who was asked about it need not be.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from goldenthread.documents.gate.laying import Laid
from goldenthread.documents.gate.ordinary import ABBREVIATIONS, BOTH_NAME_AND_WORD, GIVEN_NAMES, PROPER_WORDS
from goldenthread.documents.gate.remarks import is_office_word

_CAPITALISED = re.compile(r"[^\W\d_a-zß-ÿ][\w'’-]*")
_SHAPE = re.compile(r"[A-ZÀ-Þ][a-z]?[A-ZÀ-Þ]")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who works here: full name, initials as papers print them, and the post to say instead."""

    name: str
    initials: str = ""
    post: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known to the app that asks; every part may be empty.

    ``may_stand`` are names as they are printed: the report's author, the chief officer, bodies. ``contacts`` are
    telephone numbers, e-mail addresses and postcodes that may stand: the author's, and those of public offices.
    """

    colleagues: tuple[Colleague, ...] = ()
    explained: frozenset[str] = frozenset()
    may_stand: frozenset[str] = frozenset()
    contacts: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls,
        *,
        colleagues: Iterable[tuple[str, str, str]] = (),
        explained: Iterable[str] = (),
        may_stand: Iterable[str] = (),
        contacts: Iterable[str] = (),
    ) -> "Known":
        """From plain values: colleagues as (name, initials, post), the last two empty where they are not known."""
        people = tuple(Colleague(*colleague) for colleague in colleagues)
        return cls(people, frozenset(explained), frozenset(may_stand), frozenset(contacts))


@dataclass(frozen=True, slots=True)
class People:
    """``Known``, laid out so that a word of a text is looked up at once."""

    by_initials: Mapping[str, Colleague]
    by_first_word: Mapping[str, tuple[tuple[str, Colleague], ...]]
    by_surname: Mapping[str, Colleague]
    standing: Mapping[str, tuple[str, ...]]
    explained: frozenset[str]
    contacts: frozenset[str] = field(default_factory=frozenset)
    standing_names: frozenset[str] = frozenset()

    @classmethod
    def of(cls, known: Known, explained: Iterable[str] = ()) -> "People":
        """Everybody who is known, less those who may stand; ``explained`` are initials that the passages explain."""
        standing_names = frozenset(_fold(name) for name in known.may_stand)
        by_initials: dict[str, Colleague] = {}
        by_first: dict[str, list[tuple[str, Colleague]]] = {}
        by_surname: dict[str, Colleague] = {}
        for colleague in known.colleagues:
            name = " ".join(colleague.name.split())
            bare = colleague.initials.replace(".", "").replace(" ", "")
            if name.casefold() in standing_names:
                continue
            if bare and bare.casefold() not in standing_names:
                by_initials.setdefault(bare, colleague)
            words = name.split(" ")
            if len(words) > 1:
                by_first.setdefault(words[0], []).append((name, colleague))
                by_surname.setdefault(words[-1], colleague)
        return cls(
            by_initials,
            {first: tuple(sorted(named, key=lambda one: -len(one[0]))) for first, named in by_first.items()},
            by_surname,
            _by_first_word(known.may_stand),
            frozenset(word.replace(".", "") for word in known.explained) | frozenset(explained),
            frozenset(contact_digest(contact) for contact in known.contacts),
            standing_names,
        )

    def spans_that_stand(self, laid: Laid) -> Iterator[tuple[int, int]]:
        """Where the names stand that may stand."""
        if not self.standing:
            return
        for found in _CAPITALISED.finditer(laid.text):
            for phrase in self.standing.get(found[0], ()):
                if stands_at(laid.text, phrase, found.start()):
                    yield found.start(), found.start() + len(phrase)
                    break

    def whom(self, word: str) -> Colleague | None:
        """Whom a given name or initials mean, where they mean a person; unknown people come without a post.

        Only for words that may be spoken to ("ask ...", "... to confirm"): there even a known "May" is somebody.
        """
        known = self.by_first_word.get(word)
        if known:
            return known[0][1]
        if word[1:].islower():
            return Colleague(word) if word.lower() in GIVEN_NAMES else None
        bare = word.replace(".", "")
        if bare in self.by_initials:
            return self.by_initials[bare]
        is_nobody = bare in ABBREVIATIONS or (len(bare) > 2 and bare.isupper()) or not _SHAPE.fullmatch(bare)
        return None if is_nobody else Colleague("", bare)


def is_ordinary(word: str) -> bool:
    """Whether a word with a capital letter is one of the field's own and no name of a person."""
    small = word.casefold().strip(".'’")
    return small in PROPER_WORDS or is_office_word(word) or small in BOTH_NAME_AND_WORD


def stands_at(text: str, phrase: str, at: int) -> bool:
    """Whether a phrase stands at a place of a text, as words of its own."""
    end = at + len(phrase)
    return text.startswith(phrase, at) and not (end < len(text) and (text[end].isalnum() or text[end] == "_"))


def contact_digest(contact: str) -> str:
    """An address or number as it is compared: without spaces and marks, telephone numbers without their +44."""
    flat = "".join(contact.casefold().split())
    if "@" in flat or not _DIGIT.search(flat):
        return flat
    flat = re.sub(r"[^a-z0-9+]", "", flat)
    return re.sub(r"^\+44(?:0(?=\d))?", "0", flat)


def _fold(name: str) -> str:
    return " ".join(name.split()).casefold()


def _by_first_word(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    phrases: dict[str, list[str]] = {}
    for name in names:
        phrase = " ".join(name.split())
        first = _CAPITALISED.match(phrase)
        if first:
            phrases.setdefault(first[0], []).append(phrase)
    return {first: tuple(sorted(several, key=len, reverse=True)) for first, several in phrases.items()}
