"""The values that the parts of a page draw.

A page's query or view makes them; any object or dictionary with the same names
does as well. Texts are escaped when they are drawn, unless they are already
marked as safe HTML. None of them knows a domain.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from goldenthread.design.marks import Standing, tally


@dataclass(frozen=True, slots=True)
class Link:
    """A way somewhere: a section, a tab, a step of the trail, an entry of a menu."""

    label: str
    url: str
    is_here: bool = False
    count: int | None = None
    what: str = ""
    """Said after the count: "to answer"."""


@dataclass(frozen=True, slots=True)
class PersonMenu:
    """Who is signed in, what they owe, and their own pages."""

    name: str
    links: Sequence[Link] = ()
    owed: Link | None = None
    sign_out_url: str = ""


@dataclass(frozen=True, slots=True)
class Acting:
    """For whom somebody acts, and where they stop doing so."""

    name: str
    stop_url: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A count and the list behind it."""

    count: int
    url: str = ""


@dataclass(frozen=True, slots=True)
class CountRow:
    """One line of the ledger of counts: a rating and its figures, the first of which is also drawn in shapes."""

    colour: str
    word: str
    figures: Sequence[Figure]
    meaning: str = ""
    standing: str = Standing.DECLARED

    @property
    def shape(self) -> str:
        """The shape that is counted."""
        return "waiting" if self.standing == Standing.REPORTED else self.colour

    @property
    def tally(self) -> str:
        """Its first figure with word and shape as it stands in a line; blank where nothing is counted."""
        first = self.figures[0]
        return tally(self.shape, self.word, first.count, first.url) if first.count else ""


@dataclass(frozen=True, slots=True)
class Meaning:
    """A rating and what it means on this plan."""

    colour: str
    word: str
    meaning: str
    standing: str = Standing.DECLARED


@dataclass(frozen=True, slots=True)
class Stage:
    """A knot on the thread: ``state`` is "on record", "here", "missing" or "to come"."""

    name: str
    heading: str
    state: str = "on record"
    when: str = ""
    url: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A knot on the thread laid flat: ``state`` is "done", "here", "to come" or "not needed any more"."""

    label: str
    note: str = ""
    state: str = "to come"
    url: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One line about one thing."""

    label: str
    value: str
    note: str = ""
    change_url: str = ""
    change_label: str = "Change"


@dataclass(frozen=True, slots=True)
class Attention:
    """A figure or a ref, a sentence, and what follows it with the space or comma it begins with.

    Either the figure or the sentence leads somewhere.
    """

    figure: str | int
    text: str
    url: str = ""
    rest: str = ""
    figure_url: str = ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A filter that is set, and the address without it."""

    label: str
    remove_url: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What somebody did, when, and why; with both texts where a text changed."""

    what: str
    who: str
    at: datetime | date
    for_whom: str = ""
    why: str = ""
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody reported on a day."""

    text: str
    who: str
    on: date | None = None
    on_words: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A document or a piece of evidence, with what is known about it."""

    title: str
    url: str = ""
    note: str = ""
    overtaken: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """What a search found: where it stands, and the words around it."""

    title: str
    url: str
    kind: str
    excerpt: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: ``kind`` names its width or alignment, ``sort_url`` makes its head a link."""

    label: str
    kind: str = ""
    hidden: bool = False
    sort_url: str = ""
    sorted: str = ""
    """Blank, ``ascending`` or ``descending``."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """One error of a form: the sentence, the field it is about, and the thing it concerns."""

    text: str
    url: str = ""
    about: str = ""
