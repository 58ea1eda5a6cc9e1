"""The lines of a plan as it stands on a day, ready to be kept: every text by value, no tie to a row.

Later edits never alter a closed round, so nothing here is a key of a row that
may change: names, words and dates are copied as they are printed.

Source: the real plan's cover report cannot be reproduced from its table, because no earlier
state was kept (report of 2 May 2018, paragraph 4).
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from goldenthread.boards.models import Closing, Moderation, MonitoringRound, RoundLine, RoundNote
from goldenthread.boards.queries.notes import pressures_before
from goldenthread.boards.queries.owed import Owes
from goldenthread.boards.states import Returned
from goldenthread.plan.cells import end_in_words, plan_cells
from goldenthread.plan.commands.progress import SENT_BACK, UNCHANGED
from goldenthread.plan.exporting.columns import PLAN_KEY
from goldenthread.plan.exporting.queries import header_lines
from goldenthread.plan.models import Action, ActionFinding, EndDateChange, Plan, Update
from goldenthread.plan.printed.rows import printed_priorities
from goldenthread.plan.queries.line_of_years import behind
from goldenthread.plan.queries.stood_before import NOTHING, StoodBefore, stood_before
from goldenthread.plan.reading.values import Column
from goldenthread.plan.suggestion import declared_colour, suggest

_LONGEST = {"starts": 120, "ends": 300, "first_due": 300, "senior_lead": 200, "section": 300, "word": 120}


def lines_of(closing: Closing, plan: Plan, *, owed: Sequence[Owes] = (), on: date) -> list[RoundLine]:
    """A line for each action of the plan, in its order, with what the dates suggest on a day; nothing is saved.

    ``owed`` is what the round asked for: what came is kept with its line, and so is the board's own rating.
    """
    rows = {
        row["key"]: row
        for row in Action.objects.filter(plan=plan).values(
            "pk", "key", "state", "ends_on", "ends_precision", "original_ends_written", "original_ends_on",
            "rating__colour", "comments",
        )
    }  # fmt: skip
    priorities = list(plan.priorities.values_list("number", "title"))
    line = behind([row["pk"] for row in rows.values()], with_merged=False)
    said, asked, extended, sources = _said(plan), _asked_ends(plan), _extended(plan, line), _sources(plan)
    before, heard_before = stood_before(plan), _heard_before(line)
    further, returns = _further(plan, before), {item.asked.action: item for item in owed if item.asked.action}
    moderated, reopened = _moderated(closing), _reopened(plan)
    aims: dict[int, int] = {}
    lines: list[RoundLine] = []
    for position, cells in enumerate(plan_cells(plan)):
        row, texts = rows[cells.key], cells.cells
        suggestion = suggest(state=row["state"], ends_on=row["ends_on"], on=on)
        number, title = priorities[cells.priority]
        stood = before.get(row["pk"], NOTHING)
        words, at = said.get(row["pk"], (row["comments"] or stood.said, None))
        at = max(filter(None, (at, asked.get(row["pk"]))), default=None)
        times, why = extended.get(row["pk"], (0, ""))
        moved = row["original_ends_on"] is not None and row["original_ends_on"] != row["ends_on"]
        first = row["original_ends_written"] or end_in_words(row["original_ends_on"], row["ends_precision"])
        values: dict[str, Any] = {
            "section": cells.section,
            "aim": texts[Column.AIM],
            "ref": texts[Column.REF],
            "wording": texts[Column.ACTION],
            "starts": texts[Column.STARTS],
            "ends": texts[Column.ENDS],
            "first_due": first if moved else "",
            "measure": texts[Column.MEASURE],
            "leads": texts[Column.LEADS],
            "senior_lead": texts[Column.SENIOR_LEAD],
            "word": texts[Column.STATUS],
            "comments": texts[Column.COMMENTS],
            "aim_kind": cells.aim_kind,
        }
        values = {name: text[: _LONGEST.get(name)] for name, text in values.items()}
        lines.append(
            RoundLine(
                closing=closing,
                position=position,
                action=cells.key,
                priority_number=number,
                priority_title=title,
                ends_on=row["ends_on"],
                state=row["state"],
                declared=declared_colour(state=row["state"], rating_colour=row["rating__colour"]),
                derived=suggestion.colour,
                because=suggestion.because,
                said=words,
                said_at=at,
                heard_before_at=heard_before.get(row["pk"]),
                extensions=times,
                extended_why=why,
                sources=sources.get(row["pk"], ""),
                reopened_why=reopened.get(row["pk"], ""),
                first_due_on=row["original_ends_on"],
                aim_number=aims.setdefault(cells.aim, len(aims) + 1) if cells.aim is not None else None,
                **further.get(row["pk"], {}),
                **_returned(returns.get(cells.key)),
                **moderated.get(cells.key, {}),
                **values,
            )
        )
    return lines


def header_of(plan: Plan) -> list[tuple[str, str]]:
    """The header block as the plan prints it, a label and a text for each line that holds something.

    Its key is left out: it names a row of ours, and was never on the paper.

    Source: the header block of the plan printed with the report of 2 May 2018.
    """
    lines = ((label.removesuffix(":"), text) for label, text in header_lines(plan, export=""))
    return [(label, text) for label, text in lines if label != PLAN_KEY]


def priorities_of(plan: Plan) -> list[dict[str, Any]]:
    """Every priority as the plan prints it, with its notes and how many rows serve it, in the order of the paper."""
    serving = Counter(Action.objects.filter(plan=plan).values_list("priority_id", flat=True))
    numbers = plan.priorities.values_list("pk", flat=True)
    return [
        {"title": one.title, "notes": one.notes, "actions": serving[number]}
        for number, one in zip(numbers, printed_priorities(plan), strict=True)
    ]


def _said(plan: Plan) -> dict[int, tuple[str, datetime | None]]:
    """The last update of each action that has words, and when it was recorded here; a note on paper has no time."""
    found: dict[int, tuple[str, datetime | None]] = {}
    updates = Update.objects.filter(action__plan=plan).exclude(text="").order_by("recorded_at", "pk")
    for action, text, at, by in updates.values_list("action_id", "text", "recorded_at", "by_id"):
        found[action] = (text, at if by is not None else None)
    return found


def _asked_ends(plan: Plan) -> dict[int, datetime]:
    """When a new end was asked for last of each action: the reason given is something said, whatever was decided."""
    asked = EndDateChange.objects.filter(action__plan=plan).order_by("asked_at", "pk")
    return dict(asked.values_list("action_id", "asked_at"))


def _further(plan: Plan, before: Mapping[int, StoodBefore]) -> dict[int, dict[str, Any]]:
    """What was said last of each action besides its note: each of these stands until another takes its place.

    The sentence beside a rating belongs to its update and falls with the next one. What was asked of the board in the
    plan of the year ``before`` and not answered is asked of it still.
    """
    found: dict[int, dict[str, Any]] = {
        action: {"needs": stood.needs, "next_step": stood.next_step, "look_at": stood.look_at}
        for action, stood in before.items()
    }
    updates = Update.objects.filter(action__plan=plan, is_answer=True).order_by("recorded_at", "pk")
    names = ("figure_written", "figure", "next_step", "look_at_written", "needs", "despite", "text")
    for action, written, number, step, look_at, needs, despite, text in updates.values_list("action_id", *names):
        kept = found.setdefault(action, {})
        if written:
            kept |= {"figure": written, "figure_number": number}
        if step:
            kept |= {"next_step": step, "look_at": look_at}
        if text != UNCHANGED:
            kept |= {"needs": needs, "despite": despite}
    return found


def _returned(item: Owes | None) -> dict[str, str]:
    if item is None:
        return {}
    return {
        "returned": item.state or Returned.MISSING,
        "declined_why": item.asked.declined_why,
        "owed_by": item.who_written[:300],
    }


def _moderated(closing: Closing) -> dict[str, dict[str, str]]:
    """The board's own ratings of a round by the action's key."""
    rows = Moderation.objects.filter(round=closing.round_id).select_related("by")
    return {
        row.action: {
            "board_word": row.word, "board_colour": row.colour, "board_why": row.why, "board_by": row.by.name[:200]
        }
        for row in rows
    }  # fmt: skip


def notes_of(round: MonitoringRound) -> list[dict[str, str]]:
    """The achievements and pressures of a round as text, each with whoever named it.

    A pressure of an earlier round of which nothing was said this time stands among them and says so.
    """
    notes = round.notes.filter(withdrawn_at=None).select_related("by", "follows")
    said = [
        {
            "kind": note.kind,
            "theme": RoundNote.Theme(note.theme).label if note.theme else "",
            "text": note.text,
            "by": note.by.name,
            "standing": RoundNote.Standing(note.standing).label if note.standing else "",
            "before": note.follows.text if note.follows else "",
        }
        for note in notes
    ]
    silent = [
        {
            "kind": one.note.kind,
            "theme": RoundNote.Theme(one.note.theme).label,
            "text": one.note.text,
            "by": one.note.by.name,
            "standing": "Nothing was said of it this time",
            "before": f"in {one.where}.",
        }
        for one in pressures_before(round)
    ]
    return [*said, *silent]


def _extended(plan: Plan, line: Mapping[int, Sequence[int]]) -> dict[int, tuple[int, str]]:
    """How often the end of each action was extended with approval, and why it moved last: forward is no extension.

    An end that was extended in the year before was extended: ``line`` has the rows behind each action.
    """
    found: dict[int, tuple[int, str]] = {}
    of_line = Q(action__plan=plan) | Q(action__in={row for rows in line.values() for row in rows})
    approved = EndDateChange.objects.filter(of_line, decision=EndDateChange.Decision.APPROVED)
    columns = ("action_id", "before_on", "after_on", "reason")
    for action, before, after, reason in approved.order_by("decided_at", "pk").values_list(*columns):
        found[action] = (found.get(action, (0, ""))[0] + (before is None or after > before), reason)
    for action, rows in line.items():
        known = [found[row] for row in (action, *rows) if row in found]
        if known:
            found[action] = (sum(times for times, _ in known), known[0][1])
    return found


def _heard_before(line: Mapping[int, Sequence[int]]) -> dict[int, datetime]:
    """When something was said last, or a new end asked for, of the rows behind each action."""
    if not line:
        return {}
    rows = {row for found in line.values() for row in found}
    said = Update.objects.filter(action__in=rows, by__isnull=False).exclude(text="").order_by("recorded_at", "pk")
    last = dict(said.values_list("action_id", "recorded_at"))
    asked = EndDateChange.objects.filter(action__in=rows).order_by("asked_at", "pk")
    for row, at in asked.values_list("action_id", "asked_at"):
        last[row] = max(at, last.get(row, at))
    known = {one: [last[row] for row in found if row in last] for one, found in line.items()}
    return {one: max(times) for one, times in known.items() if times}


def _reopened(plan: Plan) -> dict[int, str]:
    """Why each action was taken up again after it was complete: what was said then, and the finding that showed it.

    Source: report of 2 May 2018 to the Safeguarding Sub Committee, paragraph 7.
    """
    ties = ActionFinding.objects.filter(action__plan=plan, reopened=True).order_by("pk")
    found = {
        action: f"{text} ({title})" for action, text, title in ties.values_list(
            "action_id", "finding__text", "finding__source__title"
        )
    }  # fmt: skip
    said = Update.objects.filter(action__in=found, is_answer=False, by__isnull=False)
    said = said.exclude(text__startswith=SENT_BACK).order_by("recorded_at", "pk")
    notes = dict(said.values_list("action_id", "text"))
    return {action: f"{notes.get(action, '')} Because of: {because}".strip() for action, because in found.items()}


def _sources(plan: Plan) -> dict[int, str]:
    """The titles of the sources whose findings each action answers."""
    titles: dict[int, list[str]] = defaultdict(list)
    ties = ActionFinding.objects.filter(action__plan=plan).order_by("pk")
    for action, title in ties.values_list("action_id", "finding__source__title"):
        if title not in titles[action]:
            titles[action].append(title)
    return {action: "; ".join(found) for action, found in titles.items()}
