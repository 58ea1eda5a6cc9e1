"""The guided page of a plan's next year, and the pages by which an action leaves its plan; every page is checked."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from goldenthread.plan.commands.considering import Chosen, consider
from goldenthread.plan.commands.refreshing import give_up_refresh
from goldenthread.plan.models import Action, EndDateChange, Plan, Refresh, Succession
from goldenthread.plan.queries import asking
from goldenthread.plan.refresh import Choice
from tests.cast import make_person
from tests.plan.makers import make_action, make_evidence, make_plan, make_priority, make_update
from tests.plan.pages.scene import TODAY, make_finding
from tests.plan.refreshing import APRIL


@pytest.fixture
def manager(page, cast):
    page.sign_in(cast.service_manager)
    return page


def at(year, *parts):
    return "/".join([f"/plans/{year.plan.key}/refresh", *parts]) + "/"


def test_the_next_year_goes_through_in_four_presses(manager, year):
    settings = manager.get(f"/plans/{year.plan.key}/settings/")
    begin = manager.get(settings.links()["Its next year"])
    assert "Harbour Plan 2026-27, April 2026 to March 2027" in begin
    manager.send(begin, action="refresh/")
    found = manager.get(at(year))
    assert "3 actions wait to be considered." in found
    assert "Carry over the green one that is not late" in found
    assert "One of them ends before the new plan begins: 1.2." in found
    manager.send(found, action="several/", press="preset=all")
    found = manager.get(at(year))
    assert "1 action waits to be considered." in found
    late = manager.get(at(year, "actions", year.late.key))
    manager.send(late, {"choice": "carry", "keeps_date": "on"}, action=f"{year.late.key}/")
    found = manager.get(at(year))
    assert "It keeps its date: late." in found
    refused = manager.send(found, action="do/", status=422)
    assert "Name the body that agreed the new plan, or say who did." in refused
    manager.send(refused, {"note": "The director agreed it."}, action="do/")
    receipt = manager.get(at(year))
    assert receipt.heading == "What became of Harbour Plan 2025-26"
    figures = dict(zip(receipt.all("//main//dt/text()"), receipt.all("//main//dd//text()"), strict=True))
    assert (figures["Carried over"], figures["Complete, kept under watch"]) == ("3", "2")
    assert figures["Actions in all"] == "6"
    made = Plan.objects.get(links__other=year.plan)
    assert made.actions.count() == 5
    assert (made.stage, Plan.objects.get(pk=year.plan.pk).stage) == ("live", "closed")
    assert "Under watch" in manager.get(made)
    old = manager.get(year.plan)
    assert "Its work goes on in the plan of the next year: Harbour Plan 2026-27." in old


def test_the_last_press_is_not_offered_while_something_was_not_considered(manager, year):
    year.begin()
    found = manager.get(at(year))
    assert "3 actions hold it up." in found
    assert "Not considered: 1.1, 1.2, 2.2." in found
    assert not found.all("//form[contains(@action, '/do/')]")
    manager.post(at(year, "do"), {"version": "1"})
    assert "Nothing was done: 3 actions cannot go on yet." in manager.get(at(year))
    assert Plan.objects.count() == 1


def test_the_last_press_is_not_offered_while_a_round_of_the_plan_is_open(manager, year, monkeypatch):
    year.prepared()
    monkeypatch.setattr(asking, "_SINCE", [lambda plans: dict.fromkeys(plans, APRIL)])
    found = manager.get(at(year))
    assert "A round of the present plan is open and asks its leads." in found
    assert not found.all("//form[contains(@action, '/do/')]")
    manager.post(at(year, "do"), {"note": "The director agreed it."}, status=422)
    assert Plan.objects.count() == 1


def test_one_action_is_considered_and_a_refusal_stands_at_its_field(manager, year):
    refresh = year.begin()
    address = at(year, "actions", year.late.key)
    refused = manager.send(manager.get(address), {"choice": "withdraw"}, action=f"{year.late.key}/", status=422)
    assert refused.all("//textarea[@name='reason'][contains(@aria-describedby, 'error')]")
    fields = {"choice": "merge", "into": year.green.key}
    after = manager.send(refused, fields, action=f"{year.late.key}/")
    assert after.location == at(year, "actions", year.other.key)
    row = refresh.considerations.get()
    assert (row.choice, row.into) == (Choice.MERGE, year.green)
    assert "Merge it into 1.1" in manager.get(at(year))


def test_the_second_of_two_people_sees_what_the_first_chose(manager, year):
    refresh = year.begin()
    form = manager.get(at(year, "actions", year.late.key))
    consider(refresh=refresh, action=year.late, chosen=Chosen(Choice.CARRY, keeps_date=True), by=year.actor, at=APRIL)
    fields = {"choice": "withdraw", "reason": "Others write to schools."}
    refused = manager.send(form, fields, action=f"{year.late.key}/", status=422)
    assert "Joan Fairley" in refused
    assert "Carry it over" in refused


def test_a_complete_action_offers_to_leave_or_to_be_watched(manager, year):
    year.begin()
    found = manager.get(at(year, "actions", year.met.key))
    assert found.all("//input[@name='choice']/@value") == ["leave", "watch"]
    fields = {"choice": "watch", "recheck_on": "1 June 2199"}
    manager.send(found, fields, action=f"{year.met.key}/")
    assert year.plan.refreshes.get().considerations.get().recheck_on.isoformat() == "2199-06-01"


def test_an_action_that_is_late_at_the_start_is_asked_for_a_new_end_or_to_stay_late(manager, year):
    refresh = year.begin()
    address = at(year, "actions", year.late.key)
    form = manager.get(address)
    assert "Keep Mar 2026: it is late" in form
    refused = manager.send(form, {"choice": "carry"}, action=f"{year.late.key}/", status=422)
    assert refused.all("//input[@name='ends'][contains(@aria-describedby, 'error')]")
    unexplained = manager.send(refused, {"ends": "June 2026"}, action=f"{year.late.key}/", status=422)
    assert "why its end moves" in unexplained
    manager.send(unexplained, {"ends": "June 2026", "reason": "Two schools joined late."}, action=f"{year.late.key}/")
    assert refresh.considerations.get().ends == "June 2026"
    assert "Its new end is June 2026." in manager.get(at(year))


def test_an_action_that_ends_in_the_new_year_is_asked_nothing_about_its_end(manager, year):
    year.begin()
    assert "it is late" not in manager.get(at(year, "actions", year.green.key))


def test_ticking_what_is_late_does_not_carry_it_over_unasked(manager, year):
    refresh = year.begin()
    fields = {"row": [year.green.key, year.late.key], "choice": "carry", "ends": "", "reason": ""}
    refused = manager.post(at(year, "several"), fields, status=422)
    assert "These end before the new plan begins: 1.2." in refused
    assert not refresh.considerations.exists()


def test_while_the_next_year_is_prepared_the_plan_says_that_it_is_the_one_worked_on(page, cast, year):
    page.sign_in(cast.lead_officer)
    assert "being prepared" not in page.get(year.plan)
    year.prepared()
    assert "Next year’s plan is being prepared; until it is made, this one is worked on" in page.get(year.plan)


def test_those_ticked_are_considered_together_and_a_moved_end_asks_why(manager, year):
    year.begin()
    found = manager.get(at(year))
    fields = {"row": [year.green.key, year.late.key], "choice": "carry", "ends": "March 2027", "reason": ""}
    refused = manager.post(at(year, "several"), fields, status=422)
    assert "why its end moves" in refused
    assert refused.all("//input[@name='row'][@checked]/@value") == [year.green.key, year.late.key]
    manager.post(at(year, "several"), fields | {"reason": "The year goes on."})
    rows = {row.action: row.ends for row in year.plan.refreshes.get().considerations.all()}
    assert rows == {year.green: "", year.late: "March 2027"}
    assert "3 actions wait" in found


def test_nothing_ticked_is_said(manager, year):
    year.begin()
    assert "Tick at least one action." in manager.post(
        at(year, "several"), {"choice": "carry", "ends": "", "reason": ""}, status=422
    )


def test_the_new_plan_is_described_with_its_priorities(manager, year):
    refresh = year.begin()
    form = manager.get(at(year, "plan"))
    first, second = refresh.priorities.all()
    fields = {
        "name": "Harbour Plan, second year",
        f"priority-{first.pk}-title": "Heard at once",
        f"priority-{second.pk}-is_kept": None,
        "priority-new-number": "3",
        "priority-new-title": "Homes that last",
    }
    manager.send(form, fields, action="plan/")
    found = manager.get(at(year))
    assert "Priority 1: Heard at once" in found
    assert "Priority 3: Homes that last" in found
    assert "Its priority is not kept" in found
    assert "beginn" not in found


def test_a_header_that_cannot_be_is_refused_at_its_field(manager, year):
    year.begin()
    refused = manager.send(manager.get(at(year, "plan")), {"starts": "someday"}, action="plan/", status=422)
    assert "month or a day" in refused


def test_words_and_their_mapping_are_chosen(manager, year):
    refresh = year.begin()
    form = manager.get(at(year, "words"))
    green = year.plan.rating_words.get(word="Green")
    manager.send(form, {"word-3-word": "On course", f"old-{green.pk}-new": "2"}, action="words/")
    assert [one.word for one in refresh.words.all()] == ["Blue", "Red", "Amber", "On course"]
    assert refresh.mappings.get(old=green).new.word == "Amber"
    assert "“Green” becomes “Amber”" in manager.get(at(year))
    refused = manager.send(manager.get(at(year, "words")), {"word-3-word": "Amber"}, action="words/", status=422)
    assert "Two ratings have the same word." in refused


def test_no_old_word_is_offered_to_become_blue(manager, year):
    year.begin()
    form = manager.get(at(year, "words"))
    green = year.plan.rating_words.get(word="Green")
    assert form.all(f"//select[@name='old-{green.pk}-new']/option/text()") == ["Red", "Amber", "Green"]


def test_refs_are_proposed_and_given(manager, year):
    year.prepared()
    form = manager.get(at(year, "refs"))
    manager.send(form, {f"ref-{year.other.key}": "2.7"}, action="refs/")
    assert "as 2.7" in manager.get(at(year))
    refused = manager.send(
        manager.get(at(year, "refs")),
        {f"ref-{year.other.key}": "9.9", f"ref-{year.late.key}": "9.9"},
        action="refs/",
        status=422,
    )
    assert "Two actions would be called 9.9." in refused


def test_a_finding_nobody_answers_is_offered_and_taken_up(manager, cast, year):
    make_finding(cast, year.plan, "Nobody rings at weekends.", key="weekends")
    refresh = year.begin()
    found = manager.get(at(year))
    assert "Nobody rings at weekends." in found
    priority = refresh.priorities.first()
    fields = {"finding": "weekends", "wording": "Ring on Saturdays.", "priority": str(priority.pk), "into": ""}
    manager.post(at(year, "finding"), fields)
    shown = manager.get(at(year))
    assert "Taken up: a new action, 1.3: Ring on Saturdays. Nobody leads it yet." in shown.text
    manager.post(at(year, "finding"), {"finding": "weekends", "do": "leave"})
    assert not refresh.offered.exists()


def test_what_was_prepared_is_given_up_with_a_reason(manager, year):
    year.begin()
    form = manager.get(at(year, "give-up"))
    assert "why it is given up" in manager.send(form, {"reason": "No."}, action="give-up/", status=422)
    manager.send(form, {"reason": "The board wants another quarter."}, action="give-up/")
    assert Refresh.objects.get().stage == Refresh.Stage.GIVEN_UP
    assert "One was given up" in manager.get(at(year))


@pytest.mark.parametrize(
    ("part", "status"),
    [("lead_officer", 403), ("quality_assurance", 403), ("director", 403), ("auditor", 403), ("board_member", 404)],
)
def test_only_whoever_manages_the_plan_opens_its_next_year(page, cast, year, part, status):
    year.begin()
    page.sign_in(getattr(cast, part))
    for parts in ((), ("plan",), ("words",), ("refs",), ("give-up",), ("actions", year.late.key)):
        page.get(at(year, *parts), status=status)
    page.post(at(year, "do"), {}, status=status)
    assert Plan.objects.count() == 1


def test_the_thread_reaches_back_through_the_years(manager, year):
    make_update(year.green, "The rota now covers Saturdays.")
    make_evidence(year.green, "Call log for March")
    made = year.carry_out(year.prepared())
    found = manager.get(made.actions.get(came_from__action=year.green))
    assert "Carried over from 1.1 of Harbour Plan 2025-26" in found
    assert "The rota now covers Saturdays." in found
    assert "Call log for March" in found
    old = manager.get(year.green)
    assert "Into 1.1 of Harbour Plan 2026-27" in old
    assert old.links()["See it there"] == found.response.request["PATH_INFO"]


def test_the_rating_that_came_along_is_that_of_the_old_plan_and_names_who_made_the_refresh(manager, year):
    make_update(year.green, "The rota now covers Saturdays.", by=make_person("Pat Lead"))
    made = year.carry_out(year.prepared())
    old = manager.get(year.green)
    assert "Carried over by Joan Fairley on 8 April 2026. Until then it was rated “Green”." in old
    assert "declared by" not in old
    carried = "the rating of Harbour Plan 2025-26, “Green”, as it stood on 8 April 2026; Joan Fairley carried it over."
    new = manager.get(made.actions.get(came_from__action=year.green))
    assert carried in new
    watched = manager.get(made.actions.get(came_from__action=year.met))
    assert "complete in Harbour Plan 2025-26; Joan Fairley kept it under watch on 8 April 2026." in watched


def test_once_somebody_said_something_here_the_rating_is_theirs(manager, gone_on):
    year, made = gone_on
    found = made.actions.get(came_from__action=year.green)
    make_update(found, "Sundays follow.", by=make_person("Pat Lead"))
    page = manager.get(found)
    assert "declared by Pat Lead on 3 April 2026." in page
    assert "carried it over." not in page.all("string(//li[@class='here'])")


def test_the_page_of_an_action_shows_the_evidence_of_its_earlier_years_with_their_year(page, cast, year):
    make_evidence(year.other, "Six approvals")
    made = year.carry_out(year.prepared())
    found = made.actions.get(came_from__action=year.other)
    Action.objects.filter(pk=found.pk).update(
        state="reported_complete", reported_by=cast.service_manager, reported_on=APRIL.date()
    )
    page.sign_in(cast.quality_assurance)
    seen = page.get(found)
    assert "Kept with 2.2 of Harbour Plan 2025-26:" in seen
    assert seen.all("//li[@id='evidence']//ul[@class='papers']/li/a/text()") == ["Six approvals"]
    assert "nothing here shows it" not in seen
    form = page.get(f"{found.get_absolute_url()}assure/")
    assert "Of earlier years Six approvals 2.2 of Harbour Plan 2025-26" in form
    assert not form.all("//textarea[@name='why_no_evidence']")


def test_its_own_earlier_row_is_no_other_action_that_answers_a_finding(manager, gone_on):
    year, made = gone_on
    assert "other action answers it" not in manager.get(made.actions.get(came_from__action=year.met))
    assert "other action answers it" not in manager.get(year.met)


def test_an_end_that_is_past_is_not_called_in_time_because_a_later_one_is_asked_for(page, cast, year):
    EndDateChange.objects.create(
        action=year.late, after_written="May 2026", after_on=date(2026, 5, 31), after_precision="month",
        reason="Two schools are late.", asked_by=cast.lead_officer, asked_at=APRIL,
    )  # fmt: skip
    refresh = year.begin()
    page.sign_in(cast.service_manager)
    found = page.get(at(year))
    assert "Carry over all 2 that are left and are not late" in found
    page.send(found, action="several/", press="preset=all")
    assert set(refresh.considerations.values_list("action", flat=True)) == {year.green.pk, year.other.pk}


def test_a_request_that_went_along_stands_on_the_new_page_and_in_the_queue(page, cast, year):
    EndDateChange.objects.create(
        action=year.late, after_written="May 2026", after_on=date(2026, 5, 31), after_precision="month",
        reason="Two schools are late.", asked_by=cast.lead_officer, asked_at=APRIL,
    )  # fmt: skip
    Action.objects.filter(pk=year.late.pk).update(senior_lead=cast.director)
    year.late.refresh_from_db()
    refresh = year.begin()
    year.carry(refresh, year.green, year.other, year.late)
    page.sign_in(cast.service_manager)
    assert "asks for May 2026; the request goes along." in page.get(at(year))
    assert "Two schools are late. The request goes along" in page.get(at(year, "actions", year.late.key))
    found = year.carry_out(refresh).actions.get(came_from__action=year.late)
    page.sign_in(cast.director)
    assert "asks for May 2026." in page.get(found)
    assert "Two schools are late." in page.get(reverse("end-dates"))
    assert "went along" not in page.get(found)
    assert "Let the request for a new end date come along from the year before" in page.get(found)


def test_a_reader_of_the_old_plan_is_told_of_the_draft_that_follows_but_not_its_name(page, cast, gone_on):
    year, made = gone_on
    other = make_person("Pat Old", roles=["lead officer"])
    make_action(year.plan, ref="1.8", leads=[other])
    page.sign_in(other)
    found = page.get(year.late)
    assert "Into a plan you do not read" in found
    assert "2026-27" not in found
    page.get(made, status=404)
    page.get(at(year), status=404)


def test_an_action_is_merged_from_its_page(manager, cast, year):
    make_update(year.late, "Six schools answered.")
    form = manager.get(manager.get(year.late).links()["Merge it into another action"])
    fields = {"into": year.green.key, "reason": "Both write to families."}
    manager.send(form, fields, action="merge/")
    year.late.refresh_from_db()
    assert year.late.state == "merged"
    assert "Into 1.1 of Harbour Plan 2025-26" in manager.get(year.late)
    into = manager.get(year.green)
    assert "Merged into it: 1.2" in into
    assert "Six schools answered." in into


def test_an_action_is_handed_to_another_plan_one_manages(manager, cast, year):
    other = make_plan(key="send-plan", name="SEND Plan", owner=cast.service_manager)
    priority = make_priority(other, number="4", title="Growing up well")
    form = manager.get(manager.get(year.late).links()["Hand it to another plan"])
    fields = {"priority": str(priority.pk), "reason": "It is about schools alone."}
    manager.send(form, fields, action="hand-over/")
    made = Action.objects.get(plan=other)
    assert "Into 1.2 of SEND Plan" in manager.get(year.late)
    assert "Handed over from 1.2 of Harbour Plan 2025-26" in manager.get(made)


def test_withdrawing_keeps_which_body_decided_and_when(manager, cast, year):
    form = manager.get(f"{year.late.get_absolute_url()}set-aside/")
    fields = {"state": "withdrawn", "reason": "The schools have closed.", "on": "3 April 2026"}
    manager.send(form, fields, action="set-aside/")
    assert Succession.objects.get().on.isoformat() == "2026-04-03"
    assert "Decided by Joan Fairley on 3 April 2026. The schools have closed." in manager.get(year.late)


def test_the_queries_of_the_page_do_not_grow_with_the_plan(manager, year):
    year.begin()
    before = manager.cost(at(year))
    for number in range(10):
        make_action(year.plan, ref=f"2.{number + 10}")
    assert manager.cost(at(year)) == before <= 45


def test_a_group_is_ticked_in_one_press_with_what_was_typed(manager, year):
    year.begin()
    found = manager.get(at(year))
    pk = str(year.late.priority_id)
    fields = {"tick": pk, "row": [year.other.key], "choice": "carry", "ends": "March 2027", "reason": "It goes on."}
    ticked = manager.post(at(year, "several"), fields, status=200)
    assert set(ticked.all("//input[@name='row'][@checked]/@value")) == {year.green.key, year.late.key, year.other.key}
    assert ticked.all("//input[@name='ends']/@value") == ["March 2027"]
    assert "Tick all 2 not considered, late ones too" in found


def test_a_whole_group_is_saved_in_one_press_late_ones_with_the_new_end(manager, year):
    year.begin()
    found = manager.get(at(year))
    fields = {"choice": "carry", "ends": "March 2027", "reason": "The year goes on."}
    manager.send(found, fields, action="several/", press=f"group={year.late.priority_id}")
    rows = {row.action: row.ends for row in year.plan.refreshes.get().considerations.all()}
    assert rows == {year.green: "", year.late: "March 2027"}


def test_the_word_that_a_round_is_open_leads_to_where_it_is_closed_and_back(manager, year, monkeypatch):
    refresh = year.prepared()
    monkeypatch.setattr(asking, "_SINCE", [lambda _: {refresh.plan_id: APRIL}])
    monkeypatch.setattr(asking, "_ENDING", [lambda _: f"/plans/{year.plan.key}/rounds/4/"])
    assert manager.get(at(year)).links()["Close it"] == f"/plans/{year.plan.key}/rounds/4/?back=next-year"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"ends_on": None, "ends_written": "w", "ends_precision": "unknown"}, "Its end, “w”, is no date."),
        ({"state": "reported_complete", "ends_on": date(2026, 3, 31)}, "waits for its assurer, and its end lies"),
    ],
)
def test_an_odd_end_is_not_carried_over_with_the_others(manager, year, cast, fields, said):
    if "state" in fields:
        fields = fields | {"reported_by": cast.lead_officer, "reported_on": date(2026, 3, 30)}
    Action.objects.filter(pk=year.green.pk).update(**fields)
    refresh = year.begin()
    found = manager.get(at(year))
    assert said in found
    manager.send(found, action="several/", press="preset=all")
    assert [row.action for row in refresh.considerations.all()] == [year.other]


def test_the_last_press_says_before_which_request_it_answers(manager, year, cast):
    asked = EndDateChange.objects.create(
        action=year.late, before_written="Mar-26", before_on=date(2026, 3, 31), after_written="May 2026",
        after_on=date(2026, 5, 31), after_precision="month", reason="Two schools are late.",
        asked_by=cast.lead_officer, asked_at=APRIL,
    )  # fmt: skip
    refresh = year.begin()
    year.carry(refresh, year.green, year.other)
    year.choose(refresh, year.late, Choice.CARRY, ends="June 2026", reason="The board agreed it.")
    assert f"{asked.asked_by} asks for May 2026; it is answered with June 2026." in manager.get(at(year))


def test_a_bulk_end_lets_a_request_go_along(manager, year, cast):
    asked = EndDateChange.objects.create(
        action=year.late, before_written="Mar-26", before_on=date(2026, 3, 31), after_written="May 2026",
        after_on=date(2026, 5, 31), after_precision="month", reason="Two schools are late.",
        asked_by=cast.lead_officer, asked_at=APRIL,
    )  # fmt: skip
    refresh = year.begin()
    found = manager.get(at(year))
    fields = {"choice": "carry", "ends": "March 2027", "reason": "The year goes on."}
    manager.send(found, fields, action="several/", press=f"group={year.late.priority_id}")
    assert "1 request for a new end goes along instead." in manager.get(at(year))
    year.carry(refresh, year.other)
    new = year.carry_out(refresh)
    asked.refresh_from_db()
    assert (asked.action.plan, asked.decision) == (new, "asked")


@pytest.mark.parametrize(("ends", "is_offered"), [(60, True), (-30, True), (120, False)])
def test_next_years_plan_is_offered_from_three_months_before_the_end(manager, year, cast, ends, is_offered):
    Plan.objects.filter(pk=year.plan.pk).update(ends_on=TODAY + timedelta(days=ends))
    assert ("Start next year’s plan" in manager.get(year.plan)) is is_offered
    assert ("start the next year of Harbour Plan 2025-26" in manager.get("/")) is is_offered
    assert "Start next year’s plan" not in manager.sign_in(cast.lead_officer).get(year.plan)


def test_next_years_plan_is_offered_once(manager, year):
    Plan.objects.filter(pk=year.plan.pk).update(ends_on=TODAY)
    year.begin()
    assert "Start next year’s plan" not in manager.get(year.plan)
    assert "start the next year" not in manager.get("/")


def test_findings_that_are_not_all_taken_up_are_not_shown_as_done(manager, year, cast):
    make_finding(cast, year.plan, "Ring back within a day.", key="ring-back")
    year.begin()
    steps = " ".join(manager.get(at(year)).text.split())
    assert "0 of 1 taken up" in steps
    assert "0 of 1 taken up (done)" not in steps


def test_several_that_were_considered_are_them_and_one_is_it(manager, year):
    year.begin()
    manager.send(manager.get(at(year)), action="several/", press="preset=all")
    assert "2 actions considered: carry them over." in manager.get(at(year)).html


def test_the_last_press_in_a_second_tab_says_who_pressed_first_and_keeps_the_note(manager, year):
    year.prepared()
    found = manager.get(at(year))
    year.carry_out(Refresh.objects.get())
    told = manager.send(found, {"note": "Agreed by the director on the telephone."}, action="do/", status=409)
    assert "made Harbour Plan 2026-27 from this plan meanwhile, on 8 April 2026" in told
    assert "Agreed by the director on the telephone." in told
    assert told.links()["See what was done"] == at(year)
    assert Plan.objects.count() == 2


def test_words_typed_for_an_action_while_the_next_year_was_given_up_come_back(manager, year):
    refresh = year.begin()
    one = manager.get(at(year, "actions", year.green.key))
    give_up_refresh(refresh=refresh, reason="The board wants another year.", by=year.actor, at=APRIL)
    typed = {"choice": "carry", "wording": "Ring every family twice."}
    told = manager.send(one, typed, action=f"{year.green.key}/", status=409)
    assert "gave up the next year as it was prepared meanwhile" in told
    assert "Ring every family twice." in told
