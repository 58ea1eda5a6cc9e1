"""The ledger of a plan or action in plain sentences: what was done, by whom, why, and each text before and after."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from goldenthread.identity.models import Person
from goldenthread.ledger.queries import Change, Line
from goldenthread.plan.models import Measure, Plan
from goldenthread.plan.models.plan import Stage
from goldenthread.plan.states import State
from goldenthread.sources.models import Finding

SENTENCES = {
    "plan.action_added": "Added to the plan",
    "plan.action_changed": "Changed its words",
    "plan.action_updated": "Gave an update",
    "plan.action_unchanged": "Said that nothing changed",
    "plan.action_reported_complete": "Reported it complete",
    "plan.action_assured": "Assured it: blue",
    "plan.action_sent_back": "Sent it back to its lead",
    "plan.action_reopened": "Reopened it",
    "plan.action_paused": "Paused it",
    "plan.action_in_progress": "Took it up again",
    "plan.action_withdrawn": "Withdrew it",
    "plan.action_deleted": "Deleted an action",
    "plan.actions_pasted": "Pasted actions",
    "plan.leads_set": "Named its leads",
    "plan.lead_handed_over": "Handed it to another lead",
    "plan.senior_lead_handed_over": "Handed it to another senior lead",
    "plan.lead_disowned": "Said that it is not theirs",
    "plan.end_date_asked": "Asked for a new end date",
    "plan.end_date_approved": "Approved the new end date",
    "plan.end_date_declined": "Kept the old end date",
    "plan.evidence_added": "Added evidence",
    "plan.evidence_withdrawn": "Withdrew evidence",
    "plan.finding_answered": "Tied it to a finding",
    "plan.finding_unanswered": "Untied it from a finding",
    "plan.duty_set": "Said what it waits for, or that it comes again",
    "plan.step_added": "Added a step",
    "plan.step_done": "Finished a step",
    "plan.step_dropped": "Took out a step",
    "plan.moved": "Moved it",
    "plan.placed": "Put it under another priority or aim",
    "plan.made": "Made the plan",
    "plan.header_changed": "Changed the header",
    "plan.dates_changed": "Changed the dates of the plan",
    "plan.owner_set": "Named the owner",
    "plan.owner_handed_over": "Handed the plan to another owner",
    "plan.boards_set": "Named the bodies it answers to",
    "plan.moved_on": "Moved the plan to its next stage",
    "plan.linked": "Tied it to another plan",
    "plan.unlinked": "Untied it from another plan",
    "plan.assurance_set": "Changed who gives blue",
    "plan.rating_word_changed": "Changed a rating word",
    "plan.priority_added": "Added a priority",
    "plan.priority_changed": "Changed a priority",
    "plan.priority_deleted": "Deleted a priority",
    "plan.aim_added": "Added an aim",
    "plan.aim_changed": "Changed an aim",
    "plan.aim_deleted": "Deleted an aim",
    "plan.exported": "Took the plan out as a file",
    "plan.paper_accepted": "Took it from its paper",
    "plan.paper_undone": "Undid what came from its paper",
    "plan.paper_changed": "Took a change from its paper",
    "plan.paper_withdrew": "Withdrew what its paper no longer has",
}
"""What each entry says; one that is not here is said by its name."""

LABELS = {
    "wording": "Action",
    "starts_written": "Start",
    "ends_written": "End date",
    "leads_written": "Leads",
    "senior_lead_id": "Senior lead",
    "rating_id": "Rating",
    "measure_id": "Measure",
    "owner_id": "Owner",
    "owner_post_id": "Owner",
    "reported_by_id": "Reported by",
    "assured_by_id": "Assured by",
    "needs_assurance": "Blue needs a second person",
    "from_": "From",
    "end": "New end date",
    "on": "On",
    "difference": "What is different",
    "number": "Priority",
    "boards": "Answers to",
    "text": "Words",
    "duration": "Duration",
}
FOLLOWS = frozenset(
    {
        "starts_on", "starts_precision", "ends_on", "ends_precision", "original_ends_written", "original_ends_on",
        "senior_lead_written", "updated_at", "reported_on", "completed_on", "assured_on", "file", "record", "kind",
        "by",
    }
)  # fmt: skip
"""Fields that follow from one that is shown, or name a thing only machines know."""

TIES = frozenset({"plan.finding_answered", "plan.finding_unanswered"})
"""Entries that name a finding by its key and say its words again."""

PEOPLE = frozenset({"senior_lead_id", "reported_by_id", "assured_by_id", "owner_id"})
KEYS_OF_PEOPLE = frozenset({"from_", "to"})


@dataclass(frozen=True, slots=True)
class ShownChange:
    """One field of an entry in words. ``before`` is ``None`` where the entry only says something."""

    label: str
    before: str | None
    after: str


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One entry as people read it."""

    at: datetime
    what: str
    who: str
    for_whom: str
    why: str
    changes: tuple[ShownChange, ...]
    subject: str


def in_sentences(lines: Iterable[Line], plan: Plan) -> list[HistoryLine]:
    """Ledger lines in words: at most five queries for names, whatever their number."""
    found = list(lines)
    keys = {key for line in found for key in (line.who, line.for_whom) if key}
    keys |= {
        str(change.after)
        for line in found
        for change in line.changes
        if change.field in KEYS_OF_PEOPLE and change.after
    }
    names = dict(Person.objects.filter(key__in=keys).values_list("key", "name"))
    numbers = _Numbers.of(found, plan)
    return [_line(line, names, numbers) for line in found]


@dataclass(frozen=True, slots=True)
class _Numbers:
    """What numbers of rows stand for, by field."""

    words: Mapping[str, Mapping[int | str, str]]

    @classmethod
    def of(cls, lines: Iterable[Line], plan: Plan) -> "_Numbers":
        wanted: dict[str, set[int]] = {}
        for line in lines:
            for change in line.changes:
                values = {value for value in (change.before, change.after) if isinstance(value, int)}
                if change.field.endswith("_id") and values:
                    wanted.setdefault("people" if change.field in PEOPLE else change.field, set()).update(values)
        words: dict[str, Mapping[int | str, str]] = {}
        findings = {
            str(change.after) for line in lines for change in line.changes if change.field == "finding" and change.after
        }
        if findings:
            words["finding"] = dict(Finding.objects.filter(key__in=findings).values_list("key", "text"))
        if "rating_id" in wanted:
            words["rating_id"] = {word.pk: word.word for word in plan.rating_words.all()}
        if "measure_id" in wanted:
            words["measure_id"] = dict(Measure.objects.filter(pk__in=wanted["measure_id"]).values_list("pk", "text"))
        if "people" in wanted:
            people: dict[int | str, str] = dict(
                Person.objects.filter(pk__in=wanted["people"]).values_list("pk", "name")
            )
            words |= dict.fromkeys(PEOPLE, people)
        return cls(words)


def _line(line: Line, names: Mapping[str, str], numbers: _Numbers) -> HistoryLine:
    hidden = FOLLOWS | ({"text"} if line.what in TIES else frozenset())
    shown = [_shown(change, names, numbers) for change in line.changes if change.field not in hidden]
    return HistoryLine(
        at=line.at,
        what=SENTENCES.get(line.what) or line.what.rpartition(".")[2].replace("_", " ").capitalize(),
        who=names.get(line.who, line.who),
        for_whom=names.get(line.for_whom, line.for_whom),
        why=line.why,
        changes=tuple(change for change in shown if change.before or change.after),
        subject=line.subject,
    )


def _shown(change: Change, names: Mapping[str, str], numbers: _Numbers) -> ShownChange:
    label = LABELS.get(change.field) or change.field.removesuffix("_id").replace("_", " ").capitalize()
    if change.is_erased:
        return ShownChange(label, None, "(erased)")
    before, after = (_text(change.field, value, names, numbers) for value in (change.before, change.after))
    return ShownChange(label, None if change.before is None else before, after)


def _text(field: str, value: Any, names: Mapping[str, str], numbers: _Numbers) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | str) and field in numbers.words:
        return numbers.words[field].get(value) or ("" if isinstance(value, int) else value)
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    text = str(value)
    if field == "state" and text in State.values:
        return State(text).label
    if field == "stage" and text in Stage.values:
        return Stage(text).label
    return names.get(text, text) if field in KEYS_OF_PEOPLE else text
