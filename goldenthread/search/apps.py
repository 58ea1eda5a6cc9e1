"""Registers the app."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """The app ``search``; its docstring says what it is."""

    name = "goldenthread.search"
