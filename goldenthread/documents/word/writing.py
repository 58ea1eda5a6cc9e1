"""From a paper to the bytes of a Word file; the same paper gives the same bytes."""

import io
import zipfile
from datetime import UTC, datetime

from docx import Document
from docx.document import Document as DocumentType
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import parse_xml

from goldenthread.documents.paper import Paper, in_foot
from goldenthread.documents.rendered import Rendered
from goldenthread.documents.word.body import Body
from goldenthread.documents.word.drawings import Drawings
from goldenthread.documents.word.looks import HEAD, dress
from goldenthread.documents.word.markup import NAMESPACES, SOFT, TAB, WRONG, field, paragraph, run
from goldenthread.documents.word.pages import LANDSCAPE, PORTRAIT, Layout

_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_FIRST_DAY = datetime(1980, 1, 1, tzinfo=UTC)


def to_word(paper: Paper) -> Rendered:
    """The paper as a Word file. What a font lacks is for Word to find: nothing is replaced."""
    document = Document()
    dress(document, paper.language)
    _describe(document, paper)
    headers = {layout.lies: _heads(document, paper, layout) for layout in (PORTRAIT, LANDSCAPE)}
    body = Body(document, Drawings(document), headers).of(paper)
    element = document.element
    element.replace(element.body, parse_xml(f"<w:body {NAMESPACES}>{body}</w:body>"))
    out = io.BytesIO()
    document.save(out)
    return Rendered(_fixed(out.getvalue(), paper.made_at))


def _describe(document: DocumentType, paper: Paper) -> None:
    said = document.core_properties
    said.title, said.language = paper.title[:255], paper.language
    said.author, said.subject, said.comments, said.keywords = paper.council.name[:255], paper.kind[:255], "", ""
    said.last_modified_by, said.revision = paper.council.name[:255], 1
    made = paper.made_at.astimezone(UTC).replace(tzinfo=None)
    said.created = said.modified = made


def _heads(document: DocumentType, paper: Paper, layout: Layout) -> str:
    """The head and foot of one kind of page, as references from its section."""
    tabs = f'<w:tabs><w:tab w:val="clear" w:pos="4680"/><w:tab w:val="right" w:pos="{layout.width}"/></w:tabs>'
    mark = TAB + run(paper.mark, strong=True, colour=WRONG) if paper.mark else ""
    page = TAB + run("Page ") + field("PAGE") + run(" of ") + field("NUMPAGES")
    parts = {
        "header": paragraph(run(paper.kind, colour=SOFT) + mark, HEAD, tabs),
        "footer": paragraph(run(in_foot(paper)) + page, HEAD, tabs),
    }
    return "".join(_part(document, kind, layout, inside) for kind, inside in parts.items())


def _part(document: DocumentType, kind: str, layout: Layout, inside: str) -> str:
    tag = "hdr" if kind == "header" else "ftr"
    element = parse_xml(f"<w:{tag} {NAMESPACES}>{inside}</w:{tag}>")
    name = PackURI(f"/word/{kind}{2 if layout.lies else 1}.xml")
    part = XmlPart(name, f"{_TYPES}{kind}+xml", element, document.part.package)
    relation = document.part.relate_to(part, getattr(RELATIONSHIP_TYPE, kind.upper()))
    return f'<w:{kind}Reference w:type="default" r:id="{relation}"/>'


def _fixed(made: bytes, at: datetime) -> bytes:
    """The packed file with the paper's own time in place of the time at which it was packed."""
    moment = max(at.astimezone(UTC), _FIRST_DAY)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            entry = zipfile.ZipInfo(name, moment.timetuple()[:6])
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            after.writestr(entry, before.read(name))
    return out.getvalue()
