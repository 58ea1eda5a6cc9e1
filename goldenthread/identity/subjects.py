"""What the record speaks of, as people read it: a register of the kinds of subjects, filled by the apps above.

The ledger names each thing by its kind and key (``action:sip-2017-18/p1-1.2``) and knows no titles. An app that
writes entries about a kind of thing registers here how it is called and where it stands; of a thing this reader may
not open, or that is gone, the key is shown and no way to it.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from goldenthread.identity.models import Person, Post


@dataclass(frozen=True, slots=True)
class Told:
    """One thing as it is called, and where it stands."""

    text: str
    url: str


Finder = Callable[[Person, Collection[str]], Mapping[str, Told]]
"""The things of a kind that a reader may open, by what stands after the colon of their subjects."""


@dataclass(frozen=True, slots=True)
class SubjectKind:
    """A kind of subject: its name in the ledger, its word, and how its things are found, or why they have no page."""

    name: str
    word: str
    find: Finder | None = None
    no_page_because: str = ""


_KINDS: dict[str, SubjectKind] = {}


def register(kind: SubjectKind) -> None:
    """Add a kind; it has either a way to its things or a reason why they have no page."""
    if kind.name in _KINDS:
        raise ValueError(f"Two kinds of subjects are called {kind.name!r}.")
    if (kind.find is None) != bool(kind.no_page_because):
        raise ValueError(f"Subjects of the kind {kind.name!r} need a way to them, or a reason why there is none.")
    _KINDS[kind.name] = kind


def kinds() -> Mapping[str, SubjectKind]:
    """Every kind by its name in the ledger."""
    return dict(_KINDS)


def told(subjects: Collection[str], *, reader: Person) -> dict[str, Told]:
    """The subjects this reader may open, as they are called and where they stand: one query for each kind there is."""
    by_kind: dict[str, set[str]] = {}
    for subject in subjects:
        kind, _, rest = subject.partition(":")
        by_kind.setdefault(kind, set()).add(rest)
    found: dict[str, Told] = {}
    for name, keys in by_kind.items():
        kind_known = _KINDS.get(name)
        if kind_known is not None and kind_known.find is not None:
            found |= {f"{name}:{rest}": one for rest, one in kind_known.find(reader, keys).items()}
    return found


Seeker = Callable[[str, Person], Collection[str]]
"""The subjects that a reader means by words as the record prints them: "round 4", "action 1.3 of Harbour Plan"."""
_SEEKERS: list[Seeker] = [lambda words, _reader: _people_named(words)]


def register_seeker(seeker: Seeker) -> None:
    """Let an app above find what its things are called."""
    _SEEKERS.append(seeker)


def sought(words: str, *, reader: Person) -> set[str]:
    """The subjects that are called so, a limited number."""
    found: set[str] = set()
    for seeker in _SEEKERS:
        found |= set(seeker(" ".join(words.split()), reader))
    return found


def _people_named(words: str) -> list[str]:
    keys = Person.objects.filter(name__icontains=words).order_by("key").values_list("key", flat=True)
    return [f"person:{key}" for key in keys[:50]]


def word_of(subject: str) -> str:
    """What a kind of thing is called; the name in the ledger where nobody registered it."""
    name = subject.partition(":")[0]
    return _KINDS[name].word if name in _KINDS else name.replace("-", " ")


def _people(reader: Person, keys: Collection[str]) -> dict[str, Told]:
    found = Person.objects.visible_to(reader).filter(key__in=keys)
    return {one.key: Told(one.name, one.get_absolute_url()) for one in found}


def _posts(reader: Person, keys: Collection[str]) -> dict[str, Told]:
    found = Post.objects.visible_to(reader).filter(key__in=keys)
    return {one.key: Told(f"post {one.title}", one.get_absolute_url()) for one in found}


def register_own_kinds() -> None:
    """The kinds of this app."""
    register(SubjectKind("person", "person", _people))
    register(SubjectKind("post", "post", _posts))
    register(SubjectKind("record", "record", no_page_because="it is the record itself"))
    register(SubjectKind("council", "council", no_page_because="there is one council, and it is everywhere"))
