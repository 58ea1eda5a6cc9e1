"""A decision is not asked in a paper for information, and a paper for decision asks for one."""

import pytest

from goldenthread.documents.paper import Item, Items, Paragraph, words
from goldenthread.reports.lint import Weight
from goldenthread.reports.queries.readiness import readiness_of
from goldenthread.reports.recommending import decision_in, not_what_it_is_for
from tests.reports.makers import draft, write


def listed(*asked):
    return (Paragraph(words("Members are asked to:")), Items(tuple(Item(words(one)) for one in asked)))


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Approve the money for a van.", "approve"),
        ("to agree the new end of action 1.4;", "agree"),
        ("Members are asked to endorse the plan.", "endorse"),
        ("Note the report and approve its recommendations.", "approve"),
        ("Note the report, and to delegate the rest to the director.", "delegate"),
        ("Note the report.", ""),
        ("Note the progress made to agree a protocol with the clinic.", ""),
        ("Consider what the plan asks for.", ""),
        ("Note that approval was given in May.", ""),
    ],
)
def test_what_a_recommendation_asks_is_told_by_its_verb(text, verb):
    assert decision_in(text) == verb


def test_a_paper_for_information_that_asks_for_a_decision_is_pointed_out_with_the_words():
    said = not_what_it_is_for(listed("Note the report.", "Approve the van."), is_for_decision=False)
    assert said == (
        "It is for information, and “Approve the van.” asks members to approve: make it for decision, or ask them to "
        "note it."
    )
    assert not_what_it_is_for(listed("Approve the van."), is_for_decision=True) == ""


def test_a_paper_for_decision_that_asks_only_to_note_is_pointed_out():
    said = not_what_it_is_for(listed("Note the report.", "Receive the plan behind it."), is_for_decision=True)
    assert "only to note" in said
    assert not_what_it_is_for(listed("Note the report."), is_for_decision=False) == ""
    assert not_what_it_is_for(listed("Note the report.", "Comment on the van."), is_for_decision=True) == ""


def test_what_is_still_to_be_written_says_nothing_of_what_is_asked():
    assert not_what_it_is_for(listed("[Write what members are asked to decide.]"), is_for_decision=True) == ""


def test_one_sentence_without_a_list_is_read_too():
    block = Paragraph(words("Members are asked to: approve the van."))
    assert "approve" in not_what_it_is_for([block], is_for_decision=False)


@pytest.mark.django_db
def test_the_checks_of_a_report_say_so_beside_its_recommendations_and_hold_nothing_up(world):
    report = draft(world)
    write(report, "recommendations", "Members are asked to:\n\n- Approve the money for a van.", world.author)
    (found,) = [one for one in readiness_of(report).shortcomings if "asks members to approve" in one.sentence]
    assert (found.weight, found.section) == (Weight.SHOULD, report.sections.get(kind="recommendations").pk)
