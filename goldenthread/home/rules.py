"""The rules of the product with their sources, collected from the docstrings that state them."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import goldenthread

ROOT = Path(goldenthread.__file__).parent
FILE = ROOT.parent / "docs" / "rules.md"
MARKS = ("Sources:", "Source:", "Rules:")


@dataclass(frozen=True, slots=True)
class Stated:
    """One docstring that names a source: where it stands, its first sentence and the source."""

    place: str
    name: str
    fact: str
    source: str


def stated_rules() -> Iterator[Stated]:
    """Every module, class and function whose docstring names its source, in the order of the layers."""
    for app in (name for layer in goldenthread.LAYERS for name in layer):
        for path in sorted((ROOT / app).rglob("*.py")):
            text = path.read_text(encoding="utf-8")
            # Most files name no source, and to parse them all takes seconds.
            if not any(mark in text for mark in MARKS):
                continue
            for node in ast.walk(ast.parse(text)):
                if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
                    found = _stated(node, path)
                    if found:
                        yield found


def _stated(node: ast.Module | ast.ClassDef | ast.FunctionDef, path: Path) -> Stated | None:
    text = ast.get_docstring(node) or ""
    for mark in MARKS:
        if mark in text:
            fact, source = text.split(mark, 1)
            place = str(path.relative_to(ROOT)).removesuffix(".py")
            name = "" if isinstance(node, ast.Module) else node.name
            return Stated(place, name, _paragraph(fact), _paragraph(source))
    return None


def _paragraph(text: str) -> str:
    """The first paragraph of a text on one line."""
    return " ".join(text.strip().split("\n\n")[0].split())


def rules_page() -> str:
    """The page ``docs/rules.md``."""
    lines = [
        "# Rules and their sources",
        "",
        "Collected from the code by `./run rules`. The software states what it does; it gives no legal advice.",
        "",
        "| Rule | Where | Source |",
        "|---|---|---|",
    ]
    for rule in stated_rules():
        where = f"`{rule.place}`" + (f" `{rule.name}`" if rule.name else "")
        lines.append(f"| {_cell(rule.fact)} | {where} | {_cell(rule.source)} |")
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
