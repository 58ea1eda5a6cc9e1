"""A council with a closed round, and files made by their words alone."""

import pytest

from goldenthread.reports.rendering import File
from tests.reports.makers import make_world
from tests.standing import made_once


@made_once
def world():
    return make_world()


@pytest.fixture
def quick(monkeypatch):
    """Files are made by a process each, which has tests of its own; here their words are enough."""

    def made(paper, ending, **_stop):
        return File(ending, f"{ending} of {paper.title}, {paper.mark}".encode())

    monkeypatch.setattr("goldenthread.reports.commands.issuing.rendered", made)
    monkeypatch.setattr("goldenthread.reports.queries.files.rendered", made)
