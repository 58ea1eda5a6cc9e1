"""Choosing a finding: a group for each source with its kind and date, the newest first, so that it is recognised."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django import forms
from django.forms.models import ModelChoiceIterator

from goldenthread.sources.models import Finding, Source

LONGEST = 90


class _BySource(ModelChoiceIterator):  # type: ignore[type-arg]
    """The findings under the source that says them; pass them with their sources, in the order of the groups."""

    def __iter__(self) -> Iterator[Any]:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        for source, findings in groupby(self.queryset, key=lambda finding: finding.source):
            yield source_named(source), [self.choice(finding) for finding in findings]


class FindingField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Chooses a finding by its key."""

    iterator = _BySource

    def __init__(self, label: str, *, hint: str = "", required: bool = False) -> None:
        super().__init__(
            queryset=Finding.objects.none(),
            label=label,
            required=required,
            to_field_name="key",
            empty_label="Choose the finding",
            help_text=hint,
            widget=forms.Select(attrs={"class": "long"}),
            error_messages={"required": "Choose the finding."},
        )

    def label_from_instance(self, obj: Any) -> str:
        """A finding in its group: its number or paragraph, and its first words."""
        number = obj.number or obj.paragraph
        text = " ".join(obj.text.split())
        text = text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"
        return f"{number}: {text}" if number else text


def source_named(source: Source) -> str:
    """A source as the heading of its findings: title, kind and date."""
    known = [source.get_kind_display(), source.dated.in_words]
    title = source.title if len(source.title) <= LONGEST else f"{source.title[: LONGEST - 1].rstrip()}…"
    return f"{title} ({', '.join(one for one in known if one)})"
