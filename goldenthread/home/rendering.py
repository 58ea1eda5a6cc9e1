"""The list of what a search found, drawn as one text.

It is the part "results" of the design, which draws fifty hits in a third of what the whole page may cost: a
template looks up and escapes each value for itself. A test holds the two to the same words and marks.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString


@dataclass(frozen=True, slots=True)
class Result:
    """One hit as the page shows it: every value is text and is escaped here."""

    kind: str
    where: str
    url: str
    title: str
    excerpt: str


def results_drawn(results: Iterable[Result]) -> SafeString:
    """The hits as a list under headings of the second level."""
    return SafeString(f'<ol class="results">\n{"".join(map(_drawn, results))}</ol>')


def _drawn(hit: Result) -> str:
    of = f"{hit.kind}, {hit.where}" if hit.where else hit.kind
    excerpt = f"<p>{escape(hit.excerpt)}</p>" if hit.excerpt else ""
    return (
        f'<li><p class="soft">{escape(of)}</p>'
        f'<h2><a href="{escape(hit.url)}">{escape(hit.title)}</a></h2>{excerpt}</li>\n'
    )
