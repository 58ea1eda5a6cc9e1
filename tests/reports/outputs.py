"""A report taken out in every format, and what each says, read by programs that are not ours; for tests."""

import io
import re
import zipfile
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import html5lib
import pikepdf

from goldenthread.reports.models import Report
from goldenthread.reports.queries.appendix_sheet import appendix_workbook
from goldenthread.reports.queries.content import paper_of
from goldenthread.reports.rendering import rendered
from tests.documents.reading import said_by_page, said_by_structure, said_by_word, squeezed


@dataclass
class Outputs:
    """One report as page, PDF, Word file and workbook, with the characters no font of the PDF holds."""

    page: bytes
    pdf: bytes
    word: bytes
    sheet: bytes
    replaced: tuple[str, ...]
    folder: Path

    @cached_property
    def words(self) -> dict[str, str]:
        """What page, PDF and Word file say, without spaces: outputs break lines in different places."""
        file = self.folder / "report.pdf"
        file.write_bytes(self.pdf)
        said = {"page": said_by_page(self.page), "pdf": said_by_structure(file), "word": said_by_word(self.word)}
        return {name: squeezed("".join(parts)) for name, parts in said.items()}

    def say(self, text: str) -> dict[str, bool]:
        """Whether each of the three says some words."""
        return {name: squeezed(text) in said for name, said in self.words.items()}

    @property
    def links(self) -> list[str]:
        """Every address that one of the three leads to."""
        tree = html5lib.HTMLParser(namespaceHTMLElements=False).parse(self.page)
        found = [one.get("href") or one.get("src") for one in tree.iter() if one.get("href") or one.get("src")]
        with pikepdf.open(io.BytesIO(self.pdf)) as document:
            actions = [one.A for page in document.pages for one in page.get("/Annots", []) if "/A" in one]
            found += [str(one.URI) for one in actions if "/URI" in one]
            found += [f"{one.S} in the PDF" for one in actions if str(one.S) not in ("/URI", "/GoTo")]
        with zipfile.ZipFile(io.BytesIO(self.word)) as parts:
            for name in parts.namelist():
                if name.endswith(".rels"):
                    outside = re.findall(r"<Relationship [^>]*External[^>]*>", parts.read(name).decode())
                    found += [target for one in outside for target in re.findall(r'Target="([^"]*)"', one)]
        return found


def taken_out(report: Report, folder: Path) -> Outputs:
    """The report in every format, as its working copy without the mark, which is for the eye alone."""
    fresh = Report.objects.get(pk=report.pk)
    paper = replace(paper_of(fresh), mark="")
    pdf, word, page = (rendered(paper, ending) for ending in ("pdf", "docx", "html"))
    sheet = appendix_workbook(fresh)
    return Outputs(page.content, pdf.content, word.content, sheet, pdf.replaced, folder)
