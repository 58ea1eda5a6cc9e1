"""My actions: what others answer for is marked, repeated refs say where they stand, ratings have one order."""

from datetime import date

import pytest

from goldenthread.plan.commands.leads import not_mine, set_leads
from goldenthread.plan.models import RatingWord
from tests.cast import by, make_person
from tests.plan.makers import make_action, make_plan, make_priority

pytestmark = pytest.mark.django_db
PAGE = "/my-actions/"
AHEAD = date(2099, 1, 31)


@pytest.fixture
def plan():
    return make_plan(key="sip")


@pytest.fixture
def lead(page, cast):
    page.sign_in(cast.lead_officer)
    return cast.lead_officer


def test_no_change_on_all_takes_only_what_the_reader_is_accountable_for(page, plan, lead):
    mine = make_action(plan, ref="1.1", leads=[lead, make_person("Owen Pascoe")], ends_on=AHEAD)
    shared = make_action(plan, ref="1.2", leads=[make_person("Freya Lund"), lead], ends_on=AHEAD)
    shown = page.get(PAGE)
    assert "Freya Lund answers; you share it" in shown.text
    assert "Owen Pascoe answers" not in shown.text
    assert "those another lead answers" in shown.text
    page.send(shown, {"others_unchanged": "yes"})
    assert (mine.updates.count(), shared.updates.count()) == (1, 0)


def test_a_shared_action_is_answered_where_its_reader_says_so(page, plan, lead):
    shared = make_action(plan, ref="1.2", leads=[make_person("Freya Lund"), lead], ends_on=AHEAD)
    shown = page.get(PAGE)
    assert "No change on all I left blank" not in shown.text
    page.send(shown, {f"a{shared.pk}-unchanged": "on"})
    assert shared.updates.count() == 1


def test_where_the_accountable_lead_is_gone_the_next_one_answers(page, plan, lead):
    gone = make_person("Freya Lund", is_active=False)
    action = make_action(plan, ref="1.2", leads=[gone, lead], ends_on=AHEAD)
    shown = page.get(PAGE)
    assert "you share it" not in shown.text
    page.send(shown, {"others_unchanged": "yes"})
    assert action.updates.count() == 1


def test_a_ref_that_two_actions_have_says_under_which_priority_each_stands(page, plan, lead):
    second = make_priority(plan, number="7", title="Be safe")
    make_priority(plan, number="8", title="Be well")
    make_action(plan, priority=second, ref="1.4", leads=[lead])
    make_action(plan, priority=plan.priorities.get(number="8"), ref="1.4", leads=[lead])
    make_action(plan, priority=second, ref="1.5", leads=[lead])
    refs = [" ".join(one.text_content().split()) for one in page.get(PAGE).all("//h3/span[@class='ref']")]
    assert sorted(refs) == ["1.4 Priority 7", "1.4 Priority 8", "1.5"]


def test_ratings_stand_in_the_plans_own_order_on_my_actions_as_in_the_other_forms(page, plan, lead):
    for place, word in enumerate(("Amber", "Green", "Red")):
        RatingWord.objects.filter(plan=plan, word=word).update(position=place)
    action = make_action(plan, leads=[lead])
    mine, alone = page.get(PAGE), page.get(f"{action.get_absolute_url()}update/")
    values = [str(plan.rating_words.get(word=word).pk) for word in ("Amber", "Green", "Red")]
    assert mine.all(f"//input[@name='a{action.pk}-rating']/@value") == [*values, "complete"]
    offered = [one for one in alone.all("//input[@name='rating']/@value") if one in values]
    assert offered == values


def test_what_was_said_not_to_be_ones_own_is_marked_until_a_lead_is_named(page, plan, cast, lead):
    action = make_action(plan, leads=[lead])
    not_mine(action=action, reason="It belongs to the fostering team.", by=by(lead))
    assert "Said not to be theirs" in page.get(PAGE).text
    assert "a lead said that it is not theirs" in page.get(action).text
    set_leads(action=action, leads=[lead], by=by(cast.service_manager), accountable=lead, senior_lead=cast.director)
    assert "Said not to be theirs" not in page.get(PAGE).text
    assert "a lead said that it is not theirs" not in page.get(action).text
