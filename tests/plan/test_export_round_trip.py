"""Out and back: an export that nobody edited gives every cell again, an edited one exactly the edits."""

import csv
from datetime import UTC, date, datetime
from io import BytesIO, StringIO
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from goldenthread.identity.actor import system
from goldenthread.identity.models import Person
from goldenthread.intake.opening import read_stream
from goldenthread.plan.cells import canonical, plan_cells
from goldenthread.plan.export import export_plan
from goldenthread.plan.exporting.columns import harmless
from goldenthread.plan.exporting.returning import is_ours, own_columns, restored
from goldenthread.plan.models import Aim
from goldenthread.plan.reading.reader import read_plan
from goldenthread.plan.states import State
from tests.plan.makers import make_action, make_aim, make_lead, make_plan, make_priority, make_update

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 4, 3, 12, 0, tzinfo=UTC)
COLUMNS = ("aim", "ref", "action", "starts", "ends", "measure", "leads", "senior_lead", "comments", "status", "key")
_numbers = count(1)

TRAPS = [
    "=1+1", "+44 20 7946 0018", "-5% on last year", "@home", "'=1+1", "''quoted", "'tis agreed", "=HYPERLINK(\"x\")",
    "_x0041_ stays", "a\nb\n\nc", "4.10", "007", "1/2", "Apr-17", "TRUE", "#N/A", "Notes: none",
    "Priority 2: not a title", "Page 3", "and", "done", "Green", "(Paragraph 8)", "goes on (",
    "עברית ועוד", "العربية", "家族 😀 e\u0301", "tab\there", "a;b;c", 'say "no"', "— — —", "Total", "small words",
    "Name:", "Plan key:", "blue = done", "sep=;", "Update 3 April 2026: x",
    "seen\nPage 3 of 78", "Page 3 of 78",
]  # fmt: skip
LABELS = ["Action", "Ref", "Specific aim", "Key", "red", "Comments"]
WORDS = st.one_of(
    st.sampled_from(TRAPS),
    st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=60),
    st.lists(st.sampled_from([*TRAPS, "the", "families", "heard,", "and", "2 May 2018:"]), max_size=6).map(" ".join),
)
LINE = WORDS.map(lambda text: " ".join(text.split()))


@st.composite
def actions(draw):
    """What one action of a generated plan holds."""
    return {
        "ref": draw(LINE)[:40],
        "wording": draw(st.one_of(st.sampled_from(LABELS), WORDS)),
        "aim": draw(WORDS),
        "kind": draw(st.sampled_from(list(Aim.Kind))),
        "section": draw(st.one_of(st.just(""), LINE))[:300],
        "measure": draw(st.one_of(st.none(), WORDS)),
        "starts_written": draw(st.one_of(st.just(""), st.sampled_from(["Apr-17", "April 2017"]), LINE))[:120],
        "ends_on": draw(st.one_of(st.none(), st.dates(date(2015, 1, 1), date(2030, 12, 31)))),
        "leads": draw(st.integers(0, 3)),
        "senior_lead_written": draw(LINE)[:120],
        "comments": draw(WORDS),
        "updates": draw(st.lists(WORDS.filter(str.strip), max_size=2)),
        "rating": draw(st.sampled_from([None, "Green", "Amber", "Red"])),
        "state": draw(st.sampled_from([State.IN_PROGRESS, State.NOT_STARTED, State.PAUSED, State.WITHDRAWN])),
        "priority": draw(st.integers(0, 2)),
    }


def people() -> list[Person]:
    names = [("Ruth Amadi", "RA"), ("Joan Fairley", "JF"), ("Bo Élan", "")]
    made = []
    for name, initials in names:
        key = f"person-{next(_numbers)}"
        made.append(Person.objects.create(key=key, name=name, initials=initials))
    return made


def build(rows, titles):
    """A plan with the generated actions, put in order."""
    plan = make_plan(name="Harbour & Hill Plan", aims="=Be heard\nat last", boards_written="Board/DLT")
    priorities = [make_priority(plan, number=number, title=title, notes=notes) for number, title, notes in titles]
    known = people()
    for row in rows:
        priority = priorities[row["priority"]]
        aim = make_aim(priority, row["aim"], kind=row["kind"], section=row["section"])
        action = make_action(
            plan,
            priority=priority,
            aim=aim,
            ref=row["ref"],
            wording=row["wording"],
            measure=row["measure"] or None,
            starts_written=row["starts_written"],
            ends_on=row["ends_on"],
            ends_precision="day",
            senior_lead_written=row["senior_lead_written"],
            comments=row["comments"],
            rating=row["rating"],
            state=row["state"],
        )
        for person in known[: row["leads"]]:
            make_lead(action, person)
        for text in row["updates"]:
            make_update(action, text, by=known[0])
    return plan


PRIORITIES = st.tuples(
    *(
        st.tuples(
            st.sampled_from([number, f"{number}a", "", "Early help"]),
            st.one_of(st.just("Be heard early"), LINE),
            st.one_of(st.just(""), WORDS),
        ).map(lambda of: of if of[0] or of[1] else ("", "", ""))
        for number in ("1", "2", "3")
    )
)
PLANS = settings(
    max_examples=10,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)


def read_back(content: bytes, format: str):
    document = read_stream(BytesIO(content), f"plan.{format}")
    assert is_ours(document)
    reading = read_plan(restored(document), columns=own_columns(document), verbatim=True)
    return reading, {
        action.cells["key"]: {column: action.cells.get(column, "") for column in COLUMNS} for action in reading.actions
    }


@pytest.mark.parametrize("format", ["xlsx", "csv"])
@PLANS
@given(rows=st.lists(actions(), min_size=1, max_size=4), titles=PRIORITIES)
def test_a_file_that_nobody_edited_gives_every_cell_again(format, rows, titles):
    plan = build(rows, titles)
    before = {row.key: row.cells for row in plan_cells(plan)}
    reading, after = read_back(export_plan(plan, format, by=system("test", "Test"), at=NOW), format)
    assert after == before
    assert reading.header.key == plan.key
    assert reading.snapshot == plan.snapshots.get().key


EDITS = st.lists(
    st.tuples(st.integers(0, 99), st.sampled_from(COLUMNS[:-1]), WORDS.filter(lambda text: "_x" not in text)),
    min_size=1,
    max_size=4,
    unique_by=lambda edit: edit[:2],
)
PLACES = {"aim": 0, "ref": 1, "action": 2, "starts": 3, "ends": 4, "measure": 5, "leads": 6, "senior_lead": 7,
          "comments": 8, "status": 9, "key": 10}  # fmt: skip


@pytest.mark.parametrize("format", ["xlsx", "csv"])
@PLANS
@given(rows=st.lists(actions(), min_size=1, max_size=4), edits=EDITS)
def test_of_an_edited_file_exactly_the_edited_cells_differ(format, rows, edits):
    plan = build(rows, [("1", "Be heard", ""), ("2", "Be safe", "x"), ("3", "Be well", "")])
    before = {row.key: row.cells for row in plan_cells(plan)}
    keys = list(before)
    wanted = {(keys[at % len(keys)], column): canonical(text) for at, column, text in edits}
    content = export_plan(plan, format, by=system("test", "Test"), at=NOW)
    edited = in_workbook(content, wanted) if format == "xlsx" else in_csv(content, wanted)
    _, after = read_back(edited, format)
    differing = {
        (key, column): after[key][column]
        for key in before for column in COLUMNS if after[key][column] != before[key][column]
    }  # fmt: skip
    assert differing == {edit: text for edit, text in wanted.items() if before[edit[0]][edit[1]] != text}
    assert list(after) == keys


def in_workbook(content: bytes, edits: dict[tuple[str, str], str]) -> bytes:
    """Type the texts into the cells of a workbook."""
    book = load_workbook(BytesIO(content))
    keys = {edit[0] for edit in edits}
    for row in book.active.iter_rows():
        key = row[PLACES["key"]].value
        if key in keys:
            for (of, column), text in edits.items():
                if of == key:
                    cell = row[PLACES[column]]
                    cell.value = text or None
                    if text:
                        cell.data_type = "s"
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def in_csv(content: bytes, edits: dict[tuple[str, str], str]) -> bytes:
    """Type the texts into the cells of a CSV file."""
    records = list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))
    labels = next(record for record in records if record[-1] == "Key")
    before = len(labels) - len(PLACES)
    for record in records:
        for (key, column), text in edits.items():
            if record[-1] == key:
                record[before + PLACES[column]] = harmless(text)
    out = StringIO(newline="")
    csv.writer(out).writerows(records)
    return out.getvalue().encode("utf-8-sig")
