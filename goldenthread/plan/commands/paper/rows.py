"""Action rows of a paper as rows of the tables: gathered one by one, written in a handful of statements."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from goldenthread.identity.models import Person
from goldenthread.kernel.dates import PartialDate
from goldenthread.plan.commands.paper.fitting import Notes
from goldenthread.plan.glossary import Lead, Named
from goldenthread.plan.matching import fold
from goldenthread.plan.models import (
    Action,
    ActionFinding,
    ActionLead,
    Aim,
    Evidence,
    Measure,
    Milestone,
    Plan,
    Priority,
    RatingWord,
    Update,
)
from goldenthread.plan.reading.people import read_leads
from goldenthread.plan.reading.statuses import fold as fold_word
from goldenthread.plan.reading.values import Column, PlanReading, ReadAction
from goldenthread.plan.states import BLUE, State
from goldenthread.sources.models import Finding

_REF, _START, _END, _LEADS, _SENIOR, _RECURRENCE, _DATE, _SECTION, _TITLE = 40, 120, 300, 300, 120, 120, 120, 300, 300
_OWN_TEXTS = (
    "key", "ref", "wording", "starts_written", "ends_written", "leads_written", "senior_lead_written", "comments",
)  # fmt: skip
_BATCH = 1000


class Rows:
    """Gathers the rows of actions that a paper brings to a plan, then writes them.

    Aims and measures that actions of the paper share are one row here too; ``aims`` and ``measures`` are those the
    plan has already, which new actions join where the words are the same.
    """

    def __init__(
        self,
        plan: Plan,
        reading: PlanReading,
        *,
        named: Named,
        words: Mapping[str, RatingWord],
        findings: Sequence[Finding],
        at: datetime,
        aims: Iterable[Aim] = (),
        measures: Iterable[Measure] = (),
    ) -> None:
        self.plan = plan
        self.reading = reading
        self.named = named
        self.words = words
        self.findings = findings
        self.at = at
        self.aims: dict[object, Aim] = {}
        self.measures: dict[object, Measure] = {}
        self._standing_aims = {(aim.priority_id, aim.section, fold(aim.text)): aim for aim in aims}
        self._standing_measures = {fold(measure.text): measure for measure in measures}
        self.actions: list[Action] = []
        self._leads: list[ActionLead] = []
        self._milestones: list[Milestone] = []
        self._updates: list[Update] = []
        self._answers: list[ActionFinding] = []
        self._evidence: list[Evidence] = []

    def add(self, read: ReadAction, *, key: str, priority: Priority, position: int) -> Action:
        """Gather one action with all that hangs on it."""
        notes = Notes(read.notes)
        action = Action(
            plan=self.plan,
            priority=priority,
            aim=self._aim(read, priority),
            measure=self._measure(read),
            key=key,
            ref=notes.fit(read.ref, _REF, "Ref"),
            wording=read.wording,
            position=position,
            recurrence=notes.fit(read.recurrence, _RECURRENCE, "Recurrence"),
            is_standing=read.is_standing,
            comments=read.comments,
            **date_values(read, notes),
            **self._status_values(read),
        )
        action.original_ends_written, action.original_ends_on = action.ends_written, action.ends_on
        self._add_leads(action, read, notes)
        milestones, answers = milestone_rows(action, read), self._answers_of(action, read)
        self._milestones += milestones
        self._answers += answers
        self._updates += update_rows(action, read, self.at)
        if read.evidence.strip():
            self._evidence.append(evidence_row(action, read.evidence, self.at))
        homes = [
            *own_texts(action),
            read.evidence,
            *(f"{one.text}\n{one.due_written}" for one in milestones),
            *(one.finding.text for one in answers),
        ]
        notes.keep_homeless(read.cells, homes, self.reading.column_labels)
        action.notes = str(notes)
        self.actions.append(action)
        return action

    def save(self) -> list[Action]:
        """Write all that was gathered, table by table."""
        Aim.objects.bulk_create(self.aims.values(), batch_size=_BATCH)
        Measure.objects.bulk_create(self.measures.values(), batch_size=_BATCH)
        for action in self.actions:  # the keys of aims and measures are known only now
            action.aim, action.measure = action.aim, action.measure
        Action.objects.bulk_create(self.actions, batch_size=_BATCH)
        for rows in (self._leads, self._milestones, self._updates, self._answers, self._evidence):
            for row in rows:
                row.action = row.action
            if rows:
                type(rows[0])._default_manager.bulk_create(rows, batch_size=_BATCH)  # type: ignore[arg-type]
        return self.actions

    def _aim(self, read: ReadAction, priority: Priority) -> Aim | None:
        if not read.aim and not read.section:
            return None
        standing = self._standing_aims.get((priority.pk, read.section[:_SECTION], fold(read.aim)))
        group = (priority.pk, read.aim_group, read.section, read.aim_kind, read.aim)
        aim = standing or self.aims.get(group)
        if aim is None:
            kind = read.aim_kind if read.aim_kind in Aim.Kind.values else Aim.Kind.AIM
            aim = self.aims[group] = Aim(
                priority=priority,
                kind=kind,
                text=read.aim,
                section=read.section[:_SECTION],
                position=len(self._standing_aims) + len(self.aims),
            )
        return aim

    def _measure(self, read: ReadAction) -> Measure | None:
        if not read.measure:
            return None
        group = (len(self.measures), "") if read.measure_group is None else (read.measure_group, read.measure)
        standing = self._standing_measures.get(fold(read.measure)) if read.measure_group is not None else None
        measure = standing or self.measures.get(group)
        if measure is None:
            measure = self.measures[group] = Measure(plan=self.plan, text=read.measure)
        return measure

    def _status_values(self, read: ReadAction) -> dict[str, Any]:
        state = state_on_paper(read.state)
        word = self.words.get(fold_word(read.status)) if read.status else None
        completed = read.completed.last if state in BLUE else None
        return {"state": state, "rating": word, "completed_on": completed}

    def _add_leads(self, action: Action, read: ReadAction, notes: Notes) -> None:
        action.leads_written = notes.fit(leads_as_written(read), _LEADS, "Leads")
        action.senior_lead_written = notes.fit(read.senior_lead, _SENIOR, "Senior lead")
        action.senior_lead = senior_of(read.senior_lead, self.named)
        self._leads += lead_rows(action, [self.named.find(text) for text in read.leads])

    def _answers_of(self, action: Action, read: ReadAction) -> list[ActionFinding]:
        numbers = dict.fromkeys(read.findings)
        return [ActionFinding(action=action, finding=self.findings[number]) for number in numbers]


def own_texts(action: Action) -> list[str]:
    """The texts of a row as they stand in the action, its aim, its measure and its rating."""
    return [
        *(getattr(action, name) for name in _OWN_TEXTS),
        *((action.aim.text, action.aim.section) if action.aim else ()),
        action.measure.text if action.measure else "",
        action.rating.word if action.rating else "",
    ]


def state_on_paper(state: str) -> str:
    """The state a paper can give: what it calls complete is completed on paper, whoever may have seen it there.

    A report of completion needs somebody who reported it, so a paper's counts as work in progress.
    """
    if state in BLUE:
        return State.COMPLETED_ON_PAPER
    return state if state in State.values and state != State.REPORTED_COMPLETE else State.IN_PROGRESS


def date_values(read: ReadAction, notes: Notes) -> dict[str, Any]:
    """The columns of start and end: the words as written, the day, the precision."""
    end = read.ends[-1] if read.ends else PartialDate("")
    written = end.written if len(read.ends) < 2 else read.cells.get(Column.ENDS) or steps_as_written(read)
    return {
        "starts_written": notes.fit(read.starts.written, _START, "Start"),
        "starts_on": read.starts.first,
        "starts_precision": read.starts.precision.value,
        "ends_written": notes.fit(written, _END, "End date"),
        "ends_on": end.last,
        "ends_precision": end.precision.value,
    }


def steps_as_written(read: ReadAction) -> str:
    """Dates in steps in one text."""
    return " then ".join(day.written for day in read.ends)


def leads_as_written(read: ReadAction) -> str:
    """The cell of leads as the paper has it, unless several rows were made of one."""
    cell = read.cells.get(Column.LEADS.value, "")
    return cell if not read.leads or read_leads(cell) == read.leads else "/".join(read.leads)


def senior_of(text: str, named: Named) -> Person | None:
    """The one person a senior lead's cell names; of several, or of a post, the words are kept and nobody is chosen."""
    found = [named.find(one) for one in read_leads(text)]
    return found[0] if len(found) == 1 and isinstance(found[0], Person) else None


def lead_rows(action: Action, leads: Sequence[Lead | None]) -> list[ActionLead]:
    """The leads in the order of the paper, each once; the first is accountable until a person says otherwise."""
    found = [lead for lead in dict.fromkeys(leads) if lead is not None]
    return [
        ActionLead(
            action=action,
            person=lead if isinstance(lead, Person) else None,
            post=None if isinstance(lead, Person) else lead,
            is_accountable=number == 0,
            position=number,
        )
        for number, lead in enumerate(found)
    ]


def milestone_rows(action: Action, read: ReadAction) -> list[Milestone]:
    """The milestones of the paper, and one for each step of an end date in steps."""
    steps = [("", day) for day in read.ends] if len(read.ends) > 1 else []
    return [
        Milestone(
            action=action,
            text=text,
            due_written=day.written[:_DATE],
            due_on=day.last,
            due_precision=day.precision.value,
            position=number,
        )
        for number, (text, day) in enumerate([*read.milestones, *steps])
    ]


def update_rows(action: Action, read: ReadAction, at: datetime) -> list[Update]:
    """The dated pieces of the comments as updates without an author, and what has no date as an undated one."""
    return [
        Update(
            action=action,
            text=one.text,
            dated_written=one.dated.written[:_DATE] if one.dated else "",
            dated_on=_first(one.dated),
            dated_precision=(one.dated or PartialDate("")).precision.value,
            recorded_at=at,
        )
        for one in read.updates
    ]


def _first(day: PartialDate | None) -> date | None:
    return day.first if day is not None else None


def evidence_row(action: Action, text: str, at: datetime) -> Evidence:
    """The evidence a paper names; a text too long for a title stands whole in the description."""
    title = text if len(text) <= _TITLE else text[: _TITLE - 1] + "…"
    return Evidence(action=action, title=title, description="" if title == text else text, added_at=at)
