"""The form of one action: what a lead says, and for whoever manages the plan also its words and its leads."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

from goldenthread.plan.commands.together import NewLeads, Progress, RowChange
from goldenthread.plan.forms.action import Leads, lead_fields, word_fields, words_as_they_stand
from goldenthread.plan.forms.choosing import COMPLETE, rating_of, version
from goldenthread.plan.forms.progress import update_fields
from goldenthread.plan.forms.touched import as_read, touched
from goldenthread.plan.models import Action


class RowForm(forms.Form):
    """One action in its row of the plan, or on a page of its own."""

    version = version()

    def __init__(
        self, action: Action, *args: Any, manages: bool, initial: dict[str, Any] | None = None, **named: Any
    ) -> None:
        self.texts = words_as_they_stand(action) if manages else {}
        self.leads = Leads(action) if manages else None
        self.stands = self.texts | (self.leads.stands if self.leads else {})
        named["initial"] = self.stands | (initial or {})
        super().__init__(*args, **named)
        self.action = action
        self.said = update_fields(action)
        self.fields |= self.said
        if self.leads:
            self.fields |= word_fields(action) | lead_fields(self.leads.count)

    @property
    def as_read(self) -> SafeString:
        """What each field said when it was opened, hidden."""
        return as_read(self, self.stands)

    @property
    def said_fields(self) -> list[BoundField]:
        """What everybody who may update is asked."""
        return [self[name] for name in self.said]

    @property
    def word_fields(self) -> list[BoundField]:
        """The words of the action."""
        return [self[name] for name in self.texts]

    @property
    def lead_fields(self) -> list[BoundField]:
        """Its leads."""
        return [self[name] for name in self.leads.stands] if self.leads else []

    @property
    def has_wrong_words(self) -> bool:
        """Whether something under "Change its words" was refused, so that it must stand open."""
        clashes = {clash.field for clash in getattr(getattr(self, "conflict", None), "clashes", ())}
        return bool((set(self.errors) | clashes) & set(self.stands)) if self.is_bound else False

    def change(self) -> RowChange:
        """Everything that was said or touched."""
        data = self.cleaned_data
        said = Progress(
            note=data["note"],
            rating=rating_of(self.action.plan, data["rating"]),
            complete=data["rating"] == COMPLETE,
            dated_on=data["dated"],
        )
        moved = self.leads if self.leads and touched(self, self.leads.stands) else None
        new_leads: NewLeads | None = moved.named(data) if moved else None
        return RowChange(said, {name: data[name] for name in touched(self, self.texts)}, new_leads)
