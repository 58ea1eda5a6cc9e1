"""Closed rounds held against each other: any two of them, part of a plan, all of them; as pages and as data."""

import csv
import json
from datetime import UTC, date, datetime, timedelta

import pytest
from django.forms import Select

from goldenthread.boards.choosing import ListDrawnFlat
from goldenthread.boards.commands.rounds import RoundDates, close_round, open_round, plan_round, reopen_round
from goldenthread.boards.queries.movement_between import Part, movement_between
from goldenthread.identity.actor import Actor
from goldenthread.identity.models import Person
from goldenthread.kernel.errors import RuleBroken
from goldenthread.plan.models import ActionFinding
from goldenthread.plan.states import Colour, State
from goldenthread.sources.models import Finding, Source
from tests.cast import make_person
from tests.plan.makers import make_action, make_plan, make_priority, make_rating, make_update
from tests.standing import made_once

pytestmark = pytest.mark.django_db
FIRST = datetime(2026, 3, 6, 10, tzinfo=UTC)
DATES = RoundDates(period_starts_on=date(2025, 12, 1), period_ends_on=date(2026, 2, 28))
PAGE = "/plans/sip/movement/"


def the_manager():
    """Whoever keeps the rounds of the plan; made where she is missing."""
    person = Person.objects.filter(name="Miriam Bell").first()
    return Actor(person or make_person("Miriam Bell", roles=["service manager"]))


@pytest.fixture
def manager():
    return the_manager()


def harbour_plan():
    """Six actions, three under each of two senior leads, all due at the end of July 2026."""
    plan = make_plan(key="sip")
    make_rating(plan, "Amber"), make_rating(plan, "Red")
    for number in range(1, 7):
        senior, lead = ("NH", "RG") if number < 4 else ("CP", "RG/JF")
        make_action(
            plan, ref=f"1.{number}", ends_on=date(2026, 7, 31), ends_written="July 2026",
            senior_lead_written=senior, leads_written=lead,
        )  # fmt: skip
    return plan


@pytest.fixture
def plan():
    return harbour_plan()


@pytest.fixture
def director(page):
    page.sign_in(make_person("Ruth Lindqvist", roles=["director"]))
    return page


def close(plan, by, quarter):
    """Close the round of a quarter, the first in March 2026."""
    at = FIRST + timedelta(days=91 * quarter)
    made = plan_round(plan=plan, board=None, dates=DATES, by=by)
    open_round(round=made, by=by, at=at - timedelta(days=5))
    close_round(round=made, by=by, at=at, missing_why="Nobody was chased for this.")
    return made


def rate(plan, ref, word):
    plan.actions.filter(ref=ref).update(rating=plan.rating_words.get(word=word))


def complete(plan, ref):
    rate(plan, ref, "Blue")
    plan.actions.filter(ref=ref).update(state=State.COMPLETED_ON_PAPER)


@made_once
def three_rounds():
    """1.1 amber, then red, then blue; 1.4 amber from the second round on; all unfinished late at the third."""
    plan, manager = harbour_plan(), the_manager()
    rate(plan, "1.1", "Amber")
    close(plan, manager, 0)
    rate(plan, "1.1", "Red")
    rate(plan, "1.4", "Amber")
    close(plan, manager, 1)
    complete(plan, "1.1")
    close(plan, manager, 2)
    return plan


def figures(shown):
    """The figures of the summary by their words."""
    lines = shown.all("//section[@aria-labelledby='summary']//li")
    return {line[1].text_content(): int(line[0].text_content()) for line in lines}


def rows(shown):
    """The grouped table: each row's name to its figures under their heads."""
    table = shown.all("//table[contains(@class, 'grouped')]")[0]
    heads = [head.text_content() for head in table.xpath(".//thead//th")][1:]
    return {
        row.xpath("./th")[0].text_content(): dict(
            zip(heads, [int(cell.text_content()) for cell in row.xpath("./td")], strict=True)
        )
        for row in table.xpath(".//tbody/tr")
    }


def test_the_latest_round_is_held_against_the_one_before(three_rounds, director):
    shown = director.get(PAGE)
    assert shown.heading == "What moved: round 2 to round 3"
    told = figures(shown)
    assert (told["newly blue"], told["worsened"], told["late for the first time"]) == (1, 0, 5)


def test_two_rounds_far_apart_are_held_against_each_other(three_rounds, director):
    shown = director.get(f"{PAGE}?after=3&before=1")
    assert shown.heading == "What moved: round 1 to round 3"
    assert (figures(shown)["newly blue"], figures(shown)["worsened"]) == (1, 1)
    assert director.get(f"{PAGE}?after=2&before=1").heading == "What moved: round 1 to round 2"


def test_rounds_the_wrong_way_round_are_put_right(three_rounds, director):
    turned = director.get(f"{PAGE}?after=1&before=3&senior=CP", status=302)
    assert turned.location == f"{PAGE}?after=3&before=1&senior=CP"


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ("after=2&before=2", "Round 2 cannot be held against itself."),
        ("after=next", "“next” is not the number of a round."),
        ("before=-1", "“-1” is not the number of a round."),
        ("by=moon", "Nothing is counted by “moon”."),
    ],
)
def test_an_address_that_asks_for_nothing_says_so_in_a_sentence(three_rounds, director, asked, why):
    assert why in director.get(f"{PAGE}?{asked}", status=422).text
    assert why in director.get(f"{PAGE}csv/?{asked}", status=422).html


def test_a_round_is_not_offered_to_be_held_against_itself_or_a_later_one(three_rounds, director):
    offered = director.get(f"{PAGE}?after=2").all("//select[@name='before']/option/@value")
    assert list(offered) == ["", "1"]


def test_by_source_a_line_says_why_the_lines_add_up_to_more(three_rounds, director):
    shown = director.get(f"{PAGE}?by=source")
    assert "counts under both, so the lines can add up to more than the plan" in shown.text


def test_a_figure_says_its_head_where_the_table_is_stacked(three_rounds, director):
    rows = director.get(PAGE).all("//table[contains(@class, 'stacks')]//tbody/tr[1]/td/@data-label")
    assert list(rows)[:4] == ["Actions", "Late", "Red", "Amber"]


def test_a_round_that_nobody_closed_is_no_page(three_rounds, manager, director):
    plan_round(plan=three_rounds, board=None, dates=DATES, by=manager)
    for asked in ("?after=4", "?after=9", "?after=3&before=0"):
        director.get(f"{PAGE}{asked}", status=404)


def test_how_long_a_colour_has_stayed_is_counted_over_all_rounds(three_rounds):
    found = movement_between(three_rounds)
    assert (found.movement.unchanged["p1-1.2"], found.movement.unchanged["p1-1.4"]) == (3, 2)
    assert movement_between(three_rounds, 3, 1).movement.unchanged == {f"p1-1.{number}": 3 for number in (2, 3, 5, 6)}
    assert movement_between(three_rounds, 2).movement.unchanged["p1-1.2"] == 2


def test_what_is_late_under_each_senior_lead_stands_in_one_table(three_rounds, director):
    told = rows(director.get(PAGE))
    assert list(told) == ["CP", "NH"]
    assert (told["CP"]["Late"], told["NH"]["Late"], told["CP"]["Amber"]) == (3, 2, 1)
    assert (told["NH"]["Newly blue"], told["NH"]["Actions"]) == (1, 3)


def test_two_leads_of_an_action_both_count_it(three_rounds, director):
    told = rows(director.get(f"{PAGE}?by=lead"))
    assert {name: figures["Actions"] for name, figures in told.items()} == {"JF": 3, "RG": 6}


@pytest.mark.parametrize(
    ("asked", "actions"),
    [("senior=NH", 3), ("senior=CP", 3), ("lead=JF", 3), ("lead=RG", 6), ("priority=1", 6), ("priority=2", 0),
     ("source=Nothing", 0), ("senior=NH&lead=JF", 0)],
)  # fmt: skip
def test_a_part_of_the_plan_is_held_against_the_same_part(three_rounds, director, asked, actions):
    shown = director.get(f"{PAGE}?{asked}")
    assert shown.all("//b[@role='status']/text()") == [f"{actions} action{'' if actions == 1 else 's'}"]
    assert figures(shown)["newly blue"] == (1 if "CP" not in asked and "JF" not in asked and actions else 0)


def test_filters_are_kept_in_every_address_of_the_page(three_rounds, director):
    shown = director.get(f"{PAGE}?after=3&before=1&senior=CP&by=lead")
    links = shown.links()
    assert links["CSV"] == f"{PAGE}csv/?after=3&before=1&by=lead&senior=CP"
    assert links["RG"] == "?after=3&before=1&by=lead&senior=CP&lead=RG"
    assert shown.all("//select[@name='senior']/option[@selected]/@value") == ["CP"]
    assert shown.all("//select[@name='before']/option[@selected]/@value") == ["1"]


def test_the_movement_as_json_names_both_closings_and_every_list(three_rounds, director):
    told = json.loads(director.get(f"{PAGE}json/?after=3&before=1&senior=NH").html)
    assert (told["plan"], told["after"]["round"], told["before"]["round"]) == ("sip", "3", "1")
    assert (told["part"], told["actions"]) == ({"senior": "NH"}, 3)
    assert told["movement"]["newly_blue"] == ["p1-1.1"]
    assert told["unchanged"] == {"p1-1.2": 3, "p1-1.3": 3}
    assert [one["late"] for one in told["grouped"]["senior"]] == [2]


def test_the_movement_as_csv_has_a_row_for_each_action_and_no_formula(three_rounds, director):
    three_rounds.actions.filter(ref="1.2").update(wording="=1+1")
    answer = director.get(f"{PAGE}csv/?after=3&before=1").response
    assert 'filename="sip-movement-1-to-3.csv"' in answer["Content-Disposition"]
    head, *lines = list(csv.reader(answer.content.decode("utf-8-sig").splitlines()))
    told = [dict(zip(head, line, strict=True)) for line in lines]
    assert len(told) == 6
    assert (told[0]["Rating before"], told[0]["Moved"]) == ("Amber", "Newly blue")
    assert told[1]["Moved"] == "Late for the first time; Silent"
    assert all(not cell.startswith("=") for line in lines for cell in line)


def test_another_kind_of_file_is_none(three_rounds, director):
    director.get(f"{PAGE}xlsx/", status=404)


def test_nobody_reads_the_movement_of_a_plan_that_is_not_theirs(three_rounds, page):
    page.sign_in(make_person("Colm Varley"))
    for address in (PAGE, f"{PAGE}csv/", "/plans/sip/rounds/over-time/", "/plans/sip/timeline/"):
        page.get(address, status=404)


def test_a_longer_plan_asks_no_more_of_the_database(three_rounds, director, manager):
    before = [director.cost(address) for address in (PAGE, "/plans/sip/rounds/over-time/", "/plans/sip/rounds/3/")]
    for number in range(7, 30):
        make_action(three_rounds, ref=f"1.{number}", ends_on=date(2026, 5, 31))
    close(three_rounds, manager, 3)
    after = [director.cost(address) for address in (PAGE, "/plans/sip/rounds/over-time/", "/plans/sip/rounds/4/")]
    assert after == before


def test_the_four_answers_come_first_on_the_page_of_a_round(three_rounds, director):
    shown = director.get("/plans/sip/rounds/3/")
    heads = [head.text_content() for head in shown.all("//main//h2")]
    assert heads[:4] == ["What changed", "What is late", "Who has not answered", "What do you want from us"]
    links = shown.links()
    assert links["newly blue"] == f"{PAGE}?after=3&before=2#newly_blue"
    assert links["CP"] == f"{PAGE}?after=3&before=2&senior=CP#late"


def test_colours_and_lateness_are_counted_at_every_round(three_rounds, director):
    shown = director.get("/plans/sip/rounds/over-time/")
    colours, late, blue = (
        [[cell.text_content() for cell in row] for row in section.xpath(".//tbody/tr")]
        for section in shown.all("//div[@class='charts']/section")
    )
    assert [row[1:] for row in colours] == [
        ["0", "5", "1", "0", "0", "6"], ["0", "4", "1", "1", "0", "6"], ["1", "4", "1", "0", "0", "6"]
    ]  # fmt: skip
    assert [row[1] for row in late] == ["0", "0", "5"]
    assert [row[3] for row in blue] == ["0%", "0%", "16.7%"]
    assert len(shown.all("//svg[@role='img']")) == 3


def test_each_action_is_followed_from_round_to_round_in_words(three_rounds, manager, director):
    make_action(three_rounds, ref="1.9")
    three_rounds.actions.filter(ref="1.2").update(state=State.WITHDRAWN)
    rate(three_rounds, "1.4", "Red")
    close(three_rounds, manager, 3)
    shown = director.get("/plans/sip/rounds/over-time/")
    told = {
        row[0].text_content(): [cell.text_content().strip() for cell in row[2:]]
        for row in shown.all("//table[contains(@class, 'ways')]//tbody/tr")
    }
    assert told["1.1"] == ["Amber", "Red", "Blue", "Blue", "unchanged"]
    assert told["1.2"][-1] == "withdrawn or gone"
    assert told["1.4"][-1] == "worsened"
    assert told["1.9"] == ["not in the plan"] * 3 + ["Green", "new"]


def test_disagreements_are_those_of_the_frozen_lines(three_rounds):
    found = movement_between(three_rounds)
    assert {line.ref for line in found.late if line.declared == Colour.GREEN} == {"1.2", "1.3", "1.5", "1.6"}


def test_every_plan_stands_side_by_side_at_its_last_closing(three_rounds, manager, director):
    other = make_plan(key="send", name="SEND Plan")
    make_action(other, ref="1", ends_on=date(2026, 1, 31), senior_lead_written="NH", leads_written="IA")
    close(other, manager, 0)
    make_plan(key="new", name="A plan without rounds")
    shown = director.get("/movement/")
    plans, seniors = (
        {
            row.xpath("./th")[0].text_content().partition(" round")[0]: [cell.text_content() for cell in row[1:4]]
            for row in table.xpath(".//tbody/tr")
        }
        for table in shown.all("//table[contains(@class, 'grouped')]")
    )
    assert plans == {"Harbour Plan": ["6", "5", "0"], "SEND Plan": ["1", "1", "0"]}
    assert seniors == {"CP": ["3", "3", "0"], "NH": ["4", "3", "0"]}
    assert shown.links()["Harbour Plan"] == f"{PAGE}?after=3&before=2"
    narrowed = director.get("/movement/?senior=CP")
    assert narrowed.links()["Harbour Plan"] == f"{PAGE}?after=3&before=2&senior=CP"
    assert "SEND Plan" not in narrowed
    assert "No round was closed yet of 1 plan, so it is not counted here: A plan without rounds." in shown
    assert shown.links()["A plan without rounds"] == "/plans/new/"


def test_senior_leads_stand_by_name_where_their_initials_mean_one_person(three_rounds, director):
    three_rounds.actions.filter(senior_lead_written="NH").update(senior_lead=make_person("Nadia Holt", initials="NH"))
    for name in ("Cara Pike", "Colm Pratt"):
        make_action(three_rounds, ref=name[:4], senior_lead=make_person(name), senior_lead_written="CP")
    shown = director.get("/movement/")
    heads = [" ".join(cell.text_content().split()) for cell in shown.all("(//table)[2]/tbody/tr/th")]
    assert heads == ["CP", "Nadia Holt (NH)"]
    assert shown.links()["Nadia Holt (NH)"] == "?by=senior&senior=NH"
    narrowed = director.get("/movement/?senior=NH")
    assert "Senior lead: Nadia Holt (NH)" in narrowed
    assert narrowed.all("//select[@name='senior']/option[@selected]")[0].text_content() == "Nadia Holt (NH)"


def test_plans_that_are_not_the_readers_are_not_counted(three_rounds, page):
    lead = make_person("Nell Okafor", roles=["lead officer"])
    make_action(make_plan(key="mine", name="Her own plan"), ref="1", leads=[lead])
    assert "Harbour Plan" not in page.sign_in(lead).get("/movement/")


def test_late_once_and_in_time_again_is_late_again_and_not_for_the_first_time(plan, manager):
    plan.actions.filter(ref="1.1").update(ends_on=date(2026, 1, 31))
    close(plan, manager, 0)
    plan.actions.filter(ref="1.1").update(ends_on=date(2026, 7, 31))
    close(plan, manager, 1)
    close(plan, manager, 2)
    moved = movement_between(plan).movement
    assert moved.late_again == ("p1-1.1",)
    assert moved.newly_late == tuple(f"p1-1.{number}" for number in range(2, 7))
    assert movement_between(plan, 3, 1).movement.late_again == ()


def test_what_has_no_senior_lead_is_counted_last_and_named_so(plan, manager, director):
    plan.actions.filter(ref="1.2").update(senior_lead_written="")
    close(plan, manager, 0)
    assert list(rows(director.get(PAGE))) == ["CP", "NH", "No senior lead"]


def test_a_source_narrows_the_movement_to_what_answers_it(plan, manager):
    told = {"entered_by": manager.person, "entered_at": FIRST}
    source = Source.objects.create(key="audit", kind="external_audit", title="Audit of visits", **told)
    finding = Finding.objects.create(source=source, key="audit-1", text="Visits are late.", **told)
    ActionFinding.objects.create(action=plan.actions.get(ref="1.3"), finding=finding)
    close(plan, manager, 0)
    close(plan, manager, 1)
    found = movement_between(plan, part=Part(source="Audit of visits"))
    assert [line.ref for line in found.lines] == ["1.3"]


def test_what_is_gone_is_told_with_its_words_of_then(plan, manager, director):
    close(plan, manager, 0)
    plan.actions.get(ref="1.6").delete()
    close(plan, manager, 1)
    found = movement_between(plan)
    assert (found.movement.withdrawn, [line.ref for line in found.gone]) == (("p1-1.6",), ["1.6"])
    assert movement_between(plan, part=Part(senior="NH")).movement.withdrawn == ()
    assert "1.6" in director.get(PAGE).all("//section[@aria-labelledby='withdrawn']")[0].text_content()


def test_a_round_that_was_corrected_counts_as_corrected(plan, manager):
    first = close(plan, manager, 0)
    close_at = FIRST + timedelta(days=9)
    reopen_round(round=first, why="The lead of 1.1 was mistaken.", by=manager, at=close_at)
    rate(plan, "1.1", "Red")
    close_round(round=first, by=manager, at=close_at, missing_why="Nobody was chased for this.")
    rate(plan, "1.1", "Green")
    close(plan, manager, 1)
    found = movement_between(plan)
    assert (found.before.number, found.movement.improved) == (2, ("p1-1.1",))


def test_what_was_said_between_the_closings_breaks_the_silence(plan, manager):
    close(plan, manager, 0)
    close(plan, manager, 1)
    make_update(plan.actions.get(ref="1.2"), by=manager.person, recorded_at=FIRST + timedelta(days=100))
    close(plan, manager, 2)
    assert "p1-1.2" not in movement_between(plan).movement.silent
    assert "p1-1.2" not in movement_between(plan, 3, 1).movement.silent
    assert len(movement_between(plan).movement.silent) == 5


def test_a_rating_word_that_changed_its_meaning_is_told(plan, manager, director):
    close(plan, manager, 0)
    assert "do not mean the same" not in director.get(PAGE)
    plan.rating_words.filter(word="Green").update(meaning="finished")
    close(plan, manager, 1)
    shown = director.get(PAGE)
    assert "Green: was “green: going well”, is “green: finished”." in shown
    assert "do not mean the same as at round 1" in director.get("/plans/sip/rounds/2/")


def test_one_round_alone_says_what_is_late_and_that_nothing_can_have_moved(plan, manager, director):
    plan.actions.filter(ref="1.1").update(ends_on=date(2026, 1, 31))
    close(plan, manager, 0)
    shown = director.get(PAGE)
    assert shown.heading == "What moved in round 1"
    assert "Nothing to hold it against" in shown
    assert "Late: 1" in shown
    assert shown.all("//select[@name='before']/option[@selected]/@value") == [""]
    assert rows(shown)["NH"]["Late"] == 1


@pytest.mark.parametrize("address", [PAGE, "/plans/sip/rounds/over-time/"])
def test_a_plan_without_a_closed_round_says_so(plan, director, address):
    assert "No round was closed yet" in director.get(address)


def test_a_report_is_told_which_round_it_cannot_have(plan, manager):
    with pytest.raises(RuleBroken, match="has been closed yet"):
        movement_between(plan)
    close(plan, manager, 0)
    close(plan, manager, 1)
    with pytest.raises(RuleBroken, match="was not closed"):
        movement_between(plan, 7)
    with pytest.raises(RuleBroken, match="was not before"):
        movement_between(plan, 1, 2)


def test_red_opens_a_request_to_the_board(plan, manager, director):
    rate(plan, "1.2", "Red"), rate(plan, "1.3", "Amber"), rate(plan, "1.4", "Red")
    told = {"by": manager.person, "recorded_at": FIRST - timedelta(days=2), "is_answer": True}
    make_update(plan.actions.get(ref="1.2"), "The grant ends in June.", needs="A decision on the grant.",
                next_step="Meet the funder.", look_at_written="May 2026", **told)  # fmt: skip
    make_update(plan.actions.get(ref="1.5"), "Going well.", needs="A venue.", **told)
    close(plan, manager, 0)
    shown = director.get("/plans/sip/rounds/1/")
    needed = shown.all("//section[@aria-labelledby='needed']")[0]
    asked, troubled = ([item.text_content() for item in part] for part in needed.xpath(".//ul[@class='needed']"))
    assert [item.split()[0] for item in asked] == ["1.2", "1.5"]
    assert "A decision on the grant." in asked[0]
    assert "The grant ends in June." in asked[0]
    assert "Meet the funder. (May 2026)" in asked[0]
    assert [item.split()[0] for item in troubled] == ["1.4", "1.3"]


def test_a_long_plan_is_followed_one_priority_at_a_time(plan, manager, director, monkeypatch):
    monkeypatch.setattr("goldenthread.boards.views.movement.MOST_AT_ONCE", 5)
    make_action(plan, priority=make_priority(plan, number="2", title="Keep safe"), ref="2.1")
    close(plan, manager, 0)
    captions = "//table[contains(@class, 'ways')]/caption/text()"
    assert director.get("/plans/sip/rounds/over-time/").all(captions) == ["Priority 1: Be heard early"]
    assert director.get("/plans/sip/rounds/over-time/?priority=2").all(captions) == ["Priority 2: Keep safe"]


def test_words_of_the_plan_never_become_markup(plan, manager, director):
    plan.actions.filter(ref="1.1").update(wording="<script>alert(1)</script>", senior_lead_written="<b>NH</b>")
    plan.priorities.update(title="<i>Early</i>")
    close(plan, manager, 0)
    close(plan, manager, 1)
    addresses = (PAGE, "/plans/sip/rounds/over-time/", "/plans/sip/timeline/?round=2", "/plans/sip/rounds/2/")
    for address in addresses:
        html = director.get(address).html
        assert "<script>alert" not in html
        assert "<b>NH" not in html
        assert "<i>Early" not in html


def test_without_a_closed_round_the_page_of_all_plans_says_so(plan, director):
    assert "No round was closed yet" in director.get("/movement/")


def test_a_list_drawn_flat_is_drawn_as_django_draws_it():
    given = {"class": "wide", "required": True, "disabled": False, "data-what": "<b>"}
    choices = [("", "All"), ("NH", "Nadia <Holt> & others"), ('"7"', "It’s 7")]
    for chosen in (None, "", "NH", '"7"'):
        flat, usual = (kind(choices=choices).render("senior", chosen, given) for kind in (ListDrawnFlat, Select))
        assert flat == usual
