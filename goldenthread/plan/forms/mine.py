"""The form of one answer on the page "My actions"."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.html import format_html

from goldenthread.design.forms import RatingChoice
from goldenthread.documents.models import StoredFile
from goldenthread.documents.storing import too_large
from goldenthread.plan.commands.answers import Answer
from goldenthread.plan.commands.progress import Further
from goldenthread.plan.commands.together import Proof
from goldenthread.plan.examples import AN_END, LOOK_AT
from goldenthread.plan.figures import LONGEST
from goldenthread.plan.forms.choosing import Words
from goldenthread.plan.forms.progress import file_field
from goldenthread.plan.queries.mine import OwedAction

COMPLETE = "complete"
FURTHER = ("figure", "next_step", "look_at", "needs", "despite")
TYPED = ("note", "file", "new_end", "reason", *FURTHER)
"""What a lead types or chooses besides a rating and "No change"."""
AGAIN = "Choose the file again: nothing was saved yet, and a browser does not keep a file."


class AnswerForm(forms.Form):
    """One action's answer: how it goes, what changed, or that nothing did; and what the board asks for besides.

    The measure as a figure stands only where the action has a measure, and "No change" only where its end has not
    passed, because then the board will ask. No rating is chosen beforehand where nobody has given one, or none since
    the action was reopened.
    """

    version = forms.IntegerField(widget=forms.HiddenInput)
    rating = forms.ChoiceField(label="How does it go?", required=False)
    note = Words(
        label="What has changed?",
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For example: Two training days were held, 34 staff came.",
    )
    file = file_field()
    despite = Words(
        label="Why it goes better than its dates say",
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="One sentence, where the rating you give is better than the dates suggest. The board sees it. "
        "Where you ask for a new end date, its reason is enough.",
    )
    unchanged = forms.BooleanField(label="No change", required=False)
    figure = forms.CharField(
        label="The measure as a figure", required=False, max_length=LONGEST, help_text="For example: 84%, or 31 of 33"
    )
    next_step = Words(label="Next step", required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 2}))
    look_at = forms.CharField(
        label="When it is looked at",
        required=False,
        max_length=60,
        help_text=LOOK_AT,
    )
    needs = Words(
        label="What you need from the board",
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="For example: a decision on the second worker before June. Leave it blank where there is nothing.",
    )
    new_end = forms.CharField(label="New end date", required=False, max_length=60, help_text=AN_END)
    reason = Words(
        label="Why it has to move", required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, owed: OwedAction, *args: Any, **options: Any) -> None:
        options["prefix"] = f"a{owed.action.pk}"
        options.setdefault("initial", {}).setdefault("version", owed.action.version)
        rating = owed.action.rating
        self.standing = str(rating.pk) if rating is not None and rating in owed.words and not owed.is_unrated else ""
        options["initial"].setdefault("rating", self.standing)
        super().__init__(*args, **options)
        self.owed = owed
        self.action = owed.action
        self.about = " ".join(filter(None, (owed.action.ref or owed.action.key, owed.place)))
        choices = [(str(word.pk), word.word) for word in owed.words]
        choices.append((COMPLETE, "Reported complete"))
        shapes = {str(word.pk): word.colour for word in owed.words} | {COMPLETE: "waiting"}
        field: Any = self.fields["rating"]
        field.widget = RatingChoice(shapes, {str(word.pk): word.meaning for word in owed.words})
        field.choices = choices
        self.fields["file"].label = "A file that shows it"
        self.fields["file"].help_text = f"For example the attendance sheet, up to {settings.UPLOAD_LIMIT // 2**20} MB."
        self.fields["unchanged"].label = format_html('No change<span class="vh"> on {}</span>', self.about)
        if not owed.may_stay:
            del self.fields["unchanged"]
        if not owed.is_past:
            del self.fields["despite"]  # while its end lies ahead no rating is better than its dates
        if owed.action.measure is None:
            del self.fields["figure"]

    @property
    def is_begun(self) -> bool:
        """Whether something was typed here, chosen anew, or is wrong."""
        typed = any(self[name].value() for name in TYPED if name in self.fields)
        return typed or str(self["rating"].value() or "") != self.standing or bool(self.errors)

    @property
    def may_be_left(self) -> bool:
        """Whether it is among those that one press answers as unchanged: hers to answer, and nothing asks for words.

        What was sent back waits for what is missing in it, so it is answered on purpose only.
        """
        return "unchanged" in self.fields and not self.owed.answered_by and not self.owed.is_sent_back

    @property
    def shows_further(self) -> bool:
        """Whether the further fields stand open: something was typed there, or is wrong."""
        return any(self[name].value() or self[name].errors for name in FURTHER[:-1] if name in self.fields)

    @property
    def has_answer(self) -> bool:
        """Whether the lead wrote or changed anything in this form."""
        data = self.cleaned_data
        rating = data.get("rating", "")
        typed = any(str(data.get(name) or "").strip() for name in TYPED)
        return bool(typed or data.get("unchanged") or (rating and rating != self.standing))

    @property
    def says_no_change(self) -> bool:
        """Whether "No change" was ticked, and nothing else written or chosen."""
        typed = any(str(self.cleaned_data.get(name) or "").strip() for name in TYPED)
        return bool(self.cleaned_data.get("unchanged")) and not typed

    @property
    def says_complete(self) -> bool:
        """Whether the action is reported complete."""
        return bool(self.cleaned_data.get("rating") == COMPLETE)

    def clean_file(self) -> Any:
        """The file, if it is no larger than any other upload may be."""
        file = self.cleaned_data.get("file")
        if file is not None and file.size > settings.UPLOAD_LIMIT:
            raise ValidationError(too_large())
        return file

    def answer(self, file: StoredFile | None = None) -> Answer:
        """What was typed, as the command takes it, with the file as it was kept; what is wrong in itself is left out.

        Before its file is kept it holds the file's name.
        """
        data = self.cleaned_data
        chosen, upload = data.get("rating", ""), data.get("file")
        return Answer(
            action=self.owed.action,
            version=data.get("version", self.owed.action.version),
            note=data.get("note", ""),
            rating=next((word for word in self.owed.words if str(word.pk) == chosen), None),
            complete=chosen == COMPLETE,
            unchanged=bool(data.get("unchanged")),
            new_end=data.get("new_end", ""),
            reason=data.get("reason", ""),
            further=Further(**{name: data.get(name, "") for name in FURTHER}),
            proof=Proof(upload.name, file=file) if upload else Proof(""),
        )

    def ask_for_file_again(self) -> None:
        """Say at the field that a file has to be chosen once more, since nothing was saved."""
        if self.cleaned_data.get("file") and not self.has_error("file"):
            self.add_error("file", AGAIN)

    def as_unchanged(self) -> Answer:
        """That nothing changed on an action left blank."""
        return Answer(action=self.owed.action, version=self.cleaned_data["version"], unchanged=True)
