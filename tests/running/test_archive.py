"""The archive of a backup: what is not whole is refused before anything is taken from it."""

import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from goldenthread.documents.archive import BadArchive, Manifest, reading, writing

Spoil = Callable[[dict[str, bytes]], None]


def make(file: Path) -> Path:
    with writing(file) as out:
        out.add("tables/a.B.jsonl", [b'["id"]\n', b"[1]\n"])
        out.add("files/aa/aaaa", [b"x" * 3000])
        out.finish(Manifest(program="1", database="sqlite", made_at="", migrations=[("a", "0001")], faults=[]))
    return file


def refusal(file: Path) -> str:
    with pytest.raises(BadArchive) as refused, reading(file):
        pass
    return str(refused.value)


def test_what_was_written_is_read(tmp_path: Path) -> None:
    with reading(make(tmp_path / "kept.zip")) as archive:
        assert archive.manifest.migrations == [("a", "0001")]
        assert list(archive.lines("tables/a.B.jsonl")) == [["id"], [1]]
        archive.copy("files/aa/aaaa", tmp_path / "copy")
    assert (tmp_path / "copy").read_bytes() == b"x" * 3000
    assert sorted(file.name for file in tmp_path.iterdir()) == ["copy", "kept.zip"]


def test_an_older_backup_stays_until_the_new_one_is_whole(tmp_path: Path) -> None:
    make(tmp_path / "kept.zip")
    before = (tmp_path / "kept.zip").read_bytes()

    def breaks_off() -> Iterator[bytes]:
        yield b"half"
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), writing(tmp_path / "kept.zip") as out:
        out.add("tables/a.B.jsonl", breaks_off())
    assert (tmp_path / "kept.zip").read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["kept.zip"]


def test_a_flipped_byte_anywhere_in_the_parts_is_found(tmp_path: Path) -> None:
    whole = make(tmp_path / "kept.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "kept.zip") as archive:
        starts = [info.header_offset + 30 + len(info.filename) + 20 for info in archive.infolist()[:2]]
    for start in starts:
        spoilt = bytearray(whole)
        spoilt[start + 5] ^= 1
        (tmp_path / "spoilt.zip").write_bytes(spoilt)
        assert "is damaged" in refusal(tmp_path / "spoilt.zip")


@pytest.mark.parametrize("kept", [0, 10, 0.5, 0.99])
def test_a_file_cut_short_is_refused(kept: float, tmp_path: Path) -> None:
    whole = make(tmp_path / "kept.zip").read_bytes()
    (tmp_path / "cut.zip").write_bytes(whole[: int(kept if kept >= 1 else kept * len(whole))])
    assert "it is not a backup" in refusal(tmp_path / "cut.zip")


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.zip").endswith("cannot be restored: there is no such file.")


def add_a_part(parts: dict[str, bytes]) -> None:
    parts["files/bb/bbbb"] = b"more"


def take_a_part(parts: dict[str, bytes]) -> None:
    del parts["files/aa/aaaa"]


def change_a_part(parts: dict[str, bytes]) -> None:
    parts["files/aa/aaaa"] = b"y" * 3000


def take_the_manifest(parts: dict[str, bytes]) -> None:
    del parts["manifest.json"]


def break_the_manifest(parts: dict[str, bytes]) -> None:
    parts["manifest.json"] = b'{"format": 1, "members": 7}'


def be_of_a_later_form(parts: dict[str, bytes]) -> None:
    parts["manifest.json"] = json.dumps(json.loads(parts["manifest.json"]) | {"format": 2}).encode()


def name_a_place_outside(parts: dict[str, bytes]) -> None:
    parts["../../outside"] = parts.pop("files/aa/aaaa")
    parts["manifest.json"] = parts["manifest.json"].replace(b"files/aa/aaaa", b"../../outside")


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (add_a_part, "parts of it are missing or were added."),
        (take_a_part, "parts of it are missing or were added."),
        (change_a_part, "its part files/aa/aaaa is damaged."),
        (take_the_manifest, "it is not a whole backup of Golden Thread."),
        (break_the_manifest, "it is not a whole backup of Golden Thread."),
        (be_of_a_later_form, "another version of Golden Thread made it, in a form this one does not know."),
        (name_a_place_outside, "it names a place outside the data."),
    ],
)
def test_an_archive_that_was_changed_is_refused_with_what_is_wrong(spoil: Spoil, sentence: str, tmp_path: Path) -> None:
    with zipfile.ZipFile(make(tmp_path / "kept.zip")) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    spoil(parts)
    with zipfile.ZipFile(tmp_path / "spoilt.zip", "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert refusal(tmp_path / "spoilt.zip").endswith(f"cannot be restored: {sentence}")
