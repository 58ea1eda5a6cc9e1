"""Making a report, and everything that is written in it: its block, its bodies, its sections, its authors."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils.text import slugify
from django.utils.timezone import localdate

from goldenthread.boards.models import Closing, MonitoringRound
from goldenthread.boards.queries.movement_between import closings_of
from goldenthread.bodies.models import Body
from goldenthread.bodies.schedule_12a import LONGEST_REASON, numbers_in, written
from goldenthread.identity.actor import Actor
from goldenthread.identity.models import Person
from goldenthread.kernel.errors import RuleBroken
from goldenthread.ledger.writing import record
from goldenthread.plan.commands.saving import save_changed
from goldenthread.reports.commands.holding import hold_to_write
from goldenthread.reports.models import Destination, Report, ReportTemplate, Section
from goldenthread.reports.policy import require_can_be_author, require_may_make, require_may_write
from goldenthread.reports.states import Purpose, ReportState, SectionKind
from goldenthread.reports.wording import SectionBegun, TemplateValues, template_of, values_of

LONGEST_SECTION = 100_000
MOST_SECTIONS = 80
RESERVED = frozenset({"new"})
"""What stands in an address where a key would stand."""
_NOT_IN_A_KEY = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Going:
    """A body a report goes to, and the day it meets where that is known."""

    body: Body
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Exempt:
    """Why a report is not public: paragraphs of Part 1 of Schedule 12A, and why keeping it outweighs telling it."""

    paragraphs: tuple[int, ...] = ()
    public_interest: str = ""


@dataclass(frozen=True, slots=True)
class Details:
    """The block of a report, as its form gives it; ``author`` is the person, the rest of the author is as printed."""

    subject: str
    is_public: bool
    purpose: str
    report_of: str
    report_of_post: str
    chief_officer: Person | None
    author: Person
    author_name: str
    author_post: str
    author_telephone: str
    author_email: str
    exempt_under: str = ""
    public_interest: str = ""


@transaction.atomic
def make_report(
    *,
    subject: str,
    by: Actor,
    at: datetime,
    round: MonitoringRound | None = None,
    going_to: Sequence[Going] = (),
    author: Person | None = None,
    is_public: bool = True,
    exempt: Exempt | None = None,
    purpose: str = Purpose.INFORMATION,
    template: ReportTemplate | None = None,
    supersedes: Report | None = None,
    is_empty: bool = False,
) -> Report:
    """Begin a report with what its template begins with; ``draft_report`` makes a whole one from a round.

    With a round it stands on the round's last closing. The author is whoever begins it, unless another is named.
    """
    require_may_make(by, round)
    if not subject.strip():
        raise RuleBroken("Say what the report is about: its subject stands in its block.", about="subject")
    who = author or by.acting
    require_can_be_author(who, on=localdate(at))
    closing = last_closing(round) if round else None
    found = template or template_of([one.body for one in going_to])
    report = Report.objects.create(
        key=free_key(subject),
        subject=subject.strip()[:300],
        round=round,
        closing=closing,
        template=found,
        is_public=is_public,
        **_exempt(is_public, exempt or Exempt()),
        purpose=purpose,
        author=who,
        author_name=who.name,
        author_post=who.job_title,
        author_telephone=who.telephone,
        author_email=who.email,
        made_by=by.acting,
        created_at=at,
        supersedes=supersedes,
    )
    record(
        "reports.report_made", by=by, subject=report.ledger_name, at=at, printed_subject=report.subject,
        round=round.subject if round else None, author=who.key,
    )  # fmt: skip
    set_destinations(report=report, going_to=going_to, by=by, at=at)
    if not is_empty:
        _begin(report, values_of(found))
    return report


def _exempt(is_public: bool, exempt: Exempt) -> dict[str, str]:
    """What is kept of why a report is not public: nothing of one that is."""
    if is_public:
        return {"exempt_under": "", "public_interest": ""}
    reason = " ".join(exempt.public_interest.replace("\x00", "").split())
    if len(reason) > LONGEST_REASON:
        raise RuleBroken(
            f"Say why it is kept from the public in {LONGEST_REASON:,} letters at the most.", about="public_interest"
        )
    return {"exempt_under": written(exempt.paragraphs), "public_interest": reason}


def _begin(report: Report, template: TemplateValues) -> None:
    """The sections a template begins with, and a heading for each implication that is wanted."""
    wanted = [SectionBegun(SectionKind.IMPLICATIONS, name) for name in template.implications]
    Section.objects.bulk_create(
        Section(report=report, position=place, kind=one.kind, level=one.level, heading=one.heading, text=one.text)
        for place, one in enumerate((*template.sections, *wanted), start=1)
    )


def last_closing(round: MonitoringRound) -> Closing:
    """The closing a report on a round stands on: its last one; a round that was never closed has none."""
    found = next((one for one in closings_of(round.plan) if one.round_id == round.pk), None)
    if found is None:
        raise RuleBroken("This round has not been closed yet; a report is drafted from what was closed.")
    return found


def free_key(subject: str) -> str:
    """A key of letters, digits and hyphens made of the subject, with a number where it is taken."""
    stem = _NOT_IN_A_KEY.sub("-", slugify(subject).lower()).strip("-")[:70].strip("-") or "report"
    taken = {*RESERVED, *Report.objects.filter(key__startswith=stem).values_list("key", flat=True)}
    key, number = stem, 1
    while key in taken:
        number += 1
        key = f"{stem}-{number}"
    return key


@transaction.atomic
def change_details(*, report: Report, version: int | None, details: Details, by: Actor, at: datetime) -> bool:
    """Change the block of a report; nothing is written where somebody else saved it since ``version``."""
    require_may_write(by, report)
    if not details.subject.strip():
        raise RuleBroken("Say what the report is about: its subject stands in its block.", about="subject")
    if details.purpose not in Purpose.values:
        raise RuleBroken("A report is for decision or for information.", about="purpose")
    values = {field.name: getattr(details, field.name) for field in fields(details)}
    values |= _exempt(details.is_public, Exempt(numbers_in(details.exempt_under), details.public_interest))
    values |= {"chief_officer_id": details.chief_officer and details.chief_officer.pk, "author_id": details.author.pk}
    del values["chief_officer"], values["author"]
    current = Report.objects.get(pk=report.pk)
    if all(getattr(current, name) == value for name, value in values.items()):
        return False
    if details.author.pk != current.author_id:
        require_can_be_author(details.author, on=localdate(at))
    held = hold_to_write(report, by=by, at=at)
    # Taking it back from clearance counted the version up by one; that was no change of the block by anybody else.
    was_taken_back = current.state != ReportState.DRAFT
    since = version + was_taken_back if version is not None else None
    return save_changed(
        held, version=since, values=values, subject=held.ledger_name, what="reports.details_changed", by=by
    )


@transaction.atomic
def set_destinations(*, report: Report, going_to: Sequence[Going], by: Actor, at: datetime) -> None:
    """Say to which bodies a report goes, and on which days, in the order in which they are printed."""
    require_may_write(by, report)
    if len({one.body.pk for one in going_to}) != len(going_to):
        raise RuleBroken("Each body stands once among those a report goes to.", about="going_to")
    before = [(one.body.key, one.on) for one in report.destinations.select_related("body")]
    after = [(one.body.key, one.on) for one in going_to]
    if before == after:
        return
    held = hold_to_write(report, by=by, at=at)
    held.destinations.all().delete()
    Destination.objects.bulk_create(
        Destination(report=held, body=one.body, on=one.on, position=place) for place, one in enumerate(going_to)
    )
    record(
        "reports.destinations_set", by=by, subject=held.ledger_name, at=at,
        changes={"going_to": (_in_words(before), _in_words(after))},
    )  # fmt: skip


def _in_words(pairs: Sequence[tuple[str, date | None]]) -> list[str]:
    return [f"{key} {on.isoformat() if on else ''}".strip() for key, on in pairs]


@transaction.atomic
def add_co_author(*, report: Report, person: Person, by: Actor, at: datetime) -> None:
    """Let somebody else write in a report; from then on they do not clear it."""
    held = hold_to_write(report, by=by, at=at)
    if held.clearances.current().filter(person=person).exists():
        raise RuleBroken(f"{person} was asked to clear this report, so somebody else has to write in it.")
    require_can_be_author(person, on=localdate(at), about="person")
    held.co_authors.add(person)
    record("reports.author_added", by=by, subject=held.ledger_name, at=at, person=person.key)


@transaction.atomic
def add_section(
    *,
    report: Report,
    kind: str,
    heading: str = "",
    level: int = 1,
    text: str = "",
    after: Section | None = None,
    by: Actor,
    at: datetime,
) -> Section:
    """Add a section, after another or at the end."""
    held = hold_to_write(report, by=by, at=at)
    values = checked_section({"heading": heading, "text": text, "level": level})
    if kind not in SectionKind.values:
        raise RuleBroken("There is no such part of a report.", about="kind")
    many = (SectionKind.BODY, SectionKind.IMPLICATIONS)
    if kind not in many and held.sections.filter(kind=kind).exists():
        raise RuleBroken(f"This report has a part “{SectionKind(kind).label}” already.", about="kind")
    if held.sections.count() >= MOST_SECTIONS:
        raise RuleBroken(f"A report has {MOST_SECTIONS} sections at the most.")
    if after is not None:
        held.sections.filter(position__gt=after.position).update(position=F("position") + 1)
        position = after.position + 1
    else:
        position = (held.sections.aggregate(last=Max("position"))["last"] or 0) + 1
    made = Section.objects.create(report=held, position=position, kind=kind, **values)
    record("reports.section_added", by=by, subject=made.subject, at=at, kind=kind, heading=made.heading)
    return made


@transaction.atomic
def save_section(
    *,
    section: Section,
    version: int | None,
    by: Actor,
    at: datetime,
    text: str | None = None,
    heading: str | None = None,
    level: int | None = None,
) -> bool:
    """Save what was written in a section, if nobody saved it since ``version``; else ``Conflict`` holds both texts.

    Called every few seconds while somebody writes: nothing differs, nothing is written. What is given as ``None``
    stays as it is.
    """
    given = {"text": text, "heading": heading, "level": level}
    values = checked_section({name: value for name, value in given.items() if value is not None})
    current = Section.objects.select_related("report__round__plan", "report__author").get(pk=section.pk)
    require_may_write(by, current.report)
    if all(getattr(current, name) == value for name, value in values.items()):
        return False
    hold_to_write(current.report, by=by, at=at)
    return save_changed(
        current, version=version, values=values, subject=current.subject, what="reports.section_saved", by=by
    )


def checked_section(values: dict[str, Any]) -> dict[str, Any]:
    """The values of a section as they can be kept: no NUL, one kind of line break, limits of length and level."""
    if "text" in values:
        text = str(values["text"]).replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
        if len(text) > LONGEST_SECTION:
            raise RuleBroken(f"A section holds {LONGEST_SECTION:,} letters at the most.", about="text")
        values["text"] = text
    if "heading" in values:
        heading = " ".join(str(values["heading"]).replace("\x00", "").split())
        if len(heading) > 200:
            raise RuleBroken("A heading holds 200 letters at the most.", about="heading")
        values["heading"] = heading
    if values.get("level", 1) not in (1, 2):
        raise RuleBroken("A heading has one of two levels.", about="level")
    return values


@transaction.atomic
def move_section(*, section: Section, up: bool, by: Actor, at: datetime) -> None:
    """Move a section before the one above it, or after the one beneath; where there is none, nothing changes."""
    require_may_write(by, section.report)
    if _moved(section, up=up) is None:
        return
    hold_to_write(section.report, by=by, at=at)
    order = _moved(section, up=up)
    if order is None:  # somebody else moved it there while this waited
        return
    for position, one in enumerate(order, start=1):
        Section.objects.filter(pk=one.pk).exclude(position=position).update(position=position)
    place = 1 + [one.pk for one in order].index(section.pk)
    record("reports.section_moved", by=by, subject=section.subject, at=at, position=place)


def _moved(section: Section, *, up: bool) -> list[Section] | None:
    """The sections with one moved by a place; ``None`` where there is no place for it."""
    order = list(section.report.sections.order_by("position", "pk"))
    place = [one.pk for one in order].index(section.pk)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(order):
        return None
    order[place], order[other] = order[other], order[place]
    return order


@transaction.atomic
def remove_section(*, section: Section, by: Actor, at: datetime) -> None:
    """Take a section out; what it said stays in the record and in the versions that hold it."""
    held = hold_to_write(section.report, by=by, at=at)
    current = held.sections.get(pk=section.pk)
    record(
        "reports.section_removed", by=by, subject=current.subject, at=at,
        changes={"heading": (current.heading, None), "text": (current.text, None)},
    )  # fmt: skip
    current.delete()


@transaction.atomic
def take_last_closing(*, report: Report, by: Actor, at: datetime) -> bool:
    """Move the facts of a report onto the last closing of its round, after the round was closed again."""
    require_may_write(by, report)
    if report.round is None:
        raise RuleBroken("This report is on no round, so it has no facts.")
    closing = last_closing(report.round)
    if report.closing_id == closing.pk:
        return False
    held = hold_to_write(report, by=by, at=at)
    return save_changed(
        held, version=None, values={"closing_id": closing.pk}, subject=held.ledger_name,
        what="reports.closing_taken", by=by,
    )  # fmt: skip
