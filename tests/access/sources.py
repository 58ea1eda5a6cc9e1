"""Reading the product's own sources: its view files, its command files, and the functions in them."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import goldenthread

ROOT = Path(goldenthread.__file__).parent


def view_files() -> list[Path]:
    """``views.py`` of every app, and every file of a ``views`` package."""
    return sorted([*ROOT.glob("*/views.py"), *ROOT.glob("*/views/**/*.py")])


def command_files() -> list[Path]:
    """``commands.py`` of every app, and every file of a ``commands`` package; not the commands at the machine."""
    return sorted([*ROOT.glob("*/commands.py"), *ROOT.glob("*/commands/**/*.py")])


@dataclass(frozen=True)
class Function:
    """One function at the top of a file."""

    app: str
    place: str
    node: ast.FunctionDef

    @property
    def name(self) -> str:
        """Its name."""
        return self.node.name

    @property
    def is_command(self) -> bool:
        """Whether it is one transaction that others may call: the mark of a command."""
        marks = {ast.unparse(one) for one in self.node.decorator_list}
        return not self.name.startswith("_") and "transaction.atomic" in marks

    @property
    def called(self) -> set[str]:
        """What it calls, by last name: ``record``, ``require_manages``; what it calls of ``policy`` as ``policy.x``."""
        found = set()
        for node in ast.walk(self.node):
            if isinstance(node, ast.Call):
                words = ast.unparse(node.func)
                found.add(words if words.startswith("policy.") else words.rpartition(".")[2])
        return found


def functions_of(text: str, *, app: str, place: str) -> Iterator[Function]:
    """The functions at the top of a source text."""
    for node in ast.parse(text).body:
        if isinstance(node, ast.FunctionDef):
            yield Function(app, place, node)


def functions_in(files: list[Path]) -> list[Function]:
    """The functions at the top of some files."""
    return [
        function
        for file in files
        for function in functions_of(
            file.read_text(), app=file.relative_to(ROOT).parts[0], place=str(file.relative_to(ROOT))
        )
    ]
