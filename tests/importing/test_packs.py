"""A committee's pack at the desk: the receipt gains its meetings, and a paper without a plan waits as well."""

import json
from importlib import import_module

import pytest
from django.urls import reverse

from goldenthread.committee.models import CommitteeMeeting
from goldenthread.committee.reading.as_json import from_json, to_json
from goldenthread.committee.reading.pack import read_pack
from goldenthread.importing.explaining import EXPLAINED
from goldenthread.importing.staging import Only, stage
from goldenthread.intake.commands import Meant
from goldenthread.intake.models import Import, State
from goldenthread.intake.reading import read_file
from goldenthread.kernel.errors import RuleBroken
from goldenthread.plan.commands.paper import accept_paper
from goldenthread.plan.intake import correct_paper
from goldenthread.plan.models import Plan
from tests.cast import make_person
from tests.committee.reading.papers import CABINET_MINUTES, DISTRICT_AGENDA, QUESTIONS_PACK_REPORT, text
from tests.conftest import SHARED
from tests.importing.papers import EVENING, NOON, as_text, desk

pytestmark = pytest.mark.django_db
command = import_module("goldenthread.importing.management.commands.import")
SLIDES = "This page is intentionally left blank\n\nAgenda Item 5\n\nWhat the panel looks at next\n\nA list follows.\n\n"
MEETING = f"{DISTRICT_AGENDA}\n{SLIDES}{CABINET_MINUTES}\n{QUESTIONS_PACK_REPORT}\n"
PACK = MEETING.encode() + b"\n\n" + as_text()


@pytest.fixture(autouse=True)
def _connection_stays_open(monkeypatch):
    """A command closes its connections when it ends; here the test still needs its own."""
    monkeypatch.setattr("django.core.management.base.connections.close_all", lambda: None)


@pytest.fixture
def desk_page(page):
    page.sign_in(make_person("Joan Fairley", roles=["service manager"]))
    return page


@pytest.fixture
def file(tmp_path):
    def write(content):
        path = tmp_path / "pack.txt"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def staged(content=PACK, only=None) -> Import:
    return stage(chunks=[content], name="pack.txt", by=desk(), at=NOON, only=only)


def run(*arguments):
    """Run as from the command line; gives the exit status."""
    try:
        command.Command().run_from_argv(["manage.py", "import", *map(str, arguments)])
    except SystemExit as end:
        return end.code
    return 0


def test_the_receipt_of_a_pack_names_its_meeting_its_minutes_and_its_report():
    receipt = staged().receipt
    (meeting,) = receipt["meetings"]
    assert (meeting["committee"], meeting["on"]) == ("Overview and Scrutiny Panel", "2029-04-03")
    assert meeting["items"][2] == {
        "number": "3", "title": "Minutes of the Previous Meeting", "part": 1, "purpose": "", "pages": "5-12",
    }  # fmt: skip
    assert receipt["minutes"] == [
        {
            "committee": "Cabinet", "on": "2029-06-14", "items": 5, "members_present": 4, "officers_present": 3,
            "apologies": 2, "resolutions": 4,
        }
    ]  # fmt: skip
    assert receipt["reports"] == [
        {
            "subject": "Care leavers' housing", "author": "Ola Reed", "purpose": "For Decision",
            "bodies": [{"name": "Corporate Parenting Board", "on": "2029-10-04"}],
        }
    ]  # fmt: skip
    assert receipt["offered"] == 1
    assert (receipt["plan"]["name"], receipt["actions"]) == ("Harbour Improvement Plan", 7)


def test_a_plan_alone_has_the_same_receipt_with_nothing_beside():
    receipt = staged(as_text()).receipt
    assert (receipt["meetings"], receipt["minutes"], receipt["reports"], receipt["offered"]) == ([], [], [], 0)
    assert receipt["actions"] == 7


def test_a_meeting_without_a_plan_waits_and_its_plan_is_null():
    of = staged(MEETING.encode())
    assert of.state == State.STAGED
    assert of.receipt["plan"] is None
    assert of.receipt["changes"] == {"new": 0, "changed": 0, "gone": 0, "same": 0}
    assert of.rows.exists()


def test_a_paper_without_pages_is_a_problem_with_its_item_and_its_code_is_explained():
    problems = [one for one in staged().receipt["problems"] if one["code"] == "paper-without-pages"]
    assert [one["item"] for one in problems] == ["5", None]
    assert all(one["action"] is None for one in problems)
    assert "paper-without-pages" in EXPLAINED


def test_what_stands_beside_stays_when_the_plan_is_corrected():
    before = staged()
    of = correct_paper(of=before, corrections=[Meant("status", "Amber", "red|in_progress")], by=desk(), at=EVENING)
    for name in ("meetings", "minutes", "reports", "offered"):
        assert of.receipt[name] == before.receipt[name]
    assert [one["code"] for one in of.receipt["problems"]].count("paper-without-pages") == 2
    assert of.reading["beside"]["reading"]["agendas"]


def test_the_plan_of_a_pack_is_taken_and_the_receipt_keeps_what_stands_beside():
    of = staged()
    accepted = accept_paper(of=of, by=desk(), at=EVENING)
    assert accepted.plan.actions.count() == 7
    assert len(of.receipt["meetings"]) == 1


def test_a_paper_without_a_plan_is_neither_taken_nor_corrected():
    of = staged(MEETING.encode())
    with pytest.raises(RuleBroken, match="No plan stands in this paper"):
        accept_paper(of=of, by=desk(), at=EVENING)
    with pytest.raises(RuleBroken, match="No plan stands in this paper"):
        correct_paper(of=of, corrections=[Meant("status", "Amber", "red|in_progress")], by=desk(), at=EVENING)
    assert Plan.objects.count() == 0


@pytest.mark.parametrize(
    ("content", "only", "sentence"),
    [
        (b"Dear all,\n\nsee you on Monday.\n", None, "No improvement plan .* Nor was a meeting or a report found"),
        (MEETING.encode(), Only.PLAN, "No improvement plan was found"),
        (as_text(), Only.MEETINGS, "No meeting was found: looked for an agenda"),
        (as_text(), Only.REPORTS, "No cover report was found: looked for a block"),
    ],
)
def test_what_holds_nothing_that_is_looked_for_is_refused_and_leaves_nothing(content, only, sentence):
    with pytest.raises(RuleBroken, match=sentence):
        staged(content, only)
    assert Import.objects.count() == 0


def test_the_command_prints_a_meeting_as_json_and_in_words(file, capsys):
    assert run(file(MEETING), "--json") == 0
    assert json.loads(capsys.readouterr().out)["plan"] is None
    assert run(file(MEETING), "--only", "meetings") == 0
    out = capsys.readouterr().out
    assert "No plan stands in this file." in out
    assert "Agenda, Overview and Scrutiny Panel, 2029-04-03: 7 items, 1 not public" in out
    assert "paper-without-pages" in out


def test_a_meeting_that_is_not_over_is_not_taken_and_one_sentence_says_so_with_status_2(file, capsys):
    for arguments, sentence in (
        (["--accept"], "The meeting of 3 April 2029 is not over."),
        (["--accept", "--only", "meetings"], "so that its notice is given in time"),
        (["--only", "plan"], "No improvement plan was found"),
    ):
        assert run(file(MEETING), *arguments) == 2
        assert sentence in capsys.readouterr().err
    assert not Import.objects.filter(state=State.ACCEPTED).exists()
    assert not CommitteeMeeting.objects.exists()


def test_only_the_plan_of_a_pack_is_taken_where_that_is_said(file, capsys):
    assert run(file(PACK), "--accept", "--only", "plan", "--json") == 0
    assert Plan.objects.get().actions.count() == 7
    assert len(json.loads(capsys.readouterr().out)["meetings"]) == 1


def test_the_review_shows_what_was_found_and_offers_nothing_that_cannot_be_done(desk_page):
    of = staged(MEETING.encode())
    answer = desk_page.get(of.get_absolute_url())
    assert answer.heading == "1 agenda, 1 set of minutes and 1 report found in pack.txt"
    for words in (
        "Agenda, Overview and Scrutiny Panel, 3 April 2029",
        "Quarter three performance",
        "Promises in minutes",
    ):
        assert words in answer
    assert "Make the plan" not in answer
    assert reverse("import-accept", args=[of.key]) not in answer
    assert "Nothing of it can be taken" in answer
    assert "is not over. Prepare it on the page of its committee" in answer


def test_the_review_of_a_pack_with_a_plan_shows_both(desk_page):
    answer = desk_page.get(staged().get_absolute_url())
    assert answer.heading == "7 actions found in pack.txt"
    assert "Take what is ticked" in answer
    assert "A paper that no page range of the agenda covers" in answer


@pytest.mark.parametrize("name", ["import-rows", "import-words", "import-changes"])
def test_a_paper_without_a_plan_has_no_pages_of_its_rows(desk_page, name):
    desk_page.get(reverse(name, args=[staged(MEETING.encode()).key]), status=404)


def test_it_is_dropped_as_any_paper(desk_page):
    of = staged(MEETING.encode())
    answer = desk_page.get(of.get_absolute_url())
    drop = reverse("import-drop", args=[of.key])
    desk_page.post(drop, answer.values(drop))
    of.refresh_from_db()
    assert of.state == State.DROPPED
    assert "dropped" in desk_page.get(of.get_absolute_url()).heading


def test_a_pack_of_very_many_papers_is_shown_in_part_and_counted_whole(desk_page):
    many = "\n\n".join(f"{number}. ITEM OF BUSINESS" for number in range(1, 351))
    papers = "\n\n".join([QUESTIONS_PACK_REPORT] * 70)
    of = staged(f"AGENDA\n\nHarbour Board, 1 May 2029\n\n{many}\n\n{papers}".encode())
    answer = desk_page.get(of.get_absolute_url())
    assert len(of.receipt["meetings"][0]["items"]) == 350
    assert "And 50 more, which stand in the file." in answer
    assert "And 10 papers more, counted in the receipt." in answer


def test_the_list_of_imports_counts_its_papers(desk_page):
    staged(MEETING.encode())
    assert "1 agenda, 1 set of minutes and 1 report" in desk_page.get(reverse("imports"))


def test_the_pages_of_codes_explain_it(desk_page):
    assert desk_page.get(reverse("import-problems")).all("//dt[@id='paper-without-pages']")
    assert "A paper that no page range of the agenda covers" in desk_page.get(reverse("help"))


def test_a_reading_comes_back_from_json_as_it_was():
    reading = read_pack(text(MEETING))
    kept = json.loads(json.dumps(to_json(reading)))
    assert from_json(kept) == reading


@pytest.mark.shared
def test_the_real_pack_keeps_every_figure_and_gains_its_meeting():
    path = SHARED / "seeds" / "002_a1c4b4f6bbec8876.txt"
    receipt = stage(chunks=[path.read_bytes()], name=path.name, by=desk(), at=NOON).receipt
    assert (receipt["actions"], receipt["changes"]["new"]) == (114, 114)
    (meeting,), (minutes,) = receipt["meetings"], receipt["minutes"]
    assert (meeting["on"], len(meeting["items"])) == ("2018-05-02", 18)
    assert [item["pages"] for item in meeting["items"] if item["pages"]][::10] == ["1-8", "99-108"]
    assert {name: minutes[name] for name in minutes if name not in ("committee", "on")} == {
        "items": 21, "members_present": 5, "officers_present": 7, "apologies": 1, "resolutions": 7,
    }  # fmt: skip
    assert len(receipt["reports"]) == 3
    assert receipt["offered"] == 38
    assert [one["item"] for one in receipt["problems"] if one["code"] == "paper-without-pages"] == ["8"]
    kept = read_pack(read_file(path, path.name))
    assert from_json(json.loads(json.dumps(to_json(kept)))) == kept
