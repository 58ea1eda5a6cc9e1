"""What the search page says of what it found: how many, and of which plan."""

from datetime import UTC, datetime

import pytest
from django.template import Context, Template

from goldenthread.boards.finding import MEETINGS
from goldenthread.boards.models import Board
from goldenthread.home import views
from goldenthread.home.found import readable_plans, readable_scopes
from goldenthread.home.rendering import Result, results_drawn
from goldenthread.identity.models import Scope
from goldenthread.plan.commands.saving import index_action
from goldenthread.plan.models import Plan
from goldenthread.plan.queries.sources import sources_visible_to
from goldenthread.search.index import Entry, count_found, index, search
from goldenthread.sources.commands import add_source
from tests.boards.boards import make_board, make_meeting, make_seat
from tests.cast import by, give_role
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


def test_a_hit_is_drawn_as_the_design_draws_it_and_its_words_stay_words():
    hits = [
        Result("Action", "Mill & Weir", "/plans/mill/actions/a/?x=1&y=2", '<b>1.1</b> "Ring"', "It's <script> & more"),
        Result("Plan", "", "/plans/mill/", "Mill & Weir", ""),
    ]
    part = Template('{% part "results" results=hits %}').render(Context({"hits": hits}))
    assert " ".join(results_drawn(hits).split()).replace("> <", "><") == " ".join(part.split()).replace("> <", "><")


def test_whoever_reads_all_finds_the_same_as_by_asking_row_by_row(cast):
    """The short way and the long one give everybody the same scopes, with roles everywhere, on one plan and none."""
    first, second = makers.make_plan(), makers.make_plan(name="Other Plan", stage="draft")
    makers.make_action(first, leads=[cast.lead_officer])
    board = make_board(plans=(first,))
    make_seat(board, cast.board_member)
    make_board("Mill Board", plans=(second,))
    Scope.objects.create(kind=MEETINGS, key=board.body.key, title=board.body.name)
    make_meeting(board)
    add_source(kind="inspection", title="Inspection", by=by(cast.service_manager), at=datetime(2026, 6, 1, tzinfo=UTC))
    give_role(cast.nobody, "quality-assurance manager", scope=second.scope)
    give_role(cast.monitoring_officer, "auditor")
    for person in cast.everyone().values():
        plans = set(Plan.objects.visible_to(person).values_list("scope", flat=True))
        keys = sources_visible_to(person).values("key")
        sources = set(Scope.objects.filter(kind="source", key__in=keys).values_list("pk", flat=True))
        seen = set(Board.objects.visible_to(person).values_list("body__scope", flat=True))
        read = Board.objects.read_by(person).values("body__key")
        spoken = set(Scope.objects.filter(kind=MEETINGS, key__in=read).values_list("pk", flat=True))
        assert set(readable_plans(person)) == plans
        assert readable_scopes(person) == plans | sources | seen | spoken
    assert len(readable_scopes(cast.director)) == 6


def test_an_action_whose_own_wording_has_the_words_goes_before_one_that_has_them_in_a_comment(db):
    long = "Partners agree how families are asked, " * 12
    index(
        [
            Entry("action", "comment", None, "A5.5 Partners", "Partners: partners, CAFs, CAF, partners.", "/b/"),
            Entry("action", "own", None, f"1.2 {long} and who writes partner CAFs.", "", "/a/"),
            Entry("action", "neither", None, "1.3 Rota", "CAFs of partners", "/c/"),
        ]
    )
    for words in ("partners CAFs", "CAF partner", "caf partn"):
        assert search(words, scopes=frozenset())[0].key == "own"
    assert {found.key for found in search("partners CAFs", scopes=frozenset())} == {"comment", "own", "neither"}
