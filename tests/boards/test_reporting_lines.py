"""Who reports to whom makes no circle, is drawn and told in words from one list, and fits every width."""

import re
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.boards.commands.boards import add_line, change_line, remove_line
from goldenthread.boards.lines import circle_through, depths
from goldenthread.boards.lines_drawing import MOST_BODIES, picture_of
from goldenthread.boards.lines_layout import NAME, PADDING, PHONE, Node, broken, in_a_column, in_rows, letter_width
from goldenthread.boards.models import ReportingLine
from goldenthread.boards.queries.reporting_lines import End, LineShown, reporting_lines
from goldenthread.bodies.models import Kind
from goldenthread.kernel.errors import NotAllowed, RuleBroken
from goldenthread.ledger.models import Entry
from tests.boards.boards import make_board, make_body
from tests.cast import by

HOSTILE = '"><script>alert(1)</script>'


def drawn_lines(pairs, names=None):
    ends = {
        n: End(n, (names or {}).get(n, f"Body {n}"), "Board", f"/bodies/{n}/", n % 2 == 0) for p in pairs for n in p
    }
    return [LineShown(ends[body], ends[to], "progress", "quarterly", "/x/") for body, to in pairs]


def nodes_of(pairs):
    return [Node(n, f"Body number {n}", "Board", False) for n in sorted({n for pair in pairs for n in pair})]


def some_lines(seed, size, count):
    """As many lines as asked for between so many bodies, each to one with a lower number: they make no circle."""
    chance = Random(seed)  # noqa: S311 - a picture is no secret
    found = {(1, 0)}
    for _ in range(count):
        body = chance.randrange(1, size)
        found.add((body, chance.randrange(body)))
    return sorted(found)


LINES = st.builds(some_lines, st.integers(0, 2**32), st.integers(2, 40), st.integers(1, 60))
patient = settings(deadline=None, max_examples=60)


def test_a_line_that_leads_back_closes_a_circle():
    assert circle_through([(2, 3), (3, 1)], (1, 2)) == [1, 2, 3, 1]
    assert circle_through([(2, 3), (2, 1)], (1, 2)) == [1, 2, 1]


def test_a_line_that_leads_nowhere_back_closes_none():
    assert circle_through([(2, 3), (1, 3)], (1, 2)) == []


@patient
@given(LINES)
def test_each_body_stands_beneath_all_it_reports_to(pairs):
    deep = depths(pairs)
    assert all(deep[body] > deep[to] for body, to in pairs)


def test_bodies_in_a_circle_stand_beneath_the_rest():
    assert depths([(1, 2), (2, 1), (1, 3)]) == {1: 1, 2: 1, 3: 0}


@pytest.mark.django_db
def test_a_circle_is_refused_by_a_sentence_that_names_it(cast):
    board, executive, committee = (
        make_body("Board"),
        make_body("Executive"),
        make_body("Committee", kind=Kind.COMMITTEE),
    )
    admin = by(cast.administrator)
    for body, to in ((board, executive), (executive, committee)):
        add_line(body=body, to=to, what="Progress", how_often="Quarterly", by=admin)
    entries = Entry.objects.count()
    with pytest.raises(RuleBroken) as refused:
        add_line(body=committee, to=board, what="Progress", how_often="Quarterly", by=admin)
    assert str(refused.value) == (
        "Committee cannot report to Board, because that closes a circle: "
        "Board reports to Executive, and Executive reports to Committee."
    )
    assert ReportingLine.objects.count() == 2
    assert Entry.objects.count() == entries


@pytest.mark.django_db
def test_a_body_does_not_report_to_itself_and_not_twice_to_another(cast):
    board, executive, admin = make_body("Board"), make_body("Executive"), by(cast.administrator)
    with pytest.raises(RuleBroken, match="to itself"):
        add_line(body=board, to=board, what="Progress", how_often="Quarterly", by=admin)
    add_line(body=board, to=executive, what="Progress", how_often="Quarterly", by=admin)
    with pytest.raises(RuleBroken, match="already"):
        add_line(body=board, to=executive, what="Risks", how_often="Yearly", by=admin)


@pytest.mark.django_db
@pytest.mark.parametrize("part", ["service_manager", "clerk", "board_member", "auditor", "director"])
def test_lines_are_kept_by_administrators_alone(cast, part):
    board, executive = make_body("Board"), make_body("Executive")
    line = add_line(body=board, to=executive, what="Progress", how_often="Quarterly", by=by(cast.administrator))
    other = by(getattr(cast, part))
    for act in (
        lambda: add_line(body=executive, to=board, what="Progress", how_often="Quarterly", by=other),
        lambda: change_line(line=line, what="Risks", how_often="Yearly", by=other),
        lambda: remove_line(line=line, by=other),
    ):
        with pytest.raises(NotAllowed):
            act()


@pytest.mark.django_db
def test_a_line_is_changed_and_taken_away_and_the_record_keeps_it(cast):
    board, executive, admin = make_body("Board"), make_body("Executive"), by(cast.administrator)
    line = add_line(body=board, to=executive, what="Progress", how_often="Quarterly", by=admin)
    assert change_line(line=line, what="Progress and risks", how_often="Quarterly", by=admin, version=1)
    remove_line(line=line, by=admin)
    assert not ReportingLine.objects.exists()
    kept = Entry.objects.get(what="boards.line_removed").values.get(field="what_is_reported")
    assert "Progress and risks" in kept.before


@pytest.mark.django_db
def test_who_reads_no_board_sees_no_lines(cast):
    board = make_board().body
    add_line(body=board, to=make_body("Executive"), what="Progress", how_often="Yearly", by=by(cast.administrator))
    assert len(reporting_lines(cast.director)) == 1
    assert reporting_lines(cast.nobody) == []


@patient
@given(LINES)
def test_in_rows_every_line_rises_and_none_crosses_a_box(pairs):
    layout = in_rows(nodes_of(pairs), pairs)
    assert len(layout.lines) == len(pairs)
    assert len(layout.boxes) == len(nodes_of(pairs))
    for line in layout.lines:
        assert line.points[0][1] > line.points[-1][1]
        for (x1, y1), (x2, y2) in pairwise(line.points):
            assert min(x1, x2) >= 0
            assert max(x1, x2) <= layout.width
            for box in layout.boxes:
                inside_across = max(x1, x2) > box.x + 0.5 and min(x1, x2) < box.x + box.width - 0.5
                inside_down = max(y1, y2) > box.y + 0.5 and min(y1, y2) < box.y + box.height - 0.5
                assert not (inside_across and inside_down), (line, box)


def overlapping(first, second):
    """Whether two pieces of line lie on one another for more than a point."""
    for across in (0, 1):
        if not first[0][across] == first[1][across] == second[0][across] == second[1][across]:
            continue
        (a, b), (c, d) = (sorted(point[1 - across] for point in piece) for piece in (first, second))
        if min(b, d) - max(a, c) > 0.5:
            return True
    return False


@patient
@given(LINES)
def test_lines_to_two_bodies_never_lie_on_one_another(pairs):
    for layout in (in_rows(nodes_of(pairs), pairs), in_a_column(nodes_of(pairs), pairs)):
        pieces = [(line.points[-1], piece) for line in layout.lines for piece in pairwise(line.points)]
        for number, (to, piece) in enumerate(pieces):
            for other_to, other in pieces[number + 1 :]:
                assert to == other_to or not overlapping(piece, other), (piece, other)


@patient
@given(LINES)
def test_no_two_boxes_meet_and_all_stand_within_the_picture(pairs):
    for layout in (in_rows(nodes_of(pairs), pairs), in_a_column(nodes_of(pairs), pairs)):
        for number, box in enumerate(layout.boxes):
            assert box.x >= 0
            assert box.x + box.width <= layout.width
            assert box.y >= 0
            assert box.y + box.height <= layout.height
            for other in layout.boxes[number + 1 :]:
                apart = box.x + box.width <= other.x or other.x + other.width <= box.x
                assert apart or box.y + box.height <= other.y or other.y + other.height <= box.y


def test_a_chain_and_a_fan_fit_a_phone_without_scrolling():
    chain = [(n + 1, n) for n in range(20)]
    fan = [(n, 0) for n in range(1, 20)]
    for pairs in (chain, fan):
        assert in_a_column(nodes_of(pairs), pairs).width <= PHONE + 1


@patient
@given(st.text(min_size=1, max_size=200).filter(lambda text: text.split()))
def test_a_name_is_broken_to_fit_and_nothing_of_it_is_lost(name):
    lines = broken(name, width=176)
    assert all(sum(letter_width(letter) for letter in line) * NAME <= 176 + NAME for line in lines)
    assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", name)


def test_the_longest_name_stays_in_its_box():
    name = "Wellbeing" * 22
    node = Node(1, name, "Board", False)
    for layout in (in_rows([node, Node(2, "Top", "Board", False)], [(1, 2)]),):
        box = next(box for box in layout.boxes if box.node.pk == 1)
        assert "".join(box.lines) == name
        assert box.height > 19 * len(box.lines)
        widest = max(sum(letter_width(letter) for letter in line) * NAME for line in box.lines)
        assert widest <= box.width - 2 * PADDING


def test_the_picture_is_one_image_with_its_words_and_no_style_of_its_own():
    picture = picture_of(drawn_lines([(1, 2), (3, 2)]))
    for drawing in (picture.wide, picture.narrow):
        assert 'role="img"' in drawing
        assert "<title" in drawing
        assert "3 bodies, 2 lines." in drawing
        assert "style=" not in drawing
        assert "<a " not in drawing
    ids = re.findall(r' id="([^"]+)"', picture.wide + picture.narrow)
    assert len(ids) == len(set(ids)) == 4


def test_names_are_escaped_in_the_picture():
    picture = picture_of(drawn_lines([(1, 2)], {1: HOSTILE}))
    assert "<script" not in picture.wide + picture.narrow


def test_there_is_no_picture_of_nothing_or_of_too_much():
    assert picture_of([]) is None
    assert picture_of(drawn_lines([(n, 0) for n in range(1, MOST_BODIES)])) is not None
    assert picture_of(drawn_lines([(n, 0) for n in range(1, MOST_BODIES + 1)])) is None


@pytest.mark.django_db
def test_the_page_draws_the_lines_and_tells_every_one_in_words(page, cast):
    board, admin = make_board().body, by(cast.administrator)
    executive = make_body("Partnership Executive", kind=Kind.MANAGEMENT_TEAM)
    add_line(body=board, to=executive, what="What moved and what is stuck", how_often="Quarterly", by=admin)
    page.sign_in(cast.director)
    answer = page.get("/boards/")
    assert len(answer.all("//main//svg[@role='img']")) == 2
    assert "Harbour Board reports to Partnership Executive: What moved and what is stuck Quarterly" in answer.text
    assert "Add a reporting line" not in answer.text


@pytest.mark.django_db
def test_an_administrator_draws_changes_and_removes_a_line_on_its_pages(page, cast):
    make_board()
    make_body("Executive")
    page.sign_in(cast.administrator)
    typed = {"body": "harbour-board", "to": "executive", "what": "Progress", "how_often": "Quarterly"}
    page.send(page.get("/boards/add/line/"), typed)
    back = page.get("/boards/add/line/")
    refused = page.send(back, {**typed, "body": "executive", "to": "harbour-board"}, status=422)
    assert "closes a circle" in refused.text
    shown = page.get("/boards/harbour-board/reports-to/executive/")
    page.send(shown, {"what": "Progress and risks"}, action="/executive/")
    assert "Progress and risks" in page.get("/boards/harbour-board/").text
    page.send(page.get("/boards/harbour-board/reports-to/executive/"), action="/remove/")
    assert not ReportingLine.objects.exists()
