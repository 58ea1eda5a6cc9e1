"""What the signs of a plan mean: its ratings, and whose initials stand in its columns.

Source: the plan of 2 May 2018, which prints initials in two columns and explains none of them.
"""

from goldenthread.documents.paper import Block, Column, Group, Heading, RatingMark, Table, words
from goldenthread.identity.models import Person, Post
from goldenthread.plan.cells import LEADS, SENIOR_LEAD, canonical
from goldenthread.plan.glossary import Glossary, read_glossary
from goldenthread.plan.models import Plan
from goldenthread.plan.printed.rows import PrintedRow, mark_of
from goldenthread.plan.queries.chips import category
from goldenthread.plan.reading.people import is_initials, read_leads

UNKNOWN = "Not explained in this plan"
NO_MEANING = "No meaning is given in this plan"


def keys(plan: Plan, rows: tuple[PrintedRow, ...]) -> tuple[Block, ...]:
    """The keys, under a heading of their own; nothing where there is nothing to explain."""
    found = [table for table in (rating_key(plan), initials_key(plan, rows)) if table is not None]
    return (Heading(1, words("Keys")), *found) if found else ()


def rating_key(plan: Plan) -> Table | None:
    """The plan's own rating words with their shapes and meanings."""
    lines = tuple(
        (
            RatingMark(mark_of(category(one.state, one.colour)), canonical(one.word)),
            words(canonical(one.meaning) or NO_MEANING),
        )
        for one in plan.rating_words.all()
        if canonical(one.word)
    )
    columns = (Column("Rating", 1), Column("What it means", 3))
    return Table("What the ratings mean", columns, (Group(lines),)) if lines else None


def initials_key(plan: Plan, rows: tuple[PrintedRow, ...]) -> Table | None:
    """Whom the initials in the two columns of leads stand for; who is not known here is said to be unexplained."""
    printed = {lead for row in rows for cell in (LEADS, SENIOR_LEAD) for lead in read_leads(row.cells.cells[cell])}
    initials = sorted(one for one in printed if is_initials(one))
    if not initials:
        return None
    glossary = read_glossary(plan)
    lines = tuple((words(one), words(_whom(glossary, one))) for one in initials)
    return Table("Whose initials", (Column("Initials", 1), Column("Name", 3)), (Group(lines),))


def _whom(glossary: Glossary, initials: str) -> str:
    found: Person | Post | None = glossary.find(initials)
    named = (found.name if isinstance(found, Person) else found.title) if found else ""
    return canonical(named) if named and canonical(named) != initials else UNKNOWN
