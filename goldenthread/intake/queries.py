"""Reading imports: their rows as they stood in the source, and the corrections that count."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from goldenthread.intake.models import Import, StagedRow
from goldenthread.intake.rebuilding import ROW


@dataclass(frozen=True, slots=True)
class Corrections:
    """The corrections of an import that count: of each kind, the latest for each target."""

    cell: Mapping[str, str]
    column: Mapping[str, str]
    status: Mapping[str, str]
    person: Mapping[str, str]
    header: Mapping[str, str]
    row: Mapping[str, str]
    choice: Mapping[str, str]

    def of(self, kind: str) -> Mapping[str, str]:
        """Those of one kind, by target."""
        found: Mapping[str, str] = getattr(self, kind)
        return found


def corrections_of(of: Import) -> dict[tuple[str, str], str]:
    """What was corrected, by kind and target; a later correction of the same thing replaces an earlier one."""
    return {
        (kind, target): value
        for kind, target, value in of.corrections.order_by("pk").values_list("kind", "target", "value")
    }


def by_kind(corrections: Mapping[tuple[str, str], str]) -> Corrections:
    """Corrections sorted by kind."""
    kinds: dict[str, dict[str, str]] = {name: {} for name in Corrections.__slots__}
    for (kind, target), value in corrections.items():
        kinds[kind][target] = value
    return Corrections(**kinds)


def rows_at(of: Import, places: Iterable[str]) -> dict[str, StagedRow]:
    """The source rows at these places, each as it was read."""
    found = StagedRow.objects.filter(of=of, kind=ROW, where__in=list(places))
    return {row.where: row for row in found}
