"""A report from its first press to what becomes of it: written, cleared, issued, returned, withdrawn, superseded."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from goldenthread.boards.commands.rounds import close_round, reopen_round
from goldenthread.identity.actor import Actor
from goldenthread.kernel.errors import Conflict, NotAllowed, RuleBroken
from goldenthread.ledger.models import Entry
from goldenthread.ledger.queries import who_did
from goldenthread.notices.models import Notice
from goldenthread.plan.states import State
from goldenthread.reports.commands.appendices import add_appendix, add_picture, change_appendix, remove_appendix
from goldenthread.reports.commands.clearance import ask_clearance, decide_clearance, stop_asking, take_back
from goldenthread.reports.commands.issuing import draft_again, issue_report, return_report, withdraw_report
from goldenthread.reports.commands.remarks import add_remark, answer_remark, explain
from goldenthread.reports.commands.writing import (
    Details,
    Going,
    add_co_author,
    add_section,
    change_details,
    make_report,
    move_section,
    remove_section,
    save_section,
    set_destinations,
    take_last_closing,
)
from goldenthread.reports.jobs import remind_of_clearances
from goldenthread.reports.models import Clearance, IssuedFile, Report, ReportVersion
from goldenthread.reports.queries.clearing import clearances_shown, difference
from goldenthread.reports.queries.content import content_of, facts_of_version, paper_of
from goldenthread.reports.queries.files import report_file
from goldenthread.reports.queries.readiness import readiness_of
from goldenthread.reports.rendering import File
from goldenthread.reports.states import ReportState
from goldenthread.search.index import search
from tests.reports.makers import (
    LATER,
    clear,
    decide,
    draft,
    finish,
    make_body,
    make_world,
    put,
    section,
    settle_gate,
    write,
)
from tests.reports.test_markdown import PIXEL

pytestmark = pytest.mark.django_db
NEXT_WEEK = LATER + timedelta(days=7)


@pytest.fixture
def world():
    return make_world()


@pytest.fixture
def quick(monkeypatch):
    """Files are made by a process each, which has tests of its own; here their words are enough."""
    made = lambda paper, ending: File(ending, f"{ending} of {paper.title}, {paper.mark}".encode())  # noqa: E731
    monkeypatch.setattr("goldenthread.reports.commands.issuing.rendered", made)


def issue(report, world, by=None):
    return issue_report(report=report, by=by or world.director, at=NEXT_WEEK)


def state(report):
    return Report.objects.get(pk=report.pk).state


def issued(world):
    report = draft(world)
    clear(report, world)
    issue(report, world)
    report.refresh_from_db()
    return report


def text_of(report):
    return str(content_of(report).paper.blocks)


def test_a_report_is_drafted_in_one_press_with_the_rounds_own_figures(world):
    report = draft(world)
    content = content_of(report)
    told = {value.name: value.number for value in content.built.facts}
    assert {name: told[name] for name in ("actions", "blue", "red", "amber", "green", "newly-blue", "reopened")} == {
        "actions": 8, "blue": 1, "red": 1, "amber": 2, "green": 4, "newly-blue": 1, "reopened": 1,
    }  # fmt: skip
    assert content.built.problems == ()
    assert (report.report_of, report.report_of_post) == ("Piers Halloran", "Director of Children's Services")
    assert (report.author_name, [one.title for one in report.appendices.all()]) == (
        "Ruth Amadi", ["Harbour Improvement Plan"],
    )  # fmt: skip


def test_the_draft_itself_says_nothing_the_plan_contradicts(world):
    report = draft(world)
    finish(report, world)
    assert readiness_of(report).in_the_way == [
        "Ask for clearance: nobody has been asked about the report as it stands."
    ]


def test_what_happens_to_the_plan_afterwards_changes_no_word_of_a_report(world):
    report = draft(world)
    before = content_of(report).canonical
    world.plan.actions.update(state=State.COMPLETED_ON_PAPER, wording="Something else", ends_written="w", comments="x")
    world.plan.rating_words.update(meaning="nobody knows")
    world.plan.priorities.update(title="Another")
    type(world.plan).objects.update(name="Another plan")
    assert content_of(Report.objects.get(pk=report.pk)).canonical == before


def test_a_round_closed_again_moves_a_report_only_when_its_author_says_so(world):
    report = draft(world)
    reopen_round(round=world.round, why="One rating was entered wrongly.", by=world.manager, at=LATER)
    world.plan.actions.filter(ref="1.4").update(rating=world.plan.rating_words.get(word="Green"))
    world.round.refresh_from_db()
    close_round(round=world.round, by=world.manager, at=LATER, missing_why="Half of the leads were on leave.")
    report.refresh_from_db()
    assert "1 task marked red" in paper_words(report)
    assert take_last_closing(report=report, by=world.author, at=LATER)
    assert "0 tasks marked red" in paper_words(Report.objects.get(pk=report.pk))
    assert not take_last_closing(report=report, by=world.author, at=LATER)


def paper_words(report):
    from goldenthread.reports.passages import to_go_out

    return "\n".join(passage.text for passage in to_go_out(content_of(report).paper))


def test_the_fact_of_an_action_that_was_withdrawn_is_a_sentence_and_keeps_the_report_back(world):
    report = draft(world)
    write(report, "conclusion", "We look to {{action 1.6}}.", world.author)
    content = content_of(report)
    assert [problem.sentence for problem in content.built.problems] == ["Action 1.6 is withdrawn."]
    assert any("Action 1.6 is withdrawn." in sentence for sentence in readiness_of(report, content).in_the_way)


def test_of_two_authors_the_second_sees_both_texts_and_loses_nothing(world):
    report = draft(world)
    one = section(report, "conclusion")
    save_section(section=one, version=one.version, text="Mine.", by=world.author, at=LATER)
    with pytest.raises(Conflict) as refused:
        save_section(section=one, version=1, text="Hers.", by=world.manager, at=LATER)
    (clash,) = refused.value.clashes
    assert (refused.value.by, clash.theirs, clash.yours) == ("Ruth Amadi", "Mine.", "Hers.")
    save_section(section=one, version=refused.value.version, text="Both.", by=world.manager, at=LATER)
    assert section(report, "conclusion").text == "Both."


def test_saving_what_did_not_change_writes_nothing(world):
    report = draft(world)
    one = section(report, "conclusion")
    entries = Entry.objects.count()
    assert not save_section(section=one, version=1, text=one.text, by=world.author, at=LATER)
    assert Entry.objects.count() == entries


def test_only_authors_and_whoever_manages_the_plan_write(world):
    report = draft(world)
    for stranger in (world.finance, world.clerk, world.director):
        with pytest.raises(NotAllowed):
            save_section(section=section(report, "conclusion"), version=1, text="x", by=stranger, at=LATER)


def test_sections_are_added_moved_and_taken_out_and_paragraphs_number_themselves(world):
    report = draft(world)
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


def test_a_body_stands_once_among_those_a_report_goes_to(world):
    report = draft(world)
    with pytest.raises(RuleBroken, match="once"):
        set_destinations(report=report, going_to=[Going(world.committee)] * 2, by=world.author, at=LATER)


def test_two_people_clear_it_in_parallel_and_the_last_one_makes_it_cleared(world):
    report = draft(world)
    finish(report, world)
    put(report, world)
    assert state(report) == ReportState.IN_CLEARANCE
    decide(report, world.legal)
    assert state(report) == ReportState.IN_CLEARANCE
    decide(report, world.finance)
    assert state(report) == ReportState.CLEARED
    told = Notice.objects.filter(kind="report-asked").values_list("person__name", flat=True)
    assert sorted(told) == ["Olu Franks", "Wyn Pritchard"]


def test_silence_is_not_consent(world):
    report = draft(world)
    finish(report, world)
    put(report, world, due_on=date(2026, 6, 12))
    for days in (0, 1, 2, 4, 11, 40):
        remind_of_clearances(at=LATER + timedelta(days=days))
    assert state(report) == ReportState.IN_CLEARANCE
    assert not Clearance.objects.exclude(decision="none").exists()
    reminders = Notice.objects.filter(kind="report-reminder", person=world.legal.person)
    assert [one.put_out_at.date() for one in reminders.order_by("pk")] == [
        date(2026, 6, 10), date(2026, 6, 13), date(2026, 6, 20), date(2026, 7, 19),
    ]  # fmt: skip
    assert remind_of_clearances(at=LATER + timedelta(days=40)) == 0
    late = clearances_shown(report, world.legal, on=date(2026, 6, 13))
    assert [one.is_late for one in late] == [True, True]
    with pytest.raises(RuleBroken):
        issue(report, world)


def test_whoever_wrote_in_it_is_not_asked_and_does_not_clear_it(world):
    report = draft(world)
    finish(report, world)
    with pytest.raises(RuleBroken, match="wrote in this report"):
        put(report, world, world.author.person)
    put(report, world)
    with pytest.raises(RuleBroken, match="asked to clear"):
        add_co_author(report=report, person=world.legal.person, by=world.author, at=LATER)


def test_whoever_acts_for_another_does_not_clear_what_they_wrote_themselves(world):
    report = draft(world)
    finish(report, world)
    put(report, world)
    stand_in = Actor(world.author.person, behalf_of=world.legal.person)
    one = Clearance.objects.get(report=report, person=world.legal.person)
    with pytest.raises(NotAllowed, match="You wrote"):
        decide_clearance(clearance=one, decision="cleared", by=stand_in, at=LATER)


def test_sending_back_needs_words_and_the_author_is_told(world):
    report = draft(world)
    finish(report, world)
    put(report, world)
    with pytest.raises(RuleBroken, match="what has to change"):
        decide(report, world.legal, "sent_back", "No.")
    decide(report, world.legal, "sent_back", "The second paragraph names a family.")
    assert state(report) == ReportState.IN_CLEARANCE
    notice = Notice.objects.get(kind="report-answered")
    assert (notice.person, "names a family" in notice.text) == (world.author.person, True)


def test_a_cleared_text_that_changed_asks_again_and_shows_the_difference(world):
    report = draft(world)
    clear(report, world)
    assert state(report) == ReportState.CLEARED
    cleared = report.versions.get()
    write(report, "conclusion", "The van decides the autumn.", world.author)
    assert state(report) == ReportState.DRAFT
    with pytest.raises(RuleBroken, match="cannot become issued"):
        issue(report, world)
    again = ask_clearance(report=report, by=world.author, at=NEXT_WEEK)
    assert (again.number, again.sha256 == cleared.sha256) == (2, False)
    assert Clearance.objects.waiting().filter(report=report).count() == 2
    (changed,) = difference(cleared, again)
    assert "<del>" in changed.text
    assert "autumn" in changed.text
    asked = Notice.objects.filter(kind="report-asked", text__contains="has changed since you cleared it")
    assert asked.count() == 2


def test_whoever_cleared_the_very_same_words_is_not_asked_twice(world):
    report = draft(world)
    clear(report, world)
    take_back(report=report, by=world.author, at=LATER)
    ask_clearance(report=report, by=world.author, at=LATER)
    assert state(report) == ReportState.CLEARED
    assert report.versions.count() == 1


def test_what_changes_nothing_takes_no_report_back(world):
    report = draft(world)
    clear(report, world)
    values = {name: getattr(report, name) for name in Details.__dataclass_fields__}
    change_details(report=report, version=report.version, details=Details(**values), by=world.author, at=LATER)
    going = [Going(world.committee, date(2026, 6, 20))]
    set_destinations(report=report, going_to=going, by=world.author, at=LATER)
    take_last_closing(report=report, by=world.author, at=LATER)
    assert state(report) == ReportState.CLEARED


def test_of_two_who_change_the_block_the_second_sees_both_texts(world):
    report = draft(world)
    values = {name: getattr(report, name) for name in Details.__dataclass_fields__}
    version = Report.objects.get(pk=report.pk).version
    first, second = (Details(**(values | {"subject": words})) for words in ("Mine", "Hers"))
    change_details(report=report, version=version, details=first, by=world.author, at=LATER)
    with pytest.raises(Conflict):
        change_details(report=report, version=version, details=second, by=world.manager, at=LATER)
    assert Report.objects.get(pk=report.pk).subject == "Mine"


def test_a_changed_block_takes_a_cleared_report_back_and_is_saved(world):
    report = draft(world)
    clear(report, world)
    values = {name: getattr(report, name) for name in Details.__dataclass_fields__}
    changed = Details(**(values | {"subject": "Another subject"}))
    version = Report.objects.get(pk=report.pk).version
    assert change_details(report=report, version=version, details=changed, by=world.author, at=LATER)
    assert (state(report), Report.objects.get(pk=report.pk).subject) == (ReportState.DRAFT, "Another subject")


def test_who_cleared_it_and_then_wrote_in_it_is_asked_no_longer(world):
    report = draft(world)
    clear(report, world)
    report.co_authors.add(world.finance.person)
    write(report, "conclusion", "The van decides the autumn.", world.finance)
    ask_clearance(report=report, by=world.author, at=NEXT_WEEK)
    assert [one.person for one in Clearance.objects.current().filter(report=report)] == [world.legal.person]


def test_a_word_taken_back_takes_the_clearance_back(world):
    report = draft(world)
    clear(report, world)
    decide(report, world.legal, "sent_back", "I read it once more.")
    assert state(report) == ReportState.IN_CLEARANCE


def test_asking_somebody_no_longer_needs_a_reason_and_leaves_the_others(world):
    report = draft(world)
    finish(report, world)
    put(report, world)
    decide(report, world.finance)
    one = Clearance.objects.current().get(report=report, person=world.legal.person)
    with pytest.raises(RuleBroken):
        stop_asking(clearance=one, why="ill", by=world.author, at=LATER)
    stop_asking(clearance=one, why="She is away until autumn.", by=world.author, at=LATER)
    assert state(report) == ReportState.CLEARED


def test_a_contradiction_is_explained_before_anybody_is_asked_to_clear_it(world):
    report = draft(world)
    finish(report, world)
    write(report, "conclusion", "There are 5 red actions.", world.author)
    with pytest.raises(RuleBroken, match=r"5 red actions.*contradicts the plan"):
        put(report, world)
    (wrong,) = [one for one in readiness_of(report).claims if one.is_open]
    decided = {"report": report, "of": "claim", "key": wrong.checked.claim.key, "by": world.author, "at": LATER}
    with pytest.raises(RuleBroken, match="why it stays"):
        explain(decision="keep", reason="No.", **decided)
    explain(decision="keep", reason="The board counts four more of its own.", **decided)
    settle_gate(report, world)
    put(report, world)
    assert state(report) == ReportState.IN_CLEARANCE


def test_an_issue_with_an_unexplained_contradiction_is_refused_with_a_sentence_naming_it(world):
    report = draft(world)
    clear(report, world)
    one = section(report, "conclusion")
    type(one).objects.filter(pk=one.pk).update(text="There are 5 red actions.")
    with pytest.raises(RuleBroken, match=r"“(There are )?5 red actions"):
        issue(report, world)
    assert state(report) == ReportState.CLEARED
    assert not IssuedFile.objects.exists()


def test_what_the_gate_found_is_decided_before_issuing(world):
    report = draft(world)
    finish(report, world)
    write(report, "conclusion", "One child was moved twice. Ask Ruth??", world.author)
    put(report, world)
    decide(report, world.finance)
    decide(report, world.legal)
    with pytest.raises(RuleBroken, match="Change it, or say why it stays"):
        issue(report, world)


def test_issuing_seals_the_version_and_keeps_every_format_with_its_hash(world, quick):
    report = issued(world)
    version = report.versions.get(made_for="issue")
    assert version.is_whole
    assert version.sha256 == report.versions.get(made_for="clearance").sha256
    files = {one.format: one for one in report.files.select_related("file")}
    assert sorted(files) == ["docx", "html", "pdf"]
    for ending, one in files.items():
        assert one.sha256 == one.file.sha256
        assert report_file(report, ending, by=world.clerk).content == f"{ending} of {report.subject}, ".encode()
    assert who_did(report.ledger_name, "reports.report_issued") == {world.director.key}
    assert {one.person for one in Notice.objects.filter(kind="report-issued")} == {
        world.author.person, world.clerk.person,
    }  # fmt: skip


def test_the_facts_of_an_issued_report_keep_their_lists(world, quick):
    report = issued(world)
    world.plan.actions.all().update(wording="Gone")
    facts = {one.name: one for one in facts_of_version(report.versions.get(made_for="issue"))}
    assert (facts["newly-blue"].text, facts["newly-blue"].items) == (
        "1", (("p1-1.1", "1.1", "Ring each family in group 1.", ""),),
    )  # fmt: skip


def test_an_issued_report_changes_no_more(world, quick):
    report = issued(world)
    before = (report.versions.get(made_for="issue").content, paper_of(report))
    for change in (
        lambda: write(report, "conclusion", "x", world.author),
        lambda: add_section(report=report, kind="body", by=world.author, at=LATER),
        lambda: set_destinations(report=report, going_to=[], by=world.author, at=LATER),
        lambda: add_remark(report=report, text="Late thought", by=world.legal, at=LATER),
        lambda: take_back(report=report, by=world.author, at=LATER),
    ):
        with pytest.raises(RuleBroken):
            change()
    section(report, "conclusion").__class__.objects.update(text="Changed behind our back")
    report.refresh_from_db()
    assert (report.versions.get(made_for="issue").content, paper_of(report)) == before


@pytest.mark.parametrize("table", ["reports_reportversion", "reports_issuedfile"])
@pytest.mark.parametrize("what", ["UPDATE {} SET sha256 = 'x'", "DELETE FROM {}"])
def test_the_database_itself_keeps_what_was_sealed(world, quick, table, what):
    issued(world)
    with pytest.raises(DatabaseError, match="stays as it is"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(what.format(table))


def test_a_file_whose_bytes_were_changed_on_the_disk_is_refused(world, quick):
    from pathlib import Path

    report = issued(world)
    kept = report.files.get(format="pdf").file
    Path(kept.location).write_bytes(b"forged")
    with pytest.raises(RuleBroken, match="not what was issued"):
        report_file(report, "pdf", by=world.clerk)


def test_nobody_issues_what_only_its_authors_cleared_or_who_may_not(world, quick):
    report = draft(world)
    clear(report, world)
    for stranger in (world.author, world.finance, world.clerk):
        with pytest.raises(NotAllowed):
            issue(report, world, by=stranger)
    assert state(report) == ReportState.CLEARED


def test_a_returned_report_stays_and_a_new_draft_takes_its_place(world, quick):
    report = issued(world)
    with pytest.raises(NotAllowed):
        return_report(report=report, why="The day is wrong here.", by=world.author, at=NEXT_WEEK)
    return_report(report=report, why="The day of the meeting is wrong.", by=world.clerk, at=NEXT_WEEK)
    report.refresh_from_db()
    assert (report.state, report.why) == (ReportState.RETURNED, "The day of the meeting is wrong.")
    again = draft_again(report=report, by=world.manager, at=NEXT_WEEK)
    assert (again.state, again.supersedes, again.author) == (ReportState.DRAFT, report, world.author.person)
    assert [one.text for one in again.sections.all()] == [one.text for one in report.sections.all()]
    assert again.appendices.count() == 1
    with pytest.raises(RuleBroken):
        issue(report, world)


def test_a_new_report_issued_in_the_place_of_another_supersedes_it(world, quick):
    report = issued(world)
    again = draft_again(report=report, by=world.manager, at=NEXT_WEEK)
    settle_gate(again, world)
    put(again, world)
    decide(again, world.finance)
    decide(again, world.legal)
    issue(again, world)
    assert (state(report), state(again)) == (ReportState.SUPERSEDED, ReportState.ISSUED)


def test_withdrawing_needs_a_reason_and_calls_back_what_was_asked(world):
    report = draft(world)
    finish(report, world)
    put(report, world)
    with pytest.raises(RuleBroken, match="why it is withdrawn"):
        withdraw_report(report=report, why="No", by=world.author, at=LATER)
    withdraw_report(report=report, why="The meeting was cancelled.", by=world.author, at=LATER)
    assert state(report) == ReportState.WITHDRAWN
    assert set(Notice.objects.filter(kind="report-asked").values_list("state", flat=True)) == {"withdrawn"}


def test_who_sees_a_report_and_when(world, quick):
    from tests.cast import make_person

    member = make_person("Ewan Brathwaite", roles=["elected member"])
    chair = make_person("Dilys Penhale", roles=["board member"])
    others = [make_person("Asha Verity", roles=["administrator"]), make_person("Lee Lead", roles=["lead officer"])]
    for person in (member, chair):
        world.committee.memberships.create(person=person, starts_on=date(2020, 1, 1))

    def seen_by(person):
        return Report.objects.visible_to(person).exists()

    report = draft(world)
    clear(report, world)
    readers = [world.author.person, world.manager.person, world.director.person, world.legal.person]
    assert all(seen_by(one) for one in readers)
    assert not any(seen_by(one) for one in (member, chair, world.clerk.person, *others))
    issue(report, world)
    assert all(seen_by(one) for one in (*readers, member, chair, world.clerk.person))
    assert not any(seen_by(one) for one in others)
    Report.objects.update(is_public=False)
    assert (seen_by(chair), seen_by(member)) == (True, False)


def test_an_issued_report_is_found_by_who_may_read_it_alone(world, quick):
    from goldenthread.reports.finding import scopes_found_by

    issued(world)
    assert [one.kind for one in search("helpline", scopes=scopes_found_by(world.clerk.person))] == ["report"]
    assert search("helpline", scopes=frozenset({world.plan.scope_id})) == []


def test_remarks_stand_beside_words_and_are_answered_once(world):
    report = draft(world)
    finish(report, world)
    put(report, world)
    one = add_remark(
        report=report, section=section(report, "summary"), quoted="moves forward", text="How far?", by=world.legal,
        at=LATER,
    )  # fmt: skip
    with pytest.raises(NotAllowed):
        answer_remark(remark=one, answer="Halfway.", by=world.legal, at=LATER)
    answer_remark(remark=one, answer="Halfway.", by=world.author, at=LATER)
    with pytest.raises(RuleBroken, match="already"):
        answer_remark(remark=one, answer="Further.", by=world.author, at=LATER)


def test_appendices_keep_their_numbers_in_a_row(world):
    report = draft(world)
    for title in ("Figures", "Letters"):
        add_appendix(report=report, kind="text", title=title, text="| a |\n|---|\n| 1 |", by=world.author, at=LATER)
    change_appendix(
        appendix=report.appendices.get(number=3), title="All letters", text="None.", by=world.author, at=LATER
    )
    remove_appendix(appendix=report.appendices.get(number=2), by=world.author, at=LATER)
    assert [str(one) for one in report.appendices.all()] == [
        "Appendix 1 - Harbour Improvement Plan", "Appendix 2 - All letters",
    ]  # fmt: skip


def test_a_picture_is_attached_with_a_description_and_measured_by_its_header(world):
    report = draft(world)
    with pytest.raises(RuleBroken, match="what the picture shows"):
        add_picture(report=report, name="a.png", content=PIXEL, description=" ", by=world.author, at=LATER)
    with pytest.raises(RuleBroken, match="PNG or a JPEG"):
        add_picture(report=report, name="a.svg", content=b"<svg/>", description="x", by=world.author, at=LATER)
    huge = PIXEL[:16] + (10_000).to_bytes(4, "big") * 2 + PIXEL[24:]
    with pytest.raises(RuleBroken, match="dots, more than a page"):
        add_picture(report=report, name="a.png", content=huge, description="x", by=world.author, at=LATER)
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


def test_what_was_left_to_be_written_keeps_a_report_back(world):
    report = draft(world)
    sentences = readiness_of(report).in_the_way
    assert any("was left to be written" in one for one in sentences)


def test_a_version_made_twice_of_the_same_words_is_one(world):
    report = draft(world)
    clear(report, world)
    assert ReportVersion.objects.filter(report=report).count() == 1
    assert make_body("Elsewhere", "elsewhere").reports_received.count() == 0
