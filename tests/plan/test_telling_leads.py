"""Leads hear what was decided on their actions: in the outbox, once, and only those who may see it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from goldenthread.identity.actor import Actor
from goldenthread.notices.composing import compose_everything
from goldenthread.notices.models import Mail, Notice
from goldenthread.plan.commands.dates import ask_new_end, decide_new_end
from goldenthread.plan.commands.progress import assure_action, reopen_action, report_complete, send_back
from tests.cast import by, make_person
from tests.plan.makers import make_action, make_evidence, make_plan
from tests.plan.pages.scene import make_finding

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 4, 3, 12, tzinfo=UTC)
SAID = "All four teams were trained, 31 of 33 people came."
MOVES = "The school opens in September."


@pytest.fixture
def assurer():
    return Actor(make_person("Grace Adeyinka", roles=["quality-assurance manager"]))


@pytest.fixture
def action(cast):
    plan = make_plan(key="sip")
    return make_action(
        plan, ref="1.7", leads=[cast.lead_officer, make_person("Owen Pascoe")], ends_on=date(2026, 6, 30)
    )


def told(kind):
    return sorted(Notice.objects.filter(kind=kind).values_list("person__name", flat=True))


def test_the_leads_are_told_that_an_action_was_sent_back_and_what_is_missing(cast, action, assurer):
    report_complete(action=action, note=SAID, by=by(cast.lead_officer), at=NOW)
    send_back(action=action, reason="Two teams are missing.", by=assurer, at=NOW)
    assert told("action-sent-back") == sorted([cast.lead_officer.name, "Owen Pascoe"])
    one = Notice.objects.filter(kind="action-sent-back").first()
    assert "1.7 was sent back" in one.subject
    assert "Grace Adeyinka" in one.text
    assert "Two teams are missing." in one.text
    assert (one.path, one.is_digest, one.about) == (action.get_absolute_url(), True, action.subject)


def test_the_leads_are_told_of_blue_and_of_each_assurance_anew(cast, action, assurer):
    make_evidence(action)
    finding = make_finding(cast, action.plan)
    for turn in (1, 2):
        action.refresh_from_db()
        report_complete(action=action, note=SAID, by=by(cast.lead_officer), at=NOW)
        assure_action(
            action=action, difference="Staff are trained now.", strength="records", by=assurer, on=date(2026, 4, 4)
        )
        assert len(told("action-assured")) == 2 * turn
        action.refresh_from_db()
        reopen_action(
            action=action, finding=finding, note="Ring them again.", rating=None,
            by=by(cast.service_manager), at=NOW + timedelta(days=turn),
        )  # fmt: skip
        assert len(told("action-reopened")) == 2 * turn


def test_whoever_decides_is_not_told_of_it(cast, action):
    action.leads.all().delete()
    action.leads.create(person=cast.service_manager, is_accountable=True, position=0)
    ask_new_end(action=action, end="October 2026", reason=MOVES, by=by(cast.service_manager), at=NOW)
    assert told("end-date-decided") == []


def test_whoever_asked_for_a_new_end_hears_the_decision_with_its_reason(cast, action):
    change = ask_new_end(action=action, end="October 2026", reason=MOVES, by=by(cast.lead_officer), at=NOW)
    assert told("end-date-decided") == []
    decide_new_end(change=change, approve=False, note="The board said June.", by=by(cast.service_manager), at=NOW)
    assert told("end-date-decided") == sorted([cast.lead_officer.name, "Owen Pascoe"])
    one = Notice.objects.filter(kind="end-date-decided").first()
    assert "keeps its end date" in one.subject
    assert "does not move to October 2026. The board said June." in one.text


def test_whoever_signs_in_nowhere_or_may_see_the_action_no_more_is_told_nothing(cast, action):
    action.leads.create(person=make_person("Bronwen Ashe", account=False, email="b@health.example"), position=2)
    change = ask_new_end(action=action, end="October 2026", reason=MOVES, by=by(cast.lead_officer), at=NOW)
    decide_new_end(change=change, approve=True, note="", by=by(cast.service_manager), at=NOW)
    assert told("end-date-decided") == sorted([cast.lead_officer.name, "Owen Pascoe"])
    action.leads.filter(person__name="Owen Pascoe").delete()
    compose_everything(at=NOW + timedelta(hours=1))
    assert set(Mail.objects.values_list("person__name", flat=True)) == {cast.lead_officer.name}
