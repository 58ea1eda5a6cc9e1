"""Registers the app."""

from django.apps import AppConfig


class IdentityConfig(AppConfig):
    """The app ``identity``; its docstring says what it is."""

    name = "goldenthread.identity"

    def ready(self) -> None:
        """Let posts be handed over with everything else, and name people; models cannot be imported before this."""
        from goldenthread.identity.commands.handover import count_holdings, hand_over_holdings, list_holdings
        from goldenthread.identity.handover import OwedKind, register
        from goldenthread.identity.subjects import register_own_kinds

        register_own_kinds()
        register(OwedKind("Posts held", count_holdings, list_holdings, hand_over_holdings, can_end=True))
