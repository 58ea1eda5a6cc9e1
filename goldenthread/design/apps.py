"""Registers the app."""

from django.apps import AppConfig


class DesignConfig(AppConfig):
    """The app ``design``; its docstring says what it is."""

    name = "goldenthread.design"
