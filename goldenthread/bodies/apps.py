"""Registers the app."""

from django.apps import AppConfig


class BodiesConfig(AppConfig):
    """The app ``bodies``; its docstring says what it is."""

    name = "goldenthread.bodies"
