"""The rules of the checks, one action at a time, without a database."""

from datetime import date
from pathlib import Path

import pytest

from goldenthread.plan import check_rules as rules
from goldenthread.plan.check_rules import ActionFacts, LeadFacts, PlanFacts
from goldenthread.plan.check_words import is_measurable, is_remark, says_nothing, short, work_left
from goldenthread.plan.checks import CHECKS, check_actions
from goldenthread.plan.states import Colour, State

ON = date(2026, 5, 2)
PLAN = PlanFacts(on=ON, ends_on=date(2026, 3, 31))
RUTH = LeadFacts("person:1", "Ruth Amadi", "RA", is_accountable=True)
JOAN = LeadFacts("person:2", "Joan Fairley", "JF")
POST = LeadFacts("post:1", "Head of Early Help", "Head of Early Help")
MARCH_END = date(2026, 3, 31)
IN_TIME = date(2026, 6, 30)


def action(**facts) -> ActionFacts:
    """An action with which no check finds fault, but for what is said of it."""
    values = {
        "key": "p1-1.1",
        "declared": Colour.GREEN,
        "starts_on": date(2026, 1, 1),
        "ends_on": date(2026, 3, 1),
        "measure": "Nine in ten are rung.",
        "leads": (RUTH,),
        "leads_written": "RA",
        "senior_key": "person:9",
        "senior_written": "CP",
        "latest": "The rota covers Saturdays.",
        "last_update_on": date(2026, 2, 20),
        "findings": 1,
    } | facts
    return ActionFacts(**values)


FAULTLESS = PlanFacts(on=date(2026, 2, 25), ends_on=MARCH_END)


def test_a_faultless_action_is_meant_by_no_check():
    assert [result.id for result in check_actions([action()], FAULTLESS) if result.actions] == []


def test_every_check_has_an_id_of_its_own_and_says_what_it_means():
    ids = [check.id for check in CHECKS]
    assert len(set(ids)) == len(ids)
    for check in CHECKS:
        assert check.title
        assert check.explanation.endswith(".")
        assert check.source.endswith(".")
        assert check.rule.__doc__


BROKEN = {
    "no-lead": action(leads=(), leads_written="TBC"),
    "lead-unmatched": action(leads_written="RA/XY"),
    "no-accountable-lead": action(leads=(JOAN, POST), leads_written="JF/Head of Early Help"),
    "senior-lead-is-lead": action(senior_key="person:1"),
    "lead-with-too-many": action(),
    "no-measure": action(measure=" "),
    "measure-not-measurable": action(measure="Families feel supported."),
    "no-source": action(findings=0),
    "no-end-date": action(ends_on=None),
    "date-unreadable": action(ends_on=None, ends_written="w"),
    "dates-reversed": action(starts_on=date(2026, 3, 2)),
    "ends-after-plan": action(ends_on=date(2026, 7, 31)),
    "end-moved-often": action(extensions=3),
    "standing-without-review": action(is_standing=True, ends_on=None),
    "late-while-green": action(ends_on=date(2026, 1, 31)),
    "remark-not-update": action(latest="Update from the team?"),
    "silent": action(last_update_on=date(2025, 11, 24)),
    "blue-without-evidence": action(state=State.COMPLETED_ON_PAPER, declared=Colour.BLUE),
    "complete-says-only-so": action(state=State.DECLARED_COMPLETE, evidence=1, latest="Complete."),
    "complete-with-work-left": action(state=State.COMPLETED_ON_PAPER, evidence=1, comments="Still awaiting sign-off."),
}


def test_each_check_is_tried():
    assert set(BROKEN) == {check.id for check in CHECKS}


@pytest.mark.parametrize("id", BROKEN)
def test_a_fault_is_found_by_its_own_check_alone_and_its_reason_is_a_sentence(id):
    plan = PlanFacts(on=FAULTLESS.on, ends_on=MARCH_END, loads={"person:1": 12} if id == "lead-with-too-many" else {},
                     open_actions=20)  # fmt: skip
    found = {result.id: result.actions for result in check_actions([BROKEN[id]], plan) if result.actions}
    assert list(found) == [id]
    (one,) = found[id]
    assert one.action == "p1-1.1"
    assert one.because.endswith(".")


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_a_withdrawn_action_is_left_alone(check):
    broken = {name: getattr(BROKEN[check.id], name) for name in ActionFacts.__dataclass_fields__}
    withdrawn = ActionFacts(**broken | {"state": State.WITHDRAWN, "declared": Colour.NONE})
    assert check.rule(withdrawn, PLAN) == ""


@pytest.mark.parametrize(
    "check", ["lead-with-too-many", "ends-after-plan", "end-moved-often", "standing-without-review", "silent",
              "remark-not-update", "no-end-date", "no-accountable-lead", "late-while-green"]
)  # fmt: skip
def test_what_is_finished_owes_no_date_and_no_update(check):
    rule = next(one.rule for one in CHECKS if one.id == check)
    broken = {name: getattr(BROKEN[check], name) for name in ActionFacts.__dataclass_fields__}
    plan = PlanFacts(on=ON, ends_on=MARCH_END, loads={"person:1": 12}, open_actions=20)
    assert rule(ActionFacts(**broken | {"state": State.ASSURED, "declared": Colour.BLUE}), plan) == ""


@pytest.mark.parametrize("state", [State.PAUSED, State.REPORTED_COMPLETE])
@pytest.mark.parametrize("rule", [rules.silent, rules.remark_not_update])
def test_nobody_is_asked_for_an_update_on_what_is_paused_or_reported_complete(rule, state):
    assert rule(action(state=state, last_update_on=None, latest="Update?"), PLAN) == ""


# Leads


@pytest.mark.parametrize(
    ("leads", "written", "strangers"),
    [
        ((RUTH,), "RA", ""),
        ((RUTH, JOAN), "JF/RA", ""),
        ((RUTH,), "Ruth Amadi", ""),
        ((), "", ""),
        ((POST,), "Head of Early Help", ""),
        ((RUTH,), "RA/XY/ZZ", "XY or ZZ"),
        ((), "XY", "XY"),
        ((LeadFacts("person:3", "XY", "XY", is_known=False),), "XY", "XY"),
        ((LeadFacts("person:3", "XY", "XY", is_known=False), RUTH), "XY/RA", "XY"),
        ((RUTH,), "R. Amadi", ""),
    ],
)
def test_leads_whom_nobody_matched_are_named(leads, written, strangers):
    found = rules.lead_unmatched(action(leads=leads, leads_written=written), PLAN)
    assert found == (f"Nobody here is known as {strangers}." if strangers else "")


def test_a_senior_lead_is_known_by_person_or_by_the_words_of_the_paper():
    assert rules.senior_lead_is_lead(action(leads=(), senior_key="", leads_written="CP/RG"), PLAN)
    assert not rules.senior_lead_is_lead(action(leads=(), senior_key="", senior_written="", leads_written=""), PLAN)


@pytest.mark.parametrize(
    ("load", "open_actions", "meant"),
    [(10, 29, True), (10, 30, False), (9, 9, False), (34, 100, True), (33, 99, False)],
)
def test_a_lead_has_too_many_from_ten_and_more_than_a_third(load, open_actions, meant):
    plan = PlanFacts(on=ON, loads={"person:1": load}, open_actions=open_actions)
    assert bool(rules.lead_with_too_many(action(), plan)) is meant


def test_a_lead_whom_nobody_matched_is_counted_by_the_name_on_paper():
    plan = PlanFacts(on=ON, loads={"written:RG": 12}, open_actions=20)
    found = rules.lead_with_too_many(action(leads=(), leads_written="JF/RG"), plan)
    assert found == "RG leads 12 of the 20 open actions."


# Dates


def test_an_action_without_an_update_is_silent_once_its_start_is_three_months_past():
    young = action(last_update_on=None, starts_on=date(2026, 2, 2))
    assert rules.silent(young, PLAN) == ""
    assert rules.silent(action(last_update_on=None, starts_on=date(2026, 2, 1)), PLAN)
    assert rules.silent(action(last_update_on=None, starts_on=None), PLAN)


@pytest.mark.parametrize(("last", "meant"), [(date(2026, 2, 2), False), (date(2026, 2, 1), True)])
def test_an_action_is_silent_the_day_after_three_months(last, meant):
    assert bool(rules.silent(action(last_update_on=last), PLAN)) is meant


def test_a_standing_duty_with_a_day_ahead_is_reviewed():
    standing = {"is_standing": True, "ends_on": None}
    assert rules.standing_without_review(action(**standing), PLAN)
    assert rules.standing_without_review(action(is_standing=True, ends_on=MARCH_END), PLAN)
    assert not rules.standing_without_review(action(is_standing=True, ends_on=IN_TIME), PLAN)
    assert not rules.standing_without_review(action(**standing, last_step_on=IN_TIME), PLAN)
    assert not rules.standing_without_review(action(**standing, recurrence="every 6 months"), PLAN)


def test_an_unreadable_start_is_named_too():
    found = rules.date_unreadable(action(starts_on=None, starts_written="soon", ends_on=None, ends_written="w"), PLAN)
    assert found == "Nobody can tell a day from the start “soon” or the end date “w”."


def test_an_assured_action_keeps_its_evidence():
    assured = {"state": State.ASSURED, "declared": Colour.BLUE}
    assert rules.blue_without_evidence(action(**assured), PLAN) == ""
    assert "withdrawn" in rules.blue_without_evidence(action(**assured, evidence_withdrawn=1), PLAN)
    assert rules.blue_without_evidence(action(**assured, evidence=1, evidence_withdrawn=1), PLAN) == ""


# Words


@pytest.mark.parametrize(
    "measure",
    ["95% of calls within two days", "All families are rung", "Every file has a plan", "Fewer than 3 complaints",
     "No assessment is late", "Audits show the voice of the child", "Evidenced in case notes", "Reduced by half",
     "Survey of parents", "1) 100 per cent are seen 2) in time"],
)  # fmt: skip
def test_a_measure_with_an_amount_or_a_source_of_evidence_can_be_measured(measure):
    assert is_measurable(measure)


@pytest.mark.parametrize(
    "measure",
    ["Families feel supported", "1) Better plans 2) Better lives", "In place by April 2018", "By 30/04/2018",
     "Ready for 2017-18", "a) Strategy is written", "Improved practice by Q2 2026"],
)  # fmt: skip
def test_numbers_of_a_list_and_dates_measure_nothing(measure):
    assert not is_measurable(measure)


@pytest.mark.parametrize(
    "text",
    ["Update from PD?", "In progress. Further information required.", "?? Ask the team, it may be done",
     "More information needed on the second visit.", "Awaiting update", "Update requested from the panel", "in process",
     "TBC", "To be confirmed.", "Need an update for March", "Has this been done?"],
)  # fmt: skip
def test_a_query_or_a_request_is_a_remark(text):
    assert is_remark(text)


@pytest.mark.parametrize(
    "text",
    ["", "The rota covers Saturdays.", "In progress: 31 of 33 trained. Further information required.",
     "Updated guidance was sent to all teams.", "All done by May; the panel asked why it was late."],
)  # fmt: skip
def test_an_account_is_no_remark(text):
    assert not is_remark(text)


def test_a_text_says_nothing_only_if_there_is_one():
    assert says_nothing("complete and\n ongoing")
    assert not says_nothing("")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Complete. Needs adding to the standard.", "Needs adding"),
        ("Form agreed, still awaiting sign-off by the board.", "still awaiting"),
        ("Not used consistently yet.", "Not used consistently"),
        ("All families were rung.", ""),
    ],
)
def test_words_that_speak_of_work_to_come_are_quoted(text, left):
    assert left in work_left(text)
    assert bool(work_left(text)) is bool(left)


def test_a_quotation_is_one_short_line():
    assert short("a\n b") == "a b"
    assert len(short("word " * 100)) <= 80


# The page that explains them


def test_the_page_on_the_checks_has_each_as_it_is():
    page = Path(__file__).resolve().parents[2] / "docs" / "checks.md"
    rows = [line for line in page.read_text().split("\n") if line.startswith("| ")][1:]
    assert rows == [
        f"| {check.title} | `{check.id}` | {check.severity.value} | {check.explanation} | {check.source} |"
        for check in CHECKS
    ]
