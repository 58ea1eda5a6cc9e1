"""The real case: the report of May 2018, drafted in one press from two frozen rounds of the real plan."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from goldenthread.boards.queries.rounds import latest_closed, round_as_json, round_shown
from goldenthread.documents.paper import Table, every_block, printed
from goldenthread.identity.actor import Actor, system
from goldenthread.plan.commands.paper import accept_paper
from goldenthread.plan.intake import stage_paper
from goldenthread.plan.states import State
from goldenthread.reports.commands.clearance import Ask, ask_clearance, decide_clearance
from goldenthread.reports.commands.drafting import draft_report
from goldenthread.reports.commands.issuing import issue_report
from goldenthread.reports.commands.remarks import explain
from goldenthread.reports.commands.writing import Going, save_section
from goldenthread.reports.models import Clearance, Report
from goldenthread.reports.queries.checking import unexplained_claims
from goldenthread.reports.queries.content import content_of, issued_version, paper_of
from goldenthread.reports.queries.files import report_file
from goldenthread.reports.queries.readiness import readiness_of
from tests.boards.test_real_case import MARCH, MAY, NEWLY_COMPLETE, OUT_OF_AMBER, SEED, TAKEN_UP, closed, keys_of
from tests.cast import make_person
from tests.reports.makers import make_body
from tests.standing import made_once

pytestmark = [pytest.mark.django_db, pytest.mark.shared]
AFTER = datetime(2018, 5, 3, 10, tzinfo=UTC)


@made_once
def plan():
    by = system("import-desk", "The import desk")
    of = stage_paper(chunks=[SEED.read_bytes()], name=SEED.name, by=by, at=MARCH)
    plan = accept_paper(of=of, by=by, at=MARCH).plan
    now = {one.pk: (one.state, one.rating_id) for one in plan.actions.all()}
    green, amber = plan.rating_words.get(word="Green"), plan.rating_words.get(word="Amber")
    plan.actions.filter(key__in=keys_of(plan, NEWLY_COMPLETE)).update(state=State.IN_PROGRESS, rating=green)
    plan.actions.filter(key__in=keys_of(plan, TAKEN_UP)).update(state=State.COMPLETED_ON_PAPER)
    plan.actions.filter(key__in=keys_of(plan, OUT_OF_AMBER)).update(rating=amber)
    closed(plan, date(2017, 12, 1), date(2018, 2, 28), MARCH, by)
    for pk, (state, rating) in now.items():
        plan.actions.filter(pk=pk).update(state=state, rating=rating)
    closed(plan, date(2018, 3, 1), date(2018, 4, 30), MAY, by)
    return plan


def drafted_in_may(plan):
    manager = Actor(make_person("Miriam Bell", roles=["service manager"]))
    going = [Going(make_body(), date(2018, 5, 18))]
    director = make_person("Piers Halloran", roles=["director"])
    return draft_report(
        round=latest_closed(plan), going_to=going, by=manager, at=AFTER, chief_officer=director
    ), manager, Actor(director)  # fmt: skip


def test_the_report_of_may_2018_is_drafted_in_one_press_with_the_rounds_own_figures(plan):
    report, _, _ = drafted_in_may(plan)
    content = content_of(report)
    figures = round_as_json(round_shown(latest_closed(plan)))
    facts = {value.name: value for value in content.built.facts}
    assert content.built.problems == ()
    assert [facts[colour].number for colour in ("blue", "red", "amber", "green")] == [67, 0, 1, 46]
    assert [item.action for item in facts["newly-blue.list"].items] == figures["movement"]["newly_blue"]
    assert [item.action for item in facts["reopened.list"].items] == figures["movement"]["reopened"]
    assert facts["improved"].number == 3
    assert facts["lateness"].text == (
        "29 of 47 unfinished actions are past their end on 2 May 2018; 29 are rated better than the dates suggest."
    )
    _, amber = facts["every amber"].blocks
    assert "1.2" in printed(amber.words)
    tables = [
        block for block in every_block(content.paper.blocks) if isinstance(block, Table) and len(block.columns) == 10
    ]
    assert sum(len(group.rows) for table in tables for group in table.groups) == 114
    assert unexplained_claims(report) == []


def test_the_report_on_the_real_plan_is_finished_cleared_and_issued_and_then_stays(plan, tmp_path):
    report, manager, director = drafted_in_may(plan)
    for section in report.sections.all():
        text = section.text.replace("[Say in a sentence what members should take from this.]", "Most is done.")
        text = text.replace("[Say in a sentence what the author makes of it.]", "The rest is in hand.")
        save_section(section=section, version=section.version, text=text, by=manager, at=AFTER)
    shown = readiness_of(Report.objects.get(pk=report.pk)).gate
    assert shown, "the plan of 2018 names single children; the gate has to see them"
    for one in shown:
        explain(
            report=report, of="gate", key=one.finding.key, decision="keep", reason="It was public in May 2018.",
            by=manager, at=AFTER,
        )  # fmt: skip
    readers = [Actor(make_person("Olu Franks")), Actor(make_person("Wyn Pritchard"))]
    ask_clearance(report=report, people=[Ask(one.person) for one in readers], by=manager, at=AFTER)
    for one in readers:
        asked = Clearance.objects.get(report=report, person=one.person)
        decide_clearance(clearance=asked, decision="cleared", by=one, at=AFTER)
    issue_report(report=report, by=director, at=AFTER)
    report = Report.objects.get(pk=report.pk)
    sealed = {ending: report_file(report, ending, by=director).content for ending in ("pdf", "docx", "html")}
    kept = (issued_version(report).content, paper_of(report))
    assert sealed["pdf"].startswith(b"%PDF-")
    assert b"Working copy" not in sealed["html"]
    assert "Priority 5" in sealed["html"].decode()

    plan.actions.all().update(wording="Changed", comments="Changed", state=State.WITHDRAWN, ends_written="w", ref="9")
    plan.rating_words.update(meaning="changed")
    plan.priorities.update(title="Changed", number="9")
    type(plan).objects.update(name="Changed")

    again = Report.objects.get(pk=report.pk)
    assert {ending: report_file(again, ending, by=director).content for ending in sealed} == sealed
    assert (issued_version(again).content, paper_of(again)) == kept
    assert issued_version(again).is_whole
    assert Path(SEED).exists()
