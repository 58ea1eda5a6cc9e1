"""Registers the app."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """The app ``home``; its docstring says what it is."""

    name = "goldenthread.home"

    def ready(self) -> None:
        """Say how the record calls what the apps below write about; models cannot be imported before this."""
        from goldenthread.home.subjects import register_kinds

        register_kinds()
