"""A council with a closed round, a report on it at each of its stages, and files made by their words alone."""

import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import pytest

from goldenthread.documents import child, rendering
from goldenthread.documents.rendered import Output
from goldenthread.reports.models import Report
from goldenthread.reports.rendering import File
from tests.reports.makers import World, clear, draft, finish, make_world, put
from tests.reports.makers import issued as make_issued
from tests.standing import asked_by, made_once

STAGES = ("world", "drafted", "finished", "asked", "cleared", "sealed")
"""What tests begin from, in the order in which it comes to be."""
Staged = tuple[World, Report]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that begin from the same stage follow one another, whatever their file, so that each is made once."""
    folder = Path(__file__).parent
    ours = [place for place, item in enumerate(items) if folder in item.path.parents]
    in_order = sorted((items[place] for place in ours), key=_stage)
    for place, item in zip(ours, in_order, strict=True):
        items[place] = item


def _stage(item: pytest.Item) -> int:
    """Tests that begin from nothing come first, and those that begin from what their own file makes once come last."""
    maker = asked_by(item)
    if maker is None:
        return 0
    return STAGES.index(maker.__name__) + 1 if maker.__name__ in STAGES else len(STAGES) + 1


@contextmanager
def made_by_words() -> Iterator[None]:
    """Files are made by a process each, which has tests of its own; here their words are enough."""

    def made(paper, ending, **_stop):
        return File(ending, f"{ending} of {paper.title}, {paper.mark}".encode())

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("goldenthread.reports.commands.issuing.rendered", made)
        patch.setattr("goldenthread.reports.queries.files.rendered", made)
        yield


@pytest.fixture
def quick():
    with made_by_words():
        yield


def _answer_here(module: str, output: str, *_limits: str, given: IO[bytes], **_watched: Any) -> bytes:
    """What the process would answer."""
    assert module == child.__name__
    writer, name = child.WRITERS[Output(output)]
    return child.answer(given.read(), getattr(importlib.import_module(writer), name))


@pytest.fixture
def made_here(monkeypatch):
    """Papers made without a process of their own: the same file and the same way over, without the half second.

    That one is made behind walls, and what these do, is proved in ``tests/documents/test_rendering.py``.
    """
    monkeypatch.setattr(rendering, "answer_of", _answer_here)


@made_once
def world() -> World:
    return make_world()


@made_once
def drafted() -> Staged:
    made = make_world()
    return made, draft(made)


@made_once
def finished() -> Staged:
    """Nothing in it is left to be written or to be decided."""
    made = make_world()
    report = draft(made)
    finish(report, made)
    return made, report


@made_once
def asked() -> Staged:
    """It is put to two people, of whom nobody has answered."""
    made = make_world()
    report = draft(made)
    finish(report, made)
    put(report, made)
    return made, report


@made_once
def cleared() -> Staged:
    """Both have cleared it."""
    made = make_world()
    report = draft(made)
    clear(report, made)
    return made, report


@made_once
def sealed() -> Staged:
    """It is issued, in files that hold a word or two."""
    made = make_world()
    with made_by_words():
        return made, make_issued(made)
