"""The forms for several actions at once, one for each thing that can be done with them."""

from collections.abc import Callable
from typing import Any

from django import forms

from goldenthread.kernel.errors import RuleBroken
from goldenthread.plan.forms.action import place_of, places_of
from goldenthread.plan.forms.choosing import LONGEST_NOTE, LeadField, lead_choices, rating_of, ratings, words
from goldenthread.plan.forms.progress import SAY
from goldenthread.plan.models import Aim, Plan, Priority, RatingWord
from goldenthread.plan.rating import check_note

UPDATE, RATING, LEAD, PRIORITY = "update", "rating", "lead", "priority"


def intentions(*, manages: bool) -> list[tuple[str, str]]:
    """What can be done with several actions together, by whom."""
    found = [(UPDATE, "Write an update"), (RATING, "Set the rating")]
    if manages:
        found += [(LEAD, "Give to a lead"), (PRIORITY, "Move to a priority")]
    return found


class SeveralUpdateForm(forms.Form):
    """The same update for several actions, with a rating where one is chosen."""

    note = words("What has changed?", hint=SAY, rows=4, most=LONGEST_NOTE)

    def __init__(self, plan: Plan, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.plan = plan
        self.fields["rating"] = ratings(plan, label="How do they go?", keep="Leave each as it is")
        self.order_fields(["rating", "note"])

    def clean_note(self) -> str:
        """A note that says nothing is refused once, beside it, not once for each action."""
        note: str = self.cleaned_data["note"]
        try:
            check_note(note)
        except RuleBroken as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return note

    def chosen_rating(self) -> RatingWord | None:
        """The rating that was chosen, if any."""
        return rating_of(self.plan, self.cleaned_data["rating"])


class SeveralLeadForm(forms.Form):
    """One accountable lead for several actions."""

    def __init__(self, _plan: Plan, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        field = LeadField(label="Accountable lead", empty="Choose a lead", required=True)
        field.error_messages["required"] = "Choose who leads them."
        field.offer(lead_choices())
        self.fields["lead"] = field


class SeveralPlaceForm(forms.Form):
    """One priority or aim for several actions."""

    def __init__(self, plan: Plan, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.places = places_of(plan)
        choices = [(key, label) for key, label, _, _ in self.places]
        self.fields["place"] = forms.ChoiceField(
            label="Under", choices=choices, widget=forms.Select(attrs={"class": "long"})
        )

    def chosen_place(self) -> tuple[Priority, Aim | None]:
        """Where they go."""
        return place_of(self.places, self.cleaned_data["place"])


FORMS: dict[str, Callable[..., forms.Form]] = {
    UPDATE: SeveralUpdateForm,
    RATING: SeveralUpdateForm,
    LEAD: SeveralLeadForm,
    PRIORITY: SeveralPlaceForm,
}
