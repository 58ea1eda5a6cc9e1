"""What the desk calls columns, header lines and meanings of status words, in the users' words."""

from goldenthread.plan.reading.values import Column
from goldenthread.plan.states import Colour, State

COLUMN_NAMES: dict[Column, str] = {
    Column.AIM: "Aim or recommendation",
    Column.REF: "Ref",
    Column.ACTION: "Action",
    Column.STARTS: "Start",
    Column.ENDS: "End date",
    Column.MEASURE: "Measure",
    Column.LEADS: "Lead",
    Column.SENIOR_LEAD: "Senior lead",
    Column.COMMENTS: "Comments and updates",
    Column.STATUS: "Rating or status",
    Column.SOURCE: "Source",
    Column.MILESTONES: "Milestones",
    Column.EVIDENCE: "Evidence",
    Column.COMPLETED: "Date of completion",
    Column.PRIORITY: "Priority",
    Column.SECTION: "Section",
    Column.KEY: "Key of the row (our own exports)",
    Column.NOTES: "Notes: nothing else fits",
}

_COLUMNS = frozenset(column.value for column in Column)

HEADER_NAMES: dict[str, str] = {
    "name": "Name of the plan",
    "duration": "Duration",
    "starts": "Starts",
    "ends": "Ends",
    "owner": "Owner",
    "boards": "Boards",
    "boards_written": "Boards",
    "reporting": "Frequency of reporting",
    "strategies": "Strategies",
    "previous_versions": "Previous versions",
    "implementation": "Implementation",
    "review": "Review",
    "aims": "Aims",
}

MEANINGS: tuple[tuple[str, str], ...] = (
    (f"{Colour.BLUE}|{State.COMPLETED_ON_PAPER}", "Complete: blue"),
    (f"{Colour.GREEN}|{State.IN_PROGRESS}", "In progress and going well: green"),
    (f"{Colour.AMBER}|{State.IN_PROGRESS}", "In progress, more is needed: amber"),
    (f"{Colour.RED}|{State.IN_PROGRESS}", "In progress and stuck or late: red"),
    (f"{Colour.NONE}|{State.IN_PROGRESS}", "In progress, without a colour"),
    (f"{Colour.NONE}|{State.NOT_STARTED}", "Not started"),
    (f"{Colour.NONE}|{State.PAUSED}", "Paused"),
    (f"{Colour.NONE}|{State.WITHDRAWN}", "Withdrawn"),
)


def meaning_in_words(value: str) -> str:
    """What a status word is taken to mean; a pair that is not among the usual ones is put together."""
    usual = dict(MEANINGS)
    if value in usual:
        return usual[value]
    colour, _, state = value.partition("|")
    return f"{State(state).label}: {Colour(colour).label.lower()}"


def column_of(name: str) -> Column | None:
    """The column behind the name of a cell (``notes-2`` is one of the notes)."""
    stem = name.rstrip("0123456789").rstrip("-")
    return Column(stem) if stem in _COLUMNS else None


def column_in_words(name: str) -> str:
    """A column, or a pseudo-column of a change, as the pages call it."""
    column = column_of(name)
    return COLUMN_NAMES[column].split(":")[0] if column else HEADER_NAMES.get(name, name.capitalize())
