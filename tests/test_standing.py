"""What is made once stands for whoever asks for it, and for nobody else."""

from itertools import pairwise

import pytest
from django.db import connection

from goldenthread.identity.models import Person
from tests.cast import make_person
from tests.standing import asked_by, made_once


@made_once
def ruth():
    return make_person("Ruth Standing")


@made_once
def wyn():
    return make_person("Wyn Standing")


def standing() -> list[str]:
    return list(Person.objects.filter(name__endswith="Standing").order_by("name").values_list("name", flat=True))


@pytest.mark.parametrize("turn", [1, 2])
def test_a_test_changes_what_stands_and_the_next_gets_it_as_it_was_made(ruth, turn):
    assert (ruth.name, standing()) == ("Ruth Standing", ["Ruth Standing"])
    ruth.name = "Somebody Else"
    ruth.save()
    assert standing() == []


def test_a_test_that_asks_for_nothing_sees_nothing(db):
    assert standing() == []


def test_nothing_stands_beside_a_test_without_a_database(request):
    assert not connection.in_atomic_block


def test_a_test_that_asks_for_two_has_both(ruth, wyn):
    assert standing() == [ruth.name, wyn.name]


def test_another_than_stood_before_is_all_there_is(wyn):
    assert standing() == [wyn.name]


def test_it_is_made_once_while_nothing_else_is_asked_for(kept_standing):
    """What another test left standing is taken down first, and what this one puts up at its end."""
    made: list[int] = []

    def maker() -> list[int]:
        made.append(1)
        return []

    for _turn in range(3):
        kept_standing.put_up(maker)
        kept_standing.copy_of(maker).append(1)
    assert (made, kept_standing.copy_of(maker)) == ([1], [])
    kept_standing.take_down()
    kept_standing.put_up(maker)
    kept_standing.take_down()
    assert made == [1, 1]


def test_a_maker_that_breaks_off_leaves_nothing_standing(kept_standing):
    def maker() -> None:
        make_person("Half Standing")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        kept_standing.put_up(maker)
    assert not connection.in_atomic_block


def test_tests_of_a_file_that_ask_for_the_same_follow_one_another(request):
    ours = [asked_by(item) for item in request.session.items if item.path == request.path]
    changes = [one for one, before in pairwise([*ours, object()]) if one is not before]
    assert len(changes) == len(set(changes))
    assert [item.path for item in request.session.items].count(request.path) == len(ours)


def test_what_stood_before_stands_again_for_whoever_comes_last(ruth):
    assert standing() == ["Ruth Standing"]
