"""The ledger of a plan or action in plain sentences: what was done, by whom, why, and each text before and after."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.db.models import Model, Q

from goldenthread.design.words import day
from goldenthread.identity.models import Person
from goldenthread.kernel.prepared import Prepared
from goldenthread.ledger.queries import Change, Line
from goldenthread.plan.models import Measure, RatingWord
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
    "plan.action_contradicted": "Said that a finding contradicts it",
    "plan.contradiction_came_along": "Let the finding that contradicts it come along from the year before",
    "plan.contradiction_stands": "Said why it stands",
    "plan.recheck_set": "Set a day to look again",
    "plan.recheck_moved": "Moved the day to look again",
    "plan.recheck_called_off": "Said that nobody needs to look again",
    "plan.recheck_not_wanted": "Set no day to look again",
    "plan.rechecked": "Looked at it again",
    "plan.action_embedded": "Found it embedded: it held twice",
    "plan.action_not_embedded": "Found it embedded no more",
    "plan.action_merged": "Merged it into another",
    "plan.action_handed_over": "Handed it to another plan",
    "plan.action_taken_over": "Took it over from another plan",
    "plan.action_carried_over": "Carried it over into the next year",
    "plan.action_put_under_watch": "Kept it under watch in the next year",
    "plan.action_deleted": "Deleted an action",
    "plan.actions_pasted": "Pasted actions",
    "plan.leads_set": "Named its leads",
    "plan.lead_handed_over": "Handed it to another lead",
    "plan.senior_lead_handed_over": "Handed it to another senior lead",
    "plan.rating_explained": "Said why it is better than its dates",
    "plan.lead_disowned": "Said that it is not theirs",
    "plan.disowning_came_along": "Let it come along that its lead says it is not theirs",
    "plan.end_date_asked": "Asked for a new end date",
    "plan.end_date_went_along": "Let the request for a new end date go along into the next year",
    "plan.end_date_came_along": "Let the request for a new end date come along from the year before",
    "plan.end_date_settled": "Answered the request for a new end date with the end it has in this year",
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
    "plan.refresh_begun": "Began to prepare the next year",
    "plan.refresh_described": "Said what the next plan is",
    "plan.refresh_words_chosen": "Chose the rating words of the next plan",
    "plan.refresh_considered": "Considered actions for the next year",
    "plan.refresh_numbered": "Gave refs for the next year",
    "plan.refresh_finding_taken_up": "Took up a finding for the next year",
    "plan.refresh_finding_left": "Left a finding for later",
    "plan.refresh_given_up": "Gave up preparing the next year",
    "plan.refreshed": "Took the plan into its next year",
    "plan.role_left_behind": "Left a role behind with the plan of the year before",
    "plan.role_went_along": "Let a role go along into the plan's next year",
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
    "strength": "Evidence",
    "due_on": "Look again on",
    "looked_at": "Looked at",
    "number": "Priority",
    "boards": "Answers to",
    "text": "Words",
    "duration": "Duration",
    "other": "Other plan",
}
FOLLOWS = frozenset(
    {
        "starts_on", "starts_precision", "ends_on", "ends_precision", "original_ends_written", "original_ends_on",
        "senior_lead_written", "updated_at", "reported_on", "completed_on", "assured_on", "embedded_on", "file",
        "record", "kind", "by", "sha256", "receipt", "people", "into",
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


Names = dict[int | str | None, str]
"""Names of people by number and by key."""


@dataclass(frozen=True, slots=True)
class Known:
    """What numbers and keys in the ledger stand for: people, ratings, findings and measures that were read already."""

    people: Names = field(default_factory=dict)
    ratings: dict[int, str] = field(default_factory=dict)
    findings: dict[str, str] = field(default_factory=dict)
    measures: dict[int, str] = field(default_factory=dict)


def in_sentences(lines: Iterable[Line], *, known: Known | None = None) -> list[HistoryLine]:
    """Ledger lines in words; what is not known yet is asked in at most four queries, whatever their number."""
    found = list(lines)
    known = _ask(found, known or Known())
    return [_line(line, known) for line in found]


def _ask(lines: list[Line], known: Known) -> Known:
    """Everything the lines speak of, by name."""
    wanted: dict[str, set[Any]] = defaultdict(set)
    for line in lines:
        wanted["people"].update(key for key in (line.who, line.for_whom) if key)
        for change in line.changes:
            values = (change.before, change.after)
            wanted[_about(change.field)].update(value for value in values if value and isinstance(value, int | str))
    people, ratings = wanted["people"] - set(known.people), wanted["ratings"] - set(known.ratings)
    findings, measures = wanted["findings"] - set(known.findings), wanted["measures"] - set(known.measures)
    return Known(
        people=known.people | (_people(people) if people else {}),
        ratings=known.ratings | (_words(RatingWord, "pk", "word", ratings) if ratings else {}),
        findings=known.findings | (_words(Finding, "key", "text", findings) if findings else {}),
        measures=known.measures | (_words(Measure, "pk", "text", measures) if measures else {}),
    )


def _about(name: str) -> str:
    """What the values of a field name."""
    if name in PEOPLE or name in KEYS_OF_PEOPLE:
        return "people"
    return {"rating_id": "ratings", "measure_id": "measures", "finding": "findings"}.get(name, "")


def _people(wanted: set[Any]) -> Names:
    numbers = {one for one in wanted if isinstance(one, int)}
    return people_named(numbers, wanted - numbers)


def people_named(numbers: set[int], keys: set[str]) -> Names:
    """The names of people, by number and by key: one query, prepared for a few sizes of the two sets."""
    if not numbers and not keys:
        return {}
    size = 4
    while size < max(len(numbers), len(keys)):
        size *= 2
    wanted: list[int | str] = [*numbers, *[0] * (size - len(numbers)), *keys, *[""] * (size - len(keys))]
    found: Names = {}
    for pk, key, name in _people_in(size).rows(*wanted):
        found[pk] = found[key] = name
    return found


@lru_cache(maxsize=16)
def _people_in(size: int) -> Prepared:
    """The query of so many numbers and as many keys; a place that is not needed holds what nobody has."""
    return Prepared(
        lambda *marks: (
            Person.objects.filter(Q(pk__in=marks[:size]) | Q(key__in=marks[size:]))
            .order_by()
            .values_list("pk", "key", "name")
        ),
        *[int] * size,
        *[str] * size,
    )


def _words(model: type[Model], key: str, words: str, wanted: set[Any]) -> dict[Any, str]:
    rows = model._default_manager.filter(**{f"{key}__in": wanted}).order_by()
    return dict(rows.values_list(key, words))


def _line(line: Line, known: Known) -> HistoryLine:
    hidden = FOLLOWS | ({"text"} if line.what in TIES else frozenset())
    shown = [_shown(change, known) for change in line.changes if change.field not in hidden]
    return HistoryLine(
        at=line.at,
        what=SENTENCES.get(line.what) or line.what.rpartition(".")[2].replace("_", " ").capitalize(),
        who=known.people.get(line.who, line.who),
        for_whom=known.people.get(line.for_whom, line.for_whom),
        why=line.why,
        changes=tuple(change for change in shown if change.before or change.after),
        subject=line.subject,
    )


def _shown(change: Change, known: Known) -> ShownChange:
    label = LABELS.get(change.field) or change.field.removesuffix("_id").replace("_", " ").capitalize()
    if change.is_erased:
        return ShownChange(label, None, "(erased)")
    before, after = (_text(change.field, value, known) for value in (change.before, change.after))
    return ShownChange(label, None if change.before is None else before, after)


def _text(name: str, value: Any, known: Known) -> str:
    """A value in words: what a number or key stands for, the label of a state, a day, else itself."""
    if value is None or value == "":
        return ""
    if name == "due_on":
        return day(date.fromisoformat(str(value)))
    about = _about(name)
    if about:
        words: dict[Any, str] = getattr(known, about)
        return words.get(value, "" if isinstance(value, int) else str(value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    labels = {"state": State, "stage": Stage}.get(name)
    return labels(value).label if labels and value in labels.values else str(value)
