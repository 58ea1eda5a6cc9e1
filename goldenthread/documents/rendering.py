"""Rendering a paper as PDF or Word, in a process of its own with limits of time and memory.

The serving process never loads typst, pikepdf or python-docx: a paper of 1,000
actions takes half a gigabyte for some seconds, and then it is gone.
"""

import json
import tempfile
from collections.abc import Callable

from goldenthread.documents.handing_over import packed
from goldenthread.documents.paper import Paper
from goldenthread.documents.rendered import Output, Rendered
from goldenthread.documents.soundness import check_paper
from goldenthread.kernel.errors import RuleBroken
from goldenthread.kernel.limits import MEGABYTE
from goldenthread.kernel.walls import Ended, Why, answer_of

SECONDS = 240.0
MEGABYTES = 3_072
"""Of addresses, most of which are never used: what is used stays under 600 MiB for a plan of 1,000 actions."""
_LONGEST_PAPER = 64 * MEGABYTE
_LONGEST_ANSWER = 256 * MEGABYTE
_SENTENCES = {
    Why.TIME: "Making this paper took too long and was stopped: split it, or take it out as Excel.",
    Why.MEMORY: "This paper needs more memory than one paper may have: split it, or take it out as Excel.",
    Why.LENGTH: "This paper is too long for one file: split it, or take it out as Excel.",
    Why.CRASH: "This paper can not be made as it stands: take it out as Excel, and tell whoever runs this service.",
    Why.STOPPED: "It was stopped.",
}


def render(
    paper: Paper,
    output: Output,
    *,
    seconds: float = SECONDS,
    megabytes: int = MEGABYTES,
    stopped: Callable[[], bool] | None = None,
) -> Rendered:
    """The paper as a file; a paper that is not sound, or too large, is refused with one sentence."""
    check_paper(paper)
    data = packed(paper)
    if len(data) > _LONGEST_PAPER:
        raise RuleBroken(_SENTENCES[Why.LENGTH])
    with tempfile.TemporaryFile() as given:
        given.write(data)
        given.seek(0)
        words = (output.value, repr(seconds), str(megabytes))
        try:
            said = answer_of(
                "goldenthread.documents.child", *words, given=given, seconds=seconds, longest=_LONGEST_ANSWER,
                stopped=stopped,
            )  # fmt: skip
        except Ended as ended:
            raise RuleBroken(_SENTENCES[ended.why]) from None
        except RuntimeError:
            # What it complained of stands in the log.
            raise RuleBroken(_SENTENCES[Why.CRASH]) from None
    line, _, content = said.partition(b"\n")
    found = json.loads(line)
    if "refused" in found:
        raise RuleBroken(str(found["refused"]))
    return Rendered(content, tuple(str(one) for one in found["replaced"]))
