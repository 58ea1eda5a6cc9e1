"""Registers the app."""

from django.apps import AppConfig


class BodiesConfig(AppConfig):
    """The app ``bodies``; its docstring says what it is."""

    name = "goldenthread.bodies"

    def ready(self) -> None:
        """Show seats on the page of a person, and end them when somebody leaves; models cannot be imported before."""
        from goldenthread.bodies.commands import hand_over_seats
        from goldenthread.bodies.queries import count_seats, list_seats, seats_of
        from goldenthread.identity import about, handover

        about.register(about.Part("Boards and committees", seats_of, "Sits on no board or committee."))
        handover.register(
            handover.OwedKind("Seats on boards and committees", count_seats, list_seats, hand_over_seats, can_end=True)
        )
