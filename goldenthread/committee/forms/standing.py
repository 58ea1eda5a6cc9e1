"""Forms of seats, substitutes and the items that stand on every agenda."""

from typing import Any

from django import forms
from django.utils import timezone

from goldenthread.committee.forms.meetings import sentence, version_field
from goldenthread.committee.kinds import ItemKind, ItemPurpose, Part, Voting
from goldenthread.committee.models import Committee
from goldenthread.committee.readers import SITS
from goldenthread.identity.forms.people import DayField, PersonField, offer
from goldenthread.identity.models import Person


class SeatForm(forms.Form):
    """What a seat says beyond the membership."""

    ward = forms.CharField(label="Ward", max_length=120, required=False)
    party = forms.CharField(label="Party", max_length=120, required=False)
    voting = forms.ChoiceField(label="Vote", choices=Voting.choices, widget=forms.RadioSelect)
    votes_on = forms.CharField(
        label="On what business", max_length=200, required=False, help_text="Only where the vote is limited"
    )


class SubstituteForm(forms.Form):
    """Somebody who may stand in, for whom, and between which days."""

    person = PersonField(label="Who stands in")
    stands_for = PersonField(label="For whom", required=False, empty_label="Any member")
    starts_on = DayField(label="From")
    ends_on = DayField(label="Last day", required=False, help_text="Blank while nobody knows")

    def __init__(self, *args: Any, committee: Committee, **named: Any) -> None:
        super().__init__(*args, **named)
        today = timezone.localdate()
        sits = committee.body.memberships.current(on=today).filter(office__in=SITS).order_by().values("person")
        people = Person.objects.filter(is_active=True, is_system=False).order_by("name")
        offer(self, "person", people.exclude(pk__in=sits))
        offer(self, "stands_for", people.filter(pk__in=sits))


class StandingItemForm(forms.Form):
    """What an item says that stands on every agenda."""

    title = forms.CharField(
        label="Title", max_length=300, widget=forms.TextInput(attrs={"class": "long"}),
        error_messages={"required": "Give the item a title."},
    )  # fmt: skip
    kind = forms.ChoiceField(label="What it is", choices=ItemKind.choices, initial=ItemKind.OTHER)
    purpose = forms.ChoiceField(label="For decision or information", choices=ItemPurpose.choices, required=False)
    rubric = sentence("What members are asked", most=5000, rows=3, hint="Stands under the title")
    every = forms.IntegerField(
        label="At every so many meetings", min_value=1, max_value=12, initial=1,
        help_text="1 at every meeting, 2 at every second one", widget=forms.NumberInput(attrs={"class": "short"}),
        error_messages={
            name: "Give a number from 1 to 12." for name in ("required", "invalid", "min_value", "max_value")
        },
    )  # fmt: skip
    version = version_field()


class NewStandingItemForm(StandingItemForm):
    """A new standing item, and its part."""

    part = forms.TypedChoiceField(label="Part", choices=Part.choices, coerce=int, initial=Part.PUBLIC)
    field_order = ("title", "part")

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        del self.fields["version"]
