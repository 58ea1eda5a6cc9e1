"""Where a paper may lead."""

from urllib.parse import urlsplit

FOLLOWED = frozenset({"https", "http", "mailto", "tel"})


def leads_somewhere(link: str) -> bool:
    """Whether an address is one that a document may lead to: another page, a letter, a call; never a program."""
    try:
        return urlsplit(link).scheme.lower() in FOLLOWED
    except ValueError:
        return False


def leads_here(address: str) -> bool:
    """Whether an address is a page of this product: a path, and no other host."""
    return address.startswith("/") and not address.startswith(("//", "/\\"))
