"""Boards, committees and forums: making them, who sits on them, and what becomes of a leaver's seats."""

from datetime import UTC, date, datetime, timedelta

import pytest

from goldenthread.bodies.commands import add_member, change_body, end_membership, make_body
from goldenthread.bodies.models import Body, Kind, Membership, bodies_of
from goldenthread.identity.commands.handover import hand_over_everything
from goldenthread.identity.models import Scope
from goldenthread.identity.roles import Role
from goldenthread.kernel.errors import Conflict, NotAllowed, RuleBroken
from goldenthread.ledger.queries import history
from tests.cast import by, give_role, make_person

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 13)


@pytest.fixture
def clerk(cast):
    return by(cast.clerk)


def test_a_body_comes_with_the_scope_on_which_roles_are_held(clerk):
    board = make_body(name="Improvement Board", kind=Kind.BOARD, by=clerk)
    assert (board.key, board.scope.kind, board.scope.key) == ("improvement-board", "body", "improvement-board")
    assert history(board.subject)[0].what == "bodies.body_made"


def test_a_new_name_goes_to_the_scope_too(clerk):
    board = make_body(name="Improvement Board", kind=Kind.BOARD, by=clerk)
    change_body(body=board, values={"name": "Children's Improvement Board"}, by=clerk, version=1)
    assert Scope.objects.get(kind="body").title == "Children's Improvement Board"
    assert Body.objects.get().version == 2


def test_the_second_to_save_meets_a_conflict(clerk, cast):
    board = make_body(name="Improvement Board", kind=Kind.BOARD, by=clerk)
    change_body(body=board, values={"name": "First"}, by=clerk, version=1)
    with pytest.raises(Conflict) as found:
        change_body(body=board, values={"name": "Second"}, by=by(cast.administrator), version=1)
    assert (found.value.by, found.value.clashes[0].theirs) == ("Tamsin Orde", "First")


def test_a_body_is_never_part_of_itself(clerk):
    board = make_body(name="Board", kind=Kind.BOARD, by=clerk)
    group = make_body(name="Group", kind=Kind.GROUP, parent=board, by=clerk)
    with pytest.raises(RuleBroken, match="part of itself"):
        change_body(body=board, values={"parent": group}, by=clerk)


def test_the_same_name_is_not_made_twice(clerk):
    make_body(name="Board", kind=Kind.BOARD, by=clerk)
    with pytest.raises(RuleBroken, match="already"):
        make_body(name="  BOARD ", kind=Kind.FORUM, by=clerk)


@pytest.mark.parametrize("part", ["lead_officer", "director", "auditor", "councillor", "nobody"])
def test_others_keep_no_bodies(cast, part):
    with pytest.raises(NotAllowed):
        make_body(name="Board", kind=Kind.BOARD, by=by(getattr(cast, part)))


def test_a_member_sits_between_the_dates(cast, clerk):
    board = make_body(name="Board", kind=Kind.BOARD, by=clerk)
    seat = add_member(body=board, person=cast.board_member, starts_on=DAY, by=clerk)
    end_membership(membership=seat, on=DAY + timedelta(days=1), by=clerk)
    sits = [board in bodies_of(cast.board_member, on=DAY + timedelta(days=n)) for n in range(-1, 3)]
    assert sits == [False, True, True, False]


def test_a_role_on_a_body_counts_like_a_seat(cast, clerk):
    board = make_body(name="Board", kind=Kind.BOARD, by=clerk)
    give_role(cast.nobody, Role.BOARD_MEMBER, scope=board.scope)
    assert list(bodies_of(cast.nobody, on=DAY)) == [board]


def test_a_body_has_one_chair_at_a_time(cast, clerk):
    board = make_body(name="Board", kind=Kind.BOARD, by=clerk)
    add_member(body=board, person=cast.board_member, starts_on=DAY, office="chair", by=clerk)
    with pytest.raises(RuleBroken, match="Dilys Penhale is the chair"):
        add_member(body=board, person=cast.director, starts_on=DAY, office="chair", by=clerk)
    add_member(body=board, person=cast.director, starts_on=DAY, office="vice-chair", by=clerk)


def test_nobody_sits_twice_at_once(cast, clerk):
    board = make_body(name="Board", kind=Kind.BOARD, by=clerk)
    add_member(body=board, person=cast.director, starts_on=DAY, ends_on=DAY + timedelta(days=9), by=clerk)
    with pytest.raises(RuleBroken, match="already"):
        add_member(body=board, person=cast.director, starts_on=DAY + timedelta(days=9), by=clerk)
    add_member(body=board, person=cast.director, starts_on=DAY + timedelta(days=10), by=clerk)


def test_a_leavers_seats_end_and_go_to_nobody(cast, clerk):
    board = make_body(name="Board", kind=Kind.BOARD, by=clerk)
    add_member(body=board, person=cast.lead_officer, starts_on=DAY, by=clerk)
    hand_over_everything(
        person=cast.lead_officer,
        successors={"seats-on-boards-and-committees": cast.director},
        by=by(cast.administrator),
        on=date(2027, 1, 31),
        at=datetime(2026, 3, 13, 10, tzinfo=UTC),
    )
    seat = Membership.objects.get()
    assert (seat.person, seat.ends_on) == (cast.lead_officer, date(2027, 1, 31))


def test_a_body_is_made_given_members_and_changed_on_its_pages(page, cast):
    page.sign_in(cast.clerk)
    board = page.follow(page.send(page.get("/bodies/add/"), {"name": "Improvement Board", "kind": "board"}))
    page.send(page.get("/bodies/add/"), {"name": "Task Group", "kind": "group", "parent": "improvement-board"})
    page.send(page.get(board.links()["Add a member"]), {"person": "dilys-penhale", "office": "chair"})
    board = page.get("/bodies/improvement-board/")
    assert "Dilys Penhale Chair" in board
    assert "Task Group" in board
    assert "part of Improvement Board: Task Group" in page.get("/bodies/")
    assert "Improvement Board, chair, from" in page.get("/people/dilys-penhale/")
    refused = page.send(page.get("/bodies/improvement-board/members/add/"), {}, status=422)
    assert "Choose a person." in refused
    page.send(page.get(board.links()["Enter the last day of Dilys Penhale"]), {"ends_on": "1 January 2001"}, status=422)
    form = page.get("/bodies/improvement-board/change/")
    page.send(form, {"name": "Children's Board"})
    conflict = page.send(form, {"name": "Another name"}, status=422)
    assert "Tamsin Orde saved this while you were writing" in conflict


def test_readers_see_bodies_and_cannot_change_them(page, cast, clerk):
    make_body(name="Board", kind=Kind.BOARD, by=clerk)
    page.sign_in(cast.councillor)
    assert "Board" in page.get("/bodies/")
    page.get("/bodies/board/")
    for path in ("/bodies/add/", "/bodies/board/change/", "/bodies/board/members/add/"):
        page.get(path, status=404)


def test_the_list_of_bodies_costs_the_same_however_many_there_are(page, cast, clerk):
    page.sign_in(cast.director)
    parent = make_body(name="Board", kind=Kind.BOARD, by=clerk)
    add_member(body=parent, person=cast.board_member, starts_on=DAY, by=clerk)
    few = page.cost("/bodies/"), page.cost("/bodies/board/")
    for number in range(20):
        body = make_body(name=f"Group {number}", kind=Kind.GROUP, parent=parent, by=clerk)
        for board in (body, parent):
            member = make_person(f"Member {number} of {board}")
            add_member(body=board, person=member, starts_on=DAY, by=clerk)
    assert (page.cost("/bodies/"), page.cost("/bodies/board/")) == few
    assert len(page.get("/bodies/").all("//main//tbody/tr")) == 21
