"""A report drawn for its reader: what it names leads somewhere only where she may go, and its parts can be jumped to.

A long report has its contents at the top, and what stands behind it can be folded: on a telephone the plan behind a
report is far longer than the report.
"""

import re
from dataclasses import dataclass, field, replace
from html import unescape

from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe

from goldenthread.documents.page import draw_blocks, draw_paper, without_ways
from goldenthread.documents.paper import Appendix, Paper
from goldenthread.identity.models import Person
from goldenthread.reports.models import Report
from goldenthread.reports.queries.inner_readers import reads_its_plan

PLANS = "/plans/"
FEWEST_JUMPS = 3
"""A paper of fewer headings needs no contents."""
_HEADING = re.compile(r"<h([23])>(.*?)</h\1>", re.DOTALL)


@dataclass(slots=True)
class Jump:
    """A heading in the contents: its words, the fragment that leads to it, and the headings under it."""

    words: str
    fragment: str
    under: list["Jump"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Behind:
    """An appendix as it is drawn, under its heading and its fragment."""

    heading: str
    fragment: str
    drawn: SafeString


@dataclass(frozen=True, slots=True)
class Drawn:
    """A report as a page draws it: what stands in front, what stands behind, and the contents of both."""

    front: SafeString
    behind: list[Behind]
    jumps: list[Jump]

    @property
    def contents(self) -> list[Jump]:
        """The contents, where there is enough to jump to."""
        return self.jumps if len(self.jumps) >= FEWEST_JUMPS else []


def drawn_for(reader: Person, report: Report, paper: Paper) -> Drawn:
    """A report as a page: its figures lead to their lists, and its actions to the plan where the reader sees that."""
    return drawn_with_contents(paper, reads_plan=reads_its_plan(report, reader))


def drawn_with_contents(paper: Paper, *, reads_plan: bool) -> Drawn:
    """A report as a page, with a fragment at each heading of the first two levels."""
    jumps: list[Jump] = []
    in_front = tuple(one for one in paper.blocks if not isinstance(one, Appendix))
    front = _with_fragments(draw_paper(replace(paper, blocks=in_front)), "part", jumps)
    behind = [_behind(one, jumps, reads_plan=reads_plan) for one in paper.blocks if isinstance(one, Appendix)]
    return Drawn(ways_for(front, reads_plan=reads_plan), behind, jumps)


def _behind(one: Appendix, jumps: list[Jump], *, reads_plan: bool) -> Behind:
    jump = Jump(one.heading, f"appendix-{one.number}")
    jumps.append(jump)
    drawn = _with_fragments(draw_blocks(one.blocks, level=3), jump.fragment, [jump])
    return Behind(one.heading, jump.fragment, ways_for(drawn, reads_plan=reads_plan))


def _with_fragments(drawn: SafeString, stem: str, jumps: list[Jump]) -> SafeString:
    """What was drawn with a fragment at each heading, each entered among the jumps; those under one, under it."""
    pieces: list[str] = []
    end = 0
    for number, found in enumerate(_HEADING.finditer(drawn), start=1):
        fragment = f"{stem}-{number}"
        jump = Jump(unescape(strip_tags(found[2])), fragment)
        (jumps if found[1] == "2" or not jumps else jumps[-1].under).append(jump)
        pieces += [drawn[end : found.start()], f'<h{found[1]} id="{fragment}">', found[2]]
        pieces.append(f"</h{found[1]}>")
        end = found.end()
    return mark_safe("".join([*pieces, drawn[end:]]))  # noqa: S308 - drawn and escaped above


def ways_for(drawn: SafeString, *, reads_plan: bool) -> SafeString:
    """What was drawn, with no way into a plan for whoever does not read it."""
    return drawn if reads_plan else without_ways(drawn, under=PLANS)
