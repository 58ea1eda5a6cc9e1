"""Registers the app and its way from the page of a committee."""

from django.apps import AppConfig


class CommitteeConfig(AppConfig):
    """The app ``committee``; its docstring says what it is."""

    name = "goldenthread.committee"

    def ready(self) -> None:
        """The page of a committee leads to its notice."""
        from goldenthread.bodies.about import register
        from goldenthread.committee.queries.notice import way_to_notice

        register(way_to_notice)
