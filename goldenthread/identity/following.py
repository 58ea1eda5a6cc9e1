"""Roles that follow from what somebody does: a register of rules, filled by the apps above.

Whoever is made lead of an action is a lead officer from then on, whether or
not an administrator gave the role: a successor must find the pages on the day
of the hand-over. The rules open pages only; which rows stand on them is for
``visible_to``, and what may be changed for each app's policy.
"""

from collections.abc import Callable

from goldenthread.identity.models import Person
from goldenthread.identity.roles import Role

Rule = Callable[[Person], bool]
_RULES: list[tuple[Role, Rule]] = []


def register(role: Role, rule: Rule) -> None:
    """Let a role follow where a rule holds; a role has one rule."""
    if any(known == role for known, _ in _RULES):
        raise ValueError(f"Two rules say from what the role of {role.label} follows.")
    _RULES.append((role, rule))


def is_any_of(person: Person, audience: frozenset[str]) -> bool:
    """Whether a person holds one of the roles, given or following; rules are asked only where none was given."""
    if audience & person.rights.roles:
        return True
    return any(role in audience and rule(person) for role, rule in _RULES)
