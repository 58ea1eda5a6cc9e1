"""Forms for the words of an action: adding and changing it, its leads, duties and steps, the findings it answers."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.safestring import SafeString

from goldenthread.plan.commands.structure import date_values
from goldenthread.plan.commands.together import NewLeads
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
from goldenthread.plan.forms.touched import as_read, touched
from goldenthread.plan.models import Action, Aim, Plan, Priority
from goldenthread.plan.models.plan import Stage
from goldenthread.sources.models import Finding

FEWEST_LEADS = 2


class AddActionForm(forms.Form):
    """A new action: what will be done, by when, by whom, and how one will know."""

    wording = words("Action", hint="A verb and what will be done, for example: Ring each family within two days.")
    place = forms.ChoiceField(label="Under", widget=forms.Select(attrs={"class": "long"}))
    ref = line("Ref", hint="As it is printed, for example 1.4. It may be blank.", width="short", most=40)
    starts = when("Start", hint="For example: April 2026")
    ends = when("End date")
    measure = words("Measure", hint="How one will know, with a number if there is one.", rows=2)

    def __init__(self, plan: Plan, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.places = places_of(plan)
        self.fields["place"].choices = [(key, label) for key, label, _, _ in self.places]  # type: ignore[attr-defined]
        self.fields["lead"] = LeadField(label="Lead", empty="Nobody yet")
        self.fields["lead"].offer(lead_choices())  # type: ignore[attr-defined]
        self.order_fields(["wording", "place", "ref", "starts", "ends", "lead", "measure"])

    def clean(self) -> dict[str, Any]:
        """What the rules say against the dates stands beside them."""
        data = super().clean() or {}
        refuse_dates_at_their_fields(self, date_values)
        return data

    def chosen_place(self) -> tuple[Priority, Aim | None]:
        """The priority and aim the action goes under."""
        return place_of(self.places, self.cleaned_data["place"])


Places = list[tuple[str, str, Priority, Aim | None]]


def places_of(plan: Plan) -> Places:
    """Where an action can stand: under each aim of each priority, or under the priority itself."""
    found: Places = []
    for priority in plan.priorities.prefetch_related("aims").order_by("position", "pk"):
        found.append((f"priority:{priority.pk}", _short(str(priority)), priority, None))
        found += [(f"aim:{aim.pk}", f"    {_short(str(aim))}", priority, aim) for aim in priority.aims.all()]
    return found


def place_of(places: Places, chosen: str) -> tuple[Priority, Aim | None]:
    """The priority and aim behind a choice."""
    return next((priority, aim) for key, _, priority, aim in places if key == chosen)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 90 else text[:89].rstrip() + "…"


def word_fields(action: Action) -> dict[str, forms.Field]:
    """The words of an action, as whoever manages the plan may change them.

    Once a plan is agreed its end dates move by a request, so the end is a field of a draft alone, or where none stands.
    """
    found: dict[str, forms.Field] = {
        "wording": words("Action", hint="A verb and what will be done."),
        "ref": line("Ref", width="short", most=40),
        "starts": when("Start", hint="For example: April 2026"),
    }
    if action.plan.stage == Stage.DRAFT or not action.ends_written:
        found["ends"] = when("End date")
    return found | {
        "measure": words("Measure", rows=2),
        "notes": words("Notes", hint="What has no other place; it is not printed in the table.", rows=2),
    }


def words_as_they_stand(action: Action) -> dict[str, str]:
    """What the fields of an action's words say now."""
    stands = {
        "wording": action.wording,
        "ref": action.ref,
        "starts": action.starts_written,
        "ends": action.ends_written,
        "measure": action.measure.text if action.measure else "",
        "notes": action.notes,
    }
    return {name: stands[name] for name in word_fields(action)}


class ChangeActionForm(forms.Form):
    """The words of an action on a page of their own."""

    version = version()

    def __init__(self, action: Action, *args: Any, initial: dict[str, Any] | None = None, **named: Any) -> None:
        self.stands = words_as_they_stand(action)
        named["initial"] = self.stands | (initial or {})
        super().__init__(*args, **named)
        self.fields |= word_fields(action)

    @property
    def as_read(self) -> SafeString:
        """What each field said when it was opened, hidden."""
        return as_read(self, self.stands)

    def changes(self) -> dict[str, str]:
        """The texts that were touched; the rest may be a paper's own words and stays."""
        return {name: self.cleaned_data[name] for name in touched(self, self.stands)}


def lead_fields(count: int) -> dict[str, forms.Field]:
    """Fields for so many leads, the accountable one first, and for the senior lead: three queries for all of them."""
    everybody, people = lead_choices(), lead_choices(posts=False)
    found: dict[str, forms.Field] = {}
    for place in range(1, count + 1):
        label = "Accountable lead" if place == 1 else f"{ORDINALS[min(place, len(ORDINALS)) - 1]} lead"
        field = LeadField(label=label)
        field.offer(everybody)
        found[f"lead_{place}"] = field
    found["lead_1"].help_text = "One of its leads answers for it."
    senior = LeadField(label="Senior lead", help_text="Whoever oversees it.")
    senior.offer(people)
    return found | {"senior": senior}


class Leads:
    """The leads of an action as its form shows and takes them."""

    def __init__(self, action: Action) -> None:
        rows = list(action.leads.select_related("person", "post"))
        self.before = [row.person or row.post for row in rows]
        ordered = [row.person or row.post for row in sorted(rows, key=lambda row: not row.is_accountable)]
        self.count = max(FEWEST_LEADS, len(rows) + 1)
        self.stands = {f"lead_{place}": chosen_key(lead) for place, lead in enumerate(ordered, start=1)}
        self.stands |= {f"lead_{place}": "" for place in range(len(ordered) + 1, self.count + 1)}
        self.stands["senior"] = chosen_key(action.senior_lead)

    def named(self, data: Mapping[str, Any]) -> NewLeads:
        """The leads that were chosen; in the order of the paper where they are the same as before."""
        chosen = [data[f"lead_{place}"] for place in range(1, self.count + 1)]
        leads = [lead for lead in chosen if lead is not None]
        if len(leads) == len(self.before) and set(leads) == set(self.before):
            leads = [lead for lead in self.before if lead is not None]
        return NewLeads(leads, data["lead_1"], data["senior"])


class LeadsForm(forms.Form):
    """Who leads an action, on a page of its own."""

    version = version()

    def __init__(self, action: Action, *args: Any, initial: dict[str, Any] | None = None, **named: Any) -> None:
        self.leads = Leads(action)
        named["initial"] = self.leads.stands | (initial or {})
        super().__init__(*args, **named)
        self.fields |= lead_fields(self.leads.count)


ORDINALS = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Further")


class FindingForm(forms.Form):
    """A finding that an action answers."""

    finding = forms.ModelChoiceField(
        queryset=Finding.objects.none(),
        label="Finding",
        to_field_name="key",
        empty_label="Choose a finding",
        widget=forms.Select(attrs={"class": "long"}),
        error_messages={"required": "Choose the finding it answers.", "invalid_choice": "Choose one of the findings."},
    )

    def __init__(self, *args: Any, findings: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        field: Any = self.fields["finding"]
        field.queryset = findings
        field.label_from_instance = _finding_label


def _finding_label(finding: Finding) -> str:
    number = f"{finding.number}: " if finding.number else ""
    return f"{finding.source.title}, {number}{finding}"


class DutyForm(forms.Form):
    """What an action waits for, whether it comes again, and whether it goes on."""

    version = version()
    waits_for = line("Waits for", hint="The partner whose step comes first, for example: the health trust", most=200)
    waits_since = when("Since", hint="For example: 3 March 2026")
    recurrence = line(
        "Comes again", hint="For example: every six months, or June and December", width="medium", most=120
    )
    is_standing = forms.BooleanField(
        label="It goes on: a standing duty",
        required=False,
        help_text="A standing duty has a day on which it is looked at again.",
    )

    def __init__(self, *args: Any, manages: bool, **named: Any) -> None:
        super().__init__(*args, **named)
        if not manages:
            del self.fields["recurrence"], self.fields["is_standing"]


class MilestoneForm(forms.Form):
    """A step on the way, with its own date."""

    text = line("Step", hint="For example: Rota agreed with both teams")
    due = when("Due", hint="For example: June 2026")
