"""The oddities of a paper: found in the drafts and said in one plain sentence each.

One problem for each action and code; for initials one a set, for mixed status
words one a plan.

Source: the oddities counted in the plan of 2 May 2018 (dates, refs, merged cells, leads, sources).
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import groupby

from goldenthread.kernel.dates import PartialDate, Precision
from goldenthread.plan.reading.cuts import Vocabulary, is_cut
from goldenthread.plan.reading.drafts import Draft
from goldenthread.plan.reading.remarks import is_personal_remark, small_number
from goldenthread.plan.reading.signs import may_count, may_remark
from goldenthread.plan.reading.values import Column, Problem, ProblemCode, ReadAction, ReadRating
from goldenthread.plan.states import State

P = ProblemCode
_NAMES = {
    Column.ACTION: "action", Column.AIM: "aim", Column.MEASURE: "measure", Column.COMMENTS: "comment",
    Column.STARTS: "start", Column.ENDS: "end",
}  # fmt: skip
LONGEST_QUOTE = 60
MOST_DAYS = 1_000
"""So many dates are remembered with their words: a plan repeats its few thousands of times."""


def find_problems(
    drafts: Sequence[Draft],
    actions: Sequence[ReadAction],
    plan_ends: PartialDate,
    unknown: frozenset[str],
    vocabulary: Vocabulary,
) -> list[Problem]:
    """All problems of single actions, in the order of the paper. ``unknown`` are status words nobody knows."""
    lost = lost_zeros(drafts)
    has_aims = any(draft.text(Column.AIM) or draft.at.standing_aim for draft in drafts)
    seen: dict[str, str] = {}
    found: list[Problem] = []
    plan_ends_on = plan_ends.last
    for draft, action in zip(drafts, actions, strict=True):
        found.extend(_of_dates(draft, action))
        if plan_ends_on is not None and action.ends:
            found.extend(_of_plan_end(draft, action.ends[-1], plan_ends, plan_ends_on))
        found.extend(_of_ref(draft, action, seen, lost))
        found.extend(_of_cells(draft, action, has_aims))
        found.extend(_of_texts(draft, action, vocabulary))
        if not action.status and action.state == State.COMPLETED_ON_PAPER:
            text = "No status stands here, but a completion date does; it was read as completed."
            found.append(Problem(P.STATUS_UNKNOWN, draft.place(Column.STATUS), text, action.key))
        elif action.status in unknown:
            text = f'The status "{quote(action.status)}" is not known; it counts as in progress, without a colour.'
            found.append(Problem(P.STATUS_UNKNOWN, draft.place(Column.STATUS), text, action.key))
    return found


def quote(text: str) -> str:
    """A text short enough for a sentence."""
    flat = " ".join(text[: 4 * LONGEST_QUOTE].split())
    return flat if len(flat) <= LONGEST_QUOTE else flat[: LONGEST_QUOTE - 1].rstrip() + "…"


def lost_zeros(drafts: Sequence[Draft]) -> dict[int, str]:
    """Rows whose ref has lost a nought by its place: "4.1" after "4.9" and before "4.11" is "4.10".

    At the end of a list the ref must also have stood before. Given by the row's place among the drafts.
    """
    found: dict[int, str] = {}
    numbered = [(at, draft.at.priority, _parts(draft.text(Column.REF))) for at, draft in enumerate(drafts)]
    for _, rows in groupby(numbered, key=lambda row: row[1]):
        known = [(at, parts) for at, _, parts in rows if parts is not None]
        seen: set[tuple[str, int]] = set()
        before: dict[str, int] = {}
        for number, (at, (stem, last)) in enumerate(known):
            after = [one for _, one in known[number + 1 : number + 4] if one[0] == stem][:1]
            if before.get(stem) == last * 10 - 1:
                goes_on = bool(after) and after[0][1] == last * 10 + 1
                if goes_on or (not after and (stem, last) in seen):
                    found[at] = f"{stem}{last * 10}"
            seen.add((stem, last))
            before[stem] = last
    return found


def _parts(ref: str) -> tuple[str, int] | None:
    stem, dot, last = ref.rpartition(".")
    return (
        (f"{stem}.", int(last)) if dot and stem and last.isdecimal() and last.isascii() and 0 < len(last) <= 4 else None
    )


def _problem(code: ProblemCode, draft: Draft, column: Column, text: str) -> Problem:
    return Problem(code, draft.place(column), text, draft.key)


def _of_dates(draft: Draft, action: ReadAction) -> Iterator[Problem]:
    for column, dates in ((Column.STARTS, (action.starts,)), (Column.ENDS, action.ends)):
        unread = [day for day in dates if day.first is None and day]
        if unread:
            words = quote(unread[0].written)
            text = f'The {_NAMES[column]} date "{words}" cannot be read as a date; the words are kept.'
            yield _problem(P.DATE_UNREADABLE, draft, column, text)
            break
    if len(action.ends) > 1:
        steps = ", then ".join(day.in_words for day in action.ends)
        yield _problem(P.DATE_IN_STEPS, draft, Column.ENDS, f"The end date has {len(action.ends)} steps: {steps}.")
    if not action.ends or action.starts.first is None:
        return
    end = action.ends[-1]
    last = _last_of(end)
    if last is not None and last < action.starts.first:
        text = f"It starts {_when(action.starts)} and ends before that, {_when(end)}; both are kept."
        yield _problem(P.DATES_REVERSED, draft, Column.ENDS, text)


def _of_plan_end(draft: Draft, end: PartialDate, plan_ends: PartialDate, plan_ends_on: date) -> Iterator[Problem]:
    last = _last_of(end)
    if last is not None and last > plan_ends_on:
        text = f"It ends {_when(end)}, after the end of the plan {_when(plan_ends)}."
        yield _problem(P.ENDS_AFTER_PLAN, draft, Column.ENDS, text)


@lru_cache(maxsize=MOST_DAYS)
def _last_of(day: PartialDate) -> date | None:
    return day.last


@lru_cache(maxsize=MOST_DAYS)
def _when(day: PartialDate) -> str:
    return f"{'on' if day.precision is Precision.DAY else 'in'} {day.in_words}"


def _of_ref(draft: Draft, action: ReadAction, seen: dict[str, str], lost: Mapping[int, str]) -> Iterator[Problem]:
    if not action.ref:
        if draft.columns.has(Column.REF):
            text = f"No reference stands here; the action has the key {action.key}."
            yield _problem(P.REF_MISSING, draft, Column.REF, text)
        return
    known = seen.setdefault(action.ref.casefold(), action.key)
    if known != action.key:
        text = f'The reference "{action.ref}" already stands on the action {known}; this one has the key {action.key}.'
        yield _problem(P.REF_REPEATED, draft, Column.REF, text)
    if draft.number in lost:
        text = f'By its place the reference "{action.ref}" is probably {lost[draft.number]}; it is kept as printed.'
        yield _problem(P.REF_LOST_ZERO, draft, Column.REF, text)


def _of_cells(draft: Draft, action: ReadAction, has_aims: bool) -> Iterator[Problem]:
    if not action.wording:
        yield _problem(P.ACTION_EMPTY, draft, Column.ACTION, "The row has no words for the action.")
    if draft.aim_was_carried and has_aims and draft.columns.has(Column.AIM):
        text = (
            f'The aim cell is empty; the aim "{quote(action.aim)}" was taken from its group.'
            if action.aim
            else "The aim cell is empty, and no aim could be taken from the rows around it."
        )
        yield _problem(P.AIM_CARRIED, draft, Column.AIM, text)
    if draft.aim_was_tail:
        text = f'The aim cell holds only "{quote(draft.text(Column.AIM))}"; it was joined to the end of the aim above.'
        yield _problem(P.HEADING_ORPHAN, draft, Column.AIM, text)
    if draft.measure_was_carried:
        text = f'The measure cell is empty; the measure "{quote(action.measure)}" of the same aim is shared.'
        yield _problem(P.MEASURE_SHARED, draft, Column.MEASURE, text)
    elif not action.measure and draft.columns.has(Column.MEASURE):
        text = "No measure stands here, and none could be taken from the same aim."
        yield _problem(P.MEASURE_MISSING, draft, Column.MEASURE, text)
    if not action.leads and draft.columns.has(Column.LEADS):
        yield _problem(P.LEAD_MISSING, draft, Column.LEADS, "Nobody is named as lead.")
    elif len(action.leads) > 1:
        names = " and ".join(quote(lead) for lead in action.leads)
        text = (
            f"{len(action.leads)} leads are named, {names}; the first, {quote(action.leads[0])}, was taken as "
            "accountable until somebody says otherwise."
        )
        yield _problem(P.LEADS_SEVERAL, draft, Column.LEADS, text)


def _of_texts(draft: Draft, action: ReadAction, vocabulary: Vocabulary) -> Iterator[Problem]:
    own = draft.texts
    texts = (
        (Column.ACTION, action.wording),
        (Column.AIM, own.get(Column.AIM, "")),
        (Column.MEASURE, own.get(Column.MEASURE, "")),
        (Column.COMMENTS, action.comments),
    )
    for column, text in texts:
        if text and is_cut(text, vocabulary):
            end = quote(" ".join(text.rsplit(None, 3)[-3:]))
            yield _problem(P.TEXT_CUT, draft, column, f'The {_NAMES[column]} stops in the middle, at "{end}".')
            break
    for update in action.updates if may_remark(action.comments) else ():
        if is_personal_remark(update.text):
            text = "The note asks somebody for news or names a colleague; it is kept, and is no update."
            yield _problem(P.PERSONAL_REMARK, draft, Column.COMMENTS, text)
            break
    for column, text in texts if may_count("\n".join(text for _, text in texts)) else ():
        words = small_number(text) if text else ""
        if words:
            said = f'The {_NAMES[column]} says "{quote(words)}", which may point at somebody.'
            yield _problem(P.SMALL_NUMBER, draft, column, said)
            break


def unknown_leads(
    counts: Mapping[str, int], places: Mapping[str, str], known: frozenset[str], glossary: Mapping[str, str]
) -> Iterator[Problem]:
    """One problem for each set of initials, name or post that is nobody known here, at its first place."""
    familiar = {name.casefold() for name in known}
    for lead, count in counts.items():
        if lead.casefold() in familiar:
            continue
        times = "once" if count == 1 else f"on {count} actions"
        who = f'; the paper itself says "{quote(glossary[lead])}"' if lead in glossary else ""
        text = f'"{quote(lead)}" stands {times} and is nobody known here{who}.'
        yield Problem(P.LEAD_UNKNOWN, places[lead], text)


def mixed_statuses(
    actions: Sequence[ReadAction], ratings: Sequence[ReadRating], places: Mapping[str, str]
) -> Iterator[Problem]:
    """At most one problem for the plan: two words that are taken to mean the same.

    Words that the paper's own key tells apart are not mixed.
    """
    meanings: dict[tuple[str, str], list[ReadRating]] = {}
    used = {action.status for action in actions}
    for rating in ratings:
        if rating.word in used and rating.colour != "none":
            meanings.setdefault((rating.colour, rating.state), []).append(rating)
    for same in meanings.values():
        told_apart = len({rating.meaning for rating in same}) == len(same) and all(rating.meaning for rating in same)
        if len(same) > 1 and not told_apart:
            words = " and ".join(f'"{quote(rating.word)}"' for rating in same)
            yield Problem(
                P.STATUS_MIXED, places[same[1].word], f"The words {words} are taken to mean the same; both are kept."
            )
            return
