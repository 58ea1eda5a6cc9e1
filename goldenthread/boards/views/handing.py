"""The link that is handed to somebody whom no e-mail reaches: made in one press, shown once."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from goldenthread.boards.commands.asking import hand_link, link_ends_at
from goldenthread.boards.models import MonitoringRound
from goldenthread.boards.policy import require_may_keep_rounds
from goldenthread.boards.views.rounds import round_of, trail_of
from goldenthread.design.parts import Link
from goldenthread.identity.models import Person
from goldenthread.kernel.audience import audience
from goldenthread.kernel.errors import RuleBroken
from goldenthread.plan.views.doors import READERS, actor_of, refusing

NEW_LINK = "new_answer_link"


@audience(*READERS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@refusing
def hand_over_link(request: HttpRequest, key: str, number: int, person_key: str) -> HttpResponse:
    """Make a link for one of whom the round asks something, and show it once; the database keeps only its digest."""
    actor, found = actor_of(request), round_of(request, key, number)
    require_may_keep_rounds(actor, found.plan)
    person = get_object_or_404(Person.objects.visible_to(actor.acting), key=person_key)
    if request.method == "POST":
        now = timezone.now()
        try:
            token = hand_link(round=found, person=person, by=actor, at=now)
        except RuleBroken as refusal:
            messages.error(request, str(refusal))
            return redirect("round-returns", key, number)
        request.session[NEW_LINK] = {
            "round": found.subject,
            "person": person.key,
            "path": reverse("answer", args=[token]),
            "ends_at": link_ends_at(found, now).isoformat(),
        }
        return redirect(request.path)
    return _shown_once(request, found, person)


def _shown_once(request: HttpRequest, found: MonitoringRound, person: Person) -> HttpResponse:
    made = request.session.pop(NEW_LINK, None)
    if not made or (made.get("round"), made.get("person")) != (found.subject, person.key):
        return redirect("round-returns", found.plan.key, found.number)
    returns = reverse("round-returns", args=[found.plan.key, found.number])
    trail = [*trail_of(found.plan), Link(f"Round {found.number}", found.get_absolute_url())]
    context = {
        "round": found,
        "plan": found.plan,
        "about_person": person,
        "address": f"{settings.ADDRESS}{made['path']}",
        "ends_at": parse_datetime(made["ends_at"]),
        "returns_url": returns,
        "trail": [*trail, Link("Who has answered", returns)],
    }
    return render(request, "boards/handed-link.html", context)
