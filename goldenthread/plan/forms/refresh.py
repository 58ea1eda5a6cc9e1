"""Forms of a plan's next year, and of an action that leaves its plan's work by a decision."""

from collections.abc import Iterable
from typing import Any

from django import forms

from goldenthread.bodies.models import Body
from goldenthread.design.words import day
from goldenthread.plan.commands.refreshing import PriorityLine
from goldenthread.plan.forms.choosing import LeadField, chosen_key, lead_choices, line, version, when, words
from goldenthread.plan.forms.plan import bodies_field
from goldenthread.plan.forms.progress import DayField
from goldenthread.plan.models import Action, Plan, Priority, Refresh, RefreshPriority, RefreshWord, WordMapping
from goldenthread.plan.queries.refresh_rows import RefreshRow
from goldenthread.plan.refresh import GOES_ON, Choice, offered
from goldenthread.plan.states import COMPLETE, FINISHED, Colour


def decided_fields() -> dict[str, forms.Field]:
    """By which body, and when, something was decided; left blank, by whoever enters it, today."""
    return {
        "body": forms.ModelChoiceField(
            queryset=Body.objects.filter(ended_on=None),
            label="Decided by",
            required=False,
            to_field_name="key",
            empty_label="Me, or somebody named in the reason",
            widget=forms.Select(attrs={"class": "long"}),
        ),
        "on": DayField(label="Decided on", help_text="Left blank, today."),
    }


def actions_of(plan: Plan, *, but: Action) -> list[tuple[str, str]]:
    """The actions of a plan that work is left on, to choose one of."""
    rows = plan.actions.exclude(state__in=FINISHED).exclude(pk=but.pk).in_paper_order()
    return [(key, _short(f"{ref or key} {wording}")) for key, ref, wording in rows.values_list("key", "ref", "wording")]


def _short(text: str, most: int = 90) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


class MergeForm(forms.Form):
    """The action it is merged into, and the decision."""

    version = version()
    reason = words("Why?", hint="Its row keeps this, and so does the board’s next report.")

    def __init__(self, action: Action, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["into"] = forms.ChoiceField(
            label="It is merged into",
            choices=[("", "Choose the action"), *actions_of(action.plan, but=action)],
            widget=forms.Select(attrs={"class": "long"}),
            error_messages={"required": "Choose the action it is merged into."},
        )
        self.fields |= decided_fields()
        self.order_fields(["version", "into", "reason", "body", "on"])


class HandOverForm(forms.Form):
    """The plan and priority an action is handed to, and the decision."""

    version = version()
    reason = words("Why?", hint="Its row keeps this, and so does the board’s next report.")

    def __init__(self, *args: Any, priorities: Iterable[Priority], **named: Any) -> None:
        super().__init__(*args, **named)
        groups: dict[str, list[tuple[str, str]]] = {}
        for one in priorities:
            groups.setdefault(one.plan.name, []).append((str(one.pk), _short(str(one))))
        self.fields["priority"] = forms.ChoiceField(
            label="It goes on in",
            choices=[("", "Choose the plan and priority"), *groups.items()],
            widget=forms.Select(attrs={"class": "long"}),
            error_messages={"required": "Choose the plan and priority it goes to."},
        )
        self.fields |= decided_fields()
        self.order_fields(["version", "priority", "reason", "body", "on"])


class NewYearForm(forms.Form):
    """What the new plan is called, when it runs, who owns it, to whom it answers."""

    version = version()
    name = line("Name")
    starts = when("From", hint="For example: April 2026")
    ends = when("To", hint="For example: March 2027")
    recheck_on = DayField(
        label="What is under watch is looked at again on",
        help_text="Six months on, unless you say otherwise. Each can have a day of its own.",
    )
    bodies = bodies_field()

    def __init__(self, refresh: Refresh, *args: Any, **named: Any) -> None:
        stands: dict[str, Any] = {name: getattr(refresh, name) for name in ("name", "starts", "ends", "version")}
        stands |= {
            "recheck_on": day(refresh.recheck_on),
            "owner": chosen_key(refresh.owner or refresh.owner_post),
            "bodies": [body.key for body in refresh.bodies.all()],
        }
        named["initial"] = stands | (named.get("initial") or {})
        super().__init__(*args, **named)
        owner = LeadField(label="Owner")
        owner.offer(lead_choices())
        self.fields["owner"] = owner
        self.order_fields(["version", "name", "starts", "ends", "recheck_on", "owner", "bodies"])


class PriorityForm(forms.Form):
    """A priority of the new plan: kept or not, with its number and title; without a row it is a new one."""

    number = line("Number", width="short", most=20)
    title = line("Title", most=1000)

    def __init__(self, priority: RefreshPriority | None, *args: Any, **named: Any) -> None:
        named["prefix"] = f"priority-{priority.pk}" if priority else "priority-new"
        if priority is not None:
            named["initial"] = {"number": priority.number, "title": priority.title, "is_kept": priority.is_kept}
        super().__init__(*args, **named)
        self.priority = priority
        if priority is not None:
            self.fields["is_kept"] = forms.BooleanField(label="Keep it", required=False)
            self.order_fields(["is_kept", "number", "title"])

    @property
    def line(self) -> PriorityLine:
        """The priority as it was sent; one that has no row yet is kept."""
        given = self.cleaned_data
        pk = self.priority.pk if self.priority else None
        return PriorityLine(pk, given["number"], given["title"], given.get("is_kept", True))


class RefreshWordForm(forms.Form):
    """One rating word of the new plan and what it means; its colour stays."""

    word = line("Word", width="medium", most=120)
    meaning = words("What it means", rows=2)

    def __init__(self, place: int, word: RefreshWord, *args: Any, **named: Any) -> None:
        named |= {"prefix": f"word-{place}", "initial": {"word": word.word, "meaning": word.meaning}}
        super().__init__(*args, **named)
        self.place, self.row, self.colour = place, word, Colour(word.colour)


class MappingForm(forms.Form):
    """What one word of the old plan becomes: one of the new plan's for a complete action, or for one that is not."""

    def __init__(self, mapping: WordMapping, rows: list[RefreshWord], *args: Any, **named: Any) -> None:
        named |= {"prefix": f"old-{mapping.old_id}", "initial": {"new": _place(mapping, rows)}}
        super().__init__(*args, **named)
        self.mapping = mapping
        is_blue = mapping.old.colour == Colour.BLUE
        choices = [(str(at), row.word) for at, row in enumerate(rows) if (row.colour == Colour.BLUE) == is_blue]
        self.fields["new"] = forms.ChoiceField(label=f"“{mapping.old.word}” becomes", choices=choices)


def _place(mapping: WordMapping, rows: list[RefreshWord]) -> str:
    return next((str(at) for at, row in enumerate(rows) if row.pk == mapping.new_id), "0")


class ConsiderForm(forms.Form):
    """What becomes of one action in the next year."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    wording = words("New words", hint="Only where it is carried over in new words.", rows=3)
    ends = when("New end", hint="Left blank, it keeps the end it has. One that moves counts as a moved date.")
    reason = words("Why?", hint="Needed to withdraw it, to move its end, and to stop watching it.", rows=2)
    recheck_on = DayField(label="Looked at again on", help_text="Left blank, as the new plan says.")

    def __init__(self, refresh: Refresh, row: RefreshRow, *args: Any, **named: Any) -> None:
        kept = row.considered if row.is_chosen else None
        stands: dict[str, Any] = {"version": row.considered.version if row.considered else 0, "choice": row.choice}
        stands |= {"wording": row.action.wording}
        if kept is not None:
            stands |= {"ends": kept.ends, "reason": kept.reason, "into": kept.into.key if kept.into else ""}
            stands |= {"wording": kept.wording or row.action.wording, "recheck_on": day(kept.recheck_on)}
            stands |= {"lead": chosen_key(kept.lead or kept.lead_post), "priority": str(kept.priority_id or "")}
        named["initial"] = stands | (named.get("initial") or {})
        super().__init__(*args, **named)
        choices = offered(row.action.state)
        self.fields["choice"] = forms.ChoiceField(
            label="What becomes of it?",
            choices=[(choice.value, choice.label) for choice in choices],
            widget=forms.RadioSelect,
            error_messages={"required": "Choose what becomes of it."},
        )
        self.fields["priority"] = forms.ChoiceField(
            label="Priority",
            required=False,
            choices=[
                ("", "As now"),
                *((str(one.pk), _short(str(one))) for one in refresh.priorities.filter(is_kept=True)),
            ],
            widget=forms.Select(attrs={"class": "long"}),
        )
        if row.late:
            self.fields["keeps_date"] = forms.BooleanField(
                label=f"Keep {row.late}: it is late when the year begins", required=False
            )
            self.fields["keeps_date"].initial = kept is not None and kept.keeps_date
            self.fields["ends"].help_text = (
                f"{row.late} lies before the new plan begins. Give a new end with the reason, or keep the date below; "
                "the board sees either."
            )
        if row.action.state in COMPLETE:
            del self.fields["wording"], self.fields["ends"]
            self.order_fields(["version", "choice", "recheck_on", "priority", "reason"])
            return
        del self.fields["recheck_on"]
        lead = LeadField(label="Lead", empty="As now")
        lead.offer(lead_choices())
        self.fields["lead"] = lead
        self.fields["into"] = forms.ChoiceField(
            label="Merged into",
            required=False,
            choices=[("", "None"), *actions_of(refresh.plan, but=row.action)],
            widget=forms.Select(attrs={"class": "long"}),
        )
        self.order_fields(
            ["version", "choice", "ends", "keeps_date", "reason", "wording", "into", "lead", "priority"]
            if row.late
            else ["version", "choice", "reason", "wording", "into", "ends", "lead", "priority"]
        )


class SeveralForm(forms.Form):
    """The same for several unfinished actions."""

    ends = when(
        "New end for those that end before the new plan begins",
        hint="Only these get it, and without it they are refused. The others keep the end they have.",
    )
    reason = words("Why?", hint="Needed where an end moves, and to withdraw.", rows=2)

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        choices = [choice for choice in Choice if choice in GOES_ON - {Choice.REWORD} or choice == Choice.WITHDRAW]
        self.fields["choice"] = forms.ChoiceField(
            label="Those ticked",
            choices=[(choice.value, "Carry them over" if choice in GOES_ON else "Withdraw them") for choice in choices],
            widget=forms.RadioSelect,
            initial=Choice.CARRY.value,
        )
        self.order_fields(["choice", "ends", "reason"])


class AgreedForm(forms.Form):
    """Which body agreed the new plan, or who did, and when: what the last press needs."""

    body = forms.ModelChoiceField(
        queryset=Body.objects.filter(ended_on=None),
        label="Agreed by",
        required=False,
        to_field_name="key",
        empty_label="Choose the body, or name below who agreed it",
        widget=forms.Select(attrs={"class": "long"}),
    )
    on = DayField(label="Agreed on", help_text="Left blank, today.")
    note = words("Note", hint="Who agreed it, where it was no body; what else the record should say.", rows=2)


class GiveUpForm(forms.Form):
    """Why a refresh is given up."""

    reason = words("Why?", hint="What was chosen stays on record; neither plan was touched.", rows=2)
