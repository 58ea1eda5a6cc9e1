"""What is kept from the public: asked for its reasons, read by those alone who are entitled, and found nowhere else."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from goldenthread.bodies.commands import end_membership
from goldenthread.committee.commands.agenda import add_item
from goldenthread.committee.commands.entitling import declare, end_grant, grant_reading, take_back
from goldenthread.committee.commands.exempting import exempt, release
from goldenthread.committee.commands.issuing import issue_agenda
from goldenthread.committee.kinds import Ground, Part
from goldenthread.committee.models import AgendaItem, Constitution, ItemPaper, Opening
from goldenthread.committee.queries.agenda import agenda_of
from goldenthread.kernel.errors import NotAllowed, RuleBroken
from goldenthread.search.index import search
from tests.cast import by, make_person, sign_in
from tests.committee.makers import IN_TIME, SECRET, because, exempt_item, public_item, put

pytestmark = pytest.mark.django_db
SOON = IN_TIME + timedelta(hours=2)


def reads(person, item, *, at=SOON):
    """Whether a person opens the paper of an item, by the door itself; the prepared queries of the agenda say the same.

    Who does reads the whole item, too.
    """
    person.__dict__.pop("rights", None)
    opens = ItemPaper.objects.opened_to(person, at=at).filter(item=item).exists()
    reads_item = AgendaItem.objects.opened_to(person, at=at).filter(pk=item.pk).exists()
    shown = [one for one in agenda_of(item.meeting, person, at=at).items if one.number == item.number]
    assert any(paper.opened for one in shown for paper in one.papers) is opens
    assert any(one.opened for one in shown) is reads_item
    return opens


@pytest.fixture
def issued(chamber):
    """An agenda with a public item, and one that is exempt under paragraphs 1 and 2."""
    public_item(chamber)
    item = exempt_item(chamber, 1, 2)
    issue_agenda(meeting=chamber.meeting, by=chamber.clerk, at=IN_TIME)
    item.refresh_from_db()
    return item


def test_a_councillor_is_not_cleared_by_being_one(chamber, issued):
    assert reads(chamber.member, issued)
    assert reads(chamber.chair, issued)
    assert not reads(chamber.outsider, issued)


def test_no_role_opens_an_exempt_paper_by_itself(cast, chamber, issued):
    for name in ("lead_officer", "service_manager", "quality_assurance", "director", "board_member", "auditor"):
        assert not reads(getattr(cast, name), issued), name
    assert not reads(cast.administrator, issued)
    assert reads(cast.clerk, issued)
    assert reads(cast.monitoring_officer, issued)


def test_whoever_left_the_committee_reads_no_more(cast, chamber, issued):
    seat = chamber.committee.body.memberships.get(person=chamber.member)
    end_membership(membership=seat, on=IN_TIME.date() - timedelta(days=1), by=by(cast.administrator))
    assert not reads(chamber.member, issued)


def test_an_officer_in_attendance_is_no_member(cast, chamber, issued):
    officer = make_person("Petra Dunnock", roles=["lead officer"])
    chamber.committee.body.memberships.create(person=officer, office="officer", starts_on="2015-04-01")
    assert not reads(officer, issued)


def test_who_sent_the_paper_reads_it(cast, chamber):
    item = add_item(
        meeting=chamber.meeting, title="Case", part=Part.NON_PUBLIC, public_title="Matter", by=chamber.clerk, at=IN_TIME
    )
    put(item, chamber.clerk, supplied_by=cast.lead_officer)
    assert reads(cast.lead_officer, item)


@pytest.mark.parametrize(
    ("paragraphs", "terms", "opens"),
    [((3,), False, True), ((6,), False, True), ((3, 6), False, True), ((3,), True, False), ((6,), True, True),
     ((1,), False, False), ((1, 3), False, False), ((7,), False, False)],
)  # fmt: skip
def test_every_member_reads_what_is_exempt_under_paragraphs_3_and_6_alone_but_for_terms_of_a_contract(
    chamber, paragraphs, terms, opens
):
    item = exempt_item(chamber, 1)
    exempt(item=item, reasons=because(*paragraphs, has_contract_terms=terms), by=chamber.clerk, at=IN_TIME)
    assert not reads(chamber.outsider, item), "nothing is open to a member before the agenda was issued"
    issue_agenda(meeting=chamber.meeting, by=chamber.clerk, at=IN_TIME)
    assert reads(chamber.outsider, item) is opens


def test_one_paper_that_is_closed_to_members_stays_closed_beside_an_open_item(chamber):
    item = exempt_item(chamber, 3)
    closed = put(item, chamber.clerk, title="Names", public_title="Annex")
    exempt(paper=closed, reasons=because(1), by=chamber.clerk, at=IN_TIME)
    issue_agenda(meeting=chamber.meeting, by=chamber.clerk, at=IN_TIME)
    found = set(ItemPaper.objects.opened_to(chamber.outsider, at=SOON).filter(item=item).values_list("pk", flat=True))
    assert found
    assert closed.pk not in found


def test_confidential_is_read_by_the_committee_and_no_other_member(chamber):
    item = exempt_item(chamber, 3)
    reasons = replace(
        because(), ground=Ground.CONFIDENTIAL, public_interest="",
        confidential_because="Given by the Home Office on terms that forbid telling it to the public.",
    )  # fmt: skip
    exempt(item=item, reasons=reasons, by=chamber.clerk, at=IN_TIME)
    issue_agenda(meeting=chamber.meeting, by=chamber.clerk, at=IN_TIME)
    assert reads(chamber.member, item)
    assert not reads(chamber.outsider, item)


def test_what_stands_in_part_2_is_kept_also_while_nobody_has_said_why(chamber):
    item = add_item(
        meeting=chamber.meeting, title="Case", part=Part.NON_PUBLIC, public_title="Matter", by=chamber.clerk, at=IN_TIME
    )
    paper = put(item, chamber.clerk)
    AgendaItem.objects.filter(pk=item.pk).update(issued_at=IN_TIME)
    ItemPaper.objects.filter(pk=paper.pk).update(issued_at=IN_TIME)
    assert not reads(chamber.outsider, item)


def test_a_declared_pecuniary_interest_withholds_the_paper_at_once_and_a_dispensation_does_not(chamber, issued):
    said = {
        "meeting": chamber.meeting, "item": issued, "person": chamber.member, "kind": "disclosable pecuniary",
        "nature": "Owns the home that is meant.", "consequence": "leaves", "at": IN_TIME,
    }  # fmt: skip
    made = declare(by=by(chamber.member), **said)
    assert not reads(chamber.member, issued)
    assert reads(chamber.chair, issued)
    take_back(declaration=made, why="It was another home.", by=chamber.clerk, at=IN_TIME)
    assert reads(chamber.member, issued)
    declare(by=chamber.monitoring, **said, dispensation="Standards committee, 3 November 2026")
    assert reads(chamber.member, issued)


def test_where_the_councils_rule_does_not_withhold_the_member_reads_on(chamber, issued):
    Constitution.objects.create(withholds_for_interest=False)
    declare(
        meeting=chamber.meeting, person=chamber.member, kind="disclosable pecuniary", nature="Owns the home.",
        consequence="leaves", by=chamber.clerk, at=IN_TIME,
    )  # fmt: skip
    assert reads(chamber.member, issued)


def test_who_has_a_pecuniary_interest_leaves_and_nobody_enters_it_for_another(cast, chamber, issued):
    said = {
        "meeting": chamber.meeting, "item": issued, "person": chamber.member, "kind": "disclosable pecuniary",
        "nature": "Owns the home.", "at": IN_TIME,
    }  # fmt: skip
    with pytest.raises(RuleBroken, match="takes no part"):
        declare(**said, consequence="speaks", by=chamber.clerk)
    with pytest.raises(NotAllowed):
        declare(**said, consequence="leaves", by=by(chamber.chair))
    made = declare(**said, consequence="leaves", by=by(chamber.member))
    with pytest.raises(NotAllowed):
        take_back(declaration=made, why="I have thought again.", by=by(chamber.member), at=IN_TIME)


def test_a_grant_is_for_a_reason_and_a_time_and_ends(cast, chamber, issued):
    said = {"item": issued, "person": chamber.outsider, "by": chamber.monitoring, "at": IN_TIME}
    reason, until = "Chairs the appeal that the family has brought.", IN_TIME + timedelta(days=7)
    for wrong in ({"reason": "Asked.", "until": until}, {"reason": reason, "until": IN_TIME + timedelta(days=400)}):
        with pytest.raises(RuleBroken):
            grant_reading(**said, **wrong)
    with pytest.raises(NotAllowed):
        grant_reading(**(said | {"by": chamber.clerk}), reason=reason, until=until)
    with pytest.raises(RuleBroken, match="themself"):
        grant_reading(**(said | {"person": cast.monitoring_officer}), reason=reason, until=until)
    made = grant_reading(**said, reason=reason, until=until)
    assert reads(chamber.outsider, issued)
    assert not reads(chamber.outsider, issued, at=until + timedelta(seconds=1))
    end_grant(grant=made, why="The appeal is decided.", by=chamber.monitoring, at=SOON)
    assert not reads(chamber.outsider, issued, at=SOON + timedelta(seconds=1))


def test_an_interest_withholds_also_what_was_granted(chamber, issued):
    grant_reading(
        item=issued, person=chamber.outsider, reason="Chairs the appeal of the family.",
        until=IN_TIME + timedelta(days=7), by=chamber.monitoring, at=IN_TIME,
    )  # fmt: skip
    declare(
        meeting=chamber.meeting, item=issued, person=chamber.outsider, kind="disclosable pecuniary",
        nature="Owns the home.", consequence="leaves", by=chamber.clerk, at=IN_TIME,
    )  # fmt: skip
    assert not reads(chamber.outsider, issued)


def test_what_is_released_is_read_by_everyone_signed_in(cast, chamber, issued):
    release(exemption=issued.exemptions.get(), why="The case is over.", by=chamber.clerk, at=SOON)
    assert reads(cast.lead_officer, issued)
    with pytest.raises(RuleBroken, match="released already"):
        release(exemption=issued.exemptions.get(), why="The case is long over.", by=chamber.clerk, at=SOON)


def test_every_opening_of_a_restricted_paper_is_kept_and_of_a_public_one_none(client, chamber, issued):
    address = reverse("agenda-paper", args=[chamber.meeting.key, issued.number, 1])
    sign_in(client, chamber.member)
    for _ in range(2):
        assert words_of(client.get(address)).endswith(SECRET.encode())
    assert Opening.objects.filter(person=chamber.member).count() == 2
    public = chamber.meeting.items.get(title="Improvement plan: progress")
    assert words_of(client.get(reverse("agenda-paper", args=[chamber.meeting.key, public.number, 1])))
    assert Opening.objects.count() == 2


def test_an_opening_can_neither_be_changed_nor_deleted(chamber, issued):
    from django.db import DatabaseError, transaction

    made = Opening.objects.create(paper=issued.papers.get(), person=chamber.member, at=IN_TIME)
    for change in (lambda: Opening.objects.filter(pk=made.pk).update(at=SOON), made.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


PHRASE = "heron"


def planted(chamber):
    """An exempt item whose every restricted field holds the phrase, and a paper whose words and name do."""
    item = exempt_item(
        chamber, 1, 2, title=f"The {PHRASE} case", rubric=f"To hear of the {PHRASE}.", report_of=f"{PHRASE} officer",
        presenters=f"Friend of the {PHRASE}", circumstances=f"The {PHRASE} flew.", admitted_by=f"Mr {PHRASE}",
    )  # fmt: skip
    paper = put(item, chamber.clerk, title=f"{PHRASE} annex", text=SECRET, public_title="Annex", background=PHRASE)
    exempt(
        paper=paper, by=chamber.clerk, at=IN_TIME,
        reasons=because(1, public_interest=f"Whoever reads of the {PHRASE} would know who it is."),
    )  # fmt: skip
    return item


def addresses(meeting, item):
    """Every address at which something of the item could stand."""
    key, number = meeting.key, item.number
    item_pages = ("agenda-item", "change-item", "leave-out-item", "keep-item", "release-item", "add-paper")
    paper_pages = ("agenda-paper", "paper-background", "withdraw-paper", "keep-paper", "release-paper")
    return [
        "/", "/committees/", reverse("committee", args=[meeting.committee.body.key]), reverse("meeting", args=[key]),
        f"/search/?q={PHRASE}", "/record/", f"/record/?subject={item.subject}", "/record/seen/",
        *(reverse(name, args=[key, number]) for name in item_pages),
        *(reverse(name, args=[key, number, paper]) for name in paper_pages for paper in (1, 2)),
        reverse("look-as", args=[key, meeting.committee.clerk.key]),
        f"/bodies/{meeting.committee.body.key}/", "/account/messages/",
    ]  # fmt: skip


def words_of(answer):
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_a_phrase_planted_in_every_restricted_field_is_found_nowhere_by_whoever_is_not_entitled(cast, chamber):
    """Of a draft, and once it was issued: one item, and each reader signs in once for both."""
    item = planted(chamber)
    clerk = sign_in(Client(), cast.clerk)
    roles = ("lead_officer", "service_manager", "quality_assurance", "director", "auditor", "administrator")
    readers = [(one, sign_in(Client(), one)) for one in (chamber.outsider, *(getattr(cast, name) for name in roles))]
    everywhere = addresses(chamber.meeting, item)
    for is_issued in (False, True):
        if is_issued:
            issue_agenda(meeting=chamber.meeting, by=chamber.clerk, at=IN_TIME)
        seen = [address for address in everywhere if PHRASE.encode() in words_of(clerk.get(address))]
        assert len(seen) > 8, "the sweep finds the phrase where it may stand"
        for reader, client in readers:
            for address in everywhere:
                words = words_of(client.get(address, follow=True)).replace(f"q={PHRASE}".encode(), b"")
                words = words.replace(f'value="{PHRASE}"'.encode(), b"").replace(f"“{PHRASE}”".encode(), b"")
                assert PHRASE.encode() not in words, (reader.name, address, is_issued)
        assert not search(PHRASE, scopes=frozenset(range(1, 2000)))
