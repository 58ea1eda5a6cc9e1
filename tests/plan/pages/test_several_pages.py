"""Several actions at once: ticked on the plan, listed again, changed together or not at all."""

from goldenthread.plan.models import Action
from tests.plan.makers import make_action

NOTE = "All four teams were trained in March."


def ticked(page, scene, do, *actions):
    """The form for the ticked rows, reached from the plan page as a browser would."""
    plan = page.get(scene.plan)
    keys = [action.key for action in actions]
    return page.send(plan, {"row": keys, "do": do}, action="several/", status=200)


def test_one_update_for_all_that_are_ticked(page, cast, scene):
    page.sign_in(cast.service_manager)
    form = ticked(page, scene, "update", scene.mine, scene.nobodys)
    assert form.heading == "Write an update for 2 actions"
    assert form.values("several/")["row"] == ["p1-1.1", "p2-2.1"]
    amber = scene.plan.rating_words.get(word="Amber")
    page.send(form, {"note": NOTE, "rating": str(amber.pk)}, action="several/")
    for action in (scene.mine, scene.nobodys):
        action.refresh_from_db()
        assert action.rating == amber
        assert action.updates.get().text == NOTE


def test_all_of_them_are_changed_or_none(page, cast, scene):
    page.sign_in(cast.service_manager)
    form = ticked(page, scene, "rating", scene.mine, scene.done)
    red = scene.plan.rating_words.get(word="Red")
    refused = page.send(form, {"note": NOTE, "rating": str(red.pk)}, action="several/", status=422)
    assert "Nothing was saved: 1 action cannot be changed so." in refused
    assert "To take it up again, reopen it and name the finding" in refused
    assert refused.values("several/")["note"] == NOTE
    assert not scene.mine.updates.exists()
    page.send(refused, {"row": "p1-1.1"}, action="several/")
    scene.mine.refresh_from_db()
    assert scene.mine.rating == red


def test_an_empty_note_is_refused_once_beside_it(page, cast, scene):
    page.sign_in(cast.service_manager)
    form = ticked(page, scene, "update", scene.mine, scene.nobodys)
    refused = page.send(form, {"note": ""}, action="several/", status=422)
    assert "Say what changed" in refused
    assert "cannot be changed so" not in refused


def test_the_filter_they_were_ticked_under_is_still_there_afterwards(page, cast, scene):
    page.sign_in(cast.service_manager)
    plan = page.get(f"{scene.plan.get_absolute_url()}?attention=late")
    form = page.send(plan, {"row": scene.nobodys.key, "do": "update"}, action="several/?attention=late&", status=200)
    sent = page.send(form, {"note": NOTE}, action="several/?attention=late")
    assert sent.response.headers["Location"] == f"{scene.plan.get_absolute_url()}?attention=late#rows"


def test_several_go_to_one_lead(page, cast, scene):
    page.sign_in(cast.service_manager)
    form = ticked(page, scene, "lead", scene.mine, scene.nobodys)
    assert "Choose who leads them." in page.send(form, action="several/", status=422)
    page.send(form, {"lead": "person:nell-okafor"}, action="several/")
    for action in (scene.mine, scene.nobodys):
        assert [lead.person for lead in action.leads.all()] == [cast.quality_assurance]
    scene.mine.refresh_from_db()
    assert scene.mine.senior_lead == cast.director


def test_several_move_to_a_priority_and_keep_their_keys(page, cast, scene):
    page.sign_in(cast.service_manager)
    form = ticked(page, scene, "priority", scene.nobodys, scene.done)
    page.send(form, {"place": f"aim:{scene.mine.aim_id}"}, action="several/")
    assert [a.key for a in scene.mine.aim.actions.order_by("position")] == ["p1-1.1", "p2-2.1", "p2-2.2"]


def test_somebody_who_saved_in_between_stops_it(page, cast, scene):
    page.sign_in(cast.service_manager)
    form = ticked(page, scene, "update", scene.mine, scene.nobodys)
    Action.objects.filter(pk=scene.mine.pk).update(version=7)
    refused = page.send(form, {"note": NOTE}, action="several/", status=422)
    assert "saved this while you were writing" in refused
    assert not scene.nobodys.updates.exists()


def test_nothing_ticked_is_said_and_nothing_is_done(page, cast, scene):
    page.sign_in(cast.service_manager)
    sent = page.send(page.get(scene.plan), {"do": "update"}, action="several/")
    assert "Tick at least one action" in page.follow(sent)
    page.get(scene.at("several"), status=302)


def test_a_lead_changes_several_of_her_own_and_is_offered_no_more(page, cast, scene):
    other = make_action(scene.plan, ref="1.2", leads=[cast.lead_officer])
    page.sign_in(cast.lead_officer)
    plan = page.get(scene.plan)
    assert [option.get("value") for option in plan.all("//select[@name='do']/option")] == ["update", "rating"]
    page.send(ticked(page, scene, "update", scene.mine, other), {"note": NOTE}, action="several/")
    assert other.updates.exists()
    page.post(scene.at("several"), {"row": ["p1-1.1"], "do": "lead", "lead": "person:nell-okafor", "step": "save"})
    assert [lead.person for lead in scene.mine.leads.all()] == [cast.lead_officer]
    refused = page.send(ticked(page, scene, "update", scene.nobodys), {"note": NOTE}, action="several/", status=422)
    assert "Only a lead of this action" in refused


def test_rows_of_another_plan_are_not_changed(page, cast, scene):
    foreign = make_action(ref="9.9")
    page.sign_in(cast.service_manager)
    page.post(scene.at("several"), {"row": [foreign.key], "do": "update", "step": "save", "note": NOTE})
    assert not foreign.updates.exists()
