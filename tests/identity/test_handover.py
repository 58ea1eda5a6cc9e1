"""Handing over everything a leaver owes: all of it or nothing, and history keeps who it was."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from goldenthread.identity import handover
from goldenthread.identity.commands.delegation import allow_delegate
from goldenthread.identity.commands.handover import hand_over_everything
from goldenthread.identity.models import Account, Delegation, Person, PostHolding, Rights
from goldenthread.kernel.errors import NotAllowed, RuleBroken
from goldenthread.ledger.queries import history
from goldenthread.ledger.writing import record
from tests.cast import by, make_person, make_post

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 13, 10, tzinfo=UTC)
FRIDAY = date(2026, 3, 20)


@pytest.fixture
def parcels(monkeypatch):
    """A kind of thing to owe, as an app above registers one, and who owes each."""
    owners = {"Parcel one": "ruth-amadi", "Parcel two": "ruth-amadi", "Parcel three": "piers-halloran"}

    def mine(person):
        return [(title, f"/parcels/{title[-3:]}/") for title, owner in owners.items() if owner == person.key]

    def give(*, person, successor, by, on):
        for title, _ in mine(person):
            owners[title] = successor.key
            record("test.parcel_given", by=by, subject=f"parcel:{title}", to=successor.key)
        return 2

    monkeypatch.setattr(handover, "_KINDS", dict(handover._KINDS))
    handover.register(handover.OwedKind("Parcels", lambda person: len(mine(person)), mine, give))
    return owners


def hand_over(cast, *, to=None, actor=None, on=FRIDAY, **more):
    successors = {kind.key: to for kind in handover.kinds()}
    return hand_over_everything(
        person=cast.lead_officer, successors=successors, by=actor or by(cast.administrator), on=on, at=NOW, **more
    )


def test_everything_goes_to_the_successor_and_the_account_closes_with_the_last_day(cast, parcels):
    done = hand_over(cast, to=cast.service_manager)
    assert done.counts == {"Parcels": 2}
    assert parcels["Parcel one"] == parcels["Parcel two"] == "joan-fairley"
    assert parcels["Parcel three"] == "piers-halloran"
    ruth = Person.objects.get(pk=cast.lead_officer.pk)
    assert (ruth.left_on, ruth.is_active) == (FRIDAY, True)
    assert Rights.of(ruth, on=FRIDAY).roles
    assert not Rights.of(ruth, on=FRIDAY + timedelta(days=1)).roles
    account = Account.objects.get(person=ruth)
    assert account.may_sign_in(on=FRIDAY)
    assert not account.may_sign_in(on=FRIDAY + timedelta(days=1))


def test_a_last_day_in_the_past_closes_the_account_at_once(cast, parcels):
    hand_over(cast, to=cast.service_manager, on=date(2026, 3, 12))
    ruth = Person.objects.get(pk=cast.lead_officer.pk)
    assert not ruth.is_active
    assert not Account.objects.get(person=ruth).is_active


def test_history_keeps_who_it_was_and_names_who_took_over(cast, parcels):
    record_before = history(cast.lead_officer.subject)
    hand_over(cast, to=cast.service_manager)
    lines = history(cast.lead_officer.subject)
    assert lines[1:] == record_before
    told = {change.field: change.after for change in lines[0].changes}
    assert told["counts"] == {"Parcels": 2}
    assert told["successors"]["parcels"] == "joan-fairley"


def test_without_a_successor_nothing_changes_hands(cast, parcels):
    with pytest.raises(RuleBroken, match="who takes over: parcels"):
        hand_over(cast)
    assert parcels["Parcel one"] == "ruth-amadi"
    assert Person.objects.get(pk=cast.lead_officer.pk).left_on is None


def test_when_one_kind_fails_none_changes_hands(cast, parcels):
    post = make_post(holder=cast.lead_officer)

    def refuse(**_named):
        raise RuleBroken("Not this one.")

    handover.register(handover.OwedKind("Grievances", lambda _: 1, lambda _: [("One", "")], refuse))
    with pytest.raises(RuleBroken, match="Not this one"):
        hand_over(cast, to=cast.service_manager)
    assert PostHolding.objects.get(post=post).ends_on is None


def test_each_kind_may_have_its_own_successor(cast, parcels):
    post = make_post(holder=cast.lead_officer)
    hand_over_everything(
        person=cast.lead_officer,
        successors={"parcels": cast.director, "posts-held": cast.clerk},
        by=by(cast.administrator),
        on=FRIDAY,
        at=NOW,
    )
    assert parcels["Parcel one"] == "piers-halloran"
    taken = post.holdings.get(person=cast.clerk)
    assert (taken.kind, taken.starts_on) == ("interim", FRIDAY + timedelta(days=1))
    assert post.holdings.get(person=cast.lead_officer).ends_on == FRIDAY


def test_a_leaver_hands_over_her_own_things_and_stays_signed_in(cast, parcels):
    hand_over(cast, to=cast.director, actor=by(cast.lead_officer), closes_account=False)
    ruth = Person.objects.get(pk=cast.lead_officer.pk)
    assert ruth.left_on is None
    assert ruth.rights.roles
    with pytest.raises(NotAllowed):
        hand_over(cast, to=cast.director, actor=by(cast.lead_officer))


def test_nobody_hands_over_what_another_owes(cast, parcels):
    with pytest.raises(NotAllowed):
        hand_over(cast, to=cast.director, actor=by(cast.director), closes_account=False)


def test_a_successor_is_somebody_else_who_is_here(cast, parcels):
    with pytest.raises(RuleBroken, match="somebody else"):
        hand_over(cast, to=cast.lead_officer)
    with pytest.raises(RuleBroken, match="no longer here"):
        hand_over(cast, to=make_person("Gone Before", left_on=date(2026, 1, 1)))


def test_leave_to_act_ends_with_the_last_day(cast, parcels):
    allow_delegate(
        person=cast.lead_officer,
        delegate=cast.clerk,
        starts_on=NOW.date(),
        ends_on=NOW.date() + timedelta(days=60),
        reason="leave",
        by=by(cast.lead_officer),
    )
    hand_over(cast, to=cast.director)
    assert Delegation.objects.get().ends_on == FRIDAY


def test_two_apps_do_not_claim_the_same_kind(parcels):
    with pytest.raises(ValueError, match="Parcels"):
        handover.register(handover.OwedKind("Parcels", lambda _: 0, lambda _: [], lambda **_: 0))


def test_the_page_lists_each_thing_and_hands_all_over(page, cast, parcels):
    page.sign_in(cast.administrator)
    form = page.get("/people/ruth-amadi/hand-over/")
    assert form.links()["Parcel one"] == "/parcels/one/"
    assert "Parcels: 2" in form
    refused = page.send(form, {"on": "2026-03-20"}, status=422)
    assert "Choose who takes over: parcels." in refused
    today = timezone.localdate().isoformat()
    asked = page.send(refused, {"everything": "joan-fairley", "on": today}, press="at_once=yes", status=200)
    page.send(asked)
    assert parcels["Parcel two"] == "joan-fairley"
    assert "Leaves on" in page.get("/people/ruth-amadi/")


def test_the_page_is_for_the_leaver_and_administrators(page, cast, parcels):
    page.sign_in(cast.director)
    assert "Only the person" in page.get("/people/ruth-amadi/hand-over/", status=403)
    page.sign_in(cast.lead_officer)
    form = page.get("/people/ruth-amadi/hand-over/")
    page.send(page.send(form, {"parcels": "piers-halloran", "on": "2026-03-20"}, press="at_once=yes", status=200))
    assert parcels["Parcel one"] == "piers-halloran"
    assert page.get("/account/").status == 200
