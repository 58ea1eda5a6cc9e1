"""An import is taken back as a whole, until somebody has worked on what it brought."""

import pytest

from goldenthread.identity.actor import Actor
from goldenthread.identity.models import KnownAs, Person, RoleHeld, Scope
from goldenthread.intake.commands import Meant
from goldenthread.intake.models import Import, State
from goldenthread.kernel.errors import NotAllowed, RuleBroken
from goldenthread.ledger.chain import verify
from goldenthread.ledger.models import Entry
from goldenthread.plan.commands.paper import accept_paper, undo_paper, why_not_undo
from goldenthread.plan.commands.progress import update_action
from goldenthread.plan.export import export_plan
from goldenthread.plan.intake import correct_paper
from goldenthread.plan.models import (
    Action,
    ActionLead,
    Aim,
    Measure,
    Milestone,
    Plan,
    PlanBoard,
    Priority,
    RatingWord,
    Update,
)
from goldenthread.search.models import Item
from goldenthread.sources.models import Finding, Source
from tests.cast import make_person
from tests.importing.papers import EVENING, HEADER, NOON, as_text, desk, edited, row, some_rows, staged

pytestmark = pytest.mark.django_db
TABLES = (
    Plan,
    Action,
    ActionLead,
    Aim,
    Measure,
    Milestone,
    PlanBoard,
    Priority,
    RatingWord,
    Update,
    Source,
    Finding,
    Item,
    KnownAs,
    Scope,
    RoleHeld,
)


def counts():
    return {table.__name__: table.objects.count() for table in TABLES} | {"people": Person.objects.count()}


def contents():
    """Everything a change may touch, without versions and times of saving."""
    actions = [
        {name: value for name, value in values.items() if name not in ("version", "updated_at", "position")}
        for values in Action.objects.order_by("pk").values()
    ]
    others = [
        sorted(map(str, table.objects.values_list(*fields)))
        for table, fields in (
            (Aim, ("pk", "text", "section")),
            (Measure, ("pk", "text")),
            (Update, ("pk", "text")),
            (ActionLead, ("action_id", "person_id", "is_accountable")),
            (Priority, ("pk", "title")),
            (RatingWord, ("pk", "word")),
            (Milestone, ("action_id", "due_written", "due_on")),
            (Plan, ("pk", "name", "reporting")),
            (PlanBoard, ("plan_id", "written")),
        )
    ]
    return actions, others


def taken(content=None, *, by=None, **named):
    of = staged(content, by=by, **named)
    accept_paper(of=of, by=by or desk(), at=EVENING, accept_losses=True)
    return of


def test_an_undone_plan_leaves_nothing_behind_but_the_record():
    manager = Actor(make_person("Joan Fairley", roles=["service manager"]))
    before = counts()
    of = taken(by=manager)
    undo_paper(of=of, by=manager, at=EVENING, why="The wrong year")
    assert counts() == before
    assert (of.state, Import.objects.count()) == (State.UNDONE, 1)
    assert [entry.what for entry in Entry.objects.filter(subject="plan:hip-2025-26")] == [
        "plan.paper_accepted",
        "plan.paper_undone",
    ]
    assert verify().is_whole


def test_an_undone_paper_can_be_brought_again_and_gets_the_same_key():
    first = taken()
    undo_paper(of=first, by=desk(), at=EVENING)
    assert taken().outcome["plan"] == first.outcome["plan"]


def test_people_whom_the_paper_brought_stay_where_another_plan_needs_them():
    first = taken()
    taken(as_text({"Priority 1: One": [row(leads="QZ", senior="")]}, header=HEADER | {"Name": "Quay Plan"}))
    undo_paper(of=first, by=desk(), at=EVENING)
    assert set(Person.objects.filter(is_system=False).values_list("name", flat=True)) == {"QZ"}
    assert set(KnownAs.objects.values_list("text", flat=True)) == {"QZ"}


def test_a_person_who_was_renamed_since_stays():
    of = taken()
    Person.objects.filter(name="KV").update(name="Kit Vane", version=2)
    undo_paper(of=of, by=desk(), at=EVENING)
    assert list(Person.objects.filter(is_system=False).values_list("name", flat=True)) == ["Kit Vane"]


def test_what_somebody_has_worked_on_is_not_taken_back():
    of = taken()
    action = Action.objects.get(key="p1-1.1")
    update_action(action=action, note="Ninety families were rung in March.", rating=None, by=desk(), at=EVENING)
    with pytest.raises(RuleBroken, match="worked on this plan"):
        undo_paper(of=of, by=desk(), at=EVENING)
    assert (of.state, Action.objects.count()) == (State.ACCEPTED, 7)


def test_exporting_a_plan_is_no_work_on_it():
    of = taken()
    export_plan(Plan.objects.get(), "xlsx", by=desk(), at=EVENING)
    undo_paper(of=of, by=desk(), at=EVENING)
    assert Plan.objects.count() == 0


def test_a_later_paper_is_undone_first():
    first, second = taken(), taken()
    assert "later paper" in why_not_undo(first)
    undo_paper(of=second, by=desk(), at=EVENING)
    assert why_not_undo(first) == ""
    undo_paper(of=first, by=desk(), at=EVENING)
    assert Plan.objects.count() == 0


def test_an_import_is_undone_once():
    of = taken()
    undo_paper(of=of, by=desk(), at=EVENING)
    with pytest.raises(RuleBroken, match="Only an import that was accepted"):
        undo_paper(of=of, by=desk(), at=EVENING)


def test_whoever_does_not_manage_the_plan_cannot_undo_its_import():
    of = taken()
    scope = taken(as_text(header=HEADER | {"Name": "Quay Plan"})).plan_import.plan.scope
    other = Actor(make_person("Una Brand", roles=["service manager"], scope=scope))
    with pytest.raises(NotAllowed):
        undo_paper(of=of, by=other, at=EVENING)


def test_undone_changes_put_every_text_back():
    taken()
    plan = Plan.objects.get()
    before, people = contents(), Person.objects.count()
    content = edited(
        export_plan(plan, "xlsx", by=desk(), at=EVENING),
        {
            ("p1-1.1", "Ref"): "1.01",
            ("p1-1.1", "Action"): "Telephone every household.",
            ("p1-1.1", "End date"): "Oct-26",
            ("p1-1.1", "Lead officer"): "NB/QZ",
            ("p1-1.1", "RAG status"): "Red",
            ("p1-1.1", "Comments"): "Mar 2026: news.",
            ("p1-1.2", "Specific aim"): "Schools know us.",
            ("p1-1.3", "Measure/outcome"): "All are trained.",
            ("p1-1.3", "End date"): "March 2026 then September 2026",
            ("p1-1.4", "DLT lead"): "NB",
        },
        without=["p2-x1"],
    )
    of = taken(content, name="export.xlsx")
    assert contents() != before
    undo_paper(of=of, by=desk(), at=EVENING)
    assert contents() == before
    assert Person.objects.count() == people
    assert staged().receipt["changes"]["same"] == 7


def test_undone_additions_are_gone_with_their_priority_and_their_words():
    taken()
    before, found = contents(), counts()
    rows = some_rows()
    rows["Priority 3: Learn"] = [
        row("3.1", "Hold a learning day.", leads="NB", status="Splendid", aim="Learn. (Peer review 2025)")
    ]
    rows = {title.replace("Keep safe", "Keep well"): actions for title, actions in rows.items()}
    changed = {
        "Frequency of monitoring/reporting": "Monthly",
        "Board responsible for monitoring action plan": "Quay Board",
    }
    of = staged(as_text(rows, header=HEADER | changed))
    correct_paper(of=of, corrections=[Meant("status", "Splendid", "green|in_progress")], by=desk(), at=NOON)
    accept_paper(of=of, by=desk(), at=EVENING)
    assert Plan.objects.get().reporting == "Monthly"
    undo_paper(of=of, by=desk(), at=EVENING)
    assert contents() == before
    assert counts() == found
