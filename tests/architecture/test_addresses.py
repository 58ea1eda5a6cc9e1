"""Every address a template or a view asks for by name exists: a page that is seldom empty does not break when it is."""

import re
from pathlib import Path

from django.urls import get_resolver

from tests.access.addresses import every_address

PRODUCT = Path(__file__).resolve().parents[2] / "goldenthread"
IN_TEMPLATES = re.compile(r"""\{%\s*url\s+["']([^"']+)["']""")
IN_CODE = re.compile(r"""(?:\b(?:reverse|reverse_lazy|redirect)|(?<![.\w])address)\(\s*["']([a-z][a-z0-9_:-]*)["']""")


def asked_for() -> dict[str, set[str]]:
    """The names asked for, each with the files that ask."""
    found: dict[str, set[str]] = {}
    for ending, pattern in (("html", IN_TEMPLATES), ("py", IN_CODE)):
        for file in PRODUCT.rglob(f"*.{ending}"):
            for name in pattern.findall(file.read_text()):
                found.setdefault(name, set()).add(str(file.relative_to(PRODUCT)))
    return found


def test_the_sweep_reads_templates_and_code():
    found = asked_for()
    assert "home/templates/home/start.html" in found["plan-new"]
    assert "home/navigation.py" in found["my-actions"]
    assert IN_TEMPLATES.findall("""{% url 'gone' %} {%url "away" plan.key %}""") == ["gone", "away"]


def test_every_name_asked_for_is_an_address():
    known = {address.name for address in every_address()} | {
        name for name in get_resolver().reverse_dict if isinstance(name, str)
    }
    assert {name: sorted(files) for name, files in asked_for().items() if name not in known} == {}
