"""Registers the app."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """The app ``ledger``; its docstring says what it is."""

    name = "goldenthread.ledger"
