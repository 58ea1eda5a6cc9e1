"""Texts as a paper can print them: without what no output can hold, and without what turns a line round.

PDF, Word and HTML have no place for control characters and half characters. The
marks that force the direction of what follows are taken out too: with them a
text can be made to read otherwise than it stands. Letters that run from right
to left need no mark.

Sources: Extensible Markup Language (XML) 1.0, section 2.2, production "Char"; Unicode Technical Standard 39,
section 5, and Unicode Standard Annex 9 (explicit directional formatting).
"""

import re
from functools import lru_cache

_LINE_BREAKS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]")


def clear(text: str) -> str:
    """The text with each line break as one newline, a tab as a space, and nothing that can not be printed."""
    if text.isprintable():
        return text
    return _cleared(text)


@lru_cache(maxsize=512)
def _cleared(text: str) -> str:
    return _UNPRINTABLE.sub("", _LINE_BREAKS.sub("\n", text)).replace("\t", " ")
