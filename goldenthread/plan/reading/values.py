"""What the reading of a plan gives: frozen values that travel to the review page and to acceptance."""

from dataclasses import dataclass, field
from enum import StrEnum

from goldenthread.kernel.dates import PartialDate

NO_DATE = PartialDate("")


class Column(StrEnum):
    """The columns a plan can have, by meaning; papers give them many names."""

    AIM = "aim"
    REF = "ref"
    ACTION = "action"
    STARTS = "starts"
    ENDS = "ends"
    MEASURE = "measure"
    LEADS = "leads"
    SENIOR_LEAD = "senior_lead"
    COMMENTS = "comments"
    STATUS = "status"
    SOURCE = "source"
    MILESTONES = "milestones"
    EVIDENCE = "evidence"
    NOTES = "notes"
    KEY = "key"
    PRIORITY = "priority"
    SECTION = "section"
    COMPLETED = "completed"


class ProblemCode(StrEnum):
    """Stable names of the oddities a paper can have. ``problems.py`` explains each."""

    DATE_UNREADABLE = "date-unreadable"
    DATE_IN_STEPS = "date-in-steps"
    DATES_REVERSED = "dates-reversed"
    ENDS_AFTER_PLAN = "ends-after-plan"
    REF_MISSING = "ref-missing"
    REF_REPEATED = "ref-repeated"
    REF_LOST_ZERO = "ref-lost-zero"
    AIM_CARRIED = "aim-carried"
    MEASURE_SHARED = "measure-shared"
    MEASURE_MISSING = "measure-missing"
    ACTION_EMPTY = "action-empty"
    TEXT_CUT = "text-cut"
    LEAD_MISSING = "lead-missing"
    LEAD_UNKNOWN = "lead-unknown"
    LEADS_SEVERAL = "leads-several"
    STATUS_UNKNOWN = "status-unknown"
    STATUS_MIXED = "status-mixed"
    HEADING_ORPHAN = "heading-orphan"
    HEADER_UNCLEAR = "header-unclear"
    PERSONAL_REMARK = "personal-remark"
    SMALL_NUMBER = "small-number"
    HIDDEN_WORDS = "hidden-words"


@dataclass(frozen=True, slots=True)
class Problem:
    """One oddity of the paper: what, where in the source, in one sentence, at which action.

    ``action`` is the key of the action, ``None`` where the problem belongs to
    the whole paper. One problem per action row and code.
    """

    code: ProblemCode
    where: str
    text: str
    action: str | None = None


@dataclass(frozen=True, slots=True)
class ReadUpdate:
    """A dated piece of a comments cell, or its undated rest.

    ``text`` keeps the words without the date prefix, ``written`` the whole piece as it stands, prefix included.
    """

    text: str
    dated: PartialDate | None
    written: str


@dataclass(frozen=True, slots=True)
class ReadSource:
    """A document or voice the paper names as its source: an inspection, an annual consultation, ...

    ``kind`` is a value of ``sources.kinds.SourceKind``, given as text so that this package
    stays free of tables. ``written`` are the words of the paper that name it.
    """

    title: str
    kind: str
    written: str


@dataclass(frozen=True, slots=True)
class ReadFinding:
    """One recommendation or reference of a source: its number or paragraph and its words.

    ``source`` is the index of the source, ``kind`` a value of ``sources.kinds.FindingKind``.
    """

    source: int
    number: str
    paragraph: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class ReadPriority:
    """A priority with its number as text, its title, and notes that stood under it."""

    number: str
    title: str
    notes: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class ReadRating:
    """A status word of the paper and what it is taken to mean: colour and lifecycle state.

    ``colour`` is blue, red, amber, green or none; ``state`` is a value of
    ``plan.states.State``; ``meaning`` is the legend's sentence where the paper has one.
    """

    word: str
    colour: str
    state: str
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class ReadAction:
    """One action as the paper has it.

    ``key`` is unique in the plan (``p4-4.1-2``). ``cells`` holds the texts of
    the row as they stand, by column, before anything was carried; where the
    paper has several columns of one meaning the further ones are ``notes-2``,
    ``notes-3``. ``leads`` are initials, names or posts as printed, in order.
    ``notes`` holds every text that had no column of its own, with its label.

    ``aim_group`` numbers the aims of the plan from 0: actions with the same
    number share one aim cell. ``measure_group`` is ``None`` for a measure of
    the action's own; actions that share one measure, the one in whose row it
    stands included, have the same number. ``completed`` is a completion date
    the paper has a column for; its text also stands in ``notes``.
    """

    key: str
    where: str
    priority: int
    section: str
    aim: str
    aim_kind: str
    ref: str
    wording: str
    starts: PartialDate
    ends: tuple[PartialDate, ...]
    measure: str
    leads: tuple[str, ...]
    senior_lead: str
    comments: str
    updates: tuple[ReadUpdate, ...]
    status: str
    colour: str
    state: str
    recurrence: str = ""
    is_standing: bool = False
    notes: tuple[tuple[str, str], ...] = ()
    milestones: tuple[tuple[str, PartialDate], ...] = ()
    evidence: str = ""
    findings: tuple[int, ...] = ()
    aim_group: int = 0
    measure_group: int | None = None
    cells: dict[str, str] = field(default_factory=dict)
    completed: PartialDate = NO_DATE


@dataclass(frozen=True, slots=True)
class ReadHeader:
    """The block of labels and values before the table. Texts as written; ``key`` only in our own exports."""

    name: str = ""
    key: str = ""
    starts: PartialDate = NO_DATE
    ends: PartialDate = NO_DATE
    duration: str = ""
    strategies: str = ""
    previous_versions: str = ""
    boards: tuple[str, ...] = ()
    boards_written: str = ""
    owner: str = ""
    implementation: str = ""
    review: str = ""
    reporting: str = ""
    aims: str = ""
    other: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row that looks like an action and could not be taken, with the reason."""

    where: str
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class PlanReading:
    """A whole plan as read: header, priorities, actions, sources, problems, refused rows.

    ``column_labels`` keeps the paper's own names of the columns; ``snapshot`` is the
    identity of the export this file came from, where it is one of ours.
    ``initials`` are all leads and senior leads as printed, each once, in order
    of appearance; ``glossary`` is what the paper itself says who they are.
    """

    header: ReadHeader
    priorities: tuple[ReadPriority, ...]
    actions: tuple[ReadAction, ...]
    ratings: tuple[ReadRating, ...]
    sources: tuple[ReadSource, ...]
    findings: tuple[ReadFinding, ...]
    problems: tuple[Problem, ...]
    refused: tuple[RefusedRow, ...]
    initials: tuple[str, ...]
    column_labels: dict[str, str] = field(default_factory=dict)
    snapshot: str = ""
    glossary: dict[str, str] = field(default_factory=dict)
