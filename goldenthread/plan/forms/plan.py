"""Forms for a plan itself: made from nothing, its header, its stage, its rating words, its neighbours."""

from typing import Any

from django import forms

from goldenthread.bodies.models import Body
from goldenthread.plan.cells import date_in_words, end_in_words
from goldenthread.plan.commands.plans import plan_dates
from goldenthread.plan.forms.choosing import (
    LeadField,
    chosen_key,
    lead_choices,
    line,
    refuse_dates_at_their_fields,
    version,
    when,
    words,
)
from goldenthread.plan.forms.progress import DayField
from goldenthread.plan.models import Plan, PlanLink, RatingWord
from goldenthread.plan.models.plan import Stage


def bodies_field(label: str = "Boards and committees it answers to") -> "forms.ModelMultipleChoiceField[Body]":
    """The bodies that monitor a plan."""
    return forms.ModelMultipleChoiceField(
        queryset=Body.objects.filter(ended_on=None),
        label=label,
        required=False,
        to_field_name="key",
        widget=forms.CheckboxSelectMultiple,
    )


class NewPlanForm(forms.Form):
    """The header of a plan made from nothing: one page, most of it may wait."""

    name = line("Name", hint="For example: Children’s services improvement plan 2026–27")
    starts = when("From", hint="For example: April 2026")
    ends = when("To", hint="For example: March 2027")
    aims = words("What it is for", hint="One or two sentences that a parent would understand.")
    strategies = words("Strategies it serves", rows=2)
    reporting = line("Reporting", hint="For example: every quarter", width="medium")
    bodies = bodies_field()
    needs_assurance = forms.BooleanField(
        label="Blue is given by a second person",
        required=False,
        initial=True,
        help_text="Somebody from quality assurance, who leads no part of the action, sees the evidence first.",
    )

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        owner = LeadField(label="Owner", help_text="The person or post that answers for the plan.")
        owner.offer(lead_choices())
        self.fields["owner"] = owner
        self.order_fields(
            ["name", "starts", "ends", "owner", "aims", "strategies", "reporting", "bodies", "needs_assurance"]
        )

    def clean(self) -> dict[str, Any]:
        """What the rules say against the dates stands beside them."""
        data = super().clean() or {}
        refuse_dates_at_their_fields(self, plan_dates)
        return data


class HeaderForm(forms.Form):
    """The header of a plan that stands."""

    version = version()
    name = line("Name")
    starts = when("From", hint="For example: April 2026")
    ends = when("To", hint="For example: March 2027")
    aims = words("What it is for")
    strategies = words("Strategies it serves", rows=2)
    previous_versions = words("Previous versions", rows=2)
    implementation = line("Implementation")
    review = line("Review")
    reporting = line("Reporting")
    notes = words("Notes", rows=2)
    bodies = bodies_field()

    TEXTS = ("name", "strategies", "previous_versions", "implementation", "review", "reporting", "aims", "notes")

    def __init__(self, plan: Plan, *args: Any, initial: dict[str, Any] | None = None, **named: Any) -> None:
        stands: dict[str, Any] = {name: getattr(plan, name) for name in self.TEXTS}
        stands |= {
            "version": plan.version,
            "owner": chosen_key(plan.owner or plan.owner_post),
            "bodies": [board.body.key for board in plan.boards.select_related("body") if board.body],
        }
        stands |= dates_in_words(plan)
        named["initial"] = stands | (initial or {})
        super().__init__(*args, **named)
        self.plan = plan
        owner = LeadField(label="Owner", help_text=_written(plan))
        owner.offer(lead_choices())
        self.fields["owner"] = owner
        self.order_fields(["version", "name", "starts", "ends", "owner", "aims", "strategies"])


def _written(plan: Plan) -> str:
    return (
        f"Its paper names: {plan.owner_written}." if plan.owner_written else "The person or post that answers for it."
    )


def dates_in_words(plan: Plan) -> dict[str, str]:
    """From when to when a plan runs, as its form opens."""
    return {
        "starts": date_in_words(plan.starts_on, plan.starts_precision),
        "ends": end_in_words(plan.ends_on, plan.ends_precision),
    }


class StageForm(forms.Form):
    """The next stage of a plan, decided by a body or a person on a day."""

    body = forms.ModelChoiceField(
        queryset=Body.objects.filter(ended_on=None),
        label="Decided by",
        required=False,
        to_field_name="key",
        empty_label="Somebody else, named below",
        widget=forms.Select(attrs={"class": "long"}),
    )
    on = DayField(label="On", help_text="For example: 13 March 2026")
    note = words("Note", hint="Who decided, where it was no body; what else the record should say.", rows=2)

    def __init__(self, *args: Any, stages: list[str], **named: Any) -> None:
        super().__init__(*args, **named)
        choices = [(stage, Stage(stage).label) for stage in Stage.values if stage in stages]
        self.fields["stage"] = forms.ChoiceField(
            label="It becomes",
            choices=choices,
            widget=forms.RadioSelect,
            error_messages={"required": "Choose what the plan becomes."},
        )
        self.order_fields(["stage", "body", "on", "note"])


class WordForm(forms.Form):
    """One rating word of a plan and what it means."""

    word = line("Word", width="medium", most=120)
    meaning = words("What it means", rows=2)

    def __init__(self, rating: RatingWord, *args: Any, **named: Any) -> None:
        named["prefix"] = f"word-{rating.pk}"
        named["initial"] = {"word": rating.word, "meaning": rating.meaning} | (named.get("initial") or {})
        super().__init__(*args, **named)
        self.rating = rating
        self.about = rating.word


class LinkForm(forms.Form):
    """A tie to another plan."""

    kind = forms.ChoiceField(
        label="This plan", choices=PlanLink.Kind.choices, widget=forms.Select(attrs={"class": "long"})
    )
    other = forms.ModelChoiceField(
        queryset=Plan.objects.none(),
        label="The other plan",
        to_field_name="key",
        empty_label="Choose a plan",
        widget=forms.Select(attrs={"class": "long"}),
        error_messages={"required": "Choose the other plan.", "invalid_choice": "Choose one of the plans."},
    )

    def __init__(self, *args: Any, others: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["other"].queryset = others  # type: ignore[attr-defined]


class AssuranceForm(forms.Form):
    """Whether blue needs a second person, and why that changes."""

    why = words("Why?", hint="The board will ask.", rows=2)


class ViewForm(forms.Form):
    """A name for a filter that somebody keeps."""

    name = line("Name of the view", hint="For example: Late, Assessment team", width="medium", most=80)
    query = forms.CharField(required=False, widget=forms.HiddenInput, max_length=1000)
