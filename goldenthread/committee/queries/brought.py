"""The words of minutes that came from a paper, in their order, with what was understood of each."""

from collections.abc import Sequence
from dataclasses import dataclass

from goldenthread.committee.queries.minutes import MinuteShown
from goldenthread.committee.reading.placing import folded
from goldenthread.committee.reading.talk import bare, is_resolution


@dataclass(frozen=True, slots=True)
class Words:
    """One paragraph, and whether it asks or resolves."""

    text: str
    is_question: bool = False
    is_resolution: bool = False


def words_of_minutes(entry: MinuteShown) -> Sequence[Words]:
    """The paragraphs under an item as the paper has them: nothing is moved, and what was understood is marked."""
    asked = {folded(bare(question)) for _, question, _ in entry.exchanges}
    return [Words(text, folded(bare(text)) in asked, is_resolution(text)) for text in entry.text.split("\n\n") if text]
