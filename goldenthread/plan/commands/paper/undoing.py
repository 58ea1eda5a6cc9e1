"""Taking a paper back as a whole, as long as nobody has worked on what it brought."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.db.models.deletion import ProtectedError

from goldenthread.identity.actor import Actor
from goldenthread.identity.models import KnownAs, Person, Post, RoleHeld, Scope
from goldenthread.intake.commands import conflict, decide
from goldenthread.intake.models import Import
from goldenthread.intake.models import State as ImportState
from goldenthread.kernel.errors import RuleBroken
from goldenthread.ledger.models import Entry
from goldenthread.ledger.writing import record
from goldenthread.plan import policy
from goldenthread.plan.commands.paper.headings import put_headings_back
from goldenthread.plan.commands.saving import index_action, unindex_actions
from goldenthread.plan.models import (
    Action,
    ActionFinding,
    ActionLead,
    Aim,
    EndDateChange,
    Evidence,
    Measure,
    Milestone,
    Plan,
    PlanImport,
    PlanLink,
    Priority,
    RatingWord,
    Update,
)
from goldenthread.search.index import index, remove
from goldenthread.sources.commands import search_entry
from goldenthread.sources.models import Finding, Source

_NO_WORK = ("plan.exported",)
_HANGING = (ActionLead, Milestone, Update, Evidence, EndDateChange, ActionFinding)


def why_not_undo(of: Import) -> str:
    """Why an import cannot be taken back, in a sentence; blank where it can."""
    if of.state != ImportState.ACCEPTED:
        return "Only an import that was accepted can be undone."
    taken = PlanImport.objects.filter(of=of).select_related("plan").first()
    if taken is None or taken.plan is None:
        return "The plan of this import is no longer here."
    later = PlanImport.objects.filter(plan=taken.plan, of__state=ImportState.ACCEPTED, pk__gt=taken.pk)
    if later.exists():
        return "A later paper was taken into this plan; undo that one first."
    if _was_worked_on(taken.plan, of):
        return "Somebody has worked on this plan since, so the import can no longer be undone as a whole."
    return ""


def _was_worked_on(plan: Plan, of: Import) -> bool:
    """Any entry on the plan or its actions since, other than those of papers; and what was tied to the plan."""
    since = Entry.objects.filter(number__gt=of.outcome.get("entry", 0))
    own = Q(subject=plan.subject) | Q(subject__startswith=f"action:{plan.key}/")
    if since.filter(own).exclude(what__startswith="plan.paper_").exclude(what__in=_NO_WORK).exists():
        return True
    if Update.objects.filter(action__plan=plan, by__isnull=False, recorded_at__gt=of.decided_at).exists():
        return True
    if PlanLink.objects.filter(other=plan).exists() and PlanImport.objects.filter(of=of, made_the_plan=True).exists():
        return True
    others = RoleHeld.objects.filter(scope=plan.scope_id).exclude(person=of.decided_by)
    return PlanImport.objects.filter(of=of, made_the_plan=True).exists() and others.exists()


@transaction.atomic
def undo_paper(*, of: Import, by: Actor, at: datetime, why: str = "") -> None:
    """Take back all that a paper brought: the plan it made, or its changes; the people it made stay if they are needed.

    What somebody has worked on since is not taken back. The import and its entry in the ledger stay.
    """
    taken = PlanImport.objects.filter(of=of).select_related("plan", "plan__scope").first()
    if taken is not None and taken.plan is not None:
        policy.require_manages(by, taken.plan)
    else:
        policy.require_may_make_plan(by)
    reason = why_not_undo(of)
    if reason:
        raise RuleBroken(reason)
    if not decide(of, state=ImportState.UNDONE, by=by, at=at, before=ImportState.ACCEPTED):
        raise conflict(of)
    assert taken is not None and taken.plan is not None  # noqa: S101, PT018 - why_not_undo has said so
    plan, outcome, scope = taken.plan, of.outcome, taken.plan.scope_id
    count = plan.actions.count() if taken.made_the_plan else len(outcome.get("added", ()))
    record("plan.paper_undone", by=by, subject=plan.subject, at=at, why=why, paper=of.key, name=of.name, actions=count)
    if taken.made_the_plan:
        _remove_plan(plan)
    else:
        _Restoring(plan, outcome).restore()
    _remove_what_nothing_uses(outcome, scope)


def _remove_plan(plan: Plan) -> None:
    actions = Action.objects.filter(plan=plan)
    unindex_actions(actions.select_related("plan"))
    remove("plan", [plan.subject])
    for model in _HANGING:
        model._default_manager.filter(action__in=actions).delete()
    actions.delete()
    Aim.objects.filter(priority__plan=plan).delete()
    Measure.objects.filter(plan=plan).delete()
    Priority.objects.filter(plan=plan).delete()
    scope = plan.scope
    plan.delete()
    RoleHeld.objects.filter(scope=scope).delete()
    scope.sources.clear()
    scope.delete()


class _Restoring:
    """Puts a plan back as it was before a paper changed it."""

    def __init__(self, plan: Plan, outcome: Mapping[str, Any]) -> None:
        self.plan = plan
        self.outcome = outcome

    def restore(self) -> None:
        """Remove what was added, then put every changed value back."""
        added = Action.objects.filter(plan=self.plan, key__in=self.outcome.get("added", ()))
        unindex_actions(added.select_related("plan"))
        added.delete()
        for model, name in (
            (Update, "updates"),
            (EndDateChange, "end_date_changes"),
            (Evidence, "evidence"),
            (ActionFinding, "answers"),
        ):
            model._default_manager.filter(pk__in=self.outcome.get(name, ())).delete()
        for key, values in self.outcome.get("before", {}).items():
            self._put_back(self.plan.actions.filter(key=key), values)
        self._leads()
        self._milestones()
        for pk, text in self.outcome.get("aims", {}).items():
            Aim.objects.filter(pk=pk).update(text=text, version=models.F("version") + 1)
        for pk, text in self.outcome.get("measures", {}).items():
            Measure.objects.filter(pk=pk).update(text=text, version=models.F("version") + 1)
        _delete_unused(Aim.objects.filter(pk__in=self.outcome.get("made_aims", ()), actions=None))
        _delete_unused(Measure.objects.filter(pk__in=self.outcome.get("made_measures", ()), actions=None))
        _delete_unused(Priority.objects.filter(pk__in=self.outcome.get("priorities", ()), actions=None))
        _delete_unused(RatingWord.objects.filter(pk__in=self.outcome.get("words", ()), actions=None))
        put_headings_back(self.plan, self.outcome)
        for action in self.plan.actions.filter(key__in=self.outcome.get("before", {})):
            index_action(action)

    def _put_back(self, rows: "models.QuerySet[Any]", values: Mapping[str, Any]) -> None:
        rows.update(**values, version=models.F("version") + 1)

    def _leads(self) -> None:
        for key, rows in self.outcome.get("leads", {}).items():
            action = self.plan.actions.get(key=key)
            action.leads.all().delete()
            ActionLead.objects.bulk_create(
                ActionLead(action=action, person_id=person, post_id=post, is_accountable=accountable, position=position)
                for person, post, accountable, position in rows
            )

    def _milestones(self) -> None:
        for key, rows in self.outcome.get("milestones", {}).items():
            action = self.plan.actions.get(key=key)
            action.milestones.filter(done_on=None).delete()
            Milestone.objects.bulk_create(
                Milestone(
                    action=action,
                    text=text,
                    due_written=written,
                    due_on=due_on,
                    due_precision=precision,
                    position=position,
                )
                for text, written, due_on, precision, position in rows
            )


def _remove_what_nothing_uses(outcome: Mapping[str, Any], scope: int) -> None:
    """Findings, sources, glossary entries, posts and people that the paper brought and that nothing else uses.

    ``scope`` is the plan's own, which ties a source to it and is no use by somebody else.
    """
    brought = Finding.objects.filter(key__in=outcome.get("findings", ()), action_findings=None).select_related("source")
    sources = {one.source for one in brought}
    _delete_unused(brought)
    unused = Source.objects.filter(key__in=outcome.get("sources", ()), findings=None)
    unused = unused.exclude(scopes__in=Scope.objects.exclude(pk=scope))
    keys = list(unused.values_list("key", flat=True))
    if _delete_unused(unused):
        remove("source", keys)
        Scope.objects.filter(kind="source", key__in=keys).delete()
    index([search_entry(source) for source in Source.objects.filter(pk__in={one.pk for one in sources})])
    texts = outcome.get("known_as", ())
    known = KnownAs.objects.filter(text__in=texts)
    for model, name, named in (
        (Person, "people", {"version": 1}),
        (Post, "posts", {}),
    ):
        _delete_unused(model._default_manager.filter(key__in=outcome.get(name, ()), **named), texts=known)


def _delete_unused(rows: "Iterable[models.Model]", *, texts: "models.QuerySet[KnownAs] | None" = None) -> int:
    """Delete each row to which nothing else points; the database protects the others, and what goes with them.

    All at once, since each deletion looks through every table that may point to a row; where one of them is in use,
    the two halves by themselves. ``texts`` are entries of the glossary that may go with the rows they stand for.
    """
    left = list(rows)
    if not left:
        return 0
    kind = type(left[0])
    try:
        with transaction.atomic():
            if texts is not None:
                texts.filter(**{f"{kind._meta.model_name}__in": left}).delete()
            kind._default_manager.filter(pk__in=[row.pk for row in left]).delete()
    except ProtectedError:
        half = len(left) // 2
        return sum(_delete_unused(part, texts=texts) for part in (left[:half], left[half:])) if half else 0
    return len(left)
