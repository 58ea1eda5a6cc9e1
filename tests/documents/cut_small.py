"""A PDF with every marked part of its pages on a page of its own, for a reader that draws a page once for each part.

Poppler says what stands in an element of the structure by drawing the whole page that holds it: a plan of 114 actions
takes it 25 seconds, and cut like this, two. It draws colours too, by their profiles, which say nothing.
"""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

Parts = dict[tuple[Any, int], Any]
"""The page of its own of every marked part, by the page it stood on and its number there."""


def cut_small(pdf: Path) -> bytes:
    """The same structure and the same words, each part on its own page; what is marked as an artifact is left out."""
    with pikepdf.open(pdf) as document:
        _draw_in_plain_colours(document)
        parts = {
            (page.objgen, number): _page(document, page, part)
            for page in document.pages
            for number, part in _marked(page)
        }
        _point_at_parts(document.Root.StructTreeRoot, None, parts)
        tree = document.make_indirect(Dictionary(Type=Name.Pages, Count=len(parts), Kids=Array(list(parts.values()))))
        for page in parts.values():
            page.Parent = tree
        document.Root.Pages = tree
        made = io.BytesIO()
        document.save(made, deterministic_id=True)
    return made.getvalue()


def _draw_in_plain_colours(document: Any) -> None:
    for one in document.objects:
        if isinstance(one, Dictionary) and isinstance(one.get("/ColorSpace"), Dictionary):
            for name in list(one.ColorSpace.keys()):
                one.ColorSpace[name] = Name.DeviceRGB


def _page(document: Any, of: Any, part: list[Any]) -> Any:
    content = document.make_stream(pikepdf.unparse_content_stream(part))
    page = Dictionary(Type=Name.Page, MediaBox=of.MediaBox, Resources=of.Resources, Contents=content)
    return document.make_indirect(page)


def _marked(page: Any) -> Iterator[tuple[int, list[Any]]]:
    """The parts of a page that the structure can point at, by their numbers."""
    part: list[Any] = []
    depth = 0
    for one in pikepdf.parse_content_stream(page):
        operator = str(one.operator)
        depth += operator in ("BMC", "BDC")
        assert depth, f"{operator} stands on a page and is neither part of the structure nor an artifact"
        part.append(one)
        depth -= operator == "EMC"
        if not depth:
            number = part[0].operands[1].get("/MCID") if str(part[0].operator) == "BDC" else None
            if number is not None:
                yield int(number), part
            part = []


def _point_at_parts(element: Any, page: Any, parts: Parts) -> None:
    page = element.get("/Pg", page)
    inside = element.get("/K")
    if inside is None:
        return
    pointed = []
    for kid in inside if isinstance(inside, Array) else [inside]:
        if isinstance(kid, int):
            kid = Dictionary(Type=Name.MCR, MCID=kid, Pg=parts[page.objgen, kid])
        elif "/MCID" in kid:
            kid = Dictionary(Type=Name.MCR, MCID=kid.MCID, Pg=parts[kid.get("/Pg", page).objgen, int(kid.MCID)])
        elif "/S" in kid:
            _point_at_parts(kid, page, parts)
        pointed.append(kid)
    element.K = Array(pointed)
