"""The plan page: rows, counts and filters of one reading, on the day it is asked for."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from goldenthread.plan.models import Action, EndDateChange, SavedFilter
from goldenthread.plan.states import State
from tests.cast import make_person, make_post
from tests.plan.makers import NOON, make_action, make_lead, make_plan, make_update
from tests.plan.pages.scene import LAST_YEAR, NEXT_YEAR, TODAY, answer, make_finding


def rows(answer_):
    """The keys of the rows on the page, in order."""
    return answer_.all("//table[contains(@class,'plan-rows')]//tr[@id]/@id")


def cell(answer_, key, kind):
    [found] = answer_.all(f"//tr[@id='{key}']/*[contains(@class,'{kind}')]")
    return " ".join(found.text_content().split())


def test_the_rows_stand_under_their_priorities_sections_and_aims(page, cast, scene):
    found = page.sign_in(cast.service_manager).get(scene.plan)
    assert rows(found) == ["p1-1.1", "p2-2.1", "p2-2.2"]
    heads = [" ".join(head.text_content().split()) for head in found.all("//tbody//th[contains(@class,'aim')]")]
    assert heads == ["Front door", "Specific aim Families are heard early.", "Specific aim Children stay near home."]


def test_each_row_has_the_columns_officers_know(page, cast, scene):
    make_update(scene.mine, "The rota now covers Saturdays.", by=cast.lead_officer, dated_on=TODAY)
    found = page.sign_in(cast.service_manager).get(scene.plan)
    labels = [" ".join(head.text_content().split()) for head in found.all("(//thead)[last()]//th")]
    assert labels == [
        "Choose",
        "Ref",
        "Action",
        "Start",
        "End date",
        "Measure/outcome",
        "Lead officer",
        "DLT lead",
        "Comments",
        "RAG status",
    ]
    assert cell(found, "p1-1.1", "what") == "Ring each family within two days."
    assert cell(found, "p1-1.1", "lead") == "Ruth Amadi"
    assert cell(found, "p1-1.1", "senior") == "Piers Halloran"
    assert cell(found, "p1-1.1", "say").endswith("The rota now covers Saturdays.")
    assert cell(found, "p1-1.1", "rate").startswith("Green")
    assert cell(found, "p2-2.1", "lead").startswith("Nobody.")
    assert "late" in cell(found, "p2-2.1", "end")


def test_the_labels_of_the_plans_own_paper_are_used(page, cast, scene):
    scene.plan.column_labels = {"senior_lead": "Head of service", "status": "BRAG"}
    scene.plan.save(update_fields=["column_labels"])
    found = page.sign_in(cast.service_manager).get(scene.plan)
    assert "Head of service" in found
    assert "DLT lead" not in found


def test_a_rating_better_than_the_dates_carries_the_suggestion_and_its_reason(page, cast, scene):
    found = page.sign_in(cast.service_manager).get(scene.plan)
    assert "Red: suggested by the dates Its end," in cell(found, "p2-2.1", "rate")
    assert "suggested" not in cell(found, "p1-1.1", "rate")
    assert "1 of 2 greens is past its end." in found


def test_every_count_opens_a_list_of_that_length(page, cast, scene):
    make_action(scene.plan, ref="1.2", rating="Amber", ends_on=NEXT_YEAR)
    make_action(scene.plan, ref="1.3", rating=None, ends_on=NEXT_YEAR)
    make_action(scene.plan, ref="1.4", state=State.REPORTED_COMPLETE, reported_by=cast.lead_officer, reported_on=TODAY)
    make_action(scene.plan, ref="1.5", state=State.PAUSED, ends_on=NEXT_YEAR)
    found = page.sign_in(cast.service_manager).get(scene.plan)
    counted = 0
    for link in found.all("//section[@id='plan-counts']//table//a[@href]"):
        figure = int(link.text.split()[0])
        assert len(rows(page.get(link.get("href")))) == figure
        counted += 1
    for item in found.all("//section[@id='plan-attention']//li"):
        figure, link = int(item.xpath("./span")[0].text), item.xpath(".//a/@href")[0]
        assert len(rows(page.get(link))) == figure
        counted += 1
    assert counted > 12


def test_completed_on_paper_is_blue_and_says_that_nobody_assured_it(page, cast, scene):
    found = page.sign_in(cast.service_manager).get(scene.plan)
    assert cell(found, "p2-2.2", "rate") == "Blue on paper, not assured here"
    assert "1 on paper, not assured here" in found


def filtered(page, scene, query):
    return rows(page.get(f"{scene.at()}?{query}"))


def test_the_priority_filter_leaves_its_rows(page, cast, scene):
    page.sign_in(cast.service_manager)
    assert filtered(page, scene, "priority=2") == ["p2-2.1", "p2-2.2"]
    assert filtered(page, scene, "priority=9") == []


def test_the_rating_filter_leaves_its_rows(page, cast, scene):
    page.sign_in(cast.service_manager)
    assert filtered(page, scene, "rating=blue") == ["p2-2.2"]
    assert filtered(page, scene, "rating=green") == ["p1-1.1", "p2-2.1"]


def test_the_filter_by_suggestion_leaves_its_rows(page, cast, scene):
    page.sign_in(cast.service_manager)
    assert filtered(page, scene, "suggested=red") == ["p2-2.1"]
    assert filtered(page, scene, "suggested=none") == ["p2-2.2"]


def test_the_state_filter_leaves_its_rows(page, cast, scene):
    page.sign_in(cast.service_manager)
    assert filtered(page, scene, "state=completed_on_paper") == ["p2-2.2"]


def test_the_lead_filter_leaves_the_rows_of_a_person_or_a_post(page, cast, scene):
    post = make_post("Head of Care")
    make_lead(scene.nobodys, None, post=post)
    page.sign_in(cast.service_manager)
    assert filtered(page, scene, "lead=ruth-amadi") == ["p1-1.1"]
    assert filtered(page, scene, "lead=post:head-of-care") == ["p2-2.1"]


def test_the_senior_lead_filter_leaves_its_rows(page, cast, scene):
    page.sign_in(cast.service_manager)
    assert filtered(page, scene, "senior=piers-halloran") == ["p1-1.1"]


def test_the_source_filter_leaves_the_rows_that_answer_it(page, cast, scene):
    answer(scene.nobodys, make_finding(cast, scene.plan))
    page.sign_in(cast.service_manager)
    assert filtered(page, scene, "source=letter") == ["p2-2.1"]
    assert "From: Inspection letter" in page.get(scene.plan)


def test_late_leaves_what_is_past_its_end_and_not_finished(page, cast, scene):
    Action.objects.filter(pk=scene.done.pk).update(ends_on=LAST_YEAR)
    page.sign_in(cast.service_manager)
    assert filtered(page, scene, "late=yes") == ["p2-2.1"]


def test_attention_leaves_one_reason_or_any(page, cast, scene):
    page.sign_in(cast.service_manager)
    assert filtered(page, scene, "attention=no-lead") == ["p2-2.1", "p2-2.2"]
    assert filtered(page, scene, "attention=no-measure") == ["p2-2.1"]
    make_update(scene.mine, by=cast.lead_officer, dated_on=TODAY)
    assert filtered(page, scene, "attention=any") == ["p2-2.1", "p2-2.2"]


def test_attention_knows_stuck_silent_waiting_and_asked(page, cast, scene):
    stuck = make_action(scene.plan, ref="1.6", rating="Red", leads=[cast.lead_officer])
    waits = make_action(
        scene.plan, ref="1.7", state=State.REPORTED_COMPLETE, reported_by=cast.lead_officer, reported_on=TODAY
    )
    EndDateChange.objects.create(
        action=scene.mine,
        after_written="later",
        after_on=NEXT_YEAR,
        after_precision="day",
        reason="The rota slipped.",
        asked_by=cast.lead_officer,
        asked_at=NOON,
    )
    make_update(scene.mine, by=cast.lead_officer, dated_on=TODAY - timedelta(days=93))
    page.sign_in(cast.service_manager)
    assert filtered(page, scene, "attention=stuck") == [stuck.key]
    assert filtered(page, scene, "attention=waits-for-assurance") == [waits.key]
    assert filtered(page, scene, "attention=end-date-asked") == [scene.mine.key]
    assert scene.mine.key in filtered(page, scene, "attention=silent")
    make_update(scene.mine, by=cast.lead_officer, dated_on=TODAY - timedelta(days=10))
    assert scene.mine.key not in filtered(page, scene, "attention=silent")


def test_free_words_look_into_wording_measure_leads_and_every_update(page, cast, scene):
    make_update(scene.nobodys, "Two carers approved at panel.", dated_on=LAST_YEAR)
    make_update(scene.nobodys, "One more enquiry.", dated_on=TODAY)
    page.sign_in(cast.service_manager)
    assert filtered(page, scene, "q=panel") == ["p2-2.1"]
    assert filtered(page, scene, "q=Nine families") == ["p1-1.1", "p2-2.2"]
    assert filtered(page, scene, "q=ruth") == ["p1-1.1"]
    assert filtered(page, scene, "q=carer write") == ["p2-2.2"]
    assert filtered(page, scene, "q=nothing-of-the-sort") == []


def test_filters_add_up_and_each_can_be_removed(page, cast, scene):
    page.sign_in(cast.service_manager)
    found = page.get(f"{scene.at()}?priority=2&rating=green")
    assert rows(found) == ["p2-2.1"]
    assert "1 of 3 actions" in found
    without = found.links()["Rating: Green : remove this filter"]
    assert rows(page.get(without)) == ["p2-2.1", "p2-2.2"]


def test_a_filter_that_asks_nothing_leaves_the_address(page, cast, scene):
    page.sign_in(cast.service_manager)
    sent = page.get(f"{scene.at()}?priority=2&rating=&lead=&q=", status=302)
    assert sent.location == f"{scene.at()}?priority=2#rows"


def test_no_fitting_action_says_so(page, cast, scene):
    assert "No action fits these filters" in page.sign_in(cast.service_manager).get(f"{scene.at()}?q=zebra")


def test_a_plan_that_runs_past_its_end_says_so(page, cast, scene):
    scene.plan.ends_on = LAST_YEAR
    scene.plan.save(update_fields=["ends_on"])
    assert "It runs past its end" in page.sign_in(cast.director).get(scene.plan)
    assert "It runs past its end" in page.get("/plans/")


def test_hostile_words_are_words(page, cast, scene):
    hostile = "<script>alert(1)</script> & \"quotes\" 'too'"
    Action.objects.filter(pk=scene.mine.pk).update(
        wording=hostile, ref="<b>1</b>", leads_written=hostile, waits_for=hostile, senior_lead_written=hostile
    )
    scene.mine.leads.all().delete()
    scene.mine.measure.text = hostile
    scene.mine.measure.save(update_fields=["text"])
    scene.mine.aim.text = scene.mine.aim.section = hostile
    scene.mine.aim.save(update_fields=["text", "section"])
    make_update(scene.mine, hostile, by=cast.lead_officer)
    scene.plan.column_labels = {"ref": hostile}
    scene.plan.save(update_fields=["column_labels"])
    found = page.sign_in(cast.service_manager).get(f"{scene.at()}?q=<script>")
    assert "<script>alert" not in found.html
    assert "<b>1</b>" not in found.html
    assert found.text.count("<script>alert(1)</script>") >= 7


def test_the_queries_do_not_grow_with_the_plan(page, cast, scene):
    make_update(scene.mine, by=cast.lead_officer)
    page.sign_in(cast.service_manager).get(scene.plan)
    before = _queries(page, scene)
    people = [make_person(f"Lead {number}", account=False) for number in range(5)]
    for number in range(25):
        action = make_action(scene.plan, ref=f"3.{number}", aim=f"Aim {number}", leads=[people[number % 5]])
        make_update(action, by=people[0])
        answer(action, make_finding(cast, scene.plan, key=f"f{number}"))
    assert _queries(page, scene) == before <= 20


def _queries(page, scene):
    with CaptureQueriesContext(connection) as captured:
        page.get(scene.plan)
    return len(captured)


@pytest.mark.load
def test_a_plan_of_more_than_1500_actions_is_shown_in_parts(page, cast, scene):
    Action.objects.bulk_create(
        Action(
            plan=scene.plan,
            priority=scene.mine.priority,
            key=f"p1-b{number}",
            wording=f"Do {number}.",
            position=number + 10,
        )
        for number in range(1500)
    )
    page.sign_in(cast.service_manager)
    first = page.get(scene.plan)
    assert len(rows(first)) == 500
    assert "All 1,503 actions" in first
    assert len(rows(page.get(f"{scene.at()}?page=4"))) == 3


def test_what_waits_for_the_reader_stands_on_top(page, cast, scene):
    Action.objects.filter(pk=scene.mine.pk).update(
        state=State.REPORTED_COMPLETE, reported_by=cast.lead_officer, reported_on=TODAY
    )
    assert "One thing waits for you" in page.sign_in(cast.quality_assurance).get(scene.plan)
    assert "waits for you" not in page.sign_in(cast.director).get(scene.plan)


def test_views_kept_by_name_stand_beside_the_filters(page, cast, scene):
    SavedFilter.objects.create(person=cast.director, plan=scene.plan, name="Late ones", query="late=yes")
    assert page.sign_in(cast.director).get(scene.plan).links()["Late ones"] == f"{scene.at()}?late=yes#rows"
    assert "Late ones" not in page.sign_in(cast.service_manager).get(scene.plan)


def test_an_empty_plan_says_how_to_begin(page, cast):
    plan = make_plan()
    found = page.sign_in(cast.service_manager).get(plan)
    assert found.links()["Write the first action"] == f"/plans/{plan.key}/structure/"
    assert "Write the first action" not in page.sign_in(cast.director).get(plan)


def test_the_list_of_plans_counts_each(page, cast, scene):
    found = page.sign_in(cast.service_manager).get("/plans/")
    assert "3 actions" in found
    assert found.links()["1 past its end date"] == f"{scene.at()}?late=yes#rows"
    assert "1 blue" in found
