"""WordprocessingML as text: runs, paragraphs and their properties, every text escaped once.

A table of 1,000 actions has 10,000 cells. Made object by object they cost ten
times what they cost as one text that is parsed at the end.

Source: Office Open XML (ECMA-376), part 1, 17.3 (paragraphs, runs), 17.4 (tables), 17.9 (numbering).
"""

from html import escape

from goldenthread.documents.paper import Run, Runs, Tone

INK, SOFT, WRONG, HAIRLINE = "15171B", "4B4A46", "A01B12", "D8D3C8"
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
_COLOURS = {Tone.SOURCE: WRONG, Tone.SOFT: SOFT}


def text_of(text: str) -> str:
    """A text inside a run, its line breaks as breaks."""
    said = escape(text, quote=False)
    if "\n" in said:
        said = said.replace("\n", _BREAK)
    return f'<w:t xml:space="preserve">{said}</w:t>'


def run(text: str, *, strong: bool = False, emphasis: bool = False, colour: str = "", underlined: bool = False) -> str:
    """Words set alike."""
    properties = (
        ("<w:b/><w:bCs/>" if strong else "")
        + ("<w:i/><w:iCs/>" if emphasis else "")
        + (f'<w:color w:val="{colour}"/>' if colour else "")
        + ('<w:u w:val="single"/>' if underlined else "")
    )
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{text_of(text)}</w:r>"


def run_of(one: Run, *, strong: bool = False) -> str:
    """A run of a paper."""
    return run(
        one.printed,
        strong=strong or one.strong or one.tone is Tone.SOURCE,
        emphasis=one.emphasis,
        colour=_COLOURS.get(one.tone, ""),
    )


def runs_of(runs: Runs, *, strong: bool = False) -> str:
    """Runs of a paper that lead nowhere."""
    return "".join([run_of(one, strong=strong) for one in runs])


def paragraph(inside: str, style: str = "", properties: str = "") -> str:
    """A paragraph of a style; ``inside`` are runs."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    head = f"<w:pPr>{named}{properties}</w:pPr>" if named or properties else ""
    return f"<w:p>{head}{inside}</w:p>"


def numbered(number: int, level: int = 0) -> str:
    """The property that makes a paragraph an item of a numbering."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def field(code: str) -> str:
    """A field that Word works out itself, such as the number of the page."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


TAB = "<w:r><w:tab/></w:r>"
EMU = 12_700
"""Units of a drawing in a point."""


def inline_picture(relation: str, number: int, width: float, height: float, description: str) -> str:
    """A picture in the line, so many points wide and high, with its description."""
    said = escape(description, quote=True)
    size = f'cx="{int(width * EMU)}" cy="{int(height * EMU)}"'
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f'<wp:docPr id="{number}" name="Picture {number}" descr="{said}"/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="Picture {number}" descr="{said}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )
