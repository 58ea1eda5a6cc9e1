"""What you typed is kept here: the list of drafts, keeping one while somebody types, dropping one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goldenthread.identity.drafts import drop_draft, keep_draft, page_of
from goldenthread.identity.holding import given_to, hold_typed
from goldenthread.identity.models import Draft, Person
from goldenthread.identity.typed import tell
from goldenthread.identity.views.asking import actor_of
from goldenthread.kernel.audience import PUBLIC, SIGNED_IN, audience


@audience(SIGNED_IN)
@require_safe
def drafts(request: HttpRequest) -> HttpResponse:
    """Everything one typed and has not sent, with the page it belongs to."""
    actor = actor_of(request)
    found = list(Draft.objects.visible_to(actor.person))
    return render(request, "identity/drafts.html", {"drafts": tell(found, reader=actor.acting)})


@audience(PUBLIC)  # what is typed after a session has ended is kept as well; nothing is shown to a stranger
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def keep(request: HttpRequest) -> HttpResponse:
    """Keep the fields of a form while somebody types. The form is named in the address: ``?form=/plans/new/``.

    The page is never led away from its words. Its script sends the seal of the
    form beside the fields and is told by a status how it stands: 204 kept, 202
    kept though the session was left alone too long, 401 the session has ended,
    and the words are held for the person of the seal, 409 somebody else has
    signed in meanwhile, whose draft they must not become. A GET with the same
    seal tells this too, with a form token that fits the present session: signing in
    again makes those of open pages unfit. To somebody else it brings none.
    """
    actor = getattr(request, "actor", None)
    person: Person | None = actor.person if actor else getattr(request, "locked_person", None)
    once = request.headers.get("X-Once", "")
    whose = given_to(once)
    if person is not None and whose and whose != person.key:
        return HttpResponse(status=409)
    if request.method != "POST":
        if not once:
            return HttpResponseNotAllowed(["POST"])
        return HttpResponse(get_token(request), content_type="text/plain", status=200 if actor else 401)
    form = request.GET.get("form", "")
    if not form.startswith("/") or not url_has_allowed_host_and_scheme(form, allowed_hosts=None):
        return HttpResponse(status=400)
    if person is None:
        hold_typed(request, form=form, once=once)
        return HttpResponse(status=401)
    kept = keep_draft(person=person, form=form, fields=request.POST, at=timezone.now(), page=page_of(request))
    if kept is None:
        return HttpResponse(status=422)
    return HttpResponse(status=204 if actor else 202)


@audience(SIGNED_IN)
@require_POST
def drop(request: HttpRequest) -> HttpResponse:
    """Drop a draft, at its author's wish."""
    drop_draft(person=actor_of(request).person, form=request.POST.get("form", ""))
    messages.success(request, "What was kept is dropped.")
    return redirect(page_of(request) or "drafts")
