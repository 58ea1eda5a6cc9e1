"""What a board may see differently from its officers: each unfinished action with both ratings and the reasons."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from goldenthread.boards.models import Moderation, MonitoringRound
from goldenthread.boards.queries.answered import END_ASKED, answers_to
from goldenthread.boards.queries.returns import actions_of
from goldenthread.design.parts import Attention
from goldenthread.plan.commands.progress import UNCHANGED
from goldenthread.plan.models import Action, Update
from goldenthread.plan.queries.stood_before import stood_before
from goldenthread.plan.states import FINISHED, Colour, State
from goldenthread.plan.suggestion import Suggestion, declared_colour, disagrees, suggest


@dataclass(frozen=True, slots=True)
class ToModerate:
    """One action: the officer's rating, what the dates suggest, the sentence beside it, and the board's rating.

    ``needs`` is what its lead asks of the board, ``is_heard`` whether anything was answered since the round opened.
    """

    action: Action
    declared: Colour
    suggestion: Suggestion
    said: str
    despite: str
    moderation: Moderation | None
    needs: str = ""
    is_heard: bool = True
    is_past: bool = False

    @property
    def is_reported(self) -> bool:
        """Whether its lead reported it complete: it waits for a second person, rated as before until then."""
        return self.action.state == State.REPORTED_COMPLETE

    @property
    def disagrees(self) -> bool:
        """Whether the officer's rating is better than the dates suggest."""
        return disagrees(self.declared, self.suggestion.colour)


@dataclass(slots=True)
class _Said:
    """What was said last of an action, and what of it stands until another answer takes its place."""

    text: str = ""
    despite: str = ""
    needs: str = ""
    is_heard: bool = False


_SILENT = _Said()


def _said(round: MonitoringRound) -> dict[int, _Said]:
    """By the action's number; what is needed from the board stays where an answer says that nothing changed."""
    found: dict[int, _Said] = {
        action: _Said(text=stood.said, needs=stood.needs) for action, stood in stood_before(round.plan).items()
    }
    updates = Update.objects.filter(action__plan=round.plan_id).exclude(text="").order_by("recorded_at", "pk")
    rows = updates.values_list("action_id", "text", "despite", "needs", "is_answer", "recorded_at")
    for action, text, despite, needs, is_answer, at in rows:
        one = found.setdefault(action, _Said())
        one.text, one.despite = text, despite
        if is_answer:
            one.needs = one.needs if text == UNCHANGED else needs
            one.is_heard = round.opened_at is not None and at >= round.opened_at
    return found


def _answered_otherwise(round: MonitoringRound, actions: Sequence[Action]) -> dict[int, str]:
    """What counts as an answer to the round besides an update: a new end that was asked for, and a refusal.

    The text is blank where the answer is an update, which is read already.
    """
    found = {
        action: text if text.startswith(END_ASKED) else ""
        for action, (_, text, _) in answers_to([round], actions).items()
    }
    declined = dict(
        round.asked.exclude(action="").exclude(declined_at=None).order_by().values_list("action", "declined_why")
    )
    refused = {action.pk: f"Declined: {declined[action.key]}" for action in actions if action.key in declined}
    return refused | found


def to_moderate(round: MonitoringRound, *, on: date) -> list[ToModerate]:
    """Every unfinished action, those rated by the board first, then those better than their dates, then the rest."""
    said = _said(round)
    rated = {one.action: one for one in round.moderations.select_related("by")}
    unfinished = [action for action in actions_of(round.plan) if action.state not in FINISHED]
    for number, text in _answered_otherwise(round, unfinished).items():
        one = said.setdefault(number, _Said())
        one.text, one.is_heard = text or one.text, True
    rows = [
        ToModerate(
            action=action,
            declared=declared_colour(state=action.state, rating_colour=action.rating.colour if action.rating else None),
            suggestion=suggest(state=action.state, ends_on=action.ends_on, on=on),
            said=said.get(action.pk, _SILENT).text,
            despite=said.get(action.pk, _SILENT).despite,
            moderation=rated.get(action.key),
            needs=said.get(action.pk, _SILENT).needs,
            is_heard=said.get(action.pk, _SILENT).is_heard,
            is_past=action.ends_on is not None and action.ends_on < on,
        )
        for action in unfinished
    ]
    return sorted(rows, key=lambda row: (row.moderation is None, not row.disagrees))


def in_groups(rows: Iterable[ToModerate]) -> list[tuple[str, list[ToModerate]]]:
    """The same under what the board does with them: what it rated, what it may see differently, the rest."""
    known = list(rows)
    groups = [
        ("Rated by the board", [row for row in known if row.moderation]),
        ("Better than their dates suggest", [row for row in known if row.disagrees and not row.moderation]),
        ("All others", [row for row in known if not row.disagrees and not row.moderation]),
    ]
    return [group for group in groups if group[1]]


def to_weigh(rows: Sequence[ToModerate], url: str) -> list[Attention]:
    """What a board looks at first when its round is in moderation, each with its figure."""
    better = sum(row.disagrees and row.moderation is None for row in rows)
    return [
        Attention(better, "rated better than their dates suggest: does the board agree?", url=url if better else ""),
        Attention(sum(row.is_past for row in rows), f"past their end, of {len(rows)} unfinished"),
        Attention(sum(row.declared == Colour.RED for row in rows), "red"),
        Attention(sum(row.declared == Colour.AMBER for row in rows), "amber"),
        Attention(sum(bool(row.needs) for row in rows), "asked of the board"),
    ]
