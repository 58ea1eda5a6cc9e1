"""What it costs to make a cover report, alone and with a plan behind it, as PDF and as Word, child process included."""

from typing import TYPE_CHECKING

from bench.figures.material.plans import NOW, with_plan
from bench.registry import Measured, Prepare, figure

if TYPE_CHECKING:
    from goldenthread.documents.paper import Paper

SAID = "Families in the harbour wards find help early, and know whom to ask when it does not come in time."


def report(count: int) -> "Paper":
    """A cover report of thirty numbered paragraphs, with the plan of so many actions as its appendix."""
    from goldenthread.documents import paper as parts
    from goldenthread.documents.paper import Heading, Paragraph, words

    blocks: list[parts.Block] = [Heading(1, words("Summary")), Paragraph(words(SAID)), Heading(1, words("Main Report"))]
    for part in range(5):
        blocks.append(Heading(2, words(f"Part {part + 1}")))
        blocks += [Paragraph(words(SAID * 4), 6 * part + number) for number in range(1, 7)]
        blocks.append(parts.Items(tuple(parts.Item(words(SAID)) for _ in range(3))))
    if count:
        plan = with_plan(count)
        from goldenthread.plan.printed.paper import plan_blocks

        blocks.append(parts.Appendix(1, "Service Improvement Plan", plan_blocks(plan)))
    header = (parts.Fact("Committee:", words("Harbour Children Committee"), words("Dated: 5 January 2026")),)
    council = parts.Council("Harbour Council")
    return parts.Paper("How the plan stands", council, NOW, "For Information", header, tuple(blocks))


def rendered(count: int, output: str) -> Prepare:
    """A report with a plan of so many actions as a file."""

    def prepare() -> Measured:
        paper = report(count)
        from goldenthread.documents.rendered import Output
        from goldenthread.documents.rendering import render

        return lambda: render(paper, Output(output))

    return prepare


def texts(count: int) -> str:
    """Every text of the report, a line each."""
    from goldenthread.documents.texts import every_text

    return "\n".join(text.replace("\n", " ") for text in every_text(report(count)) if text)


def set_plainly(count: int) -> Prepare:
    """The floor of a PDF: the same texts, set by typst one under the other, without a table."""

    def prepare() -> Measured:
        said = texts(count)
        from goldenthread.documents.typesetting.compiling import COMPILE

        source = b'#for one in sys.inputs.said.split("\\n") [#par(one)]'
        return lambda: COMPILE({"main.typ": source}, format="pdf", sys_inputs={"said": said})

    return prepare


def written_plainly(count: int) -> Prepare:
    """The floor of a Word file: the same texts, each a paragraph of python-docx."""

    def prepare() -> Measured:
        said = texts(count)

        def write() -> bytes:
            from io import BytesIO

            from docx import Document

            document, out = Document(), BytesIO()
            for one in said.split("\n"):
                document.add_paragraph(one)
            document.save(out)
            return out.getvalue()

        return write

    return prepare


for _count, _times in ((0, 5), (120, 3), (1000, 1)):
    figure(f"report-pdf-{_count}", floor=set_plainly(_count), times=_times, warm_up=0)(rendered(_count, "pdf"))
for _count, _times in ((120, 3), (1000, 1)):
    figure(f"report-docx-{_count}", floor=written_plainly(_count), times=_times, warm_up=0)(rendered(_count, "docx"))
