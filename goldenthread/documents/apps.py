"""Registers the app."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """The app ``documents``; its docstring says what it is."""

    name = "goldenthread.documents"
