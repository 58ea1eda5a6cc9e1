"""Forms of grants to read what is restricted, and of declared interests."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone

from goldenthread.committee.forms.meetings import sentence
from goldenthread.committee.kinds import Consequence, InterestKind
from goldenthread.committee.models import AgendaItem, CommitteeMeeting, ItemPaper
from goldenthread.committee.queries.agenda import AgendaShown
from goldenthread.committee.queries.declared import concerned
from goldenthread.identity.forms.people import DayField, PersonField, offer
from goldenthread.identity.models import Person


class GrantForm(forms.Form):
    """Who may read what of an item, until when and why."""

    person = PersonField(label="Who may read it")
    paper = forms.ModelChoiceField(
        label="What they read", queryset=ItemPaper.objects.none(), required=False, to_field_name="number",
        empty_label="The item with all its papers", error_messages={"invalid_choice": "Choose a paper of the list."},
    )  # fmt: skip
    until = DayField(label="Until", help_text="They read it on this day still; a year at the most")
    reason = sentence(
        "Why they need to know it", most=1000, required="Say in a sentence why they need to know it.",
        hint="What they do for the council that they cannot do without it",
    )  # fmt: skip

    def __init__(self, *args: Any, item: AgendaItem, **named: Any) -> None:
        super().__init__(*args, **named)
        offer(self, "person", Person.objects.filter(is_active=True, is_system=False).order_by("name"))
        offer(self, "paper", item.papers.filter(withdrawn_at=None).order_by("number"))

    def ends(self) -> datetime:
        """The last moment of the day it runs until."""
        return timezone.make_aware(datetime.combine(self.cleaned_data["until"], time(23, 59, 59)))


class DeclareForm(forms.Form):
    """What a member declares in an item of a meeting, or in everything it takes."""

    item = forms.TypedChoiceField(
        label="In which item", coerce=int, empty_value=None, required=False,
        error_messages={"invalid_choice": "Choose an item of the list."},
    )  # fmt: skip
    kind = forms.ChoiceField(label="Kind of interest", choices=InterestKind.choices, widget=forms.RadioSelect)
    nature = sentence(
        "Its nature", most=1000, rows=2,
        hint="Read by everybody and printed in the public minutes: do not tell what the item keeps from the public",
    )  # fmt: skip
    is_sensitive = forms.BooleanField(
        label="It is sensitive", required=False,
        help_text="To tell it could lead to violence or intimidation; it is declared without its nature",
    )  # fmt: skip
    consequence = forms.ChoiceField(label="What follows", choices=Consequence.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, agenda: AgendaShown, **named: Any) -> None:
        super().__init__(*args, **named)
        items = [(one.number, f"{one.printed}. {one.title}"[:120]) for one in agenda.items]
        self.fields["item"].choices = [("", "Everything the meeting takes"), *items]  # type: ignore[attr-defined]


class EnterForm(DeclareForm):
    """What somebody declared, entered by the clerk or the monitoring officer."""

    person = PersonField(label="Who declares it")
    dispensation = forms.CharField(
        label="Dispensation", max_length=500, required=False, widget=forms.TextInput(attrs={"class": "long"}),
        help_text="By whom and when leave was given to take part although the interest is pecuniary",
    )  # fmt: skip
    field_order = ("person", "item", "kind", "nature", "is_sensitive", "consequence", "dispensation")

    def __init__(self, *args: Any, meeting: CommitteeMeeting, **named: Any) -> None:
        super().__init__(*args, **named)
        offer(self, "person", Person.objects.filter(pk__in=concerned(meeting), is_system=False).order_by("name"))
