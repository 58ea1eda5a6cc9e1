"""Whose papers these are: the council's name, colour and crest, by its settings."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from goldenthread.documents.paper import Council, Crest
from goldenthread.documents.pictures import measure
from goldenthread.identity.models import Council as CouncilHere
from goldenthread.kernel.errors import RuleBroken


def the_council() -> Council:
    """The council at the head of a paper: named by the settings, else as it was made here."""
    signing = settings.COUNCIL
    name = signing.name or CouncilHere.objects.order_by("pk").values_list("name", flat=True).first() or ""
    return Council(name, signing.colour, _crest(signing.crest, signing.crest_shows) if signing.crest else None)


@lru_cache(maxsize=2)
def _crest(file: Path, shows: str) -> Crest:
    try:
        content = file.read_bytes()
    except OSError as failure:
        raise RuleBroken(f"The council's crest can not be read: {failure.strerror}.") from None
    return Crest(content, measure(content).media_type, shows)
