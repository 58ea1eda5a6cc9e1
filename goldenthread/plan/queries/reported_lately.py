"""What a lead has reported complete of late: saved with her other answers, and no longer hers to answer for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db.models import Exists, OuterRef, Subquery
from django.utils import timezone

from goldenthread.identity.models import Person
from goldenthread.plan.models import Action, Update
from goldenthread.plan.queries.mine import ANSWER_HOLDS
from goldenthread.plan.states import State

MOST = 100


@dataclass(frozen=True, slots=True)
class Reported:
    """An action that its lead reported complete: what was said with it, and what comes next."""

    action: Action
    said: str
    place: str

    @property
    def stands(self) -> str:
        """How it stands, in words."""
        if self.action.state == State.REPORTED_COMPLETE:
            return "reported complete; a second person looks at the evidence"
        return "reported complete, and counted as blue"


def reported_lately(person: Person, *, on: date) -> list[Action]:
    """The actions a person leads that were reported complete in the last two weeks and stand so: one query."""
    since = timezone.make_aware(datetime.combine(on - ANSWER_HOLDS, time.min))
    said = Update.objects.filter(action=OuterRef("pk"), reports_complete=True, recorded_at__gte=since)
    found = Action.objects.visible_to(person).led_by(person).filter(Exists(said))
    found = found.filter(state__in=[State.REPORTED_COMPLETE, State.DECLARED_COMPLETE]).select_related(
        "plan", "priority"
    )
    last = Subquery(said.order_by("-recorded_at", "-pk").values("text")[:1])
    return list(found.annotate(reported_with=last).order_by("plan__name", "position")[:MOST])


def reported_shown(actions: Sequence[Action], places: dict[int, str]) -> list[Reported]:
    """The same as a page shows them, each with its priority where another action of the page has its ref."""
    return [
        Reported(action, getattr(action, "reported_with", "") or "", places.get(action.pk, "")) for action in actions
    ]
