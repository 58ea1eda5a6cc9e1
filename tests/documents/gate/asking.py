"""What the tests ask the gate: an invented council's people, and one text at a time."""

from goldenthread.documents.gate.checking import check
from goldenthread.documents.gate.findings import GateFinding, Passage, Place
from goldenthread.documents.gate.known import Known

KNOWN = Known.of(
    colleagues=[
        ("Jane Sands", "JS", "Team Manager"),
        ("Rita Quill", "RQ", "Service Manager"),
        ("Carl Penn", "CP", "Director of Practice"),
        ("Ros du Marr", "RdM", ""),
        ("May Orchard", "MO", "Participation Officer"),
        ("Mina Vale", "MV", "Head of Early Help"),
    ],
    may_stand=["Mina Vale", "One Family Partnership Board", "Three Rivers Children and Families Trust"],
    contacts=["020 7946 0018", "mina.vale@quayside.example", "QY1 1AA"],
)


def passage(text: str, *, label: str = "paragraph 4", is_note: bool = False) -> Passage:
    """A passage of an invented paper."""
    return Passage(Place(f"p/{label}", label), text, is_note)


def found(text: str, *, is_note: bool = False, known: Known = KNOWN) -> list[GateFinding]:
    """What the gate finds in one text."""
    return check([passage(text, is_note=is_note)], known)


def told(text: str, *, is_note: bool = False, known: Known = KNOWN) -> list[tuple[str, str]]:
    """Code and words of what the gate finds in one text."""
    return [(finding.code.value, finding.words) for finding in found(text, is_note=is_note, known=known)]


def with_replacement(text: str, finding: GateFinding) -> str:
    """The text as it reads with what the gate suggests."""
    assert finding.replacement is not None
    return text[: finding.start] + finding.replacement + text[finding.end :]
