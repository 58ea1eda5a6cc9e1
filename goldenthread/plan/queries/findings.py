"""Findings as a form offers them: those the reader may read, newest source first."""

from django.db.models import F, QuerySet

from goldenthread.identity.models import Person
from goldenthread.plan.queries.sources import findings_visible_to
from goldenthread.sources.kinds import FindingKind
from goldenthread.sources.models import Finding


def findings_for(reader: Person) -> QuerySet[Finding]:
    """Every finding that asks for something and that the reader may read; those of one source stand together."""
    found = findings_visible_to(reader).exclude(kind=FindingKind.STRENGTH)
    newest = F("source__first_on").desc(nulls_last=True)
    return found.select_related("source").order_by(newest, "source__title", "source_id", "position", "pk")
