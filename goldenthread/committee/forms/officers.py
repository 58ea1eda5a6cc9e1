"""The form of what an officer decided between meetings."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from goldenthread.committee.forms.meetings import sentence
from goldenthread.committee.kinds import Part
from goldenthread.committee.models import AgendaItem, Committee, Resolution
from goldenthread.committee.queries.officers import delegations, told_under
from goldenthread.design.words import day
from goldenthread.identity.forms.people import DayField, offer
from goldenthread.identity.models import Person


class DelegationField(forms.ModelChoiceField[Resolution]):
    """A resolution, by its meeting, item and words."""

    def label_from_instance(self, one: Any) -> str:
        """The day, the item's number and how the words begin."""
        words = one.text if len(one.text) <= 80 else f"{one.text[:79].rstrip()}…"
        return f"{day(one.minute.minutes.meeting.on)}, item {one.minute.item.printed}: {words}"


class ToldField(forms.ModelChoiceField[AgendaItem]):
    """An item of a meeting to come."""

    def label_from_instance(self, one: Any) -> str:
        """The day and the title."""
        return f"{day(one.meeting.on)}: {one.title}"


class OfficerDecisionForm(forms.Form):
    """Who decided what, under which delegation, in consultation with whom, and why."""

    title = forms.CharField(
        label="Title", max_length=300, widget=forms.TextInput(attrs={"class": "long"}),
        error_messages={"required": "Give it a title."},
    )  # fmt: skip
    on = DayField(label="Decided on")
    officer = forms.CharField(
        label="Officer", max_length=200, help_text="The post, with the name where it is told",
        error_messages={"required": "Say who decided."},
    )  # fmt: skip
    under = DelegationField(
        label="Delegated by", queryset=Resolution.objects.none(), required=False,
        empty_label="None of its resolutions", error_messages={"invalid_choice": "Choose a resolution of the list."},
    )  # fmt: skip
    delegation = forms.CharField(
        label="Another delegation",
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"class": "long"}),
        help_text="Where no resolution of this committee delegated it, such as a paragraph of the scheme of delegation",
    )
    consulted = forms.CharField(label="In consultation with", max_length=500, required=False)
    interests = forms.CharField(
        label="Interests of those consulted", max_length=500, required=False, help_text="What a member declared"
    )
    text = sentence("What was decided", most=20_000, required="Say what was decided.")
    reason = sentence("Reason", most=20_000, required="Give the reason.")
    alternatives = sentence(
        "Alternatives rejected", most=20_000, required="Give the alternatives, or say that there were none."
    )
    reported_under = ToldField(
        label="Told to the committee under", queryset=AgendaItem.objects.none(), required=False,
        empty_label="Not on an agenda yet", error_messages={"invalid_choice": "Choose an item of the list."},
    )  # fmt: skip
    part = forms.TypedChoiceField(
        label="Who reads it", coerce=int, initial=Part.PUBLIC.value, widget=forms.RadioSelect,
        choices=[
            (Part.PUBLIC.value, "Everybody"),
            (Part.NON_PUBLIC.value, "The committee's members and who keeps its papers"),
        ],
        error_messages={name: "Choose who reads it." for name in ("required", "invalid_choice")},
    )  # fmt: skip

    def __init__(self, *args: Any, committee: Committee, reader: Person, at: datetime, **named: Any) -> None:
        super().__init__(*args, **named)
        offer(self, "under", delegations(committee, reader, at=at))
        offer(self, "reported_under", told_under(committee, reader, on=timezone.localdate(at)))
