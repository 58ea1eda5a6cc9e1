"""Every part says what it needs, needs what it says, and escapes what it is given."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.paginator import Paginator
from django.template import TemplateSyntaxError, engines
from django.template.base import FilterExpression, Variable
from django.template.defaulttags import ForNode, WithNode
from django.utils import timezone

from goldenthread.design.forms import render_field
from goldenthread.design.parts import (
    Attention,
    Chosen,
    Column,
    CountRow,
    Entry,
    Fact,
    Figure,
    Link,
    Meaning,
    Mistake,
    Paper,
    Result,
    Said,
    Stage,
    Step,
)
from goldenthread.design.templatetags.design import variables_of
from tests.design.drawing import HOSTILE, PARTS, draw

H = HOSTILE
ROWS = [CountRow("red", H, [Figure(3, H), Figure(1, H)], H)]
SHARED = {"csrf_token", "once_token", "forloop", "True", "False", "None"}
DRAWN_BY_A_TAG = {"field", "error-summary", "conflict", "counts"}

SAMPLES: dict[str, dict[str, Any]] = {
    "attention": {"items": [Attention(H, H, H, H, H)]},
    "beside": {"left_label": H, "left": H, "right_label": H, "right": H},
    "busy": {"label": H},
    "button": {"label": H, "unsaid": H, "kind": "second", "url": "", "name": H, "value": H, "form": H},
    "chosen": {"found": H, "chosen": [Chosen(H, H)], "clear_url": H},
    "confirm": {"action": H, "follows": [H], "label": H, "name": H, "value": H, "leave_url": H, "leave": H},
    "conflict": {
        "by": H,
        "clashes": [{"label": H, "theirs": H, "yours": H, "control": H}],
        "version": H,
        "leave_url": H,
    },
    "count-line": {"rows": ROWS},
    "counts": {"columns": [H, H], "rows": ROWS, "total": [Figure(3, H)], "label": H, "one_shape": 1},
    "empty": {"heading": H, "text": H, "url": H, "link": H, "level": 3},
    "error-summary": {"title": H, "mistakes": [Mistake(H, H, H)], "note": H},
    "facts": {"facts": [Fact(H, H, H, H, H)], "narrow": True},
    "history": {"entries": [Entry(H, H, timezone.now(), H, H, H, "new")]},
    "kept": {"at": timezone.now()},
    "legend": {"meanings": [Meaning("red", H, H)], "label": H},
    "messages": {"messages": [H]},
    "notice": {"title": H, "kind": "bad", "text": H, "live": True},
    "pagination": {"page": Paginator(range(99), 9).page(3), "what": H, "query": H},
    "papers": {"papers": [Paper(H, H, H, True), Paper(H)]},
    "progress": {"label": H, "value": 1, "most": 2},
    "refused": {"label": H, "reason": H, "url": H, "link": H},
    "results": {"results": [Result(H, H, H, H, H)], "level": 3},
    "several": {"what": H},
    "stage": {"name": H, "state": "missing", "when": H, "heading": H, "url": H, "text": H, "level": 3},
    "steps": {"steps": [Step(H, H, "here", H)], "label": H},
    "table": {"caption": H, "columns": [Column(H, H, False, H, H), Column(H, hidden=True)], "wide": True},
    "tabs": {"label": H, "links": [Link(H, H, True, 3)]},
    "thread": {"stages": [Stage(H, H, "here", H, H, H)], "level": 3},
    "trail": {"links": [Link(H, H)]},
    "updates": {"updates": [Said(H, H, None, H, H)]},
}
NOT_TEXT = {"field": "drawn from a bound field", "filters": "drawn from a form", "kept": "draws a time"}


@pytest.mark.parametrize("name", PARTS)
def test_every_part_opens_with_a_comment_that_lists_its_variables(name):
    assert variables_of(PARTS[name].read_text()) or name == "htmx"


def test_a_template_without_that_comment_is_refused():
    with pytest.raises(TemplateSyntaxError, match="lists its variables"):
        variables_of("<p>{{ text }}</p>")


def _objects(root: object) -> Iterator[object]:
    """Everything a parsed template is made of."""
    seen: set[int] = set()
    waiting = [root]
    while waiting:
        one = waiting.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        if isinstance(one, (list, tuple, set)):
            waiting += list(one)
        elif isinstance(one, dict):
            waiting += list(one.values())
        elif type(one).__module__.startswith("django.template"):
            waiting += [getattr(one, name, None) for name in _attributes(one) - {"origin", "token", "engine"}]


def _attributes(one: object) -> set[str]:
    slots = {name for kind in type(one).__mro__ for name in getattr(kind, "__slots__", ())}
    return slots | set(getattr(one, "__dict__", {}))


def _uses(source: str) -> set[str]:
    """The names a template reads from its context, but for those it makes itself."""
    used: set[str] = set()
    made = set(SHARED)
    for one in _objects(engines["django"].from_string(source).template.nodelist):
        if isinstance(one, ForNode):
            made |= set(one.loopvars)
        elif isinstance(one, WithNode):
            made |= set(one.extra_context)
        elif isinstance(one, FilterExpression) and isinstance(one.var, Variable) and one.var.lookups:
            used.add(one.var.lookups[0])
        elif isinstance(one, Variable) and one.lookups:
            used.add(one.lookups[0])
    return used - made


def test_the_search_for_uses_finds_what_we_know():
    source = "{% if a.b %}{{ c|default:d }}{% endif %}{% for x in e %}{{ x.y }}{% endfor %}{% rating f g standing=h %}"
    assert _uses(source) == set("acdefgh")


@pytest.mark.parametrize("name", PARTS)
def test_a_part_uses_exactly_the_variables_it_lists(name):
    source = PARTS[name].read_text()
    assert _uses(source) == variables_of(source)


def test_every_part_is_tried_with_hostile_text():
    assert set(SAMPLES) | set(NOT_TEXT) == set(PARTS)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_part_escapes_what_it_is_given(name):
    if name in DRAWN_BY_A_TAG:
        html = str(engines["django"].get_template(f"design/components/{name}.html").render(SAMPLES[name]))
    else:
        values = " ".join(f"{key}={key}" for key in SAMPLES[name])
        html = draw("{% part '" + name + "' " + values + " %}", **SAMPLES[name])
    assert "<script" not in html
    assert name in NOT_TEXT or "&lt;script&gt;" in html


def test_what_stands_within_a_part_is_escaped_like_the_page_around_it():
    html = draw("{% within 'notice' title='x' %}<p>{{ words }}</p>{% endwithin %}", words=HOSTILE)
    assert "<p>&quot;&#x27;&gt;&lt;script&gt;" in html


def test_a_misspelt_value_is_refused_with_the_names_there_are():
    with pytest.raises(TemplateSyntaxError, match=r'"notice" has no titel; it has .*title'):
        draw("{% part 'notice' titel='x' %}")


def test_a_part_sees_nothing_of_the_page_but_what_it_is_given():
    assert "secret" not in draw("{% part 'notice' title='x' %}", text="secret")


def test_a_confirmation_carries_both_tokens():
    html = draw(
        "{% within 'confirm' action='/x/' label='Delete it' %}{% endwithin %}", csrf_token="c" * 9, once_token="one"
    )
    assert 'name="csrfmiddlewaretoken" value="ccccccccc"' in html
    assert 'name="once" value="one"' in html


def test_a_button_with_an_address_is_a_link():
    assert "<a " in draw("{% part 'button' label='Open' url='/x/' %}")
    assert "<button" in draw("{% part 'button' label='Open' %}")


def test_counts_say_when_one_shape_stands_for_several():
    rows = [CountRow("blue", "Blue", [Figure(700)])]
    assert "One shape stands for 10" in draw("{% counts columns rows %}", columns=["Declared"], rows=rows)
    rows = [CountRow("blue", "Blue", [Figure(7)])]
    assert "One shape" not in draw("{% counts columns rows %}", columns=["Declared"], rows=rows)


def test_a_stage_says_in_words_whether_it_is_missing_or_to_come():
    for state, said in [("missing", "missing"), ("to come", "still to come"), ("here", "this page")]:
        assert said in draw("{% part 'stage' name='Evidence' state=state heading='x' %}", state=state)


def test_the_field_is_public_for_pages_that_draw_by_hand():
    assert render_field.__doc__
