"""A report on the first round of a year tells what moved since the last round of the year before."""

from datetime import date

import pytest

from goldenthread.documents.soundness import check_paper
from goldenthread.reports.commands.drafting import draft_report
from goldenthread.reports.commands.writing import Going
from goldenthread.reports.passages import to_go_out
from goldenthread.reports.queries.book import book_of
from goldenthread.reports.queries.content import content_of
from goldenthread.reports.queries.round_facts import round_facts
from tests.boards.years import make_years
from tests.reports.makers import LATER, make_body

pytestmark = pytest.mark.django_db


def test_the_draft_and_its_figures_are_held_against_the_last_round_of_the_year_before(cast):
    old, made = make_years(cast)
    closed = made.rounds.get()
    report = draft_report(round=closed, going_to=[Going(make_body(), date(2026, 6, 20))], by=old.actor, at=LATER)
    content = content_of(report)
    check_paper(content.paper)
    text = " ".join(passage.text for passage in to_go_out(content.paper))
    before = old.plan.rounds.latest("number").closings.get()
    assert f"Since {before.position_on.day} {before.position_on:%B %Y}" in text
    book = book_of(closed.closings.get())
    facts = round_facts(closed.closings.get(), book)
    assert facts.before is not None
    assert facts.before.named == f"round 2 of {before.plan_name} ({before.position_on.day} {before.position_on:%B %Y})"
    assert len(facts.moved.worsened) == 1
