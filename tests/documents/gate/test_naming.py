"""People named in full whom nobody knows, and a whole real pack searched for them: they are found, and no thing is."""

import re
from pathlib import Path

import pytest

from goldenthread.documents.gate.naming import Named, named_in_full

PACK = Path(__file__).resolve().parents[4] / "shared" / "seeds" / "002_a1c4b4f6bbec8876.txt"


def test_a_name_comes_with_the_post_beside_it() -> None:
    (found,) = named_in_full("Briefed; Carys Low, designated nurse, checks a sample.")
    assert found == Named(9, 36, "designated nurse")
    assert [one.post for one in named_in_full("Helen Brackley, who left, met (the) head.")] == [""]


@pytest.mark.shared
def test_in_a_real_pack_of_a_hundred_pages_every_name_found_is_a_persons() -> None:
    """Each was looked at by eye: people who were present, who answer for a paper, or who are quoted in one."""
    cells = re.split(r"[\t\n]", PACK.read_text())
    found = [cell[one.start : one.end] for cell in cells for one in named_in_full(cell)]
    assert (len(found), len(set(found))) == (16, 12)
