"""A row of the plan edited in its place, and the same form on a page of its own without script."""

from goldenthread.ledger.models import Entry
from goldenthread.plan.commands.progress import update_action
from goldenthread.plan.models import Action
from goldenthread.plan.states import State
from tests.cast import by, make_person
from tests.plan.makers import NOON

NOTE = "Fourteen families rang back within a day."
HTMX = {"HTTP_HX_REQUEST": "true"}


def test_the_row_opens_as_a_form_and_closes_again(page, cast, scene):
    page.sign_in(cast.lead_officer)
    opened = page.get(scene.action("update"), **HTMX)
    assert 'class="isopen"' in opened.html
    assert '<tr role="row" class="opened" id="open-p1-1.1">' in opened.html
    assert "<html" not in opened.html
    closed = page.get(scene.action("row"), **HTMX)
    assert 'id="open-p1-1.1" hx-swap-oob="delete"' in closed.html
    assert "<form" not in closed.html


def test_a_saved_row_comes_back_with_the_counts_above_it(page, cast, scene):
    page.sign_in(cast.lead_officer)
    amber = scene.plan.rating_words.get(word="Amber")
    saved = page.post(scene.action("update"), {"note": NOTE, "rating": amber.pk}, status=200, **HTMX)
    assert NOTE in saved.html
    assert 'id="plan-counts" hx-swap-oob="true"' in saved.html
    assert "Update<span" in saved.html
    scene.mine.refresh_from_db()
    assert scene.mine.rating == amber


def test_a_refused_row_stays_open_with_its_reason_and_what_was_typed(page, cast, scene):
    page.sign_in(cast.lead_officer)
    refused = page.post(scene.action("update"), {"note": "done", "rating": ""}, status=422, **HTMX)
    assert "Say what changed, for example" in refused.html
    assert ">\ndone</textarea>" in refused.html
    assert not scene.mine.updates.exists()


def test_without_script_the_row_is_a_page(page, cast, scene):
    page.sign_in(cast.lead_officer)
    form = page.get(scene.action("update"))
    assert form.heading == "Update 1.1"
    page.send(form, {"note": NOTE}, action="update/")
    assert scene.mine.updates.get().text == NOTE
    assert page.get(scene.action("row"), status=302).location == f"{scene.at()}#p1-1.1"


def test_a_lead_is_not_asked_for_the_words_and_cannot_send_them(page, cast, scene):
    page.sign_in(cast.lead_officer)
    form = page.get(scene.action("update"))
    assert not form.all("//main//*[@name='wording' or @name='lead_1']")
    page.post(scene.action("update"), {"note": NOTE, "wording": "Something else.", "lead_1": ""})
    scene.mine.refresh_from_db()
    assert scene.mine.wording == "Ring each family within two days."
    assert scene.mine.leads.count() == 1


def test_whoever_manages_changes_words_and_leads_with_the_update(page, cast, scene):
    page.sign_in(cast.service_manager)
    form = page.get(scene.action("update"))
    other = make_person("Bela Strand", account=False)
    fields = {
        "note": NOTE,
        "wording": "Ring each family within one day.",
        "ref": "1.1a",
        "lead_2": "person:bela-strand",
    }
    page.send(page.get(scene.action("update")), fields, action="update/")
    scene.mine.refresh_from_db()
    assert form.values("update/")["lead_1"] == "person:ruth-amadi"
    assert (scene.mine.wording, scene.mine.ref, scene.mine.key) == (
        "Ring each family within one day.",
        "1.1a",
        "p1-1.1",
    )
    assert [lead.person for lead in scene.mine.leads.all()] == [cast.lead_officer, other]
    assert [entry.what for entry in Entry.objects.filter(subject=scene.mine.subject).order_by("number")] == [
        "plan.action_changed",
        "plan.leads_set",
        "plan.action_updated",
    ]


def test_a_change_of_words_needs_no_update(page, cast, scene):
    page.sign_in(cast.service_manager)
    page.send(page.get(scene.action("update")), {"measure": "All of them."}, action="update/")
    scene.mine.refresh_from_db()
    assert scene.mine.measure.text == "All of them."
    assert not scene.mine.updates.exists()


def test_a_rating_alone_asks_what_changed(page, cast, scene):
    page.sign_in(cast.lead_officer)
    red = scene.plan.rating_words.get(word="Red")
    answer = page.send(page.get(scene.action("update")), {"rating": str(red.pk)}, action="update/", status=422)
    assert "Say what has changed, so that the new rating can be understood." in answer


def test_an_update_can_be_about_an_earlier_day_and_no_later_one(page, cast, scene):
    page.sign_in(cast.lead_officer)
    form = page.get(scene.action("update"))
    page.send(form, {"note": NOTE, "dated": "13 March 2026"}, action="update/")
    assert scene.mine.updates.get().dated_on.isoformat() == "2026-03-13"
    for text, said in (("March", "Give the day"), ("1 May 2199", "dated in the future")):
        again = page.send(page.get(scene.action("update")), {"note": NOTE, "dated": text}, action="update/", status=422)
        assert said in again


def test_two_people_who_update_one_action_see_both_texts(page, cast, scene):
    page.sign_in(cast.lead_officer)
    form = page.get(scene.action("update"))
    values = form.values("update/")
    update_action(
        action=Action.objects.get(pk=scene.mine.pk),
        note="Nine families rang back.",
        rating=None,
        by=by(cast.service_manager),
        at=NOON,
    )
    answer = page.send(form, {"note": NOTE}, action="update/", status=422)
    assert answer.heading == "Update 1.1"
    assert "Joan Fairley saved this while you were writing" in answer
    theirs, yours = [one.text_content() for one in answer.all("//blockquote")]
    assert "Nine" in theirs
    assert "Fourteen" in yours
    assert answer.values("update/")["note"] == NOTE
    assert answer.values("update/")["version"] != values["version"]
    page.send(answer, action="update/")
    assert scene.mine.updates.count() == 2


def test_what_one_only_read_does_not_undo_what_another_saved(page, cast, scene):
    page.sign_in(cast.service_manager)
    form = page.get(scene.action("change"))
    Action.objects.filter(pk=scene.mine.pk).update(wording="Ring every family at once.", version=2)
    refused = page.send(form, {"notes": "Asked for by the forum."}, action="change/", status=422)
    assert "saved this while you were writing" in refused
    assert "Ring every family at once." not in [block.text_content() for block in refused.all("//blockquote")]
    page.send(refused, action="change/")
    scene.mine.refresh_from_db()
    assert (scene.mine.wording, scene.mine.notes) == ("Ring every family at once.", "Asked for by the forum.")


def test_a_changed_wording_shows_both_words_and_keeps_the_choice(page, cast, scene):
    page.sign_in(cast.service_manager)
    form = page.get(scene.action("change"))
    Action.objects.filter(pk=scene.mine.pk).update(wording="Ring every family at once.", version=2)
    refused = page.send(form, {"wording": "Ring each family within one day."}, action="change/", status=422)
    texts = " ".join(block.text_content() for block in refused.all("//blockquote"))
    assert "every" in texts
    assert "one day" in texts
    assert "Error:" in refused.all("//title")[0].text
    page.send(refused, {"wording": "Ring every family within one day."}, action="change/")
    scene.mine.refresh_from_db()
    assert scene.mine.wording == "Ring every family within one day."


def test_a_form_sent_twice_acts_once(page, cast, scene):
    page.sign_in(cast.lead_officer)
    values = page.get(scene.action("update")).values("update/") | {"note": NOTE}
    page.post(scene.action("update"), values)
    again = page.post(scene.action("update"), values)
    assert scene.mine.updates.count() == 1
    assert again.location == scene.action()


def test_reported_complete_is_one_of_the_choices(page, cast, scene):
    page.sign_in(cast.lead_officer)
    page.send(page.get(scene.action("update")), {"rating": "complete", "note": NOTE}, action="update/")
    scene.mine.refresh_from_db()
    assert scene.mine.state == State.REPORTED_COMPLETE


def test_a_finished_action_offers_no_update(page, cast, scene):
    found = page.sign_in(cast.service_manager).get(scene.plan)
    assert not found.all("//tr[@id='p2-2.2']//a[contains(@href,'/update/')]")
    assert found.all("//tr[@id='p2-2.1']//a[contains(@href,'/update/')]")
