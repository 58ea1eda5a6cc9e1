"""What every page shows around its content: sections, the person, whose council it is."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from goldenthread.identity.models import Council


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the masthead."""

    label: str
    url: str
    is_here: bool


def for_every_page(request: HttpRequest) -> dict[str, Any]:
    """The context every page shares. A stranger sees the council's name and nothing else."""
    council = Council.objects.first()
    context: dict[str, Any] = {
        "council_name": council.name if council else "Golden Thread",
        "is_demonstration": bool(council and council.is_demonstration),
    }
    actor = getattr(request, "actor", None)
    if actor is not None:
        context |= {"actor": actor, "person": actor.acting, "acting_for": actor.behalf_of, "navigation": []}
    return context
