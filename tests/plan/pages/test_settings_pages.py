"""About a plan: header, stage, rating words, neighbours, assurance; and the views somebody keeps."""

from goldenthread.plan.models import Plan, PlanLink, SavedFilter
from tests.plan.makers import make_action, make_plan
from tests.plan.pages.scene import make_body


def test_the_header_is_changed_and_boards_are_named(page, cast, scene):
    make_body(cast)
    page.sign_in(cast.service_manager)
    form = page.get(scene.at("settings", "header"))
    fields = {"name": "Harbour Plan 2026", "owner": "person:piers-halloran", "bodies": "board", "ends": "March 2199"}
    page.send(form, fields, action="header/")
    scene.plan.refresh_from_db()
    assert (scene.plan.name, scene.plan.owner, scene.plan.ends_on.isoformat()) == (
        "Harbour Plan 2026",
        cast.director,
        "2199-03-31",
    )
    found = page.get(scene.at("settings"))
    assert "Improvement Board" in found
    assert "March 2199" in found


def test_a_header_somebody_changed_in_between_shows_both(page, cast, scene):
    page.sign_in(cast.service_manager)
    form = page.get(scene.at("settings", "header"))
    Plan.objects.filter(pk=scene.plan.pk).update(aims="Help that is kind.", version=2)
    refused = page.send(form, {"aims": "Help that is early."}, action="header/", status=422)
    texts = " ".join(block.text_content() for block in refused.all("//blockquote"))
    assert "kind" in texts
    assert "early" in texts
    page.send(refused, {"aims": "Help that is early and kind."}, action="header/")
    scene.plan.refresh_from_db()
    assert scene.plan.aims == "Help that is early and kind."


def test_a_plan_moves_on_by_a_named_body_and_date(page, cast, scene):
    body = make_body(cast)
    page.sign_in(cast.service_manager)
    form = page.get(scene.at("settings", "stage"))
    assert "Choose what the plan becomes." in page.send(form, action="stage/", status=422)
    assert "Name the body that decided this" in page.send(form, {"stage": "signing_off"}, action="stage/", status=422)
    page.send(form, {"stage": "signing_off", "body": body.key, "on": "13 March 2026"}, action="stage/")
    scene.plan.refresh_from_db()
    assert scene.plan.stage == "signing_off"
    found = page.get(scene.at("settings"))
    assert "13 March 2026: being signed off, decided by Improvement Board" in found


def test_rating_words_change_and_are_never_the_same_twice(page, cast, scene):
    page.sign_in(cast.service_manager)
    address = scene.at("settings", "ratings")
    form = page.get(address)
    green, red = scene.plan.rating_words.get(word="Green"), scene.plan.rating_words.get(word="Red")
    page.send(
        form, {f"word-{green.pk}-word": "On track", f"word-{green.pk}-meaning": "nothing in the way"}, action="ratings/"
    )
    green.refresh_from_db()
    assert (green.word, green.meaning, green.colour) == ("On track", "nothing in the way", "green")
    assert "On track" in page.get(scene.plan)
    refused = page.send(page.get(address), {f"word-{red.pk}-word": "On track"}, action="ratings/", status=422)
    assert "Another rating of this plan has that word." in refused


def test_plans_are_tied_and_untied(page, cast, scene):
    other = make_plan(key="strategy", name="Harbour Strategy", owner=cast.service_manager)
    page.sign_in(cast.service_manager)
    page.send(page.get(scene.at("settings", "links")), {"kind": "strategy", "other": "strategy"}, action="links/")
    link = PlanLink.objects.get()
    assert page.get(scene.at("settings")).links()["Harbour Strategy"] == "/plans/strategy/"
    assert "Is the strategy served by" in page.get("/plans/strategy/settings/")
    page.post(scene.at("settings", "links", "untie"), {"link": link.pk})
    assert not PlanLink.objects.exists()
    assert other.pk


def test_a_tied_plan_is_named_only_to_whoever_may_see_it(page, cast, scene):
    hidden = make_plan(key="hidden", name="Hidden Plan")
    PlanLink.objects.create(plan=scene.plan, other=hidden)
    assert "Hidden Plan" not in page.sign_in(cast.lead_officer).get(scene.at("settings"))
    assert "Hidden Plan" in page.sign_in(cast.director).get(scene.at("settings"))


def test_assurance_is_switched_with_a_reason(page, cast, scene):
    page.sign_in(cast.service_manager)
    address = scene.at("settings", "assurance")
    assert "Say why; the board will ask." in page.post(address, {"why": ""}, status=422)
    page.post(address, {"why": "The service is too small for a second person."})
    scene.plan.refresh_from_db()
    assert not scene.plan.needs_assurance
    assert "The lead alone" in page.get(scene.at("settings"))


def test_a_filter_is_kept_by_name_and_dropped(page, cast, scene):
    page.sign_in(cast.director)
    form = page.get(f"{scene.at('views')}?late=yes&lead=ruth-amadi")
    assert "Give the view a name" in page.send(form, action="views/", status=422)
    sent = page.send(form, {"name": "Late, Ruth"}, action="views/")
    assert sent.location == f"{scene.at()}?lead=ruth-amadi&late=yes#rows"
    assert SavedFilter.objects.get().person == cast.director
    page.send(page.get(scene.at("views")), action="drop/")
    assert not SavedFilter.objects.exists()


def test_nobody_drops_a_view_of_somebody_else(page, cast, scene):
    SavedFilter.objects.create(person=cast.director, plan=scene.plan, name="Late", query="late=yes")
    page.sign_in(cast.auditor).post(scene.at("views", "drop"), {"name": "Late"}, status=404)
    assert SavedFilter.objects.exists()


def test_a_view_holds_nothing_but_filters(page, cast, scene):
    page.sign_in(cast.director)
    page.post(scene.at("views"), {"name": "Odd", "query": "late=yes&evil=%0d%0aX&next=//evil.example"})
    assert SavedFilter.objects.get().query == "late=yes"
    assert "Choose a filter first" in page.post(scene.at("views"), {"name": "None", "query": "evil=1"}, status=422)


def test_the_history_of_the_plan_is_told(page, cast, scene):
    page.sign_in(cast.service_manager)
    page.post(scene.at("settings", "assurance"), {"why": "Too small."})
    found = page.get(scene.at("history"))
    assert "Changed who gives blue" in found
    assert "Joan Fairley: Too small." in found


def test_an_imported_word_that_is_no_longer_offered_is_said_so(page, cast, scene):
    blue = scene.plan.rating_words.get(word="Blue")
    blue.is_offered = False
    blue.save(update_fields=["is_offered"])
    assert "no longer offered" in page.sign_in(cast.service_manager).get(scene.at("settings", "ratings"))
    assert make_action(scene.plan, ref="4.1").pk
