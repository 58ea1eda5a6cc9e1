"""The rows of a meeting that comes from a paper: its items, who was there, what was minuted, the reports behind items.

What a paper has in Part 2 stays there, and with it closed to whoever is not entitled: that nobody has said here why it
is kept opens nothing.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from goldenthread.committee.kinds import PaperKind, Part
from goldenthread.committee.models import (
    AgendaItem,
    Attendee,
    CommitteeMeeting,
    Exchange,
    ItemPaper,
    Minute,
    Minutes,
    Resolution,
)
from goldenthread.committee.models.attendance import Capacity, Presence
from goldenthread.committee.models.minutes import Stage
from goldenthread.committee.queries.bringing import Paper
from goldenthread.committee.reading.placing import (
    MOST_ALIKE,
    belongs_to,
    is_same,
    kind_of,
    matching,
    public_title,
    purpose_of,
    rubric_of,
    words_of,
)
from goldenthread.committee.reading.values import (
    AgendaItemRead,
    AgendaRead,
    CoverReportRead,
    MinutesItemRead,
    MinutesRead,
    PersonRead,
)
from goldenthread.identity.actor import Actor
from goldenthread.intake.models import Import

STEP = 10
VERBS = (("RECOMMEND", Resolution.Verb.RECOMMENDED), ("AGREED", Resolution.Verb.AGREED))
NO_TITLE = "Without a title"


class Rows:
    """Puts the rows of one meeting in, and names them in ``outcome`` so that they can be taken out again."""

    def __init__(
        self, meeting: CommitteeMeeting, of: Import, outcome: dict[str, Any], *, by: Actor, at: datetime
    ) -> None:
        self.meeting, self.of, self.outcome, self.by, self.at = meeting, of, outcome, by, at
        self.items = list(meeting.items.order_by("part", "position", "pk"))

    def _note(self, name: str, keys: Iterable[int]) -> None:
        self.outcome.setdefault(name, []).extend(keys)

    def add_agenda(self, agenda: AgendaRead) -> None:
        """The items of an agenda; one that stands here already gains what it did not have."""
        there = list(self.items)
        for read in agenda.items:
            found = _found(there, read.title, read.printed_number, read.part)
            if found is None:
                self._item(read)
            else:
                there.remove(found)
                self._fill(found, read)

    def _item(self, read: AgendaItemRead) -> AgendaItem:
        """One item as it is printed, behind those that stand here; its number is given once."""
        number = max((item.number for item in self.items), default=0) + 1
        printed = read.printed_number[:12]
        taken = {item.printed for item in self.items}
        title = " ".join(read.title.split())[:300] or NO_TITLE
        owner = belongs_to(title, read.part)
        parent = next((item for item in self.items if read.sub_number and item.printed == read.number), None)
        made = AgendaItem.objects.create(
            meeting=self.meeting, number=number, part=read.part, position=number * STEP,
            printed="" if printed in taken else printed, parent=parent if parent and not parent.parent_id else None,
            kind=kind_of(title, has_report=bool(read.report_of or read.pages)), title=title,
            public_title=public_title(title, read.part), rubric=rubric_of(read), report_of=read.report_of[:200],
            purpose=purpose_of(read.purpose), pages=(read.pages or "")[:20], added_at=self.at, issued_at=self.at,
            public_item=next((item for item in self.items if owner and item.printed == owner), None),
        )  # fmt: skip
        self.items.append(made)
        self._note("items", [made.pk])
        return made

    def _fill(self, item: AgendaItem, read: AgendaItemRead) -> None:
        """Fill what an item does not say yet with what another paper says of it."""
        said = {
            "pages": (read.pages or "")[:20], "report_of": read.report_of[:200], "rubric": rubric_of(read),
            "purpose": str(purpose_of(read.purpose)),
        }  # fmt: skip
        values = {name: text for name, text in said.items() if text and not getattr(item, name)}
        if values:
            AgendaItem.objects.filter(pk=item.pk).update(**values)
            for name, text in values.items():
                setattr(item, name, text)
            self.outcome.setdefault("filled", {}).setdefault(str(item.pk), []).extend(values)

    def add_minutes(self, minutes: MinutesRead) -> None:
        """The minutes as the paper has them, with who was there: kept, not drafted, and fixed from the first."""
        made = Minutes.objects.create(
            meeting=self.meeting, stage=Stage.PAPER, brought=self.of, began_at=self.meeting.starts_at,
            closed_at=minutes.closed_at,
        )  # fmt: skip
        self._note("minutes", [made.pk])
        self._attendees(minutes)
        entries = self._entries(made, minutes)
        Exchange.objects.bulk_create(
            Exchange(
                minute=entry, position=place, asked_by=one.asked_by[:200], question=one.question, answer=one.answer
            )
            for entry, read in entries
            for place, one in enumerate((one for one in read.asked if one.question), start=1)
        )
        Resolution.objects.bulk_create(
            Resolution(minute=entry, number=place, verb=_verb(one.word), text=words_of(one))
            for entry, read in entries
            for place, one in enumerate((one for one in read.resolutions if words_of(one)), start=1)
        )

    def _attendees(self, minutes: MinutesRead) -> None:
        groups = (
            (minutes.members, Capacity.MEMBER, Presence.PRESENT),
            (minutes.officers, Capacity.OFFICER, Presence.PRESENT),
            (minutes.others, Capacity.OTHER, Presence.PRESENT),
            (minutes.apologies, Capacity.MEMBER, Presence.APOLOGIES),
        )
        rows = [(one, capacity, presence) for people, capacity, presence in groups for one in people]
        Attendee.objects.bulk_create(
            self._attendee(one, capacity, presence, place) for place, (one, capacity, presence) in enumerate(rows, 1)
        )

    def _attendee(self, one: PersonRead, capacity: Capacity, presence: Presence, place: int) -> Attendee:
        """A name with its office, department or reason, each with its first letters where it is too long to keep."""
        return Attendee(
            meeting=self.meeting, name=one.name[:200], position=place, capacity=capacity, office=one.office[:120],
            department=one.department[:200], presence=presence, apology=one.reason[:500],
            votes=capacity == Capacity.MEMBER,
        )  # fmt: skip

    def _entries(self, minutes: Minutes, read: MinutesRead) -> list[tuple[Minute, MinutesItemRead]]:
        """What is minuted under each item, all its words in their order; an item that no agenda had is added.

        What either paper has in Part 2 is kept under an item of Part 2.
        """
        found: list[tuple[Minute, MinutesItemRead]] = []
        numbers: set[str] = set()
        there = list(self.items)
        for place, one in enumerate(read.items, start=1):
            item = _found(there, one.title, one.number, one.part)
            if item is None:
                item = self._item(_as_item(one))
            else:
                there.remove(item)
            number = "" if one.number[:20] in numbers else one.number[:20]
            numbers.add(number)
            text = "\n\n".join(one.paragraphs)
            found.append((Minute(minutes=minutes, item=item, position=place, number=number, text=text), one))
        Minute.objects.bulk_create([entry for entry, _ in found])
        return found

    def add_report(self, paper: Paper, item: AgendaItemRead | None) -> None:
        """A report behind its item, by what its block says; the item is added where nothing has brought it yet."""
        report = paper.read
        assert isinstance(report, CoverReportRead)  # noqa: S101 - reports alone are put there
        wanted = item or _item_of(report)
        found = _found(self.items, wanted.title, wanted.printed_number, wanted.part)
        if found is None:
            near = self.items if len(self.items) <= MOST_ALIKE else []
            alike = (one for one in near if one.part >= wanted.part and is_same(one.title, report.subject))
            found = next(alike, None) or self._item(wanted)
        made = ItemPaper.objects.create(
            item=found, number=found.papers.count() + 1, kind=PaperKind.REPORT, title=report.subject[:300],
            supplied_by=self.of.made_by, added_by=self.by.acting, added_at=self.at, issued_at=self.at, brought=self.of,
            brought_says=_block(report),
        )  # fmt: skip
        self._note("papers", [made.pk])


def _found(there: Sequence[AgendaItem], title: str, number: str, part: int) -> AgendaItem | None:
    """The item that another paper means: never one of Part 1 for what that paper has in Part 2."""
    free = [item for item in there if item.part >= part]
    place = matching(title, number, [(item.printed, item.title) for item in free])
    return free[place] if place is not None else None


def _as_item(one: MinutesItemRead) -> AgendaItemRead:
    return AgendaItemRead(number=one.number, title=one.title, where=one.where, part=one.part)


def _item_of(report: CoverReportRead) -> AgendaItemRead:
    """The item under which a report is taken, where no agenda says so."""
    part = Part.NON_PUBLIC if report.is_public is False else Part.PUBLIC
    return AgendaItemRead(
        number="", title=report.subject, where=report.where, part=int(part), purpose=report.purpose,
        report_of=report.report_of,
    )  # fmt: skip


def _block(report: CoverReportRead) -> list[list[str]]:
    """What the block of a report says, as labels and texts."""
    bodies = "; ".join(f"{one.name}, {one.on:%d/%m/%Y}" if one.on else one.name for one in report.bodies)
    said = (
        ("Author", ", ".join(part for part in (report.author, report.author_post) if part)),
        ("Report of", report.report_of),
        ("Purpose", report.purpose),
        ("Goes to", bodies),
        ("Appendices", "\n".join(report.appendices)),
        ("Where it stands in the pack", report.where),
    )
    return [[label, text] for label, text in said if text]


def _verb(word: str) -> Resolution.Verb:
    return next((verb for start, verb in VERBS if word.startswith(start)), Resolution.Verb.RESOLVED)
