"""Papers are read in the process of the tests; the small plan and the small year that many tests begin from."""

from typing import Any

import pytest

from goldenthread.plan.models import Plan
from tests.cast import Cast, make_cast
from tests.importing.papers import the_plan
from tests.importing.read_here import papers_are_read_here
from tests.plan.pages.scene import Scene, make_scene
from tests.plan.refreshing import Year, make_year
from tests.standing import made_once

__all__ = ["papers_are_read_here"]


@made_once
def staged_scene() -> tuple[Cast, Scene]:
    """Everybody, and the small plan to look at pages with."""
    cast = make_cast()
    return cast, make_scene(cast)


@made_once
def staged_year() -> tuple[Cast, Year]:
    """Everybody, and the plan at the end of its year."""
    cast = make_cast()
    return cast, make_year(cast)


@made_once
def staged_next_year() -> tuple[Cast, Year, Plan]:
    """Everybody, the plan whose year went on as it was, and the plan of the next year."""
    cast = make_cast()
    year = make_year(cast)
    return cast, year, year.carry_out(year.prepared())


@pytest.fixture
def scene(staged_scene: tuple[Cast, Scene]) -> Scene:
    return staged_scene[1]


@pytest.fixture
def year(staged_year: tuple[Cast, Year]) -> Year:
    return staged_year[1]


@pytest.fixture
def gone_on(staged_next_year: tuple[Cast, Year, Plan]) -> tuple[Year, Plan]:
    """The plan of the old year, and that of the new one."""
    return staged_next_year[1:]


@pytest.fixture
def cast(request: pytest.FixtureRequest, db: None) -> Any:
    """Everybody: those of the plan that the test asks for, if it asks for one."""
    for name in ("staged_scene", "staged_year", "staged_next_year"):
        if name in request.fixturenames:
            return request.getfixturevalue(name)[0]
    return make_cast()


@made_once
def plan() -> Plan:
    """The live plan of a paper of seven rows."""
    return the_plan()
