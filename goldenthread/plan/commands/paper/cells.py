"""One changed cell of a paper as values of an action and rows beside it: a small function for each column."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from goldenthread.kernel.dates import PartialDate
from goldenthread.plan.commands.paper.fitting import Notes
from goldenthread.plan.commands.paper.rows import (
    date_values,
    evidence_row,
    lead_rows,
    leads_as_written,
    milestone_rows,
    senior_of,
    update_rows,
)
from goldenthread.plan.edits import Proposal, is_blue, last_end, rating_of
from goldenthread.plan.matching import PRIORITY, Edit, fold
from goldenthread.plan.models import (
    Action,
    ActionFinding,
    ActionLead,
    Aim,
    EndDateChange,
    Evidence,
    Measure,
    Milestone,
    Priority,
    Update,
)
from goldenthread.plan.models.plan import Stage
from goldenthread.plan.reading.comments import read_updates
from goldenthread.plan.reading.statuses import fold as fold_word
from goldenthread.plan.reading.values import Column, ReadAction
from goldenthread.plan.states import BLUE, State

if TYPE_CHECKING:
    from goldenthread.plan.commands.paper.changing import Changing

Values = dict[str, Any]
_SHARED = {Column.AIM.value: "aim", Column.MEASURE.value: "measure"}


class CellWriter:
    """Turns edits into values, and gathers the rows that come with them."""

    def __init__(
        self, changing: "Changing", actions: Mapping[str, Action], taken: Mapping[str, Sequence[Proposal]]
    ) -> None:
        self.changing = changing
        self.outcome = changing.outcome
        self._whole = {column: self._changed_for_all(column, actions, taken) for column in _SHARED}
        self._changed_texts: set[tuple[str, int]] = set()
        self._updates: list[Update] = []
        self._dates: list[EndDateChange] = []
        self._evidence: list[Evidence] = []
        self._answers: list[ActionFinding] = []

    def values_for(self, action: Action, read: ReadAction, proposals: Sequence[Proposal]) -> Values:
        """The values of an action that the paper's edits of its row give; rows beside it are gathered or written."""
        values: Values = {}
        for proposal in sorted(proposals, key=lambda one: one.edit.column != PRIORITY):
            writer = self._writers.get(proposal.edit.column)
            found = writer(self, action, read, proposal.edit) if writer else {}
            values |= found
            if writer is None or self._says_more(proposal.edit, found):
                values |= self._note(action, proposal, values)
        return values

    def _says_more(self, edit: Edit, found: Values) -> bool:
        """Whether words of a cell are left over: a remark behind a status, a completion without a date."""
        if edit.column == Column.STATUS:
            return fold_word(edit.paper) not in self.changing.meanings
        return edit.column == Column.COMPLETED and not found

    def save(self) -> None:
        """Write the rows that were gathered, and remember which they were."""
        for name, rows in (
            ("updates", self._updates), ("end_date_changes", self._dates), ("evidence", self._evidence),
        ):  # fmt: skip
            if rows:
                made = type(rows[0])._default_manager.bulk_create(rows)  # type: ignore[arg-type]
                self.outcome[name] = [row.pk for row in made]
        linked = set(
            ActionFinding.objects.filter(action__in={one.action_id for one in self._answers}).values_list(
                "action", "finding"
            )
        )
        fresh = {(one.action_id, one.finding_id): one for one in self._answers}
        made_links = ActionFinding.objects.bulk_create([one for pair, one in fresh.items() if pair not in linked])
        self.outcome["answers"] = [one.pk for one in made_links]

    def _changed_for_all(
        self, column: str, actions: Mapping[str, Action], taken: Mapping[str, Sequence[Proposal]]
    ) -> frozenset[int]:
        """Aims, or measures, whose text the paper changes alike for every action that shares them."""
        name = f"{_SHARED[column]}_id"
        texts: dict[int, set[str]] = defaultdict(set)
        counts: dict[int, int] = defaultdict(int)
        for key, proposals in taken.items():
            shared = getattr(actions[key], name)
            for proposal in proposals:
                if proposal.edit.column == column and shared is not None:
                    texts[shared].add(fold(proposal.edit.paper))
                    counts[shared] += 1
        sharing: dict[int, int] = defaultdict(int)
        for shared in self.changing.plan.actions.filter(**{f"{name}__in": list(texts)}).values_list(name, flat=True):
            sharing[shared] += 1
        return frozenset(
            key for key, said in texts.items() if len(said) == 1 and said != {""} and counts[key] == sharing[key]
        )

    def _aim(self, action: Action, read: ReadAction, edit: Edit) -> Values:
        self._link(action, read)
        if action.aim is not None and action.aim_id in self._whole[Column.AIM.value]:
            return self._change_shared("aims", action.aim, edit.paper)
        return {"aim_id": self._aim_row(action.priority, read, edit.paper)}

    def _aim_row(self, priority: Priority, read: ReadAction, text: str) -> int | None:
        """The aim of these words in the priority, made where there is none."""
        if not text and not read.section:
            return None
        found = next(
            (one for one in priority.aims.filter(section=read.section[:300]) if fold(one.text) == fold(text)), None
        )
        if found is None:
            kind = read.aim_kind if read.aim_kind in Aim.Kind.values else Aim.Kind.AIM
            found = Aim.objects.create(
                priority=priority, kind=kind, text=text, section=read.section[:300], position=priority.aims.count()
            )
            self.outcome.setdefault("made_aims", []).append(found.pk)
        return found.pk

    def _measure(self, action: Action, _read: ReadAction, edit: Edit) -> Values:
        if action.measure is not None and action.measure_id in self._whole[Column.MEASURE.value]:
            return self._change_shared("measures", action.measure, edit.paper)
        if not edit.paper:
            return {"measure_id": None}
        made = Measure.objects.create(plan=action.plan, text=edit.paper)
        self.outcome.setdefault("made_measures", []).append(made.pk)
        return {"measure_id": made.pk}

    def _change_shared(self, name: str, row: Aim | Measure, text: str) -> Values:
        """Change the words of an aim or measure once, for all who share it."""
        if (name, row.pk) not in self._changed_texts:
            self._changed_texts.add((name, row.pk))
            self.outcome.setdefault(name, {})[str(row.pk)] = row.text
            type(row)._default_manager.filter(pk=row.pk).update(text=text, version=row.version + 1)
        return {}

    def _priority(self, action: Action, read: ReadAction, _edit: Edit) -> Values:
        priority = self.changing.priority(read.priority)
        action.priority = priority
        return {"priority_id": priority.pk, "aim_id": self._aim_row(priority, read, read.aim)}

    def _starts(self, _action: Action, read: ReadAction, _edit: Edit) -> Values:
        return {name: value for name, value in date_values(read, Notes()).items() if name.startswith("starts")}

    def _ends(self, action: Action, read: ReadAction, _edit: Edit) -> Values:
        """A changed end is an approved request, so that the original date stays visible and the change is counted."""
        values = {name: value for name, value in date_values(read, Notes()).items() if name.startswith("ends")}
        end = last_end(read)
        self._replace_milestones(action, read, steps=True)
        if action.plan.stage == Stage.DRAFT or not action.ends_written:
            return values | {"original_ends_written": values["ends_written"], "original_ends_on": values["ends_on"]}
        if end.last is not None and end.last != action.ends_on:
            self._dates.append(self._date_change(action, end, end.last, values["ends_written"]))
        return values

    def _date_change(self, action: Action, end: PartialDate, last: Any, written: str) -> EndDateChange:
        by, at = self.changing.by.acting, self.changing.at
        return EndDateChange(
            action=action, before_written=action.ends_written, before_on=action.ends_on, after_written=written,
            after_on=last, after_precision=end.precision.value, reason=self.changing.why, asked_by=by, asked_at=at,
            decision=EndDateChange.Decision.APPROVED, decided_by=by, decided_at=at,
        )  # fmt: skip

    def _leads(self, action: Action, read: ReadAction, edit: Edit) -> Values:
        before = list(action.leads.values_list("person_id", "post_id", "is_accountable", "position"))
        self.outcome.setdefault("leads", {})[action.key] = before
        action.leads.all().delete()
        ActionLead.objects.bulk_create(lead_rows(action, [self.changing.named.find(one) for one in read.leads]))
        return {"leads_written": (leads_as_written(read) or edit.paper)[:300]}

    def _senior_lead(self, _action: Action, _read: ReadAction, edit: Edit) -> Values:
        senior = senior_of(edit.paper, self.changing.named)
        return {
            "senior_lead_written": edit.paper[:120],
            "senior_lead_id": senior and senior.pk,
        }

    def _comments(self, action: Action, read: ReadAction, edit: Edit) -> Values:
        """What the paper adds becomes an update; the cell is kept as the paper has it."""
        added = addition(edit.base, edit.paper)
        pieces = read_updates(added) if added else ()
        self._updates += update_rows(action, replace(read, updates=pieces), self.changing.at)
        return {"comments": edit.paper}

    def _status(self, action: Action, read: ReadAction, edit: Edit) -> Values:
        """The rating, and the state where the word says one; blue only where the plan does without assurance."""
        meaning = rating_of(edit.paper, read, self.changing.meanings)
        if meaning is None:
            raise LookupError(edit.paper)  # such an edit is refused and never comes here
        by, at = self.changing.by.acting, self.changing.at
        not_reported: Values = {"reported_by_id": None, "reported_on": None}
        if meaning.state in (State.WITHDRAWN, State.PAUSED):
            return {"state": meaning.state, "completed_on": None, **not_reported}
        word = self.changing.word(meaning.word)
        rated: Values = {"rating_id": word and word.pk}
        if is_blue(meaning):
            if action.state in BLUE:
                return rated
            done = {"state": State.DECLARED_COMPLETE, "completed_on": read.completed.last or at.date()}
            return rated | done | {"reported_by_id": by.pk, "reported_on": at.date()}
        if action.state in (State.IN_PROGRESS, State.REPORTED_COMPLETE):
            return rated
        return rated | {"state": State.NOT_STARTED if meaning.state == State.NOT_STARTED else State.IN_PROGRESS}

    def _source(self, action: Action, read: ReadAction, _edit: Edit) -> Values:
        self._link(action, read)
        return {}

    def _link(self, action: Action, read: ReadAction) -> None:
        if not read.findings:
            return
        self._answers += [
            ActionFinding(action=action, finding=self.changing.findings[number]) for number in read.findings
        ]

    def _milestones(self, action: Action, read: ReadAction, _edit: Edit) -> Values:
        self._replace_milestones(action, read, steps=False)
        return {}

    def _replace_milestones(self, action: Action, read: ReadAction, *, steps: bool) -> None:
        """Milestones that are not done yet are those of the paper; done ones stay."""
        waiting = action.milestones.filter(done_on=None)
        waiting = waiting.filter(text="") if steps else waiting.exclude(text="")
        fresh = [one for one in milestone_rows(action, read) if (one.text == "") == steps]
        if not fresh and not waiting.exists():
            return
        before = self.outcome.setdefault("milestones", {})
        if action.key not in before:
            before[action.key] = [
                [one.text, one.due_written, one.due_on and one.due_on.isoformat(), one.due_precision, one.position]
                for one in action.milestones.filter(done_on=None)
            ]
        waiting.delete()
        Milestone.objects.bulk_create(fresh)

    def _evidence_cell(self, action: Action, _read: ReadAction, edit: Edit) -> Values:
        if edit.paper:
            self._evidence.append(evidence_row(action, edit.paper, self.changing.at))
        return {}

    def _note(self, action: Action, proposal: Proposal, values: Values) -> Values:
        """A column without a home here: its text stands in the notes under the paper's own label."""
        edit = proposal.edit
        label = self.changing.reading.column_labels.get(edit.column, edit.column.capitalize())
        notes = str(values.get("notes", action.notes))
        old, new = f"{label}: {edit.base}", f"{label}: {edit.paper}"
        if edit.base and old in notes:
            return {"notes": notes.replace(old, new, 1)}
        return {"notes": f"{notes}\n{new}".strip()}

    def _completed(self, action: Action, read: ReadAction, _edit: Edit) -> Values:
        return {"completed_on": read.completed.last} if action.state in BLUE and read.completed.last else {}

    def _ref(self, _action: Action, _read: ReadAction, edit: Edit) -> Values:
        return {"ref": edit.paper}

    def _wording(self, _action: Action, _read: ReadAction, edit: Edit) -> Values:
        return {"wording": edit.paper}

    _writers = {
        PRIORITY: _priority,
        Column.AIM.value: _aim,
        Column.REF.value: _ref,
        Column.ACTION.value: _wording,
        Column.STARTS.value: _starts,
        Column.ENDS.value: _ends,
        Column.MEASURE.value: _measure,
        Column.LEADS.value: _leads,
        Column.SENIOR_LEAD.value: _senior_lead,
        Column.COMMENTS.value: _comments,
        Column.STATUS.value: _status,
        Column.SOURCE.value: _source,
        Column.MILESTONES.value: _milestones,
        Column.EVIDENCE.value: _evidence_cell,
        Column.COMPLETED.value: _completed,
    }


def addition(before: str, after: str) -> str:
    """What a text says that it did not say before: the lines that are new, or all of it where old lines went."""
    old = [fold(line) for line in before.split("\n") if line.strip()]
    new = [line for line in after.split("\n") if line.strip()]
    if old and len(new) == 1 and len(old) == 1:
        whole, start = fold(new[0]), old[0]
        if whole.startswith(start):
            return whole[len(start) :].strip()
        if whole.endswith(start):
            return whole[: -len(start)].strip()
    kept = [fold(line) for line in new]
    if all(line in kept for line in old):
        return "\n".join(line for line in new if fold(line) not in old)
    return after.strip()
