"""The doors of the plan's pages: for whom they are, which plan and action the reader may see, who acts.

Each page says its audience, starts from ``visible_to`` and answers 404 for
what the reader may not see; what she sees and may not change is refused in one
sentence.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from goldenthread.identity.actor import Actor
from goldenthread.identity.roles import Role
from goldenthread.kernel.errors import NotAllowed
from goldenthread.plan.models import Action, ActionLead, Plan
from goldenthread.plan.queries.one_plan import find_plan
from goldenthread.plan.views.too_late import TooLate, told_back

READERS = (
    Role.LEAD_OFFICER,
    Role.SERVICE_MANAGER,
    Role.QUALITY_ASSURANCE,
    Role.DIRECTOR,
    Role.BOARD_MEMBER,
    Role.AUDITOR,
)
"""Who opens pages of plans; which plans each sees is for ``visible_to``."""

RELATED = ("plan", "priority", "aim", "measure", "rating")
"""What every page of an action says of it."""

View = TypeVar("View", bound=Callable[..., HttpResponse])


def refusing(view: View) -> View:
    """Answer what a person may not do with one sentence (403), and what somebody else overtook with what was typed."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        try:
            return view(request, *args, **named)
        except NotAllowed as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        except TooLate as late:
            return told_back(request, late)

    return answer  # type: ignore[return-value]


def actor_of(request: HttpRequest) -> Actor:
    """Who acts; a page for nobody in particular has no actor and does not call this."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def the_plan(request: HttpRequest, key: str) -> Plan:
    """The plan of an address, if the reader sees it; else 404."""
    found = find_plan(actor_of(request).acting, key)
    if found is None:
        raise Http404
    return found


def the_action(request: HttpRequest, plan_key: str, key: str) -> Action:
    """The action of an address with its plan, words and leads, if the reader sees the plan; else 404."""
    leads = Prefetch("leads", ActionLead.objects.select_related("person", "post"))
    actions = Action.objects.visible_to(actor_of(request).acting).select_related(*RELATED).prefetch_related(leads)
    return get_object_or_404(actions, plan__key=plan_key, key=key)


def version_of(text: str) -> int | None:
    """The version of a row that a form says was read; what no row of ours can have is as if it were not said."""
    return int(text) if text.isdecimal() and len(text) <= 12 else None


def number_of(text: str) -> int:
    """A row's number from a form; what is no number is no row of ours."""
    if not text.isdecimal() or len(text) > 12:
        raise Http404
    return int(text)
