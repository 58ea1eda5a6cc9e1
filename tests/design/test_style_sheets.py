"""Colours stand in one place and keep their contrast; every file that is named is there."""

import re

import pytest
from django.contrib.staticfiles import finders

from tests.design.drawing import ROOM, STATIC, TEMPLATES

SHEETS = sorted(STATIC.rglob("*.css"))
TOKENS = (STATIC / "tokens.css").read_text()
SYSTEM = {"mark", "marktext", "canvastext", "canvas", "currentcolor", "transparent"}
NAMED = re.compile(
    r":[^;{}]*\b(white|black|gr[ae]y|silver|red|green|blue|yellow|orange|purple|navy|teal|maroon|gold|brown|pink)\b(?!-)",
    re.I,
)


def without_comments(css: str) -> str:
    return re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)


def rules_of(css: str) -> str:
    """The declarations alone: a class may be called "red"."""
    return " ".join(re.findall(r"\{([^{}]*)\}", without_comments(css)))


def test_there_are_sheets_to_look_at():
    assert {"tokens.css", "base.css", "print.css", "frame.css"} <= {sheet.name for sheet in SHEETS}


@pytest.mark.parametrize(
    "sheet", [sheet for sheet in SHEETS if sheet.name != "tokens.css"], ids=lambda sheet: sheet.name
)
def test_no_colour_stands_outside_the_tokens(sheet):
    rules = re.sub(r"var\(--[^)]*\)|--[a-z-]+:", "", rules_of(sheet.read_text()))
    assert re.findall(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|hwb|lab|lch|oklch|color|light-dark)\(", rules, re.I) == []
    assert NAMED.findall(rules) == []


def test_the_search_for_colours_finds_one():
    assert NAMED.findall(rules_of("a { color: red; }")) == ["red"]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_every_name_that_a_sheet_uses_is_a_token_or_its_own(sheet):
    local = set(re.findall(r"(--[a-z0-9-]+):", "".join(one.read_text() for one in SHEETS)))
    assert set(re.findall(r"var\((--[a-z0-9-]+)", sheet.read_text())) <= local


def test_every_token_is_used():
    everything = "".join(sheet.read_text() for sheet in SHEETS)
    defined = set(re.findall(r"^\s+(--[a-z0-9-]+):", TOKENS, re.MULTILINE)) | set(re.findall(r"; (--s\d+):", TOKENS))
    assert {name for name in defined if f"var({name}" not in everything} == set()


@pytest.mark.parametrize(
    "sheet", [sheet for sheet in SHEETS if sheet.name != "tokens.css"], ids=lambda sheet: sheet.name
)
def test_every_rule_stands_in_a_layer(sheet):
    outside = re.sub(r"\s", "", _outside_braces(without_comments(sheet.read_text())))
    assert set(re.findall(r"@layer[a-z]+|.+", outside)) <= {"@layerbase", "@layercomponents", "@layerprint"}


def _outside_braces(css: str) -> str:
    depth, kept = 0, []
    for letter in css:
        depth += (letter == "{") - (letter == "}")
        if depth == 0 and letter != "}":
            kept.append(letter)
    return "".join(kept)


def test_the_sheets_are_small():
    assert sum(len(sheet.read_bytes()) for sheet in SHEETS) < 70_000


def test_every_file_that_a_template_or_sheet_names_is_there():
    named = {
        name for page in TEMPLATES.rglob("*.html") for name in re.findall(r"{% static '([^']+)' %}", page.read_text())
    }
    assert "design/tokens.css" in named
    named |= {f"fonts/{name}" for name in re.findall(r'url\("\.\./fonts/([^"]+)"\)', TOKENS)}
    assert len([name for name in named if name.startswith("fonts/")]) == 3
    assert [name for name in sorted(named) if finders.find(name) is None] == []
    assert re.findall(r"url\((?!\"\.\./fonts/)", "".join(sheet.read_text() for sheet in SHEETS)) == []


def test_every_sheet_is_linked_by_the_base_page_or_the_gallery():
    assert '{% same "links" %}' in (TEMPLATES / "base.html").read_text()
    pages = (TEMPLATES / "links.html").read_text() + (TEMPLATES / "gallery.html").read_text()
    missing = [str(sheet.relative_to(STATIC)) for sheet in SHEETS if f"design/{sheet.relative_to(STATIC)}" not in pages]
    assert missing == []


def test_no_template_has_script_or_style_of_its_own():
    for page in ROOM.rglob("*.html"):
        text = page.read_text()
        assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|\shx-on|javascript:", text), page.name


WAY_HERE = re.compile(r"{% block above %}(.*?){% endblock %}", re.DOTALL)


def ways_without_a_trail(template: str) -> list[str]:
    """What stands over a heading and leads somewhere, and is not the one part that shows the way here."""
    return [over for over in WAY_HERE.findall(template) if "<a " in over and 'class="trail"' not in over]


def test_the_way_here_looks_the_same_on_every_page():
    templates = sorted(ROOM.parent.glob("*/templates/**/*.html"))
    assert any("{% block above %}" in template.read_text() for template in templates)
    assert [template.name for template in templates if ways_without_a_trail(template.read_text())] == []


def test_the_search_for_other_ways_here_finds_one():
    assert ways_without_a_trail('{% block above %}<p class="above"><a href="/">Start</a></p>{% endblock %}')


def test_no_script_keeps_words_in_the_browser():
    for script in STATIC.glob("*.js"):
        kept = re.findall(r"(?:local|session)Storage\.\w+\(\"(\w+)\"", script.read_text())
        assert set(kept) <= {"theme"}, script.name
        assert not re.search(r"\beval\(|innerHTML|new Function|import .* from", script.read_text()), script.name


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return round((light + 0.05) / (dark + 0.05), 2)


def colours_of(theme: int) -> dict[str, str]:
    """Every colour token in the light (0) or dark (1) theme."""
    block = TOKENS[: TOKENS.index("@supports")]
    both = dict(re.findall(r"--([a-z-]+):\s+light-dark\((#\w{6}, #\w{6})\)", block))
    alone = dict(re.findall(r"--([a-z-]+):\s+(#\w{6});", block))
    return {name: pair.split(", ")[theme] for name, pair in both.items()} | alone


LIGHT, DARK = colours_of(0), colours_of(1)

# The figures of the look, on paper, wash and press.
ON_GROUND = {
    "ink": ((17.94, 16.47, 15.08), (15.33, 13.44, 11.51)),
    "ink-soft": ((8.87, 8.14, 7.46), (8.71, 7.64, 6.54)),
    "edge": ((5.30, 4.87, 4.46), (5.90, 5.17, 4.43)),
    "thread": ((3.71, 3.40, 3.12), (8.25, 7.24, 6.20)),
    "thread-ink": ((6.37, 5.85, 5.36), (10.67, 9.36, 8.01)),
    "wrong": ((7.89, 7.25, 6.64), (9.23, 8.10, 6.94)),
}
RATINGS = {"blue": (9.70, 7.21), "red": (7.89, 6.47), "amber": (12.01, 14.83), "green": (4.85, 16.18)}
LEAST = {"ink": 7, "ink-soft": 4.5, "thread-ink": 4.5, "wrong": 4.5, "edge": 3, "thread": 3}


@pytest.mark.parametrize("name", ON_GROUND)
@pytest.mark.parametrize(("theme", "colours"), [(0, LIGHT), (1, DARK)], ids=["light", "dark"])
def test_every_ink_keeps_its_contrast_on_every_ground(name, theme, colours):
    found = [contrast(colours[name], colours[ground]) for ground in ("paper", "wash", "press")]
    assert found == pytest.approx(ON_GROUND[name][theme], abs=0.011)
    assert min(found) >= LEAST[name]


@pytest.mark.parametrize("name", RATINGS)
@pytest.mark.parametrize(("theme", "colours"), [(0, LIGHT), (1, DARK)], ids=["light", "dark"])
def test_what_is_drawn_on_a_rating_can_be_read(name, theme, colours):
    on = colours["on-amber" if name == "amber" else "on-rating"]
    found = contrast(colours[name], on)
    assert found == pytest.approx(RATINGS[name][theme], abs=0.011)
    assert found >= 4.5


@pytest.mark.parametrize("name", RATINGS)
@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_the_edge_of_a_rating_shows_on_paper(name, colours):
    edge = colours["amber-edge" if name == "amber" else name]
    assert min(contrast(edge, colours[ground]) for ground in ("paper", "wash")) >= 3


def test_focus_shows_on_any_ground():
    assert contrast(LIGHT["focus"], LIGHT["focus-ink"]) == pytest.approx(14.55, abs=0.011)
    assert contrast(LIGHT["focus-ink"], LIGHT["paper"]) >= 3
    assert contrast(DARK["focus"], DARK["paper"]) >= 3


def test_a_main_button_can_be_read():
    for colours in (LIGHT, DARK):
        assert contrast(colours["ink"], colours["paper"]) >= 7
        assert contrast(colours["thread"], colours["ink"]) >= 1.4


def test_an_older_browser_gets_the_light_page():
    fallback = dict(re.findall(r"--([a-z-]+): (#\w{6})", TOKENS[TOKENS.index("@supports") :]))
    pairs = {name for name in LIGHT if LIGHT[name] != DARK[name]}
    assert fallback == {name: LIGHT[name] for name in pairs}
