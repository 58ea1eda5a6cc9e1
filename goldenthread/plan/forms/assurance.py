"""Forms of assurance: what a re-check found, when the next one is, what a finding contradicts, why an action stands."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from goldenthread.identity.models import Person
from goldenthread.plan.assurance import MOST_RECORDS
from goldenthread.plan.forms.choosing import LONGEST_NOTE, by_priority, line, words
from goldenthread.plan.forms.finding_choice import FindingField
from goldenthread.plan.forms.progress import DayField
from goldenthread.plan.models import Action, Plan
from goldenthread.plan.states import COMPLETE, FINISHED
from goldenthread.sources.models import Finding

HOLDS = "holds"
SLIPPED = "slipped"


class RecheckForm(forms.Form):
    """What a re-check found."""

    result = forms.ChoiceField(
        label="Does it still hold?",
        choices=[(HOLDS, "Yes, it still holds"), (SLIPPED, "No, it has slipped")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether it still holds."},
    )
    looked_at = line("What did you look at?", hint="For example: Case records of March, both teams")
    records = forms.IntegerField(
        label="How many records or people?",
        required=False,
        min_value=1,
        max_value=MOST_RECORDS,
        widget=forms.TextInput(attrs={"class": "short", "inputmode": "numeric"}),
        help_text="Five to ten are enough to see whether practice holds. Leave it blank where nothing is counted.",
    )
    said = words("What did you see?", hint="One or two sentences. Names of children and families stay out.")
    finding = FindingField(
        "If it has slipped: which finding shows it?",
        hint="Left blank, what you saw is entered as a finding of this plan’s re-checks.",
    )
    next_on = DayField(label="Look again on")

    def __init__(self, *args: Any, findings: QuerySet[Finding], is_second: bool, **named: Any) -> None:
        super().__init__(*args, **named)
        field: Any = self.fields["finding"]
        field.queryset = findings
        self.fields["next_on"].help_text = (
            "Left blank, nobody looks again: the second time it holds, it is embedded."
            if is_second
            else "Left blank, in six months. For example: 14 March 2027"
        )


class RecheckDateForm(forms.Form):
    """When a completed action is looked at again, and why then."""

    due_on = DayField(label="Look again on", required=True, help_text="For example: 14 March 2027")
    why = words("Why then?", hint="Needed where a date is moved.", rows=2)

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["due_on"].error_messages["required"] = "Give the day, for example 14 March 2027."


class CallOffForm(forms.Form):
    """Why nobody needs to look again."""

    reason = words("Why does nobody need to look again?", rows=2)


class ContradictForm(forms.Form):
    """Which finding contradicts an action, and how."""

    finding = FindingField("Which finding contradicts it?", required=True)
    said = words(
        "What does it contradict?",
        hint="A sentence where the finding does not say it by itself.",
        rows=2,
        most=LONGEST_NOTE,
    )

    def __init__(self, *args: Any, findings: QuerySet[Finding], **named: Any) -> None:
        super().__init__(*args, **named)
        field: Any = self.fields["finding"]
        field.queryset = findings


class ContradictsForm(forms.Form):
    """Which action a finding contradicts, and how."""

    action = forms.ModelChoiceField(
        Action.objects.none(),
        label="Which action does it contradict?",
        empty_label="Choose an action",
        widget=forms.Select(attrs={"class": "long"}),
        error_messages={"required": "Choose the action."},
    )
    said = words("What does it contradict?", hint="A sentence where the finding does not say it by itself.", rows=2)

    def __init__(self, person: Person, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        field: Any = self.fields["action"]
        rows = Action.objects.filter(plan__in=Plan.objects.visible_to(person).order_by().values("pk"))
        gone = [state for state in FINISHED if state not in COMPLETE]
        rows = rows.exclude(state__in=gone).select_related("plan", "priority")
        field.queryset = rows = rows.order_by("plan__name", "plan__pk", "priority__position", "position", "pk")
        field.choices = by_priority(rows, empty="Choose an action")


class StandsForm(forms.Form):
    """Why an action stands in spite of a finding."""

    reason = words("Why does it stand?", hint="One sentence. It is printed beside the finding.", rows=3)
