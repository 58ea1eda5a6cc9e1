"""The plan at the end of its year that these tests take into the next."""

import pytest

from tests.plan.refreshing import make_year


@pytest.fixture
def year(cast):
    return make_year(cast)
