"""The start page, the search and the help page."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from goldenthread.home.queries import start_for
from goldenthread.identity.actor import Actor
from goldenthread.identity.models import Person, Scope
from goldenthread.identity.views.signing import sign_in
from goldenthread.kernel.audience import PUBLIC, SIGNED_IN, audience
from goldenthread.plan.models import Plan
from goldenthread.plan.queries.sources import sources_visible_to
from goldenthread.plan.reading.problems import EXPLANATIONS
from goldenthread.search.index import search as find

KINDS = {"action": "Actions", "plan": "Plans", "source": "Sources"}
MOST = 50


@audience(PUBLIC)
def home(request: HttpRequest) -> HttpResponseBase:
    """The start page of whoever is signed in; the sign-in page for a stranger."""
    actor: Actor | None = request.actor  # type: ignore[attr-defined]
    if actor is None:
        return sign_in(request)
    start = start_for(actor.acting, on=timezone.localdate())
    return render(request, "home/start.html", {"start": start, "now": timezone.localtime()})


@audience(SIGNED_IN)
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What the words find among all the reader may see: a hit outside it is never fetched, counted or hinted at."""
    person: Person = request.person  # type: ignore[attr-defined]
    words = "".join(sign for sign in request.GET.get("q", "") if sign.isprintable()).strip()[:200]
    kind = request.GET.get("kind", "")
    kinds = frozenset({kind}) if kind in KINDS else frozenset()
    found = find(words, scopes=readable_scopes(person), kinds=kinds, most=MOST + 1) if words else []
    results: list[dict[str, Any]] = [
        {
            "title": hit.title,
            "url": hit.url,
            "kind": KINDS.get(hit.kind, hit.kind).removesuffix("s"),
            "excerpt": hit.excerpt,
        }
        for hit in found[:MOST]
    ]
    context = {
        "words": words,
        "search_words": words,
        "kind": kind,
        "kinds": list(KINDS.items()),
        "results": results,
        "is_more": len(found) > MOST,
    }
    return render(request, "home/search.html", context)


def readable_scopes(person: Person) -> frozenset[int]:
    """The scopes whose texts a person may find: those of the plans and sources she may read."""
    plans = Plan.objects.visible_to(person).order_by().values_list("scope", flat=True)
    keys = sources_visible_to(person).order_by().values("key")
    sources = Scope.objects.filter(kind="source", key__in=keys).values_list("pk", flat=True)
    return frozenset(plans) | frozenset(sources)


@audience(SIGNED_IN)
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """The words we use and what each kind of user does first."""
    return render(request, "home/help.html", {"problems": EXPLANATIONS})
