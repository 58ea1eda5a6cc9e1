"""What a reader chooses where rounds are held against each other: two rounds, a part of the plan, a grouping."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from goldenthread.boards.models import Closing
from goldenthread.boards.queries.moved_lists import GROUPINGS, offered
from goldenthread.boards.queries.movement_between import Part
from goldenthread.boards.values import Line
from goldenthread.design.words import short_day

LONGEST = 200
FIELDS = {"priority": "Priority", "senior": "Senior lead", "lead": "Lead", "source": "Source"}


class ListDrawnFlat(forms.Select):
    """A list drawn as one text: Django draws each option by two templates, and lists of leads are most of a form."""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:  # noqa: ARG002 - asked for by Django
        """The same markup as Django's own template of a list."""
        found = self.get_context(name, value, attrs)["widget"]
        options = [
            f'\n  <option value="{escape(one["value"])}"{_attributes(one["attrs"])}>{escape(one["label"])}</option>\n'
            for _, group, _ in found["optgroups"]
            for one in group
        ]
        begun = f'<select name="{escape(found["name"])}"{_attributes(found["attrs"])}>'
        return mark_safe(f"{begun}{''.join(options)}\n</select>")  # noqa: S308 - every word is escaped above


def _attributes(given: Mapping[str, Any]) -> str:
    return "".join(
        f" {escape(name)}" if value is True else f' {escape(name)}="{escape(value)}"'
        for name, value in given.items()
        if value is not False
    )


class MovementForm(forms.Form):
    """Two rounds, the part of the plan, and by what the table counts; kept in the address, checked by nothing."""

    after = forms.ChoiceField(label="Round", required=False, widget=ListDrawnFlat)
    before = forms.ChoiceField(label="Held against", required=False, widget=ListDrawnFlat)
    priority = forms.ChoiceField(label="Priority", required=False, widget=ListDrawnFlat)
    senior = forms.ChoiceField(label="Senior lead", required=False, widget=ListDrawnFlat)
    lead = forms.ChoiceField(label="Lead", required=False, widget=ListDrawnFlat)
    source = forms.ChoiceField(label="Source", required=False, widget=ListDrawnFlat)
    by = forms.ChoiceField(
        label="Counted by",
        required=False,
        widget=ListDrawnFlat,
        choices=[(key, words.capitalize()) for key, words in GROUPINGS.items()],
    )

    def __init__(
        self,
        *args: Any,
        closings: Sequence[Closing],
        lines: Sequence[Line],
        behind: Sequence[Closing] = (),
        **named: Any,
    ) -> None:
        super().__init__(*args, **named)
        rounds = [
            (str(one.round.number), f"Round {one.round.number}, {short_day(one.position_on)}") for one in closings
        ]
        self._offer("after", rounds)
        after = str((self.initial or {}).get("after", ""))
        earlier = [one for one in rounds if not after.isdecimal() or int(one[0]) < int(after)]
        others = [
            (
                f"{one.round.plan.key}/{one.round.number}",
                f"Round {one.round.number} of {one.plan_name}, {short_day(one.position_on)}",
            )
            for one in behind
        ]
        self._offer("before", [("", "The round before"), *earlier, *others])
        for name in FIELDS:
            found = [(value, label if len(label) <= 60 else f"{label[:59]}…") for value, label in offered(lines, name)]
            if found:
                self._offer(name, [("", "All"), *found])
            else:
                del self.fields[name]

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - each of these is declared as one above
        field.choices = choices


def part_of(asked: Any) -> Part:
    """The part of a plan that an address asks for; what is too long to be meant is cut."""
    return Part(**{name: asked.get(name, "").strip()[:LONGEST] for name in FIELDS})


def grouping_of(asked: Any) -> str:
    """By what the table counts: by senior lead where the address does not say."""
    by = asked.get("by", "")
    return by if by in GROUPINGS else "senior"


def number_in(asked: Any, name: str) -> int | None:
    """The number of a round in an address; what is no number is none."""
    text = asked.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 7 else None


def refused_in(asked: Any) -> str:
    """Why an address asks for no two rounds that can be held against each other, in a sentence; blank where it does."""
    for name in ("after", "before"):
        text = asked.get(name, "").strip()
        # A round of the year before is named with its plan's key.
        _, stroke, number = text.rpartition("/") if name == "before" else ("", "", text)
        if text and number_in(asked, name) is None and not (stroke and number.isdecimal() and len(number) < 7):
            return f"“{text[:40]}” is not the number of a round. Choose two rounds from the lists."
    if (after := number_in(asked, "after")) is not None and after == number_in(asked, "before"):
        return f"Round {after} cannot be held against itself. Choose an earlier round to hold it against."
    by = asked.get("by", "")
    return f"Nothing is counted by “{by[:40]}”. Choose from the list." if by and by not in GROUPINGS else ""


class ByPlanForm(forms.Form):
    """By what the table over all plans counts, and the leads it is narrowed to."""

    senior = forms.ChoiceField(label="Senior lead", required=False, widget=ListDrawnFlat)
    lead = forms.ChoiceField(label="Lead", required=False, widget=ListDrawnFlat)
    by = forms.ChoiceField(
        label="Counted by",
        required=False,
        widget=ListDrawnFlat,
        choices=[(key, words.capitalize()) for key, words in GROUPINGS.items() if key != "priority"],
    )

    def __init__(self, *args: Any, lines: Sequence[Line], names: Mapping[str, str], **named: Any) -> None:
        super().__init__(*args, **named)
        for name in ("senior", "lead"):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - both are declared as one above
            found = [(value, names.get(value, label)) for value, label in offered(lines, name)]
            field.choices = [("", "All"), *sorted(found, key=lambda pair: pair[1].casefold())]
