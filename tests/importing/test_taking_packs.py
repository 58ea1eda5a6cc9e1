"""A committee's pack taken: meetings with their items, minutes as the paper has them, reports, findings it offers."""

import json
from datetime import UTC, datetime
from importlib import import_module
from itertools import pairwise

import pytest
from django.urls import reverse

from goldenthread.bodies.models import Body, Kind
from goldenthread.committee.commands.offering import answer_offers
from goldenthread.committee.kinds import ItemKind, Part
from goldenthread.committee.models import (
    AgendaItem,
    Attendee,
    Committee,
    CommitteeMeeting,
    Exchange,
    ItemPaper,
    Minute,
    Minutes,
    OfferAnswer,
    Promise,
    Resolution,
    TemplateItem,
)
from goldenthread.committee.queries.agenda import agenda_of
from goldenthread.committee.queries.minutes import minutes_of
from goldenthread.committee.queries.offered import offers_of_paper
from goldenthread.identity.models import Person
from goldenthread.importing.commands import take_import, undo_import, why_not_undo
from goldenthread.importing.queries.pack import reading_of
from goldenthread.importing.staging import Only, stage
from goldenthread.intake.models import Import, State
from goldenthread.kernel.errors import NotAllowed, RuleBroken
from goldenthread.ledger.models import Entry, Value
from goldenthread.plan.models import Plan
from goldenthread.plan.queries.sources import unanswered_findings
from goldenthread.sources.models import Finding
from tests.cast import by, make_cast, make_person
from tests.committee.makers import make_committee
from tests.committee.reading.papers import DISTRICT_AGENDA
from tests.conftest import SHARED
from tests.importing.papers import as_text, desk

pytestmark = pytest.mark.django_db
AFTER = datetime(2030, 1, 14, 9, tzinfo=UTC)
SECRET = "the heron that nobody may name"
MINUTES = f"""\
MINUTES of a meeting of the Overview and Scrutiny Panel held at Civic Centre, Harwick on Tuesday 6 February 2029 at \
10.00 am

Present: Councillors Ivy Stone (Chair), Sam Okoro and Raj Mistry

In attendance: Jo Penn (Chief Executive), Bea Lunt (Director of Place)

1. APOLOGIES FOR ABSENCE
Apologies for absence were received from Councillor Kit Doyle, who was at a regional meeting.

2. FOSTERING SUFFICIENCY
How many kinship carers are there?
There are eleven, and two more are being assessed.
The Director undertook to circulate the number of kinship carers to all members before the summer.
RESOLVED: That the strategy be adopted.

3. EXCLUSION OF THE PUBLIC
RESOLVED: That the public be excluded for the following items under paragraph 3 of Part 1 of Schedule 12A.

4. SALE OF {SECRET.upper()}
The Director agreed to write to members about {SECRET}.
RESOLVED: That {SECRET} be sold.

The meeting ended at 11.25 am.
"""
REPORT = """\
REPORT TO: Overview and Scrutiny Panel
DATE: 3 April 2029
TITLE: Quarter three performance
REPORT BY: Director of Place
AUTHOR: Ola Reed, Performance Manager
PURPOSE: For Information

Summary

This report tells how the quarter went.
"""
PACK = f"{DISTRICT_AGENDA}\n{MINUTES}\n{REPORT}\n".replace("2029", "2019")


def staged(content: str = PACK, who=None) -> Import:
    return stage(chunks=[content.encode()], name="pack.txt", by=who or desk(), at=AFTER)


def taken(of: Import, who=None, **more):
    return take_import(of=of, by=who or desk(), at=AFTER, **more)


def offers(of: Import):
    return offers_of_paper(of, reading_of(of))


@pytest.fixture
def clerk() -> Person:
    return make_person("Wren Abbott", roles=["democratic-services officer"])


@pytest.fixture
def manager() -> Person:
    return make_person("Joan Fairley", roles=["service manager"])


def test_a_pack_becomes_meetings_with_items_minutes_and_reports_and_nothing_comes_twice():
    brought = taken(staged()).brought
    assert (brought.new, brought.known, brought.left) == (3, 0, [])
    april, february = CommitteeMeeting.objects.order_by("-on")
    assert april.committee == february.committee
    assert (april.committee.body.name, april.committee.body.kind) == ("Overview and Scrutiny Panel", Kind.COMMITTEE)
    assert april.committee.brought == april.brought == february.minutes.brought
    items = {one.printed: one for one in april.items.all()}
    assert list(items) == ["1", "2", "3", "4a", "4b", "5", "6"]
    assert (items["4a"].pages, items["4a"].report_of, items["4a"].part) == ("13-30", "Director of Place", 1)
    assert (items["6"].part, items["6"].pages, items["6"].purpose, items["6"].public_title) == (
        2,
        "33-40",
        "decision",
        "",
    )
    assert items["3"].kind == ItemKind.MINUTES
    paper = ItemPaper.objects.get()
    assert (paper.item, paper.title) == (items["4a"], "Quarter three performance")
    assert ["Author", "Ola Reed, Performance Manager"] in paper.brought_says
    # Minutes in their own words, with people as names.
    assert list(february.attendees.values_list("name", "capacity", "presence", "person")) == [
        ("Ivy Stone", "member", "present", None), ("Sam Okoro", "member", "present", None),
        ("Raj Mistry", "member", "present", None), ("Jo Penn", "officer", "present", None),
        ("Bea Lunt", "officer", "present", None), ("Councillor Kit Doyle", "member", "apologies", None),
    ]  # fmt: skip
    assert february.minutes.stage == "paper"
    assert february.minutes.is_fixed
    fostering = february.minutes.entries.get(number="2")
    assert fostering.text.startswith("How many kinship carers are there?\n\nThere are eleven")
    assert fostering.exchanges.get().answer.startswith("There are eleven")
    assert fostering.resolutions.get().text == "the strategy be adopted."
    assert february.minutes.entries.get(number="4").item.part == Part.NON_PUBLIC
    # Again: nothing is proposed twice.
    again = taken(staged()).brought
    assert (again.new, again.known, again.meetings) == (0, 3, [])
    assert (CommitteeMeeting.objects.count(), Minutes.objects.count(), ItemPaper.objects.count()) == (2, 1, 1)
    assert Entry.objects.filter(what="committee.papers_brought").count() == 2


def test_what_is_chosen_alone_is_taken_and_the_rest_later_joins_the_same_meeting():
    brought = taken(staged(), parts=[Only.REPORTS]).brought
    assert brought.new == 1
    meeting = CommitteeMeeting.objects.get()
    assert [item.printed for item in meeting.items.all()] == ["4a"]
    assert not Minutes.objects.exists()
    later = taken(staged(), parts=[Only.MEETINGS]).brought
    assert (later.new, CommitteeMeeting.objects.count()) == (2, 2)
    assert meeting.items.count() == 7
    assert ItemPaper.objects.get().item.printed == "4a"
    with pytest.raises(RuleBroken, match="Nothing of what you chose stands in this paper"):
        taken(staged(), parts=[Only.PLAN])


def test_a_pack_is_taken_back_as_a_whole_until_somebody_has_worked_on_it(clerk):
    of = staged(PACK + as_text().decode())
    taken(of)
    assert Plan.objects.exists()
    undo_import(of=of, by=desk(), at=AFTER)
    assert of.state == State.UNDONE
    for model in (Plan, CommitteeMeeting, Committee, TemplateItem, AgendaItem, Minute, Attendee, Exchange, ItemPaper):
        assert not model.objects.exists(), model
    assert not Body.objects.filter(name__startswith="Overview").exists()
    again = staged()
    taken(again)
    chosen = [one for one in offers(again) if one.read.kind == "promise"]
    answer_offers(of=again, take=True, keys=[chosen[0].key], by=by(clerk), at=AFTER)
    assert "Findings that this paper offers were taken" in why_not_undo(again)
    with pytest.raises(RuleBroken, match="can no longer be taken back"):
        undo_import(of=again, by=desk(), at=AFTER)


def test_a_committee_is_found_by_its_name_and_a_meeting_kept_here_stays_as_it_is():
    committee = make_committee("The Overview & Scrutiny Panel", make_cast())
    kept = CommitteeMeeting.objects.create(committee=committee, key="kept", on="2019-02-06")
    brought = taken(staged()).brought
    assert brought.new == 2
    assert [paper.why for paper in brought.left] == [
        "This meeting is kept here, and so are its minutes: begin it on its page."
    ]
    assert set(committee.meetings.values_list("pk", flat=True)) == {kept.pk, brought.meetings[0].pk}


def test_what_stands_in_part_two_is_closed_and_gives_no_words_to_anybody_not_entitled(page, clerk, manager):
    of = staged(who=by(clerk))
    taken(of, by(clerk))
    february = CommitteeMeeting.objects.get(on="2019-02-06")
    reader = make_person("Nan Quist", roles=["director"])
    shown = minutes_of(february.minutes, reader, at=AFTER)
    assert [one.is_closed for one in shown.entries] == [False, False, False, True]
    whole = minutes_of(february.minutes, clerk, at=AFTER)
    assert SECRET in whole.entries[3].text
    assert agenda_of(february, reader, at=AFTER).items[3].title == "Item not open to the public"
    promises = [one for one in offers(of) if one.read.kind == "promise"]
    assert [one.read.part for one in promises] == [1, 2]
    answer_offers(of=of, take=True, keys=[one.key for one in promises], by=by(clerk), at=AFTER)
    told = list(Finding.objects.order_by("pk").values_list("text", "number", "paragraph"))
    assert told[0][0].startswith("The Director undertook to circulate")
    assert (told[0][1], told[0][2]) == ("2/1", promises[0].read.where)
    assert told[1][0].startswith("What was promised under item 4")
    assert SECRET not in str(told).casefold()
    # A service manager sees every import, and nothing of it that is not public.
    page.sign_in(manager)
    answer = page.get(of.get_absolute_url())
    assert SECRET not in answer.text.casefold()
    page.get(reverse("import-file", args=[of.key]), status=404)
    for where in (reverse("minutes", args=[february.key]), february.get_absolute_url(), reverse("decisions")):
        assert SECRET not in page.get(where).text.casefold()
    assert not Value.objects.filter(after__icontains="heron").exists()
    page.sign_in(clerk)
    assert SECRET in page.get(reverse("minutes", args=[february.key])).text
    assert SECRET in page.get(of.get_absolute_url()).text.casefold()


def test_a_promise_is_taken_once_its_minutes_were_and_then_waits_for_a_plan(manager):
    of = staged()
    promise = next(one for one in offers(of) if one.read.kind == "promise")
    with pytest.raises(RuleBroken, match="Take the minutes first"):
        answer_offers(of=of, take=True, keys=[promise.key], by=by(manager), at=AFTER)
    taken(of)
    assert answer_offers(of=of, take=True, keys=[promise.key], by=by(manager), at=AFTER) == 1
    owed = Promise.objects.get()
    assert (owed.owner_name, owed.minute.number) == ("Director", "2")
    assert owed.finding.source == CommitteeMeeting.objects.get(on="2019-02-06").source
    assert owed.finding in unanswered_findings(manager)
    with pytest.raises(RuleBroken, match="nobody has answered yet"):
        answer_offers(of=of, take=True, keys=[promise.key], by=by(manager), at=AFTER)


def test_an_offer_is_taken_or_declined_on_the_review_page_and_declined_is_remembered(page, manager):
    survey = "\n\nSurvey of young people\n\nRecommendations\n\n- Longer short breaks\n\n- A leaflet for carers\n"
    evaluation = "\n\nOur priority is to hear families early (Early Help Action Plan - Priority 2).\n"
    marked = "This page is intentionally left blank\n\nAgenda Item 5\n\n"
    of = staged(PACK + marked + evaluation + marked + survey, by(manager))
    found = {one.read.text: one for one in offers(of)}
    page.sign_in(manager)
    answer = page.get(of.get_absolute_url())
    assert f"{len(found)} findings offered" in answer
    url = reverse("import-offers", args=[of.key])
    priority = next(one for one in found.values() if one.read.kind == "priority")
    first, second = (one for one in found.values() if one.read.kind == "survey-recommendation")
    page.post(url, answer.values(url) | {"take-one": priority.key})
    finding = Finding.objects.get()
    assert finding.source.kind == "self_evaluation"
    assert "Early Help Action Plan" in finding.text
    assert finding.paragraph == priority.read.where
    answer = page.get(of.get_absolute_url())
    page.post(url, answer.values(url) | {"offer": [first.key, second.key], "answer": "decline"})
    assert OfferAnswer.objects.filter(taken=False).count() == 2
    again = staged(PACK + marked + evaluation + marked + survey, by(manager))
    assert [one.read.kind for one in offers(again) if one.is_open] == ["promise", "promise"]
    assert again.receipt["offered"] == len(found)
    answer = page.get(again.get_absolute_url())
    refused = page.post(reverse("import-offers", args=[again.key]), {"answer": "take"}, status=422)
    assert "Choose at least one finding" in refused


def test_democratic_services_bring_a_pack_and_no_plan(page, clerk):
    page.sign_in(clerk)
    of = staged(PACK + as_text().decode(), by(clerk))
    assert of.receipt["plan"] is None
    assert "import waits for your review" in page.get("/")
    answer = page.get(of.get_absolute_url())
    accept = reverse("import-accept", args=[of.key])
    page.post(accept, answer.values(accept))
    assert (CommitteeMeeting.objects.count(), Plan.objects.count()) == (2, 0)
    done = page.get(of.get_absolute_url())
    assert "2 meetings from this paper" in done
    assert "for your review" not in page.get("/")
    undo = reverse("import-undo", args=[of.key])
    page.post(undo, done.values(undo))
    assert not CommitteeMeeting.objects.exists()
    with pytest.raises(RuleBroken, match="A plan is brought by a service manager"):
        stage(chunks=[as_text()], name="plan.txt", by=by(clerk), at=AFTER)
    with pytest.raises(NotAllowed):
        staged(who=by(make_person("Otto Brand", roles=["lead officer"])))
    heading = page.get(reverse("imports")).heading
    assert heading == "Bring meetings and reports from paper"


def test_the_command_takes_a_pack_prints_json_alone_and_names_what_it_leaves(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("django.core.management.base.connections.close_all", lambda: None)
    path = tmp_path / "pack.txt"
    path.write_text(PACK)
    command = import_module("goldenthread.importing.management.commands.import").Command()
    command.run_from_argv(["manage.py", "import", str(path), "--accept", "--only", "meetings", "--json"])
    receipt = json.loads(capsys.readouterr().out)
    assert (len(receipt["meetings"]), len(receipt["minutes"]), receipt["offered"]) == (1, 1, 2)
    assert (CommitteeMeeting.objects.count(), ItemPaper.objects.count()) == (2, 0)
    path.write_text(PACK.replace("3 April 2019", "3 April 2029").replace("3rd April 2019", "3rd April 2029"))
    command.run_from_argv(["manage.py", "import", str(path), "--accept"])
    said = capsys.readouterr()
    assert "Not taken, Agenda, Overview and Scrutiny Panel, 3 April 2029: The meeting of 3 April 2029" in said.err
    assert "1 stood here already" in said.out


@pytest.mark.shared
def test_the_real_pack_is_taken_whole(page, clerk):
    path = SHARED / "seeds" / "002_a1c4b4f6bbec8876.txt"
    of = stage(chunks=[path.read_bytes()], name=path.name, by=by(clerk), at=AFTER)
    brought = taken(of, by(clerk)).brought
    assert (brought.new, brought.left) == (5, [])
    may, february = CommitteeMeeting.objects.order_by("-on")
    assert may.committee == february.committee
    items = list(may.items.order_by("number"))
    assert [len([one for one in items if one.part == part]) for part in (1, 2)] == [9, 9]
    ranges = [tuple(map(int, one.pages.split("-"))) for one in items if one.pages]
    assert len(ranges) == 11
    assert (ranges[0][0], ranges[-1][1]) == (1, 108)
    assert all(after[0] == before[1] + 1 for before, after in pairwise(ranges))
    assert items[15].public_item == items[4]
    assert sorted(ItemPaper.objects.values_list("item__printed", flat=True)) == ["4", "5", "6"]
    people = february.attendees
    assert people.filter(capacity="member", presence="present").count() == 5
    assert people.filter(capacity="officer").count() == 7
    assert people.filter(presence="apologies").count() == 1
    assert (february.minutes.entries.count(), Resolution.objects.count()) == (21, 7)
    page.sign_in(clerk)
    for where in (of, may, reverse("minutes", args=[february.key]), reverse("agenda-paper", args=[may.key, "6", "1"])):
        page.get(where)
    assert "From the paper" in page.get(reverse("minutes", args=[february.key]))
