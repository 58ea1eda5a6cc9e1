"""What a workbook's styles say of a cell: how its number is printed, and its fill.

Only direct formatting counts. Conditional formats and table styles are left
alone: they follow from a cell's text and place, so they say nothing new.

Source: Office Open XML, part 1, 18.8 (styles part) and 20.1.6 (theme part).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from goldenthread.intake.readers.colours import INDEXED, THEME, colour_of, hex_digits
from goldenthread.intake.readers.markup import Element, elements, local_name
from goldenthread.intake.readers.number_formats import BUILT_IN, Printer, plain_number, printer_of
from goldenthread.intake.readers.package import Package

_PATTERNS_TOO_FAINT = ("none", "gray125", "gray0625")


@dataclass(frozen=True, slots=True)
class CellStyle:
    """How cells of one style print a number, and the fill behind them (six hex digits or nothing)."""

    printer: Printer = plain_number
    fill: str = ""


def cell_styles(package: Package, workbook: str, *, from_1904: bool) -> list[CellStyle]:
    """The styles of a workbook in the order in which its cells name them."""
    part = package.related(workbook, "styles")
    if part is None:
        return []
    formats: dict[int, str] = {}
    fills: list[_Colouring] = []
    uses: list[tuple[int, int]] = []
    indexed: Sequence[str] = INDEXED
    with package.open(part) as stream:
        for element in elements(stream, "numFmts", "fills", "cellXfs", "indexedColors"):
            name = local_name(element)
            if name == "numFmts":
                formats = {int(child.get("numFmtId")): child.get("formatCode", "") for child in element}
            elif name == "fills":
                fills = [_Colouring.of(child) for child in element]
            elif name == "cellXfs":
                uses = [(int(child.get("numFmtId", 0)), int(child.get("fillId", 0))) for child in element]
            else:
                indexed = [hex_digits(child.get("rgb", "")) for child in element]
    theme = _theme_of(package, workbook)
    colours = [colouring.resolved(theme, indexed) for colouring in fills]
    printers = {number: _printer(number, formats, from_1904=from_1904) for number, _ in uses}
    return [CellStyle(printers[number], colours[fill] if 0 <= fill < len(colours) else "") for number, fill in uses]


def _printer(number: int, formats: dict[int, str], *, from_1904: bool) -> Printer:
    code = formats.get(number) or BUILT_IN.get(number, "")
    return printer_of(code, from_1904=from_1904) if code else plain_number


@dataclass(frozen=True, slots=True)
class _Colouring:
    """The colour of a fill as written, kept until the theme and the palette are known."""

    attributes: dict[str, str]

    @classmethod
    def of(cls, fill: Element) -> "_Colouring":
        """The colour of a solid fill, the ground of a pattern, the first colour of a gradient."""
        found = next(_colours_of(fill), None)
        return cls({} if found is None else dict(found.attrib))

    def resolved(self, theme: Sequence[str], indexed: Sequence[str]) -> str:
        """The six hex digits, or nothing for no fill and for the system's own colour."""
        return colour_of(self.attributes, theme=theme, indexed=indexed)


def _colours_of(fill: Element) -> Iterator[Element]:
    for pattern in fill:
        kind = pattern.get("patternType", "none")
        if local_name(pattern) == "gradientFill":
            yield from pattern.iter("{*}color")
        elif kind not in _PATTERNS_TOO_FAINT:
            yield from pattern.iter("{*}fgColor" if kind == "solid" else "{*}bgColor")


def _theme_of(package: Package, workbook: str) -> Sequence[str]:
    """The theme's colours in the order of cells: light and dark change places in each of the first two pairs."""
    part = package.related(workbook, "theme")
    if part is None:
        return THEME
    with package.open(part) as stream:
        for scheme in elements(stream, "clrScheme"):
            colours = [_theme_colour(child) for child in scheme]
            if len(colours) >= 4:
                return [colours[1], colours[0], colours[3], colours[2], *colours[4:]]
    return THEME


def _theme_colour(slot: Element) -> str:
    colour = next(iter(slot), None)
    if colour is None:
        return ""
    return hex_digits(colour.get("lastClr") or colour.get("val") or "")
