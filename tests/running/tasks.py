"""A background task that leaves a trace."""

from django.conf import settings
from django_tasks import task

TRACE = "task-ran"


@task()
def leave_trace() -> None:
    (settings.DATA / TRACE).touch()
