"""Rows in which the work of others goes on: written table by table, because a plan may take on a thousand at once.

A successor takes the words, dates, measure, leads and open steps of the row it
comes from, and answers the same findings. Updates and evidence stay with the
earlier row, where the thread finds them.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Max

from goldenthread.identity.actor import Actor
from goldenthread.identity.models import Person, Post
from goldenthread.kernel.dates import PartialDate, read_date
from goldenthread.plan.commands.leads import short_name
from goldenthread.plan.commands.saving import index_actions
from goldenthread.plan.models import (
    Action,
    ActionFinding,
    ActionLead,
    Aim,
    EndDateChange,
    Measure,
    Milestone,
    Plan,
    Priority,
    RatingWord,
)
from goldenthread.plan.numbering import Keys
from goldenthread.plan.refresh import Fate
from goldenthread.plan.states import State
from goldenthread.sources.models import Source

Words = Mapping[int | None, RatingWord | None]
_KEPT = (
    "starts_written", "starts_on", "starts_precision", "ends_written", "ends_on", "ends_precision",
    "original_ends_written", "original_ends_on", "recurrence", "is_standing", "waits_for", "waits_since",
    "senior_lead_id", "senior_lead_written", "leads_written", "notes",
)  # fmt: skip
_BATCH = 200


@dataclass(frozen=True, slots=True)
class Heir:
    """A row to be written: from which it comes, what differs, and which others go into it.

    Blank words and end stay those of the old row. Without ``aim`` the old row's aim is made anew in the new place.
    """

    old: Action
    how: Fate
    priority: Priority
    ref: str
    state: str
    wording: str = ""
    ends: str = ""
    lead: Person | Post | None = None
    why: str = ""
    aim: Aim | None = None
    merged: tuple[Action, ...] = ()


def write_heirs(plan: Plan, heirs: Sequence[Heir], *, words: Words, by: Actor, at: datetime) -> list[Action]:
    """Write the rows in the order given; a part of commands, which ask the policy and enter what they did.

    ``words`` says which rating of this plan each rating of the old rows becomes.
    """
    writing = _Writing(plan, words, by, at)
    actions = [writing.add(heir) for heir in heirs]
    writing.save()
    for action in actions:
        action.plan = plan
    index_actions(actions)
    return actions


class _Writing:
    """Gathers the rows of successors and writes them table by table."""

    def __init__(self, plan: Plan, words: Words, by: Actor, at: datetime) -> None:
        self.plan, self.words, self.by, self.at = plan, words, by, at
        self.keys = Keys(set(plan.actions.values_list("key", flat=True)))
        self.position = (plan.actions.aggregate(last=Max("position"))["last"] or 0) + 1
        self.aims: dict[tuple[int, int], Aim] = {}
        self.measures: dict[int, Measure] = {}
        self.actions: list[Action] = []
        self.changes: list[EndDateChange] = []
        self.heirs: list[Heir] = []

    def add(self, heir: Heir) -> Action:
        """One row, unsaved."""
        old = heir.old
        values: dict[str, Any] = {name: getattr(old, name) for name in _KEPT}
        end = moved_end(old, heir.ends)
        if end is not None:
            values |= {"ends_written": end.written, "ends_on": end.last, "ends_precision": end.precision.value}
            if old.original_ends_on is None:
                values |= {"original_ends_written": old.ends_written or end.written}
                values |= {"original_ends_on": old.ends_on or end.last}
        if heir.lead is not None:
            values["leads_written"] = short_name(heir.lead)[:300]
        if heir.state == State.UNDER_WATCH:
            values["embedded_on"] = old.embedded_on
        if heir.state == State.REPORTED_COMPLETE:
            values |= {"reported_by_id": old.reported_by_id, "reported_on": old.reported_on}
        action = Action(
            plan=self.plan,
            priority=heir.priority,
            aim=heir.aim or self._aim(old, heir.priority),
            measure=self._measure(old),
            key=self.keys.key(heir.priority.number, heir.ref or old.ref),
            ref=heir.ref or old.ref,
            wording=heir.wording.strip() or old.wording,
            position=self.position,
            state=heir.state,
            rating=self.words.get(old.rating_id),
            **values,
        )
        self.position += 1
        if end is not None and end.last is not None and old.ends_on is not None:
            self.changes.append(self._change(action, old, end, end.last, heir.why))
        self.actions.append(action)
        self.heirs.append(heir)
        return action

    def save(self) -> None:
        """Write all that was gathered."""
        Aim.objects.bulk_create(self.aims.values(), batch_size=_BATCH)
        Measure.objects.bulk_create(self.measures.values(), batch_size=_BATCH)
        for action in self.actions:  # the keys of aims and measures are known only now
            action.aim, action.measure = action.aim, action.measure
        Action.objects.bulk_create(self.actions, batch_size=_BATCH)
        for change in self.changes:
            change.action = change.action
        EndDateChange.objects.bulk_create(self.changes, batch_size=_BATCH)
        self._leads()
        self._steps()
        self._answers()

    def _aim(self, old: Action, priority: Priority) -> Aim | None:
        """The old row's aim in the new priority, once for all rows under it."""
        if old.aim is None:
            return None
        found = self.aims.get((old.aim.pk, priority.pk))
        if found is None:
            found = self.aims[old.aim.pk, priority.pk] = Aim(
                priority=priority,
                kind=old.aim.kind,
                text=old.aim.text,
                section=old.aim.section,
                position=self.position,
            )
        return found

    def _measure(self, old: Action) -> Measure | None:
        """The old row's measure, still shared by the rows that shared it."""
        if old.measure is None:
            return None
        found = self.measures.get(old.measure.pk)
        if found is None:
            found = self.measures[old.measure.pk] = Measure(plan=self.plan, text=old.measure.text)
        return found

    def _change(self, action: Action, old: Action, end: PartialDate, last: date, why: str) -> EndDateChange:
        """An end that moves on the way counts as a moved date, like any other."""
        return EndDateChange(
            action=action,
            before_written=old.ends_written,
            before_on=old.ends_on,
            after_written=end.written,
            after_on=last,
            after_precision=end.precision.value,
            reason=why,
            asked_by=self.by.acting,
            asked_at=self.at,
            decision=EndDateChange.Decision.APPROVED,
            decided_by=self.by.acting,
            decided_at=self.at,
            decision_note=f"Moved as it went into {self.plan.name}.",
        )

    def _olds(self) -> list[int]:
        return [one.pk for heir in self.heirs for one in (heir.old, *heir.merged)]

    def _leads(self) -> None:
        standing: dict[int, list[ActionLead]] = defaultdict(list)
        for lead in ActionLead.objects.filter(action__in=self._olds()).order_by("position", "pk"):
            standing[lead.action_id].append(lead)
        rows = []
        for action, heir in zip(self.actions, self.heirs, strict=True):
            if heir.lead is not None:
                person = heir.lead if isinstance(heir.lead, Person) else None
                post = heir.lead if isinstance(heir.lead, Post) else None
                rows.append(ActionLead(action=action, person=person, post=post, is_accountable=True))
                continue
            rows += [
                ActionLead(
                    action=action,
                    person_id=lead.person_id,
                    post_id=lead.post_id,
                    is_accountable=lead.is_accountable,
                    position=lead.position,
                )
                for lead in standing[heir.old.pk]
            ]
        ActionLead.objects.bulk_create(rows, batch_size=_BATCH)

    def _steps(self) -> None:
        """The steps that are still to do; what was done stays with the earlier row."""
        todo: dict[int, list[Milestone]] = defaultdict(list)
        for step in Milestone.objects.filter(action__in=self._olds(), done_on=None).order_by("position", "pk"):
            todo[step.action_id].append(step)
        rows = [
            Milestone(
                action=action,
                text=step.text,
                due_written=step.due_written,
                due_on=step.due_on,
                due_precision=step.due_precision,
                position=step.position,
            )
            for action, heir in zip(self.actions, self.heirs, strict=True)
            for step in todo[heir.old.pk]
        ]
        Milestone.objects.bulk_create(rows, batch_size=_BATCH)

    def _answers(self) -> None:
        """The findings of the old row and of those that go into it are answered by the new one."""
        ties: dict[int, list[int]] = defaultdict(list)
        sources: set[int] = set()
        found = ActionFinding.objects.filter(action__in=self._olds()).order_by("pk")
        for action_pk, finding, source in found.values_list("action_id", "finding_id", "finding__source_id"):
            ties[action_pk].append(finding)
            sources.add(source)
        rows = [
            ActionFinding(action=action, finding_id=finding)
            for action, heir in zip(self.actions, self.heirs, strict=True)
            for finding in dict.fromkeys(one for old in (heir.old, *heir.merged) for one in ties[old.pk])
        ]
        ActionFinding.objects.bulk_create(rows, batch_size=_BATCH)
        through = Source.scopes.through
        through._default_manager.bulk_create(
            [through(source_id=source, scope_id=self.plan.scope_id) for source in sorted(sources)],
            ignore_conflicts=True,
        )


def moved_end(old: Action, ends: str) -> PartialDate | None:
    """The new end of a row that goes on, where one was given that differs from what it has."""
    if not ends.strip():
        return None
    end = read_date(ends)
    if end.last is None or end.last == old.ends_on:
        return None
    return end
