"""Saving rows of the plan: the conditional update, its conflict, its ledger entry and its place in the search."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model

from goldenthread.identity.actor import Actor
from goldenthread.identity.models import Person
from goldenthread.kernel.errors import Clash, Conflict, RuleBroken
from goldenthread.kernel.versions import update_if_unchanged
from goldenthread.ledger.queries import last_saver
from goldenthread.ledger.writing import record
from goldenthread.plan.models import Action, Plan
from goldenthread.plan.models.plan import Stage
from goldenthread.search.index import Entry, index, remove

LABELS = {
    "wording": "Action",
    "ref": "Ref",
    "text": "Text",
    "title": "Title",
    "notes": "Notes",
    "starts_written": "Start",
    "ends_written": "End date",
    "leads_written": "Lead officer",
    "rating_id": "Rating",
    "state": "State",
    "name": "Name",
    "waits_for": "Waits for",
}


def save_changed(
    row: Model,
    *,
    version: int | None,
    values: dict[str, Any],
    subject: str,
    what: str,
    by: Actor,
    why: str = "",
    **details: Any,
) -> bool:
    """Write what differs, once, with its entry; nothing differs, nothing is written and False is returned.

    With a ``version`` that is no longer the row's, raises ``Conflict`` holding both texts of each
    field that differs, and writes nothing. ``None`` says that the caller read the row in this transaction.
    """
    current = type(row)._default_manager.get(pk=row.pk)
    now = current.version  # type: ignore[attr-defined]
    before = {name: getattr(current, name) for name in values}
    differing = {name: value for name, value in values.items() if before[name] != value}
    if version is not None and version != now and differing:
        raise conflict(subject, version=now, before=before, after=differing)
    if not differing and not details and not why:
        return False
    if not update_if_unchanged(row, version=now, values=differing):
        # Somebody else's change came in since the row was read above; what stands now is theirs.
        current = type(row)._default_manager.get(pk=row.pk)
        before = {name: getattr(current, name) for name in differing}
        raise conflict(subject, version=current.version, before=before, after=differing)  # type: ignore[attr-defined]
    record(
        what,
        by=by,
        subject=subject,
        why=why,
        changes={name: (before[name], value) for name, value in differing.items()},
        **details,
    )
    return True


def require_under_way(plan: Plan) -> None:
    """A closed plan takes no new work: an action in it would be worked by nobody, and its finding count as answered."""
    if plan.stage == Stage.CLOSED:
        raise RuleBroken("This plan is closed. Take it into a plan that is under way.")


def conflict(subject: str, *, version: int, before: dict[str, Any], after: dict[str, Any]) -> Conflict:
    """The conflict of a save that came second: whose save was first, and both texts."""
    name = Person.objects.filter(key=last_saver(subject)).values_list("name", flat=True).first()
    clashes = [
        Clash(field, LABELS.get(field, field.replace("_", " ").capitalize()), _text(before[field]), _text(value))
        for field, value in after.items()
    ]
    return Conflict(name or "Somebody", version, clashes)


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def index_actions(actions: Iterable[Action]) -> None:
    """Put actions into the search with their plan's readers; pass them with ``plan``, ``aim`` and ``measure``."""
    index(
        Entry(
            kind="action",
            key=action.subject,
            scope_id=action.plan.scope_id,
            title=f"{action.ref} {action.wording}".strip(),
            text="\n".join(
                part
                for part in (
                    action.aim.text if action.aim else "",
                    action.measure.text if action.measure else "",
                    action.comments,
                    action.notes,
                    action.leads_written,
                )
                if part
            ),
            url=f"/plans/{action.plan.key}/actions/{action.key}/",
        )
        for action in actions
    )


def index_action(action: Action) -> None:
    """Put one action into the search again, with the words of its updates."""
    fresh = Action.objects.select_related("plan", "aim", "measure").get(pk=action.pk)
    words = "\n".join(fresh.updates.order_by("-recorded_at").values_list("text", flat=True)[:50])
    fresh.comments = f"{words}\n{fresh.comments}".strip()
    index_actions([fresh])


def index_plan(plan: Plan) -> None:
    """Put the plan's own words into the search."""
    index(
        [
            Entry(
                kind="plan",
                key=plan.subject,
                scope_id=plan.scope_id,
                title=plan.name,
                text="\n".join(part for part in (plan.aims, plan.strategies, plan.notes) if part),
                url=f"/plans/{plan.key}/",
            )
        ]
    )


def unindex_actions(actions: Iterable[Action]) -> None:
    """Take actions out of the search."""
    remove("action", [action.subject for action in actions])
