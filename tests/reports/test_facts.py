"""Facts: a number with its list, a block that says something whatever there is, a sentence where there is none."""

import pytest

from goldenthread.documents.paper import Chart, Items, Paragraph, printed
from goldenthread.reports.facts.asking import ask, offered
from goldenthread.reports.facts.values import NoFact
from goldenthread.reports.wording import FORMULAE
from tests.reports.books import book, line, moved


def words_of(value):
    found = [value.text]
    for block in value.blocks:
        if isinstance(block, Paragraph):
            found.append(printed(block.words))
        elif isinstance(block, Items):
            found += [printed(item.words) for item in block.items]
    return [text for text in found if text]


def test_all_four_counts_print_nought_included_and_in_the_committees_order():
    told = ask(book(line("1.1", declared="blue"), line("1.2"), line("1.3")), "counts")
    counts = {"blue": "1 task", "red": "0 tasks", "amber": "0 tasks", "green": "2 tasks"}
    assert words_of(told) == [f"{count} marked {colour}" for colour, count in counts.items()]


def test_what_has_no_rating_is_counted_too_so_that_the_counts_add_up():
    told = ask(
        book(line("1.1"), line("1.2", declared="none"), line("1.3", declared="none", state="withdrawn")), "counts"
    )
    assert words_of(told)[-1] == "1 task without a rating"


@pytest.mark.parametrize(
    ("states", "told"),
    [
        (["completed_on_paper"], "1 task marked blue, of which 1 completed on paper and not confirmed here"),
        (["completed_on_paper"] * 2, "2 tasks marked blue, all 2 completed on paper and not confirmed here"),
        (["assured", "assured"], "2 tasks marked blue"),
        (
            ["assured", "completed_on_paper", "declared_complete", "declared_complete"],
            "4 tasks marked blue, of which 1 completed on paper and not confirmed here"
            " and 2 declared complete by their leads alone",
        ),
    ],
)
def test_what_is_blue_and_confirmed_by_nobody_here_is_told_with_the_count(states, told):
    lines = [line(f"1.{number}", declared="blue", state=state) for number, state in enumerate(states)]
    assert words_of(ask(book(*lines), "counts"))[0] == told


SILENT_WORDS = (
    {"word": "Completed", "colour": "blue", "meaning": ""},
    {"word": "Blue", "colour": "blue", "meaning": " "},
    {"word": "Red", "colour": "red", "meaning": "stuck fast"},
)


def test_of_a_word_the_plan_does_not_explain_no_meaning_is_invented():
    assert words_of(ask(book(line("1.1"), words=SILENT_WORDS), "meanings")) == [
        "Completed: the plan does not say what it means; it is counted as blue",
        "Blue: the plan does not say what it means; it is counted as blue",
        "Red meaning ‘stuck fast’",
    ]


def test_what_a_council_wrote_into_its_own_template_is_told_as_the_councils():
    own = FORMULAE | {"means_blue": "done and looked at"}
    first, *_ = words_of(ask(book(line("1.1"), words=SILENT_WORDS, said=own.__getitem__), "meanings"))
    assert first == (
        "Completed: the plan does not say what it means; the council’s reports say ‘done and looked at’ of blue"
    )


def test_silence_and_missing_answers_are_told_once_and_explained():
    lines = [line("1.1", returned="missing"), line("1.2", returned="missing"), line("1.3", returned="returned")]
    missing = tuple(
        {"action": action, "what": "", "who": "", "why": why}
        for action, why in (("p1-1.1", "no answer"), ("p1-1.2", "no answer"), ("p1-1.3", "a sentence"), ("", "late"))
    )
    held = {"missing": missing, "missing_why": "Leads were on leave"}
    after = book(*lines, movement=moved(silent=("p1-1.1",)), **held)
    rest = (
        " When the round was closed 4 answers were missing: 2 of the 3 asked for on actions, 1 asked for on something"
        " else and 1 that came without the sentence it wanted. The reason given for closing it without: Leads were on"
        " leave."
    )
    assert ask(after, "silence").text == f"Nothing was said this time of 1 unfinished action: 1.1.{rest}"
    first = book(*lines, before_on=None, **held)
    assert ask(first, "silence").text == f"Nothing was said this time of 2 unfinished actions: 1.1 and 1.2.{rest}"


def test_a_first_round_that_asked_for_nothing_cannot_tell_what_was_silent():
    with pytest.raises(NoFact, match="No earlier round"):
        ask(book(line("1.1"), before_on=None), "silence")


def test_a_number_carries_the_list_behind_it_and_its_address():
    told = ask(book(line("1.1", declared="amber"), line("1.2")), "amber")
    assert (told.text, told.number, [item.name for item in told.items]) == ("1", 1, ["1.1"])
    assert told.runs[0].fact == "/reports/x/facts/?name=amber"


def test_a_ref_the_plan_prints_twice_is_told_with_its_priority():
    told = ask(book(line("1.1", declared="red"), line("1.1", action="p5-1.1", priority_number="5")), "red.refs")
    assert told.text == "1.1 (Priority 1)"


def test_without_an_earlier_round_nothing_can_be_said_to_have_moved():
    with pytest.raises(NoFact, match="No earlier round"):
        ask(book(line("1.1"), before_on=None), "newly-blue")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("nonsense", "There is no fact called “nonsense”."),
        ("blue.nonsense", "There is no fact called"),
        ("action 9.9", "There is no action 9.9 in this round."),
        ("action", "Name the action"),
        ("action 1.1 colour", "Of an action one can ask"),
        ("action 1.2", "Action 1.2 is withdrawn."),
        ("action 1.3", "is no longer in the plan"),
        ("action 2.2", "2 actions with the ref 2.2; name one by its key: p1-2.2, p5-2.2"),
        ("x" * 500, "too long"),
    ],
)
def test_what_cannot_be_told_is_one_clear_sentence(asked, said):
    twice = line("2.2", action="p5-2.2", priority_number="5")
    found = book(line("1.1"), line("1.2", state="withdrawn"), line("2.2"), twice, gone=(line("1.3"),))
    with pytest.raises(NoFact, match=said.replace("(", r"\(")):
        ask(found, asked)


def test_a_report_on_no_round_has_no_facts():
    with pytest.raises(NoFact, match="on no round"):
        ask(None, "blue")


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("action 1.1", "1.1"),
        ("action p1-1.1 rating", "Amber"),
        ("ACTION 1.1 end", "July 2026"),
        ("action 1.1 lead", "RA"),
        ("action 1.1 said", "The van is off the road."),
        ("action 1.1 next", "Hire a van (to be looked at: end of June)."),
        ("action 1.2 next", "nothing recorded"),
    ],
)
def test_an_action_tells_its_state(asked, text):
    one = line("1.1", declared="amber", word="Amber", ends="July 2026", leads="RA", said="The van is off the road",
               next_step="Hire a van.", look_at="end of June")  # fmt: skip
    assert ask(book(one, line("1.2")), asked).text == text


def test_every_amber_has_its_narrative_reason_next_step_and_when():
    one = line("1.1", declared="amber", word="Amber", said="The van is off the road", needs="Money for a van",
               next_step="Hire a van", look_at="end of June", ends="July 2026", extensions=1,
               extended_why="The parish asked for it")  # fmt: skip
    (told,) = words_of(ask(book(one), "ambers"))
    assert told == (
        "1.1 (Amber). Do 1.1. The van is off the road. Its end is now July 2026: The parish asked for it. "
        "It needs: Money for a van. Next: Hire a van (to be looked at: end of June)."
    )


def test_the_boards_own_rating_stands_beside_the_officers():
    one = line("1.1", declared="amber", word="Amber", board_word="Red", board_why="No money for it")
    assert "The board rates it Red: No money for it." in words_of(ask(book(one), "ambers"))[0]


@pytest.mark.parametrize("name", ["ambers", "reds", "achievements", "pressures", "asked-for", "next-steps", "meanings"])
def test_a_block_with_nothing_to_tell_says_so(name):
    told = ask(book(line("1.1"), words=()), name)
    assert len(words_of(told)) == 1
    assert words_of(told)[0].endswith(".")


def test_notes_tell_what_was_said_and_not_by_whom():
    notes = (
        {"kind": "achievement", "text": "Panels met", "by": "Devika Rao", "standing": "", "before": ""},
        {
            "kind": "pressure",
            "text": "Two are filled",
            "by": "Devika Rao",
            "standing": "Eased",
            "before": "Three posts",
        },
    )
    found = book(line("1.1"), notes=notes)
    assert words_of(ask(found, "achievements")) == ["Panels met."]
    assert words_of(ask(found, "pressures")) == ["Three posts. Eased: Two are filled."]


@pytest.mark.parametrize(
    ("late", "text"),
    [
        (0, "0 of 2 unfinished actions are past their end on 5 June 2026."),
        (1, "1 of 2 unfinished actions is past its end on 5 June 2026; 1 is rated better than the dates suggest."),
        (2, "2 of 2 unfinished actions are past their end on 5 June 2026; 2 are rated better than the dates suggest."),
    ],
)
def test_lateness_is_true_for_none_one_and_many(late, text):
    lines = (line("1.1"), line("1.2"))
    assert ask(book(*lines, late=lines[:late], disagreements=lines[:late]), "lateness").text == text


def test_a_chart_counts_each_priority_and_all():
    (chart,) = ask(book(line("1.1", declared="blue"), line("2.1", priority_number="2")), "chart ratings").blocks
    assert isinstance(chart, Chart)
    assert [(row.label, row.numbers) for row in chart.rows] == [
        ("Priority 1", (1, 0, 0, 0)), ("Priority 2", (0, 0, 0, 1)), ("All", (1, 0, 0, 1)),
    ]  # fmt: skip


def test_what_became_complete_is_told_with_what_was_said():
    found = book(line("1.1", declared="blue", said="All six agree"), movement=moved(newly_blue=("p1-1.1",)))
    assert words_of(ask(found, "newly-blue.list")) == ["1.1: Do 1.1. All six agree."]


def test_everything_offered_can_be_asked_for():
    found = book(line("1.1", declared="red"), line("1.2"))
    every = offered(found)
    assert {"counts", "blue", "blue.list", "position-date", "chart ratings"} <= {one.name for one in every}
    for one in every:
        ask(found, one.name)


def test_a_pressure_of_which_nothing_was_said_is_told_as_one_that_was_named_before():
    notes = ({"kind": "pressure", "text": "", "by": "", "standing": "Nothing was said of it this time",
              "before": "Three posts are filled from next month"},)  # fmt: skip
    assert words_of(ask(book(line("1.1"), notes=notes), "pressures")) == [
        "Named before: Three posts are filled from next month. Nothing was said of it this time."
    ]


def test_the_line_that_leads_to_the_ambers_stands_only_where_there_is_one():
    (none,) = ask(book(line("1.1")), "every amber").blocks
    assert printed(none.words) == "No action is marked amber."
    ahead, *_ = ask(book(line("1.1", declared="amber")), "every amber").blocks
    assert printed(ahead.words) == "What holds each amber action back, and what happens next:"
    (none,) = ask(book(line("1.1")), "every red").blocks
    assert printed(none.words) == "No action is marked red."


@pytest.mark.parametrize(
    ("newly", "back", "told"),
    [
        ((), (), "no action became complete, and none went back from complete to work."),
        (("p1-1.1",), (), "1 action became complete, and none went back from complete to work."),
        (("p1-1.1", "p1-1.2"), ("p1-1.3",), "2 actions became complete; 1 went back from complete to work."),
    ],
)
def test_what_became_complete_and_went_back_is_a_sentence_of_none_one_and_many(newly, back, told):
    found = book(line("1.1"), line("1.2"), line("1.3"), movement=moved(newly_blue=newly, reopened=back))
    assert ask(found, "completions").text.endswith(told)
