"""A closed round as the check of figures reads it: from the frozen tables alone."""

from collections import defaultdict

from goldenthread.boards.models import Closing, RoundLine
from goldenthread.boards.movement import LATE
from goldenthread.boards.queries.frozen_lines import leads_in
from goldenthread.kernel.dates import PartialDate, Precision, read_date
from goldenthread.reports.claims.facts import ActionFacts, Before, Moved, RoundFacts, name_of_aim
from goldenthread.reports.facts.values import Book

_FIELDS = (
    "action", "ref", "priority_number", "priority_title", "section", "declared", "state", "aim", "sources", "ends",
    "ends_on", "leads", "senior_lead", "derived",
)  # fmt: skip


def round_facts(closing: Closing, book: Book) -> RoundFacts:
    """The facts of one closing, with what moved since the one before it."""
    moved = book.movement
    rows = RoundLine.objects.filter(closing=closing).order_by("position").values(*_FIELDS)
    aims = _Aims()
    return RoundFacts(
        plan=book.plan_name,
        round=book.round_number,
        position_on=book.position_on,
        actions=tuple(_action(row, book, aims) for row in rows),
        starts_on=book.period_starts_on,
        ends_on=book.period_ends_on,
        before=Before(book.before_named, book.before_on) if book.before_on else None,
        moved=Moved(
            newly_blue=moved.newly_blue,
            reopened=moved.reopened,
            improved=moved.improved,
            worsened=moved.worsened,
            extended=tuple(one.action for one in moved.extended),
            new=moved.new,
            withdrawn=moved.withdrawn,
            silent=moved.silent,
            newly_late=moved.newly_late,
        )
        if book.before_on
        else None,
        words={one["word"]: one["colour"] for one in book.words},
        meanings={one["colour"]: one["meaning"] for one in book.words if one.get("meaning")},
    )


class _Aims:
    """An aim stands on the first of its rows; those beneath it in the same priority and section share it."""

    def __init__(self) -> None:
        self.here: dict[tuple[str, str], str] = defaultdict(str)

    def of(self, row: dict[str, str]) -> str:
        place = (row["priority_number"] or row["priority_title"], row["section"])
        self.here[place] = row["aim"] or self.here[place]
        return self.here[place]


def _action(row: dict[str, str], book: Book, aims: _Aims) -> ActionFacts:
    was = book.was.get(row["action"])
    aim = aims.of(row)
    under = [name_of_aim(aim)] if aim else []
    under += [name_of_aim(title) for title in row["sources"].split("; ") if title]
    return ActionFacts(
        key=row["action"],
        ref=row["ref"],
        priority=row["priority_number"],
        priority_title=row["priority_title"],
        colour=row["declared"],
        state=row["state"],
        under=tuple(dict.fromkeys(under)),
        before=was.declared if was else None,
        state_before=was.state if was else "",
        ends=_end(row),
        ends_before=read_date(was.ends) if was and was.ends else None,
        leads=leads_in(row["leads"]),
        senior_lead=row["senior_lead"],
        late=row["derived"] in LATE,
        late_before=was.derived in LATE if was else False,
    )


def _end(row: dict[str, str]) -> PartialDate:
    """The end as printed; where its words give no date, the day the plan keeps."""
    read = read_date(row["ends"]) if row["ends"] else PartialDate("")
    if read.first is None and row["ends_on"]:
        return PartialDate(row["ends"], Precision.DAY, row["ends_on"])  # type: ignore[arg-type]
    return read
