"""Answers remembered for short texts: a plan repeats its dates, initials and status words thousands of times.

Long texts are worked out anew each time, so that no paper's prose stays in
the memory of the process.
"""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

Answer = TypeVar("Answer")

LONGEST = 120
MOST = 4096


def remembered(work: Callable[[str], Answer]) -> Callable[[str], Answer]:
    """The same function with its answers for short texts remembered, the oldest forgotten first."""
    answers = lru_cache(maxsize=MOST)(work)

    @wraps(work)
    def ask(text: str) -> Answer:
        return answers(text) if len(text) <= LONGEST else work(text)

    return ask
