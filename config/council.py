"""How a council's papers are signed: its name, the colour of its line, its crest; nothing is needed."""

import re
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from config.environment import text

BRASS = "#a87e16"
_COLOUR = re.compile(r"^#[0-9a-f]{6}$")


@dataclass(frozen=True, slots=True)
class Signing:
    """What stands at the head of a paper. A blank name is the name the council was made with."""

    name: str
    colour: str
    crest: Path | None
    crest_shows: str


def signing() -> Signing:
    """Read the settings; a crest needs a file and, for whoever does not see it, words for what it shows."""
    colour = text("COUNCIL_COLOUR", BRASS).lower()
    if not _COLOUR.match(colour):
        raise ImproperlyConfigured("COUNCIL_COLOUR must be a colour such as #1f3f8f.")
    crest, shows = text("COUNCIL_CREST"), text("COUNCIL_CREST_SHOWS")
    if crest and not shows:
        raise ImproperlyConfigured("COUNCIL_CREST needs COUNCIL_CREST_SHOWS: what the crest shows, in words.")
    if crest and not Path(crest).is_file():
        raise ImproperlyConfigured(f"COUNCIL_CREST names no file: {crest}")
    return Signing(text("COUNCIL_NAME"), colour, Path(crest) if crest else None, shows)
