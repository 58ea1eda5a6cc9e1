"""The table in ``docs/roles.md`` is true: each row is tried for a person in each role."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from goldenthread.boards.models import Board, BoardMeeting, MonitoringRound
from goldenthread.boards.states import RoundState
from goldenthread.bodies.models import Body, Membership
from goldenthread.committee.models import Committee, CommitteeMeeting
from goldenthread.identity.models import Person, Scope
from goldenthread.identity.record import reach_of
from goldenthread.identity.roles import Role
from goldenthread.plan import policy
from goldenthread.plan.models import Action, Plan, PlanBoard
from goldenthread.plan.models.plan import Stage
from tests.cast import LONG_AGO, NAMES, Cast, make_cast, make_person
from tests.pages import PageClient
from tests.plan.makers import make_action, make_plan
from tests.standing import made_once

PAGE = Path(__file__).resolve().parents[2] / "docs" / "roles.md"
PART_OF = {role.label: part for part, (_, role, _) in NAMES.items()}


def tables() -> list[list[list[str]]]:
    """The tables of the page: rows of cells, the line under the head left out."""
    found: list[list[list[str]]] = [[]]
    for line in PAGE.read_text().split("\n"):
        if line.startswith("|"):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            if not set("".join(cells)) <= {"-"}:
                found[-1].append(cells)
        elif found[-1]:
            found.append([])
    return [table for table in found if table]


@dataclass(frozen=True)
class Line:
    """One row: what is tried, and for which parts of the cast it holds."""

    check: str
    holds_for: frozenset[str]


def lines() -> list[Line]:
    """The rows of the table that is held."""
    head, *rows = tables()[1]
    parts = [PART_OF[label] for label in head[2:]]
    found = []
    for row in rows:
        assert set(row[2:]) <= {"yes", "no"}, row
        answers = dict(zip(parts, row[2:], strict=True))
        found.append(Line(row[1].strip("`"), frozenset(part for part, answer in answers.items() if answer == "yes")))
    return found


def make_world(cast: Cast) -> None:
    """The plans the table speaks of."""
    led = make_plan(key="led", name="Led plan")
    make_action(led, ref="1.1", leads=[cast.lead_officer])
    make_action(led, ref="1.2", leads=[make_person("Somebody Else")])
    scope = Scope.objects.create(kind="body", key="board", title="Board")
    board = Body.objects.create(key="board", name="Board", kind="board", scope=scope)
    for person in (cast.board_member, cast.councillor):
        Membership.objects.create(body=board, person=person, starts_on=LONG_AGO)
    for key, stage in (("board", Stage.LIVE), ("draft", Stage.DRAFT)):
        plan = make_plan(key=key, name=f"The {key} plan", stage=stage)
        make_action(plan, leads=[])
        PlanBoard.objects.create(plan=plan, body=board)
    monitors = Board.objects.create(body=board, purpose="To see that it is done.", set_up_on=LONG_AGO)
    BoardMeeting.objects.create(board=monitors, number=1, on=LONG_AGO)
    under = Scope.objects.create(kind="body", key="sub", title="Sub-committee")
    sits = Body.objects.create(key="sub", name="Sub-committee", kind="committee", scope=under)
    Committee.objects.create(body=sits, set_up_on=LONG_AGO)
    make_action(make_plan(key="other", name="Other plan"), leads=[])
    MonitoringRound.objects.create(
        plan=led, number=1, period_starts_on=LONG_AGO, period_ends_on=LONG_AGO, state=RoundState.OPEN
    )
    scope = Scope.objects.create(kind="body", key="joint", title="Joint Committee")
    joint = Body.objects.create(key="joint", name="Joint Committee", kind="committee", scope=scope)
    Membership.objects.create(body=joint, person=cast.councillor, starts_on=LONG_AGO)
    committee = Committee.objects.create(body=joint, set_up_on=LONG_AGO)
    CommitteeMeeting.objects.create(committee=committee, key="joint-next", on=timezone.localdate() + timedelta(days=30))


@made_once
def world() -> Cast:
    """Everybody, and the plans the table speaks of."""
    cast = make_cast()
    make_world(cast)
    return cast


def opens(person: Person, address: str) -> bool:
    """Whether a page opens; anything but "here" and "not found" is a fault."""
    answer = PageClient().sign_in(person).request_any(address)
    assert answer in (200, 403, 404), f"{address} answered {answer}"
    return answer == 200


def reads_words(person: Person, subject: str) -> bool:
    """Whether the record shows this person the values of a subject."""
    return reach_of(person).reads_values_of(subject)


def action_named(name: str) -> Action:
    """``led/p1-1.1``"""
    plan, _, key = name.partition("/")
    return Action.objects.select_related("plan").prefetch_related("leads").get(plan__key=plan, key=key)


CHECKS: dict[str, Callable[[Person, str], bool]] = {
    "GET": opens,
    "words of": reads_words,
    "manages": lambda person, key: policy.manages(person, Plan.objects.get(key=key)),
    "may_update": lambda person, name: policy.may_update(person, action_named(name)),
    "may_assure": lambda person, name: policy.may_assure(person, action_named(name)),
    "may_reopen": lambda person, name: policy.may_reopen(person, action_named(name)),
    "may_watch": lambda person, name: policy.may_watch(person, action_named(name)),
    "may_decide_dates": lambda person, name: policy.may_decide_dates(person, action_named(name)),
}


def test_the_first_table_has_a_row_for_each_role_and_no_other():
    assert [row[0] for row in tables()[0][1:]] == [role.label for role in Role]


def test_the_held_table_has_a_column_for_each_role():
    assert tables()[1][0][2:] == [role.label for role in Role]


def test_the_held_table_tries_pages_words_and_questions():
    words = {line.check.rpartition(" ")[0] for line in lines()}
    assert words == set(CHECKS)


def test_a_row_that_says_the_contrary_would_be_found(world):
    assert opens(world.service_manager, "/people/add/")
    assert not opens(world.director, "/people/add/")
    assert not CHECKS["may_assure"](world.service_manager, "led/p1-1.1")


@pytest.mark.parametrize("line", lines(), ids=lambda line: line.check)
def test_what_the_table_says_is_so(world, line):
    word, _, what = line.check.rpartition(" ")
    found = {part for part in NAMES if CHECKS[word](getattr(world, part), what)}
    assert found == line.holds_for
