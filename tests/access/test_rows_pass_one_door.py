"""The second door: a page starts from ``visible_to``, for lists and single rows alike.

What hangs from a row that came through the door (the steps of an action, the
papers of a plan) may be read by that row: ``Step.objects.filter(action=action)``.
"""

import ast
from collections.abc import Iterator

import pytest

from tests.access.sources import ROOT, view_files

ALLOWED: dict[tuple[str, str], str] = {}
"""(file, manager) -> why a page may pass by the door there."""
PARENTS = frozenset(
    {"plan", "action", "of", "person", "subject", "priority__plan", "account", "body", "post", "source"}
)
DOORS = ("visible_to", "opened_to")
"""What a reader may see; and, of papers that are kept from the public, what she may open, which is less."""
FETCHES = ("get_object_or_404", "get_list_or_404")


def passes_by(text: str) -> list[str]:
    """Every use of a model's manager that neither goes through the door nor hangs from a row that did."""
    tree = ast.parse(text)
    above = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in ("objects", "_default_manager"):
            if not _is_fine(node, above):
                found.append(ast.unparse(node))
        elif isinstance(node, ast.Call) and _is_fetch(node):
            first = ast.unparse(node.args[0])
            if first.rpartition(".")[2][:1].isupper() and "(" not in first and not _hangs(node):
                found.append(first)
    return found


def _is_fetch(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in FETCHES


def _is_fine(manager: ast.Attribute, above: dict[ast.AST, ast.AST]) -> bool:
    first = above.get(manager)
    if isinstance(first, ast.Attribute) and first.attr in DOORS:
        return True
    return any(_hangs(call) or _is_prefetch(call) for call in _chain(manager, above))


def _chain(node: ast.AST, above: dict[ast.AST, ast.AST]) -> Iterator[ast.Call]:
    """The calls made on a manager, one after the other, and the fetch or prefetch they are handed to."""
    while True:
        outer = above.get(node)
        if isinstance(outer, ast.Call):
            if node is outer.func or _is_fetch(outer) or _is_prefetch(outer):
                yield outer
            else:
                return
        elif not isinstance(outer, ast.Attribute):
            return
        node = outer


def _is_prefetch(call: ast.Call) -> bool:
    return ast.unparse(call.func).rpartition(".")[2] == "Prefetch"


def _hangs(call: ast.Call) -> bool:
    """Whether rows are asked for by a row at hand: never by words of the request."""
    if not (_is_fetch(call) or (isinstance(call.func, ast.Attribute) and call.func.attr in ("filter", "get"))):
        return False
    return any(word.arg in PARENTS and _is_row(word.value) for word in call.keywords)


def _is_row(value: ast.AST) -> bool:
    is_outer = isinstance(value, ast.Call) and ast.unparse(value.func) == "OuterRef"
    return is_outer or (isinstance(value, (ast.Name, ast.Attribute)) and "request" not in ast.unparse(value))


@pytest.mark.parametrize(
    "planted",
    [
        "Person.objects.get(key=key)",
        "Person.objects.filter(key=key).visible_to(reader)",
        "Person.objects.all()",
        "list(models.Person.objects.order_by('x'))",
        "get_object_or_404(Person, key=key)",
        "get_object_or_404(models.Person, key=key)",
        "get_object_or_404(Person.objects, key=key)",
        "get_object_or_404(Person.objects.all(), key=key)",
        "print(Person.objects)",
        "Step.objects.filter(action=request.POST)",
        "Step.objects.filter(action='p1-1')",
        "Step.objects.exclude(action=action)",
        "other(Step.objects.all(), action=action)",
    ],
)
def test_the_sweep_finds_what_was_planted(planted):
    assert passes_by(f"def page(request, key): return {planted}")


@pytest.mark.parametrize(
    "planted",
    [
        "get_object_or_404(Person.objects.visible_to(reader), key=key)",
        "Person.objects.visible_to(reader).filter(key=key)",
        "ItemPaper.objects.opened_to(reader, at=now).filter(number=number)",
        "get_object_or_404(found(request), key=key)",
        "Step.objects.select_related('x').filter(action=action)",
        "get_object_or_404(Step.objects.select_related('x'), action=action, pk=number)",
        "get_object_or_404(Step, action=action, pk=number)",
        "actions.prefetch_related(Prefetch('leads', Lead.objects.select_related('person')))",
    ],
)
def test_the_sweep_lets_the_door_stand_open(planted):
    assert passes_by(f"def page(request, key): return {planted}") == []


def test_the_sweep_reads_the_pages_we_know():
    names = {str(file.relative_to(ROOT)) for file in view_files()}
    assert {"identity/views/people.py", "bodies/views.py", "plan/views/action.py"} <= names


@pytest.mark.parametrize("file", view_files(), ids=lambda file: str(file.relative_to(ROOT)))
def test_every_page_starts_from_what_its_reader_may_see(file):
    name = str(file.relative_to(ROOT))
    assert [words for words in passes_by(file.read_text()) if (name, words) not in ALLOWED] == []


def test_nothing_is_allowed_that_is_not_there():
    there = {(str(file.relative_to(ROOT)), words) for file in view_files() for words in passes_by(file.read_text())}
    assert set(ALLOWED) <= there
