"""Imports and database relations point down the layers, never up and never sideways."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

import goldenthread

ROOT = Path(goldenthread.__file__).parent
LEVEL = {app: number for number, layer in enumerate(goldenthread.LAYERS) for app in layer}
OURS = [model for model in apps.get_models() if model.__module__.startswith("goldenthread.")]


def statements(node: ast.AST) -> Iterator[ast.AST]:
    """Every statement in a file, however deep it stands; no expression holds one."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.stmt | ast.excepthandler | ast.match_case):
            yield child
            yield from statements(child)


def imported_apps(text: str) -> set[str]:
    """The apps of ours that a file imports, wherever in the file it does so."""
    found: set[str] = set()
    for node in statements(ast.parse(text)) if "goldenthread" in text else ():
        if isinstance(node, ast.ImportFrom) and node.module == "goldenthread":
            found |= {alias.name for alias in node.names if alias.name in LEVEL}
        elif isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("goldenthread."):
            found.add(node.module.split(".")[1])
        elif isinstance(node, ast.Import):
            found |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("goldenthread.")}
    return found


NAMED = re.compile(r"goldenthread[\s\\]*\.[\s\\]*(\w+)|(goldenthread)[\s\\]+import")


def climbs(here: str, text: str) -> set[str]:
    """The apps a file imports from its own layer or above; what names none of them need not be parsed."""
    named = {app or every for app, every in NAMED.findall(text)} - {here}
    if not any(LEVEL.get(app, LEVEL[here]) >= LEVEL[here] for app in named):
        return set()
    return {app for app in imported_apps(text) - {here} if LEVEL[app] >= LEVEL[here]}


def test_the_sweep_sees_an_import_that_points_up():
    assert climbs("ledger", "from goldenthread.plan.models import Plan") == {"plan"}
    assert climbs("ledger", "def f():\n    import goldenthread.identity.models") == {"identity"}
    assert climbs("plan", "from goldenthread import importing, kernel") == {"importing"}
    assert climbs("ledger", "from goldenthread . \\\n plan.models import Plan") == {"plan"}
    assert climbs("ledger", "import ast\nfrom goldenthread \\\n import plan") == {"plan"}
    assert climbs("plan", "from goldenthread.ledger import x; import goldenthread.importing") == {"importing"}
    deep = "class A:\n def f():\n  try: pass\n  except A:\n   match a:\n    case 1: from goldenthread.plan import x"
    assert climbs("ledger", deep) == {"plan"}


@pytest.mark.parametrize("file", sorted(ROOT.rglob("*.py")), ids=lambda file: str(file.relative_to(ROOT)))
def test_imports_point_down(file):
    here = file.relative_to(ROOT).parts[0]
    if here not in LEVEL:
        assert file.name == "__init__.py"
        return
    assert climbs(here, file.read_text()) == set()


def test_the_sweep_reaches_a_model_that_we_know():
    assert "plan.Action" in {model._meta.label for model in OURS}


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_relations_point_down(model):
    here = model._meta.app_label
    for field in model._meta.get_fields():
        if field.is_relation and not field.auto_created and field.related_model:
            target = field.related_model._meta.app_label
            assert target == here or LEVEL[target] < LEVEL[here], f"{field} points up"


def test_every_app_has_a_layer_and_a_sentence():
    folders = {path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith("_")}
    assert folders == set(LEVEL)
    for app in folders:
        docstring = ast.get_docstring(ast.parse((ROOT / app / "__init__.py").read_text())) or ""
        assert len(docstring) > 40, f"{app} does not say what it is"


@pytest.mark.parametrize("app", sorted(LEVEL))
def test_migrations_have_one_leaf_and_names_that_say_what_they_do(app):
    folder = ROOT / app / "migrations"
    names = sorted(path.stem for path in folder.glob("0*.py")) if folder.is_dir() else []
    assert [int(name[:4]) for name in names] == list(range(1, len(names) + 1))
    assert not [name for name in names if "auto" in name or "alter" in name]
