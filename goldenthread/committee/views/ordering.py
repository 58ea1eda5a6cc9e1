"""The page on which the clerk says how an item is taken: before which other, and together with which."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse

from goldenthread.committee.commands.ordering import take_before, take_together
from goldenthread.committee.forms.ordering import OrderForm
from goldenthread.committee.models import AgendaItem
from goldenthread.committee.policy import KEEPS_MEETINGS
from goldenthread.committee.queries.agenda import printed_in
from goldenthread.committee.queries.item import order_taken
from goldenthread.committee.queries.minutes import find_minutes
from goldenthread.committee.views.doors import kept_meeting, the_item, trail_to
from goldenthread.committee.views.minutes import kept_entry, under
from goldenthread.design.parts import Link
from goldenthread.identity.views.asking import Question, actor_of, ask
from goldenthread.kernel.audience import audience
from goldenthread.plan.views.doors import refusing


@audience(*KEEPS_MEETINGS)
@refusing
def order(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Say how an item is taken, before the meeting or in its draft minutes."""
    actor, meeting = actor_of(request), kept_meeting(request, key)
    item = the_item(request, meeting, number)
    begun, printed = find_minutes(actor.acting, meeting) is not None, printed_in(meeting)

    def act(given: dict[str, Any]) -> None:
        if given["other"] != item.together_with:
            take_together(item=item, other=given["other"], by=actor)
        if given["before"] is not None:
            take_before(item=item, before=given["before"], by=actor)

    went = item.together_with
    question = (
        under(
            kept_entry(request, key, number), f"How item {item.printed} was taken", "Save",
            lead="The agenda keeps its numbers; the minutes say in a sentence what was taken when.",
        )
        if begun
        else _ahead(item, printed)
    )  # fmt: skip
    return ask(
        request, question, lambda **named: OrderForm(item=item, begun=begun, printed=printed, **named), act,
        initial={"other": went.number if went else ""},
    )  # fmt: skip


def _ahead(item: AgendaItem, printed: Mapping[int, str]) -> Question:
    order = order_taken(item, printed)
    return Question(
        heading=f"How item {printed[item.number]} is taken", button="Save", back=item.get_absolute_url(), done="Saved.",
        lead=f"The agenda keeps its order and its numbers; the minutes begin in the order taken, now: {order}.",
        trail=[*trail_to(meeting=item.meeting), Link(item.title, item.get_absolute_url())],
    )  # fmt: skip
