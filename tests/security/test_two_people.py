"""What two people must do is not done by one who acts for the other."""

from datetime import UTC, datetime

import pytest

from goldenthread.kernel.errors import RuleBroken
from goldenthread.ledger.queries import who_did
from goldenthread.plan.assurance import Strength
from goldenthread.plan.commands.dates import ask_new_end, decide_new_end
from goldenthread.plan.commands.progress import assure_action, report_complete
from goldenthread.plan.states import State
from tests.cast import by, make_person
from tests.plan.makers import make_action, make_evidence

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 4, 3, 12, tzinfo=UTC)


def reported(cast, actor):
    action = make_action(leads=[cast.lead_officer])
    make_evidence(action)
    return report_complete(action=action, note="All four teams were trained in March.", by=actor, at=NOW)


def assure(action, actor):
    return assure_action(
        action=action,
        difference="Families are rung within two days and say so.",
        strength=Strength.values[0],
        by=actor,
        on=NOW.date(),
    )


def test_whoever_typed_the_report_for_a_lead_does_not_assure_it(cast):
    action = reported(cast, by(cast.quality_assurance, cast.lead_officer))
    with pytest.raises(RuleBroken, match="Whoever reported this action complete"):
        assure(action, by(cast.quality_assurance))


def test_whoever_typed_the_report_for_a_lead_does_not_assure_it_for_another(cast):
    action = reported(cast, by(cast.nobody, cast.lead_officer))
    with pytest.raises(RuleBroken, match="Whoever reported this action complete"):
        assure(action, by(cast.nobody, cast.quality_assurance))
    assert assure(action, by(cast.quality_assurance)).state == State.ASSURED


def test_whoever_typed_a_request_for_a_new_end_does_not_decide_on_it(cast):
    senior = make_person("Sofia Flint")
    action = make_action(leads=[cast.lead_officer], senior_lead=senior)
    asking = by(senior, cast.lead_officer)
    change = ask_new_end(action=action, end="October 2027", reason="Training moved to autumn.", by=asking, at=NOW)
    with pytest.raises(RuleBroken, match="Somebody else decides"):
        decide_new_end(change=change, approve=True, note="", by=by(senior), at=NOW)
    assert decide_new_end(change=change, approve=True, note="", by=by(cast.service_manager), at=NOW).decided_at


def test_the_ledger_says_who_did_a_thing_last_and_for_whom(cast):
    action = reported(cast, by(cast.nobody, cast.lead_officer))
    assert who_did(action.subject, "plan.action_reported_complete") == {cast.nobody.key, cast.lead_officer.key}
    assert who_did(action.subject, "plan.never_done") == frozenset()
