"""The colours of a workbook as six hex digits: direct, from the theme with a tint, or from the old palette.

Sources: Office Open XML, part 1, 18.8.19 (the tint: lightness in HLS), 18.8.27
(the indexed palette), 20.1.6.2 (the order of the theme's colours).
"""

import colorsys
from collections.abc import Sequence
from typing import Any

_STANDARD = (
    "000000", "FFFFFF", "FF0000", "00FF00", "0000FF", "FFFF00", "FF00FF", "00FFFF",
    "800000", "008000", "000080", "808000", "800080", "008080", "C0C0C0", "808080",
    "9999FF", "993366", "FFFFCC", "CCFFFF", "660066", "FF8080", "0066CC", "CCCCFF",
    "000080", "FF00FF", "FFFF00", "00FFFF", "800080", "800000", "008080", "0000FF",
    "00CCFF", "CCFFFF", "CCFFCC", "FFFF99", "99CCFF", "FF99CC", "CC99FF", "FFCC99",
    "3366FF", "33CCCC", "99CC00", "FFCC00", "FF9900", "FF6600", "666699", "969696",
    "003366", "339966", "003300", "333300", "993300", "993366", "333399", "333333",
)  # fmt: skip
INDEXED = (*_STANDARD[:8], *_STANDARD)
"""The palette of indices 0 to 63: the first eight stand twice; 64 and above are the system's own colours."""

THEME = ("FFFFFF", "000000", "E7E6E6", "44546A", "4472C4", "ED7D31", "A5A5A5", "FFC000", "5B9BD5", "70AD47")
"""The Office theme of 2013 to 2022, for a workbook that carries no theme of its own."""

_HEX = frozenset("0123456789abcdefABCDEF")


def hex_digits(value: str) -> str:
    """The last six of six or eight hex digits in capitals, or nothing where it is no colour."""
    if len(value) not in (6, 8) or not _HEX.issuperset(value):
        return ""
    return value[-6:].upper()


def colour_of(element: Any, *, theme: Sequence[str], indexed: Sequence[str]) -> str:
    """The colour that a colour element of the styles part names; nothing for an automatic one."""
    base = _base_of(element, theme=theme, indexed=indexed)
    tint = element.get("tint")
    return tinted(base, float(tint)) if base and tint else base


def _base_of(element: Any, *, theme: Sequence[str], indexed: Sequence[str]) -> str:
    if element.get("rgb"):
        return hex_digits(element.get("rgb"))
    for name, palette in (("theme", theme), ("indexed", indexed)):
        number = element.get(name)
        if number is not None:
            return palette[int(number)] if 0 <= int(number) < len(palette) else ""
    return ""


def tinted(colour: str, tint: float) -> str:
    """The colour made lighter (a tint above nought) or darker (below), by its lightness alone."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    tint = max(-1.0, min(1.0, tint))
    lightness = lightness * (1 + tint) if tint < 0 else lightness * (1 - tint) + tint
    return "".join(f"{round(part * 255):02X}" for part in colorsys.hls_to_rgb(hue, lightness, saturation))
