"""A finding is put right or taken back by whoever entered it, as long as nothing answers it."""

from datetime import UTC, datetime

import pytest

from goldenthread.identity.actor import Actor
from goldenthread.kernel.errors import Conflict, NotAllowed, RuleBroken
from goldenthread.ledger.queries import history
from goldenthread.plan.commands.findings import correct_finding, withdraw_finding
from goldenthread.plan.commands.plans import answer_finding
from goldenthread.plan.queries.sources import unanswered_findings
from goldenthread.sources.commands import add_source, raise_finding
from goldenthread.sources.kinds import Answer
from tests.plan import makers

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)


@pytest.fixture
def manager(cast):
    return Actor(cast.service_manager)


@pytest.fixture
def finding(manager):
    source = add_source(kind="inspection", title="Inspection", by=manager, at=NOW)
    return raise_finding(source=source, number="1", text="Ring each family within", by=manager, at=NOW)


def corrected(finding, by, **values):
    said = {"text": "Ring each family within two days.", "number": "2", "paragraph": "page 4"} | values
    return correct_finding(finding=finding, by=by, **said)


def test_whoever_entered_a_finding_puts_its_words_number_and_paragraph_right(finding, manager):
    corrected(finding, manager, version=1)
    finding.refresh_from_db()
    assert (finding.text, finding.number, finding.paragraph, finding.version) == (
        "Ring each family within two days.", "2", "page 4", 2,
    )  # fmt: skip
    line = history(f"finding:{finding.key}")[0]
    assert line.what == "sources.finding_corrected"
    assert {(one.field, one.before, one.after) for one in line.changes} >= {
        ("text", "Ring each family within", "Ring each family within two days."),
        ("number", "1", "2"),
    }


def test_somebody_else_does_not(finding, cast):
    for act in (
        lambda: corrected(finding, Actor(cast.quality_assurance)),
        lambda: withdraw_finding(finding=finding, reason="Twice.", by=Actor(cast.quality_assurance)),
    ):
        with pytest.raises(NotAllowed, match="whoever entered"):
            act()


def test_the_second_of_two_is_told_and_nothing_is_written(finding, manager):
    corrected(finding, manager, version=1)
    with pytest.raises(Conflict):
        corrected(finding, manager, text="Other words.", version=1)


def test_a_finding_that_is_withdrawn_says_why_and_waits_for_nobody(finding, manager, cast):
    assert finding in unanswered_findings(cast.service_manager)
    with pytest.raises(RuleBroken, match="Say why"):
        withdraw_finding(finding=finding, reason=" ", by=manager)
    withdraw_finding(finding=finding, reason="Entered twice.", by=manager, version=1)
    finding.refresh_from_db()
    assert (finding.answer, finding.answer_reason) == (Answer.WITHDRAWN, "Entered twice.")
    assert finding not in unanswered_findings(cast.service_manager)
    assert history(f"finding:{finding.key}")[0].why == "Entered twice."


def test_what_an_action_answers_stays_as_it_was_answered(finding, manager):
    plan = makers.make_plan()
    answer_finding(action=makers.make_action(plan), finding=finding, by=manager)
    for act in (
        lambda: corrected(finding, manager),
        lambda: withdraw_finding(finding=finding, reason="Entered twice.", by=manager),
    ):
        with pytest.raises(RuleBroken, match="is answered"):
            act()


def test_both_are_done_on_pages_of_the_finding(page, cast, finding):
    page.sign_in(cast.service_manager)
    address = finding.get_absolute_url()
    answer = page.get(f"{address}correct/")
    page.send(answer, {"text": "Ring each family within two days."}, action="correct/")
    assert "Ring each family within two days." in page.get(address)
    page.send(page.get(f"{address}withdraw/"), {"reason": "Entered twice."}, action="withdraw/")
    text = page.get(finding.source.get_absolute_url()).text
    assert "Withdrawn by whoever entered it: Entered twice." in text


def test_a_pasted_list_is_shown_as_it_was_understood_and_stored_as_it_was_seen(page, cast):
    page.sign_in(cast.service_manager)
    sent = {
        "kind": "inspection",
        "title": "Letter",
        "findings": "1. Ring each family within two\ndays of the referral.\n2. Tell the board.",
    }
    shown = page.post("/sources/new/", sent, status=200)
    assert "2 findings as understood" in shown
    assert "Ring each family within two days of the referral." in shown
    changed = page.send(
        shown, {"findings": "1. Ring them.\n\n2. Tell the board."}, action="/sources/new/", press="do=add", status=200
    )
    assert "1. Ring them." in changed.values()["findings"]
    page.send(changed, action="/sources/new/", press="do=add")
    stored = page.get("/sources/letter/").all("//ol[contains(@class, 'findings')]//a/text()")
    assert stored == ["Ring them.", "Tell the board."]


def test_taking_a_finding_up_proposes_the_next_ref_and_names_the_lead_in_the_same_form(page, cast, finding):
    plan = makers.make_plan()
    for ref in ("1.1", "1.5.1", "1.2"):
        makers.make_action(plan, ref=ref)
    priority = plan.priorities.get()
    page.sign_in(cast.service_manager)
    answer = page.get(finding.get_absolute_url())
    (label,) = answer.all(f"//select[@name='priority']/option[@value='{priority.pk}']/text()")
    assert label.endswith("(next 1.6)")
    fields = {"priority": priority.pk, "wording": "Ring each family.", "lead": f"person:{cast.lead_officer.key}"}
    page.send(answer, fields, action="take-up/")
    action = plan.actions.get(wording="Ring each family.")
    assert (action.ref, action.leads.get().person) == ("1.6", cast.lead_officer)


@pytest.mark.parametrize("path", ["", "contradicts/"])
def test_actions_to_choose_from_stand_in_groups_by_priority(page, cast, finding, path):
    plan = makers.make_plan()
    makers.make_action(plan, ref="1.1", wording="Ring each family.")
    makers.make_action(plan, priority=makers.make_priority(plan, number="2", title="Be safe"), ref="2.1")
    page.sign_in(cast.service_manager)
    answer = page.get(f"{finding.get_absolute_url()}{path}")
    groups = answer.all("//select[@name='action']/optgroup")
    assert [group.get("label") for group in groups] == [str(one) for one in plan.priorities.all()]
    assert groups[0].xpath("option/text()") == ["1.1 Ring each family."]
