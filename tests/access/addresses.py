"""Every address of the product, with values put in for its parts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

VALUES = {"slug": "nothing-here", "str": "nothing-here", "int": "1", "path": "nothing-here", "uuid": "0" * 32}


@dataclass(frozen=True)
class Address:
    """One pattern: its name, its path with values put in, and its view."""

    name: str
    route: str
    pattern: URLPattern

    @property
    def path(self) -> str:
        """An address that leads to the view."""
        return "/" + re.sub(r"<(?:(\w+):)?\w+>", lambda found: VALUES[found[1] or "str"], self.route)


def every_address(patterns: list[URLPattern | URLResolver] | None = None, before: str = "") -> Iterator[Address]:
    """Every pattern, those of included lists too."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from every_address(pattern.url_patterns, route)
        else:
            yield Address(pattern.name or "", route, pattern)
