"""The ledger: chained, append-only on either database, erasable in its values alone."""

import threading
from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from goldenthread.kernel.erasures import erasures
from goldenthread.ledger.chain import verify
from goldenthread.ledger.erasing import erase_values, reapply
from goldenthread.ledger.models import Entry, Head, Sight, Value
from goldenthread.ledger.queries import history, last_saver
from goldenthread.ledger.writing import canonical, digest, note_sight, record
from tests.cast import by, make_person

AT = datetime(2026, 3, 13, 10, tzinfo=UTC)


@pytest.fixture
def ruth(db):
    return by(make_person("Ruth Amadi"))


def enter(actor, number=1, **more):
    with transaction.atomic():
        return record(
            "plan.action_updated",
            by=actor,
            subject=f"action:sip/p1-{number}",
            at=AT,
            changes={"note": ("a", "b")},
            **more,
        )


def run_sql(sql, *values):
    """Change the tables as somebody with the database in hand would, past the triggers."""
    tables = ("ledger_entry", "ledger_value")
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for table in tables:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'ledger_%%'")
            for (name,) in cursor.fetchall():
                cursor.execute(f"DROP TRIGGER {name}")
        cursor.execute(sql, values)


def test_each_entry_follows_the_one_before_and_the_chain_is_whole(ruth):
    first, second = enter(ruth), enter(ruth, 2)
    assert (first.number, first.previous) == (1, "0" * 64)
    assert (second.number, second.previous) == (2, first.hash)
    report = verify()
    assert report.is_whole
    assert (report.entries, report.values, report.erased) == (2, 2, 0)


def test_an_empty_ledger_is_whole(db):
    assert verify().is_whole


def test_values_that_did_not_change_are_not_kept(ruth):
    with transaction.atomic():
        record("plan.x", by=ruth, subject="plan:x", changes={"same": ("a", "a"), "other": (None, "b")})
    assert [value.field for value in Value.objects.all()] == ["other"]


def test_an_entry_belongs_to_the_transaction_of_its_command(committed):
    with pytest.raises(RuntimeError, match="transaction"):
        record("plan.x", by=by(make_person()), subject="plan:x")


@pytest.mark.parametrize(
    ("sql", "fault"),
    [
        ("UPDATE ledger_entry SET who = 'somebody-else' WHERE number = 2", "Entry 2 was altered."),
        ("UPDATE ledger_entry SET subject = 'action:sip/p1-9' WHERE number = 1", "Entry 1 was altered."),
        ("UPDATE ledger_value SET after = '\"c\"' WHERE id = (SELECT min(id) FROM ledger_value)", "was altered"),
        ("UPDATE ledger_value SET salt = '' WHERE id = (SELECT min(id) FROM ledger_value)", "was altered"),
        ("DELETE FROM ledger_value", "Values of entry 1 are missing."),
        ("UPDATE ledger_head SET number = 9", "last entries"),
    ],
)
def test_a_changed_byte_is_found(ruth, sql, fault):
    enter(ruth)
    enter(ruth, 2)
    run_sql(sql)
    assert any(fault in found for found in verify().faults), verify().faults


@pytest.mark.parametrize(
    ("number", "fault"), [(1, "Entry 1 is missing."), (2, "Entry 2 is missing."), (3, "last entries")]
)
def test_a_deleted_row_is_found_wherever_it_stood(ruth, number, fault):
    for n in range(1, 4):
        enter(ruth, n)
    run_sql("DELETE FROM ledger_value WHERE entry_id = (SELECT id FROM ledger_entry WHERE number = %s)", number)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM ledger_entry WHERE number = %s", [number])
    assert any(fault in found for found in verify().faults), verify().faults


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE ledger_entry SET who = 'x'",
        "DELETE FROM ledger_entry",
        "DELETE FROM ledger_value",
        "UPDATE ledger_value SET after = 'x'",
        "UPDATE ledger_value SET before = '', after = '', salt = ''",
        "UPDATE ledger_value SET before = '', after = '', salt = '', field = 'y', erased_by_id = entry_id",
    ],
)
def test_the_database_itself_refuses_to_change_the_ledger(ruth, sql):
    enter(ruth)
    refused = pytest.raises(DatabaseError, match=r"append-only|only be erased")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert verify().is_whole


def test_the_tables_are_not_emptied_at_one_blow(ruth):
    enter(ruth)
    refusal = "syntax error"  # SQLite knows no TRUNCATE
    if connection.vendor == "postgresql":
        refusal = "append-only"
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(DatabaseError, match=refusal), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE ledger_entry, ledger_value CASCADE")


@pytest.mark.parametrize("table", ["ledger_entry", "ledger_value"])
def test_a_row_is_not_replaced_by_writing_it_again(ruth, table):
    enter(ruth)
    again = "INSERT OR REPLACE" if connection.vendor == "sqlite" else "INSERT"
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"{again} INTO {table} SELECT * FROM {table}")
    assert verify().is_whole


def test_a_value_blanked_without_an_erasure_is_found(ruth):
    first, second = enter(ruth), enter(ruth, 2)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE ledger_value SET before = '', after = '', salt = '', erased_by_id = %s WHERE entry_id = %s",
            [second.pk, first.pk],
        )
    assert any("without an erasure" in fault for fault in verify().faults)


def test_an_erasure_blanks_the_words_and_the_chain_still_verifies(ruth):
    enter(ruth, why="a reason")
    enter(ruth, 2)
    assert erase_values(subject="action:sip/p1-1", fields=frozenset(), by=ruth, why="asked for") == 2
    report = verify()
    assert report.is_whole
    assert report.erased == 2
    for value in Value.objects.filter(entry__number=1):
        assert (value.before, value.after, value.salt) == ("", "", "")
    told = history("action:sip/p1-1")
    assert told[0].what == "ledger.values_erased"
    assert told[1].changes[0].is_erased
    assert told[1].why == "(erased)"
    assert Value.objects.get(entry__number=2, field="note").after == '"b"'


def test_an_erasure_is_listed_outside_the_database_without_its_words(ruth):
    enter(ruth)
    erase_values(subject="action:sip/p1-1", fields=frozenset({"note"}), by=ruth, why="asked for in March")
    listed = [one for one in erasures(settings.DATA) if one.get("why") == "asked for in March"]
    assert listed
    assert (listed[-1]["subject"], listed[-1]["fields"]) == ("action:sip/p1-1", ["note"])


def test_an_erasure_takes_the_named_fields_alone(ruth):
    enter(ruth, why="a reason")
    assert erase_values(subject="action:sip/p1-1", fields=frozenset({"why"}), by=ruth, why="asked for") == 1
    assert history("action:sip/p1-1")[1].changes[0].after == "b"


def test_an_erased_value_cannot_be_written_again(ruth):
    enter(ruth)
    erase_values(subject="action:sip/p1-1", fields=frozenset(), by=ruth, why="asked for")
    with pytest.raises(DatabaseError, match="only be erased"), transaction.atomic():
        Value.objects.filter(entry__number=1).update(after='"b"')


def test_erasures_are_applied_again_once(ruth):
    enter(ruth)
    listed = [{"subject": "action:sip/p1-1", "fields": ["note"], "why": "asked for"}]
    assert reapply(listed, by=ruth) == 1
    assert reapply(listed, by=ruth) == 0
    assert verify().is_whole


def test_two_writers_at_once_stand_in_line(committed):
    actor = by(make_person("Ruth Amadi"))
    gate, failed = threading.Barrier(4, timeout=20), []

    def write(first):
        try:
            gate.wait()
            for number in range(5):
                enter(actor, first * 10 + number)
        except Exception as failure:
            failed.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=[n]) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert failed == []
    report = verify()
    assert report.is_whole, report.faults
    assert report.entries == 20


def test_a_command_that_fails_leaves_no_entry_and_no_gap(ruth):
    def fail():
        record("plan.x", by=ruth, subject="plan:x")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        transaction.atomic(fail)()
    enter(ruth)
    assert Entry.objects.get().number == Head.objects.get().number == 1


def test_a_digest_cannot_be_guessed_without_its_salt(ruth):
    first, second = enter(ruth), enter(ruth)
    assert first.digests["note"] != second.digests["note"]
    value = Value.objects.get(entry=first)
    assert first.digests["note"] == [digest(value.salt, '"a"'), digest(value.salt, '"b"')]


def test_equal_values_have_one_canonical_form():
    assert canonical({"b": 1, "a": AT}) == '{"a":"2026-03-13T10:00:00+00:00","b":1}'


def test_who_saved_last_is_known(ruth):
    enter(ruth)
    assert last_saver("action:sip/p1-1") == "ruth-amadi"
    assert last_saver("action:sip/none") == ""


def test_a_sight_is_noted_once_a_person_thing_and_day(ruth):
    for hour in (9, 12, 17):
        note_sight(by=ruth, subject="action:sip/p1-1", at=AT.replace(hour=hour))
    note_sight(by=ruth, subject="action:sip/p1-1", at=AT.replace(day=14))
    other = make_person("Nell Okafor")
    note_sight(by=by(ruth.person, other), subject="action:sip/p1-1", at=AT)
    assert Sight.objects.count() == 3


@pytest.mark.parametrize("sql", ["UPDATE ledger_sight SET who = 'x'", "DELETE FROM ledger_sight"])
def test_what_was_seen_is_neither_changed_nor_taken_out(ruth, sql):
    note_sight(by=ruth, subject="action:sip/p1-1", at=AT)
    refused = pytest.raises(DatabaseError, match="append-only")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert Sight.objects.get().who == "ruth-amadi"


def test_what_was_seen_is_neither_replaced_nor_emptied_at_one_blow(ruth):
    note_sight(by=ruth, subject="action:sip/p1-1", at=AT)
    is_sqlite = connection.vendor == "sqlite"
    again = "INSERT OR REPLACE INTO ledger_sight" if is_sqlite else "INSERT INTO ledger_sight"
    for sql in (f"{again} SELECT * FROM ledger_sight", "TRUNCATE ledger_sight"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    assert Sight.objects.count() == 1


def test_an_erasure_leaves_what_was_seen(ruth):
    enter(ruth)
    note_sight(by=ruth, subject="action:sip/p1-1", at=AT)
    erase_values(subject="action:sip/p1-1", fields=frozenset(), by=ruth, why="asked for")
    assert Sight.objects.count() == 1
