"""What a picture says of itself in its first bytes, before anything decodes it; and then whether it is whole.

A file of a few kilobytes can claim 100 megapixels, which take 400 megabytes to
draw. So a picture is measured by its header and refused by it; what is left is
decoded to its end in a process of its own, because a header says nothing of what was cut off.

Sources: PNG (W3C, third edition), 11.2.1 "IHDR"; ITU-T T.81 (JPEG), B.2.2 "frame header".
"""

import tempfile
from dataclasses import dataclass

from goldenthread.kernel.errors import RuleBroken
from goldenthread.kernel.walls import Ended, Why, answer_of

PNG, JPEG = "image/png", "image/jpeg"
DAMAGED = "This picture is damaged: please open it in its own program and save it again."
WHOLE_WORD, DAMAGED_WORD = b"whole", b"damaged"
SECONDS, MEGABYTES = 20.0, 1_536
_SENTENCES = {
    Why.TIME: "This picture takes too long to draw: please save it smaller.",
    Why.MEMORY: "This picture needs too much memory to be drawn: please save it smaller.",
}
_NOT_LOOKED_AT = "This picture could not be looked at just now: please try again, or tell whoever runs this service."
MOST_PIXELS = 30_000_000
MOST_BYTES = 10 * 1024 * 1024
_PNG_BEGINS, _JPEG_BEGINS = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_BARE = frozenset({0x01, *range(0xD0, 0xD9)})


@dataclass(frozen=True, slots=True)
class Measured:
    """A picture's media type, and its size in dots."""

    media_type: str
    width: int
    height: int


def measure(content: bytes) -> Measured:
    """The kind and size of a picture, by its header; one that is too large, damaged or of another kind is refused."""
    if len(content) > MOST_BYTES:
        raise RuleBroken("This picture is bigger than 10 MB: please save it smaller.")
    if content.startswith(_PNG_BEGINS):
        found = _png(content)
    elif content.startswith(_JPEG_BEGINS):
        found = _jpeg(content)
    else:
        raise RuleBroken("A picture in a paper is a PNG or a JPEG: please save it as one of them.")
    if found is None or not found.width or not found.height:
        raise RuleBroken(DAMAGED)
    if found.width * found.height > MOST_PIXELS:
        raise RuleBroken(
            f"This picture is {found.width:,} by {found.height:,} dots, more than a page can show: "
            "please save it smaller."
        )
    return found


def check_whole(content: bytes, *, seconds: float = SECONDS, megabytes: int = MEGABYTES) -> Measured:
    """The kind and size of a picture that is whole: decoded to its end, in a process of its own with limits.

    What passes here is drawn in every paper; what was cut off on its way is refused where it is brought, and not
    weeks later when the paper is made.
    """
    measured = measure(content)
    with tempfile.TemporaryFile() as given:
        given.write(content)
        given.seek(0)
        words = (repr(seconds), str(megabytes))
        try:
            said = answer_of("goldenthread.documents.decoding", *words, given=given, seconds=seconds, longest=1_000)
        except Ended as ended:
            raise RuleBroken(_SENTENCES.get(ended.why, DAMAGED)) from None
        except RuntimeError:
            # What it complained of stands in the log.
            raise RuleBroken(_NOT_LOOKED_AT) from None
    if said != WHOLE_WORD:
        raise RuleBroken(DAMAGED)
    return measured


def naming(sentence: str, description: str) -> str:
    """A refusal that says which picture it means, by what the picture shows."""
    return sentence.replace("This picture", f"The picture “{' '.join(description.split())[:80]}”", 1)


def _png(content: bytes) -> Measured | None:
    if len(content) < 33 or content[12:16] != b"IHDR":
        return None
    return Measured(PNG, int.from_bytes(content[16:20], "big"), int.from_bytes(content[20:24], "big"))


def _jpeg(content: bytes) -> Measured | None:
    """The size in the first frame header; the segments before it are stepped over by their lengths."""
    at = 2
    while at + 9 < len(content):
        if content[at] != 0xFF:
            return None
        marker = content[at + 1]
        if marker == 0xFF or marker in _BARE:
            at += 1 if marker == 0xFF else 2
            continue
        if marker in _FRAMES:
            height, width = content[at + 5 : at + 7], content[at + 7 : at + 9]
            return Measured(JPEG, int.from_bytes(width, "big"), int.from_bytes(height, "big"))
        at += 2 + int.from_bytes(content[at + 2 : at + 4], "big")
    return None
