"""Whether an issued report is true, on its page: for those who read how it was made, and for nobody else."""

import pytest

from goldenthread.bodies.models import Membership
from goldenthread.identity.actor import Actor
from goldenthread.reports.commands.clearance import decide_clearance
from goldenthread.reports.commands.remarks import explain
from goldenthread.reports.models import Report
from goldenthread.reports.queries.readiness import readiness_of
from tests.cast import make_person
from tests.reports.conftest import made_by_words
from tests.reports.makers import LATER, decide, draft, finish, issue, make_world, put, settle_gate, write
from tests.standing import made_once

pytestmark = pytest.mark.django_db


@made_once
def told():
    """Issued with one figure the plan confirms, one it contradicts and that was explained, and a colleague named."""
    world = make_world()
    made = draft(world)
    finish(made, world)
    write(made, "summary", "Ask Wyn Pritchard about this. One action is red. Three actions are amber.", world.author)
    settle_gate(made, world)
    for one in readiness_of(made).claims:
        if one.is_open:
            explain(report=made, of="claim", key=one.checked.claim.key, decision="keep",
                    reason="The board counts one more.", by=world.author, at=LATER)  # fmt: skip
    put(made, world)
    decide(made, world.finance)
    decide(made, world.legal)
    with made_by_words():
        issue(Report.objects.get(pk=made.pk), world)
    return world, Report.objects.get(pk=made.pk)


@pytest.fixture
def world(told):
    return told[0]


@pytest.fixture
def report(told):
    return told[1]


def test_the_page_says_what_was_confirmed_contradicted_and_decided_and_who_cleared_which_version(page, world, report):
    auditor = make_person("Una Audit", roles=["auditor"])
    for reader in (world.director.person, world.manager.person, auditor):
        shown = page.sign_in(reader).get(report)
        assert "Is it true?" in shown
        assert "1 contradicted" in shown
        assert "“Three actions are amber” contradicts the plan" in shown
        assert "The board counts one more." in shown
        assert "kept for a reason before it left the council." in shown
        assert "”. Ruth Amadi: It names nobody who minds." in shown
        assert "Olu Franks (Finance), version 1, 9 June 2026; Wyn Pritchard (Finance), version 1, 9 June 2026" in shown


def test_a_clerk_and_members_read_the_paper_alone(page, world, report):
    for role in ("board member", "elected member"):
        member = make_person(f"Somebody {role}", roles=[role])
        Membership.objects.create(body=world.committee, person=member, starts_on=LATER.date())
        shown = page.sign_in(member).get(report)
        assert "Three actions are amber" in shown
        assert "Is it true?" not in shown
        assert "The board counts one more." not in shown
    assert "Is it true?" not in page.sign_in(world.clerk.person).get(report)


def test_the_sentence_of_what_became_complete_leads_members_to_the_sealed_list_behind_it(page, world, report):
    member = make_person("Ada Board", roles=["board member"])
    Membership.objects.create(body=world.committee, person=member, starts_on=LATER.date())
    shown = page.sign_in(member).get(f"{report.get_absolute_url()}facts/?name=newly-blue")
    assert "Ring each family in group 1." in shown


def test_who_cleared_it_for_another_is_named_beside_them(page, asked):
    world, made = asked
    stand_in = Actor(make_person("Grace Standin"), behalf_of=world.legal.person)
    one = made.clearances.get(person=world.legal.person)
    decide_clearance(clearance=one, decision="cleared", by=stand_in, at=LATER)
    decide(made, world.finance)
    with made_by_words():
        shown = page.sign_in(world.manager.person).get(made)
        assert "cleared on 9 June 2026 by Grace Standin, acting for Wyn Pritchard" in shown
        issue(Report.objects.get(pk=made.pk), world)
        shown = page.get(made)
    assert "Wyn Pritchard (Finance) by Grace Standin, acting for them, version 1" in shown
    assert "Olu Franks (Finance), version 1" in shown
