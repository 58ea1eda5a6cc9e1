"""Papers of a meeting: a closed round, a link or a file; kept, corrected beside, withdrawn with a reason."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from goldenthread.boards.commands.meetings import add_paper, title_of, withdraw_paper
from goldenthread.boards.commands.rounds import close_round, reopen_round
from goldenthread.documents.models import StoredFile
from goldenthread.kernel.errors import RuleBroken
from goldenthread.ledger.models import Sight
from tests.boards.boards import make_board, make_meeting
from tests.boards.meetings.meetings import EVENING, closed_round
from tests.cast import by
from tests.plan.makers import make_plan

pytestmark = pytest.mark.django_db


def test_a_paper_is_one_round_or_one_link_or_one_file(board, chair, plan, cast):
    meeting = make_meeting(board)
    closing = closed_round(board, plan, cast.service_manager)
    paper = add_paper(meeting=meeting, closing=closing, by=chair, at=EVENING)
    assert paper.title == "Round 1 of Harbour Plan: 1 December 2025 to 28 February 2026, as on 7 March 2026"
    add_paper(meeting=meeting, title="Minutes", address="https://example.org/minutes", by=chair, at=EVENING)
    with pytest.raises(RuleBroken, match="one closed round"):
        add_paper(meeting=meeting, title="Both", closing=closing, address="https://example.org/", by=chair, at=EVENING)
    with pytest.raises(RuleBroken, match="one closed round"):
        add_paper(meeting=meeting, title="Nothing", by=chair, at=EVENING)
    other = make_plan()
    foreign = closed_round(make_board("Other Board", plans=(other,)), other, cast.service_manager)
    with pytest.raises(RuleBroken, match="does not monitor the plan"):
        add_paper(meeting=meeting, closing=foreign, by=chair, at=EVENING)
    with pytest.raises(IntegrityError), transaction.atomic():
        meeting.papers.create(number=9, title="Nothing", added_by=cast.clerk, added_at=EVENING)


def test_a_paper_stays_the_round_as_it_was_closed_and_says_that_it_was_corrected(page, board, chair, plan, cast):
    meeting = make_meeting(board)
    closing = closed_round(board, plan, cast.service_manager)
    add_paper(meeting=meeting, closing=closing, by=chair, at=EVENING)
    manager = by(cast.service_manager)
    reopen_round(round=closing.round, why="The lead of 1.1 was mistaken.", by=manager, at=EVENING)
    closing.round.refresh_from_db()
    close_round(round=closing.round, by=manager, at=EVENING, missing_why="The lead was on leave.")
    page.sign_in(cast.director)
    shown = page.get(meeting)
    assert "closed again since, in correction" in shown.text
    assert title_of(closing) in shown.text


def test_a_withdrawn_paper_stays_in_the_list_with_the_reason(page, board, chair, cast):
    meeting = make_meeting(board)
    paper = add_paper(meeting=meeting, title="Draft", address="https://example.org/d", by=chair, at=EVENING)
    withdraw_paper(paper=paper, why="It names a child.", by=chair, at=EVENING)
    with pytest.raises(RuleBroken, match="already"):
        withdraw_paper(paper=paper, why="It names a child.", by=chair, at=EVENING)
    page.sign_in(cast.director)
    shown = page.get(meeting)
    assert "It names a child." in shown.text
    assert "example.org" not in shown.html


def test_a_file_is_kept_handed_out_as_a_download_and_noted(page, board, chair, cast):
    meeting = make_meeting(board)
    page.sign_in(cast.board_member)
    file = SimpleUploadedFile("Waiting times.csv", b"month,weeks\nMarch,4\n")
    page.send(page.get(f"{meeting.get_absolute_url()}papers/add/"), {"file": file})
    assert "Waiting times.csv" in page.get(meeting).text
    address = f"{meeting.get_absolute_url()}papers/1/file/"
    answer = page.get(address).response
    assert b"".join(answer.streaming_content) == b"month,weeks\nMarch,4\n"
    assert answer["Content-Disposition"].startswith("attachment")
    assert Sight.objects.filter(subject=f"{meeting.subject}/paper-1").exists()
    withdraw_paper(paper=meeting.papers.get(), why="It names a child.", by=chair, at=EVENING)
    page.get(address, status=404)


def test_a_file_of_a_paper_that_is_refused_is_not_kept(page, board, chair, cast):
    meeting = make_meeting(board)
    page.sign_in(cast.board_member)
    file = SimpleUploadedFile("Waiting times.csv", b"month,weeks\n")
    both = {"file": file, "address": "https://example.org/d"}
    assert "one closed round" in page.send(page.get(f"{meeting.get_absolute_url()}papers/add/"), both, status=422).text
    assert not StoredFile.objects.exists()


def test_an_outsider_is_given_no_paper_and_an_administrator_none(page, board, chair, cast):
    meeting = make_meeting(board)
    add_paper(meeting=meeting, title="Data", address="https://example.org/d", by=chair, at=EVENING)
    for person in (cast.nobody, cast.administrator, cast.councillor):
        page.sign_in(person)
        page.get(meeting, status=404)
        page.get(f"{meeting.get_absolute_url()}papers/1/file/", status=404)
    page.sign_in(cast.administrator)
    assert "Data" not in page.get("/boards/harbour-board/").text
    page.sign_in(cast.auditor)
    page.get(meeting)
    page.get(f"{meeting.get_absolute_url()}decisions/add/", status=403)
