"""Names, sizes and sources: what the house asks of every file."""

import ast
import subprocess
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command

import goldenthread

ROOT = Path(goldenthread.__file__).parent
GLOSSARY = ROOT.parent / "docs" / "glossary.md"
FORBIDDEN = {"utils", "helpers", "common", "core", "misc", "manager", "service", "services", "signals"}
RULE_FILES = sorted(
    path
    for path in ROOT.rglob("*.py")
    if path.name in {"rating.py", "suggestion.py", "numbering.py", "states.py", "dates.py", "roles.py", "kinds.py"}
    and path.parent.name != "commands"
)


def test_no_file_is_named_after_nothing():
    assert [path for path in ROOT.rglob("*") if path.stem in FORBIDDEN] == []


@pytest.mark.parametrize("file", RULE_FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_a_file_of_rules_names_its_source(file):
    assert "Source:" in file.read_text() or "Sources:" in file.read_text()


def test_the_sweep_of_rules_finds_the_ratings():
    assert ROOT / "plan" / "rating.py" in RULE_FILES


@pytest.mark.parametrize(
    "model",
    [model for model in apps.get_models() if model.__module__.startswith("goldenthread.")],
    ids=lambda model: model._meta.label,
)
def test_every_table_stands_in_the_glossary(model):
    assert f"**{model._meta.verbose_name.capitalize()}**" in GLOSSARY.read_text()


@pytest.mark.django_db
def test_no_change_of_a_table_waits_for_its_migration():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_nothing_names_a_machine_a_registry_or_a_seed():
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT.parent, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("This copy has no history to list the files from.")
    hosts = ("pypi" + ".org", "files.python" + "hosted", "registry.npm" + "js", "deb.debian" + ".org", "/wo" + "rk/")
    named = [
        name
        for name in listed.stdout.split("\n")
        if name
        and (path := ROOT.parent / name).is_file()
        and any(host in path.read_text(errors="ignore") for host in hosts)
    ]
    assert named == []


def test_no_command_of_ours_overrides_save():
    for path in ROOT.rglob("models*"):
        for file in [path] if path.is_file() else path.rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text())) if file.suffix == ".py" else []:
                assert not (isinstance(node, ast.FunctionDef) and node.name in {"save", "delete"}), file
