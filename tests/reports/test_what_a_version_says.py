"""What was cleared is what a report says: a change somebody can read asks again and is shown, any other asks nobody."""

from datetime import date

import pytest

from goldenthread.boards.commands.rounds import close_round, reopen_round
from goldenthread.documents.paper import Mark, RatingMark
from goldenthread.identity.models import KnownAs
from goldenthread.reports.commands.appendices import add_appendix, add_picture, change_appendix
from goldenthread.reports.commands.clearance import ask_clearance, take_back
from goldenthread.reports.commands.templates import keep_template
from goldenthread.reports.commands.writing import (
    Details,
    Going,
    add_co_author,
    add_section,
    change_details,
    move_section,
    remove_section,
    save_section,
    set_destinations,
    take_last_closing,
)
from goldenthread.reports.models import Clearance, Report, ReportVersion
from goldenthread.reports.queries.clearing import difference
from goldenthread.reports.queries.content import content_of
from goldenthread.reports.queries.readiness import readiness_of
from goldenthread.reports.states import ReportState
from goldenthread.reports.substance import says_of
from goldenthread.reports.wording import TemplateValues
from tests.cast import make_person
from tests.reports.makers import LATER, NEXT_WEEK, clear, draft, issue, make_world, section, state, write
from tests.reports.test_markdown import PIXEL
from tests.standing import made_once

pytestmark = pytest.mark.django_db


def fresh(report):
    return Report.objects.get(pk=report.pk)


def clear_with_terms(world):
    report = draft(world)
    add_appendix(report=report, kind="text", title="Terms", text="Words.", by=world.author, at=LATER)
    clear(report, world)
    return report


@made_once
def with_terms():
    """A report with an appendix of words, which two people have cleared."""
    world = make_world()
    return world, clear_with_terms(world)


def put_again(report, world):
    if state(report) != ReportState.DRAFT:
        take_back(report=fresh(report), by=world.author, at=NEXT_WEEK)
    return ask_clearance(report=fresh(report), by=world.author, at=NEXT_WEEK)


def head(report, world, **changed):
    values = {name: getattr(fresh(report), name) for name in Details.__dataclass_fields__}
    change_details(report=report, version=None, details=Details(**(values | changed)), by=world.author, at=LATER)


def drawn_otherwise(monkeypatch):
    other = RatingMark(Mark.NONE, "Drawn otherwise")
    monkeypatch.setattr("goldenthread.plan.printed.actions.RatingMark", lambda _mark, _word: other)


def test_a_paper_that_is_only_drawn_otherwise_asks_nobody_again(with_terms, monkeypatch):
    world, report = with_terms
    before = content_of(fresh(report)).canonical
    drawn_otherwise(monkeypatch)
    assert content_of(fresh(report)).canonical != before
    assert readiness_of(fresh(report)).clearance == []
    put_again(report, world)
    assert state(report) == ReportState.CLEARED
    assert report.versions.count() == 1


def test_what_was_cleared_is_issued_as_it_was_drawn_then(with_terms, monkeypatch, quick):
    world, report = with_terms
    drawn_otherwise(monkeypatch)
    made = issue(fresh(report), world)
    kept = report.versions.get(made_for="clearance")
    assert (made.content, made.sha256, made.says) == (kept.content, kept.sha256, kept.says)
    assert "Drawn otherwise" not in made.content


def unreadable(report, world, what):
    """A change of a report that nobody can read in it."""
    values = {"by": world.author, "at": LATER}
    text = section(report, "conclusion").text
    match what:
        case "another author":
            add_co_author(report=report, person=make_person("Dara Quill"), **values)
        case "the officer it is in the name of, printed alike":
            head(report, world, chief_officer=make_person("Ada Lowe"))
        case "a picture nobody shows":
            add_picture(report=report, name="a.png", content=PIXEL, description="A map", **values)
        case "a section without a word":
            add_section(report=report, kind="body", **values)
        case "a blank at the end":
            write(report, "conclusion", f"{text}\n\n", world.author)
        case "a section moved past one that is printed elsewhere":
            move_section(section=section(report, "conclusion"), up=True, **values)
            move_section(section=section(report, "conclusion"), up=False, **values)
        case "limits of the template":
            keep_template(body=None, name="Ours", values=TemplateValues(limits={"summary": 900}), by=world.clerk)


@pytest.mark.parametrize(
    "what",
    [
        "another author", "the officer it is in the name of, printed alike", "a picture nobody shows",
        "a section without a word", "a blank at the end", "a section moved past one that is printed elsewhere",
        "limits of the template",
    ],
)  # fmt: skip
def test_a_change_nobody_can_read_asks_nobody(with_terms, what):
    world, report = with_terms
    unreadable(report, world, what)
    put_again(report, world)
    assert state(report) == ReportState.CLEARED
    assert ReportVersion.objects.filter(report=report).count() == 1
    assert not Clearance.objects.waiting().filter(report=report).exists()


def rename_background(report, world):
    one = report.sections.get(heading="Background")
    save_section(section=one, version=one.version, heading="Weather", by=world.author, at=LATER)


def change_terms(report, world):
    one = report.appendices.get(number=2)
    change_appendix(appendix=one, version=1, title="Terms", text="Other words.", by=world.author, at=LATER)


def meet_a_week_later(report, world):
    going = [Going(world.committee, date(2026, 6, 27))]
    set_destinations(report=report, going_to=going, by=world.author, at=LATER)


def move_the_last(report, world):
    move_section(section=report.sections.filter(kind="body").last(), up=True, by=world.author, at=LATER)


def add_staff(report, world):
    add_section(report=report, kind="body", heading="Staff", text="Two came.", by=world.author, at=LATER)


def remove_background(report, world):
    remove_section(section=report.sections.get(heading="Background"), by=world.author, at=LATER)


def add_letters(report, world):
    add_appendix(report=report, kind="text", title="Letters", text="None.", by=world.author, at=LATER)


READABLE = {
    "Subject": lambda report, world: head(report, world, subject="Another subject"),
    "Telephone": lambda report, world: head(report, world, author_telephone="01632 960 099"),
    "Public or not": lambda report, world: head(report, world, is_public=False),
    "Goes to": meet_a_week_later,
    "Conclusion": lambda report, world: write(report, "conclusion", "The van decides the autumn.", world.author),
    "Weather": rename_background,
    "The order of the sections": move_the_last,
    "Staff": add_staff,
    "Background": remove_background,
    "Appendix 2": change_terms,
    "Appendix 3": add_letters,
}
"""A change of a report that somebody can read in it, by what it is called where it is shown."""


@pytest.mark.parametrize(
    ("what", "before", "after"),
    [
        ("Subject", "Harbour Improvement Plan", "Another subject"),
        ("Telephone", "", "01632 960 099"),
        ("Public or not", "Public", "Non-Public"),
        ("Goes to", "Harbour Committee, 20 June 2026", "Harbour Committee, 27 June 2026"),
        ("Conclusion", "The van decides the summer.", "The van decides the autumn."),
        ("Weather", "Background", "Weather"),
        ("The order of the sections", "Background, ", "Background, "),
        ("Staff", "", "Two came."),
        ("Background", "Background", ""),
        ("Appendix 2", "Words.", "Other words."),
        ("Appendix 3", "", "Letters"),
    ],
)
def test_a_change_somebody_can_read_asks_again_and_is_shown_as_it_was_and_as_it_is(with_terms, what, before, after):
    world, report = with_terms
    first = report.versions.get()
    READABLE[what](report, world)
    again = put_again(report, world)
    assert (again.number, again.says == first.says) == (2, False)
    assert Clearance.objects.waiting().filter(report=report).count() == 2
    shown = {one.what: one for one in difference(first, again)}
    assert before in shown[what].before
    assert after in shown[what].after
    assert shown[what].before != shown[what].after


def test_a_picture_drawn_anew_under_its_old_name_asks_again(drafted):
    world, report = drafted
    picture = add_picture(report=report, name="map.png", content=PIXEL, description="A map", by=world.author, at=LATER)
    text = section(report, "conclusion").text
    write(report, "conclusion", f"{text}\n\n![](picture:map)", world.author)
    clear(report, world)
    first = report.versions.get()
    type(picture).objects.filter(pk=picture.pk).update(description="Another map")
    (change,) = difference(first, content_of(fresh(report)))
    assert ("A map" in change.before, "Another map" in change.after) == (True, True)
    assert readiness_of(fresh(report)).clearance == ["It changed since it was cleared; ask for clearance again."]


def test_a_formula_of_the_council_that_a_report_prints_is_shown_when_it_changes(with_terms):
    world, report = with_terms
    first = report.versions.get()
    kept = keep_template(body=None, name="Ours", values=TemplateValues(wording={"dated": "On"}), by=world.clerk)
    Report.objects.filter(pk=report.pk).update(template=kept)
    shown = {one.what: (one.before, one.after) for one in difference(first, content_of(fresh(report)))}
    assert shown == {"The formula “Dated”": ("Dated", "On")}
    keep_template(body=None, name="Ours", values=TemplateValues(wording={"non_public": "Secret"}), by=world.clerk,
                  version=kept.version)  # fmt: skip
    assert difference(first, content_of(fresh(report))) == []


def closed_again(world, **changed):
    """The round closed once more with an action that was corrected, and the report moved onto that closing."""
    reopen_round(round=world.round, why="One row was entered wrongly.", by=world.manager, at=LATER)
    world.plan.actions.filter(ref="1.4").update(**changed)
    world.round.refresh_from_db()
    close_round(round=world.round, by=world.manager, at=LATER, missing_why="Half of the leads were on leave.")


def test_figures_of_another_closing_are_shown_with_the_lists_and_the_rows_behind_them(with_terms):
    world, report = with_terms
    first = report.versions.get()
    closed_again(world, rating=world.plan.rating_words.get(word="Green"))
    take_last_closing(report=fresh(report), by=world.author, at=LATER)
    shown = {one.what: (one.before, one.after) for one in difference(first, content_of(fresh(report)))}
    assert shown["Action 1.4, RAG status"] == ("Red", "Green")
    assert ["1 red" in text for text in shown["Summary"]] == [True, False]
    assert not any("{{" in text for both in shown.values() for text in both)
    assert shown["Actions marked red"] == ("1", "0")
    assert shown["Actions marked red: the list behind it"] == ("1.4 Ring each family in group 4.", "")
    assert shown["Actions marked green: the list behind it"] == ("", "1.4 Ring each family in group 4.")
    counts = shown["The counts by rating"]
    assert ("1 task marked red" in counts[0], "0 tasks marked red" in counts[1]) == (True, True)


def test_a_narrative_that_reads_otherwise_with_the_same_counts_is_shown(with_terms):
    world, report = with_terms
    first = report.versions.get()
    closed_again(world, wording="Ring each family in the fourth group.")
    take_last_closing(report=fresh(report), by=world.author, at=LATER)
    shown = {one.what: (one.before, one.after) for one in difference(first, content_of(fresh(report)))}
    told = next(both for what, both in shown.items() if what.startswith("Every red action") and "list" not in what)
    assert ("in group 4" in told[0], "in the fourth group" in told[1]) == (True, True)


def test_whom_the_initials_in_the_plan_mean_is_part_of_what_it_says(world):
    world.plan.actions.filter(ref="1.4").update(leads_written="RA")
    closed_again(world, comments="Seen.")
    report = clear_with_terms(world)
    first = report.versions.get()
    KnownAs.objects.create(text="RA", person=world.author.person)
    (change,) = difference(first, content_of(fresh(report)))
    assert change.after.endswith("RA: Ruth Amadi")
    assert content_of(fresh(report)).says != first.says


def test_the_hash_can_be_taken_again_from_what_was_kept(with_terms):
    _, report = with_terms
    kept = report.versions.get()
    assert kept.is_whole
    assert says_of(kept.value) == kept.says == content_of(fresh(report)).says


def test_whoever_decided_on_a_version_kept_before_there_was_a_hash_of_its_words_is_asked_once_more(with_terms):
    world, report = with_terms
    kept = report.versions.get()
    old = ReportVersion.objects.create(
        report=report, number=2, made_for="clearance", made_at=LATER, made_by=world.author.person,
        content=kept.content, sha256=kept.sha256,
    )  # fmt: skip
    report.clearances.update(version=old)
    assert "It changed since it was cleared; ask for clearance again." in readiness_of(fresh(report)).clearance
    put_again(report, world)
    assert Clearance.objects.waiting().filter(report=report).count() == 2
    put_again(report, world)
    assert report.versions.count() == 3


def test_a_report_read_without_its_appendices_is_never_kept(world):
    with pytest.raises(ValueError, match="without its appendices"):
        _ = content_of(draft(world), with_appendices=False).says
