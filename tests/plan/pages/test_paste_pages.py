"""Rows pasted from a spreadsheet: shown first as they would become, then added together."""

import pytest

from goldenthread.ledger.models import Entry
from goldenthread.plan.queries.pasting import read_paste

ROWS = (
    "Action\tEnd date\tLead\tMeasure\n"
    "Ring each family\tJune 2199\tRA\t9 in 10\n"
    "Write to schools\tMay 2199\tNobody Known\t\n"
)


@pytest.fixture
def paste(scene):
    return scene.at("structure", "paste")


def test_headings_name_the_columns():
    pasted = read_paste(ROWS)
    assert pasted.guessed == ("action", "ends", "leads", "measure")
    assert len(pasted.cells) == 2


def test_without_headings_the_place_does():
    assert read_paste("1.1\tRing\tJune 2199\tRA\n1.2\tWrite\tMay 2199\tRA").guessed == (
        "ref",
        "action",
        "ends",
        "leads",
    )
    assert read_paste("Ring\tJune 2199").guessed == ("action", "ends")


def test_without_headings_dates_and_initials_are_known_by_what_they_are():
    assert read_paste("Ring\tRA\tJune 2199\nWrite\tRA/QZ\tMay 2199").guessed == ("action", "leads", "ends")
    assert read_paste("1.1\tRing\tMay 2199\tJune 2199\tRA").guessed == ("ref", "action", "starts", "ends", "leads")
    assert read_paste("Ring\tRuth Amadi\tJune 2199\tNine in ten").guessed == ("action", "leads", "ends", "measure")


def test_a_cell_with_line_breaks_and_an_unclosed_quote_break_nothing():
    assert read_paste('"Ring\neach family"\tJune 2199').cells == (("Ring each family", "June 2199"),)
    assert read_paste('"Ring each family\tJune 2199').width >= 1
    assert read_paste("").width == 0
    assert read_paste("x\n" * 400).too_many == 100


def test_the_rows_are_shown_before_anything_is_written(page, cast, scene, paste):
    page.sign_in(cast.service_manager)
    form = page.get(paste)
    place = f"aim:{scene.mine.aim_id}"
    shown = page.send(form, {"text": ROWS, "place": place}, action="paste/", press="do=look", status=200)
    assert "Nothing is written yet." in shown
    assert "Ruth Amadi" in shown
    assert "Nobody here is known as Nobody Known; it is kept as written." in shown
    assert scene.plan.actions.count() == 3
    page.send(shown, action="paste/", press="do=add")
    added = list(scene.plan.actions.order_by("position"))[3:]
    assert [(a.wording, a.ends_written, a.leads_written) for a in added] == [
        ("Ring each family", "June 2199", "RA"),
        ("Write to schools", "May 2199", "Nobody Known"),
    ]
    assert added[0].leads.get().person == cast.lead_officer
    assert added[0].leads.get().is_accountable
    assert added[1].aim == scene.mine.aim
    assert Entry.objects.filter(what="plan.actions_pasted").count() == 1


def test_the_reader_says_otherwise_which_column_is_which(page, cast, scene, paste):
    page.sign_in(cast.service_manager)
    shown = page.send(page.get(paste), {"text": "June 2199\tRing"}, action="paste/", press="do=look", status=200)
    page.send(shown, {"column-0": "ends", "column-1": "action"}, action="paste/", press="do=add")
    action = scene.plan.actions.order_by("-position").first()
    assert (action.wording, action.ends_written) == ("Ring", "June 2199")


def test_a_row_that_cannot_be_taken_stops_the_whole_paste(page, cast, scene, paste):
    page.sign_in(cast.service_manager)
    text = "Action\tEnd date\nRing\tsoon\n\tMay 2199\nWrite\tMay 2199"
    shown = page.send(page.get(paste), {"text": text}, action="paste/", press="do=look", status=200)
    assert "The end date “soon” cannot be read." in shown
    assert "No action is written." in shown
    refused = page.send(shown, action="paste/", press="do=add", status=422)
    assert "2 rows cannot be taken." in refused
    assert "soon" in refused.values("paste/")["text"]
    assert scene.plan.actions.count() == 3


def test_without_a_column_of_actions_nothing_is_added(page, cast, scene, paste):
    page.sign_in(cast.service_manager)
    shown = page.send(page.get(paste), {"text": "Ring\tJune 2199"}, action="paste/", press="do=look", status=200)
    refused = page.send(shown, {"column-0": ""}, action="paste/", press="do=add", status=422)
    assert "Say which column holds the action." in refused
    assert "Paste at least one row." in page.send(page.get(paste), {"text": " "}, action="paste/", status=422)


def test_hostile_cells_are_words(page, cast, scene, paste):
    page.sign_in(cast.service_manager)
    shown = page.send(
        page.get(paste), {"text": "<script>x</script>\tJune 2199"}, action="paste/", press="do=look", status=200
    )
    assert "<script>x" not in shown.html
