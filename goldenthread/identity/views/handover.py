"""One page that hands over everything a leaver owes."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from goldenthread.identity import policy
from goldenthread.identity.commands.handover import hand_over_everything
from goldenthread.identity.forms.people import HandOverForm
from goldenthread.identity.handover import owed_by
from goldenthread.identity.views.asking import Question, actor_of, ask
from goldenthread.identity.views.people import person_or_404, refuse, trail_of
from goldenthread.kernel.audience import SIGNED_IN, audience
from goldenthread.kernel.errors import RuleBroken


@audience(SIGNED_IN)
def hand_over(request: HttpRequest, key: str) -> HttpResponse:
    """Everything a person owes, listed; who takes it; and the last day.

    A leaver hands over her own things herself; an administrator also closes the
    account with the last day.
    """
    actor = actor_of(request)
    person = person_or_404(request, key)
    if not policy.may_hand_over(actor, person):
        return refuse(request, "Only the person herself or himself, or an administrator, can hand over what is owed.")
    owed = owed_by(person)
    closes = policy.administers(actor) and person.pk != actor.person.pk

    def act(given: dict[str, Any]) -> None:
        form_successors = {one.kind.key: given.get(one.kind.key) or given.get("everything") for one in owed}
        done = hand_over_everything(
            person=person,
            successors=form_successors,
            by=actor,
            on=given["on"],
            at=timezone.now(),
            closes_account=closes,
        )
        if not done.total and not closes:
            raise RuleBroken("There was nothing left to hand over.")

    question = Question(
        heading=f"Hand over everything {person.name} owes",
        lead=_lead(person.name, has_owed=bool(owed), closes=closes),
        button="Hand over" if owed else "Close the account",
        back=person.get_absolute_url(),
        done="Handed over. The record keeps who it was.",
        trail=trail_of(person),
    )
    return ask(
        request,
        question,
        lambda **named: HandOverForm(person=person, owed=owed, **named),
        act,
        initial={"on": timezone.localdate()},
        template="identity/hand-over.html",
        more={
            "owed": [(one, not (closes and one.kind.is_case_content)) for one in owed],
            "closes": closes,
            "about_person": person,
        },
    )


def _lead(name: str, *, has_owed: bool, closes: bool) -> str:
    first = (
        "All of it changes hands at once, or nothing does. What was said and reported keeps its name."
        if has_owed
        else f"{name} owes nothing."
    )
    return f"{first} Roles, posts and the account end with the last day." if closes else first
