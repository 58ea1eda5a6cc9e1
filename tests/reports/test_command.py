"""``./run report``: what it prints, what it writes, and one sentence for what it refuses."""

import json
from datetime import date

import pytest
from django.core.management import call_command

from goldenthread.kernel.errors import RuleBroken
from goldenthread.reports.models import Report
from tests.cast import make_person

pytestmark = pytest.mark.django_db


def test_the_list_as_json_holds_key_subject_and_state_and_nothing_else(drafted, capsys):
    _, report = drafted
    call_command("report", "list", "--json")
    assert json.loads(capsys.readouterr().out) == [
        {"key": report.key, "subject": "Harbour Improvement Plan", "state": "draft"}
    ]


def test_a_list_of_nothing_says_so(capsys):
    call_command("report", "list")
    assert capsys.readouterr().out == "There is no report yet.\n"


@pytest.mark.parametrize(("ending", "begins"), [("pdf", b"%PDF-"), ("docx", b"PK"), ("html", b"<!doctype html>")])
def test_a_draft_is_written_as_a_working_copy_whatever_it_lacks(drafted, tmp_path, ending, begins):
    _, report = drafted
    out = tmp_path / f"report.{ending}"
    call_command("report", "export", report.key, "--format", ending, "--out", str(out))
    content = out.read_bytes()
    assert content.startswith(begins)
    if ending == "html":
        assert "Working copy – not for publication" in content.decode()
        assert "/facts/" not in content.decode()


def test_a_report_is_drafted_at_the_machine(world, capsys):
    call_command(
        "report", "draft", "sip", "2", "--body", "harbour-committee", "--on", "2026-06-20", "--author", "ruth-amadi",
        "--chief-officer", "piers-halloran",
    )  # fmt: skip
    report = Report.objects.get(key=capsys.readouterr().out.strip())
    assert (report.author.key, report.round.number, report.destinations.get().body.key) == (
        "ruth-amadi", 2, "harbour-committee",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("export", "nothing", "--format", "pdf", "--out", "x.pdf"), "no report with the key “nothing”"),
        (("draft", "nothing", "--body", "harbour-committee", "--author", "ruth-amadi"), "no plan with the key"),
        (("draft", "sip", "9", "--body", "harbour-committee", "--author", "ruth-amadi"), "has no round 9"),
        (("export", "harbour-improvement-plan", "--format", "pdf", "--out", ""), r"^\. is a folder: name the file to"),
        (("export", "harbour-improvement-plan", "--format", "html", "--out", "/"), "^/ is a folder: name the file to"),
        (("draft", "sip", "--body", "nowhere", "--author", "ruth-amadi"), "no body with the key"),
    ],
)
def test_what_is_not_known_is_one_sentence(drafted, words, said):
    assert drafted[1].key == "harbour-improvement-plan"
    with pytest.raises(RuleBroken, match=said):
        call_command("report", *words)


@pytest.mark.parametrize(
    ("person", "said"),
    [
        ({"name": "Ina Frost", "account": False}, r"^Ina Frost cannot sign in here and so could not write .*\.$"),
        ({"name": "Ina Frost", "left_on": date(2020, 1, 1)}, r"^Ina Frost cannot sign in here .*\.$"),
        ({"name": "Ina Frost", "roles": ["auditor"]}, r"^Ina Frost is an auditor, who changes nothing: .*\.$"),
    ],
)
def test_whoever_could_not_write_a_report_is_not_named_its_author_at_the_machine(world, person, said):
    make_person(**person)
    with pytest.raises(RuleBroken, match=said):
        call_command("report", "draft", "sip", "2", "--body", "harbour-committee", "--author", "ina-frost")
    assert not Report.objects.exists()
