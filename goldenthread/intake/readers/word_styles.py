"""What a Word document's styles say of a paragraph: its heading level, its list, and whether it is a contents line.

Source: Office Open XML, part 1, 17.7 (styles) and 17.3.1.20 (outline level).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from goldenthread.intake.readers.markup import Element, elements
from goldenthread.intake.readers.package import Package

_HEADING = re.compile(r"heading ([1-9])")
_CONTENTS = re.compile(r"toc [1-9]")
_BULLET = re.compile(r"list bullet(?: ([2-9]))?")
_PLAIN_OUTLINE = 9


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """Heading level (0 for plain text), list and its level, and whether it is a line of a table of contents.

    ``bullet`` is the depth of a list of bullets by the name of the style, 0 where it names none; ``is_strong`` says
    that its words are bold.
    """

    level: int = 0
    list_id: str = ""
    list_level: int | None = None
    is_contents: bool = False
    bullet: int = 0
    is_strong: bool = False


@dataclass(frozen=True, slots=True)
class _Written:
    """A style as it stands in the file, before what it inherits."""

    name: str
    parent: str
    outline: int | None
    list_id: str
    list_level: int | None
    is_strong: bool | None


PLAIN = ParagraphStyle()


def attribute(element: Element | None, name: str) -> str | None:
    """An attribute of an element by its name without namespace; None where either is missing."""
    if element is None:
        return None
    namespace = str(element.tag).rpartition("}")[0]
    value = element.get(f"{namespace}}}{name}")
    return None if value is None else str(value)


def child_value(element: Element | None, *path: str) -> str | None:
    """The ``val`` of the element found by going down this path; None where one is missing."""
    for name in path:
        element = None if element is None else element.find(f"{{*}}{name}")
    return attribute(element, "val")


def number(value: str | None) -> int | None:
    """The whole number that is written, or None."""
    return int(value) if value is not None and value.lstrip("-").isdecimal() else None


def paragraph_styles(package: Package, document: str, take: Callable[[Element], None]) -> dict[str, ParagraphStyle]:
    """The styles by their id; the style of paragraphs that name none stands under ``""``.

    Each style of any kind, and the defaults of the file, are shown to ``take`` as they go by.
    """
    part = package.related(document, "styles")
    if part is None:
        return {}
    written: dict[str, _Written] = {}
    default = ""
    with package.open(part) as stream:
        for element in elements(stream, "style", "rPrDefault"):
            take(element)
            if attribute(element, "type") == "paragraph":
                style_id = attribute(element, "styleId") or ""
                written[style_id] = _written(element)
                if attribute(element, "default") in ("1", "true", "on"):
                    default = style_id
    styles = {style_id: _resolved(style_id, written) for style_id in written}
    styles[""] = styles.get(default, PLAIN)
    return styles


def _written(style: Element) -> _Written:
    return _Written(
        name=(child_value(style, "name") or "").lower(),
        parent=child_value(style, "basedOn") or "",
        outline=number(child_value(style, "pPr", "outlineLvl")),
        list_id=child_value(style, "pPr", "numPr", "numId") or "",
        list_level=number(child_value(style, "pPr", "numPr", "ilvl")),
        is_strong=_is_bold(style.find("{*}rPr/{*}b")),
    )


def _resolved(style_id: str, written: dict[str, _Written]) -> ParagraphStyle:
    """The style with what it inherits; a style that inherits from itself stops where it meets itself."""
    level: int | None = None
    list_id = ""
    list_level: int | None = None
    is_strong: bool | None = None
    bullet = 0
    seen: set[str] = set()
    name = written[style_id].name
    while style_id in written and style_id not in seen:
        seen.add(style_id)
        style = written[style_id]
        level = _level_of(style) if level is None else level
        if not list_id:
            list_id, list_level = style.list_id, style.list_level if list_level is None else list_level
        is_strong = style.is_strong if is_strong is None else is_strong
        named = _BULLET.fullmatch(style.name)
        bullet = bullet or (int(named[1] or 1) if named else 0)
        style_id = style.parent
    is_contents = _CONTENTS.fullmatch(name) is not None
    return ParagraphStyle(level or 0, list_id, list_level, is_contents, bullet, is_strong or False)


def _is_bold(switch: Element | None) -> bool | None:
    """Whether a style says that its words are bold; nothing where it says neither."""
    return None if switch is None else attribute(switch, "val") not in ("0", "false", "off")


def _level_of(style: _Written) -> int | None:
    heading = _HEADING.fullmatch(style.name)
    if heading:
        return int(heading.group(1))
    if style.name == "title":
        return 1
    return None if style.outline is None else outline_level(style.outline)


def outline_level(outline: int) -> int:
    """The heading level of an outline level: they are counted from nought, and nine is plain text."""
    return outline + 1 if 0 <= outline < _PLAIN_OUTLINE else 0
