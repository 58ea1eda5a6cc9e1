"""The gallery of parts, and the small style sheet that puts the council's name on printed pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from goldenthread.design.example import gallery_context
from goldenthread.kernel.audience import PUBLIC, audience


@audience(PUBLIC)
@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every part in every state, drawn from an invented example."""
    return render(request, "design/gallery.html", gallery_context())


@audience(PUBLIC)
@require_safe
@cache_control(private=True, max_age=3600)
def paper(request: HttpRequest) -> HttpResponse:
    """The foot of each printed page.

    A style sheet cannot read the page it belongs to, and our content policy
    allows no style in the page itself, so the council's name comes from here.
    """
    return render(request, "design/paper.css", content_type="text/css; charset=utf-8")
