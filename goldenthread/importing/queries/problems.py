"""The problems of a paper in groups, each with what it means and the way to its row."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from goldenthread.importing.explaining import OF_PACKS
from goldenthread.intake.beside import beside_of
from goldenthread.intake.models import Import, StagedRow, State
from goldenthread.intake.queries import rows_at
from goldenthread.plan.reading.as_json import problems_from_json
from goldenthread.plan.reading.problems import EXPLANATIONS
from goldenthread.plan.reading.values import Problem, ProblemCode

LINES_A_GROUP = 12


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """One problem, and the row it stands in."""

    where: str
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class ProblemGroup:
    """The problems of one kind with what they mean; the first of them, and a way to all."""

    code: str
    title: str
    meaning: str
    advice: str
    count: int
    lines: Sequence[ProblemLine]
    all_url: str


def problem_groups(of: Import) -> list[ProblemGroup]:
    """The problems of a paper in the order of the list, each with the way to its row; those of a pack first."""
    groups = grouped_problems(of)
    where_of = where_of_actions(of)
    shown = [one for _, problems in groups for one in problems[:LINES_A_GROUP]]
    rows = rows_at(of, {where_of.get(one.action or "", one.where) for one in shown})
    found = [_group(of, code, problems, lambda one: _url_of(of, one, where_of, rows)) for code, problems in groups]
    return [*_of_pack(of), *found]


def _of_pack(of: Import) -> list[ProblemGroup]:
    """The problems of what stands beside a plan: they belong to whole papers of the pack, so none leads to a row."""
    kept = beside_of(of.reading).get("problems", ())
    found = []
    for code, explained in OF_PACKS.items():
        told = [ProblemLine(one["where"], one["text"], "") for one in kept if one["code"] == code]
        if told:
            shown = told[:LINES_A_GROUP]
            said = (explained.title, explained.meaning, explained.advice)
            found.append(ProblemGroup(code, *said, len(told), shown, ""))
    return found


def grouped_problems(of: Import) -> list[tuple[ProblemCode, list[Problem]]]:
    """The problems of a paper by kind: those of whole papers first, then the most frequent."""
    found: dict[ProblemCode, list[Problem]] = {}
    for problem in problems_from_json(of.reading):
        found.setdefault(problem.code, []).append(problem)
    order = sorted(found, key=lambda code: (found[code][0].action is not None, -len(found[code]), code.value))
    return [(code, found[code]) for code in order]


def where_of_actions(of: Import) -> dict[str, str]:
    """Where the row of each action stands, by the action's key."""
    return {action["key"]: action["where"] for action in of.reading.get("actions", ())}


def _group(
    of: Import, code: ProblemCode, problems: Sequence[Problem], url_of: Callable[[Problem], str]
) -> ProblemGroup:
    explained = EXPLANATIONS[code]
    lines = [ProblemLine(one.where, one.text, url_of(one)) for one in problems[:LINES_A_GROUP]]
    is_of_rows = any(one.action for one in problems)
    url = f"{reverse('import-rows', args=[of.key])}?problem={code.value}" if is_of_rows else ""
    return ProblemGroup(code.value, explained.title, explained.meaning, explained.advice, len(problems), lines, url)


def _url_of(of: Import, problem: Problem, where_of: Mapping[str, str], rows: Mapping[str, StagedRow]) -> str:
    """The row a problem stands in; what belongs to no row leads to where it can be settled, while it can."""
    can_be_settled = of.state == State.STAGED
    if problem.code == ProblemCode.LEAD_UNKNOWN and can_be_settled:
        return "#people"
    row = rows.get(where_of.get(problem.action or "", problem.where))
    if row is not None:
        return f"{reverse('import-row', args=[of.key, row.position])}?oddity={problem.code.value}"
    return reverse("import-words", args=[of.key]) if can_be_settled else ""
