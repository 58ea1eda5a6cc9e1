"""The form that says how an item was taken: before which other, and together with which."""

from typing import Any

from django import forms

from goldenthread.committee.forms.agenda import ItemField
from goldenthread.committee.models import AgendaItem, Minute
from goldenthread.identity.forms.people import offer


class TakenItemField(ItemField):
    """An item of the same meeting, with its number."""

    def label_from_instance(self, item: Any) -> str:
        """Number and title."""
        return f"{item.printed}. {item.title}"


def _item(label: str, empty: str, *, hint: str = "") -> TakenItemField:
    return TakenItemField(
        label=label, queryset=AgendaItem.objects.none(), required=False, to_field_name="number", empty_label=empty,
        help_text=hint, error_messages={"invalid_choice": "Choose an item of the list."},
    )  # fmt: skip


class OrderForm(forms.Form):
    """When an item was taken, and with which."""

    before = _item(
        "Taken before", "Where it stands now", hint="The minutes are kept in the order in which items were taken"
    )
    other = _item("Taken together with", "By itself", hint="What was said then stands under that item")

    def __init__(self, *args: Any, minute: Minute, **named: Any) -> None:
        super().__init__(*args, **named)
        items = minute.item.meeting.items.filter(part=minute.item.part, minute__isnull=False).exclude(pk=minute.item_id)
        for name in ("before", "other"):
            offer(self, name, items.order_by("minute__position"))
