"""Texts as the rest of the product can keep them: no characters that databases or XML refuse.

PostgreSQL refuses NUL, XML 1.0 refuses the other control characters, surrogates
and the two noncharacters U+FFFE and U+FFFF; a text that holds one could be read but never
exported again.

Source: Extensible Markup Language (XML) 1.0, section 2.2, production "Char".
"""

import re

_LINE_BREAKS = re.compile("\r\n|[\r\v\f]")
_UNKEEPABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """The text with every line break as one newline, and without characters that cannot be kept."""
    if text.isprintable() or text.replace("\n", "").isprintable():
        return text
    return _UNKEEPABLE.sub("", _LINE_BREAKS.sub("\n", text))
