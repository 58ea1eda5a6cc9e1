"""Lists of words and phrases written as one text, so that a table of them reads like a sentence."""

from collections.abc import Mapping
from typing import TypeVar

Phrase = tuple[str, ...]
Meaning = TypeVar("Meaning")
ByFirst = dict[str, tuple[tuple[Phrase, Meaning], ...]]


def words(text: str) -> frozenset[str]:
    """The words of a text, each once."""
    return frozenset(text.split())


def phrases(text: str) -> tuple[Phrase, ...]:
    """The phrases of a text, parted by semicolons, each as its words, in order."""
    return tuple(tuple(phrase.split()) for phrase in text.split(";"))


def by_first(table: Mapping[Meaning, str]) -> ByFirst[Meaning]:
    """The phrases of a table under their first words, the longest first, each with its meaning."""
    found: dict[str, list[tuple[Phrase, Meaning]]] = {}
    for meaning, text in table.items():
        for phrase in phrases(text):
            found.setdefault(phrase[0], []).append((phrase, meaning))
    return {first: tuple(sorted(known, key=lambda one: -len(one[0]))) for first, known in found.items()}
