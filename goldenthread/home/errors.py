"""Pages for what went wrong, each in one sentence with a way on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from goldenthread.identity.drafts import keep_typed
from goldenthread.identity.middleware import ask_to_sign_in
from goldenthread.kernel.audience import PUBLIC, audience


@audience(PUBLIC)
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: the same for what does not exist and for what this person may not see; a stranger is asked to sign in."""
    del exception
    if getattr(request, "actor", None) is None and hasattr(request, "locked_person"):
        return ask_to_sign_in(request)
    return render(request, "home/not-found.html", status=404)


@audience(PUBLIC)
def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: this person sees the thing and may not do that with it; the reason is said where one is known."""
    return render(request, "home/not-allowed.html", {"reason": str(exception or "")}, status=403)


@audience(PUBLIC)
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request made no sense."""
    del exception
    return render(request, "home/bad-request.html", status=400)


@audience(PUBLIC)
def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose protection no longer fits: it was open too long, or in another browser. What was typed is kept."""
    del reason
    kept = keep_typed(request)
    return render(request, "home/form-too-old.html", {"is_kept": kept is not None}, status=403)


@audience(PUBLIC)
def broken(request: HttpRequest) -> HttpResponse:
    """500: our fault, said so, without the database."""
    del request
    text = (
        '<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Something went wrong · Golden Thread'
        "</title></head><body><main><h1>Something went wrong here</h1><p>It is our fault and it has been written down."
        ' Nothing was half saved. Go back and try once more, or start from <a href="/">the first page</a>.</p></main>'
        "</body></html>"
    )
    return HttpResponse(text, status=500)
