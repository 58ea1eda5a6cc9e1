"""``./run plan``: what it prints, what it writes, and how it refuses."""

import csv
import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from goldenthread.kernel.errors import RuleBroken
from goldenthread.plan.management.commands.plan import Command
from goldenthread.plan.models import ExportSnapshot
from goldenthread.plan.states import State
from tests.plan.makers import make_action, make_plan

pytestmark = pytest.mark.django_db


def run(*words):
    out = StringIO()
    call_command("plan", *words, stdout=out, stderr=StringIO())
    return out.getvalue()


def test_list_gives_each_plan_with_its_number_of_actions():
    plan = make_plan(key="sip", name="Harbour Plan")
    make_action(plan)
    make_action(plan)
    make_plan(key="send", name="Another plan", starts_on=None)
    assert json.loads(run("list", "--json")) == [
        {"key": "sip", "name": "Harbour Plan", "actions": 2},
        {"key": "send", "name": "Another plan", "actions": 0},
    ]
    assert "Harbour Plan" in run("list")


def test_without_plans_the_list_is_empty():
    assert json.loads(run("list", "--json")) == []
    assert "no plan yet" in run("list")


def test_challenge_has_exactly_the_shape_that_others_read():
    plan = make_plan(key="sip")
    late = make_action(plan, ref="1.1", ends_on=date(2018, 3, 31))
    make_action(plan, ref="1.2", state=State.COMPLETED_ON_PAPER, rating="Blue")
    found = json.loads(run("challenge", "sip", "--on", "2018-05-02", "--json"))
    assert list(found) == ["on", "declared", "derived", "disagreements"]
    assert found["on"] == "2018-05-02"
    assert list(found["declared"]) == list(found["derived"]) == ["blue", "red", "amber", "green", "none"]
    assert found["declared"] == {"blue": 1, "red": 0, "amber": 0, "green": 1, "none": 0}
    assert found["derived"] == {"blue": 0, "red": 1, "amber": 0, "green": 0, "none": 1}
    (one,) = found["disagreements"]
    assert list(one) == ["action", "ref", "priority", "declared", "derived", "because"]
    assert (one["action"], one["ref"], one["priority"]) == (late.key, "1.1", "1")
    assert (one["declared"], one["derived"]) == ("green", "red")


def test_challenge_and_checks_can_be_read_by_people():
    plan = make_plan(key="sip")
    make_action(plan, ends_on=date(2018, 3, 31))
    words = run("challenge", "sip", "--on", "2 May 2018")
    assert "On 2018-05-02" in words
    assert "31 March 2018" in words
    assert "better than its dates" in run("challenge", "sip", "--on", "2018-03-01")
    assert "1  Late while green (late-while-green, serious)" in run("checks", "sip", "--on", "2018-05-02")


def test_checks_give_every_check_with_the_actions_it_means():
    action = make_action(make_plan(key="sip"), ends_on=date(2018, 3, 31))
    found = json.loads(run("checks", "sip", "--on", "2018-05-02", "--json"))
    assert (found["plan"], found["on"]) == ("sip", "2018-05-02")
    by_id = {one["id"]: one for one in found["checks"]}
    assert set(by_id["no-lead"]) == {"id", "title", "explanation", "severity", "source", "actions"}
    assert by_id["no-lead"]["actions"] == [
        {"action": action.key, "ref": "1.1", "priority": "1", "because": "No lead is named."}
    ]
    assert by_id["no-measure"]["actions"] == []


@pytest.mark.parametrize("format", ["csv", "json", "xlsx"])
def test_export_writes_the_whole_file_and_nothing_else(tmp_path, format):
    make_action(make_plan(key="sip"))
    file = tmp_path / f"plan.{format}"
    file.write_text("old")
    assert run("export", "sip", "--format", format, "--out", str(file)) == ""
    assert list(tmp_path.iterdir()) == [file]
    starts = {"csv": b"\xef\xbb\xbfName:", "json": b'{\n "format"', "xlsx": b"PK"}
    assert file.read_bytes().startswith(starts[format])


def test_an_exported_csv_names_the_snapshot_that_was_kept(tmp_path):
    make_action(make_plan(key="sip"))
    file = tmp_path / "plan.csv"
    run("export", "sip", "--format", "csv", "--out", str(file))
    values = dict(record[:2] for record in csv.reader(StringIO(file.read_text("utf-8-sig"))))
    assert values["Plan key:"] == "sip"
    assert values["Export:"] == ExportSnapshot.objects.get().key


@pytest.mark.parametrize(
    "words",
    [("challenge", "none"), ("checks", "none"), ("export", "none", "--format", "csv", "--out", "never.csv")],
    ids=lambda words: words[0],
)
def test_an_unknown_key_is_one_sentence_and_status_2(words, capsys):
    with pytest.raises(RuleBroken, match="no plan with the key “none”"):
        run(*words)
    with pytest.raises(SystemExit) as end:
        Command().run_from_argv(["manage.py", "plan", *words])
    assert end.value.code == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1


def test_a_file_that_cannot_be_written_is_one_sentence(tmp_path):
    make_plan(key="sip")
    with pytest.raises(RuleBroken, match="cannot be written: No such file"):
        run("export", "sip", "--format", "csv", "--out", str(tmp_path / "none" / "plan.csv"))


@pytest.mark.parametrize("day", ["May 2018", "tomorrow", "2018-02-30"])
def test_a_day_that_is_none_is_refused(day):
    make_plan(key="sip")
    with pytest.raises(CommandError, match="is not a day"):
        run("challenge", "sip", "--on", day)
