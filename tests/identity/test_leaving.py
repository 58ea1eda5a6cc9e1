"""A hand-over planned for a last day: nothing moves before it is over, and then everything does, once."""

from datetime import UTC, date, datetime, timedelta

import pytest

from goldenthread.identity import handover
from goldenthread.identity.commands.handover import hand_over_everything
from goldenthread.identity.commands.leaving import carry_out_hand_over, plan_hand_over, withdraw_hand_over
from goldenthread.identity.jobs import keep_hand_overs
from goldenthread.identity.models import EVERYTHING, Account, HandOver, Person, PostHolding, Rights
from goldenthread.identity.queries import planned_with
from goldenthread.kernel.errors import NotAllowed, RuleBroken
from goldenthread.ledger.queries import history
from goldenthread.ledger.writing import record
from tests.cast import by, make_person, make_post

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
    form = page.get("/people/ruth-amadi/hand-over/")
    assert "changes hands when this day is over" in form
    sent = page.send(form, {"everything": "piers-halloran", "on": "2099-03-20"})
    assert "Planned for 20 March 2099" in page.follow(sent)
    assert set(parcels.values()) == {"ruth-amadi"}
    assert "You hand over what you owe when 20 March 2099 is over, to Piers Halloran." in page.get("/")
    page.sign_in(cast.director)
    assert "Ruth Amadi hands over to you when 20 March 2099 is over." in page.get("/")
    assert "takes everything" in page.get("/people/ruth-amadi/")
    page.sign_in(cast.clerk)
    assert "2099" not in page.get("/people/ruth-amadi/").html
    page.sign_in(cast.lead_officer)
    form = page.get("/people/ruth-amadi/hand-over/")
    assert "Planned for 20 March 2099" in form
    page.send(form, {"everything": "joan-fairley", "on": "2099-03-27"})
    question = page.get("/people/ruth-amadi/hand-over/withdraw/")
    assert "27 March 2099" in question
    page.send(question)
    assert HandOver.objects.get().state == "withdrawn"
    page.get("/people/ruth-amadi/hand-over/withdraw/", status=404)


def test_one_press_still_hands_over_at_once(page, cast, parcels):
    page.sign_in(cast.lead_officer)
    form = page.get("/people/ruth-amadi/hand-over/")
    page.send(form, {"everything": "piers-halloran", "on": "2099-03-20"}, press="at_once=yes")
    assert set(parcels.values()) == {"piers-halloran"}
    assert not HandOver.objects.exists()


def test_a_leaver_reads_what_an_administrator_planned_and_cannot_change_it(page, cast, parcels):
    plan(cast, to=cast.service_manager, on=date(2099, 3, 20))
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
    page.send(form, {"everything": "ann-addressed", "on": "2099-03-20"})
    assert "Ann Addressed has no account and cannot sign in" in page.get("/people/ruth-amadi/hand-over/")


def test_whoever_owes_nothing_is_told_so_and_asked_nothing(page, cast):
    page.sign_in(cast.nobody)
    shown = page.get(f"/people/{cast.nobody.key}/hand-over/")
    assert "Nothing is owed" in shown
    assert not shown.all("//main//form")
