"""Registers the app."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """The app ``home``; its docstring says what it is."""

    name = "goldenthread.home"

    def ready(self) -> None:
        """Say how the record and the drafts call what the apps below keep; models cannot be imported before this."""
        from goldenthread.home.sought import seek
        from goldenthread.home.subjects import register_kinds
        from goldenthread.home.typed import tell
        from goldenthread.home.values import register_values
        from goldenthread.identity import typed
        from goldenthread.identity.subjects import register_seeker

        register_kinds()
        register_seeker(seek)
        register_values()
        typed.register(tell)
