"""A report on a round that is opened again for a correction, and closed again: it waits, it takes, or it keeps."""

from datetime import timedelta

import pytest

from goldenthread.boards.commands.rounds import close_round, reopen_round
from goldenthread.kernel.errors import RuleBroken
from goldenthread.plan.states import State
from goldenthread.reports.commands.remarks import explain
from goldenthread.reports.commands.writing import take_last_closing
from goldenthread.reports.models import Report
from goldenthread.reports.queries.readiness import readiness_of
from goldenthread.reports.states import ReportState
from tests.cast import make_person
from tests.reports.makers import LATER, WHY, change, issue, state

pytestmark = pytest.mark.django_db
KEPT = "The meeting was told the first figures."


def take_up(world):
    reopen_round(round=world.round, why="A figure was typed wrongly.", by=world.manager, at=LATER)
    world.round.refresh_from_db()


def close_again(world):
    change(world.plan, "1.5", state=State.COMPLETED_ON_PAPER)
    close_round(round=world.round, by=world.manager, at=LATER + timedelta(hours=1), missing_why=WHY)
    world.round.refresh_from_db()


def fresh(report):
    return Report.objects.get(pk=report.pk)


def test_a_report_is_not_issued_while_its_round_is_open_for_a_correction(page, cleared, quick):
    world, report = cleared
    take_up(world)
    with pytest.raises(RuleBroken, match="Round 2 is open again for a correction"):
        issue(fresh(report), world)
    page.sign_in(world.director.person)
    shown = page.get(f"{report.get_absolute_url()}issue/")
    assert "Nothing stands in the way" not in shown
    assert "close it again, or withdraw this report" in shown
    assert "Its round is open again for a correction" in page.get(report)


def test_after_the_second_closing_it_takes_the_new_figures_or_says_why_it_keeps_the_first(page, cleared, quick):
    world, report = cleared
    take_up(world)
    close_again(world)
    page.sign_in(world.manager.person)
    shown = page.get(report)
    assert "The round was closed again after a correction" in shown
    assert "take its figures, or say why" in page.get(f"{report.get_absolute_url()}issue/")
    changes = page.get(shown.links()["What would change"])
    assert changes.heading == "What the last closing would change"
    assert "Action 1.5" in changes
    form = page.get(shown.links()["Keep the earlier ones, with a reason"])
    page.send(form, {"why": KEPT})
    assert state(report) == ReportState.CLEARED
    assert KEPT in page.get(report)
    assert readiness_of(fresh(report)).in_the_way == []
    issue(fresh(report), world)
    assert f"It was issued so for this reason: “{KEPT}”" in page.get(report)


def test_taking_the_new_figures_leaves_nothing_of_the_closing_to_decide(drafted):
    world, report = drafted
    take_up(world)
    close_again(world)
    assert len(readiness_of(fresh(report)).round) == 1
    take_last_closing(report=fresh(report), by=world.author, at=LATER)
    assert readiness_of(fresh(report)).round == []


def test_a_third_closing_asks_again_whether_the_first_is_kept(drafted):
    world, report = drafted
    take_up(world)
    close_again(world)
    explain(report=report, of="round", key="closing-2", decision="keep", reason=KEPT, by=world.author, at=LATER)
    assert readiness_of(fresh(report)).round == []
    take_up(world)
    close_round(round=world.round, by=world.manager, at=LATER + timedelta(hours=2), missing_why=WHY)
    assert len(readiness_of(fresh(report)).round) == 1


def test_an_issued_report_says_that_its_round_was_corrected_later_and_its_paper_does_not(page, sealed, quick):
    world, report = sealed
    take_up(world)
    page.sign_in(world.director.person)
    assert "Its round is open again for a correction" in page.get(report)
    close_again(world)
    shown = page.get(report)
    assert "What was issued keeps the figures of 5 June 2026" in shown
    assert "what would read otherwise" in shown.links()
    assert "closed again" not in page.get(f"{report.get_absolute_url()}paper/")
    member = make_person("Ada Member", roles=["democratic-services officer"])
    of_clerk = page.sign_in(member).get(report)
    assert "What was issued keeps the figures of 5 June 2026" in of_clerk
    assert "what would read otherwise" not in of_clerk
