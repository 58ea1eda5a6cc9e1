"""Addresses of the start page, the search and the help page."""

from django.urls import path

from goldenthread.home import views

urlpatterns = [
    path("", views.home, name="home"),
    path("search/", views.search, name="search"),
    path("help/", views.help_page, name="help"),
]
