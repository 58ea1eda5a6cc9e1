"""From a paper to the bytes of a PDF."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import typst

from goldenthread.documents.paper import Paper
from goldenthread.documents.pictures import DAMAGED
from goldenthread.documents.rendered import Rendered
from goldenthread.documents.texts import every_text
from goldenthread.documents.typesetting.finishing import finish
from goldenthread.documents.typesetting.fonts import Family, choose, own_family
from goldenthread.documents.typesetting.setting import SOURCE, Setting, given_to_typst
from goldenthread.kernel.errors import RuleBroken

COMPILE: Any = typst.compile
"""Its types do not say yet that files may be given in memory."""


def loaded(families: Iterable[Family]) -> typst.Fonts:
    """The fonts of these families and no others; what is loaded once serves every drawing of a paper."""
    return _loaded(tuple(sorted({str(path.parent) for family in families for path in family.files})))


@lru_cache(maxsize=4)
def _loaded(folders: tuple[str, ...]) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(folders))


def to_pdf(paper: Paper) -> Rendered:
    """The paper as PDF/UA-1, and what no font holds."""
    if not own_family().files:
        # Typst would leave out every word, and say nothing.
        raise RuntimeError("The fonts of Source Sans Pro are not installed.")
    chosen = choose(every_text(paper))
    setting = Setting(chosen.replaced)
    given = given_to_typst(paper, setting, [family.name for family in chosen.families])
    made_at = int(paper.made_at.timestamp())
    del paper  # A plan of 1,000 actions takes 50 MB as a paper, and typst will need ten times that.
    try:
        made: bytes = COMPILE(
            {"main.typ": SOURCE.read_bytes(), **setting.files},
            format="pdf",
            font_paths=loaded(chosen.families),
            sys_inputs={"paper": given},
            pdf_standards=["ua-1"],
            timestamp=made_at,
        )
    except typst.TypstError as failure:
        if "process image" in str(failure):
            raise RuleBroken(DAMAGED) from None
        raise
    return Rendered(finish(made, said=setting.said), tuple(chosen.replaced))
