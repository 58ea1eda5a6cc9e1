"""A client that checks every page a test fetches, so that no page goes unchecked.

    def test_the_list_names_everybody(page, cast):
        page.sign_in(cast.administrator)
        answer = page.get("/people/")                 # status 200 expected; get(..., status=404) for another
        assert "Ruth Amadi" in answer.text            # the words of <main>; answer.html is the whole as text
        answer = page.send(answer, {"name": "New"})   # fills the one form of <main> and posts it, status 302 expected
        page.post("/people/add/", {...}, status=422)

Each page must be HTML without parse errors, with a language, one h1, a title
that begins with it, labels, unique ids, references that lead somewhere, forms
with action and token, no inline script or style and nothing from another host.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import html5lib
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import etree, html

from goldenthread.identity.models import Person
from tests.cast import sign_in

Element = html.HtmlElement
# html5lib knows an older HTML: these it reports although the standard of today allows them.
ALLOWED_PARSE_ERRORS = frozenset({"non-void-element-with-trailing-solidus"})
NEEDS_NO_LABEL = frozenset({"hidden", "submit", "button", "reset", "image"})


@dataclass
class Answer:
    """What came back, with the page as a tree."""

    response: HttpResponse
    status: int = field(init=False)

    def __post_init__(self) -> None:
        self.status = self.response.status_code

    @cached_property
    def html(self) -> str:
        """The whole answer as text."""
        return self.response.content.decode()

    @cached_property
    def tree(self) -> Element:
        """The page as a tree of elements (lxml): ``answer.tree.cssselect`` is not needed, use ``answer.all``."""
        return html.document_fromstring(self.html)

    def all(self, path: str) -> list[Any]:
        """Every element or value an XPath finds: ``answer.all("//main//table//a/@href")``."""
        return list(self.tree.xpath(path))

    @cached_property
    def text(self) -> str:
        """The words of the main part, spaces joined."""
        found = self.tree.xpath("//main") or [self.tree]
        return " ".join(found[0].text_content().split())

    @cached_property
    def heading(self) -> str:
        """The words of the h1."""
        return words(self.tree.xpath("//h1")[0])

    @property
    def location(self) -> str:
        """Where a redirect leads."""
        return self.response.headers.get("Location", "")

    def links(self) -> dict[str, str]:
        """The links of the main part: their words to their addresses."""
        return {words(link): link.get("href", "") for link in self.tree.xpath("//main//a[@href]")}

    def forms(self) -> list[Element]:
        """The posting forms of the main part."""
        return list(self.tree.xpath("//main//form[@method='post']"))

    def form(self, action: str = "") -> Element:
        """The one posting form of the main part, or the one whose action ends so."""
        found = [form for form in self.forms() if form.get("action", "").endswith(action)]
        assert len(found) == 1, f"{len(found)} forms here: {[form.get('action') for form in found]}"
        return found[0]

    def values(self, action: str = "") -> dict[str, Any]:
        """What the form would send as it stands."""
        return form_values(self.form(action))

    def __contains__(self, words_: str) -> bool:
        return words_ in self.text


class PageClient(Client):
    """The test client, every page checked. ``path`` may be an address or anything with ``get_absolute_url``."""

    def sign_in(self, person: Person) -> "PageClient":
        """Sign a person in, without the form."""
        sign_in(self, person)
        return self

    def request(self, **request: Any) -> HttpResponse:  # type: ignore[override]
        """Every answer passes here, those of followed redirects included."""
        response = super().request(**request)
        if _is_whole_page(response, request):
            faults = faults_of(response.content.decode())
            assert not faults, f"{request.get('PATH_INFO')} is not well made:\n" + "\n".join(faults)
        return response

    def get(self, path: Any, data: Any = None, *, status: int = 200, **extra: Any) -> Answer:  # type: ignore[override]
        """Fetch a page and expect a status."""
        return self._expect(super().get, path, data, status, **extra)

    def post(self, path: Any, data: Any = None, *, status: int = 302, **extra: Any) -> Answer:  # type: ignore[override]
        """Post fields and expect a status; a redirect is what a form that acted answers with."""
        return self._expect(super().post, path, data, status, **extra)

    def cost(self, path: Any) -> int:
        """How many statements a page asks of the database, once it is warm."""
        self.get(path)
        with CaptureQueriesContext(connection) as asked:
            self.get(path)
        return len(asked)

    def request_any(self, path: str) -> int:
        """Fetch a page, whatever it answers, and say what that was."""
        return int(super().get(path).status_code)

    def send(
        self,
        answer: Answer,
        fields: Mapping[str, Any] | None = None,
        *,
        action: str = "",
        status: int = 302,
        press: str = "",
    ) -> Answer:
        """Fill the form of a page and send it as a browser would; a field that is not there is a fault.

        ``press`` is the ``name=value`` of the button where the form has several.
        """
        form = answer.form(action)
        values = form_values(form)
        known = {control.get("name") for control in form.xpath(".//input|.//select|.//textarea")}
        unknown = sorted(set(fields or {}) - known)
        assert not unknown, f"The form has no {unknown}; it has {sorted(filter(None, known))}"
        values |= dict(fields or {})
        if press:
            name, _, value = press.partition("=")
            values[name] = value
        return self.post(form.get("action"), {k: v for k, v in values.items() if v is not None}, status=status)

    def follow(self, answer: Answer, *, status: int = 200) -> Answer:
        """Go where a redirect leads."""
        return self.get(answer.location, status=status)

    def _expect(self, method: Callable[..., Any], path: Any, data: Any, status: int, **extra: Any) -> Answer:
        address = path.get_absolute_url() if hasattr(path, "get_absolute_url") else str(path)
        response = method(address, data, **extra)
        if response.status_code != status:
            hint = " ".join(re.sub(r"<[^>]+>", " ", response.content.decode(errors="replace")).split())
            where = response.headers.get("Location", "")
            raise AssertionError(f"{address} answered {response.status_code}, not {status}: {where} {hint[:1500]}")
        return Answer(response)


def _is_whole_page(response: HttpResponse, request: Mapping[str, Any]) -> bool:
    kind = response.headers.get("Content-Type", "")
    return kind.startswith("text/html") and bool(response.content) and "HTTP_HX_REQUEST" not in request


def words(element: Element) -> str:
    """The words of an element, spaces joined."""
    return " ".join(element.text_content().split())


def form_values(form: Element) -> dict[str, Any]:
    """What a browser would send for a form as it stands, buttons left out."""
    found: dict[str, Any] = {}
    for control in form.xpath(".//input[@name]|.//select[@name]|.//textarea[@name]"):
        name, kind = control.get("name"), control.get("type", "text")
        if control.get("disabled") is not None or kind in ("submit", "button", "file"):
            continue
        if control.tag == "select":
            chosen = [o.get("value", words(o)) for o in control.xpath(".//option[@selected]")]
            if control.get("multiple") is not None:
                found[name] = chosen
            else:
                first = [o.get("value", words(o)) for o in control.xpath(".//option")][:1]
                found[name] = (chosen or first or [""])[0]
        elif control.tag == "textarea":
            found[name] = (control.text or "").removeprefix("\n")
        elif kind in ("checkbox", "radio"):
            if control.get("checked") is not None:
                found.setdefault(name, []).append(control.get("value", "on"))
        else:
            found[name] = control.get("value", "")
    return {name: value[0] if isinstance(value, list) and len(value) == 1 else value for name, value in found.items()}


_ESCAPED = "&(?:amp|lt|gt|quot|#x27|#39);"
_WORDS = re.compile(rf">([^<>&\0]*(?:{_ESCAPED}[^<>&\0]*)*)(?=<)")
_VALUE = re.compile(rf'="[^<>&"\0]*(?:{_ESCAPED}[^<>&"\0]*)*"')
_EQUAL_NEIGHBOURS = re.compile(r"(<(tr|li|option|dd|dt|p)\b[^>]*+>[^<]*+(?:<(?!/?\2\b)[^<]*+)*+</\2>\s?)\1+")


def markup_of(text: str) -> str:
    """A page with its sound words and values taken away and equal neighbours made one: what can be wrong stays.

    The strict parser costs more than most pages it reads. Pages that differ in
    their words alone are as sound as one another, so one of them is read.
    """
    bare = _VALUE.sub('="x"', _WORDS.sub(lambda found: ">x" if found[1].strip() else "> ", text))
    return _EQUAL_NEIGHBOURS.sub(r"\1", bare)


_MAIN = re.compile(r"(<main\b[^<>]*>)(.*)</main>", re.DOTALL)
_BARE = '<!doctype html><html lang="x"><head><title>x</title></head><body>{}</main></body></html>'
_BUILDER = html5lib.getTreeBuilder("etree", implementation=ElementTree)


def parse_errors(markup: str) -> tuple[str, ...]:
    """What the strict parser says of the markup of a page.

    The main part and the frame around it are read apart, because few frames
    stand around many main parts. Where both are sound so is the page, if
    nothing is open at the main part but the page itself. Otherwise the page is
    read as it stands.
    """
    found = _MAIN.search(markup)
    if found:
        frame = f"{markup[: found.end(1)]}</main>{markup[found.end() :]}"
        if _is_sound_frame(frame) and not read_errors(_BARE.format(found[1] + found[2])):
            return ()
    return read_errors(markup)


@cache
def read_errors(markup: str) -> tuple[str, ...]:
    """What the strict parser says of a text, read from its beginning to its end."""
    return _read(markup)[1]


@cache
def _is_sound_frame(frame: str) -> bool:
    tree, errors = _read(frame)
    inside = {child: parent for parent in tree.iter() for child in parent}
    mains = list(tree.iter("main"))
    around = inside.get(mains[0]) if len(mains) == 1 else None
    while around is not None and around.tag in ("div", "body"):
        around = inside.get(around)
    return not errors and around is not None and around.tag == "html"


def _read(markup: str) -> tuple[ElementTree.Element, tuple[str, ...]]:
    parser = html5lib.HTMLParser(_BUILDER, namespaceHTMLElements=False)
    tree = parser.parse(markup)
    return tree, tuple(
        f"HTML: {code} at line {place[0]} {data or ''}"
        for place, code, data in parser.errors
        if code not in ALLOWED_PARSE_ERRORS
    )


_ONE_TIME = re.compile(r'(name="(?:csrfmiddlewaretoken|once)" value=")[^"]*"')


def faults_of(text: str) -> list[str]:
    """Everything that is wrong with a page, one sentence each; a page that comes again is not read again."""
    return list(_faults_of(_ONE_TIME.sub(r'\1x"', text)))


@lru_cache(maxsize=512)
def _faults_of(text: str) -> tuple[str, ...]:
    faults = list(parse_errors(markup_of(text)))
    tree = html.document_fromstring(text)
    for check in (_frame, _ids, _labels, _forms, _safety, _names):
        faults += check(tree)
    return tuple(faults)


def _path(path: str) -> etree.XPath:
    """A path, compiled once for all pages; it gives plain texts that keep nothing of their page."""
    return etree.XPath(path, smart_strings=False)


_H1, _TITLE, _MAINS = _path("//h1"), _path("//head/title"), _path("//main")


def _frame(tree: Element) -> list[str]:
    faults = []
    if not tree.get("lang"):
        faults.append("The page has no language.")
    headings = [words(h1) for h1 in _H1(tree)]
    if len(headings) != 1 or not headings[0]:
        faults.append(f"The page has {len(headings)} h1 and needs one with words.")
    titles = [words(title) for title in _TITLE(tree)]
    if len(titles) != 1:
        faults.append(f"The page has {len(titles)} titles.")
    elif headings and not titles[0].removeprefix("Error: ").startswith(headings[0]):
        faults.append(f"The title {titles[0]!r} does not begin with the heading {headings[0]!r}.")
    if len(_MAINS(tree)) != 1:
        faults.append("The page needs one main part.")
    return faults


_IDS = _path("//@id")
_REFERENCES = {
    name: _path(f"//@{name}")
    for name in ("for", "aria-labelledby", "aria-describedby", "aria-controls", "popovertarget")
}
_FRAGMENTS = _path("//a[starts-with(@href, '#')]/@href")


def _ids(tree: Element) -> list[str]:
    ids = Counter(_IDS(tree))
    faults = [f"The id {one!r} stands {times} times." for one, times in sorted(ids.items()) if times > 1]
    for name, references in _REFERENCES.items():
        for value in references(tree):
            faults += [f"{name} names {one!r}, which is not here." for one in value.split() if one not in ids]
    for value in _FRAGMENTS(tree):
        if value != "#top" and value[1:] not in ids:
            faults.append(f"The link {value!r} leads nowhere.")
    return faults


_LABELLED, _CONTROLS, _AROUND = _path("//label/@for"), _path("//input|//select|//textarea"), _path("ancestor::label")


def _labels(tree: Element) -> list[str]:
    labelled = set(_LABELLED(tree))
    faults = []
    for control in _CONTROLS(tree):
        if control.tag == "input" and control.get("type", "text") in NEEDS_NO_LABEL:
            continue
        has = control.get("id") in labelled or control.get("aria-label") or control.get("aria-labelledby")
        if not has and not _AROUND(control):
            faults.append(f"The {control.tag} {control.get('name')!r} has no label.")
    return faults


_FORMS, _IN_MAIN = _path("//form"), _path("ancestor::main")
_HIDDEN = _path(".//input[@type='hidden']/@name")


def _forms(tree: Element) -> list[str]:
    faults = []
    for form in _FORMS(tree):
        place = form.get("action") or "(no action)"
        if not form.get("action"):
            faults.append("A form has no action.")
        if form.get("method", "get").lower() != "post":
            continue
        names = _HIDDEN(form)
        if "csrfmiddlewaretoken" not in names:
            faults.append(f"The form of {place} has no csrf token.")
        if _IN_MAIN(form) and "once" not in names:
            faults.append(f"The form of {place} has no once token.")
    return faults


_STYLED, _STYLE, _SCRIPTS = _path("//*[@style]"), _path("//style"), _path("//script[not(@src)]")
_ACTING, _LEADING = _path("//@*[starts-with(name(), 'on')]/.."), _path("//@href")
_FETCHED = _path("//link/@href|//script/@src|//img/@src|//iframe/@src|//form/@action")


def _safety(tree: Element) -> list[str]:
    faults = [f"An inline style at a {one.tag}." for one in _STYLED(tree)]
    faults += ["An inline style sheet." for _ in _STYLE(tree)]
    faults += ["An inline script." for one in _SCRIPTS(tree) if not _is_data(one)]
    for one in _ACTING(tree):
        faults += [f"A script in the attribute {name} of {one.tag}." for name in one.keys() if name.startswith("on")]  # noqa: SIM118
    for value in _LEADING(tree):
        if value.lower().startswith("javascript:"):
            faults.append("A link that is a script.")
    for value in _FETCHED(tree):
        if "//" in value and urlsplit(value).netloc:
            faults.append(f"{value} is on another host.")
    return faults


def _is_data(script: Element) -> bool:
    return script.get("type", "") in ("application/json", "application/ld+json")


_SPACES = "".join(chr(one) for one in range(0x80, 0x3001) if chr(one).isspace())
"""What Python takes for a space, and a path for a word."""
_WITHOUT_ALT = _path("//img[not(@alt)]")
_WORDLESS = _path(
    f"(//a[@href]|//button|//caption|//legend)[not(normalize-space(translate(., '{_SPACES}', '{' ' * len(_SPACES)}')))]"
)
_PICTURED = _path(".//img[@alt!='']")


def _names(tree: Element) -> list[str]:
    faults = [f"A picture without alt: {one.get('src')}" for one in _WITHOUT_ALT(tree)]
    for one in _WORDLESS(tree):
        if not one.get("aria-label") and not _PICTURED(one):
            faults.append(f"A {one.tag} without words: {html.tostring(one)[:120]!r}")
    return faults
