"""Queries compiled once: they answer as the querysets they are written as, whatever the values and however many."""

from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from goldenthread.identity.models import Account, Person, RoleHeld, SignIn
from goldenthread.identity.roles import Role
from goldenthread.kernel.prepared import Prepared, PreparedIn, PreparedInsert, PreparedUpdate, keep_related
from goldenthread.ledger.models import Entry

pytestmark = pytest.mark.django_db
BY_KEY = Prepared(lambda key: Person.objects.filter(key=key).values_list("pk", "name"), str)
HELD = Prepared(
    lambda person, on: RoleHeld.objects.current(on=on).filter(person=person).values_list("role", "starts_on"), int, date
)
SEEN = Prepared(lambda at: SignIn.objects.filter(seen_at__gt=at).values_list("key"), datetime)
ACCOUNT = Prepared(lambda email: Account.objects.filter(email=email), str)
IN_KEYS = PreparedIn(lambda *keys: Person.objects.filter(key__in=keys).values_list("key"), str, most=10)


def a_person(number: int = 1) -> Person:
    return Person.objects.create(key=f"ida-frost-{number}", name=f"Ida Frost {number}")


def test_a_prepared_query_runs_with_each_value_it_is_given():
    first, second = a_person(1), a_person(2)
    assert BY_KEY.rows(first.key) == [(first.pk, "Ida Frost 1")]
    assert BY_KEY.rows(second.key) == [(second.pk, "Ida Frost 2")]
    assert BY_KEY.rows("' OR 1=1 --") == []


def test_the_number_of_values_must_fit():
    with pytest.raises(TypeError, match="takes 1 values, not 2"):
        BY_KEY.rows("a", "b")


def test_a_day_may_stand_in_several_places_of_a_query():
    person = a_person()
    RoleHeld.objects.create(person=person, role=Role.AUDITOR, starts_on=date(2026, 1, 5), ends_on=date(2026, 1, 9))
    found = [HELD.rows(person.pk, date(2026, 1, day)) for day in (4, 5, 9, 10)]
    assert found == [[], [(Role.AUDITOR, date(2026, 1, 5))], [(Role.AUDITOR, date(2026, 1, 5))], []]


def test_a_moment_is_compared_as_the_database_keeps_it():
    account = Account.objects.create(person=a_person(), email="ida.frost@council.example")
    at = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)
    SignIn.objects.create(account=account, session_key="k", key="one", started_at=at, seen_at=at)
    assert SEEN.rows(at.replace(hour=11)) == [("one",)]
    assert SEEN.rows(at) == []


def test_objects_come_as_their_queryset_gives_them_with_what_it_joins(django_assert_num_queries):
    made = Account.objects.create(person=a_person(), email="ida.frost@council.example")
    with django_assert_num_queries(1):
        (found,) = ACCOUNT.objects(made.email)
        assert found == made
        assert found.person.name == "Ida Frost 1"
    assert found._state.adding is False
    assert ACCOUNT.objects("nobody@council.example") == []


def test_values_of_any_number_are_asked_for_in_as_many_runs_as_needed():
    for number in range(25):
        a_person(number)
    wanted = [f"ida-frost-{number}" for number in range(25)]
    assert IN_KEYS.rows([]) == []
    for count in (1, 8, 9, 10, 11, 25):
        assert sorted(IN_KEYS.rows(wanted[:count])) == sorted((key,) for key in wanted[:count])


def test_rows_kept_for_an_object_are_not_asked_for_again(django_assert_num_queries):
    person = a_person()
    role = RoleHeld.objects.create(person=person, role=Role.AUDITOR, starts_on=date(2026, 1, 5))
    keep_related(person, "roles_held", [role])
    with django_assert_num_queries(0):
        assert list(person.roles_held.all()) == [role]


RENAME = PreparedUpdate(lambda key, name: (Person.objects.filter(key=key), {"name": name}), str, str)


def test_a_prepared_change_meets_the_rows_it_names_and_says_how_many():
    first, second = a_person(1), a_person(2)
    assert RENAME(first.key, "Ida Vale") == 1
    assert RENAME("nobody", "Ida Vale") == 0
    first.refresh_from_db(), second.refresh_from_db()
    assert (first.name, second.name) == ("Ida Vale", "Ida Frost 2")
    with pytest.raises(TypeError, match="takes 2 values, not 1"):
        RENAME(first.key)


def an_entry(number: int, **fields: object) -> Entry:
    at = datetime(2026, 1, 5, 12, 0, 0, 7, tzinfo=UTC)
    values = {"who": "ida", "what": "a.b", "subject": "x:1", "digests": {"a": ["", "d"]}, "hash": str(number)} | fields
    return Entry(number=number, at=at, previous="p", **values)


def test_a_row_that_is_inserted_stands_as_if_it_had_been_saved():
    one = an_entry(7)
    PreparedInsert(Entry).one(one)
    found = Entry.objects.get(pk=one.pk)
    names = [field.attname for field in Entry._meta.concrete_fields]
    assert [getattr(found, name) for name in names] == [getattr(one, name) for name in names]
    assert (one._state.adding, one._state.db) == (False, "default")


def test_rows_are_inserted_however_many_there_are(monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(PreparedInsert, "MOST", 2)
    with django_assert_num_queries(3):
        PreparedInsert(Entry).several([an_entry(number) for number in range(1, 6)])
    assert list(Entry.objects.values_list("number", "hash")) == [(number, str(number)) for number in range(1, 6)]
    with django_assert_num_queries(0):
        PreparedInsert(Entry).several([])


@pytest.mark.parametrize(
    "refused",
    [
        lambda: PreparedInsert(Entry).several([an_entry(1), an_entry(1, hash="2")]),
        lambda: PreparedInsert(Entry).one(an_entry(1, hash=None)),
        lambda: PreparedUpdate(lambda: (Person.objects.all(), {"key": "same"}))(),
    ],
)
def test_what_the_database_refuses_to_insert_or_to_change_ends_the_transaction(refused):
    a_person(1), a_person(2)
    with transaction.atomic():
        with pytest.raises(IntegrityError):
            refused()
        assert transaction.get_connection().needs_rollback


ENTERED = PreparedIn(lambda at, *numbers: Entry.objects.filter(number__in=numbers, at__gt=at), int, others=[datetime])


def test_objects_of_many_values_come_with_the_single_ones_that_stand_before_them():
    PreparedInsert(Entry).several([an_entry(number) for number in range(1, 13)])
    before, after = (datetime(2026, 1, day, tzinfo=UTC) for day in (4, 6))
    found = ENTERED.objects(list(range(1, 11)), before)
    assert [type(one) for one in found] == [Entry] * 10
    assert {one.number for one in found} == set(range(1, 11))
    assert [one.number for one in ENTERED.objects([2], before)] == [2]
    assert ENTERED.objects([1, 2], after) == ENTERED.objects([], before) == []


def test_a_query_is_answered_alike_whether_queries_are_logged_or_not():
    person = a_person()
    RoleHeld.objects.create(person=person, role=Role.AUDITOR, starts_on=date(2026, 1, 5))
    percent = Prepared(lambda name: Person.objects.filter(name__startswith="Ida %").filter(name=name), str)
    Person.objects.create(key="ida-percent", name="Ida %s of 100%")
    asked = (
        lambda: HELD.rows(person.pk, date(2026, 1, 5)),
        lambda: SEEN.rows(datetime(2026, 1, 5, tzinfo=UTC)),
        lambda: BY_KEY.rows(person.key),
        lambda: percent.objects("Ida %s of 100%"),
    )
    quick = [ask() for ask in asked]
    with CaptureQueriesContext(connection) as logged:
        assert [ask() for ask in asked] == quick
    assert len(logged) == len(asked)
    assert [len(rows) for rows in quick] == [1, 0, 1, 1]


def test_a_query_of_a_broken_transaction_is_refused_as_any_other():
    with transaction.atomic():
        transaction.set_rollback(True)
        connection.needs_rollback = True
        with pytest.raises(transaction.TransactionManagementError):
            BY_KEY.rows("ida")
        connection.needs_rollback = False


def test_a_failing_query_is_an_error_of_the_database_as_django_names_it():
    absurd = Prepared(lambda key: Person.objects.filter(key=key).extra(where=["no_such_function(1)"]), str)
    with pytest.raises(DatabaseError), transaction.atomic():
        absurd.objects("ida")
