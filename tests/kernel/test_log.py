"""A refusal is a line in the log; what broke has its traceback."""

import logging
import sys

import pytest
from django.conf import settings

from goldenthread.kernel.errors import NotAllowed
from goldenthread.kernel.log import RefusalsInALine


def logged(**extra: int) -> str:
    try:
        raise NotAllowed("You may not.")
    except NotAllowed:
        record = logging.LogRecord("django.request", 30, "", 1, "Forbidden: /plans/", (), sys.exc_info())
    record.__dict__.update(extra)
    assert RefusalsInALine().filter(record)
    return logging.Formatter("{levelname} {message}", style="{").format(record)


@pytest.mark.parametrize("status", [400, 403, 404])
def test_a_refusal_is_one_line(status):
    assert logged(status_code=status) == "WARNING Forbidden: /plans/"


@pytest.mark.parametrize("extra", [{"status_code": 500}, {}])
def test_what_broke_has_its_traceback(extra):
    assert "Traceback" in logged(**extra)


def test_the_log_of_the_program_passes_through_it():
    assert settings.LOGGING["handlers"]["stderr"]["filters"] == ["refusals"]
    assert settings.LOGGING["filters"]["refusals"]["()"].endswith("RefusalsInALine")
