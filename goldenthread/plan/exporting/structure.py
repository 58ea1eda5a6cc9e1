"""A plan as JSON: everything, for programs and archives. Made to be read elsewhere; it is not read back.

``format`` is always ``golden-thread-plan``; ``version`` is raised when a field
changes its meaning or goes, never when one is added.

- ``plan``: ``key``, ``name``, ``stage``, ``starts`` and ``ends`` (a date with its precision: ``2025-04``), and the
  header block: ``duration``, ``strategies``, ``previous_versions``, ``boards`` (a list), ``owner``, ``implementation``,
  ``review``, ``reporting``, ``aims``, ``notes``; ``links`` (``plan``, ``kind``).
- ``ratings``: ``word``, ``colour`` (blue, red, amber, green, none), ``state``, ``meaning``.
- ``priorities``: ``number``, ``title``, ``notes``.
- ``actions``:
  - ``key``, ``ref``, ``priority`` (its place in ``priorities``, from 0), ``section``, ``aim``, ``aim_kind``,
    ``action``, ``measure``;
  - ``starts`` (``written``: the words; ``on``: the date with its precision), ``ends`` and ``original_ends`` (the same,
    and ``last_day``, after which it is late);
  - ``state``, ``rating`` (a word of ``ratings`` or null), ``declared`` (colour);
  - ``leads`` (``name`` and ``initials``, or ``post``; ``accountable``), ``leads_written``, ``senior_lead``;
  - ``completed_on``, ``reported_on``, ``assured_on``, ``assured_by``, ``difference``; ``recurrence``, ``standing``,
    ``waits_for``, ``waits_since``; ``comments`` and ``notes`` as the paper had them;
  - ``updates`` (``text``, ``written``, ``on``, ``by``, ``rating``, ``recorded_at``), ``milestones`` (``text``, ``due``,
    ``done_on``), ``evidence`` (``title``, ``address``, ``added_at``), ``findings`` (``key``, ``number``,
    ``paragraph``, ``text``, ``source``, ``reopened``), ``end_dates`` (``from``, ``to``, ``reason``, ``decision``,
    ``asked_at``).

A date or text that is not known is null or blank. Evidence that was withdrawn is left out.
"""

import json
from collections import defaultdict
from datetime import date, datetime
from typing import Any

from goldenthread.kernel.dates import PartialDate, Precision
from goldenthread.plan.cells import first_day
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
from goldenthread.plan.suggestion import declared_colour

FORMAT = "golden-thread-plan"
VERSION = 1

Rows = dict[int, list[dict[str, Any]]]


def to_json(plan: Plan, *, export: str, at: datetime) -> bytes:
    """The whole plan as JSON in UTF-8."""
    return (json.dumps(as_values(plan, export=export, at=at), ensure_ascii=False, indent=1) + "\n").encode()


def as_values(plan: Plan, *, export: str, at: datetime) -> dict[str, Any]:
    """The whole plan as values of JSON."""
    priorities = list(plan.priorities.values_list("pk", "number", "title", "notes"))
    places = {pk: place for place, (pk, *_) in enumerate(priorities)}
    return {
        "format": FORMAT,
        "version": VERSION,
        "exported_at": at.isoformat(),
        "export": export,
        "plan": _plan(plan),
        "ratings": list(plan.rating_words.values("word", "colour", "state", "meaning")),
        "priorities": [{"number": number, "title": title, "notes": notes} for _, number, title, notes in priorities],
        "actions": _actions(plan, places),
    }


def _plan(plan: Plan) -> dict[str, Any]:
    texts = ("duration", "strategies", "previous_versions", "implementation", "review", "reporting", "aims", "notes")
    return {
        "key": plan.key,
        "name": plan.name,
        "stage": plan.stage,
        "starts": _iso(plan.starts_on, plan.starts_precision),
        "ends": _iso(first_day(plan.ends_on, plan.ends_precision), plan.ends_precision),
        "boards": [board.written for board in plan.boards.all()],
        "owner": plan.owner_written or str(plan.owner_post or plan.owner or ""),
        **{name: getattr(plan, name) for name in texts},
        "links": [{"plan": key, "kind": kind} for key, kind in plan.links.values_list("other__key", "kind")],
    }


def _actions(plan: Plan, places: dict[int, int]) -> list[dict[str, Any]]:
    beside = {
        "leads": _leads(plan),
        "updates": _updates(plan),
        "milestones": _milestones(plan),
        "evidence": _evidence(plan),
        "findings": _findings(plan),
        "end_dates": _end_dates(plan),
    }
    actions = (
        Action.objects.filter(plan=plan)
        .select_related("aim", "measure", "rating", "senior_lead", "assured_by")
        .order_by("priority__position", "priority_id", "position", "pk")
    )
    return [_action(action, places, beside) for action in actions]


def _action(action: Action, places: dict[int, int], beside: dict[str, Rows]) -> dict[str, Any]:
    colour = action.rating.colour if action.rating else None
    senior = action.senior_lead_written or (action.senior_lead and action.senior_lead.name) or ""
    return {
        "key": action.key,
        "ref": action.ref,
        "priority": places[action.priority_id],
        "section": action.aim.section if action.aim else "",
        "aim": action.aim.text if action.aim else "",
        "aim_kind": action.aim.kind if action.aim else None,
        "action": action.wording,
        "measure": action.measure.text if action.measure else "",
        "starts": {"written": action.starts_written, "on": _iso(action.starts_on, action.starts_precision)},
        "ends": {
            "written": action.ends_written,
            "on": _iso(first_day(action.ends_on, action.ends_precision), action.ends_precision),
            "last_day": _day(action.ends_on),
        },
        "original_ends": {"written": action.original_ends_written, "last_day": _day(action.original_ends_on)},
        "state": action.state,
        "rating": action.rating.word if action.rating else None,
        "declared": declared_colour(state=action.state, rating_colour=colour).value,
        "leads_written": action.leads_written,
        "senior_lead": senior,
        "completed_on": _day(action.completed_on),
        "reported_on": _day(action.reported_on),
        "assured_on": _day(action.assured_on),
        "assured_by": action.assured_by.name if action.assured_by else None,
        "difference": action.difference,
        "recurrence": action.recurrence,
        "standing": action.is_standing,
        "waits_for": action.waits_for,
        "waits_since": _day(action.waits_since),
        "comments": action.comments,
        "notes": action.notes,
        **{name: rows.get(action.pk, []) for name, rows in beside.items()},
    }


def _leads(plan: Plan) -> Rows:
    rows: Rows = defaultdict(list)
    leads = ActionLead.objects.filter(action__plan=plan).order_by("position", "pk")
    for action, name, initials, post, accountable in leads.values_list(
        "action_id", "person__name", "person__initials", "post__title", "is_accountable"
    ):
        who = {"post": post} if post else {"name": name, "initials": initials}
        rows[action].append(who | {"accountable": accountable})
    return rows


def _updates(plan: Plan) -> Rows:
    rows: Rows = defaultdict(list)
    updates = Update.objects.filter(action__plan=plan).order_by("recorded_at", "pk")
    for action, text, written, on, precision, name, word, recorded_at in updates.values_list(
        "action_id", "text", "dated_written", "dated_on", "dated_precision", "by__name", "rating__word", "recorded_at"
    ):
        rows[action].append(
            {
                "text": text,
                "written": written,
                "on": _iso(on, precision),
                "by": name,
                "rating": word,
                "recorded_at": recorded_at.isoformat(),
            }
        )
    return rows


def _milestones(plan: Plan) -> Rows:
    rows: Rows = defaultdict(list)
    steps = Milestone.objects.filter(action__plan=plan).order_by("position", "pk")
    for action, text, written, on, done_on in steps.values_list(
        "action_id", "text", "due_written", "due_on", "done_on"
    ):
        rows[action].append({"text": text, "due": {"written": written, "on": _day(on)}, "done_on": _day(done_on)})
    return rows


def _evidence(plan: Plan) -> Rows:
    rows: Rows = defaultdict(list)
    kept = Evidence.objects.filter(action__plan=plan, withdrawn_at=None).order_by("added_at", "pk")
    for action, title, address, added_at in kept.values_list("action_id", "title", "address", "added_at"):
        rows[action].append({"title": title, "address": address, "added_at": added_at.isoformat()})
    return rows


def _findings(plan: Plan) -> Rows:
    rows: Rows = defaultdict(list)
    answered = ActionFinding.objects.filter(action__plan=plan).order_by("finding__source_id", "finding__position", "pk")
    for action, reopened, key, number, paragraph, text, source in answered.values_list(
        "action_id", "reopened", "finding__key", "finding__number", "finding__paragraph", "finding__text",
        "finding__source__title",
    ):  # fmt: skip
        rows[action].append(
            {
                "key": key,
                "number": number,
                "paragraph": paragraph,
                "text": text,
                "source": source,
                "reopened": reopened,
            }
        )
    return rows


def _end_dates(plan: Plan) -> Rows:
    rows: Rows = defaultdict(list)
    changes = EndDateChange.objects.filter(action__plan=plan).order_by("asked_at", "pk")
    for action, before, after, reason, decision, asked_at in changes.values_list(
        "action_id", "before_written", "after_written", "reason", "decision", "asked_at"
    ):
        rows[action].append(
            {"from": before, "to": after, "reason": reason, "decision": decision, "asked_at": asked_at.isoformat()}
        )
    return rows


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _iso(first: date | None, precision: str) -> str | None:
    return PartialDate("", Precision(precision), first).iso or None
