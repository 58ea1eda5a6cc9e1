"""A report as somebody takes it out: the sealed bytes once it was issued, a marked working copy before."""

import hashlib
from pathlib import Path

from goldenthread.identity.actor import Actor
from goldenthread.kernel.errors import NotAllowed, RuleBroken
from goldenthread.reports.models import IssuedFile, Report
from goldenthread.reports.queries.content import paper_of
from goldenthread.reports.rendering import File, Format, rendered


def report_file(report: Report, format: str, *, by: Actor) -> File:
    """The report as a file: what was issued byte for byte, else a working copy, which waits for no check.

    Refused for whoever may not read the report, for a format there is not, and where the sealed bytes are not what
    was entered with their hash.
    """
    if not Report.objects.visible_to(by.acting).filter(pk=report.pk).exists():
        raise NotAllowed("Only whoever may read this report can take it out.")
    if format not in set(Format):
        raise RuleBroken(f"A report can be taken out as {', '.join(Format)}; “{format[:20]}” is none of them.")
    sealed = sealed_file(report, format)
    if sealed is not None:
        return File(Format(format), sealed_bytes(sealed))
    return rendered(paper_of(report), format)


def sealed_file(report: Report, format: str) -> IssuedFile | None:
    """The file of a format that was issued."""
    return IssuedFile.objects.filter(report=report, format=format).select_related("file").order_by("-pk").first()


def sealed_bytes(issued: IssuedFile) -> bytes:
    """The bytes that were issued; refused where they are not those bytes any more."""
    content = Path(issued.file.location).read_bytes()
    if hashlib.sha256(content).hexdigest() != issued.sha256:
        raise RuleBroken("This file is not what was issued: its hash differs. Tell whoever runs this service.")
    return content
