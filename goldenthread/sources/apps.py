"""Registers the app."""

from django.apps import AppConfig


class SourcesConfig(AppConfig):
    """The app ``sources``; its docstring says what it is."""

    name = "goldenthread.sources"
