"""The objects of a PDF as typst writes it, and a PDF of objects again, packed.

A program that reads every PDF there is takes longer to load than a short report
to set. Typst writes in one way: so that way alone is read here, by the file's
own table, and whatever stands otherwise is refused rather than guessed at.

Source: ISO 32000-1, 7.5.4 (cross-reference table), 7.5.7 (object streams), 7.5.8 (cross-reference streams), 7.4.4.4
(predictors).
"""

import re
import zlib

_ENDS = re.compile(rb"trailer\n<</Size (\d+)(/Root [^\n]*)>>\nstartxref\n(\d+)\n%%EOF\s*")
_LONGEST_END = 1_000
_ENTRY = 20
IN_A_STREAM = 200
"""Objects that are packed together: a reader opens all of them to see one."""
_FREE = b"\0\0\0\0\0\xff\xff"
_PREDICTED = b"/DecodeParms<</Columns 7/Predictor 12>>"


class Objects:
    """A PDF as the bodies of its objects by their numbers, with what stands before and behind them."""

    def __init__(self, made: bytes) -> None:
        ends = _ENDS.search(made, max(0, len(made) - _LONGEST_END))
        if ends is None:
            raise ValueError("This is no PDF as typst writes it: its end is another.")
        size, table = int(ends[1]), int(ends[3])
        self._said = ends[2]
        places = _places(made, table, size)
        self._begins = made[: places[0][0]] if places else made[:table]
        self.bodies: dict[int, bytes] = {}
        for (place, number), (end, _) in zip(places, [*places[1:], (table, 0)], strict=True):
            begins, ends_with = b"%d 0 obj\n" % number, b"\nendobj\n"
            if not made.startswith(begins, place) or not made.endswith(ends_with, place, end):
                raise ValueError(f"This is no PDF as typst writes it: object {number} is not where it is said to be.")
            self.bodies[number] = made[place + len(begins) : end - len(ends_with)]

    def written(self) -> bytes:
        """The file with all that is no stream packed into streams: half as long, since structure repeats itself."""
        parts, at = [self._begins], len(self._begins)
        entries = [_FREE] * (max(self.bodies, default=0) + 1)
        loose: list[tuple[int, bytes]] = []
        for number, body in self.bodies.items():
            if body.endswith(b"\nendstream"):
                at += _add(parts, entries, at, number, body)
            else:
                loose.append((number, body))
        for begins in range(0, len(loose), IN_A_STREAM):
            together = loose[begins : begins + IN_A_STREAM]
            stream = len(entries)
            entries.append(_FREE)
            at += _add(parts, entries, at, stream, _packed(together))
            for index, (number, _) in enumerate(together):
                entries[number] = b"\x02" + stream.to_bytes(4, "big") + index.to_bytes(2, "big")
        last = len(entries)
        entries.append(_entry(at))
        said = b"/Type/XRef/Size %d/W[1 4 2]" % len(entries) + _PREDICTED + self._said
        _add(parts, entries, at, last, _stream(said, _predicted(b"".join(entries))))
        parts.append(b"startxref\n%d\n%%%%EOF\n" % at)
        return b"".join(parts)


def _places(made: bytes, table: int, size: int) -> list[tuple[int, int]]:
    """Where each object begins, with its number, in the order in which they stand."""
    head = b"xref\n0 %d\n" % size
    if not made.startswith(head, table):
        raise ValueError("This is no PDF as typst writes it: its table is another.")
    first = table + len(head)
    entries = [made[at : at + _ENTRY] for at in range(first, first + _ENTRY * size, _ENTRY)]
    return sorted((int(entry[:10]), number) for number, entry in enumerate(entries) if entry[17:18] == b"n")


def _entry(place: int) -> bytes:
    return b"\x01" + place.to_bytes(4, "big") + b"\0\0"


def _add(parts: list[bytes], entries: list[bytes], at: int, number: int, body: bytes) -> int:
    """Add an object that stands by itself; gives how long it is."""
    entries[number] = _entry(at)
    part = b"%d 0 obj\n%b\nendobj\n" % (number, body)
    parts.append(part)
    return len(part)


def _stream(said: bytes, content: bytes) -> bytes:
    packed = zlib.compress(content)
    return b"<</Length %d/Filter/FlateDecode%b>>\nstream\n%b\nendstream" % (len(packed), said, packed)


def _packed(together: list[tuple[int, bytes]]) -> bytes:
    """Objects as one stream: their numbers and places first, and then they."""
    places, at = [], 0
    for number, body in together:
        places.append(b"%d %d " % (number, at))
        at += len(body) + 1
    head = b"".join(places)
    said = b"/Type/ObjStm/N %d/First %d" % (len(together), len(head))
    return _stream(said, head + b"\n".join(body for _, body in together))


def _predicted(rows: bytes) -> bytes:
    """The table as differences from row to row, which are nearly all the same and so take next to no room."""
    width = len(_FREE)
    different = bytes((one - above) & 255 for one, above in zip(rows, bytes(width) + rows, strict=False))
    return b"".join(b"\x02" + different[at : at + width] for at in range(0, len(different), width))
