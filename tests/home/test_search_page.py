"""What the search page says of what it found: how many, and of which plan."""

import pytest

from goldenthread.home import views
from goldenthread.home.views import readable_scopes
from goldenthread.plan.commands.saving import index_action
from goldenthread.search.index import Entry, count_found, index
from tests.plan import makers

pytestmark = pytest.mark.django_db


def lanterns(plan, count, **named):
    for number in range(count):
        index_action(makers.make_action(plan, wording=f"Lanterns for quay {number}.", **named))


def test_a_hit_says_which_plan_it_belongs_to_and_the_page_how_many_were_found(page, cast):
    quay, mill = makers.make_plan(name="Quay Plan"), makers.make_plan(name="Mill & Weir Plan")
    lanterns(quay, 1)
    lanterns(mill, 2)
    page.sign_in(cast.director)
    answer = page.get("/search/?q=lantern")
    assert "3 found" in answer.text
    where = answer.all("//ol[@class='results']/li/p[1]/text()")
    assert sorted(where) == ["Action, Mill & Weir Plan", "Action, Mill & Weir Plan", "Action, Quay Plan"]


def test_a_plan_that_is_found_does_not_say_its_own_name_twice(page, cast):
    plan = makers.make_plan(name="Lantern Plan")
    index([Entry("plan", plan.key, plan.scope_id, plan.name, "", plan.get_absolute_url())])
    page.sign_in(cast.director)
    assert page.get("/search/?q=lantern").all("//ol[@class='results']/li/p[1]/text()") == ["Plan"]


def test_more_than_are_shown_are_counted_and_only_among_what_the_reader_may_see(page, cast, monkeypatch):
    monkeypatch.setattr(views, "MOST", 3)
    mine, other = makers.make_plan(), makers.make_plan(name="Other Plan")
    lanterns(mine, 5, leads=[cast.lead_officer])
    lanterns(other, 4)
    page.sign_in(cast.lead_officer)
    text = page.get("/search/?q=lantern").text
    assert "5 found" in text
    assert "The best 3 are shown." in text
    page.sign_in(cast.director)
    assert "9 found" in page.get("/search/?q=lantern").text
    monkeypatch.setattr(views, "MOST_COUNTED", 8)
    assert "More than 8 found" in page.get("/search/?q=lantern").text


def test_counting_goes_no_further_than_it_is_asked_to(cast):
    lanterns(makers.make_plan(), 5)
    scopes = readable_scopes(cast.director)
    assert [count_found("lantern", scopes=scopes, most=most) for most in (2, 5, 100)] == [2, 5, 5]
    assert count_found("lantern", scopes=scopes, kinds=frozenset({"source"}), most=9) == 0
    assert count_found("lantern", scopes=frozenset(), most=9) == 0
    assert count_found("?!", scopes=scopes, most=9) == 0
