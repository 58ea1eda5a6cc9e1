"""Who was asked to clear a report, what they said, and what changed since: for the page, and for who is asked again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.safestring import SafeString

from goldenthread.design.difference import changed
from goldenthread.identity.actor import Actor
from goldenthread.reports.models import Clearance, Remark, Report, ReportVersion
from goldenthread.reports.policy import may_decide
from goldenthread.reports.queries.content import Content, content_of
from goldenthread.reports.states import Cleared, ReportState


@dataclass(frozen=True, slots=True)
class ClearanceShown:
    """Somebody who was asked: what they said of which version, whether the day has passed, whether the reader may say.

    ``is_of_other_words`` says that the report has changed since that version.
    """

    clearance: Clearance
    is_late: bool
    may_decide: bool
    is_of_other_words: bool
    said_before: tuple[Clearance, ...] = ()


def clearances_shown(
    report: Report, reader: Actor, *, on: date, content: Content | None = None
) -> list[ClearanceShown]:
    """Everybody who is asked, with what they said of earlier versions."""
    rows = list(report.clearances.select_related("person", "version", "decided_by", "asked_by"))
    if not rows:
        return []
    now = (content or content_of(report)).sha256
    can_be_decided = report.state in (ReportState.IN_CLEARANCE, ReportState.CLEARED)
    shown = []
    for one in rows:
        if one.replaced_at is not None:
            continue
        one.report = report
        before = tuple(
            other for other in rows if other.person_id == one.person_id and other.pk != one.pk and other.decided_at
        )
        is_late = one.decision == Cleared.NONE and one.due_on is not None and one.due_on < on
        shown.append(
            ClearanceShown(one, is_late, can_be_decided and may_decide(reader, one), one.version.sha256 != now, before)
        )
    return shown


@dataclass(frozen=True, slots=True)
class SectionDifference:
    """A section of two versions as one text: what went struck through, what came underlined."""

    heading: str
    text: SafeString
    is_new: bool = False
    is_gone: bool = False


def difference(before: ReportVersion, after: ReportVersion | Content) -> list[SectionDifference]:
    """What changed from one version to another, or to the report as it stands, section by section.

    Sections are told apart by their own key, so one that was moved or renamed is not called new.
    """
    was = {one["key"]: one for one in before.value["sections"]}
    now = {one["key"]: one for one in _sections(after)}
    found = []
    for key, one in now.items():
        old = was.get(key)
        if old is None:
            found.append(SectionDifference(one["heading"], changed("", one["text"]), is_new=True))
        elif (old["heading"], old["text"]) != (one["heading"], one["text"]):
            heading = one["heading"] or old["heading"]
            found.append(SectionDifference(heading, changed(_whole(old), _whole(one))))
    gone = [one for key, one in was.items() if key not in now]
    found += [SectionDifference(one["heading"], changed(one["text"], ""), is_gone=True) for one in gone]
    return found


def _sections(of: ReportVersion | Content) -> Sequence[dict[str, Any]]:
    if isinstance(of, ReportVersion):
        found: Sequence[dict[str, Any]] = of.value["sections"]
        return found
    return [
        {"key": one.values.key, "heading": one.values.heading, "text": one.values.text} for one in of.built.sections
    ]


def _whole(section: dict[str, Any]) -> str:
    return f"{section['heading']}\n{section['text']}".strip()


def changed_facts(before: ReportVersion, after: ReportVersion | Content) -> list[tuple[str, str, str]]:
    """The facts whose value is not the same: label, before, after. So a closing taken anew shows, too."""
    was = {one["name"]: one for one in before.value["facts"]}
    if isinstance(after, ReportVersion):
        now = {one["name"]: (one["label"], one["text"]) for one in after.value["facts"]}
    else:
        now = {one.name: (one.label, one.text) for one in after.built.facts}
    return [
        (label, was[name]["text"], text)
        for name, (label, text) in now.items()
        if name in was and was[name]["text"] != text
    ]


def remarks_of(report: Report) -> list[Remark]:
    """The remarks on a report, those still to be answered first."""
    rows = report.remarks.select_related("by", "answered_by", "section")
    return sorted(rows, key=lambda one: one.answered_at is not None)
