"""``./run import``: its output and each of its exit statuses."""

import json
from importlib import import_module

import pytest
from django.core.management import call_command

from goldenthread.intake.models import Import, State
from goldenthread.kernel.errors import RuleBroken
from goldenthread.plan.commands.paper import WouldLose
from goldenthread.plan.commands.structure import change_action
from goldenthread.plan.export import export_plan
from goldenthread.plan.models import Plan
from tests.importing.papers import EVENING, HEADER, as_text, desk, edited, the_plan

pytestmark = pytest.mark.django_db
command = import_module("goldenthread.importing.management.commands.import")


@pytest.fixture(autouse=True)
def _connection_stays_open(monkeypatch):
    """A command closes its connections when it ends; here the test still needs its own."""
    monkeypatch.setattr("django.core.management.base.connections.close_all", lambda: None)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "plan.txt"
    path.write_bytes(as_text())
    return path


def run(*arguments):
    """Run as from the command line; gives the exit status."""
    try:
        command.Command().run_from_argv(["manage.py", "import", *map(str, arguments)])
    except SystemExit as end:
        return end.code
    return 0


def test_without_accept_the_import_waits_and_the_receipt_is_json_alone(file, capsys):
    assert run(file, "--json") == 0
    out = capsys.readouterr()
    assert json.loads(out.out)["actions"] == 7
    assert out.err == ""
    assert (Import.objects.get().state, Plan.objects.count()) == (State.STAGED, 0)


def test_with_accept_the_plan_stands_and_the_import_acted_as_the_system(file, capsys):
    assert run(file, "--json", "--accept") == 0
    receipt = json.loads(capsys.readouterr().out)
    assert Plan.objects.get().key == receipt["plan"]["key"] == "hip-2025-26"
    assert receipt["changes"] == {"new": 7, "changed": 0, "gone": 0, "same": 0}
    of = Import.objects.get()
    assert (of.state, of.made_by.is_system, of.decided_by.key) == (State.ACCEPTED, True, "system-import-desk")


def test_people_get_a_receipt_in_words_with_the_address_of_the_review(file, capsys):
    assert run(file) == 0
    out = capsys.readouterr().out
    assert "7 actions: 3 Green, 2 Completed, 1 Amber, 1 Red" in out
    assert f"/imports/{Import.objects.get().key}/" in out
    assert "date-unreadable" in out


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("plan.txt", b"", "This file is empty."),
        ("plan.pdf", b"%PDF-1.7", "PDF files are not read yet"),
        ("plan.xlsx", b"PK\x03\x04 broken", "damaged"),
        ("minutes.txt", b"Minutes\n\nPresent\tApologies\nA\tB\n", "looked for"),
    ],
)
def test_a_refused_file_is_one_sentence_and_status_2_and_nothing_is_stored(tmp_path, capsys, name, content, sentence):
    path = tmp_path / name
    path.write_bytes(content)
    assert run(path, "--json", "--accept") == 2
    out = capsys.readouterr()
    assert out.out == ""
    assert sentence in out.err
    assert len(out.err.strip().splitlines()) == 1
    assert Import.objects.count() == 0


@pytest.mark.parametrize("arguments", [["no-such-file.txt"], ["."]])
def test_a_file_that_is_none_is_status_2(arguments, capsys):
    assert run(*arguments) == 2
    assert "There is no file" in capsys.readouterr().err


def test_an_unknown_plan_is_status_2(file, capsys):
    assert run(file, "--into", "nothing") == 2
    assert "no plan with the key nothing" in capsys.readouterr().err


def test_losing_actions_is_status_3_and_changes_nothing_unless_it_is_meant(tmp_path, capsys):
    plan = the_plan()
    path = tmp_path / "export.xlsx"
    content = export_plan(plan, "xlsx", by=desk(), at=EVENING)
    path.write_bytes(edited(content, {("p1-1.2", "Ref"): "1.02"}, without=["p1-1.1"]))
    assert run(path, "--json", "--accept") == 3
    out = capsys.readouterr()
    assert json.loads(out.out)["changes"] == {"new": 0, "changed": 1, "gone": 1, "same": 5}
    assert "would lose" in out.err
    assert plan.actions.get(key="p1-1.2").ref == "1.2"
    assert run(path, "--json", "--accept", "--accept-losses") == 0
    assert plan.actions.get(key="p1-1.2").ref == "1.02"


def test_cells_that_were_not_taken_are_named_beside_the_json(tmp_path, capsys):
    plan = the_plan()
    path = tmp_path / "export.xlsx"
    path.write_bytes(edited(export_plan(plan, "xlsx", by=desk(), at=EVENING), {("p1-1.1", "RAG status"): "Completed"}))
    assert run(path, "--json", "--accept") == 0
    out = capsys.readouterr()
    assert json.loads(out.out)["changes"]["changed"] == 1
    assert "Not taken, p1-1.1, Rating or status: Blue is given by a second person" in out.err


def test_an_older_paper_leaves_what_was_changed_here_since_and_names_it(file, capsys):
    assert run(file, "--json", "--accept") == 0
    action = Plan.objects.get().actions.get(key="p1-1.1")
    change_action(action=action, wording="Ring each family within one day.", by=desk())
    assert run(file, "--json", "--accept") == 0
    out = capsys.readouterr()
    assert "Not taken, p1-1.1, Action: It was changed here since this paper, and stays as it is." in out.err
    action.refresh_from_db()
    assert action.wording == "Ring each family within one day."


def test_into_names_the_plan_a_paper_is_the_next_version_of(tmp_path, capsys):
    plan = the_plan()
    path = tmp_path / "renamed.txt"
    path.write_bytes(as_text(header=HEADER | {"Name": "Renamed Plan", "Duration": "April 2027 to March 2028"}))
    assert run(path, "--json", "--accept", "--into", plan.key) == 0
    assert json.loads(capsys.readouterr().out)["changes"]["same"] == 7
    assert Plan.objects.count() == 1


def test_called_from_code_a_refusal_is_an_exception(file, tmp_path):
    call_command("import", str(file), accept=True, verbosity=0)
    broken = tmp_path / "plan.csv"
    broken.write_bytes(b"")
    with pytest.raises(RuleBroken):
        call_command("import", str(broken))
    fewer = tmp_path / "fewer.txt"
    fewer.write_bytes(b"\n".join(line for line in as_text().split(b"\n") if b"leaflet" not in line))
    with pytest.raises(WouldLose) as refusal:
        call_command("import", str(fewer), accept=True)
    assert refusal.value.exit_status == 3
