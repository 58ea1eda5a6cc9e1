"""Forms of the register of interests and of the constitution."""

from typing import Any

from django import forms
from django.utils import timezone

from goldenthread.committee.forms.meetings import sentence, version_field
from goldenthread.committee.kinds import Governance, InterestKind
from goldenthread.committee.queries.register import members_of_register
from goldenthread.identity.forms.people import DayField, PersonField, offer
from goldenthread.identity.models import Person

REGISTERED = [(one.value, one.label) for one in (InterestKind.PECUNIARY, InterestKind.REGISTRABLE)]


class InterestForm(forms.Form):
    """An interest of one's own."""

    kind = forms.ChoiceField(
        label="Kind of interest", choices=REGISTERED, initial=InterestKind.PECUNIARY, widget=forms.RadioSelect
    )
    text = sentence(
        "What it is", most=1000, required="Say what the interest is.",
        hint="Everybody signed in reads it. If telling it could lead to violence or intimidation, tell the monitoring "
        "officer instead, who enters it as sensitive",
    )  # fmt: skip


class KeptInterestForm(InterestForm):
    """An entry of the register as the monitoring officer keeps it."""

    is_sensitive = forms.BooleanField(
        label="It is sensitive", required=False, help_text="Read by its member and the monitoring officer alone"
    )
    version = version_field()


class EnterInterestForm(KeptInterestForm):
    """An interest of any member, entered by the monitoring officer."""

    person = PersonField(label="Whose interest")
    field_order = ("person", "kind", "text", "is_sensitive")

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        keys = [one.pk for one in members_of_register(on=timezone.localdate())]
        offer(self, "person", Person.objects.filter(pk__in=keys, is_active=True).order_by("name"))
        del self.fields["version"]


class EndForm(forms.Form):
    """The day something ends."""

    on = DayField(label="Last day")


class ConstitutionForm(forms.Form):
    """What the council's constitution settles."""

    governance = forms.ChoiceField(
        label="How the council decides", choices=Governance.choices, widget=forms.RadioSelect,
        help_text="Key decisions and call-in belong to an executive alone",
    )  # fmt: skip
    withholds_for_interest = forms.BooleanField(
        label="A declared pecuniary interest withholds what is restricted", required=False,
        help_text="From the moment it is declared, of the item it is declared in, unless there is a dispensation",
    )  # fmt: skip
    call_in_days = forms.IntegerField(
        label="Working days in which a decision can be called in", min_value=1, max_value=30, initial=5, required=False,
        help_text="After it is published; of an executive alone", widget=forms.NumberInput(attrs={"class": "short"}),
        error_messages={"invalid": "Give a number from 1 to 30."},
    )  # fmt: skip
    version = version_field()

    def clean_call_in_days(self) -> int:
        """Five where none are given."""
        given: int = self.cleaned_data["call_in_days"] or 5
        return given
