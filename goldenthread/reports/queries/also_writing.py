"""Who else has words in a section that are not saved yet, for those who write the report with her.

A draft is its author's own. Of a section of a report that several write it is shown to the others who may write it,
and to nobody else, so that two do not write the same thing unseen; the page on which it is typed says so.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.urls import reverse
from django.utils.timezone import localdate

from goldenthread.identity.actor import Actor
from goldenthread.identity.models import Delegation, Draft, Person
from goldenthread.reports.forms_tables import with_tables
from goldenthread.reports.models import Section
from goldenthread.reports.policy import may_write

NOW = timedelta(minutes=2)
"""Whoever's words were kept so lately is writing now: they are kept every few seconds."""
MOST = 5


@dataclass(frozen=True, slots=True)
class AlsoWriting:
    """Somebody else's words in a section as they were kept last, and whether they are being written now."""

    name: str
    at: datetime
    is_now: bool
    heading: str
    text: str


def also_writing(section: Section, by: Actor, *, at: datetime) -> list[AlsoWriting]:
    """Everybody else whose unsaved words stand in a section, the latest first; what reads as it is saved is no news."""
    form = reverse("report-section", args=[section.report.key, section.pk])
    kept = Draft.objects.filter(form=form).exclude(person=by.person).select_related("person").order_by("-kept_at")
    found = []
    for draft in kept[: 2 * MOST]:
        text, heading = _field(draft.fields, "text"), _field(draft.fields, "heading").strip()
        reads_as_saved = with_tables(text) == section.text and heading in ("", section.heading)
        if reads_as_saved or not _writes_here(draft.person, section, at=at):
            continue
        other = "" if heading == section.heading else heading
        found.append(AlsoWriting(draft.person.name, draft.kept_at, at - draft.kept_at <= NOW, other, text))
    return found[:MOST]


def as_seen(found: list[AlsoWriting]) -> str:
    """What tells one look from another: the same where nothing was written since."""
    said = "|".join(f"{one.name} {one.at.isoformat()} {one.is_now}" for one in found)
    return sha256(said.encode()).hexdigest()[:16] if found else ""


def _field(fields: dict[str, Any], name: str) -> str:
    values = fields.get(name) or [""]
    return str(values[0]).replace("\r\n", "\n")


def _writes_here(person: Person, section: Section, *, at: datetime) -> bool:
    """Whether somebody writes in the report, for herself or acting for somebody who does."""
    return any(may_write(one, section.report) for one in _as_whom(person, at=at))


def _as_whom(person: Person, *, at: datetime) -> Iterator[Actor]:
    yield Actor(person)
    for leave in Delegation.objects.current(on=localdate(at)).filter(delegate=person).select_related("person"):
        yield Actor(person, leave.person)
