"""Findings that a pack offers beside its plan: promises, priorities of a self-evaluation, areas for development, and
what a survey recommends.

Each is offered as it is printed, with what it stands under and the plan it names; somebody takes it or declines it.

Source: the pack of 2 May 2018: the self-evaluation with its priorities and the plans behind them in brackets, the
report that names an area for development, the slides of the annual survey.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

from goldenthread.committee.reading.cutting import Kind, Paper
from goldenthread.committee.reading.lines import LONGEST_HEADING, Line, is_furniture, tidy
from goldenthread.committee.reading.promising import sentences_of
from goldenthread.committee.reading.values import MinutesRead, OfferedFinding, OfferKind, PromiseRead

MOST_OFFERED = 500
_MOST_IN_LIST = 60
_LONGEST = 3_000
_OFTEN = 3
_PRIORITY = re.compile(
    r"(?i)^(?:(?:an?|one|another|our|the)\s+)?(?:(?:further|key|next|main|second|third|top|first|overall)\s+)*"
    r"priorit(?:y|ies)(?:\s+(?:for|in|of|under)\s+[^.:]{2,80}?)?\s+(?:is|are|was|were|will be|"
    r"remains?)\b\s*(?P<rest>.*)$",
    re.DOTALL,
)
_DEVELOPMENT = re.compile(
    r"(?i)\b(?:areas?|points?)\s+(?:for|of)\s+(?:further\s+)?(?:development|improvement)\s+(?:is|are|was|were|remains?)\b"
)
_DEVELOPMENT_HEAD = re.compile(
    r"(?i)^(?:(?:key|main|our|identified)\s+)*(?:areas?|points?)\s+(?:for|of|needing|that need|requiring)\s+"
    r"(?:further\s+)?(?:development|improvement|work)\b[^.]{0,60}$"
)
_RECOMMENDS = re.compile(r"(?i)^recommendations?\b(?!\s*(?:is|are|was|were|\d)\b)[^.]{0,100}$")
_SURVEY = re.compile(r"(?i)\b(?:surveys?|consultations?|questionnaires?|respondents?)\b")
_LISTED = re.compile(r"^(?:[-–—•▪*☐]\s*)+|^\(?(?:\d{1,2}|[a-z])[.)]\s+")
_TO = re.compile(r"^(?:to|that)\s", re.IGNORECASE)
_PLAN_NAMED = re.compile(r"\s*\((?P<plan>[^()]{2,80})\)[\s.*]*$")
_IS_PLAN = re.compile(r"(?:\b(?i:plan|priority|action|objective|strategy)\b|\b[A-Z][A-Za-z]*[A-Z]\b)")
_LEGEND = re.compile(r"^(?P<short>[A-Z][A-Za-z]{1,9})\s*[-–—=:]\s*(?P<name>[A-Z][^.]{4,90}\b[Pp]lan\b[^.]{0,30})$")
_SHORT = re.compile(r"^(?P<short>[A-Z][A-Za-z]{1,9})\b")
_MARKS = re.compile(r"\*{2,}|☐|\^[a-z]\s")


def offers_of(
    lines: Sequence[Line],
    papers: Sequence[Paper],
    minutes: Sequence[MinutesRead],
    closed: Collection[int] = (),
) -> tuple[OfferedFinding, ...]:
    """Every finding a pack offers, each once, in the order of the pack's papers: promises first.

    ``closed`` is where papers begin that are not public.
    """
    found = [_promised(promise, item.part) for one in minutes for item in one.items for promise in item.promises]
    plans = _legend(lines)
    for paper in papers:
        if paper.kind in (Kind.REPORT, Kind.MARK, Kind.OTHER):
            offers = _in_paper(lines[paper.begin : paper.end], plans, is_report=paper.kind is Kind.REPORT)
            found.extend(replace(one, part=2) if paper.begin in closed else one for one in offers)
    once: dict[tuple[OfferKind, str], OfferedFinding] = {}
    for one in found:
        once.setdefault((one.kind, one.text.casefold().rstrip(".")), one)
    return tuple(once.values())[:MOST_OFFERED]


def _promised(promise: PromiseRead, part: int) -> OfferedFinding:
    of = " ".join(part for part in (promise.item, promise.title) if part)
    return OfferedFinding(OfferKind.PROMISE, promise.text, promise.where, of, part=part)


def _legend(lines: Sequence[Line]) -> dict[str, str]:
    """The plans that a paper shortens, by their short names."""
    found: dict[str, str] = {}
    for line in lines:
        said = _LEGEND.match(line.text) if 8 < len(line.text) < 140 and not line.is_row else None
        if said:
            found.setdefault(said["short"], tidy(said["name"]))
    return found


@dataclass(slots=True)
class _Walk:
    """Where a paper is gone through: what heads the words now, and the list that is open."""

    plans: dict[str, str]
    is_report: bool
    often: frozenset[str]
    heading: str = ""
    kind: OfferKind | None = None
    of: str = ""
    group: str = ""
    taken: int = 0
    is_survey: bool = False
    waiting: list[Line] = field(default_factory=list)


def _in_paper(lines: Sequence[Line], plans: dict[str, str], *, is_report: bool) -> Iterator[OfferedFinding]:
    """The findings of one paper that is no agenda and no minutes."""
    plain = [line for line in lines if not line.is_row and not is_furniture(line.text)]
    counts = Counter(line.text for line in plain if len(line.text) < 60)
    walk = _Walk(plans, is_report, frozenset(text for text, count in counts.items() if count >= _OFTEN))
    for at, line in enumerate(plain):
        below = plain[at + 1].text if at + 1 < len(plain) else ""
        walk.is_survey = walk.is_survey or (not is_report and bool(_SURVEY.search(line.text[:_LONGEST])))
        yield from _of_line(walk, line, below)


def _of_line(walk: _Walk, line: Line, below: str) -> Iterator[OfferedFinding]:
    text = line.text[:_LONGEST]
    if text in walk.often:
        walk.kind = None
        return
    bare = _bare(text)
    if _opens(walk, line, text):
        return
    kind = walk.kind
    if kind is not None and _is_in_list(walk, kind, line, bare, below):
        yield from _listed(walk, kind, line, bare, below)
        return
    walk.kind = None
    said = _PRIORITY.match(bare)
    if said and len(said["rest"]) > 3:
        yield _priority(walk, said["rest"], line.where)
    elif said and bare.endswith(":"):
        _open(walk, OfferKind.PRIORITY)
    else:
        yield from _developments(walk, bare, line.where)
        if _heads(text, below):
            walk.heading = bare


def _heads(text: str, below: str) -> bool:
    """Whether a line is the heading of what stands under it: short, and no part of a sentence that goes on."""
    if len(text) > LONGEST_HEADING or _LISTED.match(text) or below[:1].islower() or text[-1] in ":;,?!":
        return False
    return text[-1] != "." or len(below) > 2 * len(text)


def _opens(walk: _Walk, line: Line, text: str) -> bool:
    """Whether a line heads a list of findings."""
    if len(text) > LONGEST_HEADING or _LISTED.match(text) or line.is_item:
        return False
    if _DEVELOPMENT_HEAD.match(text):
        _open(walk, OfferKind.DEVELOPMENT)
    elif not walk.is_report and walk.is_survey and _RECOMMENDS.match(text):
        _open(walk, OfferKind.SURVEY)
    else:
        said = _PRIORITY.match(_bare(text))
        if not said or said["rest"].strip(" :"):
            return False
        _open(walk, OfferKind.PRIORITY)
        return True
    walk.of = walk.heading = _bare(text).rstrip(":")
    return True


def _open(walk: _Walk, kind: OfferKind) -> None:
    walk.kind, walk.of, walk.group, walk.taken = kind, walk.heading, "", 0


def _is_in_list(walk: _Walk, kind: OfferKind, line: Line, bare: str, below: str) -> bool:
    """Whether a line is an item of the list that is open."""
    if walk.taken >= _MOST_IN_LIST:
        return False
    if _LISTED.match(line.text) or line.is_item:
        return True
    if kind is OfferKind.PRIORITY:
        return bool(_TO.match(bare))
    if kind is OfferKind.SURVEY:
        return len(bare) <= LONGEST_HEADING and not line.level
    return walk.taken == 0 and bool(_TO.match(bare) or below == "")


def _listed(walk: _Walk, kind: OfferKind, line: Line, bare: str, below: str) -> Iterator[OfferedFinding]:
    """An item of a list; a line with a colon heads those below it, and so does what stands above the first of them."""
    if bare.endswith(":"):
        walk.group = bare.rstrip(":")
        return
    is_first = not walk.taken and not walk.group
    if kind is OfferKind.SURVEY and is_first and not _LISTED.match(line.text) and _bare(below).endswith(":"):
        return
    walk.taken += 1
    if not any(char.isalpha() for char in bare):
        return
    if kind is OfferKind.PRIORITY:
        yield _priority(walk, bare, line.where)
        return
    of = ": ".join(part for part in (walk.of, walk.group) if part)
    yield OfferedFinding(kind, bare, line.where, of)


def _priority(walk: _Walk, text: str, where: str) -> OfferedFinding:
    """A priority with the plan that stands in brackets behind it, by its long name where the paper gives one."""
    text = tidy(text).lstrip(": ")
    named = _PLAN_NAMED.search(text[-120:])
    plan = ""
    if named and _IS_PLAN.search(named["plan"]):
        plan = tidy(named["plan"])
        text = text[: len(text) - len(named[0])].rstrip()
        short = _SHORT.match(plan)
        if short and short["short"] in walk.plans:
            plan = f"{walk.plans[short['short']]}{plan[short.end() :]}"
    return OfferedFinding(OfferKind.PRIORITY, text, where, walk.of if walk.kind else walk.heading, plan)


def _developments(walk: _Walk, text: str, where: str) -> Iterator[OfferedFinding]:
    """The sentences that name an area for development."""
    if _DEVELOPMENT.search(text):
        for sentence in sentences_of(text):
            if _DEVELOPMENT.search(sentence):
                yield OfferedFinding(OfferKind.DEVELOPMENT, _LISTED.sub("", sentence), where, walk.heading)


def _bare(text: str) -> str:
    return tidy(_LISTED.sub("", _MARKS.sub("", text).strip(), count=1)).strip("* ")
