"""Files made in code for the tests of the readers: real ones by the usual libraries, and hostile ones by hand."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

from goldenthread.intake.document import Document, Paragraph, Table
from goldenthread.intake.reading import read_file

WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
EXCEL_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def written(folder: Path, name: str, data: bytes | str) -> Path:
    """A file of this name with this content."""
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def read(folder: Path, name: str, data: bytes | str) -> Document:
    """The document read from a file of this name with this content."""
    return read_file(written(folder, name, data), name)


def only_table(document: Document) -> Table:
    """The table of a document that has one."""
    [table] = document.tables
    return table


def texts(table: Table) -> list[tuple[str, ...]]:
    """The texts of a table, row by row."""
    return [row.texts for row in table.rows]


def paragraphs(document: Document) -> list[Paragraph]:
    """The paragraphs of a document."""
    return [block for block in document.blocks if isinstance(block, Paragraph)]


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def content_types(main: str, main_type: str, **more: str) -> str:
    """The content types part; ``more`` are declared for endings."""
    endings = "".join(f'<Default Extension="{ending}" ContentType="{kind}"/>' for ending, kind in more.items())
    return (
        f'{_DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{endings}'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/{main}" ContentType="{main_type}"/></Types>'
    )


def relations(**targets: str) -> str:
    """A part of links: kind and target, the kind being the id too."""
    links = "".join(
        f'<Relationship Id="{kind}" Type="{_OFFICE}/{kind.rstrip("0123456789")}" Target="{target}"/>'
        for kind, target in targets.items()
    )
    return f'{_DECLARATION}<Relationships xmlns="{_RELATIONS}">{links}</Relationships>'


def word_parts(body: str, *, prologue: str = "", **more: str) -> dict[str, str | bytes]:
    """The parts of a Word document with this body; ``more`` are parts beside it, such as ``numbering``."""
    document = (
        f'{_DECLARATION}{prologue}<w:document xmlns:w="{_WORD}" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:v="urn:schemas-microsoft-com:vml" '
        f'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><w:body>{body}</w:body></w:document>'
    )
    return {
        "[Content_Types].xml": content_types("word/document.xml", WORD_TYPE),
        "_rels/.rels": relations(officeDocument="word/document.xml"),
        "word/document.xml": document,
        "word/_rels/document.xml.rels": relations(**{name: f"{name}.xml" for name in more}),
        **{
            f"word/{name}.xml": f'{_DECLARATION}<w:{name} xmlns:w="{_WORD}">{content}</w:{name}>'
            for name, content in more.items()
        },
    }


def word_file(body: str, **more: str) -> bytes:
    """A Word document with this body."""
    return packed(word_parts(body, **more))


def word_paragraph(text: str, properties: str = "") -> str:
    """A paragraph of one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>"


def word_cell(text: str, properties: str = "") -> str:
    """A cell of one paragraph."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{word_paragraph(text)}</w:tc>"


def word_table(*rows: str, properties: str = "") -> str:
    """A table of rows that are each the cells in a row."""
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def excel_parts(*sheets: str, names: tuple[str, ...] = (), workbook: str = "", **more: str) -> dict[str, str | bytes]:
    """The parts of a workbook whose sheets hold this; ``more`` are parts beside them, such as ``styles``."""
    names = names or tuple(f"Sheet{number}" for number in range(1, len(sheets) + 1))
    listed = "".join(
        f'<sheet name="{name}" sheetId="{number}" r:id="worksheet{number}"/>' for number, name in enumerate(names, 1)
    )
    links = {f"worksheet{number}": f"worksheets/sheet{number}.xml" for number in range(1, len(names) + 1)}
    return {
        "[Content_Types].xml": content_types("xl/workbook.xml", EXCEL_TYPE),
        "_rels/.rels": relations(officeDocument="xl/workbook.xml"),
        "xl/workbook.xml": f'{_DECLARATION}<workbook xmlns="{_SHEET}" xmlns:r="{_OFFICE}">{workbook}'
        f"<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": relations(**links, **{name: f"{name}.xml" for name in more}),
        **{
            f"xl/worksheets/sheet{number}.xml": f'{_DECLARATION}<worksheet xmlns="{_SHEET}">{sheet}</worksheet>'
            for number, sheet in enumerate(sheets, 1)
        },
        **{f"xl/{name}.xml": f"{_DECLARATION}{content}" for name, content in more.items()},
    }


def excel_file(*sheets: str, **more: str) -> bytes:
    """A workbook whose sheets hold this."""
    return packed(excel_parts(*sheets, **more))


def sheet_of(*rows: str, after: str = "", before: str = "") -> str:
    """The content of a sheet: rows that are each the cells in a row."""
    listed = "".join(f'<row r="{number}">{row}</row>' for number, row in enumerate(rows, 1))
    return f"{before}<sheetData>{listed}</sheetData>{after}"


def text_cell(place: str, text: str) -> str:
    """A cell with a text of its own."""
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def styles_with(*formats: str) -> str:
    """A styles part whose style 0 is plain and whose further styles print numbers in these formats."""
    codes = "".join(
        f'<numFmt numFmtId="{number}" formatCode="{code}"/>' for number, code in enumerate(_escaped(formats), 200)
    )
    uses = "".join(f'<xf numFmtId="{number}" fillId="0"/>' for number in range(200, 200 + len(formats)))
    return (
        f'<styleSheet xmlns="{_SHEET}"><numFmts>{codes}</numFmts>'
        f'<cellXfs><xf numFmtId="0" fillId="0"/>{uses}</cellXfs></styleSheet>'
    )


def _escaped(codes: tuple[str, ...]) -> list[str]:
    return [code.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;") for code in codes]


def zeros_packed(megabytes: int) -> bytes:
    """A deflated run of noughts, made quickly: one flushed megabyte stands as often as wanted."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    megabyte = packer.compress(bytes(1024 * 1024)) + packer.flush(zlib.Z_FULL_FLUSH)
    return megabyte * megabytes + zlib.compressobj(9, zlib.DEFLATED, -15).flush()


def zip_entry_by_hand(name: str, deflated: bytes, *, claimed_size: int, crc: int, flags: int = 0) -> bytes:
    """A zip of one entry whose directory claims what it is told to claim."""
    encoded = name.encode()
    shared = struct.pack("<HHHHHIIIHH", 20, flags, 8, 0, 33, crc, len(deflated), claimed_size, len(encoded), 0)
    local = b"PK\x03\x04" + shared + encoded + deflated
    central = b"PK\x01\x02" + struct.pack("<H", 20) + shared + struct.pack("<HHHII", 0, 0, 0, 0, 0) + encoded
    return local + central + b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(central), len(local), 0)


def ole_file(*streams: str) -> bytes:
    """The bones of an OLE file whose directory names these streams."""
    directory = b"".join((name + "\0").encode("utf-16-le").ljust(128, b"\0") for name in ("Root Entry", *streams))
    return bytes.fromhex("D0CF11E0A1B11AE1").ljust(512, b"\0") + directory.ljust(2048, b"\0")
