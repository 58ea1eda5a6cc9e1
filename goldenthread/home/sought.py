"""What a reader of the record means by the names that the record prints: an action, a round, a plan, a report.

"action 1.3", "round 4 of Harbour Plan", "Harbour Plan", "finding 2 of Harbour inspection": the word for the kind may
stand in front or not, and the name behind "of" narrows. Only what the reader may open is found, so that looking
for a name tells nobody that there is such a thing.
"""

import re
from collections.abc import Iterable

from django.db.models import Q

from goldenthread.boards.models import MonitoringRound
from goldenthread.bodies.models import Body
from goldenthread.identity.models import Person
from goldenthread.plan.models import Action, Plan
from goldenthread.plan.queries.sources import findings_visible_to, sources_visible_to
from goldenthread.reports.models import Report

MOST = 50
_NUMBERED = re.compile(r"(?:(action|round|finding)\s+)?(\S{1,80}?)(?:\s+of\s+(?:plan\s+)?(.{1,200}))?", re.IGNORECASE)
_KIND = re.compile(r"(?:plan|report|source|body|export of plan|export of)\s+(?=\S)", re.IGNORECASE)


def seek(words: str, reader: Person) -> list[str]:
    """The subjects in the record that are called so, at most fifty of a kind."""
    if not words:
        return []
    return [*_numbered(words, reader), *_titled(_KIND.sub("", words, count=1), reader)]


def _numbered(words: str, reader: Person) -> Iterable[str]:
    """Actions by ref, rounds and findings by number, with the name of the plan or source behind "of"."""
    match = _NUMBERED.fullmatch(words)
    if match is None:
        return
    kind, number, whole = (match.group(1) or "").lower(), match.group(2), match.group(3) or ""
    if kind in ("", "action"):
        called = Q(ref__iexact=number) | Q(key__iexact=number)
        actions = Action.objects.visible_to(reader).filter(called, plan__name__icontains=whole).order_by("pk")
        yield from (f"action:{plan}/{key}" for plan, key in actions.values_list("plan__key", "key")[:MOST])
    if kind == "round" and number.isdecimal() and len(number) < 6:
        rounds = MonitoringRound.objects.visible_to(reader).filter(number=int(number), plan__name__icontains=whole)
        yield from (
            f"round:{plan}/{int(number)}" for plan in rounds.order_by("pk").values_list("plan__key", flat=True)[:MOST]
        )
    if kind == "finding":
        findings = findings_visible_to(reader).filter(number__iexact=number, source__title__icontains=whole)
        yield from (f"finding:{key}" for key in findings.order_by("pk").values_list("key", flat=True)[:MOST])


def _titled(words: str, reader: Person) -> Iterable[str]:
    """What has a title: a plan with its actions and rounds, a report, a source, a body."""
    plans = Plan.objects.visible_to(reader).filter(name__icontains=words).order_by("pk")
    for key in plans.values_list("key", flat=True)[:MOST]:
        yield from (f"{kind}:{key}" for kind in ("plan", "action", "round", "export"))
    reports = Report.objects.visible_to(reader).filter(subject__icontains=words).order_by("pk")
    yield from (f"report:{key}" for key in reports.values_list("key", flat=True).distinct()[:MOST])
    sources = sources_visible_to(reader).filter(title__icontains=words).order_by("pk")
    yield from (f"source:{key}" for key in sources.values_list("key", flat=True)[:MOST])
    bodies = Body.objects.visible_to(reader).filter(name__icontains=words).order_by("pk")
    for key in bodies.values_list("key", flat=True)[:MOST]:
        yield from (f"body:{key}", f"meeting:{key}")
