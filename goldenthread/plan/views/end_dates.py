"""A new end date: asked for with its reason, and decided by the senior lead or whoever manages the plan."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from goldenthread.design.parts import Fact
from goldenthread.design.words import day
from goldenthread.kernel.audience import audience
from goldenthread.plan import policy
from goldenthread.plan.commands.dates import ask_new_end, decide_new_end, earlier_in_words
from goldenthread.plan.forms.progress import DecideForm, EndDateForm
from goldenthread.plan.models import EndDateChange
from goldenthread.plan.views.action_pages import about_action, beside_action, named
from goldenthread.plan.views.doors import READERS, actor_of, refusing, the_action
from goldenthread.plan.views.sending import form_page, opened


@audience(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def ask(request: HttpRequest, key: str, action_key: str) -> HttpResponse:
    """Ask for a new end date; whoever manages the plan moves it with the same form."""
    actor, action = actor_of(request), the_action(request, key, action_key)
    policy.require_may_update(actor, action)
    form = opened(request, EndDateForm)
    decides = policy.manages(actor.acting, action.plan)

    def act(data: dict[str, Any]) -> None:
        change = ask_new_end(action=action, end=data["end"], reason=data["reason"], by=actor, at=timezone.now())
        if earlier := earlier_in_words(change):
            messages.warning(request, f"{change.after_written} is {earlier}.")

    context = about_action(
        action,
        on=timezone.localdate(),
        heading=f"Move the end date of {named(action)}" if decides else f"Ask for a new end date for {named(action)}",
        button="Move the end date" if decides else "Ask for the new end date",
        lead="The first date stays on record, and so does each move with its reason.",
    )
    said = "The end date is moved." if decides else "The new end date is asked for, and waits for a decision."
    return form_page(request, form, act, to=action, said=said, context=context, about="end")


@audience(*READERS)
@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def decide(request: HttpRequest, key: str, action_key: str) -> HttpResponse:
    """Approve a new end date, or keep the old one and say why."""
    actor, action = actor_of(request), the_action(request, key, action_key)
    policy.require_may_decide_dates(actor, action)
    change = get_object_or_404(
        action.end_date_changes.select_related("asked_by"), decision=EndDateChange.Decision.ASKED
    )
    change.action = action
    form = opened(request, DecideForm)

    def act(data: dict[str, Any]) -> None:
        approve = data["decision"] == EndDateChange.Decision.APPROVED
        decide_new_end(change=change, approve=approve, note=data["note"], by=actor, at=timezone.now())

    asked = [
        Fact("Asked by", str(change.asked_by), day(change.asked_at)),
        Fact("From", change.before_written or "No end date"),
        Fact("To", change.after_written, remark_on(change, on=timezone.localdate())),
        Fact("Because", change.reason),
    ]
    context = about_action(
        action,
        on=timezone.localdate(),
        heading=f"A new end date for {named(action)}",
        button="Save the decision",
        leave="Leave it for now",
    )
    context |= {"beside": asked + beside_action(action, on=timezone.localdate()), "beside_heading": "What is asked"}
    return form_page(
        request, form, act, to=action, said="Decided. The lead sees it with your note.", context=context, about="note"
    )


def remark_on(change: EndDateChange, *, on: date) -> str:
    """What whoever decides should know of the end that is asked for; approving it stays possible.

    It lies after the end of its plan, before the end the action has, or has passed while the request waited.
    """
    ends = change.action.plan.ends_on
    remarks = [earlier_in_words(change)]
    if change.after_on < on:
        remarks.append("it has passed meanwhile, so the action would be late at once")
    if ends is not None and change.after_on > ends:
        remarks.append(f"after the end of its plan, {day(ends)}: it will have to go into the next year’s")
    return "; ".join(filter(None, remarks))
