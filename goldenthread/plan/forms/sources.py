"""Forms of sources and findings."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from django import forms

from goldenthread.identity.models import Person
from goldenthread.plan import policy
from goldenthread.plan.examples import AN_END
from goldenthread.plan.forms.choosing import LeadField, by_priority, lead_choices, line, version, words
from goldenthread.plan.models import Action, Plan, Priority
from goldenthread.plan.models.plan import Stage
from goldenthread.plan.numbering import next_ref
from goldenthread.sources.kinds import Answer, FindingKind, SourceKind
from goldenthread.sources.pasting import LONGEST_NUMBER, Said
from goldenthread.sources.policy import may_enter


def as_seen(said: Sequence[Said]) -> str:
    """A short sign of findings as they were shown, so that none is stored otherwise than it was seen."""
    return sha256("\n".join(one.as_written for one in said).encode()).hexdigest()


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
        help_text="One finding a line, or numbered recommendations as a document gives them: lines broken in the "
        "middle are joined and the numbers kept. You see what was understood before anything is stored.",
    )
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

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


class CorrectFindingForm(forms.Form):
    """A finding put right."""

    version = version()
    number = line("Number", width="short", most=LONGEST_NUMBER)
    paragraph = line("Paragraph or page", width="medium", most=60)
    text = words("Its words", rows=5, required=True, most=20_000)


class WithdrawFindingForm(forms.Form):
    """A finding taken back."""

    version = version()
    reason = words("Why is it withdrawn?", hint="For example: entered twice.", required=True, most=5_000)


class DecideForm(forms.Form):
    """What becomes of a finding without an action."""

    answer = forms.ChoiceField(
        label="What becomes of it?", choices=[one for one in Answer.choices if one[0] != Answer.WITHDRAWN]
    )
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
    ref = forms.CharField(
        label="Ref", required=False, max_length=40, help_text="Left blank, it gets the next free ref of its priority."
    )
    ends = forms.CharField(label="End date", required=False, max_length=60, help_text=AN_END)
    measure = forms.CharField(
        label="How you will know", required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, person: Person, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        plans = managed_plans(person)
        field: Any = self.fields["priority"]
        field.queryset = Priority.objects.filter(plan__in=plans).select_related("plan")
        self._refs: dict[int, list[str]] = {}
        for priority, ref in Action.objects.filter(plan__in=plans).order_by().values_list("priority", "ref"):
            self._refs.setdefault(priority, []).append(ref)
        field.label_from_instance = self._label
        lead = LeadField(label="Lead", empty="Nobody yet")
        lead.offer(lead_choices())
        self.fields["lead"] = lead
        self.order_fields(["priority", "wording", "ref", "lead", "ends", "measure"])

    def _label(self, priority: Any) -> str:
        """A priority with the ref that the next action under it gets."""
        ref = self.next_ref(priority)
        return f"{priority.plan.name}: {priority}{f' (next {ref})' if ref else ''}"

    def next_ref(self, priority: Priority) -> str:
        """The next free ref under a priority."""
        return next_ref(priority.number, self._refs.get(priority.pk, []))


class AnsweredByForm(forms.Form):
    """An action that already answers a finding."""

    action = forms.ModelChoiceField(Action.objects.none(), label="Action", empty_label="Choose an action")

    def __init__(self, person: Person, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["action"]
        rows = Action.objects.filter(plan__in=managed_plans(person)).select_related("plan", "priority")
        field.queryset = rows = rows.order_by("plan__name", "plan__pk", "priority__position", "position", "pk")
        field.choices = by_priority(rows, empty="Choose an action")


def managed_plans(person: Person) -> list[Plan]:
    """The plans under way that a person may change; a closed one takes no new work and answers nothing anew."""
    under_way = Plan.objects.visible_to(person).exclude(stage=Stage.CLOSED)
    return [plan for plan in under_way if policy.manages(person, plan)]
