"""Making texts of a paper fit the columns of a table without losing a word, and finding texts that have no home."""

from collections.abc import Iterable, Mapping

from goldenthread.plan.matching import fold


class Notes:
    """What goes to an action's notes: texts without a column, and whole texts of which a column holds the beginning."""

    def __init__(self, notes: Iterable[tuple[str, str]] = ()) -> None:
        self._lines = [_line(label, text) for label, text in notes]

    def fit(self, text: str, most: int, label: str) -> str:
        """The text, or its beginning where it is too long; then the notes keep the whole."""
        if len(text) <= most:
            return text
        self._lines.append(_line(label, text))
        return text[: most - 1] + "…"

    def keep_homeless(self, cells: Mapping[str, str], homes: Iterable[str], labels: Mapping[str, str]) -> None:
        """Keep every cell whose words stand nowhere in what was made of the row."""
        known = fold("\n".join([*homes, *self._lines]))
        for column, text in cells.items():
            if text and fold(text) not in known:
                self._lines.append(_line(labels.get(column, column), text))

    def __str__(self) -> str:
        return "\n".join(self._lines)


def _line(label: str, text: str) -> str:
    return f"{label}: {text}" if label else text
