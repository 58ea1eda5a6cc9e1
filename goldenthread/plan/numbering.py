"""Keys of actions: unique in the plan, never changed, made from what the paper prints.

A printed ref may repeat ("4.1" stands for 4.1 and for 4.10 in one plan) or be
blank, so it cannot be the key; the key is made from it once and then stays.

Source: the plan of 2 May 2018, Priority 4 (two rows "4.1") and Priority 5
(five rows without a ref).
"""

import re
from collections.abc import Iterable

_UNFIT = re.compile(r"[^a-z0-9.]+")


def slug(text: str) -> str:
    """A ref or number as part of an address: small letters, digits, points and hyphens."""
    return _UNFIT.sub("-", text.strip().lower()).strip("-")


class Keys:
    """Gives each action of a plan its key: ``p4-4.1``, a second one ``p4-4.1-2``, without ref ``p5-x1``."""

    def __init__(self, taken: set[str] | None = None) -> None:
        self._taken = set(taken or ())

    def key(self, priority: str, ref: str) -> str:
        """The next free key for a ref under a priority; a priority without number is ``p0``."""
        start = f"p{slug(priority) or '0'}-"
        fit = slug(ref)
        if fit:
            key, number = start + fit, 1
            while key in self._taken:
                number += 1
                key = f"{start}{fit}-{number}"
        else:
            number = 1
            while f"{start}x{number}" in self._taken:
                number += 1
            key = f"{start}x{number}"
        self._taken.add(key)
        return key


def next_ref(number: str, refs: Iterable[str]) -> str:
    """The next free ref under a priority: one after the highest that begins with its number; blank without a number.

    Letters and further points behind the second number, as in ``1.5.1`` or ``1.5a``, do not count on.
    """
    start = number.strip().rstrip(".")
    if not start:
        return ""
    under = re.compile(rf"{re.escape(start)}\.(\d{{1,6}})(?!\d)", re.IGNORECASE)
    found = [int(match[1]) for ref in refs if (match := under.match(ref.strip()))]
    return f"{start}.{max(found, default=0) + 1}"
