"""The start page, the search and the help page."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from goldenthread.home.found import readable_plans, readable_scopes
from goldenthread.home.queries import start_for
from goldenthread.home.rendering import Result, results_drawn
from goldenthread.home.words import WORDS
from goldenthread.identity.actor import Actor
from goldenthread.identity.models import Person
from goldenthread.identity.views.signing import sign_in
from goldenthread.importing.explaining import EXPLAINED
from goldenthread.kernel.audience import PUBLIC, SIGNED_IN, audience
from goldenthread.search.index import count_found
from goldenthread.search.index import search as find

KINDS = {
    "action": "Actions",
    "plan": "Plans",
    "source": "Sources",
    "board": "Boards",
    "meeting": "Meetings",
    "decision": "Decisions",
    "report": "Reports",
}
NAMED_BY_PLACE = frozenset({"plan", "board", "meeting", "decision", "report"})
"""Kinds whose title says already where they stand."""
MOST = 50
MOST_COUNTED = 300
"""Who finds more than this needs another word and no exact number."""


@audience(PUBLIC)
def home(request: HttpRequest) -> HttpResponseBase:
    """The start page of whoever is signed in; the sign-in page for a stranger."""
    actor: Actor | None = request.actor  # type: ignore[attr-defined]
    if actor is None:
        return sign_in(request)
    start = start_for(actor, on=timezone.localdate())
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
    results = [
        Result(
            kind=KINDS.get(hit.kind, hit.kind).removesuffix("s"),
            where="" if hit.kind in NAMED_BY_PLACE else plans.get(hit.scope_id or 0, ""),
            url=hit.url,
            title=hit.title,
            excerpt=hit.excerpt,
        )
        for hit in found[:MOST]
    ]
    context = {
        "words": words,
        "search_words": words,
        "kind": kind,
        "kinds": list(KINDS.items()),
        "results": results_drawn(results) if results else "",
        "shown": len(results),
        "is_more": is_more,
        "total": min(total, MOST_COUNTED),
        "is_uncounted": total > MOST_COUNTED,
    }
    return render(request, "home/search.html", context)


@audience(SIGNED_IN)
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """The words we use and what each kind of user does first."""
    return render(request, "home/help.html", {"problems": EXPLAINED, "words_used": WORDS})
