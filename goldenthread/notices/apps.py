"""Registers the app."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """The app ``notices``; its docstring says what it is."""

    name = "goldenthread.notices"
