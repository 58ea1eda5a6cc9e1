"""Tasks whose worker died: queued again, and given up where they seem to be what kills workers."""

import pytest
from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from goldenthread.home.processes import TRIES, requeue_left_behind, worker_id


def begun(*workers: str) -> DBTaskResult:
    return DBTaskResult.objects.create(
        status="RUNNING",
        task_path="tests.running.tasks.leave_trace",
        args_kwargs={"args": [], "kwargs": {}},
        worker_ids=list(workers),
        backend_name="default",
        queue_name="default",
        run_after=timezone.now(),
        started_at=timezone.now(),
        exception_class_path="",
        traceback="",
    )


@pytest.mark.django_db
def test_a_task_left_behind_by_a_dead_worker_is_queued_again() -> None:
    task = begun(worker_id())
    assert requeue_left_behind(worker_id()) == 1
    task.refresh_from_db()
    assert task.status == "READY"


@pytest.mark.django_db
def test_a_task_in_which_the_worker_died_too_often_fails() -> None:
    task = begun(*[worker_id()] * TRIES)
    assert requeue_left_behind(worker_id()) == 0
    task.refresh_from_db()
    assert task.status == "FAILED"
    assert f"died {TRIES} times" in task.traceback


@pytest.mark.django_db
def test_on_postgresql_a_task_of_another_machine_is_left_to_it() -> None:
    task = begun("another machine")
    requeue_left_behind(worker_id())
    task.refresh_from_db()
    assert task.status == ("RUNNING" if connection.vendor == "postgresql" else "READY")
