"""The form that says how an item is taken: before which other, and together with which."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, cast

from django import forms

from goldenthread.committee.forms.agenda import ItemField
from goldenthread.committee.models import AgendaItem
from goldenthread.committee.queries.item import IN_ORDER_TAKEN
from goldenthread.identity.forms.people import offer


class TakenItemField(ItemField):
    """An item of the same meeting, with its number; ``printed`` is that of each item, by the number that names it."""

    printed: Mapping[int, str] = MappingProxyType({})

    def label_from_instance(self, item: Any) -> str:
        """Number and title."""
        return f"{self.printed[item.number]}. {item.title}"


def _item(label: str, empty: str, *, hint: str = "") -> TakenItemField:
    return TakenItemField(
        label=label, queryset=AgendaItem.objects.none(), required=False, to_field_name="number", empty_label=empty,
        help_text=hint, error_messages={"invalid_choice": "Choose an item of the list."},
    )  # fmt: skip


class OrderForm(forms.Form):
    """When an item is taken, and with which; the items of its part are offered in the order in which they stand."""

    before = _item(
        "Taken before", "Where it stands now", hint="The minutes are kept in the order in which items were taken"
    )
    other = _item("Taken together with", "By itself", hint="What was said then stands under that item")

    def __init__(self, *args: Any, item: AgendaItem, begun: bool, printed: Mapping[int, str], **named: Any) -> None:
        super().__init__(*args, **named)
        rows = item.meeting.items.filter(part=item.part).exclude(pk=item.pk)
        items = (
            rows.filter(minute__isnull=False).order_by("minute__position") if begun else rows.order_by(*IN_ORDER_TAKEN)
        )
        for name in ("before", "other"):
            cast(TakenItemField, self.fields[name]).printed = printed
            offer(self, name, items)
