"""Who was let read what is restricted, what members declare, and what the minutes say of it: on the pages of each."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from goldenthread.committee.commands.entitling import declare, grant_reading, take_back
from goldenthread.committee.commands.issuing import issue_agenda
from goldenthread.committee.commands.minuting import begin_meeting, write_minute
from goldenthread.committee.commands.papers import note_opening
from goldenthread.committee.minuting import Declared, declarations
from goldenthread.committee.models import Declaration, Grant, Minute
from goldenthread.kernel.errors import NotAllowed, RuleBroken
from tests.cast import by, sign_in
from tests.committee.makers import IN_TIME, exempt_item, public_item

pytestmark = pytest.mark.django_db
THEN = datetime(2026, 12, 9, 15, tzinfo=UTC)
NATURE = "Owns the field beside it."


@pytest.fixture
def issued(chamber):
    """An issued agenda with a public item, and one that is exempt under paragraphs 1 and 2."""
    public_item(chamber)
    item = exempt_item(chamber, 1, 2)
    issue_agenda(meeting=chamber.meeting, by=chamber.clerk, at=IN_TIME)
    item.refresh_from_db()
    return item


def at(name, item, *more):
    return reverse(name, args=[item.meeting.key, item.number, *more])


def declared(chamber, person, *, item=None, **more):
    said = {"kind": "personal", "nature": NATURE, "consequence": "stays", "by": chamber.clerk, "at": IN_TIME} | more
    return declare(meeting=chamber.meeting, person=person, item=item, **said)


def sentence(chamber):
    return Minute.objects.get(minutes__meeting=chamber.meeting, item__kind="declarations", item__part=1).text


def test_the_monitoring_officer_lets_somebody_read_on_the_page_of_the_item_and_ends_it(cast, chamber, issued, client):
    sign_in(client, cast.monitoring_officer)
    until = datetime.now(UTC).date() + timedelta(days=30)
    sent = {
        "person": chamber.outsider.key, "paper": "", "until": until.isoformat(),
        "reason": "Chairs the appeal that the family has brought.",
    }  # fmt: skip
    assert client.post(at("grant-reading", issued), sent).status_code == 302
    made = Grant.objects.get()
    assert (made.item, made.paper, made.until.date()) == (issued, None, until)
    page = client.get(at("who-reads-item", issued)).content.decode()
    assert "Chairs the appeal" in page
    assert chamber.outsider.name in page
    assert client.post(at("end-grant", issued, made.pk), {"why": "It is decided."}).status_code == 302
    assert "It is decided." in client.get(at("who-reads-item", issued)).content.decode()


def test_a_grant_may_open_one_paper_and_is_found_on_its_item_alone(cast, chamber, issued, client):
    other = chamber.meeting.items.get(title__startswith="Improvement plan")
    paper = issued.papers.get()
    made = grant_reading(
        person=chamber.outsider, paper=paper, reason="Chairs the appeal of the family.",
        until=datetime.now(UTC) + timedelta(days=3), by=chamber.monitoring, at=datetime.now(UTC),
    )  # fmt: skip
    sign_in(client, cast.monitoring_officer)
    assert paper.title in client.get(at("who-reads-item", issued)).content.decode()
    assert client.get(at("end-grant", issued, made.pk)).status_code == 200
    assert client.get(at("end-grant", other, made.pk)).status_code == 404


@pytest.mark.parametrize(
    ("role", "sees", "grants"),
    [("monitoring_officer", 200, 200), ("clerk", 200, 404), ("councillor", 404, 404), ("director", 404, 404),
     ("administrator", 404, 404), ("auditor", 404, 404), ("service_manager", 404, 404), ("lead_officer", 404, 404),
     ("quality_assurance", 404, 404), ("board_member", 404, 404)],
)  # fmt: skip
def test_who_was_let_read_is_seen_by_the_clerk_and_the_monitoring_officer_who_alone_grants(
    cast, issued, client, role, sees, grants
):
    sign_in(client, getattr(cast, role))
    assert client.get(at("who-reads-item", issued)).status_code == sees
    assert client.get(at("grant-reading", issued)).status_code == grants


def test_a_member_declares_on_the_meeting_and_loses_what_is_kept_at_once(chamber, issued, client):
    sign_in(client, chamber.member)
    assert client.get(issued.get_absolute_url()).status_code == 200
    sent = {"item": issued.number, "kind": "disclosable pecuniary", "nature": NATURE, "consequence": "leaves"}
    answer = client.post(reverse("declare-interest", args=[chamber.meeting.key]), sent)
    assert answer.url == f"{chamber.meeting.get_absolute_url()}#declared"
    assert client.get(issued.get_absolute_url()).status_code == 404
    page = client.get(chamber.meeting.get_absolute_url()).content.decode()
    assert NATURE in page
    assert "Safeguarding matter" in page
    assert issued.title not in page, "she reads the public title of what is withheld"


def test_a_member_enters_no_dispensation_of_their_own(chamber, issued, client):
    with pytest.raises(NotAllowed, match="dispensation"):
        declared(chamber, chamber.member, by=by(chamber.member), dispensation="Standards committee")
    sign_in(client, chamber.member)
    sent = {
        "item": issued.number, "kind": "disclosable pecuniary", "nature": NATURE, "consequence": "stays",
        "dispensation": "Standards committee, 3 November", "person": chamber.chair.key,
    }  # fmt: skip
    assert client.post(reverse("declare-interest", args=[chamber.meeting.key]), sent).status_code == 422
    assert not Declaration.objects.exists()


@pytest.mark.parametrize(
    ("role", "status"),
    [("councillor", 200), ("clerk", 200), ("monitoring_officer", 200), ("director", 403), ("auditor", 403),
     ("administrator", 403), ("lead_officer", 403), ("service_manager", 403), ("board_member", 403)],
)  # fmt: skip
def test_only_who_has_a_part_in_the_meeting_declares_in_it(cast, chamber, issued, client, role, status):
    sign_in(client, getattr(cast, role))
    assert client.get(reverse("declare-interest", args=[chamber.meeting.key])).status_code == status


def test_nobody_without_a_part_in_the_meeting_is_entered(cast, chamber, issued):
    with pytest.raises(RuleBroken, match="no part in this meeting"):
        declared(chamber, cast.lead_officer)
    with pytest.raises(RuleBroken, match="no part in this meeting"):
        declared(chamber, cast.lead_officer, by=by(cast.lead_officer))


def test_a_declaration_is_taken_back_by_those_who_enter_them_alone_and_stays_told_to_them(
    cast, chamber, issued, client
):
    made = declared(chamber, chamber.member, item=issued)
    address = reverse("take-back-declaration", args=[chamber.meeting.key, made.pk])
    for role in ("councillor", "director", "auditor", "administrator"):
        sign_in(client, getattr(cast, role))
        assert client.get(address).status_code == 404, role
    sign_in(client, cast.clerk)
    assert client.post(address, {"why": "It was another field."}).status_code == 302
    assert "It was another field." in client.get(chamber.meeting.get_absolute_url()).content.decode()
    sign_in(client, chamber.chair)
    assert NATURE not in client.get(chamber.meeting.get_absolute_url()).content.decode()


def test_what_had_been_opened_before_is_told_to_those_who_keep_declarations_alone(cast, chamber, issued, client):
    paper = issued.papers.get()
    note_opening(paper=paper, by=by(chamber.member))
    note_opening(paper=paper, by=by(chamber.chair))
    declared(chamber, chamber.member, item=issued, at=datetime.now(UTC) + timedelta(minutes=1))
    note_opening(paper=paper, by=by(chamber.member))
    for person in (cast.clerk, cast.monitoring_officer):
        sign_in(client, person)
        page = client.get(issued.get_absolute_url()).content.decode()
        assert page.count(f"Opened before: {paper.title}") == 1
    sign_in(client, chamber.chair)
    assert "Opened before" not in client.get(issued.get_absolute_url()).content.decode()


def test_the_nature_of_a_sensitive_interest_is_told_to_nobody(cast, chamber, issued, client):
    made = declared(chamber, chamber.member, item=issued, is_sensitive=True)
    assert made.nature == ""
    sign_in(client, chamber.chair)
    page = client.get(chamber.meeting.get_absolute_url()).content.decode()
    assert NATURE not in page
    assert "sensitive" in page


def test_minutes_begin_with_what_was_declared_before_the_meeting(chamber, issued):
    declared(chamber, chamber.member, item=issued, kind="disclosable pecuniary", consequence="leaves")
    begin_meeting(meeting=chamber.meeting, by=chamber.clerk, at=THEN)
    assert sentence(chamber) == (
        f"{chamber.member.name} declared a disclosable pecuniary interest in item {issued.printed} (Owns the field "
        "beside it) and left the room for it."
    )


def test_the_sentence_of_the_minutes_follows_declarations_until_the_clerk_writes_another(chamber, issued):
    begin_meeting(meeting=chamber.meeting, by=chamber.clerk, at=THEN)
    assert sentence(chamber) == "There were no declarations."
    made = declared(chamber, chamber.member, at=THEN)
    assert "declared a personal interest in everything the meeting takes" in sentence(chamber)
    take_back(declaration=made, why="In error.", by=chamber.clerk, at=THEN)
    assert sentence(chamber) == "There were no declarations."
    minute = Minute.objects.get(minutes__meeting=chamber.meeting, item__kind="declarations", item__part=1)
    write_minute(minute=minute, text="Nobody said a word.", by=chamber.clerk)
    declared(chamber, chamber.member, at=THEN)
    assert sentence(chamber) == "Nobody said a word."


def test_the_minutes_list_declarations_and_name_an_item_as_its_reader_may(chamber, issued, client):
    declared(chamber, chamber.member, item=issued)
    begin_meeting(meeting=chamber.meeting, by=chamber.clerk, at=THEN)
    sign_in(client, chamber.cast.clerk)
    page = client.get(reverse("minutes", args=[chamber.meeting.key])).content.decode()
    assert f"in {issued.printed}. {issued.title}" in page
    assert "Take it back" in page
    assert issued.title not in sentence(chamber)


def test_a_declaration_under_a_dispensation_and_a_sensitive_one_are_told_in_their_words():
    said = declarations(
        [
            Declared("A. Finch", "disclosable pecuniary", "stays", "4", "Rents it.", "Standards, 3 November"),
            Declared("B. Vane", "voluntary", "speaks", "", is_sensitive=True),
        ]
    )
    assert said == (
        "A. Finch declared a disclosable pecuniary interest in item 4 (Rents it) and, under a dispensation "
        "(Standards, 3 November), took part in it. B. Vane declared in the interest of openness an interest whose "
        "nature is sensitive in everything the meeting takes and spoke to it and did not vote."
    )
