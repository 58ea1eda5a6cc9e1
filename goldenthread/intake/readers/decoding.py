"""Bytes of a text or CSV file as text: the encodings that office programs write.

Excel writes UTF-8 with a mark ("CSV UTF-8"), UTF-16 with a mark ("Unicode
Text") or the Windows code page 1252 ("CSV"); everything newer writes UTF-8.
"""

import codecs

from goldenthread.intake.refusals import FileRefused, Reason

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 4096


def decode(data: bytes) -> str:
    """The text of the bytes, by their mark, else as UTF-8, else as Windows-1252.

    Windows-1252 leaves five bytes without a meaning; they become U+FFFD, so
    that the reader of the text sees that something stood there.
    """
    encoding = _encoding_of(data)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        if encoding != "utf-8":
            raise FileRefused(Reason.DAMAGED) from None
        return data.decode("cp1252", errors="replace")


def _encoding_of(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    return _unmarked_utf16(data[:_SAMPLE]) or "utf-8"


def _unmarked_utf16(sample: bytes) -> str | None:
    """UTF-16 without a mark shows as text whose every other byte is nought."""
    pairs = len(sample) // 2
    if pairs < 2:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > pairs * 0.7 and even < pairs * 0.1:
        return "utf-16-le"
    if even > pairs * 0.7 and odd < pairs * 0.1:
        return "utf-16-be"
    return None
