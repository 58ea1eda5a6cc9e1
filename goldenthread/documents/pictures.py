"""What a picture says of itself in its first bytes, before anything decodes it.

A file of a few kilobytes can claim 100 megapixels, which take 400 megabytes to
draw. So a picture is measured by its header and refused by it; whether it is whole is seen in ``wholeness``.

Sources: PNG (W3C, third edition), 11.2.1 "IHDR"; ITU-T T.81 (JPEG), B.2.2 "frame header".
"""

from dataclasses import dataclass

from goldenthread.kernel.errors import RuleBroken

PNG, JPEG = "image/png", "image/jpeg"
DAMAGED = "This picture is damaged: please open it in its own program and save it again."
WHOLE_WORD, DAMAGED_WORD = b"whole", b"damaged"
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
