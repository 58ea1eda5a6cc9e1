"""Going from one oddity to the next on the pages of single rows."""

from itertools import groupby

import pytest
from django.urls import reverse

from goldenthread.identity.actor import Actor
from goldenthread.importing.queries.oddities import oddities_beside
from goldenthread.importing.queries.problems import problem_groups
from goldenthread.intake.models import Import
from goldenthread.plan.reading.values import ProblemCode
from tests.cast import make_person
from tests.importing.papers import staged

pytestmark = pytest.mark.django_db
NEXT, BEFORE = "//main//a[@rel='next']/@href", "//main//a[@rel='prev']/@href"


@pytest.fixture
def manager():
    return make_person("Joan Fairley", roles=["service manager"])


@pytest.fixture
def of(manager):
    return staged(by=Actor(manager))


@pytest.fixture
def desk_page(page, manager):
    page.sign_in(manager)
    return page


def listed(of: Import) -> list[str]:
    """The addresses that the list of problems leads to, in its order."""
    return [line.url for group in problem_groups(of) for line in group.lines if "oddity=" in line.url]


def position_of(of: Import, ref: str) -> int:
    return next(one.position for one in of.rows.filter(kind="row") if ref in one.texts)


def walked(desk_page, address: str, link: str) -> list[str]:
    """The rows that are come to by following a link from page to page."""
    seen = [address]
    while following := desk_page.get(seen[-1]).all(link):
        seen.append(following[0])
        assert len(seen) < 50
    return [one.partition("?")[0] for one in seen]


def test_next_oddity_goes_through_the_list_of_problems_to_its_end_and_back(desk_page, of):
    addresses = listed(of)
    # A page names every oddity of its row, so a row that stands twice in succession is shown once.
    rows = [row for row, _ in groupby(one.partition("?")[0] for one in addresses)]
    assert walked(desk_page, addresses[0], NEXT) == rows
    assert walked(desk_page, addresses[-1], BEFORE) == rows[::-1]
    assert "Back to the list" in desk_page.get(addresses[-1])


def test_a_row_that_is_odd_in_two_ways_stands_in_each_group_and_is_left_for_another_row(of):
    position = position_of(of, "1.3")
    in_steps = oddities_beside(of, position, ProblemCode.DATE_IN_STEPS.value)
    carried = oddities_beside(of, position, ProblemCode.AIM_CARRIED.value)
    assert in_steps.number != carried.number
    own = f"/{position}/"
    assert own not in in_steps.next_url + in_steps.previous_url + carried.next_url + carried.previous_url


def test_a_row_opened_without_the_list_begins_where_it_stands_first_in_it(of):
    position = position_of(of, "1.4")
    assert oddities_beside(of, position, "").query == "?oddity=date-unreadable"
    assert oddities_beside(of, position, "nonsense") == oddities_beside(of, position, "")


def test_a_row_without_any_oddity_has_no_way_to_the_next(desk_page, of):
    position = next(one.position for one in of.rows.filter(kind="row") if one.texts[:1] == ["Name"])
    assert oddities_beside(of, position, "") is None
    assert not desk_page.get(reverse("import-row", args=[of.key, position])).all(NEXT)


def test_what_was_put_right_still_leads_to_the_next(desk_page, of):
    address = next(one for one in listed(of) if one.endswith("=measure-shared"))
    following = desk_page.get(address).all(NEXT)
    desk_page.send(desk_page.get(address), {"cell-measure": "Every call taker is trained."})
    again = desk_page.get(address)
    of.refresh_from_db()
    assert "measure-shared" not in {one["code"] for one in of.receipt["problems"]}
    assert again.all(NEXT) or "Back to the list" in again
    assert following


def test_a_correction_leads_to_the_next_oddity_even_where_it_was_the_last_of_its_kind(desk_page, of):
    position = position_of(of, "1.4")
    address = f"{reverse('import-row', args=[of.key, position])}?oddity=date-unreadable"
    (following,) = desk_page.get(address).all(NEXT)
    answer = desk_page.send(desk_page.get(address), {"cell-ends": "March 2026"})
    of.refresh_from_db()
    assert "date-unreadable" not in {one["code"] for one in of.receipt["problems"]}
    assert answer.location == following
    assert f"/{position}/" not in following


def test_a_row_that_is_still_odd_in_the_same_way_stays(desk_page, of):
    position = position_of(of, "1.4")
    address = f"{reverse('import-row', args=[of.key, position])}?oddity=date-unreadable"
    answer = desk_page.send(desk_page.get(address), {"cell-ends": "some day"})
    assert answer.location == address


def test_the_rows_of_one_kind_of_oddity_lead_on_within_it(desk_page, of):
    rows = desk_page.get(f"{reverse('import-rows', args=[of.key])}?problem=aim-carried")
    assert rows.all("//main//th/a[contains(@href, '?oddity=aim-carried')]")


def test_the_review_says_how_many_oddities_stand_in_rows_as_the_rows_count_them(desk_page, of):
    review = desk_page.get(reverse("import", args=[of.key]))
    total = len(of.receipt["problems"])
    beside = oddities_beside(of, position_of(of, "1.2"), "")
    assert beside is not None
    assert 0 < beside.total < total
    assert f"{beside.total} stand in rows" in review.text
    assert f"{total - beside.total} belong" in review.text
    assert f"of {beside.total} in rows" in desk_page.get(listed(of)[0])


def test_of_several_leads_it_is_said_which_was_taken_as_accountable(of):
    (told,) = (one["text"] for one in of.receipt["problems"] if one["code"] == "leads-several")
    assert told == (
        "2 leads are named, QZ and KV; the first, QZ, was taken as accountable until somebody says otherwise."
    )
