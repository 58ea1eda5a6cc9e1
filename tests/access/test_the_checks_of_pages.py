"""The client that checks every page finds what it looks for."""

import pytest

from tests.pages import faults_of, markup_of, parse_errors, read_errors

GOOD = """<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>People · Golden Thread</title></head>
<body><main><h1>People</h1><svg viewBox="0 0 2 2"><path d="M0 0"/></svg>
<form method="post" action="/x/"><input type="hidden" name="csrfmiddlewaretoken" value="1">
<input type="hidden" name="once" value="2"><label for="id_name">Name</label><input id="id_name" name="name">
<button>Save</button></form></main></body></html>"""


def test_a_well_made_page_has_no_faults():
    assert faults_of(GOOD) == []


@pytest.mark.parametrize(
    ("good", "bad", "said"),
    [
        (' lang="en-GB"', "", "no language"),
        ("<h1>People</h1>", "<h1>People</h1><h1>Posts</h1>", "2 h1"),
        ("<title>People", "<title>Posts", "does not begin"),
        ('<label for="id_name">Name</label>', "", "no label"),
        ("<button>Save", '<button id="id_name">Save', "stands 2 times"),
        ('name="once"', 'name="twice"', "no once"),
        ('name="csrfmiddlewaretoken"', 'name="token"', "no csrf"),
        (' action="/x/"', "", "no action"),
        ("<button>Save", '<button onclick="x()">Save', "script in the attribute"),
        ("<button>Save", '<button style="x:y">Save', "inline style"),
        ("<button>Save", '<button aria-describedby="nothing">Save', "not here"),
        ("</h1>", "</h1><script>1</script>", "inline script"),
        ("</h1>", '</h1><img alt="" src="https://example.org/x.png">', "another host"),
        ("</h1>", "</h1><a href='#nowhere'>There</a>", "leads nowhere"),
        ("<button>Save</button>", "<button></button>", "without words"),
        ("</h1>", "</h1><a href='/'>&nbsp;<span> \u2009</span></a>", "without words"),
        ("</h1>", "</h1><a href='JavaScript:x()'>There</a>", "is a script"),
        ("</h1>", "</h1><img src='/x.png'>", "without alt"),
        ("</h1>", "</h1></b>", "HTML:"),
        ("</h1>", "</h1><p>1 < 2</p>", "HTML:"),
        ("<button>Save", '<button name="a" name="b">Save', "HTML:"),
        ("</h1>", "</h1><ul><li>a</li><li>b</li><li>c</i></li><li>d</li></ul>", "HTML:"),
        ("</h1>", "</h1><table><tr><td>a</td></tr><b>words</b></table>", "HTML:"),
    ],
)
def test_each_fault_is_found(good, bad, said):
    assert good in GOOD
    assert any(said in fault for fault in faults_of(GOOD.replace(good, bad, 1)))


FRAMED = GOOD.replace("<main>", "<div><header><a href='/'>Home</a></header><main>").replace("</main>", "</main></div>")


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("</h1>", "</h1><p><b>open</p>"),
        ("</h1>", "</h1><div>open"),
        ("</h1>", "</h1></div>"),
        ("</h1>", "</h1></main>"),
        ("</h1>", "</h1></body>"),
        ("</h1>", "</h1><!-- open"),
        ("<h1>", "<main><h1>"),
        ("<button>", "</form><form></form></form><button>"),
        ("</a></header>", "</header>"),
        ("</header>", ""),
        ("</main></div>", "</main></div></div>"),
        ("</main></div>", "</main></p></div>"),
        ("<main><h1>", "<!-- <main> --><b><main><h1>"),
        ("<main><h1>", "<form><main><h1>"),
        ("<main><h1>", "<a href='/'><main><h1><a href='/'>x</a>"),
        ("<main><h1>", "<table><main><h1>"),
        ("<main>", "<main x='1' x='2'>"),
        ("<body>", "<body></b>"),
        ("<!doctype html>", ""),
    ],
)
def test_a_main_part_and_its_frame_read_apart_hide_no_fault(good, bad):
    assert good in FRAMED
    assert parse_errors(markup_of(FRAMED)) == ()
    broken = markup_of(FRAMED.replace(good, bad, 1))
    assert parse_errors(broken) == read_errors(broken) != ()
