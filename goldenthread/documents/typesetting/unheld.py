"""Which characters of some texts no font holds, told without typst: for whoever writes, before anything is rendered.

The one module of this package that the serving process may load: it reads the tables of the fonts, each character
once, and keeps what it found of the character and not the tables, which take 14 MB.
"""

from collections.abc import Iterable

from goldenthread.documents.typesetting.fonts import choose, coverage

MOST_KNOWN = 20_000
_instead: dict[str, str | None] = {}


def unheld(texts: Iterable[str]) -> dict[str, str]:
    """What a PDF prints in place of each character of these texts that no font holds; nothing where a blank."""
    every = set().union(*texts)
    unknown = every - _instead.keys()
    if unknown:
        if len(_instead) > MOST_KNOWN:
            _instead.clear()
            unknown = every
        chosen = choose(["".join(unknown)])
        _instead.update((one, chosen.replaced.get(one)) for one in unknown)
        coverage.cache_clear()
    # Another thread may have let go of what was known meanwhile; such a character is told the next time.
    return {one: found for one in sorted(every) if (found := _instead.get(one)) is not None}
