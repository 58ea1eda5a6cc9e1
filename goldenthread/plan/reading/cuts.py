"""Texts cut off by the height of their row: they stop in the middle of a sentence or of a word.

Two signs: the last word is one no sentence ends with ("to", "of", "the"), or
it is no word but the beginning of one that stands elsewhere in the paper.

Source: three cells of Priority 5 in the plan of 2 May 2018 (1.8, 1.9, 2.5).
"""

import re
from bisect import bisect_left
from collections.abc import Iterable

_OPEN_WORDS = (
    "a an the to of for with by from at and or nor but if than that which who whose whom into onto upon between among "
    "within without including regarding via per their its our your his my these those is are was were be been being "
    "will would should shall can may must has have had as because although while when where whether until unless "
    "through during towards against across about in on"
)
_NEVER_LAST = frozenset(_OPEN_WORDS.split())
_SEPARABLE = frozenset(
    {"in", "on", "through", "about", "across", "within", "without", "by", "to", "for", "from", "with", "of", "as"}
)
"""Words that can close a phrase: "log in", "signed up to", "agreed upon", "worked with"."""
_CLOSING_VERBS = re.compile(
    r"^(?:log(?:ged|ging)?|sign(?:ed|ing)?|opt(?:ed|ing)?|buy|bought|drop|check(?:ed)?|phas(?:e|ed|ing)|join(?:ed)?|"
    r"stepp?(?:ed|ing)?|mov(?:e|ed|ing)|plac(?:e|ed)|live[ds]?|living|work(?:ed|ing|s)?|follow(?:ed)?|carr(?:y|ied)|"
    r"build|built|built|act(?:ed)?|agree[ds]?|report(?:ed)?|comment(?:ed)?|consult(?:ed)?|rel(?:y|ied)|depend(?:ed)?|"
    r"see|talk(?:ed)?|think|thought|refer(?:red)?|adhere[ds]?|listen(?:ed)?|car(?:e|ed|ing)|pa(?:y|id)|account(?:ed)?|"
    r"look(?:ed)?|ask(?:ed)?|wait(?:ed|ing)?|on|up|involved|engaged?|part|took|take|taken|hand|"
    r"turn|turned|focus(?:ed)?|respond(?:ed)?|respon(?:se|ses)|dealt|deal|met|meet|complied|comply|concerned)$",
    re.IGNORECASE,
)
_NO_ENDING = re.compile(
    r"(?:[tsc]io|[ai]bl|[ts]iv|[^nrh]eme|ssm|mitte|[ie]nc|[ia]nc|[^aeiouyhst]{4,}|[vjq]|[^aeioux]i)$"
)
"""Endings no English word has, so that a single missing letter shows: "implementatio", "improv", "famili"."""
_BOTH_ARE_WORDS = frozenset(
    [
        "human", "moral", "breath", "cloth", "local", "rational", "urban", "artist", "scrap", "strip", "past", "plan",
        "them", "quit", "germ", "stag", "fort", "pleas", "bath", "plat", "carat", "envelop", "prim", "slop", "snip",
    ]
)  # fmt: skip
"""Words that are still words without their last "e"."""
_ASKED = re.compile(r"\b(?:what|who|whom|which|how|where)\b", re.IGNORECASE)
"""Words that let a sentence end openly: "what it leads to"."""
ASKED_WITHIN = 50
SHORTEST_STUMP = 4
FEWEST_WORDS = 3


class Vocabulary:
    """The words of a paper; gathered only when the first doubtful word asks for them.

    A word that also stands inside a text is a word. One that only ever ends a text may be a stump.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = texts
        self._inside: set[str] = set()
        self._sorted: list[str] = []

    def _gather(self) -> None:
        last: set[str] = set()
        for text in self._texts:
            words = text.casefold().split()
            if words:
                last.add(words.pop().rstrip(".,;:!?)"))
                self._inside.update(words)
        self._sorted = sorted(self._inside | last)

    def is_stump(self, word: str) -> bool:
        """Whether a word is none but the beginning of another that stands in the paper.

        That it is none shows by its ending alone: "templat" beside "template", "plannin" beside
        "planning". "Child" beside "children" is a word, and so are most beginnings of words.
        """
        if not self._sorted:
            self._gather()
        if word in self._inside:
            return False
        if self._has(f"{word}e") and word not in _BOTH_ARE_WORDS:
            return True
        if word.endswith("in") and self._has(f"{word}g"):
            return True
        return bool(_NO_ENDING.search(word)) and self._begins_another(word)

    def _has(self, word: str) -> bool:
        at = bisect_left(self._sorted, word)
        return at < len(self._sorted) and self._sorted[at] == word

    def _begins_another(self, word: str) -> bool:
        at = bisect_left(self._sorted, word)
        return any(one != word and one.startswith(word) for one in self._sorted[at : at + 2])


def is_cut(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text stops in the middle of a sentence or of a word. One that ends with a mark does not."""
    if not (text[-1:].isalpha() or text[-1:].isspace()):
        return False
    words = text.rsplit(None, FEWEST_WORDS - 1)
    if len(words) < FEWEST_WORDS:
        return False
    before, last = words[-2:]
    last = last.rpartition("/")[2].rpartition("-")[2]
    if not (last.isalpha() and last.isascii()):
        return False
    if last in _NEVER_LAST:
        closes = _CLOSING_VERBS.match(before) or _ASKED.search(text[-ASKED_WITHIN:])
        return not (last in _SEPARABLE and closes)
    return len(last) >= SHORTEST_STUMP and last.islower() and vocabulary.is_stump(last)
