"""A long report is issued by the worker: asked for by a press, waited for, stopped; whole, or not at all."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker

from goldenthread.documents.rendering import SECONDS, Output, render
from goldenthread.kernel.errors import NotAllowed, RuleBroken
from goldenthread.ledger.models import Entry
from goldenthread.plan.jobs import MANY_ACTIONS
from goldenthread.reports.commands.going_on import DID_NOT_END, STOPPED, begin_issuing, stop_issuing
from goldenthread.reports.commands.issuing import return_report
from goldenthread.reports.jobs import FAILED, issue_in_background, issue_soon
from goldenthread.reports.models import IssuedFile, Issuing, Report
from goldenthread.reports.models.issuing import LONGEST
from goldenthread.reports.queries.issuing import takes_long
from goldenthread.reports.rendering import File, rendered
from goldenthread.reports.states import ReportState
from tests.reports.makers import LATER, NEXT_WEEK, issue, state, write

pytestmark = pytest.mark.django_db
IN_ISSUING = "goldenthread.reports.commands.issuing.rendered"


@pytest.fixture
def queue(settings, monkeypatch):
    """Tasks that wait for a worker, and a plan of one action that already counts as long."""
    monkeypatch.setattr("django_tasks_db.management.commands.db_worker.close_old_connections", lambda: None)
    monkeypatch.setattr("goldenthread.reports.queries.issuing.MANY_ACTIONS", 1)
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def world(cleared):
    return cleared[0]


@pytest.fixture
def report(cleared):
    return cleared[1]


def work():
    Worker(
        queue_names=["*"], excluded_queue_names=[], interval=0, batch=True, backend_name="default",
        startup_delay=False, max_tasks=None, worker_id="t",
    ).run()  # fmt: skip


def at(report, path=""):
    return f"{report.get_absolute_url()}{path}"


def soon(report, world):
    return issue_soon(report=report, by=world.director, at=LATER)


def nothing_is_issued(report):
    found = Report.objects.get(pk=report.pk)
    return (
        found.state == ReportState.CLEARED
        and found.issued_at is None
        and not IssuedFile.objects.exists()
        and not found.versions.filter(made_for="issue").exists()
    )


def test_a_report_with_a_plan_of_many_actions_behind_it_takes_long_and_a_short_one_does_not(world, report, monkeypatch):
    assert MANY_ACTIONS == 300
    assert not takes_long(report)
    monkeypatch.setattr("goldenthread.reports.queries.issuing.MANY_ACTIONS", 9)
    assert takes_long(report)  # eight actions and the one that was withdrawn
    report.appendices.all().delete()
    assert not takes_long(report)


def test_one_press_has_the_worker_issue_it_and_the_page_says_how_far_it_is(page, world, report, queue, quick):
    page.sign_in(world.director.person)
    form = page.get(at(report, "issue/"))
    assert "its files take a minute or so" in form
    address = page.send(form).location or page.address
    assert address == at(report, "issuing/")
    assert "It waits for its turn" in page.get(address)
    shown = page.get(report)
    assert "This report is being issued" in shown
    assert "Issue the report" not in shown.links()
    assert state(report) == ReportState.CLEARED
    work()
    assert page.get(address, status=204, headers={"HX-Request": "true"}).response["HX-Refresh"] == "true"
    assert page.get(address, status=302).location == report.get_absolute_url()
    assert "it no longer changes" in page.get(report)
    going = Issuing.objects.get()
    assert (going.files, going.refusal, going.ended_at is not None) == (3, "", True)


def test_it_is_stopped_before_the_worker_begins_and_stays_cleared(page, world, report, queue, quick):
    page.sign_in(world.director.person)
    page.send(page.get(at(report, "issue/")))
    page.send(page.get(at(report, "issuing/")), action="/stop/")
    work()
    assert nothing_is_issued(report)
    stopped = page.get(at(report, "issuing/"))
    assert stopped.heading == "The report was not issued"
    assert STOPPED in stopped
    assert "It was not issued when somebody last pressed" in page.get(report)
    assert "Nothing stands in the way" in page.get(at(report, "issue/"))


def test_it_is_stopped_between_two_files_and_nothing_of_it_is_issued(world, report, monkeypatch):
    made = []

    def stop_after_one(paper, ending, *, stopped):
        if made:
            stop_issuing(issuing=Issuing.objects.get(), by=world.director, at=LATER)
            assert stopped()
        made.append(ending)
        return File(ending, b"x")

    monkeypatch.setattr(IN_ISSUING, stop_after_one)
    soon(report, world)
    assert nothing_is_issued(report)
    assert len(made) == 2
    assert Issuing.objects.get().refusal == STOPPED


def test_a_stop_that_comes_before_the_seal_leaves_nothing_issued(world, report, monkeypatch):
    def stop_with_the_last(paper, ending, *, stopped):
        if ending == "html":
            Issuing.objects.update(ended_at=LATER, refusal=STOPPED)
        return File(ending, b"x")

    monkeypatch.setattr(IN_ISSUING, stop_with_the_last)
    soon(report, world)
    assert nothing_is_issued(report)


def test_a_child_that_passes_its_limits_is_one_sentence_and_the_report_stays_cleared(page, world, report, monkeypatch):
    def beyond_limits(paper, ending, *, stopped):
        if ending == "docx":
            render(paper, Output.WORD, megabytes=1)
        return rendered(paper, "html")

    monkeypatch.setattr(IN_ISSUING, beyond_limits)
    soon(report, world)
    assert nothing_is_issued(report)
    said = Issuing.objects.get().refusal
    assert "paper" in said
    assert said.endswith(".")
    assert said in page.sign_in(world.director.person).get(at(report, "issuing/"))


def test_a_fault_of_ours_ends_it_with_a_sentence_and_can_be_tried_again(world, report, queue, monkeypatch, quick):
    def break_down(*_, **__):
        raise OSError("the disk is full")

    with monkeypatch.context() as broken:
        broken.setattr("goldenthread.reports.commands.issuing.store", break_down)
        soon(report, world)
        work()
    assert nothing_is_issued(report)
    assert Issuing.objects.get().refusal == FAILED
    soon(report, world)
    work()
    assert state(report) == ReportState.ISSUED


def test_what_stands_in_the_way_is_said_at_once_and_no_work_begins(page, drafted, queue):
    world, report = drafted
    page.sign_in(world.director.person)
    assert "draft; it cannot become issued now" in page.post(at(report, "issue/"), {}, status=422)
    assert not Issuing.objects.exists()
    page.get(at(report, "issuing/"), status=404)


def test_a_report_is_being_issued_once_at_a_time(world, report, queue):
    going = soon(report, world)
    with pytest.raises(RuleBroken, match="being issued already"):
        soon(report, world)
    with pytest.raises(IntegrityError), transaction.atomic():
        Issuing.objects.create(report=report, at=LATER, by=world.director.person)
    stop_issuing(issuing=going, by=world.director, at=LATER)
    with pytest.raises(RuleBroken, match="ended already"):
        stop_issuing(issuing=going, by=world.director, at=LATER)
    assert begin_issuing(report=report, by=world.director, at=LATER).pk != going.pk
    assert Entry.objects.filter(what="reports.issuing_begun").count() == 2


def test_a_change_while_it_is_being_issued_is_refused_with_a_sentence(world, report, monkeypatch):
    def change_meanwhile(paper, ending, *, stopped):
        if ending == "pdf":
            write(report, "conclusion", "The van decides the autumn.", world.author)
        return File(ending, b"x")

    monkeypatch.setattr(IN_ISSUING, change_meanwhile)
    soon(report, world)
    assert state(report) == ReportState.DRAFT
    assert not IssuedFile.objects.exists()
    assert Issuing.objects.get().refusal == "This report is draft; it cannot become issued now."


def test_nobody_begins_or_stops_it_who_may_not_issue(page, world, report, queue):
    with pytest.raises(NotAllowed):
        issue_soon(report=report, by=world.author, at=LATER)
    going = soon(report, world)
    with pytest.raises(NotAllowed):
        stop_issuing(issuing=going, by=world.author, at=LATER)
    shown = page.sign_in(world.author.person).get(at(report, "issuing/"))
    assert "It waits for its turn" in shown
    assert not [form for form in shown.forms() if "stop" in form.get("action", "")]
    page.sign_in(world.clerk.person).get(at(report, "issuing/"), status=404)


def test_a_report_is_issued_in_the_background_once(world, report, quick):
    for _ in range(2):
        answer = issue_in_background.func(report.key, world.director.key, "", LATER.isoformat())
        assert answer == {"report": report.key}
    found = Report.objects.get(pk=report.pk)
    assert (found.state, found.issued_by, found.issued_at) == ("issued", world.director.person, LATER)
    assert found.versions.filter(made_for="issue").count() == 1


def test_a_press_that_comes_after_somebody_else_has_issued_it_ends(world, report, queue, quick):
    going = soon(report, world)
    issue(report, world)
    work()
    going.refresh_from_db()
    assert (going.refusal, report.files.count()) == ("Somebody else has issued it.", 3)
    return_report(report=report, why="The day of the meeting is wrong.", by=world.clerk, at=NEXT_WEEK)


def test_what_is_refused_in_the_background_comes_back_as_a_sentence(drafted):
    world, report = drafted
    answer = issue_in_background.func(report.key, world.director.key, "", "")
    assert answer["refused"] == "This report is draft; it cannot become issued now."


def test_what_its_worker_left_standing_is_said_not_to_have_ended_and_is_pressed_anew(page, world, report, queue, quick):
    going = soon(report, world)
    Issuing.objects.filter(pk=going.pk).update(begun_at=timezone.now() - LONGEST + timedelta(minutes=1))
    page.sign_in(world.director.person)
    assert "This report is being issued" in page.get(report)
    Issuing.objects.filter(pk=going.pk).update(begun_at=timezone.now() - LONGEST - timedelta(minutes=1))
    assert DID_NOT_END in page.get(report)
    shown = page.get(at(report, "issuing/"))
    assert shown.heading == "The report was not issued"
    assert DID_NOT_END in shown
    page.send(page.get(shown.links()["Issue it once more"]))
    work()
    assert state(report) == ReportState.ISSUED
    assert [one.refusal for one in Issuing.objects.order_by("pk")] == [DID_NOT_END, ""]


def test_the_longest_time_is_longer_than_three_files_may_take():
    assert timedelta(seconds=3 * SECONDS) < LONGEST
