"""What a sentence can claim, as plain values: how many, of which actions, under what, and what is said of them."""

from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from goldenthread.kernel.dates import PartialDate, Precision


class Amount(StrEnum):
    """How a number is meant."""

    EXACT = "exact"
    AT_LEAST = "at least"
    MORE = "more than"
    FEWER = "fewer than"
    AT_MOST = "at most"
    ABOUT = "about"
    NEARLY = "nearly"
    ALL = "all"
    NOT_ALL = "not all"
    MOST = "most"
    NEARLY_ALL = "nearly all"
    ALL_BUT = "all but"
    SHARE = "share"
    PERCENT = "percent"
    SOME = "some"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of something: ``number`` actions, a share (0 to 1) of them, or a percentage with its decimals.

    ``of`` is the number of the whole where the sentence gives it ("three of the four"). ``is_part`` marks a number
    that is told beside another ("a further three"), so that nobody can say which are meant. ``of_these`` one of what
    was spoken of before ("two of these"). ``bound`` is how a share is meant ("over half"). ``step`` says that it is
    told as a difference from before: "nine **more**", "two **fewer**".
    """

    amount: Amount
    number: float = 0
    of: int | None = None
    in_words: bool = False
    is_part: bool = False
    of_these: bool = False
    decimals: int = 0
    bound: Amount = Amount.EXACT
    step: str = ""


@dataclass(frozen=True, slots=True)
class Scope:
    """The part of the plan a sentence names; blank fields name nothing.

    ``priority`` and ``recommendation`` are numbers as written, ``source`` is whoever made the recommendation
    ("Ofsted"), ``topic`` words that may be those of a title, ``each`` a kind that is told of one by one. ``code`` is
    how a priority is written where that may also be the ref of an action: "P9".
    """

    priority: str = ""
    recommendation: str = ""
    source: str = ""
    topic: str = ""
    each: str = ""
    code: str = ""

    def __bool__(self) -> bool:
        return bool(self.priority or self.recommendation or self.source or self.topic or self.each)


NO_SCOPE = Scope()


@dataclass(frozen=True, slots=True)
class Reference:
    """An action named by its printed ref; ``until`` is the last one of a run ("2.1 to 2.4").

    ``beside`` is the recommendation whose number its words suggest: "Ofsted recommendation 3.2" suggests the third.
    ``shares`` says that its scope stands behind the last of several: "1.3 and 2.3 of Priority 2" may mean it of one.
    """

    ref: str
    until: str = ""
    scope: Scope = NO_SCOPE
    beside: str = ""
    shares: bool = False


@dataclass(frozen=True, slots=True)
class SaidDate:
    """A date in a sentence: its words, what was read, and whether the sentence names no year."""

    written: str
    read: PartialDate
    month_only: int = 0

    @property
    def precision(self) -> Precision:
        """How exactly the sentence has it."""
        return self.read.precision

    @property
    def first(self) -> date | None:
        """Its first day."""
        return self.read.first


@dataclass(frozen=True, slots=True)
class Time:
    """When something is said to have been or become so: the round before, a day or month, or another time."""

    last_round: bool = False
    on: SaidDate | None = None
    other: str = ""

    def __bool__(self) -> bool:
        return bool(self.last_round or self.on or self.other)


NO_TIME = Time()


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of one action or of several, everything at once; blank where nothing is.

    ``now`` and ``was`` hold statuses of which one must be true, or all with ``every``. ``turned`` says that it became
    so, ``past`` that the verb is in the past and nothing tells whether the round before is meant. ``denied`` says that
    ``now`` is not so, ``freshly`` that "now" stands with it, which may mean either.
    """

    now: tuple[str, ...] = ()
    was: tuple[str, ...] = ()
    denied: bool = False
    turned: bool = False
    freshly: bool = False
    past: bool = False
    when: Time = NO_TIME
    due: SaidDate | None = None
    extended_from: SaidDate | None = None
    extended_to: SaidDate | None = None
    completed_on: SaidDate | None = None
    every: bool = False
    leads: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(
            self.now or self.was or self.due or self.extended_to or self.extended_from or self.leads
            or self.completed_on
        )  # fmt: skip

    def from_before(self) -> "Said":
        """The same said of the time before: a base such as "the four former ambers"."""
        return replace(self, now=(), was=self.was or self.now, turned=False, freshly=False, past=False)


NOTHING = Said()


class Noun(StrEnum):
    """What is counted."""

    ACTION = "action"
    RECOMMENDATION = "recommendation"
    PRIORITY = "priority"


@dataclass(frozen=True, slots=True)
class Among:
    """Actions that a number may be counted among: a part of the plan, those with a status, or both."""

    scope: Scope = NO_SCOPE
    base: Said = NOTHING


class Direction(StrEnum):
    """Which way a number is said to have moved since the round before."""

    ROSE = "rose"
    FELL = "fell"
    CHANGED = "changed"
    STAYED = "stayed"
    KEPT = "kept"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Change:
    """How a number is said to have moved: which way, by how much, and from what, where the sentence says it.

    ``is_step`` marks a figure that is itself the difference ("rose **by 2**"), ``is_more`` one that may also count
    those that became so ("nine **more** are complete"). ``times`` is by what the number before is said to have been
    multiplied ("doubled"), ``bound`` how that is meant. ``since`` is the time it is told to have moved from, ``is_now``
    says that the figure is told of today, whenever the movement began.
    """

    way: Direction
    by: int | None = None
    came_from: int | None = None
    is_step: bool = False
    is_more: bool = False
    times: float = 0
    bound: Amount = Amount.EXACT
    since: Time = NO_TIME
    is_now: bool = False


@dataclass(frozen=True, slots=True)
class Counted:
    """A number of actions of which something is said; with nothing said, how many there are.

    ``base`` narrows what is counted among. ``may_also`` are the actions that were spoken of before, where this number
    names none itself. ``vague`` holds words that narrow it in a way the plan does not know, ``unsure`` why else nobody
    can tell. ``or_base`` is another meaning of ``base``: "the amber actions" that have improved were amber or are.
    ``change`` is how the number is said to have moved. ``whole`` is the number of all of them, where the sentence gives
    it ahead ("of 117 actions, 57 are complete"). ``having`` says of parts of the plan whether they have an action that
    is so: "without" or "with". ``unread`` are words of a verdict or a figure in its clause that nobody read.
    ``may_be_some`` says that nothing is told of the actions, so that fewer than the plan has may be some of them.
    """

    quantity: Quantity
    noun: Noun = Noun.ACTION
    said: Said = NOTHING
    base: Said = NOTHING
    scope: Scope = NO_SCOPE
    may_also: tuple[Among, ...] = ()
    vague: str = ""
    unsure: str = ""
    or_base: Said = NOTHING
    change: Change | None = None
    whole: int | None = None
    loose: str = ""
    within: Scope = NO_SCOPE
    share: Quantity | None = None
    having: str = ""
    unread: str = ""
    may_be_some: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """An action that is named, with what is said of it; nothing said claims only that it is there.

    Without ``reference`` the sentence speaks of "this action" and names none. ``only`` is of how many it is said that
    they alone are so. ``unread`` are words of a verdict or a figure that stand beside it and that nobody read; ``bare``
    says that only those words suggest an action at all.
    """

    reference: Reference | None
    said: Said = NOTHING
    because: str = ""
    only: int = 0
    unread: str = ""
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of actions whose length is not the number in front of it."""

    number: int
    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class Unread:
    """The rest of a text that was not looked at, and why: it is too long, or makes more claims than can be answered."""

    why: str


Says = Counted | Named | Listed | Unread


@dataclass(frozen=True, slots=True)
class Claim:
    """Something a report says of its plan, with its place.

    ``start`` and ``end`` are characters of passage number ``passage``; ``text`` is what stands there. ``key`` is a
    digest of the sentence and the claim: it stays when the paragraph moves and changes with the words. The same
    sentence twice in a report gives the same keys twice. ``figure`` is where its number, date, status or lead
    stands, as characters of ``text``, where other words could take its place. ``source`` is the whole passage and
    ``opens`` where in it the sentence begins. ``doubt`` is why it is not held against a round, ``plan`` the name of
    the plan it is told of, where the sentence has one.
    """

    key: str
    passage: int
    start: int
    end: int
    text: str
    sentence: str
    says: Says
    figure: tuple[int, int] | None = None
    source: str = field(default="", repr=False, compare=False)
    opens: int = 0
    doubt: str = ""
    plan: str = ""


class Outcome(StrEnum):
    """What a claim is worth when held against the round."""

    CONFIRMED = "confirmed"
    CONTRADICTED = "contradicted"
    NOT_CHECKABLE = "not checkable"


@dataclass(frozen=True, slots=True)
class Checked:
    """A claim with its outcome.

    ``why`` is what the plan says, or why it cannot tell, in whole sentences. ``actions`` are the keys of the list
    behind it, in the order of the plan. ``suggested`` replaces the text of the claim where a replacement is plain.
    """

    claim: Claim
    outcome: Outcome
    why: str
    actions: tuple[str, ...] = ()
    suggested: str = ""
