"""Pages of what officers decided between meetings: entered by the clerk, read by who may."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from goldenthread.committee.commands.deciding import record_officer_decision
from goldenthread.committee.forms.officers import OfficerDecisionForm
from goldenthread.committee.models import Committee
from goldenthread.committee.policy import KEEPS_MEETINGS, require_may_keep_meetings
from goldenthread.committee.queries.officers import officer_decisions
from goldenthread.committee.views.doors import the_committee, trail_to
from goldenthread.design.parts import Link
from goldenthread.identity.views.asking import Question, actor_of, ask
from goldenthread.kernel.audience import SIGNED_IN, audience
from goldenthread.plan.views.doors import refusing


def _trail(committee: Committee) -> list[Link]:
    return [*trail_to(committee), Link("Decisions", f"{reverse('decisions')}?committee={committee.pk}")]


@audience(SIGNED_IN)
@require_safe
def decided(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """What an officer decided, for who reads it; for anybody else it is not there."""
    actor, committee = actor_of(request), the_committee(request, key)
    found = officer_decisions(actor.acting, at=timezone.now(), committee=committee, number=number)
    if not found:
        raise Http404
    return render(request, "committee/officer-decision.html", {"one": found[0], "trail": _trail(committee)})


@audience(*KEEPS_MEETINGS)
@refusing
def add(request: HttpRequest, key: str) -> HttpResponse:
    """Enter what an officer decided."""
    actor, committee, now = actor_of(request), the_committee(request, key), timezone.now()
    require_may_keep_meetings(actor)

    def act(given: dict[str, Any]) -> str:
        return record_officer_decision(committee=committee, by=actor, at=now, **given).get_absolute_url()

    question = Question(
        heading="Enter an officer's decision", button="Enter it", back=committee.get_absolute_url(),
        lead="What was delegated and decided between meetings stands in the register of decisions.",
        done="It stands in the register.", trail=_trail(committee), leave="Leave it",
    )  # fmt: skip
    return ask(
        request, question,
        lambda **named: OfficerDecisionForm(committee=committee, reader=actor.acting, at=now, **named), act,
        initial={"on": timezone.localdate(now), "part": 1},
    )  # fmt: skip
