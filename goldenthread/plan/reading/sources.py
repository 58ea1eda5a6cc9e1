"""Sources and findings that a paper names: "Ofsted recommendation 1:", "(Paragraph 8)", "(Annual Consultation)".

A paper promises to show "the source of an action" in brackets behind the aim.
What stands there becomes a source and a finding, so that from any action one
can go to what asked for it. A bracket that is only a remark stays a remark.

Sources: the first column of the plan of 2 May 2018; report of 8 February 2019, paragraph 1
(red brackets behind an objective name its source); plans with a column of paragraph numbers
or of origins.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from goldenthread.plan.reading.drafts import Draft
from goldenthread.plan.reading.memory import remembered
from goldenthread.plan.reading.periods import find_period
from goldenthread.plan.reading.values import Column, ReadFinding, ReadPriority, ReadSource

RECOMMENDATION = "recommendation"
FOR_DEVELOPMENT = "for_development"
OTHER = "other"
LONGEST_TITLE = 300
LONGEST_NUMBER = 40
LONGEST_PARAGRAPH = 60
MOST_BRACKETS = 20

_KINDS: tuple[tuple[str, str], ...] = (
    ("focused_visit", r"focused? visit|monitoring visit"),
    (
        "inspection",
        r"ofsted|ilacs|\bcqc\b|hmicfrs|\bhmip?\b|jtai|inspect\w*|written statement of action|\bwsoa\b"
        r"|care quality commission",
    ),
    ("case_review", r"case reviews?|\bscrs?\b|\bdhrs?\b|homicide|lcspr|learning reviews?|practice reviews?|\blsprs?\b"),
    ("multi_agency_audit", r"multi[- ]?agency (?:case )?(?:file )?audits?"),
    ("external_audit", r"external(?:ly)? audit\w*|peer (?:review|challenge|inspection)|external review"),
    ("thematic_audit", r"audits?\b|dip sample"),
    ("staff_feedback", r"staff (?:survey|feedback|forum|consultation|health check)|social work health check"),
    ("survey", r"surveys?|consultations?|questionnaires?|feedback from|young people said|children said|parents? said"),
    ("research", r"\bresearch\b"),
    ("self_evaluation", r"self[- ]?(?:evaluation|assessment)|\bsef\b|\bscif\b"),
    ("direction", r"committee|scrutiny|cabinet|\bboard\b|task and finish|motion\b|select committee|full council"),
    ("provider_judgement", r"provider judgement|fostering agency|quality of provider"),
    ("data", r"\bdata\b|performance (?:information|report)|\bkpis?\b|dashboard|scorecard"),
    ("strategy", r"\bstrategy\b"),
)
_WHOLE_SOURCES = frozenset({"inspection", "focused_visit", "case_review", "external_audit", "multi_agency_audit"})
"""Kinds that can stand behind a whole priority or plan; a title that says "audit" in passing names no source."""
_KIND_PATTERNS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _KINDS)
_RECOMMENDATION = re.compile(
    r"^(?P<by>[\w&’'. /-]{0,60}?)\s*\b(?:recommendation"
    r"|rec)\.?\s*(?:no\.?\s*)?(?P<number>\d{1,3}[a-z]?)\b\s*(?:[:.\-–—)]+\s*|(?=[A-Z]))",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"^(?P<number>\d{1,3}[a-z]?(?=\s*[.):])|[a-z](?=\s*[.):])|\d{1,2}[a-z](?=\s))\s*[.):]?\s+(?=[A-Z])"
)
_BRACKET = re.compile(r"(?P<round>\((?P<inside>[^()]{2,120})\))|\[(?P<square>[^\[\]]{2,160})\]")
_PARAGRAPHS = re.compile(
    r"^(?P<by>[A-Za-z ]{0,30}?)\s*\bpara(?:graph)?s?\.?\s*(?P<numbers>\d+(?:\.\d+)*(?:\s*(?:,|&|and|-|–"
    r"|to)\s*\d+(?:\.\d+)*)*)\.?$",
    re.IGNORECASE,
)
_PAGES = re.compile(r"\b(?:pages?|pgs?|pp?)\.?\s*\d+", re.IGNORECASE)
_NUMBERS_ONLY = re.compile(r"^(?:\d{1,4}(?:\.\d+)*[a-z]?)(?:\s*(?:,|;|&|and|/|-|–|\s)\s*\d{1,4}(?:\.\d+)*[a-z]?)*\.?$")
_REF_WITH_PARAGRAPHS = re.compile(r"^(?P<ref>[\w.]+?)\.?\s*\((?P<numbers>\d{1,4}(?:\s*(?:,|&|and|-|–)\s*\d{1,4})*)\)$")
_INSPECTORATES = {
    "ofsted": "Ofsted", "ilacs": "Ofsted", "cqc": "CQC", "jtai": "Joint targeted area", "hmicfrs": "HMICFRS",
    "hmip": "HMIP",
}  # fmt: skip


@dataclass(slots=True)
class Book:
    """Sources and findings as they are found, each once."""

    sources: list[ReadSource] = field(default_factory=list)
    findings: list[ReadFinding] = field(default_factory=list)
    _titles: dict[str, int] = field(default_factory=dict)
    _known: dict[tuple[int, str, str, str], int] = field(default_factory=dict)

    def source(self, title: str, kind: str, written: str) -> int:
        """The index of a source, entered where it is new."""
        title = _shortened(" ".join(title.split()), LONGEST_TITLE)
        key = title.casefold()
        if key not in self._titles:
            self._titles[key] = len(self.sources)
            self.sources.append(ReadSource(title, kind, written))
        return self._titles[key]

    def finding(self, source: int, *, number: str, paragraph: str, kind: str, text: str) -> int:
        """The index of a finding, entered where it is new; the same words under the same number are one finding."""
        key = (source, number, paragraph, " ".join(text.split()).casefold())
        if key not in self._known:
            self._known[key] = len(self.findings)
            self.findings.append(
                ReadFinding(
                    source,
                    _shortened(number, LONGEST_NUMBER),
                    _shortened(paragraph, LONGEST_PARAGRAPH),
                    kind,
                    text.strip(),
                )
            )
        return self._known[key]


@remembered
def kind_of(text: str) -> str:
    """The kind of a source by its words; nothing where no word tells."""
    return next((kind for kind, pattern in _KIND_PATTERNS if pattern.search(text)), "")


def split_ref(ref: str) -> tuple[str, str]:
    """A ref that names paragraphs too, such as "17. (57, 138)": the ref and the paragraphs."""
    found = _REF_WITH_PARAGRAPHS.match(ref)
    return (found["ref"], found["numbers"]) if found and "." not in found["ref"] else (ref, "")


class Finder:
    """Finds what each action answers: in its aim, in the columns for sources, and in the title it stands under."""

    def __init__(self, plan_name: str, priorities: Sequence[ReadPriority], labels: Iterable[str]) -> None:
        self.book = Book()
        self._plan_name = plan_name
        self._priorities = priorities
        self._label = next((label for label in labels if kind_of(label)), "")
        self._aims: dict[int, tuple[int, ...]] = {}

    def findings_of(self, draft: Draft) -> tuple[int, ...]:
        """The indexes of the findings a draft answers, each once."""
        found = list(self._of_aim(draft))
        text = draft.aim or draft.text(Column.ACTION)
        for written in (draft.text(Column.SOURCE), draft.paragraphs):
            if written:
                number = draft.ref if draft.paragraphs else ""
                found.extend(self._of_source_cell(draft, written, text, number=number))
        return tuple(dict.fromkeys(found))

    def _of_aim(self, draft: Draft) -> tuple[int, ...]:
        """What the aim's words say; every row of an aim answers the same. Without aims the wording speaks."""
        if draft.aim:
            if draft.aim_group not in self._aims:
                self._aims[draft.aim_group] = tuple(self._of_text(draft.aim, draft))
            return self._aims[draft.aim_group]
        if not draft.columns.has(Column.AIM):
            return tuple(self._of_text(draft.text(Column.ACTION), draft))
        return ()

    def _of_text(self, text: str, draft: Draft) -> Iterable[int]:
        has_source_column = bool(draft.text(Column.SOURCE) or draft.paragraphs)
        recommends = draft.columns.aim_kind == RECOMMENDATION
        opening = _RECOMMENDATION.match(text) if "rec" in text[:90].casefold() else None
        rest = text[opening.end() :] if opening else text
        brackets, words = _brackets(rest) if "(" in rest or "[" in rest else ([], " ".join(rest.split()))
        references = [one for one in brackets if not one.title]
        if opening or references or (recommends and not has_source_column):
            by = (opening["by"] if opening else "") or next((one.by for one in references if one.by), "")
            numbered = _NUMBER.match(words) if recommends and not opening else None
            number = opening["number"] if opening else numbered["number"] if numbered and not references else ""
            if numbered:
                words = words[numbered.end() :]
            paragraph = ", ".join(one.paragraph for one in references)
            source = self._context(draft, by)
            if source is None and (opening or references):
                source = self._unnamed()
            if source is not None:
                yield self.book.finding(source, number=number, paragraph=paragraph, kind=RECOMMENDATION, text=words)
        for one in brackets:
            if one.title:
                source = self.book.source(one.title, one.kind, one.written)
                yield self.book.finding(source, number="", paragraph="", kind=FOR_DEVELOPMENT, text=words)

    def _of_source_cell(self, draft: Draft, written: str, text: str, *, number: str) -> Iterable[int]:
        """A cell of a source column: paragraph numbers of the one source, or the name of a source."""
        bare = " ".join(written.split())
        paragraphs = _PARAGRAPHS.match(bare)
        kind = RECOMMENDATION if draft.columns.aim_kind == RECOMMENDATION else FOR_DEVELOPMENT
        if _NUMBERS_ONLY.match(bare) or paragraphs:
            by = paragraphs["by"] if paragraphs else ""
            numbers = paragraphs["numbers"] if paragraphs else bare
            source = self._context(draft, by)
            source = self._unnamed() if source is None else source
            yield self.book.finding(source, number=number, paragraph=numbers, kind=kind, text=text)
            return
        opening = _RECOMMENDATION.match(f"{bare}: X") if len(bare) <= 90 else None
        title = opening["by"].strip(" -–,") if opening and opening["by"].strip() else bare
        source = self.book.source(_inspection_title(title), kind_of(bare) or OTHER, written)
        yield self.book.finding(
            source, number=opening["number"] if opening else number, paragraph="", kind=kind, text=text or bare
        )

    def _context(self, draft: Draft, by: str) -> int | None:
        """The source meant where a number or paragraph stands without one.

        It is the one named with it, else in the priority's title, the plan's name or the label of a column.
        A column of recommendations without any source has one nobody named; other words have none.
        """
        priority = self._priorities[draft.at.priority].title if self._priorities else ""
        for text in (by, priority, draft.at.section, self._plan_name, self._label):
            kind = kind_of(text)
            named = by if text is by else ""
            if not named and kind not in _WHOLE_SOURCES:
                continue
            if named and kind == kind_of(priority):
                text = priority
            return self.book.source(_inspection_title(text), kind or OTHER, text)
        return None if not _says_recommendation(draft) else self._unnamed()

    def _unnamed(self) -> int:
        name = self._plan_name or "this plan"
        return self.book.source(f"Recommendations behind {name} (source not named)", OTHER, "")


def _says_recommendation(draft: Draft) -> bool:
    labels = {slot.column: slot.label for slot in draft.columns.slots if slot is not None}
    label = labels.get(Column.AIM) or labels.get(Column.ACTION, "")
    return bool(re.search(r"recommend|finding", label, re.IGNORECASE))


@dataclass(frozen=True, slots=True)
class _Bracket:
    """A bracket that names a source (``title``) or a place in one (``paragraph``)."""

    written: str
    title: str = ""
    kind: str = ""
    paragraph: str = ""
    by: str = ""


def _brackets(text: str) -> tuple[list[_Bracket], str]:
    """The brackets that name a source or a place in one, and the text without them."""
    found: list[_Bracket] = []

    def taken(match: re.Match[str]) -> str:
        bracket = _read_bracket(match) if len(found) < MOST_BRACKETS else None
        if bracket is None:
            return match[0]
        found.append(bracket)
        return " "

    words = _BRACKET.sub(taken, text)
    return found, re.sub(r"\s+([.,;:])", r"\1", " ".join(words.split()))


def _read_bracket(found: re.Match[str]) -> _Bracket | None:
    inside = (found["inside"] or found["square"]).strip()
    paragraphs = _PARAGRAPHS.match(inside)
    if paragraphs:
        return _Bracket(found[0], paragraph=paragraphs["numbers"], by=paragraphs["by"].strip())
    if _PAGES.search(inside) and len(inside) <= LONGEST_PARAGRAPH:
        return _Bracket(found[0], paragraph=inside)
    kind = kind_of(inside)
    if found["square"]:
        return _Bracket(found[0], title=inside, kind=kind or OTHER)
    names = (
        inside[0].isupper()
        and len(inside.split()) <= 6
        and not re.search(r"\b(?:to|is|are|will|was|were|the)\b", inside)
    )
    return _Bracket(found[0], title=inside, kind=kind) if kind and names else None


@remembered
def _inspection_title(text: str) -> str:
    """A title for an inspection named in passing: "Ofsted inspection, July 2016". Other sources keep their words."""
    bare = " ".join(text.split())
    found = re.search(r"\b(ofsted|cqc|ilacs|jtai|hmicfrs|hmip)\b", bare, re.IGNORECASE)
    if not found:
        return bare
    period = find_period(bare)
    when = f", {period.in_words}" if period is not None else ""
    visit = "focused visit" if kind_of(bare) == "focused_visit" else "inspection"
    return f"{_INSPECTORATES[found[1].casefold()]} {visit}{when}"


def _shortened(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"
