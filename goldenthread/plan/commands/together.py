"""What people do in one go: several of the plan's commands in one transaction, all or none.

Each part asks its policy, checks its rule and makes its own ledger entry; this
file only joins them, so that a form with three fields is saved once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from goldenthread.documents.models import StoredFile
from goldenthread.identity.actor import Actor
from goldenthread.identity.models import Person, Post
from goldenthread.kernel.errors import RuleBroken
from goldenthread.plan.commands.evidence import add_evidence
from goldenthread.plan.commands.leads import set_leads
from goldenthread.plan.commands.progress import report_complete, update_action
from goldenthread.plan.commands.structure import add_action, add_aim, add_priority, change_action
from goldenthread.plan.models import Action, Aim, Plan, Priority, RatingWord


@dataclass(frozen=True, slots=True)
class Proof:
    """Evidence as somebody adds it: a title, with words, a link or a file."""

    title: str
    description: str = ""
    address: str = ""
    file: StoredFile | None = None

    def __bool__(self) -> bool:
        return bool(self.title.strip() or self.address or self.file)


@transaction.atomic
def report_with_evidence(
    *, action: Action, note: str, proof: Proof, by: Actor, at: datetime, version: int | None = None
) -> Action:
    """Report an action complete and add the evidence at hand, both or neither."""
    report_complete(action=action, note=note, by=by, at=at, version=version)
    if proof:
        add_evidence(
            action=action,
            title=proof.title,
            description=proof.description,
            address=proof.address,
            file=proof.file,
            by=by,
            at=at,
        )
    return action


@dataclass(frozen=True, slots=True)
class Progress:
    """What a lead says in one form: a note with its day, a rating, or that it is complete."""

    note: str = ""
    rating: RatingWord | None = None
    complete: bool = False
    dated_on: date | None = None

    @property
    def says_something(self) -> bool:
        """Whether there is anything to save."""
        return bool(self.note.strip() or self.complete)


@dataclass(frozen=True, slots=True)
class NewLeads:
    """Who leads an action from now on."""

    leads: Sequence[Person | Post]
    accountable: Person | Post | None
    senior: Person | None


@dataclass(frozen=True, slots=True)
class RowChange:
    """Everything that can be changed on one row: progress, words and leads; what is ``None`` or empty stays."""

    progress: Progress = field(default_factory=Progress)
    words: Mapping[str, str] = field(default_factory=dict)
    leads: NewLeads | None = None


def say_progress(*, action: Action, said: Progress, by: Actor, at: datetime, version: int | None = None) -> Action:
    """Save what a lead says of an action: that it is complete, or an update with its rating."""
    if said.complete:
        return report_complete(action=action, note=said.note, by=by, at=at, version=version)
    if said.rating is not None and said.rating.pk != action.rating_id and not said.note.strip():
        raise RuleBroken("Say what has changed, so that the new rating can be understood.")
    return update_action(
        action=action, note=said.note, rating=said.rating, by=by, at=at, version=version, dated_on=said.dated_on
    )


@transaction.atomic
def change_row(*, action: Action, change: RowChange, by: Actor, at: datetime, version: int | None = None) -> Action:
    """Save a row of the plan as it was edited in its place.

    The version counts for the first part that writes; the parts after it stand
    in the same transaction and build on what the first has written.
    """
    read = action.version
    if change.words:
        change_action(action=action, by=by, version=version, **change.words)
    if change.leads is not None:
        version = version if action.version == read else None
        set_leads(
            action=action,
            leads=change.leads.leads,
            accountable=change.leads.accountable,
            senior_lead=change.leads.senior,
            by=by,
            version=version,
        )
    rating = change.progress.rating
    if change.progress.says_something or (rating is not None and rating.pk != action.rating_id):
        version = version if action.version == read else None
        say_progress(action=action, said=change.progress, by=by, at=at, version=version)
    return action


@dataclass(frozen=True, slots=True)
class NewAction:
    """An action as its form holds it."""

    wording: str
    ref: str = ""
    starts: str = ""
    ends: str = ""
    measure: str = ""
    lead: Person | Post | None = None


@transaction.atomic
def add_led_action(*, priority: Priority, aim: Aim | None, new: NewAction, by: Actor) -> Action:
    """Add an action at the end of a priority or aim, with its accountable lead where one is chosen."""
    action = add_action(
        priority=priority,
        aim=aim,
        wording=new.wording,
        ref=new.ref,
        starts=new.starts,
        ends=new.ends,
        measure=new.measure,
        by=by,
    )
    if new.lead is not None:
        set_leads(action=action, leads=[new.lead], accountable=new.lead, by=by)
    return action


@transaction.atomic
def begin_plan(*, plan: Plan, title: str, aim: str, new: NewAction, by: Actor) -> Action:
    """Write the first priority of a plan, its aim where there is one, and its first action."""
    priority = add_priority(plan=plan, number="", title=title, by=by)
    under = add_aim(priority=priority, text=aim, by=by) if aim.strip() else None
    return add_led_action(priority=priority, aim=under, new=new, by=by)
