"""Reading an uploaded file: directly, or in a child process with limits of time and memory.

Whatever serves people reads through ``read_in_child``: a file that is made to
hang or to fill the memory costs one short-lived process and is answered with
one sentence. ``read_file`` is the same reading without the walls, for files
that we wrote ourselves.
"""

import logging
import os
from pathlib import Path

from goldenthread.intake.document import Document
from goldenthread.intake.handover import unpack
from goldenthread.intake.opening import check_size, checked_ending, read_stream
from goldenthread.intake.refusals import FileRefused, Reason
from goldenthread.kernel.limits import MEGABYTE
from goldenthread.kernel.walls import Ended, Why, answer_of

logger = logging.getLogger(__name__)

SECONDS = 40.0
MEGABYTES = 768
_LONGEST_ANSWER = 512 * MEGABYTE
_REASONS = {
    Why.TIME: Reason.TOO_SLOW,
    Why.MEMORY: Reason.TOO_MUCH_MEMORY,
    Why.LENGTH: Reason.TOO_MUCH_TEXT,
    Why.CRASH: Reason.DAMAGED,
}


def read_file(path: Path, name: str) -> Document:
    """The document in a file that was uploaded under this name, read in this process."""
    with path.open("rb") as stream:
        return read_stream(stream, name)


def read_in_child(path: Path, name: str, *, seconds: float = SECONDS, megabytes: int = MEGABYTES) -> Document:
    """The document in a file that was uploaded under this name, read in a process of its own."""
    ending = checked_ending(name)
    with path.open("rb") as stream:
        check_size(os.fstat(stream.fileno()).st_size)
        words = (ending, repr(seconds), str(megabytes))
        try:
            answer = answer_of(
                "goldenthread.intake.child", *words, given=stream, seconds=seconds, longest=_LONGEST_ANSWER
            )
        except Ended as ended:
            raise FileRefused(_REASONS[ended.why]) from None
    try:
        return unpack(answer, name)
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        logger.error("The reading process gave an answer of %d bytes that is none.", len(answer))
        raise FileRefused(Reason.DAMAGED) from None
