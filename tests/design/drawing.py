"""Where the design's files are, and how a test draws a piece of template."""

from pathlib import Path
from typing import Any

from django.template import engines

import goldenthread.design

ROOM = Path(goldenthread.design.__file__).parent
TEMPLATES = ROOM / "templates" / "design"
STATIC = ROOM / "static" / "design"
PARTS = {path.stem: path for path in sorted((TEMPLATES / "components").glob("*.html"))}
HOSTILE = "\"'><script>alert(1)</script>&"


def draw(source: str, **context: Any) -> str:
    """Draw a piece of template as a page would."""
    return str(engines["django"].from_string(source).render(context))
