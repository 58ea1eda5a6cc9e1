"""The formulae of a cover report, its headings, and what a new one begins with: defaults that templates replace.

Source: "Default wording: formulae, headings, labels", taken from the cover reports of the pack of 2 May 2018 and the
report of 8 February 2019: the report block, Summary, Recommendation(s), Main Report, Background, Current Position,
Conclusion, Appendices, contact.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from goldenthread.bodies.models import Body
from goldenthread.reports.models import ReportTemplate
from goldenthread.reports.states import SectionKind

FORMULAE: dict[str, str] = {
    "committee": "Committee",
    "committees": "Committee(s)",
    "dated": "Dated",
    "subject": "Subject",
    "public": "Public",
    "non_public": "Non-Public",
    "not_for_publication": "Not for publication",
    "report_of": "Report of",
    "for_information": "For Information",
    "for_decision": "For Decision",
    "report_author": "Report author",
    "summary": "Summary",
    "recommendation": "Recommendation",
    "recommendations": "Recommendation(s)",
    "asked_to": "Members are asked to:",
    "note": "Note the report.",
    "main_report": "Main Report",
    "background": "Background",
    "current_position": "Current Position",
    "implications": "Implications",
    "conclusion": "Conclusion",
    "appendices": "Appendices",
    "background_papers": "Background Papers",
    "telephone": "T",
    "email": "E",
    "blue": "tasks marked blue",
    "red": "tasks marked red",
    "amber": "tasks marked amber",
    "green": "tasks marked green",
    "means_blue": "fully completed",
    "means_red": "fully stuck",
    "means_amber": "more work needed or resolvable issue in sight",
    "means_green": "in progress, no barriers to continuing",
}
"""Each formula by its name."""

FORMULA_OF_KIND = {
    SectionKind.SUMMARY: "summary",
    SectionKind.RECOMMENDATIONS: "recommendations",
    SectionKind.CONCLUSION: "conclusion",
    SectionKind.BACKGROUND_PAPERS: "background_papers",
}
"""The heading of a section that has none of its own."""

LIMITS: dict[str, int] = {SectionKind.SUMMARY: 300, SectionKind.RECOMMENDATIONS: 200, SectionKind.CONCLUSION: 200}
"""The most words of a part, so that a member reads it: our own choice, editable."""


@dataclass(frozen=True, slots=True)
class SectionBegun:
    """A section a new report begins with."""

    kind: str
    heading: str = ""
    level: int = 1
    text: str = ""
    is_required: bool = True


DEFAULT_SECTIONS = (
    SectionBegun(SectionKind.SUMMARY),
    SectionBegun(SectionKind.RECOMMENDATIONS),
    SectionBegun(SectionKind.BODY, "Background"),
    SectionBegun(SectionKind.BODY, "Current Position"),
    SectionBegun(SectionKind.CONCLUSION),
)


@dataclass(frozen=True, slots=True)
class TemplateValues:
    """What a template holds."""

    sections: Sequence[SectionBegun] = DEFAULT_SECTIONS
    wording: Mapping[str, str] = field(default_factory=dict)
    implications: Sequence[str] = ()
    limits: Mapping[str, int] = field(default_factory=lambda: dict(LIMITS))

    def as_rows(self) -> dict[str, Any]:
        """As the table keeps them."""
        return {
            "sections": [asdict(one) for one in self.sections],
            "wording": dict(self.wording),
            "implications": list(self.implications),
            "limits": {str(kind): most for kind, most in self.limits.items()},
        }

    def said(self, name: str) -> str:
        """A formula as this template words it."""
        return self.wording.get(name) or FORMULAE[name]


DEFAULT = TemplateValues()


def values_of(template: ReportTemplate | None) -> TemplateValues:
    """What a template holds; the defaults where there is none."""
    if template is None:
        return DEFAULT
    return TemplateValues(
        sections=tuple(SectionBegun(**one) for one in template.sections) or DEFAULT_SECTIONS,
        wording=template.wording,
        implications=tuple(template.implications),
        limits=template.limits,
    )


def template_of(bodies: Sequence[Body]) -> ReportTemplate | None:
    """The template of the first body that has one, else the council's own, else none."""
    keys = [body.pk for body in bodies]
    found = {one.body_id: one for one in ReportTemplate.objects.filter(body__in=keys)}
    of_a_body = next((found[key] for key in keys if key in found), None)
    return of_a_body or ReportTemplate.objects.filter(body__isnull=True).first()
