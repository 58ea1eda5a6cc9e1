"""An example of a date to come lies ahead, whatever the day."""

from datetime import date

import pytest
from django.utils.timezone import localdate

from goldenthread.kernel.dates import read_date
from goldenthread.kernel.errors import RuleBroken
from goldenthread.plan.commands.dates import read_new_end
from goldenthread.plan.examples import to_come
from goldenthread.plan.forms.choosing import when
from tests.plan.makers import make_action, make_plan


@pytest.mark.parametrize("month", range(1, 13))
def test_an_example_lies_ahead_in_every_month_of_the_year(month):
    today = date(2026, month, 28)
    for example in range(1, 13):
        for written in (to_come(example, on=today), to_come(example, 28, on=today)):
            assert read_date(written).first > today, written


def test_in_november_the_next_october_is_that_of_the_year_after():
    assert to_come(10, on=date(2026, 11, 22)) == "October 2027"
    assert to_come(10, 30, on=date(2026, 9, 22)) == "30 October 2026"


def test_the_hint_of_a_date_field_names_a_month_to_come():
    hint = str(when("End date").help_text)
    assert read_date(hint.removeprefix("For example: ").partition(",")[0]).first > localdate()


@pytest.mark.django_db
def test_a_refusal_of_a_new_end_names_a_month_to_come():
    action = make_action(make_plan())
    with pytest.raises(RuleBroken) as refusal:
        read_new_end("when we can", action, on=date(2026, 6, 1))
    example = str(refusal.value).partition("for example ")[2].partition(" or ")[0]
    assert read_date(example).first > localdate()
