"""Issued reports in the search, each with a scope of its own: whoever may read the report finds it, and nobody else.

The readers of a plan are not those of its reports: a lead officer reads the plan she has an action in, and the report
on it when it is published.
"""

from dataclasses import replace

from goldenthread.documents.paper import Appendix
from goldenthread.identity.models import Person, Scope
from goldenthread.kernel.prepared import Prepared
from goldenthread.reports.models import Report, ReportVersion
from goldenthread.reports.passages import to_go_out
from goldenthread.reports.queries.content import issued_version, paper_of_version
from goldenthread.search.index import Entry, index, remove

KIND = "report"


def scopes_found_by(person: Person) -> frozenset[int]:
    """The scopes of the reports whose texts a person may find."""
    if not ANY.rows():
        return frozenset()
    seen = Report.objects.visible_to(person).order_by().values("key")
    return frozenset(Scope.objects.filter(kind=KIND, key__in=seen).values_list("pk", flat=True))


ANY = Prepared(lambda: Scope.objects.filter(kind=KIND).order_by().values_list("pk")[:1])


def index_report(report: Report) -> None:
    """Put an issued report into the search, with every word it prints before its appendices."""
    scope, _ = Scope.objects.get_or_create(kind=KIND, key=report.key, defaults={"title": report.subject})
    text = _words(issued_version(report))
    index([Entry(KIND, report.ledger_name, scope.pk, report.subject, text, report.get_absolute_url())])


def _words(version: ReportVersion | None) -> str:
    if version is None:
        return ""
    paper = paper_of_version(version)
    report = replace(paper, blocks=tuple(block for block in paper.blocks if not isinstance(block, Appendix)))
    return "\n".join(passage.text for passage in to_go_out(report))


def unindex_report(report: Report) -> None:
    """Take a report out of the search."""
    remove(KIND, [report.ledger_name])
