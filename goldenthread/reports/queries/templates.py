"""How reports are built: the council's own template and those of its bodies, for whoever keeps them."""

from dataclasses import dataclass

from goldenthread.bodies.models import Body
from goldenthread.reports.models import ReportTemplate

COUNCIL = "council"


@dataclass(frozen=True, slots=True)
class TemplateInList:
    """A template, or the place of one: whose it is, its key in addresses, and whether it has been kept."""

    key: str
    whose: str
    name: str
    sections: int
    body: Body | None = None

    @property
    def is_kept(self) -> bool:
        """Whether it says something of its own."""
        return bool(self.name)


def templates_in_list() -> list[TemplateInList]:
    """The council's own first, then each body that still meets, in the order of their names: two queries."""
    kept = {one.body_id: one for one in ReportTemplate.objects.all()}
    own = _line(COUNCIL, "All reports of the council", kept.get(None), None)
    return [own, *(_line(body.key, body.name, kept.get(body.pk), body) for body in Body.objects.filter(ended_on=None))]


def _line(key: str, whose: str, template: ReportTemplate | None, body: Body | None) -> TemplateInList:
    return TemplateInList(
        key, whose, template.name if template else "", len(template.sections) if template else 0, body
    )


def template_kept(body: Body | None) -> ReportTemplate | None:
    """The template of a body, or the council's own; none where nobody has kept one."""
    return ReportTemplate.objects.filter(body=body).first()
