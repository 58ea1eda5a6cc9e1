"""Registers the app."""

from django.apps import AppConfig


class KernelConfig(AppConfig):
    """The app ``kernel``; its docstring says what it is."""

    name = "goldenthread.kernel"
