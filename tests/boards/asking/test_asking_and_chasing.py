"""A round asks, hears, chases and thanks: what is owed by whom, and what counts as an answer."""

from datetime import date, timedelta

import pytest

from goldenthread.boards.commands.asking import add_supply, answer_supply, ask_for_answers, chase, decline_answer, thank
from goldenthread.boards.queries.owed import counted, still_out, together
from goldenthread.boards.queries.returns import owed_to
from goldenthread.identity.actor import Actor
from goldenthread.kernel.errors import NotAllowed, RuleBroken
from goldenthread.notices.models import Notice
from goldenthread.plan.commands.answers import Answer, answer_together
from goldenthread.plan.commands.contradictions import mark_contradiction
from goldenthread.plan.commands.dates import ask_new_end
from goldenthread.plan.commands.progress import Further, confirm_unchanged, report_complete, send_back, update_action
from goldenthread.sources.commands import add_source, raise_finding
from goldenthread.sources.kinds import SourceKind
from tests.boards.asking.asked import DUE, MARCH, SAID, action, opened, states
from tests.cast import make_person
from tests.plan.makers import make_action

pytestmark = pytest.mark.django_db


def test_opening_writes_down_what_is_owed_by_whom(plan, manager, lead):
    found = opened(plan, manager)
    assert states(found) == {"p1-1.1": "", "p1-1.2": "", "p1-1.3": ""}
    assert set(found.asked.values_list("person", flat=True)) == {lead.pk}
    notice = Notice.objects.get()
    assert (notice.person, notice.kind) == (lead, "round-asked")
    assert "3 answers by 13 March 2026" in notice.text


def test_nothing_of_the_plans_own_words_stands_in_an_email(plan, manager):
    opened(plan, manager)
    for one in plan.actions.all():
        assert one.wording not in Notice.objects.get().text


def test_an_answer_given_where_leads_answer_is_a_return(plan, manager, lead):
    found, by = opened(plan, manager), Actor(lead)
    at = MARCH + timedelta(days=3)
    update_action(action=action(plan, "1.1"), note=SAID, rating=None, by=by, at=at)
    confirm_unchanged(action=action(plan, "1.2"), by=by, at=MARCH + timedelta(days=12))
    assert states(found) == {"p1-1.1": "returned", "p1-1.2": "late", "p1-1.3": ""}
    assert states(found, on=date(2026, 3, 14))["p1-1.3"] == "missing"


def test_what_was_said_before_the_opening_is_no_return(plan, manager, lead):
    update_action(action=action(plan, "1.1"), note=SAID, rating=None, by=Actor(lead), at=MARCH - timedelta(days=1))
    assert states(opened(plan, manager))["p1-1.1"] == ""


def test_a_new_end_date_that_was_asked_for_is_a_return(plan, manager, lead):
    found = opened(plan, manager)
    ask_new_end(
        action=action(plan, "1.1"),
        end="October 2026",
        reason="The school opens in September.",
        by=Actor(lead),
        at=MARCH,
    )
    assert states(found)["p1-1.1"] == "returned"


def test_what_a_second_person_sent_back_is_waited_for_again(plan, manager, lead):
    found = opened(plan, manager)
    report_complete(action=action(plan, "1.1"), note=SAID, by=Actor(lead), at=MARCH + timedelta(days=1))
    assert states(found)["p1-1.1"] == "returned"
    assurer = Actor(make_person("Grace Adeyinka", roles=["quality-assurance manager"]))
    send_back(action=action(plan, "1.1"), reason="Two are missing.", by=assurer, at=MARCH + timedelta(days=2))
    assert states(found)["p1-1.1"] == ""


def test_a_declined_answer_has_its_reason_and_is_chased_no_further(plan, manager, lead):
    found = opened(plan, manager)
    one = found.asked.get(action="p1-1.1")
    with pytest.raises(RuleBroken, match="in a sentence"):
        decline_answer(asked=one, why="No.", by=Actor(lead), at=MARCH)
    decline_answer(asked=one, why="The provider has not written yet.", by=Actor(lead), at=MARCH)
    assert states(found)["p1-1.1"] == "declined"
    assert counted(owed_to(found, on=DUE)).waiting == 2


def test_somebody_else_declines_nothing(plan, manager):
    found = opened(plan, manager)
    stranger = Actor(make_person("Idris Hale", roles=["lead officer"]))
    with pytest.raises(NotAllowed):
        decline_answer(asked=found.asked.first(), why="It is not mine to give.", by=stranger, at=MARCH)


def test_one_press_chases_once_a_day_and_the_senior_lead_after_the_lead(plan, manager, lead, senior):
    found = opened(plan, manager)
    first = chase(round=found, by=manager, at=MARCH + timedelta(days=5))
    assert (first.people, first.seniors) == (1, 0)
    assert chase(round=found, by=manager, at=MARCH + timedelta(days=5, hours=2)).people == 0
    second = chase(round=found, by=manager, at=MARCH + timedelta(days=6))
    assert (second.people, second.seniors) == (1, 1)
    told = Notice.objects.get(person=senior)
    assert "3 answers from 1 lead under you" in told.text
    assert found.asked.first().chased_times == 2


def test_whom_no_address_reaches_is_named(plan, manager):
    make_action(plan, ref="1.9", leads=[make_person("Nobody Known", account=False)])
    found = opened(plan, manager)
    assert chase(round=found, by=manager, at=MARCH + timedelta(days=1)).unreached == ("Nobody Known",)


def test_who_answered_everything_is_thanked_once_and_reminded_no_more(plan, manager, lead):
    found = opened(plan, manager)
    chase(round=found, by=manager, at=MARCH + timedelta(days=1))
    for ref in ("1.1", "1.2", "1.3"):
        confirm_unchanged(action=action(plan, ref), by=Actor(lead), at=MARCH + timedelta(days=2))
    assert thank(round=found, by=manager, at=MARCH + timedelta(days=2)) == 1
    assert thank(round=found, by=manager, at=MARCH + timedelta(days=3)) == 0
    reminder = Notice.objects.get(kind="round-reminder")
    assert reminder.withdrawn_at is not None
    assert chase(round=found, by=manager, at=MARCH + timedelta(days=4)).people == 0


def test_an_action_that_came_later_is_asked_for_once(plan, manager, lead):
    found = opened(plan, manager)
    make_action(plan, ref="1.8", leads=[lead])
    later = MARCH + timedelta(days=1)
    assert ask_for_answers(round=found, by=manager, at=later) == 1
    assert ask_for_answers(round=found, by=manager, at=later) == 0
    assert "1 answer by" in Notice.objects.get(put_out_at=later).text


def test_a_successor_owes_what_the_leaver_owed(plan, manager, lead):
    found = opened(plan, manager)
    successor = make_person("Owen Pascoe")
    one = action(plan, "1.1").leads.get()
    one.person = successor
    one.save()
    assert {who.name: len(who.waiting) for who in together(owed_to(found, on=DUE))} == {
        "Devika Rao": 2,
        "Owen Pascoe": 1,
    }


def test_a_rating_better_than_its_dates_needs_a_sentence(plan, manager, lead):
    found, by = opened(plan, manager), Actor(lead)
    plan.actions.filter(ref="1.1").update(ends_on=date(2026, 1, 31))
    late = action(plan, "1.1")

    def answer(despite=""):
        further = Further(despite=despite)
        answers = [Answer(action=late, version=late.version, note=SAID, further=further)]
        return answer_together(answers=answers, by=by, at=MARCH)

    with pytest.raises(Exception, match="1 refused") as refused:
        answer()
    assert "better than its dates" in str(next(iter(refused.value.found.values())))
    update_action(action=late, note=SAID, rating=None, by=by, at=MARCH)
    assert counted(owed_to(found, on=DUE)).unexplained == 1
    late.refresh_from_db()
    answer("The last school answers by the end of March.")
    assert counted(owed_to(found, on=DUE)).unexplained == 0


def test_a_supply_of_a_partner_is_asked_chased_and_kept_with_the_round(plan, manager, partner):
    add_supply(plan=plan, person=partner, what="Waiting times by month", by=manager)
    found = opened(plan, manager)
    asked = Notice.objects.get(person=partner)
    assert asked.is_secret
    assert asked.path.startswith("/answers/")
    assert chase(round=found, by=manager, at=MARCH + timedelta(days=3)).people == 2
    one = found.asked.get(kind="supply")
    answer_supply(asked=one, answer="Sent to the data team.", by=Actor(partner), at=MARCH)
    assert states(found)["Waiting times by month"] == "returned"


def test_a_finding_that_contradicts_an_action_stands_in_the_round_until_it_is_answered(plan, manager, lead):
    source = add_source(kind=SourceKind.EXTERNAL_AUDIT, title="Audit of January", by=manager, at=MARCH)
    finding = raise_finding(source=source, text="Plans do not hold the child's words.", by=manager, at=MARCH)
    mark_contradiction(action=action(plan, "1.5"), finding=finding, by=manager, at=MARCH)
    mark_contradiction(action=action(plan, "1.1"), finding=finding, by=manager, at=MARCH)
    found = opened(plan, manager)
    assert states(found)["p1-1.5"] == ""  # it rests, and is asked for all the same
    with pytest.raises(RuleBroken, match="say what you answer"):
        confirm_unchanged(action=action(plan, "1.1"), by=Actor(lead), at=MARCH)
    update_action(action=action(plan, "1.1"), note=SAID, rating=None, by=Actor(lead), at=MARCH)
    assert states(found)["p1-1.1"] == "returned"
    assert counted(owed_to(found, on=DUE)).unexplained == 0
    mark_contradiction(
        action=action(plan, "1.1"),
        finding=raise_finding(source=source, text="Files of May say the same.", by=manager, at=MARCH),
        by=manager,
        at=MARCH,
    )
    missing = {one["action"]: one["why"] for one in still_out(owed_to(found, on=DUE))}
    assert missing["p1-1.1"] == "no word on the finding that contradicts it"
