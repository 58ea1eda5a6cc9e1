"""What stands of a committee from meeting to meeting: seats, who may stand in, what every agenda takes."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from goldenthread.committee.commands.meetings import plan_meeting
from goldenthread.committee.commands.standing import (
    add_standing_item,
    change_standing_item,
    end_standing_item,
    end_substitute,
    keep_seat,
    move_standing_item,
    name_substitute,
)
from goldenthread.committee.models import ItemPaper, Seat, Substitute
from goldenthread.committee.queries.meetings import seats_of
from goldenthread.kernel.errors import NotAllowed, RuleBroken
from tests.cast import by, sign_in
from tests.committee.makers import IN_TIME, ON, exempt_item

pytestmark = pytest.mark.django_db
TODAY = IN_TIME.date()


def sits(chamber, person=None):
    return chamber.committee.body.memberships.get(person=person or chamber.member)


def titles(meeting, part=1):
    return list(meeting.items.filter(part=part).order_by("position").values_list("title", flat=True))


def planned(chamber, weeks=1):
    return plan_meeting(committee=chamber.committee, on=ON + timedelta(days=7 * weeks), by=chamber.clerk, at=IN_TIME)


def test_a_seat_says_ward_party_and_what_its_holder_votes_on(chamber):
    said = {"committee": chamber.committee, "membership": sits(chamber), "by": chamber.clerk}
    assert keep_seat(**said, ward="Mill", party="Ratepayers", voting="limited", votes_on="education")
    [found] = [one for one in seats_of(chamber.committee, on=TODAY) if one.name == chamber.member.name]
    assert (found.ward, found.party, found.votes) == ("Mill", "Ratepayers", "Votes on education")
    assert not keep_seat(**said, ward="Mill", party="Ratepayers", voting="limited", votes_on="education")
    assert keep_seat(**said, ward="Mill")
    assert Seat.objects.get().voting == "all"


def test_a_limited_vote_says_on_what_and_no_other_vote_does(chamber):
    said = {"committee": chamber.committee, "membership": sits(chamber), "by": chamber.clerk}
    for wrong in ({"voting": "limited"}, {"voting": "all", "votes_on": "education"}, {"voting": "often"}):
        with pytest.raises(RuleBroken):
            keep_seat(**said, **wrong)
    assert not Seat.objects.exists()


def test_a_substitute_is_named_between_two_days_for_a_member_or_for_any(chamber):
    said = {"committee": chamber.committee, "person": chamber.outsider, "by": chamber.clerk}
    with pytest.raises(RuleBroken, match="before the first"):
        name_substitute(**said, starts_on=TODAY, ends_on=TODAY - timedelta(days=1))
    with pytest.raises(RuleBroken, match="does not sit"):
        name_substitute(**said, starts_on=TODAY, stands_for=chamber.outsider)
    with pytest.raises(RuleBroken, match="stands in for nobody"):
        name_substitute(**(said | {"person": chamber.chair}), starts_on=TODAY)
    made = name_substitute(**said, starts_on=TODAY, stands_for=chamber.member)
    with pytest.raises(RuleBroken, match="named already"):
        name_substitute(**said, starts_on=TODAY + timedelta(days=9), stands_for=chamber.member)
    end_substitute(substitute=made, on=TODAY + timedelta(days=8), by=chamber.clerk)
    assert list(Substitute.objects.current(on=TODAY + timedelta(days=8))) == [made]
    assert not Substitute.objects.current(on=TODAY + timedelta(days=9)).exists()
    with pytest.raises(RuleBroken, match="already"):
        end_substitute(substitute=made, on=TODAY + timedelta(days=20), by=chamber.clerk)


def test_who_may_stand_in_reads_nothing_restricted_by_it(chamber):
    item = exempt_item(chamber, 1)
    ItemPaper.objects.update(issued_at=IN_TIME)
    name_substitute(committee=chamber.committee, person=chamber.outsider, starts_on=date(2026, 1, 1), by=chamber.clerk)
    assert not ItemPaper.objects.opened_to(chamber.outsider, at=IN_TIME).filter(item=item).exists()


def test_an_item_that_is_added_stands_on_the_next_agenda_and_not_on_those_that_are_begun(chamber):
    add_standing_item(committee=chamber.committee, title="Chair's announcements", by=chamber.clerk)
    assert "Chair's announcements" not in titles(chamber.meeting)
    assert titles(planned(chamber))[-1] == "Chair's announcements"


def test_a_standing_item_moves_within_its_part_and_ends(chamber):
    made = add_standing_item(committee=chamber.committee, title="Announcements", by=chamber.clerk)
    assert move_standing_item(item=made, up=True, by=chamber.clerk)
    made.refresh_from_db()
    meeting = planned(chamber)
    assert titles(meeting)[-2] == "Announcements"
    first = chamber.committee.template.filter(part=1).first()
    assert not move_standing_item(item=first, up=True, by=chamber.clerk)
    made.refresh_from_db()
    end_standing_item(item=made, on=TODAY, by=chamber.clerk)
    assert "Announcements" in titles(meeting), "an agenda it stands on keeps it"
    assert "Announcements" not in titles(planned(chamber, weeks=5))
    with pytest.raises(RuleBroken, match="no more"):
        change_standing_item(item=made, title="Again", by=chamber.clerk)


def test_a_standing_item_is_changed_from_the_next_agenda_on(chamber):
    made = add_standing_item(committee=chamber.committee, title="Announcements", every=1, by=chamber.clerk)
    for wrong in ({"title": " "}, {"every": 13}, {"kind": "tea"}, {"purpose": "fun"}, {"rubric": "x" * 5001}):
        with pytest.raises(RuleBroken):
            change_standing_item(item=made, by=chamber.clerk, **wrong)
    assert change_standing_item(item=made, title="From the Chair", every=2, by=chamber.clerk)
    assert "From the Chair" not in titles(planned(chamber)), "the second meeting: it comes at every second one"


def test_only_democratic_services_and_administrators_change_what_stands(cast, chamber):
    item = chamber.committee.template.first()
    stands = name_substitute(
        committee=chamber.committee, person=chamber.outsider, starts_on=TODAY, by=by(cast.administrator)
    )
    for name in ("monitoring_officer", "councillor", "director", "auditor", "lead_officer", "service_manager"):
        who = by(getattr(cast, name))
        for act in (
            lambda who=who: keep_seat(committee=chamber.committee, membership=sits(chamber), ward="Mill", by=who),
            lambda who=who: name_substitute(committee=chamber.committee, person=cast.director, starts_on=TODAY, by=who),
            lambda who=who: end_substitute(substitute=stands, on=TODAY, by=who),
            lambda who=who: add_standing_item(committee=chamber.committee, title="Tea", by=who),
            lambda who=who: change_standing_item(item=item, title="Tea", by=who),
            lambda who=who: move_standing_item(item=item, up=False, by=who),
            lambda who=who: end_standing_item(item=item, on=TODAY, by=who),
        ):
            with pytest.raises(NotAllowed):
                act()


def test_the_pages_keep_a_seat_name_a_substitute_and_change_the_template(cast, chamber, client):
    key = chamber.committee.body.key
    sign_in(client, cast.clerk)
    sent = {"ward": "Mill", "party": "", "voting": "none", "votes_on": ""}
    assert client.post(reverse("keep-seat", args=[key, chamber.member.key]), sent).status_code == 302
    sent = {"person": chamber.outsider.key, "stands_for": "", "starts_on": "2026-11-01", "ends_on": ""}
    assert client.post(reverse("name-substitute", args=[key]), sent).status_code == 302
    sent = {"title": "Announcements", "part": "1", "kind": "other", "purpose": "", "rubric": "", "every": "1"}
    assert client.post(reverse("add-template-item", args=[key]), sent).status_code == 302
    made = chamber.committee.template.get(title="Announcements")
    assert client.post(reverse("move-template-item", args=[key, made.number]), {"way": "up"}).status_code == 302
    sent |= {"title": "From the Chair", "version": made.version}
    assert client.post(reverse("change-template-item", args=[key, made.number]), sent).status_code == 302
    page = client.get(reverse("committee", args=[key])).content.decode()
    assert "From the Chair" in page
    assert f"{chamber.outsider.name} for any member" in page
    assert "Does not vote" in page
    assert client.post(reverse("end-template-item", args=[key, made.number])).status_code == 302
    assert "From the Chair" not in client.get(reverse("committee", args=[key])).content.decode()


@pytest.mark.parametrize(
    ("role", "status"),
    [("clerk", 200), ("administrator", 200), ("monitoring_officer", 404), ("councillor", 404), ("auditor", 404),
     ("director", 404), ("lead_officer", 404)],
)  # fmt: skip
def test_the_pages_of_what_stands_are_for_those_who_keep_committees(cast, chamber, client, role, status):
    sign_in(client, getattr(cast, role))
    key = chamber.committee.body.key
    for name, rest in (
        ("keep-seat", [chamber.member.key]), ("name-substitute", []), ("add-template-item", []),
        ("change-template-item", [1]), ("end-template-item", [1]),
    ):  # fmt: skip
        assert client.get(reverse(name, args=[key, *rest])).status_code == status, name
