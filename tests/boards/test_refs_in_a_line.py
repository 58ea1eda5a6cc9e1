"""Actions by their refs in one run of text: two that print alike are told apart."""

from types import SimpleNamespace

from goldenthread.boards.rendering import draw_refs


def line(action, ref, number="", title="Be heard"):
    return SimpleNamespace(action=action, ref=ref, name=ref or action, priority_number=number, priority_title=title)


def test_a_ref_that_stands_there_twice_names_its_priorities():
    lines = [line("p1-4-1", "4.1", "1"), line("p5-4-1", "4.1", "5"), line("p2-2-1", "2.1", "2"), line("p3-x1", "", "3")]
    drawn = draw_refs(lines, base="/plans/p/")
    assert [part.partition(">")[2].partition("<")[0] for part in drawn.split(", ")] == [
        "4.1 of priority 1", "4.1 of priority 5", "2.1", "p3-x1",
    ]  # fmt: skip


def test_a_priority_without_a_number_is_named_by_its_title_which_is_escaped():
    drawn = draw_refs([line("a", "1", title="<b>Early</b>"), line("b", "1", "2")], base="/plans/p/")
    assert "1 of “&lt;b&gt;Early&lt;/b&gt;”" in drawn
    assert "<b>" not in drawn
