"""Where in a sentence a count stands."""

from dataclasses import dataclass

from goldenthread.reports.claims.naming import NamedAt
from goldenthread.reports.claims.values import Counted


@dataclass(frozen=True, slots=True)
class CountAt:
    """A count found in a sentence: its words, where a list of refs may follow, and where its number stands."""

    counted: Counted
    first: int
    after: int
    number: tuple[int, int]
    status: tuple[int, int] | None = None
    is_base: bool = False
    listed: NamedAt | None = None
