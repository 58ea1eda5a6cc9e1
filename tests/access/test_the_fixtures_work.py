"""The fixtures do what they say."""

import socket
import threading

import pytest
from django.db import DatabaseError, connection

from goldenthread.identity.models import Person
from goldenthread.identity.roles import Role
from tests.cast import make_person


def test_everybody_in_the_cast_holds_their_role(cast):
    assert cast.director.rights.has(Role.DIRECTOR)
    assert cast.nobody.rights.roles == frozenset()
    assert not hasattr(cast.parent, "account")


def test_a_committed_row_is_seen_by_another_thread(committed):
    make_person("Ruth Amadi")
    seen = []

    def look():
        seen.append(Person.objects.count())
        connection.close()

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert seen == [1]


def test_what_another_test_committed_is_gone(committed):
    assert not Person.objects.exists()


@pytest.mark.django_db
def test_the_usual_database_is_whole_after_a_copy():
    assert not Person.objects.exists()
    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute("SELECT nothing")


def test_no_test_reaches_another_machine():
    with socket.socket() as one, pytest.raises(RuntimeError, match="reached for"):
        one.connect(("192.0.2.1", 80))
