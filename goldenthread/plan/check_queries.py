"""The facts that the checks of a plan ask for, read in eight queries however long the plan."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Max, Q
from django.utils.timezone import localdate

from goldenthread.kernel.dates import PartialDate, Precision
from goldenthread.plan.check_rules import ActionFacts, LeadFacts, PlanFacts, lead_keys
from goldenthread.plan.models import (
    Action,
    ActionFinding,
    ActionLead,
    EndDateChange,
    Evidence,
    Milestone,
    Plan,
    Update,
)
from goldenthread.plan.queries.line_of_years import heard_before, plans_behind, proven_before
from goldenthread.plan.suggestion import declared_colour


@dataclass(slots=True)
class _Beside:
    """What stands in other tables, by the action's row."""

    leads: dict[int, list[LeadFacts]] = field(default_factory=lambda: defaultdict(list))
    newest: dict[int, tuple[date | None, str]] = field(default_factory=dict)
    heard: dict[int, date] = field(default_factory=dict)
    evidence: dict[int, tuple[int, int]] = field(default_factory=dict)
    findings: Counter[int] = field(default_factory=Counter)
    extensions: Counter[int] = field(default_factory=Counter)
    asked: dict[int, date] = field(default_factory=dict)
    last_step: dict[int, date] = field(default_factory=dict)


def plan_facts(plan: Plan, actions: list[ActionFacts], *, on: date, **limits: Any) -> PlanFacts:
    """The plan's own facts, with how many open actions each lead has."""
    open_actions = [action for action in actions if action.is_unfinished]
    loads = Counter(key for action in open_actions for key in lead_keys(action))
    return PlanFacts(on=on, ends_on=plan.ends_on, loads=dict(loads), open_actions=len(open_actions), **limits)


def action_facts(plan: Plan) -> list[ActionFacts]:
    """The facts of each action, in the order of the paper."""
    rows = list(
        Action.objects.filter(plan=plan)
        .order_by("priority__position", "priority_id", "position", "pk")
        .values_list(
            "pk", "key", "ref", "priority__number", "state", "rating__colour", "starts_on", "starts_written", "ends_on",
            "ends_written", "recurrence", "is_standing", "measure__text", "leads_written", "senior_lead_id",
            "senior_lead_written", "comments", "added_on",
        )
    )  # fmt: skip
    beside = _beside(plan, [row[0] for row in rows])
    return [_facts(row, beside) for row in rows]


def _facts(row: tuple[Any, ...], beside: _Beside) -> ActionFacts:
    (
        pk, key, ref, priority, state, colour, starts_on, starts_written, ends_on, ends_written, recurrence,
        is_standing, measure, leads_written, senior, senior_written, comments, added_on,
    ) = row  # fmt: skip
    last_update_on, latest = beside.newest.get(pk, (None, comments))
    last_update_on = last_update_on or beside.heard.get(pk)
    kept, withdrawn = beside.evidence.get(pk, (0, 0))
    return ActionFacts(
        key=key,
        ref=ref,
        priority=priority,
        state=state,
        declared=declared_colour(state=state, rating_colour=colour),
        starts_on=starts_on,
        starts_written=starts_written,
        ends_on=ends_on,
        ends_written=ends_written,
        recurrence=recurrence,
        is_standing=is_standing,
        measure=measure or "",
        leads=tuple(beside.leads.get(pk, ())),
        leads_written=leads_written,
        senior_key=f"person:{senior}" if senior else "",
        senior_written=senior_written.strip(),
        comments=comments,
        latest=latest,
        last_update_on=last_update_on,
        evidence=kept,
        evidence_withdrawn=withdrawn,
        findings=beside.findings[pk],
        last_step_on=beside.last_step.get(pk),
        extensions=beside.extensions[pk],
        asked_on=beside.asked.get(pk),
        added_on=added_on,
    )


def _beside(plan: Plan, actions: list[int]) -> _Beside:
    beside = _Beside()
    _add_leads(plan, beside)
    _add_updates(plan, beside)
    beside.heard = heard_before(actions) if plans_behind(plan.pk) else {}
    evidence = Evidence.objects.filter(action__plan=plan).order_by().values_list("action_id")
    counted = evidence.annotate(kept=Count("pk", filter=Q(withdrawn_at=None)), all=Count("pk"))
    beside.evidence = {action: (kept, together - kept) for action, kept, together in counted}
    for action, before in proven_before(actions).items():
        kept, withdrawn = beside.evidence.get(action, (0, 0))
        beside.evidence[action] = (kept + before, withdrawn)
    findings = ActionFinding.objects.filter(action__plan=plan).order_by().values_list("action_id")
    beside.findings.update(dict(findings.annotate(Count("pk"))))
    asked = EndDateChange.objects.filter(action__plan=plan).order_by("asked_at", "pk")
    for action, decision, at in asked.values_list("action_id", "decision", "asked_at"):
        beside.extensions[action] += decision == EndDateChange.Decision.APPROVED
        beside.asked[action] = localdate(at)
    steps = Milestone.objects.filter(action__plan=plan, done_on=None).order_by().values_list("action_id")
    beside.last_step = {action: day for action, day in steps.annotate(Max("due_on")) if day}
    return beside


def _add_leads(plan: Plan, beside: _Beside) -> None:
    """A person who is called no more than initials came with a paper and has not been matched yet."""
    leads = ActionLead.objects.filter(action__plan=plan).order_by("position", "pk")
    for action, person, name, initials, post, title, is_accountable in leads.values_list(
        "action_id", "person_id", "person__name", "person__initials", "post_id", "post__title", "is_accountable"
    ):
        facts = (
            LeadFacts(f"person:{person}", name, initials or name, is_accountable, is_known=name != initials)
            if person
            else LeadFacts(f"post:{post}", title, title, is_accountable)
        )
        beside.leads[action].append(facts)


def _add_updates(plan: Plan, beside: _Beside) -> None:
    """The newest update of each action: by the last day it can be dated, then by when it came.

    A day that is not in the rows is one on which nothing is known to have been said.
    """
    updates = Update.objects.filter(action__plan=plan).exclude(text="").order_by("recorded_at", "pk")
    for action, text, written, precision, first in updates.values_list(
        "action_id", "text", "dated_written", "dated_precision", "dated_on"
    ):
        last = PartialDate(written, Precision(precision), first).last
        before = beside.newest.get(action)
        if before is None or (last or date.min) >= (before[0] or date.min):
            beside.newest[action] = (last, text)
