"""Registers the app."""

from django.apps import AppConfig


class IdentityConfig(AppConfig):
    """The app ``identity``; its docstring says what it is."""

    name = "goldenthread.identity"
