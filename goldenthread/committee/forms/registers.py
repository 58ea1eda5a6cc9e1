"""The form of the register of decisions, and of whose eyes an agenda is looked at with."""

from typing import Any

from django import forms

from goldenthread.committee.models import Committee
from goldenthread.identity.forms.people import offer
from goldenthread.identity.models import Person


class CommitteeField(forms.ModelChoiceField[Committee]):
    """A committee, by its name."""

    def label_from_instance(self, committee: Any) -> str:
        """Its name."""
        return str(committee.body.name)


class DecisionsForm(forms.Form):
    """Which committee's decisions, and with which words."""

    committee = CommitteeField(
        label="Committee", queryset=Committee.objects.none(), required=False, empty_label="All",
        error_messages={"invalid_choice": "Choose a committee of the list."},
    )  # fmt: skip
    words = forms.CharField(label="Words", max_length=100, required=False)

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        offer(self, "committee", Committee.objects.select_related("body"))


class ReaderField(forms.ModelChoiceField[Person]):
    """Somebody who can sign in."""

    def label_from_instance(self, person: Any) -> str:
        """The name, with the job."""
        return f"{person.name}, {person.job_title}" if person.job_title else str(person.name)


class ReaderForm(forms.Form):
    """In whose eyes an agenda is looked at."""

    person = ReaderField(
        label="As whom", queryset=Person.objects.none(), to_field_name="key", empty_label="Choose",
        error_messages={"required": "Choose somebody.", "invalid_choice": "Choose somebody of the list."},
    )  # fmt: skip

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        readers = Person.objects.filter(is_active=True, is_system=False, account__isnull=False)
        offer(self, "person", readers.order_by("name"))
