"""Forms of what happens while a meeting runs: the public excluded and let in, recesses, who is heard, the order."""

from typing import Any

from django import forms

from goldenthread.committee.forms.meetings import sentence, time_field
from goldenthread.committee.minuting import Count
from goldenthread.committee.models import (
    AgendaItem,
    CommitteeMeeting,
    Exclusion,
    Motion,
    Proceeding,
    Representation,
)
from goldenthread.committee.queries.excluding import kept_of
from goldenthread.identity.forms.people import DayField, offer


class ItemsField(forms.ModelMultipleChoiceField[AgendaItem]):
    """Items of a meeting, by number and the title everybody may read."""

    def label_from_instance(self, item: Any) -> str:
        """Its number and public title."""
        return f"{item.printed}. {item.public_title or item.title}"


class ExcludeForm(forms.Form):
    """The motion to exclude the public: for which items, and what became of it."""

    items = ItemsField(
        label="For which items", queryset=AgendaItem.objects.none(), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose the items.", "invalid_choice": "Choose items of the list."},
    )  # fmt: skip
    outcome = forms.ChoiceField(label="What became of it", choices=Motion.Outcome.choices, widget=forms.RadioSelect)
    how = forms.ChoiceField(
        label="How it was voted on", choices=Motion.How.choices[:2], initial=Motion.How.VOICE, widget=forms.RadioSelect
    )
    votes_for = forms.IntegerField(label="For", min_value=0, max_value=500, required=False)
    against = forms.IntegerField(label="Against", min_value=0, max_value=500, required=False)
    abstained = forms.IntegerField(label="Abstained", min_value=0, max_value=500, required=False)
    moved_by = forms.CharField(label="Moved by", max_length=200, required=False)
    seconded_by = forms.CharField(label="Seconded by", max_length=200, required=False)
    began_at = time_field("The public left at")

    def __init__(self, *args: Any, meeting: CommitteeMeeting, **named: Any) -> None:
        super().__init__(*args, **named)
        rows = meeting.items.filter(number__in=[one.number for one in kept_of(meeting)])
        rows = rows.exclude(exclusions__motion__outcome=Motion.Outcome.CARRIED)
        offer(self, "items", rows.order_by("part", "position"))
        self.initial.setdefault("items", [one.pk for one in rows])
        if not self.initial["items"]:
            del self.fields["items"]

    def count(self) -> Count | None:
        """The votes that were counted; none where it went by general assent."""
        given = self.cleaned_data
        if given["how"] == Motion.How.VOICE:
            return None
        return Count(given["votes_for"] or 0, given["against"] or 0, given["abstained"] or 0)


class ExclusionField(forms.ModelChoiceField[Exclusion]):
    """An exclusion that has not ended."""

    def label_from_instance(self, exclusion: Any) -> str:
        """What was moved."""
        return str(exclusion.motion.text)


class ReadmitForm(forms.Form):
    """When the public was let in again."""

    exclusion = ExclusionField(
        label="Which exclusion ended", queryset=Exclusion.objects.none(), empty_label="Choose",
        error_messages={"required": "Choose the exclusion."},
    )  # fmt: skip
    at = time_field("The public came back at")

    def __init__(self, *args: Any, meeting: CommitteeMeeting, **named: Any) -> None:
        super().__init__(*args, **named)
        rows = Exclusion.objects.filter(
            motion__minute__minutes__meeting=meeting, motion__outcome=Motion.Outcome.CARRIED, ended_at=None
        )
        offer(self, "exclusion", rows.select_related("motion"))

    def clean_at(self) -> Any:
        """A time is needed here."""
        if self.cleaned_data["at"] is None:
            raise forms.ValidationError("Say when the public came back, such as 15:30.")
        return self.cleaned_data["at"]


class ProceedingForm(forms.Form):
    """What happened to the meeting itself."""

    kind = forms.ChoiceField(label="What happened", choices=Proceeding.Kind.choices, widget=forms.RadioSelect)
    at = time_field("When")
    words = forms.CharField(
        label="Who, until when, or why", max_length=500, required=False,
        help_text="Such as: Councillor Ash, proposed by the members there",
    )  # fmt: skip


class HeardForm(forms.Form):
    """Somebody from outside who was heard, or asked to be."""

    kind = forms.ChoiceField(label="In which form", choices=Representation.Kind.choices, widget=forms.RadioSelect)
    who = forms.CharField(
        label="Who", max_length=200, help_text="Of a petition: its lead petitioner",
        error_messages={"required": "Say who it was."},
    )  # fmt: skip
    about = forms.CharField(label="On what", max_length=500, error_messages={"required": "Say what it was about."})
    ward = forms.CharField(label="Ward", max_length=120, required=False)
    on_paper = forms.IntegerField(label="Signatures on paper", min_value=0, max_value=10_000_000, required=False)
    online = forms.IntegerField(label="Signatures online", min_value=0, max_value=10_000_000, required=False)
    threshold = forms.IntegerField(
        label="Signatures needed for a debate", min_value=0, max_value=10_000_000, required=False
    )
    outcome = forms.ChoiceField(
        label="What became of it", choices=Representation.Outcome.choices, initial=Representation.Outcome.HEARD
    )
    words = forms.CharField(label="Why, or where", max_length=500, required=False)


class LaterNoteForm(forms.Form):
    """A note under minutes that were put to a meeting already."""

    text = sentence("Note", most=20_000, rows=3, long=True, required="Write the note.")
    on = DayField(label="On")
