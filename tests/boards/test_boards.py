"""A body of any kind is set up as a board: its terms, how often, standing items, capacities, who sees and who keeps."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from goldenthread.boards.commands.boards import (
    add_standing_item,
    change_standing_item,
    change_terms,
    end_standing_item,
    move_standing_item,
    set_capacity,
    set_interval,
    set_up_board,
)
from goldenthread.boards.commands.rounds import RoundDates, close_round, open_round, plan_round
from goldenthread.boards.models import Board, BoardMeeting, Capacity
from goldenthread.boards.policy import may_keep_meetings
from goldenthread.boards.queries.boards import board_lines, monitored, seats_of
from goldenthread.boards.standing import items_due
from goldenthread.bodies.models import Kind, Membership
from goldenthread.kernel.errors import NotAllowed, RuleBroken
from goldenthread.ledger.models import Entry
from goldenthread.plan.models.plan import Stage
from tests.boards.boards import make_board, make_body, make_meeting, make_seat
from tests.cast import by, give_role, make_person
from tests.plan.makers import make_action, make_plan

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 20)
Office = Membership.Office


@pytest.mark.parametrize("kind", Kind.values)
def test_a_body_of_any_kind_is_set_up_as_a_board(cast, kind):
    body = make_body("Forum of the harbour", kind=kind)
    board = set_up_board(body=body, purpose="To hear  families. ", by=by(cast.administrator), on=TODAY)
    assert board.purpose == "To hear families."
    assert Entry.objects.get(what="boards.board_set_up").subject == body.subject


def test_a_body_is_set_up_once_and_not_without_a_purpose(cast):
    board, admin = make_board(), by(cast.administrator)
    with pytest.raises(RuleBroken, match="already"):
        set_up_board(body=board.body, purpose="To hear families.", by=admin, on=TODAY)
    with pytest.raises(RuleBroken, match="Give its purpose"):
        set_up_board(body=make_body("Other"), purpose="  ", by=admin, on=TODAY)


@pytest.mark.parametrize("part", ["service_manager", "clerk", "board_member", "auditor", "director", "nobody"])
def test_terms_and_items_are_kept_by_administrators_alone(cast, part):
    plan = make_plan()
    board, other = make_board(plans=(plan,)), by(getattr(cast, part))
    item = add_standing_item(board=board, title="Risks", by=by(cast.administrator))
    for act in (
        lambda: set_up_board(body=make_body("New"), purpose="To hear.", by=other, on=TODAY),
        lambda: change_terms(board=board, purpose="To rest.", by=other),
        lambda: set_interval(board=board, plan=plan, months=3, by=other),
        lambda: add_standing_item(board=board, title="Staffing", by=other),
        lambda: change_standing_item(item=item, values={"title": "Rest"}, by=other),
        lambda: move_standing_item(item=item, up=True, by=other),
        lambda: end_standing_item(item=item, on=TODAY, by=other),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_an_administrator_who_acts_for_somebody_sets_nothing_up(cast):
    with pytest.raises(NotAllowed):
        change_terms(board=make_board(), purpose="To rest.", by=by(cast.nobody, cast.administrator))


def test_how_often_is_said_of_a_plan_the_board_monitors_and_of_no_other(cast):
    plan, admin = make_plan(name="Harbour Plan"), by(cast.administrator)
    board = make_board(plans=(plan,))
    assert set_interval(board=board, plan=plan, months=3, by=admin).words == "Quarterly"
    assert set_interval(board=board, plan=plan, months=4, words="each term", by=admin).words == "each term"
    assert board.intervals.count() == 1
    with pytest.raises(RuleBroken, match="not named among the boards"):
        set_interval(board=board, plan=make_plan(), months=3, by=admin)
    with pytest.raises(RuleBroken, match="one month to twenty-four"):
        set_interval(board=board, plan=plan, months=0, by=admin)


def test_a_capacity_stands_beside_the_office_and_a_partner_names_its_organisation(cast):
    board, clerk = make_board(), by(cast.clerk)
    seat = make_seat(board, cast.parent, Office.CO_OPTED)
    set_capacity(membership=seat, kind=Capacity.Kind.PARENT, by=clerk)
    with pytest.raises(RuleBroken, match="Name the organisation"):
        set_capacity(membership=seat, kind=Capacity.Kind.PARTNER, by=clerk)
    with pytest.raises(RuleBroken, match="leave it blank"):
        set_capacity(membership=seat, kind=Capacity.Kind.PARENT, organisation="Harbour Health", by=clerk)
    set_capacity(membership=seat, kind=Capacity.Kind.PARTNER, organisation="Harbour Health", by=clerk)
    seat.refresh_from_db()
    assert (seat.office, str(seat.capacity)) == (Office.CO_OPTED, "Partner agency: Harbour Health")
    with pytest.raises(NotAllowed):
        set_capacity(membership=seat, kind=Capacity.Kind.PARENT, by=by(cast.auditor))


def test_the_database_too_refuses_a_partner_without_an_organisation(cast):
    seat = make_seat(make_board(), cast.parent)
    with pytest.raises(IntegrityError), transaction.atomic():
        Capacity.objects.create(membership=seat, kind=Capacity.Kind.PARTNER)


def test_a_board_may_have_co_chairs_beside_its_chair_and_they_come_first(cast):
    board = make_board()
    make_seat(board, cast.parent, Office.MEMBER)
    make_seat(board, cast.director, Office.CO_CHAIR)
    make_seat(board, cast.quality_assurance, Office.CO_CHAIR)
    make_seat(board, cast.board_member, Office.CHAIR)
    assert [seat.office for seat in seats_of(board, on=TODAY)] == ["Chair", "Co-chair", "Co-chair", "Member"]
    (line,) = board_lines([board], cast.director, on=TODAY)
    assert line.chairs.startswith("Dilys Penhale (chair), ")


def test_an_item_for_every_second_meeting_is_due_when_the_last_had_it_not():
    class Item:
        def __init__(self, pk, every):
            self.pk, self.every = pk, every

    always, second, third = Item(1, 1), Item(2, 2), Item(3, 3)
    taken = []
    for _ in range(6):
        taken.append({item.pk for item in items_due([always, second, third], taken)})
    assert taken == [{1, 2, 3}, {1}, {1, 2}, {1, 3}, {1, 2}, {1}]


def test_standing_items_keep_their_order_and_an_ended_one_is_offered_no_more(cast):
    board, admin = make_board(), by(cast.administrator)
    items = [add_standing_item(board=board, title=title, by=admin) for title in ("Risks", "Staffing", "Voice")]
    move_standing_item(item=items[2], up=True, by=admin)
    move_standing_item(item=items[0], up=True, by=admin)
    titles = board.standing_items.filter(ended_on=None).values_list("title", flat=True)
    assert list(titles) == ["Risks", "Voice", "Staffing"]
    end_standing_item(item=items[0], on=TODAY, by=admin)
    with pytest.raises(RuleBroken, match="already"):
        end_standing_item(item=items[0], on=TODAY, by=admin)
    assert list(titles.all()) == ["Voice", "Staffing"]
    add_standing_item(board=board, title="Risks", by=admin)
    with pytest.raises(RuleBroken, match="this title already"):
        add_standing_item(board=board, title="voice", by=admin)


@pytest.mark.parametrize(
    ("part", "sees", "reads"),
    [
        ("service_manager", True, True),
        ("quality_assurance", True, True),
        ("director", True, True),
        ("auditor", True, True),
        ("clerk", True, True),
        ("administrator", True, False),
        ("lead_officer", False, False),
        ("board_member", False, False),
        ("councillor", False, False),
        ("monitoring_officer", False, False),
        ("nobody", False, False),
    ],
)
def test_who_sees_a_board_and_who_reads_its_meetings(cast, part, sees, reads):
    meeting = make_meeting(make_board())
    person = getattr(cast, part)
    assert Board.objects.visible_to(person).exists() is sees
    assert BoardMeeting.objects.visible_to(person).filter(pk=meeting.pk).exists() is reads


@pytest.mark.parametrize("part", ["nobody", "councillor", "board_member", "administrator"])
def test_whoever_sits_on_a_board_reads_it_and_its_meetings_until_the_last_day(cast, part):
    person, meeting = getattr(cast, part), make_meeting(make_board())
    seat = make_seat(meeting.board, person)
    assert BoardMeeting.objects.visible_to(person).exists()
    Membership.objects.filter(pk=seat.pk).update(ends_on=date(2020, 1, 1))
    assert not BoardMeeting.objects.visible_to(person).exists()


def test_whoever_reads_a_plan_of_a_board_reads_the_board(cast):
    plan = make_plan()
    make_action(plan, leads=[cast.lead_officer])
    make_meeting(make_board(plans=(plan,)))
    assert Board.objects.visible_to(cast.lead_officer).count() == 1
    assert BoardMeeting.objects.visible_to(cast.lead_officer).count() == 1


def test_whoever_chairs_manages_a_plan_or_is_the_clerk_keeps_meetings_and_nobody_else(cast):
    plan = make_plan()
    board = make_board(plans=(plan,))
    chair, co_chair, vice, member = (make_person(name) for name in ("Ann Ash", "Ben Box", "Cy Elm", "Di Fir"))
    for person, office in ((chair, Office.CHAIR), (co_chair, Office.CO_CHAIR), (vice, Office.VICE_CHAIR),
                           (member, Office.MEMBER)):  # fmt: skip
        make_seat(board, person, office)
    owner, other = make_person("Eve Oak"), make_person("Flo Yew")
    plan.owner = owner
    plan.save(update_fields=["owner"])
    give_role(other, "service manager", scope=make_plan().scope)
    keeps = {chair, co_chair, vice, owner, cast.clerk, cast.service_manager}
    everybody = {chair, co_chair, vice, member, owner, other, *cast.everyone().values()}
    assert {person for person in everybody if may_keep_meetings(by(person), board)} == keeps
    assert may_keep_meetings(by(other, chair), board)
    give_role(chair, "auditor")
    assert not may_keep_meetings(by(chair), board)


def test_a_chair_keeps_meetings_to_the_last_day_of_the_seat_and_not_after(cast):
    board = make_board()
    seat = make_seat(board, cast.nobody, Office.CHAIR)
    assert may_keep_meetings(by(cast.nobody), board)
    Membership.objects.filter(pk=seat.pk).update(ends_on=date(2020, 1, 1))
    assert not may_keep_meetings(by(cast.nobody), board)


def closed_round(board, plan, manager, *, on):
    dates = RoundDates(period_starts_on=date(2025, 12, 1), period_ends_on=date(2026, 2, 28))
    at = datetime(on.year, on.month, on.day, 10, tzinfo=UTC)
    made = plan_round(plan=plan, board=board.body, dates=dates, by=by(manager))
    open_round(round=made, by=by(manager), at=at)
    close_round(round=made, by=by(manager), at=at, missing_why="The lead was on leave.")
    return made


def test_a_plan_says_its_last_round_and_by_when_the_next_is_due(cast):
    plan = make_plan()
    board = make_board(plans=(plan,))
    closed_round(board, plan, cast.service_manager, on=date(2026, 3, 6))
    set_interval(board=board, plan=plan, months=3, by=by(cast.administrator))
    for day, overdue, said in ((date(2026, 6, 6), False, "None planned; due by 6 June 2026"),
                               (date(2026, 6, 7), True, "None planned; one was due by 6 June 2026")):  # fmt: skip
        (shown,) = monitored([board], cast.director, on=day)[board.pk]
        assert (shown.last, shown.next, shown.is_overdue) == ("Round 1, as on 6 March 2026", said, overdue)


def test_a_closed_plan_is_monitored_no_more_and_never_overdue(page, cast):
    plan = make_plan(name="Harbour Plan")
    board = make_board(plans=(plan,))
    closed_round(board, plan, cast.service_manager, on=date(2026, 3, 6))
    set_interval(board=board, plan=plan, months=3, by=by(cast.administrator))
    plan.stage = Stage.CLOSED
    plan.save(update_fields=["stage"])
    (shown,) = monitored([board], cast.director, on=date(2027, 1, 1))[board.pk]
    assert (shown.is_closed, shown.is_overdue, shown.next) == (True, False, "")
    page.sign_in(cast.director)
    assert "Harbour Plan" not in page.get("/boards/").text
    assert "Harbour Plan, closed" in page.get("/boards/harbour-board/").text


def test_a_member_knows_that_a_round_comes_and_opens_it_once_it_is_closed(cast):
    plan = make_plan()
    board = make_board(plans=(plan,))
    give_role(cast.nobody, "board member", scope=board.body.scope)
    make_seat(board, cast.nobody)
    dates = RoundDates(date(2026, 3, 1), date(2026, 5, 31), meets_on=date(2026, 6, 20))
    made = plan_round(plan=plan, board=board.body, dates=dates, by=by(cast.service_manager))
    by_reader = {
        cast.nobody: ("Round 1, meets on 20 June 2026", ""),
        cast.director: ("Round 1, planned, meets on 20 June 2026", made.get_absolute_url()),
    }
    for reader, told in by_reader.items():
        (shown,) = monitored([board], reader, on=TODAY)[board.pk]
        assert (shown.next, shown.next_url) == told


def test_who_may_not_read_a_plan_sees_its_name_alone_and_of_a_draft_nothing(cast):
    plan, draft = make_plan(name="Harbour Plan"), make_plan(name="Secret Plan", stage=Stage.DRAFT)
    board = make_board(plans=(plan, draft))
    closed_round(board, plan, cast.service_manager, on=date(2026, 3, 6))
    make_seat(board, cast.nobody)
    (shown,) = monitored([board], cast.nobody, on=TODAY)[board.pk]
    assert (shown.name, shown.url, shown.last) == ("Harbour Plan", "", "")
    assert len(monitored([board], cast.director, on=TODAY)[board.pk]) == 2


def test_the_pages_set_a_board_up_from_nothing(page, cast):
    make_body("Harbour Board")
    plan = make_plan(name="Harbour Plan")
    page.sign_in(cast.administrator)
    assert "No board yet" in page.get("/boards/").text
    purpose = {"body": "harbour-board", "purpose": "To see that children are heard."}
    page.send(page.get("/boards/add/"), purpose)
    board = Board.objects.get()
    plan.boards.create(body=board.body, written="Harbour Board")
    make_seat(board, cast.parent, Office.CO_OPTED)
    page.send(page.get("/boards/harbour-board/terms/"), {"purpose": "To see that families are heard."})
    page.send(page.get(f"/boards/harbour-board/plans/{plan.key}/"), {"months": "3"})
    page.send(page.get("/boards/harbour-board/items/add/"), {"title": "What is stuck", "every": "2"})
    page.send(page.get("/boards/harbour-board/items/1/"), {"brought_by": "Service manager"}, action="/items/1/")
    page.send(page.get("/boards/harbour-board/members/bridie-tolland/2015-04-01/capacity/"), {"kind": "parent"})
    shown = page.get("/boards/harbour-board/").text
    for words in ("families are heard", "Harbour Plan, quarterly", "What is stuck, brought by Service manager",
                  "every second meeting", "Parent or carer"):  # fmt: skip
        assert words in shown
    page.send(page.get("/boards/harbour-board/items/1/"), action="/move/", press="to=end")
    assert "No standing items" in page.get("/boards/harbour-board/").text


def test_a_purpose_that_somebody_else_saved_first_is_shown_beside_ones_own(page, cast):
    board = make_board()
    page.sign_in(cast.administrator)
    form = page.get("/boards/harbour-board/terms/")
    change_terms(board=board, purpose="To see that families are heard.", by=by(cast.administrator))
    answer = page.send(form, {"purpose": "To see that carers are heard."}, status=422)
    assert "saved this while you were writing" in answer.text


def test_an_outsider_finds_no_board_and_is_offered_none(page, cast):
    make_meeting(make_board())
    page.sign_in(cast.nobody)
    for path in ("/boards/", "/boards/harbour-board/", "/boards/harbour-board/meetings/1/", "/boards/add/"):
        page.get(path, status=404)
    assert "/boards/" not in page.get("/").html


def test_a_parent_on_a_board_is_led_to_it_and_to_no_plan(page, cast):
    plan = make_plan(name="Harbour Plan")
    board = make_board(plans=(plan,))
    make_seat(board, cast.nobody)
    page.sign_in(cast.nobody)
    assert "/boards/" in page.get("/").html
    shown = page.get("/boards/")
    assert "Harbour Plan" in shown.text
    assert plan.get_absolute_url() not in shown.html
    page.get("/boards/harbour-board/terms/", status=404)
    page.get("/boards/harbour-board/meetings/add/", status=403)


def test_the_page_of_a_body_leads_to_its_board_or_to_setting_it_up(page, cast):
    board = make_board()
    other = make_body("Forum")
    page.sign_in(cast.administrator)
    assert board.get_absolute_url() in page.get(board.body).html
    assert "/boards/add/?body=forum" in page.get(other).html
    page.sign_in(cast.nobody)
    assert "/boards/" not in page.get(board.body).html


def test_a_list_of_boards_asks_as_much_of_the_database_for_ten_as_for_two(page, cast):
    def more(start, stop):
        for number in range(start, stop):
            plan = make_plan()
            board = make_board(f"Board {number}", plans=(plan,))
            make_seat(board, cast.board_member, Office.CHAIR)
            make_meeting(board)
            make_meeting(board, on=date(2027, 1, 1), held=False)

    page.sign_in(cast.director)
    more(0, 2)
    few = page.cost("/boards/")
    more(2, 10)
    assert page.cost("/boards/") == few
    assert few < 30
