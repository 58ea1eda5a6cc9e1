"""The register of interests: members enter and end their own, the monitoring officer keeps it and what is sensitive."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from goldenthread.committee.commands.registering import (
    end_interest,
    keep_constitution,
    keep_interest,
    register_interest,
)
from goldenthread.committee.models import Constitution, Interest
from goldenthread.kernel.errors import NotAllowed, RuleBroken
from goldenthread.ledger.models import Value
from tests.cast import by, sign_in

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 24)
FIELD = "Owns the field behind the mill."
HIDDEN = "A house whose street nobody may learn."


def registered(chamber, person=None, **more):
    person = person or chamber.member
    said = {"kind": "disclosable pecuniary", "text": FIELD, "on": ON, "by": by(person)} | more
    return register_interest(person=person, **said)


@pytest.fixture
def sensitive(chamber):
    return registered(chamber, text=HIDDEN, is_sensitive=True, by=chamber.monitoring)


def page_of(client, person):
    sign_in(client, person)
    return client.get(reverse("interests")).content.decode()


def test_a_member_registers_and_ends_their_own_and_nobody_elses(chamber):
    made = registered(chamber)
    with pytest.raises(NotAllowed):
        registered(chamber, by=by(chamber.chair))
    with pytest.raises(NotAllowed):
        end_interest(interest=made, on=ON, by=by(chamber.chair))
    with pytest.raises(RuleBroken, match="after it was registered"):
        end_interest(interest=made, on=ON - timedelta(days=1), by=by(chamber.member))
    end_interest(interest=made, on=ON, by=by(chamber.member))
    with pytest.raises(RuleBroken, match="has ended"):
        end_interest(interest=Interest.objects.get(), on=ON, by=by(chamber.member))


def test_an_officer_has_no_place_in_the_register(cast, chamber):
    with pytest.raises(RuleBroken, match="no member"):
        registered(chamber, cast.lead_officer)
    with pytest.raises(RuleBroken, match="no member"):
        registered(chamber, cast.lead_officer, by=chamber.monitoring)


def test_the_clerk_does_not_keep_the_register(chamber):
    with pytest.raises(NotAllowed):
        registered(chamber, by=chamber.clerk)
    with pytest.raises(NotAllowed):
        keep_interest(
            interest=registered(chamber), kind="disclosable pecuniary", text="Else", is_sensitive=True, by=chamber.clerk
        )


def test_only_the_monitoring_officer_marks_an_interest_as_sensitive(chamber):
    with pytest.raises(NotAllowed, match="marks"):
        registered(chamber, is_sensitive=True)
    made = registered(chamber)
    said = {"kind": made.kind, "text": made.text, "is_sensitive": True}
    with pytest.raises(NotAllowed):
        keep_interest(interest=made, by=by(chamber.member), **said)
    assert keep_interest(interest=made, by=chamber.monitoring, **said)
    made.refresh_from_db()
    assert not keep_interest(interest=made, by=chamber.monitoring, **said)


@pytest.mark.parametrize(
    ("role", "reads"),
    [("monitoring_officer", True), ("councillor", True), ("clerk", False), ("director", False), ("auditor", False),
     ("administrator", False), ("quality_assurance", False), ("service_manager", False), ("lead_officer", False),
     ("board_member", False)],
)  # fmt: skip
def test_a_sensitive_interest_is_read_by_its_member_and_the_monitoring_officer_alone(
    cast, chamber, sensitive, client, role, reads
):
    registered(chamber)
    page = page_of(client, getattr(cast, role))
    assert FIELD in page
    assert (HIDDEN in page) is reads
    assert ("details are withheld" in page) is not reads


def test_another_member_does_not_read_a_sensitive_interest_nor_end_it(chamber, sensitive, client):
    assert HIDDEN not in page_of(client, chamber.chair)
    assert client.get(reverse("end-interest", args=[chamber.member.key, sensitive.number])).status_code == 404
    plain = registered(chamber)
    assert client.get(reverse("end-interest", args=[chamber.member.key, plain.number])).status_code == 403


def test_the_words_of_a_sensitive_interest_stand_in_no_entry(chamber, sensitive):
    other = "Another house nobody may learn of."
    keep_interest(interest=sensitive, kind=sensitive.kind, text=other, is_sensitive=True, by=chamber.monitoring)
    said = " ".join(f"{one.before} {one.after}" for one in Value.objects.all())
    assert HIDDEN not in said
    assert other not in said
    assert Interest.objects.get().text == other


@pytest.mark.parametrize(
    ("role", "enters", "settles"),
    [("councillor", 200, 404), ("monitoring_officer", 200, 200), ("clerk", 403, 404), ("auditor", 403, 404),
     ("administrator", 403, 404), ("director", 403, 404), ("lead_officer", 403, 404)],
)  # fmt: skip
def test_who_enters_in_the_register_and_who_says_what_the_constitution_settles(
    cast, chamber, client, role, enters, settles
):
    sign_in(client, getattr(cast, role))
    assert client.get(reverse("register-interest")).status_code == enters
    assert client.get(reverse("constitution")).status_code == settles


def test_the_pages_enter_change_and_end_an_interest(cast, chamber, client):
    sign_in(client, chamber.member)
    answer = client.post(reverse("register-interest"), {"kind": "other registrable", "text": FIELD})
    assert answer.status_code == 302
    made = Interest.objects.get()
    assert (made.person, made.is_sensitive) == (chamber.member, False)
    sign_in(client, cast.monitoring_officer)
    sent = {"kind": made.kind, "text": made.text, "is_sensitive": "on", "version": made.version}
    assert client.post(reverse("change-interest", args=[chamber.member.key, 1]), sent).status_code == 302
    sign_in(client, chamber.member)
    ends = (made.registered_on + timedelta(days=1)).isoformat()
    assert client.post(reverse("end-interest", args=[chamber.member.key, 1]), {"on": ends}).status_code == 302
    made.refresh_from_db()
    assert (made.is_sensitive, made.ended_on is not None) == (True, True)


def test_the_monitoring_officer_alone_says_whether_an_interest_withholds(cast, chamber):
    said = {"governance": "executive", "withholds_for_interest": False}
    for who in (chamber.clerk, by(cast.administrator), by(chamber.member)):
        with pytest.raises(NotAllowed):
            keep_constitution(**said, by=who)
    keep_constitution(**said, by=chamber.monitoring)
    keep_constitution(governance="committees", withholds_for_interest=False, by=chamber.monitoring)
    row = Constitution.objects.get()
    assert (row.governance, row.withholds_for_interest) == ("committees", False)
