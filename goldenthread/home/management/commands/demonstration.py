"""Builds the demonstration council in an empty data folder."""

from datetime import date
from typing import Any, ClassVar

from django.core.management.base import CommandParser
from django.utils import timezone

from goldenthread.home.demonstration.building import build_demonstration
from goldenthread.kernel.commands import REFUSED, ProductCommand
from goldenthread.kernel.errors import RuleBroken


class Command(ProductCommand):
    """The fictional council, built by the commands its users would call."""

    help = "Build the fictional demonstration council in an empty data folder."
    shown_as: ClassVar[dict[str, str]] = {
        "demonstration [--day DATE]": "Build the fictional demonstration council in an empty data folder."
    }
    refusal_status: ClassVar[int] = REFUSED

    def add_arguments(self, parser: CommandParser) -> None:
        """The day from which everything is dated."""
        parser.add_argument("--day", default="", help="the day the demonstration stands on, such as 2026-11-21")

    def handle(self, *args: Any, **options: Any) -> None:
        """Build it."""
        del args
        try:
            day = date.fromisoformat(options["day"]) if options["day"] else timezone.localdate()
        except ValueError:
            raise RuleBroken("Give the day as year, month and day, for example 2026-11-21.") from None
        build_demonstration(day=day)
