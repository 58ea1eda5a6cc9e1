"""What a report says, apart from how it is drawn: this is what somebody clears.

A clearance is of words and figures. Another drawing of a rating, another layout of the paper or a release of the
product changes nothing of this and asks nobody again. A changed word does, a changed figure, a changed list behind a
figure, a changed row of the plan behind the report. What nobody reads in the report is left out of the comparison:
the key of a section, the label of a fact in our lists, the number of a closing.

Pure: a version's content goes in as values, what it says comes out.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from goldenthread.documents.paper import Block, Picture
from goldenthread.ledger.writing import canonical
from goldenthread.reports.building import BlockValues, SectionBuilt
from goldenthread.reports.facts.values import FactValue
from goldenthread.reports.passages import words_of
from goldenthread.reports.states import SectionKind

Values = dict[str, Any]


def fields_of(block: BlockValues, *, council: str) -> Values:
    """The block of a report and whose paper it is, as a version keeps them.

    Why it is not public is kept where that is said: a report of which it never was says what it said before.
    """
    exempt = {"exempt_under": list(block.exempt_under), "public_interest": block.public_interest}
    return {
        "subject": block.subject,
        "is_public": block.is_public,
        "is_for_decision": block.is_for_decision,
        "going_to": [[name, on.isoformat() if on else ""] for name, on in block.going_to],
        "report_of": block.report_of,
        "report_of_post": block.report_of_post,
        "author_name": block.author_name,
        "author_post": block.author_post,
        "author_telephone": block.author_telephone,
        "author_email": block.author_email,
        "council": council,
        **{name: value for name, value in exempt.items() if value},
    }


def section_as_json(built: SectionBuilt) -> Values:
    """A section as it was written, with its key and the pictures it shows."""
    one = built.values
    return {
        "key": one.key,
        "kind": one.kind,
        "level": one.level,
        "heading": one.heading,
        "text": one.text,
        "pictures": pictures_in(built.blocks),
    }


def pictures_in(blocks: Iterable[Block]) -> list[Values]:
    """The pictures among some blocks: what each shows in words, and the hash of its bytes."""
    return [
        {"description": one.description, "caption": one.caption, "sha256": hashlib.sha256(one.content).hexdigest()}
        for one in blocks
        if isinstance(one, Picture)
    ]


def fact_as_json(value: FactValue) -> Values:
    """A fact as it was told: its words, or those of its blocks, and the list behind it."""
    return {
        "name": value.name,
        "label": value.label,
        "text": value.text,
        "words": words_of(value.blocks),
        "number": value.number,
        "list": [[item.action, item.name, item.words, item.note] for item in value.items],
    }


def rows_as_hash(rows: Sequence[Mapping[str, Any]]) -> str:
    """The hash of the rows of a closing, which are frozen themselves and so are not kept twice."""
    return hashlib.sha256(canonical(list(rows)).encode()).hexdigest()


def readable(kept: Mapping[str, Any]) -> Values:
    """Of what a version keeps, that which somebody can read, in one form: a blank at the end of a text is no word."""
    sections = [
        {
            "kind": one["kind"],
            "level": one["level"] if one["kind"] == SectionKind.BODY else 1,
            "heading": one["heading"],
            "text": _text(one["text"]),
            "pictures": one["pictures"],
        }
        for one in kept["sections"]
    ]
    return {
        "fields": kept["fields"],
        "wording": kept["wording"],
        "sections": [one for one in sections if one["heading"] or one["text"]],
        "facts": {
            one["name"]: {name: one[name] for name in ("text", "words", "number", "list")} for one in kept["facts"]
        },
        "appendices": [one | {"text": _text(one["text"])} if "text" in one else one for one in kept["appendices"]],
    }


def _text(text: str) -> str:
    return text.strip("\n").rstrip()


def says_of(kept: Mapping[str, Any]) -> str:
    """The hash of what a report says: two versions with the same one say the same, however each is drawn."""
    return hashlib.sha256(canonical(readable(kept)).encode()).hexdigest()
