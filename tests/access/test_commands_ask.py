"""The third door: every command names its actor, asks the policy and enters what it did."""

from functools import cache

import pytest

from tests.access.sources import ROOT, Function, command_files, functions_in, functions_of

RECORDS = frozenset({"record", "save_changed"})

ALLOWED: dict[str, str] = {
    "keep_view": "a filter one keeps for oneself: nobody else's row is touched, nothing of the plan changes",
    "drop_view": "the same filter, dropped",
    "change_several": "runs commands that ask and enter, each for its own action",
}
"""Name of a command -> why it may do without."""


@cache
def commands() -> list[Function]:
    """The functions of every file of commands, read once for all apps."""
    return functions_in(command_files())


def is_asked(name: str) -> bool:
    """Whether a call is a question to the policy."""
    return name.startswith(("policy.", "require_"))


def reached(function: Function, known: dict[tuple[str, str], Function]) -> set[str]:
    """Everything a command calls, and what that calls in the same app, by name."""
    found: set[str] = set()
    waiting = set(function.called)
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found.add(name)
        inner = known.get((function.app, name))
        if inner is not None:
            waiting |= inner.called
    return found


def faults(functions: list[Function]) -> list[str]:
    """What each command lacks, one sentence each."""
    known = {(function.app, function.name): function for function in functions}
    found = []
    for function in functions:
        if not function.is_command or function.name in ALLOWED:
            continue
        arguments, place = function.node.args, f"{function.place}: {function.name}"
        calls = reached(function, known)
        if arguments.args or arguments.posonlyargs or arguments.vararg:
            found.append(f"{place} takes arguments without their names.")
        if "by" not in {argument.arg for argument in arguments.kwonlyargs}:
            found.append(f"{place} does not name who acts.")
        if not any(is_asked(name) for name in calls):
            found.append(f"{place} asks no policy.")
        if not calls & RECORDS:
            found.append(f"{place} enters nothing.")
    return found


GOOD = """
@transaction.atomic
def rate(*, action, by):
    policy.require_may_rate(by, action)
    _enter(action, by)

def _enter(action, by):
    record("x", by=by)
"""


def judged(text: str) -> list[str]:
    return faults(list(functions_of(text, app="plan", place="planted")))


def test_a_command_as_it_should_be_passes():
    assert judged(GOOD) == []


@pytest.mark.parametrize(
    ("good", "bad", "said"),
    [
        ("*, action, by", "*, action", "who acts"),
        ("*, action, by", "action, *, by", "without their names"),
        ("policy.require_may_rate(by, action)", "pass", "asks no policy"),
        ('record("x", by=by)', "pass", "enters nothing"),
    ],
)
def test_a_planted_fault_is_found(good, bad, said):
    assert any(said in found for found in judged(GOOD.replace(good, bad)))


def test_the_sweep_reads_the_commands_we_know():
    names = {(one.app, one.name) for one in commands() if one.is_command}
    assert {("identity", "give_role"), ("bodies", "make_body"), ("plan", "assure_action")} <= names


@pytest.mark.parametrize("app", sorted({file.relative_to(ROOT).parts[0] for file in command_files()}))
def test_every_command_names_its_actor_asks_and_enters(app):
    assert faults([one for one in commands() if one.app == app]) == []


def test_nothing_is_allowed_that_is_not_there():
    assert set(ALLOWED) <= {one.name for one in commands() if one.is_command}
