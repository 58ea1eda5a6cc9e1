"""Keeping how reports are built: the sections, formulae, implications and limits of a body, or of the council."""

from typing import Any

from django.db import transaction

from goldenthread.bodies.models import Body
from goldenthread.identity.actor import Actor
from goldenthread.kernel.errors import RuleBroken
from goldenthread.ledger.writing import record
from goldenthread.plan.commands.saving import save_changed
from goldenthread.reports.models import ReportTemplate
from goldenthread.reports.policy import require_may_keep_templates
from goldenthread.reports.states import SectionKind
from goldenthread.reports.wording import FORMULAE, TemplateValues


@transaction.atomic
def keep_template(
    *, body: Body | None, name: str, values: TemplateValues, by: Actor, version: int | None = None
) -> ReportTemplate:
    """Keep the template of a body, or the council's own where no body is named; it begins later reports."""
    require_may_keep_templates(by)
    kept = _checked(name, values)
    found = ReportTemplate.objects.filter(body=body).first()
    if found is None:
        made = ReportTemplate.objects.create(body=body, **kept)
        record("reports.template_made", by=by, subject=made.subject, **kept)
        return made
    save_changed(found, version=version, values=kept, subject=found.subject, what="reports.template_changed", by=by)
    return ReportTemplate.objects.get(pk=found.pk)


def _checked(name: str, values: TemplateValues) -> dict[str, Any]:
    if not 0 < len(name.strip()) <= 200:
        raise RuleBroken("Give the template a name of 200 letters at the most.", about="name")
    unknown = sorted(set(values.wording) - set(FORMULAE))
    if unknown:
        raise RuleBroken(f"There is no formula called “{unknown[0][:40]}”.", about="wording")
    if any(kind not in SectionKind.values for kind in values.limits) or any(
        section.kind not in SectionKind.values or section.level not in (1, 2) for section in values.sections
    ):
        raise RuleBroken("A template names a part that reports do not have.", about="sections")
    if any(not 0 < most <= 100_000 for most in values.limits.values()):
        raise RuleBroken("A limit is a number of words.", about="limits")
    return {"name": name.strip()} | values.as_rows()
