"""Checks, declared against derived, exports, drafts of forms, and what a leaver hands on."""

import pytest

from goldenthread.identity.drafts import keep_draft
from goldenthread.identity.handover import kinds
from goldenthread.identity.models import Draft
from goldenthread.plan.challenge import challenge
from goldenthread.plan.checks import run_checks
from goldenthread.plan.models import Action
from goldenthread.plan.states import State
from tests.cast import by, make_person
from tests.plan.makers import NOON, make_action
from tests.plan.pages.scene import TODAY, make_finding


def test_every_check_that_means_an_action_links_to_it(page, cast, scene):
    found = page.sign_in(cast.director).get(scene.at("checks"))
    for result in run_checks(scene.plan, on=TODAY):
        links = found.all(f"//details[@id='{result.id}']//th//a/@href")
        assert links == [f"{scene.at()}actions/{meant.action}/" for meant in result.actions]
    assert "Find six more carers." in found


def test_the_challenge_counts_what_the_command_counts(page, cast, scene):
    found = page.sign_in(cast.director).get(scene.at("challenge"))
    result = challenge(scene.plan, on=TODAY)
    rows = found.all("//table[contains(@class,'tally')]/tbody/tr")
    figures = [[int(one.text_content().split()[0]) for one in row.xpath(".//span[@class='figure']")] for row in rows]
    assert figures == [[result.declared[colour], result.derived[colour]] for colour in result.declared]
    assert len(found.all("//table[contains(@class,'records')]/tbody/tr")) == len(result.disagreements) == 1
    assert "1 of 2 greens is past its end" in found


def test_greens_past_their_end_are_as_many_on_either_page_of_a_plan(page, cast, scene):
    late = {"priority": scene.mine.priority, "ends_on": scene.nobodys.ends_on}
    reported = {"state": State.REPORTED_COMPLETE, "reported_by": cast.lead_officer, "reported_on": TODAY}
    make_action(scene.plan, ref="8.1", **reported, **late)
    make_action(scene.plan, ref="8.2", state=State.PAUSED, **late)
    page.sign_in(cast.director)
    said = "1 of 2 greens is past its end"
    challenged, own = page.get(scene.at("challenge")), page.get(scene.at())
    assert said in challenged
    assert said in own
    words = [[row.xpath("string(th)").strip(), row.xpath("string(td[1])").strip().split()[0]]
             for row in challenged.all("//table[contains(@class,'tally')]/tbody/tr")]  # fmt: skip
    assert ["Green", "2"] in words
    assert ["Reported complete", "1"] in words
    assert ["Set aside", "1"] in words
    listed = challenged.all("//table[contains(@class,'records')]/tbody/tr")
    shown = {row.xpath("string(th)").strip(): row.xpath("string(td[3])").split()[0].rstrip(":") for row in listed}
    assert (shown["8.1"], shown["8.2"]) == ("Reported", "Paused")


@pytest.mark.parametrize("kind", ["csv", "json", "xlsx"])
def test_the_plan_goes_out_as_a_file(page, cast, scene, kind):
    answer = page.sign_in(cast.director).get(scene.at("export", kind))
    assert answer.response["Content-Disposition"].startswith("attachment;")
    assert f".{kind}" in answer.response["Content-Disposition"]
    assert len(answer.response.content) > 100


def test_there_is_no_other_kind_of_file_and_none_for_strangers(page, cast, scene):
    page.sign_in(cast.director).get(scene.at("export", "exe"), status=404)
    page.sign_in(cast.clerk).get(scene.at("export", "csv"), status=404)


def test_words_that_were_kept_are_offered_when_the_form_opens(page, cast, scene):
    address = scene.action("update")
    fields = {"note": "Half a sentence", "version": "1", "read-wording": "x"}
    keep_draft(person=cast.lead_officer, form=address, fields=fields, at=NOON)
    page.sign_in(cast.lead_officer)
    form = page.get(address)
    assert "These are words you typed and did not send" in form
    assert form.values("update/")["note"] == "Half a sentence"
    fresh = page.get(form.links()["Begin afresh"])
    assert fresh.values("update/")["note"] == ""
    assert Draft.objects.exists()
    page.send(form, {"note": "A whole sentence about the families."}, action="update/")
    assert not Draft.objects.exists()


def test_kept_words_of_a_manager_still_count_as_typed(page, cast, scene):
    address = scene.action("change")
    page.sign_in(cast.service_manager)
    values = page.get(address).values("change/") | {"wording": "Ring each family at once."}
    keep_draft(person=cast.service_manager, form=address, fields=values, at=NOON)
    page.send(page.get(address), action="change/")
    scene.mine.refresh_from_db()
    assert scene.mine.wording == "Ring each family at once."


def test_a_kept_form_meets_what_was_saved_since(page, cast, scene):
    address = scene.action("change")
    page.sign_in(cast.service_manager)
    values = page.get(address).values("change/") | {"wording": "Ring each family at once."}
    keep_draft(person=cast.service_manager, form=address, fields=values, at=NOON)
    Action.objects.filter(pk=scene.mine.pk).update(wording="Ring all families.", version=2)
    assert "saved this while you were writing" in page.send(page.get(address), action="change/", status=422)


def test_forms_keep_themselves_at_the_address_of_drafts(page, cast, scene):
    form = page.sign_in(cast.lead_officer).get(scene.action("complete")).form("complete/")
    assert form.get("data-keep") is not None
    assert form.get("data-keep-url").endswith(f"?form={scene.action('complete')}".replace("?form=/", "?form=/"))


def test_a_leaver_hands_on_actions_senior_leads_and_plans(cast, scene):
    [kind] = [kind for kind in kinds() if kind.name == "Actions and plans"]
    successor = make_person("Bela Strand")
    assert kind.count(cast.lead_officer) == 1
    assert kind.count(cast.director) == 1
    assert kind.items(cast.service_manager) == [("Owner of Harbour Plan", scene.at())]
    moved = kind.hand_over(person=cast.lead_officer, successor=successor, by=by(cast.administrator), on=TODAY)
    assert moved == 1
    assert kind.count(cast.lead_officer) == 0
    assert [lead.person for lead in scene.mine.leads.all()] == [successor]


def test_duties_and_steps_are_said_by_leads_and_set_by_managers(page, cast, scene):
    page.sign_in(cast.lead_officer)
    form = page.get(scene.action("duty"))
    assert not form.all("//main//*[@name='recurrence']")
    assert "Say whom it waits for." in page.send(form, {"waits_since": "3 March 2026"}, action="duty/", status=422)
    page.send(form, {"waits_for": "the health trust", "waits_since": "3 March 2026"}, action="duty/")
    page.sign_in(cast.service_manager)
    page.send(page.get(scene.action("duty")), {"recurrence": "every June", "is_standing": "on"}, action="duty/")
    scene.mine.refresh_from_db()
    assert (scene.mine.waits_for, scene.mine.recurrence, scene.mine.is_standing) == (
        "the health trust",
        "every June",
        True,
    )
    steps = scene.action("steps")
    page.send(page.get(steps), {"text": "Rota agreed", "due": "June 2199"}, action="steps/")
    step = scene.mine.milestones.get()
    page.post(scene.action("steps", "done"), {"step": step.pk, "do": "done"})
    assert "done" in page.get(steps)
    sent = page.post(scene.action("steps", "done"), {"step": step.pk, "do": "drop"})
    assert "This step was done and stays on record." in page.follow(sent)


def test_findings_are_tied_and_untied_with_a_reason(page, cast, scene):
    make_finding(cast, scene.plan)
    page.sign_in(cast.service_manager)
    page.send(page.get(scene.action("findings")), {"finding": "letter-1"}, action="findings/")
    found = page.get(scene.action("findings"))
    assert "Families wait too long." in found
    form = page.get(found.links()["Untie Families wait too long."])
    assert "Say why this action does not answer" in page.send(form, {"reason": ""}, status=422)
    page.send(form, {"reason": "It was another letter."})
    assert not scene.mine.action_findings.exists()


def test_the_dates_are_read_as_on_the_day_that_is_asked_for(page, cast, scene):
    page.sign_in(cast.director)
    early = page.get(f"{scene.at('challenge')}?on=1+March+2020")
    assert "the dates are read as on 1 March 2020" in early
    assert "every rating officers gave agrees with the dates" in early
    assert not early.all("//a[contains(@href,'suggested=')]")
    assert "Give the day, for example 13 March 2026." in page.get(f"{scene.at('challenge')}?on=soon", status=422)
