"""A report leads into the plan only where its reader may open it: nobody follows a name to a page that is not there."""

import pytest
from django.utils.safestring import mark_safe

from goldenthread.bodies.models import Membership
from goldenthread.documents.page import without_ways
from tests.cast import make_person
from tests.pages import Answer
from tests.reports.makers import LATER, clear, draft, issue, put, write

pytestmark = pytest.mark.django_db
FACTS = "Late: {{late}}. {{red}} is red, see [the plan](https://council.example/plans/)."


def ways_in(shown: Answer) -> list[str]:
    """The addresses in the plan to which the main part of a page leads."""
    return [str(way) for way in shown.all("//main//a/@href") if way.startswith("/plans/")]


@pytest.fixture
def report(world, quick):
    made = draft(world)
    write(made, "summary", FACTS, world.author)
    return made


def test_the_manager_goes_from_an_issued_report_to_the_action_and_a_member_reads_its_name(page, world, report):
    clear(report, world)
    issue(report, world)
    member = make_person("Ada Board", roles=["elected member"])
    Membership.objects.create(body=world.committee, person=member, starts_on=LATER.date())
    for address in (report.get_absolute_url(), f"{report.get_absolute_url()}paper/"):
        page.sign_in(world.manager.person)
        ways = ways_in(page.get(address))
        assert any("/actions/" in way for way in ways)
        page.get(ways[-1])
        shown = page.sign_in(member).get(address)
        assert ways_in(shown) == []
        assert "1.4" in shown
        assert 'href="https://council.example/plans/"' in shown.html
        assert f'href="{report.get_absolute_url()}facts/?name=red"' in shown.html


def test_whoever_clears_a_report_without_reading_the_plan_is_led_nowhere(page, world, report):
    put(report, world)
    page.sign_in(world.finance.person)
    at = report.get_absolute_url()
    for address in (at, f"{at}paper/", f"{at}clearance/decide/"):
        shown = page.get(address)
        assert "1.4" in shown
        assert ways_in(shown) == []


def test_only_ways_under_the_address_are_taken_away():
    drawn = '<p>On <a class="paper-fact" href="/plans/p/actions/x/"><strong>1.4</strong></a>, '
    drawn += '<a class="paper-fact" href="/reports/r/facts/?name=red">2</a> and <a href="/plans/">more</a></p>'
    kept = '<p>On <strong>1.4</strong>, <a class="paper-fact" href="/reports/r/facts/?name=red">2</a> and '
    assert without_ways(mark_safe(drawn), under="/plans/") == kept + '<a href="/plans/">more</a></p>'  # noqa: S308
