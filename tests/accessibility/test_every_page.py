"""Every page of the product, as the person who sees most of it, in both themes and widths."""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from tests.accessibility.conftest import Sweep
from tests.accessibility.examples import EXAMPLES, LEAD, SERVICE_MANAGER, NotShown, Shown
from tests.journeys.browsing import heading

SHOWN = {name: one for name, one in EXAMPLES.items() if isinstance(one, Shown)}
NOT_SHOWN = {name: one for name, one in EXAMPLES.items() if isinstance(one, NotShown)}
IN_THEIR_PLACES = {
    "{plan}": "sip",
    "{task}": "0",
    "{row}": "1",
    "{section}": "1",
    "{clearance}": "1",
    "{remark}": "1",
    "{welcome}": "/welcome/word/",
    "{end_role}": "/people/a/roles/b/c/d/end/",
    "{end_holding}": "/posts/a/holders/b/c/end/",
    "{recheck}": "/plans/a/actions/b/recheck/",
    "{stands}": "/plans/a/actions/b/stands/1/",
    "{end_membership}": "/bodies/a/members/b/c/end/",
    "{closed_day}": "/notice/closed/2026-12-24/remove/",
    "{item}": "1",
    "{attendee}": "1",
    "{minuted}": "1",
    "{public_item}": "1",
    "{grant}": "1",
    "{substitute}": "1",
    "{declaration}": "1",
}


def names_of(resolver: URLResolver) -> set[str]:
    """The name of every address below a resolver; one without a name stands there with its pattern."""
    found: set[str] = set()
    for one in resolver.url_patterns:
        if isinstance(one, URLPattern):
            found.add(one.name or f"unnamed: {one.pattern}")
        else:
            found |= names_of(one)
    return found


def test_every_route_has_an_example() -> None:
    routes = names_of(get_resolver())
    assert {"home", "plan", "action", "import", "person"} <= routes
    assert not routes - set(EXAMPLES), "Give these an example in tests/accessibility/examples.py."
    assert not set(EXAMPLES) - routes, "These examples have no route any more."


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_leads_to_its_route(name: str) -> None:
    path = EXAMPLES[name].path.partition("?")[0]
    for key, value in IN_THEIR_PLACES.items():
        path = path.replace(key, value)
    assert resolve(path.replace("{", "").replace("}", "")).url_name == name


@pytest.mark.browser
def test_the_sweep_reaches_a_page_that_is_known(sweep: Sweep) -> None:
    page = sweep.open("/plans/{plan}/", SERVICE_MANAGER)
    assert heading(page) == "Service Improvement Plan for Children and Families"
    assert page.locator("[data-row]").count() > 100


@pytest.mark.browser
def test_the_sweep_finds_planted_faults(sweep: Sweep) -> None:
    page = sweep.open("/my-actions/", LEAD)
    page.evaluate(
        """async () => {
          const main = document.querySelector('main');
          const make = (tag, words) => Object.assign(document.createElement(tag), {textContent: words});
          const add = (tag, words) => main.appendChild(make(tag, words));
          add('button', '');
          add('p', 'Pale words').style.color = 'rgb(150 150 150)';
          add('p', 'Words as pale as paper in the dark').style.color = 'rgb(60 60 60)';
          add('p', 'Far too wide').style.inlineSize = '2000px';
          add('p', 'Styled in its own place').setAttribute('style', 'color: red');
          console.error('A planted complaint');
          await fetch('http://elsewhere.example/').catch(() => {});
        }"""
    )
    with pytest.raises(AssertionError) as found:
        sweep.settle(page)
    for fault in (
        "wide, light: button-name",
        "wide, light: color-contrast",
        "wide, dark: color-contrast",
        "narrow, light: button-name",
        "Scrolls sideways at 320 px",
        "to 2016 px: Far too wide",
        "A planted complaint",
        "elsewhere.example",
        "style-src",
    ):
        assert fault in str(found.value)
    sweep.settle(sweep.open("/account/", LEAD))


@pytest.mark.browser
@pytest.mark.parametrize("name", SHOWN)
def test_a_page_has_no_fault(sweep: Sweep, name: str) -> None:
    example = SHOWN[name]
    sweep.settle(sweep.open(example.path, example.reader, status=example.status))


@pytest.mark.browser
@pytest.mark.parametrize("name", NOT_SHOWN)
def test_an_address_that_shows_no_page_answers_as_it_says(sweep: Sweep, name: str) -> None:
    example = NOT_SHOWN[name]
    page = sweep.page_of(example.reader)
    answer = page.request.get(sweep.path(example.path), max_redirects=0)
    assert answer.status == example.status
    is_page = answer.headers.get("content-type", "").startswith("text/html") and bool(answer.body())
    assert not is_page or answer.status in (302, 404, 405), example.why
