"""Forms of sources and findings."""

from typing import Any

from django import forms

from goldenthread.identity.models import Person
from goldenthread.plan import policy
from goldenthread.plan.models import Action, Plan, Priority
from goldenthread.sources.kinds import Answer, FindingKind, SourceKind
from goldenthread.sources.policy import may_enter


class SourceForm(forms.Form):
    """Something that asks for improvement."""

    kind = forms.ChoiceField(label="What is it?")
    title = forms.CharField(
        label="Title", max_length=300, help_text="For example: Inspection of children’s services, July 2026"
    )
    dated = forms.CharField(label="Date", required=False, max_length=60, help_text="A day, a month or a year")
    publisher = forms.CharField(label="From whom", required=False, max_length=200)
    address = forms.URLField(label="Address on the web", required=False, max_length=500, assume_scheme="https")
    findings = forms.CharField(
        label="What it says",
        required=False,
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="One finding a line. You can paste numbered recommendations; the numbers are kept.",
    )

    def __init__(self, person: Person, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["kind"]
        field.choices = [(kind.value, kind.label) for kind in SourceKind if may_enter(person, kind)]


class FindingForm(forms.Form):
    """One finding of a source."""

    kind = forms.ChoiceField(label="What does it say?", choices=FindingKind.choices)
    number = forms.CharField(label="Number", required=False, max_length=40)
    paragraph = forms.CharField(label="Paragraph or page", required=False, max_length=60)
    theme = forms.CharField(label="Theme", required=False, max_length=120)
    text = forms.CharField(label="Its words", max_length=20_000, widget=forms.Textarea(attrs={"rows": 3}))


class DecideForm(forms.Form):
    """What becomes of a finding without an action."""

    answer = forms.ChoiceField(label="What becomes of it?", choices=Answer.choices)
    reason = forms.CharField(label="Why", max_length=5_000, widget=forms.Textarea(attrs={"rows": 3}))


class TakeUpForm(forms.Form):
    """A finding taken into a plan as a new action."""

    priority = forms.ModelChoiceField(
        Priority.objects.none(), label="Under which priority", empty_label="Choose a priority"
    )
    wording = forms.CharField(
        label="Action",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="A verb and what will be done. The finding itself becomes the recommendation it stands under.",
    )
    ref = forms.CharField(label="Ref", required=False, max_length=40)
    ends = forms.CharField(label="End date", required=False, max_length=60, help_text="For example: October 2026")
    measure = forms.CharField(
        label="How you will know", required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, person: Person, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["priority"]
        field.queryset = Priority.objects.filter(plan__in=managed_plans(person)).select_related("plan")
        field.label_from_instance = lambda priority: f"{priority.plan.name}: {priority}"


class AnsweredByForm(forms.Form):
    """An action that already answers a finding."""

    action = forms.ModelChoiceField(Action.objects.none(), label="Action", empty_label="Choose an action")

    def __init__(self, person: Person, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["action"]
        rows = Action.objects.filter(plan__in=managed_plans(person)).select_related("plan").in_paper_order()
        field.queryset = rows
        field.label_from_instance = _action_label


def managed_plans(person: Person) -> list[Plan]:
    """The plans a person may change."""
    return [plan for plan in Plan.objects.visible_to(person) if policy.manages(person, plan)]


def _action_label(action: Action) -> str:
    wording = action.wording if len(action.wording) <= 90 else action.wording[:87] + "…"
    return f"{action.plan.name}: {action.ref or action.key} {wording}"
