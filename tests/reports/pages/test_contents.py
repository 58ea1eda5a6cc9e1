"""A long report on a page has its contents at the top, each leading to its place, and its appendix folds."""

import pytest

from goldenthread.documents.paper import Appendix, Council, Heading, Paper, Paragraph, words
from goldenthread.reports.views.drawing import drawn_with_contents
from tests.reports.makers import LATER


def paper(*blocks):
    return Paper(title="Report", council=Council("Anyshire", "#a87e16", None), made_at=LATER, kind="Report",
                 header=(), blocks=blocks)  # fmt: skip


def headed(level, text):
    return Heading(level, words(text))


def test_headings_of_two_levels_are_jumped_to_in_their_order_and_those_below_stand_under_them():
    drawn = drawn_with_contents(
        paper(
            headed(1, "Summary"), headed(1, "Main Report"), headed(2, "Pressures & <posts>"), headed(3, "Not listed"),
            Appendix(1, "The plan", (headed(1, "At a glance"),)),
        ),
        reads_plan=True,
    )  # fmt: skip
    told = [(one.words, one.fragment, [(under.words, under.fragment) for under in one.under]) for one in drawn.contents]
    assert told == [
        ("Summary", "part-1", []),
        ("Main Report", "part-2", [("Pressures & <posts>", "part-3")]),
        ("Appendix 1 – The plan", "appendix-1", [("At a glance", "appendix-1-1")]),
    ]
    assert '<h3 id="part-3">Pressures &amp; &lt;posts&gt;</h3>' in drawn.front
    assert '<h3 id="appendix-1-1">At a glance</h3>' in drawn.behind[0].drawn


def test_a_short_paper_has_no_contents():
    assert drawn_with_contents(paper(headed(1, "Summary"), Paragraph(words("Short."))), reads_plan=True).contents == []


@pytest.mark.django_db
def test_an_issued_report_begins_with_its_contents_and_every_jump_has_a_place(page, sealed, quick):
    world, report = sealed
    page.sign_in(world.director.person)
    for path in ("", "paper/", "versions/1/"):
        shown = page.get(f"{report.get_absolute_url()}{path}")
        jumps = shown.all("//nav[@aria-labelledby='contents']//a/@href")
        assert len(jumps) > 5
        places = set(shown.all("//*/@id"))
        assert {one.removeprefix("#") for one in jumps} <= places
        assert "appendix-1" in places


@pytest.mark.django_db
def test_the_appendix_folds_and_is_open_until_a_script_closes_it(page, sealed, quick):
    world, report = sealed
    shown = page.sign_in(world.director.person).get(report)
    (fold,) = shown.all("//details[@data-fold]")
    assert fold.get("open") is not None
    assert fold.xpath("./summary/h2/text()") == ["Appendix 1 – Harbour Improvement Plan"]
    assert fold.xpath(".//table")
    assert shown.all("//script[contains(@src, 'fold')]")
    assert shown.all("//a[@href='#appendix-1']")
