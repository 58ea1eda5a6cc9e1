"""Registers the app."""

from django.apps import AppConfig


class CommitteeConfig(AppConfig):
    """The app ``committee``; its docstring says what it is."""

    name = "goldenthread.committee"
