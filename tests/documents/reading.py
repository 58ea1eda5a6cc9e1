"""Reads what the outputs say, each with a program that is not ours, so that they can be held against each other."""

import io
import re
import subprocess
import zipfile
from collections import Counter
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import html5lib
import pikepdf
from docx.oxml.ns import qn

from tests.documents.cut_small import cut_small

SAID_BY_POPPLER = re.compile(r'^( *)"(.*)"$')
SPACES = re.compile(r"[\s\u200b]+")


def squeezed(text: str) -> str:
    """A text without its spaces: outputs break lines in different places."""
    return SPACES.sub("", text)


# PDF


def elements(pdf: bytes) -> list[Any]:
    """Every element of the structure of a PDF, in reading order; the document stays open with them."""
    document = pikepdf.open(io.BytesIO(pdf))
    found: list[Any] = []

    def walk(element: Any, depth: int) -> None:
        found.append((depth, str(element.S), element, document))
        for kid in kids(element):
            walk(kid, depth + 1)

    for kid in kids(document.Root.StructTreeRoot):
        walk(kid, 0)
    return found


def kids(element: Any) -> list[Any]:
    """The elements inside an element."""
    inside = element.get("/K")
    every = list(inside) if isinstance(inside, pikepdf.Array) else [inside]
    return [kid for kid in every if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def roles(pdf: bytes) -> Counter[str]:
    """How often each kind of element stands in a PDF."""
    return Counter(role for _, role, _, _ in elements(pdf))


def attribute(element: Any, name: str) -> Any:
    """An attribute of an element, whichever of its dictionaries holds it."""
    given = element.get("/A")
    every = list(given) if isinstance(given, pikepdf.Array) else [given] if given is not None else []
    return next((one[name] for one in every if name in one), None)


def headings(pdf: bytes) -> list[int]:
    """The levels of the headings, in order."""
    return [int(role[2:]) for _, role, _, _ in elements(pdf) if re.fullmatch(r"/H[1-6]", role)]


def defects(pdf: bytes) -> list[str]:
    """What a reader with a screen reader would miss: our own look at the structure, beside the validator's."""
    found = []
    levels = headings(pdf)
    if not levels or levels[0] != 1:
        found.append("it does not begin with a heading of the first level")
    found += [
        f"a heading of level {after} follows one of {before}"
        for before, after in pairwise(levels)
        if after > before + 1
    ]
    for _, role, element, _ in elements(pdf):
        if role == "/Figure" and not str(element.get("/Alt", "")).strip():
            found.append("a picture has no description")
        if role == "/Table":
            found += defects_of_table(element)
    return found


def defects_of_table(table: Any) -> list[str]:
    """What is missing in a table: a summary, a scope of a header, the header of a row."""
    found = [] if str(attribute(table, "/Summary") or "").strip() else ["a table has no summary"]
    parts = kids(table)
    rows = [row for part in parts for row in ([part] if str(part.S) == "/TR" else kids(part))]
    heads = [part for part in parts if str(part.S) == "/THead"]
    for head in heads:
        for row in kids(head):
            if any(str(cell.S) != "/TH" or attribute(cell, "/Scope") != pikepdf.Name.Column for cell in kids(row)):
                found.append("a column has no header")
    for row in rows:
        scopes = [attribute(cell, "/Scope") for cell in kids(row) if str(cell.S) == "/TH"]
        if pikepdf.Name.Row not in scopes and pikepdf.Name.Column not in scopes:
            found.append("a row has no header")
    return found


def said_by_structure(pdf: Path, *, silent_too: bool = False) -> list[str]:
    """The texts a screen reader says, in its order; ``silent_too`` adds the dots of lists and the words in pictures."""
    return said_by_poppler(cut_small(pdf), silent_too=silent_too)


def said_by_poppler(pdf: bytes, *, silent_too: bool = False) -> list[str]:
    """The texts a screen reader says, as poppler tells them of a PDF as it is; one of many pages is cut small first."""
    said: list[str] = []
    silent = -1
    for line in _structure_by_poppler(pdf).splitlines():
        depth = len(line) - len(line.lstrip())
        text = SAID_BY_POPPLER.match(line)
        if 0 <= silent < depth:
            continue
        silent = depth if re.match(r" *(Lbl|Figure)\b", line) and not silent_too else -1
        if text:
            said.append(text[2])
    return said


@lru_cache(maxsize=4)
def _structure_by_poppler(pdf: bytes) -> str:
    """What poppler prints of a PDF's structure; kept, because several tests hold the same PDF against something."""
    done = subprocess.run(["pdfinfo", "-struct-text", "-"], input=pdf, capture_output=True, check=True)
    return done.stdout.decode(errors="replace")


def said_between_heads_and_feet(pdf: Path) -> str:
    """All that stands on the pages between the running heads and the feet, which are for the eye alone."""
    said = []
    with pikepdf.open(pdf) as document:
        heights = [float(page.MediaBox[3]) for page in document.pages]
    for number, height in enumerate(heights, 1):
        part = ["-x", "0", "-y", "50", "-W", "900", "-H", str(int(height) - 96)]
        words = ["pdftotext", "-f", str(number), "-l", str(number), *part, pdf, "-"]
        said.append(subprocess.run(words, capture_output=True, text=True, check=True).stdout)
    return "".join(said)


def embedded_fonts(pdf: bytes) -> set[str]:
    """The names of the fonts in a PDF, without what marks them as parts; one that is not inside it is said to be so."""
    names = set()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for one in document.objects:
            if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == pikepdf.Name.FontDescriptor:
                inside = any(key in one for key in ("/FontFile", "/FontFile2", "/FontFile3"))
                name = str(one.FontName)[1:].split("+")[-1].removesuffix("-Identity-H")
                names.add(name if inside else f"{name} (not embedded)")
    return names


# Word


def said_by_word(content: bytes) -> list[str]:
    """The paragraphs of a Word file in their order, cells included, with the numbers that Word prints before them."""
    document = docx.Document(io.BytesIO(content))
    starts = starts_of_numberings(document)
    count: Counter[str] = Counter()
    said = []
    for paragraph in document.element.body.iter(qn("w:p")):
        text = "".join(
            "\n" if part.tag == qn("w:br") else " " if part.tag == qn("w:tab") else part.text or ""
            for part in paragraph.iter(qn("w:t"), qn("w:br"), qn("w:tab"))
            if part.getparent().tag == qn("w:r")
        )
        number = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        if number is not None and style is None:
            key = number.get(qn("w:val"))
            said.append(f"{starts[key] + count[key]}.")
            count[key] += 1
        if text.strip():
            said.append(text)
    return said


def starts_of_numberings(document: Any) -> dict[str, int]:
    """The first number of each numbering that says where it begins."""
    found = {}
    for one in document.part.numbering_part.element.findall(qn("w:num")):
        start = one.find(f"{qn('w:lvlOverride')}/{qn('w:startOverride')}")
        if start is not None:
            found[one.get(qn("w:numId"))] = int(start.get(qn("w:val")))
    return found


def part_of_word(content: bytes, name: str) -> str:
    """A part of a Word file as it is packed."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return packed.read(name).decode()


# HTML


def said_by_page(content: bytes) -> list[str]:
    """The texts of a page's body in their order; drawings and what stands for the eye alone are left out."""
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(content)
    said: list[str] = []

    def walk(element: Any) -> None:
        name = element.tag if isinstance(element.tag, str) else ""
        if not (name.endswith("svg") or (name == "caption" and element.get("class") == "vh")):
            said.append(element.text or "")
            for kid in element:
                walk(kid)
                said.append(kid.tail or "")

    walk(tree.find("body"))
    return [text for text in said if text.strip()]
