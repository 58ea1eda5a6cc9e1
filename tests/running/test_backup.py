"""Backup, restore and check, on whichever database the suite runs."""

import json
import os
import signal
import subprocess
import zipfile
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connection, models

from goldenthread.documents import restore as restoring
from goldenthread.documents import rows
from goldenthread.documents.archive import BadArchive
from goldenthread.documents.backup import back_up
from goldenthread.documents.check import check
from goldenthread.documents.restore import RestoreRefused, restore
from goldenthread.identity.actor import system
from goldenthread.identity.models import Council
from goldenthread.kernel import data_folder, erasures
from goldenthread.ledger.models import Entry, Sight, Value
from goldenthread.ledger.writing import note_sight
from goldenthread.search.index import search
from goldenthread.search.models import Item
from tests.postgres import new_database
from tests.running import data
from tests.running.programs import MANAGE, call, environment, wait_for

pytestmark = pytest.mark.probe


@pytest.fixture
def filled(committed: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database and a folder of files of the test's own, with a little of everything; the backup goes beside."""
    monkeypatch.setattr(settings, "FILES", tmp_path / "files")
    (settings.DATA / erasures.LIST).unlink(missing_ok=True)
    data.fill()
    return tmp_path


def contents(file: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name != "manifest.json"}


def test_a_restored_backup_is_what_was_backed_up_to_the_last_byte(filled: Path) -> None:
    manifest = back_up(filled / "first.zip")
    assert not manifest.faults
    data.enter("council:1", "name", "Southmere")
    Council.objects.update(name="Southmere")
    for file in settings.FILES.rglob("*"):
        if file.is_file():
            file.unlink()

    restored = restore(filled / "first.zip", replace=True)

    assert (restored.files, restored.erased, restored.faults) == (1, 0, ())
    assert Council.objects.get().name == data.NAME
    assert not check().faults
    back_up(filled / "second.zip")
    assert contents(filled / "second.zip") == contents(filled / "first.zip")


def test_what_was_restored_is_found_and_guarded_and_what_was_erased_since_is_erased_again(filled: Path) -> None:
    back_up(filled / "kept.zip")
    erasures.record_erasure(settings.DATA, {"subject": "council:1", "fields": ["name"], "why": "Asked for."})
    try:
        restored = restore(filled / "kept.zip", replace=True)
    finally:
        (settings.DATA / erasures.LIST).unlink()
    assert restored.erased == 1
    assert Value.objects.get(entry__subject="council:1", entry__what="tests.entered").after == ""
    assert [item.title for item in search("families", scopes=frozenset())] == ["Early help"]
    data.enter("council:1", "name", "Southmere")
    Item.objects.create(kind="action", key="b", title="Foster care", text="", url="/b/")
    report = check()
    assert not report.faults
    assert report.ledger.counted == {"entries": 3, "values": 5, "erased": 1}
    with connection.cursor() as cursor, pytest.raises(DatabaseError, match="append-only"):
        cursor.execute("DELETE FROM ledger_entry")


def test_who_saw_what_is_restored_and_guarded_again(filled: Path) -> None:
    note_sight(by=system("reader", "A reader"), subject="action:sip/p1-1")
    back_up(filled / "kept.zip")
    note_sight(by=system("reader", "A reader"), subject="action:sip/p1-2")
    restore(filled / "kept.zip", replace=True)
    assert Sight.objects.get().subject == "action:sip/p1-1"
    for sql in ("DELETE FROM ledger_sight", "UPDATE ledger_sight SET who = 'x'"):
        with connection.cursor() as cursor, pytest.raises(DatabaseError, match="append-only"):
            cursor.execute(sql)
    note_sight(by=system("reader", "A reader"), subject="action:sip/p1-2")
    assert Sight.objects.count() == 2


def test_data_is_not_replaced_unasked(filled: Path) -> None:
    back_up(filled / "kept.zip")
    Council.objects.update(name="Southmere")
    with pytest.raises(RestoreRefused, match="--replace"):
        restore(filled / "kept.zip", replace=False)
    assert Council.objects.get().name == "Southmere"


def test_nothing_is_restored_while_somebody_works_in_the_folder(filled: Path) -> None:
    back_up(filled / "kept.zip")
    with data_folder.serving(settings.DATA), pytest.raises(data_folder.FolderTaken, match="is serving"):
        restore(filled / "kept.zip", replace=True)
    with data_folder.working(settings.DATA), pytest.raises(data_folder.FolderTaken, match="A command is working"):
        restore(filled / "kept.zip", replace=True)


def test_a_restore_that_fails_at_its_last_step_leaves_the_old_data(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    back_up(filled / "kept.zip")
    data.enter("council:1", "name", "Southmere")
    last_step = "_leave_nothing_beside" if connection.vendor == "sqlite" else "_stored_columns"

    def fail(_of: object) -> None:
        raise RestoreRefused("No.")

    monkeypatch.setattr(restoring, last_step, fail)
    with pytest.raises(RestoreRefused):
        restore(filled / "kept.zip", replace=True)
    assert Entry.objects.count() == 2
    assert not check().faults


def test_a_byte_changed_in_a_stored_file_is_found(filled: Path) -> None:
    stored = next(file for file in settings.FILES.rglob("*") if file.is_file())
    words = bytearray(stored.read_bytes())
    words[7] ^= 1
    stored.write_bytes(words)
    path = stored.relative_to(settings.FILES)
    assert check().faults == (f"The file {path} was altered.",)
    stored.unlink()
    assert check().faults == (f"The file {path} is missing.",)
    assert back_up(filled / "kept.zip").faults == [f"The file {path} is missing."]
    assert restore(filled / "kept.zip", replace=True).faults == (f"The file {path} is missing.",)


def test_a_file_without_a_row_is_counted_and_no_fault(filled: Path) -> None:
    (settings.FILES / "left-behind").write_bytes(b"x")
    report = check()
    assert not report.faults
    assert report.files.counted == {"checked": 1, "unknown": 1}


def test_a_value_changed_in_the_ledger_behind_its_back_is_found(filled: Path) -> None:
    with data.unguarded("ledger_value"), connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_value SET after = %s", ['"Southmere"'])
    assert check().faults == ("The value name of entry 1 was altered.",)


def test_a_backup_goes_to_a_file_and_not_into_a_folder_or_nowhere(filled: Path) -> None:
    with pytest.raises(BadArchive, match="is a folder"):
        back_up(filled)
    with pytest.raises(BadArchive, match="cannot be written"):
        back_up(filled / "no" / "such" / "folder.zip")
    assert [file.name for file in filled.iterdir()] == ["files"]


def test_no_table_holds_raw_bytes_which_a_backup_could_not_keep() -> None:
    tables = rows.tables(apps)
    assert "ledger.Entry" in tables
    assert "sessions.Session" not in tables
    binary = [label for label, model in tables.items() if any(_is_binary(field) for field in rows.columns(model))]
    assert not binary


def _is_binary(field: "models.Field[object, object]") -> bool:
    return isinstance(field, models.BinaryField)


@pytest.mark.postgres
def test_a_backup_moves_a_council_from_sqlite_to_postgresql(
    backup: Path, tmp_path: Path, postgresql_server: str
) -> None:
    other = {"DATABASE_URL": new_database(postgresql_server, "moved")}
    moved = call("restore", str(backup), folder=tmp_path / "data", **other)
    assert moved.returncode == 0, moved.stderr
    assert call("backup", str(tmp_path / "again.zip"), folder=tmp_path / "data", **other).returncode == 0
    assert contents(tmp_path / "again.zip") == contents(backup)


def test_a_restore_killed_half_way_leaves_the_old_data_and_does_not_hinder_the_next(
    council: Path, backup: Path
) -> None:
    words = [*MANAGE, "restore", str(backup), "--replace"]
    half = subprocess.Popen(words, env=environment(council), stdout=subprocess.DEVNULL)
    wait_for((council / "restoring.sqlite3").exists)
    os.kill(half.pid, signal.SIGKILL)
    half.wait()
    assert call("check", folder=council).returncode == 0
    again = call("restore", str(backup), "--replace", "--json", folder=council)
    assert again.returncode == 0, again.stderr
    assert not (council / "restoring.sqlite3").exists()


def test_a_backup_is_restored_into_a_folder_in_which_there_is_nothing(backup: Path, tmp_path: Path) -> None:
    restored = call("restore", str(backup), "--json", folder=tmp_path / "new")
    assert restored.returncode == 0, restored.stderr
    assert json.loads(restored.stdout)["files"] == 1
    refused = call("restore", str(backup), folder=tmp_path / "new")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr == "This folder holds data already; --replace puts the backup in its place.\n"
