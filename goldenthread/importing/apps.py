"""Registers the app."""

from django.apps import AppConfig


class ImportingConfig(AppConfig):
    """The app ``importing``; its docstring says what it is."""

    name = "goldenthread.importing"
