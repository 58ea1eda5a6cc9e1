"""What stands under the items of minutes, read for all of them at once: one prepared query for each kind of thing."""

from collections import defaultdict
from typing import Any

from django.db.models import Model, QuerySet

from goldenthread.committee.models import (
    Exchange,
    Exclusion,
    LaterNote,
    Minutes,
    Motion,
    NamedVote,
    Passage,
    Proceeding,
    Promise,
    Representation,
    Resolution,
)
from goldenthread.kernel.prepared import Prepared


def _of(model: type[Model], *joined: str, minutes: str = "minute__minutes") -> Prepared:
    """The rows of a model that hang on minutes, in the order of the model, with what is joined to them."""
    rows: QuerySet[Any] = model._default_manager.all()
    joining = rows.select_related(*joined) if joined else rows
    return Prepared(lambda key: joining.filter(**{minutes: key}), int)


KINDS = {
    "exchanges": ("minute_id", _of(Exchange)),
    "resolutions": ("minute_id", _of(Resolution, "owner")),
    "promises": ("minute_id", _of(Promise)),
    "motions": ("minute_id", _of(Motion)),
    "proceedings": ("minute_id", _of(Proceeding)),
    "representations": ("minute_id", _of(Representation)),
    "later_notes": ("minute_id", _of(LaterNote)),
    "readmissions": ("ended_under_id", _of(Exclusion, minutes="ended_under__minutes")),
    "named": ("motion_id", _of(NamedVote, "attendee", minutes="motion__minute__minutes")),
    "passages": ("item_id", _of(Passage, "attendee", minutes="item__minute__minutes")),
}
"""By what each kind hangs, and its query: on a minute, a motion or an item."""


class UnderItems:
    """What stands under the items of minutes: ``under("promises", minute)``, in the order it was minuted."""

    def __init__(self, minutes: Minutes) -> None:
        self._found: dict[str, dict[int, list[Any]]] = {}
        for kind, (by, query) in KINDS.items():
            found = self._found[kind] = defaultdict(list)
            if kind == "named" and not self._found["motions"]:
                continue
            for one in query.objects(minutes.pk):
                found[getattr(one, by)].append(one)

    def __call__(self, kind: str, key: int) -> list[Any]:
        """Everything of a kind that hangs on what has this key."""
        return self._found[kind].get(key, [])
