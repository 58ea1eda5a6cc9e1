"""Who was asked to clear a report, what they said, and what changed since: for the page, and for who is asked again."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from goldenthread.identity.actor import Actor
from goldenthread.kernel.prepared import Prepared
from goldenthread.reports.comparing import Changed, changes_between, rows_changed
from goldenthread.reports.models import Clearance, Remark, Report, ReportVersion
from goldenthread.reports.policy import may_decide
from goldenthread.reports.queries.content import Content, content_of, rows_of
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
    rows = clearances_kept(report)
    if not rows:
        return []
    now = (content or content_of(report)).says
    can_be_decided = report.state in (ReportState.IN_CLEARANCE, ReportState.CLEARED)
    shown = []
    for kept in rows:
        one = kept.clearance
        one.report = report
        is_late = one.decision == Cleared.NONE and one.due_on is not None and one.due_on < on
        may = can_be_decided and may_decide(reader, one)
        shown.append(replace(kept, is_late=is_late, may_decide=may, is_of_other_words=one.version.says != now))
    return shown


def clearances_kept(report: Report) -> list[ClearanceShown]:
    """Everybody who is asked, with what they said of earlier versions and before they said otherwise; nothing open."""
    asked = report.clearances.select_related("person", "version", "decided_by", "asked_by")
    rows = list(asked.defer("version__content"))
    before: dict[int, list[Clearance]] = {}
    for one in rows:
        if one.replaced_at is not None and one.decided_at is not None:
            before.setdefault(one.person_id, []).append(one)
    return [
        ClearanceShown(one, False, False, False, tuple(before.get(one.person_id, ())))
        for one in rows
        if one.replaced_at is None
    ]


def difference(before: ReportVersion | Content, after: ReportVersion | Content) -> list[Changed]:
    """What reads otherwise in one version than in another, or in the report as it stands; empty where nothing does."""
    was, now = (one.value if isinstance(one, ReportVersion) else one.kept for one in (before, after))
    changes = changes_between(was, now)
    then, here = _plan(was), _plan(now)
    if then and here and then["rows"] != here["rows"]:
        changes += rows_changed(_rows(after.report, was), _rows(after.report, now))
    return changes


def _plan(kept: Mapping[str, Any]) -> dict[str, Any] | None:
    """The plan behind a version, where it has one."""
    return next((one["plan"] for one in kept.get("appendices", ()) if "plan" in one), None)


def _rows(report: Report, kept: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The rows of the plan behind a version, from the closing it stands on: they are frozen there."""
    closing = report.round and report.round.closings.filter(number=kept["closing"]["number"]).first()
    return rows_of(closing) if closing else []


def remarks_of(report: Report) -> list[Remark]:
    """The remarks on a report, those still to be answered first."""
    return sorted(_REMARKS.objects(report.pk), key=lambda one: one.answered_at is not None)


_REMARKS = Prepared(
    lambda report: Remark.objects.filter(report=report).select_related("by", "answered_by", "section"), int
)
