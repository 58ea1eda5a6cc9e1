"""A plan from nothing: header, first action, then priorities, aims and actions added, moved, copied and deleted."""

from goldenthread.plan.models import Action, Plan
from tests.cast import make_post
from tests.plan.makers import make_aim, make_plan, make_priority, make_update
from tests.plan.pages.scene import make_body


def order(plan):
    return list(plan.actions.in_paper_order().values_list("ref", flat=True))


def test_the_first_action_stands_after_two_forms(page, cast):
    make_body(cast)
    post = make_post("Head of Early Help")
    page.sign_in(cast.service_manager)
    fields = {
        "name": "Early help plan 2026–27",
        "starts": "April 2026",
        "ends": "March 2027",
        "owner": f"post:{post.key}",
        "aims": "Help that is early.",
        "reporting": "every quarter",
        "bodies": "board",
    }
    made = page.send(page.get("/plans/new/"), fields, action="/plans/new/")
    plan = Plan.objects.get(name="Early help plan 2026–27")
    assert (plan.stage, plan.owner_post, plan.needs_assurance) == ("draft", post, True)
    assert [board.body.key for board in plan.boards.all()] == ["board"]
    form = page.follow(made)
    first = {
        "title": "Be heard early",
        "aim": "Families are heard.",
        "wording": "Ring each family.",
        "ends": "June 2026",
        "lead": "person:ruth-amadi",
        "measure": "9 in 10",
    }
    page.send(form, first, action="structure/")
    action = plan.actions.get()
    assert (action.key, action.wording, action.ends_written) == ("p1-x1", "Ring each family.", "June 2026")
    assert action.leads.get().is_accountable
    assert str(action.aim) == "Families are heard."
    assert "1 action" in page.get(plan)


def test_what_is_wrong_with_the_first_action_is_said_beside_each_field_at_once(page, cast):
    page.sign_in(cast.service_manager)
    page.post("/plans/new/", {"name": "Early plan"})
    plan = Plan.objects.get()
    refused = page.post(f"/plans/{plan.key}/structure/", {"title": " ", "wording": "", "ends": "soon"}, status=422)
    for field, words in (("title", "title"), ("wording", "a verb"), ("ends", "Give the end")):
        beside = refused.all(f"//*[@id='id_{field}']/ancestor::*[contains(@class, 'field')][1]//text()")
        assert any(words in text for text in beside)


def test_dates_the_wrong_way_round_are_refused_beside_the_end(page, cast):
    page.sign_in(cast.service_manager)
    refused = page.post("/plans/new/", {"name": "X plan", "starts": "April 2027", "ends": "March 2026"}, status=422)
    assert refused.all("//*[contains(@class, 'error-summary')]//a/@href | //*[@role='alert']//a/@href") == ["#id_ends"]


def test_a_plan_without_a_name_or_with_dates_the_wrong_way_round_is_refused(page, cast):
    page.sign_in(cast.service_manager)
    assert "Give the plan a name." in page.post("/plans/new/", {"name": " "}, status=422)
    wrong = page.post("/plans/new/", {"name": "X plan", "starts": "April 2027", "ends": "March 2026"}, status=422)
    assert "The plan cannot end before it starts." in wrong
    assert wrong.values("/plans/new/")["name"] == "X plan"
    assert not Plan.objects.exists()


def test_a_plan_called_new_gets_another_address(page, cast):
    page.sign_in(cast.service_manager)
    page.post("/plans/new/", {"name": "New", "needs_assurance": "on"})
    assert Plan.objects.get().key == "new-2"


def test_the_first_action_is_refused_in_place(page, cast):
    page.sign_in(cast.service_manager)
    page.post("/plans/new/", {"name": "Early help plan"})
    plan = Plan.objects.get()
    address = f"/plans/{plan.key}/structure/"
    refused = page.post(address, {"title": "Be heard", "wording": "Ring.", "ends": "soon"}, status=422)
    assert "Give the end as a month or a day" in refused
    assert not plan.priorities.exists()


def test_actions_are_added_one_after_another(page, cast, scene):
    page.sign_in(cast.service_manager)
    aim = scene.mine.aim
    form = page.get(f"{scene.at('structure', 'new-action')}?under=aim:{aim.pk}")
    assert form.values("new-action/")["place"] == f"aim:{aim.pk}"
    again = page.send(
        form,
        {"wording": "Write to each school.", "ref": "1.2", "ends": "May 2199"},
        action="new-action/",
        press="then=again",
    )
    assert again.location.endswith(f"?under=aim:{aim.pk}")
    page.send(page.follow(again), {"wording": "Meet each school.", "lead": "person:ruth-amadi"}, action="new-action/")
    assert [action.key for action in aim.actions.order_by("position")] == ["p1-1.1", "p1-1.2", "p1-x1"]
    empty = page.send(page.get(scene.at("structure", "new-action")), {"wording": " "}, action="new-action/", status=422)
    assert "Write the action" in empty


def test_priorities_and_aims_are_added_and_changed(page, cast, scene):
    page.sign_in(cast.service_manager)
    page.post(scene.at("structure", "new-priority"), {"title": "Schools", "notes": "Agreed."})
    added = scene.plan.priorities.get(title="Schools")
    assert added.number == "3"
    assert "There is a priority 3 already." in page.post(
        scene.at("structure", "new-priority"), {"title": "Twice", "number": "3"}, status=422
    )
    page.post(
        f"{scene.at('structure', 'new-aim')}?row={added.pk}", {"text": "Schools ask early.", "kind": "recommendation"}
    )
    aim = added.aims.get()
    assert aim.kind == "recommendation"
    form = page.get(f"{scene.at('structure', 'aim')}?row={aim.pk}")
    page.send(form, {"text": "Schools ask at once."}, action=f"aim/?row={aim.pk}")
    form = page.get(f"{scene.at('structure', 'priority')}?row={added.pk}")
    page.send(form, {"title": "Schools and nurseries"}, action=f"priority/?row={added.pk}")
    aim.refresh_from_db()
    added.refresh_from_db()
    assert (aim.text, added.title) == ("Schools ask at once.", "Schools and nurseries")


def test_parts_of_another_plan_are_not_found_here(page, cast, scene):
    foreign = make_priority(make_plan(owner=cast.director))
    page.sign_in(cast.service_manager)
    for name in ("priority", "new-aim"):
        page.get(f"{scene.at('structure', name)}?row={foreign.pk}", status=404)
    page.post(scene.at("structure", "delete"), {"kind": "priority", "row": foreign.pk}, status=404)
    page.post(scene.at("structure", "move"), {"move": f"priority:{foreign.pk}:up"}, status=404)
    page.get(f"{scene.at('structure', 'aim')}?row=", status=404)


def test_actions_move_up_down_before_and_to_another_priority(page, cast, scene):
    page.sign_in(cast.service_manager)
    move = scene.at("structure", "move")
    page.post(move, {"move": "action:p2-2.2:up"})
    assert order(scene.plan) == ["1.1", "2.2", "2.1"]
    page.post(move, {"move": "action:p2-2.2:down"})
    assert order(scene.plan) == ["1.1", "2.1", "2.2"]
    page.post(move, {"move": "action:p2-2.1:up"})
    assert order(scene.plan) == ["1.1", "2.1", "2.2"]
    place = scene.action("place", of=scene.done)
    page.send(page.get(place), {"place": "before:p1-1.1"}, action="place/")
    scene.done.refresh_from_db()
    assert (scene.done.priority, scene.done.aim, scene.done.key) == (scene.mine.priority, scene.mine.aim, "p2-2.2")
    page.send(page.get(place), {"place": f"end:priority:{scene.nobodys.priority_id}"}, action="place/")
    scene.done.refresh_from_db()
    assert (scene.done.priority, scene.done.aim) == (scene.nobodys.priority, None)


def test_priorities_and_aims_move_too(page, cast, scene):
    first, second = scene.plan.priorities.order_by("position")
    late = make_aim(first, "A second aim.")
    page.sign_in(cast.service_manager)
    move = scene.at("structure", "move")
    page.post(move, {"move": f"priority:{second.pk}:up"})
    assert list(scene.plan.priorities.order_by("position")) == [second, first]
    page.post(move, {"move": f"priority:{second.pk}:up"})
    page.post(move, {"move": f"priority:{second.pk}:down"})
    assert list(scene.plan.priorities.order_by("position")) == [first, second]
    page.post(move, {"move": f"aim:{late.pk}:up"})
    assert first.aims.order_by("position").first() == late
    page.post(move, {"move": "nonsense"}, status=404)


def test_a_copy_starts_afresh_behind_its_model(page, cast, scene):
    page.sign_in(cast.service_manager)
    sent = page.post(scene.action("copy"), {})
    copy = Action.objects.exclude(pk__in=[scene.mine.pk, scene.nobodys.pk, scene.done.pk]).get()
    assert sent.location == scene.action("change", of=copy)
    assert (copy.wording, copy.ref, copy.ends_on) == (scene.mine.wording, "", None)
    assert copy.leads.get().person == cast.lead_officer


def test_an_action_is_deleted_only_before_somebody_worked_on_it(page, cast, scene):
    page.sign_in(cast.service_manager)
    make_update(scene.mine)
    structure = page.get(scene.at("structure"))
    assert "Withdraw 1.1" in structure.links()
    assert structure.links()["Delete 2.1"] == scene.action("delete", of=scene.nobodys)
    refused = page.send(page.get(scene.action("delete")), action="delete/", status=422)
    assert "Somebody has worked on this action." in refused
    page.send(page.get(scene.action("delete", of=scene.nobodys)), action="delete/")
    assert not Action.objects.filter(pk=scene.nobodys.pk).exists()


def test_a_priority_or_aim_with_actions_stays(page, cast, scene):
    page.sign_in(cast.service_manager)
    sent = page.post(scene.at("structure", "delete"), {"kind": "priority", "row": scene.mine.priority_id})
    assert "This priority has actions." in page.follow(sent)
    sent = page.post(scene.at("structure", "delete"), {"kind": "aim", "row": scene.mine.aim_id})
    assert "Actions stand under this aim." in page.follow(sent)
    spare = make_aim(scene.mine.priority, "Spare")
    page.post(scene.at("structure", "delete"), {"kind": "aim", "row": spare.pk})
    assert not scene.mine.priority.aims.filter(pk=spare.pk).exists()


def test_the_structure_names_every_part_in_order(page, cast, scene):
    found = page.sign_in(cast.service_manager).get(scene.at("structure"))
    assert [one.get("id") for one in found.all("//ol[@class='structure-lines']/li")] == ["p1-1.1", "p2-2.1", "p2-2.2"]
