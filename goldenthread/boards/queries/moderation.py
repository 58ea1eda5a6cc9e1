"""What a board may see differently from its officers: each unfinished action with both ratings and the reasons."""

from dataclasses import dataclass
from datetime import date

from goldenthread.boards.models import Moderation, MonitoringRound
from goldenthread.boards.queries.returns import actions_of
from goldenthread.plan.models import Action, Update
from goldenthread.plan.states import FINISHED, Colour
from goldenthread.plan.suggestion import Suggestion, declared_colour, disagrees, suggest


@dataclass(frozen=True, slots=True)
class ToModerate:
    """One action: the officer's rating, what the dates suggest, the sentence beside it, and the board's rating."""

    action: Action
    declared: Colour
    suggestion: Suggestion
    said: str
    despite: str
    moderation: Moderation | None

    @property
    def disagrees(self) -> bool:
        """Whether the officer's rating is better than the dates suggest."""
        return disagrees(self.declared, self.suggestion.colour)


def to_moderate(round: MonitoringRound, *, on: date) -> list[ToModerate]:
    """Every unfinished action, those rated by the board first, then those better than their dates, then the rest."""
    said: dict[int, tuple[str, str]] = {}
    updates = Update.objects.filter(action__plan=round.plan_id).exclude(text="").order_by("recorded_at", "pk")
    for action, text, despite in updates.values_list("action_id", "text", "despite"):
        said[action] = (text, despite)
    rated = {one.action: one for one in round.moderations.select_related("by")}
    rows = [
        ToModerate(
            action=action,
            declared=declared_colour(state=action.state, rating_colour=action.rating.colour if action.rating else None),
            suggestion=suggest(state=action.state, ends_on=action.ends_on, on=on),
            said=said.get(action.pk, ("", ""))[0],
            despite=said.get(action.pk, ("", ""))[1],
            moderation=rated.get(action.key),
        )
        for action in actions_of(round.plan)
        if action.state not in FINISHED
    ]
    return sorted(rows, key=lambda row: (row.moderation is None, not row.disagrees))
