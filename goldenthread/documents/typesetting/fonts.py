"""The fonts of a PDF: one family for nearly everything, others for the scripts it does not know.

PDF/UA-1 wants every font embedded and no character without a shape, and typst
gives up a whole document over one character. So each text is looked at first:
the further fonts are loaded only where a text needs them, and what none of them
holds is replaced and reported.

Source: PDF/UA-1 (ISO 14289-1), 7.21; OpenType specification, "cmap", formats 4 and 12.
"""

import importlib.util
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from struct import unpack_from

FAMILY = "Source Sans Pro"
_OWN = ("Regular", "It", "Semibold", "SemiboldIt", "Bold", "BoldIt")
NOWHERE = "\u25ca"
"""What stands for a letter that no font holds: an empty lozenge, which the first family has."""
_UNSEEN = frozenset("\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff")
_JOINS = frozenset("\u200c\u200d")


@dataclass(frozen=True, slots=True)
class Family:
    """A font family: its name as typst knows it, and its files."""

    name: str
    files: tuple[Path, ...]


@dataclass(slots=True)
class Chosen:
    """The families that the texts of one paper need, and what none of them holds."""

    families: list[Family] = field(default_factory=list)
    replaced: dict[str, str] = field(default_factory=dict)


def _files(package: str, *names: str) -> tuple[Path, ...]:
    """Files of an installed package of fonts, found without running it; none where it is not installed."""
    found = importlib.util.find_spec(package)
    if found is None or not found.submodule_search_locations:
        return ()
    folder = Path(next(iter(found.submodule_search_locations)))
    return tuple(path for path in (folder / name for name in names) if path.exists())


def _noto(pack: str, cut: str) -> tuple[Path, ...]:
    """A font of the packs that hold one script each."""
    script = cut.partition("[")[0]
    return _files(f"justmytype_intl_{pack}", f"fonts/ofl/notosans{script.lower()}/NotoSans{cut}.ttf")


@lru_cache(maxsize=1)
def own_family() -> Family:
    """The family of every paper: the one the pages have, too."""
    return Family(FAMILY, _files("font_source_sans_pro", *(f"files/SourceSansPro-{cut}.ttf" for cut in _OWN)))


@lru_cache(maxsize=1)
def further_families() -> tuple[Family, ...]:
    """The families for what the first one lacks, in the order in which they are asked."""
    every = (
        Family("Noto Sans", _files("fontpkg_noto_sans", "files/NotoSans[wdth,wght].ttf")),
        Family("Noto Sans Arabic", _noto("rtl", "Arabic[wdth,wght]")),
        Family("Noto Sans Hebrew", _noto("rtl", "Hebrew[wdth,wght]")),
        Family("Noto Sans SC", _noto("cjk", "SC[wght]")),
        Family("Noto Sans TC", _noto("cjk", "TC[wght]")),
        Family("Noto Sans KR", _noto("cjk", "KR[wght]")),
        Family("Noto Sans JP", _noto("cjk", "JP[wght]")),
    )
    return tuple(family for family in every if family.files)


def choose(texts: Iterable[str]) -> Chosen:
    """The families that hold the characters of these texts, and a replacement for each that none holds."""
    chosen = Chosen([own_family()])
    wanted = set().union(*texts) - {"\n"}
    wanted = {one for one in wanted if one not in _UNSEEN} - coverage(own_family())
    for family in further_families():
        held = wanted & coverage(family) if wanted else wanted
        if held:
            chosen.families.append(family)
            wanted -= held
    chosen.replaced = {one: _instead(one) for one in sorted(wanted)}
    return chosen


def replaced(text: str, by: dict[str, str]) -> str:
    """A text in which what no font holds is replaced; what joins such characters goes with them."""
    if not by or text.isascii():
        return text
    if any(one in by for one in text):
        text = "".join(by.get(one, "" if one in _JOINS else one) for one in text)
    return text


def _instead(character: str) -> str:
    """A picture by its name in words, what only changes another by nothing, a letter by an empty lozenge."""
    kind = unicodedata.category(character)
    if kind in ("Mn", "Me", "Cf", "Sk", "Cn", "Co"):
        return "" if kind != "Cn" and kind != "Co" else NOWHERE
    if kind == "So":
        return f"({unicodedata.name(character, 'picture').lower()})"
    return NOWHERE


@lru_cache(maxsize=8)
def coverage(family: Family) -> frozenset[str]:
    """The characters that the first file of a family has a shape for."""
    if not family.files:
        return frozenset()
    with family.files[0].open("rb") as file:
        begins = file.read(16)
        at = unpack_from(">I", begins, 12)[0] if begins[:4] == b"ttcf" else 0
        file.seek(at)
        count = unpack_from(">4xH6x", file.read(12))[0]
        tables = file.read(16 * count)
        place = {tables[n : n + 4]: unpack_from(">4x4xII", tables, n) for n in range(0, 16 * count, 16)}
        offset, length = place[b"cmap"]
        file.seek(offset)
        cmap = file.read(length)
    return frozenset(_characters(cmap))


def _characters(cmap: bytes) -> Iterator[str]:
    """The characters of a table of characters: of its largest part for Unicode."""
    places = {}
    for number in range(unpack_from(">2xH", cmap)[0]):
        platform, encoding, at = unpack_from(">HHI", cmap, 4 + 8 * number)
        if (platform, encoding) in ((3, 10), (3, 1), (0, 4), (0, 3)):
            places[unpack_from(">H", cmap, at)[0]] = at
    if 12 in places:
        at = places[12]
        for number in range(unpack_from(">I", cmap, at + 12)[0]):
            first, last, glyph = unpack_from(">III", cmap, at + 16 + 12 * number)
            yield from map(chr, range(first + (not glyph), last + 1))
    elif 4 in places:
        yield from _characters_of_segments(cmap, places[4])


def _characters_of_segments(cmap: bytes, at: int) -> Iterator[str]:
    count = unpack_from(">H", cmap, at + 6)[0] // 2
    ends, starts = at + 14, at + 16 + 2 * count
    deltas, ranges = starts + 2 * count, starts + 4 * count
    for number in range(count):
        last, first = unpack_from(">H", cmap, ends + 2 * number)[0], unpack_from(">H", cmap, starts + 2 * number)[0]
        delta = unpack_from(">H", cmap, deltas + 2 * number)[0]
        place = ranges + 2 * number
        offset = unpack_from(">H", cmap, place)[0]
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = (
                unpack_from(">H", cmap, place + offset + 2 * (code - first))[0] if offset else (code + delta) & 0xFFFF
            )
            if glyph:
                yield chr(code)
