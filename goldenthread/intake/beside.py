"""What other apps read of a paper beside what the app takes that keeps it.

A committee's pack holds a plan among its papers, or none. Who takes plans knows no meetings: the desk gives it a
reader, what that finds is kept with the import as JSON, and goes with its receipt through every correction.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from goldenthread.intake.document import Document

Json = dict[str, Any]
BESIDE = "beside"
"""Under this name it stands in the reading of an import."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What was found beside: the whole reading, what the receipt gains, its problems, and whether it is enough alone.

    ``looked_for`` is the sentence that is added to a refusal, where nothing is found that could be kept.
    """

    reading: Json
    receipt: Json
    problems: Sequence[Json]
    stands_alone: bool
    looked_for: str

    def kept(self) -> Json:
        """As it is kept with the import."""
        return {"reading": self.reading, "receipt": self.receipt, "problems": list(self.problems)}


Reader = Callable[[Document], Beside]


def beside_of(reading: Mapping[str, Any]) -> Json:
    """What is kept beside in the reading of an import; nothing where nobody looked."""
    kept: Json = reading.get(BESIDE, {})
    return kept


def with_beside(receipt: Json, kept: Mapping[str, Any]) -> Json:
    """A receipt with what was found beside, its problems behind the others."""
    if not kept:
        return receipt
    gained: Json = kept["receipt"]
    return receipt | gained | {"problems": [*receipt["problems"], *kept["problems"]]}
