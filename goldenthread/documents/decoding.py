"""Whether a picture can be drawn whole: decoded to its last dot, and set once as a PDF will set it.

A file that was cut off has a right header. Two programs look, because each passes over what the other minds: one
stops at a JPEG that ends early, the other at a PNG whose parts do not bear their own sums.

This is also the process in which a picture that somebody brings is looked at, since a crafted one takes what time
and memory it likes: ``python -m goldenthread.documents.decoding SECONDS MEGABYTES``. The picture is its standard
input, one word its answer.

Sources: PNG (W3C, third edition), 5.3 "Chunk layout" and 13.2 "Error checking"; ITU-T T.81 (JPEG), B.1.1.3 (the marker
"end of image").
"""

import io
import struct
import sys
import zlib
from typing import Any

import typst
from PIL import Image

from goldenthread.documents.drawing import framed
from goldenthread.documents.paper import Paper, Picture, every_block
from goldenthread.documents.pictures import DAMAGED, DAMAGED_WORD, WHOLE_WORD, naming
from goldenthread.kernel.errors import RuleBroken
from goldenthread.kernel.limits import limit_this_process

_COMPILE: Any = typst.compile
"""Its types do not say yet that files may be given in memory."""
_PAGE = b'#set page(width: auto, height: auto, margin: 0pt)\n#image("picture.svg")'
_FAILURES = (OSError, ValueError, SyntaxError, EOFError, LookupError, struct.error, zlib.error)
"""What the decoder raises at a picture that is not what its header says."""


def is_whole(content: bytes) -> bool:
    """Whether a picture, which was measured before, is drawn to its end by whatever will draw it."""
    try:
        with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as picture:
            picture.load()
    except _FAILURES:
        return False
    try:
        _COMPILE({"main.typ": _PAGE, "picture.svg": framed(content).encode()}, format="pdf")
    except typst.TypstError:
        return False
    return True


def check_pictures(paper: Paper) -> None:
    """Refuse a paper with a damaged picture, and say which: the same sentence whatever is made of the paper."""
    whole: set[bytes] = set()
    for one in every_block(paper.blocks):
        if isinstance(one, Picture) and one.content not in whole:
            if not is_whole(one.content):
                raise RuleBroken(naming(DAMAGED, one.description))
            whole.add(one.content)


def main(arguments: list[str]) -> None:
    """Look at the picture on standard input within the limits given."""
    seconds, megabytes = arguments
    limit_this_process(seconds=float(seconds), megabytes=int(megabytes), threads=True)
    word = WHOLE_WORD if is_whole(sys.stdin.buffer.read()) else DAMAGED_WORD
    sys.stdout.buffer.write(word)


if __name__ == "__main__":
    main(sys.argv[1:])
