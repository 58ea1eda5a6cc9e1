"""What changed from one version of a report to another, in words: what it is, how it read, how it reads now.

Pure: what two versions keep goes in as values. Of the plan behind a report only its head and its keys are compared
here; its rows are frozen with their closing and are compared where they can be read.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from goldenthread.bodies.schedule_12a import by_virtue_of
from goldenthread.design.words import day, listed
from goldenthread.plan.exporting.columns import LABELS
from goldenthread.plan.reading.values import Column
from goldenthread.plan.states import Colour, State
from goldenthread.reports.appendix import FrozenRow
from goldenthread.reports.states import SectionKind
from goldenthread.reports.substance import Values, readable
from goldenthread.reports.wording import FORMULA_OF_KIND

MOST_ROWS = 200
"""So many changed cells of a plan are shown one by one; of more their number is told."""

FIELDS: dict[str, str] = {
    "subject": "Subject",
    "going_to": "Goes to",
    "is_public": "Public or not",
    "exempt_under": "Not public under",
    "public_interest": "Why it is not public",
    "is_for_decision": "For decision or information",
    "report_of": "Report of",
    "report_of_post": "Report of, post",
    "author_name": "Report author",
    "author_post": "Report author, post",
    "author_telephone": "Telephone",
    "author_email": "E-mail",
    "council": "Council",
}
"""What each part of the block is called."""


@dataclass(frozen=True, slots=True)
class Changed:
    """One thing that reads otherwise: what it is, how it read, how it reads now; ``note`` says how it came or went."""

    what: str
    before: str
    after: str
    note: str = ""


def changes_between(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Changed]:
    """Everything somebody can read that is not the same, in the order of the report.

    Of a version that was kept before blocks, formulae and appendices were, sections and facts alone are compared.
    """
    printed = {**before.get("wording", {}), **after.get("wording", {})}
    sections = (_as_told(one["sections"], one["facts"], printed) for one in (before, after))
    found = [*_sections(*sections), *_facts(before["facts"], after["facts"])]
    if "fields" not in before or "fields" not in after:
        return found
    was, now = readable(before), readable(after)
    ahead = [*_fields(was["fields"], now["fields"]), *_wording(was["wording"], now["wording"])]
    return [*ahead, *found, *_appendices(was["appendices"], now["appendices"])]


def _fields(was: Values, now: Values) -> Iterator[Changed]:
    for name, label in FIELDS.items():
        before, after = was.get(name, ""), now.get(name, "")  # why it is not public is kept where it is said
        if before != after:
            yield Changed(label, _field(name, before), _field(name, after))


def _field(name: str, value: Any) -> str:
    match name:
        case "is_public":
            return "Public" if value else "Non-Public"
        case "exempt_under":
            return by_virtue_of(value)
        case "is_for_decision":
            return "For Decision" if value else "For Information"
        case "going_to":
            return listed(f"{body}, {day(date.fromisoformat(on))}" if on else body for body, on in value)
        case _:
            return str(value)


def _wording(was: Values, now: Values) -> Iterator[Changed]:
    """Formulae of the council: only where both versions print one, since a new heading shows with its section."""
    for name in was:
        if name in now and was[name] != now[name]:
            yield Changed(f"The formula “{was[name]}”", was[name], now[name])


def _as_told(sections: Sequence[Values], facts: Sequence[Values], printed: Mapping[str, str]) -> list[Values]:
    """Sections as a reader reads them: facts by their words and not in braces, each by the name that is printed."""
    told = {one["name"].casefold(): one["text"] or f"[{one['label']}]" for one in facts}

    def words(name: re.Match[str]) -> str:
        return str(told.get(" ".join(name[1].split()).casefold(), name[0]))

    return [one | {"text": _FACT.sub(words, one["text"]), "name": _name(one, printed)} for one in sections]


def _name(section: Values, printed: Mapping[str, str]) -> str:
    """The heading of a section, else the council's word for its kind, as the versions print it."""
    if section["heading"]:
        return str(section["heading"])
    if "kind" not in section or section["kind"] == SectionKind.BODY:
        return "A section without a heading"
    kind = SectionKind(section["kind"])
    return printed.get(FORMULA_OF_KIND.get(kind, ""), kind.label)


_FACT = re.compile(r"\{\{([^{}\n]{1,200})\}\}")


def _sections(was: Sequence[Values], now: Sequence[Values]) -> Iterator[Changed]:
    """Sections are told apart by their own key, so one that was moved or renamed is not called new."""
    old = {one["key"]: one for one in was}
    keys = {one["key"] for one in now}
    for one in now:
        before = old.get(one["key"])
        if before is None:
            yield Changed(one["name"], "", _whole(one), note="new")
        else:
            yield from _section(before, one)
    for one in was:
        if one["key"] not in keys:
            yield Changed(one["name"], _whole(one), "", note="taken out")
    yield from _order([one for one in was if one["key"] in keys], [one for one in now if one["key"] in old])


def _section(was: Values, now: Values) -> Iterator[Changed]:
    name = now["name"] if now["heading"] else was["name"]
    if _whole(was) != _whole(now):
        yield Changed(name, _whole(was), _whole(now))
    if now["kind"] == SectionKind.BODY and was.get("level", now["level"]) != now["level"]:
        yield Changed(f"{name}: its heading", _LEVELS[was["level"]], _LEVELS[now["level"]])
    if was.get("pictures", []) != now["pictures"]:
        yield Changed(f"{name}: its pictures", _pictures(was.get("pictures", [])), _pictures(now["pictures"]))


_LEVELS = {1: "stands by itself", 2: "stands under the one before it"}


def _order(was: Sequence[Values], now: Sequence[Values]) -> Iterator[Changed]:
    if [one["key"] for one in was] != [one["key"] for one in now]:
        yield Changed("The order of the sections", *(listed(one["name"] for one in them) for them in (was, now)))


def _whole(section: Values) -> str:
    return f"{section['heading']}\n{section['text']}".strip()


def _pictures(pictures: Sequence[Values]) -> str:
    return "\n".join(f"{one['description']} (SHA-256 {one['sha256'][:8]}…)" for one in pictures)


def _facts(was: Sequence[Values], now: Sequence[Values]) -> Iterator[Changed]:
    """Facts whose words or list are not the same; so a closing that was taken anew shows, too."""
    old = {one["name"]: one for one in was}
    for one in now:
        before = old.get(one["name"])
        if before is None:
            yield Changed(f"{one['label']} (a figure of the plan)", "", _told(one), note="new")
            continue
        if "words" in before and _told(before) != _told(one):
            yield Changed(one["label"], _told(before), _told(one))
        elif before["text"] != one["text"]:
            yield Changed(one["label"], before["text"], one["text"])
        if before["list"] != one["list"]:
            yield Changed(f"{one['label']}: the list behind it", *_lists(before["list"], one["list"]))


def _told(fact: Values) -> str:
    if fact["text"] or fact["words"]:
        return str(fact["text"] or fact["words"])
    return "" if fact["number"] is None else str(fact["number"])


def _lists(was: Sequence[Sequence[str]], now: Sequence[Sequence[str]]) -> tuple[str, str]:
    """What stands in one of two lists alone; both whole where they differ in nothing but their order."""
    gone, come = [row for row in was if row not in now], [row for row in now if row not in was]
    return (_list(gone), _list(come)) if gone or come else (_list(was), _list(now))


def _list(rows: Sequence[Sequence[str]]) -> str:
    return "\n".join(f"{name} {text}{f' ({note})' if note else ''}" for _, name, text, note in rows)


def _appendices(was: Sequence[Values], now: Sequence[Values]) -> Iterator[Changed]:
    old, new = ({one["number"]: one for one in them} for them in (was, now))
    for number in sorted(old.keys() | new.keys()):
        before, after = old.get(number), new.get(number)
        name = f"Appendix {number}"
        if before is None and after is not None:
            yield Changed(name, "", _appendix(after), note="new")
        elif after is None and before is not None:
            yield Changed(name, _appendix(before), "", note="taken out")
        elif before is not None and after is not None and before != after:
            if _appendix(before) != _appendix(after):
                yield Changed(name, _appendix(before), _appendix(after))
            if before.get("pictures", []) != after.get("pictures", []):
                pictures = (_pictures(one.get("pictures", [])) for one in (before, after))
                yield Changed(f"{name}: its pictures", *pictures)


def _appendix(one: Values) -> str:
    """What an appendix says, but for the rows of a plan."""
    lines = [one["title"], one.get("text", "")]
    if "file" in one:
        lines.append(f"The file {one['file']} (SHA-256 {one['sha256'][:8]}…)")
    if "plan" in one:
        plan = one["plan"]
        starts, ends, on, closed = map(date.fromisoformat, (*plan["period"], plan["position_on"], plan["closed_on"]))
        lines += [
            f"The plan {plan['name']}" + (f", for {plan['board']}" if plan["board"] else ""),
            f"Round {plan['round']}, {day(starts)} to {day(ends)}, position on {day(on)}, closed on {day(closed)}",
            *(f"{label}: {text}" for label, text in plan.get("header", ())),
            *(f"{one['title']}: {one['notes']}" for one in plan.get("priorities", ()) if one["notes"]),
            *(f"{word}: {meaning}" for word, meaning in plan["meanings"]),
            *(f"{short}: {who}" for short, who in plan["initials"].items()),
        ]
    return "\n".join(line for line in lines if line)


def rows_changed(was: Sequence[FrozenRow], now: Sequence[FrozenRow]) -> list[Changed]:
    """The rows of the plan that are not the same at two closings of one round, cell by cell as the appendix names them.

    Of more than a page of them the rest is told as a number.
    """
    found = list(_rows(was, now))
    if len(found) <= MOST_ROWS:
        return found
    rest = len(found) - MOST_ROWS
    return [*found[:MOST_ROWS], Changed("The plan behind the report", "", f"{rest} more cells differ.")]


def _rows(was: Sequence[FrozenRow], now: Sequence[FrozenRow]) -> Iterator[Changed]:
    old, new = ({row["action"]: row for row in rows} for rows in (was, now))
    for key, row in new.items():
        before, name = old.get(key), f"Action {row['ref'] or key}"
        if before is None:
            yield Changed(name, "", row["wording"], note="new")
            continue
        then = _cells(before)
        yield from (
            Changed(f"{name}, {label}", then[label], text) for label, text in _cells(row).items() if then[label] != text
        )
    for key, row in old.items():
        if key not in new:
            yield Changed(f"Action {row['ref'] or key}", row["wording"], "", note="taken out")
    kept = [[key for key in rows if key in old and key in new] for rows in (old, new)]
    if kept[0] != kept[1]:
        names = (listed(rows[key]["ref"] or key for key in keys) for rows, keys in zip((old, new), kept, strict=True))
        yield Changed("The order of the actions", *names)


def _cells(row: FrozenRow) -> dict[str, str]:
    """Everything the appendix prints or draws of a row, in words, by the names of its columns."""
    colour = Colour(row["declared"]).label
    word = row["word"] or colour
    first = f" (first: {row['first_due']})" if row["first_due"] else ""
    board = f"{row['board_word']}: {row['board_why']}" if row["board_word"] else ""
    return {
        "Priority": f"{row['priority_number']} {row['priority_title']}".strip(),
        "Section": row["section"],
        LABELS[Column.AIM]: row["aim"],
        "Source": row["sources"],
        LABELS[Column.REF]: row["ref"],
        LABELS[Column.ACTION]: row["wording"],
        LABELS[Column.STARTS]: row["starts"],
        LABELS[Column.ENDS]: f"{row['ends']}{first}",
        LABELS[Column.MEASURE]: row["measure"],
        LABELS[Column.LEADS]: row["leads"],
        LABELS[Column.SENIOR_LEAD]: row["senior_lead"],
        LABELS[Column.COMMENTS]: row["comments"] if "comments" in row else row["said"],
        "Rating of the board": board,
        LABELS[Column.STATUS]: word if colour.casefold() in word.casefold() else f"{word} ({colour})",
        "State": State(row["state"]).label,
    }
