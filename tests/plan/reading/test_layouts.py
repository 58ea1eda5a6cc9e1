"""The eighteen layouts, each read from a real file: what must be understood in it, and its traps."""

from pathlib import Path

import pytest

from goldenthread.plan.reading.values import PlanReading, ProblemCode, ReadAction
from tests.plan.reading import layouts, more_layouts
from tests.plan.reading.files import document_of, plan_of

LAYOUTS = [
    layouts.service_plan, layouts.inspection_plan, layouts.outcome_plan, layouts.multi_agency_plan, layouts.review_plan,
    layouts.numbered_status, layouts.business_plan, layouts.strategic_plan, layouts.dated_columns,
    more_layouts.scrutiny_tracker, more_layouts.five_tables, more_layouts.exception_report, more_layouts.coloured_plan,
    more_layouts.worded_ratings, more_layouts.statement_of_action, more_layouts.furnished_pages,
    more_layouts.evidence_plan,
]  # fmt: skip


def codes(reading: PlanReading, key: str | None = None) -> set[str]:
    return {problem.code.value for problem in reading.problems if key is None or problem.action == key}


def by_key(reading: PlanReading) -> dict[str, ReadAction]:
    return {action.key: action for action in reading.actions}


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_every_text_of_every_action_row_lands_somewhere(layout, tmp_path: Path) -> None:
    reading = plan_of(layout(tmp_path))
    assert reading.refused == ()
    for action in reading.actions:
        held = " ".join(
            (
                action.aim, action.ref, action.wording, action.starts.written, action.measure, *action.leads,
                action.senior_lead, action.comments, action.status, action.evidence, action.section,
                *(end.written for end in action.ends), *(text for _, text in action.notes),
                *(text for text, _ in action.milestones),
                *(reading.findings[index].paragraph for index in action.findings),
            )
        )  # fmt: skip
        for name, text in action.cells.items():
            for word in text.replace("/", " ").replace("•", " ").split():
                assert word.strip("(),.") in held or word in {"and", "then"}, (name, word)


def test_a_service_plan_with_merged_cells_is_read_like_the_real_one(tmp_path: Path) -> None:
    reading = plan_of(layouts.service_plan(tmp_path))
    actions = by_key(reading)
    assert list(actions) == ["p1-1.1", "p1-1.2", "p2-2.1", "p2-2.2", "p2-a3.1", "p2-a3.2"]
    assert reading.header.name == "Service Improvement Plan"
    assert (reading.header.starts.iso, reading.header.ends.iso) == ("2024-04", "2025-03")
    assert reading.header.boards == ("Improvement Board", "Executive Group")
    assert reading.priorities[0].notes.startswith("agreed with partners in May.")
    assert actions["p1-1.2"].aim == actions["p1-1.1"].aim
    assert actions["p2-2.1"].aim.startswith("Ofsted recommendation 2")
    assert actions["p2-2.1"].section == "Help and protection"
    assert actions["p2-a3.1"].aim.endswith("partners (Paragraph 8)")
    assert actions["p2-2.2"].ends[0].iso == "2024-09"
    assert [update.dated.iso for update in actions["p1-1.1"].updates if update.dated] == ["2024-05", "2024-06"]
    assert codes(reading) == {
        "leads-several", "date-in-steps", "aim-carried", "personal-remark", "ends-after-plan", "measure-shared",
        "date-unreadable", "small-number", "dates-reversed", "action-empty", "heading-orphan", "lead-missing",
        "status-mixed", "lead-unknown", "header-unclear",
    }  # fmt: skip


def test_paragraph_numbers_in_the_numbers_cell_become_findings(tmp_path: Path) -> None:
    reading = plan_of(layouts.inspection_plan(tmp_path))
    first = reading.actions[0]
    assert (first.ref, first.key) == ("17", "p0-17")
    finding = reading.findings[first.findings[0]]
    assert (finding.number, finding.paragraph, finding.text) == ("17", "57, 138", "Plans have dates")
    assert reading.sources[finding.source].title == "Ofsted inspection"
    assert (first.status, first.colour) == ("A", "amber")
    assert first.leads == ("Head of Safeguarding and Quality",)
    assert [update.dated.iso for update in first.updates if update.dated] == ["2015-06"]
    assert "date-unreadable" in codes(reading, "p0-17")
    assert first.measure == "Quarterly audit"


def test_months_that_a_workbook_holds_as_days_are_months(tmp_path: Path) -> None:
    reading = plan_of(layouts.outcome_plan(tmp_path))
    first, second = reading.actions
    assert first.key == "p0-1..1"
    assert (first.starts.iso, first.ends[0].iso) == ("2018-04", "2018-09")
    assert second.aim == first.aim == "Assessments are on time"
    assert [problem.where for problem in reading.problems if problem.code is ProblemCode.AIM_CARRIED] == ["Plan!B4"]
    assert first.updates[0].dated is not None
    assert first.updates[0].dated.iso == "2018-06-01"


def test_parallel_lists_are_split_only_where_they_agree(tmp_path: Path) -> None:
    reading = plan_of(layouts.multi_agency_plan(tmp_path))
    assert [action.wording for action in reading.actions] == [
        "Write a protocol", "Train staff", "Audit use", "Report to board", "Revise the form\nTell the teams",
    ]  # fmt: skip
    assert [action.ends[0].iso for action in reading.actions[:4]] == ["2013-05", "2013-07", "2013-10", "2013-12"]
    assert {action.leads for action in reading.actions[:4]} == {("Police",)}
    assert {action.aim_group for action in reading.actions[:4]} == {0}
    split = [problem for problem in reading.problems if problem.action == "p0-x1"]
    assert [problem.code for problem in split] == [ProblemCode.HEADER_UNCLEAR]
    assert reading.actions[4].completed.iso == "2013-09"
    assert ("Scope (local, regional, national)", "Local") in reading.actions[0].notes


def test_a_plan_without_a_rating_gets_none(tmp_path: Path) -> None:
    reading = plan_of(layouts.review_plan(tmp_path))
    assert [action.status for action in reading.actions] == ["", "", ""]
    assert [action.state for action in reading.actions] == ["completed_on_paper", "not_started", "not_started"]
    assert "status-unknown" in codes(reading, "p0-x1")
    assert [reading.findings[action.findings[0]].number for action in reading.actions] == ["1a", "1a", "1b"]
    assert {source.kind for source in reading.sources} == {"case_review"}


def test_numbers_are_ratings_with_their_key_and_a_column_may_name_its_month(tmp_path: Path) -> None:
    reading = plan_of(layouts.numbered_status(tmp_path))
    meanings = {rating.word: (rating.colour, rating.state, rating.meaning) for rating in reading.ratings}
    assert meanings["1"] == ("blue", "completed_on_paper", "Fully achieved")
    assert meanings["3"] == ("amber", "in_progress", "Slipped")
    assert meanings["4"] == ("red", "in_progress", "Not achieved")
    assert all(action.updates[0].dated.iso == "2017-12" for action in reading.actions if action.updates[0].dated)
    assert reading.actions[0].wording == "Agree a threshold document"


def test_what_stands_above_a_priorities_table_is_its_notes(tmp_path: Path) -> None:
    reading = plan_of(layouts.business_plan(tmp_path))
    assert [priority.title for priority in reading.priorities] == ["Neglect", "Voice"]
    assert "Strategic lead: Ann Low" in reading.priorities[0].notes
    assert [action.key for action in reading.actions] == ["p1-x1", "p1-x2", "p2-x1"]
    assert reading.actions[0].leads == ("Ann Low", "Ben High")
    assert [action.key for action in reading.actions if not action.ends[0].is_read] == ["p1-x1", "p1-x2"]
    assert {action.colour for action in reading.actions} == {"none"}
    assert "ref-missing" not in codes(reading)


def test_how_is_the_action_where_what_is_the_aim(tmp_path: Path) -> None:
    reading = plan_of(layouts.strategic_plan(tmp_path))
    first = reading.actions[0]
    assert (first.aim, first.wording) == ("Families know where to turn", "Refresh the website")
    assert first.measure == "Visits counted monthly"
    assert first.notes == (("Desired outcome", "More families come early"),)
    assert first.ends[0].written == "September 2014 (website permitting)"


def test_a_header_of_two_rows_and_columns_that_name_a_month(tmp_path: Path) -> None:
    reading = plan_of(layouts.dated_columns(tmp_path))
    assert [priority.title for priority in reading.priorities] == ["Referral and assessment", "Planning"]
    first = reading.actions[0]
    assert (first.starts.iso, first.ends[0].iso) == ("2003-10", "2003-12")
    assert [(update.dated.iso, update.text) for update in first.updates if update.dated] == [
        ("2003-10", "Two posts filled")
    ]
    assert first.notes == (("Action from October 2003", "Fill the third"),)
    assert first.leads == ("AB", "CD")


def test_a_tracker_with_origins_and_its_key_under_the_table(tmp_path: Path) -> None:
    reading = plan_of(more_layouts.scrutiny_tracker(tmp_path))
    assert [action.key for action in reading.actions] == ["p0-sr-25-26-01", "p0-sr-25-26-02", "p0-sr-25-26-03"]
    assert reading.actions[0].leads == ("DM", "PL", "KL")
    assert [action.section for action in reading.actions] == ["Housing", "Housing", "Finance"]
    assert [source.title for source in reading.sources] == [
        "Housing Task and Finish Group", "Budget Scrutiny Committee",
    ]  # fmt: skip
    assert [action.state for action in reading.actions] == ["in_progress", "completed_on_paper", "paused"]
    assert {rating.word: rating.meaning for rating in reading.ratings}["Acceptable"] == "Continue to monitor"


def test_the_table_a_row_stands_in_tells_its_status(tmp_path: Path) -> None:
    reading = plan_of(more_layouts.five_tables(tmp_path))
    assert [(action.key, action.status) for action in reading.actions] == [
        ("p0-22-bcfu-07", "Live"), ("p0-sc19-o-03", "Completed"), ("p0-csm-r-15", "Completed"),
        ("p0-21-proc-02", "Extension requested"), ("p0-20-hr-11", "Outstanding"),
    ]  # fmt: skip
    assert [action.state for action in reading.actions].count("completed_on_paper") == 2
    assert ("% complete", "40%") in reading.actions[0].notes


def test_month_columns_and_corrective_actions_are_notes(tmp_path: Path) -> None:
    reading = plan_of(more_layouts.exception_report(tmp_path))
    assert [(priority.number, priority.title) for priority in reading.priorities] == [
        ("CP1", "Town centre"), ("CP2", "Homes"),
    ]  # fmt: skip
    assert [action.key for action in reading.actions] == ["pcp1-3.3.6", "pcp2-13.2.3"]
    assert reading.actions[0].notes == (("Corrective action", "Move to the square"), ("Jun", "X"))
    assert reading.actions[0].comments == "Site not ready"


def test_a_fill_is_a_status_and_the_papers_own_key_says_what_it_means(tmp_path: Path) -> None:
    reading = plan_of(more_layouts.coloured_plan(tmp_path))
    assert [(action.status, action.colour, action.state) for action in reading.actions] == [
        ("Amber", "green", "in_progress"), ("Green", "blue", "completed_on_paper"), ("Red", "red", "in_progress"),
        ("Blue", "blue", "completed_on_paper"),
    ]  # fmt: skip
    assert [priority.title for priority in reading.priorities] == ["Urgent care", "Wards"]
    assert "status-mixed" not in codes(reading)
    assert [action.ends[0].iso for action in reading.actions][:2] == ["2020-03-31", "2020-05-15"]
    assert reading.actions[0].notes == (("Must/should", "Must"),)


def test_words_are_ratings_and_a_table_of_figures_is_no_plan(tmp_path: Path) -> None:
    reading = plan_of(more_layouts.worded_ratings(tmp_path))
    assert [(action.status, action.colour) for action in reading.actions] == [
        ("Delivered", "blue"), ("On track", "green"), ("Not on track", "red"), ("Some issues", "amber"),
    ]  # fmt: skip
    assert reading.actions[3].notes == (("Status", "Some issues (room booking)"),)


def test_a_glossary_in_front_and_a_key_far_away_are_found(tmp_path: Path) -> None:
    reading = plan_of(more_layouts.statement_of_action(tmp_path))
    assert reading.glossary == {"AB": "Ann Low, Director", "CD": "Ben High, SEND Lead"}
    assert [action.state for action in reading.actions] == ["not_started", "in_progress", "completed_on_paper"]
    assert [action.ends[0].iso for action in reading.actions] == ["2019-05-01", "2019-06", "2019-Q2"]
    unknown = [problem.text for problem in reading.problems if problem.code is ProblemCode.LEAD_UNKNOWN]
    assert any("Ann Low, Director" in text for text in unknown)
    assert [priority.title for priority in reading.priorities] == ["Plans are late", "Parents are not heard"]


def test_rows_split_by_a_page_are_joined_and_page_furniture_is_left_out(tmp_path: Path) -> None:
    reading = plan_of(more_layouts.furnished_pages(tmp_path))
    assert [action.key for action in reading.actions] == ["p1-1.1", "p1-1.2", "p2-2.1", "p2-2.2"]
    assert reading.actions[0].wording == "Agree one contract for therapies, with clear waiting times"
    assert reading.actions[0].comments == "Draft contract written and sent to lawyers"
    assert len(reading.priorities) == 2
    everything = repr(reading)
    assert "Page 2 of 78" not in everything
    assert "Commissioner" not in everything


def test_drop_down_lists_are_no_actions(tmp_path: Path) -> None:
    reading = plan_of(more_layouts.evidence_plan(tmp_path))
    assert [action.key for action in reading.actions] == ["p0-1", "p0-2", "p0-3"]
    assert [action.evidence for action in reading.actions] == ["Fire log", "Care plan audit", ""]
    assert all(action.notes == () for action in reading.actions)
    assert not any(rating.meaning for rating in reading.ratings)


def test_places_name_the_cell_of_a_workbook_and_the_row_of_a_document(tmp_path: Path) -> None:
    workbook = plan_of(layouts.outcome_plan(tmp_path))
    assert {problem.where for problem in workbook.problems} <= {"Plan!2", "Plan!B4", "Plan!D3", "Plan!D4"}
    document = document_of(layouts.review_plan(tmp_path))
    assert document.tables[0].rows[1].where == plan_of(tmp_path / "review plan.docx").actions[0].where
