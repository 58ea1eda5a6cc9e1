"""What was decided about the same words in an earlier report on the same closing is taken over by one press."""

import pytest

from goldenthread.kernel.errors import NotAllowed, RuleBroken
from goldenthread.ledger.models import Entry
from goldenthread.reports.commands.issuing import draft_again, return_report
from goldenthread.reports.commands.remarks import explain, take_over
from goldenthread.reports.models import Explanation, Report
from goldenthread.reports.queries.content import content_of
from goldenthread.reports.queries.decided_before import decided_before
from goldenthread.reports.queries.readiness import readiness_of
from tests.reports.makers import LATER, NEXT_WEEK, clear, draft, issue, make_world, settle_gate, state, write
from tests.reports.test_closed_again import close_again, take_up
from tests.standing import made_once

pytestmark = pytest.mark.django_db
ASKED = "Ask Wyn Pritchard about this. Three actions are red."


@made_once
def kept():
    """A report in which a colleague is named and a figure contradicts the plan, both kept for a reason."""
    world = make_world()
    report = draft(world)
    write(report, "summary", ASKED, world.author)
    settle_gate(report, world)
    for one in readiness_of(report).claims:
        if one.is_open:
            explain(report=report, of="claim", key=one.checked.claim.key, decision="keep",
                    reason="The board counts two more.", by=world.author, at=LATER)  # fmt: skip
    return world, Report.objects.get(pk=report.pk)


@pytest.fixture
def world(kept):
    return kept[0]


@pytest.fixture
def first(kept):
    return kept[1]


def open_in(report):
    found = readiness_of(Report.objects.get(pk=report.pk))
    return [one for one in (*found.claims, *found.gate) if one.is_open]


def before(report, person):
    found = readiness_of(report, content_of(report))
    return decided_before(report, person, claims=found.claims, gate=found.gate)


def test_a_second_report_on_the_round_shows_what_was_kept_in_the_first_and_takes_it_over_by_a_press(page, world, first):
    second = draft(world, subject="For the board")
    write(second, "summary", ASKED, world.author)
    assert len(open_in(second)) >= 2
    page.sign_in(world.author.person)
    shown = page.get(second)
    assert "Decided before, in another report on this round" in shown
    assert "because: The board counts two more." in shown
    assert "because: It names nobody who minds." in shown
    page.send(shown, press="do=take-over", action="/gate/")
    assert open_in(second) == []
    assert "Decided before" not in page.get(second)
    entry = Entry.objects.filter(what="reports.explained").order_by("-pk").first()
    assert entry.values.get(field="as_in").after == f'"{first.key}"'
    assert set(second.explanations.values_list("by__name", flat=True)) == {"Ruth Amadi"}


def test_a_draft_made_again_after_its_return_asks_nothing_twice(world, first, quick):
    clear(first, world)
    issue(first, world)
    return_report(report=first, why="The date is wrong.", by=world.clerk, at=NEXT_WEEK)
    again = draft_again(report=first, by=world.manager, at=NEXT_WEEK)
    assert open_in(again)
    decisions = [one.decision for one in before(again, world.manager.person)]
    assert take_over(report=again, decisions=decisions, by=world.manager, at=NEXT_WEEK) == len(decisions)
    assert open_in(again) == []
    assert state(first) == "returned"


def test_other_words_and_another_closing_are_asked_about(world, first):
    second = draft(world)
    write(second, "summary", ASKED.replace("Ask", "Tell"), world.author)
    words = {one.words for one in before(second, world.author.person)}
    assert "Wyn Pritchard" not in words
    take_up(world)
    close_again(world)
    third = draft(world)
    write(third, "summary", ASKED, world.author)
    assert before(third, world.author.person) == []
    with pytest.raises(RuleBroken, match="on the same closing"):
        take_over(report=third, decisions=list(first.explanations.all()), by=world.author, at=LATER)


def test_what_was_decided_here_stays_and_nobody_else_takes_over(world, first):
    second = draft(world)
    write(second, "summary", ASKED, world.author)
    one = first.explanations.filter(of="claim").get()
    explain(report=second, of="claim", key=one.key, decision="keep", reason="Mine is a better reason.",
            by=world.author, at=LATER)  # fmt: skip
    assert take_over(report=second, decisions=[one], by=world.author, at=LATER) == 0
    assert Explanation.objects.get(report=second, key=one.key).reason == "Mine is a better reason."
    with pytest.raises(NotAllowed):
        take_over(report=second, decisions=[one], by=world.legal, at=LATER)


def test_a_reason_is_shown_to_nobody_who_may_not_read_the_report_it_was_given_in(world, first):
    second = draft(world, author=world.finance.person)
    write(second, "summary", ASKED, world.manager)
    assert before(second, world.finance.person) == []
    assert before(second, world.manager.person)


def test_why_something_was_kept_is_told_to_nobody_who_reads_only_what_was_issued(world, first, quick):
    clear(first, world)
    issue(first, world)
    second = draft(world, subject="For the board")
    write(second, "summary", ASKED, world.author)
    assert Report.objects.visible_to(world.clerk.person).filter(pk=first.pk).exists()
    assert before(second, world.author.person)
    assert before(second, world.clerk.person) == []
