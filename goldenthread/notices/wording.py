"""Cleaning what goes into e-mails: no line break reaches a header, no control character a text."""

import unicodedata

_SPACES = "\n\t"


def one_line(text: str, *, most: int) -> str:
    """One line without control characters or doubled spaces, shortened with an ellipsis where it is too long."""
    return shortened(" ".join(_clean(text, keep="").split()), most=most)


def plain(text: str, *, most: int) -> str:
    """Sentences without control characters; line breaks stay, in one form."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return shortened(_clean(text, keep=_SPACES).strip(), most=most)


def shortened(text: str, *, most: int) -> str:
    """A text of ``most`` letters at the most; what is cut is marked."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "\u2026"


def _clean(text: str, *, keep: str) -> str:
    """Control, format and line-separating characters become spaces; those that turn the direction of writing go too."""
    return "".join(sign if sign in keep or unicodedata.category(sign)[0] not in "CZ" else " " for sign in text)
