"""The files that go out beside a paper: words that a file hides, and files of which nobody knows what they hide.

A file is shown and decided on, never cleaned: it is somebody else's paper, perhaps signed, its hash stands in what was
cleared, and a program that takes hidden words out of it would choose between two wordings of a tracked change. The
hidden words themselves are not repeated: the list is read by more people than may read the file. Of a tracked change or
a comment the first words are told, since every program shows them to whoever opens the file.

Source: ICO, "Disclosing documents to the public securely" (hidden text, tracked changes and comments in what is
disclosed).
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import PurePath

from goldenthread.documents.gate.findings import Code, GateFinding, Place

PLACES_NAMED = 8
_SHOWN_WHOLE = ("application/pdf", "image/", "text/")
_TEXTS = frozenset({".txt", ".csv", ".tsv", ".md"})


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file that goes out with a paper: where it stands, and what a look into it found.

    ``hidden`` are the places that hold words its paper does not show, each with how many; ``None`` where nobody looked.
    ``marks`` are its tracked changes and comments: what each is, where it stands, how many words, and the first.
    """

    place: Place
    name: str
    media_type: str
    sha256: str
    hidden: tuple[tuple[str, int], ...] | None
    marks: tuple[tuple[str, str, int, str], ...] = ()


def check_files(files: Iterable[AttachedFile]) -> list[GateFinding]:
    """One finding for each file that hides words, one for each with tracked changes or comments, in their order.

    A file of which nobody knows what it hides is one too.

    The key is made of the file's own hash, so that a decision holds for these bytes alone: another file under the
    same name asks again.

    Source: ICO, "Disclosing documents to the public securely" (hidden text, tracked changes and comments).
    """
    return list(_findings(files))


def _findings(files: Iterable[AttachedFile]) -> Iterator[GateFinding]:
    for file in files:
        if file.hidden:
            yield _hides(file, file.hidden)
        if file.marks:
            yield _is_marked(file)
        elif file.hidden is None and not _is_shown_whole(file):
            yield _finding(
                file, Code.NOT_LOOKED_THROUGH, file.name,
                "Nobody has looked for what this file hides.",
                "Attach it as a PDF or as a .docx file, or say who has looked through it.",
            )  # fmt: skip


def _hides(file: AttachedFile, hidden: tuple[tuple[str, int], ...]) -> GateFinding:
    words, places = sum(count for _, count in hidden), len(hidden)
    named = "; ".join(where for where, _ in hidden[:PLACES_NAMED]) + ("; and more" if places > PLACES_NAMED else "")
    many = f"{words:,} word{'s' * (words != 1)} in {places} place{'s' * (places != 1)}"
    return _finding(
        file, Code.HIDDEN_IN_FILE, file.name,
        f"It holds {many} that its paper does not show ({named}).",
        "Attach it again without them, or say who has read them and why they may go out.",
    )  # fmt: skip


def _is_marked(file: AttachedFile) -> GateFinding:
    """How many changes and comments of each kind stand where, with their first words: they are what is decided on."""
    kinds = Counter(kind for kind, *_ in file.marks)
    many = [f"{count} {kind}{'s' * (count != 1)}" for kind, count in kinds.items()]
    named = [
        f"{kind}, {where}, {words} word{'s' * (words != 1)}" + (f": “{begins}”" if begins else "")
        for kind, where, words, begins in file.marks[:PLACES_NAMED]
    ]
    more = "; and more" if len(file.marks) > PLACES_NAMED else ""
    return _finding(
        file, Code.CHANGES_IN_FILE, file.name,
        f"It holds {', '.join(many)} ({'; '.join(named)}{more}).",
        "Attach it again without them, or say who has read them and why they may go out.",
    )  # fmt: skip


def _finding(file: AttachedFile, code: Code, words: str, why: str, suggestion: str) -> GateFinding:
    key = blake2b(f"{code.value}\x1f{file.sha256}".encode(), digest_size=12).hexdigest()
    return GateFinding(code, file.place, 0, len(words), words, why, suggestion, None, key)


def _is_shown_whole(file: AttachedFile) -> bool:
    """Whether what such a file holds is what is seen of it, as far as this look goes: a PDF, a picture, plain text."""
    return file.media_type.startswith(_SHOWN_WHOLE) or PurePath(file.name).suffix.lower() in _TEXTS
