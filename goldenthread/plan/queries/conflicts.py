"""A conflict in the words of its form: what somebody else saved first, beside what was typed.

Commands know columns; people know fields. Columns that only follow from a
field are left out, and an update, which is never overwritten, is shown beside
the one that came before it.
"""

from dataclasses import replace
from typing import Any

from django import forms

from goldenthread.identity.models import Person
from goldenthread.kernel.errors import Clash, Conflict
from goldenthread.plan.models import Action, Measure, RatingWord
from goldenthread.plan.states import State

FIELDS = {
    "starts_written": "starts",
    "ends_written": "ends",
    "measure_id": "measure",
    "rating_id": "rating",
    "senior_lead_id": "senior",
    "leads_written": "lead_1",
    "title": "title",
}
"""The field of a form that a column is typed in, where they differ in name."""

FOLLOWS = frozenset(
    {
        "starts_on", "starts_precision", "ends_on", "ends_precision", "original_ends_written", "original_ends_on",
        "senior_lead_written", "updated_at", "reported_by_id", "reported_on", "completed_on", "assured_by_id",
        "assured_on",
    }
)  # fmt: skip
"""Columns that follow from what was typed, or say who did it and when."""


def in_words(found: Conflict, form: forms.Form) -> Conflict:
    """The conflict as its form can show it; at least one clash, so that nobody is told of a conflict about nothing."""
    clashes = [_clash(clash, form) for clash in found.clashes if clash.field not in FOLLOWS]
    action: Action | None = getattr(form, "action", None)
    if "note" in form.fields and action is not None:
        clashes.append(_last_said(action, form))
    if not clashes:
        clashes = [Clash("", "What stands", "It was changed while you were writing.", "Look at it and save once more.")]
    return Conflict(found.by, found.version, clashes)


def _clash(clash: Clash, form: forms.Form) -> Clash:
    name = FIELDS.get(clash.field, clash.field)
    label = form.fields[name].label if name in form.fields else None
    yours = str(form.data.get(form.add_prefix(name), clash.yours)) if name in ("measure",) else clash.yours
    return replace(
        clash,
        field=name,
        label=str(label or clash.label),
        theirs=_text(clash.field, clash.theirs),
        yours=_text(clash.field, yours),
    )


def _text(column: str, value: str) -> str:
    """A number of a row as the words it stands for."""
    if column == "state":
        return State(value).label if value in State.values else value
    models: dict[str, Any] = {"rating_id": RatingWord, "measure_id": Measure, "senior_lead_id": Person}
    if column not in models or not value.isdecimal():
        return value
    return str(models[column].objects.filter(pk=int(value)).first() or "")


def _last_said(action: Action, form: forms.Form) -> Clash:
    latest = action.updates.select_related("by", "rating").order_by("-recorded_at", "-pk").first()
    theirs = ""
    if latest is not None:
        rating = f" ({latest.rating.word})" if latest.rating else ""
        theirs = f"{latest.text}{rating}"
    return Clash("note", "Update", theirs, str(form.data.get(form.add_prefix("note"), "")))
