"""Which actions of a paper are which actions of a plan, and which cells are edits."""

from goldenthread.kernel.dates import PartialDate
from goldenthread.plan.matching import Changes, Known, cells_of, compare, compared_columns, match_actions
from goldenthread.plan.reading.values import ReadAction


def read(ref="1.1", wording="Ring each family within two days.", priority=0, cells=None, **fields):
    values = {
        "key": "p1-x", "where": "line 1", "section": "", "aim": "Be heard", "aim_kind": "aim",
        "starts": PartialDate(""), "ends": (), "measure": "", "leads": (), "senior_lead": "", "comments": "",
        "updates": (), "status": "Green", "colour": "green", "state": "in_progress",
    } | fields  # fmt: skip
    own = {"aim": "Be heard", "ref": ref, "action": wording, "status": "Green"} | (cells or {})
    return ReadAction(ref=ref, wording=wording, priority=priority, cells=own, **values)


def known(key, ref="1.1", wording="Ring each family within two days.", priority="1"):
    return Known(key, priority, ref, wording)


def match(actions, plan, numbers=("1", "2")):
    return match_actions(actions, numbers, plan)


def test_the_key_of_our_own_export_decides_whatever_else_was_changed():
    moved = read("9.9", "Wholly other words.", priority=1, cells={"key": "p1-1.1"})
    assert match([moved], [known("p1-1.1"), known("p1-1.2", "9.9", "Wholly other words.")]) == {0: "p1-1.1"}


def test_a_row_that_was_copied_in_excel_is_new_and_the_one_more_alike_keeps_the_key():
    copy = read(wording="Ring each school within two weeks.", cells={"key": "p1-1.1"})
    same = read(cells={"key": "p1-1.1"})
    assert match([copy, same], [known("p1-1.1")]) == {1: "p1-1.1"}


def test_a_repeated_ref_is_told_apart_by_its_wording():
    first, second = read("4.1", "Write the guide."), read("4.1", "Train the team.")
    plan = [known("p1-4.1", "4.1", "Train the team."), known("p1-4.1-2", "4.1", "Write the guide.")]
    assert match([first, second], plan) == {0: "p1-4.1-2", 1: "p1-4.1"}


def test_equal_rows_are_paired_in_their_order():
    twice = [read("", "Report to the board."), read("", "Report to the board.")]
    plan = [known("p1-x1", "", "Report to the board."), known("p1-x2", "", "Report to the board.")]
    assert match(twice, plan) == {0: "p1-x1", 1: "p1-x2"}


def test_an_action_that_was_renumbered_is_found_by_its_wording():
    fresh = read("1.3", "Open on Sundays too.")
    shifted = read("1.4", "Sample ten records a month.")
    plan = [known("p1-1.3", "1.3", "Sample ten records a month.")]
    assert match([fresh, shifted], plan) == {1: "p1-1.3"}


def test_a_reworded_action_is_found_by_its_ref_if_the_words_are_alike():
    reworded = read("1.1", "Ring each family within three working days.")
    assert match([reworded], [known("p1-1.1")]) == {0: "p1-1.1"}


def test_a_ref_that_was_given_to_another_action_does_not_make_it_the_same():
    other = read("1.1", "Publish the yearly report online.")
    assert match([other], [known("p1-1.1")]) == {}


def test_a_reworded_action_without_a_ref_is_found_if_it_is_much_alike():
    reworded = read("", "Sample twelve records a month.")
    assert match([reworded], [known("p1-x1", "", "Sample ten records a month.")]) == {0: "p1-x1"}


def test_an_action_that_moved_to_another_priority_is_found_by_its_wording():
    moved = read("2.5", "Sample ten records a month.", priority=1)
    assert match([moved], [known("p1-1.3", "1.3", "Sample ten records a month.")]) == {0: "p1-1.3"}


def test_actions_without_words_are_paired_by_their_ref():
    assert match([read("A6.2", "")], [known("p1-a6.2", "A6.2", "")]) == {0: "p1-a6.2"}


def test_matching_thousands_of_strangers_is_bounded():
    actions = [read("", f"Wording number {n} of the paper.") for n in range(3000)]
    plan = [known(f"p1-x{n}", "", f"Altogether other text {n + 10_000}.") for n in range(3000)]
    assert match(actions, plan) == {}


def edits(action, base, plan, *, carried=True):
    found = compare(
        key="p1-1.1",
        columns=compared_columns([action]),
        base=base,
        paper=cells_of(action, "1", carried=carried),
        plan=plan,
    )
    return {edit.column: edit for edit in found}


def base_of(action):
    return cells_of(action, "1", carried=True)


def test_a_cell_that_equals_its_base_is_no_edit_whatever_the_plan_says_by_now():
    base = base_of(read())
    assert edits(read(), base, base | {"status": "Red", "action": "Changed here since."}) == {}


def test_a_changed_cell_is_an_edit():
    base = base_of(read())
    found = edits(read(cells={"status": "Amber"}), base, base)
    assert set(found) == {"status"}
    assert (found["status"].base, found["status"].paper, found["status"].is_conflict) == ("Green", "Amber", False)


def test_a_cell_that_both_changed_is_a_conflict():
    base = base_of(read())
    found = edits(read(wording="From the paper."), base, base | {"action": "Changed here."})
    assert found["action"].is_conflict
    assert (found["action"].paper, found["action"].plan) == ("From the paper.", "Changed here.")


def test_a_cell_that_both_changed_to_the_same_is_no_edit():
    base = base_of(read())
    assert edits(read(wording="The same new words."), base, base | {"action": "The same new words."}) == {}


def test_comments_never_conflict_because_they_only_add():
    base = base_of(read(comments="Old."))
    action = read(comments="New.\nOld.", cells={"comments": "New.\nOld."})
    found = edits(action, base, base | {"comments": "Said here since.\nOld."})
    assert not found["comments"].is_conflict


def test_a_line_broken_elsewhere_is_no_edit():
    base = base_of(read(wording="Ring each family within two days."))
    assert edits(read(wording="Ring each family\n within two  days."), base, base) == {}


def test_a_column_that_the_paper_does_not_have_says_nothing():
    base = base_of(read()) | {"measure": "Nine in ten.", "evidence": "Call log."}
    assert edits(read(), base, base) == {}


def test_an_aim_merged_in_another_way_is_no_edit():
    base = base_of(read(aim="Be heard", cells={"aim": "Be heard"}))
    carried = read(aim="Be heard", cells={"aim": ""})
    assert edits(carried, base, base) == {}


def test_in_our_own_export_an_emptied_aim_is_an_edit_although_a_neighbour_lends_its_own():
    base = base_of(read(aim="Be heard", cells={"aim": "Be heard"}))
    emptied = read(aim="Be heard", cells={"aim": ""})
    assert set(edits(emptied, base, base, carried=False)) == {"aim"}


def test_a_status_given_by_a_fill_alone_counts_in_a_paper():
    base = base_of(read())
    filled = read(status="Amber", cells={})
    del filled.cells["status"]
    assert edits(filled, base, base)["status"].paper == "Amber"


def test_the_counts_add_up():
    action = read(status="Amber", cells={"status": "Amber"})
    base, paper = base_of(read()), base_of(action)
    found = tuple(compare(key="a", columns=["status"], base=base, paper=paper, plan=base))
    changes = Changes({0: "a", 1: "b"}, (2,), ("c", "d"), found)
    assert changes.counts() == {"new": 1, "changed": 1, "gone": 2, "same": 1}
