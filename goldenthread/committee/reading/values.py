"""What the reading of a pack gives: frozen values that travel to the review page and to acceptance."""

from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

from goldenthread.kernel.dates import PartialDate

NO_DATE = PartialDate("")


class OfferKind(StrEnum):
    """Where a finding that is offered comes from."""

    PROMISE = "promise"
    PRIORITY = "priority"
    DEVELOPMENT = "area-for-development"
    SURVEY = "survey-recommendation"


@dataclass(frozen=True, slots=True)
class PersonRead:
    """Somebody as the paper prints them; what it does not say is blank.

    ``office`` is what they are in the committee (Chairman), ``department`` where an officer works, ``reason`` why
    somebody sent apologies.
    """

    name: str
    office: str = ""
    department: str = ""
    reason: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class ContactRead:
    """Whom to ask: name, telephone, e-mail address."""

    name: str = ""
    telephone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class HeadRead:
    """What stands before the items of an agenda or of minutes. The time and the place as printed."""

    committee: str = ""
    on: PartialDate = NO_DATE
    time_written: str = ""
    starts_at: time | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class AgendaItemRead:
    """One item: its number and sub-number as printed, title, part (1 public, 2 not), purpose, report, pages, rubric.

    ``purpose`` is as printed (``For Decision``), ``pages`` ``25-38`` or ``5``, or nothing where none are printed.
    ``rubric`` are the words under the title that are none of these.
    """

    number: str
    title: str
    where: str
    part: int = 1
    sub_number: str = ""
    purpose: str = ""
    report_of: str = ""
    pages: str | None = None
    rubric: str = ""

    @property
    def printed_number(self) -> str:
        """The number with its sub-number: ``3a``, ``6.1``."""
        parted = self.sub_number[:1].isdigit()
        return f"{self.number}.{self.sub_number}" if parted else f"{self.number}{self.sub_number}"

    @property
    def first_page(self) -> int | None:
        """The first of its pages."""
        return int(self.pages.partition("-")[0]) if self.pages else None

    @property
    def last_page(self) -> int | None:
        """The last of its pages."""
        return int(self.pages.rpartition("-")[2]) if self.pages else None


@dataclass(frozen=True, slots=True)
class AgendaRead:
    """An agenda: which committee meets when and where, who sits on it, whom to ask, who issued it, and its items."""

    head: HeadRead
    items: tuple[AgendaItemRead, ...]
    where: str
    members: tuple[PersonRead, ...] = ()
    contact: ContactRead = ContactRead()
    issued_by: PersonRead | None = None

    @property
    def committee(self) -> str:
        """The name of the committee as printed."""
        return self.head.committee

    @property
    def on(self) -> date | None:
        """The day of the meeting."""
        return self.head.on.first


@dataclass(frozen=True, slots=True)
class AskedRead:
    """A question and its answer; who asked, where the minutes say so."""

    question: str
    answer: str
    where: str
    asked_by: str = ""


@dataclass(frozen=True, slots=True)
class ResolutionRead:
    """What was decided: the word the minutes use for it, the text, and its numbered or lettered parts."""

    word: str
    text: str
    where: str
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PromiseRead:
    """A sentence in which somebody agreed, offered or undertook to do something for members, with the item it is of."""

    text: str
    who: str
    item: str
    title: str
    where: str


@dataclass(frozen=True, slots=True)
class MinutesItemRead:
    """One item of minutes with its words, and what was understood of them. ``paragraphs`` are all its words."""

    number: str
    title: str
    where: str
    part: int = 1
    paragraphs: tuple[str, ...] = ()
    matters_arising: tuple[str, ...] = ()
    asked: tuple[AskedRead, ...] = ()
    resolutions: tuple[ResolutionRead, ...] = ()
    promises: tuple[PromiseRead, ...] = ()


@dataclass(frozen=True, slots=True)
class ExclusionRead:
    """For which items the public was excluded, and under which paragraphs of Schedule 12A, both as printed."""

    items: str
    paragraphs: str
    where: str
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MinutesRead:
    """The minutes of one meeting."""

    head: HeadRead
    items: tuple[MinutesItemRead, ...]
    where: str
    members: tuple[PersonRead, ...] = ()
    officers: tuple[PersonRead, ...] = ()
    others: tuple[PersonRead, ...] = ()
    apologies: tuple[PersonRead, ...] = ()
    exclusions: tuple[ExclusionRead, ...] = ()
    closed_written: str = ""
    closed_at: time | None = None
    contact: ContactRead = ContactRead()

    @property
    def committee(self) -> str:
        """The name of the committee as printed."""
        return self.head.committee

    @property
    def on(self) -> date | None:
        """The day of the meeting."""
        return self.head.on.first

    @property
    def resolutions(self) -> tuple[ResolutionRead, ...]:
        """All resolutions in their order."""
        return tuple(one for item in self.items for one in item.resolutions)

    @property
    def promises(self) -> tuple[PromiseRead, ...]:
        """All promises in their order."""
        return tuple(one for item in self.items for one in item.promises)


@dataclass(frozen=True, slots=True)
class BodyRead:
    """A body a report goes to, and the day."""

    name: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class CoverReportRead:
    """A cover report: what its block says, and the names of its appendices."""

    subject: str
    where: str
    author: str = ""
    author_post: str = ""
    report_of: str = ""
    purpose: str = ""
    is_public: bool | None = None
    bodies: tuple[BodyRead, ...] = ()
    appendices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OfferedFinding:
    """A finding that the pack offers: its words, what it is of, and the plan it names, each as printed.

    ``part`` is 2 where its words stand in what is not public.
    """

    kind: OfferKind
    text: str
    where: str
    of: str = ""
    plan: str = ""
    part: int = 1


@dataclass(frozen=True, slots=True)
class PaperProblem:
    """A paper of the pack that no page range of the agenda covers, with the item it may belong to."""

    where: str
    text: str
    item: str | None = None


@dataclass(frozen=True, slots=True)
class PackReading:
    """All that a pack holds beside a plan."""

    agendas: tuple[AgendaRead, ...] = ()
    minutes: tuple[MinutesRead, ...] = ()
    reports: tuple[CoverReportRead, ...] = ()
    offered: tuple[OfferedFinding, ...] = ()
    problems: tuple[PaperProblem, ...] = field(default=())

    @property
    def has_meeting(self) -> bool:
        """Whether an agenda or minutes stand in it."""
        return bool(self.agendas or self.minutes)

    def __bool__(self) -> bool:
        return bool(self.agendas or self.minutes or self.reports or self.offered)
