"""Forms of decisions of an executive: published, called in, and what became of a call-in."""

from django import forms

from goldenthread.committee.forms.meetings import sentence
from goldenthread.committee.models import CallIn
from goldenthread.identity.forms.people import DayField


class PublishForm(forms.Form):
    """That a decision is published, and whether it can be called in."""

    on = DayField(label="Published on")
    is_key = forms.BooleanField(label="It is a key decision", required=False)
    not_called_in_why = forms.CharField(
        label="Why it is urgent and cannot be called in", max_length=500, required=False,
        help_text="Left blank it can be called in, in the days the constitution gives",
    )  # fmt: skip


class CallInForm(forms.Form):
    """That a decision is called in."""

    called_by = forms.CharField(
        label="Called in by", max_length=500, error_messages={"required": "Say who calls it in."}
    )
    why = sentence("Why", most=20_000, required="Say why it is called in.")
    on = DayField(label="On")


class CallInAnswerForm(forms.Form):
    """What became of a call-in."""

    outcome = forms.ChoiceField(
        label="What became of it", widget=forms.RadioSelect,
        choices=[one for one in CallIn.Outcome.choices if one[0] != CallIn.Outcome.PENDING],
    )  # fmt: skip
    answer = sentence("The answer", most=20_000, required="Write the answer.")
    on = DayField(label="Heard on")
