"""Addresses of pages, looked up once: a page names thirty, and what an address is never changes while we run."""

from functools import lru_cache

from django.urls import reverse


@lru_cache(maxsize=8192)
def address(page: str, *keys: str) -> str:
    """The address of the page with this name, of what has these keys; a name or key of none is an error each time."""
    return reverse(page, args=keys)
