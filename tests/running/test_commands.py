"""What every command does alike, and the list of them."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import get_commands, load_command_class

from goldenthread.kernel.commands import ProductCommand, prepare_database
from goldenthread.kernel.erasures import LIST, erasures, record_erasure
from goldenthread.kernel.errors import NotAllowed, RuleBroken
from tests.running.programs import MANAGE, RUN, call, environment

pytestmark = pytest.mark.probe


def product_commands() -> dict[str, ProductCommand]:
    found = {}
    for name, app in get_commands().items():
        if str(app).startswith("goldenthread."):
            command = load_command_class(app, name)
            assert isinstance(command, ProductCommand), f"{name} is no ProductCommand."
            found[name] = command
    return found


def help_text() -> str:
    return subprocess.run([*RUN, "help"], capture_output=True, text=True, check=True, timeout=30).stdout


def test_help_lists_every_command_with_one_line_each() -> None:
    commands = product_commands()
    assert {"backup", "check", "restore"} <= set(commands)
    lines = help_text().splitlines()
    for name, command in commands.items():
        if name == "serve":
            continue
        for words, line in (command.shown_as or {name: command.help}).items():
            assert words.split()[0] == name
            assert line
            shown = [shown for shown in lines if shown.startswith(f"  {words} ")]
            assert [shown.removeprefix(f"  {words} ").strip() for shown in shown] == [line]
    for name in ("serve", "test", "bench", "help"):
        assert sum(line.startswith(f"  {name} ") for line in lines) == 1


def test_help_of_a_command_names_it_as_it_is_called() -> None:
    usage = subprocess.run([*MANAGE, "backup", "--help"], capture_output=True, text=True, check=True, timeout=60).stdout
    assert usage.startswith("usage: ./run backup ")


def test_a_wrong_word_is_a_usage_and_status_2(tmp_path: Path) -> None:
    refused = call("backup", folder=tmp_path)
    assert refused.returncode == 2
    assert refused.stdout == ""
    assert "the following arguments are required: file" in refused.stderr


def test_two_commands_that_find_no_database_make_an_empty_one_and_print_json_alone(tmp_path: Path) -> None:
    words = [*MANAGE, "check", "--json"]
    env = environment(tmp_path / "new")
    both = [
        subprocess.Popen(words, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)
    ]
    for program in both:
        output, errors = program.communicate(timeout=120)
        assert program.returncode == 0, errors
        report = json.loads(output)
        assert report["ok"] is True
        assert report["ledger"] == {"ok": True, "entries": 0, "values": 0, "erased": 0, "faults": []}
    assert (tmp_path / "new" / "golden-thread.sqlite3").exists()


class Refusal(RuleBroken):
    exit_status = 3


@pytest.mark.parametrize(
    ("refusal", "status"),
    [
        (RuleBroken("No plan is found in it."), 2),
        (NotAllowed("Only an administrator may do that."), 2),
        (Refusal("Actions would be lost."), 3),
        (ImproperlyConfigured("PORT must be a whole number."), 2),
    ],
)
def test_a_refusal_is_its_sentence_and_a_status(
    refusal: Exception, status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    class Command(ProductCommand):
        needs_database = False

        def handle(self, *_args: object, **_options: object) -> None:
            raise refusal

    with pytest.raises(SystemExit) as end:
        Command().run_from_argv(["manage.py", "tried"])
    assert end.value.code == status
    assert capsys.readouterr() == ("", f"{refusal}\n")


def test_data_of_a_newer_version_is_left_alone(
    db: None, monkeypatch: pytest.MonkeyPatch, applied: Callable[[str, str], None]
) -> None:
    prepare_database()
    applied("plan", "9999_from_the_future")
    with pytest.raises(ImproperlyConfigured, match=r"newer version of Golden Thread \(plan.9999_from_the_future\)"):
        prepare_database()


@pytest.fixture
def applied() -> Callable[[str, str], None]:
    """Note a migration as applied."""
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    return MigrationRecorder(connection).record_applied


def test_erasures_are_listed_in_order_and_a_line_cut_short_is_left_out(tmp_path: Path) -> None:
    assert erasures(tmp_path) == []
    record_erasure(tmp_path, {"subject": "action:a", "fields": ["text"]})
    record_erasure(tmp_path, {"subject": "person:é", "fields": []})
    with (tmp_path / LIST).open("a") as file:
        file.write('{"subject": "per')
    assert [erasure["subject"] for erasure in erasures(tmp_path)] == ["action:a", "person:é"]
    assert (tmp_path / LIST).stat().st_mode & 0o777 == 0o600
