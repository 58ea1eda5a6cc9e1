"""Whatever the record speaks of has a name and an address for whoever may open it, or a reason why it has none."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.db import transaction

import goldenthread
from goldenthread.boards.commands.decisions import Wording, enter_decision
from goldenthread.boards.commands.rounds import RoundDates, plan_round
from goldenthread.documents.storing import store
from goldenthread.home.subjects import _of_a_report
from goldenthread.identity.subjects import SubjectKind, kinds, register
from goldenthread.ledger.writing import note_sight, record
from goldenthread.plan.models import Evidence
from goldenthread.sources.commands import add_source, raise_finding
from tests.boards.boards import make_board, make_meeting, make_seat
from tests.cast import by, give_role, make_person
from tests.plan.makers import make_action, make_plan

ROOT = Path(goldenthread.__file__).parent
NOW = datetime(2026, 3, 12, 18, tzinfo=UTC)
NAMED = re.compile(r"""f"([a-z][a-z-]*):\{""")
IS_SUBJECT = re.compile(r"subject|ledger_name|note_sight")
BEFORE = 4
"""So many lines before it may say that a text names a subject: a property's name, its docstring, the call."""


def written_kinds(text: str) -> set[str]:
    """The kinds of subjects that a source text builds: ``f"kind:{...}"`` where a subject is being named."""
    lines = text.splitlines()
    found = set()
    for place, line in enumerate(lines):
        around = " ".join(lines[max(0, place - BEFORE) : place + 1])
        found |= {kind for kind in NAMED.findall(line) if IS_SUBJECT.search(around)}
    return found


def test_the_sweep_finds_a_kind_however_it_is_written():
    assert written_kinds('    def subject(self):\n        """X."""\n        return f"parcel:{self.key}"') == {"parcel"}
    assert written_kinds('record("x", by=by, subject=f"parcel:{key}")') == {"parcel"}
    assert written_kinds('once = f"code-used:{pk}"') == set()


def test_every_kind_that_is_written_about_is_known_to_the_record():
    written = {kind: file for file in ROOT.rglob("*.py") for kind in written_kinds(file.read_text())}
    assert {"action", "plan", "round", "meeting", "person", "body", "finding", "import", "mail"} <= set(written)
    assert {kind: str(file) for kind, file in written.items() if kind not in kinds()} == {}


def test_a_kind_has_a_way_or_a_reason_and_one_app_names_it():
    for kind in kinds().values():
        assert (kind.find is None) == bool(kind.no_page_because)
    with pytest.raises(ValueError, match="reason why there is none"):
        register(SubjectKind("parcel", "parcel"))
    with pytest.raises(ValueError, match="Two kinds"):
        register(SubjectKind("plan", "plan", no_page_because="twice"))


@pytest.fixture
def things(cast):
    """One of each: an action, a round, a meeting with a decision, a finding."""
    plan = make_plan(key="harbour", name="Harbour Plan")
    action = make_action(plan, ref="1.1", leads=[cast.lead_officer])
    board = make_board(plans=(plan,))
    make_seat(board, cast.board_member, "chair")
    meeting = make_meeting(board, on=date(2026, 3, 12))
    manager = by(cast.service_manager)
    decision = enter_decision(meeting=meeting, wording=Wording("Noted."), by=by(cast.board_member), at=NOW)
    dates = RoundDates(date(2025, 12, 1), date(2026, 2, 28))
    found = plan_round(plan=plan, board=board.body, dates=dates, by=manager)
    source = add_source(kind="inspection", title="Harbour inspection", by=manager, at=NOW)
    finding = raise_finding(source=source, text="Ask sooner.", number="2", by=manager, at=NOW)
    with transaction.atomic():
        record("plan.action_rated", by=manager, subject=action.subject)
        record("boards.answer_declined", by=manager, subject=f"{found.subject}/p1-1.1")
    note_sight(by=manager, subject=action.subject)
    return {"action": action, "meeting": meeting, "decision": decision, "round": found, "finding": finding}


@pytest.mark.django_db
def test_the_record_names_a_meeting_and_its_decision_and_leads_there(page, cast, things):
    page.sign_in(cast.director)
    links = page.get("/record/").links()
    meeting = things["meeting"].get_absolute_url()
    assert links["decision 1 of the meeting of Harbour Board on 12 March 2026"] == meeting
    assert links["action 1.1 of Harbour Plan"] == things["action"].get_absolute_url()
    assert links["round 1 of Harbour Plan"] == things["round"].get_absolute_url()
    assert links["round 1 of Harbour Plan, asked for p1-1.1"] == things["round"].get_absolute_url()
    assert links["finding 2 of Harbour inspection"] == things["finding"].get_absolute_url()
    assert page.get("/record/seen/").links()["action 1.1 of Harbour Plan"]


@pytest.mark.django_db
def test_who_may_not_open_a_thing_reads_its_key_and_finds_no_way(page, cast, things):
    page.sign_in(cast.administrator)
    shown = page.get("/record/")
    assert "action 1.1 of harbour" not in shown.text
    assert "Harbour Plan" not in shown.text
    assert not [url for url in shown.links().values() if url.startswith(("/plans/", "/boards/", "/sources/"))]


@pytest.mark.django_db
def test_a_service_manager_reads_what_was_decided_at_meetings(page, cast, things):
    page.sign_in(cast.service_manager)
    assert "decision 1 of the meeting of Harbour Board" in page.get("/record/")
    other = make_person("Nia Pryce")
    give_role(other, "director", scope=things["meeting"].board.body.scope)
    page.sign_in(other)
    assert "meeting of" in page.get("/record/").text or "meeting 1" in page.get("/record/").text


@pytest.mark.django_db
def test_naming_things_costs_a_question_a_kind_and_not_a_thing(page, cast, things):
    page.sign_in(cast.director)
    few = page.cost("/record/")
    with transaction.atomic():
        for number in range(2, 12):
            action = make_action(things["action"].plan, ref=f"1.{number}")
            record("plan.action_rated", by=by(cast.director), subject=action.subject)
    assert page.cost("/record/") == few


@pytest.mark.django_db
def test_a_file_of_evidence_is_named_and_found_by_whoever_sees_its_action(page, cast, things, settings, tmp_path):
    settings.DATA = tmp_path
    kept = store(
        name="register.txt", media_type="text/plain", chunks=[b"Who came."], by_key=cast.lead_officer.key, at=NOW
    )
    Evidence.objects.create(action=things["action"], title="Attendance sheet", file=kept, added_at=NOW)
    note_sight(by=by(cast.director), subject=f"evidence:{kept.key}")
    page.sign_in(cast.auditor)
    links = page.get("/record/seen/").links()
    named = "evidence “Attendance sheet” of action 1.1 of Harbour Plan"
    assert links[named] == f"{things['action'].get_absolute_url()}evidence/{kept.key}/"
    assert named not in page.sign_in(cast.administrator).get("/record/seen/").text


def test_parts_of_a_report_are_called_by_what_they_are():
    assert [_of_a_report(one) for one in ("section-51", "clearance-2", "appendix-3", "pdf")] == [
        "section", "clearance", "appendix 3", "PDF file"
    ]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("action 1.1", "action"),
        ("1.1 of Harbour Plan", "action"),
        ("action 1.1 of harbour plan", "action"),
        ("round 1", "round"),
        ("round 1 of Harbour Plan", "round"),
        ("finding 2 of Harbour inspection", "finding"),
    ],
)
def test_what_the_record_prints_is_what_it_is_found_by(page, cast, things, words, kind):
    page.sign_in(cast.auditor)
    shown = page.get("/record/", {"subject": words})
    entries = shown.all("//ol[@class='history']/li")
    assert entries
    assert all(kind in " ".join(one.text_content().split()) for one in entries)
    assert not page.get("/record/", {"subject": "round 17"}).all("//ol[@class='history']/li")
    assert not page.get("/record/", {"subject": "action 1.1 of Another Plan"}).all("//ol[@class='history']/li")


@pytest.mark.django_db
def test_who_may_not_open_a_plan_does_not_find_it_by_its_name(page, cast, things):
    page.sign_in(cast.auditor)
    assert page.get("/record/", {"subject": "Harbour Plan"}).all("//ol[@class='history']/li")
    page.sign_in(cast.administrator)
    assert not page.get("/record/", {"subject": "Harbour Plan"}).all("//ol[@class='history']/li")


@pytest.mark.django_db
def test_the_record_prints_words_for_what_is_kept_as_numbers_and_codes(page, cast, things):
    action = things["action"]
    first, second = action.plan.rating_words.all()[:2]
    with transaction.atomic():
        record(
            "plan.action_updated",
            by=by(cast.service_manager),
            subject=action.subject,
            changes={
                "rating_id": (first.pk, second.pk),
                "state": ("in_progress", "completed_on_paper"),
                "is_standing": (False, True),
            },
            people=[cast.director.key],
        )
    page.sign_in(cast.auditor)
    entry = page.get("/record/", {"what": "Action updated"}).all("//ol[@class='history']/li")[0]
    told = " ".join(entry.text_content().split())
    for words in (first.word, second.word, "Completed on paper, not assured here", "Yes", cast.director.name):
        assert words in told
    for code in ("Rating id", "completed_on_paper", "in_progress", "True"):
        assert code not in told
