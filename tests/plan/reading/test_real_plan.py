"""The real plan inside its whole pack: its figures, its keys, and every oddity that was counted by hand."""

from collections import Counter
from dataclasses import replace
from itertools import groupby
from pathlib import Path

import pytest

from goldenthread.kernel.dates import Precision
from goldenthread.plan.reading.reader import read_plan
from goldenthread.plan.reading.values import PlanReading, Problem, ProblemCode, ReadAction
from tests.plan.reading.files import Excel, Word, document_of, write_csv

PACK = Path(__file__).resolve().parents[4] / "shared" / "seeds" / "002_a1c4b4f6bbec8876.txt"

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def reading() -> PlanReading:
    return read_plan(document_of(PACK))


@pytest.fixture(scope="module")
def actions(reading: PlanReading) -> dict[str, ReadAction]:
    return {action.key: action for action in reading.actions}


def of(reading: PlanReading, code: ProblemCode) -> list[Problem]:
    return [problem for problem in reading.problems if problem.code is code]


def keys_of(reading: PlanReading, code: ProblemCode) -> list[str | None]:
    return [problem.action for problem in of(reading, code)]


def test_it_has_114_actions_over_five_priorities(reading: PlanReading) -> None:
    assert len(reading.actions) == 114
    assert [priority.number for priority in reading.priorities] == ["1", "2", "3", "4", "5"]
    assert all(len(priority.title) > 20 for priority in reading.priorities)
    by_priority = Counter(action.priority for action in reading.actions)
    assert [by_priority[index] for index in range(5)] == [16, 13, 13, 17, 55]
    assert reading.refused == ()


def test_the_statuses_are_counted_as_printed(reading: PlanReading) -> None:
    assert Counter(action.status for action in reading.actions) == {"Completed": 66, "Blue": 1, "Green": 46, "Amber": 1}
    by_priority = Counter((action.priority, action.status) for action in reading.actions)
    assert [by_priority[index, "Completed"] for index in range(5)] == [11, 5, 0, 4, 46]
    assert [by_priority[index, "Green"] for index in range(5)] == [4, 8, 12, 13, 9]
    colours = Counter((action.colour, action.state) for action in reading.actions)
    assert colours == {
        ("blue", "completed_on_paper"): 67,
        ("green", "in_progress"): 46,
        ("amber", "in_progress"): 1,
    }


def test_the_header_block_is_read(reading: PlanReading) -> None:
    header = reading.header
    assert header.name.endswith("Service Improvement Plan")
    assert (header.starts.iso, header.ends.iso) == ("2017-04", "2018-03")
    assert header.owner.startswith("Service Manager")
    assert len(header.boards) == 3
    assert header.boards[-1] == "DLT"
    assert (header.reporting, header.review) == ("Quarterly", "Dec-17")
    assert header.strategies
    assert header.previous_versions
    assert header.implementation
    assert header.aims
    assert (header.key, reading.snapshot) == ("", "")


def test_every_oddity_counted_by_hand_is_found(reading: PlanReading) -> None:
    assert Counter(problem.code.value for problem in reading.problems) == {
        "action-empty": 2,
        "aim-carried": 46,
        "date-in-steps": 2,
        "date-unreadable": 1,
        "dates-reversed": 2,
        "ends-after-plan": 18,
        "header-unclear": 1,
        "heading-orphan": 1,
        "lead-missing": 1,
        "lead-unknown": 12,
        "leads-several": 28,
        "measure-shared": 28,
        "personal-remark": 11,
        "ref-lost-zero": 1,
        "ref-missing": 5,
        "ref-repeated": 25,
        "small-number": 4,
        "status-mixed": 1,
        "text-cut": 3,
    }


def test_each_oddity_stands_on_the_row_where_it_was_seen(reading: PlanReading) -> None:
    code = ProblemCode
    assert keys_of(reading, code.ACTION_EMPTY) == ["p5-a6.2", "p5-a6.3"]
    assert keys_of(reading, code.DATE_IN_STEPS) == ["p2-2.12", "p4-4.14"]
    assert keys_of(reading, code.DATE_UNREADABLE) == ["p5-2.3"]
    assert keys_of(reading, code.DATES_REVERSED) == ["p3-3.11", "p3-3.12"]
    assert keys_of(reading, code.HEADING_ORPHAN) == ["p5-a5.5"]
    assert keys_of(reading, code.LEAD_MISSING) == ["p5-3.3"]
    assert keys_of(reading, code.REF_LOST_ZERO) == ["p4-4.1-2"]
    assert keys_of(reading, code.REF_MISSING) == [f"p5-x{number}" for number in range(1, 6)]
    assert keys_of(reading, code.TEXT_CUT) == ["p5-1.8", "p5-1.9", "p5-2.5"]
    assert keys_of(reading, code.SMALL_NUMBER) == ["p2-2.4", "p4-4.1", "p4-4.13", "p4-4.16"]
    assert [problem.where for problem in of(reading, code.DATE_UNREADABLE)] == ["line 737"]
    assert [problem.where for problem in of(reading, code.HEADER_UNCLEAR)] == ["line 639"]


def test_refs_repeat_across_priorities_and_the_keys_tell_them_apart(reading: PlanReading) -> None:
    repeated = keys_of(reading, ProblemCode.REF_REPEATED)
    assert repeated[0] == "p4-4.1-2"
    assert sum(1 for key in repeated if str(key).startswith("p5-")) == 24
    keys = [action.key for action in reading.actions]
    assert len(set(keys)) == 114
    assert {"p1-1.5.1", "p3-3.10", "p4-4.1", "p4-4.11", "p5-a7", "p5-4.1"} <= set(keys)


def test_aims_are_carried_down_and_up_but_not_over_a_title(actions: dict[str, ReadAction]) -> None:
    assert sum(1 for action in actions.values() if not action.cells.get("aim")) == 46
    assert all(action.aim for action in actions.values())
    assert actions["p5-2.1"].aim == actions["p5-2.2"].aim != actions["p5-1.9"].aim
    assert actions["p5-a5.1"].aim == actions["p5-a5.5"].aim
    assert actions["p5-a5.1"].aim.endswith(" (Paragraph 8)")
    assert actions["p1-1.14"].aim == actions["p1-1.13"].aim
    recommendations = [action for action in actions.values() if action.aim_kind == "recommendation"]
    assert len(recommendations) == 55
    assert len({action.aim_group for action in recommendations}) == 15
    assert len({action.aim for action in recommendations}) == 15


def test_measures_are_shared_inside_their_aim(reading: PlanReading, actions: dict[str, ReadAction]) -> None:
    empty = [action for action in actions.values() if not action.cells.get("measure")]
    assert len(empty) == 28
    assert all(action.measure and action.measure_group is not None for action in empty)
    assert actions["p5-2.1"].measure == actions["p5-2.2"].measure
    assert actions["p5-6.1"].measure_group == actions["p5-x4"].measure_group
    assert actions["p1-1.1"].measure_group is None
    assert keys_of(reading, ProblemCode.MEASURE_SHARED) == [action.key for action in empty]


def test_dates_keep_their_words_and_precision(actions: dict[str, ReadAction]) -> None:
    assert all(action.starts.precision is Precision.MONTH for action in actions.values())
    early = [action for action in actions.values() if action.starts.iso < "2017-04"]
    assert len(early) == 43
    assert {action.priority for action in early} == {4}
    assert [end.iso for end in actions["p2-2.12"].ends] == ["2017-06", "2017-12"]
    assert actions["p2-2.12"].recurrence == "every 6 months"
    assert actions["p5-2.3"].ends[0].written == "w"
    assert not actions["p5-2.3"].ends[0].is_read
    spreadsheet = actions["p5-a5.4"].ends[0]
    assert (spreadsheet.written, spreadsheet.iso) == ("01/07/2018", "2018-07")


def test_comments_that_begin_with_a_date_become_dated_updates(actions: dict[str, ReadAction]) -> None:
    dated_first = [action for action in actions.values() if action.updates and action.updates[0].dated]
    assert len(dated_first) == 55
    assert [update.dated.iso for update in actions["p5-2.1"].updates if update.dated] == ["2018-02", "2018-03"]
    assert [update.dated is None for update in actions["p1-1.3"].updates] == [True, False]
    assert actions["p4-4.15"].updates == ()
    assert [key for key, action in actions.items() if action.is_standing] == ["p3-3.9"]


def test_leads_are_parted_and_counted(reading: PlanReading, actions: dict[str, ReadAction]) -> None:
    leads = Counter(lead for action in actions.values() for lead in action.leads)
    assert (leads["RG"], leads["IA"], leads["JF"], leads["PD"]) == (70, 22, 17, 13)
    assert Counter(action.senior_lead for action in actions.values()) == {"CP": 112, "NH": 1, "": 1}
    assert set(reading.initials) == {"RG", "CP", "JF", "RM", "PD", "IA", "JH", "SA", "MP", "NH", "RL", "RdP"}
    known = read_plan(document_of(PACK), known_people=frozenset({"RG", "cp", "JF"}))
    assert len(of(known, ProblemCode.LEAD_UNKNOWN)) == 9


def test_the_key_stands_in_a_sentence_of_the_cover_report(reading: PlanReading) -> None:
    meanings = {rating.word: rating.meaning for rating in reading.ratings}
    assert list(meanings) == ["Completed", "Amber", "Green", "Blue", "Red"]
    assert all(meanings[word] for word in ("Red", "Amber", "Green"))
    assert not any(meanings[word] for word in ("Completed", "Blue"))
    assert not any(action.status == "Red" for action in reading.actions)


def test_sources_and_findings_are_named_and_linked(reading: PlanReading, actions: dict[str, ReadAction]) -> None:
    kinds = Counter(source.kind for source in reading.sources)
    assert kinds == {"inspection": 1, "survey": 1, "other": 2}
    inspection = next(index for index, source in enumerate(reading.sources) if source.kind == "inspection")
    assert reading.sources[inspection].title == "Ofsted inspection, July 2016"
    findings = [finding for finding in reading.findings if finding.source == inspection]
    assert len(findings) == 15
    assert [finding.number for finding in findings if finding.number] == ["1", "2", "3", "4", "5", "6"]
    paragraphs = {finding.paragraph for finding in findings} - {""}
    assert {"8", "9", "16", "39", "55"} < paragraphs
    assert len(paragraphs) == 6
    assert all(action.findings for action in actions.values() if action.priority == 4)
    assert sum(1 for action in actions.values() if action.priority < 4 and action.findings) == 3


def test_nothing_but_the_plan_was_taken(reading: PlanReading) -> None:
    lines = [int(action.where.removeprefix("line ")) for action in reading.actions]
    assert lines == sorted(lines)
    assert (lines[0], lines[-1]) == (640, 801)


def test_every_word_of_every_row_is_still_there(actions: dict[str, ReadAction]) -> None:
    for action in actions.values():
        held = " ".join(
            (
                action.aim, action.ref, action.wording, action.starts.written, action.measure, "/".join(action.leads),
                action.senior_lead, action.comments, action.status, *(end.written for end in action.ends),
                *(text for _, text in action.notes),
            )
        )  # fmt: skip
        written = " ".join(update.written for update in action.updates)
        assert action.comments.split() == written.split()
        for text in action.cells.values():
            assert all(word in held or word == "then" for word in text.split())


def test_problems_are_sentences_with_a_place(reading: PlanReading) -> None:
    for problem in reading.problems:
        assert problem.text.endswith(".")
        assert problem.where.startswith("line ")
        assert len(problem.text) < 260
    once = Counter((problem.action, problem.code) for problem in reading.problems if problem.action)
    assert set(once.values()) == {1}
    whole = {problem.code for problem in reading.problems if problem.action is None}
    assert whole == {ProblemCode.HEADER_UNCLEAR, ProblemCode.LEAD_UNKNOWN, ProblemCode.STATUS_MIXED}


def understood(reading: PlanReading) -> list[object]:
    """What a reading says of the actions, their problems and sources, without places."""
    actions = [
        (
            action.key, action.section, action.aim, action.aim_group, action.wording, action.starts.iso,
            [end.iso for end in action.ends], action.measure, action.measure_group, action.leads, action.senior_lead,
            action.comments, action.status, action.findings,
        )
        for action in reading.actions
    ]  # fmt: skip
    problems = sorted((problem.code.value, problem.action or "") for problem in reading.problems)
    return [actions, problems, reading.sources, reading.findings, reading.header.boards]


def test_the_same_plan_in_a_workbook_a_document_and_csv_reads_the_same(reading: PlanReading, tmp_path: Path) -> None:
    lines = [line.split("\t") for line in PACK.read_text(encoding="utf-8").split("\n")[621:801]]
    rows = [line if line != [""] else [] for line in lines]
    csv = read_plan(document_of(write_csv(tmp_path / "plan.csv", rows)))
    assert understood(csv) == understood(reading)
    book = read_plan(document_of(Excel().sheet("Plan", rows).write(tmp_path / "plan.xlsx")))
    assert understood(book) == understood(reading)
    word = Word()
    for is_table, part in groupby((row for row in rows if row), key=lambda row: len(row)):
        if is_table > 1:
            word.table(list(part))
        else:
            word.text(*(row[0] for row in part))
    assert understood(read_plan(document_of(word.write(tmp_path / "plan.docx")))) == understood(reading)


def test_tabs_lost_at_the_ends_of_lines_change_no_action(reading: PlanReading, tmp_path: Path) -> None:
    """Section rows become paragraphs; the one between a priority's title and its table then counts as its note."""
    text = "\r\n".join(line.rstrip("\t") for line in PACK.read_text(encoding="utf-8").split("\n"))
    path = tmp_path / "pack.txt"
    path.write_text(text, encoding="utf-8")
    stripped = read_plan(document_of(path))
    noted = stripped.priorities[4].notes
    assert noted == reading.actions[-55].section
    sections = [action.section or noted if action.priority == 4 else "" for action in stripped.actions]
    actions = tuple(
        replace(action, section=section) for action, section in zip(stripped.actions, sections, strict=True)
    )
    assert understood(replace(stripped, actions=actions)) == understood(reading)
