"""The file a command was asked to write: it is there whole, or one sentence says why not."""

import os
from pathlib import Path

import pytest

from goldenthread.kernel.commands import write_whole
from goldenthread.kernel.errors import RuleBroken


def test_a_file_is_written_whole_over_the_one_before(tmp_path):
    out = tmp_path / "plan.pdf"
    out.write_bytes(b"before, and longer")
    write_whole(out, b"after")
    assert out.read_bytes() == b"after"
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.parametrize("named", ["", ".", "..", "/", "/tmp"])  # noqa: S108 - nothing is written there
def test_no_name_and_a_folder_are_refused_in_one_sentence(named):
    with pytest.raises(RuleBroken, match=r"^\S+ is a folder: name the file to write\.$"):
        write_whole(Path(named), b"x")


@pytest.mark.parametrize("name", ["nowhere/plan.pdf", "a" * 400, "file/plan.pdf"])
def test_a_place_that_is_not_there_or_has_no_room_for_the_name_is_refused_in_one_sentence(tmp_path, name):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(RuleBroken, match=r"^The file \S+ cannot be written: [\w ]+\.$"):
        write_whole(tmp_path / name, b"x")


def test_a_folder_that_may_not_be_written_in_is_refused_and_keeps_what_it_holds(tmp_path, monkeypatch):
    out = tmp_path / "plan.pdf"
    out.write_bytes(b"before")

    def refused(*_, **__):
        raise PermissionError(13, "Permission denied")

    # Whoever runs the tests may be allowed everything, so the folder's bits would refuse nothing.
    monkeypatch.setattr(Path, "write_bytes", refused)
    with pytest.raises(RuleBroken, match=r"^The file \S+ cannot be written: Permission denied\.$"):
        write_whole(out, b"after")
    assert out.read_bytes() == b"before"


def test_a_name_of_bytes_that_are_no_letters_is_refused_in_a_sentence_that_can_be_printed(tmp_path):
    with pytest.raises(RuleBroken) as refusal:
        write_whole(Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe/x")), b"x")
    assert str(refusal.value).encode()
