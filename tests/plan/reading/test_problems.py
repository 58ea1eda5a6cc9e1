"""The oddities one by one: found where they are, and not found where they are not."""

from pathlib import Path

import pytest

from goldenthread.kernel.dates import read_steps
from goldenthread.plan.reading.actions import recurrence_of
from goldenthread.plan.reading.cuts import Vocabulary, is_cut
from goldenthread.plan.reading.problems import EXPLANATIONS
from goldenthread.plan.reading.remarks import is_personal_remark, small_number
from goldenthread.plan.reading.sources import kind_of
from goldenthread.plan.reading.values import PlanReading, ProblemCode
from goldenthread.plan.states import Colour, State
from goldenthread.sources.kinds import FindingKind, SourceKind
from tests.plan.reading import layouts, more_layouts
from tests.plan.reading.files import plan_of, write_csv

HEAD = ["Aim", "Ref", "Action", "Start", "End", "Measure", "Lead", "Comments", "RAG"]


def test_every_code_is_explained_in_plain_sentences() -> None:
    assert set(EXPLANATIONS) == set(ProblemCode)
    for explanation in EXPLANATIONS.values():
        assert explanation.title
        assert not explanation.title.endswith(".")
        assert explanation.meaning.endswith(".")
        assert 1 <= explanation.meaning.count(". ") + 1 <= 2
        assert explanation.advice.endswith(".")


def test_every_code_is_found_in_some_layout(tmp_path: Path) -> None:
    made = [layouts.service_plan, layouts.multi_agency_plan, layouts.review_plan, more_layouts.scrutiny_tracker]
    found = {problem.code for layout in made for problem in plan_of(layout(tmp_path)).problems}
    elsewhere = {
        ProblemCode.REF_MISSING, ProblemCode.REF_REPEATED, ProblemCode.REF_LOST_ZERO, ProblemCode.MEASURE_MISSING,
        ProblemCode.TEXT_CUT, ProblemCode.HIDDEN_WORDS,
    }  # fmt: skip
    assert found | elsewhere == set(ProblemCode)


def plan(folder: Path, *rows: list[str]) -> PlanReading:
    return plan_of(
        write_csv(folder / "plan.csv", [["Duration:", "April 2024 to March 2025"], ["Owner:", "A"], HEAD, *rows])
    )


def row(ref: str, **more: str) -> list[str]:
    texts = {"aim": "Aim of all", "ref": ref, "action": "Write a guide", "start": "Apr-24", "end": "Jun-24",
             "measure": "Guide is used", "lead": "AB", "comments": "", "rag": "Green"} | more  # fmt: skip
    return list(texts.values())


def of(reading: PlanReading, code: ProblemCode) -> list[str | None]:
    return [problem.action for problem in reading.problems if problem.code is code]


def test_a_nought_is_lost_where_the_list_shows_it(tmp_path: Path) -> None:
    refs = ["4.8", "4.9", "4.1", "4.11", "4.12", "4.19", "4.2", "4.21"]
    assert of(plan(tmp_path, *map(row, refs)), ProblemCode.REF_LOST_ZERO) == ["p0-4.1", "p0-4.2"]


@pytest.mark.parametrize("refs", [["4.1", "4.2", "4.3"], ["4.9", "4.1"], ["4.9", "5.1", "5.2"], ["9", "1", "11"]])
def test_no_nought_is_lost_where_nothing_shows_it(tmp_path: Path, refs: list[str]) -> None:
    assert of(plan(tmp_path, *map(row, refs)), ProblemCode.REF_LOST_ZERO) == []


def test_a_lost_nought_at_the_end_of_a_list_shows_by_the_ref_standing_twice(tmp_path: Path) -> None:
    reading = plan(tmp_path, row("4.1"), row("4.9"), row("4.1"))
    assert of(reading, ProblemCode.REF_LOST_ZERO) == of(reading, ProblemCode.REF_REPEATED) == ["p0-4.1-2"]


def test_an_end_on_the_last_day_of_the_plan_is_in_time(tmp_path: Path) -> None:
    ends = ["Mar-25", "31/03/2025", "Q1 2025", "01/04/2025", "March 2025 then April 2025", "2025"]
    reading = plan(tmp_path, *[row(str(number), end=end) for number, end in enumerate(ends)])
    assert of(reading, ProblemCode.ENDS_AFTER_PLAN) == ["p0-3", "p0-4", "p0-5"]


def test_start_and_end_in_one_month_are_not_reversed(tmp_path: Path) -> None:
    reading = plan(tmp_path, row("1", start="Jun-24", end="Jun-24"), row("2", start="15/06/2024", end="Jun-24"),
                   row("3", start="Jul-24", end="Jun-24"))  # fmt: skip
    assert of(reading, ProblemCode.DATES_REVERSED) == ["p0-3"]


def test_both_dates_unread_are_one_problem(tmp_path: Path) -> None:
    assert of(plan(tmp_path, row("1", start="x", end="w")), ProblemCode.DATE_UNREADABLE) == ["p0-1"]


def test_a_measure_is_missing_where_no_row_of_the_aim_has_one(tmp_path: Path) -> None:
    reading = plan(tmp_path, row("1", measure=""), row("2", measure=""), row("3", aim="Other"))
    assert of(reading, ProblemCode.MEASURE_MISSING) == ["p0-1", "p0-2"]


def test_one_meaning_in_two_words_is_said_once(tmp_path: Path) -> None:
    words = ["Done", "Complete", "Green", "G", "Done"]
    reading = plan(tmp_path, *[row(str(number), rag=word) for number, word in enumerate(words)])
    assert of(reading, ProblemCode.STATUS_MIXED) == [None]
    assert of(plan(tmp_path, row("1", rag="Done"), row("2", rag="DONE")), ProblemCode.STATUS_MIXED) == []


def test_an_unknown_status_is_said_on_each_row_and_can_be_corrected(tmp_path: Path) -> None:
    reading = plan(tmp_path, row("1", rag="Puce"), row("2", rag="Puce"))
    assert of(reading, ProblemCode.STATUS_UNKNOWN) == ["p0-1", "p0-2"]
    corrected = plan_of(tmp_path / "plan.csv", statuses={"puce": ("amber", "in_progress")})
    assert of(corrected, ProblemCode.STATUS_UNKNOWN) == []
    assert {action.colour for action in corrected.actions} == {"amber"}


@pytest.mark.parametrize(
    "text",
    ["Write the report and send it to", "Publish the new guidanc", "Hold a workshop on implementatio", "Start trainin",
     "Agree the terms of the", "Train staff, carers and"],
)  # fmt: skip
def test_a_text_that_stops_in_the_middle_is_cut(text: str) -> None:
    words = Vocabulary(["The guidance on implementation and training is out.", text])
    assert is_cut(f"Please {text}", words)


@pytest.mark.parametrize(
    "text",
    ["Ask the child", "Write one report", "Visit each family home", "Make sure all staff can log in", "Sign up to",
     "An idea everybody agrees with", "See what it leads to", "Keep the plan", "Audit of", "Report to the board",
     "Work with health", "Complete.", "", "Plan B"],
)  # fmt: skip
def test_a_whole_text_is_not_cut(text: str) -> None:
    words = Vocabulary(["Children and reporting, families, plane and planning; homes; parenthood; staffing.", text])
    assert not is_cut(text, words)


@pytest.mark.parametrize(
    "note",
    ["Update from CD?", "?? Ann", "Further information required.", "In progress. Further information needed.",
     "Update requested from MP", "I have asked the nurse to look at it", "Please update", "Any update?", "TBC",
     "To be written by Ann Low, Designated Nurse", "Awaited: Head of Service Ann Low", "Could Ann confirm the date"],
)  # fmt: skip
def test_a_note_that_asks_or_names_is_a_remark(note: str) -> None:
    assert is_personal_remark(note)


@pytest.mark.parametrize(
    "note",
    ["Complete", "Training was held; 31 of 33 attended.", "The Team Manager reviews all plans.",
     "Head of Service agreed.",
     "Parents gave feedback. Feedback required changes to the form.", "Virtual School Head meets schools monthly.",
     "We asked families how they were, and all answered.", "Information needed for the audit is held.",
     "An update was given to the board.", "The Early Help Coordinator leads the forum.",
     "Confirmed by the Independent Reviewing Officer", "", "Could we update the policy each year, members asked"],
)  # fmt: skip
def test_an_ordinary_note_is_no_remark(note: str) -> None:
    assert not is_personal_remark(note)


@pytest.mark.parametrize(
    ("text", "words"),
    [("2 young people remain in placement", "2 young people"), ("There was one child who needed it", "one child"),
     ("One young person has moved", "One young person"), ("Three care leavers in work", "Three care leavers"),
     ("4 new families", "4 new families"), ("Review of case 'B'", "case 'B'"), ("Child B was seen", "Child B"),
     ("Only 2 YP answered", "2 YP"), ("Five UASC arrived", "Five UASC")],
)  # fmt: skip
def test_a_count_of_one_to_five_or_a_lettered_case_is_small(text: str, words: str) -> None:
    assert small_number(text) == words


@pytest.mark.parametrize(
    "text",
    ["12 young people", "25 families", "1 in 5 children", "children aged 3-5", "2) Children are seen on time",
     "1.4 children", "Regulation 3 of The Children Act", "Key stage 2 pupils", "Year 5 pupils", "5 working days",
     "two family support workers", "One social worker", "one family at a time", "Plan B", "in case I ask", "£5 parents",
     "Priority 2 children", "within 2 weeks children are seen", "Children's services 1", "each child", "a family"],
)  # fmt: skip
def test_other_numbers_are_not_small(text: str) -> None:
    assert small_number(text) == ""


@pytest.mark.parametrize(
    ("written", "recurrence"),
    [("June 2017 then December 2017", "every 6 months"), ("Jan-17; Feb-17; Mar-17", "every month"),
     ("Jan-17; Feb-17; May-17", ""), ("June 2017", ""), ("Dec 2017 then June 2017", ""), ("w", "")],
)  # fmt: skip
def test_steps_at_an_equal_distance_are_a_duty_that_comes_round(written: str, recurrence: str) -> None:
    assert recurrence_of(read_steps(written)) == recurrence


@pytest.mark.parametrize(
    ("text", "kind"),
    [("Ofsted 2016", "inspection"), ("Focused visit, May 2019", "focused_visit"), ("Annual Consultation", "survey"),
     ("SCR Child A", "case_review"), ("Multi-agency audit", "multi_agency_audit"), ("External audit", "external_audit"),
     ("Case file audit", "thematic_audit"), ("Staff survey", "staff_feedback"),
     ("Research", "research"), ("SEF", "self_evaluation"),
     ("Scrutiny Committee", "direction"), ("Performance report", "data"), ("once received", "")],
)  # fmt: skip
def test_a_source_has_a_kind_by_its_words(text: str, kind: str) -> None:
    assert kind_of(text) == kind
    assert kind in {"", *SourceKind.values}


def test_values_handed_on_are_those_the_tables_know(tmp_path: Path) -> None:
    for layout in (layouts.service_plan, layouts.inspection_plan, more_layouts.scrutiny_tracker):
        reading = plan_of(layout(tmp_path))
        assert {source.kind for source in reading.sources} <= set(SourceKind.values)
        assert {finding.kind for finding in reading.findings} <= set(FindingKind.values)
        assert {action.state for action in reading.actions} <= set(State.values)
        assert {rating.colour for rating in reading.ratings} <= set(Colour.values)


def test_brackets_become_sources_where_they_name_one(tmp_path: Path) -> None:
    aims = ["Reach families (once agreed)", "Reach carers (Annual Consultation)", "Reach schools [pupils' forum]",
            "Reach all (Ofsted paragraph 12)", "Reach more (Peer review 2023)"]  # fmt: skip
    reading = plan(tmp_path, *[row(str(number), aim=aim) for number, aim in enumerate(aims)])
    assert [bool(action.findings) for action in reading.actions] == [False, True, True, True, True]
    assert [(source.title, source.kind) for source in reading.sources] == [
        ("Annual Consultation", "survey"), ("pupils' forum", "other"), ("Ofsted inspection", "inspection"),
        ("Peer review 2023", "external_audit"),
    ]  # fmt: skip
    assert reading.findings[2].paragraph == "12"
    assert [finding.text for finding in reading.findings][:2] == ["Reach carers", "Reach schools"]
