"""Addresses with one page that does not say who it is for."""

from django.http import HttpRequest, HttpResponse
from django.urls import path


def silent(request: HttpRequest) -> HttpResponse:
    """A page that forgot to say who it is for."""
    return HttpResponse("secret")


urlpatterns = [path("silent/", silent, name="silent")]
