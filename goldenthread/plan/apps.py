"""Registers the app."""

from django.apps import AppConfig


class PlanConfig(AppConfig):
    """The app ``plan``; its docstring says what it is."""

    name = "goldenthread.plan"
