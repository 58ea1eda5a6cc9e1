"""The page on which the clerk says how an item was taken: before which other, and together with which."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from goldenthread.committee.commands.ordering import take_before, take_together
from goldenthread.committee.forms.ordering import OrderForm
from goldenthread.committee.policy import KEEPS_MEETINGS
from goldenthread.committee.views.minutes import kept_entry, under
from goldenthread.identity.views.asking import actor_of, ask
from goldenthread.kernel.audience import audience
from goldenthread.plan.views.doors import refusing


@audience(*KEEPS_MEETINGS)
@refusing
def order(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Say how an item was taken."""
    actor, entry = actor_of(request), kept_entry(request, key, number)

    def act(given: dict[str, Any]) -> None:
        if given["other"] != entry.item.together_with:
            take_together(item=entry.item, other=given["other"], by=actor)
        if given["before"] is not None:
            take_before(minute=entry, before=entry.minutes.entries.get(item=given["before"]), by=actor)

    went = entry.item.together_with
    question = under(
        entry, f"How item {entry.item.printed} was taken", "Save",
        lead="The agenda keeps its numbers; the minutes say in a sentence what was taken when.",
    )  # fmt: skip
    return ask(
        request, question, lambda **named: OrderForm(minute=entry, **named), act,
        initial={"other": went.number if went else ""},
    )  # fmt: skip
