"""Forms by which people decide on a report: who clears it, what they say, what is kept and why, authors, appendices."""

from collections.abc import Sequence
from typing import Any

from django import forms

from goldenthread.boards.models import MonitoringRound
from goldenthread.identity.forms.people import DayField, PersonField, offer
from goldenthread.plan.forms.choosing import line, version, words
from goldenthread.plan.forms.progress import file_field
from goldenthread.reports.commands.clearance import MOST_ASKED, Ask
from goldenthread.reports.forms import people_to_write
from goldenthread.reports.models import Report, ReportAppendix
from goldenthread.reports.states import Cleared

ROWS = 4
SAID = ((Cleared.CLEARED.value, "I clear it"), (Cleared.SENT_BACK.value, "I send it back"))


def _in_rows(asked: Sequence[Ask]) -> dict[str, Any]:
    """What the rows of the form hold for those who are asked."""
    found: dict[str, Any] = {}
    for row, one in enumerate(asked, start=1):
        found |= {f"person_{row}": one.person.key, f"capacity_{row}": one.capacity, f"due_{row}": one.due_on}
    return found


class AskForm(forms.Form):
    """Who is asked to clear a report: each in a capacity and by a day; there is always a row for one more.

    It begins with those who were asked before and have to be asked again.
    """

    def __init__(self, *args: Any, report: Report, before: Sequence[Ask] = (), **named: Any) -> None:
        named["initial"] = _in_rows(before) | (named.get("initial") or {})
        super().__init__(*args, **named)
        sent = sum(name.startswith("person_") for name in self.data)
        self.places = range(1, min(MOST_ASKED, max(ROWS, len(before) + 1, sent)) + 1)
        # Whoever wrote in it never clears it, and who cannot sign in or changes nothing could never answer.
        offered = people_to_write().exclude(pk__in=report.author_ids)
        for row in self.places:
            self.fields[f"person_{row}"] = PersonField(
                label="Who", required=False, empty_label="Nobody" if row > 1 else "Choose a person"
            )
            offer(self, f"person_{row}", offered)
            self.fields[f"capacity_{row}"] = line("As", width="medium", most=120)
            self.fields[f"due_{row}"] = DayField(label="By", required=False)

    @property
    def rows(self) -> list[list[forms.BoundField]]:
        """The fields of each row."""
        return [[self[f"{name}_{row}"] for name in ("person", "capacity", "due")] for row in self.places]

    def clean(self) -> dict[str, Any]:
        """A capacity or a day without a person asks nobody; each person is asked once."""
        cleaned: dict[str, Any] = super().clean() or {}
        seen = set()
        for row in self.places:
            person = cleaned.get(f"person_{row}")
            if person is None and (cleaned.get(f"capacity_{row}") or cleaned.get(f"due_{row}")):
                if f"person_{row}" not in self.errors:
                    self.add_error(f"person_{row}", "Choose who is asked.")
            elif person is not None and person in seen:
                self.add_error(f"person_{row}", f"{person} is asked above already; each person is asked once.")
            seen.add(person)
        return cleaned

    @property
    def asks(self) -> list[Ask]:
        """Those who are asked."""
        given = self.cleaned_data
        return [
            Ask(given[f"person_{row}"], given[f"capacity_{row}"], given[f"due_{row}"])
            for row in self.places
            if given.get(f"person_{row}") is not None
        ]


class DecideForm(forms.Form):
    """Cleared, or sent back with words."""

    decision = forms.ChoiceField(
        label="What do you say?", choices=SAID, widget=forms.RadioSelect,
        error_messages={"required": "Clear it, or send it back."},
    )  # fmt: skip
    words = words(
        "In your words", rows=4, most=4000, hint="What has to change, where you send it back. Its authors read it"
    )


class AuthorForm(forms.Form):
    """Somebody else who writes in a report."""

    person = PersonField(label="Who", help_text="From then on they do not clear it")

    def __init__(self, *args: Any, report: Report, **named: Any) -> None:
        super().__init__(*args, **named)
        offer(self, "person", people_to_write().exclude(pk__in=report.author_ids))


class RemarkForm(forms.Form):
    """A remark beside words of a report."""

    quoted = line("On which words", width="long", most=1000, hint="Copied from the text; blank for the whole section")
    why = words("Remark", rows=4, most=4000, required=True)

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["why"].error_messages["required"] = "Write the remark."


class KeepForm(forms.Form):
    """Several things the gate found, kept for one reason."""

    keys = forms.MultipleChoiceField(error_messages={"required": "Choose what stays for this reason."})
    why = words("Why do they stay as they are?", rows=2, most=4000, required=True)

    def __init__(self, *args: Any, found: list[str], **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["keys"].choices = [(key, key) for key in found]  # type: ignore[attr-defined]
        self.fields["why"].error_messages["required"] = "Say why they stay."


class AppendixForm(forms.Form):
    """An appendix to add."""

    kind = forms.ChoiceField(label="What is it?", widget=forms.RadioSelect)
    title = line("Title", width="long", most=300, required=True)
    file = file_field()
    text = words("Text", rows=8, most=100_000, hint="Only of a text; written as the sections are")

    def __init__(self, *args: Any, report: Report, **named: Any) -> None:
        super().__init__(*args, **named)
        kinds = ReportAppendix.Kind
        has_plan = report.closing_id is not None
        field = self.fields["kind"]
        field.choices = [  # type: ignore[attr-defined]
            (one.value, one.label) for one in kinds if one != kinds.PLAN or has_plan
        ]
        field.initial = kinds.FILE
        self.fields["title"].error_messages["required"] = "Give the appendix a title."


class ChangeAppendixForm(forms.Form):
    """The title of an appendix, and its text where it is one; ``row`` says which, since its number can move up."""

    title = line("Title", width="long", most=300, required=True)
    text = words("Text", rows=12, most=100_000)
    version = version()
    row = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, appendix: ReportAppendix, **named: Any) -> None:
        super().__init__(*args, **named)
        if appendix.kind != ReportAppendix.Kind.TEXT:
            del self.fields["text"]


class PictureForm(forms.Form):
    """A picture and what it shows."""

    file = forms.FileField(
        label="Picture", help_text="PNG or JPEG, up to 10 MB", max_length=255, allow_empty_file=False
    )
    description = words(
        "What does it show?", rows=3, most=2000, required=True,
        hint="For those who do not see it: what somebody would tell them at the table",
    )  # fmt: skip

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["description"].error_messages["required"] = (
            "Say what the picture shows, for those who do not see it."
        )


class BringForm(forms.Form):
    """A file that holds a whole report, and the round it is on."""

    file = forms.FileField(
        label="The file", help_text="A Word file or plain text, up to 25 MB", max_length=255, allow_empty_file=False
    )
    round = forms.ChoiceField(
        label="On which round", required=False, widget=forms.Select(attrs={"class": "long"}),
        help_text="Its figures are then held against the round as it was closed",
    )  # fmt: skip

    def __init__(self, *args: Any, rounds: list[MonitoringRound], may_be_on_none: bool, **named: Any) -> None:
        super().__init__(*args, **named)
        self.rounds = {f"{one.plan.key}/{one.number}": one for one in rounds}
        none = [("", "On no round")] if may_be_on_none else []
        field = self.fields["round"]
        field.choices = [  # type: ignore[attr-defined]
            *none, *((key, f"Round {one.number} of {one.plan.name}") for key, one in self.rounds.items())
        ]  # fmt: skip
        field.required = not may_be_on_none

    @property
    def chosen(self) -> MonitoringRound | None:
        """The round that was chosen."""
        return self.rounds.get(self.cleaned_data["round"])
