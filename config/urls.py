"""The addresses of the product, each app's own beneath its word."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("design/", include("goldenthread.design.urls")),
]
