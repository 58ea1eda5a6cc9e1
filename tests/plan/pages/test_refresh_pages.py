"""The guided page of a plan's next year, and the pages by which an action leaves its plan; every page is checked."""

import pytest

from goldenthread.plan.commands.considering import Chosen, consider
from goldenthread.plan.models import Action, Plan, Refresh, Succession
from goldenthread.plan.refresh import Choice
from tests.cast import make_person
from tests.plan.makers import make_action, make_evidence, make_plan, make_priority, make_update
from tests.plan.pages.scene import make_finding
from tests.plan.refreshing import APRIL, make_year


@pytest.fixture
def year(cast):
    return make_year(cast)


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
    assert "Carry over all 2 greens" in found
    manager.send(found, action="several/", press="preset=greens")
    found = manager.get(at(year))
    assert "1 action waits to be considered." in found
    manager.send(found, action="several/", press="preset=all")
    found = manager.get(at(year))
    manager.send(found, action="do/")
    receipt = manager.get(at(year))
    assert receipt.heading == "What became of Harbour Plan 2025-26"
    figures = dict(zip(receipt.all("//main//dt/text()"), receipt.all("//main//dd//text()"), strict=True))
    assert (figures["Carried over"], figures["Complete, kept under watch"]) == ("3", "2")
    assert figures["Actions in all"] == "6"
    made = Plan.objects.get(links__other=year.plan)
    assert made.actions.count() == 5
    assert "Under watch" in manager.get(made)


def test_the_last_press_is_not_offered_while_something_was_not_considered(manager, year):
    year.begin()
    found = manager.get(at(year))
    assert "3 actions hold it up." in found
    assert "Not considered: 1.1, 1.2, 2.2." in found
    assert not found.all("//form[contains(@action, '/do/')]")
    manager.post(at(year, "do"), {"version": "1"})
    assert "Nothing was done: 3 actions cannot go on yet." in manager.get(at(year))
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
    consider(refresh=refresh, action=year.late, chosen=Chosen(Choice.CARRY), by=year.actor, at=APRIL)
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
    assert "Taken up: a new action: Ring on Saturdays." in manager.get(at(year))
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


def test_a_reader_of_the_old_plan_is_told_of_the_draft_that_follows_but_not_its_name(page, cast, year):
    made = year.carry_out(year.prepared())
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
