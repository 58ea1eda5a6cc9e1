"""Keys of actions: unique in the plan, never changed, made from what the paper prints.

A printed ref may repeat ("4.1" stands for 4.1 and for 4.10 in one plan) or be
blank, so it cannot be the key; the key is made from it once and then stays.

Source: the plan of 2 May 2018, Priority 4 (two rows "4.1") and Priority 5
(five rows without a ref).
"""

import re

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
