"""A promise made in a meeting is found a quarter later in the plan, with its answer, and discharged at the next one."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from goldenthread.boards.commands.rounds import RoundDates, close_round, open_round, plan_round
from goldenthread.committee.commands.approving import circulate
from goldenthread.committee.commands.resolving import discharge, promise
from goldenthread.committee.queries.minutes import matters_arising
from goldenthread.plan.commands.answers import Answer, answer_together
from goldenthread.plan.commands.plans import answer_finding
from goldenthread.plan.commands.structure import add_action
from goldenthread.plan.models import Action
from tests.cast import by, sign_in
from tests.committee.meetings import AFTER, THEN, begin, begin_next, entry, write_and_close
from tests.plan.makers import make_lead, make_plan, make_priority

pytestmark = pytest.mark.django_db
PROMISED = "Officers agreed to tell members how many families wait."
ANSWERED = "Forty families wait, eleven of them longer than ten days."
TAKEN_UP = datetime(2026, 12, 16, 10, tzinfo=UTC)
RETURNED = datetime(2027, 2, 2, 10, tzinfo=UTC)
DATES = RoundDates(period_starts_on=date(2026, 11, 1), period_ends_on=date(2027, 1, 31))


def test_a_promise_is_taken_into_the_plan_answered_in_a_round_and_discharged_under_matters_arising(
    client, cast, chamber
):
    minutes = begin(chamber)
    owed = promise(
        minute=entry(minutes, "Improvement plan"), text=PROMISED, owner=cast.lead_officer, due_on=date(2027, 1, 20),
        by=chamber.clerk, at=THEN,
    )  # fmt: skip
    write_and_close(chamber, minutes)
    circulate(minutes=minutes, by=chamber.clerk, at=THEN)
    owed.refresh_from_db()

    manager, lead = by(cast.service_manager), by(cast.lead_officer)
    plan = make_plan(key="quay", starts_on=date(2026, 4, 1), ends_on=date(2027, 3, 31))
    action = add_action(
        priority=make_priority(plan), wording="Count the families who wait, and tell members.", ref="1.1",
        ends="February 2027", by=manager, on=TAKEN_UP.date(),
    )  # fmt: skip
    answer_finding(action=action, finding=owed.finding, by=manager)
    make_lead(action, cast.lead_officer)

    found = plan_round(plan=plan, board=None, dates=DATES, by=manager)
    open_round(round=found, by=manager, at=RETURNED)
    action = Action.objects.get(pk=action.pk)
    green = plan.rating_words.get(word="Green")
    said = Answer(action=action, version=action.version, note=ANSWERED, rating=green)
    assert answer_together(answers=[said], by=lead, at=RETURNED) == 1
    closing = close_round(round=found, by=manager, at=RETURNED)
    assert closing.lines.get().said == ANSWERED, "a quarter later the answer is frozen with the round"

    page = sign_in(client, cast.lead_officer).get(action.get_absolute_url()).content.decode()
    assert "Children&#x27;s Services Committee, meeting of 9 December 2026" in page
    assert PROMISED in page
    assert ANSWERED in page
    address = reverse("source", args=[owed.finding.source.key])
    shown = client.get(address).content.decode()
    assert reverse("meeting", args=[minutes.meeting.key]) in shown, "from the action to the source, and to the meeting"

    later = begin_next(chamber)
    (arising,) = matters_arising(later, chamber.member, at=AFTER)
    assert (arising.promise.text, arising.meeting, arising.is_overdue) == (PROMISED, minutes.meeting, True)
    under = entry(later.minutes, "Minutes").item
    discharge(promise=owed, words=ANSWERED, on=later.on, under=under, by=chamber.clerk)
    assert not matters_arising(later, chamber.member, at=AFTER)
    owed.refresh_from_db()
    owed.finding.refresh_from_db()
    assert (owed.discharged_under, owed.finding.answer, owed.finding.answer_reason) == (under, "discharged", ANSWERED)
