"""Forms of bodies and seats."""

from typing import Any

from django import forms

from goldenthread.bodies.models import Body, Kind, Membership
from goldenthread.identity.forms.people import DayField, PersonField, offer, people_to_choose


class BodyForm(forms.Form):
    """A body."""

    name = forms.CharField(label="Name", max_length=200, error_messages={"required": "Give a name."})
    kind = forms.ChoiceField(
        label="Kind", choices=[("", "Choose a kind"), *Kind.choices], error_messages={"required": "Choose a kind."}
    )
    parent = forms.ModelChoiceField(
        label="Part of", queryset=Body.objects.none(), required=False, empty_label="Nothing", to_field_name="key"
    )

    def __init__(self, *args: Any, but: Body | None = None, **named: Any) -> None:
        super().__init__(*args, **named)
        standing = Body.objects.filter(ended_on=None)
        offer(self, "parent", standing.exclude(pk=but.pk) if but else standing)


class ChangeBodyForm(BodyForm):
    """A body, the day it ended, and the version that was read."""

    ended_on = DayField(label="Ended on", required=False, help_text="Leave it open while the body exists")
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class MemberForm(forms.Form):
    """Who sits on a body, in which office and from when."""

    person = PersonField(label="Who")
    office = forms.ChoiceField(label="Office", choices=Membership.Office.choices, initial=Membership.Office.MEMBER)
    starts_on = DayField(label="From")
    ends_on = DayField(label="Last day", required=False, help_text="Leave it open where the end is not known")

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        offer(self, "person", people_to_choose())
