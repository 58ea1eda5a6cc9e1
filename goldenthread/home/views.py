"""The start page, the search and the help page."""

from collections.abc import Mapping
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
from goldenthread.search.index import count_found
from goldenthread.search.index import search as find

KINDS = {"action": "Actions", "plan": "Plans", "source": "Sources"}
MOST = 50
MOST_COUNTED = 300
"""Who finds more than this needs another word and no exact number."""


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
    plans = readable_plans(person) if words else {}
    scopes = readable_scopes(person, plans) if words else frozenset()
    found = find(words, scopes=scopes, kinds=kinds, most=MOST + 1) if words else []
    is_more = len(found) > MOST
    total = count_found(words, scopes=scopes, kinds=kinds, most=MOST_COUNTED + 1) if is_more else len(found)
    results: list[dict[str, Any]] = [
        {
            "title": hit.title,
            "url": hit.url,
            "kind": KINDS.get(hit.kind, hit.kind).removesuffix("s"),
            "excerpt": hit.excerpt,
            "where": "" if hit.kind == "plan" else plans.get(hit.scope_id or 0, ""),
        }
        for hit in found[:MOST]
    ]
    context = {
        "words": words,
        "search_words": words,
        "kind": kind,
        "kinds": list(KINDS.items()),
        "results": results,
        "is_more": is_more,
        "total": min(total, MOST_COUNTED),
        "is_uncounted": total > MOST_COUNTED,
    }
    return render(request, "home/search.html", context)


def readable_plans(person: Person) -> dict[int, str]:
    """The names of the plans a person may read, by their scopes."""
    return dict(Plan.objects.visible_to(person).order_by().values_list("scope", "name"))


def readable_scopes(person: Person, plans: Mapping[int, str] | None = None) -> frozenset[int]:
    """The scopes whose texts a person may find: those of the plans and sources she may read."""
    plans = readable_plans(person) if plans is None else plans
    keys = sources_visible_to(person).order_by().values("key")
    sources = Scope.objects.filter(kind="source", key__in=keys).values_list("pk", flat=True)
    return frozenset(plans) | frozenset(sources)


@audience(SIGNED_IN)
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """The words we use and what each kind of user does first."""
    return render(request, "home/help.html", {"problems": EXPLANATIONS})
