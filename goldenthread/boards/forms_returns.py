"""Forms of what a round asks for: why no answer comes, supplies, notes, the board's own rating, closing."""

from typing import Any

from django import forms

from goldenthread.boards.models import RoundNote
from goldenthread.identity.forms.people import PersonField, offer, people_to_choose
from goldenthread.plan.forms.choosing import ratings, words
from goldenthread.plan.models import Action


class DeclineForm(forms.Form):
    """Why no answer comes."""

    why = words("Why no answer comes", hint="The board reads it beside the action.", required=True)


class WhyBetterForm(forms.Form):
    """Why an action goes better than its dates suggest."""

    despite = words(
        "In a sentence",
        hint="For example: The last school answers by the end of this month. The board reads it beside the rating.",
        required=True,
        most=2_000,
    )


class SupplyForm(forms.Form):
    """Who supplies what for each round of a plan."""

    person = PersonField(label="Who supplies it", help_text="Somebody of the partner; they need no account")
    what = words("What is supplied", hint="For example: Waiting times of the health service, by month", required=True)

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        offer(self, "person", people_to_choose())


class SuppliedForm(forms.Form):
    """What was supplied, where it is, or what it says."""

    answer = words("What you supply", hint="For example: Sent to the data team on 3 March.", required=True)


class NoteForm(forms.Form):
    """An achievement or a pressure that is tied to no one action."""

    kind = forms.ChoiceField(label="What it is", choices=RoundNote.Kind.choices, widget=forms.RadioSelect)
    theme = forms.ChoiceField(
        label="What a pressure is about", required=False, choices=[("", "Choose"), *RoundNote.Theme.choices]
    )
    text = words("In a sentence", hint="No names of children or families.", required=True)


class PressureForm(forms.Form):
    """What has become of a pressure that was named in an earlier round."""

    standing = forms.ChoiceField(
        label="How it stands now", choices=RoundNote.Standing.choices, widget=forms.RadioSelect,
        error_messages={"required": "Say whether it is still there."},
    )  # fmt: skip
    text = words("What has changed", hint="Needed where it has eased or gone.")


class ModerationForm(forms.Form):
    """The board's own rating of an action, with the reason."""

    why = words("Why the board sees it differently", hint="Both ratings are printed, with this.", required=True)

    def __init__(self, action: Action, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["word"] = ratings(action.plan, label="The board's rating")
        self.fields["word"].required = True
        self.fields["word"].error_messages["required"] = "Choose the board's rating."
        self.order_fields(["word", "why"])


class CloseForm(forms.Form):
    """Why a round is closed although something that was asked for is missing; ``back`` says where she came from."""

    back = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    missing_why = words("Why it is closed without", hint="It is printed with the round.", required=True)
