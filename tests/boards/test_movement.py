"""What moved between two closings, list by list: pure, on planted lines."""

import pytest

from goldenthread.boards.movement import MeaningChanged, meanings_changed, movement
from goldenthread.boards.values import Line, ThenLine
from goldenthread.plan.states import State


def line(action="p1-1.1", **values):
    texts = {name: "" for name in Line._fields}
    return Line(**texts | {"action": action, "state": State.IN_PROGRESS.value, "declared": "green", "derived": "green",
                           "ends": "June 2026", "extensions": 0} | values)  # fmt: skip


def then(action="p1-1.1", **values):
    told = {"state": State.IN_PROGRESS.value, "declared": "green", "word": "Green", "derived": "green",
            "ends": "June 2026", "extensions": 0}  # fmt: skip
    return ThenLine(action, **told | values)


def moved(now, before, **others):
    return movement([now], [before], heard_of={"p1-1.1"}, **others)


def lists_of(found):
    """The names of the lists an action stands in."""
    names = ("newly_blue", "reopened", "improved", "worsened", "new", "withdrawn", "newly_late", "late_again", "silent")
    return {name for name in names if getattr(found, name)}


@pytest.mark.parametrize(
    ("before", "now", "where"),
    [
        ("green", "blue", {"newly_blue"}),
        ("none", "blue", {"newly_blue"}),
        ("blue", "amber", {"reopened"}),
        ("blue", "none", {"reopened"}),
        ("red", "amber", {"improved"}),
        ("red", "green", {"improved"}),
        ("green", "amber", {"worsened"}),
        ("amber", "red", {"worsened"}),
        ("none", "red", set()),
        ("green", "none", set()),
        ("amber", "amber", set()),
    ],
)
def test_a_colour_that_turned_stands_in_one_list(before, now, where):
    assert lists_of(moved(line(declared=now), then(declared=before))) == where


def test_a_colour_that_stays_is_unchanged_and_another_is_not():
    assert moved(line(), then()).unchanged == {"p1-1.1": 2}
    assert moved(line(declared="red"), then()).unchanged == {}


def test_what_had_no_line_is_new_even_where_it_comes_in_blue():
    assert lists_of(movement([line(declared="blue", state=State.ASSURED.value)], [])) == {"new"}


def test_what_was_withdrawn_and_stands_again_is_new():
    assert lists_of(moved(line(), then(state=State.WITHDRAWN.value, declared="none"))) == {"new"}


def test_what_is_withdrawn_and_what_is_gone_are_told_once_and_nothing_else_of_them():
    out = line(state=State.WITHDRAWN.value, declared="none", derived="none")
    assert lists_of(moved(out, then(declared="red"))) == {"withdrawn"}
    assert lists_of(movement([], [then(declared="red")])) == {"withdrawn"}
    assert lists_of(moved(out, then(state=State.WITHDRAWN.value))) == set()


def test_late_for_the_first_time_late_again_and_late_still_are_told_apart():
    late = line(derived="amber")
    assert lists_of(moved(late, then())) == {"newly_late"}
    assert lists_of(moved(late, then(), late_before={"p1-1.1"})) == {"late_again"}
    assert lists_of(moved(late, then(derived="red"))) == set()


def test_a_new_action_may_be_late_at_once():
    assert lists_of(movement([line(derived="red")], [])) == {"new", "newly_late"}


def test_an_extension_is_told_only_where_another_was_approved():
    now = line(ends="October 2026", extensions=2, extended_why="The supplier is late.")
    (one,) = moved(now, then(extensions=1)).extended
    assert (one.before, one.after, one.times, one.why) == ("June 2026", "October 2026", 2, "The supplier is late.")
    assert moved(line(ends="July 2026"), then()).extended == ()


def test_an_end_that_moves_to_an_earlier_day_is_brought_forward_and_not_extended():
    now = line(ends="April 2026", extensions=1, extended_why="The trainer came early.")
    found = moved(now, then(ends="Jun-26"))
    assert found.extended == ()
    (one,) = found.brought_forward
    assert (one.before, one.after, one.why) == ("Jun-26", "April 2026", "The trainer came early.")
    assert moved(line(ends="Jun-26"), then(ends="June 2026")).brought_forward == ()


def test_what_is_unfinished_and_was_not_heard_of_is_silent():
    assert movement([line()], [then()]).silent == ("p1-1.1",)
    assert movement([line()], [then()], heard_of={"p1-1.1"}).silent == ()
    assert movement([line(state=State.ASSURED.value)], [then()]).silent == ()


def test_a_word_that_means_something_else_is_told():
    green = {"word": "Green", "colour": "green", "meaning": "on track"}
    assert meanings_changed([green], [green]) == ()
    assert meanings_changed([green], [green | {"meaning": "in progress"}]) == (
        MeaningChanged("Green", "green: on track", "green: in progress"),
    )
    assert meanings_changed([green], [green | {"colour": "amber"}])[0].after == "amber: on track"


def test_a_word_that_one_closing_alone_has_is_told():
    done = {"word": "Completed", "colour": "blue", "meaning": "done"}
    assert meanings_changed([done], []) == (MeaningChanged("Completed", "blue: done", ""),)
    assert meanings_changed([], [done]) == (MeaningChanged("Completed", "", "blue: done"),)
