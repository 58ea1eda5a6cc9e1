"""The next version of a paper proposes changes, not duplicates; what the rules forbid a person they forbid a file."""

from datetime import date

import pytest

from goldenthread.identity.actor import Actor
from goldenthread.identity.models import Person
from goldenthread.intake.commands import Meant
from goldenthread.ledger.models import Entry
from goldenthread.ledger.queries import history
from goldenthread.plan.commands.leads import set_leads
from goldenthread.plan.commands.paper import accept_paper
from goldenthread.plan.commands.progress import update_action
from goldenthread.plan.commands.structure import add_action, change_action
from goldenthread.plan.export import export_plan
from goldenthread.plan.intake import correct_paper
from goldenthread.plan.models import Action, Plan
from goldenthread.plan.models.plan import Stage
from goldenthread.plan.states import State
from goldenthread.search.index import search
from tests.cast import make_person
from tests.importing.papers import EVENING, HEADER, NOON, accepted, as_text, desk, edited, staged, the_plan
from tests.plan.papers_back import came_back, exported, proposals, take, with_row

pytestmark = pytest.mark.django_db


def test_the_same_document_again_changes_nothing_and_makes_no_second_plan(plan):
    again = accepted()
    assert again.plan == plan
    assert again.counts == {"new": 0, "changed": 0, "gone": 0, "same": 7}
    assert (Plan.objects.count(), Action.objects.count()) == (1, 7)


def test_the_same_document_again_is_the_same_even_after_people_worked_on_the_plan(plan):
    action = plan.actions.get(key="p1-1.1")
    update_action(action=action, note="Ninety families were rung in March.", rating=None, by=desk(), at=EVENING)
    change_action(action=plan.actions.get(key="p1-1.4"), wording="Ask families four times a year.", by=desk())
    add_action(priority=plan.priorities.first(), wording="Open on Sundays.", by=desk())
    assert staged().receipt["changes"] == {"new": 0, "changed": 0, "gone": 0, "same": 7}


def test_the_very_same_file_finds_its_plan_after_the_plan_was_renamed(plan):
    Plan.objects.filter(pk=plan.pk).update(name="Another name")
    assert staged().receipt["changes"]["same"] == 7


def test_a_paper_can_be_said_to_be_the_next_version_of_a_plan(plan):
    other = as_text(header=HEADER | {"Name": "Renamed Plan", "Duration": "April 2027 to March 2028"})
    assert staged(other).receipt["changes"]["new"] == 7
    assert staged(other, into=plan).receipt["changes"] == {"new": 0, "changed": 0, "gone": 0, "same": 7}


def test_a_paper_can_be_said_to_be_a_plan_of_its_own():
    the_plan()
    of = staged()
    correct_paper(of=of, corrections=[Meant("header", "key", "+")], by=desk(), at=NOON)
    assert of.receipt["changes"] == {"new": 7, "changed": 0, "gone": 0, "same": 0}
    assert take(of).is_new
    assert Plan.objects.count() == 2


def test_a_plan_that_somebody_does_not_manage_is_none_of_her_papers_business():
    the_plan()
    scope = the_plan(as_text(header=HEADER | {"Name": "Quay Plan"})).scope
    manager = Actor(make_person("Una Brand", roles=["service manager"], scope=scope))
    assert staged(by=manager).receipt["changes"]["new"] == 7


@pytest.mark.parametrize("format", ["xlsx", "csv"])
def test_an_unedited_export_changes_nothing(plan, format):
    of = staged(export_plan(plan, format, by=desk(), at=EVENING), name=f"export.{format}")
    assert of.receipt["changes"] == {"new": 0, "changed": 0, "gone": 0, "same": 7}


def test_an_edited_export_proposes_exactly_the_edits(plan):
    of = came_back(plan, {("p1-1.1", "Ref"): "1.01", ("p2-x1", "Action"): "Write down who decided what."})
    assert set(proposals(of)) == {("p1-1.1", "ref"), ("p2-x1", "action")}
    assert of.receipt["changes"] == {"new": 0, "changed": 2, "gone": 0, "same": 5}
    assert take(of).counts["changed"] == 2
    assert plan.actions.get(key="p1-1.1").ref == "1.01"
    assert plan.actions.get(key="p2-x1").wording == "Write down who decided what."
    assert staged(exported(plan), name="export.xlsx").receipt["changes"]["same"] == 7


def test_a_changed_action_has_an_entry_with_both_texts_and_the_batch_has_one(plan):
    take(came_back(plan, {("p1-1.1", "Ref"): "1.01", ("p1-1.1", "Action"): "Ring within a day."}))
    line = history(f"action:{plan.key}/p1-1.1")[0]
    assert {change.field: (change.before, change.after) for change in line.changes} == {
        "ref": ("1.1", "1.01"),
        "action": ("Ring each family within two days.", "Ring within a day."),
    }
    assert (line.what, line.why) == ("plan.paper_changed", "Changed in the paper export.xlsx")
    assert Entry.objects.filter(what="plan.paper_accepted", subject=plan.subject).count() == 2


def test_what_was_changed_is_found_by_the_search(plan):
    take(came_back(plan, {("p1-1.1", "Action"): "Telephone every household."}))
    assert [one.key for one in search("household", scopes=frozenset({plan.scope_id}))] == [f"action:{plan.key}/p1-1.1"]


def test_a_changed_end_date_keeps_the_original_with_reason_and_approver(plan):
    manager = Actor(make_person("Joan Fairley", roles=["service manager"]))
    of = came_back(plan, {("p1-1.1", "End date"): "Oct-26"})
    accept_paper(of=of, by=manager, at=EVENING)
    action = plan.actions.get(key="p1-1.1")
    change = action.end_date_changes.get()
    assert (action.ends_on, action.original_ends_on) == (date(2026, 10, 31), date(2025, 12, 31))
    assert (change.before_on, change.after_on, change.decision, change.decided_by, change.reason) == (
        date(2025, 12, 31), date(2026, 10, 31), "approved", manager.person, "Changed in the paper export.xlsx",
    )  # fmt: skip


def test_the_same_end_in_other_words_is_no_extension(plan):
    take(came_back(plan, {("p1-1.1", "End date"): "December 2025"}))
    action = plan.actions.get(key="p1-1.1")
    assert (action.ends_written, action.end_date_changes.count()) == ("December 2025", 0)


def test_a_draft_plans_end_date_is_simply_changed(plan):
    Plan.objects.filter(pk=plan.pk).update(stage=Stage.DRAFT)
    take(came_back(plan, {("p1-1.1", "End date"): "Oct-26"}))
    action = plan.actions.get(key="p1-1.1")
    assert (action.original_ends_on, action.end_date_changes.count()) == (date(2026, 10, 31), 0)


@pytest.mark.parametrize(
    ("key", "column", "text", "reason"),
    [
        ("p1-1.1", "End date", "soon", "cannot be read"),
        ("p1-1.1", "End date", None, "cannot be taken away"),
        ("p1-1.1", "End date", "Jan-25", "before the start"),
        ("p1-1.2", "End date", "Oct-26", "finished"),
        ("p1-1.1", "Start", "some day", "cannot be read"),
        ("p1-1.1", "Action", None, "without words"),
        ("p1-1.1", "RAG status", "Completed", "second person"),
        ("p1-1.1", "RAG status", "Splendid", "no rating of this plan"),
        ("p1-1.2", "RAG status", "Green", "reopen it"),
    ],
)
def test_what_a_person_may_not_do_on_the_page_a_file_may_not_either(plan, key, column, text, reason):
    before = Action.objects.values().get(plan=plan, key=key)
    of = came_back(plan, {(key, column): text})
    (proposal,) = proposals(of).values()
    assert reason in proposal.refused
    done = take(of)
    assert done.left == (proposal,)
    assert Action.objects.values().get(plan=plan, key=key) == before


def test_a_paper_without_a_rating_leaves_the_plans_own():
    the_plan()
    of = staged(with_row("1.1", status=""))
    assert "keeps its own" in proposals(of)["p1-1.1", "status"].refused


def test_a_file_gives_blue_only_where_the_plan_does_without_assurance(plan):
    Plan.objects.filter(pk=plan.pk).update(needs_assurance=False)
    take(came_back(plan, {("p1-1.1", "RAG status"): "Completed"}))
    action = plan.actions.get(key="p1-1.1")
    assert (action.state, action.rating.word, action.completed_on) == (
        State.DECLARED_COMPLETE,
        "Completed",
        date(2026, 4, 3),
    )


def test_a_changed_rating_maps_through_the_plans_words(plan):
    take(came_back(plan, {("p1-1.1", "RAG status"): "red"}))
    action = plan.actions.select_related("rating").get(key="p1-1.1")
    assert (action.rating.word, action.state) == ("Red", State.IN_PROGRESS)


def test_a_word_whose_meaning_was_said_on_the_review_page_joins_the_plans_words(plan):
    of = came_back(plan, {("p1-1.1", "RAG status"): "Splendid"})
    correct_paper(of=of, corrections=[Meant("status", "Splendid", "green|in_progress")], by=desk(), at=NOON)
    take(of)
    action = plan.actions.select_related("rating").get(key="p1-1.1")
    assert (action.rating.word, action.rating.colour) == ("Splendid", "green")


def test_a_status_that_says_more_than_its_word_is_rated_and_the_words_are_kept(plan):
    take(came_back(plan, {("p1-1.1", "RAG status"): "Amber - waits for the panel"}))
    action = plan.actions.select_related("rating").get(key="p1-1.1")
    assert (action.rating.word, action.notes) == ("Amber", "RAG status: Amber - waits for the panel")


def test_a_changed_comment_becomes_an_update_and_overwrites_nothing(plan):
    of = came_back(
        plan, {("p1-1.1", "Comments"): "Mar 2026: the rota covers Sundays.\nFeb 2026: the rota covers Saturdays."}
    )
    update_action(
        action=plan.actions.get(key="p1-1.1"), note="Forty families rung in April.", rating=None, by=desk(), at=EVENING
    )
    assert not proposals(of)["p1-1.1", "comments"].edit.is_conflict
    take(of)
    texts = list(plan.actions.get(key="p1-1.1").updates.order_by("pk").values_list("text", flat=True))
    assert texts == ["the rota covers Saturdays.", "Forty families rung in April.", "the rota covers Sundays."]
    assert staged(exported(plan), name="export.xlsx").receipt["changes"]["same"] == 7


def test_a_cell_that_plan_and_paper_both_changed_keeps_the_plans_text_until_somebody_chooses(plan):
    content = edited(exported(plan), {("p1-1.1", "Action"): "From the file."})
    change_action(action=plan.actions.get(key="p1-1.1"), wording="Changed on the page.", by=desk())
    kept, chosen = staged(content, name="a.xlsx"), staged(content, name="b.xlsx")
    assert proposals(kept)["p1-1.1", "action"].edit.is_conflict
    assert len(take(kept).left) == 1
    assert plan.actions.get(key="p1-1.1").wording == "Changed on the page."
    correct_paper(of=chosen, corrections=[Meant("choice", "p1-1.1|action", "paper")], by=desk(), at=NOON)
    take(chosen)
    assert plan.actions.get(key="p1-1.1").wording == "From the file."


def test_a_proposed_edit_can_be_declined(plan):
    of = came_back(plan, {("p1-1.1", "Action"): "From the file."})
    correct_paper(of=of, corrections=[Meant("choice", "p1-1.1|action", "plan")], by=desk(), at=NOON)
    take(of)
    assert plan.actions.get(key="p1-1.1").wording == "Ring each family within two days."


def test_an_aim_that_is_changed_for_all_its_actions_stays_one_aim(plan):
    before = plan.actions.get(key="p1-1.1").aim_id
    keys = ("p1-1.1", "p1-1.2", "p1-1.3")
    take(staged(with_row("1.1", aim="Families are heard at once.")))
    assert {plan.actions.select_related("aim").get(key=key).aim.text for key in keys} == {"Families are heard at once."}
    assert {plan.actions.get(key=key).aim_id for key in keys} == {before}


def test_an_aim_that_is_changed_for_one_action_parts_it_from_the_others(plan):
    take(came_back(plan, {("p1-1.2", "Specific aim"): "Schools know us."}))
    texts = {action.key: action.aim.text for action in plan.actions.select_related("aim")}
    assert (texts["p1-1.1"], texts["p1-1.2"]) == ("Families are heard early.", "Schools know us.")


def test_a_measure_that_is_changed_for_one_of_those_who_share_it_is_its_own(plan):
    take(came_back(plan, {("p1-1.3", "Measure/outcome"): "Every call taker is trained."}))
    texts = {action.key: action.measure.text for action in plan.actions.select_related("measure") if action.measure}
    assert texts["p1-1.3"] == "Every call taker is trained."
    assert texts["p1-1.1"] == "Nine families in ten are rung."


def test_changed_leads_are_read_and_the_first_is_accountable(plan):
    take(came_back(plan, {("p1-1.1", "Lead officer"): "KV/QZ", ("p1-1.1", "DLT lead"): "QZ"}))
    action = plan.actions.get(key="p1-1.1")
    assert [(str(lead), lead.is_accountable) for lead in action.leads.all()] == [("KV", True), ("QZ", False)]
    assert (action.leads_written, action.senior_lead.name) == ("KV/QZ", "QZ")


def test_how_a_plan_prints_its_own_leads_is_known_to_its_papers():
    plan, ruth = the_plan(), make_person("Ruth Amadi", account=False)
    set_leads(action=plan.actions.get(key="p1-1.1"), leads=[ruth], senior_lead=ruth, by=desk())
    people = Person.objects.count()
    of = came_back(plan, {("p1-1.4", "Lead officer"): "RA"})
    assert "lead-unknown" not in {one["code"] for one in of.receipt["problems"]}
    take(of)
    assert plan.actions.get(key="p1-1.4").leads.get().person == ruth
    assert Person.objects.count() == people
