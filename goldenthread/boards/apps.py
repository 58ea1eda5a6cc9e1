"""Registers the app and its place among the pages of a plan."""

from django.apps import AppConfig


class BoardsConfig(AppConfig):
    """The app ``boards``; its docstring says what it is."""

    name = "goldenthread.boards"

    def ready(self) -> None:
        """Rounds stand beside the other pages of a plan."""
        from goldenthread.plan.views.plan_tabs import Tab, register

        register(Tab("rounds", "Rounds"))
