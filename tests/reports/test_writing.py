"""A report as it is written: drafted in one press, its sections, its block, its appendices and pictures, by several."""

from functools import partial

import pytest

from goldenthread.boards.commands.rounds import close_round, reopen_round
from goldenthread.kernel.errors import Conflict, NotAllowed, RuleBroken
from goldenthread.ledger.models import Entry
from goldenthread.plan.states import State
from goldenthread.reports.commands.appendices import add_appendix, add_picture, change_appendix, remove_appendix
from goldenthread.reports.commands.writing import (
    Details,
    Going,
    add_section,
    change_details,
    make_report,
    move_section,
    remove_section,
    save_section,
    set_destinations,
    take_last_closing,
)
from goldenthread.reports.models import Report, ReportAppendix
from goldenthread.reports.queries.content import content_of
from goldenthread.reports.queries.readiness import readiness_of
from goldenthread.reports.states import ReportState
from tests.reports.makers import LATER, clear, paper_words, section, state, write
from tests.reports.test_markdown import PIXEL

pytestmark = pytest.mark.django_db


def test_a_report_is_drafted_in_one_press_with_the_rounds_own_figures(drafted):
    _, report = drafted
    content = content_of(report)
    told = {value.name: value.number for value in content.built.facts}
    assert {name: told[name] for name in ("actions", "blue", "red", "amber", "green")} == {
        "actions": 8, "blue": 1, "red": 1, "amber": 2, "green": 4,
    }  # fmt: skip
    assert "1 action became complete; 1 went back from complete to work." in paper_words(report)
    assert content.built.problems == ()
    assert (report.report_of, report.report_of_post) == ("Piers Halloran", "Director of Children's Services")
    assert (report.author_name, [one.title for one in report.appendices.all()]) == (
        "Ruth Amadi", ["Harbour Improvement Plan"],
    )  # fmt: skip


def test_the_draft_itself_says_nothing_the_plan_contradicts(finished):
    _, report = finished
    assert readiness_of(report).in_the_way == [
        "Ask for clearance: nobody has been asked about the report as it stands."
    ]


def test_what_happens_to_the_plan_afterwards_changes_no_word_of_a_report(drafted):
    world, report = drafted
    before = content_of(report).canonical
    world.plan.actions.update(state=State.COMPLETED_ON_PAPER, wording="Something else", ends_written="w", comments="x")
    world.plan.rating_words.update(meaning="nobody knows")
    world.plan.priorities.update(title="Another")
    type(world.plan).objects.update(name="Another plan")
    assert content_of(Report.objects.get(pk=report.pk)).canonical == before


def test_a_round_closed_again_moves_a_report_only_when_its_author_says_so(drafted):
    world, report = drafted
    reopen_round(round=world.round, why="One rating was entered wrongly.", by=world.manager, at=LATER)
    world.plan.actions.filter(ref="1.4").update(rating=world.plan.rating_words.get(word="Green"))
    world.round.refresh_from_db()
    close_round(round=world.round, by=world.manager, at=LATER, missing_why="Half of the leads were on leave.")
    report.refresh_from_db()
    assert "1 task marked red" in paper_words(report)
    assert take_last_closing(report=report, by=world.author, at=LATER)
    assert "0 tasks marked red" in paper_words(Report.objects.get(pk=report.pk))
    assert not take_last_closing(report=report, by=world.author, at=LATER)


def test_the_fact_of_an_action_that_was_withdrawn_is_a_sentence_and_keeps_the_report_back(drafted):
    world, report = drafted
    write(report, "conclusion", "We look to {{action 1.6}}.", world.author)
    content = content_of(report)
    assert [problem.sentence for problem in content.built.problems] == ["Action 1.6 is withdrawn."]
    assert any("Action 1.6 is withdrawn." in sentence for sentence in readiness_of(report, content).in_the_way)


def test_of_two_authors_the_second_sees_both_texts_and_loses_nothing(drafted):
    world, report = drafted
    one = section(report, "conclusion")
    save_section(section=one, version=one.version, text="Mine.", by=world.author, at=LATER)
    with pytest.raises(Conflict) as refused:
        save_section(section=one, version=1, text="Hers.", by=world.manager, at=LATER)
    (clash,) = refused.value.clashes
    assert (refused.value.by, clash.theirs, clash.yours) == ("Ruth Amadi", "Mine.", "Hers.")
    save_section(section=one, version=refused.value.version, text="Both.", by=world.manager, at=LATER)
    assert section(report, "conclusion").text == "Both."


def test_saving_what_did_not_change_writes_nothing(drafted):
    world, report = drafted
    one = section(report, "conclusion")
    entries = Entry.objects.count()
    assert not save_section(section=one, version=1, text=one.text, by=world.author, at=LATER)
    assert Entry.objects.count() == entries


def test_only_authors_and_whoever_manages_the_plan_write(drafted):
    world, report = drafted
    for stranger in (world.finance, world.clerk, world.director):
        with pytest.raises(NotAllowed):
            save_section(section=section(report, "conclusion"), version=1, text="x", by=stranger, at=LATER)


def test_sections_are_added_moved_and_taken_out_and_paragraphs_number_themselves(drafted):
    world, report = drafted
    background = report.sections.get(heading="Background")
    added = add_section(
        report=report, kind="body", heading="Staff", level=2, text="One.", after=background, by=world.author, at=LATER
    )
    headings = [one.heading for one in content_of(report).built.sections if one.values.kind == "body"]
    assert headings[:3] == ["Background", "Staff", "Progress of the plan"]
    move_section(section=added, up=True, by=world.author, at=LATER)
    first = next(one for one in content_of(report).built.sections if one.values.kind == "body")
    assert (first.heading, first.first_number, first.level) == ("Staff", 1, 2)
    remove_section(section=added, by=world.author, at=LATER)
    assert not report.sections.filter(pk=added.pk).exists()
    with pytest.raises(RuleBroken, match="already"):
        add_section(report=report, kind="summary", by=world.author, at=LATER)


def test_a_body_stands_once_among_those_a_report_goes_to(drafted):
    world, report = drafted
    with pytest.raises(RuleBroken, match="once"):
        set_destinations(report=report, going_to=[Going(world.committee)] * 2, by=world.author, at=LATER)


def test_of_two_who_change_the_block_the_second_sees_both_texts(drafted):
    world, report = drafted
    values = {name: getattr(report, name) for name in Details.__dataclass_fields__}
    version = Report.objects.get(pk=report.pk).version
    first, second = (Details(**(values | {"subject": words})) for words in ("Mine", "Hers"))
    change_details(report=report, version=version, details=first, by=world.author, at=LATER)
    with pytest.raises(Conflict):
        change_details(report=report, version=version, details=second, by=world.manager, at=LATER)
    assert Report.objects.get(pk=report.pk).subject == "Mine"


def test_appendices_keep_their_numbers_in_a_row(drafted):
    world, report = drafted
    for title in ("Figures", "Letters"):
        add_appendix(report=report, kind="text", title=title, text="| a |\n|---|\n| 1 |", by=world.author, at=LATER)
    change_appendix(
        appendix=report.appendices.get(number=3), version=1, title="All letters", text="None.", by=world.author,
        at=LATER,
    )  # fmt: skip
    remove_appendix(appendix=report.appendices.get(number=2), by=world.author, at=LATER)
    assert [str(one) for one in report.appendices.all()] == [
        "Appendix 1 - Harbour Improvement Plan", "Appendix 2 - All letters",
    ]  # fmt: skip


def test_of_two_who_change_an_appendix_the_second_sees_both_texts_and_loses_nothing(drafted):
    world, report = drafted
    one = add_appendix(report=report, kind="text", title="Letters", text="None.", by=world.author, at=LATER)
    change = partial(change_appendix, appendix=one, title="Letters", at=LATER)
    assert change(version=1, text="Mine.", by=world.author)
    with pytest.raises(Conflict) as refused:
        change(version=1, text="Hers.", by=world.manager)
    (clash,) = refused.value.clashes
    assert (refused.value.by, clash.theirs, clash.yours) == ("Ruth Amadi", "Mine.", "Hers.")
    assert report.appendices.get(pk=one.pk).text == "Mine."
    assert change(version=refused.value.version, text="Both.", by=world.manager)
    assert report.appendices.get(pk=one.pk).text == "Both."


def test_an_appendix_saved_without_a_change_writes_nothing_and_takes_no_report_back(drafted):
    world, report = drafted
    one = add_appendix(report=report, kind="text", title="Letters", text="None.", by=world.author, at=LATER)
    clear(report, world)
    entries = Entry.objects.count()
    again = {"appendix": one, "title": "Letters", "text": "None.", "by": world.author, "at": LATER}
    assert not change_appendix(version=1, **again)
    move_section(section=report.sections.first(), up=True, by=world.author, at=LATER)
    assert (state(report), Entry.objects.count()) == (ReportState.CLEARED, entries)


def test_an_appendix_that_somebody_took_away_is_not_changed_or_taken_away_again(drafted):
    world, report = drafted
    one = add_appendix(report=report, kind="text", title="Letters", text="None.", by=world.author, at=LATER)
    gone = ReportAppendix.objects.get(pk=one.pk)
    gone.report = report
    remove_appendix(appendix=one, by=world.author, at=LATER)
    with pytest.raises(RuleBroken, match="took this appendix away in the meantime"):
        change_appendix(appendix=gone, version=1, title="Letters", text="Mine.", by=world.manager, at=LATER)
    with pytest.raises(RuleBroken, match="took this appendix away already"):
        remove_appendix(appendix=gone, by=world.manager, at=LATER)


def test_a_picture_is_attached_with_a_description_and_measured_by_its_header(drafted):
    world, report = drafted
    with pytest.raises(RuleBroken, match="what the picture shows"):
        add_picture(report=report, name="a.png", content=PIXEL, description=" ", by=world.author, at=LATER)
    with pytest.raises(RuleBroken, match="PNG or a JPEG"):
        add_picture(report=report, name="a.svg", content=b"<svg/>", description="x", by=world.author, at=LATER)
    huge = PIXEL[:16] + (10_000).to_bytes(4, "big") * 2 + PIXEL[24:]
    with pytest.raises(RuleBroken, match="dots, more than a page"):
        add_picture(report=report, name="a.png", content=huge, description="x", by=world.author, at=LATER)
    with pytest.raises(RuleBroken, match="This picture is damaged"):
        add_picture(report=report, name="a.png", content=PIXEL[:60], description="x", by=world.author, at=LATER)
    with pytest.raises(NotAllowed):
        add_picture(report=report, name="a.png", content=PIXEL[:60], description="x", by=world.clerk, at=LATER)
    assert not report.pictures.exists()
    add_picture(report=report, name="Map.png", content=PIXEL, description="A map", by=world.author, at=LATER)
    write(report, "conclusion", "![](picture:map)", world.author)
    assert content_of(report).built.problems == ()


def test_a_report_on_no_round_is_begun_by_a_manager_and_has_its_templates_parts(world):
    with pytest.raises(NotAllowed):
        make_report(subject="Staffing", by=world.author, at=LATER)
    report = make_report(subject="Staffing", by=world.manager, at=LATER)
    assert [one.kind for one in report.sections.all()] == ["summary", "recommendations", "body", "body", "conclusion"]
    assert (report.key, make_report(subject="Staffing", by=world.manager, at=LATER).key) == ("staffing", "staffing-2")
    write(report, "summary", "There are {{blue}}.", world.manager)
    assert content_of(report).built.problems[0].sentence == "This report is on no round, so it has no facts."


def test_the_lint_says_what_is_missing(world):
    report = make_report(subject="Staffing", by=world.manager, at=LATER)
    said = [one.sentence for one in readiness_of(report).shortcomings]
    assert said[:3] == [
        "Say which committee or board it goes to.",
        "Say whose report it is: the chief officer under “Report of”.",
        "Write the part “Summary”: it is missing or empty.",
    ]


def test_what_was_left_to_be_written_keeps_a_report_back(drafted):
    _, report = drafted
    sentences = readiness_of(report).in_the_way
    assert any("was left to be written" in one for one in sentences)
