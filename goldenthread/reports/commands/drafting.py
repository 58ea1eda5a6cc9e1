"""A whole report in one press, from a closed round."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from goldenthread.boards.models import MonitoringRound
from goldenthread.identity.actor import Actor
from goldenthread.identity.models import Person, PostHolding
from goldenthread.ledger.writing import record
from goldenthread.reports.commands.writing import Exempt, Going, make_report
from goldenthread.reports.drafting import drafted
from goldenthread.reports.models import Report, ReportAppendix, Section
from goldenthread.reports.policy import require_may_make
from goldenthread.reports.queries.content import book_of_report
from goldenthread.reports.states import Purpose
from goldenthread.reports.wording import values_of


@transaction.atomic
def draft_report(
    *,
    round: MonitoringRound,
    going_to: Sequence[Going],
    by: Actor,
    at: datetime,
    subject: str = "",
    author: Person | None = None,
    chief_officer: Person | None = None,
    purpose: str = Purpose.INFORMATION,
    is_public: bool = True,
    exempt: Exempt | None = None,
) -> Report:
    """Draft a report from the last closing of a round: block, sections made of facts, and the plan as appendix.

    Every sentence can be changed afterwards; every figure is a fact of the round.
    """
    require_may_make(by, round)
    report = make_report(
        subject=subject or round.plan.name, by=by, at=at, round=round, going_to=going_to, author=author,
        purpose=purpose, is_public=is_public, exempt=exempt, is_empty=True,
    )  # fmt: skip
    if chief_officer is not None:
        _name_chief(report, chief_officer, at)
    template = values_of(report.template)
    book = book_of_report(report, template)
    if book is not None:
        Section.objects.bulk_create(
            Section(report=report, position=place, kind=one.kind, level=one.level, heading=one.heading, text=one.text)
            for place, one in enumerate(drafted(book, template, purpose=purpose), start=1)
        )
    ReportAppendix.objects.create(report=report, number=1, title=round.plan.name[:300])
    record(
        "reports.report_drafted", by=by, subject=report.ledger_name, at=at, round=round.subject,
        sections=report.sections.count(),
    )  # fmt: skip
    return report


def _name_chief(report: Report, person: Person, at: datetime) -> None:
    """The chief officer is printed with the post held on the day; else with the job title."""
    held = PostHolding.objects.current(on=at.date()).filter(person=person).select_related("post").first()
    report.chief_officer, report.report_of = person, person.name
    report.report_of_post = held.post.title if held else person.job_title
    report.save(update_fields=["chief_officer", "report_of", "report_of_post"])
