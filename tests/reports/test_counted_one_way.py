"""What a lead reports complete counts as it was rated, and its row prints words of its own: the paper says why."""

from datetime import timedelta

import pytest

from goldenthread.documents.paper import Appendix, Chart, Items, Mark, RatingMark, Table, every_block, printed
from goldenthread.plan.states import State
from goldenthread.reports.facts.asking import ask
from goldenthread.reports.queries.checking import claims_in
from goldenthread.reports.queries.content import book_of_report, content_of
from tests.reports.makers import JUNE, NEXT_WEEK, change, close, draft, paper_words

pytestmark = pytest.mark.django_db


def test_the_counts_say_what_the_rows_behind_them_print_otherwise_at_the_first_place_and_on_the_front_page(world):
    reporter = {"reported_by": world.author.person, "reported_on": JUNE.date()}
    change(world.plan, "1.7", state=State.REPORTED_COMPLETE, **reporter)
    report = draft(world, round=close(world.plan, world.manager, NEXT_WEEK + timedelta(days=30)))
    content = content_of(report)
    blocks = list(every_block(content.paper.blocks))
    rows = [cell for one in blocks if isinstance(one, Table) and len(one.columns) == 10 for group in one.groups
            for row in group.rows for cell in row if isinstance(cell, RatingMark)]  # fmt: skip
    green = ask(book_of_report(report), "green").number
    assert [one.word for one in rows].count("Reported complete") == 1
    assert [one.mark for one in rows].count(Mark.GREEN) == green - 1
    first = paper_words(report).split("Recommendation")[0]
    assert f"{green} green. In all, 1 action is reported complete by its lead: it counts as it was rated" in first
    said = f"{green} tasks marked green, of which 1 is reported complete by its lead and waits for a second person"
    (behind,) = [one for one in content.paper.blocks if isinstance(one, Appendix)]
    front = [printed(item.words) for one in behind.blocks if isinstance(one, Items) for item in one.items]
    assert said in front
    # The body has drawn it already, so that its numbers alone stand on the front page.
    assert not any(isinstance(one, Chart) for one in behind.blocks)
    drawn = next(one for one in blocks if isinstance(one, Chart))
    assert next(one for one in behind.blocks if isinstance(one, Table)).groups == drawn.table.groups
    assert not [one for one in claims_in(content) if one.is_open]


def test_a_paper_without_what_is_only_reported_says_nothing_of_it_and_a_pressure_keeps_what_it_is_about(drafted):
    _, report = drafted
    text = paper_words(report)
    assert "reported complete" not in text
    assert "Staffing: Three posts stand empty." in text
