"""Forms of the desk: bring a paper, say who is who, what a column or a word means, read a row otherwise, decide."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.safestring import SafeString

from goldenthread.importing.names import COLUMN_NAMES, HEADER_NAMES, MEANINGS, meaning_in_words
from goldenthread.importing.queries.people import NamedLead
from goldenthread.intake.commands import Meant
from goldenthread.kernel.errors import Clash, Conflict
from goldenthread.plan.comparing import A_NEW_PLAN
from goldenthread.plan.edits import PAPER, PLAN
from goldenthread.plan.forms.choosing import chosen_key, lead_choices, line, version, words
from goldenthread.plan.glossary import NEW_POST, NEW_SOMEBODY
from goldenthread.plan.models import Plan
from goldenthread.plan.reading.values import Column

LONGEST_PASTE = 2_000_000
LONGEST_CELL = 20_000
MOST_NAMED = 300
Choices = list[tuple[str, Any]]


class BringForm(forms.Form):
    """A file, or a table pasted from Word or Excel; either is enough."""

    file = forms.FileField(
        label="The file",
        required=False,
        help_text="Word (.docx), Excel (.xlsx), CSV or text, up to 25 MB. The plan may stand inside a longer paper.",
        widget=forms.FileInput(attrs={"accept": ".docx,.xlsx,.csv,.tsv,.txt"}),
        allow_empty_file=True,
    )
    pasted = words("Or paste a table from Word or Excel", hint="With its row of headings.", rows=6, most=LONGEST_PASTE)
    into = forms.ChoiceField(
        label="It is",
        required=False,
        help_text="A paper that says which plan it is, or has its name and start, finds its plan by itself.",
        widget=forms.Select(attrs={"class": "broad"}),
    )

    def __init__(self, *args: Any, plans: Iterable[Plan], **named: Any) -> None:
        super().__init__(*args, **named)
        into = self.fields["into"]
        assert isinstance(into, forms.ChoiceField)  # noqa: S101 - declared above
        into.choices = [
            ("", "Find out from the paper"),
            *((plan.key, f"The next version of {plan.name}") for plan in plans),
        ]

    def clean(self) -> dict[str, Any]:
        """One of the two must be there."""
        data = super().clean() or {}
        if not self.errors and not data.get("file") and not data.get("pasted", "").strip():
            self.add_error("file", "Choose a file, or paste a table below.")
        return data


class CorrectingForm(forms.Form):
    """A form whose fields are corrections: each stands for a target and has a value that counts now."""

    version = version()

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.targets: dict[str, tuple[str, str]] = {}

    def add(self, name: str, kind: str, target: str, field: forms.Field, now: str) -> None:
        """Add a field for a target, showing what counts now."""
        self.show(name, field, now)
        self.targets[name] = (kind, target)

    def show(self, name: str, field: forms.Field, now: str) -> None:
        """Add a field that opens with a text; the text also travels hidden, to tell what somebody typed."""
        field.initial = now
        field.show_hidden_initial = True
        self.fields[name] = field

    def hidden_initials(self) -> list[SafeString]:
        """What each field opened with, for the form to carry."""
        return [
            self[name].as_hidden(only_initial=True) for name, field in self.fields.items() if field.show_hidden_initial
        ]

    def meant(self) -> list[Meant]:
        """The corrections that were made: the fields that differ from what counted when the page was made."""
        return [
            Meant(kind, target, str(self.cleaned_data.get(name) or ""))
            for name, (kind, target) in self.targets.items()
            if name in self.changed_data
        ]

    def at_its_fields(self, found: Conflict) -> Conflict:
        """A conflict told by the fields of this form, as the page shows it."""
        names = {f"{kind}|{target}": name for name, (kind, target) in self.targets.items()}
        clashes = [
            Clash(names[one.field], str(self.fields[names[one.field]].label), one.theirs, one.yours)
            for one in found.clashes
            if one.field in names
        ]
        return Conflict(found.by, found.version, clashes)


def _who(lead: NamedLead, everybody: Choices) -> Choices:
    """Whom a text can stand for: as known here, those whose initials it is, everybody else, or somebody new."""
    opening = f"Not said yet: a person called {lead.says or lead.text} is made"
    if lead.known:
        opening = f"{lead.known}, as known here"
    suggested = [
        (chosen_key(person), f"{person}, whose initials these are") for person in lead.suggested if person != lead.known
    ]
    offered = {key for key, _ in suggested}
    new = [(NEW_SOMEBODY, "A person, named beside"), (NEW_POST, "A post, named beside")]
    return [("", opening), *suggested, *_without(everybody, offered), ("Not known here yet", new)]


def _without(choices: Choices, offered: Collection[str]) -> Choices:
    """Choices, in groups or not, without those that were offered already."""
    return [
        (key, _without(label, offered)) if isinstance(label, list) else (key, label)
        for key, label in choices
        if key not in offered
    ]


class PeopleForm(CorrectingForm):
    """Who is who, asked once for everybody the paper names."""

    def __init__(self, *args: Any, leads: Sequence[NamedLead], **named: Any) -> None:
        super().__init__(*args, **named)
        self.leads = leads[:MOST_NAMED]
        everybody = lead_choices()
        self.pairs: list[tuple[NamedLead, Any, Any]] = []
        for number, lead in enumerate(self.leads):
            kind, _, value = lead.answer.partition(":")
            is_new = kind in (NEW_SOMEBODY, NEW_POST)
            who = forms.ChoiceField(label=f"{lead.text} is", choices=_who(lead, everybody), required=False)
            self.add(f"who-{number}", "person", lead.text, who, kind if is_new else lead.answer)
            name = line(f"Name of {lead.text}", width="broad", most=200)
            self.show(f"name-{number}", name, value if is_new else lead.says)
            self.pairs.append((lead, self[f"who-{number}"], self[f"name-{number}"]))

    def clean(self) -> dict[str, Any]:
        """Whoever is new needs a name; a name written beside an answer left open is somebody new."""
        data = super().clean() or {}
        for name, lead in zip(self.targets, self.leads, strict=True):
            if not data.get(name) and not lead.known and self._name_of(name) in self.changed_data:
                data[name] = NEW_SOMEBODY if data.get(self._name_of(name), "").strip() else ""
            if data.get(name) in (NEW_SOMEBODY, NEW_POST) and not data.get(self._name_of(name), "").strip():
                self.add_error(self._name_of(name), "Write the name.")
        return data

    def _name_of(self, who: str) -> str:
        return who.replace("who-", "name-")

    def meant(self) -> list[Meant]:
        """The answers that differ from those given before; an answer left open again is taken back."""
        found: list[Meant] = []
        for (name, (kind, target)), lead in zip(self.targets.items(), self.leads, strict=True):
            answer = str(self.cleaned_data.get(name) or "")
            if answer in (NEW_SOMEBODY, NEW_POST):
                answer = f"{answer}:{' '.join(self.cleaned_data[self._name_of(name)].split())}"
            if {name, self._name_of(name)} & set(self.changed_data) and answer != lead.answer:
                found.append(Meant(kind, target, answer or None))
        return found


class WordsForm(CorrectingForm):
    """What each column and each status word of the paper means, its header block, and which plan it is."""

    def __init__(
        self,
        *args: Any,
        columns: Sequence[tuple[str, Column]],
        ratings: Sequence[tuple[str, str]],
        header: Mapping[str, str],
        plans: Iterable[Plan],
        plan: str,
        **named: Any,
    ) -> None:
        super().__init__(*args, **named)
        for number, (label, column) in enumerate(columns):
            choices = [(one.value, name) for one, name in COLUMN_NAMES.items()]
            self.add(f"column-{number}", "column", label, forms.ChoiceField(label=label, choices=choices), column.value)
        for number, (word, meaning) in enumerate(ratings):
            usual = list(MEANINGS)
            if meaning not in dict(usual):
                usual.insert(0, (meaning, meaning_in_words(meaning)))
            self.add(f"word-{number}", "status", word, forms.ChoiceField(label=word, choices=usual), meaning)
        choices = [("", "Find out from the paper"), (A_NEW_PLAN, "A plan of its own")]
        choices += [(one.key, f"The next version of {one.name}") for one in plans]
        into = forms.ChoiceField(label="This paper is", choices=choices, required=False)
        self.add("plan", "header", "key", into, plan)
        for name, label in HEADER_NAMES.items():
            text = header.get(name, "")
            field = words(label, rows=2) if "\n" in text or len(text) > 80 else line(label, width="broad", most=2000)
            self.add(f"header-{name}", "header", name, field, text)

    @property
    def columns(self) -> list[Any]:
        """The fields of the columns, as the page draws them."""
        return self._group("column-")

    @property
    def words(self) -> list[Any]:
        """The fields of the status words."""
        return self._group("word-")

    @property
    def header(self) -> list[Any]:
        """The fields of the header block."""
        return self._group("header-")

    def _group(self, start: str) -> list[Any]:
        return [self[name] for name in self.targets if name.startswith(start)]

    def meant(self) -> list[Meant]:
        """The corrections; a plan that is to be found out from the paper again is a correction taken back."""
        return [
            Meant(one.kind, one.target, None) if (one.kind, one.target, one.value) == ("header", "key", "") else one
            for one in super().meant()
        ]


class RowForm(CorrectingForm):
    """One row of the source, cell by cell, as it is to be read."""

    def __init__(self, *args: Any, where: str, columns: Sequence[tuple[Column, str, str]], **named: Any) -> None:
        super().__init__(*args, **named)
        for column, label, text in columns:
            field = (
                words(label, rows=3, most=LONGEST_CELL)
                if len(text) > 60
                else line(label, width="broad", most=LONGEST_CELL)
            )
            if column in (Column.COMMENTS, Column.ACTION, Column.AIM, Column.MEASURE):
                field = words(label, rows=3, most=LONGEST_CELL)
            self.add(f"cell-{column.value}", "cell", f"{where}|{column.value}", field, text)


class ChoiceForm(CorrectingForm):
    """For each cell that both the paper and the plan changed: whose text counts."""

    def __init__(self, *args: Any, choices: Mapping[str, str], **named: Any) -> None:
        super().__init__(*args, **named)
        for number, (target, now) in enumerate(choices.items()):
            field = forms.ChoiceField(
                label="Take",
                choices=[(PLAN, "The plan’s text stays"), (PAPER, "The paper’s text is taken")],
                widget=forms.RadioSelect,
            )
            self.add(f"choice-{number}", "choice", target, field, now)

    def by_target(self) -> dict[str, Any]:
        """The fields as the page draws them, by the cell they are about."""
        return {target: self[name] for name, (_, target) in self.targets.items()}


class DecideForm(forms.Form):
    """Whether a paper is taken, dropped or taken back."""

    version = version()
    parts = forms.MultipleChoiceField(
        label="What is taken",
        choices=[
            ("plan", "The plan"),
            ("meetings", "The meetings with their agendas and minutes"),
            ("reports", "The reports, behind their items"),
        ],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    accept_losses = forms.BooleanField(label="I mean these losses", required=False)
    why = line("Why", hint="Kept in the record.", width="broad")
