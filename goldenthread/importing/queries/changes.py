"""What a paper changes in its plan, cell by cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.urls import reverse

from goldenthread.identity.models import Person
from goldenthread.importing.names import column_in_words
from goldenthread.importing.queries.rows import Part
from goldenthread.intake.models import Import
from goldenthread.plan.comparing import Compared
from goldenthread.plan.edits import Proposal
from goldenthread.plan.headings import Heading
from goldenthread.plan.intake import compare_paper, reading_of

ACTIONS_A_PAGE = 100
MOST_LISTED = 200


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One cell that the paper changes."""

    target: str
    column: str
    before: str
    after: str
    plan: str
    refused: str
    is_conflict: bool
    choice: str
    is_older: bool = False


@dataclass(frozen=True, slots=True)
class ChangedAction:
    """An action with the cells that the paper changes in it."""

    key: str
    url: str
    name: str
    lines: Sequence[ChangeLine]


@dataclass(frozen=True, slots=True)
class ChangePage:
    """What a paper changes in its plan: cells by action, new actions, and those that are gone."""

    compared: Compared
    page: Any
    actions: Sequence[ChangedAction]
    new: Sequence[Part]
    gone: Sequence[ChangedAction]
    header: Sequence[ChangeLine]


def change_page(of: Import, person: Person, asked: Mapping[str, str]) -> ChangePage | None:
    """The changes of a paper that waits; nothing where it is a plan of its own."""
    reading = reading_of(of)
    compared = compare_paper(of, reading, person)
    if compared is None:
        return None
    by_action: dict[str, list[Proposal]] = {}
    for proposal in (*compared.proposals, *compared.older):
        by_action.setdefault(proposal.edit.action, []).append(proposal)
    page = Paginator(list(by_action.items()), ACTIONS_A_PAGE).get_page(asked.get("page"))
    known = dict(compared.plan.actions.values_list("key", "wording"))
    return ChangePage(
        compared=compared,
        page=page,
        actions=[_changed(compared, key, known, [_change_line(one) for one in found]) for key, found in page],
        new=[Part(compared.key_of(at), reading.actions[at].wording) for at in compared.changes.new[:MOST_LISTED]],
        gone=[_changed(compared, key, known, ()) for key in compared.changes.gone[:MOST_LISTED]],
        header=[_heading_line(one) for one in compared.header],
    )


def _heading_line(heading: Heading) -> ChangeLine:
    edit = heading.edit
    label = column_in_words(edit.column)
    if heading.priority is not None:
        label = f"{edit.column.capitalize()} of priority {heading.priority.number}".strip()
    return ChangeLine(edit.column, label, edit.base, edit.paper, edit.plan, "", edit.is_conflict, "")


def _changed(compared: Compared, key: str, known: Mapping[str, str], lines: Sequence[ChangeLine]) -> ChangedAction:
    return ChangedAction(key, reverse("action", args=[compared.plan.key, key]), known.get(key, ""), lines)


def _change_line(proposal: Proposal) -> ChangeLine:
    edit = proposal.edit
    return ChangeLine(
        edit.target, column_in_words(edit.column), edit.base, edit.paper, edit.plan, proposal.refused, edit.is_conflict,
        proposal.choice, edit.is_older,
    )  # fmt: skip
