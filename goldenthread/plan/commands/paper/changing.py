"""The changes of a paper written into a plan that lives: edits, new actions, and those that are gone."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cached_property
from typing import Any

from goldenthread.identity.actor import Actor
from goldenthread.intake.models import Import
from goldenthread.intake.queries import Corrections
from goldenthread.kernel.versions import update_if_unchanged
from goldenthread.ledger.writing import record
from goldenthread.plan.commands.paper.cells import CellWriter
from goldenthread.plan.commands.paper.headings import write_headings
from goldenthread.plan.commands.paper.making import write_priorities, write_sources
from goldenthread.plan.commands.paper.rows import Rows, state_on_paper
from goldenthread.plan.commands.saving import conflict, index_action, index_actions
from goldenthread.plan.comparing import Compared, words_of
from goldenthread.plan.edits import Proposal
from goldenthread.plan.glossary import Named
from goldenthread.plan.models import Action, Aim, Plan, Priority, RatingWord
from goldenthread.plan.reading.statuses import fold as fold_word
from goldenthread.plan.reading.values import PlanReading, ReadRating
from goldenthread.plan.states import Colour, State
from goldenthread.sources.models import Finding

_BATCH = 1000
_STAYS_COMPLETE = frozenset({State.ASSURED, State.DECLARED_COMPLETE, State.UNDER_WATCH})


class Changing:
    """One paper on its way into a plan. ``outcome`` is told all that is needed to take it back."""

    def __init__(
        self,
        of: Import,
        reading: PlanReading,
        compared: Compared,
        corrections: Corrections,
        *,
        named: Named,
        by: Actor,
        at: datetime,
        outcome: dict[str, Any],
    ) -> None:
        self.of = of
        self.reading = reading
        self.compared = compared
        self.plan: Plan = compared.plan
        self.named = named
        self.by = by
        self.at = at
        self.outcome = outcome
        self.why = f"Changed in the paper {of.name}"
        self.meanings = words_of(self.plan, reading, corrections)
        self.priorities: list[Priority] = list(self.plan.priorities.order_by("position", "pk"))

    def apply(self) -> dict[int, str]:
        """Write everything; gives the key of the plan's action for each action of the paper."""
        changes = self.compared.changes
        taken: dict[str, list[Proposal]] = defaultdict(list)
        for proposal in self.compared.taken:
            taken[proposal.edit.action].append(proposal)
        self._edit(taken)
        self._withdraw(changes.gone)
        added = self._add(changes.new)
        self.outcome |= write_headings(
            self.plan, self.compared.header, self.reading.header, by=self.by, at=self.at, why=self.why
        )
        return dict(changes.keys) | added

    @cached_property
    def words(self) -> dict[str, RatingWord]:
        """The plan's rating words by folded word; a word of the paper that it lacks is added when first asked for."""
        return {fold_word(one.word): one for one in self.plan.rating_words.all()}

    def word(self, text: str) -> RatingWord | None:
        """The plan's row for a status word of the paper."""
        found = self.words.get(fold_word(text))
        if found is None and text:
            read = self.meanings.get(fold_word(text)) or self._read_rating(text)
            found = self.words[fold_word(text)] = RatingWord.objects.create(
                plan=self.plan,
                word=text[:120],
                colour=read.colour,
                state=state_on_paper(read.state),
                meaning=read.meaning,
                is_offered=read.colour != Colour.NONE,
                position=len(self.words),
            )
            self.outcome.setdefault("words", []).append(found.pk)
        return found

    def _read_rating(self, text: str) -> ReadRating:
        found = next((one for one in self.reading.ratings if fold_word(one.word) == fold_word(text)), None)
        return found or ReadRating(text, Colour.NONE, State.IN_PROGRESS)

    @cached_property
    def findings(self) -> list[Finding]:
        """The findings the paper names, entered when first asked for."""
        return write_sources(self.plan, self.reading, by=self.by, at=self.at, outcome=self.outcome)

    def priority(self, at: int) -> Priority:
        """The plan's priority for a priority of the paper; a new one is added at the end."""
        place = self.compared.priorities.get(at, self._new_priorities.get(at))
        if place is None:
            start = max((one.position + 1 for one in self.priorities), default=0)
            made = write_priorities(self.plan, [self.reading.priorities[at]], start=start)
            self.outcome.setdefault("priorities", []).append(made[0].pk)
            place = self._new_priorities[at] = len(self.priorities)
            self.priorities += made
        return self.priorities[place]

    @cached_property
    def _new_priorities(self) -> dict[int, int]:
        return {}

    def _edit(self, taken: Mapping[str, list[Proposal]]) -> None:
        actions = {
            action.key: action
            for action in self.plan.actions.filter(key__in=list(taken)).select_related(
                "plan", "aim", "measure", "rating"
            )
        }
        at_of = {key: at for at, key in self.compared.changes.keys.items()}
        writer = CellWriter(self, actions, taken)
        before = self.outcome.setdefault("before", {})
        for key, proposals in taken.items():
            action, read = actions[key], self.reading.actions[at_of[key]]
            version = action.version
            values = writer.values_for(action, read, proposals)
            values["updated_at"] = self.at
            before[key] = {name: _plain(getattr(action, name)) for name in values}
            if not update_if_unchanged(action, version=version, values=values):
                raise conflict(action.subject, version=version, before={}, after={})
            record(
                "plan.paper_changed",
                by=self.by,
                subject=action.subject,
                at=self.at,
                why=self.why,
                changes={one.edit.column: (one.edit.plan, one.edit.paper) for one in proposals},
            )
        writer.save()
        for action in actions.values():
            index_action(action)

    def _withdraw(self, gone: Iterable[str]) -> None:
        """Actions that left the paper are withdrawn, not deleted; what was seen to be complete here stays complete."""
        before = self.outcome.setdefault("before", {})
        for action in (
            self.plan.actions.filter(key__in=list(gone)).exclude(state__in=_STAYS_COMPLETE).select_related("plan")
        ):
            values = {
                "state": State.WITHDRAWN,
                "completed_on": None,
                "reported_by_id": None,
                "reported_on": None,
                "updated_at": self.at,
            }
            before[action.key] = {name: _plain(getattr(action, name)) for name in values}
            state = action.state
            update_if_unchanged(action, version=action.version, values=values)
            record(
                "plan.paper_withdrew",
                by=self.by,
                subject=action.subject,
                at=self.at,
                why=f"No longer in the paper {self.of.name}",
                changes={"state": (state, State.WITHDRAWN)},
            )

    def _add(self, new: Iterable[int]) -> dict[int, str]:
        """New actions stand behind the action they follow in the paper."""
        places = list(new)
        if not places:
            return {}
        standing = list(self.plan.actions.order_by("position", "pk").only("key", "position", "priority"))
        words = {fold_word(text): row for text in self._statuses(places) if (row := self.word(text))}
        findings = self.findings if any(self.reading.actions[at].findings for at in places) else []
        rows = Rows(
            self.plan,
            self.reading,
            named=self.named,
            words=words,
            findings=findings,
            at=self.at,
            aims=Aim.objects.filter(priority__plan=self.plan).order_by("-pk"),
            measures=self.plan.measures.order_by("-pk"),
        )
        added: dict[int, str] = {}
        behind: dict[str, list[Action]] = defaultdict(list)
        for at in places:
            read = self.reading.actions[at]
            priority = self.priority(read.priority)
            key = self.compared.new_keys[at]
            action = rows.add(read, key=key, priority=priority, position=0)
            behind[self._neighbour(at, added)].append(action)
            added[at] = key
        self._place(standing, behind)
        rows.save()
        self.outcome["added"] = list(added.values())
        for name, made in (("made_aims", rows.aims), ("made_measures", rows.measures)):
            self.outcome.setdefault(name, []).extend(one.pk for one in made.values())
        index_actions(rows.actions)
        return added

    def _statuses(self, places: Iterable[int]) -> Iterable[str]:
        return dict.fromkeys(self.reading.actions[at].status for at in places)

    def _neighbour(self, at: int, added: Mapping[int, str]) -> str:
        """The key of the action before one in the paper, in the same priority; blank where it is the first."""
        if at == 0 or self.reading.actions[at - 1].priority != self.reading.actions[at].priority:
            return ""
        return self.compared.changes.keys.get(at - 1) or added.get(at - 1, "")

    def _place(self, standing: list[Action], behind: Mapping[str, list[Action]]) -> None:
        order: list[Action] = []

        def put(action: Action) -> None:
            stack = [action]
            while stack:
                one = stack.pop()
                order.append(one)
                stack += reversed(behind.get(one.key, []))

        for action in (*behind.get("", []), *standing):
            put(action)
        moved = []
        for position, action in enumerate(order):
            if action.position != position:
                action.position = position
                if action.pk is not None:
                    moved.append(action)
        Action.objects.bulk_update(moved, ["position"], batch_size=_BATCH)


def _plain(value: Any) -> Any:
    """A value as JSON can keep it."""
    return value.isoformat() if hasattr(value, "isoformat") else value
