"""The form of one answer on the page "My actions"."""

from typing import Any

from django import forms

from goldenthread.design.forms import RatingChoice
from goldenthread.plan.commands.answers import Answer
from goldenthread.plan.commands.progress import Further
from goldenthread.plan.figures import LONGEST
from goldenthread.plan.queries.mine import OwedAction

COMPLETE = "complete"
FURTHER = ("figure", "next_step", "look_at", "needs", "despite")


class AnswerForm(forms.Form):
    """One action's answer: how it goes, what changed, or that nothing did; and what the board asks for besides.

    The measure as a figure stands only where the action has a measure, and "No change" only where its end has not
    passed, because then the board will ask.
    """

    version = forms.IntegerField(widget=forms.HiddenInput)
    rating = forms.ChoiceField(label="How does it go?", required=False)
    note = forms.CharField(
        label="What has changed?",
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For example: Two training days were held, 34 staff came.",
    )
    despite = forms.CharField(
        label="Why it goes better than its dates say",
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="One sentence, where the rating you give is better than the dates suggest. The board sees it.",
    )
    unchanged = forms.BooleanField(label="No change", required=False)
    figure = forms.CharField(
        label="The measure as a figure", required=False, max_length=LONGEST, help_text="For example: 84%, or 31 of 33"
    )
    next_step = forms.CharField(
        label="Next step", required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 2})
    )
    look_at = forms.CharField(
        label="When it is looked at",
        required=False,
        max_length=60,
        help_text="A month or a day, for example: March 2026. You are asked for it first once that has passed.",
    )
    needs = forms.CharField(
        label="What you need from the board",
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="For example: a decision on the second worker before June. Leave it blank where there is nothing.",
    )
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
        self.action = owed.action
        self.about = owed.action.ref or owed.action.key
        choices = [(str(word.pk), word.word) for word in owed.words]
        choices.append((COMPLETE, "Reported complete"))
        shapes = {str(word.pk): word.colour for word in owed.words} | {COMPLETE: "waiting"}
        field: Any = self.fields["rating"]
        field.widget = RatingChoice(shapes, {str(word.pk): word.meaning for word in owed.words})
        field.choices = choices
        if not owed.may_stay:
            del self.fields["unchanged"]
        if not owed.is_past:
            del self.fields["despite"]  # while its end lies ahead no rating is better than its dates
        if owed.action.measure is None:
            del self.fields["figure"]

    @property
    def shows_further(self) -> bool:
        """Whether the further fields stand open: something was typed there, or is wrong."""
        return any(self[name].value() or self[name].errors for name in FURTHER[:-1] if name in self.fields)

    @property
    def has_answer(self) -> bool:
        """Whether the lead wrote or changed anything in this form."""
        data = self.cleaned_data
        before = str(self.initial.get("rating", ""))
        return bool(
            data["note"].strip()
            or data.get("unchanged")
            or data["new_end"].strip()
            or any(data.get(name, "").strip() for name in FURTHER)
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
            further=Further(**{name: data.get(name, "") for name in FURTHER}),
        )

    def as_unchanged(self) -> Answer:
        """That nothing changed on an action left blank."""
        return Answer(action=self.owed.action, version=self.cleaned_data["version"], unchanged=True)
