"""What is kept of a paper: its frozen rows, from which the document is built again; of a refused one nothing."""

from pathlib import Path

import pytest
from django.conf import settings

from goldenthread.documents.models import StoredFile
from goldenthread.identity.actor import Actor
from goldenthread.intake.allowance import MAX_BYTES
from goldenthread.intake.commands import (
    Meant,
    drop_import,
    keep_import,
    laid_down,
    save_corrections,
)
from goldenthread.intake.document import Cell, Document, Paragraph, Row, Table
from goldenthread.intake.models import Import, StagedRow, State
from goldenthread.intake.queries import by_kind, corrections_of
from goldenthread.intake.rebuilding import document_of
from goldenthread.intake.refusals import FileRefused
from goldenthread.kernel.errors import Conflict, RuleBroken
from goldenthread.ledger.models import Entry
from tests.cast import make_person
from tests.importing.papers import EVENING, NOON

pytestmark = pytest.mark.django_db

DOCUMENT = Document(
    "plan.xlsx",
    "xlsx",
    (
        Paragraph("line 1", "Harbour Plan", 1),
        Table(
            "sheet 'Plan' rows 2 to 4",
            (
                Row("sheet 'Plan' row 2", (Cell("Ref"), Cell("Action")), ("Plan!A2", "Plan!B2")),
                Row("sheet 'Plan' row 3", (Cell("1.1"), Cell("Ring.\nTwice.", "92D050")), ("Plan!A3", "Plan!B3")),
                Row("sheet 'Plan' row 4", (Cell("", continues=True), Cell("  ")), ()),
            ),
            "Plan",
        ),
        Table("table 2", (), ""),
        Paragraph("line 9", "The end", 0),
    ),
)


@pytest.fixture
def by():
    return Actor(make_person("Joan Fairley", roles=["service manager"]))


def kept(by, document=DOCUMENT):
    with laid_down([b"abc", b"def"], "plan.xlsx") as upload:
        return keep_import(upload=upload, document=document, reading={"a": 1}, receipt={"b": 2}, by=by, at=NOON)


def test_the_document_built_again_from_its_frozen_rows_is_the_same(by):
    assert document_of(kept(by)) == DOCUMENT


def test_a_document_that_ends_in_a_table_is_built_again_whole(by):
    document = Document("plan.xlsx", "xlsx", DOCUMENT.blocks[:2])
    assert document_of(kept(by, document)) == document


def test_the_file_itself_is_kept_with_its_digest(by):
    of = kept(by)
    assert Path(of.file.location).read_bytes() == b"abcdef"
    assert of.sha256 == of.file.sha256


def test_staging_is_one_entry_in_the_ledger(by):
    of = kept(by)
    assert [entry.what for entry in Entry.objects.filter(subject=of.subject)] == ["intake.staged"]


def test_what_was_laid_down_for_reading_is_gone_afterwards():
    with laid_down([b"abc"], "plan.csv") as upload:
        assert upload.path.read_bytes() == b"abc"
    assert not upload.path.exists()


def test_a_file_over_the_limit_is_refused_as_it_comes_in():
    seen = []

    def chunks():
        for _ in range(1000):
            seen.append(1)
            yield b"x" * (MAX_BYTES // 10)

    with pytest.raises(FileRefused, match="25 MB"), laid_down(chunks(), "plan.csv"):
        pass
    assert len(seen) == 11
    assert not list(Path(settings.FILE_UPLOAD_TEMP_DIR).glob("reading-*"))


def test_a_failure_while_keeping_leaves_no_row_and_no_file(by, monkeypatch):
    def fail(*_args, **_named):
        raise RuntimeError("the disk is full")

    before = set(settings.FILES.rglob("*"))
    monkeypatch.setattr("goldenthread.intake.freezing.staged_rows", fail)
    with pytest.raises(RuntimeError, match="disk"):
        kept(by)
    files = {path for path in set(settings.FILES.rglob("*")) - before if path.is_file()}
    assert (Import.objects.count(), StagedRow.objects.count(), StoredFile.objects.count(), files) == (0, 0, 0, set())


@pytest.mark.parametrize("name", ["../../etc/passwd.csv", "a\\b.csv", 'x<script>".csv', "\u202egpj.csv"])
def test_a_hostile_name_is_kept_as_a_plain_one(by, name):
    with laid_down([b"abc"], name) as upload:
        of = keep_import(upload=upload, document=DOCUMENT, reading={}, receipt={}, by=by, at=NOON)
    assert not set(of.name) & set('/\\<>"\u202e')
    assert of.name.endswith(".csv")


def correct(of, by, *corrections, version=None):
    save_corrections(
        of=of, corrections=corrections, reading={"a": 2}, receipt={}, by=by, at=NOON, version=version or of.version
    )


def test_the_latest_correction_of_a_thing_counts_and_the_rows_stay(by):
    of = kept(by)
    correct(of, by, Meant("cell", "line 3|ref", "1.2"))
    correct(of, by, Meant("cell", "line 3|ref", "1.3"), Meant("status", "Grn", "green|in_progress"))
    found = by_kind(corrections_of(of))
    assert (found.cell, found.status) == ({"line 3|ref": "1.3"}, {"Grn": "green|in_progress"})
    assert of.corrections.count() == 3
    assert document_of(of) == DOCUMENT


def test_a_correction_that_is_taken_back_counts_no_more(by):
    of = kept(by)
    correct(of, by, Meant("row", "line 3", "skip"))
    correct(of, by, Meant("row", "line 3", None))
    assert corrections_of(of) == {}


def test_the_second_of_two_who_correct_sees_both_texts_and_changes_nothing(by):
    of = kept(by)
    second = Import.objects.get(pk=of.pk)
    correct(of, by, Meant("cell", "line 3|ref", "1.2"))
    with pytest.raises(Conflict) as found:
        correct(second, by, Meant("cell", "line 3|ref", "7.7"))
    clash = found.value.clashes[0]
    assert (clash.theirs, clash.yours, found.value.by) == ("1.2", "7.7", "Joan Fairley")
    assert corrections_of(of) == {("cell", "line 3|ref"): "1.2"}


def test_a_dropped_import_takes_no_corrections_and_is_not_dropped_again(by):
    of = kept(by)
    drop_import(of=of, by=by, at=EVENING, why="Wrong year")
    assert of.state == State.DROPPED
    with pytest.raises(RuleBroken, match="dropped already"):
        correct(of, by, Meant("cell", "line 3|ref", "1.2"))
    with pytest.raises(RuleBroken, match="dropped already"):
        drop_import(of=of, by=by, at=EVENING)


def test_whoever_drops_second_is_told_and_changes_nothing(by):
    of = kept(by)
    second = Import.objects.get(pk=of.pk)
    drop_import(of=of, by=by, at=EVENING)
    with pytest.raises(Conflict):
        drop_import(of=second, by=by, at=EVENING)
    assert Entry.objects.filter(what="intake.dropped").count() == 1


def test_an_import_is_seen_by_who_brought_it_and_by_service_managers_of_everything(by):
    of = kept(by)
    colleague = make_person("Una Brand", roles=["service manager"])
    stranger = make_person("Colm Varley", roles=["lead officer"])
    assert list(Import.objects.visible_to(by.person)) == [of]
    assert list(Import.objects.visible_to(colleague)) == [of]
    assert list(Import.objects.visible_to(stranger)) == []
