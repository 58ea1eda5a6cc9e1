"""The form of one answer on the page "My actions"."""

from typing import Any

from django import forms

from goldenthread.design.forms import RatingChoice
from goldenthread.plan.commands.answers import Answer
from goldenthread.plan.queries.mine import OwedAction

COMPLETE = "complete"


class AnswerForm(forms.Form):
    """One action's answer: how it goes, what changed, or that nothing did; and a new end date where one is needed."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    rating = forms.ChoiceField(label="How does it go?", required=False)
    note = forms.CharField(
        label="What has changed?",
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For example: Two training days were held, 34 staff came.",
    )
    unchanged = forms.BooleanField(label="No change", required=False)
    new_end = forms.CharField(
        label="New end date", required=False, max_length=60, help_text="For example: October 2026"
    )
    reason = forms.CharField(
        label="Why it has to move", required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, owed: OwedAction, *args: Any, **options: Any) -> None:
        options["prefix"] = f"a{owed.action.pk}"
        options.setdefault("initial", {}).setdefault("version", owed.action.version)
        rating = owed.action.rating
        if rating is not None and rating in owed.words:
            options["initial"].setdefault("rating", str(rating.pk))
        super().__init__(*args, **options)
        self.owed = owed
        self.about = owed.action.ref or owed.action.key
        choices = [(str(word.pk), word.word) for word in owed.words]
        choices.append((COMPLETE, "Reported complete"))
        shapes = {str(word.pk): word.colour for word in owed.words} | {COMPLETE: "waiting"}
        field: Any = self.fields["rating"]
        field.widget = RatingChoice(shapes, {str(word.pk): word.meaning for word in owed.words})
        field.choices = choices
        if owed.is_past:
            del self.fields["unchanged"]

    @property
    def has_answer(self) -> bool:
        """Whether the lead wrote or changed anything in this form."""
        data = self.cleaned_data
        before = str(self.initial.get("rating", ""))
        return bool(
            data["note"].strip()
            or data.get("unchanged")
            or data["new_end"].strip()
            or (data["rating"] and data["rating"] != before)
        )

    def answer(self) -> Answer:
        """What was typed, as the command takes it."""
        data = self.cleaned_data
        word = next((word for word in self.owed.words if str(word.pk) == data["rating"]), None)
        return Answer(
            action=self.owed.action,
            version=data["version"],
            note=data["note"],
            rating=word,
            complete=data["rating"] == COMPLETE,
            unchanged=bool(data.get("unchanged")),
            new_end=data["new_end"],
            reason=data["reason"],
        )

    def as_unchanged(self) -> Answer:
        """That nothing changed on an action left blank."""
        return Answer(action=self.owed.action, version=self.cleaned_data["version"], unchanged=True)
