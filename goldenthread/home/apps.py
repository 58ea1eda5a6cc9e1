"""Registers the app."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """The app ``home``; its docstring says what it is."""

    name = "goldenthread.home"
