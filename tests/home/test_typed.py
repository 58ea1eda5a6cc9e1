"""What somebody typed is shown by the names of actions, fields and ratings, without versions and tokens."""

import pytest
from django.utils import timezone

from goldenthread.home.typed import tell
from goldenthread.identity.drafts import keep_draft
from goldenthread.identity.models import Draft
from tests.plan.makers import make_action, make_plan

pytestmark = pytest.mark.django_db
PAGE = "/my-actions/"


@pytest.fixture
def action(cast):
    """An action that the lead officer leads, with the ratings of its plan."""
    plan = make_plan(key="harbour", name="Harbour Plan")
    return make_action(plan, ref="1.3", wording="Answer every parent within ten days.", leads=[cast.lead_officer])


def keep(person, form, **fields):
    return keep_draft(person=person, form=form, fields=fields, at=timezone.now(), page=form)


def test_an_answer_is_shown_with_its_action_its_fields_and_the_word_of_the_rating(page, cast, action):
    word = action.plan.rating_words.exclude(pk=action.rating_id).first()
    of_it = {"version": "1", "rating": str(word.pk), "note": "The rota stands.", "about": "1.3", "read-note": ""}
    keep(cast.lead_officer, PAGE, **{f"a{action.pk}-{name}": text for name, text in of_it.items()})
    shown = page.sign_in(cast.lead_officer).get("/drafts/")
    assert "1.3 Answer every parent within ten days." in shown
    assert shown.links()["1.3 Answer every parent within ten days."] == action.get_absolute_url()
    told = dict(zip(shown.all("//main//dt/text()"), shown.all("//main//dd/text()"), strict=True))
    assert told == {"How does it go?": word.word, "What has changed": "The rota stands."}
    assert f"a{action.pk}" not in shown.text
    assert "ersion" not in shown.text


def test_an_action_of_which_nothing_was_typed_is_not_shown(cast, action):
    fields = {"version": "1", "rating": str(action.rating_id or ""), "note": " "}
    keep(cast.lead_officer, PAGE, **{f"a{action.pk}-{name}": text for name, text in fields.items()}, x="y")
    (one,) = tell(list(Draft.objects.all()), cast.lead_officer)
    assert [part.texts for part in one.parts] == [[("X", "y")]]


def test_words_for_an_action_one_may_not_see_any_more_keep_the_name_of_the_page(cast, action):
    fields = {f"a{action.pk}-about": "1.3 Answer every parent", f"a{action.pk}-note": "Done."}
    keep(cast.nobody, PAGE, **fields)
    (one,) = tell(list(Draft.objects.all()), cast.nobody)
    assert [(part.about, part.url, part.texts) for part in one.parts] == [
        ("1.3 Answer every parent", "", [("What has changed", "Done.")])
    ]


def test_a_form_is_named_by_what_stands_at_its_address(page, cast, action):
    address = f"{action.get_absolute_url()}update/"
    keep(
        cast.lead_officer,
        address,
        **{"version": "4", "note": "Begun.", "wording": "As it was", "read-wording": "As it was"},
    )
    keep(cast.lead_officer, "/people/add/", name="Owen Pascoe")
    keep(cast.lead_officer, "/nowhere/at/all/", note="Lost")
    shown = page.sign_in(cast.lead_officer).get("/drafts/")
    headings = shown.all("//main//h2/text()")
    assert sorted(headings) == ["Action 1.3 of Harbour Plan: update", "Add person", "What you typed"]
    assert "As it was" not in shown
    assert "Version" not in shown


def test_many_drafts_cost_no_more_than_one(page, cast, action):
    page.sign_in(cast.lead_officer)
    keep(cast.lead_officer, f"{action.get_absolute_url()}update/", note="Begun.", rating=str(action.rating_id or 1))
    few = page.cost("/drafts/")
    for number in range(5):
        other = make_action(action.plan, ref=f"2.{number}", leads=[cast.lead_officer])
        keep(cast.lead_officer, f"{other.get_absolute_url()}update/", note="Begun.", rating="1")
    assert page.cost("/drafts/") == few
