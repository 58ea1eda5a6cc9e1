"""Papers read without a process of their own: the same reading and the same way over, without the tenth of a second.

What a paper becomes does not depend on where it is read; that it is read behind walls, and what these do, is proved in
``tests/intake/test_reading_child.py``.
"""

from collections.abc import Iterator
from typing import IO

import pytest

from goldenthread.intake import child, reading


def _answer_here(module: str, ending: str, *_limits: str, given: IO[bytes], seconds: float, longest: int) -> bytes:
    """What the process would answer."""
    assert module == child.__name__
    return child.answer(given, ending)


@pytest.fixture(autouse=True, scope="package")
def papers_are_read_here() -> Iterator[None]:
    """Whatever reads a paper gets the answer of this process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "answer_of", _answer_here)
        yield
