"""A hand-over planned for a last day: nothing moves before it is over, and then everything does, once."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from goldenthread.design.words import day
from goldenthread.identity import handover
from goldenthread.identity.commands.handover import hand_over_everything
from goldenthread.identity.commands.leaving import carry_out_hand_over, plan_hand_over, withdraw_hand_over
from goldenthread.identity.jobs import keep_hand_overs
from goldenthread.identity.models import EVERYTHING, Account, HandOver, Person, PostHolding, Rights
from goldenthread.identity.queries import planned_with
from goldenthread.kernel.errors import NotAllowed, RuleBroken
from goldenthread.ledger.queries import history
from goldenthread.ledger.writing import record
from tests.cast import by, make_person, make_post, make_scope

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 3, 16, 10, tzinfo=UTC)
FRIDAY = date(2026, 3, 20)
FRIDAY_EVENING = datetime(2026, 3, 20, 23, 30, tzinfo=UTC)
SATURDAY = datetime(2026, 3, 21, 0, 5, tzinfo=UTC)
TUESDAY_AFTER = datetime(2026, 3, 24, 8, tzinfo=UTC)


@pytest.fixture
def parcels(monkeypatch):
    """A kind of thing to owe, as an app above registers one, and who owes each."""
    owners = {"Parcel one": "ruth-amadi", "Parcel two": "ruth-amadi"}

    def mine(person):
        return [(title, f"/parcels/{title[-3:]}/") for title, owner in owners.items() if owner == person.key]

    def give(*, person, successor, by, on):
        found = mine(person)
        for title, _ in found:
            owners[title] = successor.key
            record("test.parcel_given", by=by, subject=f"parcel:{title}", to=successor.key)
        return len(found)

    monkeypatch.setattr(handover, "_KINDS", dict(handover._KINDS))
    handover.register(handover.OwedKind("Parcels", lambda person: len(mine(person)), mine, give))
    return owners


def plan(cast, *, to, actor=None, on=FRIDAY, closes=True, at=MONDAY):
    return plan_hand_over(
        person=Person.objects.get(pk=cast.lead_officer.pk),
        successors={EVERYTHING: to},
        by=actor or by(cast.administrator),
        on=on,
        at=at,
        closes_account=closes,
    )


def days_ahead(number):
    """A day so many days from the day on which the pages are read."""
    return timezone.localdate() + timedelta(days=number)


def ruth(cast):
    return Person.objects.get(pk=cast.lead_officer.pk)


def test_nothing_changes_hands_before_the_last_day_is_over(cast, parcels):
    post = make_post(holder=cast.lead_officer)
    plan(cast, to=cast.service_manager)
    assert keep_hand_overs(at=FRIDAY_EVENING) == 0
    assert set(parcels.values()) == {"ruth-amadi"}
    assert PostHolding.objects.get(post=post).ends_on is None
    assert Rights.of(ruth(cast), on=FRIDAY).roles
    assert Account.objects.get(person=cast.lead_officer).may_sign_in(on=FRIDAY)


def test_everything_changes_hands_when_the_last_day_is_over(cast, parcels):
    post = make_post(holder=cast.lead_officer)
    plan(cast, to=cast.service_manager)
    assert keep_hand_overs(at=SATURDAY) == 1
    assert set(parcels.values()) == {"joan-fairley"}
    taken = post.holdings.get(person=cast.service_manager)
    assert (taken.kind, taken.starts_on) == ("interim", FRIDAY + timedelta(days=1))
    assert (ruth(cast).left_on, ruth(cast).is_active) == (FRIDAY, False)
    assert not Account.objects.get(person=cast.lead_officer).is_active


def test_the_account_opens_nothing_after_the_last_day_even_where_the_job_is_late(cast, parcels):
    plan(cast, to=cast.service_manager)
    account = Account.objects.get(person=cast.lead_officer)
    assert not account.may_sign_in(on=FRIDAY + timedelta(days=1))
    assert set(parcels.values()) == {"ruth-amadi"}


def test_it_is_done_once_however_often_and_however_late_the_job_runs(cast, parcels):
    planned = plan(cast, to=cast.service_manager)
    assert [keep_hand_overs(at=TUESDAY_AFTER) for _ in range(3)] == [1, 0, 0]
    keeper = by(Person.objects.get(key="system-hand-over-keeper"), cast.administrator)
    assert carry_out_hand_over(planned=planned, by=keeper, at=TUESDAY_AFTER) is None
    done = [line for line in history(cast.lead_officer.subject) if line.what == "identity.everything_handed_over"]
    assert len(done) == 1
    assert ruth(cast).left_on == FRIDAY


def test_the_record_says_who_asked_for_it_and_that_the_keeper_did_it(cast, parcels):
    plan(cast, to=cast.service_manager)
    keep_hand_overs(at=SATURDAY)
    line = history(cast.lead_officer.subject)[0]
    told = {change.field: change.after for change in line.changes}
    assert (line.who, line.for_whom) == ("system-hand-over-keeper", "asha-verity")
    assert (told["asked_by"], told["asked_at"], told["counts"]) == ("asha-verity", MONDAY.isoformat(), {"Parcels": 2})
    parcel = history("parcel:Parcel one")[0]
    assert (parcel.who, parcel.for_whom) == ("system-hand-over-keeper", "asha-verity")


def test_a_plan_is_changed_and_what_was_planned_last_is_done(cast, parcels):
    plan(cast, to=cast.service_manager)
    plan(cast, to=cast.director, on=FRIDAY + timedelta(days=7))
    assert HandOver.objects.count() == 1
    assert keep_hand_overs(at=SATURDAY) == 0
    assert ruth(cast).left_on == FRIDAY + timedelta(days=7)
    assert keep_hand_overs(at=SATURDAY + timedelta(days=7)) == 1
    assert set(parcels.values()) == {"piers-halloran"}
    changed = next(line for line in history(cast.lead_officer.subject) if line.what == "identity.hand_over_changed")
    assert {change.field for change in changed.changes} == {"last_day", "successors"}


def test_a_plan_is_withdrawn_and_then_nothing_happens(cast, parcels):
    planned = plan(cast, to=cast.service_manager)
    withdraw_hand_over(planned=planned, by=by(cast.administrator), at=MONDAY)
    assert ruth(cast).left_on is None
    assert keep_hand_overs(at=SATURDAY) == 0
    assert set(parcels.values()) == {"ruth-amadi"}
    with pytest.raises(RuleBroken, match="withdrawn already"):
        withdraw_hand_over(planned=HandOver.objects.get(), by=by(cast.administrator), at=MONDAY)
    assert plan(cast, to=cast.director)


def test_handing_over_at_once_does_away_with_what_was_planned(cast, parcels):
    plan(cast, to=cast.service_manager)
    hand_over_everything(
        person=ruth(cast), successors={EVERYTHING: cast.director}, by=by(cast.administrator), on=FRIDAY, at=MONDAY
    )
    assert set(parcels.values()) == {"piers-halloran"}
    assert HandOver.objects.get().state == "done"
    assert keep_hand_overs(at=SATURDAY) == 0


def test_what_comes_to_the_leaver_after_the_plan_goes_along(cast, parcels):
    plan(cast, to=cast.service_manager)
    parcels["Parcel three"] = "ruth-amadi"
    keep_hand_overs(at=SATURDAY)
    assert parcels["Parcel three"] == "joan-fairley"


def test_a_hand_over_whose_successor_has_gone_waits_says_why_and_stops_no_other(cast, parcels):
    planned = plan(cast, to=cast.service_manager)
    other = make_person("Nia Pryce")
    plan_hand_over(person=other, successors={}, by=by(cast.administrator), on=FRIDAY, at=MONDAY)
    Person.objects.filter(pk=cast.service_manager.pk).update(is_active=False)
    assert [keep_hand_overs(at=SATURDAY), keep_hand_overs(at=TUESDAY_AFTER)] == [1, 0]
    planned.refresh_from_db()
    assert (planned.state, planned.refused) == ("planned", "Joan Fairley is no longer here on that day.")
    assert set(parcels.values()) == {"ruth-amadi"}
    refused = [line for line in history(cast.lead_officer.subject) if line.what == "identity.hand_over_refused"]
    assert len(refused) == 1
    assert [one.hand_over for one in planned_with(cast.administrator)] == [planned]


def test_a_leaver_plans_her_own_and_keeps_her_account(cast, parcels):
    plan(cast, to=cast.director, actor=by(cast.lead_officer), closes=False)
    assert ruth(cast).left_on is None
    assert keep_hand_overs(at=SATURDAY) == 1
    assert set(parcels.values()) == {"piers-halloran"}
    assert Account.objects.get(person=cast.lead_officer).is_active


def test_what_an_administrator_planned_the_leaver_does_not_change(cast, parcels):
    planned = plan(cast, to=cast.service_manager)
    with pytest.raises(NotAllowed, match="only an administrator"):
        plan(cast, to=cast.director, actor=by(cast.lead_officer), closes=False)
    with pytest.raises(NotAllowed, match="only an administrator"):
        withdraw_hand_over(planned=planned, by=by(cast.lead_officer), at=MONDAY)
    with pytest.raises(NotAllowed):
        plan(cast, to=cast.director, actor=by(cast.director), closes=False)


def test_a_day_that_has_passed_and_nothing_owed_are_not_planned(cast, parcels):
    with pytest.raises(RuleBroken, match="has passed"):
        plan(cast, to=cast.director, on=date(2026, 3, 15))
    with pytest.raises(RuleBroken, match="who takes over: parcels"):
        plan(cast, to=None)
    parcels.clear()
    with pytest.raises(RuleBroken, match="nothing to hand over"):
        plan(cast, to=cast.director, actor=by(cast.lead_officer), closes=False)


def test_only_whom_it_concerns_sees_what_is_planned(cast, parcels):
    plan(cast, to=cast.service_manager)
    seen = {part: HandOver.objects.visible_to(person).exists() for part, person in cast.everyone().items()}
    assert {part for part, sees in seen.items() if sees} == {
        "lead_officer", "service_manager", "administrator", "auditor"
    }  # fmt: skip
    assert len(planned_with(cast.lead_officer)) == len(planned_with(cast.service_manager)) == 1
    assert planned_with(cast.director) == planned_with(cast.administrator) == []


def test_the_page_plans_changes_and_withdraws_and_both_people_see_it(page, cast, parcels):
    page.sign_in(cast.lead_officer)
    first, second = days_ahead(30), days_ahead(37)
    form = page.get("/people/ruth-amadi/hand-over/")
    assert "changes hands when this day is over" in form
    sent = page.send(form, {"everything": "piers-halloran", "on": first.isoformat()})
    assert f"Planned for {day(first)}" in page.follow(sent)
    assert set(parcels.values()) == {"ruth-amadi"}
    assert f"You hand over what you owe when {day(first)} is over, to Piers Halloran." in page.get("/")
    page.sign_in(cast.director)
    assert f"Ruth Amadi hands over to you when {day(first)} is over." in page.get("/")
    assert "takes everything" in page.get("/people/ruth-amadi/")
    page.sign_in(cast.clerk)
    assert day(first) not in page.get("/people/ruth-amadi/").html
    page.sign_in(cast.lead_officer)
    form = page.get("/people/ruth-amadi/hand-over/")
    assert f"Planned for {day(first)}" in form
    page.send(form, {"everything": "joan-fairley", "on": second.isoformat()})
    question = page.get("/people/ruth-amadi/hand-over/withdraw/")
    assert day(second) in question
    page.send(question)
    assert HandOver.objects.get().state == "withdrawn"
    page.get("/people/ruth-amadi/hand-over/withdraw/", status=404)


def test_a_press_to_hand_over_at_once_says_first_what_will_happen(page, cast, parcels):
    page.sign_in(cast.lead_officer)
    form = page.get("/people/ruth-amadi/hand-over/")
    given = {"everything": "piers-halloran", "on": days_ahead(30).isoformat()}
    asked = page.send(form, given, press="at_once=yes", status=200)
    assert "Parcels: 2, to Piers Halloran" in asked
    assert "The account stays open" in asked
    assert set(parcels.values()) == {"ruth-amadi"}
    page.send(asked)
    assert set(parcels.values()) == {"piers-halloran"}
    assert not HandOver.objects.exists()
    told = {change.field: change.after for change in history(cast.lead_officer.subject)[0].changes}
    assert told["last_day"] == given["on"]


def test_a_slip_of_the_year_hands_nothing_over(page, cast, parcels):
    past = days_ahead(-300)
    page.sign_in(cast.administrator)
    form = page.get("/people/ruth-amadi/hand-over/")
    given = {"everything": "piers-halloran", "on": past.isoformat()}
    refused = page.send(form, given, status=422)
    assert "That day has passed. Give today or a later day, or hand over at once." in refused
    asked = page.send(refused, press="at_once=yes", status=200)
    assert f"The last day you gave, {day(past)}, is 300 days ago" in asked
    assert "closes at once, and Ruth Amadi is signed out everywhere" in asked
    assert set(parcels.values()) == {"ruth-amadi"}
    assert ruth(cast).left_on is None


def test_a_hand_over_is_at_most_a_year_ahead(page, cast, parcels):
    assert plan(cast, to=cast.director, on=date(2027, 3, 16))
    with pytest.raises(RuleBroken, match="at most a year ahead: give a day until 16 March 2027") as refusal:
        plan(cast, to=cast.director, on=date(2027, 3, 17))
    assert refusal.value.about == "on"
    with pytest.raises(RuleBroken, match="at most a year ahead"):
        hand_over_everything(
            person=ruth(cast),
            successors={EVERYTHING: cast.director},
            by=by(cast.administrator),
            on=date(2031, 3, 20),
            at=MONDAY,
        )
    page.sign_in(cast.lead_officer)
    HandOver.objects.all().delete()
    form = page.get("/people/ruth-amadi/hand-over/")
    page.send(
        form, {"everything": "piers-halloran", "on": days_ahead(400).isoformat()}, press="at_once=yes", status=422
    )


def test_no_last_day_is_chosen_beforehand(page, cast, parcels):
    page.sign_in(cast.lead_officer)
    form = page.get("/people/ruth-amadi/hand-over/")
    assert not form.values()["on"]
    page.send(form, {"everything": "piers-halloran"}, status=422)
    assert "Needed for either button; it may be today." in form.text
    page.send(form, {"everything": "piers-halloran"}, press="at_once=yes", status=422)
    assert not HandOver.objects.exists()


def test_whoever_has_left_is_given_no_second_last_day(page, cast, parcels):
    plan(cast, to=cast.service_manager)
    keep_hand_overs(at=SATURDAY)
    with pytest.raises(RuleBroken, match="has left on 20 March 2026"):
        plan(cast, to=None, on=date(2026, 4, 20), at=TUESDAY_AFTER)
    assert not HandOver.objects.planned().exists()
    page.sign_in(cast.administrator)
    shown = page.get("/people/ruth-amadi/hand-over/")
    assert "Nothing is owed" in shown
    assert not shown.all("//main//form")


def test_what_comes_to_somebody_who_has_left_is_handed_over_and_her_day_stays(page, cast, parcels):
    plan(cast, to=cast.service_manager)
    keep_hand_overs(at=SATURDAY)
    parcels["Parcel three"] = "ruth-amadi"
    page.sign_in(cast.administrator)
    form = page.get("/people/ruth-amadi/hand-over/")
    assert "Ruth Amadi has left on 20 March 2026" in form
    assert "on" not in form.values("hand-over/")
    asked = page.send(form, {"everything": "piers-halloran"}, status=200)
    page.send(asked)
    assert parcels["Parcel three"] == "piers-halloran"
    assert (ruth(cast).left_on, ruth(cast).is_active) == (FRIDAY, False)


def test_withdrawing_after_the_last_day_brings_nobody_back(cast, parcels):
    planned = plan(cast, to=cast.service_manager)
    withdraw_hand_over(planned=planned, by=by(cast.administrator), at=SATURDAY)
    assert ruth(cast).left_on == FRIDAY


def test_a_last_day_that_was_set_at_once_is_not_moved_by_a_plan(cast, parcels):
    takes = {EVERYTHING: cast.director}
    hand_over_everything(person=ruth(cast), successors=takes, by=by(cast.administrator), on=FRIDAY, at=MONDAY)
    with pytest.raises(RuleBroken, match="leaves on 20 March 2026 already"):
        plan(cast, to=cast.director, on=FRIDAY + timedelta(days=7))
    assert ruth(cast).left_on == FRIDAY


def test_a_change_of_nothing_is_no_change_and_each_change_has_words(page, cast, parcels):
    first = plan(cast, to=cast.service_manager)
    again = plan(cast, to=cast.service_manager, at=FRIDAY_EVENING)
    assert (again.pk, again.asked_at) == (first.pk, MONDAY)
    plan(cast, to=cast.director)
    page.sign_in(cast.administrator)
    shown = page.get("/record/")
    assert shown.text.count("Hand-over changed") == 1
    assert "Everything: " in shown
    assert "Piers Halloran" in shown


def test_disabling_whoever_takes_over_names_the_hand_over_first(page, cast, parcels):
    plan(cast, to=cast.director, on=days_ahead(30), at=timezone.now())
    page.sign_in(cast.administrator)
    form = page.get("/people/piers-halloran/disable/")
    assert f"Piers Halloran is to take over from Ruth Amadi when {day(days_ahead(30))} is over" in form
    assert form.links()["Ruth Amadi"] == "/people/ruth-amadi/hand-over/"
    page.send(form)
    assert "the account of Piers Halloran is disabled" in page.get("/people/ruth-amadi/")
    assert "is to take over" not in page.get("/people/joan-fairley/disable/")


def test_a_hand_over_that_lost_its_successor_stands_before_managers_and_administrators(cast, parcels):
    planned = plan(cast, to=cast.director, on=days_ahead(30), at=timezone.now())
    assert planned_with(cast.service_manager) == planned_with(cast.administrator) == []
    Account.objects.filter(person=cast.director).update(is_active=False)
    for person in (cast.service_manager, cast.administrator):
        (one,) = planned_with(Person.objects.get(pk=person.pk))
        assert one.hand_over == planned
        assert one.takes[0].lacks == "the account of Piers Halloran is disabled"
    assert planned_with(cast.clerk) == []


def test_a_service_manager_sees_who_takes_over(page, cast, parcels):
    plan(cast, to=cast.director, on=FRIDAY)
    page.sign_in(make_person("Nia Pryce", roles=["service manager"], scope=make_scope(key="sip")))
    assert "Piers Halloran takes everything" in page.get("/people/ruth-amadi/")


def test_a_leaver_reads_what_an_administrator_planned_and_cannot_change_it(page, cast, parcels):
    plan(cast, to=cast.service_manager, on=days_ahead(30), at=timezone.now())
    page.sign_in(cast.lead_officer)
    shown = page.get("/people/ruth-amadi/hand-over/")
    assert "Only an administrator can change this hand-over." in shown
    assert "Joan Fairley takes everything" in shown
    assert "only" in page.get("/people/ruth-amadi/hand-over/withdraw/", status=403).text.lower()


def test_the_list_offers_whom_it_can_reach_and_says_who_has_no_account(page, cast, parcels):
    make_person("Ann Addressed", account=False, email="ann@council.example")
    page.sign_in(cast.lead_officer)
    form = page.get("/people/ruth-amadi/hand-over/")
    offered = [" ".join(text.split()) for text in form.all("//select[@name='everything']/option/text()")]
    assert offered[-1] == "Ann Addressed (has no account)"
    assert "Piers Halloran, Director of Children's Services" in offered
    assert not [name for name in offered if "Bridie Tolland" in name]
    assert "Whoever has no account" in form
    page.send(form, {"everything": "ann-addressed", "on": days_ahead(30).isoformat()})
    assert "Ann Addressed has no account and cannot sign in" in page.get("/people/ruth-amadi/hand-over/")


def test_whoever_owes_nothing_is_told_so_and_asked_nothing(page, cast):
    page.sign_in(cast.nobody)
    shown = page.get(f"/people/{cast.nobody.key}/hand-over/")
    assert "Nothing is owed" in shown
    assert not shown.all("//main//form")
