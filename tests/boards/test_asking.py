"""A round asks, hears, chases and thanks; answers come from where leads always answer, or by a single-use link."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from goldenthread.boards.commands.asking import (
    add_supply,
    answer_supply,
    ask_for_answers,
    chase,
    decline_answer,
    make_link,
    thank,
    use_link,
)
from goldenthread.boards.commands.moderation import drop_moderation, moderate_rating
from goldenthread.boards.commands.notes import add_note, answer_pressure, withdraw_note
from goldenthread.boards.commands.rounds import RoundDates, close_round, moderate_round, open_round, plan_round
from goldenthread.boards.jobs import keep_rounds
from goldenthread.boards.models import AnswerLink, MonitoringRound, RoundNote, Supply
from goldenthread.boards.queries.notes import pressures_before
from goldenthread.boards.queries.returns import counted, owed_to, still_out, together
from goldenthread.boards.queries.since import changed_since
from goldenthread.bodies.models import Body, Kind, Membership
from goldenthread.identity.actor import Actor
from goldenthread.kernel.errors import NotAllowed, RuleBroken
from goldenthread.notices.models import Notice
from goldenthread.plan.commands.answers import Answer, answer_together
from goldenthread.plan.commands.contradictions import mark_contradiction
from goldenthread.plan.commands.dates import ask_new_end
from goldenthread.plan.commands.progress import Further, confirm_unchanged, report_complete, send_back, update_action
from goldenthread.plan.models import PlanBoard
from goldenthread.plan.queries.unanswered import count_waiting
from goldenthread.sources.commands import add_source, raise_finding
from goldenthread.sources.kinds import SourceKind
from tests.cast import make_person, make_scope
from tests.plan.makers import make_action, make_plan, make_rating

pytestmark = pytest.mark.django_db
MARCH = datetime(2026, 3, 2, 10, tzinfo=UTC)
DUE = date(2026, 3, 13)
DATES = RoundDates(date(2025, 12, 1), date(2026, 2, 28), returns_due_on=DUE)
SAID = "Nine in ten families were rung in February."
WHY = "The board meets tomorrow and two are on leave."


@pytest.fixture
def manager():
    return Actor(make_person("Miriam Bell", roles=["service manager"]))


@pytest.fixture
def lead():
    return make_person("Devika Rao", roles=["lead officer"])


@pytest.fixture
def senior():
    return make_person("Ruth Lindqvist")


@pytest.fixture
def partner():
    return make_person("Bronwen Ashe", account=False, email="b.ashe@health.example")


@pytest.fixture
def plan(lead, senior):
    plan = make_plan(key="sip")
    for number in (1, 2, 3):
        make_action(plan, ref=f"1.{number}", leads=[lead], senior_lead=senior, ends_on=date(2026, 6, 30))
    make_action(plan, ref="1.4", leads=[lead], state="completed_on_paper")
    make_action(plan, ref="1.5", leads=[lead], state="paused")
    return plan


def opened(plan, manager, at=MARCH):
    made = plan_round(plan=plan, board=None, dates=DATES, by=manager)
    open_round(round=made, by=manager, at=at)
    return made


def states(found, on=date(2026, 3, 10)):
    return {item.asked.action or item.what: item.state for item in owed_to(found, on=on)}


def action(plan, ref):
    return plan.actions.get(ref=ref)


def test_opening_writes_down_what_is_owed_by_whom(plan, manager, lead):
    found = opened(plan, manager)
    assert states(found) == {"p1-1.1": "", "p1-1.2": "", "p1-1.3": ""}
    assert set(found.asked.values_list("person", flat=True)) == {lead.pk}
    notice = Notice.objects.get()
    assert (notice.person, notice.kind) == (lead, "round-asked")
    assert "3 answers by 13 March 2026" in notice.text


def test_nothing_of_the_plans_own_words_stands_in_an_email(plan, manager):
    opened(plan, manager)
    for action in plan.actions.all():
        assert action.wording not in Notice.objects.get().text


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


def test_closing_is_refused_while_something_is_missing_unless_somebody_says_why(plan, manager, lead):
    found = opened(plan, manager)
    confirm_unchanged(action=action(plan, "1.1"), by=Actor(lead), at=MARCH)
    with pytest.raises(RuleBroken, match="2 answers the board asked for are missing"):
        close_round(round=found, by=manager, at=MARCH + timedelta(days=1))
    closing = close_round(round=found, by=manager, at=MARCH + timedelta(days=1), missing_why=WHY)
    assert closing.missing_why == WHY
    assert [one["who"] for one in closing.missing] == ["Devika Rao", "Devika Rao"]
    returned = dict(closing.lines.values_list("action", "returned"))
    assert (returned["p1-1.1"], returned["p1-1.2"], returned["p1-1.4"]) == ("returned", "missing", "")
    assert not Notice.objects.filter(withdrawn_at=None).exists()


def test_nothing_missing_closes_in_one_press(plan, manager, lead):
    found = opened(plan, manager)
    for ref in ("1.1", "1.2", "1.3"):
        confirm_unchanged(action=action(plan, ref), by=Actor(lead), at=MARCH)
    assert close_round(round=found, by=manager, at=MARCH).missing_why == ""


def test_a_closing_keeps_everything_a_return_held(plan, manager, lead):
    found = opened(plan, manager)
    further = Further(
        figure="84%", next_step="Visit the last two schools.", look_at="April 2026", needs="A second worker."
    )
    update_action(action=action(plan, "1.1"), note=SAID, rating=None, by=Actor(lead), at=MARCH, further=further)
    closing = close_round(round=found, by=manager, at=MARCH, missing_why=WHY)
    line = closing.lines.get(action="p1-1.1")
    assert (line.figure, line.figure_number, line.look_at) == ("84%", 84, "April 2026")
    assert (line.next_step, line.needs, line.said) == ("Visit the last two schools.", "A second worker.", SAID)


def test_the_boards_rating_stands_beside_the_officers_and_both_are_kept(plan, manager):
    found, amber = opened(plan, manager), make_rating(plan, "Amber", colour="amber")
    with pytest.raises(RuleBroken, match="differently"):
        moderate_rating(round=found, action=action(plan, "1.1"), word=amber, why="No", by=manager, at=MARCH)
    why = "The audit of January says otherwise."
    made = moderate_rating(round=found, action=action(plan, "1.1"), word=amber, why=why, by=manager, at=MARCH)
    line = close_round(round=found, by=manager, at=MARCH, missing_why=WHY).lines.get(action="p1-1.1")
    assert (line.declared, line.board_colour, line.board_word, line.board_why) == ("green", "amber", "Amber", why)
    with pytest.raises(RuleBroken):
        drop_moderation(moderation=made, by=manager, at=MARCH)


def test_a_lead_does_not_speak_for_the_board(plan, manager, lead):
    found, amber = opened(plan, manager), make_rating(plan, "Amber", colour="amber")
    with pytest.raises(NotAllowed):
        moderate_rating(round=found, action=action(plan, "1.1"), word=amber, why=WHY, by=Actor(lead), at=MARCH)


def test_a_pressure_named_at_one_closing_is_asked_about_at_the_next(plan, manager, lead):
    first, by = opened(plan, manager), Actor(lead)
    add_note(round=first, kind="achievement", text="All six schools signed up.", by=by, at=MARCH)
    add_note(round=first, kind="pressure", theme="staffing", text="Two posts stand empty.", by=by, at=MARCH)
    dropped = add_note(round=first, kind="pressure", theme="data", text="The list comes late.", by=by, at=MARCH)
    withdraw_note(note=dropped, by=by, at=MARCH)
    closing = close_round(round=first, by=manager, at=MARCH, missing_why=WHY)
    assert [(note["kind"], note["theme"]) for note in closing.notes] == [("achievement", ""), ("pressure", "Staffing")]
    second = opened(plan, manager, at=MARCH + timedelta(days=90))
    asked = pressures_before(second)
    assert [one.note.text for one in asked] == ["Two posts stand empty."]
    with pytest.raises(RuleBroken, match="what has changed"):
        answer_pressure(round=second, pressure=asked[0].note, standing="gone", text="", by=by, at=MARCH)
    answer_pressure(round=second, pressure=asked[0].note, standing="gone", text="Both are filled now.", by=by, at=MARCH)
    assert pressures_before(second) == []
    assert RoundNote.objects.get(round=second).follows == asked[0].note


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


def the_link(person):
    return Notice.objects.filter(person=person).order_by("-pk").first().path


@pytest.fixture
def partner_leads(plan, partner):
    return make_action(plan, ref="2.1", leads=[partner], ends_on=timezone.localdate() + timedelta(days=60))


def test_a_link_shows_only_ones_own_and_answers_once(page, plan, manager, partner, partner_leads):
    add_supply(plan=plan, person=partner, what="Waiting times by month", by=manager)
    found = opened(plan, manager, at=timezone.now())
    link = the_link(partner)
    shown = page.get(link)
    assert "2.1" in shown.html
    assert "1.1" not in shown.html
    assert not re.search(r'href="/plans/', shown.html)
    typed = {f"a{partner_leads.pk}-note": SAID, "s0-answer": "Sent to the data team."}
    thanked = page.send(shown, typed, status=200)
    assert "Thank you" in thanked.html
    assert states(found, on=timezone.localdate())["p1-2.1"] == "late"
    assert found.asked.get(kind="supply").answer == "Sent to the data team."
    assert "has been used" in page.get(link, status=410).html
    page.send(shown, typed, status=410)
    assert partner_leads.updates.count() == 1


def test_a_link_refuses_what_an_account_would_refuse_and_stays_open(page, plan, manager, partner, partner_leads):
    opened(plan, manager, at=timezone.now())
    shown = page.get(the_link(partner))
    answer = page.send(shown, {f"a{partner_leads.pk}-note": "done"}, status=422)
    assert "Say what changed" in answer.html
    assert "Nothing was filled in" in page.send(shown, {}, status=422).html
    assert AnswerLink.objects.get().used_at is None


def test_a_replaced_link_names_the_newer_and_an_unknown_one_asks_to_sign_in(
    page, plan, manager, partner, partner_leads
):
    found = opened(plan, manager, at=timezone.now())
    first = the_link(partner)
    make_link(round=found, person=partner, by=manager, at=timezone.now())
    assert "A newer link was sent to you" in page.get(first, status=410).html
    unknown = page.get("/answers/nothing-like-that/", status=302)
    assert unknown.response.headers["Location"].startswith("/?next=")


def test_a_link_of_a_closed_round_takes_nothing(page, plan, manager, partner, partner_leads):
    found = opened(plan, manager, at=timezone.now())
    link = the_link(partner)
    close_round(round=found, by=manager, at=timezone.now(), missing_why=WHY)
    assert "no longer taken" in page.get(link, status=410).html


def test_a_link_is_used_by_nobody_else_and_only_once(plan, manager, partner, partner_leads, lead):
    found = opened(plan, manager, at=timezone.now())
    link = AnswerLink.objects.get(round=found)
    with pytest.raises(NotAllowed):
        use_link(link=link, by=Actor(lead), at=timezone.now())
    use_link(link=link, by=Actor(partner), at=timezone.now())
    with pytest.raises(RuleBroken, match="used already"):
        use_link(link=link, by=Actor(partner), at=timezone.now())


def test_my_actions_says_what_a_round_asks_and_asks_again_for_what_was_said_before_it(page, plan, manager, lead):
    update_action(action=action(plan, "1.1"), note=SAID, rating=None, by=Actor(lead), at=timezone.now())
    page.sign_in(lead)
    assert "2 actions wait" in page.get("/my-actions/").html
    opened(plan, manager, at=timezone.now())
    shown = page.get("/my-actions/")
    assert "3 actions wait" in shown.html
    assert "0 of 3 answered" in shown.html


def test_a_promised_step_whose_month_has_passed_is_asked_for_first(page, plan, manager, lead):
    last_month = timezone.localdate().replace(day=1) - timedelta(days=1)
    further = Further(next_step="Visit the last two schools.", look_at=f"{last_month:%B %Y}")
    update_action(
        action=action(plan, "1.3"), note=SAID, rating=None, by=Actor(lead), further=further,
        at=timezone.now() - timedelta(days=80),
    )  # fmt: skip
    page.sign_in(lead)
    html = page.get("/my-actions/").html
    assert html.index("1.3") < html.index("1.1")
    assert "Visit the last two schools." in html


def test_the_pages_of_a_round_at_work_answer_everybody_who_reads_it(page, plan, manager, lead, senior):
    found = opened(plan, manager, at=timezone.now())
    add_note(round=found, kind="pressure", theme="staffing", text="Two posts stand empty.", by=Actor(lead), at=MARCH)
    auditor = make_person("Ann Auditor", roles=["auditor"])
    for reader in (manager.person, lead, auditor):
        page.sign_in(reader)
        for part in ("", "returns/", "return/", "moderation/"):
            page.get(f"/plans/sip/rounds/1/{part}")
    page.sign_in(auditor)
    page.post("/plans/sip/rounds/1/chase/", status=403)
    page.get("/plans/sip/rounds/1/moderation/p1-1.1/", status=403)
    page.sign_in(manager.person)
    page.send(
        page.get("/plans/sip/rounds/1/moderation/p1-1.1/"), {"word": str(make_rating(plan, "Amber").pk), "why": WHY}
    )
    assert "Amber" in page.get("/plans/sip/rounds/1/moderation/").html
    page.send(page.get("/plans/sip/rounds/1/returns/"))
    page.sign_in(lead)
    page.send(page.get("/plans/sip/rounds/1/decline/p1-1.1/"), {"why": WHY})
    page.send(page.get("/plans/sip/rounds/1/notes/add/"), {"kind": "achievement", "text": "All six schools signed up."})
    note = RoundNote.objects.get(kind="achievement")
    page.send(page.get("/plans/sip/rounds/1/return/"), press=f"note={note.pk}")
    assert RoundNote.objects.filter(withdrawn_at=None).count() == 1


def test_supplies_are_agreed_and_ended_on_their_page(page, plan, manager, partner):
    page.sign_in(manager.person)
    page.send(page.get("/plans/sip/supplies/"), {"person": partner.key, "what": "Waiting times by month"})
    shown = page.get("/plans/sip/supplies/")
    assert "Waiting times by month" in shown.html
    page.send(shown, action="/plans/sip/supplies/drop/", press=f"supply={Supply.objects.get().pk}")
    assert "Nothing is asked for yet" in page.get("/plans/sip/supplies/").html


def kept(found, on):
    keep_rounds(at=datetime(on.year, on.month, on.day, 9, tzinfo=UTC))
    return list(Notice.objects.order_by("pk").values_list("kind", flat=True))


def test_a_round_opens_reminds_and_calls_by_itself_and_never_twice_for_one_day(plan, manager):
    days = RoundDates(
        date(2025, 12, 1), date(2026, 2, 28), opens_on=date(2026, 3, 2), returns_due_on=DUE, closes_on=date(2026, 3, 20)
    )
    found = plan_round(plan=plan, board=None, dates=days, by=manager)
    assert kept(found, date(2026, 3, 1)) == []
    assert kept(found, date(2026, 3, 2)) == ["round-asked"]
    assert kept(found, date(2026, 3, 9)) == ["round-asked"]
    assert kept(found, date(2026, 3, 10))[1:] == ["round-reminder"]
    assert kept(found, date(2026, 3, 12))[2:] == []
    assert kept(found, date(2026, 3, 14))[2:] == ["round-reminder", "round-senior"]
    assert kept(found, date(2026, 3, 18))[4:] == []
    assert kept(found, date(2026, 3, 19))[4:] == ["round-last-call", "round-senior"]
    assert kept(found, date(2026, 3, 19))[6:] == []


def test_the_days_of_a_round_hold_across_summer_time(plan, manager):
    days = RoundDates(date(2026, 1, 1), date(2026, 3, 28), opens_on=date(2026, 3, 29), returns_due_on=date(2026, 3, 30))
    plan_round(plan=plan, board=None, dates=days, by=manager)
    keep_rounds(at=datetime(2026, 3, 28, 23, 30, tzinfo=UTC))
    assert not Notice.objects.exists()
    keep_rounds(at=datetime(2026, 3, 29, 23, 30, tzinfo=UTC))  # half past midnight on the 30th, in summer time
    asked = plan.rounds.get().asked.first()
    assert timezone.localdate(asked.asked_at) == date(2026, 3, 30)
    late = action(plan, "1.1")
    confirm_unchanged(action=late, by=Actor(late.leads.get().person), at=datetime(2026, 3, 30, 22, 59, tzinfo=UTC))
    assert states(plan.rounds.get(), on=date(2026, 3, 31))["p1-1.1"] == "returned"
    other = action(plan, "1.2")
    confirm_unchanged(action=other, by=Actor(late.leads.get().person), at=datetime(2026, 3, 30, 23, 1, tzinfo=UTC))
    assert states(plan.rounds.get(), on=date(2026, 3, 31))["p1-1.2"] == "late"


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


def test_what_changed_since_is_told_beside_the_paper_and_not_in_it(page, plan, manager, lead):
    found = opened(plan, manager, at=timezone.now())
    close_round(round=found, by=manager, at=timezone.now(), missing_why=WHY)
    page.sign_in(manager.person)
    paper = page.get("/plans/sip/rounds/1/").html
    assert "Nothing has changed since" in page.get("/plans/sip/rounds/1/since/").html
    amber = make_rating(plan, "Amber", colour="amber")
    update_action(action=action(plan, "1.1"), note=SAID, rating=amber, by=Actor(lead), at=timezone.now())
    plan.actions.filter(ref="1.2").delete()
    make_action(plan, ref="1.8", leads=[lead])
    changed = {one.ref: one for one in changed_since(found, on=timezone.localdate())}
    assert [one.label for one in changed["1.1"].differences] == ["Rating", "Last said"]
    assert (changed["1.2"].note, changed["1.8"].note) == ("Deleted since.", "Not in the paper: it was added since.")
    assert SAID in page.get("/plans/sip/rounds/1/since/").html
    assert re.sub(r'value="[^"]*"', "", page.get("/plans/sip/rounds/1/").html) == re.sub(r'value="[^"]*"', "", paper)


def test_a_boards_chair_sees_its_round_in_moderation_and_weighs_it_and_other_members_do_not(page, plan, manager):
    board = Body.objects.create(key="board", name="Board", kind=Kind.BOARD, scope=make_scope("body", "board", "Board"))
    PlanBoard.objects.create(plan=plan, body=board, written="Board")
    chair, member = (make_person(name, roles=["board member"]) for name in ("Harriet Coe", "Marta Quine"))
    for person, office in ((chair, "chair"), (member, "member")):
        Membership.objects.create(body=board, person=person, office=office, starts_on=date(2020, 1, 1))
    made = plan_round(plan=plan, board=board, dates=DATES, by=manager)
    open_round(round=made, by=manager, at=MARCH)
    amber = make_rating(plan, "Amber", colour="amber")
    page.sign_in(chair)
    page.get("/plans/sip/rounds/1/", status=404)
    moderate_round(round=MonitoringRound.objects.get(), by=manager, at=MARCH)
    page.send(page.get("/plans/sip/rounds/1/moderation/p1-1.1/"), {"word": str(amber.pk), "why": WHY})
    assert made.moderations.get().by == chair
    page.sign_in(member)
    page.get("/plans/sip/rounds/1/", status=404)


def test_what_was_declined_is_not_asked_for_again_while_its_round_is_open(page, plan, manager, lead):
    found = opened(plan, manager, at=timezone.now())
    page.sign_in(lead)
    assert "3 actions wait" in page.get("/my-actions/").html
    decline_answer(asked=found.asked.get(action="p1-1.1"), why=WHY, by=Actor(lead), at=timezone.now())
    assert "2 actions wait" in page.get("/my-actions/").html
    assert count_waiting(lead, on=timezone.localdate()) == 2
    close_round(round=found, by=manager, at=timezone.now(), missing_why=WHY)
    assert count_waiting(lead, on=timezone.localdate()) == 3


def test_a_pressure_of_which_nothing_is_said_stands_in_the_closing_and_says_so(plan, manager, lead):
    first = opened(plan, manager)
    add_note(round=first, kind="pressure", theme="data", text="The list comes late.", by=Actor(lead), at=MARCH)
    close_round(round=first, by=manager, at=MARCH, missing_why=WHY)
    second = opened(plan, manager, at=MARCH + timedelta(days=90))
    closing = close_round(round=second, by=manager, at=MARCH + timedelta(days=95), missing_why=WHY)
    note = closing.notes[0]
    assert (note["text"], note["before"]) == ("The list comes late.", "in round 1.")
    assert note["standing"] == "Nothing was said of it this time"


def test_what_a_round_was_closed_without_adds_up_on_its_page(page, plan, manager, lead, partner):
    add_supply(plan=plan, person=partner, what="Waiting times by month", by=manager)
    found = opened(plan, manager, at=timezone.now())
    plan.actions.filter(ref="1.1").update(ends_on=timezone.localdate() - timedelta(days=60))
    update_action(action=action(plan, "1.1"), note=SAID, rating=None, by=Actor(lead), at=timezone.now())
    close_round(round=found, by=manager, at=timezone.now(), missing_why=WHY)
    page.sign_in(manager.person)
    text = page.get("/plans/sip/rounds/1/").text
    assert "3 have no answer, 1 has no sentence on why it is better than its dates" in text
    assert "Devika Rao 3, Bronwen Ashe 1" in text


def test_the_reason_of_a_declined_answer_stands_on_the_page_the_board_reads(page, plan, manager, lead):
    found = opened(plan, manager)
    decline_answer(asked=found.asked.get(action="p1-1.1"), why="Counsel asks us to wait.", by=Actor(lead), at=MARCH)
    close_round(round=found, by=manager, at=MARCH, missing_why=WHY)
    page.sign_in(manager.person)
    assert "Counsel asks us to wait." in page.get("/plans/sip/rounds/1/").html


def test_the_start_page_leads_to_the_round_that_asks_and_to_what_is_still_to_come(page, plan, manager, lead):
    opened(plan, manager, at=timezone.now())
    page.sign_in(lead)
    assert "0 of 3 answered" in page.get("/").html
    page.sign_in(manager.person)
    assert "answers still to come in round 1 of Harbour Plan" in page.get("/").html
