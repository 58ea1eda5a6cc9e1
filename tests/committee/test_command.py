"""``./run clear-days``: JSON for programs, each day with its reason for people."""

import json

import pytest
from django.core.management import CommandError, call_command

from goldenthread.kernel.errors import RuleBroken

pytestmark = pytest.mark.django_db


def printed(capsys, *words: str) -> str:
    call_command("clear-days", *words)
    return capsys.readouterr().out


def test_json_holds_the_meeting_the_days_and_the_last_day_to_publish(capsys):
    assert json.loads(printed(capsys, "2018-05-11", "--json")) == {
        "meeting": "2018-05-11",
        "counted": ["2018-05-03", "2018-05-04", "2018-05-08", "2018-05-09", "2018-05-10"],
        "skipped": [
            {"date": "2018-05-05", "because": "a Saturday"},
            {"date": "2018-05-06", "because": "a Sunday"},
            {"date": "2018-05-07", "because": "May Day, a bank or public holiday in England"},
        ],
        "publish_by": "2018-05-02",
    }


def test_people_read_each_day_with_what_it_counts_for(capsys):
    said = printed(capsys, "1990-05-01", "--days", "3")
    assert "publish by 17:00 on Wednesday 25 April 1990." in said
    assert "  Friday 27 April 1990: 2\n  Saturday 28 April 1990: does not count, a Saturday\n" in said


def test_one_day_is_one_day(capsys):
    assert "with 1 clear day:" in printed(capsys, "2026-05-11", "--days", "1", "--basis", "calendar")


@pytest.mark.parametrize("words", [["soon"], ["2026-05"], ["2026-05-11", "--basis", "lunar"]])
def test_what_is_no_day_or_no_basis_is_refused(words):
    with pytest.raises(CommandError):
        call_command("clear-days", *words)


def test_days_nobody_means_are_one_sentence():
    with pytest.raises(RuleBroken, match="Clear days are counted from 0 to 100"):
        call_command("clear-days", "2026-05-11", "--days", "1000")
