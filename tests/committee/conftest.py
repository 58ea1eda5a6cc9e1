"""A committee with a meeting to come, and its people."""

import pytest

from tests.cast import make_cast
from tests.committee.makers import Chamber, make_chamber
from tests.standing import made_once


@made_once
def chamber():
    """A committee of three with a meeting in December 2026."""
    return make_chamber(make_cast())


@pytest.fixture
def cast(chamber: Chamber):
    """One person in every role, in the council of the committee."""
    return chamber.cast
