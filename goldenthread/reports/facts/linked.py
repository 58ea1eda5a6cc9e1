"""The facts to whose lists a paper leads: the numbers inside a sentence or a block, which nobody typed as facts."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs


def linked_facts(paper: Any, *, at: str) -> list[str]:
    """The names of the facts whose lists a packed paper links to under an address, each once, in its order."""
    found: dict[str, None] = {}
    for address in _addresses(paper):
        where, _, query = address.partition("?")
        if where == at:
            found |= dict.fromkeys(parse_qs(query).get("name", ()))
    return list(found)


def _addresses(part: Any) -> Iterator[str]:
    if isinstance(part, list):
        for one in part:
            yield from _addresses(one)
    elif isinstance(part, dict):
        if part.get("part") == "Run":
            yield part.get("fact", "")
            return
        for one in part.values():
            yield from _addresses(one)
