"""Issuing a report: sealed with every format, by whom it is read then, and returned, withdrawn or superseded."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from goldenthread.kernel.errors import NotAllowed, RuleBroken
from goldenthread.ledger.queries import who_did
from goldenthread.notices.models import Notice
from goldenthread.reports.commands.clearance import take_back
from goldenthread.reports.commands.issuing import draft_again, return_report, withdraw_report
from goldenthread.reports.commands.remarks import add_remark
from goldenthread.reports.commands.writing import add_section, set_destinations
from goldenthread.reports.models import IssuedFile, Report
from goldenthread.reports.queries.content import facts_of_version, paper_of
from goldenthread.reports.queries.files import report_file
from goldenthread.reports.states import ReportState
from goldenthread.search.index import search
from tests.reports.makers import (
    LATER,
    NEXT_WEEK,
    clear,
    decide,
    draft,
    issue,
    issued,
    put,
    section,
    settle_gate,
    state,
    write,
)

pytestmark = pytest.mark.django_db


def test_an_issue_with_an_unexplained_contradiction_is_refused_with_a_sentence_naming_it(cleared):
    world, report = cleared
    one = section(report, "conclusion")
    type(one).objects.filter(pk=one.pk).update(text="There are 5 red actions.")
    with pytest.raises(RuleBroken, match=r"“(There are )?5 red actions"):
        issue(report, world)
    assert state(report) == ReportState.CLEARED
    assert not IssuedFile.objects.exists()


def test_what_the_gate_found_is_decided_before_issuing(finished):
    world, report = finished
    write(report, "conclusion", "One child was moved twice. Ask Ruth??", world.author)
    put(report, world)
    decide(report, world.finance)
    decide(report, world.legal)
    with pytest.raises(RuleBroken, match="Change it, or say why it stays"):
        issue(report, world)


def test_issuing_seals_the_version_and_keeps_every_format_with_its_hash(sealed, quick):
    world, report = sealed
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


def test_the_facts_of_an_issued_report_keep_their_lists(sealed, quick):
    world, report = sealed
    world.plan.actions.all().update(wording="Gone")
    facts = {one.name: one for one in facts_of_version(report.versions.get(made_for="issue"))}
    assert (facts["blue"].text, facts["blue"].items) == (
        "1", (("p1-1.1", "1.1", "Ring each family in group 1.", ""),),
    )  # fmt: skip


def test_an_issued_report_changes_no_more(sealed, quick):
    world, report = sealed
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
def test_the_database_itself_keeps_what_was_sealed(sealed, table, what):
    with pytest.raises(DatabaseError, match="stays as it is"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(what.format(table))


def test_a_file_whose_bytes_were_changed_on_the_disk_is_refused(world, quick):
    from pathlib import Path

    report = issued(world)
    kept = report.files.get(format="pdf").file
    Path(kept.location).write_bytes(b"forged")
    with pytest.raises(RuleBroken, match="not what was issued"):
        report_file(report, "pdf", by=world.clerk)


def test_nobody_issues_what_only_its_authors_cleared_or_who_may_not(cleared, quick):
    world, report = cleared
    for stranger in (world.author, world.finance, world.clerk):
        with pytest.raises(NotAllowed):
            issue(report, world, by=stranger)
    assert state(report) == ReportState.CLEARED


def test_a_returned_report_stays_and_a_new_draft_takes_its_place(sealed, quick):
    world, report = sealed
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


def test_a_new_report_issued_in_the_place_of_another_supersedes_it(sealed, quick):
    world, report = sealed
    again = draft_again(report=report, by=world.manager, at=NEXT_WEEK)
    settle_gate(again, world)
    put(again, world)
    decide(again, world.finance)
    decide(again, world.legal)
    issue(again, world)
    assert (state(report), state(again)) == (ReportState.SUPERSEDED, ReportState.ISSUED)


def test_withdrawing_needs_a_reason_and_calls_back_what_was_asked(asked):
    world, report = asked
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


def test_an_issued_report_is_found_by_who_may_read_it_alone(sealed):
    from goldenthread.reports.finding import scopes_found_by

    world, _ = sealed
    assert [one.kind for one in search("helpline", scopes=scopes_found_by(world.clerk.person))] == ["report"]
    assert search("helpline", scopes=frozenset({world.plan.scope_id})) == []
