"""The pack of 2 May 2018, every figure counted by hand; and the report of February 2019 alone."""

import itertools
from datetime import date, time

import pytest

from goldenthread.committee.reading.pack import agendas_in, minutes_in, read_pack, reports_in
from goldenthread.committee.reading.values import OfferKind
from goldenthread.intake.document import Document
from goldenthread.intake.reading import read_file
from tests.conftest import SHARED

pytestmark = pytest.mark.shared


def seed(start: str) -> Document:
    (path,) = (SHARED / "seeds").glob(f"{start}*.txt")
    return read_file(path, path.name)


@pytest.fixture(scope="module")
def pack():
    return read_pack(seed("002"))


def test_one_agenda_of_eighteen_items_nine_in_each_part(pack):
    (agenda,) = pack.agendas
    assert (agenda.on, agenda.head.starts_at) == (date(2018, 5, 2), time(11, 30))
    assert [item.number for item in agenda.items] == [str(number) for number in range(1, 19)]
    assert [item.part for item in agenda.items] == [1] * 9 + [2] * 9
    assert agenda.committee.startswith("Safeguarding Sub (")
    assert agenda.items[0].title == "APOLOGIES"


def test_its_pages_run_from_1_to_108_without_a_gap(pack):
    paged = [item for item in pack.agendas[0].items if item.pages]
    assert len(paged) == 11
    assert (paged[0].first_page, paged[-1].last_page) == (1, 108)
    assert all(after.first_page == before.last_page + 1 for before, after in itertools.pairwise(paged))


def test_its_items_have_their_purposes_and_reports(pack):
    items = pack.agendas[0].items
    assert [item.number for item in items if item.purpose == "For Decision"] == ["3", "9", "10"]
    assert [item.number for item in items if item.purpose == "For Information"] == [
        "4", "5", "6", "11", "12", "13", "14", "15", "16",
    ]  # fmt: skip
    assert {item.number for item in items if item.report_of} == {"4", "5", "6", *map(str, range(11, 17))}


def test_its_head_names_members_with_their_offices_the_contact_and_the_officer(pack):
    (agenda,) = pack.agendas
    assert len(agenda.members) == 6
    assert sorted(one.office for one in agenda.members if one.office) == ["Chairman", "Deputy Chairman"]
    assert all((agenda.contact.name, agenda.contact.telephone, agenda.contact.email))
    assert agenda.issued_by is not None
    assert agenda.issued_by.department == "Town Clerk and Chief Executive"


def test_its_minutes_have_the_counts_that_were_counted_by_hand(pack):
    (minutes,) = pack.minutes
    assert (minutes.on, minutes.head.starts_at) == (date(2018, 2, 6), time(13, 45))
    assert (len(minutes.items), len(minutes.members), len(minutes.officers)) == (21, 5, 7)
    assert (len(minutes.apologies), len(minutes.resolutions)) == (1, 7)
    assert minutes.apologies[0].reason
    assert minutes.closed_at == time(15, 30)
    assert minutes.contact.email


def test_its_minutes_say_for_which_items_the_public_was_excluded(pack):
    (minutes,) = pack.minutes
    (exclusion,) = minutes.exclusions
    assert (exclusion.items, exclusion.paragraphs) == ("14-21", "1,2 and 3")
    assert exclusion.numbers == tuple(str(number) for number in range(14, 22))
    assert [item.part for item in minutes.items] == [1] * 13 + [2] * 8


def test_questions_and_answers_stand_under_their_items(pack):
    asked = {item.number: len(item.asked) for item in pack.minutes[0].items if item.asked}
    assert asked == {"5": 1, "6": 3, "7": 3, "8": 1, "9": 3, "10": 1}
    assert all(one.answer for item in pack.minutes[0].items for one in item.asked)


def test_a_promise_stands_with_its_item_and_an_item_without_a_decision_has_none(pack):
    items = {item.number: item for item in pack.minutes[0].items}
    assert [one.item for one in pack.minutes[0].promises] == ["3", "7", "9"]
    assert items["10"].resolutions == ()
    assert len(items["3"].matters_arising) == 1


def test_three_cover_reports_with_their_bodies(pack):
    assert [len(one.bodies) for one in pack.reports] == [2, 1, 1]
    assert [one.bodies[0].on for one in pack.reports] == [date(2018, 5, 2)] * 3
    assert {one.purpose for one in pack.reports} == {"For Information"}
    assert all(one.subject and one.author and one.report_of and one.is_public for one in pack.reports)
    assert [len(one.appendices) for one in pack.reports] == [1, 1, 1]


def test_the_slides_that_no_page_range_covers_may_belong_to_the_urgent_item(pack):
    (problem,) = pack.problems
    assert problem.item == "8"
    assert "Annual Survey" in problem.text


def test_it_offers_promises_priorities_developments_and_what_the_survey_recommends(pack):
    kinds = [one.kind for one in pack.offered]
    assert {kind: kinds.count(kind) for kind in OfferKind} == {
        OfferKind.PROMISE: 3,
        OfferKind.PRIORITY: 18,
        OfferKind.DEVELOPMENT: 3,
        OfferKind.SURVEY: 14,
    }
    priorities = [one for one in pack.offered if one.kind is OfferKind.PRIORITY]
    assert sum(bool(one.plan) for one in priorities) == 14
    assert {one.plan.partition(" Plan")[0] for one in priorities} == {
        "", "SEND Strategic Action", "SEND Service Action",
    }  # fmt: skip


def test_a_cover_report_alone_is_one_and_holds_no_meeting():
    document = seed("000")
    (report,) = reports_in(document)
    assert (report.purpose, report.bodies[0].on) == ("For Information", date(2019, 2, 8))
    assert (agendas_in(document), minutes_in(document)) == ([], [])
