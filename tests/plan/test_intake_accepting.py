"""A paper becomes a live plan: everything in it has a home, in bulk, once."""

import re
from datetime import date

import pytest

from goldenthread.bodies.models import Body
from goldenthread.identity.actor import Actor
from goldenthread.identity.models import KnownAs, Person, Post, RoleHeld, Scope
from goldenthread.identity.roles import Role
from goldenthread.intake.commands import Meant
from goldenthread.intake.models import Import, State
from goldenthread.kernel.errors import Conflict, NotAllowed, RuleBroken
from goldenthread.ledger.chain import verify
from goldenthread.ledger.models import Entry
from goldenthread.ledger.queries import history
from goldenthread.plan.cells import plan_cells
from goldenthread.plan.commands.paper import accept_paper
from goldenthread.plan.intake import correct_paper, stage_paper
from goldenthread.plan.models import Action, Plan
from goldenthread.plan.states import State as ActionState
from goldenthread.search.index import search
from goldenthread.sources.models import Finding
from tests.cast import make_person, make_post, make_scope
from tests.importing.papers import EVENING, NOON, as_text, as_workbook, desk, row, some_rows, staged, the_plan

pytestmark = pytest.mark.django_db


def test_a_staged_paper_writes_nothing_of_a_plan():
    of = staged()
    assert of.state == State.STAGED
    assert (Plan.objects.count(), Person.objects.filter(is_system=False).count()) == (0, 0)


def test_the_receipt_names_what_stands_in_the_paper():
    receipt = staged().receipt
    assert receipt["plan"] == {
        "key": "hip-2025-26",
        "name": "Harbour Improvement Plan",
        "starts_on": "2025-04",
        "ends_on": "2026-03",
        "owner": "Head of Family Help",
        "boards": ["Harbour Board", "Executive Group"],
        "reporting": "Quarterly",
    }
    assert list(receipt) == [
        "plan", "actions", "by_status", "priorities", "sources", "findings", "problems", "changes", "refused",
    ]  # fmt: skip
    assert receipt["actions"] == 7
    assert receipt["by_status"] == {"Green": 3, "Completed": 2, "Amber": 1, "Red": 1}
    assert [(one["number"], one["actions"]) for one in receipt["priorities"]] == [("1", 4), ("2", 3)]
    assert receipt["changes"] == {"new": 7, "changed": 0, "gone": 0, "same": 0}
    assert receipt["refused"] == []


def test_the_header_block_stands_in_the_plan(plan):
    assert (plan.key, plan.name, plan.owner_written, plan.reporting) == (
        "hip-2025-26", "Harbour Improvement Plan", "Head of Family Help", "Quarterly",
    )  # fmt: skip
    assert (plan.starts_on, plan.ends_on, plan.ends_precision) == (date(2025, 4, 1), date(2026, 3, 31), "month")
    assert [board.written for board in plan.boards.all()] == ["Harbour Board", "Executive Group"]
    assert [one.number for one in plan.priorities.all()] == ["1", "2"]


def test_a_board_and_an_owner_that_are_known_are_tied():
    body = Body.objects.create(key="harbour", name="Harbour board", kind="board", scope=make_scope("body", "harbour"))
    post = make_post("Head of family help")
    plan = the_plan()
    assert [board.body for board in plan.boards.all()] == [body, None]
    assert plan.owner_post == post


def test_actions_keep_their_keys_refs_words_and_dates():
    actions = {action.key: action for action in the_plan().actions.all()}
    assert list(actions) == ["p1-1.1", "p1-1.2", "p1-1.3", "p1-1.4", "p2-2.1", "p2-x1", "p2-2.1-2"]
    first, steps, unread = actions["p1-1.1"], actions["p1-1.3"], actions["p1-1.4"]
    assert (first.starts_written, first.starts_on, first.ends_on) == ("Apr-25", date(2025, 4, 1), date(2025, 12, 31))
    assert (first.original_ends_on, first.original_ends_written) == (first.ends_on, "Dec-25")
    assert steps.ends_written == "June 2025 then December 2025"
    assert steps.ends_on == date(2025, 12, 31)
    assert [step.due_on for step in steps.milestones.all()] == [date(2025, 6, 30), date(2025, 12, 31)]
    assert steps.recurrence == "every 6 months"
    assert (unread.ends_written, unread.ends_on) == ("w", None)


def test_what_the_paper_calls_complete_is_completed_on_paper_and_not_assured():
    action = the_plan().actions.select_related("rating").get(key="p1-1.2")
    assert (action.state, action.rating.word, action.rating.colour) == (
        ActionState.COMPLETED_ON_PAPER,
        "Completed",
        "blue",
    )
    assert (action.assured_by, action.completed_on) == (None, None)


def test_the_plan_has_the_papers_words_and_one_for_each_colour_it_lacks():
    words = {word.word: (word.colour, word.is_offered) for word in the_plan().rating_words.all()}
    assert words == {
        "Green": ("green", True), "Completed": ("blue", True), "Amber": ("amber", True), "Red": ("red", True),
    }  # fmt: skip


def test_a_missing_colour_gets_the_standard_word():
    plan = the_plan(as_text({"Priority 1: One": [row(status="On track")]}))
    assert {word.word: word.colour for word in plan.rating_words.all()} == {
        "On track": "green", "Blue": "blue", "Red": "red", "Amber": "amber",
    }  # fmt: skip


def test_merged_aims_and_shared_measures_are_one_row():
    actions = {action.key: action for action in the_plan().actions.all()}
    assert actions["p1-1.1"].aim_id == actions["p1-1.2"].aim_id == actions["p1-1.3"].aim_id
    assert actions["p1-1.1"].measure_id != actions["p1-1.2"].measure_id
    assert actions["p1-1.3"].measure_id in (actions["p1-1.1"].measure_id, actions["p1-1.2"].measure_id)
    assert actions["p2-2.1"].aim.kind == "recommendation"


def test_several_leads_are_kept_in_order_and_the_first_is_accountable():
    action = the_plan().actions.get(key="p1-1.2")
    assert [(str(lead), lead.is_accountable) for lead in action.leads.all()] == [("QZ", True), ("KV", False)]
    assert (action.leads_written, action.senior_lead.name) == ("QZ/KV", "WX")


def test_whoever_is_unknown_becomes_a_person_without_an_account():
    the_plan()
    people = Person.objects.filter(is_system=False)
    assert {(one.key, one.name, one.initials) for one in people} == {
        ("qz", "QZ", "QZ"),
        ("kv", "KV", "KV"),
        ("wx", "WX", "WX"),
    }
    assert not any(hasattr(one, "account") for one in people)
    assert set(KnownAs.objects.values_list("text", flat=True)) == {"QZ", "KV", "WX"}


def unknown(of):
    return {one["text"].split('"')[1] for one in of.receipt["problems"] if one["code"] == "lead-unknown"}


def test_what_the_glossary_says_is_not_asked_again():
    quill = make_person("Quentin Zeal", account=False)
    KnownAs.objects.create(text="qz", person=quill)
    make_person("KV", account=False)
    of = staged()
    assert unknown(of) == {"WX"}
    accept_paper(of=of, by=desk(), at=EVENING)
    assert Action.objects.get(key="p1-1.1").leads.get().person == quill


def test_initials_alone_stand_for_nobody_because_a_lead_reads_the_plan():
    make_person("Quentin Zeal", roles=["lead officer"])
    of = staged()
    assert "QZ" in unknown(of)
    accept_paper(of=of, by=desk(), at=EVENING)
    assert Action.objects.get(key="p1-1.1").leads.get().person.name == "QZ"


def test_answers_on_the_review_page_name_people_and_posts():
    zola = make_person("Zola Brand", account=False)
    of = staged()
    answers = [
        Meant("person", "QZ", f"person:{zola.key}"), Meant("person", "KV", "newpost:Duty manager"),
        Meant("person", "WX", "new:Wyn Xavier"),
    ]  # fmt: skip
    correct_paper(of=of, corrections=answers, by=desk(), at=NOON)
    assert not [one for one in of.receipt["problems"] if one["code"] == "lead-unknown"]
    accept_paper(of=of, by=desk(), at=EVENING)
    action = Action.objects.get(key="p1-1.2")
    assert [lead.person or lead.post for lead in action.leads.all()] == [zola, Post.objects.get(title="Duty manager")]
    assert (action.senior_lead.name, action.senior_lead.initials) == ("Wyn Xavier", "WX")
    assert KnownAs.objects.get(text="QZ").person == zola


def test_two_texts_answered_with_one_new_name_are_one_person():
    of = staged()
    answers = [Meant("person", text, "new:Quentin Zeal") for text in ("QZ", "KV")]
    correct_paper(of=of, corrections=answers, by=desk(), at=NOON)
    accept_paper(of=of, by=desk(), at=EVENING)
    assert Person.objects.filter(name="Quentin Zeal").count() == 1
    assert Action.objects.get(key="p1-1.2").leads.count() == 1


def test_dated_comments_are_updates_without_an_author_and_the_cell_is_kept_as_it_stood():
    action = the_plan().actions.get(key="p1-1.1")
    update = action.updates.get()
    assert (update.text, update.dated_on, update.dated_precision, update.by) == (
        "the rota covers Saturdays.", date(2026, 2, 1), "month", None,
    )  # fmt: skip
    assert action.comments == "Feb 2026: the rota covers Saturdays."


def test_bracketed_sources_become_sources_and_findings_that_actions_answer(plan):
    found = {
        (link.action.key, link.finding.source.kind, link.finding.number, link.finding.paragraph)
        for action in plan.actions.all()
        for link in action.action_findings.select_related("finding__source", "action")
    }
    assert ("p1-1.4", "survey", "", "") in found
    assert any(key == "p2-2.1" and number == "3" for key, _, number, _ in found)
    source = plan.actions.get(key="p1-1.4").action_findings.get().finding.source
    assert list(source.scopes.all()) == [plan.scope]


def test_nothing_that_stands_in_a_row_is_dropped():
    odd = row(
        "1.5",
        "Try it.",
        comments="First.\nSecond, " + "very " * 200 + "long.",
        leads="Somebody " * 60,
        starts="in due course",
    )
    plan = the_plan(as_workbook({"Priority 1: One": [*some_rows()["Priority 1: Be heard early"], odd]}))
    action = plan.actions.get(ref="1.5")
    kept = "\n".join([action.notes, action.comments, action.wording, action.starts_written, action.leads_written])
    flat = " ".join(kept.split())
    assert " ".join(odd["leads"].split()) in flat
    assert "in due course" in flat
    assert "very long." in flat


def test_a_column_nobody_knows_goes_to_the_notes_with_its_label():
    content = b"Ref,Action,End date,Lead,Status,Colour of folder\n1.1,Ring families,Dec-25,QZ,Green,Yellow\n"
    action = the_plan(content.replace(b",", b"\t")).actions.get()
    assert action.notes == "Colour of folder: Yellow"


def test_the_plan_prints_what_the_paper_said(plan):
    cells = {row.key: row.cells for row in plan_cells(plan)}
    assert cells["p1-1.3"]["ends"] == "June 2025 then December 2025"
    assert cells["p1-1.2"]["status"] == "Completed"
    assert cells["p1-1.2"]["leads"] == "QZ/KV"


def test_acceptance_is_one_entry_whose_chain_holds(plan):
    line = history(plan.subject)[0]
    after = {change.field: change.after for change in line.changes}
    assert (line.what, after["new"], len(after["receipt"])) == ("plan.paper_accepted", 7, 64)
    assert Entry.objects.filter(subject__startswith="action:").count() == 0
    assert verify().is_whole


def test_the_actions_are_found_by_readers_of_the_plan(plan):
    assert [one.key for one in search("leaflet school", scopes=frozenset({plan.scope_id}))] == [
        f"action:{plan.key}/p1-1.2"
    ]
    assert search("leaflet school", scopes=frozenset()) == []


def test_accepting_twice_acts_once():
    of = staged()
    second = Import.objects.get(pk=of.pk)
    accept_paper(of=of, by=desk(), at=EVENING)
    with pytest.raises(Conflict):
        accept_paper(of=second, by=desk(), at=EVENING)
    with pytest.raises(RuleBroken, match="accepted already"):
        accept_paper(of=of, by=desk(), at=EVENING)
    assert Plan.objects.count() == 1


def test_whoever_decides_on_an_import_that_was_corrected_since_is_told():
    of = staged()
    seen = of.version
    correct_paper(of=of, corrections=[Meant("person", "QZ", "new:Quentin Zeal")], by=desk(), at=NOON)
    with pytest.raises(Conflict):
        accept_paper(of=of, by=desk(), at=EVENING, version=seen)
    assert Plan.objects.count() == 0


def test_a_lead_officer_can_neither_stage_nor_take_a_paper():
    officer = Actor(make_person("Ruth Amadi", roles=["lead officer"]))
    with pytest.raises(NotAllowed):
        stage_paper(chunks=[as_text()], name="plan.txt", by=officer, at=NOON)
    with pytest.raises(NotAllowed):
        accept_paper(of=staged(), by=officer, at=EVENING)
    assert Import.objects.count() == 1


def test_a_service_manager_of_one_other_plan_manages_the_plan_she_brought():
    scope = Scope.objects.create(kind="plan", key="other", title="Other")
    person = make_person("Joan Fairley", roles=["service manager"], scope=scope)
    plan = the_plan(by=Actor(person))
    assert RoleHeld.objects.filter(person=person, role=Role.SERVICE_MANAGER, scope=plan.scope).count() == 1
    assert list(Plan.objects.visible_to(person)) == [plan]


def test_a_service_manager_of_everything_is_given_nothing_more():
    person = make_person("Joan Fairley", roles=["service manager"])
    the_plan(by=Actor(person))
    assert person.roles_held.count() == 1


def test_two_plans_of_one_name_and_different_years_have_keys_of_their_own():
    first = the_plan()
    header = {"Name": "Harbour Improvement Plan", "Duration": "April 2026 to March 2027"}
    second = the_plan(as_text(header=header))
    assert (first.key, second.key) == ("hip-2025-26", "hip-2026-27")


def test_a_document_without_a_plan_leaves_nothing_behind():
    with pytest.raises(RuleBroken, match="looked for"):
        staged(b"Minutes of the meeting\n\nPresent\tApologies\nA\tB\n")
    assert Import.objects.count() == 0


def test_a_workbook_and_a_text_of_the_same_plan_say_the_same():
    text, book = staged(as_text()).receipt, staged(as_workbook(), name="plan.xlsx").receipt
    strip = [
        {name: receipt[name] for name in ("plan", "actions", "by_status", "priorities")} for receipt in (text, book)
    ]
    assert strip[0] == strip[1]


def test_a_source_is_found_by_the_words_of_its_findings(plan):
    finding = Finding.objects.filter(source__scopes=plan.scope_id).order_by("pk")[0]
    word = max(re.findall(r"\w+", finding.text), key=len)
    every = frozenset(Scope.objects.values_list("pk", flat=True))
    assert finding.source.key in {one.key for one in search(word, scopes=every) if one.kind == "source"}
