"""Registers the app."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """The app ``intake``; its docstring says what it is."""

    name = "goldenthread.intake"
