"""Who reads how a report was made: its checks, remarks, clearances and versions; others read what was issued.

And who reads the plan behind it, which those who clear it or decide on it need not.
"""

from goldenthread.identity.models import Person
from goldenthread.plan.models import Plan
from goldenthread.reports.models import Clearance, Report
from goldenthread.reports.models.report import READS_ALL_ALIKE, plans_kept_by


def reads_its_making(report: Report, person: Person) -> bool:
    """Whether somebody who sees a report also reads what went before it was issued.

    Its authors do, whoever was asked to clear it, and who keeps, directs, assures or audits its plan; a clerk or a
    member reads the report as it was issued, and no draft of it.
    """
    if person.is_system or person.pk in {report.author_id, report.made_by_id, report.chief_officer_id}:
        return True
    if report.round is None and person.rights.everywhere & READS_ALL_ALIKE:
        return True
    if report.round is not None and plans_kept_by(person).filter(pk=report.round.plan_id).exists():
        return True
    return person.pk in report.author_ids or Clearance.objects.filter(report=report, person=person).exists()


def reads_its_plan(report: Report, person: Person) -> bool:
    """Whether somebody who sees a report may open the plan it is on, and so the actions it names."""
    plan = report.plan
    return plan is not None and Plan.objects.visible_to(person).filter(pk=plan.pk).exists()
