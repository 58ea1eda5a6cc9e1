"""Registers the app, and what its people owe when they leave."""

from django.apps import AppConfig


class PlanConfig(AppConfig):
    """The app ``plan``; its docstring says what it is."""

    name = "goldenthread.plan"

    def ready(self) -> None:
        """Actions led, actions overseen and plans owned go to a successor when somebody leaves."""
        from goldenthread.plan.leaving import register_what_is_owed

        register_what_is_owed()
