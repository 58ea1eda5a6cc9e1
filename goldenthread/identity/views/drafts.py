"""What you typed is kept here: the list of drafts, keeping one while somebody types, dropping one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from goldenthread.identity.drafts import drop_draft, keep_draft, page_of
from goldenthread.identity.middleware import ask_to_sign_in
from goldenthread.identity.models import Draft
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


@audience(PUBLIC)  # a session that was left alone still keeps what its author types; everyone else is asked to sign in
@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Keep the fields of a form while somebody types. The form is named in the address: ``?form=/plans/new/``."""
    actor = getattr(request, "actor", None)
    person = actor.person if actor else getattr(request, "locked_person", None)
    if person is None:
        return ask_to_sign_in(request)
    form = request.GET.get("form", "")
    if not form.startswith("/") or not url_has_allowed_host_and_scheme(form, allowed_hosts=None):
        return HttpResponse(status=400)
    kept = keep_draft(person=person, form=form, fields=request.POST, at=timezone.now(), page=page_of(request))
    return HttpResponse(status=204 if kept else 422)


@audience(SIGNED_IN)
@require_POST
def drop(request: HttpRequest) -> HttpResponse:
    """Drop a draft, at its author's wish."""
    drop_draft(person=actor_of(request).person, form=request.POST.get("form", ""))
    messages.success(request, "What was kept is dropped.")
    return redirect(page_of(request) or "drafts")
