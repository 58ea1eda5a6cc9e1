"""The process that renders one paper: ``python -m goldenthread.documents.child OUTPUT SECONDS MEGABYTES``.

The paper (``handing_over``) is its standard input. Its answer is a line of JSON,
the characters that were replaced or the sentence of a refusal, and after it the
file. It limits itself before it reads the paper, and knows neither the database
nor the settings.
"""

import gc
import importlib
import json
import os
import sys
from collections.abc import Callable

from goldenthread.documents.handing_over import unpacked
from goldenthread.documents.paper import Paper, Picture, every_block
from goldenthread.documents.rendered import Output, Rendered
from goldenthread.documents.soundness import check_paper
from goldenthread.kernel.errors import RuleBroken
from goldenthread.kernel.limits import limit_this_process

WRITERS = {
    Output.PDF: ("goldenthread.documents.typesetting.compiling", "to_pdf"),
    Output.WORD: ("goldenthread.documents.word.writing", "to_word"),
}
TOO_LARGE = "This paper needs more memory than one paper may have: split it."


def answer(data: bytes, write: Callable[[Paper], Rendered]) -> bytes:
    """The file with what was replaced in it, or a refusal, ready to be handed over."""
    try:
        papers = [unpacked(data)]
        del data
        check_paper(papers[0])
        _check_pictures(papers[0])
        # Whoever writes it has the paper to itself, and may let go of it before the part that needs most memory.
        made = write(papers.pop())
    except RuleBroken as refusal:
        return _line(refused=str(refusal))
    except MemoryError:
        made = None  # what filled the memory is only let go of once this block is left
    if made is None:
        return _line(refused=TOO_LARGE)
    return _line(replaced=list(made.replaced)) + made.content


def _check_pictures(paper: Paper) -> None:
    """A damaged picture is named whatever is made of the paper: Word files would take it, and show nothing."""
    if any(isinstance(one, Picture) for one in every_block(paper.blocks)):
        # What decodes pictures takes its time to load, and most papers have none.
        importlib.import_module("goldenthread.documents.decoding").check_pictures(paper)


def _line(**said: object) -> bytes:
    return json.dumps(said).encode() + b"\n"


def main(arguments: list[str]) -> None:
    """Render the paper on standard input within the limits given."""
    output, seconds, megabytes = arguments
    gc.disable()  # nothing here is worth collecting: the process ends with its one answer
    module, name = WRITERS[Output(output)]
    write = getattr(importlib.import_module(module), name)
    limit_this_process(seconds=float(seconds), megabytes=int(megabytes), threads=True)
    sys.stdout.buffer.write(answer(sys.stdin.buffer.read(), write))


if __name__ == "__main__":
    main(sys.argv[1:])
    sys.stdout.flush()
    # What fills the memory goes with the process: to take it apart first costs time, and gives nothing.
    os._exit(0)
